//! The programme as things by name, each with a value in JSON: `wijk:WK051836`, `person:@anna:example.org`,
//! `role:ambassadeur|@anna:example.org|WK051836`, `schedule:weekly-digest`, `duty:…`, `fact:language` …
//!
//! `apply`, the settings in chat and every decision of a manager write them here, in the same way.

use std::collections::BTreeMap;

use anyhow::{Context, Result};
use serde::{Deserialize, Serialize};
use serde_json::{Value, json};

use super::desired::WantedRoom;
use super::signals::{merged_value, set_merged};
use super::turn::Turn;
use crate::chat::RoomKey;
use crate::domain::people::{Role, RoomKind};
use crate::domain::subscription::Pace;
use crate::domain::time::Moment;
use crate::features;
use crate::store::{Onboarding, WaitingRow, id_of};

/// One thing, as it was and as it shall be. `None` where it is not there.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Change {
    pub thing: String,
    pub before: Option<String>,
    pub after: Option<String>,
}

impl Change {
    /// The same the other way round.
    pub fn undone(self) -> Self {
        Self {
            thing: self.thing,
            before: self.after,
            after: self.before,
        }
    }

    /// `wijk` and `WK051836` of `wijk:WK051836`.
    pub fn kind_and_name(&self) -> (&str, &str) {
        self.thing.split_once(':').unwrap_or((&self.thing, ""))
    }
}

/// Facts that the programme sets, each with a default.
const FACTS: [&str; 9] = [
    "gemeente",
    "time_zone",
    "language",
    "long_forms",
    "alias_prefix",
    "reminders",
    "quiet_hours",
    "onboarding",
    "warnings",
];

/// In this order things are written: rooms are named after the gemeente, a role stands on its person and its wijk.
const ORDER: [&str; 11] = [
    "fact",
    "schedule",
    "duty",
    "room",
    "wijk",
    "person",
    "role",
    "follow",
    "onboarding",
    "waiting",
    "merged",
];

impl Turn {
    /// The programme as the database has it, in the same form as the file.
    pub async fn things(&mut self) -> Result<BTreeMap<String, String>> {
        let mut things = BTreeMap::new();
        for fact in FACTS {
            if let Some(value) = self.tx.fact(&format!("programme:{fact}")).await? {
                things.insert(format!("fact:{fact}"), text_value(&value));
            }
        }
        for job in features::jobs() {
            if let Some(rule) = self.tx.fact(&format!("schedule:{}", job.name)).await? {
                things.insert(format!("schedule:{}", job.name), text_value(&rule));
            }
        }
        for (duty, value) in self.tx.facts_of("duty:").await? {
            things.insert(format!("duty:{duty}"), value);
        }
        for key in [RoomKey::space(), RoomKey::management(), RoomKey::signal()] {
            if let Some(value) = self.tx.fact(&format!("room:{key}")).await? {
                things.insert(format!("room:{key}"), value);
            }
        }
        for wijk in self.tx.wijken().await? {
            let said = self.tx.fact(&format!("wijk:{}", wijk.code)).await?;
            let value = wijk_value(&wijk.name, said.as_deref());
            things.insert(format!("wijk:{}", wijk.code), value);
        }
        self.people_as_things(&mut things).await?;
        Ok(things)
    }

    async fn people_as_things(&mut self, things: &mut BTreeMap<String, String>) -> Result<()> {
        let kinds = self.tx.organisation_kinds().await?;
        for person in self.tx.people().await? {
            let kind = kinds.get(&person.id).map(String::as_str);
            let value = person_value(&person.name, person.organisation.as_deref(), kind);
            things.insert(format!("person:{}", person.user_id), value);
            for given in self.tx.roles_of(&person.id).await? {
                let thing = role_thing(given.role, &person.user_id, &given.wijk);
                things.insert(thing, "true".to_owned());
            }
        }
        Ok(())
    }

