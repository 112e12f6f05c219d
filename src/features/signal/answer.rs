//! The reporter answers a question of the signal room, in private and from a list, and sees what goes back before it goes.
//!
//! ```text
//! < De signaalkamer vraagt iets over uw signaal S-12 … Is er aangifte gedaan? 1. Ja 2. Nog niet …
//! > 1
//! < Dit gaat terug naar de signaalkamer: S-12 · Aangifte: Ja. Klopt het? Typ ja
//! > ja
//! < Verstuurd. Dank u wel!
//! ```
//!
//! It is about a report of their own, so like its outcome it is no unasked message; but it waits for the day, and who does
//! not answer is left in peace.

use anyhow::Result;
use futures_util::future::BoxFuture;

use crate::args;
use crate::catalogue::{Inquiry, Keeps};
use crate::chat::{Class, Outgoing, RoomKey, Text};
use crate::domain::people::{Role, RoomKind};
use crate::domain::signal::Details;
use crate::domain::subscription::Pace;
use crate::domain::time::read_day;
use crate::engine::card;
use crate::engine::feature::{Changes, Command, Feature, QuestionKind, Sweep};
use crate::engine::{Answer, Call, Choice, Offer, Question, Turn, day_name};
use crate::store::{Asked, Signal};

/// The answers that every question has.
const UNKNOWN: &str = "weet-niet";
const RATHER_NOT: &str = "liever-niet";

pub const FEATURE: Feature = Feature {
    commands: &[Command {
        name: "beantwoord",
        words: &["beantwoord", "beantwoorden", "answer"],
        roles: &[Role::Ambassadeur],
        rooms: &[RoomKind::Private],
        run: again,
    }],
    questions: &[
        QuestionKind {
            name: "asked",
            command: "beantwoord",
            answered,
        },
        QuestionKind {
            name: "asked-confirm",
            command: "beantwoord",
            answered,
        },
    ],
    sweeps: &[Sweep(sweep)],
    changes: Some(Changes {
        take_back,
        edited: |_, _| Box::pin(async { Ok(false) }),
        numbered: None,
    }),
    ..Feature::named("answer")
};

/// What the reporter reads above the list.
pub fn words(turn: &Turn, signal: &Signal, inquiry: &Inquiry) -> String {
    let lang = turn.lang();
    let phenomenon = turn.catalogue().phenomenon(&signal.phenomenon);
    let phenomenon = phenomenon.map_or(signal.phenomenon.as_str(), |found| found.label(lang));
    let day = read_day(&signal.day).map_or_else(|| signal.day.clone(), |day| day_name(turn, day));
    turn.t(
        "asked",
        args! {
            label: card::label(signal.number),
            phenomenon: phenomenon.to_owned(),
            day: day,
            question: inquiry.ask(lang).to_owned(),
        },
    )
}

/// The question with its list; `id` is that of what was asked.
pub fn question(turn: &Turn, signal: &Signal, inquiry: &Inquiry, id: &str) -> Result<Question> {
    let lang = turn.lang();
    let answers = turn.catalogue().answers_to(inquiry, &signal.phenomenon);
    let mut choices: Vec<_> = answers
        .iter()
        .map(|answer| Choice::new(&answer.slug, answer.label(lang)))
        .collect();
    choices.push(Choice::new(UNKNOWN, turn.t("asked-unknown", args! {})));
    choices.push(Choice::new(
        RATHER_NOT,
        turn.t("asked-rather-not", args! {}),
    ));
    Question::new("asked", Offer::Choice(choices), &id)
}

/// Asks in the reporter's private chat. Who is in the middle of something there answers later, with `beantwoord`.
pub async fn put(turn: &mut Turn, signal: &Signal, inquiry: &Inquiry, id: &str) -> Result<String> {
    let person = turn.tx.person(&signal.person).await?;
    let person = person.ok_or_else(|| anyhow::anyhow!("a signal of nobody"))?;
    let room = turn.private_room(&person).await?;
    let spoken = turn.speak_to(&person.id, &room).await?;
    let is_busy = turn.tx.question(&room, &person.id).await?.is_some();
    let words = words(turn, signal, inquiry);
    let question = question(turn, signal, inquiry, id)?.in_the_words(words.clone());
    let body = if is_busy {
        let label = card::label(signal.number);
        turn.t(
            "asked-later",
            args! { label: label, number: signal.number.to_string() },
        )
    } else {
        format!("{words}\n{}", question.list(turn))
    };
    turn.speak(Some(spoken));
    let text = Text {
        body,
        mentions: vec![person.user_id.clone()],
        ..Text::default()
    };
    let goes_at = turn.settings.quiet.end(turn.now, turn.settings.zone);
    let message = turn
        .post(&room, Class::Prompt, Outgoing::Say(text), None)
        .await?;
    if !is_busy {
        turn.put_question_to(&person.id, &room, &question, &message, goes_at)
            .await?;
    }
    Ok(message)
}

