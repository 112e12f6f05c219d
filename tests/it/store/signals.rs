//! Actions and signals: kept once, corrected, withdrawn and counted.

use wijkbode::domain::people::Role;
use wijkbode::domain::signal::{LossClass, SignalState};
use wijkbode::store::{NewAction, NewSignal, PhenomenonCount, SignalStep, WijkCount};

use super::*;

fn flyers<'a>(id: &'a str, person: &'a str) -> NewAction<'a> {
    NewAction {
        id,
        person,
        wijk: MOERWIJK,
        kind: "flyers",
        reach: Some((40, 50)),
        audience: Some("ouderen"),
        day: today(),
        event_id: id,
        answer: Some("our answer"),
    }
}

fn fake_agent<'a>(id: &'a str, number: i64, person: &'a str, room: &'a RoomKey) -> NewSignal<'a> {
    NewSignal {
        id,
        number,
        person,
        wijk: MOERWIJK,
        phenomenon: "nepagent",
        channel: "deur",
        count: Some((3, 5)),
        outcome: "poging",
        loss: LossClass::UpTo100,
        day: today(),
        room,
        event_id: id,
    }
}

/// Anna reports a signal, which is forwarded.
pub async fn report(tx: &mut Tx, id: &str) -> anyhow::Result<String> {
    let anna = moves_in(tx, "anna").await?;
    let number = tx.next_number("signal").await?;
    tx.add_signal(fake_agent(id, number, &anna, &RoomKey::wijk(MOERWIJK)), NOW)
        .await?;
    tx.set_forwarded(id, "card").await?;
    Ok(anna)
}

fn step(event_id: &str, state: SignalState, handling: Option<&str>) -> SignalStep {
    SignalStep {
        signal: "$1".to_owned(),
        event_id: event_id.to_owned(),
        state,
        handling: handling.map(str::to_owned),
        person: "bram".to_owned(),
        role: Some(Role::Wijkagent),
        told: format!("told of {event_id}"),
    }
}

on_both!(an_action_is_kept_once_and_gets_a_number, async |store| {
    let mut tx = store.begin().await?;
    let anna = moves_in(&mut tx, "anna").await?;
    assert_eq!(tx.add_action(flyers("$1", &anna), NOW).await?, 1);
    assert_eq!(tx.add_action(flyers("$1", &anna), NOW).await?, 1, "a redo");
    assert_eq!(tx.add_action(flyers("$2", &anna), NOW).await?, 2);
    let first = tx.action("$1").await?.expect("it is kept");
    assert_eq!(
        (first.number, first.reach(), first.day.as_str()),
        (1, Some((40, 50)), "2026-10-14")
    );
    assert_eq!(
        (first.audience.as_deref(), first.answer.as_deref()),
        (Some("ouderen"), Some("our answer"))
    );
    assert_eq!(
        tx.action_by_number(2)
            .await?
            .map(|action| action.id)
            .as_deref(),
        Some("$2")
    );
    assert_eq!(tx.action_of_event("$1").await?, Some(first));
    assert_eq!(
        tx.newest_action_of(&anna).await?,
        Some(("$2".to_owned(), NOW))
    );
    Ok(())
});

on_both!(an_action_can_be_corrected_and_answered, async |store| {
    let mut tx = store.begin().await?;
    let anna = moves_in(&mut tx, "anna").await?;
    tx.add_action(flyers("$1", &anna), NOW).await?;
    let correction = NewAction {
        kind: "gesprek",
        reach: None,
        audience: None,
        ..flyers("$1", &anna)
    };
    tx.correct_action("$1", &correction).await?;
    let now = tx.action("$1").await?.expect("it is kept");
    assert_eq!(
        (now.kind.as_str(), now.reach(), now.audience),
        ("gesprek", None, None)
    );
    assert_eq!((now.number, now.answer.as_deref()), (1, Some("our answer")));
    Ok(())
});

