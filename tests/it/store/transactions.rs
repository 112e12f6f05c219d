//! Transactions, marks, numbers, facts, jobs and the audit.

use std::collections::BTreeSet;

use wijkbode::domain::people::Role;
use wijkbode::store::{Database, Store, id_of};

use super::databases::{Fresh, kinds};
use super::*;

on_both!(what_is_not_committed_never_was, async |store| {
    let mut tx = store.begin().await?;
    tx.set_fact("cursor", "s1").await?;
    drop(tx);
    let mut tx = store.begin().await?;
    assert_eq!(tx.fact("cursor").await?, None);
    tx.set_fact("cursor", "s2").await?;
    tx.commit().await?;
    assert_eq!(
        store.begin().await?.fact("cursor").await?.as_deref(),
        Some("s2")
    );
    Ok(())
});

on_both!(a_mark_takes_back_only_what_came_after_it, async |store| {
    let mut tx = store.begin().await?;
    tx.set_fact("before", "stays").await?;
    tx.mark().await?;
    tx.set_fact("after", "goes").await?;
    tx.undo_to_mark().await?;
    tx.mark().await?;
    tx.set_fact("kept", "stays").await?;
    tx.keep_since_mark().await?;
    tx.commit().await?;
    let mut tx = store.begin().await?;
    assert_eq!(tx.fact("before").await?.as_deref(), Some("stays"));
    assert_eq!(tx.fact("after").await?, None);
    assert_eq!(tx.fact("kept").await?.as_deref(), Some("stays"));
    Ok(())
});

// PostgreSQL refuses everything after a failed statement until its mark is undone.
on_both!(
    after_a_failed_statement_the_transaction_goes_on_from_its_mark,
    async |store| {
        let mut tx = store.begin().await?;
        tx.set_fact("before", "stays").await?;
        tx.mark().await?;
        let nobody = tx.give_role("nobody", Role::Wijkagent, "", NOW).await;
        assert!(nobody.is_err(), "a role belongs to a person");
        tx.undo_to_mark().await?;
        tx.set_fact("after", "works").await?;
        tx.commit().await?;
        let mut tx = store.begin().await?;
        assert_eq!(tx.fact("before").await?.as_deref(), Some("stays"));
        assert_eq!(tx.fact("after").await?.as_deref(), Some("works"));
        Ok(())
    }
);

on_both!(
    a_series_counts_from_one_and_each_for_itself,
    async |store| {
        let mut tx = store.begin().await?;
        assert_eq!(tx.next_number("action").await?, 1);
        assert_eq!(tx.next_number("action").await?, 2);
        assert_eq!(tx.next_number("signal").await?, 1);
        assert_eq!(tx.next_numbers("action", 3).await?, 3..6);
        assert!(tx.next_numbers("action", 0).await?.is_empty());
        assert_eq!(tx.next_number("action").await?, 6);
        Ok(())
    }
);

/// `apply` is a second process on the same database while the bot runs.
#[tokio::test]
async fn two_processes_never_get_the_same_number() -> anyhow::Result<()> {
    for kind in kinds() {
        let fresh = Fresh::of(kind).await?;
        let (bot, apply) = (fresh.open().await?, fresh.open().await?);
        let takers =
            [bot.clone(), bot, apply.clone(), apply].map(|store| tokio::spawn(take_numbers(store)));
        let mut all = BTreeSet::new();
        for taker in takers {
            all.extend(taker.await??);
        }
        assert_eq!(all, (1..=40).collect(), "{kind:?}");
    }
    Ok(())
}

async fn take_numbers(store: Store) -> anyhow::Result<Vec<i64>> {
    let mut taken = Vec::new();
    for _ in 0..10 {
        let mut tx = store.begin().await?;
        taken.push(tx.next_number("action").await?);
        tx.commit().await?;
    }
    Ok(taken)
}

on_both!(facts_of_one_kind_come_together, async |store| {
    let mut tx = store.begin().await?;
    tx.set_fact("programme:gemeente", "Den Haag").await?;
    tx.set_fact("programme:language", "nl").await?;
    tx.set_fact("programmes", "another").await?;
    let facts: Vec<_> = tx.facts_of("programme:").await?.into_iter().collect();
    let pair = |name: &str, value: &str| (name.to_owned(), value.to_owned());
    assert_eq!(
        facts,
        [pair("gemeente", "Den Haag"), pair("language", "nl")]
    );
    Ok(())
});

