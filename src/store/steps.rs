//! What managers decided in chat, and what stood before it.

use anyhow::{Context, Result};

use super::Tx;
use crate::domain::time::Moment;

/// A decision as it is kept.
#[derive(Debug, Clone, PartialEq, Eq, sqlx::FromRow)]
pub struct StepRow {
    /// The number of `B-12`.
    pub number: i64,
    pub person: String,
    pub at: Moment,
    /// What changed, as JSON; `None` once it was erased.
    pub changes: Option<String>,
    pub undone_at: Option<Moment>,
}

impl Tx {
    /// Keeps a decision and gives its number.
    pub async fn add_step(&mut self, person: &str, changes: &str, now: Moment) -> Result<i64> {
        let number = self.next_number("step").await?;
        sqlx::query("INSERT INTO step (number, person, at, changes) VALUES ($1, $2, $3, $4)")
            .bind(number)
            .bind(person)
            .bind(now)
            .bind(changes)
            .execute(self.connection())
            .await
            .context("keeping a decision")?;
        Ok(number)
    }

    pub async fn step(&mut self, number: i64) -> Result<Option<StepRow>> {
        let row = sqlx::query_as(
            "SELECT number, person, at, changes, undone_at FROM step WHERE number = $1",
        );
        Ok(row.bind(number).fetch_optional(self.connection()).await?)
    }

    /// The newest decision that stands and can still be undone.
    pub async fn newest_step(&mut self) -> Result<Option<StepRow>> {
        let row = sqlx::query_as(
            "SELECT number, person, at, changes, undone_at FROM step
             WHERE undone_at IS NULL AND changes IS NOT NULL ORDER BY number DESC LIMIT 1",
        );
        Ok(row.fetch_optional(self.connection()).await?)
    }

    pub async fn mark_undone(&mut self, number: i64, now: Moment) -> Result<()> {
        sqlx::query("UPDATE step SET undone_at = $2 WHERE number = $1")
            .bind(number)
            .bind(now)
            .execute(self.connection())
            .await?;
        Ok(())
    }

    /// Erases what decisions from before `before` changed: who, when and the number stay.
    pub async fn erase_steps(&mut self, before: Moment) -> Result<()> {
        sqlx::query("UPDATE step SET changes = NULL WHERE at < $1 AND changes IS NOT NULL")
            .bind(before)
            .execute(self.connection())
            .await?;
        Ok(())
    }
}
