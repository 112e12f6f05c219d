//! What time it is. Only the program asks; everything else is told.

use std::sync::atomic::{AtomicI64, AtomicU64, Ordering};
use std::sync::{Mutex, MutexGuard};
use std::time::{Duration, Instant};

use tokio::sync::Notify;

use crate::domain::time::Moment;

/// The clock on the wall, which a demonstration may set ahead.
#[derive(Debug, Default)]
pub struct Clock {
    ahead_ms: AtomicI64,
    jumps: Notify,
    /// When it was minded last: on a clock that nobody sets, and on the wall.
    minded: Mutex<Option<(Instant, Moment)>>,
}

/// Less than this is the slow turning of a clock towards the right time.
const STEP_MS: i64 = 5_000;

impl Clock {
    /// A clock that is so many milliseconds ahead of the one on the wall.
    #[must_use]
    pub fn ahead_by(ms: i64) -> Self {
        Self {
            ahead_ms: AtomicI64::new(ms),
            ..Self::default()
        }
    }

    /// How many milliseconds it is ahead of the one on the wall.
    pub fn is_ahead_by(&self) -> i64 {
        self.ahead_ms.load(Ordering::Relaxed)
    }

    /// Now, UTC.
    pub fn now(&self) -> Moment {
        #[expect(
            clippy::disallowed_methods,
            reason = "the one place that asks the clock"
        )]
        let now = chrono::Utc::now().timestamp_millis();
        self.of_event(now)
    }

    /// The moment of an event that the homeserver's clock puts at `sent_at_ms`: moved along when this clock is ahead.
    pub fn of_event(&self, sent_at_ms: i64) -> Moment {
        Moment(sent_at_ms.saturating_add(self.is_ahead_by()))
    }

    /// The other way round: what the homeserver's clock showed at a moment of ours.
    pub fn on_the_wall(&self, moment: Moment) -> i64 {
        moment.0.saturating_sub(self.is_ahead_by())
    }

    /// Sets the clock ahead to `moment`; it goes on from there.
    pub fn jump_to(&self, moment: Moment) {
        let now = self.now();
        self.ahead_ms.fetch_add(moment.0 - now.0, Ordering::Relaxed);
        self.jumps.notify_one();
    }

    /// How far it was set back since it was minded last, in milliseconds: by a person, or by a time server. 0 when it was
    /// not.
    pub fn set_back_by(&self) -> i64 {
        let Some((steady, wall)) = *self.minded() else {
            return 0;
        };
        let passed = i64::try_from(steady.elapsed().as_millis()).unwrap_or(i64::MAX);
        let back = wall.plus_ms(passed).0 - self.now().0;
        if back < STEP_MS { 0 } else { back }
    }

    /// Everybody who waits knows what time it is.
    pub fn is_minded(&self) {
        *self.minded() = Some((Instant::now(), self.now()));
    }

    fn minded(&self) -> MutexGuard<'_, Option<(Instant, Moment)>> {
        self.minded
            .lock()
            .unwrap_or_else(|broken| broken.into_inner())
    }

    /// Waits until it is set ahead: whoever rests until some moment then looks again. For one at a time.
    pub async fn jumped(&self) {
        self.jumps.notified().await;
    }
}

/// How long ago something happened, on a clock that nobody sets: for noticing that it does not happen any more.
///
/// The Matrix crate keeps the moment of its last sync in the same way (`Health::since_last_sync`), since it knows nothing
/// of this one.
#[derive(Debug)]
pub struct Stopwatch {
    started: Instant,
    /// Milliseconds after `started`, plus one; 0 is never.
    pressed: AtomicU64,
}

impl Stopwatch {
    /// It happened now.
    pub fn press(&self) {
        let at = u64::try_from(self.started.elapsed().as_millis()).unwrap_or(u64::MAX - 1);
        self.pressed.store(at + 1, Ordering::Relaxed);
    }

    /// Since it happened last; `None` when it never did.
    pub fn since(&self) -> Option<Duration> {
        let at = self.pressed.load(Ordering::Relaxed).checked_sub(1)?;
        Some(
            self.started
                .elapsed()
                .saturating_sub(Duration::from_millis(at)),
        )
    }
}

impl Default for Stopwatch {
    fn default() -> Self {
        Self {
            started: Instant::now(),
            pressed: AtomicU64::new(0),
        }
    }
}
