//! Backups: whole or refused, the same on both databases, and complete.

use std::fs;
use std::path::{Path, PathBuf};

use anyhow::{Context, Result};
use proptest::strategy::{Strategy, ValueTree};
use proptest::test_runner::TestRunner;
use sqlx::AssertSqlSafe;
use wijkbode::chat::{Class, Trust};
use wijkbode::store::{
    Database, Details, NewParcel, NewRow, ParcelState, Replay, RowState, Store, back_up,
    newest_schema, read_backup, restore, verify, verify_backup,
};

use super::databases::{Kind, outside};
use super::*;

/// Some rows of what a bot has at work: mail, an answer, a person, a number.
async fn lives(store: &Store) -> Result<()> {
    let mut tx = store.begin().await?;
    moves_in(&mut tx, "anna").await?;
    open_room(&mut tx, &RoomKey::wijk(MOERWIJK)).await?;
    tx.set_fact("cursor", "s1").await?;
    tx.next_number("action").await?;
    let block = tx.next_block().await?;
    tx.keep_event(block, &message("$1", "!wijk:WK051836", NOW))
        .await?;
    posts(&mut tx, "cmd:$0:1", NOW).await?;
    tx.commit().await
}

fn message(event_id: &str, room_id: &str, sent_at: Moment) -> NewRow {
    let details = Details {
        room_id: room_id.to_owned(),
        sender: "@anna:example.org".to_owned(),
        sent_at,
        trust: Trust::Signed,
        identity: None,
        kind: "text".to_owned(),
        payload: "{}".to_owned(),
        session_id: None,
    };
    NewRow {
        event_id: event_id.to_owned(),
        state: RowState::Unsorted,
        arrived_at: NOW,
        details: Some(details),
    }
}

async fn posts(tx: &mut Tx, cause: &str, caused_at: Moment) -> Result<String> {
    let parcel = NewParcel {
        cause,
        room: &RoomKey::wijk(MOERWIJK),
        class: Class::Answer,
        what: &say("Dank u wel!"),
        about: None,
        not_before: NOW,
        caused_at,
    };
    tx.add_parcel(parcel, NOW).await
}

fn path(folder: &Path) -> PathBuf {
    folder.join("backup.jsonl")
}

/// A backup of a database with some life in it.
async fn backup(kind: Kind) -> Result<(Fresh, PathBuf)> {
    let fresh = Fresh::of(kind).await?;
    let store = fresh.open().await?;
    lives(&store).await?;
    store.close().await;
    let file = path(fresh.folder.path());
    back_up(&fresh.database, &file, NOW).await?;
    Ok((fresh, file))
}

/// The rows of a backup: all but its first and last line.
fn rows(file: &Path) -> Result<Vec<String>> {
    let text = fs::read_to_string(file)?;
    let mut lines: Vec<_> = text.lines().skip(1).map(str::to_owned).collect();
    lines.pop().context("a last line")?;
    Ok(lines)
}

fn error(outcome: Result<impl Sized>) -> String {
    match outcome {
        Ok(_) => "nothing was wrong".to_owned(),
        Err(error) => format!("{error:#}"),
    }
}

#[tokio::test]
async fn what_was_backed_up_on_one_database_is_restored_on_any() -> Result<()> {
    for from in kinds() {
        let (_old, file) = backup(from).await?;
        for to in kinds() {
            let new = Fresh::of(to).await?;
            let done = restore(&new.database, &file, NOW.plus_hours(2)).await?;
            assert_eq!(done.header.at, NOW);
            let store = new.open().await?;
            let mut tx = store.begin().await?;
            assert_eq!(tx.fact("cursor").await?.as_deref(), Some("s1"));
            assert_eq!(tx.fact("backup_at").await?, Some(NOW.0.to_string()));
            assert_eq!(
                tx.fact("restored_at").await?,
                Some(NOW.plus_hours(2).0.to_string())
            );
            assert_eq!(tx.next_number("action").await?, 2, "{from:?} to {to:?}");
            assert_eq!(tx.people().await?.len(), 1);
            drop(tx);
            store.close().await;
            assert_eq!(verify(&new.database).await?, Vec::<String>::new());
        }
    }
    Ok(())
}

