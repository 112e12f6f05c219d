//! The Matrix side of wijkbode: everything that names `matrix_sdk`, behind the plain types and two traits of [`mail`].
//!
//! The one idea is *nothing lost, nothing twice*. A message on its way through:
//!
//! 1. [`Bot::run`] asks the homeserver for news. The SDK writes down its own place in the stream **before** we see the
//!    answer, so its place proves nothing. Ours does: `sync` turns the answer into a [`mail::Batch`], and
//!    [`mail::Inbox::store_batch`] keeps events, holes and cursor in one transaction.
//! 2. Killed in between? [`open`] first sets the SDK's place back to our cursor. The homeserver tells the same again;
//!    the inbox knows every event by its id and drops what it has.
//! 3. After a long absence the answer skips messages. `gaps` reads them, oldest first, a page per transaction.
//! 4. A message that cannot be decrypted yet is kept as it came; `unreadable` tries again whenever a key may be there.
//! 5. What the bot says waits in the [`mail::Outbox`]. `send` uses the parcel's id as transaction id on every try, so
//!    the homeserver itself drops the second of two. When that memory is gone (a day later, or from another device) the
//!    room is searched for the marker `nl.wijkbode.id` first.
//! 6. Rooms, invitations and upgrades are *state*. `rooms` looks at all of it regularly, whatever was or was not heard.
//!
//! So stopping needs no ceremony: to drop everything at any moment is the same as a crash, and a crash is safe.
//! Somebody else keeps a second process out; two processes on one store are not noticed here.
#![recursion_limit = "256"]

pub mod mail;

mod files;
mod key_store;
mod login;
mod places;
mod session;
mod set_up;

mod bot;
mod desk;
mod health;
mod sync;

mod duplicates;
mod gaps;
mod receive;
mod trust;
mod unreadable;

mod compose;
mod observe;
mod rooms;
mod search;
mod send;

mod failpoint;
mod fault;
mod patience;

pub use bot::{Bot, Finding};
pub use desk::Fatal;
pub use health::Health;
pub use places::Places;
pub use session::{OpenError, ShareKeysWith, open};
pub use set_up::{Login, Secret, SetUp, SetUpError, set_up};
