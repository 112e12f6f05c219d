//! What the bot knows: phenomena, actions, channels, audiences, referrals, wijken. Content, not code.
//!
//! Everything here comes from `config/catalogue/*.toml` and `config/places/*.toml`. The files are built
//! in; a gemeente may put a file of the same name in its own folder to replace one. All of it is checked
//! at start, so the rest of the program may trust every slug.

mod check;
mod files;
pub(crate) use files::Raw;
mod ideas;
mod places;
mod types;

use std::collections::HashMap;
use std::path::{Path, PathBuf};

use crate::language::likeness::Likeness;
use crate::language::rules::Rules;
use crate::language::signs::SignIndex;

pub use ideas::{Idea, SHOWN as IDEAS_SHOWN, choose as choose_ideas};
pub use places::{Place, Wijk};
pub use types::{
    ActionKind, Audience, Channel, Handling, Lang, Lexicon, Outcome, Phenomenon, Reach, Referral,
};

/// The slug for "none of the list", always present among the phenomena.
pub const UNKNOWN: &str = "onbekend";

/// Why a catalogue can't be used: which file, and what to do about it.
#[derive(Debug, thiserror::Error)]
pub enum CatalogueError {
    #[error(
        "{file}: kan dit bestand niet lezen ({cause}). Controleer of het bestaat en of de bot het mag lezen."
    )]
    Unreadable {
        file: PathBuf,
        cause: std::io::Error,
    },
    #[error("{file}: dit is geen geldig bestand. {cause}")]
    Malformed {
        file: String,
        cause: Box<toml::de::Error>,
    },
    #[error("{file}: {what} {todo}")]
    Wrong {
        file: String,
        what: String,
        todo: String,
    },
}

/// All content, checked, with its words compiled for `language`.
#[derive(Debug)]
pub struct Catalogue {
    phenomena: Vec<Phenomenon>,
    actions: Vec<ActionKind>,
    channels: Vec<Channel>,
    audiences: Vec<Audience>,
    referrals: Vec<Referral>,
    handlings: Vec<Handling>,
    ideas: Vec<Idea>,
    outcomes: HashMap<Outcome, (String, String)>,
    lexicon: Lexicon,
    signs: SignIndex,
    rules: Rules,
    likeness: Likeness,
}

