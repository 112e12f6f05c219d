//! `/health`: whether the bot is well, with figures. `/live`: whether it stands still, so that only a new start helps.

use std::sync::Arc;

use axum::Json;
use axum::extract::State;
use axum::http::StatusCode;
use serde::Serialize;

use super::{Monitor, PATIENCE, STALE};
use crate::store::Waiting;

/// What `/health` answers.
#[derive(Debug, Serialize)]
pub struct Report {
    ok: bool,
    /// False before the session is open.
    active: bool,
    /// Another process is at work, and this one waits to take over.
    standby: bool,
    /// Since the last answer of the homeserver that is safely stored; absent before the first.
    seconds_since_sync: Option<u64>,
    sync_failures: u64,
    engine_failures: u32,
    rate_limit_pauses: u64,
    sent: u64,
    #[serde(flatten)]
    queues: Option<Figures>,
}

#[derive(Debug, Serialize)]
struct Figures {
    #[serde(flatten)]
    waiting: Waiting,
    inbox_oldest_seconds: u64,
    outbox_oldest_seconds: u64,
}

/// 200 when the bot is well, 503 when it is not. Not a reason to start it again: mostly somebody else is away.
pub async fn report(State(monitor): State<Arc<Monitor>>) -> (StatusCode, Json<Report>) {
    let queues = monitor.queues().await.map(|queues| Figures {
        waiting: queues.waiting,
        inbox_oldest_seconds: queues.inbox_age.as_secs(),
        outbox_oldest_seconds: queues.outbox_age.as_secs(),
    });
    let since = monitor.since_sync();
    let standby = monitor.is_standing_by();
    let at_work = since.is_some_and(|since| since < STALE) && queues.is_some();
    let ok = standby || at_work;
    let quiet = wijkbode_matrix::Health::default();
    let matrix = monitor.matrix.get().map_or(&quiet, AsRef::as_ref);
    let report = Report {
        ok,
        active: monitor.matrix.get().is_some(),
        standby,
        seconds_since_sync: since.map(|since| since.as_secs()),
        sync_failures: matrix.sync_failures(),
        engine_failures: monitor.engine_failures(),
        rate_limit_pauses: matrix.pauses(),
        sent: matrix.sent(),
        queues,
    };
    (status(ok), Json(report))
}

/// 200, or 503 when something hangs and only a new start helps.
pub async fn live(State(monitor): State<Arc<Monitor>>) -> StatusCode {
    let alive = tokio::time::timeout(PATIENCE, monitor.is_alive()).await;
    status(alive.unwrap_or(false))
}

fn status(good: bool) -> StatusCode {
    if good {
        StatusCode::OK
    } else {
        StatusCode::SERVICE_UNAVAILABLE
    }
}
