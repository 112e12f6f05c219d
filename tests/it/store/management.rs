//! Decisions of managers, the waiting list, messages to wijken, and the counts of overviews.

use wijkbode::chat::Class;
use wijkbode::domain::people::Role;
use wijkbode::domain::signal::{LossClass, SignalState};
use wijkbode::store::{Broadcast, NewAction, NewParcel, NewSignal, SignalStep, Spread, WaitingRow};

use super::*;

on_both!(a_decision_is_kept_undone_and_erased, async |store| {
    let mut tx = store.begin().await?;
    let carla = moves_in(&mut tx, "carla").await?;
    let first = tx.add_step(&carla, "[1]", NOW).await?;
    let second = tx.add_step(&carla, "[2]", NOW.plus_days(1)).await?;
    assert_eq!((first, second), (1, 2));
    let newest = tx.newest_step().await?.expect("there are two");
    assert_eq!((newest.number, newest.changes.as_deref()), (2, Some("[2]")));
    tx.mark_undone(2, NOW.plus_days(2)).await?;
    let newest = tx.newest_step().await?.expect("one stands");
    assert_eq!(newest.number, 1);
    tx.erase_steps(NOW.plus_days(1)).await?;
    assert_eq!(tx.newest_step().await?, None);
    let erased = tx.step(1).await?.expect("who and when stay");
    assert_eq!((erased.person, erased.changes), (carla, None));
    let kept = tx.step(2).await?.expect("it is newer");
    assert_eq!(kept.undone_at, Some(NOW.plus_days(2)));
    assert_eq!(tx.step(3).await?, None);
    Ok(())
});

on_both!(who_waits_is_on_the_list_for_half_a_year, async |store| {
    let mut tx = store.begin().await?;
    let row = |number, name: &str, days| WaitingRow {
        number,
        name: name.to_owned(),
        user_id: (number == 2).then(|| "@henk:example.org".to_owned()),
        wijk: MOERWIJK.to_owned(),
        since: NOW.plus_days(days),
    };
    for (number, name, days) in [(1, "Fatima", 0), (2, "Henk", 5), (3, "Ali", 9)] {
        tx.set_waiting(&row(number, name, days)).await?;
    }
    tx.set_waiting(&row(1, "Fatima B", 0)).await?;
    let names: Vec<_> = tx
        .waiting_list()
        .await?
        .into_iter()
        .map(|row| row.name)
        .collect();
    assert_eq!(names, ["Fatima B", "Henk", "Ali"]);
    tx.forget_waiting(3).await?;
    tx.forget_waiting_since(NOW.plus_days(5)).await?;
    assert_eq!(tx.waiting_list().await?, [row(2, "Henk", 5)]);
    Ok(())
});

on_both!(
    a_message_is_counted_without_names_and_forgotten,
    async |store| {
        let mut tx = store.begin().await?;
        let anna = moves_in(&mut tx, "anna").await?;
        let key = RoomKey::wijk(MOERWIJK);
        open_room(&mut tx, &key).await?;
        let mut parcels = Vec::new();
        for cause in ["one", "two"] {
            let parcel = NewParcel {
                cause,
                room: &key,
                class: Class::Prompt,
                what: &say("Koffie"),
                about: None,
                not_before: NOW,
                caused_at: NOW,
            };
            parcels.push(tx.add_parcel(parcel, NOW).await?);
        }
        let new = Broadcast {
            id: "b".to_owned(),
            sent_at: NOW,
            told: "told".to_owned(),
            shown: "2/0/0".to_owned(),
            shown_at: NOW,
        };
        tx.add_broadcast(&new, &parcels).await?;
        tx.add_broadcast(&new, &parcels).await?;
        tx.parcel_sent(&parcels[0], Some("$sent")).await?;
        tx.broadcast_seen("b", &anna).await?;
        tx.broadcast_seen("b", &anna).await?;
        tx.broadcast_seen("gone", &anna).await?;
        let spread = Spread {
            rooms: 2,
            delivered: 1,
            seen: 1,
        };
        assert_eq!(tx.spread("b").await?, spread);
        let due = tx.broadcasts_to_count(NOW.plus_days(-1), NOW).await?;
        assert_eq!(due, [new]);
        tx.broadcast_shown("b", "2/1/1", NOW.plus_days(1)).await?;
        assert_eq!(tx.broadcasts_to_count(NOW.plus_days(-1), NOW).await?, []);
        assert_eq!(tx.broadcasts_to_count(NOW, NOW.plus_days(2)).await?, []);
        tx.forget_broadcasts(NOW.plus_days(1)).await?;
        assert_eq!(
            tx.broadcasts_to_count(NOW.plus_days(-1), NOW.plus_days(2))
                .await?,
            []
        );
        assert_eq!(tx.spread("b").await?.seen, 0);
        Ok(())
    }
);

