//! `afmelden`: an ambassadeur stops taking part.

use anyhow::Result;
use futures_util::future::BoxFuture;

use crate::args;
use crate::chat::as_data;
use crate::domain::people::Role;
use crate::engine::{Answer, Call, Offer, Question, Turn};

pub fn leave<'a>(turn: &'a mut Turn, call: &'a Call) -> BoxFuture<'a, Result<()>> {
    Box::pin(async move {
        let body = turn.t("leave-sure", args! {});
        let question = Question::new("leave", Offer::Confirm, &())?;
        turn.ask(call, question, body).await.map(drop)
    })
}

pub fn answered<'a>(
    turn: &'a mut Turn,
    call: &'a Call,
    _question: Question,
    answer: Answer,
) -> BoxFuture<'a, Result<()>> {
    Box::pin(async move {
        if answer != Answer::Yes {
            let body = turn.t("leave-stays", args! {});
            return turn.answer(call, body).await.map(drop);
        }
        let person = &call.who.person;
        let roles = call.who.roles.iter();
        let lost: Vec<_> = roles
            .filter(|given| given.role == Role::Ambassadeur)
            .cloned()
            .collect();
        let mut names = Vec::new();
        for code in call.who.wijken_as(Role::Ambassadeur) {
            let wijk = turn.tx.wijk(code).await?;
            names.push(wijk.map_or_else(|| code.to_owned(), |wijk| wijk.name));
        }
        let changes = turn.loses(person, &lost).await?;
        let cause = format!("left:{}", call.event_id);
        turn.change(&changes, &cause, Some(&person.id), "left")
            .await?;
        // Also of who stays in another role.
        turn.tx.forget_onboarding(&person.id).await?;
        turn.tx.sign_off_everywhere(&person.id).await?;
        turn.tx.wish().await?;
        let now = turn.now;
        let args = args! {
            name: as_data(&person.name),
            wijken: names.join(", "),
            user: person.user_id.clone(),
            wijk: names.first().cloned().unwrap_or_default(),
        };
        let body = turn.t("leave-managers", args);
        turn.tell_managers(&format!("left:{}:{}", person.id, now.0), body)
            .await?;
        let body = turn.t("leave-done", args! {});
        turn.answer(call, body).await.map(drop)
    })
}
