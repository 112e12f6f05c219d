//! How many people: approached by a trick, or reached by an action. Not ages, groups, hours or amounts.

use super::money::Amount;
use super::numbers::{Number, ordinal, together};
use super::signs::{Found, SignId};
use super::text::Text;
use crate::catalogue::{Catalogue, Reach};

/// At least and at most so many.
pub type Count = (u32, u32);

/// What the numbers of one message are about.
pub struct Counted<'a> {
    pub text: &'a Text,
    pub found: &'a Found,
    pub catalogue: &'a Catalogue,
    pub numbers: &'a [Number],
    pub amounts: &'a [Amount],
}

/// What a number counts, weakest first.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
enum Of {
    /// Nothing said, but nothing against it.
    Loose,
    /// Messages, things.
    Things,
    /// How often.
    Times,
    People,
}

/// Before a number: it names something ("groep 7", "bus 12") and counts nobody.
const NAMES: [&str; 30] = [
    "groep",
    "klas",
    "nr",
    "nummer",
    "nummers",
    "huisnummer",
    "leeftijd",
    "versie",
    "windows",
    "iphone",
    "wijk",
    "boven",
    "gemiddeld",
    "lijn",
    "kanaal",
    "app",
    "aflevering",
    "les",
    "oplage",
    "postcode",
    "bus",
    "tram",
    "appartement",
    "deel",
    "toets",
    "druk",
    "press",
    "model",
    "ios",
    "playstation",
];

/// Behind a number: it measures something else than people ("3 uur", "6 cijfers").
const UNITS: [&str; 63] = [
    "jaar",
    "jarige",
    "jaren",
    "years",
    "uur",
    "u",
    "uren",
    "hours",
    "min",
    "minuten",
    "minuut",
    "minutes",
    "kwartier",
    "dagen",
    "dag",
    "days",
    "weken",
    "week",
    "weeks",
    "maanden",
    "maand",
    "months",
    "km",
    "kilometer",
    "meter",
    "procent",
    "dingen",
    "cijfers",
    "cijferig",
    "cijferige",
    "digits",
    "plus",
    "plusser",
    "plussers",
    "plusses",
    "hoog",
    "e",
    "de",
    "ste",
    "th",
    "st.",
    "verdieping",
    "graden",
    "gb",
    "kilo",
    "rondes",
    "ronde",
    "pagina",
    "g",
    "onderwerpen",
    "keer zoveel",
    "sterren",
    "talen",
    "vragen",
    "paginas",
    "tips",
    "letters",
    "a4",
    "cent",
    "euro",
    "seconden",
    "am",
    "pm",
];

/// Of somebody whose age follows: "zoon van 12".
const RELATIVES: [&str; 18] = [
    "zoon",
    "dochter",
    "kind",
    "nichtje",
    "neefje",
    "mevrouw",
    "meneer",
    "man",
    "vrouw",
    "dame",
    "heer",
    "jongen",
    "meisje",
    "kleinzoon",
    "kleindochter",
    "buurvrouw",
    "buurman",
    "iemand",
];