#[tokio::test]
async fn a_backup_is_for_its_owner_alone_and_never_written_over() -> Result<()> {
    use std::os::unix::fs::PermissionsExt;
    let (fresh, file) = backup(Kind::Sqlite).await?;
    assert_eq!(fs::metadata(&file)?.permissions().mode() & 0o777, 0o600);
    let again = error(back_up(&fresh.database, &file, NOW).await);
    assert!(again.contains("exists already"), "{again}");
    let left = fs::read_dir(fresh.folder.path())?
        .filter_map(|entry| entry.ok()?.file_name().into_string().ok())
        .filter(|name| name.starts_with(".wijkbode"));
    assert_eq!(left.count(), 0, "no temporary file stays");
    Ok(())
}

#[tokio::test]
async fn a_backup_is_of_one_moment_while_the_bot_writes_and_migrates_nothing() -> Result<()> {
    for kind in kinds() {
        let fresh = Fresh::of(kind).await?;
        let store = fresh.open().await?;
        lives(&store).await?;
        // A transaction that is open holds no backup up, and is not in it.
        let mut open = store.begin().await?;
        open.set_fact("later", "yes").await?;
        let file = path(fresh.folder.path());
        let done = back_up(&fresh.database, &file, NOW).await?;
        open.commit().await?;
        assert_eq!(done.header.schema, newest_schema());
        assert!(!fs::read_to_string(&file)?.contains("later"), "{kind:?}");
    }
    Ok(())
}

#[tokio::test]
async fn an_empty_database_has_no_backup_and_stays_empty() -> Result<()> {
    for kind in kinds() {
        let fresh = Fresh::of(kind).await?;
        drop(outside(&fresh.database).await?);
        let said = error(back_up(&fresh.database, &path(fresh.folder.path()), NOW).await);
        assert!(said.contains("holds nothing of wijkbode"), "{said}");
        assert_eq!(
            super::databases::tables(&fresh.database).await?,
            Vec::<String>::new()
        );
    }
    let nowhere = Database::Sqlite(PathBuf::from("/nowhere/wijkbode.db"));
    let said = error(back_up(&nowhere, Path::new("/tmp/never"), NOW).await);
    assert!(said.contains("there is no database"), "{said}");
    Ok(())
}

#[tokio::test]
async fn a_backup_goes_into_an_empty_database_only() -> Result<()> {
    for kind in kinds() {
        let (fresh, file) = backup(kind).await?;
        let said = error(restore(&fresh.database, &file, NOW).await);
        let what_to_do = match kind {
            Kind::Sqlite => "move this file away",
            Kind::Postgres => "ALTER SCHEMA wijkbode RENAME",
        };
        assert!(said.contains(what_to_do), "{said}");
        let store = fresh.open().await?;
        assert_eq!(store.begin().await?.fact("restored_at").await?, None);
    }
    Ok(())
}

#[tokio::test]
async fn what_is_damaged_cut_off_or_of_another_kind_is_refused() -> Result<()> {
    let (fresh, file) = backup(Kind::Sqlite).await?;
    let whole = fs::read(&file)?;
    let text = String::from_utf8(whole.clone())?;
    let bad = fresh.folder.path().join("bad.jsonl");
    let refused = |bytes: &[u8]| -> Result<String> {
        fs::write(&bad, bytes)?;
        Ok(error(read_backup(&bad)))
    };

    // Whichever byte: somewhere in the middle, and near both ends.
    for at in [60, whole.len() / 2, whole.len() - 20] {
        let mut flipped = whole.clone();
        flipped[at] ^= 1;
        let said = refused(&flipped)?;
        assert!(said.contains("bad.jsonl"), "byte {at}: {said}");
    }
    let middle = whole.len() / 2;
    let mut flipped = whole.clone();
    flipped[middle] ^= 1;
    assert!(refused(&flipped)?.contains("SHA-256 differs"));

    let last = text.trim_end().rfind('\n').context("a last line")?;
    for end in [whole.len() - 1, last + 1, middle] {
        let said = refused(&whole[..end])?;
        assert!(said.contains("cut off"), "{said}");
    }
    assert!(refused(b"")?.contains("is no backup of wijkbode"));
    assert!(refused(b"hallo\n")?.contains("is no backup of wijkbode"));
    let other = text.replacen("\"wijkbode_backup\":1", "\"wijkbode_backup\":2", 1);
    assert!(refused(other.as_bytes())?.contains("has the form 2"));
    Ok(())
}