/// A signal of somebody, reported at a moment.
async fn reports(tx: &mut Tx, person: &str, number: i64, at: Moment) -> anyhow::Result<String> {
    let id = format!("s{number}");
    let new = NewSignal {
        id: &id,
        number,
        person,
        wijk: MOERWIJK,
        phenomenon: "nepagent",
        channel: "deur",
        count: None,
        outcome: "poging",
        loss: LossClass::None,
        day: today(),
        room: &RoomKey::wijk(MOERWIJK),
        event_id: "$s",
    };
    tx.add_signal(new, at).await?;
    tx.set_forwarded(&id, "card").await?;
    Ok(id)
}

on_both!(who_was_last_heard_of_when, async |store| {
    let mut tx = store.begin().await?;
    for name in ["anna", "joop", "truus"] {
        let person = moves_in(&mut tx, name).await?;
        tx.give_role(&person, Role::Ambassadeur, MOERWIJK, NOW)
            .await?;
    }
    let (anna, joop) = (
        id_of("person:@anna:example.org"),
        id_of("person:@joop:example.org"),
    );
    let action = NewAction {
        id: "a1",
        person: &anna,
        wijk: MOERWIJK,
        kind: "flyers",
        reach: None,
        audience: None,
        day: today(),
        event_id: "$a",
        answer: None,
    };
    tx.add_action(action, NOW.plus_days(1)).await?;
    reports(&mut tx, &anna, 1, NOW.plus_days(2)).await?;
    reports(&mut tx, &joop, 2, NOW.plus_days(3)).await?;
    tx.withdraw_signal("s2", NOW).await?;
    let heard: Vec<_> = tx
        .last_heard()
        .await?
        .into_iter()
        .map(|row| (row.name, row.since, row.heard_at))
        .collect();
    assert_eq!(
        heard,
        [
            ("anna".to_owned(), NOW, Some(NOW.plus_days(2))),
            ("joop".to_owned(), NOW, None),
            ("truus".to_owned(), NOW, None),
        ]
    );
    Ok(())
});

on_both!(when_signals_were_first_seen_and_closed, async |store| {
    let mut tx = store.begin().await?;
    let bram = moves_in(&mut tx, "bram").await?;
    for (number, days) in [(1, 0), (2, 1), (3, 9)] {
        reports(&mut tx, &bram, number, NOW.plus_days(days)).await?;
    }
    for (event, state, days) in [
        ("$seen", SignalState::Seen, 2),
        ("$closed", SignalState::Closed, 4),
    ] {
        let step = SignalStep {
            signal: "s1".to_owned(),
            event_id: event.to_owned(),
            state,
            handling: None,
            person: bram.clone(),
            role: Some(Role::Wijkagent),
            told: "told".to_owned(),
        };
        tx.step_signal(&step, NOW.plus_days(days)).await?;
    }
    let handled = tx.handled_signals(NOW, NOW.plus_days(9)).await?;
    assert_eq!(handled.len(), 2);
    assert_eq!(
        (handled[0].seen_at, handled[0].closed_at),
        (Some(NOW.plus_days(2)), Some(NOW.plus_days(4)))
    );
    assert_eq!((handled[1].seen_at, handled[1].closed_at), (None, None));
    Ok(())
});

on_both!(how_often_a_job_ran, async |store| {
    let mut tx = store.begin().await?;
    for (occurrence, result) in [("1", "done"), ("2", "done"), ("3", "skipped")] {
        tx.record_run("weekly-digest", occurrence, "", result, NOW)
            .await?;
    }
    let runs = tx.job_runs("weekly-digest", NOW, NOW.plus_days(1)).await?;
    assert_eq!(
        (runs.get("done"), runs.get("skipped")),
        (Some(&2), Some(&1))
    );
    assert!(
        tx.job_runs("weekly-digest", NOW.plus_days(1), NOW.plus_days(2))
            .await?
            .is_empty()
    );
    Ok(())
});

on_both!(
    people_whose_rights_rest_where_they_come_from_and_wijken_that_closed,
    async |store| {
        let mut tx = store.begin().await?;
        let bram = moves_in(&mut tx, "bram").await?;
        tx.suspend(&bram, NOW).await?;
        let resting = vec![("bram".to_owned(), "@bram:example.org".to_owned())];
        assert_eq!(tx.suspended_people().await?, resting);
        tx.set_organisation_kind(&bram, Some("politie")).await?;
        assert_eq!(
            tx.organisation_kinds()
                .await?
                .get(&bram)
                .map(String::as_str),
            Some("politie")
        );
        tx.set_organisation_kind(&bram, None).await?;
        assert!(tx.organisation_kinds().await?.is_empty());
        tx.set_wijk(MOERWIJK, "Moerwijk").await?;
        assert!(tx.closed_wijken().await?.is_empty());
        tx.close_wijk(MOERWIJK, NOW).await?;
        assert_eq!(tx.closed_wijken().await?[0].name, "Moerwijk");
        Ok(())
    }
);
