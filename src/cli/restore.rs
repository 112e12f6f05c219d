//! `wijkbode restore`: puts a backup into an empty database. The bot must not run.

use std::path::{Path, PathBuf};
use std::process::ExitCode;

use anyhow::{Context, Result};
use clap::Args;

use super::{clock, status};
use crate::config::Config;
use crate::store::{self, Lock};

#[derive(Args)]
pub struct Arguments {
    /// What `wijkbode backup` wrote, on SQLite or on PostgreSQL.
    file: PathBuf,
}

pub async fn run(config: &Path, arguments: &Arguments) -> ExitCode {
    status(restore(config, &arguments.file).await)
}

async fn restore(config: &Path, file: &Path) -> Result<()> {
    let config = Config::from_file(config)?;
    std::fs::create_dir_all(&config.data)
        .with_context(|| format!("making the folder {}", config.data.display()))?;
    let _lock = Lock::take(&config.data, &config.database).await?;
    let done = store::restore(&config.database, file, clock().now()).await?;
    println!(
        "Restored: {} rows as they were at {} (schema {}, now {}).",
        done.all_rows(),
        done.header.at.rfc3339(chrono_tz::Europe::Amsterdam),
        done.header.schema,
        store::newest_schema()
    );
    println!("\nNext:");
    let places = config.matrix();
    if !places.session.exists() || !places.store.exists() {
        println!(
            "- The session is gone too. Put the recovery key into {}, and then: wijkbode setup",
            places.recovery_key.display()
        );
    }
    println!("- wijkbode apply programme.toml, with the programme as it is now");
    println!("- wijkbode run. It reads on from where the backup was, and says nothing twice.");
    println!("- wijkbode check");
    Ok(())
}
