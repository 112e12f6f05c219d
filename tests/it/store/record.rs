//! What else is kept of a signal: details, its course, sightings, and what tells of the same event.

use wijkbode::domain::people::Role;
use wijkbode::domain::signal::{Details, LossClass, Sighting, SignalState};
use wijkbode::store::{NewSignal, Sightings, SignalStep};

use super::*;

const LAAK: &str = "WK051838";

/// Somebody reports a nepagent on a day of October; it is forwarded.
async fn report(tx: &mut Tx, id: &str, who: &str, wijk: &str, day: u32) -> anyhow::Result<()> {
    let person = moves_in(tx, who).await?;
    let number = tx.next_number("signal").await?;
    let signal = NewSignal {
        id,
        number,
        person: &person,
        wijk,
        phenomenon: "nepagent",
        channel: "deur",
        count: None,
        outcome: "poging",
        loss: LossClass::None,
        day: NaiveDate::from_ymd_opt(2026, 10, day).unwrap(),
        room: &RoomKey::wijk(wijk),
        event_id: id,
    };
    tx.add_signal(signal, NOW).await?;
    tx.set_forwarded(id, "card").await
}

async fn three_of_one_event(tx: &mut Tx) -> anyhow::Result<()> {
    report(tx, "$1", "anna", MOERWIJK, 14).await?;
    report(tx, "$2", "joop", LAAK, 14).await?;
    report(tx, "$3", "anna", MOERWIJK, 14).await?;
    tx.set_merged("$2", Some("$1")).await?;
    tx.set_merged("$3", Some("$1")).await
}

fn ids(signals: &[wijkbode::store::Signal]) -> Vec<&str> {
    signals.iter().map(|signal| signal.id.as_str()).collect()
}

on_both!(
    details_are_kept_and_replaced_and_the_signal_stays,
    async |store| {
        let mut tx = store.begin().await?;
        report(&mut tx, "$1", "anna", MOERWIJK, 14).await?;
        assert_eq!(tx.details("$1").await?, Details::default());
        let known = Details {
            variant: Some("haalt-geld-op".to_owned()),
            day_part: Some("middag".to_owned()),
            audience: Some("ouderen".to_owned()),
            place: Some("woning".to_owned()),
            aangifte_done: true,
            also: vec!["bankhelpdeskfraude".to_owned(), "smishing".to_owned()],
        };
        tx.set_details("$1", &known).await?;
        assert_eq!(tx.details("$1").await?, known);
        let less = Details {
            also: vec!["smishing".to_owned()],
            ..Details::default()
        };
        tx.set_details("$1", &less).await?;
        assert_eq!(tx.details("$1").await?, less);
        assert_eq!(tx.details("$nothing").await?, Details::default());
        let signal = tx.signal("$1").await?.expect("it is kept");
        assert_eq!(signal.phenomenon, "nepagent");
        Ok(())
    }
);

on_both!(
    the_course_tells_each_step_with_its_role_and_since_when,
    async |store| {
        let mut tx = store.begin().await?;
        report(&mut tx, "$1", "anna", MOERWIJK, 14).await?;
        let bram = moves_in(&mut tx, "bram").await?;
        let step = |event: &str, state| SignalStep {
            signal: "$1".to_owned(),
            event_id: event.to_owned(),
            state,
            handling: None,
            person: bram.clone(),
            role: Some(Role::Wijkagent),
            told: "told".to_owned(),
        };
        let taken_on = step("$b", SignalState::InProgress);
        tx.step_signal(&step("$a", SignalState::Seen), NOW).await?;
        tx.step_signal(&taken_on, NOW.plus_days(1)).await?;
        // Further than this already.
        tx.step_signal(&step("$c", SignalState::Seen), NOW.plus_days(2))
            .await?;
        let signal = tx.signal("$1").await?.expect("it is kept");
        assert_eq!(
            (signal.state, signal.state_at),
            (SignalState::InProgress, Some(NOW.plus_days(1)))
        );
        let course = tx.course_of_signal("$1").await?;
        let states: Vec<_> = course.iter().map(|step| (step.state, step.role)).collect();
        let by_agent = |state| (state, Some(Role::Wijkagent));
        assert_eq!(
            states,
            [
                by_agent(SignalState::Seen),
                by_agent(SignalState::InProgress),
                by_agent(SignalState::Seen)
            ]
        );
        tx.take_step_back(&taken_on, NOW.plus_days(3)).await?;
        assert_eq!(tx.course_of_signal("$1").await?.len(), 2);
        let signal = tx.signal("$1").await?.expect("it is kept");
        assert_eq!(signal.state_at, Some(NOW.plus_days(2)));
        Ok(())
    }
);

