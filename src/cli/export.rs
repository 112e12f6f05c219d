//! `wijkbode export programme > programme.toml`: writes the programme back as a file, also while the bot runs.

use std::path::Path;
use std::process::ExitCode;
use std::sync::Arc;

use anyhow::Result;
use clap::{Args, Subcommand};

use super::{clock, status};
use crate::config::Config;
use crate::engine::Engine;
use crate::programme;
use crate::store::Store;

#[derive(Args)]
pub struct Arguments {
    #[command(subcommand)]
    what: What,
}

#[derive(Subcommand, Clone, Copy)]
enum What {
    /// The programme file as the database has it, with what was changed by chat.
    #[command(alias = "programma")]
    Programme,
}

pub async fn run(config: &Path, arguments: &Arguments) -> ExitCode {
    status(export(config, arguments.what).await)
}

async fn export(config: &Path, what: What) -> Result<()> {
    let config = Config::from_file(config)?;
    let store = Store::open(&config.database).await?;
    let engine = Engine::new(store, Arc::new(config.world("")?));
    let mut turn = engine.turn(clock().now(), "export".to_owned()).await?;
    match what {
        What::Programme => print!("{}", programme::export(&mut turn).await?),
    }
    Ok(())
}
