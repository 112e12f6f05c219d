//! Published statistics: freezing what is over, and reading it. Whatever shows how many signals there were reads it here, so
//! that a week says the same in every message, and no two messages can be taken from each other.
//!
//! A week is frozen once it is over; with its last week a month is, and a year. A signal counts in the first set after it
//! was reported. What is taken back or corrected afterwards is made up for in the next set, never in the old one. Rules and
//! proof are in `domain::statistics`.

use std::collections::BTreeMap;

use anyhow::Result;
use chrono::{Datelike, Days, NaiveDate};

use super::turn::Turn;
use crate::domain::statistics::{
    Cell, Counts, Figure, Period, Unit, net, of_month, of_week, of_year, sum, units,
};
use crate::domain::time::{Moment, Month, read_day};
use crate::store::Share;

/// The Monday of the week that is to be frozen next, and of the first one ever.
const NEXT: &str = "statistics:next";
const SINCE: &str = "statistics:since";

/// What is corrected later than this is left: the totals of its year are made.
const CORRECTED_DAYS: i64 = 371;

/// So many weeks at once: a database of years becomes published year by year, and the bot answers in between.
const AT_ONCE: usize = 53;

/// What is counted together, by the names that people know.
pub struct Units {
    units: Vec<Unit>,
    names: BTreeMap<String, String>,
}

impl Units {
    pub async fn of(turn: &mut Turn) -> Result<Self> {
        let wijken = turn.tx.wijken().await?.into_iter();
        Ok(Self {
            units: turn.world().places.iter().flat_map(units).collect(),
            names: wijken.map(|wijk| (wijk.code, wijk.name)).collect(),
        })
    }

    /// The code of the unit in which a wijk is counted. One that is on no map is counted by itself.
    pub fn of_wijk(&self, wijk: &str) -> String {
        let holds = |unit: &&Unit| unit.wijken.iter().any(|code| code == wijk);
        let unit = self.units.iter().find(holds);
        unit.map_or(wijk, |unit| unit.code.as_str()).to_owned()
    }

    pub fn name(&self, unit: &str) -> String {
        let found = self.units.iter().find(|found| found.code == unit);
        match found {
            Some(several) if several.wijken.len() > 1 => several.name.clone(),
            found => {
                let own = self.names.get(unit).cloned();
                own.or_else(|| found.map(|found| found.name.clone()))
                    .unwrap_or_else(|| unit.to_owned())
            }
        }
    }
}

/// What was published of a week.
pub struct Week {
    pub monday: NaiveDate,
    pub cells: Vec<Cell>,
}

/// The last so many weeks that were over at a moment, oldest first. Where there is no set nothing was published.
pub async fn published_weeks(turn: &mut Turn, before: Moment, weeks: usize) -> Result<Vec<Week>> {
    // After downtime somebody may ask before the sweep looked.
    freeze(turn).await?;
    let this_week = monday_of(before.day(turn.settings.zone));
    let mut published = Vec::with_capacity(weeks);
    for ago in (1..=weeks as u64).rev() {
        let monday = this_week - Days::new(7 * ago);
        let cells = turn.tx.statistics(Period::Week(monday)).await?;
        let cells = cells.unwrap_or_default();
        published.push(Week { monday, cells });
    }
    Ok(published)
}

/// What was published of a month; nothing before its last week is over.
pub async fn published_month(turn: &mut Turn, month: Month) -> Result<Option<Vec<Cell>>> {
    freeze(turn).await?;
    turn.tx.statistics(Period::Month(month)).await
}

/// What published cells add up to, of those that are shown.
pub fn published_sum<'a>(cells: impl IntoIterator<Item = &'a Cell>) -> Figure {
    sum(cells.into_iter().map(|cell| cell.figure))
}

/// The first day of which everything was counted. Before the first look that is today.
pub async fn counted_since(turn: &mut Turn) -> Result<NaiveDate> {
    let since = turn.tx.fact(SINCE).await?;
    Ok(since
        .and_then(|day| read_day(&day))
        .unwrap_or_else(|| turn.today()))
}

/// Freezes every week that is over, oldest first, with the months and years that end with it.
pub(super) async fn freeze(turn: &mut Turn) -> Result<()> {
    let this_week = monday_of(turn.today());
    let known = turn.tx.fact(NEXT).await?.and_then(|day| read_day(&day));
    let first = match known {
        Some(next) if next >= this_week => return Ok(()),
        Some(next) => next,
        None => begin(turn, this_week).await?,
    };
    let mut next = first;
    while next < this_week && next < first + Days::new(7 * AT_ONCE as u64) {
        freeze_week(turn, next).await?;
        next = next + Days::new(7);
    }
    if known.is_none() || next != first {
        let day = next.to_string();
        turn.tx.set_fact(NEXT, &day).await?;
    }
    Ok(())
}

