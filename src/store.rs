//! The database of one gemeente: SQLite (one file) or PostgreSQL (one schema), with one set of SQL.
//!
//! The only place that names sqlx. Everything happens in a [`Tx`]; one file of queries per table.

mod actions;
mod activities;
mod alarms;
mod asked;
mod audit;
mod backup;
mod broadcasts;
mod budget;
mod columns;
mod dump;
mod facts;
mod figures;
mod goals;
mod ideas;
mod inbox;
mod jobs;
mod lock;
mod month;
mod onboarding;
mod outbox;
mod partners;
mod people;
mod polls;
mod questions;
mod record;
mod replay;
mod rooms;
mod shared;
mod signals;
mod statistics;
mod steps;
mod subscriptions;
mod tables;
mod verify;
mod waiting;
mod warnings;

use std::fmt;
use std::ops::Range;
use std::path::{Path, PathBuf};
use std::sync::Arc;
use std::sync::atomic::{AtomicI64, Ordering};
use std::time::Duration;

use anyhow::{Context, Result, bail};
use sqlx::any::AnyPoolOptions;
use sqlx::{Any, AnyConnection, AnyPool, Connection as _, Transaction};
use tokio::sync::{Mutex, OwnedMutexGuard};
use uuid::Uuid;

use crate::domain::time::Moment;
use replay::Past;

pub use actions::{Action, NewAction, WijkCount};
pub use activities::{Activity, NewActivity};
pub use alarms::{AlarmRow, Report};
pub use asked::Asked;
pub use audit::AuditRow;
pub use backup::{back_up, read_backup, restore};
pub use broadcasts::{Broadcast, Spread};
pub use budget::Note;
pub use dump::{Contents, Header};
pub use figures::{Handled, LastHeard};
pub use goals::{Goal, NewGoal};
pub use ideas::{Idea, NewIdea};
pub use inbox::{
    Details, GapRow, InboxRow, NewRow, Oldest, RowState, UnreadableRow, Waiting, Written,
};
pub use lock::Lock;
pub use month::{MonthQuestion, NewAnswer, Plan, Round};
pub use onboarding::Onboarding;
pub use outbox::{NewParcel, OutboxRow, ParcelState};
pub use partners::{Credit, Partner};
pub use people::{GivenRole, Person, Wijk};
pub use polls::{PollRow, VoteRow};
pub use questions::{AnswerRow, QuestionRow};
pub use record::{CourseStep, Sightings};
pub use replay::Replay;
pub use rooms::{Member, Room, Trouble};
pub use shared::SharedCount;
pub use signals::{NewSignal, PhenomenonCount, Signal, SignalStep};
pub use statistics::Share;
pub use steps::StepRow;
pub use subscriptions::{Bell, Follow, Follower, NewBell, Subscriber};
pub use verify::{verify, verify_backup};
pub use waiting::WaitingRow;
pub use warnings::{Check, NewWarning, Warning, WarningReach, WarningWijk};

/// How long deleted text may stay in SQLite's log.
const TIDY_MINUTES: i64 = 10;

/// The counter of processes that have had the database, one after the other.
const REIGN: &str = "reign";

static MIGRATIONS: sqlx::migrate::Migrator = sqlx::migrate!();

/// The number of the newest migration that this program knows.
pub fn newest_schema() -> i64 {
    MIGRATIONS
        .iter()
        .map(|migration| migration.version)
        .max()
        .unwrap_or_default()
}

/// Which database.
#[derive(Clone, PartialEq, Eq)]
pub enum Database {
    /// A file of its own, beside the SDK's.
    Sqlite(PathBuf),
    /// `postgres://…`, and the schema of this gemeente.
    Postgres { url: String, schema: String },
}

/// Without the URL, which holds the password.
impl fmt::Debug for Database {
    fn fmt(&self, out: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Sqlite(path) => write!(out, "SQLite in {}", path.display()),
            Self::Postgres { schema, .. } => write!(out, "PostgreSQL, schema {schema}"),
        }
    }
}

