//! The figures of eight weeks as pictures: actions per wijk, and signals per trick.

use chrono::Datelike;

use super::figures::{Figures, WEEKS};
use crate::args;
use crate::domain::numbers::SHOWN_FROM;
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
    let rows = busy.map(|wijk| (wijk.name.clone(), &wijk.weeks));
    let exactly = |count| Count::exactly(count);
    chart(turn, figures, "digest-chart-actions", rows, exactly)
}

/// Small numbers as a band, as in the words.
fn signals(turn: &Turn, figures: &Figures) -> Chart {
    let lang = turn.lang();
    let rows = figures.signals.iter().map(|signal| {
        let found = turn.catalogue().phenomenon(&signal.slug);
        let label = found.map_or(signal.slug.as_str(), |found| found.label(lang));
        (label.to_owned(), &signal.weeks)
    });
    let most = u32::try_from(SHOWN_FROM - 1).unwrap_or_default();
    let banded = |count| match count {
        0 => Count::ZERO,
        small if small <= most => Count::between(1, most),
        large => Count::exactly(large),
    };
    chart(turn, figures, "digest-chart-signals", rows, banded)
}

fn chart<'a>(
    turn: &Turn,
    figures: &Figures,
    title: &str,
    rows: impl Iterator<Item = (String, &'a [i64; WEEKS])>,
    count: impl Fn(u32) -> Count,
) -> Chart {
    let zone = turn.settings.zone;
    let begin = |week: usize| figures.to.plus_days(-7 * (WEEKS - week) as i64).day(zone);
    let short = |week| {
        let day = begin(week);
        let month = turn.t(&format!("month-short-{}", day.month()), args! {});
        format!("{} {month}", day.day())
    };
    let (from, to) = (
        day_name(turn, begin(0)),
        day_name(turn, figures.to.day(zone)),
    );
    let row = |(label, weeks): (String, &[i64; WEEKS])| Row {
        label,
        counts: weeks
            .iter()
            .map(|n| count(u32::try_from(*n).unwrap_or_default()))
            .collect(),
    };
    let chart = Chart {
        title: turn.t(title, args! {}),
        subtitle: turn.t("digest-chart-weeks", args! { from: from, to: to }),
        weeks: (0..WEEKS).map(short).collect(),
        rows: rows
            .filter(|(_, weeks)| weeks.iter().any(|count| *count > 0))
            .map(row)
            .collect(),
        others: None,
        note: turn.t("digest-chart-note", args! {}),
    };
    chart.with_at_most(MOST_ROWS, |count| {
        turn.t("digest-chart-others", args! { count: count as i64 })
    })
}
