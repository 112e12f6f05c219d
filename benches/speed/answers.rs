//! Command to answer, one at a time: from the homeserver's word that it has the command, to the answer's arrival at a
//! client. The bare loop gives the same person, in the same room, an answer of the same size.

use std::time::Instant;

use anyhow::Result;

use crate::bare::Bare;
use crate::plain::Watch;
use crate::process::cpu_seconds;
use crate::report::{Aim, Line, Report, quantile};
use crate::town::{Town, answers_in, command, talk, without_bot};

/// Commands per round.
const COMMANDS: usize = 200;

pub async fn measure(report: &mut Report) -> Result<()> {
    report.progress("answers: a bot and one person");
    let mut town = Town::new(1, 1).await?;
    let mut watch = town.watch().await?;
    let sample = answers_in(&town, &mut watch, 0).await?;
    let (mut bot, mut bare, mut cpu) = (vec![], vec![], vec![]);
    for round in 0..report.rounds {
        report.progress(&format!("answers: round {round}"));
        let before = cpu_seconds(&town.bot)?;
        bot.push(one_by_one(&town, &mut watch, command).await?);
        let used = cpu_seconds(&town.bot)? - before;
        cpu.push(used / COMMANDS as f64 * 1000.0);
        let floor = without_bot(&mut town, async |town| {
            let _bare = Bare::begin(&town.bot, &town.synapse, sample.clone()).await?;
            one_by_one(town, &mut watch, talk).await
        });
        bare.push(floor.await?);
        answers_in(&town, &mut watch, 0).await?;
    }
    let share =
        |rounds: &[Vec<f64>], share| rounds.iter().map(|all| quantile(all, share)).collect();
    report.add(&Line {
        what: "command to answer, p50",
        unit: "ms",
        measured: share(&bot, 0.5),
        floor: share(&bare, 0.5),
        aim: Aim::AtMost(1.1),
    });
    report.add(&Line {
        what: "command to answer, p95",
        unit: "ms",
        measured: share(&bot, 0.95),
        floor: share(&bare, 0.95),
        aim: Aim::AtMost(1.1),
    });
    report.add(&Line {
        what: "processor per 1000 commands, one by one",
        unit: "s",
        measured: cpu,
        floor: vec![],
        aim: Aim::AtMost(4.0),
    });
    Ok(())
}

/// Milliseconds per message.
async fn one_by_one(
    town: &Town,
    watch: &mut Watch,
    text: impl Fn(usize) -> String,
) -> Result<Vec<f64>> {
    let mut all = Vec::with_capacity(COMMANDS);
    for number in 0..COMMANDS {
        let said = town.says(0, &text(number)).await?;
        // What its own client did before this, to encrypt and to send, is the same for both.
        let begun = Instant::now();
        let seen = watch.answer_to(said.as_str()).await?;
        all.push(seen.at.saturating_duration_since(begun).as_secs_f64() * 1000.0);
    }
    Ok(all)
}
