//! When something is due: calendar rules in the programme's time zone.
//!
//! A rule is a cron expression (`0 0 8 * * Mon`, seconds first, days by name)
//! or a phrase: `first working Tuesday 10:00`, `second Thursday 10:00`, `daily 16:00`, `Monday 08:00`.

use std::fmt;
use std::str::FromStr;

use chrono::{Datelike, Days, NaiveDate, NaiveTime, Weekday};
use chrono_tz::Tz;
use cron::Schedule;

use super::time::{Moment, Month};

/// When a job is due.
#[derive(Debug, Clone)]
pub struct Rule {
    text: String,
    when: When,
}

#[derive(Debug, Clone)]
enum When {
    Cron(Box<Schedule>),
    FirstWorking(Weekday, NaiveTime),
}

/// Why a rule could not be read.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
#[error(
    "cannot read the schedule \"{0}\"; write \"first working Tuesday 10:00\", \"Monday 08:00\", \"daily 16:00\" or a cron expression with seconds and day names (\"0 0 8 * * Mon\")"
)]
pub struct BadRule(String);

impl FromStr for Rule {
    type Err = BadRule;

    fn from_str(text: &str) -> Result<Self, BadRule> {
        let bad = || BadRule(text.to_owned());
        let when = read_phrase(text)
            .or_else(|| read_cron(text))
            .ok_or_else(bad)?;
        Ok(Self {
            text: text.to_owned(),
            when,
        })
    }
}

impl fmt::Display for Rule {
    fn fmt(&self, out: &mut fmt::Formatter<'_>) -> fmt::Result {
        out.write_str(&self.text)
    }
}

impl Rule {
    /// The first moment after `after` at which the rule is due.
    pub fn next_after(&self, after: Moment, zone: Tz) -> Option<Moment> {
        match &self.when {
            When::Cron(schedule) => next_of_cron(schedule, after, zone),
            When::FirstWorking(weekday, time) => {
                let month = Month::of(after.day(zone));
                [month, month.next()]
                    .into_iter()
                    .map(|month| Moment::at(first_working(month, *weekday).and_time(*time), zone))
                    .find(|due| *due > after)
            }
        }
    }

    /// All moments after `after` up to and including `until`, oldest first.
    pub fn between(&self, after: Moment, until: Moment, zone: Tz) -> Vec<Moment> {
        let next = |from: &Moment| self.next_after(*from, zone).filter(|due| *due <= until);
        std::iter::successors(next(&after), next).collect()
    }
}

/// The first such weekday of a month that is not a public holiday.
pub fn first_working(month: Month, weekday: Weekday) -> NaiveDate {
    let mut day = month.first_day();
    while day.weekday() != weekday || is_holiday(day) {
        day = day + Days::new(1);
    }
    day
}

/// When unasked messages do not ring: from an hour in the evening until one in the morning, and all day on Sundays and
/// public holidays.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Quiet {
    pub from: NaiveTime,
    pub until: NaiveTime,
}

/// Why quiet hours could not be read.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
#[error(
    "cannot read the quiet hours \"{0}\"; write from the evening to the morning, like \"20:00-09:00\""
)]
pub struct BadQuiet(String);

/// From 20:00 to 9:00. Source: what neighbourhood groups agree on, see `docs/gemeente.md`.
impl Default for Quiet {
    fn default() -> Self {
        Self {
            from: NaiveTime::MIN + chrono::Duration::hours(20),
            until: NaiveTime::MIN + chrono::Duration::hours(9),
        }
    }
}

impl FromStr for Quiet {
    type Err = BadQuiet;

    fn from_str(text: &str) -> Result<Self, BadQuiet> {
        let bad = || BadQuiet(text.to_owned());
        let (from, until) = text.split_once('-').ok_or_else(bad)?;
        let (from, until) = read_time(from.trim())
            .zip(read_time(until.trim()))
            .ok_or_else(bad)?;
        // Some of the day must be left to say something in.
        if until < from {
            Ok(Self { from, until })
        } else {
            Err(bad())
        }
    }
}

impl fmt::Display for Quiet {
    fn fmt(&self, out: &mut fmt::Formatter<'_>) -> fmt::Result {
        let (from, until) = (self.from.format("%H:%M"), self.until.format("%H:%M"));
        write!(out, "{from}-{until}")
    }
}

