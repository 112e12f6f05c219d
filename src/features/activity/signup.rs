//! Signing up: by a tap on the hand, or by word. Names stay in the database; the room sees how many come.

use anyhow::Result;
use futures_util::future::BoxFuture;

use super::announce::show;
use super::list::coming;
use super::plan::call_off;
use crate::args;
use crate::engine::{Call, Turn, activity_in_words};
use crate::store::Activity;

pub fn tapped<'a>(turn: &'a mut Turn, call: &'a Call, id: &'a str) -> BoxFuture<'a, Result<()>> {
    Box::pin(async move {
        let Some(activity) = turn.tx.activity(id).await? else {
            return Ok(());
        };
        let is_open = activity.called_off_at.is_none() && activity.starts_at > call.sent_at;
        if !is_open || call.room.wijk.as_ref() != Some(&activity.wijk) {
            return Ok(());
        }
        let person = &call.who.person.id;
        if turn.tx.sign_up(id, person, &call.event_id).await? {
            show(turn, id).await?;
        }
        Ok(())
    })
}

pub fn sign_up<'a>(turn: &'a mut Turn, call: &'a Call) -> BoxFuture<'a, Result<()>> {
    Box::pin(async move {
        let Some(activity) = meant(turn, call).await? else {
            return Ok(());
        };
        let person = &call.who.person.id;
        let is_new = turn
            .tx
            .sign_up(&activity.id, person, &call.event_id)
            .await?;
        answer(turn, call, &activity, is_new, "activity-signed-up").await
    })
}

pub fn sign_off<'a>(turn: &'a mut Turn, call: &'a Call) -> BoxFuture<'a, Result<()>> {
    Box::pin(async move {
        let Some(activity) = meant(turn, call).await? else {
            return Ok(());
        };
        let was_in = turn.tx.sign_off(&activity.id, &call.who.person.id).await?;
        answer(turn, call, &activity, was_in, "activity-signed-off").await
    })
}

async fn answer(
    turn: &mut Turn,
    call: &Call,
    activity: &Activity,
    is_new: bool,
    key: &str,
) -> Result<()> {
    if is_new {
        show(turn, &activity.id).await?;
    }
    let what = activity_in_words(turn, activity);
    let body = turn.t(key, args! { number: activity.number, what: what });
    turn.answer(call, body).await.map(drop)
}

/// The activity of that number, or the only one that is to come; else it says what there is.
async fn meant(turn: &mut Turn, call: &Call) -> Result<Option<Activity>> {
    let coming = coming(turn, call).await?;
    let digits: String = call.text.chars().filter(char::is_ascii_digit).collect();
    let found = match (digits.parse::<i64>(), coming.as_slice()) {
        (Ok(number), several) => several.iter().find(|one| one.number == number),
        (_, [only]) => Some(only),
        _ => None,
    };
    if found.is_none() {
        let body = super::list::text(turn, &coming).await?;
        turn.answer(call, body).await?;
    }
    Ok(found.cloned())
}

/// A tap or message that is taken back takes the name off; the message that planned an activity calls it off.
pub fn take_back<'a>(
    turn: &'a mut Turn,
    call: &'a Call,
    event_id: &'a str,
) -> BoxFuture<'a, Result<Option<String>>> {
    Box::pin(async move {
        let person = &call.who.person.id;
        if let Some((activity, who)) = turn.tx.signup_of_event(event_id).await?
            && who == *person
        {
            turn.tx.sign_off(&activity, person).await?;
            show(turn, &activity).await?;
            return label(turn, &activity).await;
        }
        let planned = turn.tx.activity_of_event(event_id).await?;
        let Some(activity) = planned.filter(|one| one.person == *person) else {
            return Ok(None);
        };
        if activity.action.is_none() {
            call_off(turn, call, &activity).await?;
        }
        label(turn, &activity.id).await
    })
}

async fn label(turn: &mut Turn, id: &str) -> Result<Option<String>> {
    let activity = turn.tx.activity(id).await?;
    Ok(activity.map(|one| turn.t("activity-label", args! { number: one.number })))
}