/// `beantwoord`, or `beantwoord 12`: the question once more.
fn again<'a>(turn: &'a mut Turn, call: &'a Call) -> BoxFuture<'a, Result<()>> {
    Box::pin(async move {
        let digits: String = call.text.chars().filter(char::is_ascii_digit).collect();
        for asked in turn.tx.asked_of(&call.who.person.id).await? {
            let Some((signal, inquiry)) = about(turn, &asked).await? else {
                continue;
            };
            if !digits.is_empty() && digits != signal.number.to_string() {
                continue;
            }
            let words = words(turn, &signal, &inquiry);
            let question = question(turn, &signal, &inquiry, &asked.id)?;
            return turn.ask(call, question, words).await;
        }
        say(turn, call, "asked-nothing").await
    })
}

async fn about(turn: &mut Turn, asked: &Asked) -> Result<Option<(Signal, Inquiry)>> {
    let signal = turn.tx.signal(&asked.signal).await?;
    let inquiry = turn.catalogue().inquiry(&asked.question).cloned();
    Ok(signal.zip(inquiry))
}

fn answered<'a>(
    turn: &'a mut Turn,
    call: &'a Call,
    question: Question,
    answer: Answer,
) -> BoxFuture<'a, Result<()>> {
    Box::pin(async move {
        let (id, chosen): (String, Option<String>) = match (question.kind.as_str(), answer) {
            ("asked", Answer::Chosen(slug)) => (question.data()?, Some(slug)),
            ("asked-confirm", Answer::Yes) => {
                let (id, slug): (String, String) = question.data()?;
                return send(turn, call, &id, &slug).await;
            }
            _ => return say(turn, call, "asked-not-sent").await,
        };
        let Some((asked, signal, inquiry)) = open(turn, call, &id).await? else {
            return Ok(());
        };
        match chosen.as_deref() {
            Some(RATHER_NOT) => decline(turn, call, &asked, &signal, &inquiry).await,
            Some(slug) => {
                let words = turn.t(
                    "asked-preview",
                    args! { line: line(turn, &signal, &inquiry, slug) },
                );
                let began = question.started_by.unwrap_or_else(|| call.event_id.clone());
                let confirm =
                    Question::new("asked-confirm", Offer::Confirm, &(id, slug))?.begun_by(&began);
                turn.ask(call, confirm, words).await
            }
            None => Ok(()),
        }
    })
}

/// What was asked, if it can still be answered by this person, or answered anew; says so otherwise.
async fn open(turn: &mut Turn, call: &Call, id: &str) -> Result<Option<(Asked, Signal, Inquiry)>> {
    let Some(asked) = turn.tx.asked(id).await? else {
        say(turn, call, "asked-over-late").await?;
        return Ok(None);
    };
    let is_over = asked.ended_at.is_some() && asked.answer.is_none();
    let about = about(turn, &asked).await?.filter(|(signal, _)| {
        signal.person == call.who.person.id && signal.withdrawn_at.is_none() && !is_over
    });
    let Some((signal, inquiry)) = about else {
        say(turn, call, "asked-over-late").await?;
        return Ok(None);
    };
    Ok(Some((asked, signal, inquiry)))
}

/// "S-12 · Aangifte: Ja": all that the signal room learns.
fn line(turn: &Turn, signal: &Signal, inquiry: &Inquiry, slug: &str) -> String {
    let lang = turn.lang();
    let answers = turn.catalogue().answers_to(inquiry, &signal.phenomenon);
    let answer = answers.iter().find(|answer| answer.slug == slug);
    let answer = answer.map(|answer| answer.label(lang).to_owned());
    turn.t(
        "asked-line",
        args! {
            label: card::label(signal.number),
            question: inquiry.label(lang).to_owned(),
            answer: answer.unwrap_or_else(|| turn.t("asked-unknown", args! {})),
        },
    )
}

