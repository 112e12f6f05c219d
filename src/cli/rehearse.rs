//! `wijkbode rehearse`: plays a script on the engine and prints what the bot does.

use std::path::PathBuf;
use std::process::ExitCode;

use anyhow::{Context, Result};
use clap::Args;

use super::status;
use crate::catalogue::{Catalogue, Place};
use crate::engine::World;
use crate::programme::Programme;
use crate::rehearsal::Rehearsal;
use crate::sentences::Sentences;

#[derive(Args)]
pub struct Arguments {
    /// The script.
    script: PathBuf,
    /// The programme that it is played in.
    #[arg(long)]
    programme: PathBuf,
    /// One JSON object a line: at, room, kind, to, mentions, body.
    #[arg(long)]
    json: bool,
    /// A folder with a catalogue of the gemeente.
    #[arg(long)]
    catalogue: Option<PathBuf>,
    /// A folder with sentences of the gemeente.
    #[arg(long)]
    sentences: Option<PathBuf>,
    /// Files with the CBS wijken of the gemeente.
    #[arg(long)]
    places: Vec<PathBuf>,
}

pub async fn run(arguments: &Arguments) -> ExitCode {
    status(rehearse(arguments).await)
}

async fn rehearse(arguments: &Arguments) -> Result<()> {
    let world = world(arguments)?;
    let programme = Programme::from_file(&arguments.programme, &world.places)?;
    let script = std::fs::read_to_string(&arguments.script)
        .with_context(|| format!("cannot read the script {}", arguments.script.display()))?;
    let mut rehearsal = Rehearsal::new(programme, world).await?;
    for deed in rehearsal.play(&script).await? {
        if arguments.json {
            println!("{}", serde_json::to_string(&deed)?);
        } else {
            println!("{deed}");
        }
    }
    Ok(())
}

fn world(arguments: &Arguments) -> Result<World> {
    let own = arguments.places.iter().map(|file| Place::from_file(file));
    let own: Vec<_> = own.collect::<Result<_, _>>()?;
    Ok(World {
        catalogue: Catalogue::load(arguments.catalogue.as_deref())?,
        places: own.into_iter().chain([Place::den_haag()]).collect(),
        sentences: Sentences::load(arguments.sentences.as_deref())?,
        us: String::new(),
    })
}
