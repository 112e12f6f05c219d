//! Ten people in ten rooms, who give twenty commands each, all at once.

use std::collections::HashSet;
use std::time::Instant;

use anyhow::{Result, ensure};
use futures_util::future::try_join_all;
use testkit::ruma::OwnedEventId;

use crate::bare::Bare;
use crate::plain::Watch;
use crate::process::cpu_seconds;
use crate::report::{Aim, Line, Report};
use crate::town::{Town, answers_in, command, talk, without_bot};

const PEOPLE: usize = 10;
const EACH: usize = 20;

pub async fn measure(report: &mut Report) -> Result<()> {
    report.progress("burst: a bot and ten people");
    let mut town = Town::new(PEOPLE, PEOPLE).await?;
    let mut watch = town.watch().await?;
    let sample = in_all_rooms(&town, &mut watch).await?;
    let (mut bot, mut bare, mut cpu) = (vec![], vec![], vec![]);
    for round in 0..report.rounds {
        report.progress(&format!("burst: round {round}"));
        let before = cpu_seconds(&town.bot)?;
        bot.push(all_at_once(&town, &mut watch, command).await?);
        let used = cpu_seconds(&town.bot)? - before;
        cpu.push(used / (PEOPLE * EACH) as f64 * 1000.0);
        let floor = without_bot(&mut town, async |town| {
            let _bare = Bare::begin(&town.bot, &town.synapse, sample.clone()).await?;
            all_at_once(town, &mut watch, talk).await
        });
        bare.push(floor.await?);
        in_all_rooms(&town, &mut watch).await?;
    }
    report.add(&Line {
        what: "burst of 10 × 20 commands, none lost",
        unit: "answers/s",
        measured: bot,
        floor: bare,
        aim: Aim::AtLeast(1.0),
    });
    report.add(&Line {
        what: "processor per 1000 commands, in the burst",
        unit: "s",
        measured: cpu,
        floor: vec![],
        aim: Aim::AtMost(1.0),
    });
    Ok(())
}

/// The bot is there in every room; gives the content of an answer.
async fn in_all_rooms(town: &Town, watch: &mut Watch) -> Result<serde_json::Value> {
    let mut content = answers_in(town, watch, 0).await?;
    for wijk in 1..PEOPLE {
        content = answers_in(town, watch, wijk).await?;
    }
    Ok(content)
}

/// Answers per second, from the first word to the last answer.
async fn all_at_once(
    town: &Town,
    watch: &mut Watch,
    text: impl Fn(usize) -> String,
) -> Result<f64> {
    let begun = Instant::now();
    let speaking = try_join_all((0..PEOPLE).map(|wijk| says_all(town, wijk, &text)));
    let hearing = async {
        let mut answered = HashSet::new();
        let mut last = begun;
        while answered.len() < PEOPLE * EACH {
            let seen = watch.next().await?;
            let event = seen.answers.unwrap_or_default();
            ensure!(answered.insert(event.clone()), "{event} was answered twice");
            last = seen.at;
        }
        anyhow::Ok((answered, last))
    };
    let (said, (answered, last)) = tokio::try_join!(speaking, hearing)?;
    for event in said.iter().flatten() {
        ensure!(
            answered.contains(event.as_str()),
            "{event} was not answered"
        );
    }
    Ok((PEOPLE * EACH) as f64 / (last - begun).as_secs_f64())
}

async fn says_all(
    town: &Town,
    wijk: usize,
    text: impl Fn(usize) -> String,
) -> Result<Vec<OwnedEventId>> {
    let mut said = Vec::with_capacity(EACH);
    for number in 0..EACH {
        said.push(town.says(wijk, &text(number)).await?);
    }
    Ok(said)
}
