//! Signals of the same event, and signals that wait: each morning the managers hear what may be the same and which reporters
//! still have no answer. `samenvoegen` merges; every reporter stays and hears what becomes of it.
//!
//! ```text
//! < Misschien hetzelfde: S-12, S-14 (Nepagent, Moerwijk). Typ dan: samenvoegen 12 14
//! > samenvoegen 12 14
//! < Dit ga ik doen: S-14 telt mee met S-12. Klopt het? Typ ja
//! ```

use std::collections::{BTreeMap, BTreeSet};

use anyhow::Result;
use chrono::TimeDelta;
use futures_util::future::BoxFuture;

use crate::args;
use crate::catalogue::UNKNOWN;
use crate::chat::RoomKey;
use crate::domain::people::{MANAGERS, RoomKind};
use crate::domain::time::read_day;
use crate::engine::card::{self, labels};
use crate::engine::feature::{Command, Feature, Job, Occasion, QuestionKind, Scope};
use crate::engine::{Answer, Call, Change, Question, Turn, take_answer_to_step};
use crate::store::Signal;

const KIND: &str = "merge-step";

/// Two signals may be the same when their days lie no further apart.
const DAYS: TimeDelta = TimeDelta::days(14);

/// So many suggestions a morning; the rest waits for the next, while it is recent.
const MOST: usize = 5;

/// The managers hear of it when a reporter has waited for so many days after the term.
const GRACE: TimeDelta = TimeDelta::days(2);

pub const FEATURE: Feature = Feature {
    commands: &[Command {
        name: "samenvoegen",
        words: &["samenvoegen", "merge"],
        roles: MANAGERS,
        rooms: &[RoomKind::Management],
        run: merge,
    }],
    questions: &[QuestionKind {
        name: KIND,
        command: "samenvoegen",
        answered,
    }],
    jobs: &[Job {
        name: "signal-care",
        rule: "daily 09:00",
        catch_up_hours: 24,
        scope: Scope::Gemeente,
        run: morning,
    }],
    ..Feature::named("signal-care")
};

/// Says nothing where there is nothing.
fn morning<'a>(turn: &'a mut Turn, occasion: &'a Occasion) -> BoxFuture<'a, Result<()>> {
    Box::pin(async move {
        turn.speak_in(&RoomKey::management()).await?;
        let mut lines = Vec::new();
        lines.extend(waits(turn).await?);
        lines.extend(alike(turn).await?);
        if lines.is_empty() {
            return Ok(());
        }
        let cause = format!("signal-care:{}", occasion.due.0);
        turn.tell_managers(&cause, lines.join("\n")).await
    })
}

/// What waits for longer than was agreed goes to the managers, each signal once.
async fn waits(turn: &mut Turn) -> Result<Option<String>> {
    let (terms, today, now) = (turn.signal_terms().await?, turn.today(), turn.now);
    let mut late = Vec::new();
    for signal in turn.late_signals().await? {
        let due = turn.due_of(terms, &signal);
        let is_over = due.is_some_and(|due| today.signed_duration_since(due) > GRACE);
        if is_over && turn.tx.mark_escalated(&signal.id, now).await? {
            late.push(signal.number);
        }
    }
    let first = late.first().copied().unwrap_or_default().to_string();
    let list = labels(late.iter().copied());
    Ok((!late.is_empty()).then(|| turn.t("care-late", args! { list: list, number: first })))
}

/// What may be the same, a line for each event; the newest go first when there are many.
async fn alike(turn: &mut Turn) -> Result<Vec<String>> {
    let now = turn.now;
    let mut events: BTreeMap<i64, Vec<Signal>> = BTreeMap::new();
    let recent = now.plus_days(-DAYS.num_days());
    for signal in turn.tx.signals_to_compare(recent).await? {
        if let Some(first) = first_like(turn, &signal).await? {
            if events.len() >= MOST && !events.contains_key(&first.number) {
                continue;
            }
            let event = events.entry(first.number).or_insert_with(|| vec![first]);
            event.insert(1, signal.clone());
        }
        turn.tx.mark_compared(&signal.id, now).await?;
    }
    let mut lines = Vec::new();
    for event in events.values() {
        lines.push(line(turn, event).await?);
    }
    Ok(lines)
}

