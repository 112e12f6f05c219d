//! `gezien`, `oppakken`, `gewaarschuwd` and `afgehandeld`: the signal room answers, and every reporter hears it.
//!
//! ```text
//! > afgehandeld 12 extra toezicht
//! < S-12 is afgehandeld: extra toezicht. De melder hoort het.
//! ```

use anyhow::Result;
use futures_util::future::BoxFuture;

use crate::args;
use crate::domain::people::RoomKind;
use crate::domain::signal::SignalState;
use crate::engine::feature::{Changes, Command, Feature, QuestionKind, Tap};
use crate::engine::{ANSWERERS, Answer, Call, Choice, Offer, Question, Turn, card};
use crate::language::read_choice;
use crate::store::Signal;

const WHERE: &[RoomKind] = &[RoomKind::Signal];

pub const FEATURE: Feature = Feature {
    commands: &[
        Command {
            name: "gezien",
            words: &["gezien", "seen"],
            roles: ANSWERERS,
            rooms: WHERE,
            run: seen,
        },
        Command {
            name: "oppakken",
            words: &["oppakken", "opgepakt", "behandeling", "pickup"],
            roles: ANSWERERS,
            rooms: WHERE,
            run: take_on,
        },
        Command {
            name: "gewaarschuwd",
            words: &["gewaarschuwd", "warned"],
            roles: ANSWERERS,
            rooms: WHERE,
            run: warned,
        },
        Command {
            name: "afgehandeld",
            words: &[
                "afgehandeld",
                "afhandelen",
                "afgesloten",
                "afsluiten",
                "closed",
                "close",
                "klaar",
            ],
            roles: ANSWERERS,
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
        roles: ANSWERERS,
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
        let moved = turn
            .move_signal(call, &signal, SignalState::Seen, None)
            .await?;
        let key = if moved {
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
        let root = turn.root_of(signal).await?;
        turn.move_signal(call, &root, SignalState::Seen, None)
            .await
            .map(drop)
    })
}

fn take_on<'a>(turn: &'a mut Turn, call: &'a Call) -> BoxFuture<'a, Result<()>> {
    Box::pin(step(
        turn,
        call,
        "oppakken",
        SignalState::InProgress,
        "handling-taken-on",
    ))
}

fn warned<'a>(turn: &'a mut Turn, call: &'a Call) -> BoxFuture<'a, Result<()>> {
    Box::pin(step(
        turn,
        call,
        "gewaarschuwd",
        SignalState::Warned,
        "handling-warned",
    ))
}

/// A step on the way; says so, or how the signal stands where it is further already.
async fn step(
    turn: &mut Turn,
    call: &Call,
    command: &str,
    state: SignalState,
    done: &str,
) -> Result<()> {
    let Some((signal, _)) = named(turn, call, command).await? else {
        return Ok(());
    };
    let label = card::label(signal.number);
    let body = if turn.move_signal(call, &signal, state, None).await? {
        turn.t(done, args! { label: label })
    } else {
        let stands = card::state_in_words(turn, signal.state, signal.handling.as_deref());
        turn.t("handling-further", args! { label: label, state: stands })
    };
    turn.answer(call, body).await.map(drop)
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
        let signal = turn.root_of(signal).await?;
        close_with(turn, call, &signal, &handling).await
    })
}

async fn close_with(turn: &mut Turn, call: &Call, signal: &Signal, handling: &str) -> Result<()> {
    let Some(found) = turn.catalogue().handling(handling).cloned() else {
        return Ok(());
    };
    let name = found.label(turn.lang()).to_lowercase();
    turn.move_signal(call, signal, SignalState::Closed, Some(handling))
        .await?;
    let label = card::label(signal.number);
    let body = turn.t("handling-closed", args! { label: label, handling: name });
    turn.answer(call, body).await.map(drop)
}

/// A tap that is taken back, or a message that is removed: the signal stands where it stood, and what the reporters
/// heard of it is taken back too.
fn take_back<'a>(
    turn: &'a mut Turn,
    call: &'a Call,
    event_id: &'a str,
) -> BoxFuture<'a, Result<Option<String>>> {
    Box::pin(turn.take_steps_back(call, event_id))
}

/// An edited message runs again as the command it is now; what it did before is taken back first.
fn edited<'a>(turn: &'a mut Turn, call: &'a Call) -> BoxFuture<'a, Result<bool>> {
    Box::pin(async move {
        take_back(turn, call, &call.event_id).await?;
        Ok(false)
    })
}

/// The signal whose number comes first in the text, or the one with which it counts, and the rest of the text. Says what is
/// missing otherwise.
pub async fn named(
    turn: &mut Turn,
    call: &Call,
    command: &str,
) -> Result<Option<(Signal, String)>> {
    Ok(match typed(turn, call, command).await? {
        Some((signal, rest)) => Some((turn.root_of(signal).await?, rest)),
        None => None,
    })
}

/// The same, but the signal itself, whatever it counts with.
pub async fn typed(
    turn: &mut Turn,
    call: &Call,
    command: &str,
) -> Result<Option<(Signal, String)>> {
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
        let rest = text[digits.len()..].trim().to_owned();
        return Ok(Some((signal, rest)));
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
