//! What the loops share: the client, the two traits, the wish to stop, hints to each other, and how things go.

use std::future::pending;
use std::sync::Arc;
use std::sync::atomic::{AtomicU64, Ordering};
use std::time::Duration;

use matrix_sdk::Client;
use matrix_sdk::ruma::{OwnedUserId, UserId};
use tokio::sync::{Notify, watch};
use tokio::time::Instant;

use crate::mail::{Inbox, Outbox};

/// What ends the bot. Nothing is lost: the next start goes on at the inbox's cursor.
#[derive(Debug, thiserror::Error)]
pub enum Fatal {
    /// The SDK's place in the stream is not ours any more. Start again: opening puts it back.
    #[error("the SDK ran ahead of the inbox; start again")]
    RanAhead,
    /// The homeserver does not know the access token: logged out, or the device was deleted.
    #[error("the access token is refused; run the set-up again")]
    TokenRevoked,
    /// A batch could not be stored, again and again.
    #[error("the inbox cannot be written: {0}")]
    CannotStore(anyhow::Error),
    /// A loop panicked.
    #[error("a loop of the Matrix side crashed")]
    Crashed,
}

impl Fatal {
    /// Exit codes for a service manager: 75 starts again by itself, 77 needs a person.
    pub fn exit_code(&self) -> u8 {
        match self {
            Self::TokenRevoked => 77,
            _ => 75,
        }
    }
}

/// How the bot is doing, for health and metrics. Cheap to read at any moment.
#[derive(Debug)]
pub struct Health {
    started: Instant,
    /// Milliseconds after `started`, plus one; 0 is never.
    last_sync: AtomicU64,
    sync_failures: AtomicU64,
    pauses: AtomicU64,
    sent: AtomicU64,
}

impl Health {
    fn new() -> Self {
        Self {
            started: Instant::now(),
            last_sync: AtomicU64::new(0),
            sync_failures: AtomicU64::new(0),
            pauses: AtomicU64::new(0),
            sent: AtomicU64::new(0),
        }
    }

    /// Since the last answer of the homeserver that is safely in the inbox; `None` before the first.
    pub fn since_last_sync(&self) -> Option<Duration> {
        let at = self.last_sync.load(Ordering::Relaxed).checked_sub(1)?;
        Some(
            self.started
                .elapsed()
                .saturating_sub(Duration::from_millis(at)),
        )
    }

    /// Failures of syncing in a row; 0 when all is well.
    pub fn sync_failures(&self) -> u64 {
        self.sync_failures.load(Ordering::Relaxed)
    }

    /// How often the homeserver told us to slow down.
    pub fn pauses(&self) -> u64 {
        self.pauses.load(Ordering::Relaxed)
    }

    /// Events sent since the start.
    pub fn sent(&self) -> u64 {
        self.sent.load(Ordering::Relaxed)
    }

    pub(crate) fn synced(&self) {
        let at = u64::try_from(self.started.elapsed().as_millis()).unwrap_or(u64::MAX - 1);
        self.last_sync.store(at + 1, Ordering::Relaxed);
        self.sync_failures.store(0, Ordering::Relaxed);
    }

    pub(crate) fn sync_failed(&self) {
        self.sync_failures.fetch_add(1, Ordering::Relaxed);
    }

    pub(crate) fn paused(&self) {
        self.pauses.fetch_add(1, Ordering::Relaxed);
    }

    pub(crate) fn sent_one(&self) {
        self.sent.fetch_add(1, Ordering::Relaxed);
    }
}

impl Default for Health {
    fn default() -> Self {
        Self::new()
    }
}

/// One per run. Every loop holds it.
pub(crate) struct Desk {
    pub(crate) client: Client,
    pub(crate) own: OwnedUserId,
    pub(crate) inbox: Arc<dyn Inbox>,
    pub(crate) outbox: Arc<dyn Outbox>,
    pub(crate) health: Arc<Health>,
    pub(crate) hints: Hints,
    stop: watch::Receiver<bool>,
    in_step: watch::Sender<bool>,
}

/// "Look sooner than you would." A hint may get lost: every loop also looks by itself.
#[derive(Default)]
pub(crate) struct Hints {
    /// Rooms or members changed.
    pub(crate) rooms: Notify,
    /// A hole was stored.
    pub(crate) gaps: Notify,
    /// Something was stored that could not be decrypted.
    pub(crate) unreadable: Notify,
}

impl Desk {
    pub(crate) fn new(
        client: Client,
        own: OwnedUserId,
        mail: (Arc<dyn Inbox>, Arc<dyn Outbox>),
        health: Arc<Health>,
        stop: watch::Receiver<bool>,
    ) -> Self {
        let (inbox, outbox) = mail;
        let (in_step, _) = watch::channel(false);
        Self {
            client,
            own,
            inbox,
            outbox,
            health,
            hints: Hints::default(),
            stop,
            in_step,
        }
    }

    pub(crate) fn own(&self) -> &UserId {
        &self.own
    }

    pub(crate) fn stopping(&self) -> bool {
        *self.stop.borrow()
    }

    /// Returns when we shall stop. A sender that is gone will never ask.
    pub(crate) async fn stopped(&self) {
        let mut stop = self.stop.clone();
        if stop.wait_for(|stop| *stop).await.is_err() {
            pending::<()>().await;
        }
    }

    /// Sleeps, but not longer than we run.
    pub(crate) async fn rest(&self, wait: Duration) {
        tokio::select! {
            () = tokio::time::sleep(wait) => {}
            () = self.stopped() => {}
        }
    }

    /// Waits for a hint, at most this long.
    pub(crate) async fn rest_unless(&self, hint: &Notify, wait: Duration) {
        tokio::select! {
            () = hint.notified() => {}
            () = self.rest(wait) => {}
        }
    }

    /// The first batch is stored: from here on the SDK knows our rooms.
    pub(crate) fn say_in_step(&self) {
        self.in_step.send_replace(true);
    }

    pub(crate) fn is_in_step(&self) -> bool {
        *self.in_step.borrow()
    }

    /// Until then a room that we do not know may be one that we are in. False when we stop before.
    pub(crate) async fn in_step(&self) -> bool {
        let mut in_step = self.in_step.subscribe();
        tokio::select! {
            known = in_step.wait_for(|known| *known) => known.is_ok(),
            () = self.stopped() => false,
        }
    }
}
