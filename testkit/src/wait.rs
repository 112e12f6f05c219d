//! Waiting for something to become true: the only place in the kit that sleeps.

use std::{
    future::Future,
    thread,
    time::{Duration, Instant},
};

use anyhow::{Result, bail};

/// How long a test waits for what should come within a second, on a busy machine.
pub const PATIENCE: Duration = Duration::from_secs(120);

const FIRST_PAUSE: Duration = Duration::from_millis(10);
const LONGEST_PAUSE: Duration = Duration::from_millis(200);

/// Waits until `ready` says true; `what` names it in the error.
pub async fn until<Answer>(
    what: &str,
    limit: Duration,
    mut ready: impl FnMut() -> Answer,
) -> Result<()>
where
    Answer: Future<Output = bool>,
{
    let start = Instant::now();
    let mut pause = FIRST_PAUSE;
    while !ready().await {
        if start.elapsed() > limit {
            bail!("waited {limit:?} in vain: {what}");
        }
        tokio::time::sleep(pause).await;
        pause = longer(pause);
    }
    Ok(())
}

/// As [`until`], on a thread of its own; an error of `ready` ends the waiting.
pub(crate) fn until_blocking(
    what: &str,
    limit: Duration,
    mut ready: impl FnMut() -> Result<bool>,
) -> Result<()> {
    let start = Instant::now();
    let mut pause = FIRST_PAUSE;
    while !ready()? {
        if start.elapsed() > limit {
            bail!("waited {limit:?} in vain: {what}");
        }
        thread::sleep(pause);
        pause = longer(pause);
    }
    Ok(())
}

/// Runs blocking work beside the async tests.
pub(crate) async fn blocking<T: Send + 'static>(
    work: impl FnOnce() -> Result<T> + Send + 'static,
) -> Result<T> {
    tokio::task::spawn_blocking(work).await?
}

fn longer(pause: Duration) -> Duration {
    (pause * 2).min(LONGEST_PAUSE)
}
