//! The kinds of content, as the TOML files spell them.

use std::collections::BTreeMap;

use chrono::NaiveDate;
use serde::{Deserialize, Serialize};

use super::UNKNOWN;

/// A language that the content has.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Default)]
pub enum Lang {
    #[default]
    Nl,
    En,
}

impl Lang {
    pub const ALL: &'static [Self] = &[Self::Nl, Self::En];

    /// Its code: `nl`, `en`.
    #[must_use]
    pub fn key(self) -> &'static str {
        self.pick("nl", "en")
    }

    /// Reads a code back.
    #[must_use]
    pub fn read(key: &str) -> Option<Self> {
        Self::ALL.iter().copied().find(|lang| lang.key() == key)
    }

    /// The one of two texts that is in this language; Dutch where the English is empty.
    #[must_use]
    pub fn pick<'a>(self, nl: &'a str, en: &'a str) -> &'a str {
        if self == Self::En && !en.is_empty() {
            en
        } else {
            nl
        }
    }
}

/// How a reported event ended for the person it happened to.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Default, Serialize, Deserialize)]
pub enum Outcome {
    /// Nothing was lost.
    #[serde(rename = "poging")]
    Attempt,
    /// Money, things, an account, files are gone, or a name was misused.
    #[serde(rename = "verlies")]
    Loss,
    /// Not said, or only data were given.
    #[default]
    #[serde(rename = "onbekend")]
    Unknown,
}

impl Outcome {
    /// The word in the database and in exports.
    #[must_use]
    pub fn slug(self) -> &'static str {
        match self {
            Self::Attempt => "poging",
            Self::Loss => "verlies",
            Self::Unknown => "onbekend",
        }
    }

    /// The outcome of that slug.
    #[must_use]
    pub fn from_slug(slug: &str) -> Option<Self> {
        [Self::Attempt, Self::Loss, Self::Unknown]
            .into_iter()
            .find(|o| o.slug() == slug)
    }
}

/// A trick, or another kind of online harm, that can be reported.
#[derive(Debug, Clone, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Phenomenon {
    pub slug: String,
    pub label: String,
    pub label_en: String,
    /// `cybercrime`, `gedigitaliseerd` or `hybride` (the division of the police).
    pub category: String,
    /// The group of the CBS Veiligheidsmonitor it counts under.
    pub cbs: String,
    /// Channels through which it usually comes, most frequent first.
    pub channels: Vec<String>,
    /// Groups that it usually hits.
    pub targets: Vec<String>,
    /// 1 = in the menu, 2 = under "meer".
    pub tier: u8,
    /// What it is, in one sentence.
    pub line: String,
    pub line_en: String,
    /// First advice, at most about 40 words.
    pub advice: String,
    pub advice_en: String,
    /// Slugs of `referrals.toml`, first things first.
    pub refer: Vec<String>,
    pub sources: Vec<String>,
    /// Handled in private, never forwarded singly, counted city-wide only.
    #[serde(default)]
    pub sensitive: bool,
    /// What the outcome is where a message does not say it.
    #[serde(default)]
    pub unsaid: Outcome,
    /// Signs that mean a loss for this trick, beside money paid or gone.
    #[serde(default)]
    pub loss_signs: Vec<String>,
    /// What people call it, misspellings included.
    pub synonyms: Vec<String>,
    /// Rules over the signs of `lexicon.toml`: see the head of that file.
    #[serde(default)]
    pub signs: Vec<String>,
}

impl Phenomenon {
    /// What it is called here, in words: the labels without what explains them, and the slug. Synonyms are looser.
    #[must_use]
    pub fn names(&self) -> Vec<String> {
        let labels = [&self.label, &self.label_en].map(|label| label.split(" (").next());
        let titles = labels
            .into_iter()
            .flatten()
            .flat_map(|label| label.split(" / "));
        titles
            .chain([&*self.slug])
            .map(|name| name.replace('-', " ").to_lowercase())
            .collect()
    }

    /// Whether everybody may be told of it: it is a trick that has a name, and not sensitive.
    #[must_use]
    pub fn is_public(&self) -> bool {
        !self.sensitive && self.slug != UNKNOWN
    }

