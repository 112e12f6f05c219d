//! Every migration is run over sample rows of the earlier ones, on SQLite and on PostgreSQL.
//!
//! `tests/data/migrations/000N.sql` holds rows as they were when migration N was the newest.

use std::collections::BTreeMap;
use std::fs;
use std::path::{Path, PathBuf};

use anyhow::{Context, Result};
use serde_json::Value;
use sqlx::migrate::Migrator;
use sqlx::{AnyConnection, Connection as _};
use wijkbode::chat::RoomKey;
use wijkbode::domain::people::Role;
use wijkbode::domain::signal::SignalState;
use wijkbode::domain::time::Moment;
use wijkbode::store::{ParcelState, RowState, Store, Trouble, back_up, restore};

use crate::store::databases::{Kind, outside};
use crate::store::{Fresh, kinds};

fn folder(path: &str) -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join(path)
}

fn sample(version: i64) -> PathBuf {
    folder("tests/data/migrations").join(format!("{version:04}.sql"))
}

async fn migrations() -> Result<Migrator> {
    Ok(Migrator::new(folder("migrations")).await?)
}

#[tokio::test]
async fn every_migration_has_sample_rows() -> Result<()> {
    for migration in migrations().await?.iter() {
        let file = sample(migration.version);
        assert!(
            file.is_file(),
            "add {} with rows for every table and column that migration {} made",
            file.display(),
            migration.version
        );
    }
    Ok(())
}

/// Also a migration that only adds a column has a sample: rows that fill it.
#[tokio::test]
async fn every_table_has_sample_rows() -> Result<()> {
    for kind in kinds() {
        let fresh = Fresh::of(kind).await?;
        fill(&fresh, &migrations().await?).await?;
        for (table, rows) in counted(&fresh).await? {
            assert!(rows > 0, "{kind:?}: the table {table} has no sample row");
        }
    }
    Ok(())
}

/// A gemeente that skipped some releases: its rows are of migration N, and everything after N runs at once.
#[tokio::test]
async fn rows_of_every_age_survive_the_later_migrations() -> Result<()> {
    for kind in kinds() {
        for newest in versions().await? {
            let fresh = aged(kind, newest).await?;
            let before = rows(&fresh, "before").await?;
            fresh
                .open()
                .await
                .with_context(|| format!("{kind:?} from {newest}"))?;
            let after = rows(&fresh, "after").await?;
            survive(&before, &after).with_context(|| format!("{kind:?} from {newest}"))?;
        }
    }
    Ok(())
}

/// The same by way of a backup that was made in those days, on either database.
#[tokio::test]
async fn a_backup_of_every_age_can_be_restored_on_both_databases() -> Result<()> {
    for (from, to) in [
        (Kind::Sqlite, Kind::Sqlite),
        (Kind::Sqlite, Kind::Postgres),
        (Kind::Postgres, Kind::Sqlite),
    ] {
        for newest in versions().await? {
            let what = || format!("{from:?} to {to:?} from {newest}");
            let old = aged(from, newest).await?;
            let mut before = rows(&old, "before").await?;
            let new = Fresh::of(to).await?;
            let file = old.folder.path().join("before");
            let done = restore(&new.database, &file, Moment(1_791_970_000_000))
                .await
                .with_context(what)?;
            assert_eq!(done.header.schema, newest);
            let mut after = rows(&new, "after").await?;
            // The restore is noted, and what waited to be sent may have been sent meanwhile.
            let noted = ["backup_at", "restored_at", "replay"].map(Value::from);
            let facts = after.get_mut("fact").context("facts")?;
            facts.retain(|row| !noted.contains(&row["name"]));
            for rows in [&mut before, &mut after] {
                for row in rows.get_mut("outbox").into_iter().flatten() {
                    row.remove("first_try_at");
                    row.remove("device_id");
                }
            }
            survive(&before, &after).with_context(what)?;
        }
    }
    Ok(())
}

async fn versions() -> Result<Vec<i64>> {
    let all = migrations().await?;
    Ok(all.iter().map(|migration| migration.version).collect())
}

/// A database of those days, with rows of then.
async fn aged(kind: Kind, newest: i64) -> Result<Fresh> {
    let all = migrations().await?;
    let fresh = Fresh::of(kind).await?;
    let mut connection = outside(&fresh.database).await?;
    for version in versions().await? {
        if version <= newest {
            step(&mut connection, &all, version).await?;
        }
    }
    connection.close().await?;
    Ok(fresh)
}

/// Each table's rows, column by column.
type Rows = BTreeMap<String, Vec<BTreeMap<String, Value>>>;

/// Everything in a database, read from a backup of it.
async fn rows(fresh: &Fresh, name: &str) -> Result<Rows> {
    let file = fresh.folder.path().join(name);
    back_up(&fresh.database, &file, Moment(1_791_964_800_000)).await?;
    let text = fs::read_to_string(&file)?;
    let lines: Vec<Value> = text
        .lines()
        .map(serde_json::from_str)
        .collect::<Result<_, _>>()?;
    let (mut rows, mut table, mut columns) = (Rows::new(), String::new(), vec![]);
    for line in &lines[1..lines.len() - 1] {
        if let Some(name) = line["table"].as_str() {
            table = name.to_owned();
            columns = serde_json::from_value(line["columns"].clone())?;
            rows.insert(table.clone(), vec![]);
        } else {
            let row: Vec<Value> = serde_json::from_value(line.clone())?;
            let row = columns.iter().cloned().zip(row).collect();
            rows.get_mut(&table).context("a table")?.push(row);
        }
    }
    Ok(rows)
}

