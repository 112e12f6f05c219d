//! The machine lets the bot down: a full disk, a disk that cannot be written, a database that is away.

use std::fs::{self, File};
use std::io::{ErrorKind, Write};
use std::path::Path;

use anyhow::{Context, Result, bail};
use testkit::{PATIENCE, Postgres, Synapse, until};
use wijkbode::store::Database;

use crate::bot::On;
use crate::errands::actions;
use crate::synapse::Town;

/// Writes until nothing fits any more.
fn fill_up(file: &Path) -> Result<()> {
    let mut file = File::create(file).with_context(|| file.display().to_string())?;
    let mut block = vec![0; 1024 * 1024];
    loop {
        match file.write_all(&block) {
            Ok(()) => {}
            Err(error) if error.kind() != ErrorKind::StorageFull => return Err(error.into()),
            // The last corner takes a small piece, but not a large one.
            Err(_) if block.len() > 1 => block.truncate(block.len() / 2),
            Err(_) => return Ok(()),
        }
    }
}

#[tokio::test(flavor = "multi_thread")]
async fn a_full_disk_loses_nothing_and_blames_nobody() -> Result<()> {
    let mut town = Town::new(Synapse::shared().await?, On::Sqlite).await?;
    town.bot.stop().await?;
    town.bot.start_on_disk("size=64m")?;
    let mut said = town.anna_says(actions(1..=2)).await?;
    town.each_is_answered_once(&said).await?;

    let filler = town.bot.data_on_disk()?.join("filler");
    fill_up(&filler)?;
    said.extend(town.anna_says(actions(3..=8)).await?);
    // Nothing can be kept now. Neither is an event tried until it is set aside.
    until("the bot to meet the full disk often", PATIENCE, || async {
        let kept = town.bot.count_logs("could not store a batch");
        kept + town.bot.count_logs("no answer from the homeserver")
            + town.bot.count_logs("cannot go on")
            >= 4
    })
    .await?;
    fs::remove_file(filler)?;

    said.extend(town.anna_says(actions(9..=9)).await?);
    let answered = town.each_is_answered_once(&said).await;
    answered.with_context(|| town.bot.read_log())?;
    assert!(!town.bot.read_log().contains("parked"));
    assert_eq!(town.bot.count_logs("the bot is at work"), 2, "it lived on");
    Ok(())
}

#[tokio::test(flavor = "multi_thread")]
async fn a_disk_that_cannot_be_written_is_named_and_what_was_said_meanwhile_is_answered()
-> Result<()> {
    let mut town = Town::new(Synapse::shared().await?, On::Sqlite).await?;
    town.bot.stop().await?;
    town.bot.start_on_disk("ro")?;
    assert_eq!(town.bot.ends().await?, Some(1));
    let log = town.bot.read_log();
    let last = log.lines().last().context("a last line")?;
    assert!(last.contains("Read-only file system"), "{last}");
    assert!(
        last.contains(&town.bot.data().display().to_string()),
        "{last}"
    );

    let said = town.anna_says(actions(1..=3)).await?;
    town.bot.start()?;
    town.each_is_answered_once(&said).await.map(drop)
}

#[tokio::test(flavor = "multi_thread")]
async fn a_database_that_is_away_ends_the_bot_and_the_next_start_goes_on() -> Result<()> {
    let mut town = Town::new(Synapse::shared().await?, On::Postgres).await?;
    let Database::Postgres { url, .. } = town.bot.database() else {
        bail!("it is PostgreSQL");
    };
    let (server, name) = url.rsplit_once('/').context("the name of a database")?;
    let elsewhere = format!("{server}/postgres");
    let postgres = Postgres::shared().await?;
    let open = async |open: bool| {
        let allow = format!("ALTER DATABASE {name} ALLOW_CONNECTIONS {open}");
        postgres.query(&elsewhere, &allow).await
    };

    let mut said = town.anna_says(actions(1..=3)).await?;
    open(false).await?;
    let throw_out =
        format!("SELECT pg_terminate_backend(pid) FROM pg_stat_activity WHERE datname = '{name}'");
    postgres.query(&elsewhere, &throw_out).await?;
    said.extend(town.anna_says(actions(4..=6)).await?);
    assert_eq!(town.bot.ends().await?, Some(75));
    town.bot.start()?;
    assert_eq!(town.bot.ends().await?, Some(1));
    let log = town.bot.read_log();
    let last = log.lines().last().context("a last line")?;
    assert!(last.contains("connecting to PostgreSQL"), "{last}");

    open(true).await?;
    said.extend(town.anna_says(actions(7..=8)).await?);
    town.bot.start()?;
    town.each_is_answered_once(&said).await?;
    assert!(!town.bot.read_log().contains("parked"));
    Ok(())
}
