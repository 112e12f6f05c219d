//! Shared actions, and the lessons of managers.

use wijkbode::store::{NewAction, NewIdea};

use super::*;

/// Anna shares the action of that id.
async fn share(tx: &mut Tx, action: &str) -> anyhow::Result<i64> {
    let anna = moves_in(tx, "anna").await?;
    let event = format!("${action}");
    let new = NewAction {
        id: action,
        person: &anna,
        wijk: MOERWIJK,
        kind: "koffieochtend",
        reach: Some((10, 12)),
        audience: Some("ouderen"),
        day: today(),
        event_id: &event,
        answer: None,
    };
    tx.add_action(new, NOW).await?;
    let shared = format!("$shared-{action}");
    let idea = NewIdea {
        id: action,
        action,
        place: "school",
        needed: "niets",
        duration: "uur",
        event_id: &shared,
    };
    tx.share_idea(idea).await
}

on_both!(
    an_idea_waits_until_a_manager_releases_it_and_a_new_lesson_waits_again,
    async |store| {
        let mut tx = store.begin().await?;
        let number = share(&mut tx, "first").await?;
        assert_eq!(tx.ideas_to_release().await?.len(), 1);
        assert!(tx.ideas().await?.is_empty());
        tx.set_lesson(number, "Begin klein.").await?;
        tx.release_idea(number, NOW).await?;
        let ideas = tx.ideas().await?;
        assert_eq!(ideas[0].lesson.as_deref(), Some("Begin klein."));
        assert_eq!(
            (ideas[0].reach_min, ideas[0].audience.as_deref()),
            (Some(10), Some("ouderen"))
        );
        tx.set_lesson(number, "Begin groot.").await?;
        assert!(tx.ideas().await?.is_empty(), "nobody said yes to that");
        Ok(())
    }
);

on_both!(
    an_idea_goes_with_its_action_and_can_be_withdrawn_and_shared_again,
    async |store| {
        let mut tx = store.begin().await?;
        let number = share(&mut tx, "first").await?;
        let found = tx
            .idea_of_event("$shared-first")
            .await?
            .expect("it was shared");
        assert_eq!(found.0, number);
        assert!(tx.idea_of_action("first").await?.is_some());
        tx.withdraw_idea(number, NOW).await?;
        assert_eq!(tx.idea_by_number(number).await?, None);
        assert_eq!(tx.idea_of_event("$shared-first").await?, None);
        assert_eq!(
            share(&mut tx, "first").await?,
            number,
            "under its own number"
        );
        assert!(tx.idea_by_number(number).await?.is_some());
        tx.withdraw_action("first", NOW).await?;
        assert_eq!(tx.idea_by_number(number).await?, None);
        Ok(())
    }
);
