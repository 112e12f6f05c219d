//! Looking: every day at all tricks, and at one trick after each of its signals.

use std::collections::{BTreeSet, HashMap};

use anyhow::Result;
use chrono::{Days, NaiveDate};

use super::tell;
use crate::domain::detection::{
    Alarm, AlarmState, Episode, History, LEAST, Map, Settings, Spot, Step, Watch,
};
use crate::domain::time::{Moment, read_day};
use crate::engine::{Turn, counted_since};
use crate::store::{AlarmRow, Report, Wijk};

/// How much all tricks together were looked at, as of the last daily look: what a look at one trick needs of the others.
const LOOKS: &str = "early-warning:looks";

/// An alarm that is older is not corrected any more, and not on the list.
const CORRECTED_DAYS: u64 = 56;

/// Those that are not over, or that were told in the last weeks; oldest first.
pub async fn recent(turn: &mut Turn) -> Result<Vec<AlarmRow>> {
    let day = turn.today() - Days::new(CORRECTED_DAYS);
    turn.tx.alarms_since(&day.to_string()).await
}

pub async fn at_all(turn: &mut Turn) -> Result<()> {
    let from = begin(turn);
    let reports = turn.tx.reports_since(from).await?;
    look(turn, reports, None).await
}

/// Cheap where nothing can be: a trick that three people did not report has no burst.
pub async fn at_one(turn: &mut Turn, phenomenon: &str) -> Result<()> {
    let settings = Settings::default();
    let window = turn.today() - Days::new(settings.window as u64);
    let window = Moment::start_of(window, turn.settings.zone);
    let told = recent(turn).await?;
    let is_told = told.iter().any(|alarm| alarm.phenomenon == phenomenon);
    if !is_told && turn.tx.reporters_of(phenomenon, window).await? < i64::from(LEAST) {
        return Ok(());
    }
    let from = begin(turn);
    let reports = turn.tx.reports_of(phenomenon, from).await?;
    look(turn, reports, Some(phenomenon)).await
}

/// From when reports count: the longest window, and all that is usual before it.
fn begin(turn: &Turn) -> Moment {
    let settings = Settings::default();
    let days = settings.baseline + settings.guard + settings.window + 7;
    let day = turn.today() - Days::new(days as u64);
    Moment::start_of(day, turn.settings.zone)
}

/// Corrects the alarms that these reports are of, and tells new ones.
async fn look(turn: &mut Turn, mut reports: Vec<Report>, only: Option<&str>) -> Result<()> {
    let catalogue = turn.catalogue();
    reports.retain(|report| {
        let known = catalogue.phenomenon(&report.phenomenon);
        known.is_none_or(|known| !known.sensitive)
    });
    let mut told = recent(turn).await?;
    told.retain(|alarm| only.is_none_or(|only| only == alarm.phenomenon));
    for alarm in &mut told {
        correct(turn, alarm, &reports).await?;
        answer(turn, alarm).await?;
    }
    told.retain(|alarm| alarm.state != AlarmState::Lapsed);

    let town = Town::of(turn).await?;
    if town.codes.is_empty() {
        return Ok(());
    }
    let (today, zone) = (turn.today(), turn.settings.zone);
    let first = counted_since(turn).await?.max(begin(turn).day(zone));
    let history = town.history(first.min(today), today, &reports, |at| at.day(zone));
    let settings = Settings::default();
    let watch = Watch {
        map: &town.map,
        history: &history,
        settings: &settings,
    };
    let looks = if only.is_some() {
        let known = turn.tx.fact(LOOKS).await?;
        known.and_then(|looks| looks.parse().ok()).unwrap_or(0.0)
    } else {
        let looks = watch.looks(today);
        turn.tx.set_fact(LOOKS, &looks.to_string()).await?;
        looks
    };
    let mut episodes: Vec<_> = told
        .iter()
        .filter_map(|alarm| town.episode(alarm))
        .collect();
    let alarms = watch.alarms_among(today..=today, looks, &mut episodes);
    let new = episodes.split_off(episodes.len().saturating_sub(alarms.len()));
    for alarm in &mut told {
        close(turn, &town, alarm, &episodes).await?;
    }
    for (alarm, episode) in alarms.iter().zip(new) {
        let codes: Vec<_> = episode.wijken.iter().map(|&at| &*town.codes[at]).collect();
        tell::first(turn, alarm, &codes).await?;
    }
    Ok(())
}

/// Reports come, are corrected, merged and taken back after an alarm: it says what is so now. With too few left it lapses, and
/// what comes after that is a new burst.
async fn correct(turn: &mut Turn, alarm: &mut AlarmRow, reports: &[Report]) -> Result<()> {
    let (zone, today) = (turn.settings.zone, turn.today());
    let until = alarm.over_on.as_deref().and_then(read_day);
    let until = until.unwrap_or(today);
    let days = read_day(&alarm.since).unwrap_or(until)..=until;
    let is_old = alarm.told_on < (today - Days::new(CORRECTED_DAYS)).to_string();
    if is_old || alarm.state == AlarmState::Lapsed {
        return Ok(());
    }
    let of_it: Vec<_> = reports
        .iter()
        .filter(|report| report.phenomenon == alarm.phenomenon && alarm.holds(&report.wijk))
        .filter(|report| days.contains(&report.reported_at.day(zone)))
        .collect();
    let people: BTreeSet<_> = of_it.iter().map(|report| &report.person).collect();
    let events: i64 = of_it.iter().map(|report| report.events).sum();
    let now = (events, people.len() as i64);
    if now == (alarm.reports, alarm.reporters) {
        return Ok(());
    }
    (alarm.reports, alarm.reporters) = now;
    if now.1 < i64::from(LEAST) {
        alarm.state = AlarmState::Lapsed;
        alarm.over_on = Some(today.to_string());
        turn.tx.drop_bells(&tell::about(alarm)).await?;
    }
    turn.tx.change_alarm(alarm).await?;
    tell::again(turn, alarm).await
}