/// The oldest earlier signal about the same trick, in the same wijk or one beside it, in the two weeks around.
async fn first_like(turn: &mut Turn, signal: &Signal) -> Result<Option<Signal>> {
    let day = read_day(&signal.day);
    let Some(day) = day.filter(|_| signal.phenomenon != UNKNOWN) else {
        return Ok(None);
    };
    let mut found = Vec::new();
    for wijk in near(turn, &signal.wijk) {
        let like = turn.tx.first_like(signal, &wijk, day - DAYS, day + DAYS);
        found.extend(like.await?);
    }
    Ok(found.into_iter().min_by_key(|other| other.number))
}

/// A wijk and those beside it, as codes.
fn near(turn: &Turn, code: &str) -> Vec<String> {
    let mut places = turn.world().places.iter();
    let wijk = places.find_map(|place| place.wijk(code));
    let beside = wijk.map_or_else(Vec::new, |wijk| wijk.neighbours.clone());
    std::iter::once(code.to_owned()).chain(beside).collect()
}

async fn line(turn: &mut Turn, event: &[Signal]) -> Result<String> {
    let mut wijken = BTreeSet::new();
    for signal in event {
        wijken.insert(turn.wijk_name(&signal.wijk).await?);
    }
    let wijken: Vec<_> = wijken.into_iter().collect();
    let numbers: Vec<_> = event.iter().map(|one| one.number.to_string()).collect();
    let trick = event.first().map(|one| card::trick(turn, &one.phenomenon));
    Ok(turn.t(
        "care-alike",
        args! {
            list: labels(event.iter().map(|one| one.number)),
            phenomenon: trick.unwrap_or_default(),
            wijken: wijken.join(", "),
            numbers: numbers.join(" "),
        },
    ))
}

/// The first of the named signals stands for the event; the others, with all that was merged with them, go to it.
fn merge<'a>(turn: &'a mut Turn, call: &'a Call) -> BoxFuture<'a, Result<()>> {
    Box::pin(async move {
        let numbers = numbers(&call.text);
        if numbers.len() < 2 {
            let body = turn.t("merge-how", args! {});
            return turn.answer(call, body).await.map(drop);
        }
        let mut roots: BTreeMap<i64, Signal> = BTreeMap::new();
        for number in numbers {
            let known = turn.tx.signal_by_number(number).await?;
            let Some(signal) =
                known.filter(|one| one.withdrawn_at.is_none() && one.forwarded.is_some())
            else {
                let body = turn.t("merge-unknown", args! { label: card::label(number) });
                return turn.answer(call, body).await.map(drop);
            };
            let root = turn.root_of(signal).await?;
            roots.insert(root.number, root);
        }
        let mut roots = roots.into_values();
        let Some(first) = roots.next() else {
            return Ok(());
        };
        let mut changes = Vec::new();
        for root in roots {
            for one in turn.tx.signals_together(&root.id).await? {
                let thing = format!("merged:{}", one.number);
                changes.push(Change {
                    before: turn.thing(&thing).await?,
                    after: Some(first.number.to_string()),
                    thing,
                });
            }
        }
        turn.propose(call, KIND, changes).await
    })
}

fn answered<'a>(
    turn: &'a mut Turn,
    call: &'a Call,
    question: Question,
    answer: Answer,
) -> BoxFuture<'a, Result<()>> {
    Box::pin(async move {
        match take_answer_to_step(turn, call, &question, &answer).await? {
            Some(done) => turn.answer(call, done.body).await.map(drop),
            None => Ok(()),
        }
    })
}

/// `12 14`, `S-12 en S-14`.
fn numbers(text: &str) -> BTreeSet<i64> {
    text.split(|c: char| !c.is_ascii_digit())
        .filter_map(|digits| digits.parse().ok())
        .collect()
}

#[cfg(test)]
mod tests {
    use super::numbers;

    #[test]
    fn signals_are_named_by_their_numbers() {
        let read: Vec<_> = numbers("S-14 en s12, 12").into_iter().collect();
        assert_eq!(read, [12, 14]);
    }
}
