//! Warnings to wijken: what was behind each, who decided it, where it went, and what came of it.

use anyhow::{Context, Result};
use chrono::NaiveDate;

use super::signals::select_signals;
use super::{Signal, Tx, WijkCount};
use crate::domain::time::Moment;
use crate::domain::warning::WarningState;

/// A warning to propose. Its number is taken from the counter `warning`.
pub struct NewWarning<'a> {
    pub id: &'a str,
    pub number: i64,
    pub event_id: &'a str,
    pub phenomenon: &'a str,
    pub person: &'a str,
    /// Our message in the signal room.
    pub told: &'a str,
}

/// A kept warning.
#[derive(Debug, Clone, PartialEq, Eq, sqlx::FromRow)]
pub struct Warning {
    pub id: String,
    pub number: i64,
    pub event_id: String,
    pub phenomenon: String,
    pub state: WarningState,
    pub proposed_by: String,
    pub proposed_at: Moment,
    pub agreed_by: Option<String>,
    pub sent_at: Option<Moment>,
    /// The last day on which it holds.
    pub ends_on: Option<String>,
    pub told: String,
    pub shown: String,
}

/// A wijk that a warning is for.
#[derive(Debug, Clone, PartialEq, Eq, sqlx::FromRow)]
pub struct WarningWijk {
    pub wijk: String,
    /// The ready action, of the catalogue.
    pub idea: Option<String>,
    /// The warning in the outbox.
    pub parcel: Option<String>,
    /// The short version below it.
    pub pass_on: Option<String>,
}

/// How far a warning came.
#[derive(Debug, Clone, Copy, PartialEq, Eq, sqlx::FromRow)]
pub struct WarningReach {
    pub rooms: i64,
    /// Rooms in which it is.
    pub delivered: i64,
    /// People who tapped that they saw it.
    pub seen: i64,
    /// People who tapped that they told others.
    pub passed_on: i64,
}

/// A code that was given to somebody who asked whether a message is really ours.
#[derive(Debug, Clone, PartialEq, Eq, sqlx::FromRow)]
pub struct Check {
    pub person: String,
    pub room: String,
    pub given_at: Moment,
}

macro_rules! select_warnings {
    ($rest:literal) => {
        concat!(
            "SELECT id, number, event_id, phenomenon, state, proposed_by, proposed_at, agreed_by, sent_at, ends_on, told,
                    shown
             FROM warning ",
            $rest
        )
    };
}

impl Tx {
    /// Proposes a warning for these wijken.
    pub async fn propose_warning(
        &mut self,
        new: &NewWarning<'_>,
        wijken: &[String],
        now: Moment,
    ) -> Result<()> {
        sqlx::query(
            "INSERT INTO warning (id, number, event_id, phenomenon, state, proposed_by, proposed_at, told, shown, shown_at)
             VALUES ($1, $2, $3, $4, $5, $6, $7, $8, '', $7) ON CONFLICT (id) DO NOTHING",
        )
        .bind(new.id)
        .bind(new.number)
        .bind(new.event_id)
        .bind(new.phenomenon)
        .bind(WarningState::Proposed)
        .bind(new.person)
        .bind(now)
        .bind(new.told)
        .execute(self.connection())
        .await
        .context("proposing a warning")?;
        for wijk in wijken {
            sqlx::query(
                "INSERT INTO warning_wijk (warning, wijk) VALUES ($1, $2) ON CONFLICT (warning, wijk) DO NOTHING",
            )
            .bind(new.id)
            .bind(wijk)
            .execute(self.connection())
            .await?;
        }
        Ok(())
    }

    pub async fn warning(&mut self, id: &str) -> Result<Option<Warning>> {
        let row = sqlx::query_as(select_warnings!("WHERE id = $1"));
        Ok(row.bind(id).fetch_optional(self.connection()).await?)
    }

    pub async fn warning_by_number(&mut self, number: i64) -> Result<Option<Warning>> {
        let row = sqlx::query_as(select_warnings!("WHERE number = $1"));
        Ok(row.bind(number).fetch_optional(self.connection()).await?)
    }

    /// The warning that this message asked for; of an edited one the newest.
    pub async fn warning_of_event(&mut self, event_id: &str) -> Result<Option<Warning>> {
        let row = sqlx::query_as(select_warnings!(
            "WHERE event_id = $1 ORDER BY number DESC LIMIT 1"
        ));
        Ok(row.bind(event_id).fetch_optional(self.connection()).await?)
    }