/// The open database.
#[derive(Clone)]
pub struct Store {
    pool: AnyPool,
    /// One writer at a time in this process: SQLite allows no more, and short transactions need no more.
    turn: Arc<Mutex<()>>,
    /// When SQLite's log was emptied last, in milliseconds since 1970.
    tidied_at: Arc<AtomicI64>,
    database: Database,
    /// The number of our reign, once we have one.
    reign: Option<i64>,
    past: Past,
}

impl Store {
    /// Opens the database, made where missing, and brings it to the newest schema.
    ///
    /// # Errors
    /// When the file or server cannot be reached, or a migration fails.
    pub async fn open(database: &Database) -> Result<Self> {
        sqlx::any::install_default_drivers();
        let mut store = Self::connect(database).await?;
        store
            .migrate()
            .await
            .context("bringing the database to the newest schema")?;
        store.past = Past::read(&mut *store.pool.acquire().await?).await?;
        Ok(store)
    }

    /// Begins a transaction that may read and write; without [`Tx::commit`] nothing of it stays.
    pub async fn begin(&self) -> Result<Tx> {
        let turn = self.turn.clone().lock_owned().await;
        let begin = match self.database {
            // A transaction that starts by reading could not be made to write later while `apply` writes.
            Database::Sqlite(_) => "BEGIN IMMEDIATE",
            Database::Postgres { .. } => "BEGIN",
        };
        let inner = self
            .pool
            .begin_with(begin)
            .await
            .context("beginning a transaction")?;
        let mut tx = Tx {
            inner,
            past: self.past,
            _turn: turn,
        };
        if let Some(reign) = self.reign {
            tx.must_reign(reign).await?;
        }
        Ok(tx)
    }

    /// From here on no transaction of an earlier process succeeds. For who has taken the [`Lock`]: PostgreSQL may give it
    /// to another machine while this one still lives. A file of SQLite is never shared.
    pub async fn reign(mut self) -> Result<Self> {
        if let Database::Postgres { .. } = self.database {
            let mut tx = self.begin().await?;
            let reign = tx.next_number(REIGN).await?;
            tx.commit().await?;
            self.reign = Some(reign);
        }
        Ok(self)
    }

    /// Which database this is.
    pub fn database(&self) -> &Database {
        &self.database
    }

    /// Closes all connections; on SQLite this writes the log back into the file.
    pub async fn close(&self) {
        self.pool.close().await;
    }

    /// Writes SQLite's log back into the file now and empties it; nothing to do on PostgreSQL.
    ///
    /// Deleted text stays in the log until then.
    ///
    /// # Errors
    /// When another process reads or writes at this moment: nothing is lost, and the next time may succeed.
    pub async fn checkpoint(&self) -> Result<()> {
        if !matches!(self.database, Database::Sqlite(_)) {
            return Ok(());
        }
        let _turn = self.turn.lock().await;
        let busy: i64 = sqlx::query_scalar("PRAGMA wal_checkpoint(TRUNCATE)")
            .fetch_one(&self.pool)
            .await?;
        anyhow::ensure!(
            busy == 0,
            "another process is using the database; its log could not be emptied"
        );
        Ok(())
    }

    /// Empties SQLite's log every ten minutes, so that what was deleted does not stay in it on a quiet day.
    pub async fn tidy(&self, now: Moment) {
        let last = Moment(self.tidied_at.load(Ordering::Relaxed));
        if now < last.plus_minutes(TIDY_MINUTES) {
            return;
        }
        // Also after a failure: while another process holds the log, every try costs patience.
        self.tidied_at.store(now.0, Ordering::Relaxed);
        if let Err(error) = self.checkpoint().await {
            tracing::warn!(
                error = format!("{error:#}"),
                "the database's log could not be emptied; next time"
            );
        }
    }

