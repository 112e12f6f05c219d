//! What else is kept of a signal: details, how it came to stand where it stands, sightings, and what is the same event.

use anyhow::{Context, Result};
use chrono::NaiveDate;
use sqlx::FromRow;

use super::signals::select_signals;
use super::{Signal, Tx};
use crate::domain::people::Role;
use crate::domain::signal::{Details, Sighting, SignalState};
use crate::domain::time::Moment;

/// One step in the course of a signal, as it is told: never by whom.
#[derive(Debug, Clone, PartialEq, Eq, FromRow)]
pub struct CourseStep {
    pub at: Moment,
    pub state: SignalState,
    pub handling: Option<String>,
    pub role: Option<Role>,
}

/// What others in the wijk tapped: how many people say so.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq, FromRow)]
pub struct Sightings {
    pub saw_it_too: i64,
    pub not_right: i64,
}

/// What the column `aangifte` says where a message told that it was done.
const AANGIFTE_DONE: &str = "gedaan";

#[derive(FromRow)]
struct DetailsRow {
    variant: Option<String>,
    day_part: Option<String>,
    audience: Option<String>,
    place: Option<String>,
    aangifte: Option<String>,
}

impl Tx {
    /// Keeps what else is known of a signal, in the place of what was known before.
    pub async fn set_details(&mut self, id: &str, details: &Details) -> Result<()> {
        sqlx::query(
            "UPDATE signal SET variant = $2, day_part = $3, audience = $4, place = $5, aangifte = $6 WHERE id = $1",
        )
        .bind(id)
        .bind(details.variant.clone())
        .bind(details.day_part.clone())
        .bind(details.audience.clone())
        .bind(details.place.clone())
        .bind(details.aangifte_done.then(|| AANGIFTE_DONE.to_owned()))
        .execute(self.connection())
        .await
        .context("keeping the details of a signal")?;
        sqlx::query("DELETE FROM signal_also WHERE signal = $1")
            .bind(id)
            .execute(self.connection())
            .await?;
        for phenomenon in &details.also {
            sqlx::query(
                "INSERT INTO signal_also (signal, phenomenon) VALUES ($1, $2)
                 ON CONFLICT (signal, phenomenon) DO NOTHING",
            )
            .bind(id)
            .bind(phenomenon)
            .execute(self.connection())
            .await?;
        }
        Ok(())
    }

    /// What else is known of a signal; nothing for one that is not there.
    pub async fn details(&mut self, id: &str) -> Result<Details> {
        let row: Option<DetailsRow> = sqlx::query_as(
            "SELECT variant, day_part, audience, place, aangifte FROM signal WHERE id = $1",
        )
        .bind(id)
        .fetch_optional(self.connection())
        .await?;
        let also = sqlx::query_scalar(
            "SELECT phenomenon FROM signal_also WHERE signal = $1 ORDER BY phenomenon",
        )
        .bind(id)
        .fetch_all(self.connection())
        .await?;
        Ok(row.map_or_else(Details::default, |row| Details {
            variant: row.variant,
            day_part: row.day_part,
            audience: row.audience,
            place: row.place,
            aangifte_done: row.aangifte.as_deref() == Some(AANGIFTE_DONE),
            also,
        }))
    }

    /// Each step of a signal that stands and brought it further, oldest first.
    pub async fn course_of_signal(&mut self, id: &str) -> Result<Vec<CourseStep>> {
        let rows = sqlx::query_as(
            "SELECT at, state, handling, role FROM signal_step
             WHERE signal = $1 AND taken_back_at IS NULL AND state <> 'nieuw' ORDER BY at, event_id",
        );
        Ok(rows.bind(id).fetch_all(self.connection()).await?)
    }

    /// Keeps a tap on a report; the same tap again changes nothing.
    pub async fn add_sighting(
        &mut self,
        event_id: &str,
        signal: &str,
        person: &str,
        says: Sighting,
        now: Moment,
    ) -> Result<()> {
        sqlx::query(
            "INSERT INTO sighting (event_id, signal, person, says, at) VALUES ($1, $2, $3, $4, $5)
             ON CONFLICT (event_id) DO NOTHING",
        )
        .bind(event_id)
        .bind(signal)
        .bind(person)
        .bind(says)
        .bind(now)
        .execute(self.connection())
        .await
        .context("keeping a sighting")?;
        self.look_for_bursts_of(signal).await
    }

