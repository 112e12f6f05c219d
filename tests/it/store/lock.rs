//! One bot at a time.

use testkit::{PATIENCE, Postgres, until};
use wijkbode::store::{Lock, Store};

use super::*;
use databases::Kind;

#[tokio::test]
async fn a_second_bot_is_turned_away_until_the_first_is_gone() -> anyhow::Result<()> {
    for kind in kinds() {
        let fresh = Fresh::of(kind).await?;
        let data = fresh.folder.path();
        let mut first = Lock::take(data, &fresh.database).await?;
        first.still_held().await?;
        let refused = Lock::take(data, &fresh.database)
            .await
            .err()
            .expect("it is taken")
            .to_string();
        assert!(refused.contains("another wijkbode is running"), "{refused}");
        first.must_add(&fresh.database).await?;
        drop(first);
        // PostgreSQL lets go when it notices that the connection is closed.
        until("the lock is free", PATIENCE, || async {
            Lock::take(data, &fresh.database).await.is_ok()
        })
        .await?;
    }
    Ok(())
}

/// PostgreSQL has not noticed yet that the process was killed.
#[tokio::test]
async fn a_bot_that_starts_again_at_once_waits_a_moment_for_the_lock() -> anyhow::Result<()> {
    let fresh = Fresh::of(Kind::Postgres).await?;
    let wijkbode::store::Database::Postgres { url, .. } = &fresh.database else {
        unreachable!("it is PostgreSQL")
    };
    let first = Lock::take(fresh.folder.path(), &fresh.database).await?;
    let elsewhere = tempfile::tempdir()?;
    let (data, database) = (elsewhere.path().to_owned(), fresh.database.clone());
    let again = tokio::spawn(async move { Lock::take(&data, &database).await });
    let postgres = Postgres::shared().await?;
    let asked = "SELECT count(*) FROM pg_stat_activity
                 WHERE datname = current_database() AND query LIKE '%try_advisory_lock(hash%'
                 AND pid <> pg_backend_pid() AND state = 'idle'";
    until("the second to have asked", PATIENCE, || async {
        let asking = postgres.query(url, asked).await;
        asking.is_ok_and(|asking| asking.contains('2'))
    })
    .await?;
    drop(first);
    again.await??;
    Ok(())
}

/// Two machines have no file in common.
#[tokio::test]
async fn on_postgresql_the_data_folder_does_not_matter() -> anyhow::Result<()> {
    let fresh = Fresh::of(Kind::Postgres).await?;
    let elsewhere = tempfile::tempdir()?;
    let _first = Lock::take(fresh.folder.path(), &fresh.database).await?;
    let refused = Lock::take(elsewhere.path(), &fresh.database)
        .await
        .err()
        .expect("it is taken")
        .to_string();
    assert!(refused.contains("on this database"), "{refused}");
    Ok(())
}

/// PostgreSQL may give the lock to another machine while the first still lives, and does not know it yet.
#[tokio::test]
async fn who_reigned_before_writes_nothing_any_more() -> anyhow::Result<()> {
    let fresh = Fresh::of(Kind::Postgres).await?;
    let first = Store::open(&fresh.database).await?.reign().await?;
    let mut under_way = first.begin().await?;
    under_way.set_fact("cursor", "s1").await?;
    let database = fresh.database.clone();
    let second = tokio::spawn(async move { Store::open(&database).await?.reign().await });
    // What was begun before may end; the new one waits for it.
    under_way.commit().await?;
    let second = second.await??;

    let refused = first.begin().await.err().expect("its time is over");
    assert!(
        format!("{refused:#}").contains("has taken over"),
        "{refused:#}"
    );
    let mut tx = second.begin().await?;
    assert_eq!(tx.fact("cursor").await?.as_deref(), Some("s1"));
    tx.set_fact("cursor", "s2").await?;
    tx.commit().await?;
    // Who only looks, or applies a programme, needs no reign.
    let guest = Store::open(&fresh.database).await?;
    assert_eq!(
        guest.begin().await?.fact("cursor").await?.as_deref(),
        Some("s2")
    );
    Ok(())
}

#[tokio::test]
async fn a_lock_is_lost_with_its_connection() -> anyhow::Result<()> {
    let fresh = Fresh::of(Kind::Postgres).await?;
    let wijkbode::store::Database::Postgres { url, .. } = &fresh.database else {
        unreachable!("it is PostgreSQL")
    };
    let mut lock = Lock::take(fresh.folder.path(), &fresh.database).await?;
    let others = "SELECT pg_terminate_backend(pid) FROM pg_stat_activity
                  WHERE datname = current_database() AND pid <> pg_backend_pid()";
    Postgres::shared().await?.query(url, others).await?;
    assert!(lock.still_held().await.is_err());
    Ok(())
}
