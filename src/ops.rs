//! What an operator sees of the running bot: `/health`, `/live` and `/metrics` over HTTP, and what systemd is told.
//!
//! Numbers and states only: no name, no room, no text.

mod health;
mod metrics;
#[cfg(target_os = "linux")]
mod process;
mod statistics;
pub mod systemd;

use std::net::SocketAddr;
use std::sync::atomic::{AtomicBool, AtomicU32, Ordering};
use std::sync::{Arc, OnceLock};
use std::time::Duration;

use anyhow::{Context, Result};
use axum::Router;
use axum::routing::get;
use tokio::net::TcpListener;

use crate::clock::{Clock, Stopwatch};
use crate::domain::time::Moment;
use crate::store::{Oldest, Store, Waiting};

pub use statistics::Token;

/// Without a sync for this long the bot is not well. A sync waits 25 seconds for news at most.
const STALE: Duration = Duration::from_secs(90);

/// Without a round for this long the engine stands still. A round that fails ends too: it waits half a minute for the
/// database at most, and the next one comes within another half.
const STANDSTILL: Duration = Duration::from_secs(90);

/// How long the database may take to answer a monitor.
const PATIENCE: Duration = Duration::from_secs(10);

/// The parts of the bot that can be asked how they are. Each is handed in once it is there.
pub struct Monitor {
    clock: Arc<Clock>,
    store: OnceLock<Store>,
    matrix: OnceLock<Arc<wijkbode_matrix::Health>>,
    rounds: Stopwatch,
    engine_failures: AtomicU32,
    standing_by: AtomicBool,
}

/// What the database says.
struct Queues {
    waiting: Waiting,
    /// Since the oldest event came in that was not handled; 0 when none waits.
    inbox_age: Duration,
    /// Since the oldest parcel should have been sent; 0 when none is due.
    outbox_age: Duration,
}

impl Monitor {
    pub fn new(clock: Arc<Clock>) -> Self {
        Self {
            clock,
            store: OnceLock::new(),
            matrix: OnceLock::new(),
            rounds: Stopwatch::default(),
            engine_failures: AtomicU32::new(0),
            standing_by: AtomicBool::new(false),
        }
    }

    /// Another process is at work, and this one waits to take over; or does not wait any more.
    pub fn stands_by(&self, does: bool) {
        self.standing_by.store(does, Ordering::Relaxed);
    }

    fn is_standing_by(&self) -> bool {
        self.standing_by.load(Ordering::Relaxed)
    }

    /// The database is open. Once.
    pub fn has_database(&self, store: &Store) {
        // A second one is not possible: the bot opens one.
        let _ = self.store.set(store.clone());
    }

    /// The session is open, and from here on the bot is at work. Once.
    pub fn is_at_work(&self, matrix: Arc<wijkbode_matrix::Health>) {
        // As above.
        let _ = self.matrix.set(matrix);
    }

    /// The engine went round: `failures` in a row, 0 when all is well.
    pub fn went_round(&self, failures: u32) {
        self.engine_failures.store(failures, Ordering::Relaxed);
        self.rounds.press();
    }

    /// The engine is within a long round: much came in at once.
    pub fn goes_on(&self) {
        self.rounds.press();
    }

    /// Whether nothing stands still: the engine goes round, and the database lets somebody write. All writing happens
    /// one at a time, so a commit that hangs is noticed here, whoever waits for it. What fails does not stand still.
    async fn is_alive(&self) -> bool {
        if self.rounds.since().is_some_and(|since| since > STANDSTILL) {
            return false;
        }
        if let Some(store) = self.store.get() {
            // An error is an answer as well.
            let _ = store.begin().await;
        }
        true
    }

    fn engine_failures(&self) -> u32 {
        self.engine_failures.load(Ordering::Relaxed)
    }

    fn has_synced(&self) -> bool {
        self.since_sync().is_some()
    }

    fn since_sync(&self) -> Option<Duration> {
        self.matrix.get()?.since_last_sync()
    }

    /// `None` when the database does not answer, or not in time.
    async fn queues(&self) -> Option<Queues> {
        let store = self.store.get()?;
        let now = self.clock.now();
        let read = async {
            let mut tx = store.begin().await?;
            Ok::<_, anyhow::Error>((tx.waiting().await?, tx.oldest(now).await?))
        };
        let (waiting, Oldest { new, due }) =
            tokio::time::timeout(PATIENCE, read).await.ok()?.ok()?;
        let age = |since: Option<Moment>| since.map(|since| now.since(since)).unwrap_or_default();
        Some(Queues {
            waiting,
            inbox_age: age(new),
            outbox_age: age(due),
        })
    }
}

/// Tells whoever wants to know, from now on until the process ends; and published statistics whoever has the token.
///
/// # Errors
/// When the address cannot be listened on: that fails here, at the start.
pub async fn start(
    at: Option<SocketAddr>,
    token: Option<Token>,
    monitor: &Arc<Monitor>,
) -> Result<()> {
    if let Some(at) = at {
        let listener = TcpListener::bind(at)
            .await
            .with_context(|| format!("listening on {at} for /health and /metrics"))?;
        tracing::info!(address = %listener.local_addr()?, "serving /health and /metrics");
        let router = Router::new()
            .route("/health", get(health::report))
            .route("/live", get(health::live))
            .route("/metrics", get(metrics::page))
            .with_state(Arc::clone(monitor));
        let router = match token {
            Some(token) => router.merge(statistics::router(monitor, token)),
            None => router,
        };
        // A monitor that cannot ask is told enough by that.
        tokio::spawn(async move { axum::serve(listener, router).await });
    }
    tokio::spawn(systemd::keep_informed(Arc::clone(monitor)));
    Ok(())
}
