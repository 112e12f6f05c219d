//! People, and which role they have in which wijk.

use anyhow::{Context, Result};

use super::Tx;
use crate::catalogue::Lang;
use crate::domain::people::Role;
use crate::domain::time::Moment;

/// Somebody in the programme.
#[derive(Debug, Clone, PartialEq, Eq, sqlx::FromRow)]
pub struct Person {
    pub id: String,
    pub user_id: String,
    pub name: String,
    pub organisation: Option<String>,
    /// The identity key that this person's rights are tied to.
    pub identity: Option<String>,
    pub suspended_at: Option<Moment>,
    pub hinted_at: Option<Moment>,
    /// The language that this person chose.
    pub language: Option<Lang>,
}

/// A role, in one wijk or (with an empty `wijk`) the whole gemeente.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord, sqlx::FromRow)]
pub struct GivenRole {
    pub person: String,
    pub role: Role,
    pub wijk: String,
    pub given_at: Moment,
}

/// A wijk of the programme.
#[derive(Debug, Clone, PartialEq, Eq, sqlx::FromRow)]
pub struct Wijk {
    pub code: String,
    pub name: String,
}

impl Tx {
    /// Adds a person, or changes the name and organisation of one who is there.
    pub async fn set_person(
        &mut self,
        id: &str,
        user_id: &str,
        name: &str,
        organisation: Option<&str>,
    ) -> Result<()> {
        sqlx::query(
            "INSERT INTO person (id, user_id, name, organisation) VALUES ($1, $2, $3, $4)
             ON CONFLICT (id) DO UPDATE SET user_id = excluded.user_id, name = excluded.name,
                                            organisation = excluded.organisation, left_at = NULL",
        )
        .bind(id)
        .bind(user_id)
        .bind(name)
        .bind(organisation)
        .execute(self.connection())
        .await
        .context("writing a person")?;
        Ok(())
    }

    pub async fn person_by_user(&mut self, user_id: &str) -> Result<Option<Person>> {
        let row = sqlx::query_as(
            "SELECT id, user_id, name, organisation, identity, suspended_at, hinted_at, language
             FROM person WHERE user_id = $1 AND left_at IS NULL",
        );
        Ok(row.bind(user_id).fetch_optional(self.connection()).await?)
    }

    pub async fn person(&mut self, id: &str) -> Result<Option<Person>> {
        let row = sqlx::query_as(
            "SELECT id, user_id, name, organisation, identity, suspended_at, hinted_at, language
             FROM person WHERE id = $1 AND left_at IS NULL",
        );
        Ok(row.bind(id).fetch_optional(self.connection()).await?)
    }

    pub async fn people(&mut self) -> Result<Vec<Person>> {
        let rows = sqlx::query_as(
            "SELECT id, user_id, name, organisation, identity, suspended_at, hinted_at, language
             FROM person WHERE left_at IS NULL ORDER BY user_id",
        );
        Ok(rows.fetch_all(self.connection()).await?)
    }

    /// A person leaves the programme: roles, follows, votes, questions in progress, plans, the register of training and
    /// what they signed up for go; what they did stays.
    pub async fn person_leaves(&mut self, id: &str, now: Moment) -> Result<()> {
        for forget in [
            "DELETE FROM role WHERE person = $1",
            "DELETE FROM follow WHERE person = $1",
            "DELETE FROM bell WHERE person = $1",
            "DELETE FROM subscriber WHERE person = $1",
            "UPDATE subscriber SET deputy = NULL WHERE deputy = $1",
            "DELETE FROM question WHERE person = $1",
            "DELETE FROM poll_vote WHERE person = $1",
            "DELETE FROM onboarding WHERE person = $1",
            "DELETE FROM signup WHERE person = $1",
            "DELETE FROM answer WHERE person = $1",
            "DELETE FROM pause WHERE person = $1",
            "DELETE FROM note WHERE person = $1",
            "DELETE FROM month_answer WHERE person = $1",
            "DELETE FROM goal WHERE person = $1 AND wijk = ''",
            "DELETE FROM action_partner WHERE person = $1 AND agreed_at IS NULL",
        ] {
            sqlx::query(forget)
                .bind(id)
                .execute(self.connection())
                .await?;
        }
        sqlx::query("UPDATE person SET left_at = $2 WHERE id = $1")
            .bind(id)
            .bind(now)
            .execute(self.connection())
            .await?;
        Ok(())
    }

