//! Statistics that may be shown: what is published of exact counts, so that no set of tables gives a small count away.
//!
//! **Cells.** A cell counts one phenomenon in one unit (a wijk, or the small wijken of a stadsdeel together) in one week.
//! From 5 it is exact, 1 to 4 is the band `1-4`, and 0 is 0: that nobody reported is no news about anybody, and with
//! hidden zeros nothing would be left to read. Cells are published once and never again. What is corrected later
//! counts in the next set ([`net`]), so there are no two editions to subtract from each other.
//!
//! **Totals.** There are two kinds.
//! - Of a year: per unit, and from these of the gemeente. A [`total`] is exact when that tells nobody anything about a
//!   part of it; else it is the narrowest band for which that holds. Which bands there are follows from what was
//!   published of the parts, never from what is hidden in them, so the choice of a band is no hint either.
//! - All others (a month, a stadsdeel, a category, all together, the gemeente in a week): the [`sum`] of published
//!   figures. Anybody could make it, so it adds nothing to what is known.
//!
//! **Why that is safe.** The parts of a total, with `Aᵢ` to `Bᵢ` published of each, may be anything from `A = ΣAᵢ` to
//! `B = ΣBᵢ`. Let `W` be the widest part. If the published band of the total begins at or below `B - W`, and ends at or
//! above `A + W`, then each part can still be `Aᵢ` and can still be `Bᵢ`, whatever it is. Year totals keep further away
//! from both ends than that, by what somebody may know beforehand: any one cell, or in the gemeente's total any one
//! unit. Since every part belongs to one total only, this holds from the top down: **each `1-4` can be 1, 2, 3 and 4
//! after everything that was published in the year**, also for who knows one cell, and for who knows all of one unit,
//! such as its only ambassadeur. A test plays that attacker; it finds what plain totals would give away.
//!
//! **Sensitive phenomena** are counted for the whole gemeente, by the month, and shown from 5 only: 0 to 4 is nothing.
//!
//! The rules are those of statistical disclosure control as CBS and Eurostat use it (Hundepool et al. 2012, Statistical
//! Disclosure Control, chapter 4: threshold rule, secondary suppression, and an audit of what linked tables give
//! away), in a form where the audit is a proof.

use std::collections::{BTreeMap, BTreeSet};
use std::fmt;

use chrono::{Datelike, Days, NaiveDate, Weekday};
use serde::{Deserialize, Serialize};

use super::numbers::{SHOWN_FROM, range};
use super::time::Month;
use crate::catalogue::{Place, Wijk};

/// What is shown of a count.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum Figure {
    Exact(i64),
    Band {
        least: i64,
        most: i64,
    },
    /// Not shown at all. A cell of something sensitive is 0 to 4 then.
    Withheld,
}

impl Figure {
    /// Of a cell.
    #[must_use]
    pub fn of(count: i64) -> Self {
        match count {
            1..SHOWN_FROM => Self::between(1, SHOWN_FROM - 1),
            _ => Self::Exact(count),
        }
    }

    /// Of a cell of something sensitive.
    #[must_use]
    pub fn of_sensitive(count: i64) -> Self {
        if count < SHOWN_FROM {
            Self::Withheld
        } else {
            Self::Exact(count)
        }
    }

    /// A band, or the number itself when it is one.
    #[must_use]
    pub fn between(least: i64, most: i64) -> Self {
        if least == most {
            Self::Exact(least)
        } else {
            Self::Band { least, most }
        }
    }

    /// The least and the most that it can be.
    #[must_use]
    pub fn bounds(self) -> (i64, i64) {
        match self {
            Self::Exact(count) => (count, count),
            Self::Band { least, most } => (least, most),
            Self::Withheld => (0, SHOWN_FROM - 1),
        }
    }

    fn width(self) -> i64 {
        let (least, most) = self.bounds();
        most - least
    }
}

/// As people read it: `12`, `1-4`; nothing when it is withheld.
impl fmt::Display for Figure {
    fn fmt(&self, out: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Withheld => Ok(()),
            shown => {
                let (least, most) = shown.bounds();
                out.write_str(&range(least, most))
            }
        }
    }
}

/// What a set is of.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Period {
    /// By its Monday.
    Week(NaiveDate),
    /// The weeks whose Thursday lies in it, as ISO 8601 assigns weeks to years.
    Month(Month),
    /// The weeks of that ISO year.
    Year(i32),
}

impl Period {
    /// The week of a day.
    #[must_use]
    pub fn week_of(day: NaiveDate) -> Self {
        Self::Week(day - Days::new(day.weekday().num_days_from_monday().into()))
    }

    /// Reads its name back: `2026-W42`, `2026-10`, `2026`.
    #[must_use]
    pub fn read(text: &str) -> Option<Self> {
        let read = match text.split_once('-') {
            Some((year, week)) if week.starts_with('W') => {
                let week = week.trim_start_matches('W').parse().ok()?;
                let monday = NaiveDate::from_isoywd_opt(year.parse().ok()?, week, Weekday::Mon)?;
                Self::Week(monday)
            }
            Some(_) => Self::Month(Month::read(text)?),
            None if text.len() == 4 => Self::Year(text.parse().ok()?),
            None => return None,
        };
        // Only the name itself: not "2026-W7", nor "+206".
        (read.to_string() == text).then_some(read)
    }

