//! What reporters were advised, counts that other gemeenten shared, and which statistics there are.

use std::collections::BTreeSet;

use anyhow::{Context, Result};

use super::Tx;
use crate::domain::time::Moment;

/// How often a trick was reported in another gemeente.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord, sqlx::FromRow)]
pub struct SharedCount {
    pub phenomenon: String,
    pub least: i64,
    pub most: i64,
}

impl Tx {
    /// The reporter of a signal was advised this; counted once.
    pub async fn advised(&mut self, signal: &str, advice: &str, now: Moment) -> Result<()> {
        sqlx::query(
            "INSERT INTO signal_advice (signal, advice, at) VALUES ($1, $2, $3) ON CONFLICT (signal, advice) DO NOTHING",
        )
        .bind(signal)
        .bind(advice)
        .bind(now)
        .execute(self.connection())
        .await?;
        Ok(())
    }

    /// With how many signals that were reported from `from` up to before `until` something was advised; only those that went to
    /// the signal room and were not taken back.
    pub async fn count_advice(&mut self, advice: &str, from: Moment, until: Moment) -> Result<i64> {
        let row = sqlx::query_scalar(
            "SELECT COUNT(*) FROM signal_advice a JOIN signal s ON s.id = a.signal
             WHERE a.advice = $1 AND s.reported_at >= $2 AND s.reported_at < $3
               AND s.withdrawn_at IS NULL AND s.forwarded IS NOT NULL",
        );
        let row = row.bind(advice).bind(from).bind(until);
        Ok(row.fetch_one(self.connection()).await?)
    }

    /// Takes in what another gemeente shared of a period, in place of what it shared before. `false` when that is the same.
    pub async fn take_shared(
        &mut self,
        gemeente: &str,
        period: &str,
        counts: &[SharedCount],
        now: Moment,
    ) -> Result<bool> {
        let known: BTreeSet<_> = self
            .shared_by(gemeente, period)
            .await?
            .into_iter()
            .collect();
        if known == counts.iter().cloned().collect() {
            return Ok(false);
        }
        sqlx::query("DELETE FROM shared_count WHERE gemeente = $1 AND period = $2")
            .bind(gemeente)
            .bind(period)
            .execute(self.connection())
            .await?;
        for count in counts {
            sqlx::query(
                "INSERT INTO shared_count (gemeente, period, phenomenon, least, most, taken_at)
                 VALUES ($1, $2, $3, $4, $5, $6)",
            )
            .bind(gemeente)
            .bind(period)
            .bind(&count.phenomenon)
            .bind(count.least)
            .bind(count.most)
            .bind(now)
            .execute(self.connection())
            .await
            .context("keeping what another gemeente shared")?;
        }
        Ok(true)
    }

    /// What a gemeente shared of a period, by phenomenon.
    pub async fn shared_by(&mut self, gemeente: &str, period: &str) -> Result<Vec<SharedCount>> {
        let rows = sqlx::query_as(
            "SELECT phenomenon, least, most FROM shared_count WHERE gemeente = $1 AND period = $2 ORDER BY phenomenon",
        );
        Ok(rows
            .bind(gemeente)
            .bind(period)
            .fetch_all(self.connection())
            .await?)
    }
}
