//! What the loops share: the client, the two traits, the wish to stop, and hints to each other.

use std::future::pending;
use std::sync::Arc;
use std::time::Duration;

use matrix_sdk::Client;
use matrix_sdk::ruma::{OwnedUserId, UserId};
use tokio::sync::{Notify, watch};

use crate::health::Health;
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

/// One per run. Every loop holds it.
pub(crate) struct Desk {
    pub(crate) client: Client,
    pub(crate) own: OwnedUserId,
    /// Id of our device.
    pub(crate) device: String,
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
        let device = client.device_id().map(ToString::to_string);
        Self {
            client,
            own,
            device: device.unwrap_or_default(),
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

    /// Whether the first batch is stored.
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
