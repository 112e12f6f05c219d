//! What happens to a message after it was said: it is edited, removed, or tapped.

use anyhow::Result;

use super::audited;
use super::feature::Command;
use super::forms::{self, explain};
use super::questions::{Question, read_answer};
use super::routing::{command_in, hint, run};
use super::turn::{Call, Turn};
use crate::features;
use crate::store::{QuestionRow, Written};

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
    turn.tx.no_more_talk(target).await?;
    // The original stays the message that counts: its time holds, and later edits and a removal find it.
    let sent_at = original.map_or(call.sent_at, |written| written.sent_at);
    let call = Call {
        event_id: target.to_owned(),
        sent_at,
        ..call
    };
    if forms::corrected(turn, &call).await? {
        return Ok(());
    }
    let person = &call.who.person.id;
    let was_in_form = turn.tx.drop_question_begun_by(target, person).await?;
    turn.tx.drop_answers_from(target, person, 0).await?;
    let command = command_in(turn, &call);
    if correct(turn, &call, command.as_ref()).await? {
        return Ok(());
    }
    match command {
        Some((command, call)) => run(turn, command, call).await,
        None if was_in_form => hint(turn, &call, "stopped").await,
        None => answered_after_all(turn, &call).await,
    }
}

/// What was no answer before the edit may be one now.
async fn answered_after_all(turn: &mut Turn, call: &Call) -> Result<()> {
    let question = turn
        .tx
        .question(&call.room.key, &call.who.person.id)
        .await?;
    let Some(row) = question else { return Ok(()) };
    match read_answer(&Question::from_row(&row)?, &call.text) {
        Some(answer) => forms::take(turn, call, &row, answer, &call.event_id).await,
        None => explain(turn, call, &row).await,
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
    turn.tx.drop_vote(target, &person.id).await?;
    turn.tx.drop_answers_from(target, &person.id, 0).await?;
    for changes in features::changes() {
        if let Some(label) = (changes.take_back)(turn, call, target).await? {
            return audited::taken_back(turn, &label, call).await;
        }
    }
    Ok(())
}

/// A tap on what one of our messages shows, or else on a question. The first counts for as long as the message stands and
/// for everybody who may; the second for who was asked, while the question waits.
pub(super) async fn tapped(turn: &mut Turn, call: Call, target: &str, key: &str) -> Result<()> {
    let Some(parcel) = turn.tx.parcel_of_event(target).await? else {
        return Ok(());
    };
    let person = call.who.person.id.clone();
    let question = turn.tx.question(&call.room.key, &person).await?;
    let question = question.filter(|row| row.id == parcel.id);
    let shown = parcel
        .about
        .as_deref()
        .and_then(|about| about.split_once(':'));
    // Phones add a variation selector to some emoji.
    let bare = key.trim_end_matches('\u{fe0f}');
    let tap = shown.and_then(|(on, id)| {
        let tap = features::taps().find(|tap| tap.on == on && tap.keys.contains(&bare))?;
        Some((tap, id))
    });
    match (tap, question) {
        (Some((tap, id)), question) => {
            if !tap.rooms.contains(&call.room.kind) || !call.who.has_one_of(tap.roles, &call.room) {
                return Ok(());
            }
            // It is answered by that, so that a digit to a neighbour does not answer it anew.
            if question.is_some() {
                turn.tx.drop_question(&call.room.key, &person).await?;
            }
            audited::tap(turn, tap.on, id, &call).await?;
            (tap.tapped)(turn, &call, id).await
        }
        (None, Some(row)) => answered_by_tap(turn, call, &row, target, key).await,
        (None, None) => Ok(()),
    }
}

/// A tap on a question chooses. What we say then answers the question, since nobody can reply to a reaction.
async fn answered_by_tap(
    turn: &mut Turn,
    call: Call,
    row: &QuestionRow,
    target: &str,
    key: &str,
) -> Result<()> {
    let Some(answer) = Question::from_row(row)?.read_tap(key) else {
        return Ok(());
    };
    let tap = call.event_id.clone();
    let call = Call {
        event_id: target.to_owned(),
        ..call
    };
    forms::take(turn, &call, row, answer, &tap).await
}
