//! Which feature an event goes to, and whether this person may ask it, here, from this device.

use anyhow::Result;

use super::audited;
use super::changes::{edited, removed, tapped};
use super::feature::Command;
use super::forms::answer;
use super::polls::voted;
use super::spoken::spoken;
use super::trust::{is_heard_in, is_trusted, recognise, refusal, refuse_stranger};
use super::turn::{Call, Turn};
use super::unclear::unclear;
use super::words::{roles_in_words, rooms_in_words};
use crate::args;
use crate::chat::{Class, Incoming, Outgoing, RoomKey, Text, Trust, What};
use crate::features;
use crate::store::Tx;

/// What a message may be long at most; longer ones are cut when they come in.
pub const LONGEST: usize = 4_000;

/// Handles one event.
pub async fn route(turn: &mut Turn, incoming: &Incoming) -> Result<()> {
    let Some(room) = turn.tx.room_by_id(&incoming.room_id).await? else {
        return Ok(());
    };
    turn.speak(room.language);
    let Some(who) = recognise(turn, incoming).await? else {
        return refuse_stranger(turn, incoming, &room).await;
    };
    turn.speak(who.person.language.or(room.language));
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
        What::Vote { poll, answers } => voted(turn, &call(""), poll, answers).await,
        What::Joined => Ok(()),
    }
}

/// Tells the room that a message could not be handled, and the managers that somebody must look.
pub async fn tell_parked(turn: &mut Turn, room_id: &str, event_id: &str) -> Result<()> {
    let Some(room) = turn.tx.room_by_id(room_id).await? else {
        return Ok(());
    };
    turn.speak(room.language);
    let text = Text {
        body: turn.t("parked", args! {}),
        reply_to: Some(event_id.to_owned()),
        ..Text::default()
    };
    turn.post(&room.key, Class::Answer, Outgoing::Say(text), None)
        .await?;
    turn.speak_in(&RoomKey::management()).await?;
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
    unclear(turn, &call, reply_to, mentions_us, question.as_ref()).await
}

/// Gives a reply to a message of ours, or what stands in its thread, to the features that expect it.
pub(super) async fn replied(turn: &mut Turn, call: &Call, reply_to: Option<&str>) -> Result<bool> {
    let thread = call.thread.as_deref();
    let Some((on, id)) = expected(&mut turn.tx, reply_to, thread).await? else {
        return Ok(false);
    };
    for reply in features::replies().filter(|reply| reply.on == on) {
        let may = features::command(reply.command).is_some_and(|command| command.may(call));
        if may && (reply.replied)(turn, call, &id, reply_to.is_some()).await? {
            return Ok(true);
        }
    }
    Ok(false)
}

/// What the message of ours shows that this replies to, or in whose thread it stands, where a feature expects that.
pub(super) async fn expected(
    tx: &mut Tx,
    reply_to: Option<&str>,
    thread: Option<&str>,
) -> Result<Option<(String, String)>> {
    // A reply to a neighbour is talk with that neighbour, also in our thread.
    let Some(event_id) = reply_to.or(thread) else {
        return Ok(None);
    };
    let about = tx
        .parcel_of_event(event_id)
        .await?
        .and_then(|parcel| parcel.about);
    let Some((on, id)) = about.as_deref().and_then(|about| about.split_once(':')) else {
        return Ok(None);
    };
    let is_expected = features::replies().any(|reply| reply.on == on);
    Ok(is_expected.then(|| (on.to_owned(), id.to_owned())))
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

/// Checks role and room once, and runs the command.
pub(super) async fn run(turn: &mut Turn, command: &Command, call: Call) -> Result<()> {
    if command.may(&call) {
        audited::command(turn, command, &call).await?;
        return (command.run)(turn, &call).await;
    }
    refuse(turn, command, &call).await
}

pub(super) async fn refuse(turn: &mut Turn, command: &Command, call: &Call) -> Result<()> {
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
