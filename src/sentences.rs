//! Every sentence the bot says, from Fluent files: `config/i18n/<language>/*.ftl`.
//!
//! The files are compiled in; a gemeente may replace single sentences in a folder of its own, key by key.

use std::borrow::Cow;
use std::collections::BTreeMap;
use std::path::Path;

use anyhow::{Context, Result, bail};
use fluent_bundle::concurrent::FluentBundle;
use fluent_bundle::{FluentArgs, FluentResource, FluentValue};
use include_dir::{Dir, include_dir};
use unic_langid::LanguageIdentifier;

use crate::catalogue::Lang;

static BUILT_IN: Dir<'_> = include_dir!("$CARGO_MANIFEST_DIR/config/i18n");

/// The languages that the bot speaks, Dutch first.
pub const LANGUAGES: &[(Lang, &str)] = &[(Lang::Nl, "nl"), (Lang::En, "en")];

/// What is filled in where a sentence says `{ $name }`.
pub type Args = BTreeMap<&'static str, FluentValue<'static>>;

/// Collects what is filled in: `args! { number: 12, kind: label }`.
#[macro_export]
macro_rules! args {
    () => { $crate::sentences::Args::new() };
    ($($name:ident: $value:expr),+ $(,)?) => {
        $crate::sentences::Args::from([$((stringify!($name), $crate::sentences::value($value))),+])
    };
}

