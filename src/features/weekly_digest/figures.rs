//! The figures of a week and the weeks before it, as a plain value: for the words, and for a picture of them.

use std::collections::BTreeMap;

use anyhow::Result;

use crate::domain::calendar::Rule;
use crate::domain::duty::{Duty, Measure};
use crate::domain::time::Moment;
use crate::engine::Turn;
use crate::engine::feature::Scope;
use crate::features;
use crate::store::{LastHeard, Person, Signal, Waiting, WijkCount};

/// So many weeks are looked at, this one included.
pub const WEEKS: usize = 8;

/// A signal is late after so many days, unless the agreements say otherwise.
const TERM_DAYS: i64 = 7;

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
    /// Every trick that was reported in these weeks, by its slug. Statistics: shown banded, and never added up.
    pub signals: Vec<PhenomenonWeeks>,
    /// What went to the signal room and is not closed, oldest first.
    pub open: Vec<Signal>,
    /// In days; what is open for longer is late.
    pub term: i64,
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

/// How often one trick was reported in the whole gemeente.
pub struct PhenomenonWeeks {
    pub slug: String,
    /// Signals per week, oldest first, this week last. Exact: band them before anybody sees them.
    pub weeks: [i64; WEEKS],
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
            signals: signals(turn, to).await?,
            open: turn.tx.open_signals().await?,
            term: term(turn).await?,
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

    /// Signals that wait for longer than was agreed.
    pub fn late(&self) -> impl Iterator<Item = &Signal> {
        let before = self.to.plus_days(-self.term);
        self.open
            .iter()
            .filter(move |signal| signal.reported_at < before)
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

async fn signals(turn: &mut Turn, to: Moment) -> Result<Vec<PhenomenonWeeks>> {
    let mut by_slug: BTreeMap<String, [i64; WEEKS]> = BTreeMap::new();
    for week in 0..WEEKS {
        let until = end_of(to, week);
        for signal in turn.tx.signals_between(until.plus_days(-7), until).await? {
            by_slug.entry(signal.phenomenon).or_default()[week] += 1;
        }
    }
    let weeks = |(slug, weeks)| PhenomenonWeeks { slug, weeks };
    Ok(by_slug.into_iter().map(weeks).collect())
}

/// The shortest term that was agreed for an answer.
async fn term(turn: &mut Turn) -> Result<i64> {
    let mut terms = Vec::new();
    for value in turn.tx.facts_of("duty:").await?.values() {
        let duty: Duty = serde_json::from_str(value)?;
        if duty.measure == Some(Measure::SignalsAnswered) {
            terms.extend(duty.within_days.map(i64::from));
        }
    }
    Ok(terms.into_iter().min().unwrap_or(TERM_DAYS))
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
