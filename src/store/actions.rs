//! What ambassadeurs did.

use anyhow::{Context, Result};

use super::Tx;
use crate::domain::time::Moment;

/// An action to keep.
pub struct NewAction<'a> {
    pub id: &'a str,
    pub person: &'a str,
    pub wijk: &'a str,
    pub kind: &'a str,
    /// Least and most people (or pieces, by kind) reached.
    pub reach: Option<(i64, i64)>,
    pub audience: Option<&'a str>,
    pub day: chrono::NaiveDate,
    pub event_id: &'a str,
    /// Our answer in the outbox; a correction edits it.
    pub answer: Option<&'a str>,
}

/// A kept action.
#[derive(Debug, Clone, PartialEq, Eq, sqlx::FromRow)]
pub struct Action {
    pub id: String,
    pub number: i64,
    pub person: String,
    pub wijk: String,
    pub kind: String,
    pub reach_min: Option<i64>,
    pub reach_max: Option<i64>,
    pub audience: Option<String>,
    pub day: String,
    pub event_id: String,
    pub answer: Option<String>,
    pub withdrawn_at: Option<Moment>,
}

impl Action {
    pub fn reach(&self) -> Option<(i64, i64)> {
        self.reach_min.zip(self.reach_max)
    }
}

/// How much of one kind was done in one wijk.
#[derive(Debug, Clone, PartialEq, Eq, sqlx::FromRow)]
pub struct WijkCount {
    pub wijk: String,
    pub kind: String,
    pub actions: i64,
    pub reach_min: i64,
    pub reach_max: i64,
}

macro_rules! select_actions {
    ($rest:literal) => {
        concat!(
            "SELECT id, number, person, wijk, kind, reach_min, reach_max, audience, day, event_id, answer, withdrawn_at
             FROM action ",
            $rest
        )
    };
}

impl Tx {
    /// Keeps an action and gives its number, one after the highest; the same id again corrects it, also after it was
    /// taken back. No action is ever deleted, so no number comes twice.
    pub async fn add_action(&mut self, new: NewAction<'_>, now: Moment) -> Result<i64> {
        let number = sqlx::query_scalar(
            "INSERT INTO action (id, number, person, wijk, kind, reach_min, reach_max, audience, day, logged_at,
                                 event_id, answer)
             VALUES ($1, (SELECT COALESCE(MAX(number), 0) + 1 FROM action), $2, $3, $4, $5, $6, $7, $8, $9, $10, $11)
             ON CONFLICT (id) DO UPDATE SET kind = excluded.kind, reach_min = excluded.reach_min,
                    reach_max = excluded.reach_max, audience = excluded.audience, day = excluded.day,
                    answer = excluded.answer, withdrawn_at = NULL
             RETURNING number",
        )
        .bind(new.id)
        .bind(new.person)
        .bind(new.wijk)
        .bind(new.kind)
        .bind(new.reach.map(|(least, _)| least))
        .bind(new.reach.map(|(_, most)| most))
        .bind(new.audience)
        .bind(new.day.to_string())
        .bind(now)
        .bind(new.event_id)
        .bind(new.answer)
        .fetch_one(self.connection())
        .await
        .context("keeping an action")?;
        Ok(number)
    }

    pub async fn action(&mut self, id: &str) -> Result<Option<Action>> {
        let row = sqlx::query_as(select_actions!("WHERE id = $1"));
        Ok(row.bind(id).fetch_optional(self.connection()).await?)
    }

    pub async fn action_by_number(&mut self, number: i64) -> Result<Option<Action>> {
        let row = sqlx::query_as(select_actions!("WHERE number = $1"));
        Ok(row.bind(number).fetch_optional(self.connection()).await?)
    }

    /// The action that this message logged, unless it was taken back.
    pub async fn action_of_event(&mut self, event_id: &str) -> Result<Option<Action>> {
        let row = sqlx::query_as(select_actions!(
            "WHERE event_id = $1 AND withdrawn_at IS NULL"
        ));
        Ok(row.bind(event_id).fetch_optional(self.connection()).await?)
    }

    /// The newest action of a person that was not taken back, with the moment it was logged.
    pub async fn newest_action_of(&mut self, person: &str) -> Result<Option<(String, Moment)>> {
        let row = sqlx::query_as(
            "SELECT id, logged_at FROM action WHERE person = $1 AND withdrawn_at IS NULL ORDER BY number DESC LIMIT 1",
        );
        Ok(row.bind(person).fetch_optional(self.connection()).await?)
    }

    /// Changes what was understood of an action; it counts (again).
    pub async fn correct_action(&mut self, id: &str, new: &NewAction<'_>) -> Result<()> {
        sqlx::query(
            "UPDATE action SET kind = $2, reach_min = $3, reach_max = $4, audience = $5, day = $6, withdrawn_at = NULL
             WHERE id = $1",
        )
        .bind(id)
        .bind(new.kind)
        .bind(new.reach.map(|(least, _)| least))
        .bind(new.reach.map(|(_, most)| most))
        .bind(new.audience)
        .bind(new.day.to_string())
        .execute(self.connection())
        .await?;
        Ok(())
    }

    pub async fn withdraw_action(&mut self, id: &str, now: Moment) -> Result<()> {
        sqlx::query("UPDATE action SET withdrawn_at = COALESCE(withdrawn_at, $2) WHERE id = $1")
            .bind(id)
            .bind(now)
            .execute(self.connection())
            .await?;
        Ok(())
    }

    /// Actions per wijk and kind that were noted after `after` up to and including `until`, whenever they were done.
    pub async fn count_actions_noted(
        &mut self,
        after: Moment,
        until: Moment,
    ) -> Result<Vec<WijkCount>> {
        let rows = sqlx::query_as(
            "SELECT wijk, kind, COUNT(*) AS actions, CAST(COALESCE(SUM(reach_min), 0) AS BIGINT) AS reach_min,
                    CAST(COALESCE(SUM(reach_max), 0) AS BIGINT) AS reach_max
             FROM action WHERE withdrawn_at IS NULL AND logged_at > $1 AND logged_at <= $2
             GROUP BY wijk, kind ORDER BY wijk, COUNT(*) DESC, kind",
        );
        Ok(rows
            .bind(after)
            .bind(until)
            .fetch_all(self.connection())
            .await?)
    }

    /// Actions per wijk and kind on the days `from` up to and including `to`, `2026-10-14`.
    pub async fn count_actions(&mut self, from: &str, to: &str) -> Result<Vec<WijkCount>> {
        let rows = sqlx::query_as(
            "SELECT wijk, kind, COUNT(*) AS actions, CAST(COALESCE(SUM(reach_min), 0) AS BIGINT) AS reach_min,
                    CAST(COALESCE(SUM(reach_max), 0) AS BIGINT) AS reach_max
             FROM action WHERE withdrawn_at IS NULL AND day >= $1 AND day <= $2
             GROUP BY wijk, kind ORDER BY wijk, COUNT(*) DESC, kind",
        );
        Ok(rows
            .bind(from)
            .bind(to)
            .fetch_all(self.connection())
            .await?)
    }
}
