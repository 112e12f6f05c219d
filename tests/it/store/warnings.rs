//! Warnings: proposed, agreed, counted and ended; what was advised; and what others shared.

use wijkbode::domain::people::Role;
use wijkbode::domain::signal::LossClass;
use wijkbode::domain::warning::WarningState;
use wijkbode::store::{Check, NewAction, NewSignal, NewWarning, SharedCount, WarningWijk};

use super::*;

const DUINDORP: &str = "WK051804";

fn about_fake_agents<'a>(id: &'a str, number: i64, person: &'a str) -> NewWarning<'a> {
    NewWarning {
        id,
        number,
        event_id: id,
        phenomenon: "nepagent",
        person,
        told: "the preview",
    }
}

/// Bram proposes a warning for these wijken; gives his id.
async fn propose(tx: &mut Tx, id: &str, wijken: &[&str]) -> anyhow::Result<String> {
    let bram = moves_in(tx, "bram").await?;
    tx.give_role(&bram, Role::Wijkagent, "", NOW).await?;
    let number = tx.next_number("warning").await?;
    let wijken: Vec<_> = wijken.iter().map(|wijk| (*wijk).to_owned()).collect();
    tx.propose_warning(&about_fake_agents(id, number, &bram), &wijken, NOW)
        .await?;
    Ok(bram)
}

/// Carla agrees, and each wijk gets its message.
async fn send(tx: &mut Tx, id: &str) -> anyhow::Result<()> {
    let carla = moves_in(tx, "carla").await?;
    let ends = read_day("2026-10-27").unwrap();
    tx.warning_agreed(id, &carla, ends, NOW).await?;
    for at in tx.wijken_of_warning(id).await? {
        let room = RoomKey::wijk(&at.wijk);
        open_room(tx, &room).await?;
        let what = say("Let op");
        let cause = format!("warning:{id}:{}", at.wijk);
        let parcel = tx
            .add_parcel(
                wijkbode::store::NewParcel {
                    cause: &cause,
                    room: &room,
                    class: wijkbode::chat::Class::Prompt,
                    what: &what,
                    about: None,
                    not_before: NOW,
                    caused_at: NOW,
                },
                NOW,
            )
            .await?;
        let sent = WarningWijk {
            idea: Some("koffie-een-truc".to_owned()),
            parcel: Some(parcel),
            pass_on: Some("short".to_owned()),
            ..at
        };
        tx.warning_sent_to(id, &sent).await?;
    }
    Ok(())
}

