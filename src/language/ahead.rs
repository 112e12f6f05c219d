//! Reads when something will be: `vrijdag 10:00`, `12 november half drie`, `morgen 14 uur`.
//!
//! A plan lies ahead: a weekday alone is the next one, and a day without a year the next of that name.

use chrono::{Datelike, Days, NaiveDate, NaiveTime, Weekday};

use super::dates::{is_weekday, month_name};
use super::numbers::{digits, word_value};
use super::text::Text;

/// What a message says of the day and the time.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub struct Ahead {
    pub day: Option<NaiveDate>,
    pub time: Option<NaiveTime>,
    /// Nothing else was said.
    pub is_all: bool,
}

/// Reads `raw` as written on `today`.
#[must_use]
pub fn read_ahead(raw: &str, today: NaiveDate) -> Ahead {
    let text = Text::new(raw);
    let reader = Reader { text: &text, today };
    let mut read = Ahead {
        is_all: true,
        ..Ahead::default()
    };
    let mut at = 0;
    while at < text.len() {
        if let Some((day, next)) = reader.day(at).filter(|_| read.day.is_none()) {
            (read.day, at) = (Some(day), next);
        } else if let Some((time, next)) = reader.time(at).filter(|_| read.time.is_none()) {
            (read.time, at) = (Some(time), next);
        } else {
            read.is_all &= is_filler(text.word(at));
            at += 1;
        }
    }
    read.is_all &= read.day.is_some() || read.time.is_some();
    read
}

/// Whether a message as a whole says a day, a time or both.
#[must_use]
pub fn is_when(raw: &str) -> bool {
    read_ahead(raw, NaiveDate::default()).is_all
}

struct Reader<'a> {
    text: &'a Text,
    today: NaiveDate,
}

impl Reader<'_> {
    fn word(&self, at: usize) -> &str {
        self.text.word(at)
    }

    fn number(&self, at: usize) -> Option<u32> {
        let hundredths = digits(self.word(at)).or_else(|| word_value(self.word(at)))?;
        let whole = hundredths.is_multiple_of(100).then_some(hundredths / 100);
        u32::try_from(whole?).ok()
    }

    /// A day, and the place behind it.
    fn day(&self, at: usize) -> Option<(NaiveDate, usize)> {
        let days = match self.word(at) {
            "vandaag" | "today" => Some(0),
            "morgen" | "tomorrow" => Some(1),
            "overmorgen" => Some(2),
            _ => None,
        };
        if let Some(days) = days {
            return Some((self.after(days)?, at + 1));
        }
        self.next_week(at)
            .or_else(|| self.in_so_long(at))
            .or_else(|| Some((self.next(is_weekday(self.word(at))?)?, at + 1)))
            .or_else(|| self.of_month(at))
    }

    fn after(&self, days: u64) -> Option<NaiveDate> {
        self.today.checked_add_days(Days::new(days))
    }

    /// The first such weekday after today.
    fn next(&self, weekday: Weekday) -> Option<NaiveDate> {
        (1..=7)
            .filter_map(|days| self.after(days))
            .find(|day| day.weekday() == weekday)
    }

    /// `volgende week dinsdag`, `next week tuesday`.
    fn next_week(&self, at: usize) -> Option<(NaiveDate, usize)> {
        let ahead = matches!(self.word(at), "volgende" | "next" | "komende");
        let weekday = is_weekday(self.word(at + 2)).filter(|_| self.word(at + 1) == "week")?;
        let monday = self.next(Weekday::Mon)?;
        let day = monday + Days::new(weekday.num_days_from_monday().into());
        ahead.then_some((day, at + 3))
    }

    /// `over 2 weken`, `in 10 days`.
    fn in_so_long(&self, at: usize) -> Option<(NaiveDate, usize)> {
        if !matches!(self.word(at), "over" | "in") {
            return None;
        }
        let many = match self.word(at + 1) {
            "een" | "a" | "one" => 1,
            _ => self.number(at + 1)?,
        };
        let days = match self.word(at + 2) {
            "dag" | "dagen" | "day" | "days" => 1,
            "week" | "weken" | "weeks" => 7,
            _ => return None,
        };
        Some((self.after(u64::from(many) * days)?, at + 3))
    }

    /// `12 november`, `november 12`, `12/11`, `12-11-2026`.
    fn of_month(&self, at: usize) -> Option<(NaiveDate, usize)> {
        if let Some(month) = month_name(self.word(at)) {
            // "november 10:00" names no day.
            let day = self
                .number(at + 1)
                .filter(|_| self.text.gap(at + 2) != ":")?;
            return Some((self.dated(day, month, None)?, at + 2));
        }
        let day = self.number(at).filter(|_| self.word(at).len() <= 2)?;
        if let Some(month) = month_name(self.word(at + 1)) {
            let year = self.number(at + 2).filter(|year| *year > 2000);
            let next = at + 2 + usize::from(year.is_some());
            return Some((self.dated(day, month, year)?, next));
        }
        if !matches!(self.text.gap(at + 1), "/" | "-") {
            return None;
        }
        let month = self.number(at + 1)?;
        let linked = matches!(self.text.gap(at + 2), "/" | "-");
        let year = self.number(at + 2).filter(|_| linked);
        let full = year.map(|year| if year < 100 { year + 2000 } else { year });
        Some((
            self.dated(day, month, full)?,
            at + 2 + usize::from(year.is_some()),
        ))
    }

    /// Without a year: the next of that name.
    fn dated(&self, day: u32, month: u32, year: Option<u32>) -> Option<NaiveDate> {
        let of = |year: i32| NaiveDate::from_ymd_opt(year, month, day);
        match year {
            Some(year) => of(i32::try_from(year).ok()?),
            None => of(self.today.year())
                .filter(|day| *day >= self.today)
                .or_else(|| of(self.today.year() + 1)),
        }
    }

    /// A time of day, and the place behind it.
    fn time(&self, at: usize) -> Option<(NaiveTime, usize)> {
        if self.word(at) == "half" {
            let hour = self.hour(at + 1)?;
            return Some((
                clock(self.by_day(hour, at + 2).checked_sub(1)?, 30)?,
                at + 2,
            ));
        }
        // `14.30` is one number as typed.
        let behind_om = matches!(self.text.before(at, 1), "om" | "at" | "vanaf");
        let is_hour_word = |at: usize| matches!(self.word(at), "uur" | "u" | "h" | "hours");
        if let Some((hour, minutes)) = self.word(at).split_once('.')
            && minutes.len() == 2
        {
            let time = clock(hour.parse().ok()?, minutes.parse().ok()?)?;
            return Some((time, at + 1 + usize::from(is_hour_word(at + 1))));
        }
        let hour = self.hour(at)?;
        let minutes = |at: usize| self.number(at).filter(|_| self.word(at).len() == 2);
        if self.text.gap(at + 1) == ":" {
            let time = clock(hour, minutes(at + 1)?)?;
            return Some((time, at + 2 + usize::from(is_hour_word(at + 2))));
        }
        if is_hour_word(at + 1) {
            return Some((clock(self.by_day(hour, at + 2), 0)?, at + 2));
        }
        // `14u30`: letters and the digits behind them are one word.
        if let Some(minutes) = self.word(at + 1).strip_prefix(['u', 'h'])
            && minutes.len() == 2
        {
            return Some((clock(hour, minutes.parse().ok()?)?, at + 2));
        }
        behind_om.then_some((clock(self.by_day(hour, at + 1), 0)?, at + 1))
    }

    fn hour(&self, at: usize) -> Option<u32> {
        self.number(at).filter(|hour| *hour < 24)
    }

    /// "3 uur" is in the afternoon: nobody plans anything for the night.
    fn by_day(&self, hour: u32, behind: usize) -> u32 {
        const EARLIEST: u32 = 8;
        let ahead: Vec<_> = (behind..behind + 2).map(|at| self.word(at)).collect();
        let is_evening = ahead.iter().any(|word| matches!(*word, "avonds" | "pm"));
        if hour > 0 && (hour < EARLIEST || is_evening && hour < 12) {
            hour + 12
        } else {
            hour
        }
    }
}

