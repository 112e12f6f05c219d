//! `gezien` and `afgehandeld`: the signal room answers, and the reporter hears it.
//!
//! > afgehandeld 12 extra toezicht
//! < S-12 is afgehandeld: extra toezicht. De melder hoort het.

use anyhow::Result;
use futures_util::future::BoxFuture;

use super::card;
use crate::args;
use crate::chat::{Class, Outgoing, Text};
use crate::domain::people::{Role, RoomKind};
use crate::domain::signal::SignalState;
use crate::engine::feature::{Command, Feature, QuestionKind, Tap};
use crate::engine::{Answer, Call, Choice, Offer, Question, Turn, numbered};
use crate::language::read_choice;
use crate::store::Signal;

const WHO: &[Role] = &[Role::Wijkagent, Role::CommunityManager, Role::Beheerder];
const WHERE: &[RoomKind] = &[RoomKind::Signal];

pub const FEATURE: Feature = Feature {
    commands: &[
        Command { name: "gezien", words: &["gezien", "seen"], roles: WHO, rooms: WHERE, run: seen },
        Command {
            name: "afgehandeld",
            words: &["afgehandeld", "afhandelen", "closed", "close", "klaar"],
            roles: WHO,
            rooms: WHERE,
            run: close,
        },
    ],
    questions: &[QuestionKind { name: "handling-which", answered }],
    taps: &[Tap { on: "signal", keys: &["👀"], roles: WHO, rooms: WHERE, tapped }],
    ..Feature::named("handling")
};

fn seen<'a>(turn: &'a mut Turn, call: &'a Call) -> BoxFuture<'a, Result<()>> {
    Box::pin(async move {
        let Some((signal, _)) = named(turn, call, "gezien").await? else { return Ok(()) };
        see(turn, call, &signal).await?;
        let body = turn.t("handling-seen", args! { label: card::label(signal.number) });
        turn.answer(call, body).await.map(drop)
    })
}

/// A tap says "seen", which is harmless; it gets no answer, since everybody sees the tap.
fn tapped<'a>(turn: &'a mut Turn, call: &'a Call, id: &'a str) -> BoxFuture<'a, Result<()>> {
    Box::pin(async move {
        let Some(signal) = turn.tx.signal(id).await? else { return Ok(()) };
        see(turn, call, &signal).await
    })
}

/// The first one to see it: the card says so and the reporter hears it, quietly.
async fn see(turn: &mut Turn, call: &Call, signal: &Signal) -> Result<()> {
    if signal.state != SignalState::New || signal.withdrawn_at.is_some() {
        return Ok(());
    }
    step(turn, call, signal, SignalState::Seen, None).await?;
    let body = turn.t("handling-reporter-seen", args! { label: card::label(signal.number) });
    tell_reporter(turn, signal, Class::Answer, body).await
}

fn close<'a>(turn: &'a mut Turn, call: &'a Call) -> BoxFuture<'a, Result<()>> {
    Box::pin(async move {
        let Some((signal, rest)) = named(turn, call, "afgehandeld").await? else { return Ok(()) };
        let choices = handlings(turn);
        let labels: Vec<_> = choices.iter().map(|choice| choice.label.as_str()).collect();
        let by_slug = choices.iter().position(|choice| choice.id.eq_ignore_ascii_case(rest.trim()));
        if let Some(index) = by_slug.or_else(|| read_choice(&rest, &labels)) {
            let handling = choices[index].id.clone();
            return close_with(turn, call, &signal, &handling).await;
        }
        let body = turn.t("handling-which", args! { choices: numbered(&choices) });
        let question = Question::new("handling-which", Offer::Choice(choices), &signal.id)?;
        turn.ask(call, question, body).await.map(drop)
    })
}

fn answered<'a>(turn: &'a mut Turn, call: &'a Call, question: Question, answer: Answer) -> BoxFuture<'a, Result<()>> {
    Box::pin(async move {
        let id: String = question.data()?;
        let (Answer::Chosen(handling), Some(signal)) = (answer, turn.tx.signal(&id).await?) else { return Ok(()) };
        close_with(turn, call, &signal, &handling).await
    })
}

async fn close_with(turn: &mut Turn, call: &Call, signal: &Signal, handling: &str) -> Result<()> {
    let lang = turn.lang();
    let Some((name, line)) = turn
        .catalogue()
        .handling(handling)
        .map(|found| (found.label(lang).to_lowercase(), found.line(lang).to_owned()))
    else {
        return Ok(());
    };
    step(turn, call, signal, SignalState::Closed, Some(handling)).await?;
    let label = card::label(signal.number);
    let body = turn.t("handling-reporter-closed", args! { label: label.clone(), line: line });
    tell_reporter(turn, signal, Class::Outcome, body).await?;
    let body = turn.t("handling-closed", args! { label: label, handling: name });
    turn.answer(call, body).await.map(drop)
}

/// Moves the signal and shows it on its card.
async fn step(turn: &mut Turn, call: &Call, signal: &Signal, to: SignalState, handling: Option<&str>) -> Result<()> {
    let now = turn.now;
    turn.tx.step_signal(&signal.id, to, handling, &call.who.person.id, now).await?;
    let (Some(forwarded), Some(now_is)) = (&signal.forwarded, turn.tx.signal(&signal.id).await?) else { return Ok(()) };
    let body = card::text_of(turn, &now_is).await?;
    turn.edit(forwarded, body).await
}

/// The reporter hears it where it was reported, as an answer to the own message.
async fn tell_reporter(turn: &mut Turn, signal: &Signal, class: Class, body: String) -> Result<()> {
    let Some(reporter) = turn.tx.person(&signal.person).await? else { return Ok(()) };
    let mentions = if class == Class::Outcome { vec![reporter.user_id] } else { vec![] };
    let text = Text { body, mentions, reply_to: Some(signal.event_id.clone()), ..Text::default() };
    turn.post(&signal.room, class, Outgoing::Say(text), None).await.map(drop)
}

/// The signal whose number comes first in the text, and the rest of it. Says what is missing otherwise.
async fn named(turn: &mut Turn, call: &Call, command: &str) -> Result<Option<(Signal, String)>> {
    let text = call.text.trim().trim_start_matches(['S', 's']).trim_start_matches('-').trim_start();
    let digits: String = text.chars().take_while(char::is_ascii_digit).collect();
    let example = turn.t(&format!("help-{command}-example"), args! {});
    let Ok(number) = digits.parse::<i64>() else {
        let body = turn.t("handling-number", args! { example: example });
        turn.answer(call, body).await?;
        return Ok(None);
    };
    let known = turn.tx.signal_by_number(number).await?;
    // One that was taken back, or that never came here, does not exist in this room.
    match known.filter(|signal| signal.withdrawn_at.is_none() && signal.forwarded.is_some()) {
        Some(signal) => Ok(Some((signal, text[digits.len()..].trim().to_owned()))),
        None => {
            let body = turn.t("handling-unknown", args! { number: number, example: example });
            turn.answer(call, body).await?;
            Ok(None)
        }
    }
}

fn handlings(turn: &Turn) -> Vec<Choice> {
    let lang = turn.lang();
    turn.catalogue().handlings().iter().map(|handling| Choice::new(&handling.slug, handling.label(lang))).collect()
}
