//! After a restore: what the homeserver tells again since the backup, and what was said already.
//!
//! What it tells again waits until all of it is there, and is handled in the order in which it was written, so that
//! actions and signals get their numbers back. Meanwhile nothing is said.

use anyhow::{Context, Result};
use sqlx::{Any, AnyConnection, Transaction};

use super::{InboxRow, Tx};
use crate::domain::time::Moment;

/// Clocks differ.
const MARGIN_MINUTES: i64 = 5;

/// Keys come out of the backup on the homeserver in the background; after this long no more are waited for.
const KEYS_TAKE_MINUTES: i64 = 2;

/// While this fact is there, the homeserver tells again: nothing, or `<block> <moment>` since its first answer.
const REPLAY: &str = "replay";
const RESTORED_AT: &str = "restored_at";
const BACKUP_AT: &str = "backup_at";

/// What is known of a restore, so that not everything that is said or heard asks the database for it. Read when the
/// database is opened: a restore needs an empty one, so none can come after that.
#[derive(Debug, Clone, Copy, Default)]
pub(super) struct Past {
    restored: Option<Restored>,
    /// The homeserver was still telling again. It may have ended since.
    is_retold: bool,
}

#[derive(Debug, Clone, Copy)]
struct Restored {
    backup_at: Moment,
    at: Moment,
}

impl Past {
    pub(super) async fn read(connection: &mut AnyConnection) -> Result<Self> {
        let facts: Vec<(String, String)> =
            sqlx::query_as("SELECT name, value FROM fact WHERE name IN ($1, $2, $3)")
                .bind(REPLAY)
                .bind(BACKUP_AT)
                .bind(RESTORED_AT)
                .fetch_all(connection)
                .await
                .context("asking for the last restore")?;
        let fact = |name| facts.iter().find(|(known, _)| known == name);
        let moment = |name| fact(name).and_then(|(_, ms)| ms.parse().ok()).map(Moment);
        let restored = moment(BACKUP_AT).zip(moment(RESTORED_AT));
        Ok(Self {
            restored: restored.map(|(backup_at, at)| Restored { backup_at, at }),
            is_retold: fact(REPLAY).is_some(),
        })
    }
}

/// How far the homeserver is with telling again.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Replay {
    /// It has not answered yet.
    Waits,
    /// Its answer was stored up to this block, at this moment; holes may be left.
    Told { block: i64, at: Moment },
}

/// Writes down that this database was restored just now.
///
/// What the backup was going to say may have been said since, by a device that nobody knows.
pub(super) async fn note_restore(
    tx: &mut Transaction<'_, Any>,
    backup_at: Moment,
    now: Moment,
) -> Result<()> {
    let facts = [
        (BACKUP_AT, backup_at.0.to_string()),
        (RESTORED_AT, now.0.to_string()),
        (REPLAY, String::new()),
    ];
    for (name, value) in facts {
        sqlx::query(
            "INSERT INTO fact (name, value) VALUES ($1, $2) ON CONFLICT (name) DO UPDATE SET value = excluded.value",
        )
        .bind(name)
        .bind(value)
        .execute(&mut **tx)
        .await
        .with_context(|| format!("writing the fact {name}"))?;
    }
    sqlx::query(
        "UPDATE outbox SET device_id = '',
                first_try_at = CASE WHEN first_try_at < $1 THEN first_try_at ELSE $1 END
         WHERE state IN ('pending', 'sending')",
    )
    .bind(backup_at)
    .execute(&mut **tx)
    .await
    .context("marking what may have been said")?;
    Ok(())
}

/// Makes ordinary talk of events.
macro_rules! forget {
    ($which:literal) => {
        concat!(
            "UPDATE inbox SET state = 'talk', payload = NULL, room_id = NULL, sender = NULL, sent_at = NULL,
                    trust = NULL, identity = NULL, kind = NULL, session_id = NULL
             WHERE ",
            $which
        )
    };
}

