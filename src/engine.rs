//! Handles one thing that happened, or one tick of the clock, in one transaction.
//!
//! Everything the bot does begins here: an event from the inbox, a job that is due, a look at the rooms.
//! A handler reads, decides, writes, and appends what is to be said or done to the outbox.
//! Nothing in here touches the network or the clock.

pub mod addressed;
mod audited;
mod budget;
mod burst;
pub mod card;
mod changes;
mod desired;
pub mod feature;
mod forms;
mod leaving;
mod listeners;
mod onboarding;
pub mod polls;
mod progress;
mod questions;
mod reconcile;
mod routing;
mod settings;
mod signals;
mod spoken;
mod statistics;
mod steps;
mod sweep;
mod things;
mod trust;
mod turn;
mod unclear;
mod warnings;
mod words;

use std::panic::AssertUnwindSafe;
use std::sync::Arc;

use anyhow::{Context, Result, anyhow};
use futures_util::FutureExt;

use crate::catalogue::{Catalogue, Place};
use crate::chat::{Incoming, What};
use crate::domain::time::Moment;
use crate::schedule;
use crate::sentences::Sentences;
use crate::store::{self, InboxRow, Replay, RowState, Store, Tx};

pub use audited::{label_of, thing_called};
pub use budget::{MOST_IN_PRIVATE, MOST_IN_WIJK, Weight};
pub use burst::{alarms_in_words, alarms_told, burst_in_words};
pub use desired::{WantedRoom, cbs_wijken, is_cbs_code, slug};
pub use leaving::Places;
pub use listeners::{EVERYTHING, News};
pub use onboarding::Onboarding;
pub use polls::{NewPoll, Poll, Tally};
pub use progress::{goal_in_words, goal_line, goal_progress};
pub use questions::{Answer, Choice, Offer, Question};
pub use reconcile::{Look, Seen, SeenMember, SeenState, belongs, moderators, readers};
pub use routing::LONGEST;
pub use settings::{SETTINGS, setting_in_words, setting_names};
pub use signals::ANSWERERS;
pub use spoken::{spoken, vocabulary};
pub use statistics::{Units, Week, counted_since, published_month, published_sum, published_weeks};
pub use steps::{Done, is_user_id, name_of, take_answer_to_step, undo_step};
pub use things::{
    Change, person_value, role_thing, split_role, text_value, waiting_value, wijk_value,
};
pub use turn::{Call, LongForms, Settings, Turn, Who};
pub use warnings::{DECIDERS, WarningRules};
pub use words::{
    activity_in_words, day_name, example_of, idea_in_words, kind_name, month_name, own_wijken,
    reached, referral_line, roles_in_words, rooms_in_words,
};

/// How often an event is tried before it is set aside.
const MAX_ATTEMPTS: i64 = 3;

/// How often an event may be under way when the process dies.
const MAX_CRASHES: i64 = 8;

/// How many events share one commit at most: a commit costs a disk flush.
const BATCH: i64 = 20;

/// What the engine needs beside the database. Does not change while the bot runs.
pub struct World {
    pub catalogue: Arc<Catalogue>,
    pub places: Vec<Place>,
    pub sentences: Sentences,
    /// The bot's own user id.
    pub us: String,
}

/// The engine on its database.
#[derive(Clone)]
pub struct Engine {
    store: Store,
    world: Arc<World>,
}

impl Engine {
    pub fn new(store: Store, world: Arc<World>) -> Self {
        Self { store, world }
    }

    pub fn store(&self) -> &Store {
        &self.store
    }

    pub fn world(&self) -> &Arc<World> {
        &self.world
    }

    /// Handles what waits in the inbox, some events at a time; gives how many were looked at.
    pub async fn work(&self, now: Moment) -> Result<usize> {
        let rows = self.take(now).await?;
        if rows.is_empty() {
            return Ok(0);
        }
        let done = self.handle(&rows, now).await;
        if done.as_ref().is_err_and(store::is_down) {
            self.uncount(&rows, now).await;
        }
        done.map(|()| rows.len())
    }

    /// Runs what is due at `now`: jobs, questions whose time is over, texts that expire.
    /// While catching up after a restore nothing is: a digest would not count what is still to come.
    pub async fn tick(&self, now: Moment) -> Result<()> {
        let mut tx = self.store.begin().await?;
        if tx.replay().await?.is_some() {
            return Ok(());
        }
        let mut turn = Turn::within(self, tx, now, "sweep".to_owned()).await?;
        sweep::sweep(&mut turn).await?;
        let due = schedule::due(&mut turn).await?;
        turn.commit().await?;
        for job in due {
            schedule::look_at(self, job, now).await?;
        }
        self.store.tidy(now).await;
        Ok(())
    }

    /// Compares the rooms as they are with the rooms as they should be, and appends the work that is missing.
    pub async fn reconcile(&self, seen: &[Seen], look: Look, now: Moment) -> Result<()> {
        reconcile::reconcile(self, seen, look, now).await
    }

    /// Begins a turn whose outgoing messages are caused by `cause`.
    pub async fn turn(&self, now: Moment, cause: String) -> Result<Turn> {
        Turn::begin(self, now, cause).await
    }

