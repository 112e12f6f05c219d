//! Who follows what in the signal room, how they want to hear of it, and of what they are still to hear.

use anyhow::Result;
use chrono::NaiveDate;

use super::Tx;
use crate::domain::subscription::{Hours, Pace};
use crate::domain::time::Moment;

/// Something that somebody follows.
#[derive(Debug, Clone, PartialEq, Eq, sqlx::FromRow)]
pub struct Follow {
    /// `alles`, `wijk:WK051836`, `stadsdeel:Escamp`, `soort:hybride` or `fenomeen:nepagent`.
    pub what: String,
    pub pace: Pace,
}

/// How somebody wants to hear of what they follow.
#[derive(Debug, Clone, PartialEq, Eq, Default, sqlx::FromRow)]
pub struct Subscriber {
    pub quiet: Option<Hours>,
    /// The first day of being back.
    pub away_until: Option<String>,
    /// Who hears it meanwhile.
    pub deputy: Option<String>,
    /// When this person was mentioned last.
    pub rang_at: Option<Moment>,
}

/// Somebody who follows something and is there, present or on leave.
#[derive(Debug, Clone, PartialEq, Eq, sqlx::FromRow)]
pub struct Follower {
    pub person: String,
    pub what: String,
    pub pace: Pace,
}

/// Somebody is to hear later of something new.
#[derive(Debug, Clone, Copy)]
pub struct NewBell<'a> {
    pub person: &'a str,
    /// As our messages say it: `signal:<id>`.
    pub about: &'a str,
    /// What people call it: `S-12`.
    pub label: &'a str,
    pub came_at: Moment,
    pub due_at: Moment,
}

/// Somebody is to hear now of something new.
#[derive(Debug, Clone, PartialEq, Eq, sqlx::FromRow)]
pub struct Bell {
    pub person: String,
    pub user_id: String,
    pub label: String,
}

/// Who may be mentioned in the signal room: `p` still has a place there.
macro_rules! has_a_place {
    () => {
        "p.left_at IS NULL AND p.suspended_at IS NULL
         AND EXISTS (SELECT 1 FROM role WHERE role.person = p.id
                     AND role.role IN ('wijkagent', 'community-manager', 'beheerder'))"
    };
}

impl Tx {
    /// Starts following, or goes on at another pace; `false` when it was so already.
    pub async fn follow(
        &mut self,
        person: &str,
        what: &str,
        pace: Pace,
        now: Moment,
    ) -> Result<bool> {
        let done = sqlx::query(
            "INSERT INTO follow (person, what, since, pace) VALUES ($1, $2, $3, $4)
             ON CONFLICT (person, what) DO UPDATE SET pace = excluded.pace WHERE follow.pace <> excluded.pace",
        );
        Ok(done
            .bind(person)
            .bind(what)
            .bind(now)
            .bind(pace)
            .execute(self.connection())
            .await?
            .rows_affected()
            > 0)
    }

    /// Stops following; `false` when it was not followed.
    pub async fn unfollow(&mut self, person: &str, what: &str) -> Result<bool> {
        let done = sqlx::query("DELETE FROM follow WHERE person = $1 AND what = $2");
        Ok(done
            .bind(person)
            .bind(what)
            .execute(self.connection())
            .await?
            .rows_affected()
            > 0)
    }

    pub async fn follows_of(&mut self, person: &str) -> Result<Vec<Follow>> {
        let rows = sqlx::query_as("SELECT what, pace FROM follow WHERE person = $1 ORDER BY what");
        Ok(rows.bind(person).fetch_all(self.connection()).await?)
    }

    /// All that is followed by who may be mentioned in the signal room.
    pub async fn followers(&mut self) -> Result<Vec<Follower>> {
        let rows = sqlx::query_as(concat!(
            "SELECT follow.person, follow.what, follow.pace FROM follow JOIN person p ON p.id = follow.person WHERE ",
            has_a_place!(),
            " ORDER BY p.user_id, follow.what"
        ));
        Ok(rows.fetch_all(self.connection()).await?)
    }

    /// The wijkagenten who may be mentioned in the signal room.
    pub async fn wijkagenten(&mut self) -> Result<Vec<String>> {
        let rows = sqlx::query_scalar(concat!(
            "SELECT p.id FROM person p
             WHERE EXISTS (SELECT 1 FROM role a WHERE a.person = p.id AND a.role = 'wijkagent') AND ",
            has_a_place!(),
            " ORDER BY p.user_id"
        ));
        Ok(rows.fetch_all(self.connection()).await?)
    }

