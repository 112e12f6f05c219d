//! What a manager decides: shown first, carried out after "ja", and undone exactly as it was.
//!
//! ```text
//! > ambassadeur erbij @kees:example.org Moerwijk
//! < Dit ga ik doen: Kees komt erbij. Kees wordt ambassadeur in Moerwijk. Klopt het? Typ ja
//! > ja
//! < Gedaan. Terugdraaien? Typ: ongedaan B-1
//! ```
//!
//! A decision is a list of [`Change`]s. That one list is what is shown, checked, carried out, kept, and turned round.

use std::collections::{BTreeMap, BTreeSet};

use anyhow::{Context, Result};
use serde_json::Value;

use super::questions::{Answer, Offer, Question};
use super::signals::can_merge;
use super::things::{Change, split_role};
use super::turn::{Call, Turn};
use crate::args;
use crate::chat::{Class, Outgoing, RoomKey, Text, as_data};
use crate::domain::people::{MANAGERS, Role};
use crate::store::StepRow;

/// A decision that was carried out.
pub struct Done {
    /// `B-12`.
    pub label: String,
    pub changes: Vec<Change>,
    /// What was done, in words.
    pub body: String,
}

impl Turn {
    /// Shows what would change and asks for "ja"; says why when it cannot be. `kind` is the question of the feature.
    pub async fn propose(&mut self, call: &Call, kind: &str, changes: Vec<Change>) -> Result<()> {
        let changes: Vec<_> = changes
            .into_iter()
            .filter(|change| change.before != change.after)
            .collect();
        if changes.is_empty() {
            let body = self.t("step-nothing", args! {});
            return self.answer(call, body).await.map(drop);
        }
        if let Some(key) = why_not(self, call, &changes).await? {
            let body = self.t(key, args! {});
            return self.answer(call, body).await.map(drop);
        }
        let lines = in_words(self, &changes).await?;
        let body = self.t("step-preview", args! { lines: lines });
        let question = Question::new(kind, Offer::Confirm, &changes)?;
        self.ask(call, question, body).await.map(drop)
    }
}

/// Carries out what was shown, after "ja"; answers by itself when it was "nee" or cannot be any more.
pub async fn take_answer_to_step(
    turn: &mut Turn,
    call: &Call,
    question: &Question,
    answer: &Answer,
) -> Result<Option<Done>> {
    let changes: Vec<Change> = question.data()?;
    let refusal = match answer {
        Answer::Yes if !is_still_so(turn, &changes).await? => Some("step-stale"),
        Answer::Yes => why_not(turn, call, &changes).await?,
        _ => Some("step-not-done"),
    };
    if let Some(key) = refusal {
        let body = turn.t(key, args! {});
        turn.answer(call, body).await?;
        return Ok(None);
    }
    let lines = in_words(turn, &changes).await?;
    carry_out(turn, call, &changes, "step").await?;
    let now = turn.now;
    let kept = serde_json::to_string(&changes)?;
    let number = turn.tx.add_step(&call.who.person.id, &kept, now).await?;
    let label = label(number);
    let body = turn.t("step-done", args! { lines: lines, label: label.clone() });
    Ok(Some(Done {
        label,
        changes,
        body,
    }))
}

/// `ongedaan` in the management room: turns round the newest decision, or the one with that number.
pub async fn undo_step(turn: &mut Turn, call: &Call, named: &str) -> Result<()> {
    let digits: String = named.chars().filter(char::is_ascii_digit).collect();
    let row = match digits.parse() {
        Ok(number) => turn.tx.step(number).await?,
        Err(_) => turn.tx.newest_step().await?,
    };
    let body = match row {
        Some(row) if row.undone_at.is_none() && row.changes.is_some() => {
            undo(turn, call, row).await?
        }
        Some(row) => turn.t("step-undo-gone", args! { label: label(row.number) }),
        None => turn.t("step-undo-nothing", args! {}),
    };
    turn.answer(call, body).await.map(drop)
}

