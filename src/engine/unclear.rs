//! What was said to us and is neither an answer nor a command.

use anyhow::Result;

use super::forms::explain;
use super::routing::run;
use super::spoken::local_part;
use super::trust::refusal;
use super::turn::{Call, Turn};
use crate::args;
use crate::domain::people::RoomKind;
use crate::features;
use crate::store::QuestionRow;

/// Something that was said to us and is no command: a mention, a reply, or a message in private.
pub(super) async fn unclear(
    turn: &mut Turn,
    call: &Call,
    reply_to: Option<&str>,
    mentions_us: bool,
    question: Option<&QuestionRow>,
) -> Result<()> {
    let said = besides_us(&turn.world().us, &call.text);
    if is_kindness(&said) || !is_meant_for_us(turn, call, reply_to, mentions_us).await? {
        return Ok(());
    }
    if said.is_empty()
        && let Some(help) = features::command("hulp")
    {
        return run(
            turn,
            help,
            Call {
                text: said,
                ..call.clone()
            },
        )
        .await;
    }
    // Who is being asked something hears what can be answered.
    if let Some(row) = question.filter(|row| call.sent_at <= row.expires_at) {
        return explain(turn, call, row).await;
    }
    let only_signs = !said.chars().any(char::is_alphanumeric);
    let (class, key) = refusal(
        turn,
        &said,
        if only_signs {
            "only-emoji"
        } else {
            "not-understood"
        },
    );
    let body = turn.t(key, args! {});
    turn.answer_as(call, class, body, None).await.map(drop)
}

/// A reply to a question that somebody else was asked is talk between neighbours.
pub(super) async fn is_meant_for_us(
    turn: &mut Turn,
    call: &Call,
    reply_to: Option<&str>,
    mentions_us: bool,
) -> Result<bool> {
    if mentions_us || call.room.kind == RoomKind::Private {
        return Ok(true);
    }
    let Some(target) = reply_to else {
        return Ok(false);
    };
    Ok(turn
        .tx
        .parcel_of_event(target)
        .await?
        .is_some_and(|parcel| parcel.about.is_some()))
}

/// What was said, without our own name.
fn besides_us(us: &str, text: &str) -> String {
    let us = us.trim_start_matches('@').to_lowercase();
    let is_us = |word: &&str| {
        let word = word
            .trim_matches(|c: char| !c.is_alphanumeric())
            .to_lowercase();
        word == us || word == local_part(&us) || word == "wijkbode"
    };
    text.split_whitespace()
        .filter(|word| !is_us(word))
        .collect::<Vec<_>>()
        .join(" ")
}

/// Thanks and the like need no answer.
fn is_kindness(text: &str) -> bool {
    const WORDS: &[&str] = &[
        "bedankt",
        "dank",
        "dankjewel",
        "dankje",
        "thanks",
        "thank",
        "top",
        "fijn",
        "mooi",
        "ok",
        "oke",
        "oké",
        "prima",
        "super",
        "graag",
        "goed",
        "leuk",
        "👍",
        "🙏",
    ];
    let lower = text.to_lowercase();
    let first = lower
        .split(|c: char| c.is_whitespace() || matches!(c, ',' | '!' | '.'))
        .find(|word| !word.is_empty());
    text.chars().count() < 40 && first.is_some_and(|word| WORDS.contains(&word))
}
