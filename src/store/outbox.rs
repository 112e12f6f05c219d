//! What is to be said or done, and what became of it.

use anyhow::{Context, Result};

use super::{Tx, id_of};
use crate::chat::{Class, Outgoing, RoomKey};
use crate::domain::time::Moment;

/// How far a parcel is.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum ParcelState {
    Pending,
    /// Given to the sender; whether it arrived is not known yet.
    Sending,
    Sent,
    /// Taken back before it was sent.
    Cancelled,
    /// Refused, or nobody can tell whether it arrived; a person must look.
    Parked,
}

impl ParcelState {
    pub fn key(self) -> &'static str {
        match self {
            Self::Pending => "pending",
            Self::Sending => "sending",
            Self::Sent => "sent",
            Self::Cancelled => "cancelled",
            Self::Parked => "parked",
        }
    }

    pub fn read(key: &str) -> Option<Self> {
        [
            Self::Pending,
            Self::Sending,
            Self::Sent,
            Self::Cancelled,
            Self::Parked,
        ]
        .into_iter()
        .find(|state| state.key() == key)
    }
}

/// Something new to say or do.
pub struct NewParcel<'a> {
    /// What makes it come once, e.g. `cmd:$event:1`.
    pub cause: &'a str,
    pub room: &'a RoomKey,
    pub class: Class,
    pub what: &'a Outgoing,
    /// The thing it shows, so that a tap on it finds its way: `signal:<id>`.
    pub about: Option<&'a str>,
    pub not_before: Moment,
    /// When its cause happened: after a restore, what is older may have been said already.
    pub caused_at: Moment,
}

/// A parcel as stored.
#[derive(sqlx::FromRow)]
pub struct OutboxRow {
    pub id: String,
    pub seq: i64,
    pub room: RoomKey,
    pub room_id: Option<String>,
    pub class: Class,
    pub kind: String,
    pub payload: Option<String>,
    /// The event that an edit, reaction or removal is about, once that was sent.
    pub target_event: Option<String>,
    pub about: Option<String>,
    pub state: ParcelState,
    pub attempts: i64,
    pub first_try_at: Option<Moment>,
    pub device_id: Option<String>,
    pub event_id: Option<String>,
    /// Where its file is on the homeserver, with the key to it, from the upload until the message is sent.
    pub upload: Option<String>,
}

impl OutboxRow {
    /// What is to be said or done; `None` once it was sent and its text deleted.
    pub fn what(&self) -> Result<Option<Outgoing>> {
        let read = |json: &String| serde_json::from_str(json).context("reading a stored parcel");
        self.payload.as_ref().map(read).transpose()
    }
}

/// The columns of [`OutboxRow`], from `o` joined with its room `r` and the parcel `t` that it is about.
macro_rules! select_parcels {
    ($rest:literal) => {
        concat!(
            "SELECT o.id, o.seq, o.room, r.room_id, o.class, o.kind, o.payload,
                    CASE WHEN t.id IS NULL THEN o.target ELSE t.event_id END AS target_event,
                    o.about, o.state, o.attempts, o.first_try_at, o.device_id, o.event_id, o.upload
             FROM outbox o LEFT JOIN room r ON r.key = o.room LEFT JOIN outbox t ON t.id = o.target ",
            $rest
        )
    };
}

