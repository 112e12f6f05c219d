//! What systemd is told: that the bot is ready, how it is doing in a line, that it stops, and that nothing hangs.
//!
//! Where systemd did not ask (no `NOTIFY_SOCKET`), nothing happens.

use std::sync::Arc;
use std::time::Duration;

use sd_notify::NotifyState;

use super::{Monitor, STALE};

/// How soon a change is told.
const LOOK_EVERY: Duration = Duration::from_secs(1);

/// The bot was told to stop.
pub fn stopping() {
    tell(&[NotifyState::Stopping, NotifyState::Status("stopping")]);
}

/// The bot ends by itself, for this reason.
pub fn ended(reason: &str) {
    let line = reason.replace('\n', " ");
    tell(&[NotifyState::Stopping, NotifyState::Status(&line)]);
}

/// Tells how it goes, until the process ends.
pub(super) async fn keep_informed(monitor: Arc<Monitor>) {
    if std::env::var_os("NOTIFY_SOCKET").is_none() {
        return;
    }
    tokio::join!(tell_changes(&monitor), feed_watchdog(&monitor));
}

/// Ready is whoever has committed a first sync: from then on nothing that is said to the bot is missed. A standby is ready
/// to take over.
async fn tell_changes(monitor: &Monitor) {
    let (mut is_ready, mut told) = (false, String::new());
    loop {
        if !is_ready && (monitor.has_synced() || monitor.is_standing_by()) {
            tell(&[NotifyState::Ready]);
            is_ready = true;
        }
        let status = status(monitor);
        if status != told {
            tell(&[NotifyState::Status(&status)]);
            told = status;
        }
        tokio::time::sleep(LOOK_EVERY).await;
    }
}

/// Three times in the time that systemd allows. When something hangs there is no answer to wait for, and so no sign.
async fn feed_watchdog(monitor: &Monitor) {
    let Some(limit) = sd_notify::watchdog_enabled() else {
        return;
    };
    let mut beat = tokio::time::interval(limit / 3);
    loop {
        beat.tick().await;
        if monitor.is_alive().await {
            tell(&[NotifyState::Watchdog]);
        }
    }
}

/// How it goes, for `systemctl status`.
fn status(monitor: &Monitor) -> String {
    if monitor.is_standing_by() {
        return "standing by: another wijkbode is at work".to_owned();
    }
    if monitor.store.get().is_none() {
        return "opening the database".to_owned();
    }
    if monitor.matrix.get().is_none() {
        return "waiting for the homeserver".to_owned();
    }
    match monitor.since_sync() {
        None => "asking the homeserver for news".to_owned(),
        Some(since) if since >= STALE => {
            format!(
                "no news from the homeserver for {} minutes",
                since.as_secs() / 60
            )
        }
        Some(_) if monitor.engine_failures() > 0 => {
            "the engine cannot go on and tries again; see the log".to_owned()
        }
        Some(_) => "at work".to_owned(),
    }
}

fn tell(state: &[NotifyState<'_>]) {
    if let Err(error) = sd_notify::notify(state) {
        tracing::warn!(%error, "systemd could not be told");
    }
}
