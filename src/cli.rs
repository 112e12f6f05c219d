//! What the operator types: one file per subcommand.

pub mod apply;
pub mod backup;
pub mod check;
pub mod detect;
pub mod export;
pub mod ideas;
pub mod import;
pub mod rehearse;
pub mod restore;
pub mod run;
pub mod setup;
pub mod understand;
pub mod verify;

use std::process::ExitCode;

use crate::clock::Clock;

/// Says what failed and where, with its causes, and ends with status 1.
pub fn failed(error: &anyhow::Error) -> ExitCode {
    eprintln!("wijkbode: {error:#}");
    ExitCode::FAILURE
}

/// The status of something that can fail.
fn status(outcome: anyhow::Result<()>) -> ExitCode {
    match outcome {
        Ok(()) => ExitCode::SUCCESS,
        Err(error) => failed(&error),
    }
}

/// The clock on the wall. A debug build may be told how far ahead its clock is, so that tests do not depend on the hour.
fn clock() -> Clock {
    let ahead = std::env::var("WIJKBODE_CLOCK_AHEAD")
        .ok()
        .filter(|_| cfg!(debug_assertions));
    Clock::ahead_by(ahead.and_then(|ms| ms.parse().ok()).unwrap_or(0))
}
