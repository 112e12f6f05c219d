//! `wijkbode import counts.json`: takes in what another gemeente shared, and tells the managers. They decide on a warning.

use std::path::{Path, PathBuf};
use std::process::ExitCode;
use std::sync::Arc;

use anyhow::{Context, Result, bail};
use clap::Args;

use super::{clock, status};
use crate::args;
use crate::catalogue::Phenomenon;
use crate::chat::{RoomKey, as_data};
use crate::config::Config;
use crate::domain::numbers::range;
use crate::domain::sharing::{self, Shared};
use crate::engine::{Engine, Turn};
use crate::store::{SharedCount, Store, id_of};

/// A file of counts is small; what is larger is something else.
const LARGEST: u64 = 1_000_000;

#[derive(Args)]
pub struct Arguments {
    /// The file that the other gemeente wrote with `wijkbode export counts`.
    file: PathBuf,
}

pub async fn run(config: &Path, arguments: &Arguments) -> ExitCode {
    status(import(config, &arguments.file).await)
}

async fn import(config: &Path, file: &Path) -> Result<()> {
    let config = Config::from_file(config)?;
    let shared = read(file).with_context(|| format!("in the file {}", file.display()))?;
    let store = Store::open(&config.database).await?;
    let engine = Engine::new(store, Arc::new(config.world("")?));
    let mut turn = engine.turn(clock().now(), "import".to_owned()).await?;
    let known = turn.catalogue();
    let is_public = |slug: &str| known.phenomenon(slug).is_some_and(Phenomenon::is_public);
    if let Some(todo) = sharing::why_not(&shared, is_public) {
        bail!("nothing was taken in from {}: {todo}", file.display());
    }
    if shared.gemeente == turn.settings.gemeente {
        bail!("nothing was taken in: these are the counts of our own gemeente");
    }
    let is_news = take(&mut turn, &shared).await?;
    turn.commit().await?;
    if is_news {
        println!("Taken in. The managers are told; they decide whether to warn.");
    } else {
        println!("Nothing new: these counts were taken in before.");
    }
    Ok(())
}

fn read(file: &Path) -> Result<Shared> {
    let size = std::fs::metadata(file)?.len();
    anyhow::ensure!(size <= LARGEST, "it is too large to be a file of counts");
    Ok(serde_json::from_str(&std::fs::read_to_string(file)?)?)
}

/// Keeps it, and tells the managers once. `false` when it was known.
async fn take(turn: &mut Turn, shared: &Shared) -> Result<bool> {
    let counts = shared.counts.iter().map(|count| SharedCount {
        phenomenon: count.phenomenon.clone(),
        least: count.least,
        most: count.most,
    });
    let counts: Vec<_> = counts.collect();
    let (now, gemeente) = (turn.now, shared.gemeente.trim());
    if !turn
        .tx
        .take_shared(gemeente, &shared.period, &counts, now)
        .await?
    {
        return Ok(false);
    }
    let content = id_of(&serde_json::to_string(shared)?);
    let cause = format!("shared:{content}");
    turn.tx
        .audit(&cause, None, "counts-taken-in", &shared.period, now)
        .await?;
    tell(turn, gemeente, &shared.period, counts, &cause).await?;
    Ok(true)
}

/// The largest first.
async fn tell(
    turn: &mut Turn,
    gemeente: &str,
    period: &str,
    mut counts: Vec<SharedCount>,
    cause: &str,
) -> Result<()> {
    counts.sort_by_key(|count| std::cmp::Reverse((count.least, count.most)));
    let Some(first) = counts.first().map(|count| count.phenomenon.clone()) else {
        return Ok(());
    };
    turn.speak_in(&RoomKey::management()).await?;
    let lang = turn.lang();
    let items: Vec<_> = counts
        .iter()
        .map(|count| {
            let known = turn.catalogue().phenomenon(&count.phenomenon);
            let trick = known.map_or(count.phenomenon.as_str(), |known| known.label(lang));
            let count = range(count.least, count.most);
            turn.t(
                "shared-item",
                args! { trick: trick.to_owned(), count: count },
            )
        })
        .collect();
    let body = turn.t(
        "shared-news",
        args! {
            gemeente: as_data(gemeente),
            period: period.to_owned(),
            list: items.join(", "),
            trick: first,
        },
    );
    turn.tell_managers(cause, body).await
}
