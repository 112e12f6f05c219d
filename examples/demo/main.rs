//! `cargo demo`: a real Synapse, the real bot, and a month in two wijken in about a minute.
//!
//! Everything that is shown travels encrypted over the homeserver, from one real client to another. Only the bot's
//! clock is ours: it jumps from one appointment to the next.

// The futures of matrix-sdk nest deeper than the compiler's default limit.
#![recursion_limit = "256"]

mod bot;
mod folder;
mod month;
mod people;
mod screen;
mod stage;
mod town;
mod visit;
mod voice;

use std::process::ExitCode;
use std::time::Duration;

use anyhow::Result;
use clap::Parser;

use folder::Folder;
use stage::Stage;
use town::Town;

/// Plays a month of wijkbode on a homeserver of its own.
#[derive(Parser)]
struct Arguments {
    /// Ends after the month: with status 0 when every expected answer was seen, else with 1.
    #[arg(long)]
    once: bool,
}

#[tokio::main]
async fn main() -> ExitCode {
    match demo(&Arguments::parse()).await {
        Ok(true) => ExitCode::SUCCESS,
        Ok(false) => ExitCode::FAILURE,
        Err(error) => {
            eprintln!("demo: {error:#}");
            ExitCode::FAILURE
        }
    }
}

/// Whether every expected answer was seen.
async fn demo(arguments: &Arguments) -> Result<bool> {
    let folder = Folder::fresh()?;
    start_logging(&folder)?;
    let log = folder.log();
    let (town, mut bot) = Town::build(folder).await?;
    let complete = tokio::select! {
        complete = Box::pin(play(&town, arguments)) => complete?,
        ended = bot.ends() => return Err(ended.context(format!("see its log, {}", log.display()))),
    };
    bot.stop().await;
    Ok(complete)
}

/// The month, and who wants may look around after it.
async fn play(town: &Town, arguments: &Arguments) -> Result<bool> {
    let pause = if arguments.once {
        Duration::ZERO
    } else {
        Duration::from_secs(2)
    };
    let mut stage = Stage::new(&town.screen, pause);
    month::play(town, &mut stage).await;
    let complete = stage.sums_up();
    let picture = town.folder.picture("acties-per-wijk.png");
    if picture.exists() {
        println!("Het plaatje van het weekoverzicht: {}", picture.display());
    }
    if !arguments.once {
        visit::stay(town).await?;
    }
    Ok(complete)
}

/// The bot's log goes to a file: the screen is for what people see.
fn start_logging(folder: &Folder) -> Result<()> {
    let log = std::fs::File::create(folder.log())?;
    let filter = "info,matrix_sdk=off,matrix_sdk_base=off,matrix_sdk_crypto=off,sqlx=warn";
    tracing_subscriber::fmt()
        .with_env_filter(filter)
        .with_ansi(false)
        .with_writer(log)
        .init();
    Ok(())
}
