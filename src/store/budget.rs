//! What was said unasked and when, what waits until there is room for it, and who was thanked.

use anyhow::{Context, Result};

use super::Tx;
use crate::chat::RoomKey;
use crate::domain::time::{Moment, Month};

/// A line of ours that waits for one person.
#[derive(Debug, Clone, PartialEq, Eq, sqlx::FromRow)]
pub struct Note {
    pub id: String,
    pub person: String,
    pub line: String,
}

impl Tx {
    /// This parcel is said unasked.
    pub async fn add_unasked(
        &mut self,
        parcel: &str,
        room: &RoomKey,
        month: Month,
        weight: &str,
    ) -> Result<()> {
        sqlx::query(
            "INSERT INTO unasked (id, room, month, weight) VALUES ($1, $2, $3, $4) ON CONFLICT (id) DO NOTHING",
        )
        .bind(parcel)
        .bind(room.clone())
        .bind(month.to_string())
        .bind(weight)
        .execute(self.connection())
        .await
        .context("counting what is said unasked")?;
        Ok(())
    }

    /// The weights of what was said unasked in a room in a month.
    pub async fn unasked_in(&mut self, room: &RoomKey, month: Month) -> Result<Vec<String>> {
        let rows = sqlx::query_scalar("SELECT weight FROM unasked WHERE room = $1 AND month = $2");
        Ok(rows
            .bind(room.clone())
            .bind(month.to_string())
            .fetch_all(self.connection())
            .await?)
    }

    /// Forgets what was said unasked before `month`.
    pub async fn forget_unasked(&mut self, month: Month) -> Result<()> {
        sqlx::query("DELETE FROM unasked WHERE month < $1")
            .bind(month.to_string())
            .execute(self.connection())
            .await?;
        Ok(())
    }

    /// A line for somebody; the same id again adds nothing.
    pub async fn add_note(
        &mut self,
        id: &str,
        person: &str,
        line: &str,
        now: Moment,
    ) -> Result<()> {
        sqlx::query(
            "INSERT INTO note (id, person, line, at) VALUES ($1, $2, $3, $4) ON CONFLICT (id) DO NOTHING",
        )
        .bind(id)
        .bind(person)
        .bind(line)
        .bind(now)
        .execute(self.connection())
        .await
        .context("keeping a line for somebody")?;
        Ok(())
    }

    /// What waits for somebody, oldest first.
    pub async fn notes_for(&mut self, person: &str) -> Result<Vec<Note>> {
        let rows =
            sqlx::query_as("SELECT id, person, line FROM note WHERE person = $1 ORDER BY at, id");
        Ok(rows.bind(person).fetch_all(self.connection()).await?)
    }

    /// For whom something waits.
    pub async fn people_with_notes(&mut self) -> Result<Vec<String>> {
        let rows = sqlx::query_scalar("SELECT DISTINCT person FROM note ORDER BY person");
        Ok(rows.fetch_all(self.connection()).await?)
    }

    pub async fn drop_notes_for(&mut self, person: &str) -> Result<()> {
        sqlx::query("DELETE FROM note WHERE person = $1")
            .bind(person)
            .execute(self.connection())
            .await?;
        Ok(())
    }

    /// What waited since before `before` is left out for good.
    pub async fn forget_notes(&mut self, before: Moment) -> Result<()> {
        sqlx::query("DELETE FROM note WHERE at < $1")
            .bind(before)
            .execute(self.connection())
            .await?;
        Ok(())
    }

    /// Notes that somebody was thanked for so many actions; `false` when they were already.
    pub async fn thank(&mut self, person: &str, actions: i64) -> Result<bool> {
        let done = sqlx::query(
            "INSERT INTO thanked (person, actions) VALUES ($1, $2) ON CONFLICT (person, actions) DO NOTHING",
        );
        Ok(done
            .bind(person)
            .bind(actions)
            .execute(self.connection())
            .await?
            .rows_affected()
            > 0)
    }
}
