//! The tricks of eight weeks as a picture, of the same published figures as the words.

use chrono::{Datelike, Days};

use super::figures::{Figures, Weeks};
use super::words::label;
use crate::args;
use crate::domain::statistics::Figure;
use crate::engine::{Turn, day_name};
use crate::report::chart::{Chart, Count, Row};

/// Some two screens of a phone.
const MOST_ROWS: usize = 6;

pub fn of(turn: &Turn, figures: &Figures) -> Chart {
    let short = |day: &chrono::NaiveDate| {
        let month = turn.t(&format!("month-short-{}", day.month()), args! {});
        format!("{} {month}", day.day())
    };
    let (monday, sunday) = figures.week();
    let first = figures.mondays.first().copied().unwrap_or(monday);
    let (from, to) = (day_name(turn, first), day_name(turn, sunday + Days::new(1)));
    let row = |(slug, weeks): (&String, &Weeks)| Row {
        label: label(turn, slug),
        counts: weeks.iter().copied().map(count).collect(),
    };
    let chart = Chart {
        title: turn.t("signal-week-chart", args! {}),
        subtitle: turn.t("digest-chart-weeks", args! { from: from, to: to }),
        weeks: figures.mondays.iter().map(short).collect(),
        rows: figures.gemeente.iter().map(row).collect(),
        others: None,
        note: turn.t("signal-week-chart-note", args! {}),
    };
    chart.with_at_most(MOST_ROWS, |count| {
        turn.t("digest-chart-others", args! { count: count as i64 })
    })
}

fn count(figure: Figure) -> Count {
    let (least, most) = figure.bounds();
    let whole = |count| u32::try_from(count).unwrap_or(u32::MAX);
    Count::between(whole(least), whole(most))
}
