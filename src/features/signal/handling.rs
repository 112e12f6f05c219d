//! `gezien` and `afgehandeld`: the signal room answers, and the reporter hears it.
//!
//! ```text
//! > afgehandeld 12 extra toezicht
//! < S-12 is afgehandeld: extra toezicht. De melder hoort het.
//! ```

use anyhow::Result;
use futures_util::future::BoxFuture;

use super::card;
use crate::args;
use crate::chat::{Class, Outgoing, RoomKey, Text};
use crate::domain::people::{Role, RoomKind};
use crate::domain::signal::SignalState;
use crate::engine::feature::{Changes, Command, Feature, QuestionKind, Tap};
use crate::engine::{Answer, Call, Choice, Offer, Question, Turn};
use crate::language::read_choice;
use crate::store::{Signal, SignalStep};

const WHO: &[Role] = &[Role::Wijkagent, Role::CommunityManager, Role::Beheerder];
const WHERE: &[RoomKind] = &[RoomKind::Signal];

pub const FEATURE: Feature = Feature {
    commands: &[
        Command {
            name: "gezien",
            words: &["gezien", "seen"],
            roles: WHO,
            rooms: WHERE,
            run: seen,
        },
        Command {
            name: "afgehandeld",
            words: &["afgehandeld", "afhandelen", "closed", "close", "klaar"],
            roles: WHO,
            rooms: WHERE,
            run: close,
        },
    ],
    questions: &[QuestionKind {
        name: "handling-which",
        command: "afgehandeld",
        answered,
    }],
    taps: &[Tap {
        on: "signal",
        keys: &["👀"],
        roles: WHO,
        rooms: WHERE,
        tapped,
    }],
    changes: Some(Changes {
        take_back,
        edited,
        numbered: None,
    }),
    ..Feature::named("handling")
};

fn seen<'a>(turn: &'a mut Turn, call: &'a Call) -> BoxFuture<'a, Result<()>> {
    Box::pin(async move {
        let Some((signal, _)) = named(turn, call, "gezien").await? else {
            return Ok(());
        };
        let key = if see(turn, call, &signal).await? {
            "handling-seen"
        } else {
            "handling-seen-already"
        };
        let body = turn.t(key, args! { label: card::label(signal.number) });
        turn.answer(call, body).await.map(drop)
    })
}

/// A tap says "seen", which is harmless; it gets no answer, since everybody sees the tap.
fn tapped<'a>(turn: &'a mut Turn, call: &'a Call, id: &'a str) -> BoxFuture<'a, Result<()>> {
    Box::pin(async move {
        let Some(signal) = turn.tx.signal(id).await? else {
            return Ok(());
        };
        see(turn, call, &signal).await.map(drop)
    })
}

/// The first one to see it: the card says so and the reporter hears it, quietly. `false` when somebody was before.
async fn see(turn: &mut Turn, call: &Call, signal: &Signal) -> Result<bool> {
    if signal.state != SignalState::New || signal.withdrawn_at.is_some() {
        return Ok(false);
    }
    let spoken = turn.speak_to(&signal.person, &signal.room).await?;
    let body = turn.t(
        "handling-reporter-seen",
        args! { label: card::label(signal.number) },
    );
    turn.speak(Some(spoken));
    let told = tell_reporter(turn, signal, Class::Answer, body).await?;
    step(turn, call, signal, SignalState::Seen, None, told).await?;
    Ok(true)
}

fn close<'a>(turn: &'a mut Turn, call: &'a Call) -> BoxFuture<'a, Result<()>> {
    Box::pin(async move {
        let Some((signal, rest)) = named(turn, call, "afgehandeld").await? else {
            return Ok(());
        };
        let choices = handlings(turn);
        let labels: Vec<_> = choices.iter().map(|choice| choice.label.as_str()).collect();
        let by_slug = choices
            .iter()
            .position(|choice| choice.id.eq_ignore_ascii_case(rest.trim()));
        if let Some(index) = by_slug.or_else(|| read_choice(&rest, &labels)) {
            let handling = choices[index].id.clone();
            return close_with(turn, call, &signal, &handling).await;
        }
        let words = turn.t("handling-which", args! {});
        let question = Question::new("handling-which", Offer::Choice(choices), &signal.id)?;
        turn.ask(call, question, words).await
    })
}

fn answered<'a>(
    turn: &'a mut Turn,
    call: &'a Call,
    question: Question,
    answer: Answer,
) -> BoxFuture<'a, Result<()>> {
    Box::pin(async move {
        let id: String = question.data()?;
        let (Answer::Chosen(handling), Some(signal)) = (answer, turn.tx.signal(&id).await?) else {
            return Ok(());
        };
        // Between the question and the answer the reporter may have taken it back.
        if signal.withdrawn_at.is_some() {
            return unknown(turn, call, signal.number, "afgehandeld").await;
        }
        close_with(turn, call, &signal, &handling).await
    })
}