/// A backup with other lines, and a last line that fits them.
fn forged(file: &Path, change: impl FnOnce(&mut Vec<serde_json::Value>)) -> Result<PathBuf> {
    use sha2::Digest;
    let text = fs::read_to_string(file)?;
    let mut lines: Vec<serde_json::Value> = text
        .lines()
        .map(serde_json::from_str)
        .collect::<Result<_, _>>()?;
    lines.pop();
    change(&mut lines);
    let (mut rows, mut now) = (std::collections::BTreeMap::new(), String::new());
    for line in &lines[1..] {
        match line["table"].as_str() {
            Some(table) => {
                now = table.to_owned();
                rows.insert(now.clone(), 0);
            }
            None => *rows.get_mut(&now).context("a table")? += 1,
        }
    }
    let mut body: String = lines.iter().map(|line| format!("{line}\n")).collect();
    let hash: String = sha2::Sha256::digest(&body)
        .iter()
        .map(|b| format!("{b:02x}"))
        .collect();
    body.push_str(&format!(
        "{}\n",
        serde_json::json!({ "rows": rows, "sha256": hash })
    ));
    let forged = file.with_file_name("forged.jsonl");
    fs::write(&forged, body)?;
    Ok(forged)
}

#[tokio::test]
async fn a_backup_that_does_not_fit_its_schema_is_refused_and_leaves_nothing() -> Result<()> {
    let (_fresh, file) = backup(Kind::Sqlite).await?;
    for kind in kinds() {
        let new = Fresh::of(kind).await?;
        let newer = forged(&file, |lines| {
            lines[0]["schema"] = (newest_schema() + 1).into()
        })?;
        let said = error(restore(&new.database, &newer, NOW).await);
        assert!(said.contains("or a newer one"), "{said}");

        let without = forged(&file, |lines| {
            lines.retain(|line| line["table"] != "follow")
        })?;
        let said = error(restore(&new.database, &without, NOW).await);
        assert!(said.contains("the backup has no table follow"), "{said}");

        let strange = forged(&file, |lines| {
            lines.push(serde_json::json!({ "table": "strange", "columns": ["x"] }));
        })?;
        let said = error(restore(&new.database, &strange, NOW).await);
        assert!(said.contains("strange"), "{said}");

        // Nothing of the failures stayed, so the right one goes in.
        restore(&new.database, &file, NOW).await?;
    }
    Ok(())
}

#[tokio::test]
async fn a_backup_of_the_backup_has_the_same_rows_whatever_they_are() -> Result<()> {
    // What people and homeservers may write; PostgreSQL knows no text with a zero in it.
    let text = proptest::collection::vec("[^\u{0}]{0,40}", 30);
    let mut runner = TestRunner::deterministic();
    let texts = text.new_tree(&mut runner).expect("a strategy").current();
    let first = Fresh::of(Kind::Sqlite).await?;
    let store = first.open().await?;
    let mut tx = store.begin().await?;
    for (number, text) in (i64::MAX - 60..).zip(&texts) {
        tx.set_fact(&format!("{text}{number}"), text).await?;
        let at = Moment(if number % 2 == 0 { number } else { -number });
        tx.keep_event(number, &message(&format!("${number}{text}"), text, at))
            .await?;
    }
    tx.commit().await?;
    store.close().await;

    let mut file = path(first.folder.path());
    back_up(&first.database, &file, NOW).await?;
    let mut folders = vec![first];
    let facts = |line: &String| {
        !["backup_at", "restored_at", "\"replay\""]
            .iter()
            .any(|f| line.contains(f))
    };
    let before: Vec<_> = rows(&file)?.into_iter().filter(facts).collect();
    assert!(before.len() > 60);
    for kind in [Kind::Postgres, Kind::Sqlite] {
        let next = Fresh::of(kind).await?;
        restore(&next.database, &file, NOW).await?;
        file = path(next.folder.path());
        back_up(&next.database, &file, NOW).await?;
        let after: Vec<_> = rows(&file)?.into_iter().filter(facts).collect();
        assert_eq!(before, after, "{kind:?}");
        folders.push(next);
    }
    Ok(())
}

