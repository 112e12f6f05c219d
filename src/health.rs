//! `/health`: tells a monitor how the bot is doing. Numbers and states only.

use std::net::SocketAddr;
use std::sync::Arc;
use std::time::Duration;

use anyhow::{Context, Result};
use axum::extract::State;
use axum::http::StatusCode;
use axum::routing::get;
use axum::{Json, Router};
use serde::Serialize;
use tokio::net::TcpListener;

use crate::store::{Store, Waiting};

/// Without a sync for this long the bot is not well. A sync waits 25 seconds for news at most.
const STALE: Duration = Duration::from_secs(90);

#[derive(Clone)]
struct Shared {
    store: Store,
    matrix: Arc<wijkbode_matrix::Health>,
}

/// What `/health` answers.
#[derive(Debug, Serialize)]
struct Report {
    ok: bool,
    /// Since the last answer of the homeserver that is safely stored; absent before the first.
    seconds_since_sync: Option<u64>,
    sync_failures: u64,
    rate_limit_pauses: u64,
    sent: u64,
    #[serde(flatten)]
    waiting: Option<Waiting>,
}

/// Listens at once, so that a port that is taken fails at the start; serves when awaited.
pub async fn serve(
    at: SocketAddr,
    store: Store,
    matrix: Arc<wijkbode_matrix::Health>,
) -> Result<impl Future<Output = std::io::Result<()>>> {
    let listener = TcpListener::bind(at)
        .await
        .with_context(|| format!("listening on {at} for /health"))?;
    tracing::info!(address = %listener.local_addr()?, "serving /health");
    let router = Router::new()
        .route("/health", get(report))
        .with_state(Shared { store, matrix });
    Ok(async move { axum::serve(listener, router).await })
}

async fn report(State(shared): State<Shared>) -> (StatusCode, Json<Report>) {
    let since = shared.matrix.since_last_sync();
    let waiting = waiting(&shared.store).await.ok();
    let ok = since.is_some_and(|since| since < STALE) && waiting.is_some();
    let status = if ok {
        StatusCode::OK
    } else {
        StatusCode::SERVICE_UNAVAILABLE
    };
    let report = Report {
        ok,
        seconds_since_sync: since.map(|since| since.as_secs()),
        sync_failures: shared.matrix.sync_failures(),
        rate_limit_pauses: shared.matrix.pauses(),
        sent: shared.matrix.sent(),
        waiting,
    };
    (status, Json(report))
}

async fn waiting(store: &Store) -> Result<Waiting> {
    store.begin().await?.waiting().await
}
