//! Many rooms: how much memory the bot has, how soon after its start it answers, and what it does when nobody asks.

use std::time::{Duration, Instant};

use anyhow::Result;

use crate::plain::Watch;
use crate::process::{comes_to_rest, cpu_seconds, resident_kb};
use crate::report::{Aim, Line, Report, median};
use crate::town::{Town, answers_in};

/// Starts at one size.
#[derive(Default)]
struct Starts {
    /// Seconds from the start to the answer to what was waiting.
    first: Vec<f64>,
    /// Milliseconds to the answer to what is said right after that.
    second: Vec<f64>,
    /// Resident kB when all is quiet again.
    resident: Vec<f64>,
    /// Processor time of a quiet minute, in milliseconds per second.
    idle: Vec<f64>,
}

/// How long it is watched while nothing happens.
const QUIET: Duration = Duration::from_secs(60);

pub async fn measure(report: &mut Report, sizes: &[usize]) -> Result<()> {
    let mut town: Option<Town> = None;
    let mut smaller: Option<(usize, f64)> = None;
    for &rooms in sizes {
        report.progress(&format!("size: {rooms} rooms"));
        let mut grown = match town.take() {
            None => Town::new(1, rooms).await?,
            Some(mut town) => {
                town.grows_to(rooms).await?;
                town
            }
        };
        let mut watch = grown.watch().await?;
        answers_in(&grown, &mut watch, rooms - 1).await?;
        let mut starts = Starts::default();
        for round in 0..report.rounds {
            report.progress(&format!("size: {rooms} rooms, round {round}"));
            start(&mut grown, &mut watch, &mut starts).await?;
        }
        let resident = median(&starts.resident);
        add(report, rooms, starts);
        if let Some((fewer, less)) = smaller {
            report.add(&Line {
                what: &format!("memory per room, {fewer} to {rooms} rooms"),
                unit: "kB",
                measured: vec![(resident - less) / (rooms - fewer) as f64],
                floor: vec![],
                aim: Aim::AtMost(20.0),
            });
        }
        smaller = Some((rooms, resident));
        town = Some(grown);
    }
    Ok(())
}

async fn start(town: &mut Town, watch: &mut Watch, starts: &mut Starts) -> Result<()> {
    let last = town.rooms.len() - 1;
    comes_to_rest(&town.bot).await?;
    town.bot.stop().await?;
    let waiting = town.says(last, "actie flyers 8").await?;
    let begun = Instant::now();
    town.bot.start()?;
    let seen = watch.answer_to(waiting.as_str()).await?;
    starts.first.push((seen.at - begun).as_secs_f64());
    let said = town.says(0, "actie flyers 9").await?;
    let begun = Instant::now();
    let seen = watch.answer_to(said.as_str()).await?;
    let wait = seen.at.saturating_duration_since(begun);
    starts.second.push(wait.as_secs_f64() * 1000.0);
    comes_to_rest(&town.bot).await?;
    starts.resident.push(resident_kb(&town.bot)?);
    let before = cpu_seconds(&town.bot)?;
    tokio::time::sleep(QUIET).await;
    let used = cpu_seconds(&town.bot)? - before;
    starts.idle.push(used * 1000.0 / QUIET.as_secs_f64());
    Ok(())
}

fn add(report: &Report, rooms: usize, starts: Starts) {
    let line = |what: &str, unit, measured, aim| {
        report.add(&Line {
            what: &format!("{what}, {rooms} rooms"),
            unit,
            measured,
            floor: vec![],
            aim,
        });
    };
    let megabytes = starts.resident.iter().map(|kb| kb / 1024.0).collect();
    let memory = if rooms <= 10 {
        Aim::AtMost(60.0)
    } else {
        Aim::None
    };
    line("resident memory", "MB", megabytes, memory);
    let soon = if rooms <= 300 {
        Aim::AtMost(1.0)
    } else {
        Aim::None
    };
    line("start to answer", "s", starts.first, soon);
    line("answer right after it", "ms", starts.second, Aim::None);
    line("processor while idle", "ms/s", starts.idle, Aim::None);
}
