//! `ongedaan`: takes back the newest action or signal, or the one with that number.
//!
//! What there is to take back, each feature says itself (`Changes`). In the management room it is the newest decision.

use anyhow::Result;
use futures_util::future::BoxFuture;

use crate::args;
use crate::chat::as_data;
use crate::domain::people::{EVERYBODY, MANAGERS, RoomKind};
use crate::engine::feature::{Command, Feature, Numbered};
use crate::engine::{Call, Turn, undo_step};
use crate::features;

pub const FEATURE: Feature = Feature {
    commands: &[Command {
        name: "ongedaan",
        words: &["ongedaan", "undo", "terugdraaien", "intrekken"],
        roles: EVERYBODY,
        rooms: &[RoomKind::Wijk, RoomKind::Private, RoomKind::Management],
        run: undo,
    }],
    ..Feature::named("undo")
};

fn undo<'a>(turn: &'a mut Turn, call: &'a Call) -> BoxFuture<'a, Result<()>> {
    Box::pin(async move {
        // "ongedaan mijn laatste actie" names no number.
        let named = call.text.trim();
        let named = if named.contains(|c: char| c.is_ascii_digit()) {
            named
        } else {
            ""
        };
        // Anybody may undo what is their own; what the managers decided is undone by managers.
        if call.room.kind == RoomKind::Management && call.who.has_one_of(MANAGERS, &call.room) {
            return undo_step(turn, call, named).await;
        }
        let label = if named.is_empty() {
            newest(turn, call).await?
        } else {
            numbered(turn, call, named).await?
        };
        let body = match label {
            Some(label) => turn.t("undo-done", args! { label: label }),
            None if named.is_empty() => turn.t("undo-nothing", args! {}),
            None => {
                let shown: String = named.chars().take(20).collect();
                turn.t("undo-unknown", args! { label: as_data(&shown) })
            }
        };
        turn.answer(call, body).await.map(drop)
    })
}

async fn newest(turn: &mut Turn, call: &Call) -> Result<Option<String>> {
    let mut newest = None;
    for things in features::changes().filter_map(|changes| changes.numbered) {
        if let Some((at, event)) = (things.newest)(turn, call).await? {
            newest = newest.into_iter().chain([(at, event)]).max();
        }
    }
    match newest {
        Some((_, event)) => take_back(turn, call, &event).await,
        None => Ok(None),
    }
}

/// `A-12`, `a12`, `S 3`; a number alone is an action before it is a signal.
async fn numbered(turn: &mut Turn, call: &Call, named: &str) -> Result<Option<String>> {
    let letter = named
        .chars()
        .find(|c| c.is_alphabetic())
        .map(|c| c.to_ascii_uppercase());
    let digits: String = named.chars().filter(char::is_ascii_digit).collect();
    let Ok(number) = digits.parse() else {
        return Ok(None);
    };
    let of_letter = |things: &Numbered| letter.is_none_or(|letter| letter == things.letter);
    for things in features::changes()
        .filter_map(|changes| changes.numbered)
        .filter(of_letter)
    {
        if let Some(event) = (things.by_number)(turn, number).await? {
            return take_back(turn, call, &event).await;
        }
    }
    Ok(None)
}

async fn take_back(turn: &mut Turn, call: &Call, event: &str) -> Result<Option<String>> {
    for changes in features::changes() {
        if let Some(label) = (changes.take_back)(turn, call, event).await? {
            return Ok(Some(label));
        }
    }
    Ok(None)
}
