//! Writing a backup beside the running bot, and putting one back into an empty database.

use std::path::Path;

use anyhow::{Context, Result, bail, ensure};
use futures_util::TryStreamExt;
use serde_json::Value;
use sqlx::any::AnyRow;
use sqlx::{Any, AnyConnection, AssertSqlSafe, Connection as _, Row as _, Transaction};

use super::dump::{Contents, Dump, Header, Line, TableLine, Writer};
use super::replay::note_restore;
use super::tables::{Column, Kind, Table, names, quoted, tables, version};
use super::{Database, MIGRATIONS, Store, newest_schema};
use crate::domain::time::Moment;

/// How many rows are written with one statement. Both databases take thousands of values at once.
const ROWS_AT_ONCE: usize = 50;

/// Writes everything in the database to a new file, as it is at one moment. The bot may go on reading and writing.
///
/// `at` is the moment of just before. Nothing in the database changes: it is not even brought to a newer schema.
///
/// # Errors
/// When the file exists already, cannot be written, or the database is not one of ours.
pub async fn back_up(database: &Database, file: &Path, at: Moment) -> Result<Contents> {
    let mut connection = look_into(database).await?;
    let snapshot = match database {
        // Deferred: in its log, SQLite shows this reader one moment, and writers need not wait.
        Database::Sqlite(_) => "BEGIN",
        Database::Postgres { .. } => "BEGIN ISOLATION LEVEL REPEATABLE READ, READ ONLY",
    };
    sqlx::raw_sql(snapshot).execute(&mut connection).await?;
    let schema = version(&mut connection, database).await?.context(
        "this database holds nothing of wijkbode; is `[database]` in the configuration right?",
    )?;
    let header = Header::new(schema, at, kind_of(database));
    let mut writer = Writer::begin(file, &header)?;
    for table in tables(&mut connection, database).await? {
        write_table(&mut connection, database, &table, &mut writer)
            .await
            .with_context(|| format!("writing the table {}", table.name))?;
    }
    sqlx::raw_sql("COMMIT").execute(&mut connection).await?;
    connection.close().await?;
    writer.finish(header)
}

/// Looks at a backup as a whole, without a database: its hash, its rows, its versions.
///
/// # Errors
/// Says what is wrong with it, and what to do.
pub fn read_backup(file: &Path) -> Result<Contents> {
    let dump = Dump::open(file)?;
    check_version(&dump.contents.header)?;
    Ok(dump.contents)
}

/// Puts a backup into an empty database, and brings that to the newest schema. All of it or nothing.
///
/// # Errors
/// When the backup is not whole or too new, or when the database holds anything.
pub async fn restore(database: &Database, file: &Path, now: Moment) -> Result<Contents> {
    let mut dump = Dump::open(file)?;
    check_version(&dump.contents.header)?;
    sqlx::any::install_default_drivers();
    let store = Store::connect(database).await?;
    let restored = fill(&store, &mut dump, now).await;
    store.close().await;
    restored.map(|()| dump.contents)
}

async fn fill(store: &Store, dump: &mut Dump, now: Moment) -> Result<()> {
    let (database, header) = (store.database(), dump.contents.header.clone());
    let mut tx = store
        .pool
        .begin()
        .await
        .context("beginning a transaction")?;
    refuse_full(&mut tx, database).await?;
    MIGRATIONS
        .run_direct(Some(header.schema), &mut *tx, false)
        .await
        .context("making the tables as they were at the backup")?;
    load(&mut tx, database, dump).await?;
    MIGRATIONS
        .run_direct(None, &mut *tx, false)
        .await
        .context("bringing the database to the newest schema")?;
    note_restore(&mut tx, header.at, now).await?;
    tx.commit().await.context("committing what was restored")
}

fn check_version(header: &Header) -> Result<()> {
    let newest = newest_schema();
    ensure!(
        header.schema <= newest,
        "the backup is of schema {}, and this program knows schemas up to {newest}; restore it with the version of \
         wijkbode that wrote it, or a newer one",
        header.schema
    );
    ensure!(
        MIGRATIONS.version_exists(header.schema),
        "the backup is of schema {}, which never was; take another backup",
        header.schema
    );
    Ok(())
}

/// Nothing is ever written over.
async fn refuse_full(connection: &mut AnyConnection, database: &Database) -> Result<()> {
    if names(connection, database).await?.is_empty() {
        return Ok(());
    }
    match database {
        Database::Sqlite(path) => bail!(
            "there is a database already: {}. A backup goes into an empty one only; stop the bot and move this file \
             away, with the files beside it that end in -wal and -shm",
            path.display()
        ),
        Database::Postgres { schema, .. } => bail!(
            "the schema \"{schema}\" holds tables already. A backup goes into an empty one only; stop the bot and \
             rename this one (ALTER SCHEMA {schema} RENAME TO {schema}_old), or choose another `schema` in the \
             configuration"
        ),
    }
}

