//! The announcement of an activity in the room of its wijk, kept current by editing it.
//!
//! Everything that an activity shows goes out here, so what is to go with it (a file for the calendar) belongs here too.

use anyhow::Result;

use crate::args;
use crate::chat::{RoomKey, Text};
use crate::engine::{Call, Turn, Weight, activity_in_words};
use crate::store::Activity;

/// Says it in the wijk, with a hand to tap on.
pub async fn announce(turn: &mut Turn, call: &Call, activity: &Activity) -> Result<()> {
    let body = text(turn, activity).await?;
    let room = RoomKey::wijk(&activity.wijk);
    let about = format!("activity:{}", activity.id);
    let said = turn
        .say_unasked(&room, Weight::Event, Text::new(body), Some(&about))
        .await?;
    // The card of the wijk names what comes next.
    turn.tx.wish().await?;
    let key = match said {
        Some(message) => {
            turn.tx.set_activity_message(&activity.id, &message).await?;
            turn.offer_taps(&room, &message, &["✋"]).await?;
            "activity-announced"
        }
        None => "activity-not-announced",
    };
    if call.room.key == room && key == "activity-announced" {
        return Ok(());
    }
    let body = turn.t(key, args! { number: activity.number });
    turn.answer(call, body).await.map(drop)
}

/// Brings the announcement up to date.
pub async fn show(turn: &mut Turn, id: &str) -> Result<()> {
    let Some(activity) = turn.tx.activity(id).await? else {
        return Ok(());
    };
    let body = text(turn, &activity).await?;
    match &activity.message {
        Some(message) => turn.edit(message, body).await,
        None => Ok(()),
    }
}

/// In the language of the room.
async fn text(turn: &mut Turn, activity: &Activity) -> Result<String> {
    let count = turn.tx.signed_up(&activity.id).await?.len();
    let spoken = turn.speak_in(&RoomKey::wijk(&activity.wijk)).await?;
    let text = in_words(turn, activity, count);
    turn.speak(Some(spoken));
    Ok(text)
}

fn in_words(turn: &Turn, activity: &Activity, count: usize) -> String {
    let what = activity_in_words(turn, activity);
    let number = activity.number;
    if activity.called_off_at.is_some() {
        return turn.t("activity-off", args! { number: number, what: what });
    }
    turn.t(
        "activity",
        args! { number: number, what: what, count: count },
    )
}