    #[must_use]
    pub fn label(&self, lang: Lang) -> &str {
        lang.pick(&self.label, &self.label_en)
    }

    #[must_use]
    pub fn line(&self, lang: Lang) -> &str {
        lang.pick(&self.line, &self.line_en)
    }

    #[must_use]
    pub fn advice(&self, lang: Lang) -> &str {
        lang.pick(&self.advice, &self.advice_en)
    }
}

/// What the number beside an action counts. Different kinds are never added up.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(rename_all = "lowercase")]
pub enum Reach {
    /// People spoken to or present.
    Mensen,
    /// Things handed out.
    Stuks,
    /// Places where something hangs.
    Plekken,
    /// Members of a group, followers, views.
    Leden,
    /// Copies of a paper.
    Oplage,
    /// Does not count as reach.
    Geen,
}

/// A kind of action that an ambassador can note.
#[derive(Debug, Clone, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct ActionKind {
    pub slug: String,
    pub label: String,
    pub label_en: String,
    pub reach: Reach,
    /// The word behind the number: "uitgedeeld", "aanwezigen".
    pub unit: String,
    pub unit_en: String,
    pub synonyms: Vec<String>,
    /// Rules over signs, as for a phenomenon.
    #[serde(default)]
    pub signs: Vec<String>,
}

impl ActionKind {
    #[must_use]
    pub fn label(&self, lang: Lang) -> &str {
        lang.pick(&self.label, &self.label_en)
    }

    #[must_use]
    pub fn unit(&self, lang: Lang) -> &str {
        lang.pick(&self.unit, &self.unit_en)
    }
}

/// A way in which a trick comes in, and step 2 of the menu for it.
#[derive(Debug, Clone, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Channel {
    pub slug: String,
    pub label: String,
    pub label_en: String,
    /// A line of step 1 of the menu. Channels without one share the line of a neighbour.
    #[serde(default)]
    pub in_menu: bool,
    /// What step 1 shows, where it is wider than the label ("Sms of WhatsApp").
    #[serde(default)]
    pub menu_label: String,
    #[serde(default)]
    pub menu_label_en: String,
    /// Phenomena offered in step 2, most frequent first.
    #[serde(default)]
    pub menu: Vec<String>,
    /// Words that name the channel outright.
    #[serde(default)]
    pub words: Vec<String>,
    /// Words that merely suggest it; they count where nothing names a channel.
    #[serde(default)]
    pub hints: Vec<String>,
}

impl Channel {
    #[must_use]
    pub fn label(&self, lang: Lang) -> &str {
        lang.pick(&self.label, &self.label_en)
    }

    /// The text of its line in step 1 of the menu.
    #[must_use]
    pub fn menu_label(&self, lang: Lang) -> &str {
        if self.menu_label.is_empty() {
            self.label(lang)
        } else {
            lang.pick(&self.menu_label, &self.menu_label_en)
        }
    }
}

/// A group of people that an action was for.
#[derive(Debug, Clone, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Audience {
    pub slug: String,
    pub label: String,
    pub label_en: String,
    pub words: Vec<String>,
}

impl Audience {
    #[must_use]
    pub fn label(&self, lang: Lang) -> &str {
        lang.pick(&self.label, &self.label_en)
    }
}

/// One of a closed list: a kind of place, what worked, what is needed.
#[derive(Debug, Clone, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Term {
    pub slug: String,
    pub label: String,
    pub label_en: String,
    /// Other words that people type.
    pub words: Vec<String>,
}

impl Term {
    #[must_use]
    pub fn label(&self, lang: Lang) -> &str {
        lang.pick(&self.label, &self.label_en)
    }
}

/// One way in which a trick is played: a line of the pick-list of its phenomenon.
#[derive(Debug, Clone, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Variant {
    /// The phenomenon.
    pub of: String,
    pub slug: String,
    pub label: String,
    pub label_en: String,
    /// Words that tell of it, in the notation of `lexicon.toml`; none = only in the list.
    pub words: Vec<String>,
}