on_both!(
    an_action_that_was_taken_back_counts_no_more,
    async |store| {
        let mut tx = store.begin().await?;
        let anna = moves_in(&mut tx, "anna").await?;
        for id in ["$1", "$2", "$3"] {
            tx.add_action(flyers(id, &anna), NOW).await?;
        }
        tx.withdraw_action("$3", NOW).await?;
        tx.withdraw_action("$3", NOW.plus_days(1)).await?;
        assert_eq!(
            tx.action("$3")
                .await?
                .and_then(|action| action.withdrawn_at),
            Some(NOW),
            "once"
        );
        assert_eq!(tx.action_of_event("$3").await?, None);
        assert_eq!(
            tx.newest_action_of(&anna)
                .await?
                .map(|(id, _)| id)
                .as_deref(),
            Some("$2")
        );
        let counted = WijkCount {
            wijk: MOERWIJK.to_owned(),
            kind: "flyers".to_owned(),
            actions: 2,
            reach_min: 80,
            reach_max: 100,
        };
        assert_eq!(
            tx.count_actions("2026-10-14", "2026-10-14").await?,
            [counted]
        );
        assert!(
            tx.count_actions("2026-10-15", "2026-10-31")
                .await?
                .is_empty()
        );
        Ok(())
    }
);

on_both!(
    actions_noted_late_count_where_they_were_noted,
    async |store| {
        let mut tx = store.begin().await?;
        let anna = moves_in(&mut tx, "anna").await?;
        for id in ["$1", "$2"] {
            tx.add_action(flyers(id, &anna), NOW).await?;
        }
        tx.withdraw_action("$2", NOW).await?;
        let noted = tx.count_actions_noted(NOW.plus_ms(-1), NOW).await?;
        assert_eq!((noted.len(), noted[0].actions), (1, 1));
        let later = tx.count_actions_noted(NOW, NOW.plus_days(7)).await?;
        assert!(later.is_empty(), "each moment belongs to one digest");
        Ok(())
    }
);

on_both!(half_a_reach_is_no_reach, async |store| {
    let mut tx = store.begin().await?;
    let anna = moves_in(&mut tx, "anna").await?;
    let upside_down = NewAction {
        reach: Some((50, 40)),
        ..flyers("$1", &anna)
    };
    assert!(tx.add_action(upside_down, NOW).await.is_err());
    Ok(())
});

on_both!(a_signal_comes_back_as_it_was_confirmed, async |store| {
    let mut tx = store.begin().await?;
    let anna = report(&mut tx, "$1").await?;
    let signal = tx.signal("$1").await?.expect("it is kept");
    assert_eq!(
        (signal.number, signal.person.as_str(), signal.count()),
        (1, anna.as_str(), Some((3, 5)))
    );
    assert_eq!(
        (signal.loss, signal.state, signal.reported_at),
        (LossClass::UpTo100, SignalState::New, NOW)
    );
    assert_eq!(
        (signal.room.clone(), signal.forwarded.as_deref()),
        (RoomKey::wijk(MOERWIJK), Some("card"))
    );
    assert_eq!(tx.signal_by_number(1).await?, Some(signal.clone()));
    assert_eq!(tx.signal_of_event("$1").await?, Some(signal));
    assert_eq!(
        tx.newest_signal_of(&anna).await?,
        Some(("$1".to_owned(), NOW))
    );
    Ok(())
});

on_both!(the_same_signal_again_corrects_it, async |store| {
    let mut tx = store.begin().await?;
    let anna = report(&mut tx, "$1").await?;
    let room = RoomKey::wijk(MOERWIJK);
    let corrected = NewSignal {
        loss: LossClass::None,
        count: None,
        ..fake_agent("$1", 1, &anna, &room)
    };
    tx.add_signal(corrected, NOW.plus_hours(1)).await?;
    let signal = tx.signal("$1").await?.expect("it is kept");
    assert_eq!(
        (signal.loss, signal.count(), signal.reported_at),
        (LossClass::None, None, NOW)
    );
    Ok(())
});

