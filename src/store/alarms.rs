//! Early warning: the reports that it looks at, and the alarms that it told.

use anyhow::{Context, Result};

use super::Tx;
use crate::domain::detection::{AlarmState, Level};
use crate::domain::time::Moment;

/// A signal, as the early warning counts it.
#[derive(Debug, Clone, PartialEq, Eq, sqlx::FromRow)]
pub struct Report {
    pub number: i64,
    pub phenomenon: String,
    pub wijk: String,
    pub person: String,
    pub reported_at: Moment,
    /// One for a signal; none for who was merged with it or saw the same.
    pub events: i64,
}

/// An alarm that was told.
#[derive(Debug, Clone, PartialEq, Eq, sqlx::FromRow)]
pub struct AlarmRow {
    pub id: String,
    /// What people call it by.
    pub number: i64,
    pub phenomenon: String,
    pub level: Level,
    /// The code of the wijk (of neighbours the middle one), the stadsdeel, or nothing for the gemeente.
    pub area: String,
    /// The codes of all wijken in it, with spaces between.
    pub wijken: String,
    /// Days, as the database keeps them.
    pub since: String,
    pub told_on: String,
    pub over_on: Option<String>,
    /// As its messages say now.
    pub reports: i64,
    pub reporters: i64,
    /// Reports in a thousand weeks, before the burst.
    pub usual: i64,
    pub state: AlarmState,
    /// Why nothing was done.
    pub reason: Option<String>,
    /// Who chose what is done, and when.
    pub person: Option<String>,
    pub decided_at: Option<Moment>,
    /// Its messages: ids of the outbox.
    pub in_signal: String,
    pub in_management: String,
}

impl AlarmRow {
    pub fn holds(&self, wijk: &str) -> bool {
        self.wijken.split(' ').any(|code| code == wijk)
    }
}

/// What was reported from `$1` on and stands, with what else is asked of the signal. What was merged with another signal, and
/// who saw the same, add a person and no event. What turned out to be no fraud is left out.
macro_rules! select_reports {
    ($what:literal, $and:literal, $rest:literal) => {
        concat!(
            "SELECT ",
            $what,
            " FROM (
                SELECT s.number, s.phenomenon, s.wijk, s.person, s.reported_at,
                       CAST(CASE WHEN s.merged_into IS NULL THEN 1 ELSE 0 END AS BIGINT) AS events
                FROM signal s
                WHERE s.reported_at >= $1 AND s.withdrawn_at IS NULL AND s.wijk <> ''
                  AND COALESCE(s.handling, '') <> 'vals-alarm' ",
            $and,
            " UNION ALL
                SELECT s.number, s.phenomenon, s.wijk, v.person, v.at, CAST(0 AS BIGINT)
                FROM sighting v JOIN signal s ON s.id = v.signal
                WHERE v.at >= $1 AND v.says = 'ook-gezien' AND v.taken_back_at IS NULL AND s.withdrawn_at IS NULL
                  AND s.wijk <> '' AND COALESCE(s.handling, '') <> 'vals-alarm' ",
            $and,
            ") AS report ",
            $rest
        )
    };
}

macro_rules! select_alarms {
    ($rest:literal) => {
        concat!(
            "SELECT id, number, phenomenon, level, area, wijken, since, told_on, over_on, reports, reporters, usual, state,
                    reason, person, decided_at, in_signal, in_management
             FROM alarm ",
            $rest
        )
    };
}

impl Tx {
    /// What was reported in a wijk from `from` on and stands, and who saw the same.
    pub async fn reports_since(&mut self, from: Moment) -> Result<Vec<Report>> {
        let rows = sqlx::query_as(select_reports!("*", "", ""));
        Ok(rows.bind(from).fetch_all(self.connection()).await?)
    }

    /// The same of one trick, oldest first.
    pub async fn reports_of(&mut self, phenomenon: &str, from: Moment) -> Result<Vec<Report>> {
        let rows = sqlx::query_as(select_reports!(
            "*",
            "AND s.phenomenon = $2",
            "ORDER BY reported_at, number"
        ));
        let rows = rows.bind(from).bind(phenomenon);
        Ok(rows.fetch_all(self.connection()).await?)
    }

