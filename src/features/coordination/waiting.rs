//! `wachtlijst`: who wants to join before there is a place or a training. No more than a name (or an account) and a wijk.

use anyhow::Result;
use futures_util::future::BoxFuture;

use super::say;
use super::who::{first_name, wijk_at_end};
use crate::args;
use crate::chat::as_data;
use crate::engine::{Call, Change, Turn, day_name, waiting_value};
use crate::store::WaitingRow;

const KIND: &str = "waiting-step";
const LONGEST_NAME: usize = 40;

pub fn run<'a>(turn: &'a mut Turn, call: &'a Call) -> BoxFuture<'a, Result<()>> {
    Box::pin(async move {
        let text = call.text.trim();
        let (what, rest) = text.split_once(char::is_whitespace).unwrap_or((text, ""));
        match what.to_lowercase().as_str() {
            "" => list(turn, call).await,
            "erbij" | "nieuw" | "add" => add(turn, call, rest).await,
            "weg" | "eraf" | "remove" => remove(turn, call, rest).await,
            _ => say(turn, call, "waiting-how").await,
        }
    })
}

async fn list(turn: &mut Turn, call: &Call) -> Result<()> {
    let rows = turn.tx.waiting_list().await?;
    if rows.is_empty() {
        return say(turn, call, "waiting-none").await;
    }
    let mut lines = vec![turn.t("waiting-title", args! {})];
    for row in rows {
        let wijk = turn.tx.wijk(&row.wijk).await?;
        let wijk = wijk.map_or(row.wijk, |wijk| wijk.name);
        let since = day_name(turn, row.since.day(turn.settings.zone));
        let number = row.number.to_string();
        lines.push(turn.t(
            "waiting-line",
            args! { number: number, name: row.name, wijk: wijk, since: since },
        ));
    }
    lines.push(turn.t("waiting-footer", args! {}));
    turn.answer(call, lines.join("\n")).await.map(drop)
}

async fn add(turn: &mut Turn, call: &Call, text: &str) -> Result<()> {
    let named = turn.user_and_rest(call, text).await?;
    let (user, rest) = named.map_or_else(
        || (None, text.to_owned()),
        |(user, rest)| (Some(user), rest),
    );
    let Some((name, wijk)) = wijk_at_end(turn, &rest).await? else {
        return say(turn, call, "waiting-how").await;
    };
    let name: String = as_data(name.trim()).chars().take(LONGEST_NAME).collect();
    let name = match &user {
        Some(user) if name.is_empty() => first_name(user),
        _ => name,
    };
    if !name.contains(char::is_alphabetic) || name.contains('@') {
        return say(turn, call, "waiting-how").await;
    }
    let number = turn.tx.next_number("waiting").await?;
    let row = WaitingRow {
        number,
        name,
        user_id: user,
        wijk: wijk.code,
        since: turn.now,
    };
    let change = Change {
        thing: format!("waiting:{number}"),
        before: None,
        after: Some(waiting_value(&row)),
    };
    turn.propose(call, KIND, vec![change]).await
}

async fn remove(turn: &mut Turn, call: &Call, text: &str) -> Result<()> {
    let digits: String = text.chars().filter(char::is_ascii_digit).collect();
    let thing = format!("waiting:{digits}");
    let Some(before) = turn.thing(&thing).await? else {
        return say(turn, call, "waiting-how").await;
    };
    let change = Change {
        thing,
        before: Some(before),
        after: None,
    };
    turn.propose(call, KIND, vec![change]).await
}
