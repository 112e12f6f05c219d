//! Forms: taking an answer, going back, going on in private, correcting an answer, and saying what can be answered.

use anyhow::Result;

use super::audited;
use super::feature::QuestionKind;
use super::questions::{Answer, Offer, Question, is_nearly_answer, read_answer};
use super::routing::{command_in, hint, refuse, replied};
use super::trust::refusal;
use super::turn::{Call, Turn, WHERE};
use crate::args;
use crate::domain::people::RoomKind;
use crate::features;
use crate::store::{AnswerRow, QuestionRow};

/// Gives a message to the question it answers; `false` when it has nothing to do with it.
///
/// A reply to the question always gets an answer. A bare message that nearly is one ("ja graag" where exactly "ja" sends)
/// gets one hint per question; anything else is talk with the neighbours.
pub(super) async fn answer(
    turn: &mut Turn,
    call: &Call,
    row: &QuestionRow,
    reply_to: Option<&str>,
) -> Result<bool> {
    let question = Question::from_row(row)?;
    let asked = turn
        .tx
        .parcel(&row.id)
        .await?
        .and_then(|parcel| parcel.event_id);
    let read = read_answer(&question, &call.text);
    match (reply_to, read) {
        (Some(other), read) if asked.as_deref() != Some(other) => {
            answer_to_another(turn, call, other, read).await
        }
        (_, Some(answer)) => take(turn, call, row, answer, &call.event_id)
            .await
            .map(|()| true),
        // What is a command after all is taken as the command.
        _ if command_in(turn, call).is_some() => Ok(false),
        (Some(_), None) => {
            if !replied(turn, call, reply_to).await? {
                explain(turn, call, row).await?;
            }
            Ok(true)
        }
        (None, None) if needs_hint(call, row) => {
            let now = turn.now;
            turn.tx
                .mark_question_hinted(&row.room, &row.person, now)
                .await?;
            explain(turn, call, row).await.map(|()| true)
        }
        (None, None) => Ok(false),
    }
}

fn needs_hint(call: &Call, row: &QuestionRow) -> bool {
    let is_first = row.hinted_at.is_none() || call.room.kind == RoomKind::Private;
    is_first && call.sent_at <= row.expires_at && is_nearly_answer(&call.text)
}

/// A reply to an earlier message of ours that would answer the question of now: which of the two is meant is not sure.
async fn answer_to_another(
    turn: &mut Turn,
    call: &Call,
    other: &str,
    read: Option<Answer>,
) -> Result<bool> {
    if read.is_none() || turn.tx.parcel_of_event(other).await?.is_none() {
        return Ok(false);
    }
    hint(turn, call, "answer-last").await.map(|()| true)
}

/// What can be answered, with the list. Words of danger get 112 here too.
pub(super) async fn explain(turn: &mut Turn, call: &Call, row: &QuestionRow) -> Result<()> {
    explain_question(turn, call, &Question::from_row(row)?).await
}

async fn explain_question(turn: &mut Turn, call: &Call, question: &Question) -> Result<()> {
    let key = match &question.offer {
        Offer::Choice(_) | Offer::Digit(_) => "bad-choice",
        Offer::Count => "bad-count",
        Offer::When => "bad-when",
        Offer::Agree => "bad-agree",
        Offer::Confirm => "bad-confirm",
        Offer::ConfirmAll(_) => "bad-confirm-all",
    };
    let (class, key) = refusal(turn, &call.text, key);
    let body = turn.t(key, args! { choices: question.list(turn) });
    turn.answer_as(call, class, body, None).await.map(drop)
}

/// Takes an answer; `source` is the message or tap that gave it.
pub(super) async fn take(
    turn: &mut Turn,
    call: &Call,
    row: &QuestionRow,
    answer: Answer,
    source: &str,
) -> Result<()> {
    let question = Question::from_row(row)?;
    let Some(kind) = kind_of(&question)? else {
        return turn.tx.drop_question(&row.room, &row.person).await;
    };
    // Judged by the answer's own time, so that an answer in time counts after downtime too.
    if call.sent_at > row.expires_at {
        turn.tx.drop_question(&row.room, &row.person).await?;
        let example = turn.t(&format!("help-{}-example", kind.command), args! {});
        let body = turn.t("too-late", args! { example: example });
        return turn.answer(call, body).await.map(drop);
    }
    match answer {
        Answer::Stop => stop(turn, call, row).await,
        Answer::Back => back(turn, call, row).await,
        Answer::More => more(turn, call, row, question).await,
        Answer::Private if call.room.kind == RoomKind::Wijk => {
            go_private(turn, call, row, question).await
        }
        Answer::Private => explain(turn, call, row).await,
        answer => {
            turn.tx.drop_question(&row.room, &row.person).await?;
            // The right to it may have been taken since the question was asked.
            if let Some(command) =
                features::command(kind.command).filter(|command| !command.may(call))
            {
                return refuse(turn, command, call).await;
            }
            if question.kind == WHERE {
                return go_on_there(turn, call, &question, &answer).await;
            }
            remember(turn, call, row, &answer, source).await?;
            audited::answer(turn, kind.command, call).await?;
            (kind.answered)(turn, call, question, answer).await?;
            forget(turn, row).await
        }
    }
}

