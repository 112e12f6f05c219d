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
mod school;
mod types;

use std::collections::HashMap;
use std::path::{Path, PathBuf};
use std::sync::{Arc, LazyLock};

use chrono::NaiveDate;

use crate::language::likeness::Likeness;
use crate::language::rules::Rules;
use crate::language::signs::SignIndex;
use crate::language::text::fold;

pub use ideas::{Idea, SHOWN as IDEAS_SHOWN, choose as choose_ideas};
pub use places::{Place, Wijk};
pub use school::{Region, SchoolHolidays};
pub use types::{
    ActionKind, Audience, Channel, Handling, Inquiry, InquiryAnswer, Keeps, Lang, Lesson, Lexicon,
    Material, Outcome, Phenomenon, Reach, Referral, Route, Starter, Term, Variant,
};

/// The slug for "none of the list", always present among the phenomena.
pub const UNKNOWN: &str = "onbekend";
/// Slug of the referral to the emergency number.
pub const EMERGENCY: &str = "112";

/// When it happened, what is at stake and for whom, as `routes.toml` tells them apart.
pub const WHEN: &[&str] = &["net", "eerder"];
pub const WHAT: &[&str] = &[
    "geld",
    "account",
    "identiteit",
    "bedreiging",
    "naaktbeelden",
    "anders",
];
pub const WHO: &[&str] = &["volwassene", "jongere", "ondernemer"];

/// Every situation that a route may be for.
fn situations() -> impl Iterator<Item = (&'static str, &'static str, &'static str)> {
    let of_what = |when| WHAT.iter().map(move |what| (when, *what));
    WHEN.iter()
        .flat_map(move |when| of_what(*when))
        .flat_map(|(when, what)| WHO.iter().map(move |who| (when, what, *who)))
}

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
    released: Option<NaiveDate>,
    material: Vec<Material>,
    routes: Vec<Route>,
    lessons: Vec<Lesson>,
    activities: files::Activities,
    starters: Vec<Starter>,
    inquiries: Vec<Inquiry>,
    record: files::Record,
    record_signs: SignIndex,
    handlings: Vec<Handling>,
    ideas: Vec<Idea>,
    outcomes: HashMap<Outcome, (String, String)>,
    lexicon: Lexicon,
    signs: SignIndex,
    rules: Rules,
    likeness: Likeness,
}

