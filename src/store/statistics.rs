//! Published statistics: sets that are frozen with their cells.

use anyhow::{Context, Result};

use super::Tx;
use crate::domain::statistics::{Cell, Figure, Period};
use crate::domain::time::Moment;

/// A signal as a set counted it, or is to count it.
#[derive(Debug, Clone, PartialEq, Eq, sqlx::FromRow)]
pub struct Share {
    pub signal: String,
    pub wijk: String,
    pub phenomenon: String,
}

#[derive(sqlx::FromRow)]
struct CellRow {
    unit: String,
    phenomenon: String,
    least: Option<i64>,
    most: Option<i64>,
    counted: Option<i64>,
}

impl Tx {
    /// Freezes the set of a period; `false` when there is one already, which stays as it is.
    pub async fn freeze_statistics(
        &mut self,
        period: Period,
        cells: &[Cell],
        now: Moment,
    ) -> Result<bool> {
        let made = sqlx::query(
            "INSERT INTO statistic_set (period, frozen_at) VALUES ($1, $2) ON CONFLICT (period) DO NOTHING",
        );
        let made = made.bind(period.to_string()).bind(now);
        if made.execute(self.connection()).await?.rows_affected() == 0 {
            return Ok(false);
        }
        for cell in cells {
            self.add_cell(period, cell).await?;
        }
        Ok(true)
    }

    async fn add_cell(&mut self, period: Period, cell: &Cell) -> Result<()> {
        let bounds = (cell.figure != Figure::Withheld).then(|| cell.figure.bounds());
        sqlx::query(
            "INSERT INTO statistic_cell (period, unit, phenomenon, least, most, counted) VALUES ($1, $2, $3, $4, $5, $6)",
        )
        .bind(period.to_string())
        .bind(&cell.unit)
        .bind(&cell.phenomenon)
        .bind(bounds.map(|(least, _)| least))
        .bind(bounds.map(|(_, most)| most))
        .bind(cell.counted)
        .execute(self.connection())
        .await
        .with_context(|| format!("freezing the statistics of {period}"))?;
        Ok(())
    }

    /// The set of a period as it was published, by unit and phenomenon; nothing when there is none yet.
    pub async fn statistics(&mut self, period: Period) -> Result<Option<Vec<Cell>>> {
        let there: i64 = sqlx::query_scalar("SELECT COUNT(*) FROM statistic_set WHERE period = $1")
            .bind(period.to_string())
            .fetch_one(self.connection())
            .await?;
        if there == 0 {
            return Ok(None);
        }
        let rows: Vec<CellRow> = sqlx::query_as(
            "SELECT unit, phenomenon, least, most, counted FROM statistic_cell WHERE period = $1
             ORDER BY unit, phenomenon",
        )
        .bind(period.to_string())
        .fetch_all(self.connection())
        .await?;
        Ok(Some(rows.into_iter().map(Cell::from).collect()))
    }

    /// When the oldest signal was reported.
    pub async fn first_report(&mut self) -> Result<Option<Moment>> {
        let first = sqlx::query_scalar("SELECT CAST(MIN(reported_at) AS BIGINT) FROM signal");
        Ok(first.fetch_one(self.connection()).await?)
    }

    /// Signals reported after `after` and before `until` that no set counted as what they are now.
    pub async fn uncounted_signals(&mut self, after: Moment, until: Moment) -> Result<Vec<Share>> {
        let rows = sqlx::query_as(
            "SELECT s.id AS signal, s.wijk, s.phenomenon FROM signal s
             WHERE s.withdrawn_at IS NULL AND s.merged_into IS NULL AND s.reported_at > $1 AND s.reported_at < $2 AND NOT EXISTS
                 (SELECT 1 FROM statistic_share c
                  WHERE c.signal = s.id AND c.wijk = s.wijk AND c.phenomenon = s.phenomenon)
             ORDER BY s.number",
        );
        let rows = rows.bind(after).bind(until);
        Ok(rows.fetch_all(self.connection()).await?)
    }

    /// A set counts it.
    pub async fn add_share(&mut self, share: &Share, now: Moment) -> Result<()> {
        sqlx::query(
            "INSERT INTO statistic_share (signal, wijk, phenomenon, counted_at) VALUES ($1, $2, $3, $4)",
        )
        .bind(&share.signal)
        .bind(&share.wijk)
        .bind(&share.phenomenon)
        .bind(now)
        .execute(self.connection())
        .await
        .with_context(|| format!("counting signal {}", share.signal))?;
        Ok(())
    }

    /// Signals that were counted as something that they are no more: taken back, merged with another, or corrected.
    pub async fn shares_gone(&mut self) -> Result<Vec<Share>> {
        let rows = sqlx::query_as(
            "SELECT c.signal, c.wijk, c.phenomenon FROM statistic_share c JOIN signal s ON s.id = c.signal
             WHERE s.withdrawn_at IS NOT NULL OR s.merged_into IS NOT NULL OR s.wijk <> c.wijk OR s.phenomenon <> c.phenomenon
             ORDER BY c.counted_at, c.signal, c.phenomenon",
        );
        Ok(rows.fetch_all(self.connection()).await?)
    }

    /// A set made up for it.
    pub async fn drop_share(&mut self, share: &Share) -> Result<()> {
        sqlx::query(
            "DELETE FROM statistic_share WHERE signal = $1 AND wijk = $2 AND phenomenon = $3",
        )
        .bind(&share.signal)
        .bind(&share.wijk)
        .bind(&share.phenomenon)
        .execute(self.connection())
        .await?;
        Ok(())
    }

    /// What was counted before `before` is not corrected any more.
    pub async fn forget_shares(&mut self, before: Moment) -> Result<()> {
        sqlx::query("DELETE FROM statistic_share WHERE counted_at < $1")
            .bind(before)
            .execute(self.connection())
            .await?;
        Ok(())
    }

    /// The periods of which there is a set, newest first, each with the moment it was frozen.
    pub async fn statistic_sets(&mut self) -> Result<Vec<(String, Moment)>> {
        let rows = sqlx::query_as(
            "SELECT period, frozen_at FROM statistic_set ORDER BY frozen_at DESC, period DESC",
        );
        Ok(rows.fetch_all(self.connection()).await?)
    }

    /// Forgets what is behind the figures of a period, once no total needs it any more.
    pub async fn forget_counts(&mut self, period: Period) -> Result<()> {
        sqlx::query("UPDATE statistic_cell SET counted = NULL WHERE period = $1")
            .bind(period.to_string())
            .execute(self.connection())
            .await?;
        Ok(())
    }
}

impl From<CellRow> for Cell {
    fn from(row: CellRow) -> Self {
        let bounds = row.least.zip(row.most);
        Self {
            unit: row.unit,
            phenomenon: row.phenomenon,
            figure: bounds.map_or(Figure::Withheld, |(least, most)| {
                Figure::between(least, most)
            }),
            counted: row.counted,
        }
    }
}
