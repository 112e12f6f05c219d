//! Questions of the signal room to whoever reported a signal.

use wijkbode::domain::signal::LossClass;
use wijkbode::store::{Asked, NewSignal};

use super::*;

/// Anna reports S-1, and Bram asks about it.
async fn bram_asks(tx: &mut Tx) -> anyhow::Result<(String, Asked)> {
    let anna = moves_in(tx, "anna").await?;
    let bram = moves_in(tx, "bram").await?;
    let new = NewSignal {
        id: "$1",
        number: 1,
        person: &anna,
        wijk: MOERWIJK,
        phenomenon: "nepagent",
        channel: "deur",
        count: None,
        outcome: "poging",
        loss: LossClass::None,
        day: today(),
        room: &RoomKey::wijk(MOERWIJK),
        event_id: "$1",
    };
    tx.add_signal(new, NOW).await?;
    let asked = Asked {
        id: "q1".to_owned(),
        signal: "$1".to_owned(),
        question: "aangifte".to_owned(),
        asked_by: bram,
        event_id: "$ja".to_owned(),
        asked_at: NOW,
        expires_at: NOW.plus_days(7),
        message: "m1".to_owned(),
        answer: None,
        answered_at: None,
        answered_by: None,
        told: None,
        ended_at: None,
    };
    tx.add_asked(&asked).await?;
    tx.add_asked(&asked).await?;
    Ok((anna, asked))
}

on_both!(a_question_waits_until_it_is_answered, async |store| {
    let mut tx = store.begin().await?;
    let (anna, asked) = bram_asks(&mut tx).await?;
    assert_eq!(tx.asked("q1").await?, Some(asked.clone()));
    assert_eq!(
        tx.asked_about("$1").await?,
        std::slice::from_ref(&asked),
        "a redo"
    );
    assert_eq!(tx.asked_by_event("$ja").await?, Some(asked.clone()));
    assert_eq!(tx.asked_of(&anna).await?, [asked]);

    let later = NOW.plus_hours(1);
    tx.answer_asked("q1", "ja", "$a", "t1", later).await?;
    let now = tx.asked_answered_by("$a").await?.expect("it is answered");
    assert_eq!(
        (now.answer.as_deref(), now.told.as_deref(), now.ended_at),
        (Some("ja"), Some("t1"), Some(later))
    );
    assert!(tx.asked_of(&anna).await?.is_empty());
    assert!(tx.asked_too_long_ago(NOW.plus_days(8)).await?.is_empty());
    Ok(())
});

on_both!(an_answer_can_be_taken_back_and_given_anew, async |store| {
    let mut tx = store.begin().await?;
    let (anna, asked) = bram_asks(&mut tx).await?;
    tx.answer_asked("q1", "ja", "$a", "t1", NOW).await?;
    tx.reopen_asked("q1").await?;
    assert_eq!(tx.asked_of(&anna).await?, [asked]);
    assert_eq!(tx.asked_answered_by("$a").await?, None);
    tx.answer_asked("q1", "nee", "$b", "t2", NOW).await?;
    let now = tx.asked("q1").await?.expect("it is there");
    assert_eq!(now.answer.as_deref(), Some("nee"));
    Ok(())
});

on_both!(a_question_that_nobody_answers_is_over, async |store| {
    let mut tx = store.begin().await?;
    let (anna, _) = bram_asks(&mut tx).await?;
    assert!(tx.asked_too_long_ago(NOW.plus_days(6)).await?.is_empty());
    let over = NOW.plus_days(7);
    assert_eq!(tx.asked_too_long_ago(over).await?.len(), 1);
    tx.end_asked("q1", over).await?;
    tx.end_asked("q1", over.plus_days(1)).await?;
    assert!(tx.asked_too_long_ago(over).await?.is_empty());
    assert!(tx.asked_of(&anna).await?.is_empty());
    let ended = tx.asked("q1").await?.and_then(|asked| asked.ended_at);
    assert_eq!(ended, Some(over));
    Ok(())
});

on_both!(
    what_was_never_asked_and_what_was_taken_back_waits_no_more,
    async |store| {
        let mut tx = store.begin().await?;
        let (anna, asked) = bram_asks(&mut tx).await?;
        tx.forget_asked("q1").await?;
        assert_eq!(tx.asked("q1").await?, None);
        tx.add_asked(&asked).await?;
        tx.withdraw_signal("$1", NOW).await?;
        assert!(tx.asked_of(&anna).await?.is_empty());
        Ok(())
    }
);
