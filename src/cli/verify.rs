//! `wijkbode verify`: whether a backup, or the database itself, is whole. Changes nothing.

use std::path::{Path, PathBuf};
use std::process::ExitCode;

use anyhow::Result;
use clap::Args;

use super::{clock, failed};
use crate::config::Config;
use crate::store;

#[derive(Args)]
pub struct Arguments {
    /// A backup; without one, the database itself is looked at, also while the bot runs.
    file: Option<PathBuf>,
}

/// Ends with 0 when all is well, else 1.
pub async fn run(config: &Path, arguments: &Arguments) -> ExitCode {
    let looked = match &arguments.file {
        Some(file) => look_at_backup(file).await,
        None => look_at_database(config).await,
    };
    let (good, wrong) = match looked {
        Ok(looked) => looked,
        Err(error) => return failed(&error),
    };
    println!("{good}");
    for line in &wrong {
        println!("WRONG   {line}");
    }
    if wrong.is_empty() {
        println!("ok      nothing is wrong");
        return ExitCode::SUCCESS;
    }
    ExitCode::FAILURE
}

async fn look_at_backup(file: &Path) -> Result<(String, Vec<String>)> {
    let (contents, wrong) = store::verify_backup(file, clock().now()).await?;
    let good = format!(
        "ok      {}: {} rows of {}, schema {}, from {}; the hash fits, and it can be restored",
        file.display(),
        contents.all_rows(),
        contents.header.at.rfc3339(chrono_tz::Europe::Amsterdam),
        contents.header.schema,
        contents.header.database
    );
    Ok((good, wrong))
}

async fn look_at_database(config: &Path) -> Result<(String, Vec<String>)> {
    let config = Config::from_file(config)?;
    let wrong = store::verify(&config.database).await?;
    Ok(("ok      the database can be read".to_owned(), wrong))
}
