//! `vraag 12`: the signal room asks whoever reported a signal one of the catalogue's closed questions.
//!
//! ```text
//! > vraag 12
//! < Wat wilt u vragen over S-12? 1. Deel van de dag 2. Aangifte …
//! > 2
//! < Dit vraag ik de melder: Is er aangifte gedaan bij de politie? … Typ ja
//! > ja
//! < Gevraagd. Het antwoord komt hier.
//! ```
//!
//! Swindlers pose as wijkagent. So nothing that anybody types reaches a resident, nobody learns who reported, and the
//! answer is one of a list.

use anyhow::Result;
use futures_util::future::BoxFuture;

use super::{answer, handling};
use crate::args;
use crate::catalogue::Inquiry;
use crate::domain::people::{Role, RoomKind};
use crate::engine::card;
use crate::engine::feature::{Changes, Command, Feature, QuestionKind};
use crate::engine::{Answer, Call, Choice, Offer, Question, Turn};
use crate::language::read_choice;
use crate::store::{Asked, Signal, id_of};

/// Whoever reported is asked so often about one signal at most.
const MOST: usize = 3;

/// A question waits so long for its answer.
const WAITS_DAYS: i64 = 7;

pub const FEATURE: Feature = Feature {
    commands: &[Command {
        name: "vraag",
        words: &["vraag", "question", "navragen"],
        roles: &[Role::Wijkagent, Role::CommunityManager, Role::Beheerder],
        rooms: &[RoomKind::Signal],
        run: ask,
    }],
    questions: &[
        QuestionKind {
            name: "ask-which",
            command: "vraag",
            answered,
        },
        QuestionKind {
            name: "ask-confirm",
            command: "vraag",
            answered,
        },
    ],
    changes: Some(Changes {
        take_back,
        edited: |_, _| Box::pin(async { Ok(false) }),
        numbered: None,
    }),
    ..Feature::named("ask")
};

fn ask<'a>(turn: &'a mut Turn, call: &'a Call) -> BoxFuture<'a, Result<()>> {
    Box::pin(async move {
        let Some((signal, rest)) = handling::typed(turn, call, "vraag").await? else {
            return Ok(());
        };
        if let Some(key) = why_not(turn, &signal).await? {
            return say(turn, call, key, &signal).await;
        }
        let choices = choices(turn, &signal).await?;
        if choices.is_empty() {
            return say(turn, call, "ask-enough", &signal).await;
        }
        let labels: Vec<_> = choices.iter().map(|choice| choice.label.as_str()).collect();
        if let Some(index) = read_choice(&rest, &labels) {
            let slug = choices[index].id.clone();
            return show(turn, call, &signal, &slug).await;
        }
        let words = turn.t("ask-which", args! { label: card::label(signal.number) });
        let question = Question::new("ask-which", Offer::Choice(choices), &signal.id)?;
        turn.ask(call, question, words).await
    })
}

/// What can still be asked about a signal.
async fn choices(turn: &mut Turn, signal: &Signal) -> Result<Vec<Choice>> {
    let asked = turn.tx.asked_about(&signal.id).await?;
    let lang = turn.lang();
    let details = turn.tx.details(&signal.id).await?;
    let is_new = |inquiry: &&Inquiry| {
        let was_asked = asked.iter().any(|asked| asked.question == inquiry.slug);
        !was_asked && !answer::is_told(&details, inquiry)
    };
    let inquiries = turn.catalogue().inquiries_about(&signal.phenomenon);
    Ok(inquiries
        .filter(is_new)
        .map(|inquiry| Choice::new(&inquiry.slug, inquiry.label(lang)))
        .collect())
}

/// Why nothing can be asked about it now.
async fn why_not(turn: &mut Turn, signal: &Signal) -> Result<Option<&'static str>> {
    let asked = turn.tx.asked_about(&signal.id).await?;
    if asked.iter().any(|asked| asked.ended_at.is_none()) {
        return Ok(Some("ask-waits"));
    }
    if asked.len() >= MOST {
        return Ok(Some("ask-enough"));
    }
    // Whether somebody left or pauses is not told: it would say who it is.
    let today = turn.today();
    let roles = turn.tx.roles_of(&signal.person).await?;
    let is_there = roles.iter().any(|given| given.role == Role::Ambassadeur);
    let pauses = turn.tx.paused_until(&signal.person, today).await?;
    Ok((!is_there || pauses.is_some()).then_some("ask-not-now"))
}

