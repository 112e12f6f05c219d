//! The daily digest in the signal room: what came in since yesterday, and what is still open. Nothing when there is nothing.

use std::collections::BTreeMap;

use anyhow::Result;
use futures_util::future::BoxFuture;

use crate::args;
use crate::chat::{Class, Outgoing, RoomKey, Text};
use crate::domain::numbers::banded;
use crate::domain::time::Moment;
use crate::engine::feature::{Feature, Job, Occasion, Scope};
use crate::engine::{Turn, day_name};
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
        let new = turn.tx.signals_between(since, occasion.due).await?;
        if new.is_empty() {
            return Ok(());
        }
        let day = day_name(turn, occasion.due.day(turn.settings.zone));
        let mut lines = vec![turn.t("digest-day", args! { day: day })];
        lines.extend(by_wijk(turn, &new).await?);
        lines.extend(sensitive(turn, &new));
        lines.extend(open(turn).await?);
        let text = Outgoing::Say(Text::new(lines.join("\n")));
        turn.post(&RoomKey::signal(), Class::Notice, text, None)
            .await
            .map(drop)
    })
}

/// Per wijk and phenomenon, small numbers as a band; sensitive phenomena are left out here.
async fn by_wijk(turn: &mut Turn, signals: &[Signal]) -> Result<Vec<String>> {
    let mut counts: BTreeMap<&str, BTreeMap<&str, i64>> = BTreeMap::new();
    for signal in signals.iter().filter(|signal| signal.forwarded.is_some()) {
        *counts
            .entry(&signal.wijk)
            .or_default()
            .entry(&signal.phenomenon)
            .or_default() += 1;
    }
    let mut lines = Vec::new();
    for (code, counts) in counts {
        let wijk = turn
            .tx
            .wijk(code)
            .await?
            .map_or_else(|| code.to_owned(), |wijk| wijk.name);
        let signals = in_words(turn, &counts);
        lines.push(turn.t("digest-day-line", args! { wijk: wijk, signals: signals }));
    }
    Ok(lines)
}

/// Sensitive phenomena are counted for the whole gemeente only.
fn sensitive(turn: &Turn, signals: &[Signal]) -> Option<String> {
    let mut counts: BTreeMap<&str, i64> = BTreeMap::new();
    for signal in signals.iter().filter(|signal| signal.forwarded.is_none()) {
        *counts.entry(&signal.phenomenon).or_default() += 1;
    }
    let signals = in_words(turn, &counts);
    (!counts.is_empty()).then(|| turn.t("digest-day-city", args! { signals: signals }))
}

fn in_words(turn: &Turn, counts: &BTreeMap<&str, i64>) -> String {
    let lang = turn.lang();
    let of = |(slug, count): (&&str, &i64)| {
        let label = turn
            .catalogue()
            .phenomenon(slug)
            .map_or(*slug, |found| found.label(lang))
            .to_owned();
        turn.t(
            "digest-signals-of",
            args! { phenomenon: label, count: banded(*count) },
        )
    };
    counts.iter().map(of).collect::<Vec<_>>().join("; ")
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