    /// The language in which this person is answered; nothing for that of the room.
    pub async fn set_person_language(&mut self, person: &str, language: Lang) -> Result<()> {
        sqlx::query("UPDATE person SET language = $2 WHERE id = $1")
            .bind(person)
            .bind(language)
            .execute(self.connection())
            .await?;
        Ok(())
    }

    /// Ties a person's rights to the identity with which they were first used.
    pub async fn pin_identity(&mut self, person: &str, identity: &str) -> Result<()> {
        sqlx::query("UPDATE person SET identity = $2, suspended_at = NULL WHERE id = $1")
            .bind(person)
            .bind(identity)
            .execute(self.connection())
            .await?;
        Ok(())
    }

    /// The next signed message pins the person's new identity: a manager has confirmed it.
    pub async fn forget_identity(&mut self, person: &str) -> Result<()> {
        sqlx::query("UPDATE person SET identity = NULL, suspended_at = NULL WHERE id = $1")
            .bind(person)
            .execute(self.connection())
            .await?;
        Ok(())
    }

    pub async fn suspend(&mut self, person: &str, now: Moment) -> Result<()> {
        sqlx::query("UPDATE person SET suspended_at = COALESCE(suspended_at, $2) WHERE id = $1")
            .bind(person)
            .bind(now)
            .execute(self.connection())
            .await?;
        Ok(())
    }

    pub async fn mark_hinted(&mut self, person: &str, now: Moment) -> Result<()> {
        sqlx::query("UPDATE person SET hinted_at = $2 WHERE id = $1")
            .bind(person)
            .bind(now)
            .execute(self.connection())
            .await?;
        Ok(())
    }

    /// Gives a role; `false` when it was given already.
    pub async fn give_role(
        &mut self,
        person: &str,
        role: Role,
        wijk: &str,
        now: Moment,
    ) -> Result<bool> {
        let done = sqlx::query(
            "INSERT INTO role (person, role, wijk, given_at) VALUES ($1, $2, $3, $4)
             ON CONFLICT (person, role, wijk) DO NOTHING",
        )
        .bind(person)
        .bind(role)
        .bind(wijk)
        .bind(now)
        .execute(self.connection())
        .await
        .context("giving a role")?;
        Ok(done.rows_affected() > 0)
    }

    /// Takes a role, and the questions in progress: what was begun by right of it cannot be ended without.
    pub async fn take_role(&mut self, person: &str, role: Role, wijk: &str) -> Result<()> {
        sqlx::query("DELETE FROM question WHERE person = $1")
            .bind(person)
            .execute(self.connection())
            .await?;
        sqlx::query("DELETE FROM role WHERE person = $1 AND role = $2 AND wijk = $3")
            .bind(person)
            .bind(role)
            .bind(wijk)
            .execute(self.connection())
            .await?;
        Ok(())
    }

    /// Somebody with a role, and which roles; `None` for everybody else.
    pub async fn person_with_roles(
        &mut self,
        user_id: &str,
    ) -> Result<Option<(Person, Vec<GivenRole>)>> {
        #[derive(sqlx::FromRow)]
        struct Row {
            #[sqlx(flatten)]
            person: Person,
            #[sqlx(flatten)]
            role: GivenRole,
        }
        let rows: Vec<Row> = sqlx::query_as(
            "SELECT p.id, p.user_id, p.name, p.organisation, p.identity, p.suspended_at, p.hinted_at, p.language,
                    r.person, r.role, r.wijk, r.given_at
             FROM person p JOIN role r ON r.person = p.id
             WHERE p.user_id = $1 AND p.left_at IS NULL ORDER BY r.role, r.wijk",
        )
        .bind(user_id)
        .fetch_all(self.connection())
        .await?;
        let Some(person) = rows.first().map(|row| row.person.clone()) else {
            return Ok(None);
        };
        Ok(Some((
            person,
            rows.into_iter().map(|row| row.role).collect(),
        )))
    }