    /// One thing as the database has it. Also what is no part of the programme file: who follows what
    /// (`follow:alles|@bram:example.org`), how far somebody is in beginning (`onboarding:@anna:example.org`), who
    /// waits (`waiting:3`), and with which signal another counts (`merged:14`).
    pub async fn thing(&mut self, thing: &str) -> Result<Option<String>> {
        match thing.split_once(':') {
            Some(("follow", name)) => {
                let (what, user) = split_follow(name)?;
                let Some(person) = self.tx.person_by_user(user).await? else {
                    return Ok(None);
                };
                let follows = self.tx.follows_of(&person.id).await?;
                let own = follows.iter().find(|own| own.what == what);
                Ok(own.map(|own| text_value(own.pace.key())))
            }
            Some(("onboarding", user)) => {
                let Some(person) = self.tx.person_by_user(user).await? else {
                    return Ok(None);
                };
                let known = self.tx.onboarding(&person.id).await?;
                let is_known = known != Onboarding::default();
                Ok(is_known
                    .then(|| serde_json::to_string(&known))
                    .transpose()?)
            }
            Some(("waiting", number)) => {
                let rows = self.tx.waiting_list().await?;
                let mut rows = rows.iter();
                Ok(rows
                    .find(|row| row.number.to_string() == number)
                    .map(waiting_value))
            }
            Some(("merged", number)) => merged_value(self, number).await,
            _ => Ok(self.things().await?.remove(thing)),
        }
    }

    /// Makes the programme so, and shows out of their rooms who belong there no longer. Each change leaves its line in
    /// the audit: `what` with `-set` or `-remove`, done by `person` (none for the operator).
    pub async fn change(
        &mut self,
        changes: &[Change],
        cause: &str,
        person: Option<&str>,
        what: &str,
    ) -> Result<()> {
        let places = self.places().await?;
        let now = self.now;
        for kind in ORDER {
            for change in changes
                .iter()
                .filter(|change| change.kind_and_name().0 == kind)
            {
                carry_out(self, change, person)
                    .await
                    .with_context(|| format!("changing {}", change.thing))?;
                let done = if change.after.is_some() {
                    "set"
                } else {
                    "remove"
                };
                let about = without_user_id(&change.thing);
                self.tx
                    .audit(cause, person, &format!("{what}-{done}"), &about, now)
                    .await?;
            }
        }
        if changes
            .iter()
            .any(|change| change.thing.starts_with("fact:"))
        {
            name_rooms_again(self).await?;
        }
        self.show_out(&places).await
    }
}

async fn carry_out(turn: &mut Turn, change: &Change, person: Option<&str>) -> Result<()> {
    let (kind, name) = change.kind_and_name();
    if kind == "merged" {
        let (before, after) = (change.before.as_deref(), change.after.as_deref());
        return set_merged(turn, name, before, after, person).await;
    }
    match &change.after {
        Some(value) => {
            let value: Value = serde_json::from_str(value)?;
            set(turn, kind, name, &value).await?;
            move_room(turn, change, &value).await
        }
        None => unset(turn, kind, name).await,
    }
}

/// The names and topics of rooms hold the gemeente, in its language.
async fn name_rooms_again(turn: &mut Turn) -> Result<()> {
    for (thing, value) in turn.things().await? {
        if let Some((kind @ ("room" | "wijk"), name)) = thing.split_once(':') {
            set(turn, kind, name, &serde_json::from_str(&value)?).await?;
        }
    }
    Ok(())
}

