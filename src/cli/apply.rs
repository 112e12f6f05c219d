//! `wijkbode apply`: writes a programme file to the database, also while the bot runs.

use std::io::{BufRead, IsTerminal, Write, stdin, stdout};
use std::path::{Path, PathBuf};
use std::process::ExitCode;
use std::sync::Arc;

use anyhow::{Context, Result, bail};
use clap::Args;

use super::status;
use crate::clock::Clock;
use crate::config::Config;
use crate::engine::{Engine, Turn};
use crate::programme::{self, Outcome, Plan, Programme};
use crate::store::Store;

#[derive(Args)]
pub struct Arguments {
    /// The programme file.
    programme: PathBuf,
    /// Shows what would change, and changes nothing.
    #[arg(long)]
    dry_run: bool,
    /// Also removes what is no longer in the file, after showing it.
    #[arg(long)]
    prune: bool,
    /// Where chat commands and the file changed the same thing, the file wins.
    #[arg(long)]
    overwrite: bool,
    /// Does not ask before removing.
    #[arg(long)]
    yes: bool,
}

pub async fn run(config: &Path, arguments: &Arguments) -> ExitCode {
    status(apply(config, arguments).await)
}

async fn apply(config: &Path, arguments: &Arguments) -> Result<()> {
    let config = Config::from_file(config)?;
    let programme = Programme::from_file(&arguments.programme, &config.places()?)?;
    std::fs::create_dir_all(&config.data)
        .with_context(|| format!("making the folder {}", config.data.display()))?;
    let store = Store::open(&config.database).await?;
    let engine = Engine::new(store, Arc::new(config.world("")?));
    let shown = programme::plan(&mut begin(&engine).await?, &programme).await?;
    show(&shown, arguments);
    if arguments.dry_run {
        return Ok(());
    }
    let removes = shown.of(Outcome::Remove).next().is_some();
    if arguments.prune && removes && !arguments.yes {
        confirm()?;
    }
    carry_out(&engine, &programme, &shown, arguments).await?;
    println!("The programme is written. A running bot carries it out within seconds.");
    Ok(())
}

/// Planned again in the transaction that writes: the question above took time, in which the bot went on.
async fn carry_out(
    engine: &Engine,
    programme: &Programme,
    shown: &Plan,
    arguments: &Arguments,
) -> Result<()> {
    let mut turn = begin(engine).await?;
    let plan = programme::plan(&mut turn, programme).await?;
    if plan != *shown {
        bail!("the programme was changed by chat meanwhile; nothing was written, apply it again");
    }
    let (prune, overwrite) = (arguments.prune, arguments.overwrite);
    programme::apply(&mut turn, programme, &plan, prune, overwrite).await?;
    turn.commit().await
}

async fn begin(engine: &Engine) -> Result<Turn> {
    engine
        .turn(Clock::default().now(), "apply".to_owned())
        .await
}

fn show(plan: &Plan, arguments: &Arguments) {
    for step in &plan.steps {
        let what = match step.outcome {
            Outcome::Add => "add",
            Outcome::Change => "change",
            Outcome::Remove if arguments.prune => "remove",
            Outcome::Remove => "no longer in the file (stays; --prune removes it)",
            Outcome::KeptFromChat => "changed by chat (stays)",
            Outcome::Conflict if arguments.overwrite => {
                "changed by chat and in the file (the file wins)"
            }
            Outcome::Conflict => {
                "changed by chat and in the file (the chat's stays; --overwrite takes the file's)"
            }
        };
        println!("{what}: {}", step.thing);
        if matches!(
            step.outcome,
            Outcome::Change | Outcome::Conflict | Outcome::KeptFromChat
        ) {
            println!("    file:     {}", step.file.as_deref().unwrap_or("-"));
            println!("    database: {}", step.database.as_deref().unwrap_or("-"));
        }
    }
    if plan.steps.is_empty() {
        println!("Nothing to change.");
    }
}

/// Removing takes a word.
fn confirm() -> Result<()> {
    if !stdin().is_terminal() {
        bail!("removing needs a confirmation; add --yes");
    }
    print!("Remove what is listed above? Type ja: ");
    stdout().flush()?;
    let mut answer = String::new();
    stdin().lock().read_line(&mut answer)?;
    if answer.trim() != "ja" {
        bail!("nothing was changed");
    }
    Ok(())
}