#[tokio::test]
async fn verify_finds_what_the_program_relies_on_to_be_broken() -> Result<()> {
    let broken = [
        (
            "UPDATE counter SET value = 0 WHERE name = 'mail'",
            "the counter mail",
        ),
        (
            "UPDATE outbox SET cause = 'cmd:$other:1'",
            "do not follow from their causes",
        ),
        ("UPDATE outbox SET state = 'lost'", "unknown state \"lost\""),
        ("UPDATE inbox SET payload = NULL", "wait without their text"),
        ("DROP TABLE said", "the table said is missing"),
        (
            "ALTER TABLE follow ADD COLUMN x TEXT",
            "the table follow is missing or has other columns",
        ),
        (
            "DELETE FROM _sqlx_migrations WHERE version > 3",
            "the database has schema 3",
        ),
    ];
    for kind in kinds() {
        for (deed, finding) in broken {
            let (fresh, _) = backup(kind).await?;
            assert_eq!(verify(&fresh.database).await?, Vec::<String>::new());
            let mut database = outside(&fresh.database).await?;
            sqlx::raw_sql(AssertSqlSafe(deed))
                .execute(&mut database)
                .await?;
            let wrong = verify(&fresh.database).await?.join("\n");
            assert!(wrong.contains(finding), "{kind:?}, {deed}: {wrong}");
        }
    }
    Ok(())
}

#[tokio::test]
async fn verify_finds_a_damaged_file_and_rows_that_refer_to_nothing() -> Result<()> {
    let (fresh, _) = backup(Kind::Sqlite).await?;
    let mut database = outside(&fresh.database).await?;
    let orphan = "PRAGMA foreign_keys=OFF; INSERT INTO follow (person, what, since) VALUES ('nobody', 'alles', 1)";
    sqlx::raw_sql(orphan).execute(&mut database).await?;
    let wrong = verify(&fresh.database).await?.join("\n");
    assert!(wrong.contains("refer to a person that is gone"), "{wrong}");
    Ok(())
}

#[tokio::test]
async fn a_whole_backup_verifies_and_a_sick_one_does_not() -> Result<()> {
    let (_fresh, file) = backup(Kind::Postgres).await?;
    let (contents, wrong) = verify_backup(&file, NOW).await?;
    assert_eq!(wrong, Vec::<String>::new());
    assert_eq!(contents.rows["person"], 1);
    let sick = forged(&file, |lines| {
        for line in lines {
            if line[0] == "mail" {
                line[1] = 0.into();
            }
        }
    })?;
    let (_, wrong) = verify_backup(&sick, NOW).await?;
    assert!(wrong.join("\n").contains("the counter mail"), "{wrong:?}");
    Ok(())
}

/// A store that was restored two hours after its backup.
async fn restored(kind: Kind) -> Result<(Fresh, Store)> {
    let (_old, file) = backup(kind).await?;
    let new = Fresh::of(kind).await?;
    restore(&new.database, &file, NOW.plus_hours(2)).await?;
    let store = new.open().await?;
    Ok((new, store))
}

#[tokio::test]
async fn what_may_have_been_said_before_the_restore_counts_as_tried() -> Result<()> {
    for kind in kinds() {
        let (_folder, store) = restored(kind).await?;
        let mut tx = store.begin().await?;
        let waited = tx
            .parcel(&id_of("cmd:$0:1"))
            .await?
            .context("the parcel of the backup")?;
        assert_eq!(waited.first_try_at, Some(NOW));
        assert_eq!(waited.device_id.as_deref(), Some(""));
        assert!(
            !tx.cancel_parcel(&waited.id).await?,
            "it may be out already"
        );

        let old = posts(&mut tx, "cmd:$2:1", NOW.plus_hours(1)).await?;
        let old = tx.parcel(&old).await?.context("a parcel")?;
        assert_eq!(old.first_try_at, Some(NOW));
        // Each further try looks again, also after one that did not come to its end.
        tx.begin_sending(&old.id, "NEW", NOW.plus_hours(2)).await?;
        tx.parcel_later(&old.id, NOW, "the search failed").await?;
        let old = tx.parcel(&old.id).await?.context("a parcel")?;
        assert_eq!(old.device_id.as_deref(), Some(""));

        let within_the_margin = NOW.plus_hours(2).plus_minutes(4);
        assert_eq!(tx.backup_before(within_the_margin), Some(NOW));
        let new = posts(&mut tx, "cmd:$3:1", NOW.plus_hours(3)).await?;
        let new = tx.parcel(&new).await?.context("a parcel")?;
        assert_eq!((new.first_try_at, new.device_id), (None, None));
    }
    Ok(())
}

