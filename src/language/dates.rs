//! Reads when something happened: `gister`, `vorige week dinsdag`, `wo 7/10`, `2 weken geleden`, `sinds zondag`.
//!
//! A message tells of the past, so a weekday alone is the last one before today, and a day in the
//! future (`volgende week`, `a.s.`) is a plan and no date of what happened.

use chrono::{Datelike, Days, Months, NaiveDate, Weekday};

use super::numbers::{digits, word_value};
use super::text::Text;

/// First and last day.
pub type Range = (NaiveDate, NaiveDate);

/// A day or period in a message, and the words it stands on (both ends included).
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Dated {
    pub from: NaiveDate,
    pub to: NaiveDate,
    pub first: usize,
    pub last: usize,
}

/// Days and periods in `text`, and which words belong to a day or a clock time.
#[derive(Debug, Default)]
pub struct Calendar {
    pub dates: Vec<Dated>,
    pub taken: Vec<bool>,
}

impl Calendar {
    /// Reads `text` as written on `today`.
    #[must_use]
    pub fn read(text: &Text, today: NaiveDate) -> Self {
        let mut calendar = Self {
            dates: Vec::new(),
            taken: vec![false; text.len()],
        };
        let reader = Reader { text, today };
        let mut at = 0;
        while at < text.len() {
            let (dated, last) = match reader.at(at) {
                Some(Spot::Day(range, last)) => (Some(range), last),
                Some(Spot::Nothing(last)) => (None, last),
                None => {
                    at += 1;
                    continue;
                }
            };
            calendar.taken[at..=last.min(text.len() - 1)].fill(true);
            calendar.dates.extend(dated.map(|(from, to)| Dated {
                from,
                to,
                first: at,
                last,
            }));
            at = last + 1;
        }
        calendar
    }

    /// When it happened: the first day or period named, joined with what follows after "en".
    #[must_use]
    pub fn when(&self, text: &Text) -> Option<Range> {
        let (first, rest) = self.dates.split_first()?;
        let mut range = (first.from, first.to);
        let mut last = first.last;
        for next in rest {
            let joined = next.first == last + 2
                && matches!(text.word(last + 1), "en" | "and" | "tot" | "tm" | "of")
                || next.first == last + 3
                    && (text.word(last + 1), text.word(last + 2)) == ("t", "m");
            let adjacent = next.first == last + 1;
            if adjacent
                && next.to.signed_duration_since(next.from) < range.1.signed_duration_since(range.0)
            {
                range = (next.from, next.to);
            } else if joined {
                range = (range.0.min(next.from), range.1.max(next.to));
            } else {
                break;
            }
            last = next.last;
        }
        Some(range)
    }
}

enum Spot {
    /// A day or period, up to this word.
    Day(Range, usize),
    /// Words about time that are no date of the event: a clock time, next week.
    Nothing(usize),
}

struct Reader<'a> {
    text: &'a Text,
    today: NaiveDate,
}

