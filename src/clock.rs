//! What time it is. Only the program asks; everything else is told.

use std::sync::atomic::{AtomicI64, Ordering};

use tokio::sync::Notify;

use crate::domain::time::Moment;

/// The clock on the wall, which a demonstration may set ahead.
#[derive(Debug, Default)]
pub struct Clock {
    ahead_ms: AtomicI64,
    jumps: Notify,
}

impl Clock {
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
        Moment(sent_at_ms.saturating_add(self.ahead_ms.load(Ordering::Relaxed)))
    }

    /// The other way round: what the homeserver's clock showed at a moment of ours.
    pub fn on_the_wall(&self, moment: Moment) -> i64 {
        moment
            .0
            .saturating_sub(self.ahead_ms.load(Ordering::Relaxed))
    }

    /// Sets the clock ahead to `moment`; it goes on from there.
    pub fn jump_to(&self, moment: Moment) {
        let now = self.now();
        self.ahead_ms.fetch_add(moment.0 - now.0, Ordering::Relaxed);
        self.jumps.notify_one();
    }

    /// Waits until it is set ahead: whoever rests until some moment then looks again. For one at a time.
    pub async fn jumped(&self) {
        self.jumps.notified().await;
    }
}
