//! The command line of wijkbode.
#![recursion_limit = "256"]

use std::io::IsTerminal;
use std::path::PathBuf;
use std::process::ExitCode;

use clap::{Parser, Subcommand, ValueEnum};
use tracing_subscriber::EnvFilter;
use wijkbode::cli;

/// Matrix-chatbot for digitaal ambassadeurs in the wijk.
#[derive(Parser)]
#[command(version, about)]
struct Arguments {
    /// The configuration file.
    #[arg(
        long,
        short,
        global = true,
        env = "WIJKBODE_CONFIG",
        default_value = "wijkbode.toml"
    )]
    config: PathBuf,
    /// How logs are written. They never hold what people wrote.
    #[arg(long, global = true, value_enum, default_value = "readable")]
    log_format: LogFormat,
    #[command(subcommand)]
    command: Command,
}

#[derive(Clone, Copy, ValueEnum)]
enum LogFormat {
    Readable,
    Json,
}

#[derive(Subcommand)]
enum Command {
    /// Logs in for the first time (or after a lost store), makes keys, and shows the recovery key once.
    Setup(cli::setup::Arguments),
    /// Looks for everything that would go wrong, and says what to do.
    Check,
    /// Runs the bot until it is told to stop.
    Run,
    /// Writes a programme file to the database; the running bot makes it so.
    Apply(cli::apply::Arguments),
    /// Writes what the database knows as a file for people.
    Export(cli::export::Arguments),
    /// Takes in counts that another gemeente shared, and tells the managers.
    Import(cli::import::Arguments),
    /// Writes the database to one file, also while the bot runs.
    Backup(cli::backup::Arguments),
    /// Puts a backup into an empty database; the bot must not run.
    Restore(cli::restore::Arguments),
    /// Looks whether a backup, or the database itself, is whole.
    Verify(cli::verify::Arguments),
    /// Writes the released ideas in the fields of the database of the CCV.
    Ideas(cli::ideas::Arguments),
    /// Plays a script on the engine, without a homeserver.
    Rehearse(cli::rehearse::Arguments),
    /// Shows what the bot understands of a text, or of JSON Lines on standard input.
    Understand(cli::understand::Arguments),
    /// Looks for bursts in a series of counts, and prints an alarm a line.
    Detect(cli::detect::Arguments),
}

fn main() -> ExitCode {
    let arguments = Arguments::parse();
    start_logging(
        arguments.log_format,
        matches!(arguments.command, Command::Run),
    );
    // One thread for all that waits: with more, each of the many hand-overs to the threads of the databases wakes others
    // up in vain. What computes is over in a moment, and the databases have threads of their own.
    let runtime = match tokio::runtime::Builder::new_multi_thread()
        .worker_threads(1)
        .enable_all()
        .build()
    {
        Ok(runtime) => runtime,
        Err(error) => return cli::failed(&anyhow::Error::from(error).context("starting")),
    };
    runtime.block_on(async {
        match arguments.command {
            Command::Setup(setup) => cli::setup::run(&arguments.config, &setup).await,
            Command::Check => cli::check::run(&arguments.config).await,
            Command::Run => cli::run::run(&arguments.config).await,
            Command::Apply(apply) => cli::apply::run(&arguments.config, &apply).await,
            Command::Export(export) => cli::export::run(&arguments.config, &export).await,
            Command::Import(import) => cli::import::run(&arguments.config, &import).await,
            Command::Backup(backup) => cli::backup::run(&arguments.config, &backup).await,
            Command::Restore(restore) => cli::restore::run(&arguments.config, &restore).await,
            Command::Verify(verify) => cli::verify::run(&arguments.config, &verify).await,
            Command::Ideas(ideas) => cli::ideas::run(&arguments.config, &ideas).await,
            Command::Rehearse(rehearse) => cli::rehearse::run(&rehearse).await,
            Command::Understand(understand) => cli::understand::run(&understand),
            Command::Detect(detect) => cli::detect::run(&detect),
        }
    })
}

/// `RUST_LOG` chooses what is logged; else the running bot says what it does, and the other commands only what is wrong.
///
/// The SDK reports expected answers as errors, so it is left out, and sqlx is never asked for its statements.
fn start_logging(format: LogFormat, is_running: bool) {
    const QUIET: &str = "matrix_sdk=off,matrix_sdk_base=off,matrix_sdk_crypto=off";
    // That reading everything for a backup takes long is no news.
    let levels = if is_running {
        "info,sqlx=warn"
    } else {
        "warn,sqlx=error"
    };
    let filter = EnvFilter::try_from_default_env()
        .unwrap_or_else(|_| EnvFilter::new(format!("{levels},{QUIET}")));
    let colours = std::io::stderr().is_terminal();
    let logs = tracing_subscriber::fmt()
        .with_env_filter(filter)
        .with_ansi(colours)
        .with_writer(std::io::stderr);
    match format {
        LogFormat::Readable => logs.init(),
        LogFormat::Json => logs.json().init(),
    }
}
