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
use crate::domain::time::Moment;

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

/// The clock on the wall. A debug build may be started at another moment, so that tests do not depend on the hour.
fn clock() -> Clock {
    let clock = Clock::default();
    let moment = std::env::var("WIJKBODE_CLOCK")
        .ok()
        .filter(|_| cfg!(debug_assertions));
    if let Some(moment) = moment.and_then(|text| Moment::read(&text, chrono_tz::Europe::Amsterdam))
    {
        clock.jump_to(moment);
    }
    clock
}
