//! `training` and `getraind`: an ambassadeur says that the training was followed, and a manager confirms it.

use anyhow::Result;
use futures_util::future::BoxFuture;

use crate::args;
use crate::chat::{Class, Outgoing, Text, as_data};
use crate::engine::{Call, Turn};
use crate::language::text::fold;
use crate::store::Person;

pub fn training<'a>(turn: &'a mut Turn, call: &'a Call) -> BoxFuture<'a, Result<()>> {
    Box::pin(async move {
        let person = &call.who.person;
        let known = turn.tx.onboarding(&person.id).await?;
        if known.trained_at.is_some() {
            return say(turn, call, "training-done").await;
        }
        if says_followed(&call.text) && known.followed_at.is_none() {
            let now = turn.now;
            turn.tx.set_followed(&person.id, now).await?;
            let args = args! { name: as_data(&person.name), user: person.user_id.clone() };
            let body = turn.t("training-managers", args);
            turn.tell_managers(&format!("training:{}:{}", person.id, now.0), body)
                .await?;
            return say(turn, call, "training-noted").await;
        }
        if known.followed_at.is_some() {
            return say(turn, call, "training-waits").await;
        }
        let body = turn.training_offer().await?;
        turn.answer(call, body).await.map(drop)
    })
}

fn says_followed(text: &str) -> bool {
    let said = fold(text);
    let mut words = said.split(|c: char| !c.is_alphanumeric());
    words.any(|word| ["gevolgd", "gedaan", "klaar", "gehad", "followed", "done"].contains(&word))
}

async fn say(turn: &mut Turn, call: &Call, key: &'static str) -> Result<()> {
    let body = turn.t(key, args! {});
    turn.answer(call, body).await.map(drop)
}

/// With a name it confirms; alone it shows who waits.
pub fn trained<'a>(turn: &'a mut Turn, call: &'a Call) -> BoxFuture<'a, Result<()>> {
    Box::pin(async move {
        let Some((user, _)) = turn.user_and_rest(call, &call.text).await? else {
            return list(turn, call).await;
        };
        match turn.tx.person_by_user(&user).await? {
            Some(person) => confirm(turn, call, &person).await,
            None => say(turn, call, "confirm-unknown").await,
        }
    })
}

async fn list(turn: &mut Turn, call: &Call) -> Result<()> {
    let waiting = turn.tx.training_to_confirm().await?;
    let Some(first) = waiting.first() else {
        return say(turn, call, "trained-none").await;
    };
    let names: Vec<_> = waiting.iter().map(|person| as_data(&person.name)).collect();
    let args = args! { names: names.join(", "), user: first.user_id.clone() };
    let body = turn.t("trained-list", args);
    turn.answer(call, body).await.map(drop)
}

async fn confirm(turn: &mut Turn, call: &Call, person: &Person) -> Result<()> {
    let (now, manager) = (turn.now, &call.who.person.id);
    let is_new = turn.tx.confirm_training(&person.id, manager, now).await?;
    let key = if is_new {
        turn.tx
            .audit(&call.event_id, Some(manager), "trained", &person.id, now)
            .await?;
        tell(turn, person).await?;
        "trained"
    } else {
        "trained-already"
    };
    let body = turn.t(key, args! { name: as_data(&person.name) });
    turn.answer(call, body).await.map(drop)
}

/// Whoever said so hears what came of it.
async fn tell(turn: &mut Turn, person: &Person) -> Result<()> {
    let room = turn.private_room(person).await?;
    let spoken = turn.speak_to(&person.id, &room).await?;
    let text = Outgoing::Say(Text::new(turn.t("training-confirmed", args! {})));
    turn.speak(Some(spoken));
    turn.post(&room, Class::Outcome, text, None).await.map(drop)
}
