//! `bibliotheek`: a manager writes the lesson of a shared idea, and releases it.

use anyhow::Result;
use futures_util::future::BoxFuture;

use crate::args;
use crate::engine::{Answer, Call, Offer, Question, Turn, idea_in_words};
use crate::language::mentions_person;
use crate::store::Idea;

/// One or two sentences.
const LONGEST_LESSON: usize = 240;

pub fn library<'a>(turn: &'a mut Turn, call: &'a Call) -> BoxFuture<'a, Result<()>> {
    Box::pin(async move {
        let text = call.text.trim();
        let (number, rest) = text.split_once(char::is_whitespace).unwrap_or((text, ""));
        let Ok(number) = number.trim_end_matches([':', '.']).parse::<i64>() else {
            return list(turn, call).await;
        };
        let Some(idea) = turn.tx.idea_by_number(number).await? else {
            return say(turn, call, "library-unknown").await;
        };
        match rest.trim() {
            "weg" | "remove" => remove(turn, call, &idea).await,
            lesson => write(turn, call, idea, lesson).await,
        }
    })
}

async fn list(turn: &mut Turn, call: &Call) -> Result<()> {
    let waiting = turn.tx.ideas_to_release().await?;
    let Some(first) = waiting.first() else {
        return say(turn, call, "library-none").await;
    };
    let lines: Vec<_> = waiting
        .iter()
        .map(|idea| format!("{}. {}", idea.number, idea_in_words(turn, idea)))
        .collect();
    let args = args! { lines: lines.join("\n\n"), number: first.number };
    let body = turn.t("library-waiting", args);
    turn.answer(call, body).await.map(drop)
}

async fn remove(turn: &mut Turn, call: &Call, idea: &Idea) -> Result<()> {
    let now = turn.now;
    turn.tx.withdraw_idea(idea.number, now).await?;
    record(turn, call, "idea-removed", idea.number).await?;
    let body = turn.t("library-removed", args! { number: idea.number });
    turn.answer(call, body).await.map(drop)
}

/// The lesson waits with the idea, and nobody sees it before the yes.
async fn write(turn: &mut Turn, call: &Call, idea: Idea, lesson: &str) -> Result<()> {
    if lesson.chars().count() > LONGEST_LESSON {
        return say(turn, call, "library-too-long").await;
    }
    if mentions_person(lesson).is_some() {
        return say(turn, call, "library-no-names").await;
    }
    let lesson = Some(lesson).filter(|lesson| !lesson.is_empty());
    if let Some(lesson) = lesson {
        turn.tx.set_lesson(idea.number, lesson).await?;
    }
    let number = idea.number;
    let idea = Idea {
        lesson: lesson.map(str::to_owned).or(idea.lesson),
        ..idea
    };
    let args = args! { idea: idea_in_words(turn, &idea), number: number };
    let body = turn.t("library-preview", args);
    let question = Question::new("idea-release", Offer::Confirm, &number)?;
    turn.ask(call, question, body).await.map(drop)
}

pub fn answered<'a>(
    turn: &'a mut Turn,
    call: &'a Call,
    question: Question,
    answer: Answer,
) -> BoxFuture<'a, Result<()>> {
    Box::pin(async move {
        let number: i64 = question.data()?;
        if answer != Answer::Yes {
            return say(turn, call, "library-not-released").await;
        }
        let now = turn.now;
        turn.tx.release_idea(number, now).await?;
        record(turn, call, "idea-released", number).await?;
        let body = turn.t("library-released", args! { number: number });
        turn.answer(call, body).await.map(drop)
    })
}

async fn record(turn: &mut Turn, call: &Call, what: &str, number: i64) -> Result<()> {
    let (now, about) = (turn.now, format!("idea:{number}"));
    let person = Some(call.who.person.id.as_str());
    turn.tx
        .audit(&call.event_id, person, what, &about, now)
        .await
}

async fn say(turn: &mut Turn, call: &Call, key: &'static str) -> Result<()> {
    let body = turn.t(key, args! {});
    turn.answer(call, body).await.map(drop)
}
