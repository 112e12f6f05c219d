//! Questions in progress: one per person per room.

use wijkbode::domain::people::Role;
use wijkbode::store::QuestionRow;

use super::*;

fn question(person: &str, kind: &str) -> QuestionRow {
    QuestionRow {
        room: RoomKey::wijk(MOERWIJK),
        person: person.to_owned(),
        id: format!("message of {kind}"),
        kind: kind.to_owned(),
        offer: "{}".to_owned(),
        data: "{}".to_owned(),
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
