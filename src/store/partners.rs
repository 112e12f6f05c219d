//! Actions that several did together, and whose credit they are.

use anyhow::{Context, Result};

use super::{Action, Tx};
use crate::domain::time::{Moment, Month};

/// Somebody whom the maker of an action named.
#[derive(Debug, Clone, PartialEq, Eq, sqlx::FromRow)]
pub struct Partner {
    pub action: String,
    pub person: String,
    /// The asking message in the outbox.
    pub asked: String,
    pub agreed_at: Option<Moment>,
}

/// How many actions somebody has to their credit.
#[derive(Debug, Clone, PartialEq, Eq, sqlx::FromRow)]
pub struct Credit {
    pub person: String,
    pub actions: i64,
}

impl Tx {
    /// Somebody is asked whether an action was theirs too; asked once, also when the action is corrected.
    pub async fn add_partner(&mut self, action: &str, person: &str, asked: &str) -> Result<()> {
        sqlx::query(
            "INSERT INTO action_partner (action, person, asked) VALUES ($1, $2, $3)
             ON CONFLICT (action, person) DO NOTHING",
        )
        .bind(action)
        .bind(person)
        .bind(asked)
        .execute(self.connection())
        .await
        .context("asking somebody about an action")?;
        Ok(())
    }

    pub async fn partner(&mut self, action: &str, person: &str) -> Result<Option<Partner>> {
        let row = sqlx::query_as(
            "SELECT action, person, asked, agreed_at FROM action_partner WHERE action = $1 AND person = $2",
        );
        Ok(row
            .bind(action)
            .bind(person)
            .fetch_optional(self.connection())
            .await?)
    }

    /// Who was asked about an action, in the order of their ids.
    pub async fn partners(&mut self, action: &str) -> Result<Vec<Partner>> {
        let rows = sqlx::query_as(
            "SELECT action, person, asked, agreed_at FROM action_partner WHERE action = $1 ORDER BY person",
        );
        Ok(rows.bind(action).fetch_all(self.connection()).await?)
    }

    /// It was theirs too.
    pub async fn partner_agrees(
        &mut self,
        partner: &Partner,
        event_id: &str,
        now: Moment,
    ) -> Result<()> {
        sqlx::query(
            "UPDATE action_partner SET agreed_at = $3, agreed_by = $4 WHERE action = $1 AND person = $2",
        )
        .bind(&partner.action)
        .bind(&partner.person)
        .bind(now)
        .bind(event_id)
        .execute(self.connection())
        .await?;
        Ok(())
    }

    /// It was not theirs.
    pub async fn partner_declines(&mut self, action: &str, person: &str) -> Result<()> {
        sqlx::query("DELETE FROM action_partner WHERE action = $1 AND person = $2")
            .bind(action)
            .bind(person)
            .execute(self.connection())
            .await?;
        Ok(())
    }

    /// This person's agreement that came with this tap or message is taken back; gives the action.
    pub async fn take_agreement_back(
        &mut self,
        event_id: &str,
        person: &str,
    ) -> Result<Option<String>> {
        let action = sqlx::query_scalar(
            "UPDATE action_partner SET agreed_at = NULL, agreed_by = NULL
             WHERE agreed_by = $1 AND person = $2 RETURNING action",
        );
        Ok(action
            .bind(event_id)
            .bind(person)
            .fetch_optional(self.connection())
            .await?)
    }

    /// What somebody did, alone or together, newest day first. Without what was taken back.
    pub async fn actions_of(&mut self, person: &str) -> Result<Vec<Action>> {
        let rows = sqlx::query_as(
            "SELECT id, number, person, wijk, kind, reach_min, reach_max, audience, day, event_id, answer, withdrawn_at
             FROM action WHERE withdrawn_at IS NULL
               AND (person = $1 OR id IN (SELECT action FROM action_partner
                                          WHERE person = $1 AND agreed_at IS NOT NULL))
             ORDER BY day DESC, number DESC",
        );
        Ok(rows.bind(person).fetch_all(self.connection()).await?)
    }

    /// Whether somebody noted something done in this month, or anything at all since `since`.
    pub async fn has_acted(&mut self, person: &str, month: Month, since: Moment) -> Result<bool> {
        let found: i64 = sqlx::query_scalar(
            "SELECT COUNT(*) FROM action WHERE withdrawn_at IS NULL
               AND (person = $1 OR id IN (SELECT action FROM action_partner
                                          WHERE person = $1 AND agreed_at IS NOT NULL))
               AND (logged_at >= $2 OR day >= $3)",
        )
        .bind(person)
        .bind(since)
        .bind(month.first_day().to_string())
        .fetch_one(self.connection())
        .await?;
        Ok(found > 0)
    }

    /// Who of those who take part has at least so many actions to their credit; months without any are not counted.
    pub async fn credits(&mut self, at_least: i64) -> Result<Vec<Credit>> {
        let rows = sqlx::query_as(
            "SELECT credit.person, COUNT(*) AS actions FROM (
                 SELECT person, id FROM action WHERE withdrawn_at IS NULL AND kind <> 'geen-actie'
                 UNION
                 SELECT p.person, p.action FROM action_partner p JOIN action a ON a.id = p.action
                 WHERE p.agreed_at IS NOT NULL AND a.withdrawn_at IS NULL
             ) credit JOIN person ON person.id = credit.person
             WHERE person.left_at IS NULL
             GROUP BY credit.person HAVING COUNT(*) >= $1 ORDER BY credit.person",
        );
        Ok(rows.bind(at_least).fetch_all(self.connection()).await?)
    }
}