on_both!(
    warned_goes_before_in_progress_and_closed_before_both,
    async |store| {
        let mut tx = store.begin().await?;
        report(&mut tx, "$1", "anna", MOERWIJK, 14).await?;
        let mut states = SignalState::ALL.to_vec();
        states.reverse();
        for (minute, state) in (0..).zip(states) {
            let step = SignalStep {
                signal: "$1".to_owned(),
                event_id: format!("${}", state.key()),
                state,
                handling: None,
                person: "bram".to_owned(),
                role: None,
                told: "told".to_owned(),
            };
            tx.step_signal(&step, NOW.plus_minutes(minute)).await?;
        }
        for expected in SignalState::ALL.iter().rev() {
            let signal = tx.signal("$1").await?.expect("it is kept");
            assert_eq!(signal.state, *expected);
            let event = format!("${}", expected.key());
            let steps = tx.steps_of_event(&event).await?;
            tx.take_step_back(&steps[0], NOW).await?;
        }
        let signal = tx.signal("$1").await?.expect("it is kept");
        assert_eq!((signal.state, signal.state_at), (SignalState::New, None));
        Ok(())
    }
);

on_both!(
    sightings_count_people_once_and_no_reporters,
    async |store| {
        let mut tx = store.begin().await?;
        three_of_one_event(&mut tx).await?;
        let kees = moves_in(&mut tx, "kees").await?;
        let (anna, joop) = (
            moves_in(&mut tx, "anna").await?,
            moves_in(&mut tx, "joop").await?,
        );
        let too = Sighting::SawItToo;
        // Kees taps below two reports of the event; the reporters of one tap below another.
        tx.add_sighting("$t1", "$1", &kees, too, NOW).await?;
        tx.add_sighting("$t1", "$1", &kees, too, NOW).await?;
        tx.add_sighting("$t2", "$2", &kees, too, NOW).await?;
        tx.add_sighting("$t3", "$2", &anna, too, NOW).await?;
        tx.add_sighting("$t4", "$1", &joop, Sighting::NotRight, NOW)
            .await?;
        let one = Sightings {
            saw_it_too: 1,
            not_right: 0,
        };
        assert_eq!(tx.sightings("$1").await?, one);

        // Another person cannot take the tap back, and its owner only once.
        assert_eq!(tx.take_sighting_back("$t1", &anna, NOW).await?, None);
        let taken = tx.take_sighting_back("$t1", &kees, NOW).await?;
        assert_eq!(taken.as_deref(), Some("$1"));
        assert_eq!(tx.take_sighting_back("$t1", &kees, NOW).await?, None);
        assert_eq!(tx.sightings("$1").await?, one, "the other tap still counts");
        tx.take_sighting_back("$t2", &kees, NOW).await?;
        assert_eq!(tx.sightings("$1").await?, Sightings::default());

        // By itself, what Joop says of Anna's report counts.
        tx.set_merged("$2", None).await?;
        let not_right = Sightings {
            saw_it_too: 0,
            not_right: 1,
        };
        assert_eq!(tx.sightings("$1").await?, not_right);
        Ok(())
    }
);

