//! The figures of a week and the weeks before it, from the frozen sets; and how soon was answered.

use std::collections::BTreeMap;

use anyhow::Result;
use chrono::{Days, NaiveDate};

use crate::domain::numbers::SHOWN_FROM;
use crate::domain::statistics::{Figure, sum};
use crate::domain::time::Moment;
use crate::engine::{Turn, Units, alarms_told, published_weeks};
use crate::store::{AlarmRow, Handled};

/// So many weeks are looked at, this one included.
pub const WEEKS: usize = 8;

/// How soon was answered is looked at over so many days: one week would be too few signals.
const ANSWERED_DAYS: i64 = 28;

/// One figure for each week, oldest first, this week last.
pub type Weeks = [Figure; WEEKS];

/// All that is told.
pub struct Figures {
    /// The Monday of each week, oldest first.
    pub mondays: Vec<NaiveDate>,
    /// By the name of the unit, then by phenomenon.
    pub units: BTreeMap<String, BTreeMap<String, Weeks>>,
    /// Of the whole gemeente, by phenomenon: the sum of what is published, which anybody could make.
    pub gemeente: BTreeMap<String, Weeks>,
    /// What the early warning told in this week.
    pub alarms: Vec<AlarmRow>,
    /// In days.
    pub term: i64,
    pub answered: Option<Answered>,
    /// Of ten reporters, so many were advised to make an aangifte.
    pub advised: Option<i64>,
}

/// How soon was answered, over four weeks and only of five signals and more. Never how many, since from a total and the
/// bands somebody could tell a small number.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Answered {
    /// Of ten, so many within the term.
    pub tenths: i64,
    /// The median time to an answer, of those that were answered.
    pub median_hours: Option<i64>,
}

impl Figures {
    /// The week before `due`, and the weeks before that.
    pub async fn up_to(turn: &mut Turn, due: Moment) -> Result<Self> {
        let weeks = published_weeks(turn, due, WEEKS).await?;
        let mondays: Vec<_> = weeks.iter().map(|week| week.monday).collect();
        let names = Units::of(turn).await?;
        let mut units: BTreeMap<String, BTreeMap<String, Weeks>> = BTreeMap::new();
        for (at, week) in weeks.into_iter().enumerate() {
            for cell in week.cells {
                let phenomena = units.entry(names.name(&cell.unit)).or_default();
                phenomena.entry(cell.phenomenon).or_insert(NOTHING)[at] = cell.figure;
            }
        }
        let term = turn.signal_terms().await?.answered;
        let until = Moment::start_of(due.day(turn.settings.zone), turn.settings.zone);
        let from = until.plus_days(-ANSWERED_DAYS);
        let handled = turn.tx.handled_signals(from, until).await?;
        let advised = turn.tx.count_advice("aangifte", from, until).await?;
        let monday = mondays.last().copied().unwrap_or_default();
        Ok(Self {
            mondays,
            alarms: alarms_told(turn, monday, monday + Days::new(7)).await?,
            gemeente: together(&units),
            units,
            term,
            answered: answered(&handled, term, until),
            advised: tenths(advised, handled.len() as i64),
        })
    }

    /// Nothing was reported for weeks.
    pub fn is_empty(&self) -> bool {
        self.units.is_empty()
    }

    /// From the first day of the week that is told up to its last.
    pub fn week(&self) -> (NaiveDate, NaiveDate) {
        let monday = self.mondays.last().copied().unwrap_or_default();
        (monday, monday + Days::new(6))
    }
}

const NOTHING: Weeks = [Figure::Exact(0); WEEKS];

fn together(units: &BTreeMap<String, BTreeMap<String, Weeks>>) -> BTreeMap<String, Weeks> {
    let mut parts: BTreeMap<&str, Vec<&Weeks>> = BTreeMap::new();
    for (phenomenon, weeks) in units.values().flatten() {
        parts.entry(phenomenon).or_default().push(weeks);
    }
    let total = |parts: &[&Weeks]| -> Weeks {
        std::array::from_fn(|week| sum(parts.iter().map(|weeks| weeks[week])))
    };
    let parts = parts.into_iter();
    parts
        .map(|(phenomenon, parts)| (phenomenon.to_owned(), total(&parts)))
        .collect()
}

/// So many of ten; nothing of fewer than five, which would tell of one.
fn tenths(part: i64, of: i64) -> Option<i64> {
    (of >= SHOWN_FROM).then(|| (10 * part + of / 2) / of)
}

/// Of the signals that were answered in time, or whose term is over at `until`.
fn answered(signals: &[Handled], term: i64, until: Moment) -> Option<Answered> {
    let in_time = |signal: &&Handled| {
        let last = signal.reported_at.plus_days(term);
        signal.closed_at.is_some_and(|at| at <= last && at <= until)
    };
    let is_over = |signal: &Handled| signal.reported_at.plus_days(term) < until;
    let kept = signals.iter().filter(in_time).count() as i64;
    let of = signals
        .iter()
        .filter(|signal| in_time(signal) || is_over(signal))
        .count() as i64;
    let tenths = tenths(kept, of)?;
    let mut hours: Vec<_> = signals
        .iter()
        .filter_map(|signal| {
            let waited = signal.closed_at?.since(signal.reported_at);
            i64::try_from(waited.as_secs() / 3600).ok()
        })
        .collect();
    hours.sort_unstable();
    let is_enough = hours.len() as i64 >= SHOWN_FROM;
    Some(Answered {
        tenths,
        median_hours: is_enough.then(|| median(&hours)),
    })
}

/// Of a sorted list that is not empty.
fn median(sorted: &[i64]) -> i64 {
    let middle = sorted.len() / 2;
    if sorted.len() % 2 == 1 {
        sorted[middle]
    } else {
        (sorted[middle - 1] + sorted[middle]) / 2
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    /// Reported at 0, answered after so many hours.
    fn after(hours: Option<i64>) -> Handled {
        Handled {
            reported_at: Moment(0),
            seen_at: None,
            closed_at: hours.map(|hours| Moment(0).plus_hours(hours)),
        }
    }

    fn all(hours: &[Option<i64>]) -> Vec<Handled> {
        hours.iter().copied().map(after).collect()
    }

    #[test]
    fn how_soon_was_answered_is_told_of_five_and_more() {
        let until = Moment(0).plus_days(20);
        let of = |hours: &[Option<i64>]| answered(&all(hours), 7, until);
        assert_eq!(of(&[Some(1), Some(2), Some(3), None]), None);
        let soon = of(&[Some(1), Some(2), Some(10), Some(200), Some(30)]);
        let tenths = |tenths, median_hours| {
            Some(Answered {
                tenths,
                median_hours,
            })
        };
        assert_eq!(soon, tenths(8, Some(10)));
        let never = of(&[None; 6]);
        assert_eq!(never, tenths(0, None));
    }

    #[test]
    fn what_still_has_time_does_not_count_against() {
        let until = Moment(0).plus_days(3);
        let of = |hours: &[Option<i64>]| answered(&all(hours), 7, until);
        assert_eq!(of(&[Some(1), Some(1), None, None, None, None]), None);
        let five = of(&[Some(1), Some(1), Some(1), Some(1), Some(1), None, None]);
        assert_eq!(five.map(|answered| answered.tenths), Some(10));
    }

    #[test]
    fn the_middle_of_an_even_number_lies_between_two() {
        assert_eq!(median(&[1, 3]), 2);
        assert_eq!(median(&[1, 3, 100]), 3);
    }
}
