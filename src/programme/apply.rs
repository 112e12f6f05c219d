//! Brings the database to what the programme file says, in three views: what the file says, what it said last time,
//! and what the database has. The database leads: what chat commands changed stays, and is shown.

use std::collections::{BTreeMap, BTreeSet};

use anyhow::{Context, Result};
use serde_json::Value;

use super::Programme;
use crate::chat::RoomKey;
use crate::domain::people::{Role, RoomKind};
use crate::engine::{Turn, WantedRoom};
use crate::store::id_of;

/// What `apply` would do.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Plan {
    pub steps: Vec<Step>,
}

/// One difference.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Step {
    /// `wijk:WK051836`, `person:@anna:example.org`, `role:ambassadeur|@anna:example.org|WK051836` …
    pub thing: String,
    pub outcome: Outcome,
    pub file: Option<String>,
    pub database: Option<String>,
}

/// What becomes of a difference.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Outcome {
    /// New in the file.
    Add,
    /// The file changed it.
    Change,
    /// No longer in the file; only removed with `--prune`.
    Remove,
    /// Changed by chat, the file is as it was: stays as the chat made it.
    KeptFromChat,
    /// Changed by both: the database leads, unless `--overwrite`.
    Conflict,
}

impl Plan {
    /// The steps of one kind.
    pub fn of(&self, outcome: Outcome) -> impl Iterator<Item = &Step> {
        self.steps
            .iter()
            .filter(move |step| step.outcome == outcome)
    }

    /// A role stands on its person and its wijk: where chat took those away, the file's role goes the way that they go.
    fn hold_back_roles(&mut self) {
        let gone = |step: &&Step| {
            step.file.is_some() && step.database.is_none() && step.outcome != Outcome::Add
        };
        let gone: BTreeMap<_, _> = self
            .steps
            .iter()
            .filter(gone)
            .map(|step| (step.thing.clone(), step.outcome))
            .collect();
        for step in self
            .steps
            .iter_mut()
            .filter(|step| step.outcome == Outcome::Add)
        {
            let Some(Ok((_, user, wijk))) = step.thing.strip_prefix("role:").map(split_role) else {
                continue;
            };
            let stands_on = [format!("person:{user}"), format!("wijk:{wijk}")];
            if let Some(outcome) = stands_on.iter().find_map(|thing| gone.get(thing)) {
                step.outcome = *outcome;
            }
        }
    }
}

impl Step {
    fn is_wanted(&self, prune: bool, overwrite: bool) -> bool {
        match self.outcome {
            Outcome::Add | Outcome::Change => true,
            Outcome::Remove => prune,
            Outcome::Conflict => overwrite && (prune || self.file.is_some()),
            Outcome::KeptFromChat => false,
        }
    }
}

/// Compares file, last file and database.
pub async fn plan(turn: &mut Turn, programme: &Programme) -> Result<Plan> {
    let last: BTreeMap<_, _> = turn.tx.all_applied().await?.into_iter().collect();
    let current = current(turn).await?;
    let file = programme.things();
    let things: BTreeSet<&String> = file
        .keys()
        .chain(last.keys())
        .chain(current.keys())
        .collect();
    let step = |thing: &String| {
        let (file, last, database) = (file.get(thing), last.get(thing), current.get(thing));
        let outcome = compare(file, last, database)?;
        Some(Step {
            thing: thing.clone(),
            outcome,
            file: file.cloned(),
            database: database.cloned(),
        })
    };
    let mut plan = Plan {
        steps: things.into_iter().filter_map(step).collect(),
    };
    plan.hold_back_roles();
    Ok(plan)
}

/// `None` when there is nothing to do or to tell.
fn compare(
    file: Option<&String>,
    last: Option<&String>,
    database: Option<&String>,
) -> Option<Outcome> {
    match (file, last, database) {
        (file, _, database) if file == database => None,
        // Added by chat, never in the file: that is how it should be.
        (None, None, Some(_)) => None,
        (Some(_), None, None) => Some(Outcome::Add),
        (None, Some(last), Some(database)) if last == database => Some(Outcome::Remove),
        (None, Some(_), Some(_)) => Some(Outcome::Conflict),
        (Some(_), Some(last), Some(database)) if last == database => Some(Outcome::Change),
        (file, last, _) if file == last => Some(Outcome::KeptFromChat),
        _ => Some(Outcome::Conflict),
    }
}

