//! Servers and people for wijkbode's tests and its demo.
//!
//! A machine needs Rust and Python; the rest is brought by the [`kit`]. A test starts with a
//! [`Synapse`] and a few [`Neighbour`]s:
//!
//! ```no_run
//! # async fn story() -> anyhow::Result<()> {
//! use testkit::{Neighbour, PATIENCE, Synapse};
//!
//! let synapse = Synapse::shared().await?;
//! let anna = Neighbour::moves_in(synapse, "anna").await?;
//! let bram = Neighbour::moves_in(synapse, "bram").await?;
//! let room = anna.create_room("Moerwijk", &[bram.user_id()]).await?;
//! bram.join(&room).await?;
//! anna.say(&room, "Goedemorgen").await?;
//! bram.wait_for(&room, "the greeting", |it| it.body == "Goedemorgen", PATIENCE).await?;
//! # Ok(()) }
//! ```

// The futures of matrix-sdk nest deeper than the compiler's default limit.
#![recursion_limit = "256"]

pub mod kit;

mod files;
mod keeper;
pub mod postgres;
pub mod synapse;

pub mod js;
pub mod neighbour;
mod speech;
pub mod transcript;

pub mod wait;

pub use js::JsNeighbour;
pub use matrix_sdk::{reqwest, ruma};
pub use neighbour::Neighbour;
pub use postgres::Postgres;
pub use synapse::{Limits, Synapse, unique};
pub use transcript::Heard;
pub use wait::{PATIENCE, until};

#[cfg(test)]
mod tests;
