//! Every method of the store, on SQLite and on PostgreSQL, as small stories.

mod activities;
mod alarms;
mod asked;
mod audit;
mod backup;
pub(crate) mod databases;
mod ideas;
mod inbox;
mod lock;
mod management;
mod month;
mod onboarding;
mod outbox;
mod people;
mod polls;
mod questions;
mod record;
mod secrets;
mod signals;
mod statistics;
mod subscriptions;
mod transactions;
mod warnings;

pub(crate) use databases::{Fresh, kinds};

use chrono::NaiveDate;
use wijkbode::chat::{Outgoing, RoomKey, Text};
use wijkbode::domain::people::RoomKind;
use wijkbode::domain::time::{Moment, read_day};
use wijkbode::store::{Room, Tx, id_of};

/// A test on each database: `on_both!(a_name, async |store| { … Ok(()) })`.
macro_rules! on_both {
    ($name:ident, $story:expr) => {
        mod $name {
            #[allow(unused_imports, reason = "a story takes what it needs")]
            use super::*;

            #[tokio::test]
            async fn on_sqlite() -> anyhow::Result<()> {
                crate::store::databases::tell(crate::store::databases::Kind::Sqlite, $story).await
            }

            #[tokio::test]
            async fn on_postgresql() -> anyhow::Result<()> {
                crate::store::databases::tell(crate::store::databases::Kind::Postgres, $story).await
            }
        }
    };
}
pub(crate) use on_both;

/// Wednesday 14 October 2026, ten in the morning in Amsterdam.
const NOW: Moment = Moment(1_791_964_800_000);

const MOERWIJK: &str = "WK051836";

fn today() -> NaiveDate {
    read_day("2026-10-14").unwrap()
}

/// A room that exists on the homeserver as `!<key>`.
async fn open_room(tx: &mut Tx, key: &RoomKey) -> anyhow::Result<()> {
    let room_id = format!("!{key}");
    tx.set_room(&room(key, Some(&room_id))).await
}

fn room(key: &RoomKey, room_id: Option<&str>) -> Room {
    Room {
        key: key.clone(),
        kind: key.kind(),
        wijk: (key.kind() == RoomKind::Wijk).then(|| MOERWIJK.to_owned()),
        person: None,
        alias: None,
        name: "Moerwijk".to_owned(),
        topic: "Nood? Bel 112.".to_owned(),
        room_id: room_id.map(str::to_owned),
        trouble: None,
        language: None,
    }
}

/// Somebody in the programme: `anna` is `@anna:example.org`.
async fn moves_in(tx: &mut Tx, name: &str) -> anyhow::Result<String> {
    let user = format!("@{name}:example.org");
    let id = id_of(&format!("person:{user}"));
    tx.set_person(&id, &user, name, None).await?;
    Ok(id)
}

fn say(body: &str) -> Outgoing {
    Outgoing::Say(Text::new(body))
}

/// A method without a story here would be one that nobody has seen work on both databases.
#[test]
fn every_method_of_the_store_has_a_story() {
    let read = |folder: &str| {
        let folder = std::path::Path::new(env!("CARGO_MANIFEST_DIR")).join(folder);
        let files = std::fs::read_dir(folder)
            .unwrap()
            .map(|entry| entry.unwrap().path());
        files
            .map(|file| std::fs::read_to_string(file).unwrap())
            .collect::<String>()
    };
    let (methods, stories) = (read("src/store"), read("tests/it/store"));
    let names = methods
        .split("pub async fn ")
        .skip(1)
        .filter_map(|rest| rest.split('(').next());
    let untold: Vec<_> = names
        .filter(|name| !stories.contains(&format!("{name}(")))
        .collect();
    assert_eq!(untold, Vec::<&str>::new());
}
