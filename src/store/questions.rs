//! Questions in progress, one per person per room, and what was answered to those before them.

use anyhow::{Context, Result};

use super::Tx;
use crate::chat::RoomKey;
use crate::domain::time::Moment;

/// A question that waits for its owner's answer.
#[derive(Debug, Clone, sqlx::FromRow)]
pub struct QuestionRow {
    pub room: RoomKey,
    pub person: String,
    /// The asking message in the outbox.
    pub id: String,
    pub kind: String,
    /// JSON: what counts as an answer.
    pub offer: String,
    /// JSON: what the form knows so far.
    pub data: String,
    /// Our words, without the list of choices.
    pub words: String,
    /// Which part of a long list is shown, from 0.
    pub page: i64,
    /// JSON: what was answered to it before its owner went back.
    pub earlier: Option<String>,
    pub started_by: String,
    pub asked_at: Moment,
    pub expires_at: Moment,
    /// When we said what can be answered, to a message that nearly was one.
    pub hinted_at: Option<Moment>,
}

/// An answer that was taken, and the question as it stood before it.
#[derive(Debug, Clone, PartialEq, Eq, sqlx::FromRow)]
pub struct AnswerRow {
    /// The message or tap.
    pub event_id: String,
    pub seq: i64,
    pub room: RoomKey,
    pub person: String,
    pub started_by: String,
    pub kind: String,
    pub offer: String,
    pub data: String,
    pub words: String,
    /// JSON.
    pub answer: String,
    pub at: Moment,
}

macro_rules! select_questions {
    ($rest:literal) => {
        concat!(
            "SELECT room, person, id, kind, offer, data, words, page, earlier, started_by, asked_at, expires_at, hinted_at
             FROM question ",
            $rest
        )
    };
}

macro_rules! select_answers {
    ($rest:literal) => {
        concat!(
            "SELECT event_id, seq, room, person, started_by, kind, offer, data, words, answer, at FROM answer ",
            $rest
        )
    };
}

