//! `wijkbode backup`: writes the database to one file, also while the bot runs.

use std::path::{Path, PathBuf};
use std::process::ExitCode;

use anyhow::Result;
use clap::Args;

use super::{clock, status};
use crate::config::Config;
use crate::store::{self, Store};

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
    record(&config, done.header.schema).await?;
    println!("It holds personal data: keep it as safe as the database, and not longer.");
    Ok(())
}

/// In the audit of the database that was written. One of an earlier version stays as it is: opening it would bring it up to
/// date.
async fn record(config: &Config, schema: i64) -> Result<()> {
    if schema != store::newest_schema() {
        return Ok(());
    }
    let now = clock().now();
    let store = Store::open(&config.database).await?;
    let mut tx = store.begin().await?;
    tx.audit(
        &format!("export:{}", now.0),
        None,
        "exported",
        "backup",
        now,
    )
    .await?;
    tx.commit().await
}
