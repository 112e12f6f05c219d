//! What came in: events that wait, are done, or could not be read; and the holes in timelines.

use std::ops::Range;

use anyhow::{Context, Result};

use super::Tx;
use crate::chat::Trust;
use crate::domain::time::Moment;

/// How far an event is.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum RowState {
    /// Ordinary talk: only its id is kept.
    Talk,
    New,
    /// Came again after a restore: whether it is for the bot shows when its turn comes.
    Unsorted,
    /// Encrypted with a key that has not come yet.
    Unreadable,
    Done,
    /// Failed three times; a person must look.
    Parked,
}

impl RowState {
    pub fn key(self) -> &'static str {
        match self {
            Self::Talk => "talk",
            Self::New => "new",
            Self::Unsorted => "unsorted",
            Self::Unreadable => "unreadable",
            Self::Done => "done",
            Self::Parked => "parked",
        }
    }

    pub fn read(key: &str) -> Option<Self> {
        [
            Self::Talk,
            Self::New,
            Self::Unsorted,
            Self::Unreadable,
            Self::Done,
            Self::Parked,
        ]
        .into_iter()
        .find(|state| state.key() == key)
    }
}

/// An event to keep. Ordinary talk has neither room nor text.
pub struct NewRow {
    pub event_id: String,
    pub state: RowState,
    pub arrived_at: Moment,
    pub details: Option<Details>,
}

/// What is kept of an event that is for the bot.
#[derive(sqlx::FromRow)]
pub struct Details {
    pub room_id: String,
    pub sender: String,
    pub sent_at: Moment,
    pub trust: Trust,
    pub identity: Option<String>,
    pub kind: String,
    /// JSON of [`crate::chat::What`], or the encrypted event.
    pub payload: String,
    pub session_id: Option<String>,
}

/// A stored event that waits to be handled.
#[derive(sqlx::FromRow)]
pub struct InboxRow {
    pub event_id: String,
    /// New or unsorted.
    pub state: RowState,
    pub attempts: i64,
    #[sqlx(flatten)]
    pub details: Details,
}

/// Who wrote a message, where and when: what stays of it when its text is gone.
#[derive(Debug, Clone, PartialEq, Eq, sqlx::FromRow)]
pub struct Written {
    pub sender: String,
    pub room_id: String,
    pub sent_at: Moment,
}

/// A stored event that cannot be read yet.
#[derive(sqlx::FromRow)]
pub struct UnreadableRow {
    pub event_id: String,
    pub room_id: String,
    pub sender: String,
    pub sent_at: Moment,
    pub session_id: Option<String>,
    pub payload: String,
}

/// A hole in a timeline.
#[derive(sqlx::FromRow)]
pub struct GapRow {
    pub id: i64,
    pub block: i64,
    pub room_id: String,
    pub from_token: String,
    pub to_token: String,
    pub attempts: i64,
}

/// What is waiting, for the operator.
#[derive(Debug, Clone, Copy, PartialEq, Eq, sqlx::FromRow, serde::Serialize)]
pub struct Waiting {
    pub new: i64,
    pub unreadable: i64,
    pub parked: i64,
    pub gaps: i64,
    pub to_send: i64,
    pub send_parked: i64,
}

/// Since when the oldest of what waits has been waiting; `None` where nothing does.
#[derive(Debug, Clone, Copy, PartialEq, Eq, sqlx::FromRow)]
pub struct Oldest {
    /// The oldest event that is for the bot and was not handled.
    pub new: Option<Moment>,
    /// The oldest parcel that should be out by now. Work on rooms does not count: nobody waits for it as for an answer,
    /// and an invitation may fail for days.
    pub due: Option<Moment>,
}

impl Tx {
    /// Keeps an event at the end of a block; `false` when it was there already.
    pub async fn keep_event(&mut self, block: i64, row: &NewRow) -> Result<bool> {
        let place = self.next_places(1).await?.start;
        self.keep_event_at(block, place, row).await
    }

    /// Places in the order of the mail for so many events, taken at once.
    pub async fn next_places(&mut self, events: usize) -> Result<Range<i64>> {
        self.next_numbers("mail", events).await
    }