on_both!(
    a_warning_is_proposed_and_holds_once_a_second_person_agreed,
    async |store| {
        let mut tx = store.begin().await?;
        let bram = propose(&mut tx, "first", &[MOERWIJK, DUINDORP]).await?;
        let proposed = tx.warnings_that_are(WarningState::Proposed).await?;
        assert_eq!(proposed.len(), 1);
        assert_eq!(
            (
                proposed[0].number,
                &proposed[0].proposed_by,
                &proposed[0].agreed_by
            ),
            (1, &bram, &None)
        );
        assert_eq!(tx.warning_by_number(1).await?.as_ref(), proposed.first());
        assert_eq!(
            tx.warning_of_event("first").await?.as_ref(),
            proposed.first()
        );
        assert!(tx.warnings_in(MOERWIJK).await?.is_empty(), "nobody agreed");
        assert_eq!(tx.warnings_sent_to(MOERWIJK, NOW.plus_days(-7)).await?, 0);

        send(&mut tx, "first").await?;
        tx.leave_out_unsent("first").await?;
        let holds = tx.warnings_in(MOERWIJK).await?;
        assert_eq!(holds.len(), 1);
        assert_eq!(holds[0].state, WarningState::Sent);
        assert_eq!(holds[0].ends_on.as_deref(), Some("2026-10-27"));
        assert_eq!(tx.warnings_sent_to(MOERWIJK, NOW.plus_days(-7)).await?, 1);
        assert_eq!(tx.warnings_sent_to(MOERWIJK, NOW).await?, 0, "long ago");
        let carla = tx.person_by_user("@carla:example.org").await?;
        let carla = carla.expect("she agreed").id;
        let warned = tx.warned_since("nepagent", NOW).await?;
        assert_eq!(
            warned,
            [DUINDORP, MOERWIJK].map(|wijk| (wijk.to_owned(), carla.clone()))
        );
        assert!(tx.warned_since("smishing", NOW).await?.is_empty());
        let later = NOW.plus_minutes(1);
        assert!(tx.warned_since("nepagent", later).await?.is_empty());
        assert_eq!(tx.bursts_due().await?, ["nepagent"], "its alarm shows it");
        let at = tx.wijken_of_warning("first").await?;
        assert_eq!(at.len(), 2);
        assert!(
            at.iter()
                .all(|at| at.parcel.is_some() && at.pass_on.is_some())
        );

        tx.end_warning("first", WarningState::Withdrawn, NOW)
            .await?;
        assert!(tx.warnings_in(MOERWIJK).await?.is_empty());
        let kept = tx.warning("first").await?.map(|one| one.state);
        assert_eq!(kept, Some(WarningState::Withdrawn));
        assert_eq!(
            tx.warnings_sent_to(MOERWIJK, NOW.plus_days(-7)).await?,
            1,
            "it was a message all the same"
        );
        Ok(())
    }
);

on_both!(
    a_message_that_is_edited_proposes_another_warning,
    async |store| {
        let mut tx = store.begin().await?;
        let bram = propose(&mut tx, "first", &[MOERWIJK]).await?;
        tx.end_warning("first", WarningState::Withdrawn, NOW)
            .await?;
        let again = NewWarning {
            id: "second",
            phenomenon: "smishing",
            ..about_fake_agents("first", 2, &bram)
        };
        for _redo in 0..2 {
            tx.propose_warning(&again, &[DUINDORP.to_owned()], NOW)
                .await?;
        }
        let newest = tx.warning_of_event("first").await?.unwrap();
        assert_eq!((newest.number, newest.state), (2, WarningState::Proposed));
        let first = tx.warning_by_number(1).await?.map(|one| one.state);
        assert_eq!(first, Some(WarningState::Withdrawn));
        Ok(())
    }
);

on_both!(
    the_signals_of_its_trick_and_wijken_stand_behind_a_warning,
    async |store| {
        let mut tx = store.begin().await?;
        let anna = moves_in(&mut tx, "anna").await?;
        let room = RoomKey::wijk(MOERWIJK);
        let cases = [
            ("this", MOERWIJK, "nepagent"),
            ("another wijk", DUINDORP, "nepagent"),
            ("another trick", MOERWIJK, "smishing"),
            ("taken back", MOERWIJK, "nepagent"),
            ("not in the signal room", MOERWIJK, "nepagent"),
            ("long ago", MOERWIJK, "nepagent"),
        ];
        for (id, wijk, phenomenon) in cases {
            let number = tx.next_number("signal").await?;
            let signal = NewSignal {
                id,
                number,
                person: &anna,
                wijk,
                phenomenon,
                channel: "deur",
                count: None,
                outcome: "poging",
                loss: LossClass::None,
                day: today(),
                room: &room,
                event_id: id,
            };
            let at = if id == "long ago" {
                NOW.plus_days(-40)
            } else {
                NOW
            };
            tx.add_signal(signal, at).await?;
            if id != "not in the signal room" {
                tx.set_forwarded(id, "card").await?;
            }
        }
        tx.withdraw_signal("taken back", NOW).await?;
        propose(&mut tx, "first", &[MOERWIJK]).await?;
        tx.link_signals("first", NOW.plus_days(-28)).await?;
        tx.link_signals("first", NOW.plus_days(-28)).await?;
        let behind: Vec<_> = tx
            .signals_of_warning("first")
            .await?
            .into_iter()
            .map(|one| one.id)
            .collect();
        assert_eq!(behind, ["this"]);
        Ok(())
    }
);

