//! The figures in words: short lines, the good thing first.

use std::collections::BTreeMap;

use anyhow::Result;

use super::figures::{Figures, PhenomenonWeeks, WEEKS, WijkWeeks};
use crate::args;
use crate::chat::as_data;
use crate::domain::numbers::banded;
use crate::domain::people::Role;
use crate::engine::{Turn, day_name, reached};
use crate::store::{LastHeard, Signal, Wijk, WijkCount};

/// So many weeks before this one are told in words.
const EARLIER: usize = 3;

/// So many people are named as quiet; of more, only how many.
const MOST_NAMES: usize = 5;

/// The whole digest.
pub fn digest(turn: &Turn, figures: &Figures) -> String {
    let zone = turn.settings.zone;
    let (from, to) = (
        day_name(turn, figures.from.day(zone)),
        day_name(turn, figures.to.day(zone)),
    );
    let mut lines = vec![turn.t("digest-week", args! { from: from, to: to })];
    lines.extend(actions(turn, figures));
    lines.push(signals(turn, &figures.signals));
    lines.extend(open(turn, &figures.open));
    lines.extend(attention(turn, figures));
    lines.extend(activities(turn, figures));
    lines.extend(next(turn, figures));
    lines.extend(quiet(
        turn,
        &figures.quiet.iter().collect::<Vec<_>>(),
        figures,
    ));
    lines.join("\n")
}

/// `overzicht` of one wijk: the same, and who are in it.
pub async fn overview(turn: &mut Turn, figures: &Figures, wijk: &Wijk) -> Result<String> {
    let mut lines = vec![turn.t("overview-title", args! { wijk: wijk.name.clone() })];
    let here = figures.wijken.iter().find(|found| found.code == wijk.code);
    match here.filter(|found| found.weeks.iter().any(|count| *count > 0)) {
        Some(found) => lines.push(of_wijk(turn, found)),
        None => lines.push(turn.t("overview-none", args! { weeks: WEEKS.to_string() })),
    }
    if let Some(count) = here
        .map(|found| found.activities)
        .filter(|count| *count > 0)
    {
        lines.push(turn.t("digest-week-activities", args! { list: count.to_string() }));
    }
    lines.extend(people(turn, wijk).await?);
    let own = |signal: &&Signal| signal.wijk == wijk.code;
    let waits: Vec<_> = figures.open.iter().filter(own).cloned().collect();
    lines.extend(open(turn, &waits));
    let late: Vec<_> = figures.late().filter(own).collect();
    lines.extend(late_line(turn, figures, &late));
    let quiet_here: Vec<_> = figures
        .quiet
        .iter()
        .filter(|person| person.wijk == wijk.code)
        .collect();
    lines.extend(quiet(turn, &quiet_here, figures));
    Ok(lines.join("\n"))
}

/// Who are ambassadeur there, with the organisation they come from.
async fn people(turn: &mut Turn, wijk: &Wijk) -> Result<Option<String>> {
    let kinds = turn.tx.organisation_kinds().await?;
    let people = turn
        .tx
        .people_with_role(Role::Ambassadeur, &wijk.code)
        .await?;
    let mut names = Vec::new();
    for person in people {
        let kind = kinds
            .get(&person.id)
            .map(|kind| turn.t(&format!("organisation-{kind}"), args! {}));
        let from = person.organisation.as_deref().map(as_data).or(kind);
        let name = as_data(&person.name);
        names.push(from.map_or(name.clone(), |from| format!("{name} ({from})")));
    }
    let list = names.join(", ");
    Ok((!names.is_empty()).then(|| turn.t("overview-people", args! { list: list })))
}

/// One line per wijk; different kinds of reach are never added up.
fn actions(turn: &Turn, figures: &Figures) -> Vec<String> {
    let (busy, still): (Vec<_>, Vec<_>) = figures
        .wijken
        .iter()
        .partition(|wijk| wijk.weeks[WEEKS - 1] > 0);
    let mut lines: Vec<_> = busy.into_iter().map(|wijk| of_wijk(turn, wijk)).collect();
    if lines.is_empty() {
        lines.push(turn.t("digest-week-none", args! {}));
    }
    // Where nothing was ever done there is nothing to compare with.
    let was_busy = |wijk: &&WijkWeeks| wijk.weeks.iter().any(|count| *count > 0);
    let still: Vec<_> = still
        .into_iter()
        .filter(was_busy)
        .map(|wijk| wijk.name.as_str())
        .collect();
    if !still.is_empty() {
        lines.push(turn.t("digest-week-still", args! { list: still.join(", ") }));
    }
    lines
}

fn of_wijk(turn: &Turn, wijk: &WijkWeeks) -> String {
    let kinds: Vec<_> = wijk.kinds.iter().map(|count| kind(turn, count)).collect();
    let count = wijk.weeks[WEEKS - 1];
    let mut actions = if kinds.is_empty() {
        turn.t("digest-week-no-actions", args! {})
    } else {
        turn.t(
            "digest-week-actions",
            args! { count: count, kinds: kinds.join("; ") },
        )
    };
    actions.push_str(&earlier(turn, &wijk.weeks, |count| count.to_string()));
    turn.t(
        "digest-week-wijk",
        args! { wijk: wijk.name.clone(), actions: actions },
    )
}

