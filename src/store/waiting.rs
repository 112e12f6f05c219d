//! Who waits for a place as ambassadeur.

use anyhow::{Context, Result};

use super::Tx;
use crate::domain::time::Moment;

/// Somebody on the waiting list.
#[derive(Debug, Clone, PartialEq, Eq, sqlx::FromRow)]
pub struct WaitingRow {
    pub number: i64,
    pub name: String,
    pub user_id: Option<String>,
    /// CBS code.
    pub wijk: String,
    pub since: Moment,
}

impl Tx {
    /// Writes somebody down; the same number again changes the row.
    pub async fn set_waiting(&mut self, row: &WaitingRow) -> Result<()> {
        sqlx::query(
            "INSERT INTO waiting (number, name, user_id, wijk, since) VALUES ($1, $2, $3, $4, $5)
             ON CONFLICT (number) DO UPDATE SET name = excluded.name, user_id = excluded.user_id,
                                                wijk = excluded.wijk, since = excluded.since",
        )
        .bind(row.number)
        .bind(&row.name)
        .bind(row.user_id.clone())
        .bind(&row.wijk)
        .bind(row.since)
        .execute(self.connection())
        .await
        .context("writing the waiting list")?;
        Ok(())
    }

    /// The waiting list, who waits longest first.
    pub async fn waiting_list(&mut self) -> Result<Vec<WaitingRow>> {
        let rows = sqlx::query_as(
            "SELECT number, name, user_id, wijk, since FROM waiting ORDER BY number",
        );
        Ok(rows.fetch_all(self.connection()).await?)
    }

    pub async fn forget_waiting(&mut self, number: i64) -> Result<()> {
        sqlx::query("DELETE FROM waiting WHERE number = $1")
            .bind(number)
            .execute(self.connection())
            .await?;
        Ok(())
    }

    /// Nobody waits longer than the retention: who was written down before `before` goes.
    pub async fn forget_waiting_since(&mut self, before: Moment) -> Result<()> {
        sqlx::query("DELETE FROM waiting WHERE since < $1")
            .bind(before)
            .execute(self.connection())
            .await?;
        Ok(())
    }
}
