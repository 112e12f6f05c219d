//! Moments, days and months in the programme's time zone. Nobody here asks what time it is.

use std::fmt;
use std::time::Duration;

use chrono::{
    DateTime, Datelike, Days, Months, NaiveDate, NaiveDateTime, NaiveTime, TimeZone, Utc,
};
use chrono_tz::Tz;
use serde::{Deserialize, Serialize};

/// A point in time: UTC milliseconds since 1970, as the database and Matrix count.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(transparent)]
pub struct Moment(pub i64);

impl From<i64> for Moment {
    fn from(ms: i64) -> Self {
        Self(ms)
    }
}

impl Moment {
    /// The moment, so many milliseconds later (or earlier, when negative).
    pub fn plus_ms(self, ms: i64) -> Self {
        Self(self.0.saturating_add(ms))
    }

    pub fn plus_minutes(self, minutes: i64) -> Self {
        self.plus_ms(minutes * 60_000)
    }

    pub fn plus_hours(self, hours: i64) -> Self {
        self.plus_minutes(hours * 60)
    }

    pub fn plus_days(self, days: i64) -> Self {
        self.plus_hours(days * 24)
    }

    /// How long ago `earlier` was; nothing when it is yet to come.
    pub fn since(self, earlier: Self) -> Duration {
        let ms = self.0.saturating_sub(earlier.0);
        Duration::from_millis(u64::try_from(ms).unwrap_or(0))
    }

    /// The clock on the wall of the programme at this moment.
    pub fn local(self, zone: Tz) -> NaiveDateTime {
        self.utc().with_timezone(&zone).naive_local()
    }

    /// The day on the programme's calendar.
    pub fn day(self, zone: Tz) -> NaiveDate {
        self.local(zone).date()
    }

    /// With the zone's offset, as people and logs read it: `2026-10-14T10:00:00+02:00`.
    pub fn rfc3339(self, zone: Tz) -> String {
        self.utc()
            .with_timezone(&zone)
            .to_rfc3339_opts(chrono::SecondsFormat::Secs, false)
    }

    /// The moment at which the wall clock shows `local`.
    ///
    /// An hour that is skipped in spring gives the first valid moment after it;
    /// one that comes twice in autumn gives the first of the two.
    pub fn at(local: NaiveDateTime, zone: Tz) -> Self {
        let mut wanted = local;
        // A change-over skips an hour at most, in steps of a quarter for every zone in use.
        for _ in 0..=96 {
            if let Some(found) = zone.from_local_datetime(&wanted).earliest() {
                return Self(found.timestamp_millis());
            }
            wanted += chrono::Duration::minutes(15);
        }
        Self(Utc.from_utc_datetime(&local).timestamp_millis())
    }

    /// Midnight at the start of `day`.
    pub fn start_of(day: NaiveDate, zone: Tz) -> Self {
        Self::at(day.and_time(NaiveTime::MIN), zone)
    }

    /// Reads RFC 3339, or a wall clock time (`2026-11-03T10:00`) in the zone.
    pub fn read(text: &str, zone: Tz) -> Option<Self> {
        // Offsets without seconds (`2026-10-14T10:00+02:00`) are common when typed by hand.
        let with_offset = DateTime::parse_from_rfc3339(text)
            .or_else(|_| DateTime::parse_from_str(text, "%Y-%m-%dT%H:%M%:z"))
            .map(|moment| Self(moment.timestamp_millis()));
        with_offset.ok().or_else(|| {
            ["%Y-%m-%dT%H:%M:%S", "%Y-%m-%dT%H:%M"]
                .iter()
                .find_map(|form| NaiveDateTime::parse_from_str(text, form).ok())
                .map(|local| Self::at(local, zone))
        })
    }

    fn utc(self) -> DateTime<Utc> {
        // Out of range only for moments some 262,000 years away, which no homeserver sends and we never compute.
        DateTime::from_timestamp_millis(self.0).unwrap_or(DateTime::UNIX_EPOCH)
    }
}

/// A calendar month: `2026-10`.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Month(NaiveDate);

impl Month {
    pub fn of(day: NaiveDate) -> Self {
        Self(day.with_day(1).unwrap_or(day))
    }

    /// Reads it as it is written: `2026-10`.
    pub fn read(text: &str) -> Option<Self> {
        read_day(&format!("{text}-01")).map(Self::of)
    }

    pub fn first_day(self) -> NaiveDate {
        self.0
    }

    pub fn last_day(self) -> NaiveDate {
        self.next().0 - Days::new(1)
    }

    pub fn next(self) -> Self {
        Self(self.0 + Months::new(1))
    }

    pub fn previous(self) -> Self {
        Self(self.0 - Months::new(1))
    }

    /// 1 to 12.
    pub fn number(self) -> u32 {
        self.0.month()
    }
}

impl fmt::Display for Month {
    fn fmt(&self, out: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(out, "{}", self.0.format("%Y-%m"))
    }
}

/// Reads a day as the database keeps it: `2026-10-14`.
pub fn read_day(text: &str) -> Option<NaiveDate> {
    NaiveDate::parse_from_str(text, "%Y-%m-%d").ok()
}

#[cfg(test)]
mod tests {
    use super::*;

    const AMSTERDAM: Tz = chrono_tz::Europe::Amsterdam;

    #[test]
    fn the_hour_that_is_skipped_in_spring_becomes_the_next_valid_one() {
        let skipped = Moment::read("2026-03-29T02:30", AMSTERDAM).unwrap();
        assert_eq!(skipped.rfc3339(AMSTERDAM), "2026-03-29T03:00:00+02:00");
    }

    #[test]
    fn the_hour_that_comes_twice_in_autumn_means_the_first() {
        let doubled = Moment::read("2026-10-25T02:30", AMSTERDAM).unwrap();
        assert_eq!(doubled.rfc3339(AMSTERDAM), "2026-10-25T02:30:00+02:00");
    }

    #[test]
    fn a_day_turns_at_midnight_in_the_zone_and_not_in_utc() {
        let late = Moment::read("2026-10-31T23:30:00+01:00", AMSTERDAM).unwrap();
        assert_eq!(late.day(AMSTERDAM), read_day("2026-10-31").unwrap());
        assert_eq!(
            late.plus_minutes(30).day(AMSTERDAM),
            read_day("2026-11-01").unwrap()
        );
    }

    #[test]
    fn a_month_knows_its_last_day() {
        let february = Month::of(read_day("2028-02-10").unwrap());
        assert_eq!(february.last_day(), read_day("2028-02-29").unwrap());
        assert_eq!(february.to_string(), "2028-02");
        assert_eq!(Month::read("2028-02"), Some(february));
        assert_eq!(february.previous().next(), february);
    }
}