/// The weeks before, newest last; nothing when there was nothing.
fn earlier(turn: &Turn, weeks: &[i64; WEEKS], show: impl Fn(i64) -> String) -> String {
    let before = &weeks[WEEKS - 1 - EARLIER..WEEKS - 1];
    if before.iter().all(|count| *count == 0) {
        return String::new();
    }
    let counts: Vec<_> = before.iter().map(|count| show(*count)).collect();
    turn.t("digest-week-earlier", args! { counts: counts.join(", ") })
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

/// Signals of the whole gemeente per phenomenon, small numbers as a band, and never a total: from a total and the bands
/// somebody could tell a small number.
fn signals(turn: &Turn, signals: &[PhenomenonWeeks]) -> String {
    let lang = turn.lang();
    let this_week: Vec<_> = signals
        .iter()
        .filter(|signal| signal.weeks[WEEKS - 1] > 0)
        .map(|signal| {
            let label = turn
                .catalogue()
                .phenomenon(&signal.slug)
                .map_or(signal.slug.as_str(), |found| found.label(lang))
                .to_owned();
            let count = banded(signal.weeks[WEEKS - 1]);
            let of = turn.t(
                "digest-signals-of",
                args! { phenomenon: label, count: count },
            );
            format!("{of}{}", earlier(turn, &signal.weeks, banded))
        })
        .collect();
    if this_week.is_empty() {
        return turn.t("digest-week-signals-none", args! {});
    }
    turn.t(
        "digest-week-signals",
        args! { signals: this_week.join("; ") },
    )
}

fn open(turn: &Turn, open: &[Signal]) -> Option<String> {
    let list: Vec<_> = open
        .iter()
        .map(|signal| format!("S-{}", signal.number))
        .collect();
    (!list.is_empty()).then(|| turn.t("digest-week-open", args! { list: list.join(", ") }))
}

/// What only a manager can do something about.
fn attention(turn: &Turn, figures: &Figures) -> Vec<String> {
    let mut lines = Vec::new();
    let parked = figures.waiting.parked + figures.waiting.send_parked;
    let unreadable = figures.waiting.unreadable;
    if parked + unreadable > 0 {
        lines.push(turn.t(
            "digest-week-attention",
            args! { parked: parked, unreadable: unreadable },
        ));
    }
    lines.extend(late_line(
        turn,
        figures,
        &figures.late().collect::<Vec<_>>(),
    ));
    for (name, user) in &figures.suspended {
        let (name, user) = (as_data(name), user.clone());
        lines.push(turn.t("digest-week-suspended", args! { name: name, user: user }));
    }
    if let Some(first) = figures.trained.first() {
        let names: Vec<_> = figures
            .trained
            .iter()
            .map(|one| as_data(&one.name))
            .collect();
        let args = args! { names: names.join(", "), user: first.user_id.clone() };
        lines.push(turn.t("trained-list", args));
    }
    if figures.ideas > 0 {
        let count = figures.ideas as i64;
        lines.push(turn.t("digest-week-ideas", args! { count: count }));
    }
    if !figures.resting.is_empty() {
        let list = figures.resting.join(", ");
        lines.push(turn.t("digest-week-resting", args! { list: list }));
    }
    if figures.on_list > 0 {
        let count = figures.on_list as i64;
        lines.push(turn.t("digest-week-list", args! { count: count }));
    }
    lines
}

fn late_line(turn: &Turn, figures: &Figures, late: &[&Signal]) -> Option<String> {
    let list: Vec<_> = late
        .iter()
        .map(|signal| format!("S-{}", signal.number))
        .collect();
    let days = figures.term;
    (!list.is_empty()).then(|| {
        turn.t(
            "digest-week-late",
            args! { list: list.join(", "), days: days },
        )
    })
}

/// How many activities are to come, per wijk.
fn activities(turn: &Turn, figures: &Figures) -> Option<String> {
    let busy = figures.wijken.iter().filter(|wijk| wijk.activities > 0);
    let list: Vec<_> = busy
        .map(|wijk| format!("{} {}", wijk.name, wijk.activities))
        .collect();
    (!list.is_empty()).then(|| turn.t("digest-week-activities", args! { list: list.join(", ") }))
}

fn next(turn: &Turn, figures: &Figures) -> Option<String> {
    let dates: Vec<_> = figures
        .next
        .iter()
        .map(|(job, due)| {
            let day = day_name(turn, due.day(turn.settings.zone));
            let what = turn.t(&format!("job-{job}"), args! {});
            turn.t("digest-week-date", args! { day: day, what: what })
        })
        .collect();
    (!dates.is_empty()).then(|| turn.t("digest-week-next", args! { list: dates.join("; ") }))
}

/// Who has been quiet, with how to help. Only ever in the management room.
fn quiet(turn: &Turn, people: &[&LastHeard], figures: &Figures) -> Option<String> {
    let mut wijken: BTreeMap<(&str, &str), Vec<&str>> = BTreeMap::new();
    for person in people {
        let wijk = figures
            .wijken
            .iter()
            .find(|wijk| wijk.code == person.wijk)
            .map_or("", |wijk| wijk.name.as_str());
        let own = wijken.entry((&person.name, &person.person)).or_default();
        own.push(wijk);
    }
    let in_words = |((name, _), wijken): (&(&str, &str), &Vec<&str>)| {
        format!("{} ({})", as_data(name), wijken.join(", "))
    };
    let mut names: Vec<_> = wijken.iter().map(in_words).collect();
    let more = names.len().saturating_sub(MOST_NAMES);
    names.truncate(MOST_NAMES);
    let mut list = names.join(", ");
    if more > 0 {
        list.push_str(&turn.t("digest-week-quiet-more", args! { count: more as i64 }));
    }
    (!names.is_empty()).then(|| turn.t("digest-week-quiet", args! { list: list }))
}