on_both!(
    what_came_of_a_warning_is_counted_without_what_was_taken_back,
    async |store| {
        let mut tx = store.begin().await?;
        propose(&mut tx, "first", &[MOERWIJK, DUINDORP]).await?;
        send(&mut tx, "first").await?;
        let (anna, joop) = (
            moves_in(&mut tx, "anna").await?,
            moves_in(&mut tx, "joop").await?,
        );
        let parcel = tx.wijken_of_warning("first").await?[0]
            .parcel
            .clone()
            .unwrap();
        tx.parcel_sent(&parcel, Some("$there")).await?;
        assert!(tx.warning_tapped("first", &anna, "gezien", "$1").await?);
        assert!(
            !tx.warning_tapped("first", &anna, "gezien", "$2").await?,
            "once"
        );
        tx.warning_tapped("first", &joop, "gezien", "$3").await?;
        tx.warning_tapped("first", &anna, "doorverteld", "$4")
            .await?;
        assert!(!tx.warning_tapped("nothing", &anna, "gezien", "$5").await?);
        assert!(
            !tx.take_warning_tap_back("$3", &anna).await?,
            "that is Joop's"
        );
        assert!(tx.take_warning_tap_back("$3", &joop).await?);
        let reach = tx.reach_of_warning("first").await?;
        assert_eq!(
            (reach.rooms, reach.delivered, reach.seen, reach.passed_on),
            (2, 1, 1, 1)
        );

        for (id, least) in [("a1", 4), ("a2", 6), ("a3", 100)] {
            let action = NewAction {
                id,
                person: &anna,
                wijk: MOERWIJK,
                kind: "gesprek",
                reach: Some((least, least)),
                audience: None,
                day: today(),
                event_id: id,
                answer: None,
            };
            tx.add_action(action, NOW).await?;
            tx.link_action("first", id).await?;
        }
        tx.link_action("first", "a1").await?;
        tx.withdraw_action("a3", NOW).await?;
        let done = tx.actions_of_warning("first").await?;
        assert_eq!(done.len(), 1);
        assert_eq!(
            (done[0].actions, done[0].reach_min, done[0].reach_max),
            (2, 10, 10)
        );

        let due = tx.warnings_to_count(NOW).await?;
        assert_eq!(due.len(), 1);
        tx.warning_told("first", "the answer").await?;
        tx.warning_shown("first", "counts", NOW.plus_ms(1)).await?;
        assert!(tx.warnings_to_count(NOW).await?.is_empty());
        let warning = tx.warning("first").await?.unwrap();
        assert_eq!(
            (warning.told.as_str(), warning.shown.as_str()),
            ("the answer", "counts")
        );

        tx.forget_warning_taps(NOW).await?;
        assert_eq!(tx.reach_of_warning("first").await?.seen, 1);
        tx.forget_warning_taps(NOW.plus_ms(1)).await?;
        let kept = tx.reach_of_warning("first").await?;
        assert_eq!((kept.seen, kept.passed_on), (1, 1), "only who it was goes");
        assert!(
            !tx.take_warning_tap_back("$1", &anna).await?,
            "nobody knows"
        );
        Ok(())
    }
);

on_both!(a_code_means_something_for_a_while, async |store| {
    let mut tx = store.begin().await?;
    let anna = moves_in(&mut tx, "anna").await?;
    let check = Check {
        person: anna,
        room: "wijk:WK051836".to_owned(),
        given_at: NOW,
    };
    tx.add_check("K7M4QX2P", &check).await?;
    tx.add_check("K7M4QX2P", &check).await?;
    assert_eq!(tx.check("K7M4QX2P", NOW.plus_days(-7)).await?, Some(check));
    assert_eq!(tx.check("K7M4QX2P", NOW).await?, None, "too old");
    assert_eq!(tx.check("K7M4QX2Q", NOW.plus_days(-7)).await?, None);
    tx.forget_checks(NOW).await?;
    assert_eq!(tx.check("K7M4QX2P", NOW.plus_days(-7)).await?, None);
    Ok(())
});