/// Carries a plan out. Removes only with `prune`; a conflict goes the file's way only with `overwrite`.
pub async fn apply(
    turn: &mut Turn,
    programme: &Programme,
    plan: &Plan,
    prune: bool,
    overwrite: bool,
) -> Result<()> {
    let wanted: Vec<_> = plan
        .steps
        .iter()
        .filter(|step| step.is_wanted(prune, overwrite))
        .collect();
    let places = turn.places().await?;
    // Facts first: rooms are named after the gemeente.
    for order in ["fact:", "schedule:", "room:", "wijk:", "person:", "role:"] {
        for step in wanted.iter().filter(|step| step.thing.starts_with(order)) {
            carry_out(turn, step)
                .await
                .with_context(|| format!("applying {}", step.thing))?;
        }
    }
    if wanted.iter().any(|step| step.thing.starts_with("fact:")) {
        name_rooms_again(turn).await?;
    }
    turn.show_out(&places).await?;
    remember(turn, programme, plan, &wanted).await
}

/// The names and topics of rooms hold the gemeente, in its language.
async fn name_rooms_again(turn: &mut Turn) -> Result<()> {
    for (thing, value) in current(turn).await? {
        if let Some((kind @ ("room" | "wijk"), name)) = thing.split_once(':') {
            set(turn, kind, name, &serde_json::from_str(&value)?).await?;
        }
    }
    Ok(())
}

/// What the file says now is what it said last, except where the database leads: that difference stays to be seen.
/// What the file dropped is remembered for as long as the database has it, so that a later `--prune` finds it.
async fn remember(
    turn: &mut Turn,
    programme: &Programme,
    plan: &Plan,
    wanted: &[&Step],
) -> Result<()> {
    let left: BTreeSet<_> = plan
        .steps
        .iter()
        .filter(|step| !wanted.contains(step))
        .map(|step| &step.thing)
        .collect();
    for (thing, value) in programme
        .things()
        .iter()
        .filter(|(thing, _)| !left.contains(thing))
    {
        turn.tx.set_applied(thing, value).await?;
    }
    let current = current(turn).await?;
    for (thing, _) in turn.tx.all_applied().await? {
        if !programme.things().contains_key(&thing) && !current.contains_key(&thing) {
            turn.tx.forget_applied(&thing).await?;
        }
    }
    Ok(())
}

async fn carry_out(turn: &mut Turn, step: &Step) -> Result<()> {
    let (kind, name) = step.thing.split_once(':').context("a thing has a kind")?;
    match &step.file {
        Some(value) => {
            let value: Value = serde_json::from_str(value)?;
            set(turn, kind, name, &value).await?;
            move_room(turn, step, &value).await?;
        }
        None => unset(turn, kind, name).await?,
    }
    let what = if step.file.is_some() {
        "apply-set"
    } else {
        "apply-remove"
    };
    let (now, about) = (turn.now, without_user_id(&step.thing));
    turn.tx
        .audit(&format!("apply:{}", now.0), None, what, &about, now)
        .await
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
            turn.settings = crate::engine::Settings::read(&mut turn.tx).await?;
            Ok(())
        }
        "schedule" => turn.tx.set_fact(&format!("schedule:{name}"), as_text).await,
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
            turn.want_person(name, &called, text("organisation").as_deref())
                .await
                .map(drop)
        }
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
async fn move_room(turn: &mut Turn, step: &Step, value: &Value) -> Result<()> {
    let wanted = value.get("room_id").and_then(Value::as_str);
    let before: Value = step
        .database
        .as_deref()
        .map(serde_json::from_str)
        .transpose()?
        .unwrap_or_default();
    let Some(wanted) =
        wanted.filter(|wanted| before.get("room_id").and_then(Value::as_str) != Some(wanted))
    else {
        return Ok(());
    };
    let name = step.thing.strip_prefix("room:").unwrap_or(&step.thing);
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
        "schedule" => turn.tx.forget_fact(&format!("schedule:{name}")).await,
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
        // Facts and the shared rooms have defaults; they are never absent.
        _ => Ok(()),
    }
}