    /// The Mondays of its weeks.
    #[must_use]
    pub fn weeks(self) -> Vec<NaiveDate> {
        let first = match self {
            Self::Week(monday) => return vec![monday],
            Self::Month(month) => month.first_day(),
            Self::Year(year) => {
                NaiveDate::from_isoywd_opt(year, 1, Weekday::Mon).unwrap_or_default()
            }
        };
        let Self::Week(monday) = Self::week_of(first) else {
            return Vec::new();
        };
        // A year has 53 weeks at most, and the first day of a month may lie in a week of the month before.
        let mondays = (0..54).map(|week| monday + Days::new(7 * week));
        mondays.filter(|monday| self.holds(*monday)).collect()
    }

    fn holds(self, monday: NaiveDate) -> bool {
        let thursday = monday + Days::new(3);
        match self {
            Self::Week(own) => own == monday,
            Self::Month(month) => Month::of(thursday) == month,
            Self::Year(year) => thursday.year() == year,
        }
    }
}

/// The name of the set of that period: `2026-W42`, `2026-10`, `2026`. There is one set of each, for ever.
impl fmt::Display for Period {
    fn fmt(&self, out: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Week(monday) => write!(out, "{}", monday.format("%G-W%V")),
            Self::Month(month) => month.fmt(out),
            Self::Year(year) => write!(out, "{year}"),
        }
    }
}

/// What is counted together.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Unit {
    /// The code of its wijk; of several wijken that of the first.
    pub code: String,
    pub name: String,
    pub stadsdeel: String,
    pub wijken: Vec<String>,
}

/// The units of a gemeente: each wijk, and per stadsdeel its small wijken together. Where these still have too few
/// inhabitants, the smallest of the other wijken joins them: alone they would be what is left of the stadsdeel.
///
/// Inhabitants decide, and not how many ambassadeurs there are: one who is alone and knows her wijk learns nothing of
/// another (above), and who lives where few people live could be found from outside.
#[must_use]
pub fn units(place: &Place) -> Vec<Unit> {
    let mut stadsdelen: BTreeMap<&str, Vec<&Wijk>> = BTreeMap::new();
    for wijk in &place.wijk {
        stadsdelen.entry(&wijk.stadsdeel).or_default().push(wijk);
    }
    let mut units = Vec::new();
    for (stadsdeel, mut wijken) in stadsdelen {
        wijken.sort_by_key(|wijk| wijk.inhabitants);
        let (mut together, mut inhabitants) = (0, 0);
        let is_small = |wijk: &&Wijk| wijk.is_small();
        let small = wijken.iter().copied().take_while(is_small).count();
        while together < small || small > 0 && inhabitants < Wijk::SMALL && together < wijken.len()
        {
            inhabitants += wijken[together].inhabitants;
            together += 1;
        }
        let (joined, alone) = wijken.split_at(together);
        let groups = alone.iter().map(std::slice::from_ref).chain([joined]);
        let groups = groups.filter(|group| !group.is_empty());
        units.extend(groups.map(|group| unit(stadsdeel, group)));
    }
    units.sort_by(|a, b| a.code.cmp(&b.code));
    units
}

fn unit(stadsdeel: &str, wijken: &[&Wijk]) -> Unit {
    let mut wijken = wijken.to_vec();
    wijken.sort_by(|a, b| a.code.cmp(&b.code));
    let names: Vec<_> = wijken.iter().map(|wijk| wijk.name.as_str()).collect();
    Unit {
        code: wijken[0].code.clone(),
        name: names.join(" + "),
        stadsdeel: stadsdeel.to_owned(),
        wijken: wijken.iter().map(|wijk| wijk.code.clone()).collect(),
    }
}

/// A figure of a set. A cell that is not in a set is 0, or withheld where the phenomenon is sensitive.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Cell {
    /// The code of a unit; empty for the whole gemeente.
    pub unit: String,
    pub phenomenon: String,
    pub figure: Figure,
    /// What is behind it, for the totals of the year. Never shown, and forgotten after them; nothing where the figure is
    /// a mere sum.
    #[serde(skip)]
    pub counted: Option<i64>,
}

/// Exact counts by unit (empty: the gemeente) and phenomenon.
pub type Counts = BTreeMap<(String, String), i64>;

/// The set of a week: its cells.
#[must_use]
pub fn of_week(counts: &Counts) -> Vec<Cell> {
    let cells = counts.iter().filter(|(_, count)| **count > 0);
    cells
        .map(|(at, &count)| cell(at, Figure::of(count), Some(count)))
        .collect()
}

