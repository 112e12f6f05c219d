//! Reads how long, or until when: `tot 1 maart`, `3 weken`, `voor kerst`, `t/m zondag`, `tot na de zomer`, `until november`.
//!
//! The other way round from `dates`: a plan lies ahead, so a day without a year is the next one.

use chrono::{Datelike, Days, Months, NaiveDate, Weekday};

use super::dates::{is_weekday, month_name};
use super::numbers::{digits, word_value};
use super::text::Text;
use crate::domain::calendar::easter;

/// A time that lies ahead, and the words it stands on (both ends included).
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Period {
    /// The first day that is not in it any more: for "tot 1 maart" and "voor 1 maart" that first of March.
    pub until: NaiveDate,
    pub first: usize,
    pub last: usize,
}

/// First day, and the first day after it.
type Span = (NaiveDate, NaiveDate);

/// Which end of a day, month or feast is meant.
#[derive(Clone, Copy, PartialEq, Eq)]
enum End {
    /// "tot", "voor": it begins and the time is over.
    Begin,
    /// "tot en met", "tot na", "in": it belongs to the time.
    Over,
}

/// The first such time in `text`, as written on `today`.
#[must_use]
pub fn read_period(text: &Text, today: NaiveDate) -> Option<Period> {
    let reader = Reader { text, today };
    (0..text.len()).find_map(|at| reader.until(at).or_else(|| reader.lasting(at)))
}

struct Reader<'a> {
    text: &'a Text,
    today: NaiveDate,
}

