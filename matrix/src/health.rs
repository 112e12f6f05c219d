//! How the Matrix side is doing: moments and counts, for whoever watches the bot. Never a name, a room or a text.

use std::sync::atomic::{AtomicU64, Ordering};
use std::time::Duration;

use tokio::time::Instant;

use crate::mail::{Received, What};

/// Cheap to read at any moment. Everything counts from the start of the process.
#[derive(Debug)]
pub struct Health {
    started: Instant,
    /// Milliseconds after `started`, plus one; 0 is never. The same as `Stopwatch` in the bot's own crate, which this one
    /// does not know; one use is not worth a crate between the two.
    last_sync: AtomicU64,
    sync_failures: AtomicU64,
    stored: AtomicU64,
    undecryptable: AtomicU64,
    decrypted_late: AtomicU64,
    refused_keys: AtomicU64,
    pauses: AtomicU64,
    sent: AtomicU64,
}

impl Health {
    fn new() -> Self {
        Self {
            started: Instant::now(),
            last_sync: AtomicU64::new(0),
            sync_failures: AtomicU64::new(0),
            stored: AtomicU64::new(0),
            undecryptable: AtomicU64::new(0),
            decrypted_late: AtomicU64::new(0),
            refused_keys: AtomicU64::new(0),
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

    /// Events handed to the inbox, also those that it knew already.
    pub fn stored(&self) -> u64 {
        self.stored.load(Ordering::Relaxed)
    }

    /// Events among them that could not be decrypted when they came.
    pub fn undecryptable(&self) -> u64 {
        self.undecryptable.load(Ordering::Relaxed)
    }

    /// Events whose key came later.
    pub fn decrypted_late(&self) -> u64 {
        self.decrypted_late.load(Ordering::Relaxed)
    }

    /// How often the homeserver refused our one-time keys because it has others of this device.
    pub fn refused_keys(&self) -> u64 {
        self.refused_keys.load(Ordering::Relaxed)
    }

    /// How often the homeserver told us to slow down.
    pub fn pauses(&self) -> u64 {
        self.pauses.load(Ordering::Relaxed)
    }

    /// Events sent.
    pub fn sent(&self) -> u64 {
        self.sent.load(Ordering::Relaxed)
    }

    pub(crate) fn synced(&self) {
        let at = u64::try_from(self.started.elapsed().as_millis()).unwrap_or(u64::MAX - 1);
        self.last_sync.store(at + 1, Ordering::Relaxed);
        self.sync_failures.store(0, Ordering::Relaxed);
    }

    pub(crate) fn sync_failed(&self) {
        count(&self.sync_failures, 1);
    }

    pub(crate) fn stored_all(&self, events: &[Received]) {
        let is_unreadable = |event: &&Received| matches!(event.what, What::Unreadable { .. });
        count(&self.stored, events.len());
        count(
            &self.undecryptable,
            events.iter().filter(is_unreadable).count(),
        );
    }

    pub(crate) fn decrypted_one_late(&self) {
        count(&self.decrypted_late, 1);
    }

    pub(crate) fn keys_refused(&self) {
        count(&self.refused_keys, 1);
    }

    pub(crate) fn paused(&self) {
        count(&self.pauses, 1);
    }

    pub(crate) fn sent_one(&self) {
        count(&self.sent, 1);
    }
}

impl Default for Health {
    fn default() -> Self {
        Self::new()
    }
}

fn count(counter: &AtomicU64, more: usize) {
    counter.fetch_add(u64::try_from(more).unwrap_or(u64::MAX), Ordering::Relaxed);
}
