//! The running bot: database, engine and Matrix side, joined and kept going until it shall stop.

use std::sync::Arc;
use std::time::Duration;

use anyhow::{Context, Result};
use tokio::sync::watch;
use tokio::task::JoinHandle;
use tokio::time::MissedTickBehavior;
use wijkbode_matrix::{Bot, Fatal, OpenError};

use crate::clock::Clock;
use crate::config::Config;
use crate::domain::time::Moment;
use crate::engine::Engine;
use crate::mailbox::{self, Mailbox};
use crate::ops::{self, Monitor};
use crate::store::{Database, Lock, Store};

/// How often time alone is looked at: jobs, expiries, wishes of `apply`.
const TICK: Duration = Duration::from_secs(1);

/// How often the lock's connection is looked at, and how often a standby asks for the lock.
const LOCK_CHECK: Duration = Duration::from_secs(5);

/// For so long another machine may still be sending after it lost the lock: a request ends after 30 seconds.
const LAST_REQUESTS_MS: i64 = 35_000;

/// Why the bot ended by itself.
#[derive(Debug, thiserror::Error)]
pub enum Ended {
    #[error(transparent)]
    Matrix(#[from] Fatal),
    #[error("another process may have the database: {0:#}")]
    LockLost(anyhow::Error),
    #[error("{0:#}")]
    Start(#[from] anyhow::Error),
}

impl Ended {
    /// 75: start again; 77: a person must log in; 1: the start failed.
    pub fn exit_code(&self) -> u8 {
        match self {
            Self::Matrix(fatal) => fatal.exit_code(),
            Self::LockLost(_) => 75,
            Self::Start(cause) => match cause.downcast_ref::<OpenError>() {
                Some(OpenError::TokenRevoked) => 77,
                _ => 1,
            },
        }
    }
}

/// Runs until `stop` becomes true. Dropping it at any moment is safe: everything goes on where it was.
pub async fn run(
    config: &Config,
    clock: Arc<Clock>,
    stop: watch::Receiver<bool>,
) -> Result<(), Ended> {
    std::fs::create_dir_all(&config.data)
        .with_context(|| format!("making the folder {}", config.data.display()))?;
    // Before anything is opened: two processes would use the same keys.
    let monitor = Arc::new(Monitor::new(clock.clone()));
    let Some(lock) = take_lock(config, &monitor, &stop).await? else {
        return Ok(());
    };
    let store = Store::open(&config.database).await?.reign().await?;
    monitor.has_database(&store);
    let Some(matrix) = open_matrix(config, &store, &stop).await? else {
        return Ok(());
    };
    resume_sending(config, &store, &matrix, clock.now()).await?;
    let world = config.world(&matrix.user_id())?;
    let engine = Engine::new(store.clone(), Arc::new(world));
    let mailbox = Mailbox::new(engine.clone(), clock.clone());
    monitor.is_at_work(matrix.health());
    tracing::info!(device = matrix.device_id(), "the bot is at work");
    let worker = tokio::spawn(work(engine, mailbox.clone(), clock, monitor, stop.clone()));
    let (inbox, outbox) = (Arc::new(mailbox.clone()), Arc::new(mailbox));
    let ended = tokio::select! {
        ended = matrix.run(inbox, outbox, stop) => ended.map_err(Ended::from),
        lost = watch_lock(lock) => Err(Ended::LockLost(lost)),
    };
    end(worker, &store).await;
    ended
}

/// Takes folder and database. A standby waits until the database is free; `None` when told to stop meanwhile.
async fn take_lock(
    config: &Config,
    monitor: &Arc<Monitor>,
    stop: &watch::Receiver<bool>,
) -> Result<Option<Lock>> {
    let mut lock = Lock::of_folder(&config.data)?;
    if !config.standby {
        lock.must_add(&config.database).await?;
    }
    // Only now: the address may be that of a bot that is at work.
    ops::start(config.health, config.dashboard_token()?, monitor).await?;
    if lock.add(&config.database).await? {
        return Ok(Some(lock));
    }
    tracing::info!("another wijkbode is at work; standing by");
    monitor.stands_by(true);
    while !told_within(LOCK_CHECK, stop).await {
        match lock.add(&config.database).await {
            Ok(true) => {
                tracing::info!("the other wijkbode is gone; taking over");
                monitor.stands_by(false);
                return Ok(Some(lock));
            }
            Ok(false) => {}
            Err(error) => tracing::warn!(
                error = format!("{error:#}"),
                "cannot see whether the other wijkbode is at work; asking again"
            ),
        }
    }
    Ok(None)
}

/// The SDK's place in the stream is set back to our cursor. A homeserver that is away is waited for; `None` when told to
/// stop meanwhile.
async fn open_matrix(
    config: &Config,
    store: &Store,
    stop: &watch::Receiver<bool>,
) -> Result<Option<Bot>> {
    let cursor = mailbox::cursor(&mut store.begin().await?).await?;
    let mut wait = Duration::from_secs(1);
    loop {
        match wijkbode_matrix::open(&config.matrix(), cursor.as_ref(), config.share_keys).await {
            Ok(bot) => return Ok(Some(bot)),
            Err(OpenError::Unreachable(cause)) => {
                tracing::warn!(cause, "waiting for the homeserver")
            }
            Err(error) => return Err(error.into()),
        }
        if told_within(wait, stop).await {
            return Ok(None);
        }
        wait = (wait * 2).min(Duration::from_secs(60));
    }
}

/// What was being sent is sent again, with the same id.
async fn resume_sending(config: &Config, store: &Store, matrix: &Bot, now: Moment) -> Result<()> {
    let grace = match config.database {
        Database::Sqlite(_) => 0,
        Database::Postgres { .. } => LAST_REQUESTS_MS,
    };
    let mut tx = store.begin().await?;
    tx.resume_sending(&matrix.device_id(), now.plus_ms(grace))
        .await?;
    tx.commit().await
}

/// Waits, unless told to stop.
async fn told_within(wait: Duration, stop: &watch::Receiver<bool>) -> bool {
    let mut stop = stop.clone();
    tokio::time::timeout(wait, stop.wait_for(|told| *told))
        .await
        .is_ok()
}

async fn end(worker: JoinHandle<()>, store: &Store) {
    worker.abort();
    // It ends with "cancelled"; a transaction that was open is undone.
    let _ = worker.await;
    store.close().await;
}

/// Handles what came in at once, and looks every second at what time brings, however much comes in.
/// A failure (a full disk, a database that is away) is tried again.
async fn work(
    engine: Engine,
    mailbox: Mailbox,
    clock: Arc<Clock>,
    monitor: Arc<Monitor>,
    stop: watch::Receiver<bool>,
) {
    let mut failures = 0_u32;
    let mut ticks = tokio::time::interval(TICK);
    ticks.set_missed_tick_behavior(MissedTickBehavior::Delay);
    while !*stop.borrow() {
        // Waking up in vain is harmless.
        let done = tokio::select! {
            () = mailbox.came_in.notified() => handle(&engine, &mailbox, &clock, &monitor).await,
            () = clock.jumped() => round(&engine, &mailbox, &clock, &monitor).await,
            _ = ticks.tick() => round(&engine, &mailbox, &clock, &monitor).await,
        };
        match done {
            Ok(()) => failures = 0,
            Err(error) => {
                failures = failures.saturating_add(1);
                tracing::error!(
                    error = format!("{error:#}"),
                    failures,
                    "the engine cannot go on; trying again"
                );
                ticks.reset_after(TICK * 2_u32.pow(failures.min(5)));
            }
        }
        monitor.went_round(failures);
    }
}

async fn handle(
    engine: &Engine,
    mailbox: &Mailbox,
    clock: &Clock,
    monitor: &Monitor,
) -> Result<()> {
    while engine.work(clock.now()).await? > 0 {
        monitor.goes_on();
        mailbox.goes_out.notify_one();
    }
    Ok(())
}

async fn round(engine: &Engine, mailbox: &Mailbox, clock: &Clock, monitor: &Monitor) -> Result<()> {
    mailbox.mind_the_clock().await?;
    handle(engine, mailbox, clock, monitor).await?;
    engine.tick(clock.now()).await?;
    mailbox.carry_out_wishes().await
}

async fn watch_lock(mut lock: Lock) -> anyhow::Error {
    loop {
        tokio::time::sleep(LOCK_CHECK).await;
        if let Err(lost) = lock.still_held().await {
            return lost;
        }
    }
}
