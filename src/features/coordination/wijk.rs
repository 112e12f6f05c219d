//! `wijk nieuw`, `wijk hernoem`, `wijk sluit`, `wijk open`.
//!
//! ```text
//! > wijk sluit Duindorp
//! < Dit ga ik doen: Duindorp stopt. De kamer blijft rusten, er wordt niets gewist. …
//! ```

use anyhow::Result;
use futures_util::future::BoxFuture;

use super::say;
use super::who::wijk_at_start;
use crate::args;
use crate::chat::as_data;
use crate::engine::{Call, Change, Turn, cbs_wijken, is_cbs_code, role_thing, wijk_value};
use crate::language::text::fold;
use crate::store::Wijk;

const KIND: &str = "wijk-step";

/// A name is a few words.
const LONGEST_NAME: usize = 60;

pub fn run<'a>(turn: &'a mut Turn, call: &'a Call) -> BoxFuture<'a, Result<()>> {
    Box::pin(async move {
        let (what, rest) = call
            .text
            .trim()
            .split_once(char::is_whitespace)
            .unwrap_or((call.text.trim(), ""));
        let rest = rest.split_whitespace().collect::<Vec<_>>().join(" ");
        match what.to_lowercase().as_str() {
            _ if rest.is_empty() => say(turn, call, "wijk-how").await,
            "nieuw" | "nieuwe" | "new" => new(turn, call, &rest).await,
            "open" | "heropen" | "reopen" => reopen(turn, call, &rest).await,
            "hernoem" | "hernoemen" | "rename" => rename(turn, call, &rest).await,
            "sluit" | "sluiten" | "stop" | "close" => close(turn, call, &rest).await,
            _ => say(turn, call, "wijk-how").await,
        }
    })
}

async fn new(turn: &mut Turn, call: &Call, typed: &str) -> Result<()> {
    let found = look_up(turn, typed);
    let wijk = match found.as_slice() {
        [wijk] => wijk.clone(),
        [] => return unknown(turn, call, "wijk-unknown", typed).await,
        [first, ..] => {
            let names: Vec<_> = found.iter().map(|wijk| wijk.name.as_str()).collect();
            let (names, example) = (names.join(", "), first.name.clone());
            let body = turn.t(
                "wijk-several",
                args! { name: shown(typed), names: names, example: example },
            );
            return turn.answer(call, body).await.map(drop);
        }
    };
    if turn.tx.wijk(&wijk.code).await?.is_some() {
        let body = turn.t("wijk-there", args! { wijk: wijk.name });
        return turn.answer(call, body).await.map(drop);
    }
    open(turn, call, &wijk).await
}

async fn reopen(turn: &mut Turn, call: &Call, typed: &str) -> Result<()> {
    let closed = turn.tx.closed_wijken().await?;
    let wanted = fold(typed).into_owned();
    let is_meant = |wijk: &&Wijk| fold(&wijk.name) == wanted || fold(&wijk.code) == wanted;
    match closed.iter().find(is_meant) {
        Some(wijk) => open(turn, call, wijk).await,
        None => new(turn, call, typed).await,
    }
}

async fn open(turn: &mut Turn, call: &Call, wijk: &Wijk) -> Result<()> {
    let change = Change {
        thing: format!("wijk:{}", wijk.code),
        before: None,
        after: Some(wijk_value(&wijk.name, None)),
    };
    turn.propose(call, KIND, vec![change]).await
}

/// `Moerwijk naar Moerwijk-Zuid`, or with an arrow, or with nothing between where the first name is known.
async fn rename(turn: &mut Turn, call: &Call, typed: &str) -> Result<()> {
    let Some((wijk, rest)) = wijk_at_start(turn, typed).await? else {
        return unknown(turn, call, "wijk-not-there", typed).await;
    };
    let named = ["naar ", "in ", "to ", "-> ", "→ "]
        .iter()
        .find_map(|between| rest.strip_prefix(between))
        .unwrap_or(&rest);
    let name: String = as_data(named).chars().take(LONGEST_NAME).collect();
    if !name.contains(char::is_alphanumeric) {
        return say(turn, call, "wijk-rename-how").await;
    }
    let thing = format!("wijk:{}", wijk.code);
    let before = turn.thing(&thing).await?;
    let after = Some(wijk_value(&name, before.as_deref()));
    let change = Change {
        thing,
        before,
        after,
    };
    turn.propose(call, KIND, vec![change]).await
}

/// Its ambassadeurs are no longer so there; what they did stays, and who has no other role stays a person of the
/// programme, so that the wijk can open again with them.
async fn close(turn: &mut Turn, call: &Call, typed: &str) -> Result<()> {
    let Some(wijk) = turn.wijk_called(typed).await? else {
        return unknown(turn, call, "wijk-not-there", typed).await;
    };
    let thing = format!("wijk:{}", wijk.code);
    let before = turn.thing(&thing).await?;
    let mut changes = vec![Change {
        thing,
        before,
        after: None,
    }];
    let people = turn.tx.people().await?;
    for given in turn.tx.roles().await? {
        let person = people.iter().find(|person| person.id == given.person);
        if let Some(person) = person.filter(|_| given.wijk == wijk.code) {
            changes.push(Change {
                thing: role_thing(given.role, &person.user_id, &given.wijk),
                before: Some("true".to_owned()),
                after: None,
            });
        }
    }
    turn.propose(call, KIND, changes).await
}

/// By name in the list of CBS wijken (a stadsdeel gives several), or `WK051836 Moerwijk` for one that is not in it.
fn look_up(turn: &Turn, typed: &str) -> Vec<Wijk> {
    let (first, rest) = typed.split_once(' ').unwrap_or((typed, ""));
    if is_cbs_code(&first.to_uppercase()) && !rest.is_empty() {
        return vec![Wijk {
            code: first.to_uppercase(),
            name: as_data(rest).chars().take(LONGEST_NAME).collect(),
        }];
    }
    let ours = |wijk: &crate::catalogue::Wijk| Wijk {
        code: wijk.code.clone(),
        name: wijk.name.clone(),
    };
    cbs_wijken(&turn.world().places, typed)
        .into_iter()
        .map(ours)
        .collect()
}

fn shown(typed: &str) -> String {
    as_data(&typed.chars().take(LONGEST_NAME).collect::<String>())
}

async fn unknown(turn: &mut Turn, call: &Call, key: &'static str, typed: &str) -> Result<()> {
    let body = turn.t(key, args! { name: shown(typed) });
    turn.answer(call, body).await.map(drop)
}
