//! Reads a message about a trick: which, through which channel, how many people, when, how it ended.

use chrono::NaiveDate;
use serde::Serialize;

use super::channel::read_channel;
use super::dates::{Calendar, Range};
use super::events::events;
use super::learned::Learned;
use super::money::{Amount, amounts, loss, names_a_loss};
use super::numbers::{Number, numbers};
use super::outcome::read_outcome;
use super::people::{Count, Counted};
use super::personal::impersonal;
use super::phenomenon::Ranking;
use super::record::{RecordReading, read_record};
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
    /// What else the message says of the event.
    pub record: RecordReading,
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
    let learned = Learned::of(&w.text);
    let urgent = is_urgent(raw, &w.text, &w.found, learned, catalogue);
    let unclear = catalogue
        .signs()
        .id("onduidelijk")
        .is_some_and(|id| w.found.has(id));
    // A faint guess says nothing about how such a thing mostly ends.
    let trick = catalogue.phenomenon(best).filter(|_| w.ranking.is_clear());
    let told = learned
        .outcome
        .unwrap_or_else(|| read_outcome(&w.text, &w.found, catalogue, trick));
    let outcome = match told {
        _ if urgent => Outcome::Unknown,
        Outcome::Unknown if !unclear && names_a_loss(&w.text, &w.found, catalogue, &w.amounts) => {
            Outcome::Loss
        }
        outcome => outcome,
    };
    let approached = |numbers: &[Number]| {
        let counted = Counted {
            text: &w.text,
            found: &w.found,
            catalogue,
            numbers,
            amounts: &w.amounts,
        };
        counted.approached()
    };
    // Masking costs more than all of this, so only where there is a count.
    let count = approached(&w.numbers)
        .and_then(|_| approached(&impersonal(w.numbers.clone(), raw, &w.text)));
    let loss_cents = (outcome == Outcome::Loss)
        .then(|| loss(&w.text, &w.found, catalogue, &w.amounts))
        .flatten();
    SignalReading {
        candidates: w.ranking.offered(catalogue, channel.as_deref()),
        sure,
        count,
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
        record: read_record(&w.text, &w.found, catalogue),
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

#[cfg(test)]
mod tests {
    use std::sync::{Arc, LazyLock};

    use super::*;

    static CATALOGUE: LazyLock<Arc<Catalogue>> = LazyLock::new(Catalogue::built_in);

    fn read(raw: &str) -> SignalReading {
        let today = NaiveDate::from_ymd_opt(2026, 10, 14).unwrap();
        read_signal(raw, &CATALOGUE, today)
    }

    #[test]
    fn a_threat_to_show_images_is_for_the_private_way() {
        for said in [
            "iemand dreigt naaktfoto's van mijn dochter te verspreiden",
            "hij dreigt nu haar filmpje online te zetten",
            "they threaten to share his nude pictures",
        ] {
            assert!(!read(said).urgent, "{said}");
        }
        for said in [
            "hij staat nu voor de deur met een mes en heeft naaktfoto's",
            "ze dreigt met foto's en wil niet meer leven",
        ] {
            assert!(read(said).urgent, "{said}");
        }
    }

    #[test]
    fn who_is_on_his_way_is_not_there_yet() {
        assert!(read("politie belde mijn oma net, ze komen over 10 min haar geld ophalen").urgent);
        assert!(!read("gisteren belde de politie, ze zouden haar geld ophalen").urgent);
    }

    #[test]
    fn what_somebody_wants_or_wonders_was_not_done() {
        for (said, outcome) in [
            (
                "koper wil het transport vooraf door mij betaald, afgewezen",
                Outcome::Attempt,
            ),
            (
                "factuur van een nepbedrijf. of de club al betaald had wordt nog uitgezocht",
                Outcome::Unknown,
            ),
            (
                "alle bestanden versleuteld, maar alles teruggezet van de reservekopie",
                Outcome::Attempt,
            ),
        ] {
            assert_eq!(read(said).outcome, outcome, "{said}");
        }
    }

    #[test]
    fn money_in_words_of_the_street_is_money() {
        for (said, euros) in [
            ("3 rooie ruggen kwijt aan crypto", 3_000),
            ("ze heeft 5 ruggen meegegeven aan een nepagent", 5_000),
            ("hij heeft een halve ton ingelegd en is alles kwijt", 50_000),
            ("65 eu betaald en nooit iets gekregen", 65),
        ] {
            assert_eq!(read(said).loss_cents, Some(euros * 100), "{said}");
        }
        for said in [
            "nepagent aan de deur, ze is 84, pasje weg",
            "mijn vader wordt 79. pas kwijt",
        ] {
            assert_eq!(read(said).loss_cents, None, "{said}");
        }
    }

    #[test]
    fn danger_is_seen_in_other_words() {
        for said in [
            "er staat hier nou een gozer bij me moeder in de gang",
            "dringend! man nu in winkel zegt politie, wil kassa geld meenemen",
            "somebody is at her door right now and says he is police",
            "the locksmith is blocking our door, please what to do",
            "er is er een bij me moeder boven en hij wil nie weg",
        ] {
            assert!(read(said).urgent, "{said}");
        }
        for said in [
            "er liggen nu nepbonnen bij de kassa van de bakker",
            "die sms gaat nu rond in de buurt",
            "nu is de laptop besmet en moet hij naar de winkel",
        ] {
            assert!(!read(said).urgent, "{said}");
        }
    }

    #[test]
    fn a_list_is_cut_in_capitals_too() {
        let labels = read("AFGELOPEN MAAND: 5X NEP BANK BELDE, 2X NEP PAKKET SMS").phenomena;
        assert_eq!(labels, ["bankhelpdeskfraude", "pakketfraude"]);
    }

    proptest::proptest! {
        #[test]
        fn any_text_gives_a_reading_that_holds_together(raw in "\\PC{0,120}") {
            let read = read(&raw);
            proptest::prop_assert!(!read.phenomena.is_empty() && read.candidates.len() <= 3);
            proptest::prop_assert!(read.phenomena.iter().chain(&read.candidates).all(|slug| CATALOGUE.phenomenon(slug).is_some()));
            proptest::prop_assert!(read.count.is_none_or(|(least, most)| least <= most));
            proptest::prop_assert!(read.date.is_none_or(|(from, to)| from <= to));
            proptest::prop_assert!(read.loss_cents.is_none() || read.outcome == Outcome::Loss);
        }

        #[test]
        fn capitals_change_nothing_but_the_shout(raw in "((bank|belde|5x|sms|politie|kwijt|1\\.200 euro|gisteren|niet|betaald|aan de deur|é|naaktfoto|vorige week|2 buren|,|\\.|-) ){0,12}") {
            let (small, large) = (read(&raw), read(&raw.to_uppercase()));
            proptest::prop_assert_eq!(SignalReading { urgent: large.urgent, ..small }, large);
        }

        #[test]
        fn any_text_about_an_action_is_read_without_panic(raw in "\\PC{0,120}") {
            let today = NaiveDate::from_ymd_opt(2026, 10, 14).unwrap();
            let read = crate::language::read_action(&raw, &CATALOGUE, today);
            proptest::prop_assert!(read.candidates.iter().all(|slug| CATALOGUE.action(slug).is_some()));
            proptest::prop_assert!(read.reach.is_none_or(|(least, most)| least <= most));
        }

        #[test]
        fn amounts_stand_on_words_of_the_message(raw in "((€ ?|)[0-9.,]{0,9}( euro|k|,-| mille| ton|) ?(kwijt|betaald|keer|x|tot|en|) ?){0,6}") {
            let workings = Workings::of(&raw, &CATALOGUE, NaiveDate::from_ymd_opt(2026, 10, 14).unwrap());
            for amount in &workings.amounts {
                proptest::prop_assert!(amount.first <= amount.last);
                proptest::prop_assert!(amount.first < workings.text.len());
            }
        }
    }
}