    /// Whether this person can be mentioned in the signal room.
    pub async fn has_a_place(&mut self, person: &str) -> Result<bool> {
        let found: i64 = sqlx::query_scalar(concat!(
            "SELECT COUNT(*) FROM person p WHERE p.id = $1 AND ",
            has_a_place!()
        ))
        .bind(person)
        .fetch_one(self.connection())
        .await?;
        Ok(found > 0)
    }

    pub async fn subscriber(&mut self, person: &str) -> Result<Subscriber> {
        let row = sqlx::query_as(
            "SELECT quiet, away_until, deputy, rang_at FROM subscriber WHERE person = $1",
        );
        let row = row.bind(person).fetch_optional(self.connection()).await?;
        Ok(row.unwrap_or_default())
    }

    pub async fn set_subscriber(&mut self, person: &str, as_now: &Subscriber) -> Result<()> {
        sqlx::query(
            "INSERT INTO subscriber (person, quiet, away_until, deputy, rang_at) VALUES ($1, $2, $3, $4, $5)
             ON CONFLICT (person) DO UPDATE SET quiet = excluded.quiet, away_until = excluded.away_until,
                    deputy = excluded.deputy, rang_at = excluded.rang_at",
        )
        .bind(person)
        .bind(as_now.quiet)
        .bind(as_now.away_until.clone())
        .bind(as_now.deputy.clone())
        .bind(as_now.rang_at)
        .execute(self.connection())
        .await?;
        Ok(())
    }

    /// Whom this person replaces on that day, and until when: names, by day.
    pub async fn replaced_by(
        &mut self,
        deputy: &str,
        today: NaiveDate,
    ) -> Result<Vec<(String, String)>> {
        let rows = sqlx::query_as(
            "SELECT p.name, s.away_until FROM subscriber s JOIN person p ON p.id = s.person
             WHERE s.deputy = $1 AND s.away_until > $2 AND p.left_at IS NULL ORDER BY s.away_until, p.name",
        );
        let rows = rows.bind(deputy).bind(today.to_string());
        Ok(rows.fetch_all(self.connection()).await?)
    }

    /// This person was mentioned now.
    pub async fn set_rang(&mut self, person: &str, now: Moment) -> Result<()> {
        sqlx::query(
            "INSERT INTO subscriber (person, rang_at) VALUES ($1, $2)
             ON CONFLICT (person) DO UPDATE SET rang_at = excluded.rang_at",
        )
        .bind(person)
        .bind(now)
        .execute(self.connection())
        .await?;
        Ok(())
    }

    /// Somebody is to hear of something; of the same again the earlier moment holds.
    pub async fn add_bell(&mut self, bell: NewBell<'_>) -> Result<()> {
        sqlx::query(
            "INSERT INTO bell (person, about, label, came_at, due_at) VALUES ($1, $2, $3, $4, $5)
             ON CONFLICT (person, about) DO UPDATE SET due_at = excluded.due_at WHERE bell.due_at > excluded.due_at",
        )
        .bind(bell.person)
        .bind(bell.about)
        .bind(bell.label)
        .bind(bell.came_at)
        .bind(bell.due_at)
        .execute(self.connection())
        .await?;
        Ok(())
    }

    /// Nobody is to hear of it any more.
    pub async fn drop_bells(&mut self, about: &str) -> Result<()> {
        sqlx::query("DELETE FROM bell WHERE about = $1")
            .bind(about)
            .execute(self.connection())
            .await?;
        Ok(())
    }

    /// Takes what is due, for who can still be mentioned: by person, what came first first.
    pub async fn take_bells(&mut self, now: Moment) -> Result<Vec<Bell>> {
        let due: i64 = sqlx::query_scalar("SELECT COUNT(*) FROM bell WHERE due_at <= $1")
            .bind(now)
            .fetch_one(self.connection())
            .await?;
        if due == 0 {
            return Ok(vec![]);
        }
        // S-9 before S-10, when both came with one message.
        let rows = sqlx::query_as(concat!(
            "SELECT p.id AS person, p.user_id, bell.label FROM bell JOIN person p ON p.id = bell.person
             WHERE bell.due_at <= $1 AND ",
            has_a_place!(),
            " ORDER BY p.user_id, bell.came_at, LENGTH(bell.label), bell.label"
        ));
        let rows = rows.bind(now).fetch_all(self.connection()).await?;
        sqlx::query("DELETE FROM bell WHERE due_at <= $1")
            .bind(now)
            .execute(self.connection())
            .await?;
        Ok(rows)
    }
}
