//! Fresh databases of both kinds.

use anyhow::Result;
use sqlx::{AnyConnection, Connection as _};
use tempfile::TempDir;
use testkit::Postgres;
use wijkbode::store::{Database, Store};

/// Which database a story is told on.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Kind {
    Sqlite,
    Postgres,
}

/// Both kinds, for a test that is no story.
pub fn kinds() -> [Kind; 2] {
    [Kind::Sqlite, Kind::Postgres]
}

/// An empty database of its own.
pub struct Fresh {
    pub database: Database,
    /// Where the SQLite file is; for PostgreSQL a data folder without one.
    pub folder: TempDir,
}

impl Fresh {
    pub async fn of(kind: Kind) -> Result<Self> {
        let folder = tempfile::tempdir()?;
        let database = match kind {
            Kind::Sqlite => Database::Sqlite(folder.path().join("wijkbode.db")),
            Kind::Postgres => Database::Postgres {
                url: Postgres::shared().await?.fresh_database().await?,
                schema: "wijkbode".to_owned(),
            },
        };
        Ok(Self { database, folder })
    }

    pub async fn open(&self) -> Result<Store> {
        Store::open(&self.database).await
    }
}

/// Tells one story on one database.
pub async fn tell(kind: Kind, story: impl AsyncFnOnce(Store) -> Result<()>) -> Result<()> {
    let fresh = Fresh::of(kind).await?;
    story(fresh.open().await?).await
}

/// How many rows a table has, seen from outside the store.
pub async fn rows(store: &Store, table: &str) -> Result<i64> {
    let mut connection = outside(store.database()).await?;
    let count = sqlx::AssertSqlSafe(format!("SELECT COUNT(*) FROM {table}"));
    Ok(sqlx::query_scalar(count).fetch_one(&mut connection).await?)
}

/// A connection beside the store, as an operator with a database shell would have.
pub async fn outside(database: &Database) -> Result<AnyConnection> {
    sqlx::any::install_default_drivers();
    Ok(match database {
        Database::Sqlite(path) => {
            AnyConnection::connect(&format!("sqlite://{}?mode=rwc", path.display())).await?
        }
        Database::Postgres { url, schema } => {
            let mut connection = AnyConnection::connect(url).await?;
            let prepare =
                format!("CREATE SCHEMA IF NOT EXISTS {schema}; SET search_path TO {schema}");
            sqlx::raw_sql(sqlx::AssertSqlSafe(prepare))
                .execute(&mut connection)
                .await?;
            connection
        }
    })
}

/// The tables of the newest schema.
pub async fn tables(database: &Database) -> Result<Vec<String>> {
    let mut connection = outside(database).await?;
    let names = match database {
        Database::Sqlite(_) => "SELECT name FROM sqlite_master WHERE type = 'table' ORDER BY name",
        Database::Postgres { .. } => {
            "SELECT CAST(table_name AS TEXT) FROM information_schema.tables
             WHERE table_schema = current_schema() ORDER BY table_name"
        }
    };
    Ok(sqlx::query_scalar(names).fetch_all(&mut connection).await?)
}
