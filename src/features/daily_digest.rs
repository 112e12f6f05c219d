//! The daily digest in the signal room: which signals came in since yesterday, which are still open, and who waits for too
//! long. Nothing when none of that is new.
//!
//! It names them by their numbers, as their cards do, and says no more than the cards. How many there were is a statistic;
//! those are published by the week, so that a day cannot be taken from it.

use std::collections::BTreeMap;

use anyhow::Result;
use futures_util::future::BoxFuture;

use crate::args;
use crate::chat::{Class, Outgoing, RoomKey, Text};
use crate::domain::time::Moment;
use crate::engine::feature::{Feature, Job, Occasion, Scope};
use crate::engine::{Turn, card, day_name};
use crate::store::Signal;

pub const FEATURE: Feature = Feature {
    jobs: &[Job {
        name: "daily-digest",
        rule: "daily 16:00",
        // A late one tells of everything since the last, so that it is never left out.
        catch_up_hours: 24,
        scope: Scope::Gemeente,
        run: daily,
    }],
    ..Feature::named("daily-digest")
};

/// Up to where the last digest looked, so that days of downtime are not lost.
const LOOKED: &str = "digest:daily:until";

fn daily<'a>(turn: &'a mut Turn, occasion: &'a Occasion) -> BoxFuture<'a, Result<()>> {
    Box::pin(async move {
        turn.speak_in(&RoomKey::signal()).await?;
        let since = turn
            .tx
            .fact(LOOKED)
            .await?
            .and_then(|ms| ms.parse().ok())
            .map(Moment);
        let since = since.unwrap_or(Moment(0));
        turn.tx
            .set_fact(LOOKED, &occasion.due.0.to_string())
            .await?;
        let mut new = turn.tx.signals_between(since, occasion.due).await?;
        // What is sensitive has no card, and is in no digest of a day.
        new.retain(|signal| signal.forwarded.is_some());
        let late = turn.late_signals().await?;
        if new.is_empty() && !has_new_late(turn, &late, since).await? {
            return Ok(());
        }
        let day = day_name(turn, occasion.due.day(turn.settings.zone));
        let mut lines = vec![turn.t("digest-day", args! { day: day })];
        lines.extend(by_wijk(turn, &new).await?);
        lines.extend(open(turn).await?);
        lines.extend(waits(turn, &late));
        let text = Outgoing::Say(Text::new(lines.join("\n")));
        turn.post(&RoomKey::signal(), Class::Notice, text, None)
            .await
            .map(drop)
    })
}

/// Per wijk and trick, the numbers.
async fn by_wijk(turn: &mut Turn, signals: &[Signal]) -> Result<Vec<String>> {
    let mut wijken: BTreeMap<&str, BTreeMap<&str, Vec<String>>> = BTreeMap::new();
    for signal in signals {
        let tricks = wijken.entry(&signal.wijk).or_default();
        let numbers = tricks.entry(&signal.phenomenon).or_default();
        numbers.push(format!("S-{}", signal.number));
    }
    let mut lines = Vec::new();
    for (code, tricks) in wijken {
        let wijk = turn
            .tx
            .wijk(code)
            .await?
            .map_or_else(|| code.to_owned(), |wijk| wijk.name);
        let signals = in_words(turn, &tricks);
        lines.push(turn.t("digest-day-line", args! { wijk: wijk, signals: signals }));
    }
    Ok(lines)
}

fn in_words(turn: &Turn, tricks: &BTreeMap<&str, Vec<String>>) -> String {
    let lang = turn.lang();
    let of = |(slug, numbers): (&&str, &Vec<String>)| {
        let label = turn
            .catalogue()
            .phenomenon(slug)
            .map_or(*slug, |found| found.label(lang))
            .to_owned();
        let list = numbers.join(", ");
        turn.t(
            "digest-day-signals",
            args! { phenomenon: label, list: list },
        )
    };
    tricks.iter().map(of).collect::<Vec<_>>().join("; ")
}

async fn open(turn: &mut Turn) -> Result<Option<String>> {
    let open: Vec<_> = turn
        .tx
        .open_signals()
        .await?
        .iter()
        .map(|signal| format!("S-{}", signal.number))
        .collect();
    Ok((!open.is_empty()).then(|| turn.t("digest-day-open", args! { list: open.join(", ") })))
}

/// Whether the term of one of them ended since the digest before, so that one does not come each day for the same.
async fn has_new_late(turn: &mut Turn, late: &[Signal], since: Moment) -> Result<bool> {
    let terms = turn.signal_terms().await?;
    let before = since.day(turn.settings.zone);
    let is_new = |signal| turn.due_of(terms, signal).is_some_and(|due| due >= before);
    Ok(late.iter().any(is_new))
}

/// Whose reporters wait for longer than was agreed.
fn waits(turn: &Turn, late: &[Signal]) -> Option<String> {
    let list = card::labels(late.iter().map(|signal| signal.number));
    (!list.is_empty()).then(|| turn.t("digest-day-late", args! { list: list }))
}
