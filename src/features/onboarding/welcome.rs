//! The private welcome, and the question about the convenant: each once.

use anyhow::Result;

use crate::args;
use crate::chat::{Class, Outgoing, Text};
use crate::engine::{Onboarding, Turn};
use crate::store::{Person, Room};

/// Welcomes who is in the room of a wijk for the first time, and asks who agreed to an older convenant.
pub async fn welcome(turn: &mut Turn, room: &Room, wijk: &str, rules: &Onboarding) -> Result<()> {
    for person in turn.tx.newcomers(&room.key, wijk).await? {
        turn.speak_to(&person.id, &room.key).await?;
        let body = turn.t("onboarding-welcome", args! { wijk: room.name.clone() });
        // By joining, somebody has asked for it: it comes at once and without a sound.
        say(turn, &person, "welcome", Class::Answer, body).await?;
        let body = question(turn, rules, "onboarding-ask");
        say(turn, &person, "convenant", Class::Answer, body).await?;
        let now = turn.now;
        turn.tx.set_welcomed(&person.id, now).await?;
        turn.tx.set_asked(&person.id, &rules.convenant).await?;
    }
    for person in turn.tx.asked_about_another(&rules.convenant, wijk).await? {
        turn.speak_to(&person.id, &room.key).await?;
        let body = question(turn, rules, "onboarding-ask-again");
        let what = format!("convenant:{}", rules.convenant);
        say(turn, &person, &what, Class::Prompt, body).await?;
        turn.tx.set_asked(&person.id, &rules.convenant).await?;
    }
    Ok(())
}

fn question(turn: &Turn, rules: &Onboarding, key: &str) -> String {
    let place = rules.convenant_at.clone();
    let place = place.map(|at| turn.t("onboarding-ask-where", args! { at: at }));
    let version = rules.convenant.clone();
    let place = place.unwrap_or_default();
    turn.t(key, args! { version: version, place: place })
}

async fn say(
    turn: &mut Turn,
    person: &Person,
    what: &str,
    class: Class,
    body: String,
) -> Result<()> {
    let room = turn.private_room(person).await?;
    // Now is part of the cause: who left and comes back is welcomed again.
    let cause = format!("{what}:{}:{}", person.id, turn.now.0);
    let text = Outgoing::Say(Text::new(body));
    turn.post_because(&cause, &room, class, text, None)
        .await
        .map(drop)
}
