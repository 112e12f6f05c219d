//! Messages of a manager to wijken: in how many rooms they arrived, and how many people saw them.

use anyhow::{Context, Result};

use super::Tx;
use crate::domain::time::Moment;

/// A message to wijken.
#[derive(Debug, Clone, PartialEq, Eq, sqlx::FromRow)]
pub struct Broadcast {
    pub id: String,
    pub sent_at: Moment,
    /// The manager's answer in the outbox, which shows the counts.
    pub told: String,
    /// The counts that it shows.
    pub shown: String,
    pub shown_at: Moment,
}

/// How far a message to wijken came.
#[derive(Debug, Clone, Copy, PartialEq, Eq, sqlx::FromRow)]
pub struct Spread {
    /// Rooms that it went to.
    pub rooms: i64,
    /// Rooms in which it is.
    pub delivered: i64,
    /// People who tapped.
    pub seen: i64,
}

impl Tx {
    /// Keeps a message to wijken with the parcels that carry it.
    pub async fn add_broadcast(&mut self, new: &Broadcast, parcels: &[String]) -> Result<()> {
        sqlx::query(
            "INSERT INTO broadcast (id, sent_at, told, shown, shown_at) VALUES ($1, $2, $3, $4, $5)
             ON CONFLICT (id) DO NOTHING",
        )
        .bind(&new.id)
        .bind(new.sent_at)
        .bind(&new.told)
        .bind(&new.shown)
        .bind(new.shown_at)
        .execute(self.connection())
        .await
        .context("keeping a message to wijken")?;
        for parcel in parcels {
            sqlx::query(
                "INSERT INTO broadcast_room (broadcast, parcel) VALUES ($1, $2)
                 ON CONFLICT (broadcast, parcel) DO NOTHING",
            )
            .bind(&new.id)
            .bind(parcel)
            .execute(self.connection())
            .await?;
        }
        Ok(())
    }

    /// The messages to wijken from after `after` whose counts were last shown at or before `shown`.
    pub async fn broadcasts_to_count(
        &mut self,
        after: Moment,
        shown: Moment,
    ) -> Result<Vec<Broadcast>> {
        let rows = sqlx::query_as(
            "SELECT id, sent_at, told, shown, shown_at FROM broadcast
             WHERE sent_at > $1 AND shown_at <= $2 ORDER BY sent_at, id",
        );
        Ok(rows
            .bind(after)
            .bind(shown)
            .fetch_all(self.connection())
            .await?)
    }

    pub async fn spread(&mut self, broadcast: &str) -> Result<Spread> {
        let row = sqlx::query_as(
            "SELECT COUNT(*) AS rooms,
                    CAST(COALESCE(SUM(CASE WHEN o.state = 'sent' THEN 1 ELSE 0 END), 0) AS BIGINT) AS delivered,
                    (SELECT COUNT(*) FROM broadcast_seen s WHERE s.broadcast = $1) AS seen
             FROM broadcast_room r LEFT JOIN outbox o ON o.id = r.parcel WHERE r.broadcast = $1",
        );
        Ok(row.bind(broadcast).fetch_one(self.connection()).await?)
    }

    /// The manager's answer shows these counts now.
    pub async fn broadcast_shown(
        &mut self,
        broadcast: &str,
        shown: &str,
        now: Moment,
    ) -> Result<()> {
        sqlx::query("UPDATE broadcast SET shown = $2, shown_at = $3 WHERE id = $1")
            .bind(broadcast)
            .bind(shown)
            .bind(now)
            .execute(self.connection())
            .await?;
        Ok(())
    }

    /// Somebody saw it; counted once. Nothing for a message that is not kept (any more).
    pub async fn broadcast_seen(&mut self, broadcast: &str, person: &str) -> Result<()> {
        sqlx::query(
            "INSERT INTO broadcast_seen (broadcast, person)
             SELECT id, $2 FROM broadcast WHERE id = $1
             ON CONFLICT (broadcast, person) DO NOTHING",
        )
        .bind(broadcast)
        .bind(person)
        .execute(self.connection())
        .await?;
        Ok(())
    }

    /// Who saw what goes with the message itself: those sent before `before`.
    pub async fn forget_broadcasts(&mut self, before: Moment) -> Result<()> {
        for forget in [
            "DELETE FROM broadcast_seen WHERE broadcast IN (SELECT id FROM broadcast WHERE sent_at < $1)",
            "DELETE FROM broadcast_room WHERE broadcast IN (SELECT id FROM broadcast WHERE sent_at < $1)",
            "DELETE FROM broadcast WHERE sent_at < $1",
        ] {
            sqlx::query(forget)
                .bind(before)
                .execute(self.connection())
                .await?;
        }
        Ok(())
    }
}
