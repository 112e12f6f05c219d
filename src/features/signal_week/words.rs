//! The weekly figures in words: one line for each wijk, then the whole gemeente with the weeks before.

use super::figures::{Answered, Figures, WEEKS, Weeks};
use crate::args;
use crate::domain::statistics::Figure;
use crate::engine::{Turn, alarms_in_words, day_name};

/// So many wijken have a line, those with most first; of more, only that there are.
const MOST_WIJKEN: usize = 10;

/// So many tricks have a line with the weeks before.
const MOST_TRICKS: usize = 8;

/// So many weeks before this one are told.
const EARLIER: usize = 3;

pub fn week(turn: &Turn, figures: &Figures) -> String {
    let (monday, sunday) = figures.week();
    let (from, to) = (day_name(turn, monday), day_name(turn, sunday));
    let mut lines = vec![turn.t("signal-week", args! { from: from, to: to })];
    lines.extend(wijken(turn, figures));
    lines.extend(tricks(turn, figures));
    lines.extend(alarms_in_words(turn, &figures.alarms));
    lines.extend(
        figures
            .answered
            .map(|found| answered(turn, found, figures.term)),
    );
    let advised = figures.advised;
    lines.extend(advised.map(|tenths| turn.t("signal-week-advised", args! { tenths: tenths })));
    lines.join("\n")
}

fn wijken(turn: &Turn, figures: &Figures) -> Vec<String> {
    let mut wijken: Vec<_> = figures
        .units
        .iter()
        .filter_map(|(name, phenomena)| {
            let mut now: Vec<_> = phenomena
                .iter()
                .map(|(slug, weeks)| (slug, weeks[WEEKS - 1]))
                .filter(|(_, figure)| *figure != Figure::Exact(0))
                .collect();
            now.sort_by_key(|(_, figure)| std::cmp::Reverse(figure.bounds()));
            let most: i64 = now.iter().map(|(_, figure)| figure.bounds().1).sum();
            (!now.is_empty()).then_some((most, name, now))
        })
        .collect();
    if wijken.is_empty() {
        return vec![turn.t("signal-week-none", args! {})];
    }
    // A stable sort: wijken with as many stay in the order of their names.
    wijken.sort_by_key(|(most, ..)| std::cmp::Reverse(*most));
    let more = wijken.len() > MOST_WIJKEN;
    let line = |(_, name, now): (i64, &String, Vec<(&String, Figure)>)| {
        let of = |(slug, figure): &(&String, Figure)| of_trick(turn, slug, *figure);
        let signals: Vec<_> = now.iter().map(of).collect();
        turn.t(
            "signal-week-wijk",
            args! { wijk: name.clone(), signals: signals.join("; ") },
        )
    };
    let mut lines: Vec<_> = wijken.into_iter().take(MOST_WIJKEN).map(line).collect();
    if more {
        lines.push(turn.t("signal-week-more", args! {}));
    }
    lines
}

fn of_trick(turn: &Turn, slug: &str, figure: Figure) -> String {
    turn.t(
        "digest-signals-of",
        args! { phenomenon: label(turn, slug), count: figure.to_string() },
    )
}

pub fn label(turn: &Turn, slug: &str) -> String {
    let lang = turn.lang();
    let found = turn.catalogue().phenomenon(slug);
    found.map_or(slug, |found| found.label(lang)).to_owned()
}

/// The tricks of the whole gemeente that were reported in the weeks that are told, those with most this week first.
fn tricks(turn: &Turn, figures: &Figures) -> Vec<String> {
    let was_told = |weeks: &Weeks| {
        let told = &weeks[WEEKS - 1 - EARLIER..];
        told.iter().any(|figure| *figure != Figure::Exact(0))
    };
    let tricks = figures.gemeente.iter();
    let mut tricks: Vec<_> = tricks.filter(|(_, weeks)| was_told(weeks)).collect();
    tricks.sort_by_key(|(_, weeks)| std::cmp::Reverse(weeks[WEEKS - 1].bounds()));
    let line = |(slug, weeks): (&String, &Weeks)| {
        let earlier: Vec<_> = before(weeks).iter().map(Figure::to_string).collect();
        let trend = turn.t(trend(weeks), args! {});
        turn.t(
            "signal-week-trick",
            args! {
                trick: of_trick(turn, slug, weeks[WEEKS - 1]),
                earlier: earlier.join(", "),
                trend: trend,
            },
        )
    };
    let lines: Vec<_> = tricks.into_iter().take(MOST_TRICKS).map(line).collect();
    if lines.is_empty() {
        return lines;
    }
    let title = turn.t("signal-week-gemeente", args! {});
    std::iter::once(title).chain(lines).collect()
}

fn before(weeks: &Weeks) -> &[Figure] {
    &weeks[WEEKS - 1 - EARLIER..WEEKS - 1]
}

/// Beside the mean of the weeks before that are told. Of bands only what is sure, whatever is in them.
fn trend(weeks: &Weeks) -> &'static str {
    let (now, before) = (weeks[WEEKS - 1].bounds(), before(weeks));
    let sums = before.iter().fold((0, 0), |(least, most), figure| {
        let (low, high) = figure.bounds();
        (least + low, most + high)
    });
    let count = before.len() as i64;
    if now.0 * count > sums.1 {
        "signal-week-up"
    } else if now.1 * count < sums.0 {
        "signal-week-down"
    } else {
        "signal-week-same"
    }
}

fn answered(turn: &Turn, answered: Answered, term: i64) -> String {
    let in_time = turn.t(
        "signal-week-answered",
        args! { tenths: answered.tenths, days: term },
    );
    let Some(hours) = answered.median_hours else {
        return in_time;
    };
    const HOURS_OF_TWO_DAYS: i64 = 48;
    let median = if hours < HOURS_OF_TWO_DAYS {
        turn.t("signal-week-median-hours", args! { hours: hours.max(1) })
    } else {
        let days = (hours + 12) / 24;
        turn.t("signal-week-median-days", args! { days: days })
    };
    format!("{in_time} {median}")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn more_or_less_than_before_is_said_only_where_it_is_sure() {
        let of = |before: Figure, now: Figure| {
            let mut weeks = [before; WEEKS];
            weeks[WEEKS - 1] = now;
            trend(&weeks)
        };
        let small = Figure::of(2);
        assert_eq!(of(Figure::Exact(0), small), "signal-week-up");
        assert_eq!(of(small, small), "signal-week-same");
        assert_eq!(of(small, Figure::Exact(5)), "signal-week-up");
        assert_eq!(of(Figure::Exact(5), small), "signal-week-down");
        assert_eq!(of(small, Figure::Exact(0)), "signal-week-down");
        assert_eq!(of(Figure::Exact(6), Figure::Exact(6)), "signal-week-same");
    }
}