on_both!(a_fact_is_what_was_written_last, async |store| {
    let mut tx = store.begin().await?;
    tx.set_fact("zone", "UTC").await?;
    tx.set_fact("zone", "Europe/Amsterdam").await?;
    assert_eq!(tx.fact("zone").await?.as_deref(), Some("Europe/Amsterdam"));
    tx.set_facts([("zone", "UTC"), ("language", "nl")]).await?;
    assert_eq!(tx.fact("zone").await?.as_deref(), Some("UTC"));
    assert_eq!(tx.fact("language").await?.as_deref(), Some("nl"));
    tx.forget_fact("zone").await?;
    assert_eq!(tx.fact("zone").await?, None);
    Ok(())
});

on_both!(
    a_wish_is_new_until_the_reconciler_has_looked,
    async |store| {
        let mut tx = store.begin().await?;
        assert!(!tx.wishes_are_new().await?);
        let wishes = tx.wishes().await?;
        tx.wishes_seen(wishes).await?;
        tx.wish().await?;
        assert!(tx.wishes_are_new().await?);
        let wishes = tx.wishes().await?;
        tx.wishes_seen(wishes).await?;
        assert!(!tx.wishes_are_new().await?);
        tx.wish().await?;
        assert!(tx.wishes_are_new().await?);
        Ok(())
    }
);

on_both!(an_occurrence_of_a_job_runs_once_per_wijk, async |store| {
    const DUE: &str = "2026-11-03T10:00:00+01:00";
    let mut tx = store.begin().await?;
    assert!(
        tx.record_run("monthly-prompt", DUE, MOERWIJK, "done", NOW)
            .await?
    );
    assert!(
        !tx.record_run("monthly-prompt", DUE, MOERWIJK, "done", NOW)
            .await?
    );
    assert!(
        tx.record_run("monthly-prompt", DUE, "WK051837", "done", NOW)
            .await?
    );
    assert!(
        tx.record_run("weekly-digest", DUE, "", "skipped", NOW)
            .await?
    );
    Ok(())
});

on_both!(
    an_act_is_audited_once_also_when_it_is_redone,
    async |store| {
        let mut tx = store.begin().await?;
        for _ in 0..2 {
            tx.audit("$command", None, "wijk-new", MOERWIJK, NOW)
                .await?;
        }
        tx.audit(
            "$command",
            Some("a person"),
            "ambassadeur-new",
            "a person",
            NOW,
        )
        .await?;
        tx.commit().await?;
        assert_eq!(databases::rows(&store, "audit").await?, 2);
        Ok(())
    }
);

#[test]
fn an_id_follows_from_its_cause() {
    assert_eq!(id_of("cmd:$event:1"), id_of("cmd:$event:1"));
    assert_ne!(id_of("cmd:$event:1"), id_of("cmd:$event:2"));
}

#[tokio::test]
async fn a_store_knows_its_database_and_keeps_it_when_it_is_closed() -> anyhow::Result<()> {
    for kind in kinds() {
        let fresh = Fresh::of(kind).await?;
        let store = fresh.open().await?;
        assert_eq!(store.database(), &fresh.database);
        let mut tx = store.begin().await?;
        tx.set_fact("cursor", "s1").await?;
        tx.commit().await?;
        store.close().await;
        assert!(store.begin().await.is_err(), "{kind:?} is closed");
        let again = fresh.open().await?;
        assert_eq!(
            again.begin().await?.fact("cursor").await?.as_deref(),
            Some("s1")
        );
    }
    Ok(())
}

/// Each gemeente has a schema of its own in one PostgreSQL; nothing leaks from one to the other.
#[tokio::test]
async fn two_gemeenten_in_one_postgresql_do_not_see_each_other() -> anyhow::Result<()> {
    let url = testkit::Postgres::shared().await?.fresh_database().await?;
    let of = |schema: &str| Database::Postgres {
        url: url.clone(),
        schema: schema.to_owned(),
    };
    let den_haag = Store::open(&of("den_haag")).await?;
    let delft = Store::open(&of("delft")).await?;
    let mut tx = den_haag.begin().await?;
    tx.set_fact("cursor", "of Den Haag").await?;
    tx.commit().await?;
    assert_eq!(delft.begin().await?.fact("cursor").await?, None);
    Ok(())
}

/// The name stands in the SQL as it is.
#[tokio::test]
async fn a_schema_with_other_signs_than_small_letters_is_refused() {
    for schema in ["", "Den Haag", "x; DROP SCHEMA public"] {
        let database = Database::Postgres {
            url: "postgres://127.0.0.1:1/x".to_owned(),
            schema: schema.to_owned(),
        };
        let error = Store::open(&database)
            .await
            .err()
            .map(|error| error.to_string())
            .unwrap_or_default();
        assert!(error.contains("small letters"), "{schema}: {error}");
    }
}