async fn close_with(turn: &mut Turn, call: &Call, signal: &Signal, handling: &str) -> Result<()> {
    let Some(found) = turn.catalogue().handling(handling).cloned() else {
        return Ok(());
    };
    let name = found.label(turn.lang()).to_lowercase();
    let label = card::label(signal.number);
    let spoken = turn.speak_to(&signal.person, &signal.room).await?;
    let body = turn.t(
        "handling-reporter-closed",
        args! { label: label.clone(), line: found.line(turn.lang()).to_owned() },
    );
    turn.speak(Some(spoken));
    let told = tell_reporter(turn, signal, Class::Outcome, body).await?;
    step(
        turn,
        call,
        signal,
        SignalState::Closed,
        Some(handling),
        told,
    )
    .await?;
    let body = turn.t("handling-closed", args! { label: label, handling: name });
    turn.answer(call, body).await.map(drop)
}

/// Moves the signal and shows it on its card.
async fn step(
    turn: &mut Turn,
    call: &Call,
    signal: &Signal,
    state: SignalState,
    handling: Option<&str>,
    told: String,
) -> Result<()> {
    let step = SignalStep {
        signal: signal.id.clone(),
        event_id: call.event_id.clone(),
        state,
        handling: handling.map(str::to_owned),
        person: call.who.person.id.clone(),
        told,
    };
    let now = turn.now;
    turn.tx.step_signal(&step, now).await?;
    show(turn, &signal.id).await
}

/// The card in the signal room as the signal stands now.
async fn show(turn: &mut Turn, id: &str) -> Result<()> {
    let Some(signal) = turn
        .tx
        .signal(id)
        .await?
        .filter(|signal| signal.withdrawn_at.is_none())
    else {
        return Ok(());
    };
    let Some(forwarded) = &signal.forwarded else {
        return Ok(());
    };
    let spoken = turn.speak_in(&RoomKey::signal()).await?;
    let body = card::text_of(turn, &signal).await?;
    turn.speak(Some(spoken));
    turn.edit(forwarded, body).await
}

/// The reporter hears it where it was reported, as an answer to the own message. Gives the id of what is said.
async fn tell_reporter(
    turn: &mut Turn,
    signal: &Signal,
    class: Class,
    body: String,
) -> Result<String> {
    let reporter = turn
        .tx
        .person(&signal.person)
        .await?
        .filter(|_| class == Class::Outcome);
    let mentions = reporter.into_iter().map(|person| person.user_id).collect();
    // A form that went on in private began with a message of another room, which could not be shown there.
    let written = turn.tx.written(&signal.event_id).await?;
    let room = turn.tx.room(&signal.room).await?;
    let began_there = written.is_none_or(|written| {
        room.is_some_and(|room| room.room_id.as_ref() == Some(&written.room_id))
    });
    let text = Text {
        body,
        mentions,
        reply_to: began_there.then(|| signal.event_id.clone()),
        ..Text::default()
    };
    turn.post(&signal.room, class, Outgoing::Say(text), None)
        .await
}

/// A tap that is taken back, or a message that is removed: the signal stands where it stood, and what the reporter
/// heard of it is taken back too.
fn take_back<'a>(
    turn: &'a mut Turn,
    call: &'a Call,
    event_id: &'a str,
) -> BoxFuture<'a, Result<Option<String>>> {
    Box::pin(async move {
        let step = turn.tx.step_of_event(event_id).await?;
        let Some(step) = step.filter(|step| step.person == call.who.person.id) else {
            return Ok(None);
        };
        let now = turn.now;
        turn.tx.take_step_back(&step, now).await?;
        turn.take_back(&step.told).await?;
        show(turn, &step.signal).await?;
        Ok(turn
            .tx
            .signal(&step.signal)
            .await?
            .map(|signal| card::label(signal.number)))
    })
}

/// An edited message runs again as the command it is now; what it did before is taken back first.
fn edited<'a>(turn: &'a mut Turn, call: &'a Call) -> BoxFuture<'a, Result<bool>> {
    Box::pin(async move {
        take_back(turn, call, &call.event_id).await?;
        Ok(false)
    })
}

/// The signal whose number comes first in the text, and the rest of it. Says what is missing otherwise.
async fn named(turn: &mut Turn, call: &Call, command: &str) -> Result<Option<(Signal, String)>> {
    let text = call
        .text
        .trim()
        .trim_start_matches(['S', 's'])
        .trim_start_matches('-')
        .trim_start();
    let digits: String = text.chars().take_while(char::is_ascii_digit).collect();
    let Ok(number) = digits.parse::<i64>() else {
        let example = turn.t(&format!("help-{command}-example"), args! {});
        let body = turn.t("handling-number", args! { example: example });
        turn.answer(call, body).await?;
        return Ok(None);
    };
    let known = turn.tx.signal_by_number(number).await?;
    // One that was taken back, or that never came here, does not exist in this room.
    if let Some(signal) =
        known.filter(|signal| signal.withdrawn_at.is_none() && signal.forwarded.is_some())
    {
        return Ok(Some((signal, text[digits.len()..].trim().to_owned())));
    }
    unknown(turn, call, number, command).await?;
    Ok(None)
}

async fn unknown(turn: &mut Turn, call: &Call, number: i64, command: &str) -> Result<()> {
    let example = turn.t(&format!("help-{command}-example"), args! {});
    let body = turn.t(
        "handling-unknown",
        args! { number: number.to_string(), example: example },
    );
    turn.answer(call, body).await.map(drop)
}

fn handlings(turn: &Turn) -> Vec<Choice> {
    let lang = turn.lang();
    turn.catalogue()
        .handlings()
        .iter()
        .map(|handling| Choice::new(&handling.slug, handling.label(lang)))
        .collect()
}
