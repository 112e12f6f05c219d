//! The month of an ambassadeur: answers, pauses, goals, credit for what was done together, and what was said unasked.

use wijkbode::domain::signal::LossClass;
use wijkbode::domain::time::Month;
use wijkbode::store::{Credit, NewAction, NewAnswer, NewGoal, NewSignal, Plan, Round};

use super::*;

fn november() -> Month {
    Month::read("2026-11").expect("a month")
}

fn action<'a>(id: &'a str, person: &'a str, kind: &'a str) -> NewAction<'a> {
    NewAction {
        id,
        person,
        wijk: MOERWIJK,
        kind,
        reach: None,
        audience: None,
        day: today(),
        event_id: id,
        answer: None,
    }
}

on_both!(
    a_question_of_a_month_is_kept_and_its_rounds_end,
    async |store| {
        let mut tx = store.begin().await?;
        tx.add_month_question(MOERWIJK, november(), &["a", "b", "c"], NOW)
            .await?;
        let question = tx
            .month_question(MOERWIJK, november())
            .await?
            .expect("it is kept");
        assert_eq!(question.ideas(), ["a", "b", "c"]);
        assert_eq!(tx.month_questions_before(Round::Reminder).await?.len(), 1);
        tx.end_round(&question, Round::Reminder, NOW).await?;
        assert!(tx.month_questions_before(Round::Reminder).await?.is_empty());
        assert_eq!(tx.month_questions_before(Round::FollowUp).await?.len(), 1);
        Ok(())
    }
);

on_both!(
    the_newest_answer_counts_and_can_be_taken_back,
    async |store| {
        let mut tx = store.begin().await?;
        let anna = moves_in(&mut tx, "anna").await?;
        let idea = Plan::Idea("koffie-een-truc".to_owned());
        for (wijk, plan, event_id, at) in [
            (MOERWIJK, &idea, "$1", NOW),
            ("", &Plan::Nothing, "$2", NOW.plus_hours(1)),
        ] {
            let answer = NewAnswer {
                person: &anna,
                wijk,
                month: november(),
                plan,
                event_id,
            };
            tx.answer_month(&answer, at).await?;
        }
        assert_eq!(
            tx.month_answer(&anna, november()).await?,
            Some(Plan::Nothing)
        );
        assert!(
            !tx.take_month_answer_back("$2", "joop").await?,
            "not another's"
        );
        assert!(tx.take_month_answer_back("$2", &anna).await?);
        assert_eq!(tx.month_answer(&anna, november()).await?, Some(idea));
        tx.forget_month_answers(november().next()).await?;
        assert_eq!(tx.month_answer(&anna, november()).await?, None);
        Ok(())
    }
);

on_both!(a_pause_lasts_until_its_day, async |store| {
    let mut tx = store.begin().await?;
    let anna = moves_in(&mut tx, "anna").await?;
    let until = read_day("2026-11-01").expect("a day");
    tx.set_pause(&anna, until, "$1").await?;
    assert_eq!(tx.paused_until(&anna, today()).await?, Some(until));
    assert_eq!(tx.paused_until(&anna, until).await?, None);
    assert!(tx.pauses_over(today()).await?.is_empty());
    assert_eq!(tx.pauses_over(until).await?, std::slice::from_ref(&anna));
    assert!(tx.take_pause_back("$1", &anna).await?);
    assert!(!tx.end_pause(&anna).await?);
    Ok(())
});

on_both!(a_goal_of_a_wijk_counts_once_it_is_agreed, async |store| {
    let mut tx = store.begin().await?;
    let anna = moves_in(&mut tx, "anna").await?;
    let goal = |id, wijk, agreed| NewGoal {
        id,
        person: &anna,
        wijk,
        kind: Some("flyers"),
        target: 3,
        from: today(),
        until: today(),
        event_id: id,
        agreed,
    };
    tx.add_goal(&goal("$1", "", true), NOW).await?;
    tx.add_goal(&goal("$2", MOERWIJK, false), NOW).await?;
    assert_eq!(
        tx.own_goal(&anna).await?.map(|goal| goal.id).as_deref(),
        Some("$1")
    );
    assert_eq!(tx.goal_of_wijk(MOERWIJK).await?, None);
    tx.set_goal_asked("$2", "asked").await?;
    tx.agree_to_goal("$2", NOW).await?;
    assert_eq!(
        tx.goal_of_wijk(MOERWIJK)
            .await?
            .map(|goal| goal.id)
            .as_deref(),
        Some("$2")
    );
    assert_eq!(tx.goals().await?.len(), 2);
    tx.end_goal("$2", NOW).await?;
    assert_eq!(tx.goal_of_event("$2").await?, None);
    tx.forget_goals(NOW.plus_hours(1)).await?;
    assert_eq!(tx.goal("$2").await?, None);
    Ok(())
});