    /// The warnings of that state, oldest first.
    pub async fn warnings_that_are(&mut self, state: WarningState) -> Result<Vec<Warning>> {
        let rows = sqlx::query_as(select_warnings!("WHERE state = $1 ORDER BY number"));
        Ok(rows.bind(state).fetch_all(self.connection()).await?)
    }

    /// The warnings that hold in a wijk now, newest first.
    pub async fn warnings_in(&mut self, wijk: &str) -> Result<Vec<Warning>> {
        let rows = sqlx::query_as(select_warnings!(
            "WHERE state = $1 AND id IN (SELECT warning FROM warning_wijk WHERE wijk = $2 AND parcel IS NOT NULL)
             ORDER BY number DESC"
        ));
        let rows = rows.bind(WarningState::Sent).bind(wijk);
        Ok(rows.fetch_all(self.connection()).await?)
    }

    /// How many warnings went to a wijk after `after`, also those that were withdrawn since.
    pub async fn warnings_sent_to(&mut self, wijk: &str, after: Moment) -> Result<i64> {
        let row = sqlx::query_scalar(
            "SELECT COUNT(*) FROM warning w JOIN warning_wijk r ON r.warning = w.id
             WHERE r.wijk = $1 AND r.parcel IS NOT NULL AND w.sent_at > $2",
        );
        Ok(row
            .bind(wijk)
            .bind(after)
            .fetch_one(self.connection())
            .await?)
    }

    /// The wijken that a warning is for, by code.
    pub async fn wijken_of_warning(&mut self, warning: &str) -> Result<Vec<WarningWijk>> {
        let rows = sqlx::query_as(
            "SELECT wijk, idea, parcel, pass_on FROM warning_wijk WHERE warning = $1 ORDER BY wijk",
        );
        Ok(rows.bind(warning).fetch_all(self.connection()).await?)
    }

    /// A second person agreed: it is sent, and holds up to and including that day.
    pub async fn warning_agreed(
        &mut self,
        warning: &str,
        person: &str,
        ends_on: NaiveDate,
        now: Moment,
    ) -> Result<()> {
        sqlx::query(
            "UPDATE warning SET state = $2, agreed_by = $3, ends_on = $4, sent_at = $5 WHERE id = $1",
        )
        .bind(warning)
        .bind(WarningState::Sent)
        .bind(person)
        .bind(ends_on.to_string())
        .bind(now)
        .execute(self.connection())
        .await?;
        // An alarm of the same trick shows that it was answered.
        sqlx::query(
            "INSERT INTO burst_due (phenomenon) SELECT phenomenon FROM warning WHERE id = $1
             ON CONFLICT (phenomenon) DO NOTHING",
        )
        .bind(warning)
        .execute(self.connection())
        .await?;
        Ok(())
    }

    /// The wijken that were warned of a trick from that moment on, each with who agreed to it.
    pub async fn warned_since(
        &mut self,
        phenomenon: &str,
        since: Moment,
    ) -> Result<Vec<(String, String)>> {
        let rows = sqlx::query_as(
            "SELECT i.wijk, w.agreed_by FROM warning w JOIN warning_wijk i ON i.warning = w.id
             WHERE w.phenomenon = $1 AND w.sent_at >= $2 AND w.agreed_by IS NOT NULL ORDER BY w.sent_at, i.wijk",
        );
        Ok(rows
            .bind(phenomenon)
            .bind(since)
            .fetch_all(self.connection())
            .await?)
    }

    /// What a wijk was sent.
    pub async fn warning_sent_to(&mut self, warning: &str, sent: &WarningWijk) -> Result<()> {
        sqlx::query(
            "UPDATE warning_wijk SET idea = $3, parcel = $4, pass_on = $5 WHERE warning = $1 AND wijk = $2",
        )
        .bind(warning)
        .bind(&sent.wijk)
        .bind(sent.idea.clone())
        .bind(sent.parcel.clone())
        .bind(sent.pass_on.clone())
        .execute(self.connection())
        .await?;
        Ok(())
    }

