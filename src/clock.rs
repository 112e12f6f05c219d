//! What time it is. Only the program asks; everything else is told.

use std::sync::atomic::{AtomicI64, Ordering};

use crate::domain::time::Moment;

/// The clock on the wall, which a demonstration may set ahead.
#[derive(Debug, Default)]
pub struct Clock {
    ahead_ms: AtomicI64,
}

impl Clock {
    /// Now, UTC.
    pub fn now(&self) -> Moment {
        #[expect(clippy::disallowed_methods, reason = "the one place that asks the clock")]
        let now = chrono::Utc::now().timestamp_millis();
        self.of_event(now)
    }

    /// The moment of an event that the homeserver's clock puts at `sent_at_ms`: moved along when this clock is ahead.
    pub fn of_event(&self, sent_at_ms: i64) -> Moment {
        Moment(sent_at_ms.saturating_add(self.ahead_ms.load(Ordering::Relaxed)))
    }

    /// Sets the clock ahead to `moment`; it goes on from there.
    pub fn jump_to(&self, moment: Moment) {
        let now = self.now();
        self.ahead_ms.fetch_add(moment.0 - now.0, Ordering::Relaxed);
    }
}