impl Reader<'_> {
    fn at(&self, at: usize) -> Option<Spot> {
        self.ago(at)
            .or_else(|| self.clock(at))
            .or_else(|| self.future(at))
            .or_else(|| self.since(at))
            .or_else(|| self.week_number(at))
            .or_else(|| self.numeric(at))
            .or_else(|| self.month_first(at))
            .or_else(|| self.first_of_month(at))
            .or_else(|| self.period(at))
            .or_else(|| self.weekday(at))
            .or_else(|| self.month(at))
            .or_else(|| self.near(at))
    }

    fn word(&self, at: usize) -> &str {
        self.text.word(at)
    }

    fn day(&self, back: u64) -> NaiveDate {
        self.today
            .checked_sub_days(Days::new(back))
            .unwrap_or(self.today)
    }

    fn one(&self, back: u64, last: usize) -> Option<Spot> {
        Some(Spot::Day((self.day(back), self.day(back)), last))
    }

    /// `10.00-12.00 uur`, `12:30`, `9 tot 13 uur`, `half tien`: no numbers, no dates.
    fn clock(&self, at: usize) -> Option<Spot> {
        let token = self.text.tokens().get(at)?;
        if matches!(self.word(at), "half" | "kwart" | "over" | "voor" | "om")
            && self.is_hour(at + 1)
            && self.word(at) == "half"
        {
            return Some(Spot::Nothing(at + 1));
        }
        if !token.is_number {
            return None;
        }
        if self.text.gap(at + 1) == ":" && self.text.tokens().get(at + 1)?.is_number {
            return Some(Spot::Nothing(at + 1));
        }
        let before = self.text.before(at, 1);
        let timed = matches!(before, "om" | "rond" | "at" | "kwart" | "half") && self.is_hour(at);
        let hours = matches!(
            self.word(at + 1),
            "uur" | "u" | "uurtje" | "uren" | "hours" | "am" | "pm" | "oclock"
        );
        let until = matches!(self.word(at + 1), "tot" | "-") || self.text.gap(at + 1) == "-";
        if hours || timed {
            return Some(Spot::Nothing(at + usize::from(hours)));
        }
        let second = if self.text.gap(at + 1) == "-" {
            at + 1
        } else {
            at + 2
        };
        let second_hour = matches!(self.word(second + 1), "uur" | "u");
        (until && second_hour).then_some(Spot::Nothing(second + 1))
    }

    fn is_hour(&self, at: usize) -> bool {
        let word = self.word(at);
        digits(word)
            .or_else(|| word_value(word))
            .is_some_and(|v| v <= 2459)
    }

    /// `volgende week`, `komende dinsdag`, `morgen`, `a.s. vrijdag`: a plan.
    fn future(&self, at: usize) -> Option<Spot> {
        let word = self.word(at);
        let ahead = matches!(
            word,
            "volgende"
                | "komende"
                | "next"
                | "aanstaande"
                | "aankomende"
                | "eerstvolgende"
                | "elke"
                | "iedere"
                | "every"
        );
        if ahead
            && (is_weekday(self.word(at + 1)).is_some()
                || matches!(
                    self.word(at + 1),
                    "week" | "maand" | "weekend" | "month" | "jaar"
                ))
        {
            let tail = usize::from(is_weekday(self.word(at + 2)).is_some());
            return Some(Spot::Nothing(at + 1 + tail));
        }
        if matches!(word, "a" | "as") && (word == "as" || self.word(at + 1) == "s") {
            let day = if word == "as" { at + 1 } else { at + 2 };
            return is_weekday(self.word(day)).map(|_| Spot::Nothing(day));
        }
        let behind = is_weekday(word).is_some()
            && (self.word(at + 1) == "as"
                || self.word(at + 1) == "a" && self.word(at + 2) == "s"
                || self.word(at + 1) == "aanstaande");
        behind.then(|| Spot::Nothing(at + if self.word(at + 1) == "a" { 2 } else { 1 }))
    }

    /// `sinds vorige week`, `since sunday`: until today.
    fn since(&self, at: usize) -> Option<Spot> {
        if !matches!(self.word(at), "sinds" | "since" | "vanaf" | "sedert") {
            return None;
        }
        match self.at(at + 1).or_else(|| self.bare_month(at + 1))? {
            Spot::Day((from, _), last) => Some(Spot::Day((from, self.today.max(from)), last)),
            Spot::Nothing(last) => Some(Spot::Nothing(last)),
        }
    }

    /// `7/10`, `7-10-26`, `14-10-2026`, `02.10.2026`, `7 okt`, `twaalf oktober`.
    fn numeric(&self, at: usize) -> Option<Spot> {
        if let Some(spot) = self.dotted(at) {
            return Some(spot);
        }
        let spelled = || {
            month_name(self.word(at + 1))?;
            u32::try_from(word_value(self.word(at))? / 100).ok()
        };
        let day = self.small(at).or_else(spelled)?;
        let after = self.word(at + 1);
        let ordinal = matches!(after, "e" | "de" | "ste" | "th" | "nd" | "rd" | "st")
            && self.text.tokens()[at + 1].is_glued;
        let month_at =
            at + 1 + usize::from(ordinal) + usize::from(ordinal && self.word(at + 2) == "of");
        if let Some(month) = month_name(self.word(month_at)) {
            let (year, last) = self.year(month_at + 1, false);
            return self.dated(day, month, year, last.unwrap_or(month_at));
        }
        let gap = self.text.gap(at + 1);
        if !matches!(gap, "/" | "-") || ordinal {
            return None;
        }
        let month = self.small(at + 1)?;
        let (year, last) = self.year(at + 2, true);
        let spoken = gap == "/"
            || year.is_some()
            || is_weekday(self.text.before(at, 1)).is_some()
            || self.is_day_beside_count(at, day, month);
        // "3-4" alone is a range of numbers; with a slash, a year or a weekday it is a day.
        if !spoken || self.text.gap(at + 2) == gap && year.is_none() {
            return None;
        }
        self.dated(day, month, year, last.unwrap_or(at + 1))
    }

    /// `02.10.2026`, `2.10.26`.
    fn dotted(&self, at: usize) -> Option<Spot> {
        let parts: Vec<&str> = self.word(at).split('.').collect();
        let [day, month, year] = parts[..] else {
            return None;
        };
        if day.len() > 2 || month.len() > 2 || !matches!(year.len(), 2 | 4) {
            return None;
        }
        let year: i32 = year.parse().ok()?;
        let year = if year < 100 { year + 2000 } else { year };
        self.dated(day.parse().ok()?, month.parse().ok()?, Some(year), at)
    }

    /// `de eerste van deze maand`, `first of this month`.
    fn first_of_month(&self, at: usize) -> Option<Spot> {
        let named = [1, 2, 3].map(|ahead| self.word(at + ahead));
        let is_it = matches!(self.word(at), "eerste" | "first" | "1e")
            && matches!(
                named,
                ["van", "deze" | "de", "maand"] | ["of", "this" | "the", "month"]
            );
        let first = self.today.with_day(1)?;
        is_it.then_some(Spot::Day((first, first), at + 3))
    }

    /// `12-10` in "flyers 12-10 40 stuks": it cannot run up, or another number is the count and the day
    /// lies just behind us.
    fn is_day_beside_count(&self, at: usize, day: u32, month: u32) -> bool {
        let zero = self.word(at).starts_with('0');
        let alone = self.word(at + 2).is_empty() || self.is_digits(at + 2);
        let counted =
            (0..self.text.len()).any(|n| !(at..=at + 1).contains(&n) && self.is_digits(n));
        let recent = NaiveDate::from_ymd_opt(self.today.year(), month, day)
            .map(|given| self.today.signed_duration_since(given).num_days())
            .is_some_and(|days| (0..=62).contains(&days));
        !zero && (day > month && month > 0 || alone && counted && recent)
    }

    fn is_digits(&self, at: usize) -> bool {
        self.text.tokens().get(at).is_some_and(|t| t.is_number)
    }

    /// `October 2`, `march 3rd`: as written in English.
    fn month_first(&self, at: usize) -> Option<Spot> {
        let english = matches!(
            self.word(at),
            "january"
                | "february"
                | "march"
                | "may"
                | "june"
                | "july"
                | "august"
                | "october"
                | "oct"
        );
        let shared = matches!(
            self.word(at),
            "april" | "september" | "sept" | "november" | "december"
        ) && matches!(self.word(at + 2), "th" | "st" | "nd" | "rd");
        if !english && !shared {
            return None;
        }
        let day = self.small(at + 1)?;
        let ordinal = matches!(self.word(at + 2), "th" | "st" | "nd" | "rd");
        let (year, last) = self.year(at + 2 + usize::from(ordinal), false);
        let last = last.unwrap_or(at + 1 + usize::from(ordinal));
        self.dated(day, month_name(self.word(at))?, year, last)
    }

    /// `wk 41`, `week 41`: from Monday to Sunday; not `week 2 van de cursus`.
    fn week_number(&self, at: usize) -> Option<Spot> {
        if !matches!(self.word(at), "wk" | "week" | "weeknr" | "weeknummer")
            || matches!(self.word(at + 2), "van" | "of")
        {
            return None;
        }
        let week = self.small(at + 1)?;
        let start = |year| NaiveDate::from_isoywd_opt(year, week, Weekday::Mon);
        let this_year = start(self.today.year())?;
        let from = if this_year > self.today {
            start(self.today.year() - 1)
                .filter(|_| this_year.signed_duration_since(self.today).num_days() > 180)
        } else {
            Some(this_year)
        };
        let Some(from) = from else {
            return Some(Spot::Nothing(at + 1));
        };
        let to = from.checked_add_days(Days::new(6)).unwrap_or(from);
        Some(Spot::Day((from, to.min(self.today)), at + 1))
    }

    /// A number of one or two digits.
    fn small(&self, at: usize) -> Option<u32> {
        let word = self.word(at);
        (word.len() <= 2 && self.text.tokens().get(at)?.is_number)
            .then(|| word.parse().ok())
            .flatten()
    }

    fn year(&self, at: usize, joined: bool) -> (Option<i32>, Option<usize>) {
        let word = self.word(at);
        let linked = !joined || matches!(self.text.gap(at), "/" | "-");
        let year = match word.len() {
            4 if linked && word.starts_with("20") => word.parse().ok(),
            2 if linked && joined => word.parse::<i32>().ok().map(|y| y + 2000),
            _ => None,
        };
        (year, year.map(|_| at))
    }

    fn dated(&self, day: u32, month: u32, year: Option<i32>, last: usize) -> Option<Spot> {
        let given = NaiveDate::from_ymd_opt(year.unwrap_or(self.today.year()), month, day)?;
        if year.is_none() && given > self.today {
            let last_year = NaiveDate::from_ymd_opt(self.today.year() - 1, month, day)?;
            // "30 okt" written on the 14th is a plan; "30 dec" in January was last year.
            let ahead = given.signed_duration_since(self.today).num_days() < 180;
            return Some(if ahead {
                Spot::Nothing(last)
            } else {
                Spot::Day((last_year, last_year), last)
            });
        }
        Some(if given > self.today {
            Spot::Nothing(last)
        } else {
            Spot::Day((given, given), last)
        })
    }

    /// `2 weken geleden`, `een paar dagen terug`, `3 days ago`.
    fn ago(&self, at: usize) -> Option<Spot> {
        let (low, high, unit) = self.amount(at)?;
        let behind = matches!(
            self.word(unit + 1),
            "geleden" | "terug" | "ago" | "back" | "leden"
        );
        if !behind {
            return None;
        }
        let range = match self.word(unit) {
            "uur" | "uurtje" | "uren" | "hour" | "hours" | "minuut" | "minuten" | "minuutje"
            | "min" | "minutes" | "kwartier" | "kwartiertje" => (self.today, self.today),
            "dag" | "dagen" | "daagjes" | "days" | "day" | "nachten" => {
                (self.day(high), self.day(low))
            }
            "week" | "weken" | "weekje" | "weekjes" | "weeks" => (
                self.day(high * 7 + 3),
                self.day((low * 7).saturating_sub(3)),
            ),
            "maand" | "maanden" | "maandje" | "month" | "months" => {
                (self.months(high, 15), self.months_late(low, 15))
            }
            "jaar" | "jaren" | "year" | "years" => {
                (self.months(high * 12, 180), self.months_late(low * 12, 180))
            }
            _ => return None,
        };
        Some(Spot::Day(range, unit + 1))
    }

    /// A number before a unit of time: low, high and where the unit is.
    fn amount(&self, at: usize) -> Option<(u64, u64, usize)> {
        let word = self.word(at);
        if matches!(word, "paar" | "few" | "enkele") {
            return Some((2, 5, at + 1));
        }
        if matches!(word, "een" | "n" | "a" | "one") {
            return if matches!(self.word(at + 1), "paar" | "few" | "couple") {
                let of = usize::from(self.word(at + 2) == "of");
                Some((2, 5, at + 2 + of))
            } else {
                Some((1, 1, at + 1))
            };
        }
        if word == "week" || word == "maand" || word == "weekje" || word == "maandje" {
            return matches!(self.word(at + 1), "geleden" | "terug").then_some((1, 1, at));
        }
        let value = digits(word)
            .filter(|_| self.text.tokens().get(at).is_some_and(|t| t.is_number))
            .or_else(|| word_value(word))?
            / 100;
        if matches!(self.word(at + 1), "a" | "of" | "tot") {
            let high = digits(self.word(at + 2)).or_else(|| word_value(self.word(at + 2)))? / 100;
            return (high > value && high < 100).then_some((value, high, at + 3));
        }
        (value > 0 && value < 100).then_some((value, value, at + 1))
    }

    fn months(&self, back: u64, early: u64) -> NaiveDate {
        let back = u32::try_from(back).unwrap_or(0);
        let day = self
            .today
            .checked_sub_months(Months::new(back))
            .unwrap_or(self.today);
        day.checked_sub_days(Days::new(early)).unwrap_or(day)
    }

    fn months_late(&self, back: u64, late: u64) -> NaiveDate {
        let day = self.months(back, 0);
        day.checked_add_days(Days::new(late))
            .unwrap_or(day)
            .min(self.today)
    }

    /// `vorige week`, `deze maand`, `afgelopen weekend`, `de laatste 2 weken`.
    fn period(&self, at: usize) -> Option<Spot> {
        let word = self.word(at);
        let next = self.word(at + 1);
        if matches!(
            word,
            "begin" | "eind" | "einde" | "half" | "halverwege" | "medio"
        ) {
            return self.part_of(at);
        }
        if matches!(word, "weekend") || matches!(word, "het" | "dit" | "t") && next == "weekend" {
            return Some(Spot::Day(
                self.weekend(),
                at + usize::from(word != "weekend"),
            ));
        }
        let gone = matches!(
            word,
            "vorige"
                | "vorig"
                | "afgelopen"
                | "last"
                | "laatste"
                | "verleden"
                | "veurige"
                | "foarige"
                | "past"
                | "voorige"
                | "vorrige"
                | "leste"
                | "ferline"
                | "verlene"
                | "veurege"
        );
        let this = matches!(word, "deze" | "dees" | "this" | "dit");
        if !gone && !this {
            return None;
        }
        if gone && let Some(spot) = self.last_so_many(at) {
            return Some(spot);
        }
        let running = matches!(word, "afgelopen" | "laatste" | "past");
        let range = match next {
            "week" | "wiek" | "weken" if gone && !running => self.week_before(at + 2),
            "week" if gone => (self.day(7), self.today),
            "week" => (self.monday(self.today), self.today),
            "maand" | "month" if gone && !running => self.month_before(),
            "maand" | "month" if gone => (self.months(1, 0), self.today),
            "maand" | "month" => (self.today.with_day(1)?, self.today),
            "weekend" => self.weekend(),
            "jaar" | "year" if gone => self.year_of(self.today.year() - 1)?,
            "jaar" | "year" => (
                NaiveDate::from_ymd_opt(self.today.year(), 1, 1)?,
                self.today,
            ),
            "dagen" | "days" => (self.day(5), self.today),
            "nacht" | "night" if gone => (self.day(1), self.today),
            "ochtend" | "middag" | "avond" | "morning" | "afternoon" | "evening" if this => {
                (self.today, self.today)
            }
            _ => return None,
        };
        let weekday = is_weekday(self.word(at + 2)).is_some() && next == "week";
        Some(Spot::Day(range, at + 1 + usize::from(weekday)))
    }

    /// `de laatste 2 weken`, `afgelopen drie dagen`.
    fn last_so_many(&self, at: usize) -> Option<Spot> {
        let (_, high, unit) = self.amount(at + 1)?;
        let back = match self.word(unit) {
            "dagen" | "dag" | "days" => high,
            "weken" | "weeks" => high * 7,
            "maanden" | "months" => high * 30,
            _ => return None,
        };
        Some(Spot::Day((self.day(back), self.today), unit))
    }

    /// `begin oktober`, `eind vorige week`, `half september`.
    fn part_of(&self, at: usize) -> Option<Spot> {
        let (range, last) = match self.at(at + 1).or_else(|| self.bare_month(at + 1))? {
            Spot::Day(range, last) => (range, last),
            Spot::Nothing(_) => return None,
        };
        let days = u64::try_from(range.1.signed_duration_since(range.0).num_days()).unwrap_or(0);
        if days == 0 {
            return None;
        }
        let third = (days / 3).max(1);
        let early = range
            .0
            .checked_add_days(Days::new(third))
            .unwrap_or(range.1);
        let late = range
            .1
            .checked_sub_days(Days::new(third))
            .unwrap_or(range.0);
        let part = match self.word(at) {
            "begin" => (range.0, early),
            "half" | "halverwege" | "medio" => (early, late),
            _ => (late, range.1),
        };
        Some(Spot::Day(part, last))
    }

    fn monday(&self, day: NaiveDate) -> NaiveDate {
        day.checked_sub_days(Days::new(u64::from(day.weekday().num_days_from_monday())))
            .unwrap_or(day)
    }

    /// Last week, or the weekday named behind it at `at`.
    fn week_before(&self, at: usize) -> Range {
        let monday = self.monday(self.day(7));
        let plus = |days: u32| {
            monday
                .checked_add_days(Days::new(u64::from(days)))
                .unwrap_or(monday)
        };
        match is_weekday(self.word(at)) {
            Some(day) => (
                plus(day.num_days_from_monday()),
                plus(day.num_days_from_monday()),
            ),
            None => (monday, plus(6)),
        }
    }

    fn month_before(&self) -> Range {
        let first = self.today.with_day(1).unwrap_or(self.today);
        let last = first.pred_opt().unwrap_or(first);
        (last.with_day(1).unwrap_or(last), last)
    }

    fn year_of(&self, year: i32) -> Option<Range> {
        Some((
            NaiveDate::from_ymd_opt(year, 1, 1)?,
            NaiveDate::from_ymd_opt(year, 12, 31)?,
        ))
    }

    /// The last weekend that has begun.
    fn weekend(&self) -> Range {
        let saturday = self.last(Weekday::Sat, true);
        (
            saturday,
            saturday.succ_opt().unwrap_or(saturday).min(self.today),
        )
    }

    /// The last such weekday before today, or today where that is asked for.
    fn last(&self, weekday: Weekday, today_too: bool) -> NaiveDate {
        let back =
            (7 + self.today.weekday().num_days_from_monday() - weekday.num_days_from_monday()) % 7;
        self.day(u64::from(if back == 0 && !today_too { 7 } else { back }))
    }

    /// `dinsdag`, `di 7/10`, `dinsdag vorige week`, `zondagavond`.
    fn weekday(&self, at: usize) -> Option<Spot> {
        let word = self.word(at);
        let short = short_weekday(word).filter(|_| {
            matches!(self.text.before(at, 1), "afgelopen" | "vorige" | "op")
                || self.numeric(at + 1).is_some()
                || self.is_digits(at + 1) && self.clock(at + 1).is_some()
                || self.text.gap(at).starts_with('(')
        });
        let past = matches!(self.word(at + 1), "jl" | "ll" | "jongstleden");
        let short = short.or_else(|| past.then(|| clipped_weekday(word)).flatten());
        let weekday = is_weekday(word).or(short)?;
        if let Some(Spot::Day(range, last)) = self.numeric(at + 1) {
            return Some(Spot::Day(range, last));
        }
        // "Op een zondagmiddag" was some Sunday.
        if matches!(
            self.text.before(at, 1),
            "elke" | "iedere" | "every" | "ieder" | "een"
        ) {
            return Some(Spot::Nothing(at));
        }
        // "In de nacht van zaterdag op zondag".
        if self.word(at + 1) == "op"
            && is_weekday(self.word(at + 2)).is_some_and(|next| next == weekday.succ())
        {
            let day = self.last(weekday, false);
            let next = day.succ_opt().unwrap_or(day);
            return Some(Spot::Day((day, next.min(self.today)), at + 2));
        }
        let week_behind = matches!(
            self.word(at + 1),
            "vorige" | "last" | "afgelopen" | "verleden"
        ) && self.word(at + 2) == "week";
        if week_behind {
            let monday = self.monday(self.day(7));
            let day = monday
                .checked_add_days(Days::new(u64::from(weekday.num_days_from_monday())))
                .unwrap_or(monday);
            return Some(Spot::Day((day, day), at + 2));
        }
        let day = self.last(weekday, false);
        Some(Spot::Day((day, day), at))
    }

    /// `in augustus`, `in sept`.
    fn month(&self, at: usize) -> Option<Spot> {
        matches!(
            self.word(at),
            "in" | "maand" | "sinds" | "vorige" | "afgelopen"
        )
        .then(|| self.bare_month(at + 1))
        .flatten()
    }

    fn bare_month(&self, at: usize) -> Option<Spot> {
        let month = month_name(self.word(at))?;
        let year = if month > self.today.month() {
            self.today.year() - 1
        } else {
            self.today.year()
        };
        let first = NaiveDate::from_ymd_opt(year, month, 1)?;
        let last = first
            .checked_add_months(Months::new(1))?
            .pred_opt()?
            .min(self.today);
        Some(Spot::Day((first, last), at))
    }

    /// `vandaag`, `gister`, `eergisteren`, `vannacht`, `net gebeld`.
    fn near(&self, at: usize) -> Option<Spot> {
        let word = self.word(at);
        // "We zijn niet van gisteren."
        if (self.text.before(at, 2), self.text.before(at, 1)) == ("niet", "van") {
            return word.starts_with("gist").then_some(Spot::Nothing(at));
        }
        match word {
            "vandaag" | "vanmiddag" | "vanavond" | "vanochtend" | "vanmorgen" | "vanmorge"
            | "vandaar" | "today" | "tonight" | "vandage" | "hjoed" | "daarnet" | "zojuist"
            | "zonet" | "daarstraks" | "vendaag" | "vandaage" | "zostraks" | "vnmrgn" | "vnd" => {
                (word != "vandaar").then(|| self.one(0, at))?
            }
            "vannacht" => Some(Spot::Day((self.day(1), self.today), at)),
            "gister" | "gisteren" | "gistern" | "gisterren" | "gistren" | "gisteravond"
            | "gistermiddag" | "gisterochtend" | "gistermorgen" | "gisternacht" | "yesterday"
            | "juster" | "gustern" | "gester" | "gestern" | "gistere" | "giesterke" | "giester" => {
                self.one(1, at)
            }
            "eergisteren" | "eergister" | "eergisteravond" | "eergistermiddag" | "eergistern"
            | "eergistere" => self.one(2, at),
            "day" if self.word(at + 1) == "before" && self.word(at + 2) == "yesterday" => {
                self.one(2, at + 2)
            }
            "net" | "just" if self.just_now(at) => self.one(0, at),
            _ if word.len() >= 7
                && word.starts_with("gist")
                && strsim::osa_distance(word, "gisteren") <= 1 =>
            {
                self.one(1, at)
            }
            _ => None,
        }
    }

    fn just_now(&self, at: usize) -> bool {
        let next = self.word(at + 1);
        matches!(
            next,
            "gebeld"
                | "called"
                | "gekregen"
                | "gehad"
                | "opgebeld"
                | "binnengekregen"
                | "aangebeld"
                | "meegemaakt"
        ) || matches!(next, "een" | "weer" | "nog" | "zo" | "got" | "a" | "werd")
            && (2..=4).any(|n| {
                matches!(
                    self.word(at + n),
                    "mail"
                        | "mailtje"
                        | "sms"
                        | "smsje"
                        | "appje"
                        | "telefoontje"
                        | "gebeld"
                        | "call"
                        | "bericht"
                        | "berichtje"
                        | "brief"
                        | "belletje"
                )
            })
    }
}