async fn set(turn: &mut Turn, kind: &str, name: &str, value: &Value) -> Result<()> {
    let text = |key: &str| value.get(key).and_then(Value::as_str).map(str::to_owned);
    let (alias, room_id) = (text("alias"), text("room_id"));
    let as_text = value.as_str().unwrap_or_default();
    match kind {
        "fact" => {
            turn.tx
                .set_fact(&format!("programme:{name}"), as_text)
                .await?;
            turn.settings_changed().await
        }
        "schedule" => turn.tx.set_fact(&format!("schedule:{name}"), as_text).await,
        "duty" => {
            turn.tx
                .set_fact(&format!("duty:{name}"), &value.to_string())
                .await
        }
        "room" => {
            let kind = RoomKind::read(name).context("a kind of room")?;
            let room = WantedRoom {
                name: text("name"),
                alias,
                room_id,
            };
            turn.tx
                .set_fact(&format!("room:{name}"), &value.to_string())
                .await?;
            turn.want_shared_room(kind, &room).await
        }
        "wijk" => {
            let room = WantedRoom {
                name: None,
                alias,
                room_id,
            };
            turn.tx
                .set_fact(&format!("wijk:{name}"), &value.to_string())
                .await?;
            turn.want_wijk(name, &text("name").unwrap_or_default(), &room)
                .await
        }
        "person" => {
            let called = text("name").unwrap_or_default();
            let id = turn
                .want_person(name, &called, text("organisation").as_deref())
                .await?;
            let kind = text("organisation_kind");
            turn.tx.set_organisation_kind(&id, kind.as_deref()).await
        }
        "follow" => {
            // A decision of an earlier version says only that it was followed.
            let pace = value.as_str().and_then(Pace::read).unwrap_or_default();
            follow(turn, name, Some(pace)).await
        }
        "onboarding" => {
            let person = turn.tx.person_by_user(name).await?;
            let person = person.context("the beginning of somebody who is not there")?;
            let known = serde_json::from_value(value.clone())?;
            turn.tx.set_onboarding(&person.id, &known).await
        }
        "waiting" => turn.tx.set_waiting(&waiting_row(name, value)?).await,
        _ => set_role(turn, name).await,
    }
}

async fn set_role(turn: &mut Turn, name: &str) -> Result<()> {
    let (role, user, wijk) = split_role(name)?;
    let person = turn.tx.person_by_user(user).await?;
    let person = person.context("a role of somebody who is not there")?;
    turn.want_role(&person.id, role, wijk).await.map(drop)
}

/// The file names another existing room than before: the wijk moves there. An upgrade, which the bot follows by itself,
/// changes nothing in the file and stays.
async fn move_room(turn: &mut Turn, change: &Change, value: &Value) -> Result<()> {
    let wanted = value.get("room_id").and_then(Value::as_str);
    let before: Value = change
        .before
        .as_deref()
        .map(serde_json::from_str)
        .transpose()?
        .unwrap_or_default();
    let Some(wanted) =
        wanted.filter(|wanted| before.get("room_id").and_then(Value::as_str) != Some(wanted))
    else {
        return Ok(());
    };
    let name = change.thing.strip_prefix("room:").unwrap_or(&change.thing);
    let key = RoomKey::read(name).context("a room or a wijk has a room")?;
    let is_there = turn
        .tx
        .room(&key)
        .await?
        .is_some_and(|room| room.room_id.as_deref() == Some(wanted));
    if is_there {
        Ok(())
    } else {
        turn.tx.set_room_id(&key, Some(wanted)).await
    }
}

async fn unset(turn: &mut Turn, kind: &str, name: &str) -> Result<()> {
    let now = turn.now;
    match kind {
        "schedule" | "duty" => turn.tx.forget_fact(&format!("{kind}:{name}")).await,
        // Back to its default.
        "fact" => {
            turn.tx.forget_fact(&format!("programme:{name}")).await?;
            turn.settings_changed().await
        }
        "wijk" => {
            turn.tx.forget_fact(&format!("wijk:{name}")).await?;
            turn.close_wijk(name).await
        }
        "person" => match turn.tx.person_by_user(name).await? {
            Some(person) => turn.tx.person_leaves(&person.id, now).await,
            None => Ok(()),
        },
        "role" => {
            let (role, user, wijk) = split_role(name)?;
            let Some(person) = turn.tx.person_by_user(user).await? else {
                return Ok(());
            };
            turn.tx.take_role(&person.id, role, wijk).await
        }
        "follow" => follow(turn, name, None).await,
        "onboarding" => match turn.tx.person_by_user(name).await? {
            Some(person) => turn.tx.forget_onboarding(&person.id).await,
            // Forgotten with the person.
            None => Ok(()),
        },
        "waiting" => turn.tx.forget_waiting(name.parse()?).await,
        // The shared rooms have defaults; they are never absent.
        _ => Ok(()),
    }
}