/// Shows exactly what the reporter will read. Sending takes a word, since a tap could be made up.
async fn show(turn: &mut Turn, call: &Call, signal: &Signal, slug: &str) -> Result<()> {
    let Some(inquiry) = turn.catalogue().inquiry(slug).cloned() else {
        return Ok(());
    };
    let question = answer::words(turn, signal, &inquiry);
    let list = answer::question(turn, signal, &inquiry, "")?.list(turn);
    let words = turn.t(
        "ask-preview",
        args! { question: format!("{question}\n{list}") },
    );
    let data = (signal.id.as_str(), slug);
    let question = Question::new("ask-confirm", Offer::Confirm, &data)?;
    turn.ask(call, question, words).await
}

fn answered<'a>(
    turn: &'a mut Turn,
    call: &'a Call,
    question: Question,
    answer: Answer,
) -> BoxFuture<'a, Result<()>> {
    Box::pin(async move {
        match answer {
            Answer::Chosen(slug) => {
                let id: String = question.data()?;
                let Some(signal) = standing(turn, call, &id).await? else {
                    return Ok(());
                };
                show(turn, call, &signal, &slug).await
            }
            Answer::Yes => {
                let (id, slug): (String, String) = question.data()?;
                let Some(signal) = standing(turn, call, &id).await? else {
                    return Ok(());
                };
                send(turn, call, &signal, &slug).await
            }
            _ => {
                let body = turn.t("ask-not-sent", args! {});
                turn.answer(call, body).await.map(drop)
            }
        }
    })
}

/// The signal, if something can still be asked about it. Since the question the reporter may have taken it back.
async fn standing(turn: &mut Turn, call: &Call, id: &str) -> Result<Option<Signal>> {
    let Some(signal) = turn.tx.signal(id).await? else {
        return Ok(None);
    };
    let key = if signal.withdrawn_at.is_some() {
        Some("ask-gone")
    } else {
        why_not(turn, &signal).await?
    };
    match key {
        None => Ok(Some(signal)),
        Some(key) => say(turn, call, key, &signal).await.map(|()| None),
    }
}

async fn send(turn: &mut Turn, call: &Call, signal: &Signal, slug: &str) -> Result<()> {
    let Some(inquiry) = turn.catalogue().inquiry(slug).cloned() else {
        return Ok(());
    };
    let id = id_of(&format!("asked:{}:{slug}:{}", signal.id, call.event_id));
    let message = answer::put(turn, signal, &inquiry, &id).await?;
    let now = turn.now;
    let asked = Asked {
        id,
        signal: signal.id.clone(),
        question: slug.to_owned(),
        asked_by: call.who.person.id.clone(),
        event_id: call.event_id.clone(),
        asked_at: now,
        expires_at: now.plus_days(WAITS_DAYS),
        message,
        answer: None,
        answered_at: None,
        answered_by: None,
        told: None,
        ended_at: None,
    };
    turn.tx.add_asked(&asked).await?;
    let who = &call.who.person.id;
    turn.audit_signal(&call.event_id, who, "question-asked", signal.number)
        .await?;
    let label = card::label(signal.number);
    let body = turn.t("ask-sent", args! { label: label, days: WAITS_DAYS });
    turn.answer(call, body).await.map(drop)
}

/// Whoever asked takes the question back.
fn take_back<'a>(
    turn: &'a mut Turn,
    call: &'a Call,
    event_id: &'a str,
) -> BoxFuture<'a, Result<Option<String>>> {
    Box::pin(async move {
        let person = &call.who.person.id;
        let asked = turn.tx.asked_by_event(event_id).await?;
        let Some(asked) = asked.filter(|asked| asked.asked_by == *person) else {
            return Ok(None);
        };
        let Some(signal) = turn.tx.signal(&asked.signal).await? else {
            return Ok(None);
        };
        answer::unask(turn, &asked).await?;
        turn.tx.forget_asked(&asked.id).await?;
        turn.audit_signal(event_id, person, "question-taken-back", signal.number)
            .await?;
        Ok(Some(card::label(signal.number)))
    })
}

async fn say(turn: &mut Turn, call: &Call, key: &'static str, signal: &Signal) -> Result<()> {
    let body = turn.t(key, args! { label: card::label(signal.number) });
    turn.answer(call, body).await.map(drop)
}