    async fn connect(database: &Database) -> Result<Self> {
        let options = AnyPoolOptions::new()
            .max_connections(2)
            .acquire_timeout(Duration::from_secs(30))
            // A commit that failed, as on a full disk, leaves the connection within a transaction that nobody can end.
            .before_acquire(|connection, _| {
                let is_free = !connection.is_in_transaction();
                Box::pin(async move { Ok(is_free) })
            });
        let pool = match database {
            Database::Sqlite(path) => connect_sqlite(options, path).await?,
            Database::Postgres { url, schema } => connect_postgres(options, url, schema).await?,
        };
        Ok(Self {
            pool,
            turn: Arc::default(),
            tidied_at: Arc::default(),
            database: database.clone(),
            reign: None,
            past: Past::default(),
        })
    }

    async fn migrate(&self) -> Result<()> {
        let mut connection = self.pool.acquire().await?;
        MIGRATIONS.run_direct(None, &mut *connection, false).await?;
        Ok(())
    }
}

async fn connect_sqlite(options: AnyPoolOptions, path: &Path) -> Result<AnyPool> {
    let url = format!(
        "sqlite://{}?mode=rwc",
        path.to_str().context("the database's path is not UTF-8")?
    );
    const PRAGMAS: &str = "PRAGMA journal_mode=WAL; PRAGMA synchronous=FULL; PRAGMA secure_delete=ON; \
                           PRAGMA foreign_keys=ON; PRAGMA busy_timeout=10000;";
    options
        // A file does not go away as a server does; asking it before every transaction would only cost time.
        .test_before_acquire(false)
        .after_connect(|connection, _| {
            Box::pin(async move { sqlx::raw_sql(PRAGMAS).execute(connection).await.map(drop) })
        })
        .connect(&url)
        .await
        .with_context(|| format!("opening the database {}", path.display()))
}

async fn connect_postgres(options: AnyPoolOptions, url: &str, schema: &str) -> Result<AnyPool> {
    check_schema_name(schema)?;
    make_schema(url, schema).await?;
    let prepare = format!("SET search_path TO {schema}");
    options
        .after_connect(move |connection, _| {
            // The name was checked above: nothing but letters, digits and underscores.
            let prepare = sqlx::AssertSqlSafe(prepare.clone());
            Box::pin(async move { sqlx::raw_sql(prepare).execute(connection).await.map(drop) })
        })
        .connect(url)
        .await
        .context("connecting to PostgreSQL")
}

fn check_schema_name(schema: &str) -> Result<()> {
    let plain = !schema.is_empty()
        && schema
            .chars()
            .all(|c| c.is_ascii_lowercase() || c.is_ascii_digit() || c == '_');
    if !plain {
        bail!(
            "the schema \"{schema}\" may hold only small letters, digits and _; change `schema` in the configuration"
        );
    }
    Ok(())
}

/// Makes the schema where it is missing. Where it exists, our user needs no right to make one.
async fn make_schema(url: &str, schema: &str) -> Result<()> {
    let mut connection = AnyConnection::connect(url)
        .await
        .context("connecting to PostgreSQL")?;
    let there: i64 =
        sqlx::query_scalar("SELECT COUNT(*) FROM pg_catalog.pg_namespace WHERE nspname = $1")
            .bind(schema)
            .fetch_one(&mut connection)
            .await?;
    if there == 0 {
        // The name was checked by the caller.
        let make = sqlx::AssertSqlSafe(format!("CREATE SCHEMA IF NOT EXISTS {schema}"));
        sqlx::raw_sql(make)
            .execute(&mut connection)
            .await
            .with_context(|| format!("making the schema {schema}"))?;
    }
    connection
        .close()
        .await
        .context("closing a connection to PostgreSQL")
}

/// One transaction.
pub struct Tx {
    inner: Transaction<'static, Any>,
    past: Past,
    _turn: OwnedMutexGuard<()>,
}

impl Tx {
    /// Makes everything since [`Store::begin`] last.
    pub async fn commit(self) -> Result<()> {
        self.inner
            .commit()
            .await
            .context("committing a transaction")
    }

    /// From here on, [`Tx::undo_to_mark`] takes back.
    pub async fn mark(&mut self) -> Result<()> {
        self.run("SAVEPOINT mark").await
    }

