//! Activities, and who comes.

use wijkbode::store::{Activity, NewAction, NewActivity};

use super::*;

/// Anna plans a coffee morning, so many days after now.
async fn plan(tx: &mut Tx, id: &str, days: i64) -> anyhow::Result<Activity> {
    let anna = moves_in(tx, "anna").await?;
    let event = format!("${id}");
    let new = NewActivity {
        id,
        person: &anna,
        wijk: MOERWIJK,
        kind: "koffieochtend",
        place: "school",
        starts_at: NOW.plus_days(days),
        event_id: &event,
    };
    tx.add_activity(new).await?;
    Ok(tx.activity(id).await?.expect("it is there"))
}

fn ids(activities: &[Activity]) -> Vec<&str> {
    activities.iter().map(|one| one.id.as_str()).collect()
}

on_both!(
    an_activity_is_found_by_its_number_and_message_until_it_is_called_off,
    async |store| {
        let mut tx = store.begin().await?;
        let first = plan(&mut tx, "first", 1).await?;
        assert_eq!(plan(&mut tx, "first", 5).await?, first, "the same id again");
        assert_eq!(
            tx.activity_by_number(first.number).await?,
            Some(first.clone())
        );
        assert_eq!(tx.activity_of_event("$first").await?, Some(first));
        tx.set_activity_message("first", "parcel").await?;
        tx.call_off("first", NOW).await?;
        assert_eq!(tx.activity_of_event("$first").await?, None);
        let off = tx.activity("first").await?.expect("it is still there");
        assert_eq!(
            (off.message.as_deref(), off.called_off_at),
            (Some("parcel"), Some(NOW))
        );
        Ok(())
    }
);

on_both!(
    what_is_to_come_is_reminded_of_once_and_again_after_it_was_moved,
    async |store| {
        let mut tx = store.begin().await?;
        plan(&mut tx, "later", 5).await?;
        plan(&mut tx, "sooner", 2).await?;
        plan(&mut tx, "over", -1).await?;
        assert_eq!(
            ids(&tx.activities_after(MOERWIJK, NOW).await?),
            ["sooner", "later"]
        );
        assert!(tx.activities_after("WK051837", NOW).await?.is_empty());
        tx.set_reminded("sooner").await?;
        assert_eq!(
            ids(&tx.activities_to_remind(MOERWIJK, NOW).await?),
            ["later"]
        );
        tx.move_activity("sooner", NOW.plus_days(9)).await?;
        assert_eq!(
            ids(&tx.activities_to_remind(MOERWIJK, NOW).await?),
            ["later", "sooner"]
        );
        Ok(())
    }
);

on_both!(
    what_is_over_is_asked_about_once_and_noted_once,
    async |store| {
        let mut tx = store.begin().await?;
        let over = plan(&mut tx, "over", -1).await?;
        assert_eq!(ids(&tx.activities_to_ask(NOW).await?), ["over"]);
        tx.set_activity_asked("over", NOW).await?;
        assert!(tx.activities_to_ask(NOW).await?.is_empty());
        assert_eq!(
            ids(&tx.activities_to_note(&over.person, NOW).await?),
            ["over"]
        );
        let action = NewAction {
            id: "action",
            person: &over.person,
            wijk: MOERWIJK,
            kind: "koffieochtend",
            reach: None,
            audience: None,
            day: today(),
            event_id: "activity:over",
            answer: None,
        };
        tx.add_action(action, NOW).await?;
        tx.set_activity_noted("over", "action", "quiz").await?;
        assert!(tx.activities_to_note(&over.person, NOW).await?.is_empty());
        let noted = tx
            .activity_of_action("action")
            .await?
            .expect("it was noted");
        assert_eq!(noted.worked.as_deref(), Some("quiz"));
        Ok(())
    }
);

on_both!(people_sign_up_once_and_off_again, async |store| {
    let mut tx = store.begin().await?;
    plan(&mut tx, "coffee", 3).await?;
    let bram = moves_in(&mut tx, "bram").await?;
    assert!(tx.sign_up("coffee", &bram, "$tap").await?);
    assert!(!tx.sign_up("coffee", &bram, "$again").await?);
    assert_eq!(tx.signed_up("coffee").await?, ["@bram:example.org"]);
    let of_tap = tx.signup_of_event("$tap").await?;
    assert_eq!(of_tap, Some(("coffee".to_owned(), bram.clone())));
    assert!(tx.sign_off("coffee", &bram).await?);
    assert!(!tx.sign_off("coffee", &bram).await?);
    tx.sign_up("coffee", &bram, "$tap").await?;
    tx.sign_off_everywhere(&bram).await?;
    assert!(tx.signed_up("coffee").await?.is_empty());
    Ok(())
});