/// A weekday by its full name, part of the day and small typing errors included.
pub(super) fn is_weekday(word: &str) -> Option<Weekday> {
    if let Some(day) = regional_weekday(word) {
        return Some(day);
    }
    if word.len() < 6 {
        return None;
    }
    let bare = ["avond", "middag", "ochtend", "morgen", "nacht"]
        .iter()
        .find_map(|part| word.strip_suffix(part))
        .unwrap_or(word);
    let names = [
        ("maandag", "monday", Weekday::Mon),
        ("dinsdag", "tuesday", Weekday::Tue),
        ("woensdag", "wednesday", Weekday::Wed),
        ("donderdag", "thursday", Weekday::Thu),
        ("vrijdag", "friday", Weekday::Fri),
        ("zaterdag", "saturday", Weekday::Sat),
        ("zondag", "sunday", Weekday::Sun),
    ];
    let like = |name: &str| {
        bare == name
            || bare.len() >= 6
                && bare.starts_with(&name[..1])
                && strsim::osa_distance(bare, name) <= 1
    };
    names
        .into_iter()
        .find(|(nl, en, _)| like(nl) || bare == *en)
        .map(|(_, _, day)| day)
        .filter(|_| bare != "maandags")
}

/// Frisian and Low Saxon.
fn regional_weekday(word: &str) -> Option<Weekday> {
    let bare = [
        "tejun", "temiddei", "temoarn", "tejûn", "oavend", "middeg", "mörgen",
    ]
    .iter()
    .find_map(|part| word.strip_suffix(part))
    .unwrap_or(word);
    Some(match bare {
        "moandei" | "moandeis" | "moandag" | "mondag" => Weekday::Mon,
        "tiisdei" | "tiisdeis" | "diensdag" => Weekday::Tue,
        "woansdei" | "woansdeis" | "goensdag" | "wonsdag" => Weekday::Wed,
        "tongersdei" | "tongersdeis" | "dunderdag" | "donderdeg" => Weekday::Thu,
        "freed" | "freeds" | "vriedag" => Weekday::Fri,
        "sneon" | "sneons" | "saterdei" | "zaoterdag" | "zoaterdag" => Weekday::Sat,
        "snein" | "sneins" | "zundag" | "zondeg" => Weekday::Sun,
        _ => return None,
    })
}

