//! Questions in progress: one per person per room.

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
    pub started_by: String,
    pub asked_at: Moment,
    pub expires_at: Moment,
}

impl Tx {
    /// Asks; an earlier question to the same person in the same room is dropped.
    pub async fn set_question(&mut self, question: &QuestionRow) -> Result<()> {
        self.drop_question(&question.room, &question.person).await?;
        sqlx::query(
            "INSERT INTO question (room, person, id, kind, offer, data, started_by, asked_at, expires_at)
             VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9)",
        )
        .bind(question.room.clone())
        .bind(&question.person)
        .bind(&question.id)
        .bind(&question.kind)
        .bind(&question.offer)
        .bind(&question.data)
        .bind(&question.started_by)
        .bind(question.asked_at)
        .bind(question.expires_at)
        .execute(self.connection())
        .await
        .context("keeping a question")?;
        Ok(())
    }

    pub async fn question(&mut self, room: &RoomKey, person: &str) -> Result<Option<QuestionRow>> {
        let row = sqlx::query_as(
            "SELECT room, person, id, kind, offer, data, started_by, asked_at, expires_at
             FROM question WHERE room = $1 AND person = $2",
        );
        Ok(row
            .bind(room.clone())
            .bind(person)
            .fetch_optional(self.connection())
            .await?)
    }

    pub async fn drop_question(&mut self, room: &RoomKey, person: &str) -> Result<()> {
        sqlx::query("DELETE FROM question WHERE room = $1 AND person = $2")
            .bind(room.clone())
            .bind(person)
            .execute(self.connection())
            .await?;
        Ok(())
    }

    /// The form that this person's message began goes; `true` when there was one.
    pub async fn drop_question_begun_by(&mut self, event_id: &str, person: &str) -> Result<bool> {
        let done = sqlx::query("DELETE FROM question WHERE started_by = $1 AND person = $2");
        Ok(done
            .bind(event_id)
            .bind(person)
            .execute(self.connection())
            .await?
            .rows_affected()
            > 0)
    }

    /// Questions whose time is over.
    pub async fn expired_questions(&mut self, now: Moment) -> Result<Vec<QuestionRow>> {
        let rows = sqlx::query_as(
            "SELECT room, person, id, kind, offer, data, started_by, asked_at, expires_at
             FROM question WHERE expires_at <= $1 ORDER BY expires_at",
        );
        Ok(rows.bind(now).fetch_all(self.connection()).await?)
    }
}
