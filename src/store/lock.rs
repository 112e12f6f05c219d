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

/// Held for as long as the bot runs.
pub struct Lock {
    _file: File,
    postgres: Option<AnyConnection>,
}

impl Lock {
    /// Takes the lock, or says that another process has it.
    pub async fn take(data: &Path, database: &Database) -> Result<Self> {
        let file = lock_file(data)?;
        let postgres = match database {
            Database::Sqlite(_) => None,
            Database::Postgres { url, schema } => Some(lock_postgres(url, schema).await?),
        };
        Ok(Self {
            _file: file,
            postgres,
        })
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

async fn lock_postgres(url: &str, schema: &str) -> Result<AnyConnection> {
    sqlx::any::install_default_drivers();
    let mut connection = AnyConnection::connect(url)
        .await
        .context("connecting to PostgreSQL for the lock")?;
    // The cast gives a type that exists on both databases' side of sqlx::Any.
    let free: i32 = sqlx::query_scalar("SELECT CAST(pg_try_advisory_lock(hashtext($1)) AS INT)")
        .bind(format!("wijkbode:{schema}"))
        .fetch_one(&mut connection)
        .await
        .context("asking PostgreSQL for the lock")?;
    if free == 0 {
        bail!("another wijkbode is running on the schema \"{schema}\"; stop it first");
    }
    Ok(connection)
}
