//! Two machines, one database: the second waits, and takes over with a device of its own.

use std::time::{Duration, Instant};

use anyhow::{Context, Result};
use testkit::ruma::UserId;
use testkit::{Postgres, Synapse};
use wijkbode::store::Database;

use crate::bot::On;
use crate::errands::actions;
use crate::synapse::Town;

/// What the gemeente is promised.
const A_MINUTE: Duration = Duration::from_secs(60);

#[tokio::test(flavor = "multi_thread")]
async fn a_standby_takes_over_within_a_minute_and_back_again_and_nothing_is_said_twice()
-> Result<()> {
    let mut town = Town::new(Synapse::shared().await?, On::Postgres).await?;
    let mut second = town.bot.standby()?;
    second.start()?;
    second.logs("standing by").await?;
    let mut said = town.anna_says(actions(1..=5)).await?;
    town.each_is_answered_once(&said).await?;

    // Killed in the middle of its work.
    said.extend(town.anna_says(actions(6..=15)).await?);
    town.bot.kill()?;
    let killed = Instant::now();
    let meanwhile = town.anna_says(actions(16..=16)).await?;
    town.answer(&meanwhile[0]).await?;
    println!("taken over after {} s", killed.elapsed().as_secs());
    assert!(killed.elapsed() < A_MINUTE);
    said.extend(meanwhile);
    said.extend(town.anna_says(actions(17..=17)).await?);
    town.each_is_answered_once(&said).await?;

    // The first comes back, and now waits itself.
    let theirs = std::fs::read_to_string(town.bot.config())?;
    std::fs::write(town.bot.config(), format!("standby = true\n{theirs}"))?;
    town.bot.start()?;
    town.bot.logs("standing by").await?;
    said.extend(town.anna_says(actions(18..=21)).await?);
    assert_eq!(second.stop().await?, Some(0));
    said.extend(town.anna_says(actions(22..=23)).await?);
    town.each_is_answered_once(&said).await?;
    assert_eq!(second.count_logs("the bot is at work"), 1);

    let us = UserId::parse(&town.bot.user_id)?;
    let devices = town
        .anna
        .client()
        .encryption()
        .get_user_devices(&us)
        .await?;
    assert_eq!(devices.devices().count(), 2);
    assert!(
        devices
            .devices()
            .all(|device| device.is_cross_signed_by_owner())
    );
    Ok(())
}

#[tokio::test(flavor = "multi_thread")]
async fn a_bot_that_loses_the_lock_stops_and_goes_on_when_started_again() -> Result<()> {
    let mut town = Town::new(Synapse::shared().await?, On::Postgres).await?;
    let mut said = town.anna_says(actions(1..=3)).await?;
    let Database::Postgres { url, .. } = town.bot.database() else {
        unreachable!("it is PostgreSQL")
    };
    let whoever_has_it = "SELECT pg_terminate_backend(pid) FROM pg_locks
                          WHERE locktype = 'advisory' AND granted
                            AND database = (SELECT oid FROM pg_database WHERE datname = current_database())";
    Postgres::shared()
        .await?
        .query(&url, whoever_has_it)
        .await?;
    assert_eq!(town.bot.ends().await?, Some(75));
    let log = town.bot.read_log();
    let last = log.lines().last().context("a last line")?;
    assert!(
        last.contains("another process may have the database"),
        "{last}"
    );

    said.extend(town.anna_says(actions(4..=5)).await?);
    town.bot.start()?;
    town.each_is_answered_once(&said).await.map(drop)
}
