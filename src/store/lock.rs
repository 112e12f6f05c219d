//! Keeps a second process out: a locked file in the data folder, and on PostgreSQL an advisory lock too.

use std::fs::{File, TryLockError};
use std::path::Path;
use std::time::Duration;

use anyhow::{Context, Result, bail};
use sqlx::AnyConnection;
use sqlx::Connection as _;

use super::Database;

/// How long PostgreSQL may take to answer before the lock counts as lost.
const PATIENCE: Duration = Duration::from_secs(10);

/// A machine that lost its power closes no connection: PostgreSQL asks every 5 seconds, and lets go after 20.
const NOTICE_A_DEAD_MACHINE: &str =
    "SET tcp_keepalives_idle = 5; SET tcp_keepalives_interval = 5; SET tcp_keepalives_count = 3;";

/// PostgreSQL may need a moment to notice that the process which had the lock was killed.
const LAST_BREATH: Duration = Duration::from_secs(10);
const ASK_AGAIN: Duration = Duration::from_millis(250);

/// Held for as long as the bot runs.
pub struct Lock {
    _file: File,
    postgres: Option<AnyConnection>,
    has_database: bool,
}

impl Lock {
    /// Takes folder and database, or says that another process has one of them.
    pub async fn take(data: &Path, database: &Database) -> Result<Self> {
        let mut lock = Self::of_folder(data)?;
        lock.must_add(database).await?;
        Ok(lock)
    }

    /// Takes the database too, or says that another process has it, and keeps it for longer than a process that was
    /// just killed would.
    pub async fn must_add(&mut self, database: &Database) -> Result<()> {
        let taken = async {
            while !self.add(database).await? {
                tokio::time::sleep(ASK_AGAIN).await;
            }
            Ok(())
        };
        match tokio::time::timeout(LAST_BREATH, taken).await {
            Ok(taken) => taken,
            Err(_) => bail!(
                "another wijkbode is running on this database; stop it first, or set `standby = true` to wait for it"
            ),
        }
    }

    /// Only the data folder: enough for who uses the session in it, and not the mail.
    pub fn of_folder(data: &Path) -> Result<Self> {
        Ok(Self {
            _file: lock_file(data)?,
            postgres: None,
            has_database: false,
        })
    }

    /// Takes the database too; `false` while another process has it, perhaps on another machine. A file of SQLite is in
    /// the data folder, and needs no lock of its own.
    pub async fn add(&mut self, database: &Database) -> Result<bool> {
        let Database::Postgres { url, schema } = database else {
            return Ok(true);
        };
        if self.has_database {
            return Ok(true);
        }
        let mut connection = match self.postgres.take() {
            Some(connection) => connection,
            None => connect(url).await?,
        };
        self.has_database = try_lock(&mut connection, schema).await?;
        self.postgres = Some(connection);
        Ok(self.has_database)
    }

    /// Fails when PostgreSQL has dropped the connection that holds the lock: somebody else may have it now.
    pub async fn still_held(&mut self) -> Result<()> {
        match &mut self.postgres {
            None => Ok(()),
            Some(connection) => tokio::time::timeout(PATIENCE, connection.ping())
                .await
                .context("PostgreSQL does not answer on the connection that holds the lock")?
                .context("the connection that holds the lock is gone"),
        }
    }
}

fn lock_file(data: &Path) -> Result<File> {
    let path = data.join("wijkbode.lock");
    let file =
        File::create(&path).with_context(|| format!("making the lock file {}", path.display()))?;
    match file.try_lock() {
        Ok(()) => Ok(file),
        Err(TryLockError::WouldBlock) => bail!(
            "another wijkbode is running on {}; stop it first",
            data.display()
        ),
        Err(TryLockError::Error(cause)) => {
            Err(cause).with_context(|| format!("locking {}", path.display()))
        }
    }
}

async fn connect(url: &str) -> Result<AnyConnection> {
    sqlx::any::install_default_drivers();
    let mut connection = AnyConnection::connect(url)
        .await
        .context("connecting to PostgreSQL for the lock")?;
    sqlx::raw_sql(NOTICE_A_DEAD_MACHINE)
        .execute(&mut connection)
        .await
        .context("preparing the connection for the lock")?;
    Ok(connection)
}

async fn try_lock(connection: &mut AnyConnection, schema: &str) -> Result<bool> {
    // The cast gives a type that exists on both databases' side of sqlx::Any.
    let free: i32 = sqlx::query_scalar("SELECT CAST(pg_try_advisory_lock(hashtext($1)) AS INT)")
        .bind(format!("wijkbode:{schema}"))
        .fetch_one(connection)
        .await
        .context("asking PostgreSQL for the lock")?;
    Ok(free != 0)
}
