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
        let before = turn.places().await?;
        let mut names = Vec::new();
        for code in call.who.wijken_as(Role::Ambassadeur) {
            turn.tx
                .take_role(&person.id, Role::Ambassadeur, code)
                .await?;
            let wijk = turn.tx.wijk(code).await?;
            names.push(wijk.map_or_else(|| code.to_owned(), |wijk| wijk.name));
        }
        turn.tx.forget_onboarding(&person.id).await?;
        turn.tx.sign_off_everywhere(&person.id).await?;
        let now = turn.now;
        turn.tx
            .audit(&call.event_id, Some(&person.id), "left", &person.id, now)
            .await?;
        turn.show_out(&before).await?;
        turn.tx.wish().await?;
        let args = args! { name: as_data(&person.name), wijken: names.join(", ") };
        let body = turn.t("leave-managers", args);
        turn.tell_managers(&format!("left:{}:{}", person.id, now.0), body)
            .await?;
        let body = turn.t("leave-done", args! {});
        turn.answer(call, body).await.map(drop)
    })
}