impl Reader<'_> {
    fn word(&self, at: usize) -> &str {
        self.text.word(at)
    }

    /// `tot 1 maart`, `voor kerst`, `t/m zondag`, `in december`, `eind maart`.
    fn until(&self, at: usize) -> Option<Period> {
        let (mut end, mut next) = match (self.word(at), self.word(at + 1), self.word(at + 2)) {
            ("tot", "en", "met") => (End::Over, at + 3),
            ("tot", "na", _) | ("until", "after", _) | ("t", "m", _) => (End::Over, at + 2),
            ("tot", "aan", _) => (End::Begin, at + 2),
            ("tm" | "in" | "through", ..) => (End::Over, at + 1),
            ("tot" | "voor" | "until" | "till" | "before" | "by", ..) => (End::Begin, at + 1),
            ("eind" | "einde" | "end" | "deze" | "dit" | "this", ..) => (End::Over, at),
            _ => return None,
        };
        while let Some(over) = filler(self.word(next)) {
            end = if over { End::Over } else { end };
            next += 1;
        }
        let (spans, last) = self.named(next)?;
        let until = spans
            .into_iter()
            .map(|(from, to)| if end == End::Begin { from } else { to })
            .find(|until| *until > self.today)?;
        Some(Period {
            until,
            first: at,
            last,
        })
    }

    /// What stands there by name, this year and the next two, and its last word.
    fn named(&self, at: usize) -> Option<(Vec<Span>, usize)> {
        self.day_of_month(at)
            .or_else(|| self.month(at))
            .or_else(|| self.feast(at))
            .or_else(|| self.near(at))
    }

    /// `1 maart`, `1 maart 2027`, `1e maart`, `1-3`, `1/3/27`, `march 1`.
    fn day_of_month(&self, at: usize) -> Option<(Vec<Span>, usize)> {
        if let (Some(month), Some(day)) = (month_name(self.word(at)), self.small(at + 1)) {
            return self.dated(day, month, at + 2, at + 1);
        }
        let day = self.small(at)?;
        let ordinal = matches!(
            self.word(at + 1),
            "e" | "ste" | "de" | "st" | "nd" | "rd" | "th"
        );
        let month_at = at + 1 + usize::from(ordinal);
        if let Some(month) = month_name(self.word(month_at)) {
            return self.dated(day, month, month_at + 1, month_at);
        }
        let joined = matches!(self.text.gap(at + 1), "/" | "-");
        let month = self.small(at + 1).filter(|_| joined)?;
        self.dated(day, month, at + 2, at + 1)
    }

    fn dated(
        &self,
        day: u32,
        month: u32,
        year_at: usize,
        last: usize,
    ) -> Option<(Vec<Span>, usize)> {
        let year = match self.word(year_at) {
            word if word.len() == 4 && word.starts_with("20") => word.parse::<i32>().ok(),
            word if word.len() == 2 && matches!(self.text.gap(year_at), "/" | "-") => {
                word.parse::<i32>().ok().map(|year| 2000 + year)
            }
            _ => None,
        };
        let span = |year| {
            let day = NaiveDate::from_ymd_opt(year, month, day)?;
            Some((day, day.succ_opt()?))
        };
        let years = match year {
            Some(year) => vec![year],
            None => self.years(),
        };
        let spans: Vec<_> = years.into_iter().filter_map(span).collect();
        (!spans.is_empty()).then_some((spans, if year.is_some() { year_at } else { last }))
    }

    /// `maart`, `maart 2027`.
    fn month(&self, at: usize) -> Option<(Vec<Span>, usize)> {
        let month = month_name(self.word(at))?;
        let span = |year| {
            let first = NaiveDate::from_ymd_opt(year, month, 1)?;
            Some((first, first + Months::new(1)))
        };
        let year = self
            .word(at + 1)
            .parse()
            .ok()
            .filter(|year| (2000..2100).contains(year));
        let years = year.map_or_else(|| self.years(), |year| vec![year]);
        let last = at + usize::from(year.is_some());
        Some((years.into_iter().filter_map(span).collect(), last))
    }

    /// `kerst`, `pasen`, `de zomer`, `oud en nieuw`.
    fn feast(&self, at: usize) -> Option<(Vec<Span>, usize)> {
        let fixed = |from: (u32, u32), to: (u32, u32)| {
            let span = |year| {
                Some((
                    NaiveDate::from_ymd_opt(year, from.0, from.1)?,
                    NaiveDate::from_ymd_opt(year, to.0, to.1)?,
                ))
            };
            self.years()
                .into_iter()
                .filter_map(span)
                .collect::<Vec<_>>()
        };
        let after_easter = |days: u64| {
            let span = |year| {
                let day = easter(year) + Days::new(days);
                (day, day + Days::new(2))
            };
            self.years().into_iter().map(span).collect::<Vec<_>>()
        };
        let spans = match self.word(at) {
            "kerst" | "kerstmis" | "kerstdagen" | "christmas" | "xmas" => fixed((12, 25), (12, 27)),
            "sinterklaas" | "pakjesavond" => fixed((12, 5), (12, 6)),
            "nieuwjaar" | "jaarwisseling" => fixed((1, 1), (1, 2)),
            "oud" if self.word(at + 1) == "en" && self.word(at + 2) == "nieuw" => {
                return Some((fixed((1, 1), (1, 2)), at + 2));
            }
            "koningsdag" => fixed((4, 27), (4, 28)),
            "pasen" | "easter" => after_easter(0),
            "pinksteren" => after_easter(49),
            "lente" | "voorjaar" | "spring" => fixed((3, 21), (6, 21)),
            "zomer" | "summer" | "zomervakantie" => fixed((6, 21), (9, 1)),
            "herfst" | "najaar" | "autumn" => fixed((9, 21), (12, 21)),
            "winter" => {
                let span = |year| {
                    Some((
                        NaiveDate::from_ymd_opt(year, 12, 21)?,
                        NaiveDate::from_ymd_opt(year + 1, 3, 21)?,
                    ))
                };
                self.years().into_iter().filter_map(span).collect()
            }
            _ => return None,
        };
        Some((spans, at))
    }

    /// `zondag`, `morgen`, `volgende week`, `deze maand`, `het jaar`.
    fn near(&self, at: usize) -> Option<(Vec<Span>, usize)> {
        let next = matches!(self.word(at), "volgende" | "volgend" | "komende" | "next");
        let this = matches!(self.word(at), "deze" | "dit" | "this");
        let what = at + usize::from(next || this);
        if let Some(weekday) = is_weekday(self.word(what)) {
            let day = self.next_weekday(weekday);
            return Some((vec![(day, day + Days::new(1))], what));
        }
        let month = self.today.with_day(1)?;
        let year = NaiveDate::from_ymd_opt(self.today.year(), 1, 1)?;
        let monday = self.next_weekday(Weekday::Mon);
        let later = u32::from(next);
        let span = match self.word(what) {
            "morgen" | "tomorrow" => (self.today + Days::new(1), self.today + Days::new(2)),
            "week" if next => (monday, monday + Days::new(7)),
            "week" => (monday - Days::new(7), monday),
            "maand" | "month" => (month + Months::new(later), month + Months::new(later + 1)),
            "jaar" | "year" => (
                year + Months::new(12 * later),
                year + Months::new(12 * (later + 1)),
            ),
            _ => return None,
        };
        Some((vec![span], what))
    }

    fn next_weekday(&self, weekday: Weekday) -> NaiveDate {
        let ahead =
            (7 + weekday.num_days_from_monday() - self.today.weekday().num_days_from_monday()) % 7;
        self.today + Days::new(u64::from(if ahead == 0 { 7 } else { ahead }))
    }

    /// `3 weken`, `een maand`, `een half jaar`, `two months`.
    fn lasting(&self, at: usize) -> Option<Period> {
        let (many, unit) = self.amount(at)?;
        let until = match self.word(unit) {
            "dag" | "dagen" | "daagjes" | "day" | "days" => {
                self.today.checked_add_days(Days::new(many.into()))?
            }
            "week" | "weken" | "weekje" | "weekjes" | "weeks" => self
                .today
                .checked_add_days(Days::new(u64::from(many) * 7))?,
            "maand" | "maanden" | "maandje" | "maandjes" | "month" | "months" => {
                self.today.checked_add_months(Months::new(many))?
            }
            "jaar" | "jaartje" | "year" | "years" => {
                self.today.checked_add_months(Months::new(many * 12))?
            }
            "halfjaar" => self.today.checked_add_months(Months::new(many * 6))?,
            "half" if matches!(self.word(unit + 1), "jaar" | "jaartje") => {
                let until = self.today.checked_add_months(Months::new(many * 6))?;
                return Some(Period {
                    until,
                    first: at,
                    last: unit + 1,
                });
            }
            _ => return None,
        };
        Some(Period {
            until,
            first: at,
            last: unit,
        })
    }

    /// How many of the unit that stands at the second place.
    fn amount(&self, at: usize) -> Option<(u32, usize)> {
        let word = self.word(at);
        if matches!(word, "paar" | "few") {
            return Some((2, at + 1));
        }
        if matches!(word, "een" | "n" | "a" | "one") {
            return Some((1, at + 1));
        }
        if word == "half" || word == "halfjaar" {
            return Some((1, at));
        }
        let hundredths = digits(word).or_else(|| word_value(word))?;
        let many = u32::try_from(hundredths / 100).ok()?;
        (hundredths % 100 == 0 && (1..=400).contains(&many)).then_some((many, at + 1))
    }

    fn small(&self, at: usize) -> Option<u32> {
        let word = self.word(at);
        (word.len() <= 2 && self.text.tokens().get(at)?.is_number)
            .then(|| word.parse().ok())
            .flatten()
    }

    fn years(&self) -> Vec<i32> {
        let year = self.today.year();
        // The winter and the turn of the year began in the year before.
        (year - 1..=year + 2).collect()
    }
}

