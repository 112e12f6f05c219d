//! How long to wait before the next try: longer each time, never in step with others.

use std::time::Duration;

const SHORTEST: Duration = Duration::from_secs(1);
const LONGEST: Duration = Duration::from_secs(60);

/// Counts failures in a row.
#[derive(Debug, Default)]
pub(crate) struct Patience {
    failures: u32,
}

impl Patience {
    /// Doubles from one second to a minute.
    pub(crate) fn next(&mut self) -> Duration {
        let wait = SHORTEST * 2u32.saturating_pow(self.failures.min(6));
        self.failures += 1;
        jitter(wait.min(LONGEST))
    }

    pub(crate) fn failures(&self) -> u32 {
        self.failures
    }

    pub(crate) fn reset(&mut self) {
        self.failures = 0;
    }
}

/// Between three quarters of `wait` and all of it, so that many bots do not return at once.
pub(crate) fn jitter(wait: Duration) -> Duration {
    let mut byte = [0u8];
    // Without randomness the wait is only a little less spread.
    let _ = getrandom::fill(&mut byte);
    wait.mul_f64(0.75 + f64::from(byte[0]) / 1020.0)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn waits_grow_to_a_minute_and_start_again_after_success() {
        let mut patience = Patience::default();
        assert!(patience.next() <= Duration::from_secs(1));
        for _ in 0..20 {
            assert!(patience.next() <= Duration::from_secs(60));
        }
        assert!(patience.next() >= Duration::from_secs(45));
        patience.reset();
        assert!(patience.next() <= Duration::from_secs(1));
    }
}
