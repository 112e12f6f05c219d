//! The figures in words: short lines, the good thing first.

use std::cmp::Reverse;
use std::collections::BTreeMap;

use anyhow::Result;

use super::figures::{Figures, PhenomenonWeeks, Published, WEEKS, WijkWeeks};
use crate::args;
use crate::chat::as_data;
use crate::domain::people::Role;
use crate::domain::statistics::Figure;
use crate::engine::{Turn, Units, alarms_in_words, day_name, month_name, reached};
use crate::store::{LastHeard, Signal, Wijk, WijkCount};

/// So many weeks before this one are told in words.
const EARLIER: usize = 3;

/// So many tricks are told, those that were reported most; of more, only how many.
const MOST_TRICKS: usize = 8;

/// So many places are named of one trick; of more, only how many.
const MOST_PLACES: usize = 4;

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
    lines.extend(signals(turn, figures));
    lines.extend(sensitive(turn, &figures.signals));
    lines.extend(alarms_in_words(turn, &figures.alarms));
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
    lines.extend(signals_here(turn, &figures.signals, wijk).await?);
    let own = |signal: &&Signal| signal.wijk == wijk.code;
    let waits: Vec<_> = figures.open.iter().filter(own).cloned().collect();
    lines.extend(open(turn, &waits));
    let late: Vec<_> = figures.late.iter().filter(own).collect();
    lines.extend(late_line(turn, &late));
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
    actions.push_str(&earlier(turn, &wijk.weeks, 0));
    turn.t(
        "digest-week-wijk",
        args! { wijk: wijk.name.clone(), actions: actions },
    )
}

/// The weeks before, newest last; nothing when there was nothing.
fn earlier<T: PartialEq + ToString>(turn: &Turn, weeks: &[T; WEEKS], nothing: T) -> String {
    let before = &weeks[WEEKS - 1 - EARLIER..WEEKS - 1];
    if before.iter().all(|count| *count == nothing) {
        return String::new();
    }
    let counts: Vec<_> = before.iter().map(T::to_string).collect();
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

/// Per trick how often in the gemeente, and where; all of it as it was published.
fn signals(turn: &Turn, figures: &Figures) -> Vec<String> {
    let published = &figures.signals;
    let last = |trick: &&PhenomenonWeeks| !trick.places.is_empty();
    let mut tricks: Vec<_> = published.tricks.iter().filter(last).collect();
    tricks.sort_by_key(|trick| Reverse(trick.weeks[WEEKS - 1].bounds()));
    let more = tricks.len().saturating_sub(MOST_TRICKS);
    tricks.truncate(MOST_TRICKS);
    let args = args! { days: other_days(turn, figures) };
    if tricks.is_empty() {
        return vec![turn.t("digest-week-signals-none", args)];
    }
    let mut lines = vec![turn.t("digest-week-signals", args)];
    for trick in tricks {
        let mut places: Vec<_> = trick
            .places
            .iter()
            .map(|(_, name, figure)| format!("{name} {figure}"))
            .collect();
        let more = places.len().saturating_sub(MOST_PLACES);
        places.truncate(MOST_PLACES);
        let mut places = places.join(", ");
        if more > 0 {
            places.push_str(&turn.t("digest-week-quiet-more", args! { count: more as i64 }));
        }
        let (phenomenon, count) = (label(turn, &trick.slug), trick.weeks[WEEKS - 1].to_string());
        let earlier = earlier(turn, &trick.weeks, Figure::Exact(0));
        let args = args! { phenomenon: phenomenon, count: count, places: places, earlier: earlier };
        lines.push(turn.t("digest-week-trick", args));
    }
    if more > 0 {
        lines.push(turn.t("digest-week-tricks-more", args! { count: more as i64 }));
    }
    lines
}

/// The tricks of the last week in the unit of a wijk.
async fn signals_here(
    turn: &mut Turn,
    published: &Published,
    wijk: &Wijk,
) -> Result<Option<String>> {
    let units = Units::of(turn).await?;
    let unit = units.of_wijk(&wijk.code);
    let here = published.tricks.iter().filter_map(|trick| {
        let place = trick.places.iter().find(|(code, ..)| *code == unit)?;
        let (phenomenon, count) = (label(turn, &trick.slug), place.2.to_string());
        Some(turn.t(
            "digest-signals-of",
            args! { phenomenon: phenomenon, count: count },
        ))
    });
    let here: Vec<_> = here.collect();
    let (from, to) = published_days(turn, published);
    let args = args! { area: units.name(&unit), from: from, to: to, signals: here.join("; ") };
    Ok((!here.is_empty()).then(|| turn.t("overview-signals", args)))
}

/// Which days the last week is of, where they are not those of the digest: somebody asked for it in the middle of a week.
fn other_days(turn: &Turn, figures: &Figures) -> String {
    let own = figures.to.day(turn.settings.zone);
    if figures.signals.end() == Some(own) {
        return String::new();
    }
    let (from, to) = published_days(turn, &figures.signals);
    turn.t("digest-week-days", args! { from: from, to: to })
}

/// The last week, as "12 oktober" and the day after it.
fn published_days(turn: &Turn, published: &Published) -> (String, String) {
    let last = published.mondays.last().copied().unwrap_or_default();
    let end = published.end().unwrap_or_default();
    (day_name(turn, last), day_name(turn, end))
}

fn sensitive(turn: &Turn, published: &Published) -> Option<String> {
    let of = |(slug, figure): &(String, Figure)| {
        let (phenomenon, count) = (label(turn, slug), figure.to_string());
        turn.t(
            "digest-signals-of",
            args! { phenomenon: phenomenon, count: count },
        )
    };
    let list: Vec<_> = published.sensitive.iter().map(of).collect();
    let month = month_name(turn, published.month);
    let args = args! { month: month, signals: list.join("; ") };
    (!list.is_empty()).then(|| turn.t("digest-week-sensitive", args))
}

fn label(turn: &Turn, slug: &str) -> String {
    let found = turn.catalogue().phenomenon(slug);
    found
        .map_or(slug, |found| found.label(turn.lang()))
        .to_owned()
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
    lines.extend(late_line(turn, &figures.late.iter().collect::<Vec<_>>()));
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

fn late_line(turn: &Turn, late: &[&Signal]) -> Option<String> {
    let list: Vec<_> = late
        .iter()
        .map(|signal| format!("S-{}", signal.number))
        .collect();
    (!list.is_empty()).then(|| turn.t("digest-week-late", args! { list: list.join(", ") }))
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
