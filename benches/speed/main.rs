//! `cargo speed`: how fast the release build is, beside floors that are measured in the same run.
//!
//! A floor is the least that anything must do for the same: a loop over plain HTTP on the same homeserver, or bare
//! inserts of the same rows. The ratio to it holds on other machines too; `docs/performance.md` explains each line.

// The futures of matrix-sdk nest deeper than the compiler's default limit.
#![recursion_limit = "256"]

mod answers;
mod bare;
#[path = "../../tests/it/bot.rs"]
#[expect(dead_code, reason = "the tests ask more of a bot")]
mod bot;
mod broadcast;
mod burst;
mod catch_up;
mod detection;
mod engine;
mod language;
mod plain;
mod process;
mod report;
mod signals;
mod size;
mod town;

use std::process::ExitCode;

use anyhow::Result;
use clap::{Parser, ValueEnum};

use report::Report;

/// Measures the release build of wijkbode, and prints a table. Without names everything is measured.
#[derive(Parser)]
#[command(bin_name = "cargo speed --")]
struct Arguments {
    /// What to measure.
    #[arg(value_enum)]
    names: Vec<Name>,
    /// How often everything is measured beside its floor; the table has the medians.
    #[arg(long, default_value_t = 3)]
    rounds: usize,
    /// Numbers of rooms for `size`, rising.
    #[arg(long, value_delimiter = ',', default_values_t = [10, 100, 300])]
    rooms: Vec<usize>,
    /// Numbers of rooms for `broadcast`, rising.
    #[arg(long, value_delimiter = ',', default_values_t = [300])]
    broadcasts: Vec<usize>,
    /// How many commands `catch-up` finds.
    #[arg(long, default_value_t = 5_000)]
    missed: usize,
    /// How many outbreaks of each kind `detection` makes, and twice as many years without any.
    #[arg(long, default_value_t = 500)]
    outbreaks: usize,
    /// Numbers of signals for `signals`, rising.
    #[arg(long, value_delimiter = ',', default_values_t = [100_000, 1_000_000])]
    signals: Vec<usize>,
    /// What cargo gives to every benchmark.
    #[arg(long, hide = true)]
    bench: bool,
}

#[derive(Clone, Copy, PartialEq, Eq, ValueEnum)]
enum Name {
    /// Command to answer, one at a time.
    Answers,
    /// Ten people with twenty commands each, at once.
    Burst,
    /// Memory and start with many rooms.
    Size,
    /// One message to many rooms.
    Broadcast,
    /// From inbox to outbox, without a homeserver.
    Engine,
    /// Thousands of commands that came while the bot was away.
    CatchUp,
    /// Reading messages.
    Language,
    /// Bursts among noise, beside the methods of health services. See `docs/detection.md`.
    Detection,
    /// Digests, lists, bursts and statistics among years of signals, without a homeserver.
    Signals,
}

#[tokio::main]
async fn main() -> ExitCode {
    match measure(&Arguments::parse()).await {
        Ok(()) => ExitCode::SUCCESS,
        Err(error) => {
            eprintln!("speed: {error:#}");
            ExitCode::FAILURE
        }
    }
}

async fn measure(arguments: &Arguments) -> Result<()> {
    let names = match arguments.names.as_slice() {
        [] => Name::value_variants(),
        names => names,
    };
    let mut report = Report::begin(arguments.rounds);
    for name in names {
        match name {
            Name::Answers => Box::pin(answers::measure(&mut report)).await?,
            Name::Burst => Box::pin(burst::measure(&mut report)).await?,
            Name::Size => Box::pin(size::measure(&mut report, &arguments.rooms)).await?,
            Name::Broadcast => {
                Box::pin(broadcast::measure(&mut report, &arguments.broadcasts)).await?;
            }
            Name::Engine => Box::pin(engine::measure(&mut report)).await?,
            Name::CatchUp => Box::pin(catch_up::measure(&mut report, arguments.missed)).await?,
            Name::Language => language::measure(&mut report),
            Name::Detection => detection::measure(&report, arguments.outbreaks),
            Name::Signals => {
                Box::pin(signals::measure(&mut report, &arguments.signals)).await?;
            }
        }
    }
    report.end();
    Ok(())
}
