//! `bevestig`: somebody has a new phone, and a manager has heard by telephone that it is so.

use anyhow::Result;
use futures_util::future::BoxFuture;

use super::say;
use crate::args;
use crate::chat::as_data;
use crate::engine::{Call, Turn};

pub fn run<'a>(turn: &'a mut Turn, call: &'a Call) -> BoxFuture<'a, Result<()>> {
    Box::pin(async move {
        let Some((user, _)) = turn.user_and_rest(call, &call.text).await? else {
            return say(turn, call, "confirm-how").await;
        };
        let Some(person) = turn.tx.person_by_user(&user).await? else {
            return say(turn, call, "confirm-unknown").await;
        };
        if person.id == call.who.person.id {
            return say(turn, call, "confirm-self").await;
        }
        turn.tx.forget_identity(&person.id).await?;
        let now = turn.now;
        turn.tx
            .audit(
                &call.event_id,
                Some(&call.who.person.id),
                "confirmed",
                &person.id,
                now,
            )
            .await?;
        let body = turn.t("confirmed", args! { name: as_data(&person.name) });
        turn.answer(call, body).await.map(drop)
    })
}