    /// A wijk that was sent nothing has no part in it.
    pub async fn leave_out_unsent(&mut self, warning: &str) -> Result<()> {
        sqlx::query("DELETE FROM warning_wijk WHERE warning = $1 AND parcel IS NULL")
            .bind(warning)
            .execute(self.connection())
            .await?;
        Ok(())
    }

    /// It holds no longer: withdrawn, or over.
    pub async fn end_warning(
        &mut self,
        warning: &str,
        state: WarningState,
        now: Moment,
    ) -> Result<()> {
        sqlx::query("UPDATE warning SET state = $2, ended_at = $3 WHERE id = $1")
            .bind(warning)
            .bind(state)
            .bind(now)
            .execute(self.connection())
            .await?;
        Ok(())
    }

    /// Another message in the signal room shows it from now on.
    pub async fn warning_told(&mut self, warning: &str, told: &str) -> Result<()> {
        sqlx::query("UPDATE warning SET told = $2 WHERE id = $1")
            .bind(warning)
            .bind(told)
            .execute(self.connection())
            .await?;
        Ok(())
    }

    /// The signals that are behind a warning are kept with it: of its trick, in its wijken, after `after`.
    pub async fn link_signals(&mut self, warning: &str, after: Moment) -> Result<()> {
        sqlx::query(
            "INSERT INTO warning_signal (warning, signal)
             SELECT w.id, s.id FROM warning w
             JOIN warning_wijk r ON r.warning = w.id
             JOIN signal s ON s.wijk = r.wijk AND s.phenomenon = w.phenomenon
             WHERE w.id = $1 AND s.reported_at > $2 AND s.withdrawn_at IS NULL AND s.forwarded IS NOT NULL
             ON CONFLICT (warning, signal) DO NOTHING",
        )
        .bind(warning)
        .bind(after)
        .execute(self.connection())
        .await?;
        Ok(())
    }

    /// The signals behind a warning that were not taken back since, oldest first.
    pub async fn signals_of_warning(&mut self, warning: &str) -> Result<Vec<Signal>> {
        let rows = sqlx::query_as(select_signals!(
            "WHERE id IN (SELECT signal FROM warning_signal WHERE warning = $1) AND withdrawn_at IS NULL ORDER BY number"
        ));
        Ok(rows.bind(warning).fetch_all(self.connection()).await?)
    }

    /// Somebody saw it (`gezien`) or told others (`doorverteld`); counted once. `false` when it was counted before.
    pub async fn warning_tapped(
        &mut self,
        warning: &str,
        person: &str,
        kind: &str,
        event_id: &str,
    ) -> Result<bool> {
        let done = sqlx::query(
            "INSERT INTO warning_tap (warning, person, kind, event_id) SELECT id, $2, $3, $4 FROM warning WHERE id = $1
             ON CONFLICT (warning, person, kind) DO NOTHING",
        );
        let done = done.bind(warning).bind(person).bind(kind).bind(event_id);
        Ok(done.execute(self.connection()).await?.rows_affected() > 0)
    }

    /// The tap was taken back; `false` when it was none on a warning, or not this person's.
    pub async fn take_warning_tap_back(&mut self, event_id: &str, person: &str) -> Result<bool> {
        let done = sqlx::query("DELETE FROM warning_tap WHERE event_id = $1 AND person = $2");
        let done = done.bind(event_id).bind(person);
        Ok(done.execute(self.connection()).await?.rows_affected() > 0)
    }

    /// An action that came of a warning.
    pub async fn link_action(&mut self, warning: &str, action: &str) -> Result<()> {
        sqlx::query(
            "INSERT INTO warning_action (warning, action) VALUES ($1, $2) ON CONFLICT (warning, action) DO NOTHING",
        )
        .bind(warning)
        .bind(action)
        .execute(self.connection())
        .await?;
        Ok(())
    }

    /// What came of a warning, by kind of action; nothing that was taken back.
    pub async fn actions_of_warning(&mut self, warning: &str) -> Result<Vec<WijkCount>> {
        let rows = sqlx::query_as(
            "SELECT '' AS wijk, a.kind AS kind, COUNT(*) AS actions,
                    CAST(COALESCE(SUM(a.reach_min), 0) AS BIGINT) AS reach_min,
                    CAST(COALESCE(SUM(a.reach_max), 0) AS BIGINT) AS reach_max
             FROM action a JOIN warning_action l ON l.action = a.id
             WHERE l.warning = $1 AND a.withdrawn_at IS NULL GROUP BY a.kind ORDER BY COUNT(*) DESC, a.kind",
        );
        Ok(rows.bind(warning).fetch_all(self.connection()).await?)
    }

