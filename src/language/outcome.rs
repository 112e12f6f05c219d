//! How it ended for the person: an attempt, a loss, or not said.

use super::signs::{Found, Hit};
use super::text::Text;
use crate::catalogue::{Catalogue, Outcome, Phenomenon};

/// Reads the outcome. One clear loss outweighs everything; words of keeping it off make an attempt; where
/// nothing is said, `unsaid` of the phenomenon holds.
#[must_use]
pub fn read_outcome(
    text: &Text,
    found: &Found,
    catalogue: &Catalogue,
    phenomenon: Option<&Phenomenon>,
) -> Outcome {
    let unsaid = phenomenon.map_or(Outcome::Unknown, |p| p.unsaid);
    let own_signs = phenomenon.map_or(&[][..], |p| p.loss_signs.as_slice());
    let signs = Signs {
        text,
        found,
        catalogue,
    };
    let lost = signs.plain("kwijt")
        || signs.plain("betaald")
        || !signs.any("hersteld") && own_signs.iter().any(|sign| signs.plain(sign))
        || signs.stands_alone(&["gedaan", "betaald", "gekocht", "overgemaakt"]);
    let kept = signs.any("niet-betaald")
        || signs.any("afgehouden")
        || signs.refused()
        || unsaid != Outcome::Loss && signs.stands_alone(&["geblokkeerd", "genegeerd", "blocked"]);
    let unclear = signs.any("onduidelijk") || signs.asks_whether(&["kwijt", "betaald"]);
    // "Weg", "gegeven" mean a loss only where nothing says that it was kept off.
    let lost = lost || !kept && signs.plain("misschien-kwijt");
    match (lost, kept, unclear) {
        (true, _, false) => Outcome::Loss,
        (_, _, true) => Outcome::Unknown,
        (false, true, _) => Outcome::Attempt,
        (false, false, false) if signs.any("vraagt-of") => Outcome::Unknown,
        // Who rang the real bank, or a son, checked it in time.
        (false, false, false) if signs.any("zelf-contact") && unsaid != Outcome::Loss => {
            Outcome::Attempt
        }
        (false, false, false) if signs.any("gegevens-gegeven") && unsaid != Outcome::Loss => {
            Outcome::Unknown
        }
        (false, false, false) => unsaid,
    }
}

struct Signs<'a> {
    text: &'a Text,
    found: &'a Found,
    catalogue: &'a Catalogue,
}

