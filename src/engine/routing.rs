//! Which feature an event goes to, and whether this person may ask it, here, from this device.

use anyhow::Result;

use super::changes::{edited, removed, replied, tapped};
use super::feature::Command;
use super::questions::{Answer, Offer, Question, read_answer};
use super::spoken::spoken;
use super::trust::{is_heard_in, is_trusted, recognise, refusal, refuse_stranger};
use super::turn::{Call, Turn};
use super::unclear::unclear;
use super::words::{roles_in_words, rooms_in_words};
use crate::args;
use crate::chat::{Class, Incoming, Outgoing, Text, Trust, What};
use crate::features;
use crate::store::QuestionRow;

/// What a message may be long at most; longer ones are cut when they come in.
pub const LONGEST: usize = 4_000;

/// Handles one event.
pub async fn route(turn: &mut Turn, incoming: &Incoming) -> Result<()> {
    let Some(room) = turn.tx.room_by_id(&incoming.room_id).await? else {
        return Ok(());
    };
    let Some(who) = recognise(turn, incoming).await? else {
        return refuse_stranger(turn, incoming, &room).await;
    };
    if !is_heard_in(&room, &who) {
        return Ok(());
    }
    if !is_trusted(turn, incoming, &room, &who).await? {
        return Ok(());
    }
    let call = |text: &str| Call {
        room: room.clone(),
        who: who.clone(),
        event_id: incoming.event_id.clone(),
        sent_at: incoming.sent_at,
        text: text.to_owned(),
        thread: None,
        mentions: vec![],
        is_signed: incoming.trust == Trust::Signed,
    };
    match &incoming.what {
        What::Text {
            body,
            reply_to,
            thread,
            mentions_us,
            mentions,
        } => {
            let call = Call {
                thread: thread.clone(),
                mentions: mentions.clone(),
                ..call(body)
            };
            text(turn, call, reply_to.as_deref(), *mentions_us).await
        }
        What::Edit { target, body, .. } => edited(turn, call(body), target, &incoming.sender).await,
        What::Media => turn_media_away(turn, &call("")).await,
        What::Tap { target, key } => tapped(turn, call(""), target, key).await,
        What::Removal { target } => {
            // A removal is no signed word, also when somebody encrypts something of that name.
            let call = Call {
                is_signed: false,
                ..call("")
            };
            removed(turn, &call, target).await
        }
        What::Vote { .. } | What::Joined => Ok(()),
    }
}

/// Tells the room that a message could not be handled, and the managers that somebody must look.
pub async fn tell_parked(turn: &mut Turn, room_id: &str, event_id: &str) -> Result<()> {
    let Some(room) = turn.tx.room_by_id(room_id).await? else {
        return Ok(());
    };
    let text = Text {
        body: turn.t("parked", args! {}),
        reply_to: Some(event_id.to_owned()),
        ..Text::default()
    };
    turn.post(&room.key, Class::Answer, Outgoing::Say(text), None)
        .await?;
    let body = turn.t("parked-managers", args! { room: room.name.clone() });
    turn.tell_managers(&format!("parked:{event_id}:managers"), body)
        .await
}

pub(super) async fn text(
    turn: &mut Turn,
    call: Call,
    reply_to: Option<&str>,
    mentions_us: bool,
) -> Result<()> {
    if call.text.chars().count() > LONGEST {
        return hint(turn, &call, "too-long").await;
    }
    let question = turn
        .tx
        .question(&call.room.key, &call.who.person.id)
        .await?;
    if let Some(row) = &question
        && answer(turn, &call, row, reply_to).await?
    {
        return Ok(());
    }
    if let Some((command, call)) = command_in(turn, &call) {
        return run(turn, command, call).await;
    }
    if replied(turn, &call, reply_to).await? {
        return Ok(());
    }
    unclear(turn, &call, reply_to, mentions_us).await
}

/// The command that a message is, and the message without its word.
pub(super) fn command_in(turn: &Turn, call: &Call) -> Option<(&'static Command, Call)> {
    let spoken = spoken(&turn.world().us, &call.text, call.room.kind)?;
    let command = features::command(&spoken.name)?;
    Some((
        command,
        Call {
            text: spoken.rest,
            ..call.clone()
        },
    ))
}

