//! The figures of a week and the weeks before it, as a plain value: for the words, and for a picture of them.

use std::collections::BTreeMap;

use anyhow::Result;
use chrono::{Days, NaiveDate};

use crate::domain::calendar::Rule;
use crate::domain::statistics::{Figure, sum};
use crate::domain::time::{Moment, Month};
use crate::engine::feature::Scope;
use crate::engine::{Turn, Units, alarms_told, published_month, published_weeks};
use crate::features;
use crate::store::{AlarmRow, LastHeard, Person, Signal, Waiting, WijkCount};

/// So many weeks are looked at, this one included.
pub const WEEKS: usize = 8;

/// Somebody is quiet when nothing was heard for so long.
const QUIET_DAYS: i64 = 56;

/// Dates are told so far ahead.
const AHEAD_DAYS: i64 = 14;

/// All that a digest tells.
pub struct Figures {
    pub from: Moment,
    pub to: Moment,
    /// Every wijk that takes part, by name.
    pub wijken: Vec<WijkWeeks>,
    /// What was published of the calendar weeks that are over.
    pub signals: Published,
    /// What the early warning told this week.
    pub alarms: Vec<AlarmRow>,
    /// What went to the signal room and is not closed, oldest first.
    pub open: Vec<Signal>,
    /// Those of them whose term is over.
    pub late: Vec<Signal>,
    pub waiting: Waiting,
    /// Whose rights rest: name and user id.
    pub suspended: Vec<(String, String)>,
    /// Rooms in which nothing is said now.
    pub resting: Vec<String>,
    /// Who said that the training was followed, and waits for a manager to confirm it.
    pub trained: Vec<Person>,
    /// How many shared ideas wait for a lesson.
    pub ideas: usize,
    /// How many are on the waiting list.
    pub on_list: usize,
    /// What goes out in the wijken in the next two weeks: the job, and when. What is looked at every day is no date.
    pub next: Vec<(&'static str, Moment)>,
    /// Who has not been heard of for eight weeks. For managers only.
    pub quiet: Vec<LastHeard>,
}

/// What was done in one wijk.
pub struct WijkWeeks {
    pub code: String,
    pub name: String,
    /// This week, by kind.
    pub kinds: Vec<WijkCount>,
    /// Actions per week, oldest first, this week last.
    pub weeks: [i64; WEEKS],
    /// Activities in the next two weeks.
    pub activities: usize,
}

/// How many signals there were, as frozen sets say it: the same in every message.
pub struct Published {
    /// The Mondays of the weeks, oldest first.
    pub mondays: Vec<NaiveDate>,
    /// Every trick that was reported in these weeks.
    pub tricks: Vec<PhenomenonWeeks>,
    /// The last month that is over, and what of it is shown of sensitive tricks in the whole gemeente.
    pub month: Month,
    pub sensitive: Vec<(String, Figure)>,
}

impl Published {
    /// The day after the last week.
    pub fn end(&self) -> Option<NaiveDate> {
        self.mondays.last().map(|monday| *monday + Days::new(7))
    }
}

/// How often one trick was reported.
pub struct PhenomenonWeeks {
    pub slug: String,
    /// In the whole gemeente: what its wijken add up to; oldest first, the last week last.
    pub weeks: [Figure; WEEKS],
    /// In the last week, where it was reported, most first: the unit, its name, the figure.
    pub places: Vec<(String, String, Figure)>,
}

impl Figures {
    /// The seven days up to `to`, and the weeks before. What was noted counts, whenever it was done: what is told late is
    /// in one digest too.
    pub async fn up_to(turn: &mut Turn, to: Moment) -> Result<Self> {
        let waiting = turn.tx.waiting().await?;
        let rooms = turn.tx.rooms().await?;
        let resting = rooms.into_iter().filter(|room| room.trouble.is_some());
        Ok(Self {
            from: to.plus_days(-7),
            to,
            wijken: wijken(turn, to).await?,
            signals: published(turn, to).await?,
            alarms: alarms_told(
                turn,
                to.plus_days(-7).day(turn.settings.zone),
                to.day(turn.settings.zone),
            )
            .await?,
            open: turn.tx.open_signals().await?,
            late: turn.late_signals().await?,
            waiting,
            suspended: turn.tx.suspended_people().await?,
            resting: resting.map(|room| room.name).collect(),
            trained: turn.tx.training_to_confirm().await?,
            ideas: turn.tx.ideas_to_release().await?.len(),
            on_list: turn.tx.waiting_list().await?.len(),
            next: next(turn).await?,
            quiet: quiet(turn, to).await?,
        })
    }
}

/// Up to where a week goes: the last one up to `to`.
fn end_of(to: Moment, week: usize) -> Moment {
    to.plus_days(-7 * (WEEKS - 1 - week) as i64)
}

async fn wijken(turn: &mut Turn, to: Moment) -> Result<Vec<WijkWeeks>> {
    let all = turn.tx.wijken().await?.into_iter();
    let mut wijken: Vec<_> = all
        .map(|wijk| WijkWeeks {
            code: wijk.code,
            name: wijk.name,
            kinds: vec![],
            weeks: [0; WEEKS],
            activities: 0,
        })
        .collect();
    let (now, until) = (turn.now, turn.now.plus_days(AHEAD_DAYS));
    for wijk in &mut wijken {
        let coming = turn.tx.activities_after(&wijk.code, now).await?;
        wijk.activities = coming
            .iter()
            .filter(|activity| activity.starts_at <= until)
            .count();
    }
    for week in 0..WEEKS {
        let until = end_of(to, week);
        for count in turn
            .tx
            .count_actions_noted(until.plus_days(-7), until)
            .await?
        {
            let Some(wijk) = wijken.iter_mut().find(|wijk| wijk.code == count.wijk) else {
                continue;
            };
            wijk.weeks[week] += count.actions;
            if week == WEEKS - 1 {
                wijk.kinds.push(count);
            }
        }
    }
    Ok(wijken)
}

async fn published(turn: &mut Turn, to: Moment) -> Result<Published> {
    let units = Units::of(turn).await?;
    let weeks = published_weeks(turn, to, WEEKS).await?;
    let mut tricks: BTreeMap<String, PhenomenonWeeks> = BTreeMap::new();
    for (week, set) in weeks.iter().enumerate() {
        for cell in &set.cells {
            let trick = tricks.entry(cell.phenomenon.clone());
            let trick = trick.or_insert_with(|| PhenomenonWeeks {
                slug: cell.phenomenon.clone(),
                weeks: [Figure::Exact(0); WEEKS],
                places: Vec::new(),
            });
            trick.weeks[week] = sum([trick.weeks[week], cell.figure]);
            if week == WEEKS - 1 {
                let place = (cell.unit.clone(), units.name(&cell.unit), cell.figure);
                trick.places.push(place);
            }
        }
    }
    let mut tricks: Vec<_> = tricks.into_values().collect();
    for trick in &mut tricks {
        trick
            .places
            .sort_by_key(|(_, _, figure)| std::cmp::Reverse(figure.bounds()));
    }
    let month = Month::of(to.day(turn.settings.zone)).previous();
    Ok(Published {
        mondays: weeks.iter().map(|week| week.monday).collect(),
        tricks,
        month,
        sensitive: sensitive(turn, month).await?,
    })
}

/// What is sensitive is counted by the month for the whole gemeente, and shown from five only.
async fn sensitive(turn: &mut Turn, month: Month) -> Result<Vec<(String, Figure)>> {
    let cells = published_month(turn, month).await?.unwrap_or_default();
    let shown = cells
        .into_iter()
        .filter(|cell| cell.unit.is_empty() && cell.figure != Figure::Withheld);
    Ok(shown.map(|cell| (cell.phenomenon, cell.figure)).collect())
}

async fn next(turn: &mut Turn) -> Result<Vec<(&'static str, Moment)>> {
    let mut next = Vec::new();
    let until = turn.now.plus_days(AHEAD_DAYS);
    // What goes out in the wijken; the overviews of managers are no news to them.
    for job in features::jobs().filter(|job| job.scope == Scope::Wijk) {
        let own = turn.tx.fact(&format!("schedule:{}", job.name)).await?;
        let rule: Rule = own.as_deref().unwrap_or(job.rule).parse()?;
        let zone = turn.settings.zone;
        let Some(due) = rule.next_after(turn.now, zone).filter(|due| *due <= until) else {
            continue;
        };
        let again = rule.next_after(due, zone);
        let is_daily = again.is_some_and(|again| again < due.plus_days(2));
        if !is_daily {
            next.push((job.name, due));
        }
    }
    next.sort_by_key(|(_, due)| *due);
    Ok(next)
}

async fn quiet(turn: &mut Turn, to: Moment) -> Result<Vec<LastHeard>> {
    let before = to.plus_days(-QUIET_DAYS);
    let mut people = turn.tx.last_heard().await?;
    // Whoever came in since had no time to be quiet for long.
    people.retain(|person| person.heard_at.unwrap_or(person.since).max(person.since) < before);
    let mut quiet = Vec::new();
    for person in people {
        // Who pauses is left alone.
        let today = turn.today();
        if turn.tx.paused_until(&person.person, today).await?.is_none() {
            quiet.push(person);
        }
    }
    Ok(quiet)
}