#[tokio::test]
async fn what_came_back_is_not_said_again() -> Result<()> {
    for kind in kinds() {
        let (_folder, store) = restored(kind).await?;
        let mut tx = store.begin().await?;
        let id = id_of("cmd:$2:1");
        tx.note_said(&id, "$answer").await?;
        assert_eq!(tx.was_said(&id).await?.as_deref(), Some("$answer"));
        posts(&mut tx, "cmd:$2:1", NOW.plus_hours(1)).await?;
        let parcel = tx
            .parcel_of_event("$answer")
            .await?
            .context("known again")?;
        assert_eq!(parcel.id, id);
        assert_eq!(parcel.state, ParcelState::Sent);
        assert!(parcel.payload.is_none());
    }
    Ok(())
}

#[tokio::test]
async fn what_is_told_again_waits_until_all_is_there_and_comes_in_the_order_of_writing()
-> Result<()> {
    for kind in kinds() {
        let (_folder, store) = restored(kind).await?;
        let mut tx = store.begin().await?;
        open_room(&mut tx, &RoomKey::signal()).await?;
        assert_eq!(tx.replay().await?, Some(Replay::Waits));
        let at = |minutes: i64| NOW.plus_minutes(minutes);
        let (moerwijk, signal) = ("!wijk:WK051836", "!signaal");
        let block = tx.next_block().await?;
        tx.open_gap(block, moerwijk, "from", "to").await?;
        let newer = tx.next_block().await?;
        // The server's clock jumped back in Moerwijk; what is said there stays in its order.
        for row in [
            message("$m5", moerwijk, at(50)),
            message("$m6", moerwijk, at(45)),
            message("$s1", signal, at(20)),
            message("$s2", signal, at(48)),
            message("$unknown", "!unknown", at(10)),
        ] {
            tx.keep_event(newer, &row).await?;
        }
        tx.replay_told(newer, NOW).await?;
        let told = Replay::Told {
            block: newer,
            at: NOW,
        };
        assert_eq!(tx.replay().await?, Some(told));
        assert!(!tx.is_all_told(newer, NOW, NOW).await?, "there is a hole");
        tx.keep_event(block, &message("$m1", moerwijk, at(10)))
            .await?;
        tx.keep_event(block, &message("$m2", moerwijk, at(30)))
            .await?;
        let gap = tx.next_gap(NOW).await?.context("the hole")?;
        tx.close_gap(gap.id).await?;
        assert!(tx.is_all_told(newer, NOW, NOW).await?);
        let order: Vec<_> = tx.events_to_replay(10).await?;
        let order: Vec<_> = order.iter().map(|row| row.event_id.as_str()).collect();
        assert_eq!(order, ["$1", "$m1", "$s1", "$m2", "$s2", "$m5", "$m6"]);

        tx.forget_talk("$m1").await?;
        assert_eq!(tx.event_state("$m1").await?, Some(RowState::Talk));
        tx.forget_unsorted(NOW.plus_ms(1)).await?;
        assert_eq!(tx.event_state("$unknown").await?, Some(RowState::Talk));
        assert_eq!(tx.events_to_replay(10).await?.len(), 0);
        tx.end_replay().await?;
        assert_eq!(tx.replay().await?, None);
    }
    Ok(())
}

#[tokio::test]
async fn a_key_that_does_not_come_holds_nothing_up_for_long() -> Result<()> {
    for kind in kinds() {
        let (_folder, store) = restored(kind).await?;
        let mut tx = store.begin().await?;
        let block = tx.next_block().await?;
        let mut locked = message("$locked", "!signaal", NOW);
        locked.state = RowState::Unreadable;
        tx.keep_event(block, &locked).await?;
        assert!(!tx.is_all_told(block, NOW, NOW.plus_minutes(1)).await?);
        assert!(tx.is_all_told(block, NOW, NOW.plus_minutes(3)).await?);
    }
    Ok(())
}
