//! Is it happening now? A missed emergency is the worst error this bot can make, so doubt counts as yes.

use super::learned::Learned;
use super::signs::{Found, SignId};
use super::text::Text;
use crate::catalogue::Catalogue;

/// Must somebody ring 112 first? `raw` is the message as typed, for capitals.
#[must_use]
pub fn is_urgent(
    raw: &str,
    text: &Text,
    found: &Found,
    learned: Learned,
    catalogue: &Catalogue,
) -> bool {
    let scene = Scene {
        text,
        found,
        catalogue,
    };
    if scene.anywhere("zelfdoding") {
        return true;
    }
    let sentences = text.tokens().last().map_or(0, |t| t.sentence + 1);
    let shouted = shouts_now(raw) && scene.is_scene_anywhere();
    shouted
        || (0..sentences).any(|sentence| scene.is_urgent_in(sentence))
        || learned.urgent && scene.unfolds_somewhere(sentences)
}

struct Scene<'a> {
    text: &'a Text,
    found: &'a Found,
    catalogue: &'a Catalogue,
}

impl Scene<'_> {
    fn is_urgent_in(&self, sentence: u16) -> bool {
        let here = |name| self.within(name, sentence);
        if here("zeker-voorbij") {
            return false;
        }
        let on_the_line = here("aan-de-lijn") && here("gevaarlijke-beller");
        let intruder = here("spoed-plek") && here("spoed-vreemde");
        let scene = here("aanwezig")
            || on_the_line
            || here("onderweg")
            || (intruder && here("spoed-nu-werkwoord"));
        let violence = (here("geweld") || here("spoed-wapen") || here("spoed-geweld-nu"))
            && !self.is_about_images(sentence);
        // "Nu" outweighs a word in the past tense ("de man die belde staat nu voor de deur").
        let past = here("voorbij");
        let taken = here("halen") || here("pas") || here("waardevol");
        let plainly = (here("aanwezig") && here("spoed-vreemde") && here("spoed-nu-werkwoord"))
            || here("onderweg") && taken
            || on_the_line;
        if here("spoed-gewoonte") {
            return false;
        }
        let aftermath = self.is_aftermath(sentence);
        if here("nu-echt")
            && !aftermath
            && (plainly || !past && (scene && here("spoed-vreemde") || intruder || violence))
        {
            return true;
        }
        if here("elk-moment") && taken && here("gevaarlijke-beller") {
            return true;
        }
        if past {
            return false;
        }
        self.unfolds(sentence, scene, intruder, violence)
    }

    /// Told in the present tense, without a word for now.
    fn unfolds(&self, sentence: u16, scene: bool, intruder: bool, violence: bool) -> bool {
        let here = |name| self.within(name, sentence);
        let present = here("spoed-nu-werkwoord");
        let aftermath = self.is_aftermath(sentence);
        let wanted = here("pas") || here("waardevol") || here("halen");
        let poses = ["politie", "bank", "smoes-deur", "koerier"]
            .into_iter()
            .any(here);
        let at_work = here("aanwezig")
            && (here("spoed-willen") && wanted
                || poses && here("spoed-staat") && here("spoed-vreemde"));
        let begs = self.anywhere("spoed-smeken") && (scene || violence || here("spoed-geven-nu"));
        let violent = here("spoed-geweld-nu")
            && (here("spoed-plek") || here("spoed-wapen") || here("spoed-vreemde"))
            && !self.is_online(sentence)
            && !self.is_about_images(sentence)
            || here("spoed-wapen") && present;
        let trapped = here("aanwezig") && (violence || here("staat-er"));
        let stake = ["pas", "waardevol", "halen", "gevaarlijke-beller", "koerier"]
            .into_iter()
            .any(|name| self.anywhere(name));
        let midway = here("spoed-midden-in") && stake;
        // Who asks what to do, and tells of nothing past, tells of now.
        let asked = self.anywhere("spoed-hulpvraag")
            && present
            && stake
            && !self.anywhere("voorbij")
            && !self.is_online(sentence);
        let collecting = here("onderweg") && wanted;
        let handing = here("spoed-geven-nu")
            && (intruder || here("pas") || here("waardevol") || here("gevaarlijke-beller"));
        here("nu") && !aftermath && (scene || violence)
            || begs
            || violent
            || trapped
            || at_work
            || collecting
            || handing
            || midway
            || asked
    }

    /// "Nu" of what came of it ("zit nu vast aan een contract"), while nobody stands there.
    fn is_aftermath(&self, sentence: u16) -> bool {
        let here = |name| self.within(name, sentence);
        here("nu-gevolg") && !(here("aanwezig") && here("spoed-staat"))
    }

    /// A threat to show images is grave and sensitive, and nobody can be sent to it: no weapon, nobody at the door.
    fn is_about_images(&self, sentence: u16) -> bool {
        let here = |name| self.within(name, sentence);
        (here("naakt") || here("spoed-beelden")) && !here("spoed-wapen") && !here("aanwezig")
    }

    /// A threat by message is grave, but nobody is at the door.
    fn is_online(&self, sentence: u16) -> bool {
        !self.within("aanwezig", sentence)
            && [
                "kanaal:social",
                "kanaal:whatsapp",
                "kanaal:email",
                "kanaal:sms",
            ]
            .into_iter()
            .any(|name| self.within(name, sentence))
    }

    fn is_scene_anywhere(&self) -> bool {
        ["aanwezig", "aan-de-lijn", "onderweg", "geweld"]
            .into_iter()
            .any(|name| self.anywhere(name))
    }

    /// Told in the present tense, and nowhere as past or in general, or as a threat that nobody can be sent to: what sounds
    /// like an emergency may be one.
    fn unfolds_somewhere(&self, sentences: u16) -> bool {
        let is_no_scene = |sentence| {
            let here = |name| self.within(name, sentence);
            ["zeker-voorbij", "voorbij", "spoed-gewoonte"]
                .into_iter()
                .any(here)
                || self.is_aftermath(sentence)
                || self.is_about_images(sentence)
                || here("dreiging") && self.is_online(sentence)
        };
        self.anywhere("spoed-nu-werkwoord") && !(0..sentences).any(is_no_scene)
    }

    fn id(&self, name: &str) -> Option<SignId> {
        self.catalogue.signs().id(name)
    }

    fn anywhere(&self, name: &str) -> bool {
        self.id(name).is_some_and(|id| self.found.has(id))
    }

    fn within(&self, name: &str, sentence: u16) -> bool {
        self.id(name).is_some_and(|id| {
            self.found
                .all(id)
                .any(|hit| self.text.sentence(hit.first) == sentence)
        })
    }
}

/// `NU` in capitals in a message that is not all capitals.
fn shouts_now(raw: &str) -> bool {
    let quiet = raw.chars().filter(|c| c.is_lowercase()).count() > 5;
    quiet
        && raw
            .split(|c: char| !c.is_alphanumeric())
            .any(|word| matches!(word, "NU" | "NOW"))
}
