//! Reported tricks, and what became of them.

use anyhow::{Context, Result};

use super::Tx;
use crate::chat::RoomKey;
use crate::domain::people::Role;
use crate::domain::signal::{LossClass, SignalState};
use crate::domain::time::Moment;

/// A signal to keep: what the reporter saw and confirmed.
pub struct NewSignal<'a> {
    pub id: &'a str,
    /// Taken from the counter `signal` when the preview was shown, so that the preview is exact.
    pub number: i64,
    pub person: &'a str,
    pub wijk: &'a str,
    pub phenomenon: &'a str,
    pub channel: &'a str,
    pub count: Option<(i64, i64)>,
    pub outcome: &'a str,
    pub loss: LossClass,
    pub day: chrono::NaiveDate,
    pub room: &'a RoomKey,
    pub event_id: &'a str,
}

/// A kept signal.
#[derive(Debug, Clone, PartialEq, Eq, sqlx::FromRow)]
pub struct Signal {
    pub id: String,
    pub number: i64,
    pub person: String,
    pub wijk: String,
    pub phenomenon: String,
    pub channel: String,
    pub count_min: Option<i64>,
    pub count_max: Option<i64>,
    pub outcome: String,
    pub loss: LossClass,
    pub day: String,
    pub reported_at: Moment,
    pub room: RoomKey,
    pub event_id: String,
    pub forwarded: Option<String>,
    pub state: SignalState,
    pub handling: Option<String>,
    pub withdrawn_at: Option<Moment>,
    /// Since when it stands so; none since it was reported.
    pub state_at: Option<Moment>,
    /// The id of the signal of the same event with which it counts once.
    pub merged_into: Option<String>,
}

impl Signal {
    pub fn count(&self) -> Option<(i64, i64)> {
        self.count_min.zip(self.count_max)
    }
}

/// A change of state, and the message or tap that made it.
#[derive(Debug, Clone, PartialEq, Eq, sqlx::FromRow)]
pub struct SignalStep {
    pub signal: String,
    pub event_id: String,
    pub state: SignalState,
    pub handling: Option<String>,
    pub person: String,
    /// In which role.
    pub role: Option<Role>,
    /// What the reporter heard of it: an id of the outbox.
    pub told: String,
}

/// How often a phenomenon was reported in a wijk.
#[derive(Debug, Clone, PartialEq, Eq, sqlx::FromRow)]
pub struct PhenomenonCount {
    pub wijk: String,
    pub phenomenon: String,
    pub signals: i64,
}

/// A query of whole signals, with what follows `FROM signal`.
macro_rules! select_signals {
    ($rest:literal) => {
        concat!(
            "SELECT id, number, person, wijk, phenomenon, channel, count_min, count_max, outcome, loss, day, reported_at,
                    room, event_id, forwarded, state, handling, withdrawn_at, state_at, merged_into
             FROM signal ",
            $rest
        )
    };
}

pub(super) use select_signals;

