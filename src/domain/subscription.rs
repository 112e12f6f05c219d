//! When somebody who follows something hears of a new signal: how often, in bundles, and not in their quiet hours.

use std::fmt;

use chrono::{Days, NaiveTime};
use chrono_tz::Tz;

use super::calendar::Rule;
use super::time::Moment;

/// Who was mentioned hears of what comes next after so many minutes, all of it at once.
pub const BUNDLE_MINUTES: i64 = 10;

/// When those hear who want to hear once a day: with the daily digest.
const DAILY: &str = "daily 16:00";
/// When those hear who want to hear once a week: with the weekly figures.
const WEEKLY: &str = "Monday 08:30";

/// How often somebody wants to hear; the quickest first.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Default)]
pub enum Pace {
    #[default]
    AtOnce,
    Daily,
    Weekly,
}

impl Pace {
    pub const ALL: &'static [Self] = &[Self::AtOnce, Self::Daily, Self::Weekly];

    /// As the database and the sentences write it.
    pub fn key(self) -> &'static str {
        match self {
            Self::AtOnce => "meteen",
            Self::Daily => "dagelijks",
            Self::Weekly => "wekelijks",
        }
    }

    pub fn read(key: &str) -> Option<Self> {
        Self::ALL.iter().copied().find(|pace| pace.key() == key)
    }

    /// When somebody with this pace hears of a signal that comes in at `now`. `rang_at` is when this person was mentioned
    /// last. What is urgent waits for no bundle and no digest, but for the end of the quiet hours: who must come at once is
    /// called by telephone.
    pub fn rings_at(
        self,
        urgent: bool,
        now: Moment,
        rang_at: Option<Moment>,
        quiet: Option<Hours>,
        zone: Tz,
    ) -> Moment {
        let at = match self {
            _ if urgent => now,
            Self::AtOnce => rang_at.map_or(now, |rang| rang.plus_minutes(BUNDLE_MINUTES).max(now)),
            Self::Daily => next(DAILY, now, zone),
            Self::Weekly => next(WEEKLY, now, zone),
        };
        quiet.map_or(at, |quiet| quiet.end(at, zone))
    }
}

/// A test sees to it that both rules can be read.
fn next(rule: &str, now: Moment, zone: Tz) -> Moment {
    let rule: Option<Rule> = rule.parse().ok();
    rule.and_then(|rule| rule.next_after(now, zone))
        .unwrap_or(now)
}

/// From one time of the day until another, perhaps over midnight: `22:00-07:00`.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Hours {
    from: NaiveTime,
    until: NaiveTime,
}

impl Hours {
    /// Two different times in what somebody typed: `22:00-07:00`, `van 22 tot 7 uur`.
    pub fn read(text: &str) -> Option<Self> {
        let is_of_time = |c: char| c.is_ascii_digit() || matches!(c, ':' | '.');
        let words = text.split(|c: char| !is_of_time(c));
        let times: Vec<_> = words
            .map(|word| word.trim_matches(['.', ':']))
            .filter(|word| !word.is_empty())
            .map(read_time)
            .collect();
        match times.as_slice() {
            [Some(from), Some(until)] if from != until => Some(Self {
                from: *from,
                until: *until,
            }),
            _ => None,
        }
    }

    fn hold(self, time: NaiveTime) -> bool {
        if self.from < self.until {
            (self.from..self.until).contains(&time)
        } else {
            time >= self.from || time < self.until
        }
    }

    /// The first moment from `at` on that is not in them.
    pub fn end(self, at: Moment, zone: Tz) -> Moment {
        let local = at.local(zone);
        if !self.hold(local.time()) {
            return at;
        }
        let is_next_day = local.time() >= self.until;
        let day = local.date() + Days::new(is_next_day.into());
        Moment::at(day.and_time(self.until), zone)
    }
}

impl fmt::Display for Hours {
    fn fmt(&self, out: &mut fmt::Formatter<'_>) -> fmt::Result {
        let (from, until) = (self.from.format("%H:%M"), self.until.format("%H:%M"));
        write!(out, "{from}-{until}")
    }
}

