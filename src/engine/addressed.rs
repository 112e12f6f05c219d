//! Which events are for the bot. Only these keep their text; of ordinary talk only the event id is stored.

use anyhow::Result;

use super::questions::{Question, is_nearly_answer, read_answer};
use super::routing::expected;
use super::spoken::spoken;
use crate::chat::{Incoming, What};
use crate::domain::people::RoomKind;
use crate::domain::time::Moment;
use crate::store::{Details, NewRow, Room, RowState, Tx};

/// An event as it is kept: with its text when it is for the bot, else only its id.
pub async fn to_row(tx: &mut Tx, us: &str, incoming: &Incoming, now: Moment) -> Result<NewRow> {
    if !is_for_us(tx, us, incoming).await? {
        return Ok(NewRow {
            event_id: incoming.event_id.clone(),
            state: RowState::Talk,
            arrived_at: now,
            details: None,
        });
    }
    with_text(incoming, RowState::New, now)
}

/// Whether an event is for the bot, as things are now.
pub async fn is_for_us(tx: &mut Tx, us: &str, incoming: &Incoming) -> Result<bool> {
    match tx.room_by_id(&incoming.room_id).await? {
        Some(room) => is_addressed(tx, us, &room, &incoming.sender, &incoming.what).await,
        None => Ok(false),
    }
}

/// An event with all that it said.
pub fn with_text(incoming: &Incoming, state: RowState, now: Moment) -> Result<NewRow> {
    let details = Details {
        room_id: incoming.room_id.clone(),
        sender: incoming.sender.clone(),
        sent_at: incoming.sent_at,
        trust: incoming.trust,
        identity: incoming.identity.clone(),
        kind: incoming.what.kind().to_owned(),
        payload: serde_json::to_string(&incoming.what)?,
        session_id: None,
    };
    Ok(NewRow {
        event_id: incoming.event_id.clone(),
        state,
        arrived_at: now,
        details: Some(details),
    })
}

/// Whether what happened in a room is for the bot: a command, a mention, a reply to it, an answer in a form,
/// a tap on its messages, a vote in its polls, or a change to something it acted on.
async fn is_addressed(
    tx: &mut Tx,
    us: &str,
    room: &Room,
    sender: &str,
    what: &What,
) -> Result<bool> {
    match what {
        What::Text {
            body,
            mentions_us,
            reply_to,
            thread,
            ..
        } => {
            let plainly = *mentions_us
                || room.kind == RoomKind::Private
                || spoken(us, body, room.kind).is_some();
            if plainly {
                return Ok(true);
            }
            // A reply to a neighbour is talk with that neighbour, also when it says "2" or "ja".
            let answers = reply_to.is_none() && is_answer(tx, room, sender, body).await?;
            let in_our_thread =
                reply_to.is_none() && expected(tx, None, thread.as_deref()).await?.is_some();
            Ok(answers || in_our_thread || is_ours(tx, reply_to.as_deref()).await?)
        }
        What::Edit {
            target,
            body,
            mentions_us,
        } => Ok(*mentions_us
            || spoken(us, body, room.kind).is_some()
            || was_for_us(tx, target).await?),
        What::Media => Ok(match room.kind {
            RoomKind::Private => true,
            RoomKind::Wijk => has_question(tx, room, sender).await?,
            _ => false,
        }),
        What::Tap { target, .. } => is_ours(tx, Some(target)).await,
        What::Vote { poll, .. } => is_poll(tx, poll).await,
        What::Removal { target } => was_for_us(tx, target).await,
        What::Joined => Ok(true),
    }
}

async fn is_ours(tx: &mut Tx, event_id: Option<&str>) -> Result<bool> {
    let Some(event_id) = event_id else {
        return Ok(false);
    };
    Ok(tx.parcel_of_event(event_id).await?.is_some())
}

async fn is_poll(tx: &mut Tx, event_id: &str) -> Result<bool> {
    let parcel = tx.parcel_of_event(event_id).await?;
    Ok(parcel.is_some_and(|parcel| parcel.kind == "poll"))
}

async fn was_for_us(tx: &mut Tx, event_id: &str) -> Result<bool> {
    let state = tx.event_state(event_id).await?;
    Ok(state.is_some_and(|state| state != RowState::Talk))
}

async fn has_question(tx: &mut Tx, room: &Room, sender: &str) -> Result<bool> {
    let Some(person) = tx.person_by_user(sender).await? else {
        return Ok(false);
    };
    Ok(tx.question(&room.key, &person.id).await?.is_some())
}

async fn is_answer(tx: &mut Tx, room: &Room, sender: &str, body: &str) -> Result<bool> {
    let Some(person) = tx.person_by_user(sender).await? else {
        return Ok(false);
    };
    let Some(row) = tx.question(&room.key, &person.id).await? else {
        return Ok(false);
    };
    let nearly = row.hinted_at.is_none() && is_nearly_answer(body);
    Ok(nearly || read_answer(&Question::from_row(&row)?, body).is_some())
}
