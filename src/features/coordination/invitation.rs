//! `uitnodiging`: a text for whoever is invited, that explains Element, for the manager to send on by mail or on paper.
//! The bot cannot tell it: it speaks only to who is inside already.

use anyhow::Result;
use futures_util::future::BoxFuture;

use super::say;
use crate::args;
use crate::chat::{RoomKey, as_data};
use crate::engine::{Call, Change, Turn, is_user_id, name_of};

pub fn run<'a>(turn: &'a mut Turn, call: &'a Call) -> BoxFuture<'a, Result<()>> {
    Box::pin(async move {
        let Some((user, _)) = turn.user_and_rest(call, &call.text).await? else {
            return say(turn, call, "invitation-how").await;
        };
        let Some(person) = turn.tx.person_by_user(&user).await? else {
            return say(turn, call, "role-not").await;
        };
        let mut rooms = Vec::new();
        for given in turn.tx.roles_of(&person.id).await? {
            if let Some(room) = turn.tx.room(&RoomKey::wijk(&given.wijk)).await? {
                rooms.push(as_data(&room.name));
            }
        }
        if rooms.is_empty() {
            rooms.push(turn.settings.gemeente.clone());
        }
        // To be typed over, so without marks against links; a strange id from the programme file keeps them.
        let user = if is_user_id(&user) {
            user
        } else {
            as_data(&user)
        };
        let server = user.split_once(':').map_or("", |(_, server)| server);
        let body = turn.t(
            "invitation-text",
            args! {
                name: as_data(&person.name),
                room: rooms.join(", "),
                user: user.clone(),
                server: server.to_owned(),
                gemeente: turn.settings.gemeente.clone(),
            },
        );
        turn.answer(call, body).await.map(drop)
    })
}

/// Where to find that text, when somebody new was invited.
pub async fn offer(turn: &mut Turn, changes: &[Change]) -> Result<Option<String>> {
    let is_new = |change: &&Change| change.thing.starts_with("person:") && change.before.is_none();
    let Some(new) = changes.iter().find(is_new) else {
        return Ok(None);
    };
    let user = new.kind_and_name().1.to_owned();
    let name = name_of(turn, &user, changes).await?;
    Ok(Some(
        turn.t("invitation-offer", args! { name: name, user: user }),
    ))
}