async fn send(turn: &mut Turn, call: &Call, id: &str, slug: &str) -> Result<()> {
    let Some((asked, signal, inquiry)) = open(turn, call, id).await? else {
        return Ok(());
    };
    let spoken = turn.speak_in(&RoomKey::signal()).await?;
    let body = line(turn, &signal, &inquiry, slug);
    turn.speak(Some(spoken));
    let told = match asked.told.clone() {
        Some(told) => {
            turn.edit(&told, body).await?;
            told
        }
        None => {
            let asker = asker(turn, &asked).await?;
            tell(turn, &signal, body, asker).await?
        }
    };
    let now = turn.now;
    turn.tx
        .answer_asked(id, slug, &call.event_id, &told, now)
        .await?;
    fill_in(turn, &signal, &inquiry, slug).await?;
    audit(turn, call, "reporter-answered", &signal).await?;
    say(turn, call, "asked-sent").await
}

/// What the answer says of the event becomes part of the signal; only what was not known is asked. Without an answer it is
/// not known again.
async fn fill_in(turn: &mut Turn, signal: &Signal, inquiry: &Inquiry, slug: &str) -> Result<()> {
    let Some(keeps) = inquiry.keeps else {
        return Ok(());
    };
    let answers = turn.catalogue().answers_to(inquiry, &signal.phenomenon);
    let mut slugs = answers.into_iter().map(|answer| answer.slug);
    let known = slugs.find(|known| known == slug);
    let before = turn.tx.details(&signal.id).await?;
    let mut details = before.clone();
    match keeps {
        Keeps::Variant => details.variant = known,
        Keeps::Dagdeel => details.day_part = known,
        Keeps::Aangifte => details.aangifte_done = slug == "ja",
    }
    if details == before {
        return Ok(());
    }
    turn.tx.set_details(&signal.id, &details).await?;
    turn.show_signal(&signal.id).await
}

/// Whether the signal tells it already.
pub fn is_told(details: &Details, inquiry: &Inquiry) -> bool {
    match inquiry.keeps {
        Some(Keeps::Variant) => details.variant.is_some(),
        Some(Keeps::Dagdeel) => details.day_part.is_some(),
        Some(Keeps::Aangifte) => details.aangifte_done,
        None => false,
    }
}

/// The user id of who asked, while that person may be mentioned.
async fn asker(turn: &mut Turn, asked: &Asked) -> Result<Option<String>> {
    if !turn.tx.has_a_place(&asked.asked_by).await? {
        return Ok(None);
    }
    let quiet = turn.tx.subscriber(&asked.asked_by).await?.quiet;
    let (now, zone) = (turn.now, turn.settings.zone);
    let rings = Pace::AtOnce.rings_at(true, now, None, quiet, zone) == now;
    let person = turn.tx.person(&asked.asked_by).await?;
    Ok(person.filter(|_| rings).map(|person| person.user_id))
}

/// Below the card of the signal.
async fn tell(
    turn: &mut Turn,
    signal: &Signal,
    body: String,
    asker: Option<String>,
) -> Result<String> {
    let card = match &signal.forwarded {
        Some(forwarded) => turn.tx.parcel(forwarded).await?,
        None => None,
    };
    let text = Text {
        body,
        mentions: asker.into_iter().collect(),
        reply_to: card.and_then(|card| card.event_id),
        ..Text::default()
    };
    turn.post(&RoomKey::signal(), Class::Notice, Outgoing::Say(text), None)
        .await
}

/// "Liever niet": the signal room reads what it would read after a week of silence.
async fn decline(
    turn: &mut Turn,
    call: &Call,
    asked: &Asked,
    signal: &Signal,
    inquiry: &Inquiry,
) -> Result<()> {
    let now = turn.now;
    reopen(turn, asked).await?;
    tell_none(turn, signal, inquiry).await?;
    turn.tx.end_asked(&asked.id, now).await?;
    audit(turn, call, "reporter-declined", signal).await?;
    say(turn, call, "asked-declined").await
}