impl Tx {
    /// Whether the homeserver is still telling again what came since the backup.
    pub async fn replay(&mut self) -> Result<Option<Replay>> {
        if !self.past.is_retold {
            return Ok(None);
        }
        let Some(text) = self.fact(REPLAY).await? else {
            return Ok(None);
        };
        let told = text.split_once(' ').and_then(|(block, at)| {
            let (block, at) = (block.parse().ok()?, Moment(at.parse().ok()?));
            Some(Replay::Told { block, at })
        });
        Ok(Some(told.unwrap_or(Replay::Waits)))
    }

    /// The homeserver's first answer was stored, up to this block.
    pub async fn replay_told(&mut self, block: i64, now: Moment) -> Result<()> {
        self.set_fact(REPLAY, &format!("{block} {}", now.0)).await
    }

    /// All that was told again is handled: from here on everything is as always.
    pub async fn end_replay(&mut self) -> Result<()> {
        self.forget_fact(REPLAY).await
    }

    /// Whether all that was told up to this block is there: no hole is left, and nothing waits for a key that may come.
    pub async fn is_all_told(&mut self, block: i64, at: Moment, now: Moment) -> Result<bool> {
        let (holes, locked): (i64, i64) = sqlx::query_as(
            "SELECT (SELECT COUNT(*) FROM gap WHERE block <= $1),
                    (SELECT COUNT(*) FROM inbox WHERE state = 'unreadable' AND block <= $2)",
        )
        .bind(block)
        .bind(block)
        .fetch_one(self.connection())
        .await?;
        Ok(holes == 0 && (locked == 0 || at.plus_minutes(KEYS_TAKE_MINUTES) < now))
    }

    /// What was told again, in the order in which it was written; within a room in the order of the room.
    /// What came in a room that we do not know (yet) waits.
    pub async fn events_to_replay(&mut self, limit: i64) -> Result<Vec<InboxRow>> {
        if self.past.restored.is_none() {
            return Ok(vec![]);
        }
        let rows = sqlx::query_as(
            "SELECT event_id, state, attempts, room_id, sender, sent_at, trust, identity, kind, payload, session_id
             FROM inbox
             WHERE state = 'unsorted'
               AND EXISTS (SELECT 1 FROM room WHERE room.room_id = inbox.room_id)
               AND NOT EXISTS (SELECT 1 FROM gap WHERE gap.room_id = inbox.room_id AND gap.block < inbox.block)
             ORDER BY MAX(sent_at) OVER (PARTITION BY room_id ORDER BY block, seq), block, seq
             LIMIT $1",
        );
        rows.bind(limit)
            .fetch_all(self.connection())
            .await
            .context("reading what was told again")
    }

    /// It was talk between neighbours: only its id stays.
    pub async fn forget_talk(&mut self, event_id: &str) -> Result<()> {
        sqlx::query(forget!("event_id = $1"))
            .bind(event_id)
            .execute(self.connection())
            .await?;
        Ok(())
    }

    /// What came in before `before` in a room that stayed unknown was not for us.
    pub async fn forget_unsorted(&mut self, before: Moment) -> Result<()> {
        sqlx::query(forget!("state = 'unsorted' AND arrived_at < $1"))
            .bind(before)
            .execute(self.connection())
            .await?;
        Ok(())
    }

    /// A message of ours came back, of which the work is not done again yet.
    pub async fn note_said(&mut self, id: &str, event_id: &str) -> Result<()> {
        sqlx::query("INSERT INTO said (id, event_id) VALUES ($1, $2) ON CONFLICT (id) DO NOTHING")
            .bind(id)
            .bind(event_id)
            .execute(self.connection())
            .await?;
        Ok(())
    }

    /// The event that a message became before the restore, when it came back.
    pub async fn was_said(&mut self, id: &str) -> Result<Option<String>> {
        let found = sqlx::query_scalar("SELECT event_id FROM said WHERE id = $1");
        Ok(found.bind(id).fetch_optional(self.connection()).await?)
    }

    /// The moment of the backup, when what happened at `caused_at` may have had its effect before the restore.
    pub fn backup_before(&self, caused_at: Moment) -> Option<Moment> {
        let caused_at = caused_at.plus_minutes(-MARGIN_MINUTES);
        let restored = self.past.restored?;
        (restored.at > caused_at).then_some(restored.backup_at)
    }
}
