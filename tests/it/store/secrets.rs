//! What people wrote is gone when it is done: from the file, from its log, and from PostgreSQL's rows.

use std::fs;
use std::path::Path;

use wijkbode::chat::{Class, Trust};
use wijkbode::store::{Details, NewParcel, NewRow, RowState, Store};

use super::*;
use databases::Kind;

const SECRET: &str = "mevrouw De Wit belde op 06 12345678";

/// A message comes in and is answered, with the secret in both; `done` ends it.
async fn conversation(store: &Store, done: bool) -> anyhow::Result<()> {
    let mut tx = store.begin().await?;
    let key = RoomKey::wijk(MOERWIJK);
    open_room(&mut tx, &key).await?;
    let details = Details {
        room_id: "!moerwijk".to_owned(),
        sender: "@anna:example.org".to_owned(),
        sent_at: NOW,
        trust: Trust::Signed,
        identity: None,
        kind: "text".to_owned(),
        payload: SECRET.to_owned(),
        session_id: None,
    };
    let row = NewRow {
        event_id: "$1".to_owned(),
        state: RowState::New,
        arrived_at: NOW,
        details: Some(details),
    };
    tx.keep_event(1, &row).await?;
    let what = say(SECRET);
    let parcel = NewParcel {
        cause: "c",
        room: &key,
        class: Class::Answer,
        what: &what,
        about: None,
        not_before: NOW,
        caused_at: NOW,
    };
    let id = tx.add_parcel(parcel, NOW).await?;
    tx.commit().await?;
    if done {
        let mut tx = store.begin().await?;
        tx.finish_events(&["$1"]).await?;
        tx.parcel_sent(&id, Some("$2")).await?;
        tx.commit().await?;
    }
    Ok(())
}

fn is_in(file: &Path) -> bool {
    let bytes = fs::read(file).unwrap_or_default();
    bytes
        .windows(SECRET.len())
        .any(|window| window == SECRET.as_bytes())
}

#[tokio::test]
async fn finished_text_is_nowhere_in_the_file_or_its_log() -> anyhow::Result<()> {
    for done in [false, true] {
        let fresh = Fresh::of(Kind::Sqlite).await?;
        let store = fresh.open().await?;
        conversation(&store, done).await?;
        store.checkpoint().await?;
        let found = fs::read_dir(fresh.folder.path())?
            .filter_map(Result::ok)
            .any(|file| is_in(&file.path()));
        // The control: what is not done yet is found, so the search would see it.
        assert_eq!(found, !done);
    }
    Ok(())
}

#[tokio::test]
async fn finished_text_is_in_no_row_of_postgresql() -> anyhow::Result<()> {
    for done in [false, true] {
        let fresh = Fresh::of(Kind::Postgres).await?;
        conversation(&fresh.open().await?, done).await?;
        let wijkbode::store::Database::Postgres { url, .. } = &fresh.database else {
            unreachable!("it is PostgreSQL")
        };
        let postgres = testkit::Postgres::shared().await?;
        let mut found = false;
        for table in databases::tables(&fresh.database).await? {
            let rows = postgres
                .query(url, &format!("SELECT t.* FROM wijkbode.{table} t"))
                .await?;
            found |= rows.contains(SECRET);
        }
        assert_eq!(found, !done);
    }
    Ok(())
}

/// The log is emptied only when nobody reads: what could not be done must not look done.
#[tokio::test]
async fn a_checkpoint_waits_for_the_transaction_before_it() -> anyhow::Result<()> {
    let fresh = Fresh::of(Kind::Sqlite).await?;
    let store = fresh.open().await?;
    conversation(&store, false).await?;
    let mut tx = store.begin().await?;
    tx.finish_events(&["$1"]).await?;
    let checkpoint = tokio::spawn({
        let store = store.clone();
        async move { store.checkpoint().await }
    });
    tx.commit().await?;
    checkpoint.await??;
    assert_eq!(
        fs::metadata(fresh.folder.path().join("wijkbode.db-wal"))?.len(),
        0
    );
    Ok(())
}

#[tokio::test]
async fn the_log_is_emptied_every_ten_minutes() -> anyhow::Result<()> {
    let fresh = Fresh::of(Kind::Sqlite).await?;
    let store = fresh.open().await?;
    let log = fresh.folder.path().join("wijkbode.db-wal");
    store.tidy(NOW).await;
    conversation(&store, true).await?;
    store.tidy(NOW.plus_minutes(9)).await;
    assert!(is_in(&log), "not yet");
    store.tidy(NOW.plus_minutes(10)).await;
    assert!(!is_in(&log));
    Ok(())
}