async fn tell_none(turn: &mut Turn, signal: &Signal, inquiry: &Inquiry) -> Result<()> {
    let spoken = turn.speak_in(&RoomKey::signal()).await?;
    let (label, question) = (
        card::label(signal.number),
        inquiry.label(turn.lang()).to_owned(),
    );
    let body = turn.t("asked-none", args! { label: label, question: question });
    turn.speak(Some(spoken));
    tell(turn, signal, body, None).await.map(drop)
}

/// The reporter takes the answer back: the question waits again.
fn take_back<'a>(
    turn: &'a mut Turn,
    call: &'a Call,
    event_id: &'a str,
) -> BoxFuture<'a, Result<Option<String>>> {
    Box::pin(async move {
        let person = &call.who.person.id;
        let Some(asked) = turn.tx.asked_answered_by(event_id).await? else {
            return Ok(None);
        };
        let signal = turn.tx.signal(&asked.signal).await?;
        let Some(signal) = signal.filter(|signal| signal.person == *person) else {
            return Ok(None);
        };
        reopen(turn, &asked).await?;
        turn.audit_signal(event_id, person, "reporter-took-answer-back", signal.number)
            .await?;
        Ok(Some(card::label(signal.number)))
    })
}

/// Who did not answer in time is let off kindly, and the signal room knows not to wait.
fn sweep(turn: &mut Turn) -> BoxFuture<'_, Result<()>> {
    Box::pin(async move {
        let now = turn.now;
        for asked in turn.tx.asked_too_long_ago(now).await? {
            turn.tx.end_asked(&asked.id, now).await?;
            turn.caused_by(format!("asked:{}:over", asked.id), asked.expires_at);
            let Some((signal, inquiry)) = about(turn, &asked).await? else {
                continue;
            };
            let room = RoomKey::private(&signal.person);
            drop_question(turn, &signal, &asked).await?;
            let spoken = turn.speak_to(&signal.person, &room).await?;
            let body = turn.t("asked-over", args! { label: card::label(signal.number) });
            turn.speak(Some(spoken));
            turn.edit(&asked.message, body).await?;
            tell_none(turn, &signal, &inquiry).await?;
        }
        Ok(())
    })
}

/// The answer is taken back: the question waits again.
async fn reopen(turn: &mut Turn, asked: &Asked) -> Result<()> {
    untell(turn, asked).await?;
    turn.tx.reopen_asked(&asked.id).await
}

/// The signal room is told no answer any more, nor does the signal tell it.
async fn untell(turn: &mut Turn, asked: &Asked) -> Result<()> {
    let Some(told) = &asked.told else {
        return Ok(());
    };
    turn.take_back(told).await?;
    match about(turn, asked).await? {
        Some((signal, inquiry)) if signal.withdrawn_at.is_none() => {
            fill_in(turn, &signal, &inquiry, UNKNOWN).await
        }
        _ => Ok(()),
    }
}

/// The question was never asked, or its signal was taken back: nothing of it stays in any room.
pub async fn unask(turn: &mut Turn, asked: &Asked) -> Result<()> {
    untell(turn, asked).await?;
    if asked.ended_at.is_some() {
        return Ok(());
    }
    turn.take_back(&asked.message).await?;
    match turn.tx.signal(&asked.signal).await? {
        Some(signal) => drop_question(turn, &signal, asked).await,
        None => Ok(()),
    }
}

/// The signal is taken back, and with it all that was asked about it.
pub async fn forget(turn: &mut Turn, signal: &str) -> Result<()> {
    let now = turn.now;
    for asked in turn.tx.asked_about(signal).await? {
        unask(turn, &asked).await?;
        turn.tx.end_asked(&asked.id, now).await?;
    }
    Ok(())
}

async fn drop_question(turn: &mut Turn, signal: &Signal, asked: &Asked) -> Result<()> {
    let room = RoomKey::private(&signal.person);
    let waits = turn.tx.question(&room, &signal.person).await?;
    if waits.is_some_and(|row| row.id == asked.message) {
        turn.tx.drop_question(&room, &signal.person).await?;
    }
    Ok(())
}

async fn audit(turn: &mut Turn, call: &Call, what: &str, signal: &Signal) -> Result<()> {
    turn.audit_signal(&call.event_id, &call.who.person.id, what, signal.number)
        .await
}

async fn say(turn: &mut Turn, call: &Call, key: &'static str) -> Result<()> {
    let body = turn.t(key, args! {});
    turn.answer(call, body).await.map(drop)
}
