//! What people mean: commands, tricks, numbers, days, money, urgency, personal data. Pure and fast.
//!
//! No clock, no files, no network: `today` is an argument and all words come from the `Catalogue`. The
//! path of a message is `text` (fold and cut) → `signs` (which signs are in it) → the readers.

pub mod action;
pub mod ahead;
pub mod answers;
pub mod audience;
pub mod channel;
pub mod commands;
pub mod dates;
pub mod events;
mod learned;
pub mod likeness;
pub mod money;
pub mod numbers;
pub mod outcome;
pub mod people;
pub mod period;
pub mod personal;
pub mod phenomenon;
pub mod record;
pub mod rules;
pub mod schedule;
pub mod signal;
pub mod signs;
pub mod text;
pub mod urgency;
pub mod victim;

pub use action::{ActionReading, read_action};
pub use ahead::{Ahead, is_when, read_ahead};
pub use answers::{is_exactly_yes, read_choice, read_count, read_yes_no, says_nothing_lost};
pub use commands::{Call, Words, read_command, read_mistyped};
pub use period::{Period, read_period};
pub use personal::{PersonalKind, mask, mentions_person};
pub use record::RecordReading;
pub use schedule::read_schedule;
pub use signal::{SignalReading, read_signal};
pub use victim::is_own;
