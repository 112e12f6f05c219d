//! Questions in progress: one per person per room.

use wijkbode::chat::{Class, Outgoing, Text};
use wijkbode::domain::people::Role;
use wijkbode::store::{AnswerRow, NewParcel, ParcelState, QuestionRow};

use super::*;

fn question(person: &str, kind: &str) -> QuestionRow {
    QuestionRow {
        room: RoomKey::wijk(MOERWIJK),
        person: person.to_owned(),
        id: format!("message of {kind}"),
        kind: kind.to_owned(),
        offer: "{}".to_owned(),
        data: "{}".to_owned(),
        words: "Hoeveel?".to_owned(),
        page: 0,
        earlier: None,
        hinted_at: None,
        started_by: format!("$began-{kind}"),
        asked_at: NOW,
        expires_at: NOW.plus_hours(1),
    }
}

async fn asked(tx: &mut Tx, person: &str) -> anyhow::Result<Option<String>> {
    Ok(tx
        .question(&RoomKey::wijk(MOERWIJK), person)
        .await?
        .map(|row| row.kind))
}

on_both!(
    a_new_question_takes_the_place_of_the_old_one,
    async |store| {
        let mut tx = store.begin().await?;
        tx.set_question(&question("anna", "action-which")).await?;
        tx.set_question(&question("anna", "signal-how")).await?;
        tx.set_question(&question("joop", "action-which")).await?;
        assert_eq!(asked(&mut tx, "anna").await?.as_deref(), Some("signal-how"));
        assert_eq!(
            asked(&mut tx, "joop").await?.as_deref(),
            Some("action-which")
        );
        let row = tx
            .question(&RoomKey::wijk(MOERWIJK), "anna")
            .await?
            .expect("it is asked");
        assert_eq!((row.asked_at, row.expires_at), (NOW, NOW.plus_hours(1)));
        assert_eq!(
            (row.id.as_str(), row.started_by.as_str()),
            ("message of signal-how", "$began-signal-how")
        );
        tx.drop_question(&RoomKey::wijk(MOERWIJK), "anna").await?;
        assert_eq!(asked(&mut tx, "anna").await?, None);
        assert_eq!(
            asked(&mut tx, "joop").await?.as_deref(),
            Some("action-which")
        );
        Ok(())
    }
);

on_both!(
    who_loses_a_role_loses_the_forms_that_were_begun_by_it,
    async |store| {
        let mut tx = store.begin().await?;
        let anna = moves_in(&mut tx, "anna").await?;
        let joop = moves_in(&mut tx, "joop").await?;
        for person in [&anna, &joop] {
            tx.give_role(person, Role::Ambassadeur, MOERWIJK, NOW)
                .await?;
            tx.set_question(&question(person, "signal-preview")).await?;
        }
        tx.take_role(&anna, Role::Ambassadeur, MOERWIJK).await?;
        assert_eq!(asked(&mut tx, &anna).await?, None);
        assert!(asked(&mut tx, &joop).await?.is_some());
        tx.close_wijk(MOERWIJK, NOW).await?;
        assert_eq!(asked(&mut tx, &joop).await?, None);
        Ok(())
    }
);

on_both!(
    a_form_ends_when_the_message_that_began_it_goes,
    async |store| {
        let mut tx = store.begin().await?;
        tx.set_question(&question("anna", "signal-how")).await?;
        let (anna, began) = (question("anna", "x").person, "$began-signal-how");
        assert!(!tx.drop_question_begun_by("$other", &anna).await?);
        assert!(!tx.drop_question_begun_by(began, "somebody else").await?);
        assert!(tx.drop_question_begun_by(began, &anna).await?);
        assert_eq!(asked(&mut tx, "anna").await?, None);
        Ok(())
    }
);

on_both!(
    who_leaves_the_programme_is_asked_nothing_more,
    async |store| {
        let mut tx = store.begin().await?;
        let anna = moves_in(&mut tx, "anna").await?;
        tx.set_question(&question(&anna, "signal-how")).await?;
        tx.person_leaves(&anna, NOW).await?;
        assert_eq!(asked(&mut tx, &anna).await?, None);
        Ok(())
    }
);

on_both!(a_question_expires_at_its_moment, async |store| {
    let mut tx = store.begin().await?;
    tx.set_question(&question("anna", "signal-how")).await?;
    let end = NOW.plus_hours(1);
    assert!(tx.expired_questions(end.plus_ms(-1)).await?.is_empty());
    assert_eq!(tx.expired_questions(end).await?.len(), 1);
    Ok(())
});

