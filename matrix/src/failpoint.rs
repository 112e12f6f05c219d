//! Places where the crash test may disturb us; in a release build none of them exists.

use std::time::Duration;

/// Sleeps between the SDK's save and our commit: `WIJKBODE_FAILPOINT=pause-before-commit=400`.
pub(crate) async fn pause_before_commit() {
    if let Some(millis) = wanted("pause-before-commit").and_then(|value| value.parse().ok()) {
        tracing::warn!(millis, "a failpoint: pausing before the commit");
        tokio::time::sleep(Duration::from_millis(millis)).await;
    }
}

/// Leaves the SDK's place in the stream as it is: `WIJKBODE_FAILPOINT=no-rewind`. The control that must lose messages.
pub(crate) fn no_rewind() -> bool {
    wanted("no-rewind").is_some()
}

#[cfg(debug_assertions)]
fn wanted(name: &str) -> Option<String> {
    let points = std::env::var("WIJKBODE_FAILPOINT").ok()?;
    points.split(',').find_map(|point| {
        let (key, value) = point.split_once('=').unwrap_or((point, ""));
        (key.trim() == name).then(|| value.trim().to_owned())
    })
}

#[cfg(not(debug_assertions))]
fn wanted(_name: &str) -> Option<String> {
    None
}
