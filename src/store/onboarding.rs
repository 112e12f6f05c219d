//! What ambassadeurs were told and agreed to, and who was trained.

use anyhow::{Context, Result};
use serde::{Deserialize, Serialize};

use super::{Person, Tx};
use crate::chat::RoomKey;
use crate::domain::time::Moment;

/// How far somebody is; all empty for who is not known here yet.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize, sqlx::FromRow)]
pub struct Onboarding {
    pub welcomed_at: Option<Moment>,
    /// The version of the convenant about which this person was asked last.
    pub asked: Option<String>,
    /// The version that this person agreed to, saying to be 18 or older.
    pub agreed: Option<String>,
    pub agreed_at: Option<Moment>,
    pub followed_at: Option<Moment>,
    pub trained_at: Option<Moment>,
    /// The manager who confirmed the training.
    pub trained_by: Option<String>,
}

impl Tx {
    pub async fn onboarding(&mut self, person: &str) -> Result<Onboarding> {
        let row = sqlx::query_as(
            "SELECT welcomed_at, asked, agreed, agreed_at, followed_at, trained_at, trained_by
             FROM onboarding WHERE person = $1",
        );
        let found = row.bind(person).fetch_optional(self.connection()).await?;
        Ok(found.unwrap_or_default())
    }

    /// Ambassadeurs of a wijk who are in its room and were not welcomed yet, by user id.
    pub async fn newcomers(&mut self, room: &RoomKey, wijk: &str) -> Result<Vec<Person>> {
        let rows = sqlx::query_as(
            "SELECT p.id, p.user_id, p.name, p.organisation, p.identity, p.suspended_at, p.hinted_at, p.language
             FROM person p
             JOIN member m ON m.user_id = p.user_id AND m.room = $1 AND m.joined = 1
             JOIN role r ON r.person = p.id AND r.role = 'ambassadeur' AND r.wijk = $2
             LEFT JOIN onboarding o ON o.person = p.id
             WHERE p.left_at IS NULL AND o.welcomed_at IS NULL ORDER BY p.user_id",
        );
        let rows = rows.bind(room).bind(wijk);
        Ok(rows.fetch_all(self.connection()).await?)
    }

    /// Ambassadeurs of a wijk who were welcomed, and asked about another version of the convenant than this.
    pub async fn asked_about_another(&mut self, version: &str, wijk: &str) -> Result<Vec<Person>> {
        let rows = sqlx::query_as(
            "SELECT p.id, p.user_id, p.name, p.organisation, p.identity, p.suspended_at, p.hinted_at, p.language
             FROM person p
             JOIN role r ON r.person = p.id AND r.role = 'ambassadeur' AND r.wijk = $2
             JOIN onboarding o ON o.person = p.id
             WHERE p.left_at IS NULL AND o.welcomed_at IS NOT NULL AND (o.asked IS NULL OR o.asked <> $1)
             ORDER BY p.user_id",
        );
        let rows = rows.bind(version).bind(wijk);
        Ok(rows.fetch_all(self.connection()).await?)
    }

    /// Whether an ambassadeur of a wijk was welcomed after that moment.
    pub async fn welcomed_since(&mut self, wijk: &str, since: Moment) -> Result<bool> {
        let new: i64 = sqlx::query_scalar(
            "SELECT COUNT(*) FROM onboarding o
             JOIN role r ON r.person = o.person AND r.role = 'ambassadeur' AND r.wijk = $1
             WHERE o.welcomed_at > $2",
        )
        .bind(wijk)
        .bind(since)
        .fetch_one(self.connection())
        .await?;
        Ok(new > 0)
    }

    pub async fn set_welcomed(&mut self, person: &str, now: Moment) -> Result<()> {
        sqlx::query(
            "INSERT INTO onboarding (person, welcomed_at) VALUES ($1, $2)
             ON CONFLICT (person) DO UPDATE SET welcomed_at = excluded.welcomed_at",
        )
        .bind(person)
        .bind(now)
        .execute(self.connection())
        .await
        .context("noting a welcome")?;
        Ok(())
    }