/// `22`, `22:00`, `22.00`; `24` is midnight.
fn read_time(word: &str) -> Option<NaiveTime> {
    let (hour, minute) = word.split_once([':', '.']).unwrap_or((word, "0"));
    let (hour, minute): (u32, u32) = (hour.parse().ok()?, minute.parse().ok()?);
    NaiveTime::from_hms_opt(if hour == 24 { 0 } else { hour }, minute, 0)
}

#[cfg(test)]
mod tests {
    use super::*;

    const AMSTERDAM: Tz = chrono_tz::Europe::Amsterdam;

    fn at(text: &str) -> Moment {
        Moment::read(text, AMSTERDAM).unwrap()
    }

    fn rings(pace: Pace, now: &str, rang: Option<&str>, quiet: Option<&str>) -> String {
        let quiet = quiet.map(|hours| Hours::read(hours).unwrap());
        let at = pace.rings_at(false, at(now), rang.map(at), quiet, AMSTERDAM);
        at.local(AMSTERDAM).format("%m-%d %H:%M").to_string()
    }

    #[test]
    fn the_first_rings_at_once_and_what_follows_in_ten_minutes_comes_together() {
        let of = |now, rang| rings(Pace::AtOnce, now, rang, None);
        assert_eq!(of("2026-10-14T10:00", None), "10-14 10:00");
        let rang = Some("2026-10-14T10:00");
        assert_eq!(of("2026-10-14T10:01", rang), "10-14 10:10");
        assert_eq!(of("2026-10-14T10:09", rang), "10-14 10:10");
        assert_eq!(of("2026-10-14T10:10", rang), "10-14 10:10");
        assert_eq!(of("2026-10-14T12:00", rang), "10-14 12:00");
    }

    #[test]
    fn once_a_day_and_once_a_week_have_their_hour() {
        let of = |pace| rings(pace, "2026-10-14T17:00", None, None);
        assert_eq!(of(Pace::Daily), "10-15 16:00");
        assert_eq!(of(Pace::Weekly), "10-19 08:30");
    }

    #[test]
    fn quiet_hours_hold_for_all_of_it_also_over_midnight() {
        let of = |pace, now| rings(pace, now, None, Some("22:00-07:00"));
        assert_eq!(of(Pace::AtOnce, "2026-10-14T21:59"), "10-14 21:59");
        assert_eq!(of(Pace::AtOnce, "2026-10-14T22:00"), "10-15 07:00");
        assert_eq!(of(Pace::AtOnce, "2026-10-15T06:59"), "10-15 07:00");
        let day = |now| rings(Pace::Daily, now, None, Some("15:00-17:00"));
        assert_eq!(day("2026-10-14T10:00"), "10-14 17:00");
    }

    #[test]
    fn what_is_urgent_waits_for_the_quiet_hours_only() {
        let quiet = Hours::read("22-7");
        let of = |now: &str, quiet| {
            let now = at(now);
            Pace::Weekly.rings_at(true, now, Some(now), quiet, AMSTERDAM)
        };
        assert_eq!(of("2026-10-14T23:00", None), at("2026-10-14T23:00"));
        assert_eq!(of("2026-10-14T23:00", quiet), at("2026-10-15T07:00"));
    }

    #[test]
    fn hours_are_read_as_people_write_them_and_read_back() {
        for typed in ["22:00-07:00", "van 22 tot 7 uur", "22.00 tot 7:00.", "22 7"] {
            let read = Hours::read(typed).map(|hours| hours.to_string());
            assert_eq!(read.as_deref(), Some("22:00-07:00"), "{typed}");
        }
        for typed in ["", "22", "7 tot 7", "25-7", "uit", "1 2 3"] {
            assert_eq!(Hours::read(typed), None, "{typed}");
        }
        assert_eq!(Hours::read("20-24").unwrap().to_string(), "20:00-00:00");
    }

    #[test]
    fn keys_and_rules_read_back() {
        for pace in Pace::ALL {
            assert_eq!(Pace::read(pace.key()), Some(*pace));
        }
        assert!(DAILY.parse::<Rule>().is_ok() && WEEKLY.parse::<Rule>().is_ok());
    }
}
