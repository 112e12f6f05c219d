//! `wijkbode export programme > programme.toml` writes the programme back as a file, and `wijkbode export counts` what may be
//! told to others of a month. Both also while the bot runs.

use std::path::Path;
use std::process::ExitCode;
use std::sync::Arc;

use anyhow::{Context, Result, bail};
use clap::{Args, Subcommand, ValueEnum};

use super::{clock, status};
use crate::catalogue::Phenomenon;
use crate::config::Config;
use crate::domain::sharing::{self, Shared};
use crate::domain::statistics::Period;
use crate::domain::time::{Moment, Month};
use crate::engine::{Engine, Turn, WarningRules};
use crate::programme;
use crate::report::stix;
use crate::store::{Store, id_of};

#[derive(Args)]
pub struct Arguments {
    #[command(subcommand)]
    what: What,
}

#[derive(Subcommand)]
enum What {
    /// The programme file as the database has it, with what was changed by chat.
    #[command(alias = "programma")]
    Programme,
    /// How often each trick was reported in a month, in the whole gemeente, from the threshold in the programme on.
    #[command(alias = "aantallen")]
    Counts(Counts),
}

#[derive(Args)]
struct Counts {
    /// The month, such as 2026-10. Its statistics must have been published.
    #[arg(long)]
    month: String,
    /// `wijkbode` for another gemeente's `wijkbode import`, `stix` for STIX 2.1.
    #[arg(long, value_enum, default_value = "wijkbode")]
    form: Form,
}

#[derive(Clone, Copy, ValueEnum)]
enum Form {
    Wijkbode,
    Stix,
}

pub async fn run(config: &Path, arguments: &Arguments) -> ExitCode {
    status(export(config, &arguments.what).await)
}

async fn export(config: &Path, what: &What) -> Result<()> {
    let config = Config::from_file(config)?;
    let store = Store::open(&config.database).await?;
    let engine = Engine::new(store, Arc::new(config.world("")?));
    let mut turn = engine.turn(clock().now(), "export".to_owned()).await?;
    let written = match what {
        What::Programme => {
            print!("{}", programme::export(&mut turn).await?);
            "programme"
        }
        What::Counts(counts) => {
            println!("{}", of_month(&mut turn, counts).await?);
            "counts"
        }
    };
    let now = turn.now;
    turn.tx
        .audit(&format!("export:{}", now.0), None, "exported", written, now)
        .await?;
    turn.commit().await
}

/// What is told of a month, made of its published set; and the fact that it was told.
async fn of_month(turn: &mut Turn, counts: &Counts) -> Result<String> {
    let Some(month) = Month::read(&counts.month) else {
        bail!("\"{}\" is no month; write it like 2026-10", counts.month);
    };
    let period = Period::Month(month);
    let cells = turn.tx.statistics(period).await?;
    let cells = cells.with_context(|| {
        format!("the statistics of {period} were not published; they are after the month has ended")
    })?;
    let frozen = turn.tx.statistic_sets().await?;
    let frozen = frozen
        .into_iter()
        .find(|(name, _)| *name == period.to_string());
    let at = frozen.map_or(turn.now, |(_, at)| at);
    let rules = WarningRules::read(&mut turn.tx).await?;
    let known = turn.catalogue();
    let is_public = |slug: &str| known.phenomenon(slug).is_some_and(Phenomenon::is_public);
    let shared = Shared {
        form: sharing::FORM.to_owned(),
        gemeente: turn.settings.gemeente.clone(),
        period: period.to_string(),
        counts: sharing::shared(&cells, rules.shares_from.into(), is_public),
    };
    let file = match counts.form {
        Form::Wijkbode => serde_json::to_value(&shared)?,
        Form::Stix => stix::bundle(&shared, turn.catalogue(), &utc(at), id_of),
    };
    Ok(serde_json::to_string_pretty(&file)?)
}

/// As STIX writes a moment: in UTC, with milliseconds.
fn utc(at: Moment) -> String {
    let seconds = at.local(chrono_tz::UTC).format("%Y-%m-%dT%H:%M:%S");
    format!("{seconds}.{:03}Z", at.0.rem_euclid(1000))
}