    /// This person was asked about that version of the convenant.
    pub async fn set_asked(&mut self, person: &str, version: &str) -> Result<()> {
        sqlx::query(
            "INSERT INTO onboarding (person, asked) VALUES ($1, $2)
             ON CONFLICT (person) DO UPDATE SET asked = excluded.asked",
        )
        .bind(person)
        .bind(version)
        .execute(self.connection())
        .await?;
        Ok(())
    }

    /// This person agrees to that version, and says to be 18 or older.
    pub async fn set_agreed(&mut self, person: &str, version: &str, now: Moment) -> Result<()> {
        sqlx::query(
            "INSERT INTO onboarding (person, asked, agreed, agreed_at) VALUES ($1, $2, $2, $3)
             ON CONFLICT (person) DO UPDATE SET asked = excluded.asked, agreed = excluded.agreed,
                                                agreed_at = excluded.agreed_at",
        )
        .bind(person)
        .bind(version)
        .bind(now)
        .execute(self.connection())
        .await?;
        Ok(())
    }

    /// This person says that the training was followed; the first time counts.
    pub async fn set_followed(&mut self, person: &str, now: Moment) -> Result<()> {
        sqlx::query(
            "INSERT INTO onboarding (person, followed_at) VALUES ($1, $2)
             ON CONFLICT (person) DO UPDATE SET followed_at = COALESCE(onboarding.followed_at, excluded.followed_at)",
        )
        .bind(person)
        .bind(now)
        .execute(self.connection())
        .await?;
        Ok(())
    }

    /// A manager confirms that the training was followed; `false` when that was done already.
    pub async fn confirm_training(
        &mut self,
        person: &str,
        manager: &str,
        now: Moment,
    ) -> Result<bool> {
        if self.onboarding(person).await?.trained_at.is_some() {
            return Ok(false);
        }
        sqlx::query(
            "INSERT INTO onboarding (person, trained_at, trained_by) VALUES ($1, $2, $3)
             ON CONFLICT (person) DO UPDATE SET trained_at = excluded.trained_at, trained_by = excluded.trained_by",
        )
        .bind(person)
        .bind(now)
        .bind(manager)
        .execute(self.connection())
        .await?;
        Ok(true)
    }

    /// Those whose training waits to be confirmed, who said so first, first.
    pub async fn training_to_confirm(&mut self) -> Result<Vec<Person>> {
        let rows = sqlx::query_as(
            "SELECT p.id, p.user_id, p.name, p.organisation, p.identity, p.suspended_at, p.hinted_at, p.language
             FROM person p JOIN onboarding o ON o.person = p.id
             WHERE p.left_at IS NULL AND o.followed_at IS NOT NULL AND o.trained_at IS NULL
             ORDER BY o.followed_at, p.user_id",
        );
        Ok(rows.fetch_all(self.connection()).await?)
    }

    /// All of it as it was: this person takes part again, since a decision was undone.
    pub async fn set_onboarding(&mut self, person: &str, known: &Onboarding) -> Result<()> {
        self.forget_onboarding(person).await?;
        sqlx::query(
            "INSERT INTO onboarding (person, welcomed_at, asked, agreed, agreed_at, followed_at, trained_at, trained_by)
             VALUES ($1, $2, $3, $4, $5, $6, $7, $8)",
        )
        .bind(person)
        .bind(known.welcomed_at)
        .bind(&known.asked)
        .bind(&known.agreed)
        .bind(known.agreed_at)
        .bind(known.followed_at)
        .bind(known.trained_at)
        .bind(&known.trained_by)
        .execute(self.connection())
        .await
        .context("bringing back how far somebody was")?;
        Ok(())
    }

    /// Forgets all of it: this person takes part no longer.
    pub async fn forget_onboarding(&mut self, person: &str) -> Result<()> {
        sqlx::query("DELETE FROM onboarding WHERE person = $1")
            .bind(person)
            .execute(self.connection())
            .await?;
        Ok(())
    }
}