impl Quiet {
    /// The first moment from `now` on at which something unasked may ring; `now` itself when it is such a moment.
    pub fn end(self, now: Moment, zone: Tz) -> Moment {
        let local = now.local(zone);
        let mut day = local.date();
        if !is_rest_day(day) && (self.until..self.from).contains(&local.time()) {
            return now;
        }
        if local.time() >= self.from {
            day = day + Days::new(1);
        }
        while is_rest_day(day) {
            day = day + Days::new(1);
        }
        Moment::at(day.and_time(self.until), zone)
    }
}

/// Whether nothing is asked of anybody on that day: a Sunday or a public holiday.
pub fn is_rest_day(day: NaiveDate) -> bool {
    day.weekday() == Weekday::Sun || is_holiday(day)
}

/// Whether `day` is a public holiday in the Netherlands on which nobody expects work.
///
/// Fixed days and those that follow Easter; Koningsdag moves to Saturday when the 27th of April is a Sunday.
/// Source: Algemene termijnenwet, article 3 (Good Friday, which that law names too, included).
pub fn is_holiday(day: NaiveDate) -> bool {
    let easter = easter(day.year());
    let after_easter = (day - easter).num_days();
    let fixed = matches!((day.month(), day.day()), (1, 1) | (5, 5) | (12, 25 | 26));
    fixed || is_kings_day(day) || matches!(after_easter, -2 | 0 | 1 | 39 | 49 | 50)
}

fn is_kings_day(day: NaiveDate) -> bool {
    let the_27th = NaiveDate::from_ymd_opt(day.year(), 4, 27);
    let moved = the_27th.is_some_and(|date| date.weekday() == Weekday::Sun);
    (day.month(), day.day()) == (4, if moved { 26 } else { 27 })
}

/// Easter Sunday of a year, by the anonymous Gregorian computus.
pub fn easter(year: i32) -> NaiveDate {
    let a = year % 19;
    let (b, c) = (year / 100, year % 100);
    let (d, e) = (b / 4, b % 4);
    let g = (8 * b + 13) / 25;
    let h = (19 * a + b - d - g + 15) % 30;
    let (i, k) = (c / 4, c % 4);
    let l = (32 + 2 * e + 2 * i - h - k) % 7;
    let m = (a + 11 * h + 22 * l) / 451;
    let n = h + l - 7 * m + 114;
    // The computus gives a day in March or April of any year; years come from real calendar days.
    NaiveDate::from_ymd_opt(year, (n / 31) as u32, (n % 31 + 1) as u32).unwrap_or(NaiveDate::MAX)
}

/// From wall clock to moment by our own rule for skipped and doubled hours,
/// which the cron crate's own time zone support does not promise.
fn next_of_cron(schedule: &Schedule, after: Moment, zone: Tz) -> Option<Moment> {
    let mut local = after.local(zone).and_utc();
    // A doubled hour can give a moment that is not after `after`; the next wall clock time is.
    loop {
        let next = schedule.after(&local).next()?;
        let due = Moment::at(next.naive_utc(), zone);
        if due > after {
            return Some(due);
        }
        local = next;
    }
}

fn read_phrase(text: &str) -> Option<When> {
    let words: Vec<_> = text.split_whitespace().collect();
    match words.as_slice() {
        ["first", "working", day, time] => {
            Some(When::FirstWorking(day.parse().ok()?, read_time(time)?))
        }
        ["second", day, time] => {
            let weekday: Weekday = day.parse().ok()?;
            cron_at(read_time(time)?, &format!("8-14 * {weekday}"))
        }
        ["daily", time] => cron_at(read_time(time)?, "* * *"),
        [day, time] => {
            let weekday: Weekday = day.parse().ok()?;
            cron_at(read_time(time)?, &format!("* * {weekday}"))
        }
        _ => None,
    }
}

/// At this time on such days: day of the month, month and weekday as cron writes them.
fn cron_at(time: NaiveTime, days: &str) -> Option<When> {
    read_cron(&format!("{} {days}", time.format("%-S %-M %-H")))
}

fn read_cron(text: &str) -> Option<When> {
    // Day numbers differ between cron dialects (here 1 would be Sunday), so only names are accepted.
    let weekday = text.split_whitespace().nth(5)?;
    let numbered = weekday.chars().any(|c| c.is_ascii_digit());
    (!numbered)
        .then(|| Schedule::from_str(text).ok())
        .flatten()
        .map(|schedule| When::Cron(Box::new(schedule)))
}

