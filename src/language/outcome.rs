//! How it ended for the person: an attempt, a loss, or not said.

use super::signs::{Found, Hit};
use super::text::Text;
use crate::catalogue::{Catalogue, Outcome};

/// Reads the outcome. One clear loss outweighs everything; words of keeping it off make an attempt; where
/// nothing is said, `unsaid` of the phenomenon holds.
#[must_use]
pub fn read_outcome(text: &Text, found: &Found, catalogue: &Catalogue, unsaid: Outcome) -> Outcome {
    let signs = Signs { text, found, catalogue };
    let lost = signs.plain("kwijt") || signs.plain("betaald") || signs.plain("misbruik-gebeurd");
    let kept = signs.any("niet-betaald") || signs.any("afgehouden");
    let unclear = signs.any("onduidelijk");
    match (lost, kept, unclear) {
        (true, _, false) => Outcome::Loss,
        (_, _, true) => Outcome::Unknown,
        (false, true, _) => Outcome::Attempt,
        (false, false, false) if signs.any("gegevens-gegeven") && unsaid != Outcome::Loss => Outcome::Unknown,
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
        self.catalogue.signs().id(name).is_some_and(|id| self.found.has(id))
    }

    /// Present, and not merely inside "niks kwijt", "moest betalen", "bijna gedaan".
    fn plain(&self, name: &str) -> bool {
        let Some(id) = self.catalogue.signs().id(name) else { return false };
        let not = self.catalogue.signs().id("niet-betaald");
        let denied = |hit: &Hit| not.is_some_and(|n| self.found.all(n).any(|d| d.first <= hit.last && hit.first <= d.last));
        self.found.all(id).any(|hit| !denied(hit) && !self.negated(hit))
    }

    /// A word just before that takes it back.
    fn negated(&self, hit: &Hit) -> bool {
        (1..=2).any(|back| {
            back <= hit.first
                && !self.text.parted(hit.first - back, hit.first)
                && matches!(self.text.before(hit.first, back), "niet" | "niks" | "niets" | "niemand" | "nog" | "bijna" | "geen" | "not" | "never" | "nobody" | "nie" | "nait" | "moest" | "almost" | "zou" | "aangifte" | "zonder")
        })
    }
}