/// The set of a month: what its weeks give, and the gemeente's counts of what is sensitive.
#[must_use]
pub fn of_month(weeks: &[Vec<Cell>], sensitive: &Counts) -> Vec<Cell> {
    let mut cells = Vec::new();
    for (at, parts) in by_place(weeks) {
        let figure = sum(parts.iter().map(|part| part.figure));
        cells.push(cell(&at, figure, None));
    }
    let sensitive = sensitive.iter().filter(|(_, count)| **count > 0);
    cells.extend(sensitive.map(|(at, &count)| cell(at, Figure::of_sensitive(count), Some(count))));
    cells
}

/// The set of a year: totals per unit from its weeks, of the gemeente from these, and of what is sensitive from its
/// months.
#[must_use]
pub fn of_year(weeks: &[Vec<Cell>], months: &[Vec<Cell>]) -> Vec<Cell> {
    let mut units = Vec::new();
    for (at, parts) in by_place(weeks) {
        let known = parts.iter().map(|part| part.figure.width()).max();
        units.push(total_of(&at, &parts, known.unwrap_or(0)));
    }
    let mut cells = Vec::new();
    let phenomena: BTreeSet<_> = units.iter().map(|unit| unit.phenomenon.clone()).collect();
    for phenomenon in phenomena {
        let parts: Vec<_> = units
            .iter()
            .filter(|unit| unit.phenomenon == phenomenon)
            .collect();
        // Somebody may know a whole unit.
        let known = parts.iter().map(|part| part.figure.width()).max();
        cells.push(total_of(
            &(String::new(), phenomenon),
            &parts,
            known.unwrap_or(0),
        ));
    }
    cells.extend(units);
    let gemeente = by_place(months)
        .into_iter()
        .filter(|((unit, _), _)| unit.is_empty());
    for (at, parts) in gemeente {
        cells.push(of_sensitive_year(&at, &parts, months.len()));
    }
    cells
}

/// A month without a row was withheld as well: that there was none must not be seen from the total.
fn of_sensitive_year(at: &(String, String), parts: &[&Cell], months: usize) -> Cell {
    let nothing = cell(at, Figure::Withheld, Some(0));
    let missing = std::iter::repeat_n(&nothing, months.saturating_sub(parts.len()));
    let parts: Vec<_> = parts.iter().copied().chain(missing).collect();
    let mut total = total_of(at, &parts, SHOWN_FROM - 1);
    if total.figure.bounds().0 < SHOWN_FROM {
        total.figure = Figure::Withheld;
    }
    total
}

fn total_of(at: &(String, String), parts: &[&Cell], known: i64) -> Cell {
    let counted: Option<i64> = parts.iter().map(|part| part.counted).sum();
    let figures: Vec<_> = parts.iter().map(|part| part.figure).collect();
    // Where the counts were forgotten, what was published still adds up.
    let figure = counted.map_or_else(
        || sum(figures.iter().copied()),
        |counted| total(&figures, counted, known),
    );
    cell(at, figure, counted)
}

/// What may be published of a total beside its parts, without narrowing any of them (see the top of this file), also for
/// who knows `known` of them beforehand: by so much that can raise what is sure, or lower what is possible.
#[must_use]
pub fn total(parts: &[Figure], counted: i64, known: i64) -> Figure {
    let (least, most) = sum(parts.iter().copied()).bounds();
    let widest = parts.iter().map(|part| part.width()).max().unwrap_or(0);
    let margin = widest + known;
    let (low, high) = (least + margin, most - margin);
    if low >= high {
        // No cut is possible that keeps away from both ends. This is what anybody could add up.
        return Figure::between(least, most);
    }
    match counted {
        _ if counted <= low => Figure::between(least, low),
        _ if counted >= high => Figure::between(high, most),
        _ => Figure::Exact(counted),
    }
}

/// What published figures add up to; what is withheld may be 0 to 4. Totals over phenomena leave the sensitive ones out.
#[must_use]
pub fn sum(figures: impl IntoIterator<Item = Figure>) -> Figure {
    let shown = figures.into_iter().map(Figure::bounds);
    let (least, most) = shown.fold((0, 0), |(least, most), (low, high)| {
        (least + low, most + high)
    });
    Figure::between(least, most)
}

/// What a cell of the next set counts: what came since the last set, without what was withdrawn after it was published
/// there. Never below zero; the second number is what remains to be taken off later.
#[must_use]
pub fn net(came: i64, withdrawn: i64) -> (i64, i64) {
    let counted = (came - withdrawn).max(0);
    (counted, withdrawn - (came - counted))
}

fn cell((unit, phenomenon): &(String, String), figure: Figure, counted: Option<i64>) -> Cell {
    Cell {
        unit: unit.clone(),
        phenomenon: phenomenon.clone(),
        figure,
        counted,
    }
}

fn by_place(sets: &[Vec<Cell>]) -> BTreeMap<(String, String), Vec<&Cell>> {
    let mut places: BTreeMap<_, Vec<_>> = BTreeMap::new();
    for cell in sets.iter().flatten() {
        let place = (cell.unit.clone(), cell.phenomenon.clone());
        places.entry(place).or_default().push(cell);
    }
    places
}

#[cfg(test)]
pub(crate) mod attack;
#[cfg(test)]
mod tests;
