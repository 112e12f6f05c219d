//! `organisatie`: where somebody comes from, by a kind from a closed list and a name.

use anyhow::Result;
use futures_util::future::BoxFuture;
use serde_json::Value;

use super::say;
use crate::args;
use crate::chat::as_data;
use crate::domain::people::OrganisationKind;
use crate::engine::{Call, Change, Turn, person_value};

const LONGEST_NAME: usize = 60;

pub fn run<'a>(turn: &'a mut Turn, call: &'a Call) -> BoxFuture<'a, Result<()>> {
    Box::pin(async move {
        let Some((user, rest)) = turn.user_and_rest(call, &call.text).await? else {
            return how(turn, call).await;
        };
        let thing = format!("person:{user}");
        let Some(before) = turn.thing(&thing).await? else {
            return say(turn, call, "role-not").await;
        };
        let was: Value = serde_json::from_str(&before)?;
        let person = was.get("name").and_then(Value::as_str).unwrap_or_default();
        let Some(after) = read(turn, person, &rest) else {
            return how(turn, call).await;
        };
        let change = Change {
            thing,
            before: Some(before),
            after: Some(after),
        };
        turn.propose(call, "organisation-step", vec![change]).await
    })
}

/// `bibliotheek Centrale Bibliotheek`, or `geen`.
fn read(turn: &Turn, person: &str, text: &str) -> Option<String> {
    let (first, name) = text
        .trim()
        .split_once(char::is_whitespace)
        .unwrap_or((text.trim(), ""));
    let first = first.to_lowercase();
    if ["geen", "none", "weg"].contains(&first.as_str()) {
        return Some(person_value(person, None, None));
    }
    let called = |kind: &OrganisationKind| {
        let shown = turn.t(&format!("organisation-{}", kind.key()), args! {});
        kind.key() == first || shown.to_lowercase() == first
    };
    let kind = OrganisationKind::ALL.iter().find(|kind| called(kind))?;
    let name: String = as_data(name.trim()).chars().take(LONGEST_NAME).collect();
    let name = Some(name).filter(|name| !name.is_empty());
    Some(person_value(person, name.as_deref(), Some(kind.key())))
}

async fn how(turn: &mut Turn, call: &Call) -> Result<()> {
    let kinds: Vec<_> = OrganisationKind::ALL
        .iter()
        .map(|kind| turn.t(&format!("organisation-{}", kind.key()), args! {}))
        .collect();
    let body = turn.t("organisation-how", args! { kinds: kinds.join(", ") });
    turn.answer(call, body).await.map(drop)
}
