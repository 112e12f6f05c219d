//! Thousands of commands that came while the bot was away: how soon all are read, handled and answered. The floor only
//! pages through the same history, and sends as many events.

use std::time::{Duration, Instant};

use anyhow::{Context, Result};
use futures_util::future::try_join_all;
use futures_util::{StreamExt, TryStreamExt, stream};

use crate::bare::AT_ONCE;
use crate::broadcast::{outside, wait_for_none};
use crate::plain::{Plain, string};
use crate::process::cpu_seconds;
use crate::report::{Aim, Line, Report};
use crate::town::{Town, answers_in, command};

const PEOPLE: usize = 10;
const LIMIT: Duration = Duration::from_secs(3600);
/// What waits to be read, or to be handled.
const TO_HANDLE: &str = "SELECT (SELECT COUNT(*) FROM inbox WHERE state IN ('new', 'unreadable')) \
                         + (SELECT COUNT(*) FROM gap)";
const TO_SEND: &str = "SELECT COUNT(*) FROM outbox WHERE state IN ('pending', 'sending')";
const HANDLED: &str = "SELECT COUNT(*) FROM action";

pub async fn measure(report: &mut Report, missed: usize) -> Result<()> {
    report.progress("catch-up: a bot and ten people");
    let mut town = Town::new(PEOPLE, PEOPLE).await?;
    let mut watch = town.watch().await?;
    let mut sample = answers_in(&town, &mut watch, 0).await?;
    for wijk in 1..PEOPLE {
        sample = answers_in(&town, &mut watch, wijk).await?;
    }
    drop(watch);
    town.bot.stop().await?;
    let plain = town.plain().await?;
    let from = string(&plain.get("sync?timeout=0").await?, "/next_batch")?;
    report.progress(&format!("catch-up: {missed} commands are said"));
    let each = missed / PEOPLE;
    try_join_all((0..PEOPLE).map(|wijk| says(&town, wijk, each))).await?;

    report.progress("catch-up: the floor reads and sends");
    let read = pages(&town, &plain, &from).await?;
    let (handled, sent, cpu) = catch_up(report, &mut town, each * PEOPLE).await?;
    town.bot.stop().await?;
    let begun = Instant::now();
    let sends = 1000.min(each * PEOPLE);
    stream::iter(0..sends)
        .map(|number| plain.say(&town.rooms[number % PEOPLE], &sample))
        .buffer_unordered(AT_ONCE)
        .try_for_each(async |_| Ok(()))
        .await?;
    let bare = sends as f64 / begun.elapsed().as_secs_f64();

    let line = |what: &str, unit, measured, floor, aim| {
        report.add(&Line {
            what: &format!("{missed} missed commands, {what}"),
            unit,
            measured: vec![measured],
            floor,
            aim,
        });
    };
    line(
        "read and handled, beside bare paging",
        "/s",
        handled,
        vec![read],
        Aim::None,
    );
    line(
        "read, handled and answered, beside bare sends",
        "/s",
        sent,
        vec![bare],
        Aim::None,
    );
    line(
        "processor per 1000",
        "s",
        cpu / missed as f64 * 1000.0,
        vec![],
        Aim::None,
    );
    Ok(())
}

/// Commands per second until all were handled, and until all answers were sent; and the processor time of it.
async fn catch_up(report: &Report, town: &mut Town, missed: usize) -> Result<(f64, f64, f64)> {
    let mut beside = outside(town).await?;
    let known: i64 = sqlx::query_scalar(HANDLED).fetch_one(&mut beside).await?;
    let begun = Instant::now();
    town.bot.start()?;
    report.progress("catch-up: the bot is back");
    let enough = known + i64::try_from(missed).context("a small number")?;
    while sqlx::query_scalar::<_, i64>(HANDLED)
        .fetch_one(&mut beside)
        .await?
        < enough
    {
        anyhow::ensure!(begun.elapsed() < LIMIT, "the bot does not catch up");
        tokio::time::sleep(Duration::from_millis(100)).await;
    }
    wait_for_none(&mut beside, TO_HANDLE, LIMIT).await?;
    let handled = begun.elapsed().as_secs_f64();
    report.progress("catch-up: all is handled");
    wait_for_none(&mut beside, TO_SEND, LIMIT).await?;
    let sent = begun.elapsed().as_secs_f64();
    Ok((
        missed as f64 / handled,
        missed as f64 / sent,
        cpu_seconds(&town.bot)?,
    ))
}

async fn says(town: &Town, wijk: usize, how_many: usize) -> Result<()> {
    for number in 0..how_many {
        town.says(wijk, &command(number)).await?;
    }
    Ok(())
}

/// Events per second, a page of a hundred at a time, one room after the other.
async fn pages(town: &Town, plain: &Plain, from: &str) -> Result<f64> {
    let begun = Instant::now();
    let mut events = 0;
    for room in &town.rooms {
        let mut place = Some(from.to_owned());
        while let Some(from) = place {
            let page = plain
                .get(&format!(
                    "rooms/{room}/messages?dir=f&limit=100&from={from}"
                ))
                .await?;
            let chunk = page["chunk"].as_array().map_or(0, Vec::len);
            events += chunk;
            place = string(&page, "/end").ok().filter(|_| chunk > 0);
        }
    }
    Ok(events as f64 / begun.elapsed().as_secs_f64())
}