async fn undo(turn: &mut Turn, call: &Call, row: StepRow) -> Result<String> {
    let label = label(row.number);
    let changes: Vec<Change> =
        serde_json::from_str(&row.changes.unwrap_or_default()).context("reading a decision")?;
    let back: Vec<_> = changes.into_iter().map(Change::undone).collect();
    if !is_still_so(turn, &back).await? {
        return Ok(turn.t("step-undo-changed", args! { label: label }));
    }
    if let Some(key) = why_not(turn, call, &back).await? {
        return Ok(turn.t(key, args! {}));
    }
    let lines = in_words(turn, &back).await?;
    carry_out(turn, call, &back, "undo").await?;
    let now = turn.now;
    turn.tx.mark_undone(row.number, now).await?;
    Ok(turn.t("step-undone", args! { label: label, lines: lines }))
}

fn label(number: i64) -> String {
    format!("B-{number}")
}

/// Whether everything stands as it stood when the decision was shown (or carried out, when it is to be undone).
async fn is_still_so(turn: &mut Turn, changes: &[Change]) -> Result<bool> {
    for change in changes {
        if turn.thing(&change.thing).await? != change.before {
            return Ok(false);
        }
    }
    Ok(can_merge(turn, changes).await? && takes_no_more_than_shown(turn, changes).await?)
}

/// Whoever leaves loses all roles, and a wijk that closes all its ambassadeurs. What came since is none of the decision.
async fn takes_no_more_than_shown(turn: &mut Turn, changes: &[Change]) -> Result<bool> {
    let gone = |thing: &str| {
        changes
            .iter()
            .any(|change| change.thing == thing && change.after.is_none())
    };
    for (thing, _) in turn.things().await? {
        let Some(Ok((_, user, wijk))) = thing.strip_prefix("role:").map(split_role) else {
            continue;
        };
        let goes = gone(&format!("person:{user}")) || gone(&format!("wijk:{wijk}"));
        if goes && !gone(&thing) {
            return Ok(false);
        }
    }
    Ok(true)
}

/// What stands in the way, as a sentence: only a beheerder makes and unmakes beheerders, and somebody must be left to
/// manage.
async fn why_not(turn: &mut Turn, call: &Call, changes: &[Change]) -> Result<Option<&'static str>> {
    let of_beheerder = format!("role:{}|", Role::Beheerder.key());
    let is_beheerder = call.who.has_one_of(&[Role::Beheerder], &call.room);
    let mut touched = changes.iter();
    if !is_beheerder && touched.any(|change| change.thing.starts_with(&of_beheerder)) {
        return Ok(Some("step-beheerder-only"));
    }
    let mut things = turn.things().await?;
    // Whose rights rest cannot manage.
    for (_, user) in turn.tx.suspended_people().await? {
        things.retain(|thing, _| !thing.contains(&format!("|{user}|")));
    }
    let before = managers(&things);
    for change in changes {
        match &change.after {
            Some(value) => drop(things.insert(change.thing.clone(), value.clone())),
            None => drop(things.remove(&change.thing)),
        }
    }
    let nobody_left = managers(&things).is_empty() && !before.is_empty();
    Ok(nobody_left.then_some("step-last-manager"))
}

/// The user ids of those who manage.
fn managers(things: &BTreeMap<String, String>) -> BTreeSet<String> {
    let role = |thing: &String| {
        let (role, user, _) = split_role(thing.strip_prefix("role:")?).ok()?;
        MANAGERS.contains(&role).then(|| user.to_owned())
    };
    things.keys().filter_map(role).collect()
}

async fn carry_out(turn: &mut Turn, call: &Call, changes: &[Change], what: &str) -> Result<()> {
    let closed = |change: &&Change| change.thing.starts_with("wijk:") && change.after.is_none();
    let closed: Vec<_> = changes.iter().filter(closed).cloned().collect();
    for change in &closed {
        thank(turn, change).await?;
    }
    let cause = format!("{what}:{}", call.event_id);
    turn.change(changes, &cause, Some(&call.who.person.id), what)
        .await?;
    turn.tx.wish().await
}