/// What only "jl." behind it shows to be a day: "zat. jl.".
fn clipped_weekday(word: &str) -> Option<Weekday> {
    short_weekday(word).or(match word {
        "maa" | "maand" => Some(Weekday::Mon),
        "din" | "dins" => Some(Weekday::Tue),
        "woe" | "woens" => Some(Weekday::Wed),
        "don" | "dond" => Some(Weekday::Thu),
        "vrijd" => Some(Weekday::Fri),
        "zat" | "zater" => Some(Weekday::Sat),
        "zon" => Some(Weekday::Sun),
        _ => None,
    })
}

fn short_weekday(word: &str) -> Option<Weekday> {
    Some(match word {
        "ma" => Weekday::Mon,
        "di" => Weekday::Tue,
        "wo" => Weekday::Wed,
        "do" => Weekday::Thu,
        "vr" | "vrij" => Weekday::Fri,
        "za" => Weekday::Sat,
        "zo" => Weekday::Sun,
        _ => return None,
    })
}

pub(super) fn month_name(word: &str) -> Option<u32> {
    Some(match word {
        "januari" | "jan" | "january" => 1,
        "februari" | "feb" | "february" => 2,
        "maart" | "mrt" | "march" => 3,
        "april" | "apr" => 4,
        "mei" | "may" => 5,
        "juni" | "jun" | "june" => 6,
        "juli" | "jul" | "july" => 7,
        "augustus" | "aug" | "august" => 8,
        "september" | "sept" | "sep" => 9,
        "oktober" | "okt" | "october" | "oct" => 10,
        "november" | "nov" => 11,
        "december" | "dec" => 12,
        _ => return None,
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    fn day(text: &str) -> Option<(String, String)> {
        let today = NaiveDate::from_ymd_opt(2026, 10, 14).unwrap();
        let text = Text::new(text);
        Calendar::read(&text, today)
            .when(&text)
            .map(|(a, b)| (a.format("%m-%d").to_string(), b.format("%m-%d").to_string()))
    }

    fn on(from: &str, to: &str) -> Option<(String, String)> {
        Some((from.to_owned(), to.to_owned()))
    }

    #[test]
    fn days_near_today() {
        assert_eq!(day("gister gebeld"), on("10-13", "10-13"));
        assert_eq!(
            day("Gister én eergister film laten zien"),
            on("10-12", "10-13")
        );
        assert_eq!(day("vannacht"), on("10-13", "10-14"));
        assert_eq!(day("ben net gebeld"), on("10-14", "10-14"));
        assert_eq!(day("net als vroeger"), None);
        assert_eq!(day("we zijn niet van gisteren"), None);
    }

    #[test]
    fn weekdays_lie_in_the_past() {
        assert_eq!(day("dinsdag"), on("10-13", "10-13"));
        assert_eq!(day("woensdag"), on("10-07", "10-07"));
        assert_eq!(day("vorige week dinsdag"), on("10-06", "10-06"));
        assert_eq!(day("dinsdag vorige week"), on("10-06", "10-06"));
        assert_eq!(day("zondagavond"), on("10-11", "10-11"));
        assert_eq!(day("volgende week dinsdag"), None);
        assert_eq!(day("komende vrijdag"), None);
        assert_eq!(day("hij belde op een zondagmiddag"), None);
        assert_eq!(day("ma 18.40u stond hij er"), on("10-12", "10-12"));
        let night = day("in de nacht van zaterdag op zondag");
        assert_eq!(night, on("10-10", "10-11"));
    }

    #[test]
    fn periods() {
        assert_eq!(day("vorige week"), on("10-05", "10-11"));
        assert_eq!(day("deze maand"), on("10-01", "10-14"));
        assert_eq!(day("afgelopen weekend"), on("10-10", "10-11"));
        assert_eq!(day("al sinds vorige week"), on("10-05", "10-14"));
        assert_eq!(day("sinds zondag"), on("10-11", "10-14"));
        assert_eq!(day("besteld in augustus"), on("08-01", "08-31"));
        assert_eq!(day("in de maand augustus"), on("08-01", "08-31"));
        assert_eq!(day("since September"), on("09-01", "10-14"));
    }

    #[test]
    fn written_days() {
        assert_eq!(day("wo 7/10"), on("10-07", "10-07"));
        assert_eq!(day("7-10-26"), on("10-07", "10-07"));
        assert_eq!(day("zaterdag 3 oktober"), on("10-03", "10-03"));
        assert_eq!(day("1 sept"), on("09-01", "09-01"));
        assert_eq!(day("op twaalf oktober"), on("10-12", "10-12"));
        assert_eq!(day("d.d. 02.10.2026"), on("10-02", "10-02"));
        assert_eq!(day("30-9 t/m 4-10: 11 berichten"), on("09-30", "10-04"));
        assert_eq!(day("de eerste van deze maand"), on("10-01", "10-01"));
        assert_eq!(day("22 oktober filmmiddag"), None);
    }

    #[test]
    fn weeks_by_number_english_months_and_regional_days() {
        assert_eq!(day("Rayon Oost. Wk 41."), on("10-05", "10-11"));
        assert_eq!(day("week 2 van de cursus"), None);
        assert_eq!(day("204 members, October 2"), on("10-02", "10-02"));
        assert_eq!(day("zat. jl."), on("10-10", "10-10"));
        assert_eq!(day("waar ik op zat"), None);
        assert_eq!(day("sneon de hiele middei"), on("10-10", "10-10"));
        assert_eq!(day("vriedag"), on("10-09", "10-09"));
    }

    #[test]
    fn ago() {
        assert_eq!(day("3 dagen geleden"), on("10-11", "10-11"));
        assert_eq!(day("2 weeks ago"), on("09-27", "10-03"));
        assert_eq!(day("net een uur geleden"), on("10-14", "10-14"));
        assert_eq!(day("2 uur geleden"), on("10-14", "10-14"));
    }

    #[test]
    fn clock_times_are_no_dates_and_no_numbers() {
        let today = NaiveDate::from_ymd_opt(2026, 10, 14).unwrap();
        let text = Text::new("van 9 tot 13 uur en 10.00-12.00 uur");
        let calendar = Calendar::read(&text, today);
        assert!(calendar.dates.is_empty());
        assert!(super::super::numbers::numbers(&text, &calendar.taken).is_empty());
    }

    proptest::proptest! {
        #[test]
        fn any_text_on_any_day(raw in "\\PC*", days in 0u64..40_000) {
            let today = NaiveDate::from_ymd_opt(1990, 1, 1).unwrap().checked_add_days(Days::new(days)).unwrap();
            let text = Text::new(&raw);
            if let Some((from, to)) = Calendar::read(&text, today).when(&text) {
                proptest::prop_assert!(from <= to);
            }
        }
    }
}
