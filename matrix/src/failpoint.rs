//! Places where the crash test may disturb us; in a release build none of them exists.

use std::time::Duration;

/// Sleeps between the SDK's save and our commit: `WIJKBODE_FAILPOINT=pause-before-commit=400`.
pub(crate) async fn pause_before_commit() {
    pause("pause-before-commit").await;
}

/// Sleeps before the SDK saves the key of a room: `WIJKBODE_FAILPOINT=pause-before-room-key=400`.
pub(crate) async fn pause_before_room_key() {
    pause("pause-before-room-key").await;
}

/// Sleeps between the upload of a picture and the message that shows it: `WIJKBODE_FAILPOINT=pause-after-upload=400`.
pub(crate) async fn pause_after_upload() {
    pause("pause-after-upload").await;
}

/// Saves a new Olm session before the key that came with it, as the SDK does:
/// `WIJKBODE_FAILPOINT=session-before-key`. The control that must lose the key.
pub(crate) fn session_before_key() -> bool {
    wanted("session-before-key").is_some()
}

/// Leaves the SDK's place in the stream as it is: `WIJKBODE_FAILPOINT=no-rewind`. The control that must lose messages.
pub(crate) fn no_rewind() -> bool {
    wanted("no-rewind").is_some()
}

async fn pause(point: &str) {
    if let Some(millis) = wanted(point).and_then(|value| value.parse().ok()) {
        tracing::warn!(point, millis, "a failpoint: pausing");
        tokio::time::sleep(Duration::from_millis(millis)).await;
    }
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
