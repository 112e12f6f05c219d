//! The README stays true: its commands exist, and its links lead somewhere.

use std::path::Path;
use std::process::Command;

use anyhow::{Context, Result};
use regex::Regex;

const README: &str = include_str!("../../README.md");
const CARGO_CONFIG: &str = include_str!("../../.cargo/config.toml");

fn root() -> &'static Path {
    Path::new(env!("CARGO_MANIFEST_DIR"))
}

/// What stands in the README at the first group of a pattern.
fn named(pattern: &str) -> Result<Vec<&'static str>> {
    let found = Regex::new(pattern)?;
    let groups = found.captures_iter(README).filter_map(|found| found.get(1));
    Ok(groups.map(|group| group.as_str()).collect())
}

#[test]
fn the_subcommands_in_the_readme_exist() -> Result<()> {
    let subcommands = named(r"(?m)(?:^|`)wijkbode ([a-z]+)[^`#\n]*(?: # |`)")?;
    assert!(
        ["setup", "apply", "run", "check", "rehearse"]
            .iter()
            .all(|one| subcommands.contains(one)),
        "{subcommands:?}"
    );
    for subcommand in subcommands {
        let asked = Command::new(env!("CARGO_BIN_EXE_wijkbode"))
            .args([subcommand, "--help"])
            .output()?;
        assert!(asked.status.success(), "wijkbode {subcommand}");
    }
    Ok(())
}

#[test]
fn the_cargo_commands_in_the_readme_exist() -> Result<()> {
    let config: toml::Table = CARGO_CONFIG.parse()?;
    let alias = config["alias"].as_table().context("[alias] is a table")?;
    for command in named(r"`cargo ([a-z]+)")? {
        assert!(
            command == "test" || alias.contains_key(command),
            "cargo {command}"
        );
    }
    assert_eq!(alias["demo"].as_str(), Some("run --example demo"));
    assert!(root().join("examples/demo/main.rs").exists());
    Ok(())
}

#[test]
fn the_files_that_the_readme_names_exist() -> Result<()> {
    let links = named(r"\]\(([^)#:]+)\)")?;
    let files = named(r"`((?:config|docs)/[a-z./]+)`")?;
    assert!(!links.is_empty() && !files.is_empty());
    for file in links.into_iter().chain(files) {
        assert!(root().join(file).exists(), "{file}");
    }
    Ok(())
}