impl Catalogue {
    /// The content that is compiled into the program, read once in each process.
    ///
    /// # Panics
    /// Never in a build that passed its tests: `the_built_in_catalogue_is_sound` checks the same bytes.
    #[must_use]
    pub fn built_in() -> Arc<Self> {
        #[expect(
            clippy::expect_used,
            reason = "the bytes are compiled in, and a test reads the same ones"
        )]
        static BUILT_IN: LazyLock<Arc<Catalogue>> = LazyLock::new(|| {
            let read = Catalogue::read(files::Source::BuiltIn);
            Arc::new(read.expect("the built-in catalogue is checked by a test"))
        });
        Arc::clone(&BUILT_IN)
    }

    /// The content of a gemeente with a folder of its own, or what is built in.
    pub fn load(folder: Option<&Path>) -> Result<Arc<Self>, CatalogueError> {
        folder.map_or_else(
            || Ok(Self::built_in()),
            |folder| Self::from_folder(folder).map(Arc::new),
        )
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
            released: raw.referrals.released,
            material: raw.material.material,
            routes: raw.routes.route,
            lessons: raw.lessons.lesson,
            activities: raw.activities,
            starters: raw.starters.starter,
            inquiries: raw.inquiries.inquiry,
            record_signs: SignIndex::compile(raw.record.words()),
            record: raw.record,
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

    /// The phenomenon that goes by this name: its slug, a label, or what people call it.
    #[must_use]
    pub fn called(&self, typed: &str) -> Option<&Phenomenon> {
        let wanted = fold(typed.trim());
        self.phenomena.iter().find(|found| {
            let names = [&found.slug, &found.label, &found.label_en];
            let mut names = names.into_iter().chain(&found.synonyms);
            names.any(|name| fold(name) == wanted)
        })
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

    /// What there is to show about a trick, its own first.
    pub fn material_for<'a>(&'a self, phenomenon: &'a str) -> impl Iterator<Item = &'a Material> {
        let own = move |m: &&Material| m.phenomena.iter().any(|slug| slug == phenomenon);
        let general = self.material.iter().filter(|m| m.phenomena.is_empty());
        self.material.iter().filter(own).chain(general)
    }

    /// The short lessons, in order.
    #[must_use]
    pub fn lessons(&self) -> &[Lesson] {
        &self.lessons
    }

    /// The lesson of that number, from 1.
    #[must_use]
    pub fn lesson(&self, number: usize) -> Option<&Lesson> {
        self.lessons.get(number.checked_sub(1)?)
    }

    /// Ideas to begin with.
    #[must_use]
    pub fn starters(&self) -> &[Starter] {
        &self.starters
    }

    /// The closed questions that the signal room may ask.
    #[must_use]
    pub fn inquiries(&self) -> &[Inquiry] {
        &self.inquiries
    }

    /// Those that can be asked about a trick, in order.
    pub fn inquiries_about<'a>(&'a self, phenomenon: &'a str) -> impl Iterator<Item = &'a Inquiry> {
        let fits = move |inquiry: &&Inquiry| {
            inquiry.is_about(phenomenon) && !self.answers_to(inquiry, phenomenon).is_empty()
        };
        self.inquiries.iter().filter(fits)
    }

    /// The answers to choose from when it is asked about a trick.
    #[must_use]
    pub fn answers_to(&self, inquiry: &Inquiry, phenomenon: &str) -> Vec<InquiryAnswer> {
        let answer = |slug: &str, label: &str, label_en: &str| InquiryAnswer {
            slug: slug.to_owned(),
            label: label.to_owned(),
            label_en: label_en.to_owned(),
        };
        match inquiry.keeps {
            Some(Keeps::Variant) => self
                .variants_of(phenomenon)
                .map(|one| answer(&one.slug, &one.label, &one.label_en))
                .collect(),
            Some(Keeps::Dagdeel) => self
                .day_parts()
                .iter()
                .map(|one| answer(&one.slug, &one.label, &one.label_en))
                .collect(),
            Some(Keeps::Aangifte) | None => inquiry.answer.clone(),
        }
    }

    #[must_use]
    pub fn inquiry(&self, slug: &str) -> Option<&Inquiry> {
        self.inquiries.iter().find(|inquiry| inquiry.slug == slug)
    }

    /// The kinds of place where an activity can be.
    #[must_use]
    pub fn places_of_activities(&self) -> &[Term] {
        &self.activities.place
    }

    #[must_use]
    pub fn place(&self, slug: &str) -> Option<&Term> {
        self.activities.place.iter().find(|term| term.slug == slug)
    }

    /// What can have worked at an activity.
    #[must_use]
    pub fn worked(&self) -> &[Term] {
        &self.activities.worked
    }

    /// What can be needed for one.
    #[must_use]
    pub fn needed(&self) -> &[Term] {
        &self.activities.needed
    }

    /// How long one can take.
    #[must_use]
    pub fn durations(&self) -> &[Term] {
        &self.activities.duration
    }

    /// Whom to call in this situation, first things first.
    pub fn route<'a>(
        &'a self,
        when: &str,
        what: &str,
        who: &str,
    ) -> impl Iterator<Item = &'a Referral> {
        let route = self.routes.iter().find(|r| r.fits(when, what, who));
        let slugs = route.map_or(&[][..], |route| &route.refer);
        slugs.iter().filter_map(|slug| self.referral(slug))
    }

    /// The day on which this catalogue went out, where it says so.
    #[must_use]
    pub fn released(&self) -> Option<NaiveDate> {
        self.released
    }

    /// The numbers and links that a person must compare with their own pages again on that day.
    pub fn expired(&self, on: NaiveDate) -> impl Iterator<Item = &str> {
        self.dated()
            .filter(move |(_, _, review_by)| on >= *review_by)
            .map(|(slug, ..)| slug)
    }

    /// The numbers and links that nobody has compared with their own pages yet.
    pub fn never_reviewed(&self) -> impl Iterator<Item = &str> {
        self.dated()
            .filter(|(_, reviewed, _)| reviewed.is_none())
            .map(|(slug, ..)| slug)
    }

    /// Every number and link: what it is called, when it was reviewed, and by when it must be again.
    fn dated(&self) -> impl Iterator<Item = (&str, Option<NaiveDate>, NaiveDate)> {
        let referrals = self.referrals.iter();
        let referrals = referrals.map(|r| (r.slug.as_str(), r.reviewed, r.review_by));
        let material = self.material.iter();
        referrals.chain(material.map(|m| (m.slug.as_str(), m.reviewed, m.review_by)))
    }

    /// The parts of a day.
    #[must_use]
    pub fn day_parts(&self) -> &[Term] {
        &self.record.day_part
    }

    #[must_use]
    pub fn day_part(&self, slug: &str) -> Option<&Term> {
        self.record.day_part.iter().find(|term| term.slug == slug)
    }

    /// Where a trick was played: kinds of place.
    #[must_use]
    pub fn places_of_signals(&self) -> &[Term] {
        &self.record.place
    }

    #[must_use]
    pub fn place_of_signals(&self, slug: &str) -> Option<&Term> {
        self.record.place.iter().find(|term| term.slug == slug)
    }

    /// The pick-list of a phenomenon, in the order of its menu.
    pub fn variants_of<'a>(&'a self, phenomenon: &'a str) -> impl Iterator<Item = &'a Variant> {
        let of_it = move |variant: &&Variant| variant.of == phenomenon;
        self.record.variant.iter().filter(of_it)
    }

    #[must_use]
    pub fn variant(&self, phenomenon: &str, slug: &str) -> Option<&Variant> {
        let mut of_it = self.record.variant.iter();
        of_it.find(|variant| variant.of == phenomenon && variant.slug == slug)
    }

    /// The words that tell of those, ready to be looked up.
    #[must_use]
    pub fn record_signs(&self) -> &SignIndex {
        &self.record_signs
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
    fn a_question_about_a_trick_comes_before_those_about_any() {
        let catalogue = Catalogue::built_in();
        let about = |slug| -> Vec<_> {
            let inquiries = catalogue.inquiries_about(slug);
            inquiries.map(|inquiry| inquiry.slug.as_str()).collect()
        };
        let any = ["dagdeel", "meer", "aangifte", "nog-bezig"];
        assert_eq!(about("nepagent"), [&["variant"][..], &any].concat());
        assert_eq!(about("onbekend"), any, "without variants");
        assert!(catalogue.inquiry("aangifte").is_some());
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

    /// The day of the catalogue counts, not today: the passing of time alone breaks no build, and nobody can release
    /// what has expired. `wijkbode check` compares with today.
    #[test]
    fn no_number_or_link_had_expired_when_the_catalogue_went_out() {
        let catalogue = Catalogue::built_in();
        let released = catalogue
            .released
            .expect("referrals.toml says when it went out");
        assert_eq!(catalogue.expired(released).collect::<Vec<_>>(), [""; 0]);
        let a_year = released + chrono::Months::new(12);
        for (slug, reviewed, review_by) in catalogue.dated() {
            assert!(review_by <= a_year, "{slug}: a year is the longest");
            assert!(reviewed.is_none_or(|day| day <= released), "{slug}");
        }
    }

    #[test]
    fn every_number_and_link_has_a_source() {
        let catalogue = Catalogue::built_in();
        let referrals = catalogue.referrals().iter().map(|r| &r.source);
        for source in referrals.chain(catalogue.material.iter().map(|m| &m.source)) {
            assert!(source.starts_with("http"), "{source}");
        }
    }

    /// Digits that are none of a referral would have no day by which somebody looks again.
    #[test]
    fn an_advice_or_a_lesson_names_only_numbers_that_are_reviewed() {
        let catalogue = Catalogue::built_in();
        let digits = |text: &str| {
            text.chars()
                .filter(char::is_ascii_digit)
                .collect::<String>()
        };
        let known: Vec<_> = catalogue
            .referrals()
            .iter()
            .filter_map(|r| r.number.as_deref().map(digits))
            .collect();
        // "020-261 52 75" has no letter or mark in it.
        let is_border = |c: char| c.is_alphabetic() || ".,:;?!".contains(c);
        let advice = catalogue.phenomena().iter();
        let advice = advice.flat_map(|found| [&found.advice, &found.advice_en]);
        let lessons = catalogue.lessons().iter();
        for text in advice.chain(lessons.flat_map(|lesson| [&lesson.why, &lesson.why_en])) {
            for number in text.split(is_border).map(digits) {
                assert!(
                    number.len() < 3 || known.contains(&number),
                    "{text}: {number}"
                );
            }
        }
    }

    #[test]
    fn every_trick_has_something_to_show() {
        let catalogue = Catalogue::built_in();
        for phenomenon in catalogue.phenomena() {
            assert!(catalogue.material_for(&phenomenon.slug).count() >= 1);
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
