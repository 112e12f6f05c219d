//! Jobs: what is due, what was missed, and that each occurrence happens once.

use anyhow::{Context, Result};

use crate::args;
use crate::chat::RoomKey;
use crate::domain::calendar::Rule;
use crate::domain::time::Moment;
use crate::engine::feature::{Job, Occasion, Scope};
use crate::engine::{Engine, Turn, day_name};
use crate::features;

/// The jobs that have something to do: an occurrence since they were looked at last, or their first look ever. Asked every
/// second, so with as few questions as can be.
pub async fn due(turn: &mut Turn) -> Result<Vec<&'static Job>> {
    let looked = turn.tx.facts_of("job:").await?;
    let own = turn.tx.facts_of("schedule:").await?;
    let mut all = Vec::new();
    for job in features::jobs() {
        let since = looked.get(&format!("{}:looked", job.name));
        let since = since.and_then(|ms| ms.parse().ok()).map(Moment);
        let rule = rule(job, own.get(job.name).map(String::as_str))?;
        let occurs = |since| rule.next_after(since, turn.settings.zone);
        let is_due = since.is_none_or(|since| occurs(since).is_some_and(|at| at <= turn.now));
        all.extend(is_due.then_some(job));
    }
    Ok(all)
}

/// Runs the newest occurrence of a job that is due at `now` and did not run yet.
pub async fn look_at(engine: &Engine, job: &Job, now: Moment) -> Result<()> {
    tick_job(engine, job, now)
        .await
        .with_context(|| format!("the job {}", job.name))
}

/// When the next job is due, for the loop that waits.
pub async fn next_due(turn: &mut Turn) -> Result<Option<Moment>> {
    let mut next = None;
    for job in features::jobs() {
        let due = rule_of(turn, job)
            .await?
            .next_after(turn.now, turn.settings.zone);
        next = next.into_iter().chain(due).min();
    }
    Ok(next)
}

async fn tick_job(engine: &Engine, job: &Job, now: Moment) -> Result<()> {
    let mut turn = engine.turn(now, String::new()).await?;
    let looked = format!("job:{}:looked", job.name);
    let Some(since) = turn
        .tx
        .fact(&looked)
        .await?
        .and_then(|ms| ms.parse().ok())
        .map(Moment)
    else {
        // The first look ever: nothing from before the bot came is caught up.
        turn.tx.set_fact(&looked, &now.0.to_string()).await?;
        return turn.commit().await;
    };
    let due = rule_of(&mut turn, job)
        .await?
        .between(since, now, turn.settings.zone);
    let Some((newest, missed)) = due.split_last() else {
        return Ok(());
    };
    if newest.plus_hours(job.catch_up_hours) < now {
        skip(&mut turn, job, &due).await?;
        tell_skipped(&mut turn, job, *newest).await?;
    } else {
        skip(&mut turn, job, missed).await?;
        run(&mut turn, job, *newest).await?;
    }
    turn.tx.set_fact(&looked, &now.0.to_string()).await?;
    turn.commit().await
}

async fn rule_of(turn: &mut Turn, job: &Job) -> Result<Rule> {
    let own = turn.tx.fact(&format!("schedule:{}", job.name)).await?;
    rule(job, own.as_deref())
}

/// The programme's own rule for a job, or the one that the job brings.
fn rule(job: &Job, own: Option<&str>) -> Result<Rule> {
    own.unwrap_or(job.rule)
        .parse()
        .with_context(|| format!("reading the schedule of the job {}", job.name))
}

async fn run(turn: &mut Turn, job: &Job, due: Moment) -> Result<()> {
    let occurrence = due.rfc3339(turn.settings.zone);
    let wijken = match job.scope {
        Scope::Gemeente => vec![None],
        Scope::Wijk => turn.tx.wijken().await?.into_iter().map(Some).collect(),
    };
    for wijk in wijken {
        let code = wijk
            .as_ref()
            .map_or("", |wijk| wijk.code.as_str())
            .to_owned();
        if turn
            .tx
            .record_run(job.name, &occurrence, &code, "done", turn.now)
            .await?
        {
            turn.caused_by(format!("job:{}:{occurrence}:{code}", job.name), due);
            match &wijk {
                Some(wijk) => turn.speak_in(&RoomKey::wijk(&wijk.code)).await?,
                None => turn.speak(None),
            };
            (job.run)(turn, &Occasion { due, wijk }).await?;
        }
    }
    tracing::info!(job = job.name, occurrence, "a job ran");
    Ok(())
}

/// Keeps that these were not run, oldest first; in the log in one line, however long the bot was away.
async fn skip(turn: &mut Turn, job: &Job, missed: &[Moment]) -> Result<()> {
    let (Some(first), Some(last)) = (missed.first(), missed.last()) else {
        return Ok(());
    };
    let zone = turn.settings.zone;
    for due in missed {
        turn.tx
            .record_run(job.name, &due.rfc3339(zone), "", "skipped", turn.now)
            .await?;
    }
    tracing::warn!(
        job = job.name,
        occurrences = missed.len(),
        first = first.rfc3339(zone),
        last = last.rfc3339(zone),
        "a job was skipped: too late after downtime"
    );
    Ok(())
}

async fn tell_skipped(turn: &mut Turn, job: &Job, due: Moment) -> Result<()> {
    turn.caused_by(String::new(), due);
    let name = turn.t(&format!("job-{}", job.name), args! {});
    let day = day_name(turn, due.day(turn.settings.zone));
    let body = turn.t("job-skipped", args! { name: name, day: day });
    turn.tell_managers(&format!("job:{}:{}:skipped", job.name, due.0), body)
        .await
}
