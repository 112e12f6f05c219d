//! What happens to a message after it was said: it is edited, removed, or tapped.

use anyhow::Result;

use super::feature::Command;
use super::routing::{command_in, hint, run};
use super::turn::{Call, Turn};
use crate::features;
use crate::store::Written;

/// An edit corrects what its original did; if that did nothing, it runs once as the command.
pub(super) async fn edited(turn: &mut Turn, call: Call, target: &str, sender: &str) -> Result<()> {
    let original = turn.tx.written(target).await?;
    // Nobody changes the words of another, nor words from another room.
    let is_own = |written: &Written| {
        written.sender == sender && call.room.room_id.as_ref() == Some(&written.room_id)
    };
    let is_anothers = original.as_ref().is_some_and(|written| !is_own(written));
    if is_anothers || turn.tx.parcel_of_event(target).await?.is_some() {
        return Ok(());
    }
    // The original stays the message that counts: its time holds, and later edits and a removal find it.
    let sent_at = original.map_or(call.sent_at, |written| written.sent_at);
    let call = Call {
        event_id: target.to_owned(),
        sent_at,
        ..call
    };
    let person = &call.who.person.id;
    let was_in_form = turn.tx.drop_question_begun_by(target, person).await?;
    let command = command_in(turn, &call);
    if correct(turn, &call, command.as_ref()).await? {
        return Ok(());
    }
    match command {
        Some((command, call)) => run(turn, command, call).await,
        None if was_in_form => hint(turn, &call, "stopped").await,
        None if turn
            .tx
            .question(&call.room.key, &call.who.person.id)
            .await?
            .is_some() =>
        {
            hint(turn, &call, "edited-answer").await
        }
        None => Ok(()),
    }
}

/// Whether the edited message had done something, which is now changed. What another command did is taken back.
/// Who may not do it here any more, cannot change it either.
async fn correct(
    turn: &mut Turn,
    call: &Call,
    command: Option<&(&'static Command, Call)>,
) -> Result<bool> {
    for feature in features::ALL {
        let Some(changes) = &feature.changes else {
            continue;
        };
        if !feature.commands.iter().any(|own| own.may(call)) {
            continue;
        }
        let (done, correction) = match command {
            Some((command, _)) if !feature.commands.iter().any(|own| own.name == command.name) => {
                (changes.take_back)(turn, call, &call.event_id).await?;
                continue;
            }
            Some((_, correction)) => (changes.edited, correction),
            None => (changes.edited, call),
        };
        if done(turn, correction).await? {
            return Ok(true);
        }
    }
    Ok(false)
}

/// Removing one's own message takes back what it did, and ends the form that it began. A moderator may remove what
/// others wrote, but that could be made up by a server, so it takes nothing back.
pub(super) async fn removed(turn: &mut Turn, call: &Call, target: &str) -> Result<()> {
    let person = &call.who.person;
    turn.tx.drop_waiting_event(target, &person.user_id).await?;
    turn.tx.drop_question_begun_by(target, &person.id).await?;
    for changes in features::changes() {
        if (changes.take_back)(turn, call, target).await?.is_some() {
            return Ok(());
        }
    }
    Ok(())
}

/// A reply to what one of our messages shows; `false` when it means nothing there.
pub(super) async fn replied(turn: &mut Turn, call: &Call, reply_to: Option<&str>) -> Result<bool> {
    let Some(target) = reply_to else {
        return Ok(false);
    };
    let about = turn
        .tx
        .parcel_of_event(target)
        .await?
        .and_then(|parcel| parcel.about);
    let Some((on, id)) = about.as_deref().and_then(|about| about.split_once(':')) else {
        return Ok(false);
    };
    let Some(reply) = features::replies().find(|reply| reply.on == on) else {
        return Ok(false);
    };
    let may = reply.rooms.contains(&call.room.kind) && call.who.has_one_of(reply.roles, &call.room);
    Ok(may && (reply.replied)(turn, call, id).await?)
}

pub(super) async fn tapped(turn: &mut Turn, call: Call, target: &str, key: &str) -> Result<()> {
    let Some(about) = turn
        .tx
        .parcel_of_event(target)
        .await?
        .and_then(|parcel| parcel.about)
    else {
        return Ok(());
    };
    let Some((on, id)) = about.split_once(':') else {
        return Ok(());
    };
    // Phones add a variation selector to some emoji.
    let key = key.trim_end_matches('\u{fe0f}');
    let Some(tap) = features::taps().find(|tap| tap.on == on && tap.keys.contains(&key)) else {
        return Ok(());
    };
    if tap.rooms.contains(&call.room.kind) && call.who.has_one_of(tap.roles, &call.room) {
        (tap.tapped)(turn, &call, id).await?;
    }
    Ok(())
}
