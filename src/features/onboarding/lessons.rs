//! `les`: five short lessons, in private and on request. Who followed which is not kept.
//!
//! ```text
//! > les 1
//! < Les 1: Ophangen en zelf bellen … Wat doet u? 1. … 2. … 3. …
//! > 2
//! < Goed zo! …
//! ```

use anyhow::Result;
use futures_util::future::BoxFuture;

use crate::args;
use crate::engine::{Answer, Call, Choice, Offer, Question, Turn};

pub fn lesson<'a>(turn: &'a mut Turn, call: &'a Call) -> BoxFuture<'a, Result<()>> {
    Box::pin(async move {
        let digits: String = call.text.chars().filter(char::is_ascii_digit).collect();
        match digits.parse::<usize>() {
            Ok(number) if turn.catalogue().lesson(number).is_some() => {
                teach(turn, call, number).await
            }
            _ => list(turn, call).await,
        }
    })
}

async fn list(turn: &mut Turn, call: &Call) -> Result<()> {
    let lang = turn.lang();
    let titles = turn.catalogue().lessons().iter().enumerate();
    let lines: Vec<_> = titles
        .map(|(at, lesson)| format!("{}. {}", at + 1, lesson.title(lang)))
        .collect();
    let body = turn.t("lesson-list", args! { lessons: lines.join("\n") });
    turn.answer(call, body).await.map(drop)
}

async fn teach(turn: &mut Turn, call: &Call, number: usize) -> Result<()> {
    let lang = turn.lang();
    let Some(lesson) = turn.catalogue().lesson(number) else {
        return Ok(());
    };
    let choices: Vec<_> = lesson
        .choices(lang)
        .iter()
        .enumerate()
        .map(|(at, label)| Choice::new((at + 1).to_string(), label.clone()))
        .collect();
    let args = args! {
        number: number,
        title: lesson.title(lang).to_owned(),
        text: lesson.text(lang).to_owned(),
        question: lesson.question(lang).to_owned(),
    };
    let body = turn.t("lesson", args);
    let question = Question::new("lesson", Offer::Choice(choices), &number)?;
    turn.ask(call, question, body).await.map(drop)
}

pub fn answered<'a>(
    turn: &'a mut Turn,
    call: &'a Call,
    question: Question,
    answer: Answer,
) -> BoxFuture<'a, Result<()>> {
    Box::pin(async move {
        let number: usize = question.data()?;
        let (Answer::Chosen(chosen), Some(lesson)) = (answer, turn.catalogue().lesson(number))
        else {
            return Ok(());
        };
        let lang = turn.lang();
        let why = lesson.why(lang).to_owned();
        let right = lesson.right_answer(lang).to_owned();
        let body = if chosen == lesson.right.to_string() {
            turn.t("lesson-right", args! { why: why })
        } else {
            turn.t("lesson-wrong", args! { right: right, why: why })
        };
        let next = match turn.catalogue().lesson(number + 1) {
            Some(_) => turn.t("lesson-next", args! { number: number + 1 }),
            None => turn.t("lesson-last", args! {}),
        };
        turn.answer(call, format!("{body}\n{next}")).await.map(drop)
    })
}