on_both!(a_signal_stands_where_its_steps_brought_it, async |store| {
    let mut tx = store.begin().await?;
    report(&mut tx, "$1").await?;
    tx.step_signal(&step("$seen", SignalState::Seen, None), NOW)
        .await?;
    let closed = step("$closed", SignalState::Closed, Some("opgelost"));
    tx.step_signal(&closed, NOW.plus_minutes(1)).await?;
    tx.step_signal(
        &step("$seen too", SignalState::Seen, None),
        NOW.plus_minutes(2),
    )
    .await?;
    let signal = tx.signal("$1").await?.expect("it is kept");
    assert_eq!(
        (signal.state, signal.handling.as_deref()),
        (SignalState::Closed, Some("opgelost"))
    );
    assert_eq!(
        tx.steps_of_event("$closed").await?,
        std::slice::from_ref(&closed)
    );
    assert!(tx.open_signals().await?.is_empty());

    tx.take_step_back(&closed, NOW.plus_minutes(3)).await?;
    let signal = tx.signal("$1").await?.expect("it is kept");
    assert_eq!((signal.state, signal.handling), (SignalState::Seen, None));
    assert_eq!(tx.steps_of_event("$closed").await?, []);
    assert_eq!(tx.open_signals().await?.len(), 1);
    Ok(())
});

on_both!(the_same_message_again_corrects_its_step, async |store| {
    let mut tx = store.begin().await?;
    report(&mut tx, "$1").await?;
    for handling in ["opgelost", "doorgestuurd"] {
        tx.step_signal(&step("$closed", SignalState::Closed, Some(handling)), NOW)
            .await?;
    }
    assert_eq!(
        tx.signal("$1")
            .await?
            .and_then(|signal| signal.handling)
            .as_deref(),
        Some("doorgestuurd")
    );
    Ok(())
});

on_both!(
    signals_are_counted_by_day_and_listed_by_moment,
    async |store| {
        let mut tx = store.begin().await?;
        for id in ["$1", "$2", "$taken back"] {
            report(&mut tx, id).await?;
        }
        tx.withdraw_signal("$taken back", NOW).await?;
        assert_eq!(tx.signal_of_event("$taken back").await?, None);
        let counted = PhenomenonCount {
            wijk: MOERWIJK.to_owned(),
            phenomenon: "nepagent".to_owned(),
            signals: 2,
        };
        assert_eq!(
            tx.count_signals("2026-10-01", "2026-10-31").await?,
            [counted]
        );
        assert!(
            tx.count_signals("2026-11-01", "2026-11-30")
                .await?
                .is_empty()
        );
        let before = NOW.plus_ms(-1);
        assert_eq!(tx.signals_between(before, NOW).await?.len(), 2);
        assert!(
            tx.signals_between(NOW, NOW.plus_days(1)).await?.is_empty(),
            "each moment belongs to one digest"
        );
        assert_eq!(tx.open_signals().await?.len(), 2);
        Ok(())
    }
);

on_both!(one_message_may_report_several_signals, async |store| {
    let mut tx = store.begin().await?;
    let anna = moves_in(&mut tx, "anna").await?;
    let room = RoomKey::wijk(MOERWIJK);
    for (id, number) in [("one", 1), ("two", 2), ("other", 3)] {
        let event_id = if id == "other" { "$other" } else { "$both" };
        let signal = NewSignal {
            event_id,
            ..fake_agent(id, number, &anna, &room)
        };
        tx.add_signal(signal, NOW).await?;
    }
    tx.withdraw_signal("one", NOW).await?;
    let ids = |signals: Vec<wijkbode::store::Signal>| -> Vec<String> {
        signals.into_iter().map(|signal| signal.id).collect()
    };
    assert_eq!(ids(tx.signals_of("$both").await?), ["two"]);
    assert_eq!(ids(tx.signals_of("other").await?), ["other"], "by its id");
    assert_eq!(ids(tx.signals_ever_of("$both").await?), ["one", "two"]);
    Ok(())
});