impl Tx {
    /// Asks; an earlier question to the same person in the same room is dropped.
    pub async fn set_question(&mut self, question: &QuestionRow) -> Result<()> {
        self.drop_question(&question.room, &question.person).await?;
        sqlx::query(
            "INSERT INTO question (room, person, id, kind, offer, data, words, page, earlier, started_by, asked_at,
                                   expires_at, hinted_at)
             VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12, $13)",
        )
        .bind(question.room.clone())
        .bind(&question.person)
        .bind(&question.id)
        .bind(&question.kind)
        .bind(&question.offer)
        .bind(&question.data)
        .bind(&question.words)
        .bind(question.page)
        .bind(question.earlier.clone())
        .bind(&question.started_by)
        .bind(question.asked_at)
        .bind(question.expires_at)
        .bind(question.hinted_at)
        .execute(self.connection())
        .await
        .context("keeping a question")?;
        Ok(())
    }

    pub async fn question(&mut self, room: &RoomKey, person: &str) -> Result<Option<QuestionRow>> {
        let row = sqlx::query_as(select_questions!("WHERE room = $1 AND person = $2"));
        Ok(row
            .bind(room.clone())
            .bind(person)
            .fetch_optional(self.connection())
            .await?)
    }

    /// The owner heard what can be answered.
    pub async fn mark_question_hinted(
        &mut self,
        room: &RoomKey,
        person: &str,
        now: Moment,
    ) -> Result<()> {
        sqlx::query("UPDATE question SET hinted_at = $3 WHERE room = $1 AND person = $2")
            .bind(room.clone())
            .bind(person)
            .bind(now)
            .execute(self.connection())
            .await?;
        Ok(())
    }

    /// The question goes, and with it the reactions that were still to be put under it.
    pub async fn drop_question(&mut self, room: &RoomKey, person: &str) -> Result<()> {
        sqlx::query(
            "UPDATE outbox SET state = 'cancelled', payload = NULL
             WHERE class = 'tap' AND state = 'pending' AND first_try_at IS NULL
               AND target IN (SELECT id FROM question WHERE room = $1 AND person = $2)",
        )
        .bind(room.clone())
        .bind(person)
        .execute(self.connection())
        .await?;
        sqlx::query("DELETE FROM question WHERE room = $1 AND person = $2")
            .bind(room.clone())
            .bind(person)
            .execute(self.connection())
            .await?;
        Ok(())
    }

    /// The form that this person's message began goes; `true` when there was one.
    pub async fn drop_question_begun_by(&mut self, event_id: &str, person: &str) -> Result<bool> {
        let rows = sqlx::query_as(select_questions!("WHERE started_by = $1 AND person = $2"));
        let found: Vec<QuestionRow> = rows
            .bind(event_id)
            .bind(person)
            .fetch_all(self.connection())
            .await?;
        for row in &found {
            self.drop_question(&row.room, &row.person).await?;
        }
        Ok(!found.is_empty())
    }

    /// Questions whose time is over.
    pub async fn expired_questions(&mut self, now: Moment) -> Result<Vec<QuestionRow>> {
        let rows = sqlx::query_as(select_questions!(
            "WHERE expires_at <= $1 ORDER BY expires_at"
        ));
        Ok(rows.bind(now).fetch_all(self.connection()).await?)
    }

    /// Whether a question of the form that this message began waits for an answer.
    pub async fn is_form_open(&mut self, started_by: &str) -> Result<bool> {
        let count: i64 = sqlx::query_scalar("SELECT COUNT(*) FROM question WHERE started_by = $1")
            .bind(started_by)
            .fetch_one(self.connection())
            .await?;
        Ok(count > 0)
    }

    /// Keeps an answer as the newest of its form; the same message again corrects it.
    pub async fn add_answer(&mut self, answer: &AnswerRow) -> Result<()> {
        let seq = self.next_number("answer").await?;
        sqlx::query(
            "INSERT INTO answer (event_id, seq, room, person, started_by, kind, offer, data, words, answer, at)
             VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11)
             ON CONFLICT (event_id) DO UPDATE SET seq = excluded.seq, answer = excluded.answer, at = excluded.at",
        )
        .bind(&answer.event_id)
        .bind(seq)
        .bind(answer.room.clone())
        .bind(&answer.person)
        .bind(&answer.started_by)
        .bind(&answer.kind)
        .bind(&answer.offer)
        .bind(&answer.data)
        .bind(&answer.words)
        .bind(&answer.answer)
        .bind(answer.at)
        .execute(self.connection())
        .await
        .context("keeping an answer")?;
        Ok(())
    }

    /// What this person answered with this message.
    pub async fn answer_of_event(
        &mut self,
        event_id: &str,
        person: &str,
    ) -> Result<Option<AnswerRow>> {
        let row = sqlx::query_as(select_answers!("WHERE event_id = $1 AND person = $2"));
        Ok(row
            .bind(event_id)
            .bind(person)
            .fetch_optional(self.connection())
            .await?)
    }

    /// The newest answer of a form.
    pub async fn newest_answer(
        &mut self,
        started_by: &str,
        person: &str,
    ) -> Result<Option<AnswerRow>> {
        let row = sqlx::query_as(select_answers!(
            "WHERE started_by = $1 AND person = $2 ORDER BY seq DESC LIMIT 1"
        ));
        Ok(row
            .bind(started_by)
            .bind(person)
            .fetch_optional(self.connection())
            .await?)
    }

    /// The answers of a form from the one with this number on: they are to be given anew.
    pub async fn drop_answers_from(
        &mut self,
        started_by: &str,
        person: &str,
        seq: i64,
    ) -> Result<()> {
        sqlx::query("DELETE FROM answer WHERE started_by = $1 AND person = $2 AND seq >= $3")
            .bind(started_by)
            .bind(person)
            .bind(seq)
            .execute(self.connection())
            .await?;
        Ok(())
    }

    /// Answers from before `before` can no longer be corrected.
    pub async fn expire_answers(&mut self, before: Moment) -> Result<()> {
        sqlx::query("DELETE FROM answer WHERE at < $1")
            .bind(before)
            .execute(self.connection())
            .await?;
        Ok(())
    }
}
