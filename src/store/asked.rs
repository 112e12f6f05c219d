//! Closed questions of the signal room to whoever reported a signal, and their answers.

use anyhow::{Context, Result};

use super::Tx;
use crate::domain::time::Moment;

/// A question that was asked. Only slugs of the catalogue: no text, no name.
#[derive(Debug, Clone, PartialEq, Eq, sqlx::FromRow)]
pub struct Asked {
    pub id: String,
    pub signal: String,
    pub question: String,
    pub asked_by: String,
    /// The "ja" that asked it.
    pub event_id: String,
    pub asked_at: Moment,
    pub expires_at: Moment,
    /// What the reporter reads in private: an id of the outbox.
    pub message: String,
    pub answer: Option<String>,
    pub answered_at: Option<Moment>,
    /// The reporter's "ja".
    pub answered_by: Option<String>,
    /// What the signal room reads of it: an id of the outbox.
    pub told: Option<String>,
    /// When it was answered, declined, or too long ago.
    pub ended_at: Option<Moment>,
}

macro_rules! select_asked {
    ($rest:literal) => {
        concat!(
            "SELECT asked.id, asked.signal, asked.question, asked.asked_by, asked.event_id, asked.asked_at, asked.expires_at,
                    asked.message, asked.answer, asked.answered_at, asked.answered_by, asked.told, asked.ended_at
             FROM asked ",
            $rest
        )
    };
}

impl Tx {
    /// Keeps a question that was asked; the same again changes nothing.
    pub async fn add_asked(&mut self, new: &Asked) -> Result<()> {
        sqlx::query(
            "INSERT INTO asked (id, signal, question, asked_by, event_id, asked_at, expires_at, message)
             VALUES ($1, $2, $3, $4, $5, $6, $7, $8) ON CONFLICT (id) DO NOTHING",
        )
        .bind(&new.id)
        .bind(&new.signal)
        .bind(&new.question)
        .bind(&new.asked_by)
        .bind(&new.event_id)
        .bind(new.asked_at)
        .bind(new.expires_at)
        .bind(&new.message)
        .execute(self.connection())
        .await
        .context("keeping a question about a signal")?;
        Ok(())
    }

    pub async fn asked(&mut self, id: &str) -> Result<Option<Asked>> {
        let row = sqlx::query_as(select_asked!("WHERE asked.id = $1"));
        Ok(row.bind(id).fetch_optional(self.connection()).await?)
    }

    /// All that was asked about a signal, oldest first.
    pub async fn asked_about(&mut self, signal: &str) -> Result<Vec<Asked>> {
        let rows = sqlx::query_as(select_asked!(
            "WHERE asked.signal = $1 ORDER BY asked.asked_at, asked.id"
        ));
        Ok(rows.bind(signal).fetch_all(self.connection()).await?)
    }

    /// What this message asked.
    pub async fn asked_by_event(&mut self, event_id: &str) -> Result<Option<Asked>> {
        let row = sqlx::query_as(select_asked!("WHERE asked.event_id = $1"));
        Ok(row.bind(event_id).fetch_optional(self.connection()).await?)
    }

    /// What waits for an answer of this reporter, oldest first.
    pub async fn asked_of(&mut self, reporter: &str) -> Result<Vec<Asked>> {
        let rows = sqlx::query_as(select_asked!(
            "JOIN signal ON signal.id = asked.signal
             WHERE signal.person = $1 AND signal.withdrawn_at IS NULL AND asked.ended_at IS NULL
             ORDER BY asked.asked_at, asked.id"
        ));
        Ok(rows.bind(reporter).fetch_all(self.connection()).await?)
    }

    /// What waits although its time is over.
    pub async fn asked_too_long_ago(&mut self, now: Moment) -> Result<Vec<Asked>> {
        let rows = sqlx::query_as(select_asked!(
            "WHERE asked.ended_at IS NULL AND asked.expires_at <= $1 ORDER BY asked.expires_at"
        ));
        Ok(rows.bind(now).fetch_all(self.connection()).await?)
    }

    /// What this message answered.
    pub async fn asked_answered_by(&mut self, event_id: &str) -> Result<Option<Asked>> {
        let row = sqlx::query_as(select_asked!("WHERE asked.answered_by = $1"));
        Ok(row.bind(event_id).fetch_optional(self.connection()).await?)
    }

    /// The reporter answered with this message; another answer takes the place of the first.
    pub async fn answer_asked(
        &mut self,
        id: &str,
        answer: &str,
        event_id: &str,
        told: &str,
        now: Moment,
    ) -> Result<()> {
        sqlx::query(
            "UPDATE asked SET answer = $2, answered_at = $3, answered_by = $4, told = $5, ended_at = $3 WHERE id = $1",
        )
        .bind(id)
        .bind(answer)
        .bind(now)
        .bind(event_id)
        .bind(told)
        .execute(self.connection())
        .await?;
        Ok(())
    }

    /// The answer is taken back: the question waits again.
    pub async fn reopen_asked(&mut self, id: &str) -> Result<()> {
        sqlx::query(
            "UPDATE asked SET answer = NULL, answered_at = NULL, answered_by = NULL, told = NULL, ended_at = NULL
             WHERE id = $1",
        )
        .bind(id)
        .execute(self.connection())
        .await?;
        Ok(())
    }

    /// It waits no more, without an answer.
    pub async fn end_asked(&mut self, id: &str, now: Moment) -> Result<()> {
        sqlx::query("UPDATE asked SET ended_at = COALESCE(ended_at, $2) WHERE id = $1")
            .bind(id)
            .bind(now)
            .execute(self.connection())
            .await?;
        Ok(())
    }

    /// It was never asked.
    pub async fn forget_asked(&mut self, id: &str) -> Result<()> {
        sqlx::query("DELETE FROM asked WHERE id = $1")
            .bind(id)
            .execute(self.connection())
            .await?;
        Ok(())
    }
}