on_both!(a_secret_is_made_once, async |store| {
    let mut tx = store.begin().await?;
    let secret = tx.secret("codes").await?;
    assert!(secret.len() > 30, "{}", secret.len());
    tx.commit().await?;
    let mut tx = store.begin().await?;
    assert_eq!(tx.secret("codes").await?, secret);
    assert_ne!(tx.secret("something else").await?, secret);
    Ok(())
});

on_both!(
    what_was_advised_is_counted_once_for_each_signal,
    async |store| {
        let mut tx = store.begin().await?;
        let anna = moves_in(&mut tx, "anna").await?;
        let room = RoomKey::wijk(MOERWIJK);
        for (number, id) in [(1, "s1"), (2, "s2")] {
            let signal = NewSignal {
                id,
                number,
                person: &anna,
                wijk: MOERWIJK,
                phenomenon: "nepagent",
                channel: "deur",
                count: None,
                outcome: "poging",
                loss: LossClass::None,
                day: today(),
                room: &room,
                event_id: id,
            };
            tx.add_signal(signal, NOW).await?;
            tx.set_forwarded(id, id).await?;
            tx.advised(id, "aangifte", NOW).await?;
        }
        tx.advised("s1", "aangifte", NOW).await?;
        tx.advised("s1", "bank", NOW).await?;
        let (after, tomorrow) = (NOW.plus_ms(1), NOW.plus_days(1));
        assert_eq!(tx.count_advice("aangifte", NOW, after).await?, 2);
        assert_eq!(tx.count_advice("bank", NOW, after).await?, 1);
        assert_eq!(tx.count_advice("aangifte", after, tomorrow).await?, 0);
        tx.withdraw_signal("s2", NOW).await?;
        assert_eq!(tx.count_advice("aangifte", NOW, after).await?, 1);
        Ok(())
    }
);

on_both!(
    what_others_share_takes_the_place_of_what_they_shared_before,
    async |store| {
        let mut tx = store.begin().await?;
        let of = |phenomenon: &str, least| SharedCount {
            phenomenon: phenomenon.to_owned(),
            least,
            most: least + 3,
        };
        let first = [of("nepagent", 12), of("smishing", 20)];
        assert!(tx.take_shared("Leiden", "2026-10", &first, NOW).await?);
        assert!(
            !tx.take_shared("Leiden", "2026-10", &first, NOW).await?,
            "the same"
        );
        assert_eq!(tx.shared_by("Leiden", "2026-10").await?, first);
        assert!(
            tx.take_shared("Leiden", "2026-10", &[of("nepagent", 13)], NOW)
                .await?
        );
        assert_eq!(
            tx.shared_by("Leiden", "2026-10").await?,
            [of("nepagent", 13)]
        );
        assert!(tx.shared_by("Delft", "2026-10").await?.is_empty());
        Ok(())
    }
);

on_both!(the_published_sets_are_listed_newest_first, async |store| {
    use wijkbode::domain::statistics::Period;
    let mut tx = store.begin().await?;
    let week = Period::week_of(today());
    tx.freeze_statistics(week, &[], NOW).await?;
    tx.freeze_statistics(Period::Year(2026), &[], NOW.plus_days(1))
        .await?;
    let sets = tx.statistic_sets().await?;
    assert_eq!(
        sets,
        [
            ("2026".to_owned(), NOW.plus_days(1)),
            ("2026-W42".to_owned(), NOW)
        ]
    );
    Ok(())
});