/// A connection that makes nothing and changes nothing.
pub(super) async fn look_into(database: &Database) -> Result<AnyConnection> {
    sqlx::any::install_default_drivers();
    let (url, prepare) = match database {
        Database::Sqlite(path) => {
            ensure!(
                path.is_file(),
                "there is no database {}; is `data` in the configuration right?",
                path.display()
            );
            let path = path.to_str().context("the database's path is not UTF-8")?;
            let prepare = "PRAGMA busy_timeout=10000; PRAGMA query_only=ON".to_owned();
            (format!("sqlite://{path}?mode=rw"), prepare)
        }
        Database::Postgres { url, schema } => {
            super::check_schema_name(schema)?;
            let prepare =
                format!("SET search_path TO {schema}; SET default_transaction_read_only = on");
            (url.clone(), prepare)
        }
    };
    let mut connection = AnyConnection::connect(&url)
        .await
        .context("connecting to the database")?;
    // The only name in it was checked above.
    sqlx::raw_sql(AssertSqlSafe(prepare))
        .execute(&mut connection)
        .await?;
    if let Database::Postgres { schema, .. } = database {
        let there: i64 =
            sqlx::query_scalar("SELECT COUNT(*) FROM pg_catalog.pg_namespace WHERE nspname = $1")
                .bind(schema)
                .fetch_one(&mut connection)
                .await?;
        ensure!(
            there > 0,
            "there is no schema \"{schema}\"; is `schema` in the configuration right?"
        );
    }
    Ok(connection)
}

fn kind_of(database: &Database) -> &'static str {
    match database {
        Database::Sqlite(_) => "sqlite",
        Database::Postgres { .. } => "postgresql",
    }
}

async fn write_table(
    connection: &mut AnyConnection,
    database: &Database,
    table: &Table,
    writer: &mut Writer,
) -> Result<()> {
    writer.table(&TableLine {
        table: table.name.clone(),
        columns: table
            .columns
            .iter()
            .map(|column| column.name.clone())
            .collect(),
    })?;
    // Names and order came from the database itself.
    let select = AssertSqlSafe(format!(
        "SELECT {} FROM {} ORDER BY {}",
        table.list(),
        quoted(&table.name),
        table.order(database)
    ));
    let mut rows = sqlx::query(select).fetch(connection);
    while let Some(row) = rows.try_next().await? {
        writer.row(&table.name, &values(&row, table)?)?;
    }
    Ok(())
}

fn values(row: &AnyRow, table: &Table) -> Result<Vec<Value>> {
    let value = |(place, column): (usize, &Column)| {
        Ok(match column.kind {
            Kind::Text => row.try_get::<Option<String>, _>(place)?.into(),
            Kind::Number => row.try_get::<Option<i64>, _>(place)?.into(),
        })
    };
    table.columns.iter().enumerate().map(value).collect()
}

/// Writes all rows. The tables are there, empty, and as they were at the backup.
async fn load(tx: &mut Transaction<'_, Any>, database: &Database, dump: &mut Dump) -> Result<()> {
    let there = tables(tx, database).await?;
    let mut missing: Vec<_> = there.iter().map(|table| table.name.as_str()).collect();
    missing.retain(|name| !dump.contents.rows.contains_key(*name));
    ensure!(
        missing.is_empty(),
        "the backup has no table {}; take another backup",
        missing.join(", ")
    );
    let mut now: Option<Table> = None;
    let mut waiting = Vec::new();
    for line in dump.lines()? {
        match line? {
            Line::Table(next) => {
                insert(tx, now.as_ref(), &mut waiting).await?;
                now = Some(like(&there, &next)?);
            }
            Line::Row(row) => {
                waiting.push(row);
                if waiting.len() == ROWS_AT_ONCE {
                    insert(tx, now.as_ref(), &mut waiting).await?;
                }
            }
        }
    }
    insert(tx, now.as_ref(), &mut waiting).await
}

/// The table of this line, with its columns in the order of the line.
fn like(there: &[Table], line: &TableLine) -> Result<Table> {
    let table = there.iter().find(|table| table.name == line.table);
    let table =
        table.with_context(|| format!("the backup has a table {} that never was", line.table))?;
    ensure!(
        table.columns.len() == line.columns.len(),
        "the table {} of the backup has other columns than its schema",
        line.table
    );
    let find = |name: &String| {
        let column = table.columns.iter().find(|column| column.name == *name);
        column.cloned().with_context(|| {
            format!(
                "the backup has a column {}.{name} that never was",
                line.table
            )
        })
    };
    Ok(Table {
        name: table.name.clone(),
        columns: line.columns.iter().map(find).collect::<Result<_>>()?,
    })
}

/// Writes the rows that wait, with one statement.
async fn insert(
    tx: &mut Transaction<'_, Any>,
    table: Option<&Table>,
    waiting: &mut Vec<Vec<Value>>,
) -> Result<()> {
    let (Some(table), false) = (table, waiting.is_empty()) else {
        return Ok(());
    };
    let width = table.columns.len();
    let places = |row: usize| {
        let places = (1..=width).map(|place| format!("${}", row * width + place));
        format!("({})", places.collect::<Vec<_>>().join(", "))
    };
    let places: Vec<_> = (0..waiting.len()).map(places).collect();
    // All names are those of the database.
    let statement = AssertSqlSafe(format!(
        "INSERT INTO {} ({}) VALUES {}",
        quoted(&table.name),
        table.list(),
        places.join(", ")
    ));
    let mut query = sqlx::query(statement);
    for row in waiting.drain(..) {
        ensure!(
            row.len() == width,
            "a row of the table {} has {} values instead of {width}",
            table.name,
            row.len()
        );
        for (value, column) in row.into_iter().zip(&table.columns) {
            let wrong = || format!("a value of {}.{} has another type", table.name, column.name);
            query =
                match column.kind {
                    Kind::Text => query
                        .bind(serde_json::from_value::<Option<String>>(value).with_context(wrong)?),
                    Kind::Number => query
                        .bind(serde_json::from_value::<Option<i64>>(value).with_context(wrong)?),
                };
        }
    }
    query
        .execute(&mut **tx)
        .await
        .with_context(|| format!("writing rows of the table {}", table.name))?;
    Ok(())
}