/// A warning that went to one of its wijken is the answer to an alarm that nobody answered yet.
async fn answer(turn: &mut Turn, alarm: &mut AlarmRow) -> Result<()> {
    let Some(told_on) = read_day(&alarm.told_on).filter(|_| alarm.state == AlarmState::Open) else {
        return Ok(());
    };
    let since = Moment::start_of(told_on, turn.settings.zone);
    let warned = turn.tx.warned_since(&alarm.phenomenon, since).await?;
    let Some((_, person)) = warned.into_iter().find(|(wijk, _)| alarm.holds(wijk)) else {
        return Ok(());
    };
    alarm.state = AlarmState::Warn;
    alarm.person = Some(person);
    alarm.decided_at = Some(turn.now);
    turn.tx.change_alarm(alarm).await?;
    tell::again(turn, alarm).await
}

/// The alarm is over when its episode is.
async fn close(
    turn: &mut Turn,
    town: &Town,
    alarm: &mut AlarmRow,
    episodes: &[Episode],
) -> Result<()> {
    let Some(own) = town.episode(alarm) else {
        return Ok(());
    };
    let now = episodes.iter().find(|episode| {
        episode.phenomenon == own.phenomenon
            && episode.wijken == own.wijken
            && episode.alarmed == own.alarmed
    });
    if let Some(over) = now.and_then(|now| now.over).filter(|_| own.over.is_none()) {
        alarm.over_on = Some(over.to_string());
        turn.tx.change_alarm(alarm).await?;
    }
    Ok(())
}

/// The wijken that take part, on the map.
struct Town {
    map: Map,
    /// The code of each place on the map.
    codes: Vec<String>,
}

impl Town {
    async fn of(turn: &mut Turn) -> Result<Self> {
        let wijken = turn.tx.wijken().await?;
        let spot = |wijk: &Wijk| {
            let places = turn.world().places.iter();
            let known = places.filter_map(|place| place.wijk(&wijk.code)).next();
            Spot {
                name: wijk.code.clone(),
                stadsdeel: known.map(|known| known.stadsdeel.clone()),
                neighbours: known.map_or_else(Vec::new, |known| known.neighbours.clone()),
            }
        };
        let spots: Vec<_> = wijken.iter().map(spot).collect();
        Ok(Self {
            map: Map::of(&spots),
            codes: spots.into_iter().map(|spot| spot.name).collect(),
        })
    }

    fn history(
        &self,
        first: NaiveDate,
        last: NaiveDate,
        reports: &[Report],
        day: impl Fn(Moment) -> NaiveDate,
    ) -> History {
        let mut history = History::new(first, last, Step::Day);
        let place_of: HashMap<&str, usize> = (0..)
            .zip(&self.codes)
            .map(|(at, code)| (&**code, at))
            .collect();
        let mut people: HashMap<&str, u64> = HashMap::new();
        for report in reports {
            let Some(&wijk) = place_of.get(&*report.wijk) else {
                continue;
            };
            let next = people.len() as u64;
            let person = *people.entry(&report.person).or_insert(next);
            history.add(
                day(report.reported_at),
                wijk,
                &report.phenomenon,
                u32::try_from(report.events).unwrap_or_default(),
                &[person],
            );
        }
        history
    }

    /// The burst of an alarm; nothing when all of its wijken left the programme.
    fn episode(&self, alarm: &AlarmRow) -> Option<Episode> {
        let wijken: Vec<_> = (0..self.codes.len())
            .filter(|&at| alarm.holds(&self.codes[at]))
            .collect();
        Some(Episode {
            phenomenon: alarm.phenomenon.clone(),
            alarmed: read_day(&alarm.told_on).filter(|_| !wijken.is_empty())?,
            over: alarm.over_on.as_deref().and_then(read_day),
            wijken,
        })
    }
}

/// As the detection gives it, of an alarm that was told: for its words.
pub fn alarm_of(row: &AlarmRow, today: NaiveDate) -> Alarm {
    let until = row.over_on.as_deref().and_then(read_day).unwrap_or(today);
    Alarm {
        date: until,
        level: row.level,
        area: row.area.clone(),
        phenomenon: row.phenomenon.clone(),
        observed: u32::try_from(row.reports).unwrap_or_default(),
        expected: 0.0,
        since: read_day(&row.since).unwrap_or(until),
        score: 0.0,
        reporters: u32::try_from(row.reporters).unwrap_or_default(),
        per_week: row.usual as f64 / tell::USUAL_WEEKS,
    }
}