impl Variant {
    #[must_use]
    pub fn label(&self, lang: Lang) -> &str {
        lang.pick(&self.label, &self.label_en)
    }
}

/// An organisation that people can be sent to.
#[derive(Debug, Clone, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Referral {
    pub slug: String,
    pub name: String,
    pub name_en: String,
    #[serde(default)]
    pub number: Option<String>,
    #[serde(default)]
    pub site: Option<String>,
    #[serde(default)]
    pub hours: Option<String>,
    #[serde(default)]
    pub hours_en: Option<String>,
    /// The day on which a person last opened the organisation's own page; none = not yet.
    #[serde(default)]
    pub reviewed: Option<NaiveDate>,
    /// From this day on `wijkbode check` asks to look again.
    pub review_by: NaiveDate,
    /// Where the number and the page were found.
    pub source: String,
}

impl Referral {
    #[must_use]
    pub fn name(&self, lang: Lang) -> &str {
        lang.pick(&self.name, &self.name_en)
    }

    /// When it can be reached; none = always or unknown.
    #[must_use]
    pub fn hours(&self, lang: Lang) -> Option<&str> {
        Some(lang.pick(
            self.hours.as_deref()?,
            self.hours_en.as_deref().unwrap_or_default(),
        ))
    }
}

/// Something to show or hand out about a trick, on a page of others.
#[derive(Debug, Clone, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Material {
    pub slug: String,
    pub label: String,
    pub label_en: String,
    /// Host and path, as people type it.
    pub link: String,
    /// The tricks that it is about; none = every trick.
    #[serde(default)]
    pub phenomena: Vec<String>,
    pub source: String,
    #[serde(default)]
    pub reviewed: Option<NaiveDate>,
    pub review_by: NaiveDate,
}

impl Material {
    #[must_use]
    pub fn label(&self, lang: Lang) -> &str {
        lang.pick(&self.label, &self.label_en)
    }
}

/// Whom to call first, and whom after that, in one situation. Where a list is empty, it fits every situation.
#[derive(Debug, Clone, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Route {
    #[serde(default)]
    pub when: Vec<String>,
    #[serde(default)]
    pub what: Vec<String>,
    #[serde(default)]
    pub who: Vec<String>,
    /// Slugs of `referrals.toml`; the first has a telephone number.
    pub refer: Vec<String>,
}

impl Route {
    /// Whether it is for this situation.
    #[must_use]
    pub fn fits(&self, when: &str, what: &str, who: &str) -> bool {
        let fits =
            |own: &[String], asked: &str| own.is_empty() || own.iter().any(|own| own == asked);
        fits(&self.when, when) && fits(&self.what, what) && fits(&self.who, who)
    }
}

/// A short lesson with one question.
#[derive(Debug, Clone, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Lesson {
    pub title: String,
    pub title_en: String,
    pub text: String,
    pub text_en: String,
    pub question: String,
    pub question_en: String,
    pub choices: Vec<String>,
    pub choices_en: Vec<String>,
    /// The digit of the right choice, from 1.
    pub right: usize,
    /// Why it is right.
    pub why: String,
    pub why_en: String,
    pub sources: Vec<String>,
}

impl Lesson {
    #[must_use]
    pub fn title(&self, lang: Lang) -> &str {
        lang.pick(&self.title, &self.title_en)
    }

    #[must_use]
    pub fn text(&self, lang: Lang) -> &str {
        lang.pick(&self.text, &self.text_en)
    }

    #[must_use]
    pub fn question(&self, lang: Lang) -> &str {
        lang.pick(&self.question, &self.question_en)
    }

    #[must_use]
    pub fn choices(&self, lang: Lang) -> &[String] {
        if lang == Lang::En {
            &self.choices_en
        } else {
            &self.choices
        }
    }

    #[must_use]
    pub fn right_answer(&self, lang: Lang) -> &str {
        let right = self.choices(lang).get(self.right.saturating_sub(1));
        right.map_or("", String::as_str)
    }

    #[must_use]
    pub fn why(&self, lang: Lang) -> &str {
        lang.pick(&self.why, &self.why_en)
    }
}