/// The audit outlives the people in it, so it names them by our own id.
fn without_user_id(thing: &str) -> String {
    let id = |user: &str| id_of(&format!("person:{user}"));
    match thing.split_once(':') {
        Some(("person", user)) => format!("person:{}", id(user)),
        Some(("role", name)) => match split_role(name) {
            Ok((role, user, wijk)) => format!("role:{role}|{}|{wijk}", id(user)),
            Err(_) => thing.to_owned(),
        },
        _ => thing.to_owned(),
    }
}

fn split_role(name: &str) -> Result<(Role, &str, &str)> {
    let parts: Vec<_> = name.split('|').collect();
    let [role, user, wijk] = parts.as_slice() else {
        anyhow::bail!("a role has three parts")
    };
    Ok((Role::read(role).context("a known role")?, user, wijk))
}

/// The programme as the database has it, in the same form as the file.
async fn current(turn: &mut Turn) -> Result<BTreeMap<String, String>> {
    let mut things = BTreeMap::new();
    for fact in [
        "gemeente",
        "time_zone",
        "language",
        "long_forms",
        "alias_prefix",
    ] {
        if let Some(value) = turn.tx.fact(&format!("programme:{fact}")).await? {
            things.insert(format!("fact:{fact}"), Value::String(value).to_string());
        }
    }
    for job in crate::features::jobs() {
        if let Some(rule) = turn.tx.fact(&format!("schedule:{}", job.name)).await? {
            things.insert(
                format!("schedule:{}", job.name),
                Value::String(rule).to_string(),
            );
        }
    }
    for key in [RoomKey::space(), RoomKey::management(), RoomKey::signal()] {
        if let Some(value) = turn.tx.fact(&format!("room:{key}")).await? {
            things.insert(format!("room:{key}"), value);
        }
    }
    for wijk in turn.tx.wijken().await? {
        let said = turn.tx.fact(&format!("wijk:{}", wijk.code)).await?;
        things.insert(
            format!("wijk:{}", wijk.code),
            wijk_value(&wijk.name, said.as_deref()),
        );
    }
    people(turn, &mut things).await?;
    Ok(things)
}

/// The name leads from the table; alias and room id are as they were wanted.
fn wijk_value(name: &str, said: Option<&str>) -> String {
    let said: Value = said
        .and_then(|said| serde_json::from_str(said).ok())
        .unwrap_or_default();
    let of = |key: &str| said.get(key).cloned().unwrap_or_default();
    serde_json::json!({ "name": name, "alias": of("alias"), "room_id": of("room_id") }).to_string()
}

async fn people(turn: &mut Turn, things: &mut BTreeMap<String, String>) -> Result<()> {
    for person in turn.tx.people().await? {
        let value = serde_json::json!({ "name": person.name, "organisation": person.organisation });
        things.insert(format!("person:{}", person.user_id), value.to_string());
        for given in turn.tx.roles_of(&person.id).await? {
            let thing = format!(
                "role:{}|{}|{}",
                given.role.key(),
                person.user_id,
                given.wijk
            );
            things.insert(thing, "true".to_owned());
        }
    }
    Ok(())
}

#[cfg(test)]
mod tests {
    use super::*;

    fn of(file: Option<&str>, last: Option<&str>, database: Option<&str>) -> Option<Outcome> {
        let own = |text: Option<&str>| text.map(str::to_owned);
        compare(
            own(file).as_ref(),
            own(last).as_ref(),
            own(database).as_ref(),
        )
    }

    #[test]
    fn the_database_leads_and_nothing_goes_unasked() {
        assert_eq!(of(Some("a"), None, None), Some(Outcome::Add));
        assert_eq!(of(Some("b"), Some("a"), Some("a")), Some(Outcome::Change));
        assert_eq!(of(None, Some("a"), Some("a")), Some(Outcome::Remove));
        assert_eq!(
            of(Some("a"), Some("a"), Some("b")),
            Some(Outcome::KeptFromChat)
        );
        assert_eq!(of(Some("a"), Some("a"), None), Some(Outcome::KeptFromChat));
        assert_eq!(of(Some("c"), Some("a"), Some("b")), Some(Outcome::Conflict));
        assert_eq!(of(Some("b"), None, Some("a")), Some(Outcome::Conflict));
        assert_eq!(of(None, None, Some("a")), None);
        assert_eq!(of(Some("a"), Some("b"), Some("a")), None);
    }
}