fn clock(hour: u32, minute: u32) -> Option<NaiveTime> {
    NaiveTime::from_hms_opt(hour, minute, 0)
}

fn is_filler(word: &str) -> bool {
    matches!(
        word,
        "om" | "op"
            | "de"
            | "het"
            | "s"
            | "a"
            | "as"
            | "aanstaande"
            | "komende"
            | "volgende"
            | "next"
            | "on"
            | "at"
            | "the"
            | "en"
            | "dan"
            | "graag"
            | "vanaf"
            | "uur"
            | "ochtends"
            | "middags"
            | "avonds"
            | "pm"
            | "am"
            | "is"
            | "doe"
            | "maar"
    )
}

#[cfg(test)]
mod tests {
    use super::*;

    /// Written on Wednesday 14 October 2026.
    fn read(raw: &str) -> String {
        let today = NaiveDate::from_ymd_opt(2026, 10, 14).unwrap();
        let read = read_ahead(raw, today);
        let day = read
            .day
            .map_or_else(|| "?".to_owned(), |day| day.to_string());
        let time = read
            .time
            .map_or_else(|| "?".to_owned(), |time| time.format("%H:%M").to_string());
        format!("{day} {time}")
    }

    #[test]
    fn a_day_and_a_time_ahead() {
        assert_eq!(read("vrijdag 10:00"), "2026-10-16 10:00");
        assert_eq!(read("woensdag om 3 uur"), "2026-10-21 15:00");
        assert_eq!(read("12 november half drie"), "2026-11-12 14:30");
        assert_eq!(read("morgen 14u30"), "2026-10-15 14:30");
        assert_eq!(read("volgende week dinsdag 19.30 uur"), "2026-10-20 19:30");
        assert_eq!(read("3 maart om 10"), "2027-03-03 10:00");
        assert_eq!(read("12/11 om 8 uur 's avonds"), "2026-11-12 20:00");
        assert_eq!(read("over 2 weken 11:00"), "2026-10-28 11:00");
        assert_eq!(read("Friday 10:00"), "2026-10-16 10:00");
        assert_eq!(read("12-11-2026"), "2026-11-12 ?");
        assert_eq!(read("10 uur"), "? 10:00");
        assert_eq!(read("koffieochtend bieb vrijdag 10:00"), "2026-10-16 10:00");
    }

    #[test]
    fn only_a_message_that_says_nothing_else_is_a_day_or_a_time_as_a_whole() {
        assert!(is_when("vrijdag om 10 uur") && is_when("op 12 november") && is_when("14:00"));
        assert!(!is_when("vrijdag kan ik niet") && !is_when("4 koekjes") && !is_when("om"));
        assert!(!is_when("31-31") && !is_when("25:00"));
    }
}