/// Asks in Moerwijk, with a reaction under the question.
async fn ask_with_tap(tx: &mut Tx, kind: &str) -> anyhow::Result<(String, String)> {
    let room = RoomKey::wijk(MOERWIJK);
    let (question_cause, tap_cause) = (format!("{kind}:1"), format!("{kind}:2"));
    let asked = Outgoing::Say(Text::new("?"));
    let parcel = NewParcel {
        cause: &question_cause,
        room: &room,
        class: Class::Answer,
        what: &asked,
        about: None,
        not_before: NOW,
        caused_at: NOW,
    };
    let id = tx.add_parcel(parcel, NOW).await?;
    let row = QuestionRow {
        id: id.clone(),
        ..question("anna", kind)
    };
    tx.set_question(&row).await?;
    let tap = Outgoing::React {
        target: id.clone(),
        key: "1️⃣".to_owned(),
    };
    let parcel = NewParcel {
        cause: &tap_cause,
        room: &room,
        class: Class::Tap,
        what: &tap,
        about: None,
        not_before: NOW,
        caused_at: NOW,
    };
    let tap = tx.add_parcel(parcel, NOW).await?;
    Ok((id, tap))
}

on_both!(
    the_reactions_under_a_question_go_with_it_when_nobody_tried_to_send_them,
    async |store| {
        let mut tx = store.begin().await?;
        let (id, tap) = ask_with_tap(&mut tx, "action-which").await?;
        tx.drop_question(&RoomKey::wijk(MOERWIJK), "anna").await?;
        let state = tx.parcel(&tap).await?.expect("it is there").state;
        assert_eq!(state, ParcelState::Cancelled);
        let asked = tx.parcel(&id).await?.expect("it is there").state;
        assert_eq!(asked, ParcelState::Pending, "the question itself goes out");

        let (_, tap) = ask_with_tap(&mut tx, "signal-guess").await?;
        tx.begin_sending(&tap, "DEVICE", NOW).await?;
        tx.drop_question(&RoomKey::wijk(MOERWIJK), "anna").await?;
        let state = tx.parcel(&tap).await?.expect("it is there").state;
        assert_eq!(state, ParcelState::Sending);
        Ok(())
    }
);

fn answer(event_id: &str, kind: &str) -> AnswerRow {
    AnswerRow {
        event_id: event_id.to_owned(),
        seq: 0,
        room: RoomKey::wijk(MOERWIJK),
        person: "anna".to_owned(),
        started_by: "$began".to_owned(),
        kind: kind.to_owned(),
        offer: "\"count\"".to_owned(),
        data: "{}".to_owned(),
        words: "Hoeveel?".to_owned(),
        answer: "\"yes\"".to_owned(),
        at: NOW,
    }
}

on_both!(
    answers_of_a_form_are_taken_back_from_the_newest,
    async |store| {
        let mut tx = store.begin().await?;
        for (event_id, kind) in [("$1", "which"), ("$2", "how-many"), ("$3", "money")] {
            tx.add_answer(&answer(event_id, kind)).await?;
        }
        let second = tx
            .answer_of_event("$2", "anna")
            .await?
            .expect("it is there");
        assert_eq!(second.kind, "how-many");
        assert!(tx.answer_of_event("$2", "joop").await?.is_none());
        tx.drop_answers_from("$began", "anna", second.seq).await?;
        let newest = tx.newest_answer("$began", "anna").await?;
        assert_eq!(newest.map(|row| row.kind).as_deref(), Some("which"));
        // The same message again is the newest answer, corrected.
        let corrected = AnswerRow {
            answer: "\"no\"".to_owned(),
            ..answer("$1", "which")
        };
        tx.add_answer(&corrected).await?;
        let newest = tx
            .newest_answer("$began", "anna")
            .await?
            .expect("it is there");
        assert_eq!(newest.answer, "\"no\"");
        tx.expire_answers(NOW.plus_ms(1)).await?;
        assert!(tx.newest_answer("$began", "anna").await?.is_none());
        Ok(())
    }
);

on_both!(
    a_form_is_open_while_its_question_waits_and_its_hint_is_given_once,
    async |store| {
        let mut tx = store.begin().await?;
        let room = RoomKey::wijk(MOERWIJK);
        tx.set_question(&question("anna", "signal-how")).await?;
        assert!(tx.is_form_open("$began-signal-how").await?);
        assert!(!tx.is_form_open("$began-another").await?);
        tx.mark_question_hinted(&room, "anna", NOW).await?;
        let row = tx.question(&room, "anna").await?.expect("it is asked");
        assert_eq!(row.hinted_at, Some(NOW));
        tx.drop_question(&room, "anna").await?;
        assert!(!tx.is_form_open("$began-signal-how").await?);
        Ok(())
    }
);
