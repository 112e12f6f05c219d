//! Early warning: decides when reports of a trick come so close together that chance hardly explains them.
//!
//! For every phenomenon and area (a wijk, a wijk with its neighbours, a stadsdeel, the gemeente) and for every window
//! of the last four weeks: how likely are this many reports, after what was usual there? The answer is the tail of the
//! Gamma-Poisson predictive distribution (Riebler 2004; Höhle 2007, `algo.bayes` of the R package surveillance), with a
//! prior shrunk towards the rest of the gemeente (Clayton & Kaldor 1987), scanned over windows and areas as Kulldorff
//! (2001) does. `docs/detection.md` has it in words, in formulas, and beside other methods.

mod areas;
mod history;
mod predictive;
mod scan;

use chrono::NaiveDate;
use serde::{Deserialize, Serialize};

pub use areas::{Level, Map, Spot};
pub use history::{History, Step};
pub use scan::{Episode, Watch};

/// The least reports, and the least people who reported them, that an alarm is made of: one ambassadeur who reports
/// three times is no burst. Source: the programme's rule, `docs/detection.md`.
pub const LEAST: u32 = 3;

/// How far we look, and how often we may be wrong.
#[derive(Debug, Clone, PartialEq)]
pub struct Settings {
    /// False alarms that the whole gemeente may have in a year.
    pub false_alarms: f64,
    /// False alarms that one phenomenon in one area may have in a year, however few there are.
    pub false_alarms_of_one: f64,
    /// The longest window, in days: a burst that takes longer is a trend.
    pub window: usize,
    /// Days before a window that are not part of what is usual, since a burst may have begun unseen.
    pub guard: usize,
    /// Days before the guard from which we learn what is usual.
    pub baseline: usize,
    /// With fewer days than this to learn from we are silent.
    pub least_baseline: usize,
    /// How many days the rest of the gemeente counts for, beside the area's own baseline.
    pub prior: f64,
    /// An alarm stands until so many days in a row were ordinary.
    pub calm: usize,
    /// The probability above which days are ordinary.
    pub ordinary: f64,
}

impl Default for Settings {
    fn default() -> Self {
        Self {
            false_alarms: 12.0,
            false_alarms_of_one: 1.0,
            window: 28,
            guard: 7,
            baseline: 364,
            least_baseline: 28,
            prior: 28.0,
            calm: 7,
            ordinary: 0.05,
        }
    }
}

/// How many independent looks a year of daily scans is worth, for so many reports a week: false alarms divided by the
/// probability below which there is an alarm. Where nothing is reported there is nothing to look at.
///
/// An upper curve through what `cargo speed -- detection` measures; see `docs/detection.md`.
#[must_use]
pub fn looks_a_year(per_week: f64) -> f64 {
    1000.0 * per_week / (per_week + 0.75)
}

/// A burst, with the numbers that say so.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct Alarm {
    /// The day on which it was noticed.
    pub date: NaiveDate,
    pub level: Level,
    /// The name of the wijk or stadsdeel; the wijk in the middle for neighbours; empty for the gemeente.
    pub area: String,
    pub phenomenon: String,
    /// Reports from `since` up to and including `date`.
    pub observed: u32,
    /// How many would have been usual in that time.
    pub expected: f64,
    /// The day of the first of them.
    pub since: NaiveDate,
    /// How unlikely: minus the decimal logarithm of the probability. 3 is one in a thousand.
    pub score: f64,
    /// The people who reported it; where they are not known, the reports.
    pub reporters: u32,
    /// What is usual, in reports a week.
    pub per_week: f64,
}

/// What became of an alarm.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum AlarmState {
    /// Nobody chose yet.
    Open,
    /// The wijken are to be warned.
    Warn,
    /// The reporters are to be asked.
    Ask,
    /// Nothing is needed.
    Dismissed,
    /// Reports were corrected or taken back, and it is no burst any more.
    Lapsed,
}

impl AlarmState {
    pub const ALL: &'static [Self] = &[
        Self::Open,
        Self::Warn,
        Self::Ask,
        Self::Dismissed,
        Self::Lapsed,
    ];

    #[must_use]
    pub fn key(self) -> &'static str {
        match self {
            Self::Open => "open",
            Self::Warn => "warn",
            Self::Ask => "ask",
            Self::Dismissed => "dismissed",
            Self::Lapsed => "lapsed",
        }
    }

    #[must_use]
    pub fn read(key: &str) -> Option<Self> {
        Self::ALL.iter().copied().find(|state| state.key() == key)
    }
}

/// What is usual, as people say it.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Usual {
    PerWeek(u32),
    PerMonth(u32),
    PerYear(u32),
    /// Less than once in two years.
    Never,
}

impl Usual {
    /// The widest span with at least one, rounded: 1.2 a week is "1 per week", 0.3 a week "1 per month".
    #[must_use]
    pub fn of(per_week: f64) -> Self {
        const WEEKS_A_YEAR: f64 = 365.25 / 7.0;
        let about = |rate: f64| rate.round() as u32;
        let (month, year) = (per_week * WEEKS_A_YEAR / 12.0, per_week * WEEKS_A_YEAR);
        match per_week {
            _ if per_week >= 0.75 => Self::PerWeek(about(per_week)),
            _ if month >= 0.75 => Self::PerMonth(about(month)),
            _ if year >= 0.5 => Self::PerYear(about(year)),
            _ => Self::Never,
        }
    }
}

#[cfg(test)]
mod tests;
