//! What the kernel counts of the bot's process.

use std::fs;
use std::time::Duration;

use anyhow::{Context, Result};
use testkit::until;

use crate::bot::Bot;

/// The kernel counts in hundredths of a second, on every Linux that people run.
const TICKS_PER_SECOND: f64 = 100.0;

/// Seconds of processor time that the bot used since it started, in user and kernel.
pub fn cpu_seconds(bot: &Bot) -> Result<f64> {
    let stat = read(bot, "stat")?;
    // The second field is the program's name in brackets; what comes after it has no spaces inside.
    let (_, fields) = stat.rsplit_once(')').context("/proc/<pid>/stat")?;
    let ticks: f64 = fields
        .split_whitespace()
        .skip(11)
        .take(2)
        .map(|ticks| ticks.parse::<f64>().unwrap_or_default())
        .sum();
    Ok(ticks / TICKS_PER_SECOND)
}

/// Resident memory of the bot, in kB.
pub fn resident_kb(bot: &Bot) -> Result<f64> {
    let status = read(bot, "status")?;
    status
        .lines()
        .find_map(|line| line.strip_prefix("VmRSS:")?.split_whitespace().next())
        .and_then(|kb| kb.parse().ok())
        .context("VmRSS in /proc/<pid>/status")
}

/// Waits until the bot does next to nothing for a second.
pub async fn comes_to_rest(bot: &Bot) -> Result<()> {
    const LIMIT: Duration = Duration::from_secs(600);
    const RATHER_IDLE: f64 = 0.05;
    until("the bot to come to rest", LIMIT, || async {
        let before = cpu_seconds(bot).unwrap_or_default();
        tokio::time::sleep(Duration::from_secs(1)).await;
        cpu_seconds(bot).is_ok_and(|after| after - before < RATHER_IDLE)
    })
    .await
}

fn read(bot: &Bot, file: &str) -> Result<String> {
    let child = bot.child.as_ref().context("the bot is not running")?;
    let path = format!("/proc/{}/{file}", child.id());
    fs::read_to_string(&path).with_context(|| format!("reading {path}"))
}