/// Drops what was chosen in a form that has ended, where nothing that came of it can be corrected.
async fn forget(turn: &mut Turn, row: &QuestionRow) -> Result<()> {
    if !features::forgets_answers(&row.kind) || turn.tx.is_form_open(&row.started_by).await? {
        return Ok(());
    }
    turn.tx
        .drop_answers_from(&row.started_by, &row.person, 0)
        .await
}

/// The kind of a question; of the one behind "here or in private?" where that is asked.
fn kind_of(question: &Question) -> Result<Option<&'static QuestionKind>> {
    if question.kind == WHERE {
        let behind: Question = question.data()?;
        return Ok(features::question(&behind.kind));
    }
    Ok(features::question(&question.kind))
}

async fn remember(
    turn: &mut Turn,
    call: &Call,
    row: &QuestionRow,
    answer: &Answer,
    source: &str,
) -> Result<()> {
    let answer = AnswerRow {
        event_id: source.to_owned(),
        seq: 0,
        room: row.room.clone(),
        person: row.person.clone(),
        started_by: row.started_by.clone(),
        kind: row.kind.clone(),
        offer: row.offer.clone(),
        data: row.data.clone(),
        words: row.words.clone(),
        answer: serde_json::to_string(answer)?,
        at: call.sent_at,
    };
    turn.tx.add_answer(&answer).await
}

async fn stop(turn: &mut Turn, call: &Call, row: &QuestionRow) -> Result<()> {
    turn.tx.drop_question(&row.room, &row.person).await?;
    turn.tx
        .drop_answers_from(&row.started_by, &row.person, 0)
        .await?;
    hint(turn, call, "stopped").await
}

/// The question before this one again, with what was answered to it.
async fn back(turn: &mut Turn, call: &Call, row: &QuestionRow) -> Result<()> {
    let Some(last) = turn.tx.newest_answer(&row.started_by, &row.person).await? else {
        return hint(turn, call, "form-first").await;
    };
    turn.tx
        .drop_answers_from(&last.started_by, &last.person, last.seq)
        .await?;
    let mut question = Question::from_answer(&last)?;
    question.keep_number(row)?;
    let answer = question
        .earlier
        .as_ref()
        .map(|answer| question.in_words(turn, answer));
    let body = turn.t(
        "form-back",
        args! { answer: answer.unwrap_or_default(), question: question.text(turn) },
    );
    show(turn, call, question, body).await
}

/// The next part of a long list.
async fn more(turn: &mut Turn, call: &Call, row: &QuestionRow, question: Question) -> Result<()> {
    let page = usize::try_from(row.page)? + 1;
    let question = Question { page, ..question };
    let body = question.text(turn);
    show(turn, call, question, body).await
}

async fn show(turn: &mut Turn, call: &Call, question: Question, body: String) -> Result<()> {
    let id = turn.answer(call, body).await?;
    turn.put_question(call, question, &id).await
}

async fn go_private(
    turn: &mut Turn,
    call: &Call,
    row: &QuestionRow,
    question: Question,
) -> Result<()> {
    turn.tx.drop_question(&row.room, &row.person).await?;
    let question = match question.kind.as_str() {
        WHERE => question.data()?,
        _ => question,
    };
    let here = turn.t("form-goes-private", args! {});
    turn.ask_in_private(call, question, here).await
}

/// The answer to "here or in private?".
async fn go_on_there(
    turn: &mut Turn,
    call: &Call,
    question: &Question,
    answer: &Answer,
) -> Result<()> {
    let behind: Question = question.data()?;
    if *answer == Answer::Chosen("private".to_owned()) {
        let here = turn.t("form-goes-private", args! {});
        return turn.ask_in_private(call, behind, here).await;
    }
    let body = behind.text(turn);
    show(turn, call, behind, body).await
}

/// An edited answer: what it did is taken back, and the form goes on from the question as it stood.
/// `false` when the message was no answer.
pub(super) async fn corrected(turn: &mut Turn, call: &Call) -> Result<bool> {
    let person = call.who.person.id.clone();
    let Some(row) = turn.tx.answer_of_event(&call.event_id, &person).await? else {
        return Ok(false);
    };
    let mut question = Question::from_answer(&row)?;
    let earlier = question.earlier.take();
    let read = read_answer(&question, &call.text);
    let steers = matches!(
        read,
        Some(Answer::Stop | Answer::Back | Answer::More | Answer::Private)
    );
    let (Some(answer), Some(kind)) = (read.filter(|_| !steers), features::question(&question.kind))
    else {
        return explain_question(turn, call, &question).await.map(|()| true);
    };
    if earlier.as_ref() == Some(&answer) {
        return Ok(true);
    }
    if let Some(command) = features::command(kind.command).filter(|command| !command.may(call)) {
        return refuse(turn, command, call).await.map(|()| true);
    }
    let open = turn.tx.question(&row.room, &person).await?;
    if let Some(open) = open.filter(|open| open.started_by == row.started_by) {
        question.keep_number(&open)?;
    }
    for changes in features::changes() {
        (changes.take_back)(turn, call, &row.event_id).await?;
    }
    turn.tx
        .drop_question_begun_by(&row.started_by, &person)
        .await?;
    turn.tx
        .drop_answers_from(&row.started_by, &person, row.seq)
        .await?;
    let anew = AnswerRow {
        answer: serde_json::to_string(&answer)?,
        ..row
    };
    turn.tx.add_answer(&anew).await?;
    audited::answer(turn, kind.command, call).await?;
    (kind.answered)(turn, call, question, answer).await?;
    Ok(true)
}