async fn follow(turn: &mut Turn, name: &str, pace: Option<Pace>) -> Result<()> {
    let (what, user) = split_follow(name)?;
    let Some(person) = turn.tx.person_by_user(user).await? else {
        return Ok(());
    };
    let now = turn.now;
    match pace {
        Some(pace) => turn.tx.follow(&person.id, what, pace, now).await.map(drop),
        None => turn.tx.unfollow(&person.id, what).await.map(drop),
    }
}

/// The audit outlives the people in it, so it names them by our own id.
fn without_user_id(thing: &str) -> String {
    let id = |user: &str| id_of(&format!("person:{user}"));
    match thing.split_once(':') {
        Some((kind @ ("person" | "onboarding"), user)) => format!("{kind}:{}", id(user)),
        Some(("role", name)) => match split_role(name) {
            Ok((role, user, wijk)) => format!("role:{role}|{}|{wijk}", id(user)),
            Err(_) => thing.to_owned(),
        },
        Some(("follow", name)) => match split_follow(name) {
            Ok((what, user)) => format!("follow:{what}|{}", id(user)),
            Err(_) => thing.to_owned(),
        },
        _ => thing.to_owned(),
    }
}

/// The name of a role as a thing.
pub fn role_thing(role: Role, user: &str, wijk: &str) -> String {
    format!("role:{}|{user}|{wijk}", role.key())
}

/// Role, user and wijk of the name of a role.
///
/// # Errors
/// When it is no such name.
pub fn split_role(name: &str) -> Result<(Role, &str, &str)> {
    let parts: Vec<_> = name.split('|').collect();
    let [role, user, wijk] = parts.as_slice() else {
        anyhow::bail!("a role has three parts")
    };
    Ok((Role::read(role).context("a known role")?, user, wijk))
}

fn split_follow(name: &str) -> Result<(&str, &str)> {
    name.split_once('|')
        .context("what is followed has two parts")
}

/// A text as the value of a thing.
pub fn text_value(text: &str) -> String {
    Value::String(text.to_owned()).to_string()
}

/// The name leads from the table; alias and room id are as they were wanted.
pub fn wijk_value(name: &str, said: Option<&str>) -> String {
    let said: Value = said
        .and_then(|said| serde_json::from_str(said).ok())
        .unwrap_or_default();
    let of = |key: &str| said.get(key).cloned().unwrap_or_default();
    json!({ "name": name, "alias": of("alias"), "room_id": of("room_id") }).to_string()
}

/// Somebody as a thing; without a kind of organisation as it was before there were any.
pub fn person_value(name: &str, organisation: Option<&str>, kind: Option<&str>) -> String {
    let mut value = json!({ "name": name, "organisation": organisation });
    if let Some(kind) = kind {
        value["organisation_kind"] = kind.into();
    }
    value.to_string()
}

/// Somebody on the waiting list as a thing.
pub fn waiting_value(row: &WaitingRow) -> String {
    json!({ "name": row.name, "user": row.user_id, "wijk": row.wijk, "since": row.since.0 })
        .to_string()
}

fn waiting_row(number: &str, value: &Value) -> Result<WaitingRow> {
    let text = |key: &str| value.get(key).and_then(Value::as_str).map(str::to_owned);
    Ok(WaitingRow {
        number: number.parse().context("the number of who waits")?,
        name: text("name").unwrap_or_default(),
        user_id: text("user"),
        wijk: text("wijk").unwrap_or_default(),
        since: Moment(
            value
                .get("since")
                .and_then(Value::as_i64)
                .unwrap_or_default(),
        ),
    })
}