/// Every row of before is there with the same values, and no other. A later migration may have added columns.
fn survive(before: &Rows, after: &Rows) -> Result<()> {
    for (table, rows) in before {
        let now = after
            .get(table)
            .with_context(|| format!("the table {table} is gone"))?;
        assert_eq!(rows.len(), now.len(), "rows of {table}");
        for (row, now) in rows.iter().zip(now) {
            for (column, value) in row {
                assert_eq!(now.get(column), Some(value), "{table}.{column}");
            }
        }
    }
    Ok(())
}

#[tokio::test]
async fn old_rows_read_as_what_they_were() -> Result<()> {
    for kind in kinds() {
        let fresh = Fresh::of(kind).await?;
        fill(&fresh, &migrations().await?).await?;
        let store = fresh.open().await?;
        mail_reads(&store)
            .await
            .with_context(|| format!("{kind:?}: mail"))?;
        programme_reads(&store)
            .await
            .with_context(|| format!("{kind:?}: programme"))?;
        deeds_read(&store)
            .await
            .with_context(|| format!("{kind:?}: deeds"))?;
    }
    Ok(())
}

async fn mail_reads(store: &Store) -> Result<()> {
    let mut tx = store.begin().await?;
    assert_eq!(tx.fact("cursor").await?.as_deref(), Some("s1_2_3"));
    assert_eq!(tx.next_number("mail").await?, 6);
    let states = [
        ("$talk", RowState::Talk),
        ("$new", RowState::New),
        ("$done", RowState::Done),
        ("$unreadable", RowState::Unreadable),
        ("$parked", RowState::Parked),
    ];
    for (event_id, state) in states {
        assert_eq!(tx.event_state(event_id).await?, Some(state));
    }
    let waits = tx.events_to_handle(10).await?;
    assert_eq!(waits.len(), 1);
    let what: wijkbode::chat::What = serde_json::from_str(&waits[0].details.payload)?;
    assert_eq!(what.kind(), "text");
    assert_eq!(tx.gap(1).await?.map(|gap| gap.attempts), Some(1));
    for (id, state) in [
        ("p1", ParcelState::Pending),
        ("p2", ParcelState::Sent),
        ("p3", ParcelState::Parked),
    ] {
        let parcel = tx.parcel(id).await?.context("a parcel")?;
        assert_eq!(parcel.state, state);
        parcel.what()?;
    }
    Ok(())
}

async fn programme_reads(store: &Store) -> Result<()> {
    let mut tx = store.begin().await?;
    assert_eq!(tx.wijken().await?.len(), 1);
    assert_eq!(tx.people().await?.len(), 2);
    assert_eq!(
        tx.people_with_role(Role::Wijkagent, "").await?[0]
            .organisation
            .as_deref(),
        Some("Politie")
    );
    assert_eq!(tx.rooms().await?.len(), 5);
    let signal_room = tx
        .room(&RoomKey::signal())
        .await?
        .context("the signal room")?;
    assert_eq!(signal_room.trouble, Some(Trouble::Stranger));
    assert_eq!(tx.members(&RoomKey::signal()).await?.len(), 2);
    assert_eq!(tx.all_applied().await?.len(), 1);
    Ok(())
}

async fn deeds_read(store: &Store) -> Result<()> {
    let mut tx = store.begin().await?;
    assert_eq!(
        tx.action_by_number(1)
            .await?
            .and_then(|action| action.reach()),
        Some((40, 50))
    );
    assert_eq!(tx.count_actions("2026-10-01", "2026-10-31").await?.len(), 2);
    for (number, state) in [
        (1, SignalState::New),
        (2, SignalState::Seen),
        (3, SignalState::Closed),
    ] {
        assert_eq!(
            tx.signal_by_number(number)
                .await?
                .map(|signal| signal.state),
            Some(state)
        );
    }
    assert_eq!(
        tx.followers().await?,
        vec![],
        "who is suspended is not mentioned"
    );
    assert_eq!(tx.expired_questions(Moment(i64::MAX)).await?.len(), 1);
    let occurrence = "2026-11-03T10:00:00+01:00";
    assert!(
        !tx.record_run("monthly-prompt", occurrence, "WK051836", "done", Moment(0))
            .await?
    );
    Ok(())
}

/// The newest schema with every sample.
async fn fill(fresh: &Fresh, all: &Migrator) -> Result<()> {
    let mut connection = outside(&fresh.database).await?;
    for migration in all.iter() {
        step(&mut connection, all, migration.version).await?;
    }
    Ok(connection.close().await?)
}

/// One migration, and rows as they were then.
async fn step(connection: &mut AnyConnection, all: &Migrator, version: i64) -> Result<()> {
    all.run_direct(Some(version), connection, false).await?;
    let rows = fs::read_to_string(sample(version))?;
    sqlx::raw_sql(sqlx::AssertSqlSafe(rows))
        .execute(connection)
        .await
        .with_context(|| format!("sample {version}"))?;
    Ok(())
}

/// How many rows each table of ours has.
async fn counted(fresh: &Fresh) -> Result<BTreeMap<String, i64>> {
    let mut connection = outside(&fresh.database).await?;
    let mut counted = BTreeMap::new();
    for table in crate::store::databases::tables(&fresh.database).await? {
        if !table.starts_with("_sqlx") {
            let count = sqlx::AssertSqlSafe(format!("SELECT COUNT(*) FROM {table}"));
            let rows = sqlx::query_scalar(count).fetch_one(&mut connection).await?;
            counted.insert(table, rows);
        }
    }
    Ok(counted)
}