    /// Keeps an event at one of the [`Tx::next_places`] of a block; `false` when it was there already.
    pub async fn keep_event_at(&mut self, block: i64, place: i64, row: &NewRow) -> Result<bool> {
        let details = row.details.as_ref();
        let done = sqlx::query(
            "INSERT INTO inbox (event_id, block, seq, arrived_at, state, room_id, sender, sent_at, trust, identity,
                                kind, payload, session_id)
             VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12, $13)
             ON CONFLICT (event_id) DO NOTHING",
        )
        .bind(&row.event_id)
        .bind(block)
        .bind(place)
        .bind(row.arrived_at)
        .bind(row.state)
        .bind(details.map(|d| d.room_id.clone()))
        .bind(details.map(|d| d.sender.clone()))
        .bind(details.map(|d| d.sent_at))
        .bind(details.map(|d| d.trust))
        .bind(details.and_then(|d| d.identity.clone()))
        .bind(details.map(|d| d.kind.clone()))
        .bind(details.map(|d| d.payload.clone()))
        .bind(details.and_then(|d| d.session_id.clone()))
        .execute(self.connection())
        .await
        .context("keeping an event")?;
        Ok(done.rows_affected() > 0)
    }

    /// What became of an event, if we ever saw it.
    pub async fn event_state(&mut self, event_id: &str) -> Result<Option<RowState>> {
        let state = sqlx::query_scalar("SELECT state FROM inbox WHERE event_id = $1");
        Ok(state
            .bind(event_id)
            .fetch_optional(self.connection())
            .await?)
    }

    /// Who wrote a message that was for us, where and when.
    pub async fn written(&mut self, event_id: &str) -> Result<Option<Written>> {
        let row = sqlx::query_as(
            "SELECT sender, room_id, sent_at FROM inbox WHERE event_id = $1 AND sender IS NOT NULL",
        );
        Ok(row.bind(event_id).fetch_optional(self.connection()).await?)
    }

    /// Events to handle, oldest first. What is newer than a hole in its room waits until that is filled,
    /// so that order stays; what fills the hole comes in order and need not wait.
    pub async fn events_to_handle(&mut self, limit: i64) -> Result<Vec<InboxRow>> {
        let rows = sqlx::query_as(
            "SELECT event_id, state, attempts, room_id, sender, sent_at, trust, identity, kind, payload, session_id
             FROM inbox
             WHERE state = 'new'
               AND NOT EXISTS (SELECT 1 FROM gap WHERE gap.room_id = inbox.room_id AND gap.block < inbox.block)
             ORDER BY block, seq LIMIT $1",
        );
        rows.bind(limit)
            .fetch_all(self.connection())
            .await
            .context("reading what waits")
    }

    /// Counts a try of these events before it is made, so that an event that kills the process is counted too.
    pub async fn count_attempts(&mut self, event_ids: &[&str]) -> Result<()> {
        self.update_events("attempts = attempts + 1", event_ids)
            .await
    }

    /// Takes a try back that says nothing about the event.
    pub async fn uncount_attempt(&mut self, event_id: &str) -> Result<()> {
        sqlx::query(
            "UPDATE inbox SET attempts = attempts - 1 WHERE event_id = $1 AND attempts > 0",
        )
        .bind(event_id)
        .execute(self.connection())
        .await?;
        Ok(())
    }

    /// Ends events; their text goes.
    pub async fn finish_events(&mut self, event_ids: &[&str]) -> Result<()> {
        self.update_events("state = 'done', payload = NULL", event_ids)
            .await
    }

    async fn update_events(&mut self, set: &'static str, event_ids: &[&str]) -> Result<()> {
        if event_ids.is_empty() {
            return Ok(());
        }
        let places: Vec<_> = (1..=event_ids.len())
            .map(|place| format!("${place}"))
            .collect();
        let update = format!(
            "UPDATE inbox SET {set} WHERE event_id IN ({})",
            places.join(", ")
        );
        // Our own words and placeholders only.
        let mut update = sqlx::query(sqlx::AssertSqlSafe(update));
        for event_id in event_ids {
            update = update.bind(*event_id);
        }
        update.execute(self.connection()).await?;
        Ok(())
    }

    /// Sets an event aside for a person to look at; its text stays for some days.
    pub async fn park_event(&mut self, event_id: &str) -> Result<()> {
        sqlx::query("UPDATE inbox SET state = 'parked' WHERE event_id = $1")
            .bind(event_id)
            .execute(self.connection())
            .await?;
        Ok(())
    }

    /// Ordinary talk that was edited into something for us: from now on its removal and later edits are ours as well.
    pub async fn no_more_talk(&mut self, event_id: &str) -> Result<()> {
        sqlx::query("UPDATE inbox SET state = 'done' WHERE event_id = $1 AND state = 'talk'")
            .bind(event_id)
            .execute(self.connection())
            .await?;
        Ok(())
    }

    /// A message that its sender removed before it was handled: it asks nothing any more.
    pub async fn drop_waiting_event(&mut self, event_id: &str, sender: &str) -> Result<()> {
        sqlx::query(
            "UPDATE inbox SET state = 'done', payload = NULL
             WHERE event_id = $1 AND sender = $2 AND state IN ('new', 'unsorted', 'unreadable', 'parked')",
        )
        .bind(event_id)
        .bind(sender)
        .execute(self.connection())
        .await?;
        Ok(())
    }

    pub async fn unreadable_events(
        &mut self,
        session_id: Option<&str>,
    ) -> Result<Vec<UnreadableRow>> {
        let rows = sqlx::query_as(
            "SELECT event_id, room_id, sender, sent_at, session_id, payload FROM inbox
             WHERE state = 'unreadable' AND (session_id = $1 OR $2 = 1) ORDER BY block, seq",
        );
        let every = i64::from(session_id.is_none());
        Ok(rows
            .bind(session_id.unwrap_or_default())
            .bind(every)
            .fetch_all(self.connection())
            .await?)
    }

    /// An event that waited for a key can be read now. It keeps its place in the order;
    /// when it turns out to be ordinary talk, only its id stays.
    pub async fn make_readable(&mut self, row: &NewRow) -> Result<()> {
        let details = row.details.as_ref();
        sqlx::query(
            "UPDATE inbox SET state = $2, kind = $3, payload = $4, trust = $5, identity = $6,
                    room_id = $7, sender = $8, sent_at = $9, session_id = NULL
             WHERE event_id = $1 AND state = 'unreadable'",
        )
        .bind(&row.event_id)
        .bind(row.state)
        .bind(details.map(|d| d.kind.clone()))
        .bind(details.map(|d| d.payload.clone()))
        .bind(details.map(|d| d.trust))
        .bind(details.and_then(|d| d.identity.clone()))
        .bind(details.map(|d| d.room_id.clone()))
        .bind(details.map(|d| d.sender.clone()))
        .bind(details.map(|d| d.sent_at))
        .execute(self.connection())
        .await?;
        Ok(())
    }

    /// One event per session key that has been unreadable since before `before` and whose sender has not been told.
    pub async fn unreadable_untold(&mut self, before: Moment) -> Result<Vec<UnreadableRow>> {
        let rows = sqlx::query_as(
            "SELECT event_id, room_id, sender, sent_at, session_id, payload FROM inbox AS late
             WHERE state = 'unreadable' AND arrived_at < $1 AND told_at IS NULL
               AND NOT EXISTS (SELECT 1 FROM inbox AS other
                               WHERE other.session_id = late.session_id AND other.sender = late.sender
                                 AND (other.told_at IS NOT NULL OR (other.state = 'unreadable' AND other.seq < late.seq)))
             ORDER BY block, seq",
        );
        Ok(rows.bind(before).fetch_all(self.connection()).await?)
    }

    pub async fn mark_told(&mut self, event_id: &str, now: Moment) -> Result<()> {
        sqlx::query("UPDATE inbox SET told_at = $2 WHERE event_id = $1")
            .bind(event_id)
            .bind(now)
            .execute(self.connection())
            .await?;
        Ok(())
    }

    /// Removes the text of what was parked, and of what stayed unreadable, before `before`.
    pub async fn expire_texts(&mut self, before: Moment) -> Result<u64> {
        let done = sqlx::query(
            "UPDATE inbox SET payload = NULL, state = 'done'
             WHERE state IN ('parked', 'unreadable') AND arrived_at < $1",
        );
        Ok(done
            .bind(before)
            .execute(self.connection())
            .await?
            .rows_affected())
    }

    /// A new block in the order of the mail.
    pub async fn next_block(&mut self) -> Result<i64> {
        self.next_number("block").await
    }

    pub async fn open_gap(
        &mut self,
        block: i64,
        room_id: &str,
        from: &str,
        to: &str,
    ) -> Result<()> {
        let id = self.next_number("gap").await?;
        sqlx::query("INSERT INTO gap (id, block, room_id, from_token, to_token) VALUES ($1, $2, $3, $4, $5)")
            .bind(id)
            .bind(block)
            .bind(room_id)
            .bind(from)
            .bind(to)
            .execute(self.connection())
            .await?;
        Ok(())
    }

    pub async fn gap(&mut self, id: i64) -> Result<Option<GapRow>> {
        let row = sqlx::query_as(
            "SELECT id, block, room_id, from_token, to_token, attempts FROM gap WHERE id = $1",
        );
        Ok(row.bind(id).fetch_optional(self.connection()).await?)
    }

    /// The hole to read now: of those that never failed the oldest, else the one that has rested longest.
    pub async fn next_gap(&mut self, now: Moment) -> Result<Option<GapRow>> {
        let row = sqlx::query_as(
            "SELECT id, block, room_id, from_token, to_token, attempts FROM gap WHERE not_before <= $1
             ORDER BY not_before, id LIMIT 1",
        );
        Ok(row.bind(now).fetch_optional(self.connection()).await?)
    }

    pub async fn move_gap(&mut self, id: i64, from: &str) -> Result<()> {
        sqlx::query("UPDATE gap SET from_token = $2, attempts = 0 WHERE id = $1")
            .bind(id)
            .bind(from)
            .execute(self.connection())
            .await?;
        Ok(())
    }

    /// Lets a hole rest, so that others go first.
    pub async fn rest_gap(&mut self, id: i64, until: Moment) -> Result<()> {
        sqlx::query("UPDATE gap SET not_before = $2 WHERE id = $1")
            .bind(id)
            .bind(until)
            .execute(self.connection())
            .await?;
        Ok(())
    }

    /// Lets a hole rest that the homeserver refused to show, and counts that.
    pub async fn refuse_gap(&mut self, id: i64, until: Moment) -> Result<()> {
        sqlx::query("UPDATE gap SET attempts = attempts + 1, not_before = $2 WHERE id = $1")
            .bind(id)
            .bind(until)
            .execute(self.connection())
            .await?;
        Ok(())
    }

    /// The clock was set back by `ms`: holes that rest shall not rest so much longer.
    pub async fn bring_gaps_forward(&mut self, ms: i64) -> Result<()> {
        sqlx::query("UPDATE gap SET not_before = not_before - $1 WHERE not_before > 0")
            .bind(ms)
            .execute(self.connection())
            .await?;
        Ok(())
    }

    pub async fn close_gap(&mut self, id: i64) -> Result<()> {
        sqlx::query("DELETE FROM gap WHERE id = $1")
            .bind(id)
            .execute(self.connection())
            .await?;
        Ok(())
    }

    /// How much waits.
    pub async fn waiting(&mut self) -> Result<Waiting> {
        let row = sqlx::query_as(
            "SELECT (SELECT COUNT(*) FROM inbox WHERE state IN ('new', 'unsorted')) AS new,
                    (SELECT COUNT(*) FROM inbox WHERE state = 'unreadable') AS unreadable,
                    (SELECT COUNT(*) FROM inbox WHERE state = 'parked') AS parked,
                    (SELECT COUNT(*) FROM gap) AS gaps,
                    (SELECT COUNT(*) FROM outbox WHERE state IN ('pending', 'sending')) AS to_send,
                    (SELECT COUNT(*) FROM outbox WHERE state = 'parked') AS send_parked",
        );
        Ok(row.fetch_one(self.connection()).await?)
    }

    /// Since when the oldest has been waiting. A parcel that rests between two tries counts from the first one.
    pub async fn oldest(&mut self, now: Moment) -> Result<Oldest> {
        let row = sqlx::query_as(
            "SELECT (SELECT MIN(arrived_at) FROM inbox WHERE state = 'new') AS new,
                    (SELECT MIN(COALESCE(first_try_at,
                                         CASE WHEN not_before > created_at THEN not_before ELSE created_at END))
                     FROM outbox
                     WHERE state IN ('pending', 'sending') AND class <> 'work'
                       AND (not_before <= $1 OR first_try_at IS NOT NULL)) AS due",
        );
        Ok(row.bind(now).fetch_one(self.connection()).await?)
    }
}
