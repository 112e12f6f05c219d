//! The kinds of content, as the TOML files spell them.

use std::collections::BTreeMap;

use chrono::NaiveDate;
use serde::{Deserialize, Serialize};

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

    /// Must a person compare it with the organisation's own page again?
    #[must_use]
    pub fn needs_review(&self, today: NaiveDate) -> bool {
        self.reviewed.is_none() || today >= self.review_by
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
    fn a_number_nobody_looked_up_asks_for_review() {
        let day = NaiveDate::from_ymd_opt(2027, 1, 1).unwrap_or_default();
        let referral = Referral {
            slug: "x".into(),
            name: "X".into(),
            name_en: String::new(),
            number: None,
            site: None,
            hours: None,
            hours_en: None,
            reviewed: None,
            review_by: day,
        };
        assert!(referral.needs_review(day.pred_opt().unwrap_or_default()));
    }

    #[test]
    fn english_falls_back_to_dutch() {
        assert_eq!(Lang::En.pick("deur", ""), "deur");
        assert_eq!(Lang::En.pick("deur", "door"), "door");
    }
}
