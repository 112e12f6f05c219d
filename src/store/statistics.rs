//! Published statistics: sets that are frozen with their cells.

use anyhow::{Context, Result};

use super::Tx;
use crate::domain::statistics::{Cell, Figure, Period};
use crate::domain::time::Moment;

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
