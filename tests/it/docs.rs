//! The pages of `docs/` that come from the code are current, and what they show works.
//!
//! `UPDATE_DOCS=1 cargo test --test it docs` writes them anew.

use std::fs;
use std::path::{Path, PathBuf};

use anyhow::{Context, Result};
use wijkbode::catalogue::Place;
use wijkbode::docs::commands_page;
use wijkbode::features;
use wijkbode::programme::Programme;
use wijkbode::rehearsal::{Deed, Rehearsal};
use wijkbode::sentences::Sentences;

use crate::conversations::world;

fn page(name: &str) -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR"))
        .join("docs")
        .join(name)
}

/// Compares a page with what it should be, or writes it.
fn is_current(name: &str, wanted: &str) -> Result<()> {
    if std::env::var_os("UPDATE_DOCS").is_some() {
        return Ok(fs::write(page(name), wanted)?);
    }
    let found = fs::read_to_string(page(name)).unwrap_or_default();
    let differs = found
        .lines()
        .zip(wanted.lines())
        .find(|(found, wanted)| found != wanted);
    assert!(
        found == wanted,
        "docs/{name} is not current; run UPDATE_DOCS=1 cargo test --test it docs. First difference: {differs:?}"
    );
    Ok(())
}

#[test]
fn the_page_of_commands_is_current() -> Result<()> {
    is_current("commands.md", &commands_page(&Sentences::load(None)?))
}

#[test]
fn the_page_of_commands_names_every_word_and_every_job() -> Result<()> {
    let page = commands_page(&Sentences::load(None)?);
    let words = features::commands().flat_map(|command| command.words);
    for word in words {
        let shown = [format!("`{word}`"), format!("### {word}\n")];
        assert!(shown.iter().any(|shown| page.contains(shown)), "{word}");
    }
    for job in features::jobs() {
        assert!(page.contains(&format!("(`{}`)", job.name)), "{}", job.name);
    }
    assert!(!page.contains("[help-"), "every sentence is there");
    Ok(())
}

/// What stands between a fence of this language and its end, and what comes after it.
fn block<'a>(page: &'a str, language: &str) -> Option<(&'a str, &'a str)> {
    let (_, rest) = page.split_once(&format!("```{language}\n"))?;
    rest.split_once("```\n")
}

/// Every script of the page, with what the bot does under it.
async fn with_output(page: &str) -> Result<String> {
    let (programme, _) = block(page, "toml").context("the page shows a programme")?;
    let mut shown = String::new();
    let mut rest = page;
    while let Some((script, after)) = block(rest, "rehearsal") {
        let begin = rest.len() - after.len();
        shown.push_str(&rest[..begin]);
        let deeds = play(programme, script)
            .await
            .with_context(|| format!("in the example\n{script}"))?;
        shown.push_str(&format!("\n```text\n{deeds}\n```\n"));
        rest = after
            .strip_prefix("\n```text\n")
            .and_then(|old| old.split_once("```\n"))
            .map_or(after, |(_, rest)| rest);
    }
    Ok(shown + rest)
}

async fn play(programme: &str, script: &str) -> Result<String> {
    let programme = Programme::parse(programme, &[Place::den_haag()])?;
    let deeds = Rehearsal::new(programme, world())
        .await?
        .play(script)
        .await?;
    Ok(deeds
        .iter()
        .map(Deed::to_string)
        .collect::<Vec<_>>()
        .join("\n"))
}

#[tokio::test]
async fn every_rehearsal_in_the_docs_goes_as_it_is_shown() -> Result<()> {
    let written = fs::read_to_string(page("rehearsal.md"))?;
    is_current("rehearsal.md", &with_output(&written).await?)
}

#[test]
fn every_line_that_a_script_can_have_is_in_the_docs() -> Result<()> {
    let page = fs::read_to_string(page("rehearsal.md"))?;
    let mut scripts = String::new();
    let mut rest = page.as_str();
    while let Some((script, after)) = block(rest, "rehearsal") {
        scripts.push_str(script);
        rest = after;
    }
    let words: Vec<_> = scripts.split_whitespace().collect();
    for word in [
        "#", "at", "tick", "restart", ">", "reply", "edit", "delete", "react", "unreact", "vote",
        "media", "join", "leave",
    ] {
        assert!(words.contains(&word), "no example shows \"{word}\"");
    }
    Ok(())
}