    pub async fn reach_of_warning(&mut self, warning: &str) -> Result<WarningReach> {
        let row = sqlx::query_as(
            "SELECT COUNT(*) AS rooms,
                    CAST(COALESCE(SUM(CASE WHEN o.state = 'sent' THEN 1 ELSE 0 END), 0) AS BIGINT) AS delivered,
                    COALESCE((SELECT w.seen FROM warning w WHERE w.id = $1),
                        (SELECT COUNT(*) FROM warning_tap t WHERE t.warning = $1 AND t.kind = 'gezien')) AS seen,
                    COALESCE((SELECT w.passed_on FROM warning w WHERE w.id = $1),
                        (SELECT COUNT(*) FROM warning_tap t WHERE t.warning = $1 AND t.kind = 'doorverteld')) AS passed_on
             FROM warning_wijk r LEFT JOIN outbox o ON o.id = r.parcel WHERE r.warning = $1 AND r.parcel IS NOT NULL",
        );
        Ok(row.bind(warning).fetch_one(self.connection()).await?)
    }

    /// Warnings that hold, and whose counts were last shown at or before `shown`.
    pub async fn warnings_to_count(&mut self, shown: Moment) -> Result<Vec<Warning>> {
        let rows = sqlx::query_as(select_warnings!(
            "WHERE state = $1 AND shown_at <= $2 ORDER BY number"
        ));
        let rows = rows.bind(WarningState::Sent).bind(shown);
        Ok(rows.fetch_all(self.connection()).await?)
    }

    /// The message in the signal room shows these counts now.
    pub async fn warning_shown(&mut self, warning: &str, shown: &str, now: Moment) -> Result<()> {
        sqlx::query("UPDATE warning SET shown = $2, shown_at = $3 WHERE id = $1")
            .bind(warning)
            .bind(shown)
            .bind(now)
            .execute(self.connection())
            .await?;
        Ok(())
    }

    /// Who tapped goes, and how many they were stays: of warnings that were sent before `before`.
    pub async fn forget_warning_taps(&mut self, before: Moment) -> Result<()> {
        sqlx::query(
            "UPDATE warning SET
                seen = (SELECT COUNT(*) FROM warning_tap t WHERE t.warning = warning.id AND t.kind = 'gezien'),
                passed_on = (SELECT COUNT(*) FROM warning_tap t WHERE t.warning = warning.id AND t.kind = 'doorverteld')
             WHERE sent_at < $1 AND seen IS NULL",
        )
        .bind(before)
        .execute(self.connection())
        .await?;
        sqlx::query(
            "DELETE FROM warning_tap WHERE warning IN (SELECT id FROM warning WHERE sent_at < $1)",
        )
        .bind(before)
        .execute(self.connection())
        .await?;
        Ok(())
    }

    /// Keeps a code that was given.
    pub async fn add_check(&mut self, code: &str, check: &Check) -> Result<()> {
        sqlx::query(
            "INSERT INTO warning_check (code, person, room, given_at) VALUES ($1, $2, $3, $4)
             ON CONFLICT (code) DO NOTHING",
        )
        .bind(code)
        .bind(&check.person)
        .bind(&check.room)
        .bind(check.given_at)
        .execute(self.connection())
        .await?;
        Ok(())
    }

    /// The code that we gave after `after`; nothing for one that we did not give.
    pub async fn check(&mut self, code: &str, after: Moment) -> Result<Option<Check>> {
        let row = sqlx::query_as(
            "SELECT person, room, given_at FROM warning_check WHERE code = $1 AND given_at > $2",
        );
        Ok(row
            .bind(code)
            .bind(after)
            .fetch_optional(self.connection())
            .await?)
    }

    /// Codes that were given at or before `before` mean nothing any more.
    pub async fn forget_checks(&mut self, before: Moment) -> Result<()> {
        sqlx::query("DELETE FROM warning_check WHERE given_at <= $1")
            .bind(before)
            .execute(self.connection())
            .await?;
        Ok(())
    }
}
