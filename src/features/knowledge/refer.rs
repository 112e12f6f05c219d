//! `doorverwijzen`: at most three questions, then whom to call first, whom after that, and what to keep for the police.
//!
//! ```text
//! > doorverwijzen
//! < Wanneer is het gebeurd? …
//! > 2
//! ```
//!
//! What is answered is in the question in progress only, and goes with it.

use anyhow::Result;
use futures_util::future::BoxFuture;
use serde::{Deserialize, Serialize};

use crate::args;
use crate::catalogue::{WHAT, WHEN, WHO};
use crate::chat::Class;
use crate::engine::{Answer, Call, Choice, Offer, Question, Turn, referral_line};

/// It is happening: no question after that.
const NOW: &str = "nu";

/// What has been answered so far.
#[derive(Debug, Default, Serialize, Deserialize)]
struct Situation {
    when: Option<String>,
    what: Option<String>,
}

pub fn refer<'a>(turn: &'a mut Turn, call: &'a Call) -> BoxFuture<'a, Result<()>> {
    Box::pin(async move {
        let when: Vec<_> = [NOW].iter().chain(WHEN).copied().collect();
        ask(turn, call, "refer-when", &when, &Situation::default()).await
    })
}

async fn ask(
    turn: &mut Turn,
    call: &Call,
    kind: &str,
    slugs: &[&str],
    so_far: &Situation,
) -> Result<()> {
    let choice = |slug: &&str| Choice::new(*slug, turn.t(&format!("{kind}-{slug}"), args! {}));
    let choices: Vec<_> = slugs.iter().map(choice).collect();
    let body = turn.t(kind, args! {});
    let question = Question::new(kind, Offer::Choice(choices), so_far)?;
    turn.ask(call, question, body).await.map(drop)
}

pub fn answered<'a>(
    turn: &'a mut Turn,
    call: &'a Call,
    question: Question,
    answer: Answer,
) -> BoxFuture<'a, Result<()>> {
    Box::pin(async move {
        let Answer::Chosen(chosen) = answer else {
            return Ok(());
        };
        let mut situation: Situation = question.data()?;
        match question.kind.as_str() {
            "refer-when" if chosen == NOW => call_112(turn, call).await,
            "refer-when" => {
                situation.when = Some(chosen);
                ask(turn, call, "refer-what", WHAT, &situation).await
            }
            "refer-what" => {
                situation.what = Some(chosen);
                ask(turn, call, "refer-who", WHO, &situation).await
            }
            _ => tell(turn, call, &situation, &chosen).await,
        }
    })
}

async fn call_112(turn: &mut Turn, call: &Call) -> Result<()> {
    let body = turn.t("call-112", args! {});
    turn.answer_as(call, Class::Urgent, body, None)
        .await
        .map(drop)
}

/// One number to call first, the order of the rest, and in a message of its own what to write down on paper.
async fn tell(turn: &mut Turn, call: &Call, situation: &Situation, who: &str) -> Result<()> {
    let when = situation.when.as_deref().unwrap_or_default();
    let what = situation.what.as_deref().unwrap_or_default();
    let mut lines = Vec::new();
    for referral in turn.catalogue().route(when, what, who) {
        lines.push(referral_line(turn, referral));
    }
    let Some((first, rest)) = lines.split_first() else {
        return Ok(());
    };
    let rest: Vec<_> = rest
        .iter()
        .enumerate()
        .map(|(at, line)| format!("{}. {line}", at + 1))
        .collect();
    let body = turn.t(
        "refer-told",
        args! { first: first.clone(), rest: rest.join("\n") },
    );
    turn.answer(call, body).await?;
    let body = turn.t("refer-paper", args! {});
    turn.answer(call, body).await.map(drop)
}
