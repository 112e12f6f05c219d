//! The weekly digest in the management room: what was done, what was reported, and what needs the manager.

use std::collections::BTreeMap;

use anyhow::Result;
use futures_util::future::BoxFuture;

use crate::args;
use crate::chat::{Class, Outgoing, RoomKey, Text};
use crate::domain::numbers::banded;
use crate::domain::people::{MANAGERS, RoomKind};
use crate::domain::time::Moment;
use crate::engine::feature::{Command, Feature, Job, Occasion, Scope};
use crate::engine::{Call, Turn, day_name, reached};
use crate::store::WijkCount;

pub const FEATURE: Feature = Feature {
    commands: &[Command {
        name: "digest",
        words: &["digest", "weekoverzicht", "overzicht"],
        roles: MANAGERS,
        rooms: &[RoomKind::Management],
        run: now,
    }],
    jobs: &[Job {
        name: "weekly-digest",
        rule: "Monday 08:00",
        catch_up_hours: 2 * 24,
        scope: Scope::Gemeente,
        run: weekly,
    }],
    ..Feature::named("weekly-digest")
};

/// The seven days before the moment at which it was due.
fn weekly<'a>(turn: &'a mut Turn, occasion: &'a Occasion) -> BoxFuture<'a, Result<()>> {
    Box::pin(async move {
        turn.speak_in(&RoomKey::management()).await?;
        let body = digest(turn, occasion.due).await?;
        let text = Outgoing::Say(Text::new(body));
        turn.post(&RoomKey::management(), Class::Notice, text, None)
            .await
            .map(drop)
    })
}

/// `digest`: the last seven days, up to now.
fn now<'a>(turn: &'a mut Turn, call: &'a Call) -> BoxFuture<'a, Result<()>> {
    Box::pin(async move {
        let body = digest(turn, turn.now).await?;
        turn.answer(call, body).await.map(drop)
    })
}

/// Counts what was noted in the seven days up to `until`, whenever it was done: what is told late is in one digest too.
async fn digest(turn: &mut Turn, until: Moment) -> Result<String> {
    let zone = turn.settings.zone;
    let after = until.plus_days(-7);
    let (from, to) = (
        day_name(turn, after.day(zone)),
        day_name(turn, until.day(zone)),
    );
    let mut lines = vec![turn.t("digest-week", args! { from: from, to: to })];
    lines.extend(actions(turn, after, until).await?);
    lines.push(signals(turn, after, until).await?);
    lines.extend(open(turn).await?);
    lines.extend(attention(turn).await?);
    Ok(lines.join("\n"))
}

/// One line per wijk; different kinds of reach are never added up.
async fn actions(turn: &mut Turn, after: Moment, until: Moment) -> Result<Vec<String>> {
    let mut by_wijk: BTreeMap<String, Vec<WijkCount>> = BTreeMap::new();
    for count in turn.tx.count_actions_noted(after, until).await? {
        by_wijk.entry(count.wijk.clone()).or_default().push(count);
    }
    let mut lines = Vec::new();
    for wijk in turn.tx.wijken().await? {
        let Some(counts) = by_wijk.get(&wijk.code) else {
            continue;
        };
        let total: i64 = counts.iter().map(|count| count.actions).sum();
        let kinds: Vec<_> = counts.iter().map(|count| kind(turn, count)).collect();
        let actions = turn.t(
            "digest-week-actions",
            args! { count: total, kinds: kinds.join("; ") },
        );
        lines.push(turn.t(
            "digest-week-wijk",
            args! { wijk: wijk.name, actions: actions },
        ));
    }
    if lines.is_empty() {
        lines.push(turn.t("digest-week-none", args! {}));
    }
    Ok(lines)
}

fn kind(turn: &Turn, count: &WijkCount) -> String {
    let lang = turn.lang();
    let Some(kind) = turn.catalogue().action(&count.kind) else {
        return count.kind.clone();
    };
    let label = kind.label(lang).to_lowercase();
    let reach = Some(count).filter(|count| count.reach_max > 0);
    match reach.and_then(|count| reached(turn, kind, count.reach_min, count.reach_max)) {
        Some(reach) => turn.t("digest-week-reach", args! { kind: label, reach: reach }),
        None => label,
    }
}

/// Signals of the whole gemeente per phenomenon, small numbers as a band.
async fn signals(turn: &mut Turn, after: Moment, until: Moment) -> Result<String> {
    let mut by_phenomenon: BTreeMap<String, i64> = BTreeMap::new();
    for signal in turn.tx.signals_between(after, until).await? {
        *by_phenomenon.entry(signal.phenomenon).or_default() += 1;
    }
    if by_phenomenon.is_empty() {
        return Ok(turn.t("digest-week-signals-none", args! {}));
    }
    let lang = turn.lang();
    let of = |(slug, count): (&String, &i64)| {
        let label = turn
            .catalogue()
            .phenomenon(slug)
            .map_or(slug.as_str(), |found| found.label(lang))
            .to_owned();
        turn.t(
            "digest-signals-of",
            args! { phenomenon: label, count: banded(*count) },
        )
    };
    let signals: Vec<_> = by_phenomenon.iter().map(of).collect();
    Ok(turn.t("digest-week-signals", args! { signals: signals.join("; ") }))
}

async fn open(turn: &mut Turn) -> Result<Option<String>> {
    let open: Vec<_> = turn
        .tx
        .open_signals()
        .await?
        .iter()
        .map(|signal| format!("S-{}", signal.number))
        .collect();
    Ok((!open.is_empty()).then(|| turn.t("digest-week-open", args! { list: open.join(", ") })))
}

async fn attention(turn: &mut Turn) -> Result<Option<String>> {
    let waiting = turn.tx.waiting().await?;
    let parked = waiting.parked + waiting.send_parked;
    let needed = parked + waiting.unreadable > 0;
    Ok(needed.then(|| {
        turn.t(
            "digest-week-attention",
            args! { parked: parked, unreadable: waiting.unreadable },
        )
    }))
}
