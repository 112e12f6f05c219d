//! Whether a database, or a backup, is what the program relies on. Reads only.

use std::path::Path;

use anyhow::{Context, Result};
use futures_util::TryStreamExt;
use sqlx::{AnyConnection, Connection as _};

use super::backup::{look_into, read_backup, restore};
use super::dump::Contents;
use super::tables::{Table, tables, version};
use super::{Database, ParcelState, RowState, Store, id_of, newest_schema};
use crate::domain::time::Moment;

/// How many examples of one kind are named.
const EXAMPLES: usize = 3;

/// What must count to nothing: what is wrong otherwise, and the question.
const NOTHING: &[(&str, &str)] = &[
    (
        "finished messages still have their text",
        "SELECT COUNT(*) FROM inbox WHERE state IN ('talk', 'done') AND payload IS NOT NULL",
    ),
    (
        "ordinary talk has a room or a sender",
        "SELECT COUNT(*) FROM inbox WHERE state = 'talk' AND (room_id IS NOT NULL OR sender IS NOT NULL)",
    ),
    (
        "what was sent still has its text",
        "SELECT COUNT(*) FROM outbox WHERE state IN ('sent', 'cancelled') AND payload IS NOT NULL",
    ),
    (
        "messages wait without their text",
        "SELECT COUNT(*) FROM inbox WHERE state IN ('new', 'unsorted') AND payload IS NULL",
    ),
    (
        "messages wait to be sent without their text",
        "SELECT COUNT(*) FROM outbox WHERE state IN ('pending', 'sending') AND payload IS NULL",
    ),
    (
        "what waits to be sent is for a room that does not exist",
        "SELECT COUNT(*) FROM outbox WHERE state IN ('pending', 'sending')
           AND NOT EXISTS (SELECT 1 FROM room WHERE room.key = outbox.room)",
    ),
];

/// Numbers that are handed out in order, and the highest that is in use: the same number twice would be two things.
const SERIES: &[(&str, &str)] = &[
    ("mail", "SELECT MAX(seq) FROM inbox"),
    ("block", "SELECT MAX(block) FROM inbox"),
    ("block", "SELECT MAX(block) FROM gap"),
    ("gap", "SELECT MAX(id) FROM gap"),
    ("signal", "SELECT MAX(number) FROM signal"),
    ("answer", "SELECT MAX(seq) FROM answer"),
    ("alarm", "SELECT MAX(number) FROM alarm"),
];

/// Everything that is wrong with a database; nothing when all is well. Brings nothing to a newer schema.
///
/// # Errors
/// When the database cannot be reached or read.
pub async fn verify(database: &Database) -> Result<Vec<String>> {
    let mut connection = look_into(database).await?;
    let mut wrong = Vec::new();
    if let Database::Sqlite(_) = database {
        wrong.extend(check_pages(&mut connection).await?);
    }
    let is_ours = check_schema(&mut connection, database, &mut wrong).await?;
    if is_ours {
        check_rows(&mut connection, &mut wrong).await?;
    }
    connection.close().await?;
    Ok(wrong)
}

/// Everything that is wrong with a backup, and what it holds: it is restored into a temporary database and looked at there.
///
/// # Errors
/// When it cannot be restored at all; says why.
pub async fn verify_backup(file: &Path, now: Moment) -> Result<(Contents, Vec<String>)> {
    let contents = read_backup(file)?;
    let folder = tempfile::tempdir().context("making a folder for the trial")?;
    let trial = Database::Sqlite(folder.path().join("trial.db"));
    restore(&trial, file, now)
        .await
        .context("restoring it for a trial")?;
    Ok((contents, verify(&trial).await?))
}

/// SQLite's own checks of its file.
async fn check_pages(connection: &mut AnyConnection) -> Result<Vec<String>> {
    let found: Vec<String> =
        sqlx::query_scalar("SELECT integrity_check FROM pragma_integrity_check")
            .fetch_all(&mut *connection)
            .await
            .context("checking the file")?;
    let broken = found.into_iter().filter(|line| line != "ok");
    let mut wrong: Vec<_> = broken
        .take(EXAMPLES)
        .map(|line| format!("the file is damaged: {line}; restore a backup"))
        .collect();
    let lost: Vec<(String, String)> = sqlx::query_as(
        "SELECT \"table\", parent FROM pragma_foreign_key_check GROUP BY \"table\", parent",
    )
    .fetch_all(connection)
    .await
    .context("checking the references")?;
    wrong.extend(lost.into_iter().map(|(table, parent)| {
        format!("rows of the table {table} refer to a {parent} that is gone; restore a backup")
    }));
    Ok(wrong)
}

