//! Activities that ambassadeurs plan, and who comes.

use anyhow::{Context, Result};

use super::Tx;
use crate::domain::time::Moment;

/// An activity to keep.
pub struct NewActivity<'a> {
    pub id: &'a str,
    pub person: &'a str,
    pub wijk: &'a str,
    pub kind: &'a str,
    pub place: &'a str,
    pub starts_at: Moment,
    pub event_id: &'a str,
}

/// A kept activity.
#[derive(Debug, Clone, PartialEq, Eq, sqlx::FromRow)]
pub struct Activity {
    pub id: String,
    pub number: i64,
    /// Who organises it.
    pub person: String,
    pub wijk: String,
    pub kind: String,
    pub place: String,
    pub starts_at: Moment,
    pub event_id: String,
    /// Our announcement in the outbox.
    pub message: Option<String>,
    pub worked: Option<String>,
    /// As which action it was noted.
    pub action: Option<String>,
    pub called_off_at: Option<Moment>,
}

macro_rules! select_activities {
    ($rest:literal) => {
        concat!(
            "SELECT id, number, person, wijk, kind, place, starts_at, event_id, message, worked, action, called_off_at
             FROM activity ",
            $rest
        )
    };
}

impl Tx {
    /// Keeps an activity and gives its number; the same id again gives the number it has.
    pub async fn add_activity(&mut self, new: NewActivity<'_>) -> Result<i64> {
        if let Some(known) = self.activity(new.id).await? {
            return Ok(known.number);
        }
        let number = self.next_number("activity").await?;
        sqlx::query(
            "INSERT INTO activity (id, number, person, wijk, kind, place, starts_at, event_id)
             VALUES ($1, $2, $3, $4, $5, $6, $7, $8)",
        )
        .bind(new.id)
        .bind(number)
        .bind(new.person)
        .bind(new.wijk)
        .bind(new.kind)
        .bind(new.place)
        .bind(new.starts_at)
        .bind(new.event_id)
        .execute(self.connection())
        .await
        .context("keeping an activity")?;
        Ok(number)
    }

    pub async fn activity(&mut self, id: &str) -> Result<Option<Activity>> {
        let row = sqlx::query_as(select_activities!("WHERE id = $1"));
        Ok(row.bind(id).fetch_optional(self.connection()).await?)
    }

    pub async fn activity_by_number(&mut self, number: i64) -> Result<Option<Activity>> {
        let row = sqlx::query_as(select_activities!("WHERE number = $1"));
        Ok(row.bind(number).fetch_optional(self.connection()).await?)
    }

    /// The activity that this message planned, unless it was called off.
    pub async fn activity_of_event(&mut self, event_id: &str) -> Result<Option<Activity>> {
        let row = sqlx::query_as(select_activities!(
            "WHERE event_id = $1 AND called_off_at IS NULL"
        ));
        Ok(row.bind(event_id).fetch_optional(self.connection()).await?)
    }

    /// What is to come in a wijk after that moment, the first first.
    pub async fn activities_after(&mut self, wijk: &str, after: Moment) -> Result<Vec<Activity>> {
        let rows = sqlx::query_as(select_activities!(
            "WHERE wijk = $1 AND starts_at > $2 AND called_off_at IS NULL ORDER BY starts_at, number"
        ));
        let rows = rows.bind(wijk).bind(after);
        Ok(rows.fetch_all(self.connection()).await?)
    }

    /// Of which the wijk was not reminded yet, as they are now: what was moved is reminded of again.
    pub async fn activities_to_remind(
        &mut self,
        wijk: &str,
        after: Moment,
    ) -> Result<Vec<Activity>> {
        let rows = sqlx::query_as(select_activities!(
            "WHERE wijk = $1 AND starts_at > $2 AND called_off_at IS NULL
               AND (reminded_for IS NULL OR reminded_for <> starts_at) ORDER BY starts_at, number"
        ));
        let rows = rows.bind(wijk).bind(after);
        Ok(rows.fetch_all(self.connection()).await?)
    }

    pub async fn set_reminded(&mut self, id: &str) -> Result<()> {
        sqlx::query("UPDATE activity SET reminded_for = starts_at WHERE id = $1")
            .bind(id)
            .execute(self.connection())
            .await?;
        Ok(())
    }

    /// What began before that moment and whose organiser was not asked yet how it went, the first first.
    pub async fn activities_to_ask(&mut self, before: Moment) -> Result<Vec<Activity>> {
        let rows = sqlx::query_as(select_activities!(
            "WHERE starts_at < $1 AND called_off_at IS NULL AND asked_at IS NULL AND action IS NULL
             ORDER BY starts_at, number"
        ));
        Ok(rows.bind(before).fetch_all(self.connection()).await?)
    }