on_both!(
    what_two_did_together_is_to_the_credit_of_both,
    async |store| {
        let mut tx = store.begin().await?;
        let (anna, joop) = (
            moves_in(&mut tx, "anna").await?,
            moves_in(&mut tx, "joop").await?,
        );
        tx.add_action(action("$1", &anna, "flyers"), NOW).await?;
        tx.add_action(action("$2", &anna, "geen-actie"), NOW)
            .await?;
        tx.add_partner("$1", &joop, "asked").await?;
        assert!(
            tx.actions_of(&joop).await?.is_empty(),
            "not before joop says so"
        );
        assert!(!tx.has_acted(&joop, november(), NOW).await?);
        let partner = tx.partner("$1", &joop).await?.expect("joop was asked");
        tx.partner_agrees(&partner, "$tap", NOW).await?;
        assert_eq!(tx.actions_of(&joop).await?.len(), 1);
        assert!(tx.has_acted(&joop, november(), NOW).await?);
        let mut both = vec![
            Credit {
                person: anna.clone(),
                actions: 1,
            },
            Credit {
                person: joop.clone(),
                actions: 1,
            },
        ];
        both.sort_by(|a, b| a.person.cmp(&b.person));
        assert_eq!(tx.credits(1).await?, both);
        assert_eq!(
            tx.take_agreement_back("$tap", &joop).await?.as_deref(),
            Some("$1")
        );
        assert!(tx.actions_of(&joop).await?.is_empty());
        assert_eq!(tx.partners("$1").await?.len(), 1);
        tx.partner_declines("$1", &joop).await?;
        assert!(tx.partners("$1").await?.is_empty());
        tx.withdraw_action("$1", NOW).await?;
        assert!(tx.credits(1).await?.is_empty());
        Ok(())
    }
);

on_both!(
    unasked_messages_notes_and_thanks_are_kept_once,
    async |store| {
        let mut tx = store.begin().await?;
        let anna = moves_in(&mut tx, "anna").await?;
        let room = RoomKey::private(&anna);
        for _ in 0..2 {
            tx.add_unasked("p1", &room, november(), "rhythm").await?;
            tx.add_note("n1", &anna, "Fijn dat u er weer bent!", NOW)
                .await?;
        }
        assert_eq!(tx.unasked_in(&room, november()).await?, ["rhythm"]);
        assert!(tx.unasked_in(&room, november().next()).await?.is_empty());
        tx.forget_unasked(november().next()).await?;
        assert!(tx.unasked_in(&room, november()).await?.is_empty());
        assert_eq!(tx.notes_for(&anna).await?.len(), 1);
        assert_eq!(tx.people_with_notes().await?, std::slice::from_ref(&anna));
        tx.forget_notes(NOW).await?;
        assert_eq!(tx.notes_for(&anna).await?.len(), 1, "not older than that");
        tx.drop_notes_for(&anna).await?;
        assert!(tx.notes_for(&anna).await?.is_empty());
        tx.add_note("n2", &anna, "Dank u wel!", NOW).await?;
        tx.person_leaves(&anna, NOW).await?;
        assert!(tx.people_with_notes().await?.is_empty());
        assert!(tx.thank(&anna, 3).await?);
        assert!(!tx.thank(&anna, 3).await?);
        Ok(())
    }
);

on_both!(
    what_somebody_reported_is_theirs_without_what_was_taken_back,
    async |store| {
        let mut tx = store.begin().await?;
        let anna = moves_in(&mut tx, "anna").await?;
        let room = RoomKey::wijk(MOERWIJK);
        for (id, number) in [("$1", 1), ("$2", 2)] {
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
        }
        tx.withdraw_signal("$2", NOW).await?;
        let numbers: Vec<_> = tx
            .signals_of_person(&anna)
            .await?
            .iter()
            .map(|signal| signal.number)
            .collect();
        assert_eq!(numbers, [1]);
        Ok(())
    }
);
