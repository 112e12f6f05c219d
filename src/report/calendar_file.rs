//! Dates as a file that calendars on phones read (iCalendar, RFC 5545).
//!
//! Holds no names of people: what, where and when, as it was said in the room.

use anyhow::{Context, Result};
use chrono::{DateTime, Utc};
use chrono_tz::Tz;
use icalendar::{Calendar, Component, Event, EventLike, EventStatus, Property};

use crate::domain::time::Moment;

/// The media type of such a file.
pub const MIME: &str = "text/calendar";

/// Something that takes place.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Date {
    /// Stays the same for ever, so that a calendar which reads the file again changes its own entry: `activiteit-12`.
    pub id: String,
    /// From 0, one more with each change: calendars keep the highest.
    pub sequence: u32,
    /// When it was last changed.
    pub changed_at: Moment,
    pub starts: Moment,
    pub ends: Moment,
    pub title: String,
    pub place: String,
    pub about: String,
    pub cancelled: bool,
}

/// A file with these dates. `owner` makes their ids unique in the world: the bot's user id.
///
/// Moments are written in UTC, which every calendar shows in its own time zone; `zone` only names the one that is meant.
/// The other form needs the rules of that zone in each file, and a calendar with other rules would be an hour wrong.
///
/// # Errors
/// For a moment outside of the calendar, which no clock shows.
pub fn calendar_file(owner: &str, zone: Tz, dates: &[Date]) -> Result<String> {
    let mut calendar = Calendar::empty();
    for (key, value) in [
        ("VERSION", "2.0"),
        ("PRODID", "-//wijkbode//NL"),
        ("CALSCALE", "GREGORIAN"),
        ("METHOD", "PUBLISH"),
        ("X-WR-TIMEZONE", zone.name()),
    ] {
        calendar.append_property(Property::new(key, value));
    }
    for date in dates {
        calendar.push(event(owner, date)?);
    }
    Ok(calendar.to_string())
}

fn event(owner: &str, date: &Date) -> Result<Event> {
    let changed = utc(date.changed_at)?;
    let mut event = Event::new();
    event
        .uid(&format!(
            "{}.{}",
            date.id,
            owner.trim_start_matches('@').replace(':', "@")
        ))
        .sequence(date.sequence)
        .timestamp(changed)
        .last_modified(changed)
        .summary(&date.title)
        .starts(utc(date.starts)?)
        .ends(utc(date.ends)?)
        .status(if date.cancelled {
            EventStatus::Cancelled
        } else {
            EventStatus::Confirmed
        });
    if !date.place.is_empty() {
        event.location(&date.place);
    }
    if !date.about.is_empty() {
        event.description(&date.about);
    }
    Ok(event.done())
}

fn utc(moment: Moment) -> Result<DateTime<Utc>> {
    DateTime::from_timestamp_millis(moment.0).context("a moment outside of the calendar")
}

#[cfg(test)]
mod tests {
    use icalendar::{CalendarDateTime, DatePerhapsTime};

    use super::*;

    const AMSTERDAM: Tz = chrono_tz::Europe::Amsterdam;

    fn moment(text: &str) -> Moment {
        Moment::read(text, AMSTERDAM).unwrap()
    }

    fn coffee() -> Date {
        Date {
            id: "activiteit-12".to_owned(),
            sequence: 0,
            changed_at: moment("2026-10-14T10:00"),
            starts: moment("2026-10-24T10:00"),
            ends: moment("2026-10-24T12:00"),
            title: "Koffieochtend; met, lekkers \\ en vragen".to_owned(),
            place: "Buurthuis".to_owned(),
            about: "Iedereen is welkom. ".repeat(8),
            cancelled: false,
        }
    }

    fn file(dates: &[Date]) -> String {
        calendar_file("@wijkbode:example.org", AMSTERDAM, dates).unwrap()
    }

    fn read_back(file: &str) -> Vec<Event> {
        let calendar: Calendar = file.parse().unwrap();
        let events = calendar
            .components
            .iter()
            .filter_map(|part| part.as_event().cloned());
        events.collect()
    }

    #[test]
    fn what_was_written_reads_back() {
        let read = read_back(&file(&[coffee()]));
        assert_eq!(read.len(), 1);
        assert_eq!(
            read[0].get_uid(),
            Some("activiteit-12.wijkbode@example.org")
        );
        assert_eq!(
            read[0].get_summary(),
            Some("Koffieochtend; met, lekkers \\ en vragen")
        );
        assert_eq!(read[0].get_location(), Some("Buurthuis"));
        assert_eq!(read[0].get_description(), Some(coffee().about.as_str()));
        assert_eq!(read[0].get_sequence(), Some(0));
        assert_eq!(read[0].get_status(), Some(EventStatus::Confirmed));
    }

    #[test]
    fn summer_and_winter_are_the_hour_on_the_wall() {
        let winter = Date {
            starts: moment("2026-10-25T10:00"),
            ends: moment("2026-10-25T12:00"),
            ..coffee()
        };
        for (date, utc) in [
            (coffee(), "2026-10-24T08:00:00Z"),
            (winter, "2026-10-25T09:00:00Z"),
        ] {
            let read = read_back(&file(&[date]));
            let Some(DatePerhapsTime::DateTime(CalendarDateTime::Utc(starts))) =
                read[0].get_start()
            else {
                panic!("not in UTC");
            };
            assert_eq!(starts, utc.parse::<DateTime<Utc>>().unwrap());
        }
    }

    #[test]
    fn a_change_keeps_the_id_and_counts_up() {
        let moved = Date {
            sequence: 1,
            starts: moment("2026-10-24T14:00"),
            ..coffee()
        };
        let (before, after) = (read_back(&file(&[coffee()])), read_back(&file(&[moved])));
        assert_eq!(before[0].get_uid(), after[0].get_uid());
        assert_eq!(after[0].get_sequence(), Some(1));
        let off = Date {
            cancelled: true,
            ..coffee()
        };
        assert_eq!(
            read_back(&file(&[off]))[0].get_status(),
            Some(EventStatus::Cancelled)
        );
    }

    #[test]
    fn lines_are_folded_and_end_as_the_standard_wants() {
        let file = file(&[
            coffee(),
            Date {
                id: "activiteit-13".to_owned(),
                ..coffee()
            },
        ]);
        assert!(file.ends_with("END:VCALENDAR\r\n"));
        for line in file.split_terminator("\r\n") {
            assert!(line.len() <= 75, "{line}");
            assert!(!line.contains(['\r', '\n']), "{line}");
        }
        assert_eq!(
            file,
            self::file(&[
                coffee(),
                Date {
                    id: "activiteit-13".to_owned(),
                    ..coffee()
                }
            ])
        );
    }
}
