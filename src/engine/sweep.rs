//! What time alone brings: questions and polls whose time is over, messages that stayed unreadable, texts that expire, weeks
//! whose statistics are to be frozen.

use anyhow::Result;

use super::polls;
use super::statistics;
use super::turn::Turn;
use crate::args;
use crate::chat::{Class, Outgoing, Text};
use crate::features;

/// After this long without a key, the sender hears that the message could not be read.
const UNREADABLE_MINUTES: i64 = 10;

/// After a restore, what came in a room that we do not know waits so long for that room to be found again.
const UNKNOWN_ROOM_MINUTES: i64 = 60;

/// How long the text of what could not be handled is kept for a person to look at.
const PARKED_DAYS: i64 = 7;

/// How long an answer in a form can be corrected by editing it.
const ANSWER_DAYS: i64 = 31;

pub async fn sweep(turn: &mut Turn) -> Result<()> {
    tell_unreadable(turn).await?;
    drop_expired_questions(turn).await?;
    polls::sweep(turn).await?;
    let before = turn.now.plus_days(-ANSWER_DAYS);
    turn.tx.expire_answers(before).await?;
    let before = turn.now.plus_days(-PARKED_DAYS);
    turn.tx.expire_texts(before).await?;
    turn.tx.expire_parcels(before).await?;
    turn.tx.cancel_orphans().await?;
    let before = turn.now.plus_minutes(-UNKNOWN_ROOM_MINUTES);
    turn.tx.forget_unsorted(before).await?;
    // Before the jobs, which show what was frozen.
    statistics::freeze(turn).await?;
    for sweep in features::ALL.iter().flat_map(|feature| feature.sweeps) {
        (sweep.0)(turn).await?;
    }
    Ok(())
}

/// One friendly line per session key: what is sent again with that key would not be readable either.
async fn tell_unreadable(turn: &mut Turn) -> Result<()> {
    let before = turn.now.plus_minutes(-UNREADABLE_MINUTES);
    for row in turn.tx.unreadable_untold(before).await? {
        turn.tx.mark_told(&row.event_id, turn.now).await?;
        let is_ours = row.sender == turn.world().us;
        let Some(room) = turn.tx.room_by_id(&row.room_id).await?.filter(|_| !is_ours) else {
            continue;
        };
        // Strangers and other bots are not answered: two bots that cannot read each other would never stop.
        if !has_role(turn, &row.sender).await? {
            continue;
        }
        let text = Text {
            body: turn.t("unreadable", args! {}),
            reply_to: Some(row.event_id.clone()),
            mentions: vec![row.sender.clone()],
            ..Text::default()
        };
        let cause = format!("unreadable:{}", row.event_id);
        turn.caused_by(cause.clone(), row.sent_at);
        turn.post_because(&cause, &room.key, Class::Answer, Outgoing::Say(text), None)
            .await?;
    }
    Ok(())
}

async fn has_role(turn: &mut Turn, user: &str) -> Result<bool> {
    Ok(turn.tx.person_with_roles(user).await?.is_some())
}

/// An answer that is still on its way was judged by its own time already; after a day's grace the form goes.
async fn drop_expired_questions(turn: &mut Turn) -> Result<()> {
    for row in turn.tx.expired_questions(turn.now.plus_days(-1)).await? {
        turn.tx.drop_question(&row.room, &row.person).await?;
        // A form that nobody ended came to nothing, so there is nothing to correct.
        turn.tx
            .drop_answers_from(&row.started_by, &row.person, 0)
            .await?;
    }
    Ok(())
}