/// The first week of which there is anything, or this one.
async fn begin(turn: &mut Turn, this_week: NaiveDate) -> Result<NaiveDate> {
    let first = turn.tx.first_report().await?;
    let first = first.map(|first| monday_of(first.day(turn.settings.zone)));
    let first = first.unwrap_or(this_week).min(this_week);
    turn.tx.set_fact(SINCE, &first.to_string()).await?;
    Ok(first)
}

async fn freeze_week(turn: &mut Turn, monday: NaiveDate) -> Result<()> {
    let end = Moment::start_of(monday + Days::new(7), turn.settings.zone);
    let now = turn.now;
    let counts = take(turn, end, false).await?;
    let week = Period::Week(monday);
    turn.tx
        .freeze_statistics(week, &of_week(&counts), now)
        .await?;
    // Weeks belong to the month and year of their Thursday.
    let (thursday, following) = (monday + Days::new(3), monday + Days::new(10));
    let month = Month::of(thursday);
    if Month::of(following) != month {
        freeze_month(turn, month, end).await?;
    }
    if following.year() != thursday.year() {
        freeze_year(turn, thursday.year(), end).await?;
    }
    Ok(())
}

async fn freeze_month(turn: &mut Turn, month: Month, end: Moment) -> Result<()> {
    let month = Period::Month(month);
    let weeks = sets(turn, month.weeks().into_iter().map(Period::Week)).await?;
    let sensitive = take(turn, end, true).await?;
    let now = turn.now;
    let cells = of_month(&weeks, &sensitive);
    turn.tx.freeze_statistics(month, &cells, now).await?;
    Ok(())
}

/// With the totals of the year, what is behind the figures of its weeks and months is forgotten.
async fn freeze_year(turn: &mut Turn, year: i32, end: Moment) -> Result<()> {
    let weeks: Vec<_> = Period::Year(year).weeks();
    let weeks: Vec<_> = weeks.into_iter().map(Period::Week).collect();
    let firsts = (1..=12).filter_map(|month| NaiveDate::from_ymd_opt(year, month, 1));
    let months: Vec<_> = firsts
        .map(|first| Period::Month(Month::of(first)))
        .collect();
    let of_weeks = sets(turn, weeks.iter().copied()).await?;
    let of_months = sets(turn, months.iter().copied()).await?;
    let (now, cells) = (turn.now, of_year(&of_weeks, &of_months));
    let year = Period::Year(year);
    turn.tx.freeze_statistics(year, &cells, now).await?;
    for period in weeks.into_iter().chain(months).chain([year]) {
        turn.tx.forget_counts(period).await?;
    }
    turn.tx.forget_shares(end.plus_days(-CORRECTED_DAYS)).await
}

async fn sets(turn: &mut Turn, periods: impl Iterator<Item = Period>) -> Result<Vec<Vec<Cell>>> {
    let mut sets = Vec::new();
    for period in periods {
        sets.push(turn.tx.statistics(period).await?.unwrap_or_default());
    }
    Ok(sets)
}

/// Counts what came up to `end` and no set counted yet, less what was counted and is no more. What cannot be made up for
/// here, since less came than went, stays counted for the next set.
async fn take(turn: &mut Turn, end: Moment, sensitive: bool) -> Result<Counts> {
    let (now, after) = (turn.now, end.plus_days(-CORRECTED_DAYS));
    let units = Units::of(turn).await?;
    let came = turn.tx.uncounted_signals(after, end).await?;
    let gone = turn.tx.shares_gone().await?;
    let came = by_cell(turn, &units, came, sensitive);
    let mut gone = by_cell(turn, &units, gone, sensitive);
    let mut counts = Counts::new();
    for (cell, new) in came {
        let gone = gone.remove(&cell).unwrap_or_default();
        let (counted, owed) = net(new.len() as i64, gone.len() as i64);
        for share in gone.iter().take(gone.len() - owed as usize) {
            turn.tx.drop_share(share).await?;
        }
        for share in &new {
            turn.tx.add_share(share, now).await?;
        }
        counts.insert(cell, counted);
    }
    Ok(counts)
}

/// Sorted by unit and phenomenon; only what is sensitive, which has no unit, or only the rest.
fn by_cell(
    turn: &Turn,
    units: &Units,
    shares: Vec<Share>,
    sensitive: bool,
) -> BTreeMap<(String, String), Vec<Share>> {
    let mut cells: BTreeMap<_, Vec<_>> = BTreeMap::new();
    for share in shares {
        if is_sensitive(turn, &share) == sensitive {
            let unit = if sensitive {
                String::new()
            } else {
                units.of_wijk(&share.wijk)
            };
            let cell = (unit, share.phenomenon.clone());
            cells.entry(cell).or_default().push(share);
        }
    }
    cells
}

/// What has no wijk was handled in private.
fn is_sensitive(turn: &Turn, share: &Share) -> bool {
    let known = turn.catalogue().phenomenon(&share.phenomenon);
    share.wijk.is_empty() || known.is_some_and(|known| known.sensitive)
}

fn monday_of(day: NaiveDate) -> NaiveDate {
    day - Days::new(day.weekday().num_days_from_monday().into())
}

#[cfg(test)]
mod tests;