/// Whether the tables are those of this program; only then its questions fit.
async fn check_schema(
    connection: &mut AnyConnection,
    database: &Database,
    wrong: &mut Vec<String>,
) -> Result<bool> {
    let newest = newest_schema();
    let found = version(connection, database).await?.unwrap_or_default();
    if found != newest {
        let what_to_do = if found < newest {
            "`wijkbode run` brings it to the newest schema at its start"
        } else {
            "install the version of wijkbode that it is of, or a newer one"
        };
        wrong.push(format!(
            "the database has schema {found}, and this program has schema {newest}: {what_to_do}"
        ));
        return Ok(false);
    }
    let mut fits = true;
    let own = tables(connection, database).await?;
    for table in new_tables().await? {
        if !own.iter().any(|found| is_like(found, &table)) {
            wrong.push(format!(
                "the table {} is missing or has other columns than this program made; restore a backup",
                table.name
            ));
            fits = false;
        }
    }
    Ok(fits)
}

/// The tables of a database that was made this moment.
async fn new_tables() -> Result<Vec<Table>> {
    let folder = tempfile::tempdir().context("making a folder to compare with")?;
    let database = Database::Sqlite(folder.path().join("new.db"));
    Store::open(&database).await?.close().await;
    tables(&mut look_into(&database).await?, &database).await
}

fn is_like(found: &Table, wanted: &Table) -> bool {
    found.name == wanted.name
        && found.columns.len() == wanted.columns.len()
        && wanted
            .columns
            .iter()
            .all(|column| found.columns.contains(column))
}

async fn check_rows(connection: &mut AnyConnection, wrong: &mut Vec<String>) -> Result<()> {
    for (what, question) in NOTHING {
        let count: i64 = sqlx::query_scalar(*question)
            .fetch_one(&mut *connection)
            .await?;
        if count > 0 {
            wrong.push(format!(
                "{what}: {count} rows; the database was changed by hand, restore a backup"
            ));
        }
    }
    for (series, highest) in SERIES {
        let used: Option<i64> = sqlx::query_scalar(*highest)
            .fetch_one(&mut *connection)
            .await?;
        let handed: Option<i64> = sqlx::query_scalar("SELECT value FROM counter WHERE name = $1")
            .bind(*series)
            .fetch_optional(&mut *connection)
            .await?;
        let (used, handed) = (used.unwrap_or_default(), handed.unwrap_or_default());
        if handed < used {
            wrong.push(format!(
                "the counter {series} is at {handed}, but {used} is in use: numbers would be given twice; restore a backup"
            ));
        }
    }
    check_states(connection, wrong).await?;
    check_ids(connection, wrong).await
}

async fn check_states(connection: &mut AnyConnection, wrong: &mut Vec<String>) -> Result<()> {
    let incoming: Vec<String> = sqlx::query_scalar("SELECT DISTINCT state FROM inbox")
        .fetch_all(&mut *connection)
        .await?;
    let outgoing: Vec<String> = sqlx::query_scalar("SELECT DISTINCT state FROM outbox")
        .fetch_all(connection)
        .await?;
    let unknown_in = incoming
        .iter()
        .filter(|state| RowState::read(state).is_none());
    let unknown_out = outgoing
        .iter()
        .filter(|state| ParcelState::read(state).is_none());
    for state in unknown_in.chain(unknown_out) {
        wrong.push(format!(
            "messages have the unknown state \"{state}\"; restore a backup"
        ));
    }
    Ok(())
}

/// An id that does not follow from its cause would let the same thing be said twice.
async fn check_ids(connection: &mut AnyConnection, wrong: &mut Vec<String>) -> Result<()> {
    let mut strange = Vec::new();
    let mut parcels = sqlx::query_as("SELECT id, cause FROM outbox").fetch(connection);
    while let Some((id, cause)) = parcels.try_next().await? {
        let (id, cause): (String, String) = (id, cause);
        if id_of(&cause) != id && strange.len() < EXAMPLES {
            strange.push(id);
        }
    }
    if !strange.is_empty() {
        wrong.push(format!(
            "ids in the outbox do not follow from their causes ({}): something could be said twice; restore a backup",
            strange.join(", ")
        ));
    }
    Ok(())
}