impl Tx {
    /// Keeps a signal; the same id again corrects it.
    pub async fn add_signal(&mut self, new: NewSignal<'_>, now: Moment) -> Result<()> {
        // What is corrected may have been another trick.
        self.look_for_bursts_of(new.id).await?;
        sqlx::query(
            "INSERT INTO signal (id, number, person, wijk, phenomenon, channel, count_min, count_max, outcome, loss, day,
                                 reported_at, room, event_id, state)
             VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12, $13, $14, $15)
             ON CONFLICT (id) DO UPDATE SET phenomenon = excluded.phenomenon, channel = excluded.channel,
                    count_min = excluded.count_min, count_max = excluded.count_max, outcome = excluded.outcome,
                    loss = excluded.loss, day = excluded.day",
        )
        .bind(new.id)
        .bind(new.number)
        .bind(new.person)
        .bind(new.wijk)
        .bind(new.phenomenon)
        .bind(new.channel)
        .bind(new.count.map(|(least, _)| least))
        .bind(new.count.map(|(_, most)| most))
        .bind(new.outcome)
        .bind(new.loss)
        .bind(new.day.to_string())
        .bind(now)
        .bind(new.room.clone())
        .bind(new.event_id)
        .bind(SignalState::New)
        .execute(self.connection())
        .await
        .context("keeping a signal")?;
        self.look_for_bursts_of(new.id).await
    }

    /// The early warning has its trick to look at.
    pub(super) async fn look_for_bursts_of(&mut self, id: &str) -> Result<()> {
        sqlx::query(
            "INSERT INTO burst_due (phenomenon) SELECT phenomenon FROM signal WHERE id = $1
             ON CONFLICT (phenomenon) DO NOTHING",
        )
        .bind(id)
        .execute(self.connection())
        .await
        .context("noting a trick to look at")?;
        Ok(())
    }

    pub async fn signal(&mut self, id: &str) -> Result<Option<Signal>> {
        let row = sqlx::query_as(select_signals!("WHERE id = $1"));
        Ok(row.bind(id).fetch_optional(self.connection()).await?)
    }

    pub async fn signal_by_number(&mut self, number: i64) -> Result<Option<Signal>> {
        let row = sqlx::query_as(select_signals!("WHERE number = $1"));
        Ok(row.bind(number).fetch_optional(self.connection()).await?)
    }

    /// The signal that this message reported, unless it was taken back.
    pub async fn signal_of_event(&mut self, event_id: &str) -> Result<Option<Signal>> {
        let row = sqlx::query_as(select_signals!(
            "WHERE event_id = $1 AND withdrawn_at IS NULL"
        ));
        Ok(row.bind(event_id).fetch_optional(self.connection()).await?)
    }

    /// The signals that this message reported, or the one with this id, unless they were taken back.
    pub async fn signals_of(&mut self, event_or_id: &str) -> Result<Vec<Signal>> {
        let rows = sqlx::query_as(select_signals!(
            "WHERE (event_id = $1 OR id = $1) AND withdrawn_at IS NULL ORDER BY number"
        ));
        Ok(rows.bind(event_or_id).fetch_all(self.connection()).await?)
    }

    /// All that this message ever reported, also what was taken back.
    pub async fn signals_ever_of(&mut self, event_id: &str) -> Result<Vec<Signal>> {
        let rows = sqlx::query_as(select_signals!("WHERE event_id = $1 ORDER BY number"));
        Ok(rows.bind(event_id).fetch_all(self.connection()).await?)
    }

    /// The newest signal of a person that was not taken back, with the moment it was reported.
    pub async fn newest_signal_of(&mut self, person: &str) -> Result<Option<(String, Moment)>> {
        let row = sqlx::query_as(
            "SELECT id, reported_at FROM signal WHERE person = $1 AND withdrawn_at IS NULL ORDER BY number DESC LIMIT 1",
        );
        Ok(row.bind(person).fetch_optional(self.connection()).await?)
    }

    /// What somebody reported and did not take back, newest first.
    pub async fn signals_of_person(&mut self, person: &str) -> Result<Vec<Signal>> {
        let rows = sqlx::query_as(select_signals!(
            "WHERE person = $1 AND withdrawn_at IS NULL ORDER BY number DESC"
        ));
        Ok(rows.bind(person).fetch_all(self.connection()).await?)
    }

    pub async fn set_forwarded(&mut self, id: &str, parcel: &str) -> Result<()> {
        sqlx::query("UPDATE signal SET forwarded = $2 WHERE id = $1")
            .bind(id)
            .bind(parcel)
            .execute(self.connection())
            .await?;
        Ok(())
    }

    /// Moves a signal to a state and records who did it. The same message again corrects its step.
    pub async fn step_signal(&mut self, step: &SignalStep, now: Moment) -> Result<()> {
        sqlx::query(
            "INSERT INTO signal_step (signal, event_id, at, state, handling, person, role, told)
             VALUES ($1, $2, $3, $4, $5, $6, $7, $8)
             ON CONFLICT (signal, event_id) DO UPDATE SET at = excluded.at, state = excluded.state,
                    handling = excluded.handling, person = excluded.person, role = excluded.role, told = excluded.told,
                    taken_back_at = NULL",
        )
        .bind(&step.signal)
        .bind(&step.event_id)
        .bind(now)
        .bind(step.state)
        .bind(step.handling.clone())
        .bind(&step.person)
        .bind(step.role)
        .bind(&step.told)
        .execute(self.connection())
        .await?;
        self.settle_state(&step.signal).await
    }

    /// What this message or tap did, unless it was taken back: a step for each signal of the event.
    pub async fn steps_of_event(&mut self, event_id: &str) -> Result<Vec<SignalStep>> {
        let rows = sqlx::query_as(
            "SELECT signal, event_id, state, handling, person, role, told FROM signal_step
             WHERE event_id = $1 AND taken_back_at IS NULL ORDER BY signal",
        );
        Ok(rows.bind(event_id).fetch_all(self.connection()).await?)
    }

    /// The step did not happen: the signal stands where it stood without it.
    pub async fn take_step_back(&mut self, step: &SignalStep, now: Moment) -> Result<()> {
        sqlx::query(
            "UPDATE signal_step SET taken_back_at = $3 WHERE signal = $1 AND event_id = $2",
        )
        .bind(&step.signal)
        .bind(&step.event_id)
        .bind(now)
        .execute(self.connection())
        .await?;
        self.settle_state(&step.signal).await
    }

    /// A signal stands where its furthest step brought it, and a new term begins.
    async fn settle_state(&mut self, id: &str) -> Result<()> {
        let last: Option<(SignalState, Option<String>, Moment)> = sqlx::query_as(
            "SELECT state, handling, at FROM signal_step WHERE signal = $1 AND taken_back_at IS NULL
             ORDER BY CASE state WHEN 'afgehandeld' THEN 0 WHEN 'gewaarschuwd' THEN 1 WHEN 'in-behandeling' THEN 2
                                 WHEN 'gezien' THEN 3 ELSE 4 END, at DESC LIMIT 1",
        )
        .bind(id)
        .fetch_optional(self.connection())
        .await?;
        let (state, handling, at) = last.map_or((SignalState::New, None, None), |last| {
            (last.0, last.1, Some(last.2))
        });
        sqlx::query(
            "UPDATE signal SET state = $2, handling = $3, state_at = $4, escalated_at = NULL WHERE id = $1",
        )
        .bind(id)
        .bind(state)
        .bind(handling)
        .bind(at)
        .execute(self.connection())
        .await?;
        // It may have turned out to be no fraud.
        self.look_for_bursts_of(id).await
    }

    pub async fn withdraw_signal(&mut self, id: &str, now: Moment) -> Result<()> {
        sqlx::query("UPDATE signal SET withdrawn_at = COALESCE(withdrawn_at, $2) WHERE id = $1")
            .bind(id)
            .bind(now)
            .execute(self.connection())
            .await?;
        self.look_for_bursts_of(id).await
    }

    /// Signals reported after `after` up to and including `until`, oldest first; never those taken back. What tells of the
    /// same event comes once.
    pub async fn signals_between(&mut self, after: Moment, until: Moment) -> Result<Vec<Signal>> {
        let rows = sqlx::query_as(select_signals!(
            "WHERE withdrawn_at IS NULL AND merged_into IS NULL AND reported_at > $1 AND reported_at <= $2 ORDER BY number"
        ));
        Ok(rows
            .bind(after)
            .bind(until)
            .fetch_all(self.connection())
            .await?)
    }

    /// Signals that nobody has closed yet, oldest first; of one event the first.
    pub async fn open_signals(&mut self) -> Result<Vec<Signal>> {
        let rows = sqlx::query_as(select_signals!(
            "WHERE withdrawn_at IS NULL AND state <> 'afgehandeld' AND forwarded IS NOT NULL AND merged_into IS NULL
             ORDER BY number"
        ));
        Ok(rows.fetch_all(self.connection()).await?)
    }

    /// Signals per wijk and phenomenon on the days `from` up to and including `to`. What tells of the same event counts once.
    pub async fn count_signals(&mut self, from: &str, to: &str) -> Result<Vec<PhenomenonCount>> {
        let rows = sqlx::query_as(
            "SELECT wijk, phenomenon, COUNT(*) AS signals FROM signal
             WHERE withdrawn_at IS NULL AND merged_into IS NULL AND day >= $1 AND day <= $2
             GROUP BY wijk, phenomenon ORDER BY wijk, COUNT(*) DESC, phenomenon",
        );
        Ok(rows
            .bind(from)
            .bind(to)
            .fetch_all(self.connection())
            .await?)
    }
}