fn read_time(text: &str) -> Option<NaiveTime> {
    NaiveTime::parse_from_str(text, "%H:%M").ok()
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::domain::time::read_day;

    const AMSTERDAM: Tz = chrono_tz::Europe::Amsterdam;

    fn due(rule: &str, from: &str, until: &str) -> Vec<String> {
        let rule: Rule = rule.parse().unwrap();
        let moment = |text| Moment::read(text, AMSTERDAM).unwrap();
        rule.between(moment(from), moment(until), AMSTERDAM)
            .iter()
            .map(|due| due.rfc3339(AMSTERDAM))
            .collect()
    }

    #[test]
    fn the_first_working_tuesday_skips_a_holiday() {
        // 5 May 2026 is a Tuesday and Bevrijdingsdag.
        assert_eq!(
            due(
                "first working Tuesday 10:00",
                "2026-04-20T00:00",
                "2026-06-03T00:00"
            ),
            ["2026-05-12T10:00:00+02:00", "2026-06-02T10:00:00+02:00"]
        );
    }

    #[test]
    fn an_hour_that_is_skipped_runs_at_the_next_valid_moment() {
        assert_eq!(
            due("daily 02:30", "2026-03-28T12:00", "2026-03-30T12:00"),
            ["2026-03-29T03:00:00+02:00", "2026-03-30T02:30:00+02:00"]
        );
    }

    #[test]
    fn an_hour_that_comes_twice_runs_once() {
        assert_eq!(
            due("daily 02:30", "2026-10-24T12:00", "2026-10-26T12:00"),
            ["2026-10-25T02:30:00+02:00", "2026-10-26T02:30:00+01:00"]
        );
    }

    #[test]
    fn quiet_ends_at_nine_on_the_next_day_that_is_no_sunday_or_holiday() {
        let ends = |text: &str| {
            Quiet::default()
                .end(Moment::read(text, AMSTERDAM).unwrap(), AMSTERDAM)
                .rfc3339(AMSTERDAM)
        };
        assert_eq!(ends("2026-11-03T10:00"), "2026-11-03T10:00:00+01:00");
        assert_eq!(ends("2026-11-03T07:30"), "2026-11-03T09:00:00+01:00");
        assert_eq!(ends("2026-11-07T20:30"), "2026-11-09T09:00:00+01:00");
        assert_eq!(ends("2026-12-24T21:00"), "2026-12-28T09:00:00+01:00");
    }

    #[test]
    fn other_quiet_hours_end_at_their_own_hour() {
        let quiet: Quiet = "21:30-08:15".parse().unwrap();
        let ends = |text: &str| {
            let now = Moment::read(text, AMSTERDAM).unwrap();
            quiet.end(now, AMSTERDAM).rfc3339(AMSTERDAM)
        };
        assert_eq!(ends("2026-11-03T21:00"), "2026-11-03T21:00:00+01:00");
        assert_eq!(ends("2026-11-03T21:30"), "2026-11-04T08:15:00+01:00");
        assert_eq!(quiet.to_string(), "21:30-08:15");
        for wrong in ["09:00-20:00", "20:00", "20-9", "20:00-20:00", ""] {
            assert!(wrong.parse::<Quiet>().is_err(), "{wrong}");
        }
    }

    #[test]
    fn weekly_means_that_day_and_not_the_next() {
        assert_eq!(
            due("Monday 08:00", "2026-11-20T00:00", "2026-12-01T00:00"),
            ["2026-11-23T08:00:00+01:00", "2026-11-30T08:00:00+01:00"]
        );
    }

    #[test]
    fn the_second_thursday_is_one_day_of_each_month() {
        assert_eq!(
            due(
                "second Thursday 10:00",
                "2026-04-20T00:00",
                "2026-06-30T00:00"
            ),
            ["2026-05-14T10:00:00+02:00", "2026-06-11T10:00:00+02:00"]
        );
    }

    #[test]
    fn a_numbered_day_is_refused_since_dialects_differ() {
        assert!("0 0 8 * * 1".parse::<Rule>().is_err());
        assert!("0 0 8 * * Mon".parse::<Rule>().is_ok());
        assert!("morgen".parse::<Rule>().is_err());
    }

    #[test]
    fn holidays_of_2026_and_a_moved_kings_day() {
        for day in [
            "2026-01-01",
            "2026-04-03",
            "2026-04-05",
            "2026-04-06",
            "2026-04-27",
            "2026-05-05",
            "2026-05-14",
            "2026-05-25",
        ] {
            assert!(is_holiday(read_day(day).unwrap()), "{day}");
        }
        assert!(is_holiday(read_day("2031-04-26").unwrap()));
        assert!(!is_holiday(read_day("2031-04-27").unwrap()));
        assert!(!is_holiday(read_day("2026-11-03").unwrap()));
    }
}
