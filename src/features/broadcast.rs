//! `bericht`: a manager's message to one wijk or all, shown first, with counts of who saw it.
//!
//! ```text
//! > bericht Moerwijk Vrijdag is er koffie in de bibliotheek.
//! < Dit stuur ik naar Moerwijk (4 mensen): … Klopt het? Typ ja
//! > ja
//! < Verstuurd. In 1 van 1 kamers bezorgd. Gezien: 3   (this answer is edited; who saw it is never told)
//! ```

use std::collections::BTreeSet;

use anyhow::Result;
use futures_util::future::BoxFuture;
use serde::{Deserialize, Serialize};

use crate::args;
use crate::chat::{Class, Outgoing, RoomKey, Text, as_data};
use crate::domain::people::{EVERYBODY, MANAGERS, RoomKind};
use crate::engine::feature::{Command, Feature, QuestionKind, Sweep, Tap};
use crate::engine::{Answer, Call, Offer, Question, Turn, day_name};
use crate::language::mask;
use crate::store::{Broadcast, Spread, Wijk, id_of};

pub const FEATURE: Feature = Feature {
    commands: &[Command {
        name: "bericht",
        words: &["bericht", "message"],
        roles: MANAGERS,
        rooms: &[RoomKind::Management],
        run,
    }],
    forgets_answers: true,
    questions: &[QuestionKind {
        name: "message-send",
        command: "bericht",
        answered,
    }],
    taps: &[Tap {
        on: "bericht",
        keys: &[SEEN],
        roles: EVERYBODY,
        rooms: &[RoomKind::Wijk],
        tapped,
    }],
    sweeps: &[Sweep(count)],
    ..Feature::named("broadcast")
};

const SEEN: &str = "👀";

/// The counts are brought up to date at most so often (in milliseconds), and for so long.
const COUNT_MS: i64 = 20_000;
const COUNT_DAYS: i64 = 7;

/// How long who tapped is kept.
const KEPT_DAYS: i64 = 30;

/// A message that waits for "ja".
#[derive(Serialize, Deserialize)]
struct Draft {
    /// CBS codes.
    wijken: Vec<String>,
    /// Exactly what will be said.
    body: String,
}

fn run<'a>(turn: &'a mut Turn, call: &'a Call) -> BoxFuture<'a, Result<()>> {
    Box::pin(async move {
        let Some((wijken, text)) = to_whom(turn, call.text.trim()).await? else {
            return how(turn, call).await;
        };
        let lines: Vec<_> = text.lines().map(|line| as_data(line.trim_end())).collect();
        let text = lines.join("\n").trim().to_owned();
        if text.is_empty() || wijken.is_empty() {
            return how(turn, call).await;
        }
        let name = as_data(&call.who.person.name);
        let body = turn.t("message-body", args! { name: name, text: text.clone() });
        let preview = preview(turn, &wijken, &text, &body).await?;
        let draft = Draft {
            wijken: wijken.into_iter().map(|wijk| wijk.code).collect(),
            body,
        };
        let question = Question::new("message-send", Offer::Confirm, &draft)?;
        turn.ask(call, question, preview).await.map(drop)
    })
}

async fn how(turn: &mut Turn, call: &Call) -> Result<()> {
    let first = turn.tx.wijken().await?.into_iter().next();
    let wijk = first.map_or_else(|| "Moerwijk".to_owned(), |wijk| wijk.name);
    let body = turn.t("message-how", args! { wijk: wijk });
    turn.answer(call, body).await.map(drop)
}

/// The wijken that the text begins with, and the text behind them with its lines as typed.
async fn to_whom(turn: &mut Turn, typed: &str) -> Result<Option<(Vec<Wijk>, String)>> {
    let ends: Vec<_> = typed
        .char_indices()
        .filter(|(_, c)| c.is_whitespace())
        .map(|(at, _)| at)
        .collect();
    let first = &typed[..ends.first().copied().unwrap_or(typed.len())];
    if is_all(first) {
        return Ok(Some((
            turn.tx.wijken().await?,
            typed[first.len()..].to_owned(),
        )));
    }
    // A name of a wijk has few words; the longest that fits is meant.
    for end in ends.iter().take(6).rev() {
        let named = typed[..*end].trim_end_matches(':');
        if let Some(wijk) = turn.wijk_called(named).await? {
            return Ok(Some((vec![wijk], typed[*end..].to_owned())));
        }
    }
    Ok(None)
}

fn is_all(word: &str) -> bool {
    let word = word.trim_end_matches(':').to_lowercase();
    matches!(
        word.as_str(),
        "alle" | "allemaal" | "iedereen" | "all" | "everybody"
    )
}

/// Exactly what will be said, where, and what to think of first.
async fn preview(turn: &mut Turn, wijken: &[Wijk], text: &str, body: &str) -> Result<String> {
    let mut people = BTreeSet::new();
    let places = turn.places().await?;
    for wijk in wijken {
        people.extend(places.users_in(&RoomKey::wijk(&wijk.code)));
    }
    let names: Vec<_> = wijken.iter().map(|wijk| wijk.name.as_str()).collect();
    let (rooms, people) = (names.join(", "), people.len() as i64);
    let mut parts = vec![
        turn.t("message-preview", args! { rooms: rooms, people: people }),
        body.to_owned(),
    ];
    let found = personal_data(text);
    if !found.is_empty() {
        parts.push(turn.t("message-personal", args! { what: found.join(", ") }));
    }
    let later = turn.settings.quiet.end(turn.now, turn.settings.zone);
    if later > turn.now {
        let at = later.local(turn.settings.zone).format("%H:%M").to_string();
        let day = day_name(turn, later.day(turn.settings.zone));
        parts.push(turn.t("message-later", args! { day: day, time: at }));
    }
    parts.push(turn.t("message-preview-ask", args! {}));
    Ok(parts.join("\n\n"))
}

