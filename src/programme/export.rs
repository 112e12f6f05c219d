//! Writes the programme back as a file, as the database has it: what chat changed since `apply` is in it.

use std::collections::BTreeMap;

use anyhow::{Context, Result};
use serde::Serialize;
use serde_json::Value;

use crate::domain::duty::Duty;
use crate::domain::people::Role;
use crate::engine::{Onboarding, Turn, WarningRules, split_role};

/// The file, key by key, in the order in which people read it.
#[derive(Serialize)]
struct File {
    gemeente: String,
    #[serde(flatten)]
    facts: BTreeMap<String, toml::Value>,
    #[serde(flatten)]
    rooms: BTreeMap<&'static str, RoomEntry>,
    #[serde(skip_serializing_if = "Option::is_none")]
    onboarding: Option<Onboarding>,
    #[serde(skip_serializing_if = "Option::is_none")]
    warnings: Option<WarningRules>,
    schedules: BTreeMap<String, String>,
    wijk: Vec<WijkEntry>,
    person: Vec<PersonEntry>,
    duty: Vec<Duty>,
}

#[derive(Serialize, Default, PartialEq)]
struct RoomEntry {
    #[serde(skip_serializing_if = "Option::is_none")]
    name: Option<String>,
    #[serde(skip_serializing_if = "Option::is_none")]
    alias: Option<String>,
    #[serde(skip_serializing_if = "Option::is_none")]
    room_id: Option<String>,
}

#[derive(Serialize)]
struct WijkEntry {
    code: String,
    name: String,
    #[serde(skip_serializing_if = "Option::is_none")]
    alias: Option<String>,
    #[serde(skip_serializing_if = "Option::is_none")]
    room_id: Option<String>,
}

#[derive(Serialize)]
struct PersonEntry {
    user: String,
    name: String,
    #[serde(skip_serializing_if = "Option::is_none")]
    organisation: Option<String>,
    #[serde(skip_serializing_if = "Option::is_none")]
    organisation_kind: Option<String>,
    #[serde(skip_serializing_if = "Vec::is_empty")]
    ambassadeur: Vec<String>,
    #[serde(skip_serializing_if = "Vec::is_empty")]
    roles: Vec<&'static str>,
}

/// The programme as a file that `apply` reads; applying it changes nothing.
///
/// # Errors
/// When there is no programme yet.
pub async fn export(turn: &mut Turn) -> Result<String> {
    let things = turn.things().await?;
    let file = File {
        gemeente: text(&things, "fact:gemeente")
            .context("there is no programme yet; write one and apply it")?,
        facts: facts(&things),
        rooms: rooms(&things)?,
        onboarding: text(&things, "fact:onboarding")
            .map(|rules| serde_json::from_str(&rules))
            .transpose()?,
        warnings: text(&things, "fact:warnings")
            .map(|rules| serde_json::from_str(&rules))
            .transpose()?,
        schedules: of_kind(&things, "schedule")
            .map(|(job, _)| {
                (
                    job.to_owned(),
                    text(&things, &format!("schedule:{job}")).unwrap_or_default(),
                )
            })
            .collect(),
        wijk: of_kind(&things, "wijk")
            .map(|(code, value)| wijk(code, value))
            .collect::<Result<_>>()?,
        person: of_kind(&things, "person")
            .map(|(user, value)| person(&things, user, value))
            .collect::<Result<_>>()?,
        duty: of_kind(&things, "duty")
            .map(|(_, value)| Ok(serde_json::from_str(value)?))
            .collect::<Result<_>>()?,
    };
    let title = "# The programme as the bot has it, written by `wijkbode export programme`.\n\n";
    Ok(format!("{title}{}", toml::to_string(&file)?))
}

/// The things of a kind: their names and values.
fn of_kind<'a>(
    things: &'a BTreeMap<String, String>,
    kind: &'a str,
) -> impl Iterator<Item = (&'a str, &'a str)> {
    let of = move |(thing, value): (&'a String, &'a String)| {
        let (found, name) = thing.split_once(':')?;
        (found == kind).then_some((name, value.as_str()))
    };
    things.iter().filter_map(of)
}

/// A value that is a text.
fn text(things: &BTreeMap<String, String>, thing: &str) -> Option<String> {
    serde_json::from_str(things.get(thing)?).ok()
}

fn field(value: &Value, key: &str) -> Option<String> {
    value.get(key).and_then(Value::as_str).map(str::to_owned)
}

fn facts(things: &BTreeMap<String, String>) -> BTreeMap<String, toml::Value> {
    let mut facts = BTreeMap::new();
    for fact in [
        "time_zone",
        "language",
        "long_forms",
        "alias_prefix",
        "quiet_hours",
    ] {
        if let Some(value) = text(things, &format!("fact:{fact}")) {
            facts.insert(fact.to_owned(), value.into());
        }
    }
    if let Some(value) = text(things, "fact:reminders") {
        facts.insert("reminders".to_owned(), (value != "off").into());
    }
    facts
}

fn rooms(things: &BTreeMap<String, String>) -> Result<BTreeMap<&'static str, RoomEntry>> {
    let mut rooms = BTreeMap::new();
    for (name, key) in [
        ("space", "ruimte"),
        ("management_room", "beheer"),
        ("signal_room", "signaal"),
    ] {
        let Some(value) = things.get(&format!("room:{key}")) else {
            continue;
        };
        let value: Value = serde_json::from_str(value)?;
        let room = RoomEntry {
            name: field(&value, "name"),
            alias: field(&value, "alias"),
            room_id: field(&value, "room_id"),
        };
        if room != RoomEntry::default() {
            rooms.insert(name, room);
        }
    }
    Ok(rooms)
}

fn wijk(code: &str, value: &str) -> Result<WijkEntry> {
    let value: Value = serde_json::from_str(value)?;
    Ok(WijkEntry {
        code: code.to_owned(),
        name: field(&value, "name").unwrap_or_default(),
        alias: field(&value, "alias"),
        room_id: field(&value, "room_id"),
    })
}

fn person(things: &BTreeMap<String, String>, user: &str, value: &str) -> Result<PersonEntry> {
    let value: Value = serde_json::from_str(value)?;
    let (mut ambassadeur, mut roles) = (Vec::new(), Vec::new());
    for (name, _) in of_kind(things, "role") {
        let (role, of, wijk) = split_role(name)?;
        match role {
            _ if of != user => {}
            Role::Ambassadeur => ambassadeur.push(wijk.to_owned()),
            role => roles.push(role.key()),
        }
    }
    Ok(PersonEntry {
        user: user.to_owned(),
        name: field(&value, "name").unwrap_or_default(),
        organisation: field(&value, "organisation"),
        organisation_kind: field(&value, "organisation_kind"),
        ambassadeur,
        roles,
    })
}