/// A number keeps its plural; anything else is text.
pub fn value(of: impl Into<FluentValue<'static>>) -> FluentValue<'static> {
    of.into()
}

/// All sentences in all languages.
pub struct Sentences {
    bundles: Vec<(Lang, FluentBundle<FluentResource>)>,
}

impl Sentences {
    /// The sentences that are compiled in, and over them those in `folder`.
    ///
    /// # Errors
    /// When a file is not Fluent, or replaces a sentence that does not exist: the error names file and key.
    pub fn load(folder: Option<&Path>) -> Result<Self> {
        let mut bundles = Vec::new();
        for (lang, code) in LANGUAGES {
            let mut bundle = built_in(code)?;
            if let Some(folder) = folder {
                replace(&mut bundle, &folder.join(code))?;
            }
            bundles.push((*lang, bundle));
        }
        Ok(Self { bundles })
    }

    /// The sentence of that key. A key that is missing shows itself, and a test sees to it that none is.
    pub fn say(&self, lang: Lang, key: &str, args: &Args) -> String {
        let wanted = self.bundles.iter().find(|(of, _)| *of == lang);
        let found = wanted
            .into_iter()
            .chain(&self.bundles)
            .find_map(|(_, bundle)| format(bundle, key, args));
        found.unwrap_or_else(|| {
            tracing::error!(key, "a sentence is missing");
            format!("[{key}]")
        })
    }

    /// Whether there is a sentence of that key in that language.
    pub fn has(&self, lang: Lang, key: &str) -> bool {
        self.bundles
            .iter()
            .any(|(of, bundle)| *of == lang && bundle.has_message(key))
    }
}

/// The files of one language, as they are compiled in.
pub fn files(code: &str) -> impl Iterator<Item = (String, &'static str)> {
    let folder = BUILT_IN.get_dir(code);
    folder.into_iter().flat_map(Dir::files).filter_map(|file| {
        let name = file.path().display().to_string();
        Some((name, file.contents_utf8()?))
    })
}

fn built_in(code: &str) -> Result<FluentBundle<FluentResource>> {
    let language: LanguageIdentifier = code.parse().context("language code")?;
    let mut bundle = FluentBundle::new_concurrent(vec![language]);
    // Otherwise the examples that people copy carry invisible marks.
    bundle.set_use_isolating(false);
    for (name, text) in files(code) {
        let resource = read(&name, text.to_owned())?;
        if let Err(errors) = bundle.add_resource(resource) {
            bail!("{name}: {}", join(&errors));
        }
    }
    Ok(bundle)
}

fn replace(bundle: &mut FluentBundle<FluentResource>, folder: &Path) -> Result<()> {
    if !folder.is_dir() {
        return Ok(());
    }
    for entry in
        std::fs::read_dir(folder).with_context(|| format!("reading {}", folder.display()))?
    {
        let path = entry?.path();
        if path.extension().is_some_and(|extension| extension == "ftl") {
            let text = std::fs::read_to_string(&path)
                .with_context(|| format!("reading {}", path.display()))?;
            let resource = read(&path.display().to_string(), text)?;
            refuse_unknown(bundle, &resource, &path)?;
            bundle.add_resource_overriding(resource);
        }
    }
    Ok(())
}

fn refuse_unknown(
    bundle: &FluentBundle<FluentResource>,
    resource: &FluentResource,
    path: &Path,
) -> Result<()> {
    for entry in resource.entries() {
        if let fluent_syntax::ast::Entry::Message(message) = entry
            && !bundle.has_message(message.id.name)
        {
            bail!(
                "{}: there is no sentence \"{}\" to replace",
                path.display(),
                message.id.name
            );
        }
    }
    Ok(())
}

fn read(name: &str, text: String) -> Result<FluentResource> {
    FluentResource::try_new(text)
        .map_err(|(_, errors)| anyhow::anyhow!("{name}: {}", join(&errors)))
}

fn join<E: std::fmt::Display>(errors: &[E]) -> String {
    errors
        .iter()
        .map(ToString::to_string)
        .collect::<Vec<_>>()
        .join("; ")
}

fn format(bundle: &FluentBundle<FluentResource>, key: &str, args: &Args) -> Option<String> {
    let pattern = bundle.get_message(key)?.value()?;
    let args: FluentArgs<'_> = args
        .iter()
        .map(|(name, value)| (Cow::Borrowed(*name), value.clone()))
        .collect();
    let mut errors = Vec::new();
    let text = bundle
        .format_pattern(pattern, Some(&args), &mut errors)
        .into_owned();
    if !errors.is_empty() {
        tracing::error!(
            key,
            errors = join(&errors),
            "a sentence could not be filled in"
        );
    }
    Some(text)
}

#[cfg(test)]
mod tests {
    use std::collections::BTreeSet;

    use super::*;

    /// Keys and the names that are filled in, of one language.
    fn keys(code: &str) -> BTreeSet<(String, Vec<String>)> {
        let of_file = |(name, text): (String, &str)| {
            let resource = read(&name, text.to_owned()).unwrap();
            let of_entry = |entry: &fluent_syntax::ast::Entry<&str>| match entry {
                fluent_syntax::ast::Entry::Message(message) => {
                    let shown = serde_free_names(message);
                    Some((message.id.name.to_owned(), shown))
                }
                _ => None,
            };
            resource.entries().filter_map(of_entry).collect::<Vec<_>>()
        };
        files(code).flat_map(of_file).collect()
    }

    fn serde_free_names(message: &fluent_syntax::ast::Message<&str>) -> Vec<String> {
        let written = format!("{message:?}");
        let names: BTreeSet<_> = written
            .split("VariableReference { id: Identifier { name: \"")
            .skip(1)
            .filter_map(|rest| rest.split('"').next())
            .map(str::to_owned)
            .collect();
        names.into_iter().collect()
    }

    #[test]
    fn both_languages_have_the_same_sentences_with_the_same_names() {
        let (dutch, english) = (keys("nl"), keys("en"));
        assert!(!dutch.is_empty());
        assert_eq!(
            dutch.difference(&english).collect::<Vec<_>>(),
            Vec::<&_>::new(),
            "missing or different in English"
        );
        assert_eq!(
            english.difference(&dutch).collect::<Vec<_>>(),
            Vec::<&_>::new(),
            "missing or different in Dutch"
        );
    }

    #[test]
    fn every_sentence_that_the_code_names_exists() {
        let sentences = Sentences::load(None).unwrap();
        let pattern = regex::Regex::new(
            r#"\b(?:t|answer_with|hint|post_with)\(\s*(?:&?call,\s*)?"([a-z][a-z0-9-]+)""#,
        )
        .unwrap();
        let mut named = 0;
        for file in sources(Path::new(concat!(env!("CARGO_MANIFEST_DIR"), "/src"))) {
            for found in pattern.captures_iter(&std::fs::read_to_string(&file).unwrap()) {
                named += 1;
                assert!(
                    sentences.has(Lang::Nl, &found[1]),
                    "{}: no sentence \"{}\"",
                    file.display(),
                    &found[1]
                );
            }
        }
        assert!(
            named > 20,
            "the pattern finds the sentences that the code names"
        );
    }

    fn sources(folder: &Path) -> Vec<std::path::PathBuf> {
        let entries = std::fs::read_dir(folder)
            .unwrap()
            .map(|entry| entry.unwrap().path());
        let nested = |path: std::path::PathBuf| {
            if path.is_dir() {
                sources(&path)
            } else {
                vec![path]
            }
        };
        entries
            .flat_map(nested)
            .filter(|path| path.extension().is_some_and(|e| e == "rs"))
            .collect()
    }

    #[test]
    fn a_gemeente_replaces_one_sentence_and_no_unknown_one() {
        let folder = tempfile::tempdir().unwrap();
        std::fs::create_dir(folder.path().join("nl")).unwrap();
        let file = folder.path().join("nl/own.ftl");
        std::fs::write(&file, "stopped = Klaar.\n").unwrap();
        let sentences = Sentences::load(Some(folder.path())).unwrap();
        assert_eq!(sentences.say(Lang::Nl, "stopped", &args! {}), "Klaar.");
        std::fs::write(&file, "bestaat-niet = X\n").unwrap();
        let error = Sentences::load(Some(folder.path()))
            .err()
            .unwrap()
            .to_string();
        assert!(error.contains("bestaat-niet"), "{error}");
    }
}