/// Gives a message to the question it answers; `false` when it is no answer to it.
async fn answer(
    turn: &mut Turn,
    call: &Call,
    row: &QuestionRow,
    reply_to: Option<&str>,
) -> Result<bool> {
    let question = Question::from_row(row)?;
    let asked = turn
        .tx
        .parcel(&row.id)
        .await?
        .and_then(|parcel| parcel.event_id);
    let read = read_answer(&question.offer, &call.text);
    match (reply_to, read) {
        (Some(other), read) if asked.as_deref() != Some(other) => {
            answer_to_another(turn, call, other, read).await
        }
        (_, Some(answer)) => take_answer(turn, call, row, question, answer)
            .await
            .map(|()| true),
        // A reply to the question that is a command after all is taken as the command.
        (Some(_), None) if command_in(turn, call).is_none() => {
            if !replied(turn, call, reply_to).await? {
                hint(turn, call, bad_answer(&question.offer)).await?;
            }
            Ok(true)
        }
        _ => Ok(false),
    }
}

/// A reply to an earlier message of ours that would answer the question of now: which of the two is meant is not sure.
async fn answer_to_another(
    turn: &mut Turn,
    call: &Call,
    other: &str,
    read: Option<Answer>,
) -> Result<bool> {
    if read.is_none() || turn.tx.parcel_of_event(other).await?.is_none() {
        return Ok(false);
    }
    hint(turn, call, "answer-last").await.map(|()| true)
}

async fn take_answer(
    turn: &mut Turn,
    call: &Call,
    row: &QuestionRow,
    question: Question,
    answer: Answer,
) -> Result<()> {
    turn.tx
        .drop_question(&call.room.key, &call.who.person.id)
        .await?;
    let Some(kind) = features::question(&question.kind) else {
        return Ok(());
    };
    // Judged by the answer's own time, so that an answer in time counts after downtime too.
    if call.sent_at > row.expires_at {
        let example = turn.t(&format!("help-{}-example", kind.command), args! {});
        let body = turn.t("too-late", args! { example: example });
        return turn.answer(call, body).await.map(drop);
    }
    if answer == Answer::Stop {
        return hint(turn, call, "stopped").await;
    }
    // The right to it may have been taken since the question was asked.
    if let Some(command) = features::command(kind.command).filter(|command| !command.may(call)) {
        return refuse(turn, command, call).await;
    }
    (kind.answered)(turn, call, question, answer).await
}

fn bad_answer(offer: &Offer) -> &'static str {
    match offer {
        Offer::Choice(_) => "bad-choice",
        Offer::Count => "bad-count",
        Offer::Confirm => "bad-confirm",
    }
}

/// Checks role and room once, and runs the command.
pub(super) async fn run(turn: &mut Turn, command: &Command, call: Call) -> Result<()> {
    if command.may(&call) {
        return (command.run)(turn, &call).await;
    }
    refuse(turn, command, &call).await
}

async fn refuse(turn: &mut Turn, command: &Command, call: &Call) -> Result<()> {
    let (class, key) = refusal(turn, &call.text, why_not(command, call));
    let (roles, rooms) = (
        roles_in_words(turn, command.roles),
        rooms_in_words(turn, command.rooms),
    );
    let body = turn.t(key, args! { roles: roles, rooms: rooms });
    turn.answer_as(call, class, body, None).await.map(drop)
}

fn why_not(command: &Command, call: &Call) -> &'static str {
    let has_role = call
        .who
        .roles
        .iter()
        .any(|given| command.roles.contains(&given.role));
    match (command.rooms.contains(&call.room.kind), has_role) {
        (false, _) => "wrong-room",
        (true, true) => "wrong-wijk",
        (true, false) => "wrong-role",
    }
}

/// A short answer to what cannot be, with something to copy that can.
pub(super) async fn hint(turn: &mut Turn, call: &Call, key: &'static str) -> Result<()> {
    let usable = features::commands()
        .find(|command| command.may(call))
        .map_or("hulp", |command| command.name);
    let example = turn.t(&format!("help-{usable}-example"), args! {});
    let body = turn.t(key, args! { example: example });
    turn.answer(call, body).await.map(drop)
}

async fn turn_media_away(turn: &mut Turn, call: &Call) -> Result<()> {
    hint(turn, call, "no-media").await
}
