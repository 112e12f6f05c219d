//! `taal` and `kamertaal`: the language in which the bot answers a person, and in which it speaks in a room.
//!
//! What the bot says by itself in a room is in the language of that room. An answer is in the language of who asked, else of
//! the room, else of the programme.

use anyhow::Result;
use futures_util::future::BoxFuture;

use crate::args;
use crate::catalogue::Lang;
use crate::domain::people::{EVERYBODY, MANAGERS, RoomKind};
use crate::engine::feature::{Command, Feature, QuestionKind};
use crate::engine::{Answer, Call, Choice, Offer, Question, Turn};
use crate::language::read_choice;

/// Each language as people call it, in both languages.
const CALLED: [&str; 2] = ["Nederlands, Dutch, NL", "Engels, English, EN"];

pub const FEATURE: Feature = Feature {
    commands: &[
        Command {
            name: "taal",
            words: &["taal", "language", "talen"],
            roles: EVERYBODY,
            rooms: &[
                RoomKind::Private,
                RoomKind::Wijk,
                RoomKind::Signal,
                RoomKind::Management,
            ],
            run: own,
        },
        Command {
            name: "kamertaal",
            words: &["kamertaal", "roomlanguage"],
            roles: MANAGERS,
            rooms: &[RoomKind::Management, RoomKind::Wijk, RoomKind::Signal],
            run: of_room,
        },
    ],
    questions: &[
        QuestionKind {
            name: "language-own",
            command: "taal",
            answered,
        },
        QuestionKind {
            name: "language-room",
            command: "kamertaal",
            answered,
        },
    ],
    ..Feature::named("languages")
};

fn own<'a>(turn: &'a mut Turn, call: &'a Call) -> BoxFuture<'a, Result<()>> {
    Box::pin(choose(turn, call, "language-own"))
}

fn of_room<'a>(turn: &'a mut Turn, call: &'a Call) -> BoxFuture<'a, Result<()>> {
    Box::pin(choose(turn, call, "language-room"))
}

/// Asks where no language was named.
async fn choose(turn: &mut Turn, call: &Call, kind: &str) -> Result<()> {
    let by_name =
        || read_choice(&call.text, &CALLED).and_then(|index| Lang::ALL.get(index).copied());
    if let Some(lang) = Lang::read(&call.text.trim().to_lowercase()).or_else(by_name) {
        return set(turn, call, kind, lang).await;
    }
    let choices = Lang::ALL
        .iter()
        .map(|lang| {
            Choice::new(
                lang.key(),
                turn.t(&format!("language-{}", lang.key()), args! {}),
            )
        })
        .collect();
    let words = turn.t(kind, args! {});
    let question = Question::new(kind, Offer::Choice(choices), &())?;
    turn.ask(call, question, words).await
}

fn answered<'a>(
    turn: &'a mut Turn,
    call: &'a Call,
    question: Question,
    answer: Answer,
) -> BoxFuture<'a, Result<()>> {
    Box::pin(async move {
        let Answer::Chosen(code) = answer else {
            return Ok(());
        };
        match Lang::read(&code) {
            Some(lang) => set(turn, call, &question.kind, lang).await,
            None => Ok(()),
        }
    })
}

async fn set(turn: &mut Turn, call: &Call, kind: &str, lang: Lang) -> Result<()> {
    let key = if kind == "language-room" {
        turn.tx.set_room_language(&call.room.key, lang).await?;
        "language-room-set"
    } else {
        turn.tx
            .set_person_language(&call.who.person.id, lang)
            .await?;
        "language-own-set"
    };
    turn.speak(Some(lang));
    let body = turn.t(key, args! {});
    turn.answer(call, body).await.map(drop)
}