    /// Takes some events and counts the attempt, committed before the work.
    ///
    /// An event that was taken before and never ended may be what killed the process: it goes alone, so that its
    /// neighbours are not blamed, and after some crashes it is set aside untried.
    async fn take(&self, now: Moment) -> Result<Vec<InboxRow>> {
        let mut tx = self.store.begin().await?;
        let mut rows = tx.events_to_handle(BATCH).await?;
        if rows.is_empty() {
            rows = retold(&mut tx, now).await?;
        }
        if rows.first().is_some_and(|row| row.attempts >= MAX_CRASHES) {
            tracing::error!(
                event = rows[0].event_id,
                crashes = rows[0].attempts,
                "an event is set aside untried: it was under way at each of these crashes"
            );
            let mut turn = Turn::within(self, tx, now, String::new()).await?;
            park(&mut turn, &rows[0]).await?;
            turn.commit().await?;
            return Ok(vec![]);
        }
        let fresh = rows.iter().take_while(|row| row.attempts == 0).count();
        rows.truncate(fresh.max(1));
        tx.count_attempts(&ids(&rows)).await?;
        tx.commit().await?;
        Ok(rows)
    }

    /// A mark around each event costs about as much as the event itself. So they do without at first, and only when one of
    /// them fails all are undone, and each is handled within its own.
    async fn handle(&self, rows: &[InboxRow], now: Moment) -> Result<()> {
        match self.handle_together(rows, now).await {
            Err(error) if !store::is_down(&error) => self.handle_apart(rows, now).await,
            done => done,
        }
    }

    async fn handle_together(&self, rows: &[InboxRow], now: Moment) -> Result<()> {
        let mut turn = self.turn(now, String::new()).await?;
        let mut handled = Vec::with_capacity(rows.len());
        for row in rows {
            if handle_row(&mut turn, row).await? == Outcome::Handled {
                handled.push(row.event_id.as_str());
            }
        }
        turn.tx.finish_events(&handled).await?;
        turn.commit().await
    }

    /// What fails leaves nothing behind but its count.
    async fn handle_apart(&self, rows: &[InboxRow], now: Moment) -> Result<()> {
        let mut turn = self.turn(now, String::new()).await?;
        for row in rows {
            turn.tx.mark().await?;
            match handle_row(&mut turn, row).await {
                Ok(outcome) => {
                    if outcome == Outcome::Handled {
                        turn.tx.finish_events(&[&row.event_id]).await?;
                    }
                    turn.tx.keep_since_mark().await?;
                }
                Err(error) if store::is_down(&error) => return Err(error),
                Err(error) => {
                    turn.tx.undo_to_mark().await?;
                    failed(&mut turn, row, &error).await?;
                }
            }
        }
        turn.commit().await
    }

    /// A full disk is no fault of an event. While that lasts this may fail too; then the attempt stays counted.
    async fn uncount(&self, rows: &[InboxRow], now: Moment) {
        let again = async {
            let mut turn = self.turn(now, String::new()).await?;
            for row in rows {
                turn.tx.uncount_attempt(&row.event_id).await?;
            }
            turn.commit().await
        };
        if let Err(error) = again.await {
            tracing::warn!(
                error = format!("{error:#}"),
                "a try that the database ended stays counted"
            );
        }
    }
}

fn ids(rows: &[InboxRow]) -> Vec<&str> {
    rows.iter().map(|row| row.event_id.as_str()).collect()
}

/// What was handled is still to be finished.
async fn handle_row(turn: &mut Turn, row: &InboxRow) -> Result<Outcome> {
    turn.caused_by(format!("cmd:{}", row.event_id), row.details.sent_at);
    let outcome = AssertUnwindSafe(route(turn, row)).catch_unwind().await;
    outcome.unwrap_or_else(|_| Err(anyhow!("the handler panicked")))
}

async fn failed(turn: &mut Turn, row: &InboxRow, error: &anyhow::Error) -> Result<()> {
    let attempts = row.attempts + 1;
    tracing::error!(
        event = row.event_id,
        attempts,
        error = format!("{error:#}"),
        "an event could not be handled"
    );
    if attempts < MAX_ATTEMPTS {
        return Ok(());
    }
    park(turn, row).await
}

/// Sets an event aside for a person, with a word to its sender and to the managers.
async fn park(turn: &mut Turn, row: &InboxRow) -> Result<()> {
    turn.tx.park_event(&row.event_id).await?;
    turn.caused_by(format!("parked:{}", row.event_id), row.details.sent_at);
    routing::tell_parked(turn, &row.details.room_id, &row.event_id).await
}

/// What an event turned out to be.
#[derive(PartialEq, Eq)]
enum Outcome {
    Handled,
    /// Not for us; shows only now for what was told again after a restore.
    Talk,
}

/// What the homeserver told again after a restore, once all of it is there. The last of it ends the catching up.
async fn retold(tx: &mut Tx, now: Moment) -> Result<Vec<InboxRow>> {
    let replay = tx.replay().await?;
    match replay {
        Some(Replay::Waits) => return Ok(vec![]),
        Some(Replay::Told { block, at }) if !tx.is_all_told(block, at, now).await? => {
            return Ok(vec![]);
        }
        _ => {}
    }
    let rows = tx.events_to_replay(BATCH).await?;
    if rows.is_empty() && replay.is_some() {
        tx.end_replay().await?;
        // The rooms were not looked at meanwhile.
        tx.wish().await?;
        tracing::info!("caught up after the restore");
    }
    Ok(rows)
}

async fn route(turn: &mut Turn, row: &InboxRow) -> Result<Outcome> {
    let details = &row.details;
    let what: What = serde_json::from_str(&details.payload).context("reading a stored event")?;
    let incoming = Incoming {
        event_id: row.event_id.clone(),
        room_id: details.room_id.clone(),
        sender: details.sender.clone(),
        sent_at: details.sent_at,
        trust: details.trust,
        identity: details.identity.clone(),
        what,
    };
    let us = turn.world().us.clone();
    if row.state == RowState::Unsorted
        && !addressed::is_for_us(&mut turn.tx, &us, &incoming).await?
    {
        turn.tx.forget_talk(&row.event_id).await?;
        return Ok(Outcome::Talk);
    }
    routing::route(turn, &incoming).await?;
    Ok(Outcome::Handled)
}