/// The people of a wijk that closes are thanked in its room, before they go.
async fn thank(turn: &mut Turn, change: &Change) -> Result<()> {
    let key = RoomKey::read(&change.thing).context("a wijk has a room")?;
    let is_there = turn.tx.room(&key).await?;
    if is_there.is_none_or(|room| room.room_id.is_none()) {
        return Ok(());
    }
    let name = text_of(change.before.as_ref(), "name").unwrap_or_default();
    let text = Text::new(turn.t("wijk-thanks", args! { wijk: name }));
    turn.post(&key, Class::Notice, Outgoing::Say(text), None)
        .await
        .map(drop)
}

/// What changes, a line each. The same words serve before, after, and (turned round) when it is undone.
async fn in_words(turn: &mut Turn, changes: &[Change]) -> Result<String> {
    let mut lines = Vec::new();
    for change in changes {
        let (kind, name) = change.kind_and_name();
        let line = match kind {
            "wijk" => Some(wijk_in_words(turn, change)),
            "person" => person_in_words(turn, name, change),
            "role" => Some(role_in_words(turn, name, change, changes).await?),
            "waiting" => Some(waiting_in_words(turn, change, changes).await?),
            "merged" => Some(merged_in_words(turn, name, change)),
            "fact" | "schedule" => Some(super::settings::in_words(turn, change)),
            // Who follows what, and how far somebody was in beginning, goes and comes with the person.
            _ => None,
        };
        lines.extend(line.map(|line| format!("- {line}")));
    }
    Ok(lines.join("\n"))
}

fn wijk_in_words(turn: &Turn, change: &Change) -> String {
    let before = text_of(change.before.as_ref(), "name");
    let after = text_of(change.after.as_ref(), "name");
    match (before, after) {
        (Some(before), Some(after)) => {
            turn.t("step-wijk-renamed", args! { from: before, to: after })
        }
        (None, Some(wijk)) => turn.t("step-wijk-on", args! { wijk: wijk }),
        (wijk, None) => turn.t("step-wijk-off", args! { wijk: wijk.unwrap_or_default() }),
    }
}

fn person_in_words(turn: &Turn, user: &str, change: &Change) -> Option<String> {
    let (before, after) = (change.before.as_ref(), change.after.as_ref());
    let name = text_of(after, "name").or_else(|| text_of(before, "name"))?;
    let shown = as_data(user);
    match (before, after) {
        (None, Some(_)) => Some(turn.t("step-person-on", args! { name: name, user: shown })),
        (Some(_), None) => Some(turn.t("step-person-off", args! { name: name })),
        _ => {
            let from = organisation_in_words(turn, before);
            let to = organisation_in_words(turn, after);
            (from != to).then(|| turn.t("step-organisation", args! { name: name, to: to }))
        }
    }
}

/// "bibliotheek, Centrale Bibliotheek".
fn organisation_in_words(turn: &Turn, value: Option<&String>) -> String {
    let kind = text_of(value, "organisation_kind")
        .map(|kind| turn.t(&format!("organisation-{kind}"), args! {}));
    let parts: Vec<_> = kind
        .into_iter()
        .chain(text_of(value, "organisation"))
        .collect();
    if parts.is_empty() {
        turn.t("organisation-none", args! {})
    } else {
        parts.join(", ")
    }
}

async fn role_in_words(
    turn: &mut Turn,
    name: &str,
    change: &Change,
    all: &[Change],
) -> Result<String> {
    let (role, user, wijk) = split_role(name)?;
    let person = name_of(turn, user, all).await?;
    let role = turn.t(&format!("role-{role}"), args! {});
    let is_on = change.after.is_some();
    if wijk.is_empty() {
        let key = if is_on {
            "step-role-on"
        } else {
            "step-role-off"
        };
        return Ok(turn.t(key, args! { name: person, role: role }));
    }
    let wijk = name_of_wijk(turn, wijk, all).await?;
    let key = if is_on {
        "step-role-on-in"
    } else {
        "step-role-off-in"
    };
    Ok(turn.t(key, args! { name: person, role: role, wijk: wijk }))
}

