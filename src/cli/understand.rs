//! `wijkbode understand`: what the bot makes of a text, for people and for measuring.

use std::io::{BufRead, Write, stdin, stdout};
use std::path::PathBuf;
use std::process::ExitCode;

use anyhow::{Context, Result};
use chrono::NaiveDate;
use clap::Args;

use super::status;
use crate::catalogue::{Catalogue, Lang};
use crate::clock::Clock;
use crate::domain::people::RoomKind;
use crate::domain::time::Moment;
use crate::engine::vocabulary;
use crate::sentences::Sentences;
use crate::understand::explain::Explainer;
use crate::understand::{As, BOT_NAMES, Understander};

#[derive(Args)]
pub struct Arguments {
    /// The text to explain; without it, JSON Lines (`id`, `text`) are read from standard input.
    text: Option<String>,
    /// What to read each line as: signal, action, command or mask.
    #[arg(long = "as", value_parser = ["signal", "action", "command", "mask"], default_value = "signal")]
    kind: String,
    /// The moment from which "gisteren" counts, such as 2026-10-14T10:00:00+02:00; now when left out.
    #[arg(long)]
    now: Option<String>,
    /// A folder with a catalogue of the gemeente: try out a new trick.
    #[arg(long)]
    catalogue: Option<PathBuf>,
    /// Explain in this language: nl or en.
    #[arg(long, value_parser = ["nl", "en"], default_value = "nl")]
    language: String,
}

pub fn run(arguments: &Arguments) -> ExitCode {
    status(understand(arguments))
}

fn understand(arguments: &Arguments) -> Result<()> {
    let catalogue = Catalogue::load(arguments.catalogue.as_deref())?;
    let today = today(arguments)?;
    if let Some(text) = &arguments.text {
        let explainer = Explainer {
            catalogue: &catalogue,
            sentences: &Sentences::load(None)?,
            lang: language(arguments),
            today,
        };
        println!("{}", explainer.explain(text));
        return Ok(());
    }
    let words = crate::understand::vocabulary(vocabulary(RoomKind::Wijk));
    let understander = Understander {
        catalogue: &catalogue,
        today,
        vocabulary: &words,
        bot_names: &BOT_NAMES,
    };
    let kind =
        As::from_word(&arguments.kind).context("--as takes signal, action, command or mask")?;
    let mut out = stdout().lock();
    for (number, line) in stdin().lock().lines().enumerate() {
        let line = line?;
        if !line.trim().is_empty() {
            let answer = understander
                .line(kind, &line)
                .with_context(|| format!("line {}", number + 1))?;
            writeln!(out, "{answer}")?;
        }
    }
    Ok(())
}

fn language(arguments: &Arguments) -> Lang {
    match arguments.language.as_str() {
        "en" => Lang::En,
        _ => Lang::Nl,
    }
}

fn today(arguments: &Arguments) -> Result<NaiveDate> {
    let zone = chrono_tz::Europe::Amsterdam;
    let now = match &arguments.now {
        Some(text) => Moment::read(text, zone)
            .context("--now takes a moment such as 2026-10-14T10:00:00+02:00")?,
        None => Clock::default().now(),
    };
    Ok(now.day(zone))
}
