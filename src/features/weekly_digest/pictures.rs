//! The figures of eight weeks as pictures: actions per wijk, and signals per trick.

use chrono::{Datelike, NaiveDate};

use super::figures::{Figures, WEEKS};
use crate::args;
use crate::engine::{Turn, day_name};
use crate::report::chart::{Chart, Count, Row};

/// Some two screens of a phone.
const MOST_ROWS: usize = 8;

/// Those of which there is something to see.
pub fn pictures(turn: &Turn, figures: &Figures) -> Vec<Chart> {
    [actions(turn, figures), signals(turn, figures)]
        .into_iter()
        .filter(|chart| !chart.rows.is_empty())
        .collect()
}

fn actions(turn: &Turn, figures: &Figures) -> Chart {
    let busy = figures.wijken.iter();
    let rows = busy.map(|wijk| {
        let counts = wijk.weeks.iter().map(|count| Count::exactly(shown(*count)));
        (wijk.name.clone(), counts.collect())
    });
    let zone = turn.settings.zone;
    let begin = |week: usize| figures.to.plus_days(-7 * (WEEKS - week) as i64).day(zone);
    let begins = (0..WEEKS).map(begin).collect();
    chart(
        turn,
        "digest-chart-actions",
        rows,
        begins,
        figures.to.day(zone),
    )
}

/// As they were published.
fn signals(turn: &Turn, figures: &Figures) -> Chart {
    let lang = turn.lang();
    let published = &figures.signals;
    let rows = published.tricks.iter().map(|trick| {
        let found = turn.catalogue().phenomenon(&trick.slug);
        let label = found.map_or(trick.slug.as_str(), |found| found.label(lang));
        let counts = trick.weeks.iter().map(|figure| {
            let (least, most) = figure.bounds();
            Count::between(shown(least), shown(most))
        });
        (label.to_owned(), counts.collect())
    });
    let end = published.end().unwrap_or_default();
    chart(
        turn,
        "digest-chart-signals",
        rows,
        published.mondays.clone(),
        end,
    )
}

fn shown(count: i64) -> u32 {
    u32::try_from(count).unwrap_or_default()
}

/// `begins` are the first days of the weeks, `end` the day after the last.
fn chart(
    turn: &Turn,
    title: &str,
    rows: impl Iterator<Item = (String, Vec<Count>)>,
    begins: Vec<NaiveDate>,
    end: NaiveDate,
) -> Chart {
    let short = |day: &NaiveDate| {
        let month = turn.t(&format!("month-short-{}", day.month()), args! {});
        format!("{} {month}", day.day())
    };
    let from = begins.first().copied().unwrap_or(end);
    let (from, to) = (day_name(turn, from), day_name(turn, end));
    let chart = Chart {
        title: turn.t(title, args! {}),
        subtitle: turn.t("digest-chart-weeks", args! { from: from, to: to }),
        weeks: begins.iter().map(short).collect(),
        rows: rows
            .filter(|(_, counts)| counts.iter().any(|count| *count != Count::ZERO))
            .map(|(label, counts)| Row { label, counts })
            .collect(),
        others: None,
        note: turn.t("digest-chart-note", args! {}),
    };
    chart.with_at_most(MOST_ROWS, |count| {
        turn.t("digest-chart-others", args! { count: count as i64 })
    })
}