    pub async fn set_activity_asked(&mut self, id: &str, now: Moment) -> Result<()> {
        sqlx::query("UPDATE activity SET asked_at = $2 WHERE id = $1")
            .bind(id)
            .bind(now)
            .execute(self.connection())
            .await?;
        Ok(())
    }

    /// What this person organised, that began before that moment and was not noted as an action yet, the newest first.
    pub async fn activities_to_note(
        &mut self,
        person: &str,
        before: Moment,
    ) -> Result<Vec<Activity>> {
        let rows = sqlx::query_as(select_activities!(
            "WHERE person = $1 AND starts_at < $2 AND called_off_at IS NULL AND action IS NULL
             ORDER BY starts_at DESC, number DESC"
        ));
        let rows = rows.bind(person).bind(before);
        Ok(rows.fetch_all(self.connection()).await?)
    }

    /// It was noted as this action, and this worked.
    pub async fn set_activity_noted(&mut self, id: &str, action: &str, worked: &str) -> Result<()> {
        sqlx::query("UPDATE activity SET action = $2, worked = $3 WHERE id = $1")
            .bind(id)
            .bind(action)
            .bind(worked)
            .execute(self.connection())
            .await?;
        Ok(())
    }

    /// The activity that was noted as this action.
    pub async fn activity_of_action(&mut self, action: &str) -> Result<Option<Activity>> {
        let row = sqlx::query_as(select_activities!("WHERE action = $1"));
        Ok(row.bind(action).fetch_optional(self.connection()).await?)
    }

    pub async fn set_activity_message(&mut self, id: &str, message: &str) -> Result<()> {
        sqlx::query("UPDATE activity SET message = $2 WHERE id = $1")
            .bind(id)
            .bind(message)
            .execute(self.connection())
            .await?;
        Ok(())
    }

    pub async fn move_activity(&mut self, id: &str, starts_at: Moment) -> Result<()> {
        sqlx::query("UPDATE activity SET starts_at = $2, asked_at = NULL WHERE id = $1")
            .bind(id)
            .bind(starts_at)
            .execute(self.connection())
            .await?;
        Ok(())
    }

    pub async fn call_off(&mut self, id: &str, now: Moment) -> Result<()> {
        sqlx::query(
            "UPDATE activity SET called_off_at = COALESCE(called_off_at, $2) WHERE id = $1",
        )
        .bind(id)
        .bind(now)
        .execute(self.connection())
        .await?;
        Ok(())
    }

    /// Somebody comes; `false` when that was known.
    pub async fn sign_up(&mut self, activity: &str, person: &str, event_id: &str) -> Result<bool> {
        let done = sqlx::query(
            "INSERT INTO signup (activity, person, event_id) VALUES ($1, $2, $3)
             ON CONFLICT (activity, person) DO NOTHING",
        )
        .bind(activity)
        .bind(person)
        .bind(event_id)
        .execute(self.connection())
        .await?;
        Ok(done.rows_affected() > 0)
    }

    /// Somebody comes after all not; `false` when that was known.
    pub async fn sign_off(&mut self, activity: &str, person: &str) -> Result<bool> {
        let done = sqlx::query("DELETE FROM signup WHERE activity = $1 AND person = $2")
            .bind(activity)
            .bind(person)
            .execute(self.connection())
            .await?;
        Ok(done.rows_affected() > 0)
    }

    /// For which activity, and whom, this tap or message signed up.
    pub async fn signup_of_event(&mut self, event_id: &str) -> Result<Option<(String, String)>> {
        let row = sqlx::query_as("SELECT activity, person FROM signup WHERE event_id = $1");
        Ok(row.bind(event_id).fetch_optional(self.connection()).await?)
    }

    /// The user ids of who comes.
    pub async fn signed_up(&mut self, activity: &str) -> Result<Vec<String>> {
        let users = sqlx::query_scalar(
            "SELECT p.user_id FROM signup s JOIN person p ON p.id = s.person
             WHERE s.activity = $1 AND p.left_at IS NULL ORDER BY p.user_id",
        );
        Ok(users.bind(activity).fetch_all(self.connection()).await?)
    }

    /// This person comes nowhere any more.
    pub async fn sign_off_everywhere(&mut self, person: &str) -> Result<()> {
        sqlx::query("DELETE FROM signup WHERE person = $1")
            .bind(person)
            .execute(self.connection())
            .await?;
        Ok(())
    }
}
