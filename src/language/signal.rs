//! Reads a message about a trick: which, through which channel, how many people, when, how it ended.

use chrono::NaiveDate;
use serde::Serialize;

use super::channel::read_channel;
use super::dates::{Calendar, Range};
use super::events::events;
use super::money::{Amount, amounts, loss, names_a_loss};
use super::numbers::{Number, numbers};
use super::outcome::read_outcome;
use super::people::{Count, Counted};
use super::phenomenon::Ranking;
use super::signs::Found;
use super::text::Text;
use super::urgency::is_urgent;
use crate::catalogue::{Catalogue, Outcome, UNKNOWN};

/// What was understood of a signal. Nothing of it is sent before the reporter has confirmed it.
#[derive(Debug, Clone, Default, PartialEq, Serialize)]
pub struct SignalReading {
    /// Slugs, best first; `onbekend` where nothing speaks for any.
    pub phenomena: Vec<String>,
    /// Up to three slugs to offer.
    pub candidates: Vec<String>,
    /// The first is clear enough to only ask "klopt dit?"
    pub sure: bool,
    /// Slug of the channel of the first contact.
    pub channel: Option<String>,
    /// People, households or times; none where the message gives no number.
    pub count: Option<Count>,
    pub date: Option<Range>,
    pub outcome: Outcome,
    /// Whole euros that are really gone, rounded.
    pub loss_eur: Option<u64>,
    /// The same in cents.
    pub loss_cents: Option<u64>,
    /// It may be happening now: first of all 112.
    pub urgent: bool,
}

/// Everything read from a message, for building a reading and for explaining it.
pub(crate) struct Workings {
    pub text: Text,
    pub found: Found,
    pub ranking: Ranking,
    pub numbers: Vec<Number>,
    pub amounts: Vec<Amount>,
    pub calendar: Calendar,
}

impl Workings {
    pub(crate) fn of(raw: &str, catalogue: &Catalogue, today: NaiveDate) -> Self {
        let text = Text::new(raw);
        let found = catalogue.signs().find(&text);
        let ranking = Ranking::of(&text, &found, catalogue);
        let calendar = Calendar::read(&text, today);
        let numbers = numbers(&text, &calendar.taken);
        let amounts = amounts(&text, &found, catalogue, &numbers);
        Self {
            text,
            found,
            ranking,
            numbers,
            amounts,
            calendar,
        }
    }
}

/// Reads `raw` as written on `today`.
#[must_use]
pub fn read_signal(raw: &str, catalogue: &Catalogue, today: NaiveDate) -> SignalReading {
    reading(raw, catalogue, today, &Workings::of(raw, catalogue, today))
}

pub(crate) fn reading(
    raw: &str,
    catalogue: &Catalogue,
    today: NaiveDate,
    w: &Workings,
) -> SignalReading {
    let (phenomena, sure) = labels(raw, catalogue, w);
    let best = phenomena.first().map_or(UNKNOWN, String::as_str);
    let channel = read_channel(&w.text, &w.found, catalogue);
    let urgent = is_urgent(raw, &w.text, &w.found, catalogue);
    let unclear = catalogue
        .signs()
        .id("onduidelijk")
        .is_some_and(|id| w.found.has(id));
    // A faint guess says nothing about how such a thing mostly ends.
    let trick = catalogue.phenomenon(best).filter(|_| w.ranking.is_clear());
    let outcome = match read_outcome(&w.text, &w.found, catalogue, trick) {
        _ if urgent => Outcome::Unknown,
        Outcome::Unknown if !unclear && names_a_loss(&w.text, &w.found, catalogue, &w.amounts) => {
            Outcome::Loss
        }
        outcome => outcome,
    };
    let counted = Counted {
        text: &w.text,
        found: &w.found,
        catalogue,
        numbers: &w.numbers,
        amounts: &w.amounts,
    };
    let loss_cents = (outcome == Outcome::Loss)
        .then(|| loss(&w.text, &w.found, catalogue, &w.amounts))
        .flatten();
    SignalReading {
        candidates: w.ranking.offered(catalogue, channel.as_deref()),
        sure,
        count: counted.approached(),
        date: if urgent {
            Some((today, today))
        } else {
            w.calendar.when(&w.text)
        },
        loss_eur: loss_cents.map(|cents| (cents + 50) / 100),
        loss_cents,
        phenomena,
        channel,
        outcome,
        urgent,
    }
}

/// The labels of the whole message, or of a list those of its parts.
fn labels(raw: &str, catalogue: &Catalogue, w: &Workings) -> (Vec<String>, bool) {
    let parts: Vec<Ranking> = events(raw)
        .into_iter()
        .map(|part| {
            let text = Text::new(part);
            let found = catalogue.signs().find(&text);
            Ranking::of(&text, &found, catalogue)
        })
        .collect();
    let clear = parts.iter().filter(|p| p.is_clear()).count();
    if clear < 2 || clear < parts.len() {
        return (w.ranking.labels(&w.found), w.ranking.is_sure());
    }
    let mut labels: Vec<String> = Vec::new();
    for best in parts.iter().filter_map(|p| p.scores.first()) {
        if !labels.contains(&best.slug) {
            labels.push(best.slug.clone());
        }
    }
    (labels, parts.iter().all(Ranking::is_sure))
}