/// Words between: `Some(true)` where they ask for the end of what follows.
fn filler(word: &str) -> Option<bool> {
    match word {
        "de" | "het" | "the" | "aan" | "begin" | "van" | "of" | "met" => Some(false),
        "eind" | "einde" | "end" | "na" | "after" => Some(true),
        _ => None,
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::domain::time::read_day;

    /// As written on Wednesday 14 October 2026.
    fn until(text: &str) -> Option<String> {
        let today = read_day("2026-10-14").unwrap();
        read_period(&Text::new(text), today).map(|period| period.until.to_string())
    }

    #[test]
    fn until_a_day() {
        for (text, day) in [
            ("tot 1 maart", "2027-03-01"),
            ("tot 1 maart 2028", "2028-03-01"),
            ("tot 1-3", "2027-03-01"),
            ("tot 20 oktober", "2026-10-20"),
            ("t/m 20 oktober", "2026-10-21"),
            ("tot en met 20 oktober", "2026-10-21"),
            ("tot maart", "2027-03-01"),
            ("until november", "2026-11-01"),
            ("tot eind november", "2026-12-01"),
            ("tot zondag", "2026-10-18"),
            ("tot volgende week", "2026-10-19"),
            ("tot volgende maand", "2026-11-01"),
            ("tot morgen", "2026-10-15"),
        ] {
            assert_eq!(until(text).as_deref(), Some(day), "{text}");
        }
    }

    #[test]
    fn until_a_feast_or_a_season() {
        for (text, day) in [
            ("voor kerst", "2026-12-25"),
            ("tot na de kerst", "2026-12-27"),
            ("voor de zomer", "2027-06-21"),
            ("tot na de zomer", "2027-09-01"),
            ("voor Pasen", "2027-03-28"),
            ("tot oud en nieuw", "2027-01-01"),
            ("before christmas", "2026-12-25"),
        ] {
            assert_eq!(until(text).as_deref(), Some(day), "{text}");
        }
    }

    #[test]
    fn so_long() {
        for (text, day) in [
            ("3 weken", "2026-11-04"),
            ("drie weken", "2026-11-04"),
            ("een maand", "2026-11-14"),
            ("een half jaar", "2027-04-14"),
            ("een paar weken", "2026-10-28"),
            ("for 2 months", "2026-12-14"),
            ("deze maand", "2026-11-01"),
            ("dit jaar", "2027-01-01"),
            ("in december", "2027-01-01"),
            ("in oktober", "2026-11-01"),
        ] {
            assert_eq!(until(text).as_deref(), Some(day), "{text}");
        }
    }

    #[test]
    fn what_is_no_time_ahead_is_none() {
        for text in [
            "3 koffieochtenden",
            "voor ouderen",
            "tot 99 maart",
            "tot 1 maart 2020",
            "",
            "tot",
        ] {
            assert_eq!(until(text), None, "{text}");
        }
    }

    #[test]
    fn the_words_of_the_time_are_known() {
        let text = Text::new("3 koffieochtenden voor ouderen voor kerst");
        let period = read_period(&text, read_day("2026-10-14").unwrap()).unwrap();
        assert_eq!((period.first, period.last), (4, 5));
    }
}
