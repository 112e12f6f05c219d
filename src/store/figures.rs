//! Counts for overviews: who was heard of, what happened each week, which agreements were kept.

use std::collections::BTreeMap;

use anyhow::Result;

use super::Tx;
use crate::domain::time::Moment;

/// When somebody was last heard of, in a wijk of theirs.
#[derive(Debug, Clone, PartialEq, Eq, sqlx::FromRow)]
pub struct LastHeard {
    pub person: String,
    pub name: String,
    pub wijk: String,
    /// When the role was given.
    pub since: Moment,
    /// The newest action or signal of this person, or the last activity that they organise, in whatever wijk.
    pub heard_at: Option<Moment>,
}

/// A signal that went to the signal room, and when it was first seen and closed.
#[derive(Debug, Clone, PartialEq, Eq, sqlx::FromRow)]
pub struct Handled {
    pub reported_at: Moment,
    pub seen_at: Option<Moment>,
    pub closed_at: Option<Moment>,
}

impl Tx {
    /// Every ambassadeur per wijk, with when they were last heard of.
    pub async fn last_heard(&mut self) -> Result<Vec<LastHeard>> {
        let rows = sqlx::query_as(
            "SELECT p.id AS person, p.name, role.wijk, role.given_at AS since,
                    CAST((SELECT MAX(heard.at) FROM
                        (SELECT MAX(a.logged_at) AS at FROM action a WHERE a.person = p.id AND a.withdrawn_at IS NULL
                         UNION ALL
                         SELECT MAX(s.reported_at) FROM signal s WHERE s.person = p.id AND s.withdrawn_at IS NULL
                         UNION ALL
                         SELECT MAX(v.starts_at) FROM activity v WHERE v.person = p.id AND v.called_off_at IS NULL) AS heard)
                    AS BIGINT) AS heard_at
             FROM role JOIN person p ON p.id = role.person
             WHERE role.role = 'ambassadeur' AND p.left_at IS NULL ORDER BY p.name, role.wijk",
        );
        Ok(rows.fetch_all(self.connection()).await?)
    }

    /// Signals that were reported from `from` up to before `to`, with when they were first seen and closed.
    pub async fn handled_signals(&mut self, from: Moment, to: Moment) -> Result<Vec<Handled>> {
        let rows = sqlx::query_as(
            "SELECT s.reported_at, CAST(MIN(CASE WHEN step.state <> 'nieuw' THEN step.at END) AS BIGINT) AS seen_at,
                    CAST(MIN(CASE WHEN step.state = 'afgehandeld' THEN step.at END) AS BIGINT) AS closed_at
             FROM signal s LEFT JOIN signal_step step ON step.signal = s.id AND step.taken_back_at IS NULL
             WHERE s.withdrawn_at IS NULL AND s.forwarded IS NOT NULL AND s.reported_at >= $1 AND s.reported_at < $2
             GROUP BY s.id, s.number, s.reported_at ORDER BY s.number",
        );
        Ok(rows
            .bind(from)
            .bind(to)
            .fetch_all(self.connection())
            .await?)
    }

    /// How often a job ran and was skipped, from `from` up to before `to`: `done` and `skipped` to their counts.
    pub async fn job_runs(
        &mut self,
        job: &str,
        from: Moment,
        to: Moment,
    ) -> Result<BTreeMap<String, i64>> {
        let rows = sqlx::query_as(
            "SELECT result, COUNT(*) FROM job_run WHERE job = $1 AND ran_at >= $2 AND ran_at < $3 GROUP BY result",
        );
        let rows: Vec<(String, i64)> = rows
            .bind(job)
            .bind(from)
            .bind(to)
            .fetch_all(self.connection())
            .await?;
        Ok(rows.into_iter().collect())
    }

    /// Names and user ids of those whose rights rest until a manager confirms them.
    pub async fn suspended_people(&mut self) -> Result<Vec<(String, String)>> {
        let rows = sqlx::query_as(
            "SELECT name, user_id FROM person WHERE suspended_at IS NOT NULL AND left_at IS NULL ORDER BY name",
        );
        Ok(rows.fetch_all(self.connection()).await?)
    }

    /// Wijken that closed, with their names.
    pub async fn closed_wijken(&mut self) -> Result<Vec<super::Wijk>> {
        let rows =
            sqlx::query_as("SELECT code, name FROM wijk WHERE closed_at IS NOT NULL ORDER BY name");
        Ok(rows.fetch_all(self.connection()).await?)
    }

    /// The kind of organisation of each person who has one, by person.
    pub async fn organisation_kinds(&mut self) -> Result<BTreeMap<String, String>> {
        let rows = sqlx::query_as(
            "SELECT id, organisation_kind FROM person WHERE organisation_kind IS NOT NULL AND left_at IS NULL",
        );
        let rows: Vec<(String, String)> = rows.fetch_all(self.connection()).await?;
        Ok(rows.into_iter().collect())
    }

    pub async fn set_organisation_kind(&mut self, person: &str, kind: Option<&str>) -> Result<()> {
        sqlx::query("UPDATE person SET organisation_kind = $2 WHERE id = $1")
            .bind(person)
            .bind(kind)
            .execute(self.connection())
            .await?;
        Ok(())
    }
}