impl Signs<'_> {
    fn any(&self, name: &str) -> bool {
        self.catalogue
            .signs()
            .id(name)
            .is_some_and(|id| self.found.has(id))
    }

    /// A clause of one word: "vroeg om kaarten te halen. gedaan."
    fn stands_alone(&self, words: &[&str]) -> bool {
        const ENDS: [char; 5] = ['.', ',', '!', ';', '\n'];
        (1..self.text.len()).any(|at| {
            let after = self.text.after(at);
            words.contains(&self.text.word(at))
                && self.text.gap(at).contains(ENDS)
                && (after.is_empty() || after.contains(ENDS))
        })
    }

    /// "Niet geopend", "niks ingevuld", "nergens op geklikt": a negation and what was not done.
    fn refused(&self) -> bool {
        (0..self.text.len()).any(|at| {
            // Who did nothing is said earlier in the sentence than what was not done.
            let reach = match self.text.word(at) {
                "niemand" | "nobody" => 5,
                "niet" | "niks" | "niets" | "nergens" | "not" | "nie" | "nooit" => 3,
                _ => 0,
            };
            reach > 0
                && (1..=reach).any(|ahead| {
                    !self.text.parted(at, (at + ahead).min(self.text.len() - 1))
                        && is_deed(self.text.word(at + ahead))
                })
        })
    }

    /// Present, and not merely inside "niks kwijt", "bijna gedaan", "gegevens gestolen".
    fn plain(&self, name: &str) -> bool {
        let Some(id) = self.catalogue.signs().id(name) else {
            return false;
        };
        let denials = ["niet-betaald", "afgehouden", "geen-bezit"]
            .map(|name| self.catalogue.signs().id(name));
        let overlaps = |n, hit: &Hit| {
            self.found
                .all(n)
                .any(|d| d.first < d.last && d.first <= hit.last && hit.first <= d.last)
        };
        let denied = |hit: &Hit| denials.iter().flatten().any(|n| overlaps(*n, hit));
        self.found
            .all(id)
            .any(|hit| !denied(hit) && !self.negated(hit))
    }

    /// "Wil transport vooraf door mij betaald": what somebody wants was not done.
    fn is_wanted(&self, hit: &Hit) -> bool {
        const DONE: [&str; 6] = ["heb", "heeft", "had", "hadden", "is", "en"];
        const WANTS: [&str; 7] = ["wil", "willen", "wilde", "wilden", "wou", "wants", "wanted"];
        self.reaches_back(hit, 12, &DONE, |at| WANTS.contains(&self.text.word(at)))
    }

    /// "Of het al overgemaakt is": a clause that leaves it open.
    fn is_asked(&self, hit: &Hit) -> bool {
        const DOUBT: [&str; 6] = ["niet", "nie", "idee", "vraag", "onbekend", "afwachten"];
        self.reaches_back(hit, 5, &[], |at| {
            let first = at == 0 || self.text.parted(at - 1, at);
            self.text.word(at) == "of" && (first || DOUBT.contains(&self.text.before(at, 1)))
        })
    }

    /// Is one of these signs there only as a question?
    fn asks_whether(&self, names: &[&str]) -> bool {
        let mut ids = names
            .iter()
            .filter_map(|name| self.catalogue.signs().id(name));
        ids.any(|id| self.found.all(id).any(|hit| self.is_asked(hit)))
    }

    /// Is there such a word before the hit, at most so many words back in its part of the sentence, and none of
    /// `until` between them?
    fn reaches_back(
        &self,
        hit: &Hit,
        reach: usize,
        until: &[&str],
        is_it: impl Fn(usize) -> bool,
    ) -> bool {
        (1..=hit.first.min(reach))
            .map(|back| hit.first - back)
            .take_while(|at| {
                !self.text.parted(*at, hit.first) && !until.contains(&self.text.word(*at))
            })
            .any(is_it)
    }

    /// A word just before that takes it back.
    fn negated(&self, hit: &Hit) -> bool {
        let within = (hit.first..=hit.last).any(|at| {
            matches!(
                self.text.word(at),
                "bijna" | "niet" | "niks" | "niemand" | "almost" | "not"
            )
        });
        within
            || self.is_wanted(hit)
            || self.is_asked(hit)
            || (1..=3).any(|back| {
                back <= hit.first
                    && !self.text.parted(hit.first - back, hit.first)
                    && matches!(
                        self.text.before(hit.first, back),
                        "niet"
                            | "niks"
                            | "niets"
                            | "niemand"
                            | "bijna"
                            | "geen"
                            | "not"
                            | "never"
                            | "nobody"
                            | "nie"
                            | "nait"
                            | "almost"
                            | "zou"
                            | "aangifte"
                            | "zonder"
                    )
            })
    }
}

/// A participle of what a victim does; what a seller does not do ("niet geleverd") is no refusal.
fn is_deed(word: &str) -> bool {
    const OF_OTHERS: [&str; 25] = [
        "teruggekregen",
        "terugbetaald",
        "teruggestort",
        "geleverd",
        "gekregen",
        "gehoord",
        "gezien",
        "gekomen",
        "geweest",
        "gewerkt",
        "gehad",
        "gevraagd",
        "gebruikt",
        "gestuurd",
        "gebeld",
        "geslaagd",
        "gelukt",
        "gevonden",
        "gemaakt",
        "gezegd",
        "gesproken",
        "geboekt",
        "gemeld",
        "gehuurd",
        "geinteresseerd",
    ];
    let prefixed = [
        "ge", "inge", "opge", "aange", "doorge", "terugge", "meege", "overge", "openge",
        "binnenge", "afge", "wegge", "toege",
    ];
    let participle =
        word.len() > 5 && (word.ends_with('d') || word.ends_with('t') || word.ends_with('n'));
    participle
        && prefixed.iter().any(|p| word.starts_with(p))
        && !OF_OTHERS.contains(&word)
        && !["bezorgd", "aangekomen"].contains(&word)
}