    /// Takes back the tap that this person made; gives the id of the signal.
    pub async fn take_sighting_back(
        &mut self,
        event_id: &str,
        person: &str,
        now: Moment,
    ) -> Result<Option<String>> {
        let signal: Option<String> = sqlx::query_scalar(
            "UPDATE sighting SET taken_back_at = $3 WHERE event_id = $1 AND person = $2 AND taken_back_at IS NULL
             RETURNING signal",
        )
        .bind(event_id)
        .bind(person)
        .bind(now)
        .fetch_optional(self.connection())
        .await?;
        if let Some(signal) = &signal {
            self.look_for_bursts_of(signal).await?;
        }
        Ok(signal)
    }

    /// How many people say what of this signal and of those that were merged with it. Of somebody who tapped twice, or who
    /// reported one of them, nothing counts twice.
    pub async fn sightings(&mut self, root: &str) -> Result<Sightings> {
        let row = sqlx::query_as(
            "SELECT COUNT(DISTINCT CASE WHEN v.says = 'ook-gezien' THEN v.person END) AS saw_it_too,
                    COUNT(DISTINCT CASE WHEN v.says = 'klopt-niet' THEN v.person END) AS not_right
             FROM sighting v JOIN signal s ON s.id = v.signal
             WHERE (s.id = $1 OR s.merged_into = $1) AND s.withdrawn_at IS NULL AND v.taken_back_at IS NULL
               AND NOT EXISTS (SELECT 1 FROM signal r WHERE (r.id = $1 OR r.merged_into = $1)
                               AND r.person = v.person AND r.withdrawn_at IS NULL)",
        );
        Ok(row.bind(root).fetch_one(self.connection()).await?)
    }

    /// A signal and all that were merged with it and not taken back, oldest first.
    pub async fn signals_together(&mut self, root: &str) -> Result<Vec<Signal>> {
        let rows = sqlx::query_as(select_signals!(
            "WHERE (id = $1 OR merged_into = $1) AND withdrawn_at IS NULL ORDER BY number"
        ));
        Ok(rows.bind(root).fetch_all(self.connection()).await?)
    }

    /// From now on this signal counts with `root`, or again by itself.
    pub async fn set_merged(&mut self, id: &str, root: Option<&str>) -> Result<()> {
        sqlx::query("UPDATE signal SET merged_into = $2 WHERE id = $1")
            .bind(id)
            .bind(root.map(str::to_owned))
            .execute(self.connection())
            .await?;
        self.look_for_bursts_of(id).await
    }

    /// Signals that were reported after `after` and not compared with others yet, newest first.
    pub async fn signals_to_compare(&mut self, after: Moment) -> Result<Vec<Signal>> {
        let rows = sqlx::query_as(select_signals!(
            "WHERE compared_at IS NULL AND reported_at > $1 AND forwarded IS NOT NULL AND withdrawn_at IS NULL
               AND merged_into IS NULL ORDER BY number DESC"
        ));
        Ok(rows.bind(after).fetch_all(self.connection()).await?)
    }

    /// The first signal before this one about the same trick in a wijk, on the days `from` up to and including `to`, that
    /// stands by itself.
    pub async fn first_like(
        &mut self,
        signal: &Signal,
        wijk: &str,
        from: NaiveDate,
        to: NaiveDate,
    ) -> Result<Option<Signal>> {
        let row = sqlx::query_as(select_signals!(
            "WHERE phenomenon = $1 AND wijk = $2 AND day >= $3 AND day <= $4 AND number < $5
               AND forwarded IS NOT NULL AND withdrawn_at IS NULL AND merged_into IS NULL ORDER BY number LIMIT 1"
        ));
        Ok(row
            .bind(&signal.phenomenon)
            .bind(wijk)
            .bind(from.to_string())
            .bind(to.to_string())
            .bind(signal.number)
            .fetch_optional(self.connection())
            .await?)
    }

    pub async fn mark_compared(&mut self, id: &str, now: Moment) -> Result<()> {
        sqlx::query("UPDATE signal SET compared_at = $2 WHERE id = $1")
            .bind(id)
            .bind(now)
            .execute(self.connection())
            .await?;
        Ok(())
    }

    /// The managers hear of it now, because it waits for too long; `false` when they heard before.
    pub async fn mark_escalated(&mut self, id: &str, now: Moment) -> Result<bool> {
        let done = sqlx::query(
            "UPDATE signal SET escalated_at = $2 WHERE id = $1 AND escalated_at IS NULL",
        );
        Ok(done
            .bind(id)
            .bind(now)
            .execute(self.connection())
            .await?
            .rows_affected()
            > 0)
    }
}
