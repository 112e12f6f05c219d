//! Reads amounts (`€1.200,-`, `12 mille`, `2400 betaald`) and what of them is really gone.

use super::numbers::Number;
use super::signs::Found;
use super::text::Text;
use crate::catalogue::Catalogue;

/// An amount in cents, on these words.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Amount {
    pub cents: u64,
    pub first: usize,
    pub last: usize,
}

/// Words that make a number an amount.
const UNITS: [&str; 15] = [
    "euro",
    "euros",
    "eur",
    "euries",
    "euroos",
    "piek",
    "eurootjes",
    "euroo",
    "euri",
    "eurie",
    "eu",
    "ballen",
    "pop",
    "knaken",
    "e",
];

/// All amounts in `text`. A number without a sign of money counts only next to a word of paying.
#[must_use]
pub fn amounts(
    text: &Text,
    found: &Found,
    catalogue: &Catalogue,
    numbers: &[Number],
) -> Vec<Amount> {
    let paying = Near::new(
        catalogue,
        found,
        &[
            "betaald",
            "kwijt",
            "misschien-kwijt",
            "ingelegd",
            "pinnen",
            "overgemaakt",
            "vraagt-na",
        ],
    );
    let mut all = Vec::new();
    let mut skip = 0;
    for (nth, number) in numbers.iter().enumerate() {
        if nth < skip || number.vague {
            continue;
        }
        if let Some((amount, used)) = product(text, numbers, nth) {
            skip = nth + used;
            all.push(amount);
        } else if let Some(cents) = in_euros(text, number) {
            all.push(Amount {
                cents,
                first: number.first,
                last: number.last + 1,
            });
        } else if bare_amount(text, number, &paying) {
            all.push(Amount {
                cents: number.high,
                first: number.first,
                last: number.last,
            });
        }
    }
    all
}

/// `5x100`, `drie keer 99 euro`.
fn product(text: &Text, numbers: &[Number], nth: usize) -> Option<(Amount, usize)> {
    let (times, each) = (numbers[nth], numbers.get(nth + 1)?);
    let linked = each.first == times.last + 2
        && matches!(text.word(times.last + 1), "x" | "keer" | "maal" | "times");
    let cents = in_euros(text, each).or_else(|| {
        (each.low >= 2000 && each.low.is_multiple_of(500) && !people_follow(text, each))
            .then_some(each.low)
    })?;
    let total = (times.low / 100).saturating_mul(cents);
    linked.then_some((
        Amount {
            cents: total,
            first: times.first,
            last: each.last,
        },
        2,
    ))
}

fn people_follow(text: &Text, number: &Number) -> bool {
    matches!(
        text.word(number.last + 1),
        "man" | "mensen" | "personen" | "dames" | "people" | "stuks" | "st" | "kinderen"
    )
}

/// The cents of a number that carries a sign of money.
fn in_euros(text: &Text, number: &Number) -> Option<u64> {
    let before = text.gap(number.first);
    let after = text.after(number.last);
    let unit = text.word(number.last + 1);
    if matches!(unit, "cent" | "centen" | "ct" | "cents" | "eurocent")
        && !after.contains([',', '.'])
    {
        return Some(number.high / 100);
    }
    let glued = text
        .tokens()
        .get(number.last + 1)
        .is_some_and(|t| t.is_glued);
    let named = UNITS.contains(&unit)
        && (unit != "e" || (glued && number.high > 3000))
        && !after.contains(['.', ';', '\n']);
    let signed = before.trim_end().ends_with('€')
        || after.starts_with('€')
        || after.starts_with(" €")
        || after.starts_with(",-")
        || after.starts_with(".-");
    let worded = matches!(text.before(number.first, 1), "euro" | "eur")
        && text.gap(number.first).trim().is_empty();
    (named || signed || worded || is_slang(text.word(number.last))).then_some(number.high)
}

/// Words that multiply a number and are about money only.
fn is_slang(word: &str) -> bool {
    matches!(
        word,
        "mille" | "ton" | "rug" | "ruggen" | "meier" | "meiers" | "tientje" | "tientjes"
    )
}

/// `1.500 gepind`, `2400 betaald`: at least ten, and right beside a word of paying or losing.
fn bare_amount(text: &Text, number: &Number, paying: &Near) -> bool {
    let next = text.word(number.last + 1);
    let counted = matches!(
        next,
        "x" | "keer"
            | "maal"
            | "uur"
            | "minuten"
            | "dagen"
            | "weken"
            | "maanden"
            | "jaar"
            | "procent"
            | "cijfers"
            | "plus"
            | "of"
            | "e"
            | "de"
            | "ste"
    ) || text.after(number.last).starts_with(['%', ')', ':']);
    let alone = next.is_empty() || text.parted(number.last, number.last + 1);
    let before = text.before(number.first, 1);
    // "Van 84", "ze is 84, haar pasje is weg": an age, not what is gone.
    let years = matches!(before, "van" | "was" | "groep" | "om")
        || alone && matches!(before, "is" | "wordt");
    let glued = text.tokens()[number.first].is_glued || number.low < 11_000 && years;
    let spelled = text.word(number.first).contains('.') && number.low >= 100_000;
    let year = (195_000..=210_000).contains(&number.low) && !spelled;
    let round = number.low >= 30_000 && number.low.is_multiple_of(5000) && !year;
    let thousand = spelled && !people_follow(text, number);
    number.low >= 1000
        && !counted
        && !glued
        && (paying.touches(text, number.first, number.last, 2)
            || (round || thousand)
                && (alone || matches!(next, "in" | "naar" | "weg" | "af" | "eraf" | "op")))
}

/// Places of signs, for asking what stands near an amount.
pub(crate) struct Near {
    spots: Vec<(usize, usize)>,
}

