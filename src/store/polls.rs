//! Questions to a whole room, and who voted what.

use anyhow::{Context, Result};

use super::Tx;
use crate::chat::RoomKey;
use crate::domain::time::Moment;

/// A poll as stored.
#[derive(Debug, Clone, sqlx::FromRow)]
pub struct PollRow {
    /// The message in the outbox that asks it.
    pub id: String,
    pub kind: String,
    pub room: RoomKey,
    pub question: String,
    /// JSON: a list of texts.
    pub answers: String,
    /// How many answers one person may choose.
    pub most: i64,
    /// JSON: what the feature needs to know at the end.
    pub data: String,
    pub ends_at: Moment,
    /// When it was first seen to be over.
    pub closing_at: Option<Moment>,
    pub closed_at: Option<Moment>,
}

/// One vote as it was cast.
#[derive(Debug, Clone, PartialEq, Eq, sqlx::FromRow)]
pub struct VoteRow {
    pub event_id: String,
    pub person: String,
    /// The vote's own time.
    pub at: Moment,
    /// Numbers of answers with commas between; empty for a spoilt vote.
    pub answers: String,
}

/// The columns of [`PollRow`].
macro_rules! select_polls {
    ($rest:literal) => {
        concat!(
            "SELECT id, kind, room, question, answers, most, data, ends_at, closing_at, closed_at FROM poll ",
            $rest
        )
    };
}

impl Tx {
    /// Keeps a poll; the same a second time changes nothing.
    pub async fn add_poll(&mut self, poll: &PollRow) -> Result<()> {
        sqlx::query(
            "INSERT INTO poll (id, kind, room, question, answers, most, data, ends_at)
             VALUES ($1, $2, $3, $4, $5, $6, $7, $8) ON CONFLICT (id) DO NOTHING",
        )
        .bind(&poll.id)
        .bind(&poll.kind)
        .bind(poll.room.clone())
        .bind(&poll.question)
        .bind(&poll.answers)
        .bind(poll.most)
        .bind(&poll.data)
        .bind(poll.ends_at)
        .execute(self.connection())
        .await
        .context("keeping a poll")?;
        Ok(())
    }

    pub async fn poll(&mut self, id: &str) -> Result<Option<PollRow>> {
        let row = sqlx::query_as(select_polls!("WHERE id = $1"));
        Ok(row.bind(id).fetch_optional(self.connection()).await?)
    }

    /// Polls whose time is over and that are not closed yet.
    pub async fn polls_over(&mut self, now: Moment) -> Result<Vec<PollRow>> {
        let rows = sqlx::query_as(select_polls!(
            "WHERE closed_at IS NULL AND ends_at <= $1 ORDER BY ends_at, id"
        ));
        Ok(rows.bind(now).fetch_all(self.connection()).await?)
    }

    /// The next moment after `now` at which a poll has something to do: its end, and `grace_ms` after that was seen.
    pub async fn next_poll_at(&mut self, now: Moment, grace_ms: i64) -> Result<Option<Moment>> {
        let at = sqlx::query_scalar(
            "SELECT MIN(at) FROM (SELECT COALESCE(closing_at + $2, ends_at) AS at FROM poll WHERE closed_at IS NULL) ends
             WHERE at > $1",
        );
        Ok(at
            .bind(now)
            .bind(grace_ms)
            .fetch_one(self.connection())
            .await?)
    }

    /// Notes when a poll was first seen to be over.
    pub async fn poll_is_closing(&mut self, id: &str, now: Moment) -> Result<()> {
        sqlx::query("UPDATE poll SET closing_at = COALESCE(closing_at, $2) WHERE id = $1")
            .bind(id)
            .bind(now)
            .execute(self.connection())
            .await?;
        Ok(())
    }

    /// Notes that a poll was counted; `false` when it was already.
    pub async fn close_poll(&mut self, id: &str, now: Moment) -> Result<bool> {
        let done =
            sqlx::query("UPDATE poll SET closed_at = $2 WHERE id = $1 AND closed_at IS NULL");
        Ok(done
            .bind(id)
            .bind(now)
            .execute(self.connection())
            .await?
            .rows_affected()
            > 0)
    }

    /// Keeps a vote; the same event a second time changes nothing.
    pub async fn add_vote(&mut self, poll: &str, vote: &VoteRow) -> Result<()> {
        sqlx::query(
            "INSERT INTO poll_vote (event_id, poll, person, at, answers) VALUES ($1, $2, $3, $4, $5)
             ON CONFLICT (event_id) DO NOTHING",
        )
        .bind(&vote.event_id)
        .bind(poll)
        .bind(&vote.person)
        .bind(vote.at)
        .bind(&vote.answers)
        .execute(self.connection())
        .await
        .context("keeping a vote")?;
        Ok(())
    }

    /// Forgets a vote of this person; the one before it counts again.
    pub async fn drop_vote(&mut self, event_id: &str, person: &str) -> Result<()> {
        sqlx::query("DELETE FROM poll_vote WHERE event_id = $1 AND person = $2")
            .bind(event_id)
            .bind(person)
            .execute(self.connection())
            .await?;
        Ok(())
    }

    /// The vote of each person that counts: the last by its own time, and of two at the same moment the one with the
    /// greater event id, so that everybody finds the same.
    pub async fn votes_that_count(&mut self, poll: &str) -> Result<Vec<VoteRow>> {
        let rows = sqlx::query_as(
            "SELECT event_id, person, at, answers FROM poll_vote v
             WHERE poll = $1 AND NOT EXISTS
                   (SELECT 1 FROM poll_vote later WHERE later.poll = v.poll AND later.person = v.person
                      AND (later.at > v.at OR (later.at = v.at AND later.event_id > v.event_id)))
             ORDER BY person",
        );
        Ok(rows.bind(poll).fetch_all(self.connection()).await?)
    }

    /// Forgets polls that were closed before `before`, with all their votes; gives how many polls that were.
    pub async fn drop_polls(&mut self, before: Moment) -> Result<u64> {
        sqlx::query(
            "DELETE FROM poll_vote WHERE poll IN (SELECT id FROM poll WHERE closed_at < $1)",
        )
        .bind(before)
        .execute(self.connection())
        .await?;
        let done = sqlx::query("DELETE FROM poll WHERE closed_at < $1");
        Ok(done
            .bind(before)
            .execute(self.connection())
            .await?
            .rows_affected())
    }
}
