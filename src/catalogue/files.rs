//! Reads the TOML files of the catalogue: built in, or replaced one by one from a folder.

use std::collections::BTreeMap;
use std::path::Path;

use chrono::NaiveDate;
use serde::Deserialize;
use serde::de::DeserializeOwned;

use super::CatalogueError;
use super::ideas::Idea;
use super::types::{
    ActionKind, Audience, Channel, Handling, Inquiry, Lesson, Lexicon, Material, Outcome,
    Phenomenon, Referral, Route, Starter, Term, Variant,
};

/// Where the content comes from.
#[derive(Clone, Copy)]
pub enum Source<'a> {
    BuiltIn,
    Folder(&'a Path),
}

/// All files, parsed and not yet checked.
pub struct Raw {
    pub phenomena: Phenomena,
    pub actions: Actions,
    pub channels: Channels,
    pub audiences: Audiences,
    pub referrals: Referrals,
    pub material: Materials,
    pub routes: Routes,
    pub lessons: Lessons,
    pub activities: Activities,
    pub starters: Starters,
    pub inquiries: Inquiries,
    pub record: Record,
    pub outcomes: Outcomes,
    pub lexicon: Lexicon,
    pub ideas: Ideas,
    /// `examples.toml`: example messages by phenomenon.
    pub examples: BTreeMap<String, Vec<String>>,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Phenomena {
    pub phenomenon: Vec<Phenomenon>,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Actions {
    pub action: Vec<ActionKind>,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Channels {
    pub channel: Vec<Channel>,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Audiences {
    pub audience: Vec<Audience>,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Referrals {
    /// The day on which this catalogue went out.
    #[serde(default)]
    pub released: Option<NaiveDate>,
    pub referral: Vec<Referral>,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Materials {
    pub material: Vec<Material>,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Lessons {
    pub lesson: Vec<Lesson>,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Starters {
    pub starter: Vec<Starter>,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Inquiries {
    pub inquiry: Vec<Inquiry>,
}

/// The closed lists of activities and ideas.
#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Activities {
    pub place: Vec<Term>,
    pub worked: Vec<Term>,
    pub needed: Vec<Term>,
    pub duration: Vec<Term>,
}

/// What is kept of a signal beside its trick: closed lists, read from what people write.
#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Record {
    pub day_part: Vec<Term>,
    pub place: Vec<Term>,
    pub aangifte: Told,
    pub variant: Vec<Variant>,
}

/// Words that tell that something was done.
#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Told {
    pub words: Vec<String>,
}

impl Record {
    /// Every sign with its words, by the list it is of: `dagdeel:middag`, `variant:nepagent/haalt-pas-op`.
    pub fn words(&self) -> Vec<(String, Vec<String>)> {
        let of = |list: &'static str, terms: &[Term]| -> Vec<_> {
            let sign = |term: &Term| (format!("{list}:{}", term.slug), term.words.clone());
            terms.iter().map(sign).collect()
        };
        let variants = self.variant.iter().map(|variant| {
            let name = format!("variant:{}/{}", variant.of, variant.slug);
            (name, variant.words.clone())
        });
        of("dagdeel", &self.day_part)
            .into_iter()
            .chain(of("plek", &self.place))
            .chain([("aangifte".to_owned(), self.aangifte.words.clone())])
            .chain(variants)
            .collect()
    }
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Routes {
    pub route: Vec<Route>,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Outcomes {
    pub outcome: Vec<OutcomeLabel>,
    pub handling: Vec<Handling>,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Ideas {
    pub idea: Vec<Idea>,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
pub struct OutcomeLabel {
    pub slug: Outcome,
    pub label: String,
    pub label_en: String,
}

impl Raw {
    /// Every sign name with its words, of all files: one index serves all readers.
    pub fn words(&self) -> Vec<(String, Vec<String>)> {
        let signs = self
            .lexicon
            .signs()
            .map(|(name, words)| (name.to_owned(), words.to_vec()));
        let phenomena = self
            .phenomena
            .phenomenon
            .iter()
            .map(|p| (format!("fenomeen:{}", p.slug), p.synonyms.clone()));
        let names = self
            .phenomena
            .phenomenon
            .iter()
            .filter(|p| p.slug != super::UNKNOWN)
            .map(|p| (format!("naam:{}", p.slug), p.names()));
        let actions = self
            .actions
            .action
            .iter()
            .map(|a| (format!("actie:{}", a.slug), a.synonyms.clone()));
        let audiences = self
            .audiences
            .audience
            .iter()
            .map(|a| (format!("doelgroep:{}", a.slug), a.words.clone()));
        let channels = self
            .channels
            .channel
            .iter()
            .map(|c| (format!("kanaal:{}", c.slug), c.words.clone()));
        let hints = self
            .channels
            .channel
            .iter()
            .map(|c| (format!("kanaalhint:{}", c.slug), c.hints.clone()));
        let everyday = std::iter::once(("gewoon".to_owned(), self.lexicon.everyday.clone()));
        signs
            .chain(phenomena)
            .chain(names)
            .chain(actions)
            .chain(audiences)
            .chain(channels)
            .chain(hints)
            .chain(everyday)
            .collect()
    }
}

impl Raw {
    /// What to learn from, by phenomenon: the examples, and what the catalogue itself says.
    pub fn lessons(&self) -> impl Iterator<Item = (&str, &str)> {
        let told = self
            .examples
            .iter()
            .flat_map(|(slug, texts)| texts.iter().map(move |t| (slug.as_str(), t.as_str())));
        let lines = self
            .phenomena
            .phenomenon
            .iter()
            .filter(|p| p.slug != super::UNKNOWN)
            .map(|p| (p.slug.as_str(), p.line.as_str()));
        told.chain(lines)
    }
}

/// Parses every file of the catalogue.
pub fn read_all(source: Source<'_>) -> Result<Raw, CatalogueError> {
    Ok(Raw {
        phenomena: read(
            source,
            "phenomena.toml",
            include_str!("../../config/catalogue/phenomena.toml"),
        )?,
        actions: read(
            source,
            "actions.toml",
            include_str!("../../config/catalogue/actions.toml"),
        )?,
        channels: read(
            source,
            "channels.toml",
            include_str!("../../config/catalogue/channels.toml"),
        )?,
        audiences: read(
            source,
            "audiences.toml",
            include_str!("../../config/catalogue/audiences.toml"),
        )?,
        referrals: read(
            source,
            "referrals.toml",
            include_str!("../../config/catalogue/referrals.toml"),
        )?,
        material: read(
            source,
            "material.toml",
            include_str!("../../config/catalogue/material.toml"),
        )?,
        routes: read(
            source,
            "routes.toml",
            include_str!("../../config/catalogue/routes.toml"),
        )?,
        lessons: read(
            source,
            "lessons.toml",
            include_str!("../../config/catalogue/lessons.toml"),
        )?,
        activities: read(
            source,
            "activities.toml",
            include_str!("../../config/catalogue/activities.toml"),
        )?,
        starters: read(
            source,
            "starters.toml",
            include_str!("../../config/catalogue/starters.toml"),
        )?,
        inquiries: read(
            source,
            "inquiries.toml",
            include_str!("../../config/catalogue/inquiries.toml"),
        )?,
        record: read(
            source,
            "record.toml",
            include_str!("../../config/catalogue/record.toml"),
        )?,
        outcomes: read(
            source,
            "outcomes.toml",
            include_str!("../../config/catalogue/outcomes.toml"),
        )?,
        lexicon: read(
            source,
            "lexicon.toml",
            include_str!("../../config/catalogue/lexicon.toml"),
        )?,
        ideas: read(
            source,
            "ideas.toml",
            include_str!("../../config/catalogue/ideas.toml"),
        )?,
        examples: read(
            source,
            "examples.toml",
            include_str!("../../config/catalogue/examples.toml"),
        )?,
    })
}

fn read<T: DeserializeOwned>(
    source: Source<'_>,
    name: &str,
    built_in: &str,
) -> Result<T, CatalogueError> {
    let own = own_text(source, name)?;
    toml::from_str(own.as_deref().unwrap_or(built_in)).map_err(|cause| CatalogueError::Malformed {
        file: name.to_owned(),
        cause: Box::new(cause),
    })
}

/// The gemeente's own version of a file, if it has one.
fn own_text(source: Source<'_>, name: &str) -> Result<Option<String>, CatalogueError> {
    let Source::Folder(folder) = source else {
        return Ok(None);
    };
    let file = folder.join(name);
    match std::fs::read_to_string(&file) {
        Ok(text) => Ok(Some(text)),
        Err(cause) if cause.kind() == std::io::ErrorKind::NotFound => Ok(None),
        Err(cause) => Err(CatalogueError::Unreadable { file, cause }),
    }
}
