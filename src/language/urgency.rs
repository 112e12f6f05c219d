//! Is it happening now? A missed emergency is the worst error this bot can make, so doubt counts as yes.

use super::signs::{Found, SignId};
use super::text::Text;
use crate::catalogue::Catalogue;

/// Must somebody ring 112 first? `raw` is the message as typed, for capitals.
#[must_use]
pub fn is_urgent(raw: &str, text: &Text, found: &Found, catalogue: &Catalogue) -> bool {
    let scene = Scene { text, found, catalogue };
    if scene.anywhere("zelfdoding") {
        return true;
    }
    let sentences = text.tokens().last().map_or(0, |t| t.sentence + 1);
    let shouted = shouts_now(raw) && scene.is_scene_anywhere();
    shouted || (0..sentences).any(|sentence| scene.is_urgent_in(sentence))
}

struct Scene<'a> {
    text: &'a Text,
    found: &'a Found,
    catalogue: &'a Catalogue,
}

impl Scene<'_> {
    fn is_urgent_in(&self, sentence: u16) -> bool {
        let here = |name| self.within(name, sentence);
        let on_the_line = here("aan-de-lijn") && here("gevaarlijke-beller");
        let scene = here("aanwezig") || on_the_line || here("onderweg");
        // "Nu" outweighs a word in the past tense ("de man die belde staat nu voor de deur").
        if here("nu-echt") && (scene || here("geweld")) && !here("zeker-voorbij") {
            return true;
        }
        if here("voorbij") {
            return false;
        }
        let at_hand = here("nu") && (scene || here("geweld"));
        let trapped = here("aanwezig") && (here("geweld") || here("staat-er"));
        let collecting = here("onderweg") && (here("pas") || here("halen") || here("waardevol"));
        at_hand || trapped || collecting
    }

    fn is_scene_anywhere(&self) -> bool {
        ["aanwezig", "aan-de-lijn", "onderweg", "geweld"].into_iter().any(|name| self.anywhere(name))
    }

    fn id(&self, name: &str) -> Option<SignId> {
        self.catalogue.signs().id(name)
    }

    fn anywhere(&self, name: &str) -> bool {
        self.id(name).is_some_and(|id| self.found.has(id))
    }

    fn within(&self, name: &str, sentence: u16) -> bool {
        self.id(name).is_some_and(|id| self.found.all(id).any(|hit| self.text.sentence(hit.first) == sentence))
    }
}

/// `NU` in capitals in a message that is not all capitals.
fn shouts_now(raw: &str) -> bool {
    let quiet = raw.chars().filter(|c| c.is_lowercase()).count() > 5;
    quiet && raw.split(|c: char| !c.is_alphanumeric()).any(|word| matches!(word, "NU" | "NOW"))
}