    /// Takes back everything since [`Tx::mark`].
    pub async fn undo_to_mark(&mut self) -> Result<()> {
        self.run("ROLLBACK TO SAVEPOINT mark").await?;
        self.keep_since_mark().await
    }

    /// Ends the mark; what was done since stays part of the transaction.
    pub async fn keep_since_mark(&mut self) -> Result<()> {
        self.run("RELEASE SAVEPOINT mark").await
    }

    /// Hands out the next number of a series, from 1.
    pub async fn next_number(&mut self, series: &str) -> Result<i64> {
        Ok(self.next_numbers(series, 1).await?.start)
    }

    /// Hands out so many numbers of a series at once.
    pub async fn next_numbers(&mut self, series: &str, count: usize) -> Result<Range<i64>> {
        let count = i64::try_from(count).context("too many numbers at once")?;
        if count == 0 {
            return Ok(0..0);
        }
        let last: i64 = sqlx::query_scalar(
            "INSERT INTO counter (name, value) VALUES ($1, $2)
             ON CONFLICT (name) DO UPDATE SET value = counter.value + excluded.value
             RETURNING value",
        )
        .bind(series)
        .bind(count)
        .fetch_one(self.connection())
        .await
        .with_context(|| format!("next number of {series}"))?;
        Ok(last + 1 - count..last + 1)
    }

    /// Fails when another process has begun to reign; keeps it from beginning until this transaction ends.
    async fn must_reign(&mut self, ours: i64) -> Result<()> {
        let now: i64 = sqlx::query_scalar("SELECT value FROM counter WHERE name = $1 FOR SHARE")
            .bind(REIGN)
            .fetch_one(self.connection())
            .await
            .context("asking who has the database")?;
        anyhow::ensure!(now == ours, "another wijkbode has taken over this database");
        Ok(())
    }

    fn connection(&mut self) -> &mut AnyConnection {
        &mut self.inner
    }

    async fn run(&mut self, statement: &'static str) -> Result<()> {
        sqlx::raw_sql(statement)
            .execute(self.connection())
            .await
            .context(statement)?;
        Ok(())
    }
}

/// Whether the database itself failed (gone, full, read-only, busy), and not what was asked of it. The same may succeed
/// once it is back.
pub fn is_down(error: &anyhow::Error) -> bool {
    let causes = error.chain().filter_map(|cause| cause.downcast_ref());
    causes.into_iter().any(|cause: &sqlx::Error| match cause {
        sqlx::Error::Database(cause) => cause.code().is_some_and(|code| is_trouble(&code)),
        sqlx::Error::Io(_)
        | sqlx::Error::Tls(_)
        | sqlx::Error::PoolTimedOut
        | sqlx::Error::PoolClosed
        | sqlx::Error::WorkerCrashed
        | sqlx::Error::BeginFailed => true,
        _ => false,
    })
}

/// PostgreSQL's codes have five characters, of which two are the class; SQLite's are numbers, of which one byte is.
fn is_trouble(code: &str) -> bool {
    const BUSY: u32 = 5;
    const LOCKED: u32 = 6;
    const READONLY: u32 = 8;
    const IOERR: u32 = 10;
    const FULL: u32 = 13;
    const CANTOPEN: u32 = 14;
    if code.len() == 5 {
        let classes = ["08", "40", "53", "55", "57", "58"];
        return code == "25006" || classes.iter().any(|class| code.starts_with(class));
    }
    let sqlite = code.parse().map(|code: u32| code & 0xff);
    sqlite.is_ok_and(|code| [BUSY, LOCKED, READONLY, IOERR, FULL, CANTOPEN].contains(&code))
}

/// An id that follows from its cause: the same cause gives the same id, also after a restored backup.
pub fn id_of(cause: &str) -> String {
    const WIJKBODE: Uuid = Uuid::from_u128(0x6b0f_62a1_7d0c_5a47_9a83_5b1f_60c1_2e44);
    Uuid::new_v5(&WIJKBODE, cause.as_bytes()).to_string()
}