    pub async fn roles(&mut self) -> Result<Vec<GivenRole>> {
        let rows = sqlx::query_as(
            "SELECT person, role, wijk, given_at FROM role ORDER BY person, role, wijk",
        );
        Ok(rows.fetch_all(self.connection()).await?)
    }

    pub async fn roles_of(&mut self, person: &str) -> Result<Vec<GivenRole>> {
        let rows = sqlx::query_as(
            "SELECT person, role, wijk, given_at FROM role WHERE person = $1 ORDER BY role, wijk",
        );
        Ok(rows.bind(person).fetch_all(self.connection()).await?)
    }

    /// The people with a role in a wijk, or (with an empty `wijk`) for the whole gemeente.
    pub async fn people_with_role(&mut self, role: Role, wijk: &str) -> Result<Vec<Person>> {
        let rows = sqlx::query_as(
            "SELECT p.id, p.user_id, p.name, p.organisation, p.identity, p.suspended_at, p.hinted_at, p.language
             FROM person p JOIN role ON role.person = p.id
             WHERE role.role = $1 AND role.wijk = $2 AND p.left_at IS NULL ORDER BY p.user_id",
        );
        Ok(rows
            .bind(role)
            .bind(wijk)
            .fetch_all(self.connection())
            .await?)
    }

    pub async fn set_wijk(&mut self, code: &str, name: &str) -> Result<()> {
        sqlx::query(
            "INSERT INTO wijk (code, name) VALUES ($1, $2)
             ON CONFLICT (code) DO UPDATE SET name = excluded.name, closed_at = NULL",
        )
        .bind(code)
        .bind(name)
        .execute(self.connection())
        .await?;
        Ok(())
    }

    /// A wijk takes part no longer, nor do its ambassadeurs as such; what was done there stays.
    pub async fn close_wijk(&mut self, code: &str, now: Moment) -> Result<()> {
        sqlx::query("UPDATE wijk SET closed_at = $2 WHERE code = $1")
            .bind(code)
            .bind(now)
            .execute(self.connection())
            .await?;
        for forget in [
            "DELETE FROM question WHERE person IN (SELECT person FROM role WHERE wijk = $1)",
            "DELETE FROM role WHERE wijk = $1",
        ] {
            sqlx::query(forget)
                .bind(code)
                .execute(self.connection())
                .await?;
        }
        Ok(())
    }

    /// The wijken that take part, by name.
    pub async fn wijken(&mut self) -> Result<Vec<Wijk>> {
        let rows =
            sqlx::query_as("SELECT code, name FROM wijk WHERE closed_at IS NULL ORDER BY name");
        Ok(rows.fetch_all(self.connection()).await?)
    }

    pub async fn wijk(&mut self, code: &str) -> Result<Option<Wijk>> {
        let row =
            sqlx::query_as("SELECT code, name FROM wijk WHERE code = $1 AND closed_at IS NULL");
        Ok(row.bind(code).fetch_optional(self.connection()).await?)
    }

    /// What the programme file said last about a thing.
    pub async fn applied(&mut self, thing: &str) -> Result<Option<String>> {
        let value = sqlx::query_scalar("SELECT value FROM applied WHERE thing = $1");
        Ok(value.bind(thing).fetch_optional(self.connection()).await?)
    }

    pub async fn all_applied(&mut self) -> Result<Vec<(String, String)>> {
        Ok(
            sqlx::query_as("SELECT thing, value FROM applied ORDER BY thing")
                .fetch_all(self.connection())
                .await?,
        )
    }

    pub async fn set_applied(&mut self, thing: &str, value: &str) -> Result<()> {
        sqlx::query(
            "INSERT INTO applied (thing, value) VALUES ($1, $2)
             ON CONFLICT (thing) DO UPDATE SET value = excluded.value",
        )
        .bind(thing)
        .bind(value)
        .execute(self.connection())
        .await?;
        Ok(())
    }

    pub async fn forget_applied(&mut self, thing: &str) -> Result<()> {
        sqlx::query("DELETE FROM applied WHERE thing = $1")
            .bind(thing)
            .execute(self.connection())
            .await?;
        Ok(())
    }
}