/// An idea to begin with, from another project.
#[derive(Debug, Clone, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Starter {
    pub kind: String,
    pub audience: String,
    pub place: String,
    pub needed: String,
    pub duration: String,
    pub reach: String,
    pub reach_en: String,
    pub lesson: String,
    pub lesson_en: String,
    pub sources: Vec<String>,
}

impl Starter {
    #[must_use]
    pub fn reach(&self, lang: Lang) -> &str {
        lang.pick(&self.reach, &self.reach_en)
    }

    #[must_use]
    pub fn lesson(&self, lang: Lang) -> &str {
        lang.pick(&self.lesson, &self.lesson_en)
    }
}

/// How the wijkagent closed a signal.
#[derive(Debug, Clone, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Handling {
    pub slug: String,
    pub label: String,
    pub label_en: String,
    /// What the wijk hears.
    pub line: String,
    pub line_en: String,
}

impl Handling {
    #[must_use]
    pub fn label(&self, lang: Lang) -> &str {
        lang.pick(&self.label, &self.label_en)
    }

    #[must_use]
    pub fn line(&self, lang: Lang) -> &str {
        lang.pick(&self.line, &self.line_en)
    }
}

/// A closed question that the signal room may ask whoever reported a signal.
#[derive(Debug, Clone, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Inquiry {
    pub slug: String,
    /// What it is about, in front of the answer: "Aangifte".
    pub label: String,
    pub label_en: String,
    /// As the reporter reads it.
    pub ask: String,
    pub ask_en: String,
    /// The tricks that it is about; none = every trick.
    #[serde(default)]
    pub phenomena: Vec<String>,
    /// None where they come from the lists of the record.
    #[serde(default)]
    pub answer: Vec<InquiryAnswer>,
    #[serde(default)]
    pub keeps: Option<Keeps>,
}

/// What of a signal an answer fills in.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum Keeps {
    Variant,
    Dagdeel,
    Aangifte,
}

impl Keeps {
    /// Whether the answers are a list of the record.
    #[must_use]
    pub fn has_list(self) -> bool {
        self != Self::Aangifte
    }
}

impl Inquiry {
    #[must_use]
    pub fn label(&self, lang: Lang) -> &str {
        lang.pick(&self.label, &self.label_en)
    }

    #[must_use]
    pub fn ask(&self, lang: Lang) -> &str {
        lang.pick(&self.ask, &self.ask_en)
    }

    /// Whether it can be asked about this trick.
    #[must_use]
    pub fn is_about(&self, phenomenon: &str) -> bool {
        self.phenomena.is_empty() || self.phenomena.iter().any(|slug| slug == phenomenon)
    }
}

/// One of the answers to an [`Inquiry`].
#[derive(Debug, Clone, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct InquiryAnswer {
    pub slug: String,
    pub label: String,
    pub label_en: String,
}

impl InquiryAnswer {
    #[must_use]
    pub fn label(&self, lang: Lang) -> &str {
        lang.pick(&self.label, &self.label_en)
    }
}

/// `lexicon.toml`: signs by name, grouped for people; and everyday words that are no misspelling of one.
#[derive(Debug, Clone, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Lexicon {
    /// Everyday words that look like a sign and are not (`bepaald` is not `betaald`).
    pub everyday: Vec<String>,
    /// Group (who, pretext, asked …) to sign to words.
    pub group: BTreeMap<String, BTreeMap<String, Vec<String>>>,
}

impl Lexicon {
    /// All signs with their words.
    pub fn signs(&self) -> impl Iterator<Item = (&str, &[String])> {
        self.group
            .values()
            .flatten()
            .map(|(name, words)| (name.as_str(), words.as_slice()))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn an_empty_list_of_a_route_fits_everything() {
        let route = Route {
            when: vec![],
            what: vec!["geld".into()],
            who: vec![],
            refer: vec![],
        };
        assert!(route.fits("net", "geld", "jongere") && !route.fits("net", "account", "jongere"));
    }

    #[test]
    fn english_falls_back_to_dutch() {
        assert_eq!(Lang::En.pick("deur", ""), "deur");
        assert_eq!(Lang::En.pick("deur", "door"), "door");
    }
}