on_both!(what_is_one_event_counts_and_waits_once, async |store| {
    let mut tx = store.begin().await?;
    three_of_one_event(&mut tx).await?;
    assert_eq!(
        ids(&tx.signals_together("$1").await?),
        ["$1", "$2", "$3"],
        "oldest first"
    );
    assert_eq!(ids(&tx.open_signals().await?), ["$1"]);
    let before = NOW.plus_ms(-1);
    assert_eq!(ids(&tx.signals_between(before, NOW).await?), ["$1"]);
    let counts = tx.count_signals("2026-10-01", "2026-10-31").await?;
    let counts: Vec<_> = counts
        .iter()
        .map(|count| (count.wijk.as_str(), count.signals))
        .collect();
    assert_eq!(counts, [(MOERWIJK, 1)]);

    tx.set_merged("$3", None).await?;
    tx.withdraw_signal("$2", NOW).await?;
    assert_eq!(ids(&tx.signals_together("$1").await?), ["$1"]);
    assert_eq!(ids(&tx.open_signals().await?), ["$1", "$3"]);
    Ok(())
});

on_both!(
    signals_are_compared_once_with_the_first_around_their_day,
    async |store| {
        let mut tx = store.begin().await?;
        for (id, wijk, day) in [("$1", MOERWIJK, 1), ("$2", LAAK, 14), ("$3", MOERWIJK, 20)] {
            report(&mut tx, id, "anna", wijk, day).await?;
        }
        report(&mut tx, "$4", "joop", MOERWIJK, 20).await?;
        let day = |day| NaiveDate::from_ymd_opt(2026, 10, day).unwrap();
        let fourth = tx.signal("$4").await?.expect("it is kept");
        let like = async |tx: &mut Tx, wijk, from, to| -> anyhow::Result<Option<String>> {
            let found = tx.first_like(&fourth, wijk, day(from), day(to)).await?;
            Ok(found.map(|signal| signal.id))
        };
        let found = like(&mut tx, MOERWIJK, 1, 20).await?;
        assert_eq!(found.as_deref(), Some("$1"), "both days are in it");
        let found = like(&mut tx, MOERWIJK, 2, 20).await?;
        assert_eq!(found.as_deref(), Some("$3"));
        let found = like(&mut tx, LAAK, 1, 20).await?;
        assert_eq!(found.as_deref(), Some("$2"), "that wijk only");
        assert_eq!(like(&mut tx, LAAK, 15, 20).await?, None);

        let before = NOW.plus_ms(-1);
        assert_eq!(
            ids(&tx.signals_to_compare(before).await?),
            ["$4", "$3", "$2", "$1"],
            "newest first"
        );
        assert!(tx.signals_to_compare(NOW).await?.is_empty(), "too long ago");
        tx.mark_compared("$1", NOW).await?;
        tx.set_merged("$3", Some("$2")).await?;
        assert_eq!(ids(&tx.signals_to_compare(before).await?), ["$4", "$2"]);
        assert_eq!(
            like(&mut tx, MOERWIJK, 2, 20).await?,
            None,
            "merged, and itself"
        );
        Ok(())
    }
);

on_both!(the_managers_hear_of_a_late_signal_once, async |store| {
    let mut tx = store.begin().await?;
    report(&mut tx, "$1", "anna", MOERWIJK, 14).await?;
    assert!(tx.mark_escalated("$1", NOW).await?);
    assert!(!tx.mark_escalated("$1", NOW.plus_days(1)).await?);

    let step = SignalStep {
        signal: "$1".to_owned(),
        event_id: "$seen".to_owned(),
        state: SignalState::Seen,
        handling: None,
        person: "bram".to_owned(),
        role: None,
        told: "told".to_owned(),
    };
    tx.step_signal(&step, NOW.plus_days(2)).await?;
    assert!(
        tx.mark_escalated("$1", NOW.plus_days(9)).await?,
        "the next term is another one"
    );
    Ok(())
});