impl Catalogue {
    /// The content that is compiled into the program.
    ///
    /// # Panics
    /// Never in a build that passed its tests: `the_built_in_catalogue_is_sound` checks the same bytes.
    #[must_use]
    pub fn built_in() -> Self {
        #[expect(
            clippy::expect_used,
            reason = "the bytes are compiled in, and a test reads the same ones"
        )]
        Self::read(files::Source::BuiltIn).expect("the built-in catalogue is checked by a test")
    }

    /// The built-in content, with each file replaced that exists under the same name in `folder`.
    pub fn from_folder(folder: &Path) -> Result<Self, CatalogueError> {
        Self::read(files::Source::Folder(folder))
    }

    fn read(source: files::Source<'_>) -> Result<Self, CatalogueError> {
        let raw = files::read_all(source)?;
        check::check(&raw)?;
        let signs = SignIndex::compile(raw.words());
        let rules = Rules::compile(&raw, &signs)?;
        let likeness = Likeness::train(raw.lessons(), &signs);
        Ok(Self {
            likeness,
            outcomes: raw
                .outcomes
                .outcome
                .iter()
                .map(|o| (o.slug, (o.label.clone(), o.label_en.clone())))
                .collect(),
            phenomena: raw.phenomena.phenomenon,
            actions: raw.actions.action,
            channels: raw.channels.channel,
            audiences: raw.audiences.audience,
            referrals: raw.referrals.referral,
            handlings: raw.outcomes.handling,
            ideas: raw.ideas.idea,
            lexicon: raw.lexicon,
            signs,
            rules,
        })
    }

    /// All phenomena, most frequent first within a tier, `onbekend` included.
    #[must_use]
    pub fn phenomena(&self) -> &[Phenomenon] {
        &self.phenomena
    }

    #[must_use]
    pub fn phenomenon(&self, slug: &str) -> Option<&Phenomenon> {
        self.phenomena.iter().find(|p| p.slug == slug)
    }

    #[must_use]
    pub fn actions(&self) -> &[ActionKind] {
        &self.actions
    }

    #[must_use]
    pub fn action(&self, slug: &str) -> Option<&ActionKind> {
        self.actions.iter().find(|a| a.slug == slug)
    }

    /// Step 1 of the menu: all channels that have a menu, in order.
    pub fn menu(&self) -> impl Iterator<Item = &Channel> {
        self.channels.iter().filter(|c| c.in_menu)
    }

    /// Step 2 of the menu: the phenomena offered for a channel, most frequent first, without
    /// "iets anders". Sensitive ones are in the list: leave them out unless the chat is private.
    #[must_use]
    pub fn menu_for(&self, channel: &str) -> &[String] {
        self.channel(channel).map_or(&[], |c| &c.menu)
    }

    #[must_use]
    pub fn channels(&self) -> &[Channel] {
        &self.channels
    }

    #[must_use]
    pub fn channel(&self, slug: &str) -> Option<&Channel> {
        self.channels.iter().find(|c| c.slug == slug)
    }

    #[must_use]
    pub fn audiences(&self) -> &[Audience] {
        &self.audiences
    }

    #[must_use]
    pub fn audience(&self, slug: &str) -> Option<&Audience> {
        self.audiences.iter().find(|a| a.slug == slug)
    }

    #[must_use]
    pub fn referrals(&self) -> &[Referral] {
        &self.referrals
    }

    #[must_use]
    pub fn referral(&self, slug: &str) -> Option<&Referral> {
        self.referrals.iter().find(|r| r.slug == slug)
    }

    /// Where to send someone who met this phenomenon, first things first.
    pub fn referrals_for<'a>(
        &'a self,
        phenomenon: &'a Phenomenon,
    ) -> impl Iterator<Item = &'a Referral> {
        phenomenon
            .refer
            .iter()
            .filter_map(|slug| self.referral(slug))
    }

    /// The ways in which a wijkagent can close a signal.
    #[must_use]
    pub fn handlings(&self) -> &[Handling] {
        &self.handlings
    }

    #[must_use]
    pub fn handling(&self, slug: &str) -> Option<&Handling> {
        self.handlings.iter().find(|h| h.slug == slug)
    }

    /// Small things to do, for the question of the month.
    #[must_use]
    pub fn ideas(&self) -> &[Idea] {
        &self.ideas
    }

    #[must_use]
    pub fn idea(&self, slug: &str) -> Option<&Idea> {
        self.ideas.iter().find(|idea| idea.slug == slug)
    }

    /// How an outcome (attempt, loss, unknown) is called.
    #[must_use]
    pub fn outcome_label(&self, outcome: Outcome, lang: Lang) -> &str {
        let Some((nl, en)) = self.outcomes.get(&outcome) else {
            return outcome.slug();
        };
        lang.pick(nl, en)
    }

    /// The words and signs for recognising, as the files have them.
    #[must_use]
    pub fn lexicon(&self) -> &Lexicon {
        &self.lexicon
    }

    /// All words of all files, compiled into one index.
    #[must_use]
    pub fn signs(&self) -> &SignIndex {
        &self.signs
    }

    /// What the example messages have taught.
    #[must_use]
    pub fn likeness(&self) -> &Likeness {
        &self.likeness
    }

    /// What signs say about phenomena and actions.
    #[must_use]
    pub fn rules(&self) -> &Rules {
        &self.rules
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_built_in_catalogue_is_sound() {
        let catalogue = Catalogue::read(files::Source::BuiltIn).unwrap_or_else(|e| panic!("{e}"));
        assert!(catalogue.phenomena().len() >= 37);
        assert!(
            catalogue
                .phenomenon("sextortion")
                .is_some_and(|p| p.sensitive)
        );
        assert!(
            catalogue
                .phenomenon("online-bedreiging")
                .is_some_and(|p| p.sensitive)
        );
    }

    #[test]
    fn every_menu_fits_on_a_phone() {
        let catalogue = Catalogue::built_in();
        assert!(catalogue.menu().count() <= 8);
        for channel in catalogue.menu() {
            assert!(
                channel.menu.len() <= 9,
                "{} has {} lines",
                channel.slug,
                channel.menu.len()
            );
        }
    }

    #[test]
    fn a_gemeente_replaces_one_file_and_keeps_the_rest() {
        let folder = tempfile::tempdir().unwrap();
        let own = include_str!("../config/catalogue/referrals.toml").replace("14070", "14015");
        std::fs::write(folder.path().join("referrals.toml"), own).unwrap();
        let catalogue = Catalogue::from_folder(folder.path()).unwrap_or_else(|e| panic!("{e}"));
        assert_eq!(
            catalogue
                .referral("gemeente")
                .and_then(|r| r.number.as_deref()),
            Some("14015")
        );
        assert!(catalogue.phenomenon("nepagent").is_some());
    }

    #[test]
    fn a_gemeente_adds_a_trick_without_compiling() {
        let said =
            "een drone bracht een doosje, ik moest een vogelring scannen en statiegeld betalen";
        let today = chrono::NaiveDate::from_ymd_opt(2026, 10, 14).unwrap();
        let folder = tempfile::tempdir().unwrap();
        let trick = r#"
[[phenomenon]]
slug = "dronetruc"
label = "Dronetruc"
label_en = "Drone trick"
category = "hybride"
cbs = "overige"
channels = ["deur"]
targets = ["algemeen"]
tier = 2
line = "Een drone brengt een doosje en u moet statiegeld betalen."
line_en = "A drone brings a box and you must pay a deposit."
advice = "Betaal niet."
advice_en = "Do not pay."
refer = ["fhd"]
sources = []
synonyms = ["dronetruc", "drone truc"]
signs = ["9 drone statiegeld", "6 drone"]
"#;
        let signs =
            "[group.eigen]\ndrone = [\"drone*\", \"vogelring*\"]\nstatiegeld = [\"statiegeld\"]\n";
        let write = |name: &str, text: String| std::fs::write(folder.path().join(name), text);
        let own = include_str!("../config/catalogue/phenomena.toml");
        write("phenomena.toml", format!("{own}{trick}")).unwrap();
        let own = include_str!("../config/catalogue/lexicon.toml");
        write("lexicon.toml", format!("{own}{signs}")).unwrap();
        let catalogue = Catalogue::from_folder(folder.path()).unwrap_or_else(|e| panic!("{e}"));
        let read = crate::language::read_signal(said, &catalogue, today);
        assert_eq!(read.phenomena, ["dronetruc"]);
        let misspelt = "mijn tante had een doosje van een vogelirng met statiegled";
        let read = crate::language::read_signal(misspelt, &catalogue, today);
        assert_eq!(
            read.candidates.first().map(String::as_str),
            Some("dronetruc")
        );
        let built_in = crate::language::read_signal(said, &Catalogue::built_in(), today);
        assert!(!built_in.candidates.contains(&"dronetruc".to_owned()));
    }

    #[test]
    fn a_mistake_names_the_file_and_what_to_do() {
        let folder = tempfile::tempdir().unwrap();
        let own = include_str!("../config/catalogue/referrals.toml")
            .replace("slug = \"fhd\"", "slug = \"fhx\"");
        std::fs::write(folder.path().join("referrals.toml"), own).unwrap();
        let said = Catalogue::from_folder(folder.path())
            .unwrap_err()
            .to_string();
        assert!(
            said.starts_with("phenomena.toml: ")
                && said.contains("fhd")
                && said.contains("referrals.toml"),
            "{said}"
        );
    }

    #[test]
    fn an_unknown_key_is_refused() {
        let folder = tempfile::tempdir().unwrap();
        let own =
            include_str!("../config/catalogue/audiences.toml").replacen("label_en", "lable_en", 1);
        std::fs::write(folder.path().join("audiences.toml"), own).unwrap();
        let said = Catalogue::from_folder(folder.path())
            .unwrap_err()
            .to_string();
        assert!(
            said.contains("audiences.toml") && said.contains("lable_en"),
            "{said}"
        );
    }
}
