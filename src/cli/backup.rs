//! `wijkbode backup`: writes the database to one file, also while the bot runs.

use std::path::{Path, PathBuf};
use std::process::ExitCode;

use anyhow::Result;
use clap::Args;

use super::{clock, status};
use crate::config::Config;
use crate::store;

#[derive(Args)]
pub struct Arguments {
    /// The file to write; it may not exist yet.
    file: PathBuf,
}

pub async fn run(config: &Path, arguments: &Arguments) -> ExitCode {
    status(back_up(config, &arguments.file).await)
}

async fn back_up(config: &Path, file: &Path) -> Result<()> {
    let config = Config::from_file(config)?;
    let done = store::back_up(&config.database, file, clock().now()).await?;
    println!(
        "Written: {} ({} rows, schema {}).",
        file.display(),
        done.all_rows(),
        done.header.schema
    );
    println!("It holds personal data: keep it as safe as the database, and not longer.");
    Ok(())
}
