//! What somebody, or a wijk together, means to do before a day.

use anyhow::{Context, Result};
use chrono::NaiveDate;

use super::Tx;
use crate::domain::time::Moment;

/// A goal to keep.
pub struct NewGoal<'a> {
    pub id: &'a str,
    pub person: &'a str,
    /// Empty for a goal of one's own.
    pub wijk: &'a str,
    /// None: every kind of action counts.
    pub kind: Option<&'a str>,
    pub target: i64,
    pub from: NaiveDate,
    /// The first day that counts no more.
    pub until: NaiveDate,
    pub event_id: &'a str,
    /// Whether it counts already.
    pub agreed: bool,
}

/// A kept goal.
#[derive(Debug, Clone, PartialEq, Eq, sqlx::FromRow)]
pub struct Goal {
    pub id: String,
    pub person: String,
    pub wijk: String,
    pub kind: Option<String>,
    pub target: i64,
    pub from_day: String,
    pub until_day: String,
    pub event_id: String,
    /// The proposal in the outbox, for a goal of a wijk.
    pub asked: Option<String>,
    pub agreed_at: Option<Moment>,
}

impl Goal {
    pub fn is_of_wijk(&self) -> bool {
        !self.wijk.is_empty()
    }
}

macro_rules! select_goals {
    ($rest:literal) => {
        concat!(
            "SELECT id, person, wijk, kind, target, from_day, until_day, event_id, asked, agreed_at FROM goal ",
            $rest
        )
    };
}

impl Tx {
    /// Keeps a goal; the same message again corrects it.
    pub async fn add_goal(&mut self, new: &NewGoal<'_>, now: Moment) -> Result<()> {
        sqlx::query(
            "INSERT INTO goal (id, person, wijk, kind, target, from_day, until_day, event_id, agreed_at)
             VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9)
             ON CONFLICT (id) DO UPDATE SET kind = excluded.kind, target = excluded.target,
                    until_day = excluded.until_day, agreed_at = excluded.agreed_at, ended_at = NULL",
        )
        .bind(new.id)
        .bind(new.person)
        .bind(new.wijk)
        .bind(new.kind)
        .bind(new.target)
        .bind(new.from.to_string())
        .bind(new.until.to_string())
        .bind(new.event_id)
        .bind(new.agreed.then_some(now))
        .execute(self.connection())
        .await
        .context("keeping a goal")?;
        Ok(())
    }

    /// A goal that has not ended.
    pub async fn goal(&mut self, id: &str) -> Result<Option<Goal>> {
        let row = sqlx::query_as(select_goals!("WHERE id = $1 AND ended_at IS NULL"));
        Ok(row.bind(id).fetch_optional(self.connection()).await?)
    }

    /// The goal of one's own, and what it replaces is gone already.
    pub async fn own_goal(&mut self, person: &str) -> Result<Option<Goal>> {
        let row = sqlx::query_as(select_goals!(
            "WHERE person = $1 AND wijk = '' AND ended_at IS NULL ORDER BY from_day DESC, id LIMIT 1"
        ));
        Ok(row.bind(person).fetch_optional(self.connection()).await?)
    }

    /// The goal that a wijk agreed on.
    pub async fn goal_of_wijk(&mut self, wijk: &str) -> Result<Option<Goal>> {
        let row = sqlx::query_as(select_goals!(
            "WHERE wijk = $1 AND wijk <> '' AND agreed_at IS NOT NULL AND ended_at IS NULL
             ORDER BY from_day DESC, id LIMIT 1"
        ));
        Ok(row.bind(wijk).fetch_optional(self.connection()).await?)
    }

    /// The goal that this message set or proposed, unless it ended.
    pub async fn goal_of_event(&mut self, event_id: &str) -> Result<Option<Goal>> {
        let row = sqlx::query_as(select_goals!("WHERE event_id = $1 AND ended_at IS NULL"));
        Ok(row.bind(event_id).fetch_optional(self.connection()).await?)
    }

    /// Every goal that has not ended, agreed or not.
    pub async fn goals(&mut self) -> Result<Vec<Goal>> {
        let rows = sqlx::query_as(select_goals!(
            "WHERE ended_at IS NULL ORDER BY wijk, person, id"
        ));
        Ok(rows.fetch_all(self.connection()).await?)
    }

    pub async fn set_goal_asked(&mut self, id: &str, asked: &str) -> Result<()> {
        sqlx::query("UPDATE goal SET asked = $2 WHERE id = $1")
            .bind(id)
            .bind(asked)
            .execute(self.connection())
            .await?;
        Ok(())
    }

    pub async fn agree_to_goal(&mut self, id: &str, now: Moment) -> Result<()> {
        sqlx::query("UPDATE goal SET agreed_at = COALESCE(agreed_at, $2) WHERE id = $1")
            .bind(id)
            .bind(now)
            .execute(self.connection())
            .await?;
        Ok(())
    }

    pub async fn end_goal(&mut self, id: &str, now: Moment) -> Result<()> {
        sqlx::query("UPDATE goal SET ended_at = COALESCE(ended_at, $2) WHERE id = $1")
            .bind(id)
            .bind(now)
            .execute(self.connection())
            .await?;
        Ok(())
    }

    /// Forgets goals that ended before `before`.
    pub async fn forget_goals(&mut self, before: Moment) -> Result<()> {
        sqlx::query("DELETE FROM goal WHERE ended_at < $1")
            .bind(before)
            .execute(self.connection())
            .await?;
        Ok(())
    }
}