impl Counted<'_> {
    /// How many people or households a trick approached, or how often.
    #[must_use]
    pub fn approached(&self) -> Option<Count> {
        let said: Vec<(Of, Count)> = self
            .numbers
            .iter()
            .filter_map(|n| self.classify(n))
            .filter(|(_, c)| (1..=5000).contains(&c.1))
            .collect();
        let (mut several, single): (Vec<_>, Vec<_>) = said.into_iter().partition(|(_, c)| c.1 > 1);
        several.extend(self.spelled_out());
        // "1 buur" is a count, and so is "nepagent deur 1"; "1 keer" is not.
        let one = single
            .into_iter()
            .find(|(of, _)| matches!(of, Of::People | Of::Loose));
        let counted = self.most(several).or(one.map(|(_, count)| count));
        counted.or_else(|| self.one_victim())
    }

    /// "Bij een buurvrouw", "mijn moeder": one person it happened to, where nobody else is told of.
    fn one_victim(&self) -> Option<Count> {
        (self.has("een-slachtoffer") && !self.has("meer-slachtoffers")).then_some((1, 1))
    }

    /// How many people, things or views an action reached, where the kind of action counts `unit`.
    #[must_use]
    pub fn reached(&self, unit: Option<Reach>) -> Option<Count> {
        if self.has("niemand-gekomen") {
            return Some((0, 0));
        }
        if let Some(total) = self.sum_or_product() {
            return Some(total);
        }
        let mut all: Vec<(Of, Count)> = self.numbers.iter().filter_map(|n| self.done(n)).collect();
        all.extend(self.spelled_out());
        if unit == Some(Reach::Stuks) {
            let things = all
                .iter()
                .filter(|(of, _)| matches!(of, Of::Things | Of::Loose))
                .copied();
            if let Some(count) = self.most(things.collect()) {
                return Some(count);
            }
        }
        self.most(all).or_else(|| self.one_person())
    }

    /// What a number in a report of an action counts: nobody is a culprit there, and a number that is
    /// nothing else is the reach.
    fn done(&self, number: &Number) -> Option<(Of, Count)> {
        let count = number.whole()?;
        if self.is_other(number) {
            return None;
        }
        let crowd = self.text.before(number.first, 1) == "of"
            && matches!(
                self.text.before(number.first, 2),
                "man" | "persoon" | "stuk" | "vrouw"
            );
        let of = match self.noun(number) {
            _ if crowd => Of::People,
            Some(of) => of,
            None => Of::Loose,
        };
        Some((of, count))
    }

    /// The largest of the strongest kind.
    fn most(&self, all: Vec<(Of, Count)>) -> Option<Count> {
        let best = all.iter().map(|(of, _)| *of).max()?;
        all.into_iter()
            .filter(|(of, _)| *of == best)
            .map(|(_, count)| count)
            .max_by_key(|count| count.1)
    }

    fn classify(&self, number: &Number) -> Option<(Of, Count)> {
        let count = number.whole()?;
        if self.is_other(number) {
            return None;
        }
        if self.counts_culprits(number) {
            return None;
        }
        let loose = (self.is_loose(number) && count.1 < 100).then_some(Of::Loose);
        let of = self.noun(number).or(loose)?;
        // "drie keer 99 euro" counts payments.
        let pays = of == Of::Times
            && self
                .amounts
                .iter()
                .any(|a| a.first <= number.first && number.last <= a.last);
        (!pays).then_some((of, count))
    }

    /// Which of `name` stands at most two words behind the number, in the same clause.
    fn ahead(&self, number: &Number, name: &str) -> Option<usize> {
        let next = number.last + 1;
        (0..3).find(|n| self.reaches(number.last, next + n) && self.starts(name, next + n))
    }

    fn counts_culprits(&self, number: &Number) -> bool {
        let culprits = self.ahead(number, "dader-woord");
        let people = self.ahead(number, "mens-woord");
        culprits.is_some_and(|culprits| {
            people.is_none_or(|people| people >= culprits)
                && !self.undergoes(number.last + 2 + culprits)
        })
    }

    /// "2 lui kregen een sms": what follows happens to them, so they are no culprits.
    fn undergoes(&self, from: usize) -> bool {
        (from..from + 6)
            .take_while(|at| self.reaches(from, *at))
            .any(|at| {
                matches!(
                    self.text.word(at),
                    "kreeg"
                        | "kregen"
                        | "krijgen"
                        | "ontvingen"
                        | "werden"
                        | "worden"
                        | "hadden"
                        | "gebeld"
                        | "got"
                )
            })
    }

    /// What the noun behind the number says that it counts.
    fn noun(&self, number: &Number) -> Option<Of> {
        let times =
            self.starts("keer-woord", number.last + 1) && self.text.before(number.first, 1) != "in";
        if self.ahead(number, "mens-woord").is_some() {
            Some(Of::People)
        } else if times {
            Some(Of::Times)
        } else {
            self.ahead(number, "ding-woord")
                .filter(|n| *n < 2)
                .map(|_| Of::Things)
        }
    }

    /// No comma or full stop between the number and the word at `at`.
    fn reaches(&self, last: usize, at: usize) -> bool {
        at < self.text.len() && !self.text.parted(last, at)
    }

    /// A number without a noun, followed by nothing or by what people do: "zes gehad", "5 in ons portiek".
    fn is_loose(&self, number: &Number) -> bool {
        let next = self.text.word(number.last + 1);
        next.is_empty()
            || self.text.parted(number.last, number.last + 1)
            || matches!(
                next,
                "in" | "bij"
                    | "uit"
                    | "van"
                    | "hadden"
                    | "hebben"
                    | "kregen"
                    | "kreeg"
                    | "zijn"
                    | "werden"
                    | "gehad"
                    | "op"
                    | "aan"
                    | "waren"
                    | "had"
                    | "totaal"
                    | "hier"
                    | "met"
                    | "die"
                    | "ongeveer"
                    | "of"
                    | "en"
                    | "geholpen"
                    | "uitgedeeld"
                    | "opgehangen"
                    | "niks"
                    | "niets"
            )
    }

    /// Ages, groups, house numbers, amounts, percentages, times, versions.
    fn is_other(&self, number: &Number) -> bool {
        self.is_amount(number)
            || self.is_name(number)
            || self.is_measure(number)
            || self.is_marked(number)
            || self.is_year(number)
            || self.is_above(number)
            || self.is_age(number)
    }

    fn is_amount(&self, number: &Number) -> bool {
        self.amounts.iter().any(|a| {
            a.first <= number.first && number.last <= a.last && self.text.word(a.last) != "x"
        })
    }

    /// "groep 7", unless people follow: "klas 25 leerlingen".
    fn is_name(&self, number: &Number) -> bool {
        NAMES.contains(&self.text.before(number.first, 1))
            && !self.starts("mens-woord", number.last + 1)
    }

    /// "3 uur", "2e"; but "40 de" is a count and the next word.
    fn is_measure(&self, number: &Number) -> bool {
        let next = self.text.word(number.last + 1);
        let is_glued = || {
            self.text
                .tokens()
                .get(number.last + 1)
                .is_some_and(|t| t.is_glued)
        };
        let ordinal = matches!(next, "e" | "de" | "ste" | "th");
        UNITS.contains(&next) && (!ordinal || is_glued())
    }

    /// "65+", "80%", "(82)", "#3".
    fn is_marked(&self, number: &Number) -> bool {
        let after = self.text.after(number.last);
        let before = self.text.gap(number.first);
        after.starts_with(['%', '+']) && !after.starts_with(" +")
            || before.ends_with(['€', '#', '(']) && after.starts_with(')')
    }

    fn is_year(&self, number: &Number) -> bool {
        number.low == number.high
            && (195_000..=210_000).contains(&number.low)
            && self.text.tokens()[number.first].is_number
            && !self.text.word(number.first).contains('.')
    }

    /// "boven de 70", "met 2 kinderen".
    fn is_above(&self, number: &Number) -> bool {
        let (before, two_before) = (
            self.text.before(number.first, 1),
            self.text.before(number.first, 2),
        );
        let next = self.text.word(number.last + 1);
        before == "de" && matches!(two_before, "boven" | "rond" | "onder")
            || before == "met" && matches!(next, "kinderen" | "kids" | "children")
    }

    /// "(82)", "mevrouw van 79", "was 91": somebody's age.
    fn is_age(&self, number: &Number) -> bool {
        let text = self.text;
        let plausible = (300..=10_500).contains(&number.low);
        let noun = (1..=2).any(|n| self.starts("mens-woord", number.last + n))
            && !text.parted(number.last, number.last + 1);
        let behind = matches!(text.before(number.first, 1), "van" | "was" | "is") && !noun;
        let relative = text.before(number.first, 1) == "van"
            && RELATIVES.contains(&text.before(number.first, 2));
        let bracketed = (text.gap(number.first).ends_with('(')
            || text.before(number.first, 1) == "en")
            && (text.after(number.last).starts_with(')') || text.word(number.last + 1) == "en")
            && !noun;
        plausible && (relative || bracketed || behind && text.before(number.first, 1) != "van")
    }

    /// `met z'n vieren`, `allebei`, `de vierde deze week`, `derde keer`.
    fn spelled_out(&self) -> Vec<(Of, Count)> {
        let text = self.text;
        let mut all = Vec::new();
        for at in 0..text.len() {
            let word = text.word(at);
            let own = matches!(
                text.before(at, 1),
                "zn" | "z" | "ons" | "hun" | "n" | "zun" | "wij" | "zijn"
            );
            if own && let Some(count) = together(word).filter(|_| !self.culprits_before(at)) {
                all.push((Of::People, (count, count)));
            }
            if matches!(word, "allebei" | "beiden" | "alletwee" | "both")
                && !self.culprits_before(at)
            {
                all.push((Of::People, (2, 2)));
            }
            if let Some(count) = self.nth_time(at) {
                all.push((Of::Times, (count, count)));
            }
        }
        all
    }

    fn nth_time(&self, at: usize) -> Option<u32> {
        let text = self.text;
        let digits =
            text.tokens()[at].is_number && matches!(text.word(at + 1), "e" | "de" | "ste" | "th");
        let (nth, next) = if digits {
            (text.word(at).parse().ok()?, at + 2)
        } else {
            (ordinal(text.word(at))?, at + 1)
        };
        let counts = matches!(
            text.word(next),
            "keer" | "maal" | "x" | "time" | "van" | "deze" | "this" | "al" | "poging" | "melding"
        );
        (counts && nth <= 50).then_some(nth)
    }

    /// The people meant are the ones who did it: "die gasten staan met z'n vieren".
    fn culprits_before(&self, at: usize) -> bool {
        let from = at.saturating_sub(8);
        (from..at).any(|b| {
            self.text.sentence(b) == self.text.sentence(at)
                && (self.starts("dader-woord", b)
                    || matches!(self.text.word(b), "werkten" | "werken"))
        })
    }

    /// `27 + 25`, `2x 20`.
    fn sum_or_product(&self) -> Option<Count> {
        for pair in self.numbers.windows(2) {
            let (a, b) = (pair[0].whole()?, pair[1].whole()?);
            if self.is_other(&pair[1]) {
                continue;
            }
            let between = (pair[0].last + 1..pair[1].first)
                .map(|at| self.text.word(at))
                .collect::<Vec<_>>();
            let added = between.is_empty() && self.text.gap(pair[1].first).contains('+')
                || matches!(between.as_slice(), ["en" | "and" | "plus"])
                    && self.ahead(&pair[1], "mens-woord").is_some();
            let multiplied = matches!(
                between.as_slice(),
                ["x" | "keer" | "maal"]
                    | [
                        "klassen"
                            | "groepen"
                            | "groepjes"
                            | "sessies"
                            | "rondes"
                            | "lessen"
                            | "teams"
                            | "tafels"
                            | "ploegen"
                            | "clubjes"
                            | "dozen"
                            | "pakken"
                            | "stapels"
                            | "pakjes",
                        "van" | "met" | "v" | "a"
                    ]
            );
            if added && !self.is_other(&pair[0]) {
                return Some((a.0.saturating_add(b.0), a.1.saturating_add(b.1)));
            }
            if multiplied {
                return Some((a.0.saturating_mul(b.0), a.1.saturating_mul(b.1)));
            }
        }
        None
    }

    /// "met de buurvrouw", "een echtpaar": one or two people without a number.
    fn one_person(&self) -> Option<Count> {
        if self.has("echtpaar") {
            return Some((2, 2));
        }
        None
    }

    fn id(&self, name: &str) -> Option<SignId> {
        self.catalogue.signs().id(name)
    }

    fn has(&self, name: &str) -> bool {
        self.id(name).is_some_and(|id| self.found.has(id))
    }

    fn starts(&self, name: &str, at: usize) -> bool {
        self.id(name)
            .is_some_and(|id| self.found.all(id).any(|hit| hit.first == at))
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::language::{read_action, read_signal};
    use chrono::NaiveDate;

    fn today() -> NaiveDate {
        NaiveDate::from_ymd_opt(2026, 10, 14).unwrap()
    }

    #[test]
    fn one_neighbour_is_a_count() {
        let catalogue = Catalogue::built_in();
        for (said, count) in [
            ("nepagent aan de deur bij 1 buur", Some((1, 1))),
            ("1 bewoner gebeld door een nepbank", Some((1, 1))),
            ("1 dame, 3 keer gebeld door de bank", Some((3, 3))),
            ("1 keer gebeld door de bank", None),
            ("bij 4 buren een nepagent", Some((4, 4))),
        ] {
            assert_eq!(
                read_signal(said, &catalogue, today()).count,
                count,
                "{said}"
            );
        }
    }

    #[test]
    fn reach_in_short() {
        let catalogue = Catalogue::built_in();
        for (said, reach) in [
            ("flyers 50 gisteren", 50),
            ("gisteren 40 flyers", 40),
            ("koffieochtend bieb 12 pers", 12),
            ("koffieochtend bieb 12p", 12),
            ("koffieochtend 12 prs.", 12),
            ("flyers 40 st", 40),
            ("flyers 40stuks", 40),
            ("flyers 100 stk", 100),
            ("inloop ong. 30 pers.", 30),
            ("presentatie 2e klas 24 lln", 24),
            ("30 flyers op 12 oktober", 30),
            ("flyers 12-10 40 stuks", 40),
            ("12-10 flyers 40", 40),
            ("15 pers koffieochtend 9-10", 15),
            ("2 uur flyers uitgedeeld 60 stuks", 60),
            ("flyers 60 in 2 uur", 60),
            ("quiz, 5 teams v. 4", 20),
            ("bie de zangverainen, zeuventien zangers", 17),
            ("spreekuur was niemand", 0),
            ("biljet achter 't raam bij de snackbar", 1),
        ] {
            let read = read_action(said, &catalogue, today()).reach;
            assert_eq!(read, Some((reach, reach)), "{said}");
        }
        let read = read_action("koffieochtend 10-15 mensen", &catalogue, today());
        assert_eq!((read.reach, read.date), (Some((10, 15)), None));
    }

    #[test]
    fn a_day_with_a_dash_is_a_day_beside_a_count() {
        let catalogue = Catalogue::built_in();
        for (said, day) in [
            ("flyers 12-10 40 stuks", 12),
            ("15 pers koffieochtend 9-10", 9),
        ] {
            let day = NaiveDate::from_ymd_opt(2026, 10, day);
            let read = read_action(said, &catalogue, today()).date;
            assert_eq!(read, day.map(|d| (d, d)), "{said}");
        }
    }

    #[test]
    fn one_person_who_is_told_of_needs_no_number() {
        let catalogue = Catalogue::built_in();
        let count = |said: &str| read_signal(said, &catalogue, today()).count;
        for said in [
            "hoi mam via whatsapp bij een buurvrouw, niks kwijt",
            "mijn moeder kreeg een sms van de bank",
            "nepagent aan de deur bij mevrouw hiernaast",
            "nepagent deur 1 niks kwijt",
        ] {
            assert_eq!(count(said), Some((1, 1)), "{said}");
        }
        for said in [
            "een buurvrouw en ook mijn zus kregen een sms van de bank",
            "phishing mail van de bank",
            "mijn buren kregen een sms van de bank",
            "hele flat kreeg een sms van de bank, mijn moeder ook",
        ] {
            assert_eq!(count(said), None, "{said}");
        }
        assert_eq!(count("nepagent deur 3 niks kwijt"), Some((3, 3)));
    }

    #[test]
    fn a_number_of_somebody_is_no_reach() {
        let catalogue = Catalogue::built_in();
        for said in [
            "flyers in de brievenbus bij Hobbemaplein 12, 2526 JB",
            "flyers gebracht bij mevrouw op nummer 14, tel 0612345678",
            "koffieochtend bsn 123456782",
            "flyers 111222333",
        ] {
            assert_eq!(read_action(said, &catalogue, today()).reach, None, "{said}");
        }
        let said = "koffieochtend 12 mensen, bel 0612345678";
        assert_eq!(read_action(said, &catalogue, today()).reach, Some((12, 12)));
        let said = "nepagent bij mevrouw op het Hobbemaplein 12, 2526 JB";
        assert_eq!(read_signal(said, &catalogue, today()).count, Some((1, 1)));
    }
}
