//! What the operator types: one file per subcommand.

pub mod apply;
pub mod check;
pub mod rehearse;
pub mod run;
pub mod setup;
pub mod understand;

use std::process::ExitCode;

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