    /// How many people reported or saw that trick from `from` on.
    pub async fn reporters_of(&mut self, phenomenon: &str, from: Moment) -> Result<i64> {
        let count = sqlx::query_scalar(select_reports!(
            "COUNT(DISTINCT person)",
            "AND s.phenomenon = $2",
            ""
        ));
        let count = count.bind(from).bind(phenomenon);
        Ok(count.fetch_one(self.connection()).await?)
    }

    /// Tricks that were reported, corrected or taken back since they were looked at.
    pub async fn bursts_due(&mut self) -> Result<Vec<String>> {
        let rows = sqlx::query_scalar("SELECT phenomenon FROM burst_due ORDER BY phenomenon");
        Ok(rows.fetch_all(self.connection()).await?)
    }

    /// That trick was looked at.
    pub async fn burst_looked_at(&mut self, phenomenon: &str) -> Result<()> {
        sqlx::query("DELETE FROM burst_due WHERE phenomenon = $1")
            .bind(phenomenon)
            .execute(self.connection())
            .await?;
        Ok(())
    }

    /// Keeps an alarm that is told.
    pub async fn add_alarm(&mut self, new: &AlarmRow) -> Result<()> {
        sqlx::query(
            "INSERT INTO alarm (id, number, phenomenon, level, area, wijken, since, told_on, over_on, reports, reporters,
                                usual, state, reason, person, decided_at, in_signal, in_management)
             VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12, $13, $14, $15, $16, $17, $18)",
        )
        .bind(&new.id)
        .bind(new.number)
        .bind(&new.phenomenon)
        .bind(new.level)
        .bind(&new.area)
        .bind(&new.wijken)
        .bind(&new.since)
        .bind(&new.told_on)
        .bind(new.over_on.clone())
        .bind(new.reports)
        .bind(new.reporters)
        .bind(new.usual)
        .bind(new.state)
        .bind(new.reason.clone())
        .bind(new.person.clone())
        .bind(new.decided_at)
        .bind(&new.in_signal)
        .bind(&new.in_management)
        .execute(self.connection())
        .await
        .with_context(|| format!("keeping alarm {}", new.number))?;
        Ok(())
    }

    /// What changes of an alarm: its counts, whether it is over, and what was chosen.
    pub async fn change_alarm(&mut self, alarm: &AlarmRow) -> Result<()> {
        sqlx::query(
            "UPDATE alarm SET over_on = $2, reports = $3, reporters = $4, state = $5, reason = $6, person = $7,
                    decided_at = $8 WHERE id = $1",
        )
        .bind(&alarm.id)
        .bind(alarm.over_on.clone())
        .bind(alarm.reports)
        .bind(alarm.reporters)
        .bind(alarm.state)
        .bind(alarm.reason.clone())
        .bind(alarm.person.clone())
        .bind(alarm.decided_at)
        .execute(self.connection())
        .await
        .with_context(|| format!("changing alarm {}", alarm.number))?;
        Ok(())
    }

    pub async fn alarm(&mut self, id: &str) -> Result<Option<AlarmRow>> {
        let row = sqlx::query_as(select_alarms!("WHERE id = $1"));
        Ok(row.bind(id).fetch_optional(self.connection()).await?)
    }

    pub async fn alarm_by_number(&mut self, number: i64) -> Result<Option<AlarmRow>> {
        let row = sqlx::query_as(select_alarms!("WHERE number = $1"));
        Ok(row.bind(number).fetch_optional(self.connection()).await?)
    }

    /// Alarms that are not over, or that were told on or after that day; oldest first.
    pub async fn alarms_since(&mut self, day: &str) -> Result<Vec<AlarmRow>> {
        let rows = sqlx::query_as(select_alarms!(
            "WHERE over_on IS NULL OR told_on >= $1 ORDER BY number"
        ));
        Ok(rows.bind(day).fetch_all(self.connection()).await?)
    }
}