/// What the masks for signals would take out: "telefoonnummer". Numbers of helplines are none.
fn personal_data(body: &str) -> Vec<String> {
    // The bot's marks against links would hide an address from the masks.
    let plain: String = body.chars().filter(|c| *c != '\u{200b}').collect();
    let masked = mask(&plain);
    let mut found: Vec<String> = Vec::new();
    for part in masked.split('[').skip(1) {
        let Some((word, _)) = part.split_once(']') else {
            continue;
        };
        let is_new = !plain.contains(&format!("[{word}]")) && !found.iter().any(|own| own == word);
        if is_new {
            found.push(word.to_owned());
        }
    }
    found
}

fn answered<'a>(
    turn: &'a mut Turn,
    call: &'a Call,
    question: Question,
    answer: Answer,
) -> BoxFuture<'a, Result<()>> {
    Box::pin(async move {
        if answer != Answer::Yes {
            let body = turn.t("message-not-sent", args! {});
            return turn.answer(call, body).await.map(drop);
        }
        send(turn, call, question.data()?).await
    })
}

async fn send(turn: &mut Turn, call: &Call, draft: Draft) -> Result<()> {
    let id = id_of(&format!("bericht:{}", call.event_id));
    let about = format!("bericht:{id}");
    let mut parcels = Vec::new();
    for code in &draft.wijken {
        // A wijk may have closed since the preview.
        if turn.tx.wijk(code).await?.is_none() {
            continue;
        }
        let room = RoomKey::wijk(code);
        let said = Outgoing::Say(Text::new(draft.body.clone()));
        let parcel = turn.post(&room, Class::Prompt, said, Some(&about)).await?;
        let key = SEEN.to_owned();
        let target = parcel.clone();
        turn.post(&room, Class::Tap, Outgoing::React { target, key }, None)
            .await?;
        parcels.push(parcel);
    }
    let spread = Spread {
        rooms: parcels.len() as i64,
        delivered: 0,
        seen: 0,
    };
    let body = in_words(turn, spread);
    let told = turn.answer(call, body).await?;
    let now = turn.now;
    let new = Broadcast {
        id: id.clone(),
        sent_at: now,
        told,
        shown: shown(spread),
        shown_at: now,
    };
    turn.tx.add_broadcast(&new, &parcels).await?;
    turn.tx.set_fact("broadcast:first", "sent").await?;
    turn.tx
        .audit(
            &call.event_id,
            Some(&call.who.person.id),
            "message-sent",
            &id,
            now,
        )
        .await
}

fn in_words(turn: &Turn, spread: Spread) -> String {
    if spread.delivered == 0 {
        return turn.t("message-under-way", args! { rooms: spread.rooms });
    }
    let (rooms, delivered) = (spread.rooms.to_string(), spread.delivered.to_string());
    turn.t(
        "message-sent",
        args! { rooms: rooms, delivered: delivered, seen: spread.seen.to_string() },
    )
}

fn shown(spread: Spread) -> String {
    format!("{}/{}/{}", spread.rooms, spread.delivered, spread.seen)
}

/// Says no more than "I saw this", so it may well be made up by a server.
fn tapped<'a>(turn: &'a mut Turn, call: &'a Call, id: &'a str) -> BoxFuture<'a, Result<()>> {
    Box::pin(async move { turn.tx.broadcast_seen(id, &call.who.person.id).await })
}

/// Brings the counts in the managers' answers up to date, and forgets who tapped on old messages.
fn count(turn: &mut Turn) -> BoxFuture<'_, Result<()>> {
    Box::pin(async move {
        let now = turn.now;
        turn.tx.forget_broadcasts(now.plus_days(-KEPT_DAYS)).await?;
        let (after, due) = (now.plus_days(-COUNT_DAYS), now.plus_ms(-COUNT_MS));
        for broadcast in turn.tx.broadcasts_to_count(after, due).await? {
            let spread = turn.tx.spread(&broadcast.id).await?;
            let counts = shown(spread);
            if counts != broadcast.shown {
                let text = Outgoing::Edit {
                    target: broadcast.told.clone(),
                    text: Text::new(in_words(turn, spread)),
                };
                let cause = format!("bericht:{}:{counts}", broadcast.id);
                turn.post_because(&cause, &RoomKey::management(), Class::Answer, text, None)
                    .await?;
            }
            turn.tx.broadcast_shown(&broadcast.id, &counts, now).await?;
        }
        Ok(())
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_the_masks_would_take_out_is_named_once_and_helplines_are_not() {
        assert_eq!(
            personal_data("Bel Ans op 0612345678 of 0687654321"),
            ["telefoonnummer"]
        );
        let with_marks = as_data("mail joop@example.org");
        assert_eq!(personal_data(&with_marks), ["e-mailadres"]);
        assert!(personal_data("Bel 112 of 0900-8844. [let op]").is_empty());
    }
}