impl Tx {
    /// Adds a parcel and gives its id. The same cause a second time adds nothing.
    ///
    /// After a restore, what may have been said before it counts as tried at the backup, by a device that nobody knows:
    /// it is looked for before it is sent, and cannot be taken back unseen.
    pub async fn add_parcel(&mut self, parcel: NewParcel<'_>, now: Moment) -> Result<String> {
        let id = id_of(parcel.cause);
        let tried_at = self
            .backup_before(parcel.caused_at)
            .filter(|_| parcel.what.is_event());
        sqlx::query(
            "INSERT INTO outbox (id, cause, seq, room, class, rank, kind, payload, target, about, state, created_at,
                                 not_before, first_try_at, device_id)
             VALUES ($1, $2, (SELECT COALESCE(MAX(seq), 0) + 1 FROM outbox), $3, $4, $5, $6, $7, $8, $9, 'pending',
                     $10, $11, $12, $13)
             ON CONFLICT (id) DO NOTHING",
        )
        .bind(&id)
        .bind(parcel.cause)
        .bind(parcel.room.clone())
        .bind(parcel.class)
        .bind(parcel.class as i64)
        .bind(parcel.what.kind())
        .bind(serde_json::to_string(parcel.what)?)
        .bind(parcel.what.target())
        .bind(parcel.about)
        .bind(now)
        .bind(parcel.not_before)
        .bind(tried_at)
        .bind(tried_at.map(|_| ""))
        .execute(self.connection())
        .await
        .context("adding to the outbox")?;
        if tried_at.is_some()
            && let Some(event_id) = self.was_said(&id).await?
        {
            self.parcel_sent(&id, Some(&event_id)).await?;
        }
        Ok(id)
    }

    /// The parcel that may go now: urgent first, one at a time per room, in order within a room.
    ///
    /// A message that rests for a retry holds its room up, so that order stays; only urgent words pass it.
    /// What edits or removes a message waits until that message was sent.
    pub async fn next_parcel(&mut self, now: Moment) -> Result<Option<OutboxRow>> {
        let row = sqlx::query_as(select_parcels!(
            "WHERE o.state = 'pending' AND o.not_before <= $1
               AND (o.kind IN ('room', 'private', 'join', 'leave')
                    OR (r.room_id IS NOT NULL AND (r.trouble IS NULL OR o.kind IN ('invite', 'remove', 'rename'))))
               AND NOT EXISTS (SELECT 1 FROM outbox busy WHERE busy.room = o.room AND busy.state = 'sending')
               AND (o.class = 'urgent' OR NOT EXISTS
                    (SELECT 1 FROM outbox rests WHERE rests.room = o.room AND rests.state = 'pending'
                       AND rests.class <> 'work'
                       AND rests.attempts > 0 AND rests.not_before > $1))
               AND (t.id IS NULL OR t.state = 'sent')
             ORDER BY o.rank, o.seq LIMIT 1"
        ));
        Ok(row.bind(now).fetch_optional(self.connection()).await?)
    }

    /// What was about a message that never went out, and never will, goes nowhere either.
    pub async fn cancel_orphans(&mut self) -> Result<()> {
        sqlx::query(
            "UPDATE outbox SET state = 'cancelled', payload = NULL, upload = NULL
             WHERE state = 'pending'
               AND EXISTS (SELECT 1 FROM outbox t
                           WHERE t.id = outbox.target
                             AND (t.state = 'cancelled' OR (t.state = 'parked' AND t.payload IS NULL)))",
        )
        .execute(self.connection())
        .await?;
        Ok(())
    }

    /// Marks a parcel as being sent; committed before the request, so that a crash is known to be one.
    ///
    /// The device of the first try stays: with any other, each further try looks before it sends.
    pub async fn begin_sending(&mut self, id: &str, device_id: &str, now: Moment) -> Result<()> {
        sqlx::query(
            "UPDATE outbox SET state = 'sending', attempts = attempts + 1, device_id = COALESCE(device_id, $2),
                    first_try_at = COALESCE(first_try_at, $3) WHERE id = $1",
        )
        .bind(id)
        .bind(device_id)
        .bind(now)
        .execute(self.connection())
        .await?;
        Ok(())
    }

    /// After a crash nobody is sending any more: same id again. What another device was sending may still be under way,
    /// from another machine: it rests until `others_at`.
    pub async fn resume_sending(&mut self, device_id: &str, others_at: Moment) -> Result<()> {
        sqlx::query(
            "UPDATE outbox SET state = 'pending',
                    not_before = CASE WHEN device_id = $1 OR not_before > $2 THEN not_before ELSE $2 END
             WHERE state = 'sending'",
        )
        .bind(device_id)
        .bind(others_at)
        .execute(self.connection())
        .await?;
        Ok(())
    }

    /// Sent (or done): its text goes.
    pub async fn parcel_sent(&mut self, id: &str, event_id: Option<&str>) -> Result<()> {
        sqlx::query(
            "UPDATE outbox SET state = 'sent', payload = NULL, upload = NULL, event_id = $2 WHERE id = $1",
        )
        .bind(id)
        .bind(event_id)
        .execute(self.connection())
        .await?;
        Ok(())
    }

    /// Its file is on the homeserver: the same parcel again, at once, for the message that shows it.
    pub async fn parcel_uploaded(&mut self, id: &str, file: &str) -> Result<()> {
        sqlx::query(
            "UPDATE outbox SET state = 'pending', upload = $2 WHERE id = $1 AND state = 'sending'",
        )
        .bind(id)
        .bind(file)
        .execute(self.connection())
        .await?;
        Ok(())
    }

    /// Not now: the same parcel again at `not_before`. When its echo came in meanwhile, it was sent after all.
    pub async fn parcel_later(
        &mut self,
        id: &str,
        not_before: Moment,
        trouble: &str,
    ) -> Result<()> {
        sqlx::query("UPDATE outbox SET state = 'pending', not_before = $2, trouble = $3 WHERE id = $1 AND state = 'sending'")
            .bind(id)
            .bind(not_before)
            .bind(trouble)
            .execute(self.connection())
            .await?;
        Ok(())
    }

    /// The clock was set back by `ms`: parcels that rest after a try shall not rest so much longer. Those that wait for an
    /// hour of the day still do.
    pub async fn bring_parcels_forward(&mut self, ms: i64) -> Result<()> {
        sqlx::query("UPDATE outbox SET not_before = not_before - $1 WHERE state = 'pending' AND attempts > 0")
            .bind(ms)
            .execute(self.connection())
            .await?;
        Ok(())
    }

    /// Sets a parcel aside for a person to look at; its text stays for some days.
    pub async fn park_parcel(&mut self, id: &str, trouble: &str) -> Result<()> {
        sqlx::query("UPDATE outbox SET state = 'parked', trouble = $2 WHERE id = $1 AND state IN ('pending', 'sending')")
            .bind(id)
            .bind(trouble)
            .execute(self.connection())
            .await?;
        Ok(())
    }

    /// Takes a parcel back that nobody has tried to send; `false` when it may be out already.
    pub async fn cancel_parcel(&mut self, id: &str) -> Result<bool> {
        let done = sqlx::query(
            "UPDATE outbox SET state = 'cancelled', payload = NULL
             WHERE id = $1 AND state = 'pending' AND first_try_at IS NULL",
        );
        Ok(done
            .bind(id)
            .execute(self.connection())
            .await?
            .rows_affected()
            > 0)
    }

    pub async fn parcel(&mut self, id: &str) -> Result<Option<OutboxRow>> {
        let row = sqlx::query_as(select_parcels!("WHERE o.id = $1"));
        Ok(row.bind(id).fetch_optional(self.connection()).await?)
    }

    /// The message of ours that became this event.
    pub async fn parcel_of_event(&mut self, event_id: &str) -> Result<Option<OutboxRow>> {
        let row = sqlx::query_as(select_parcels!(
            "WHERE o.event_id = $1 AND o.kind <> 'edit' ORDER BY o.seq LIMIT 1"
        ));
        Ok(row.bind(event_id).fetch_optional(self.connection()).await?)
    }

    /// Whether such work waits already, so that it is asked of the homeserver once.
    pub async fn is_work_waiting(&mut self, room: &RoomKey, kind: &str) -> Result<bool> {
        let count: i64 = sqlx::query_scalar(
            "SELECT COUNT(*) FROM outbox WHERE room = $1 AND kind = $2 AND state IN ('pending', 'sending')",
        )
        .bind(room.clone())
        .bind(kind)
        .fetch_one(self.connection())
        .await?;
        Ok(count > 0)
    }

    /// What was planned for a room that closes goes: its questions of the month and the reactions under them, its
    /// invitations, its making.
    /// Nobody has tried to send these, so they can be planned again under the same cause.
    pub async fn drop_plans(&mut self, room: &RoomKey) -> Result<()> {
        sqlx::query(
            "DELETE FROM outbox WHERE room = $1 AND state = 'pending' AND first_try_at IS NULL
               AND (class = 'prompt' OR kind IN ('room', 'invite')
                    OR target IN (SELECT p.id FROM outbox p
                                  WHERE p.room = $1 AND p.class = 'prompt' AND p.state = 'pending'
                                    AND p.first_try_at IS NULL))",
        )
        .bind(room.clone())
        .execute(self.connection())
        .await?;
        Ok(())
    }

    /// Drops invitations that nobody has tried to send, of somebody (`about`) who does not belong in that room any more; gives
    /// how many there were.
    pub async fn drop_invitations(&mut self, room: &RoomKey, about: &str) -> Result<u64> {
        let done = sqlx::query(
            "DELETE FROM outbox WHERE room = $1 AND about = $2 AND kind = 'invite'
               AND state = 'pending' AND first_try_at IS NULL",
        )
        .bind(room.clone())
        .bind(about)
        .execute(self.connection())
        .await?;
        Ok(done.rows_affected())
    }

    /// The earliest moment at which something that rests may go.
    pub async fn next_parcel_at(&mut self, now: Moment) -> Result<Option<Moment>> {
        let at = sqlx::query_scalar(
            "SELECT MIN(not_before) FROM outbox WHERE state = 'pending' AND not_before > $1",
        );
        Ok(at.bind(now).fetch_one(self.connection()).await?)
    }

    /// Removes the text of parked parcels from before `before`.
    pub async fn expire_parcels(&mut self, before: Moment) -> Result<u64> {
        let done = sqlx::query(
            "UPDATE outbox SET payload = NULL, upload = NULL WHERE state = 'parked' AND created_at < $1",
        );
        Ok(done
            .bind(before)
            .execute(self.connection())
            .await?
            .rows_affected())
    }
}