impl Near {
    pub(crate) fn new(catalogue: &Catalogue, found: &Found, signs: &[&str]) -> Self {
        let ids = signs.iter().filter_map(|name| catalogue.signs().id(name));
        Self {
            spots: ids
                .flat_map(|id| found.all(id).map(|h| (h.first, h.last)).collect::<Vec<_>>())
                .collect(),
        }
    }

    /// Is one of them at most `reach` words before or after, in the same sentence?
    pub(crate) fn touches(&self, text: &Text, first: usize, last: usize, reach: usize) -> bool {
        self.distance(text, first, last).is_some_and(|d| d <= reach)
    }

    /// How many words before `first` the nearest stands, in the same sentence.
    pub(crate) fn behind(&self, text: &Text, first: usize) -> Option<usize> {
        let sentence = text.sentence(first);
        self.spots
            .iter()
            .filter(|(a, b)| text.sentence(*a) == sentence && *b < first)
            .map(|(_, b)| first - *b)
            .min()
    }

    /// How many words behind `last` the nearest stands, in the same sentence.
    pub(crate) fn ahead(&self, text: &Text, last: usize) -> Option<usize> {
        let sentence = text.sentence(last);
        self.spots
            .iter()
            .filter(|(a, _)| text.sentence(*a) == sentence && *a > last)
            .map(|(a, _)| a - last)
            .min()
    }

    pub(crate) fn distance(&self, text: &Text, first: usize, last: usize) -> Option<usize> {
        let sentence = text.sentence(first);
        self.spots
            .iter()
            .filter(|(a, _)| text.sentence(*a) == sentence)
            .map(|(a, b)| {
                if *a > last {
                    a - last
                } else {
                    first.saturating_sub(*b)
                }
            })
            .min()
    }
}

/// What is really gone, in cents: amounts beside words of paying or losing, without what was asked,
/// promised or is due every month.
#[must_use]
pub fn loss(text: &Text, found: &Found, catalogue: &Catalogue, amounts: &[Amount]) -> Option<u64> {
    let paid = ["betaald", "kwijt", "besteld"]
        .iter()
        .any(|name| catalogue.signs().id(name).is_some_and(|id| found.has(id)));
    in_total(text, amounts).or_else(|| Gone::sort(text, found, catalogue, amounts).total(paid))
}

/// Is an amount named that was neither asked nor promised? Then it is a loss, unless the message says
/// that it was kept off.
#[must_use]
pub fn names_a_loss(text: &Text, found: &Found, catalogue: &Catalogue, amounts: &[Amount]) -> bool {
    let gone = Gone::sort(text, found, catalogue, amounts);
    gone.sure
        .iter()
        .chain(&gone.possible)
        .any(|cents| *cents >= 2000)
}

/// Up to so many cents may be bait for a far larger amount.
const BAIT: u64 = 2500;

/// Amounts of one message by how surely they are gone.
#[derive(Default)]
struct Gone {
    sure: Vec<u64>,
    possible: Vec<u64>,
    asked: Vec<u64>,
}

impl Gone {
    fn sort(text: &Text, found: &Found, catalogue: &Catalogue, amounts: &[Amount]) -> Self {
        let paid = Near::new(
            catalogue,
            found,
            &["betaald", "kwijt", "ingelegd", "misbruik-gebeurd"],
        );
        let asked = Near::new(catalogue, found, &["gevraagd-bedrag"]);
        let lure = Near::new(catalogue, found, &["lokbedrag"]);
        let due = Near::new(catalogue, found, &["vraagt-na"]);
        let monthly = Near::new(catalogue, found, &["per-keer"]);
        let mut gone = Gone::default();
        for amount in amounts.iter().filter(|a| a.cents >= 300) {
            if monthly.touches(text, amount.first, amount.last, 2) {
                continue;
            }
            let paid = paid.distance(text, amount.first, amount.last);
            let lure_near = lure
                .behind(text, amount.first)
                .filter(|d| *d <= 4)
                .or_else(|| lure.ahead(text, amount.last).filter(|d| *d <= 2));
            let lured = lure_near.is_some_and(|d| paid.is_none_or(|p| d <= p));
            let asked = asked
                .behind(text, amount.first)
                .filter(|d| *d <= 5)
                .or_else(|| (text.before(amount.first, 1) == "voor").then_some(4))
                .or_else(|| due.ahead(text, amount.last).filter(|d| *d <= 3));
            match (lured, paid, asked) {
                (true, ..) => {}
                (_, Some(p), Some(a)) if a < p => gone.asked.push(amount.cents),
                (_, Some(_), _) => gone.sure.push(amount.cents),
                (_, None, Some(_)) => gone.asked.push(amount.cents),
                (_, None, None) => gone.possible.push(amount.cents),
            }
        }
        gone
    }

    /// All that is surely gone; else the one named; else what was asked, if it was paid.
    fn total(&self, paid: bool) -> Option<u64> {
        if let Some(largest) = self.sure.iter().max() {
            // "Betaalde 1,95, daarna was er 800 af": the little that lured is not added.
            let counts = |cents: &&u64| **cents > BAIT || **cents * 20 > *largest;
            return Some(self.sure.iter().filter(counts).sum());
        }
        self.possible
            .last()
            .or(self.asked.last().filter(|_| paid))
            .copied()
    }
}

/// "In totaal 3.000": then the parts are not added.
fn in_total(text: &Text, amounts: &[Amount]) -> Option<u64> {
    let total = |word: &str| matches!(word, "totaal" | "total" | "samen" | "elkaar" | "bijelkaar");
    let around = |a: &&Amount| {
        (1..=2).any(|n| total(text.before(a.first, n)) || total(text.word(a.last + n)))
    };
    amounts.iter().find(around).map(|a| a.cents)
}
