//! Reported tricks, what became of them, and who follows them.

use anyhow::{Context, Result};

use super::Tx;
use crate::chat::RoomKey;
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

/// Somebody follows something.
#[derive(Debug, Clone, PartialEq, Eq, sqlx::FromRow)]
pub struct Follow {
    pub person: String,
    /// `alles`, `wijk:WK051836` or `fenomeen:nepagent`.
    pub what: String,
}

macro_rules! select_signals {
    ($rest:literal) => {
        concat!(
            "SELECT id, number, person, wijk, phenomenon, channel, count_min, count_max, outcome, loss, day, reported_at,
                    room, event_id, forwarded, state, handling, withdrawn_at
             FROM signal ",
            $rest
        )
    };
}

impl Tx {
    /// Keeps a signal; the same id again corrects it.
    pub async fn add_signal(&mut self, new: NewSignal<'_>, now: Moment) -> Result<()> {
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
            "INSERT INTO signal_step (signal, event_id, at, state, handling, person, told) VALUES ($1, $2, $3, $4, $5, $6, $7)
             ON CONFLICT (signal, event_id) DO UPDATE SET at = excluded.at, state = excluded.state,
                    handling = excluded.handling, told = excluded.told, taken_back_at = NULL",
        )
        .bind(&step.signal)
        .bind(&step.event_id)
        .bind(now)
        .bind(step.state)
        .bind(step.handling.clone())
        .bind(&step.person)
        .bind(&step.told)
        .execute(self.connection())
        .await?;
        self.settle_state(&step.signal).await
    }

    /// What this message or tap did to a signal, unless it was taken back.
    pub async fn step_of_event(&mut self, event_id: &str) -> Result<Option<SignalStep>> {
        let row = sqlx::query_as(
            "SELECT signal, event_id, state, handling, person, told FROM signal_step
             WHERE event_id = $1 AND taken_back_at IS NULL",
        );
        Ok(row.bind(event_id).fetch_optional(self.connection()).await?)
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

    /// A signal stands where its last step brought it; closed goes before seen.
    async fn settle_state(&mut self, id: &str) -> Result<()> {
        let last: Option<(SignalState, Option<String>)> = sqlx::query_as(
            "SELECT state, handling FROM signal_step WHERE signal = $1 AND taken_back_at IS NULL
             ORDER BY CASE state WHEN 'afgehandeld' THEN 0 ELSE 1 END, at DESC LIMIT 1",
        )
        .bind(id)
        .fetch_optional(self.connection())
        .await?;
        let (state, handling) = last.unwrap_or((SignalState::New, None));
        sqlx::query("UPDATE signal SET state = $2, handling = $3 WHERE id = $1")
            .bind(id)
            .bind(state)
            .bind(handling)
            .execute(self.connection())
            .await?;
        Ok(())
    }

    pub async fn withdraw_signal(&mut self, id: &str, now: Moment) -> Result<()> {
        sqlx::query("UPDATE signal SET withdrawn_at = COALESCE(withdrawn_at, $2) WHERE id = $1")
            .bind(id)
            .bind(now)
            .execute(self.connection())
            .await?;
        Ok(())
    }

    /// Signals reported after `after` up to and including `until`, oldest first; never those taken back.
    pub async fn signals_between(&mut self, after: Moment, until: Moment) -> Result<Vec<Signal>> {
        let rows = sqlx::query_as(select_signals!(
            "WHERE withdrawn_at IS NULL AND reported_at > $1 AND reported_at <= $2 ORDER BY number"
        ));
        Ok(rows
            .bind(after)
            .bind(until)
            .fetch_all(self.connection())
            .await?)
    }

    /// Signals that nobody has closed yet, oldest first.
    pub async fn open_signals(&mut self) -> Result<Vec<Signal>> {
        let rows = sqlx::query_as(select_signals!(
            "WHERE withdrawn_at IS NULL AND forwarded IS NOT NULL AND state <> 'afgehandeld' ORDER BY number"
        ));
        Ok(rows.fetch_all(self.connection()).await?)
    }

    /// Signals per wijk and phenomenon on the days `from` up to and including `to`.
    pub async fn count_signals(&mut self, from: &str, to: &str) -> Result<Vec<PhenomenonCount>> {
        let rows = sqlx::query_as(
            "SELECT wijk, phenomenon, COUNT(*) AS signals FROM signal
             WHERE withdrawn_at IS NULL AND day >= $1 AND day <= $2
             GROUP BY wijk, phenomenon ORDER BY wijk, COUNT(*) DESC, phenomenon",
        );
        Ok(rows
            .bind(from)
            .bind(to)
            .fetch_all(self.connection())
            .await?)
    }

    /// Starts following; `false` when it was followed already.
    pub async fn follow(&mut self, person: &str, what: &str, now: Moment) -> Result<bool> {
        let done = sqlx::query(
            "INSERT INTO follow (person, what, since) VALUES ($1, $2, $3) ON CONFLICT (person, what) DO NOTHING",
        );
        Ok(done
            .bind(person)
            .bind(what)
            .bind(now)
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

    pub async fn follows_of(&mut self, person: &str) -> Result<Vec<String>> {
        let rows = sqlx::query_scalar("SELECT what FROM follow WHERE person = $1 ORDER BY what");
        Ok(rows.bind(person).fetch_all(self.connection()).await?)
    }

    /// User ids of those who follow everything, this wijk or this phenomenon, and still have a place in the signal room.
    pub async fn followers(&mut self, wijk: &str, phenomenon: &str) -> Result<Vec<String>> {
        let rows = sqlx::query_scalar(
            "SELECT DISTINCT p.user_id FROM follow JOIN person p ON p.id = follow.person
             JOIN role ON role.person = p.id
             WHERE p.left_at IS NULL AND p.suspended_at IS NULL
               AND role.role IN ('wijkagent', 'community-manager', 'beheerder')
               AND follow.what IN ('alles', $1, $2) ORDER BY p.user_id",
        );
        let rows = rows
            .bind(format!("wijk:{wijk}"))
            .bind(format!("fenomeen:{phenomenon}"));
        Ok(rows.fetch_all(self.connection()).await?)
    }
}