async fn waiting_in_words(turn: &mut Turn, change: &Change, all: &[Change]) -> Result<String> {
    let value = change.after.as_ref().or(change.before.as_ref());
    let name = text_of(value, "name").unwrap_or_default();
    let code = text_of(value, "wijk").unwrap_or_default();
    let wijk = name_of_wijk(turn, &code, all).await?;
    let key = if change.after.is_some() {
        "step-waiting-on"
    } else {
        "step-waiting-off"
    };
    Ok(turn.t(key, args! { name: name, wijk: wijk }))
}

/// "S-14 telt mee met S-12."
fn merged_in_words(turn: &Turn, number: &str, change: &Change) -> String {
    let label = format!("S-{number}");
    match &change.after {
        Some(root) => {
            let root = format!("S-{root}");
            turn.t("step-merged", args! { label: label, root: root })
        }
        None => turn.t("step-parted", args! { label: label }),
    }
}

/// How people call somebody: as they are about to be called, are called, or else by their user id.
pub async fn name_of(turn: &mut Turn, user: &str, changes: &[Change]) -> Result<String> {
    let thing = format!("person:{user}");
    let changed = changes.iter().find(|change| change.thing == thing);
    let changed = changed.and_then(|change| {
        text_of(change.after.as_ref(), "name").or_else(|| text_of(change.before.as_ref(), "name"))
    });
    if let Some(name) = changed {
        return Ok(name);
    }
    let person = turn.tx.person_by_user(user).await?;
    Ok(person.map_or_else(|| as_data(user), |person| as_data(&person.name)))
}

async fn name_of_wijk(turn: &mut Turn, code: &str, changes: &[Change]) -> Result<String> {
    let thing = format!("wijk:{code}");
    let changed = changes.iter().find(|change| change.thing == thing);
    let changed = changed.and_then(|change| {
        text_of(change.after.as_ref(), "name").or_else(|| text_of(change.before.as_ref(), "name"))
    });
    if let Some(name) = changed {
        return Ok(name);
    }
    let wijk = turn.tx.wijk(code).await?;
    Ok(wijk.map_or_else(|| code.to_owned(), |wijk| wijk.name))
}

/// A field of a thing's value, as data.
fn text_of(value: Option<&String>, key: &str) -> Option<String> {
    let value: Value = serde_json::from_str(value?).ok()?;
    value.get(key)?.as_str().map(as_data)
}

/// Whether this can be a Matrix user id: `@anna:example.org`.
pub fn is_user_id(text: &str) -> bool {
    let Some((local, server)) = text.strip_prefix('@').and_then(|rest| rest.split_once(':')) else {
        return false;
    };
    let fits_local = |c: char| c.is_ascii_alphanumeric() || "._=/+-".contains(c);
    let fits_server = |c: char| c.is_ascii_alphanumeric() || ".-:[]".contains(c);
    let (is_local, is_server) = (
        local.chars().all(fits_local),
        server.chars().all(fits_server),
    );
    !local.is_empty() && !server.is_empty() && is_local && is_server && text.len() <= 255
}

#[cfg(test)]
mod tests {
    use super::is_user_id;

    #[test]
    fn a_user_id_has_a_name_and_a_server() {
        assert!(is_user_id("@anna:example.org") && is_user_id("@a.b-c_1:localhost:8448"));
        for wrong in [
            "anna",
            "@anna",
            "@:example.org",
            "@anna:",
            "@an na:x",
            "@<b>:x",
            "@anna:x/y",
        ] {
            assert!(!is_user_id(wrong), "{wrong}");
        }
    }
}
