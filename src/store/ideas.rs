//! The library of ideas: shared actions, and the lessons of managers.

use anyhow::{Context, Result};

use super::Tx;
use crate::domain::time::Moment;

/// An action that is shared.
pub struct NewIdea<'a> {
    pub id: &'a str,
    pub action: &'a str,
    pub place: &'a str,
    pub needed: &'a str,
    pub duration: &'a str,
    pub event_id: &'a str,
}

/// A shared idea, with what its action says. Who did it, and in which wijk, is no part of it.
#[derive(Debug, Clone, PartialEq, Eq, sqlx::FromRow)]
pub struct Idea {
    pub id: String,
    pub number: i64,
    pub place: String,
    pub needed: String,
    pub duration: String,
    pub lesson: Option<String>,
    pub released_at: Option<Moment>,
    pub kind: String,
    pub reach_min: Option<i64>,
    pub reach_max: Option<i64>,
    pub audience: Option<String>,
    pub day: String,
    /// What worked, when it was an activity.
    pub worked: Option<String>,
}

macro_rules! select_ideas {
    ($rest:literal) => {
        concat!(
            "SELECT i.id, i.number, i.place, i.needed, i.duration, i.lesson, i.released_at,
                    a.kind, a.reach_min, a.reach_max, a.audience, a.day, v.worked
             FROM idea i JOIN action a ON a.id = i.action AND a.withdrawn_at IS NULL
             LEFT JOIN activity v ON v.action = a.id
             WHERE i.withdrawn_at IS NULL ",
            $rest
        )
    };
}

impl Tx {
    /// Shares an action and gives the idea's number; shared again, it waits for a manager anew.
    pub async fn share_idea(&mut self, new: NewIdea<'_>) -> Result<i64> {
        let known = sqlx::query_scalar("SELECT number FROM idea WHERE action = $1");
        let known: Option<i64> = known
            .bind(new.action)
            .fetch_optional(self.connection())
            .await?;
        let number = match known {
            Some(number) => number,
            None => self.next_number("idea").await?,
        };
        sqlx::query(
            "INSERT INTO idea (id, number, action, place, needed, duration, event_id)
             VALUES ($1, $2, $3, $4, $5, $6, $7)
             ON CONFLICT (action) DO UPDATE SET place = excluded.place, needed = excluded.needed,
                 duration = excluded.duration, event_id = excluded.event_id, lesson = NULL, released_at = NULL,
                 withdrawn_at = NULL",
        )
        .bind(new.id)
        .bind(number)
        .bind(new.action)
        .bind(new.place)
        .bind(new.needed)
        .bind(new.duration)
        .bind(new.event_id)
        .execute(self.connection())
        .await
        .context("sharing an idea")?;
        Ok(number)
    }

    pub async fn idea_by_number(&mut self, number: i64) -> Result<Option<Idea>> {
        let row = sqlx::query_as(select_ideas!("AND i.number = $1"));
        Ok(row.bind(number).fetch_optional(self.connection()).await?)
    }

    /// The idea that this action was shared as, if it still is.
    pub async fn idea_of_action(&mut self, action: &str) -> Result<Option<Idea>> {
        let row = sqlx::query_as(select_ideas!("AND i.action = $1"));
        Ok(row.bind(action).fetch_optional(self.connection()).await?)
    }

    /// The idea that this message shared, and who did.
    pub async fn idea_of_event(&mut self, event_id: &str) -> Result<Option<(i64, String)>> {
        let row = sqlx::query_as(
            "SELECT i.number, a.person FROM idea i JOIN action a ON a.id = i.action
             WHERE i.event_id = $1 AND i.withdrawn_at IS NULL",
        );
        Ok(row.bind(event_id).fetch_optional(self.connection()).await?)
    }

    /// What was released, the newest first.
    pub async fn ideas(&mut self) -> Result<Vec<Idea>> {
        let rows = sqlx::query_as(select_ideas!(
            "AND i.released_at IS NOT NULL ORDER BY i.number DESC"
        ));
        Ok(rows.fetch_all(self.connection()).await?)
    }

    /// What waits for a manager, the oldest first.
    pub async fn ideas_to_release(&mut self) -> Result<Vec<Idea>> {
        let rows = sqlx::query_as(select_ideas!("AND i.released_at IS NULL ORDER BY i.number"));
        Ok(rows.fetch_all(self.connection()).await?)
    }

    /// The lesson as it is to be released: until then nobody sees it, also when an earlier one was released.
    pub async fn set_lesson(&mut self, number: i64, lesson: &str) -> Result<()> {
        sqlx::query("UPDATE idea SET lesson = $2, released_at = NULL WHERE number = $1")
            .bind(number)
            .bind(lesson)
            .execute(self.connection())
            .await?;
        Ok(())
    }

    pub async fn release_idea(&mut self, number: i64, now: Moment) -> Result<()> {
        sqlx::query("UPDATE idea SET released_at = $2 WHERE number = $1")
            .bind(number)
            .bind(now)
            .execute(self.connection())
            .await?;
        Ok(())
    }

    pub async fn withdraw_idea(&mut self, number: i64, now: Moment) -> Result<()> {
        sqlx::query("UPDATE idea SET withdrawn_at = $2, lesson = NULL WHERE number = $1")
            .bind(number)
            .bind(now)
            .execute(self.connection())
            .await?;
        Ok(())
    }
}
