//! What goes out: once each, in order, one at a time per room.

use wijkbode::chat::Class;
use wijkbode::store::{NewParcel, OutboxRow, ParcelState, Trouble};

use super::*;

const PHONE: &str = "DEVICE";

fn moerwijk() -> RoomKey {
    RoomKey::wijk(MOERWIJK)
}

/// Something to say or do from now on, with its body as its cause.
async fn add(
    tx: &mut Tx,
    room: &RoomKey,
    class: Class,
    what: &Outgoing,
    cause: &str,
) -> anyhow::Result<String> {
    tx.add_parcel(
        NewParcel {
            cause,
            room,
            class,
            what,
            about: None,
            not_before: NOW,
            caused_at: NOW,
        },
        NOW,
    )
    .await
}

async fn answer(tx: &mut Tx, room: &RoomKey, body: &str) -> anyhow::Result<String> {
    add(tx, room, Class::Answer, &say(body), body).await
}

/// The causes of what goes now, one after the other, until nothing may go.
async fn send_all(tx: &mut Tx) -> anyhow::Result<Vec<String>> {
    let mut sent = Vec::new();
    while let Some(row) = tx.next_parcel(NOW).await? {
        sent.push(said(&row));
        tx.begin_sending(&row.id, PHONE, NOW).await?;
        tx.parcel_sent(&row.id, Some(&format!("$of-{}", row.id)))
            .await?;
    }
    Ok(sent)
}

/// What a parcel says, or the kind of what it does.
fn said(row: &OutboxRow) -> String {
    match row
        .what()
        .expect("it can be read")
        .expect("it has not been sent")
    {
        Outgoing::Say(text) | Outgoing::Edit { text, .. } => text.body,
        other => other.kind().to_owned(),
    }
}

async fn next(tx: &mut Tx) -> anyhow::Result<Option<String>> {
    Ok(tx.next_parcel(NOW).await?.as_ref().map(said))
}

async fn state(tx: &mut Tx, id: &str) -> anyhow::Result<ParcelState> {
    Ok(tx.parcel(id).await?.expect("it is there").state)
}

on_both!(the_same_cause_says_nothing_twice, async |store| {
    let mut tx = store.begin().await?;
    open_room(&mut tx, &moerwijk()).await?;
    let first = add(
        &mut tx,
        &moerwijk(),
        Class::Answer,
        &say("hallo"),
        "cmd:$1:1",
    )
    .await?;
    let again = add(
        &mut tx,
        &moerwijk(),
        Class::Answer,
        &say("hallo"),
        "cmd:$1:1",
    )
    .await?;
    assert_eq!(first, again);
    assert_eq!(send_all(&mut tx).await?, ["hallo"]);
    add(
        &mut tx,
        &moerwijk(),
        Class::Answer,
        &say("hallo"),
        "cmd:$1:1",
    )
    .await?;
    assert_eq!(next(&mut tx).await?, None, "also not after it was sent");
    Ok(())
});

on_both!(a_parcel_comes_back_as_it_was_put_in, async |store| {
    let mut tx = store.begin().await?;
    open_room(&mut tx, &RoomKey::signal()).await?;
    let (room, what) = (RoomKey::signal(), say("S-1"));
    let new = NewParcel {
        cause: "c",
        room: &room,
        class: Class::Notice,
        what: &what,
        about: Some("signal:1"),
        not_before: NOW,
        caused_at: NOW,
    };
    let id = tx.add_parcel(new, NOW).await?;
    let row = tx.parcel(&id).await?.expect("it is there");
    assert_eq!(
        (row.room, row.class, row.kind.as_str()),
        (RoomKey::signal(), Class::Notice, "say")
    );
    assert_eq!(
        (row.about.as_deref(), row.room_id.as_deref()),
        (Some("signal:1"), Some("!signaal"))
    );
    assert_eq!(
        (row.state, row.attempts, row.first_try_at, row.event_id),
        (ParcelState::Pending, 0, None, None)
    );
    Ok(())
});

on_both!(urgent_words_go_first_and_taps_last, async |store| {
    let mut tx = store.begin().await?;
    open_room(&mut tx, &moerwijk()).await?;
    for class in [
        Class::Tap,
        Class::Notice,
        Class::Prompt,
        Class::Outcome,
        Class::Answer,
        Class::Urgent,
    ] {
        add(&mut tx, &moerwijk(), class, &say(class.key()), class.key()).await?;
    }
    answer(&mut tx, &moerwijk(), "a later answer").await?;
    let order = [
        "urgent",
        "answer",
        "a later answer",
        "outcome",
        "prompt",
        "notice",
        "tap",
    ];
    assert_eq!(send_all(&mut tx).await?, order);
    Ok(())
});

on_both!(
    a_room_gets_one_message_at_a_time_and_rooms_do_not_wait_for_each_other,
    async |store| {
        let mut tx = store.begin().await?;
        open_room(&mut tx, &moerwijk()).await?;
        open_room(&mut tx, &RoomKey::signal()).await?;
        let first = answer(&mut tx, &moerwijk(), "1").await?;
        add(&mut tx, &moerwijk(), Class::Urgent, &say("112"), "112").await?;
        answer(&mut tx, &RoomKey::signal(), "elsewhere").await?;
        tx.begin_sending(&first, PHONE, NOW).await?;
        assert_eq!(
            next(&mut tx).await?.as_deref(),
            Some("elsewhere"),
            "urgent words wait for what is under way"
        );
        tx.parcel_sent(&first, Some("$1")).await?;
        assert_eq!(next(&mut tx).await?.as_deref(), Some("112"));
        Ok(())
    }
);

on_both!(
    a_retry_that_rests_holds_its_room_up_except_for_urgent_words,
    async |store| {
        let mut tx = store.begin().await?;
        open_room(&mut tx, &moerwijk()).await?;
        let first = answer(&mut tx, &moerwijk(), "1").await?;
        answer(&mut tx, &moerwijk(), "2").await?;
        tx.begin_sending(&first, PHONE, NOW).await?;
        let later = NOW.plus_minutes(1);
        tx.parcel_later(&first, later, "timeout").await?;
        assert_eq!(next(&mut tx).await?, None);
        assert_eq!(tx.next_parcel_at(NOW).await?, Some(later));
        add(&mut tx, &moerwijk(), Class::Urgent, &say("112"), "112").await?;
        assert_eq!(send_all(&mut tx).await?, ["112"]);
        assert_eq!(
            tx.next_parcel(later).await?.as_ref().map(said).as_deref(),
            Some("1")
        );
        Ok(())
    }
);

on_both!(what_waits_for_the_morning_holds_nothing_up, async |store| {
    let mut tx = store.begin().await?;
    open_room(&mut tx, &moerwijk()).await?;
    assert_eq!(tx.next_parcel_at(NOW).await?, None);
    let (room, what, morning) = (moerwijk(), say("prompt"), NOW.plus_hours(10));
    let prompt = NewParcel {
        cause: "p",
        room: &room,
        class: Class::Prompt,
        what: &what,
        about: None,
        not_before: morning,
        caused_at: NOW,
    };
    tx.add_parcel(prompt, NOW).await?;
    answer(&mut tx, &moerwijk(), "now").await?;
    assert_eq!(send_all(&mut tx).await?, ["now"]);
    assert_eq!(tx.next_parcel_at(NOW).await?, Some(morning));
    assert_eq!(
        tx.next_parcel(morning).await?.as_ref().map(said).as_deref(),
        Some("prompt")
    );
    Ok(())
});

on_both!(an_edit_waits_until_its_message_was_sent, async |store| {
    let mut tx = store.begin().await?;
    for key in [moerwijk(), RoomKey::signal()] {
        open_room(&mut tx, &key).await?;
    }
    let card = add(
        &mut tx,
        &RoomKey::signal(),
        Class::Notice,
        &say("card"),
        "card",
    )
    .await?;
    let edit = Outgoing::Edit {
        target: card.clone(),
        text: Text::new("new card"),
    };
    // An answer's class goes before a notice's, and still not before its own message.
    let edit = add(&mut tx, &RoomKey::signal(), Class::Answer, &edit, "edit").await?;
    tx.begin_sending(&card, PHONE, NOW).await?;
    assert_eq!(next(&mut tx).await?, None);
    tx.parcel_sent(&card, Some("$card")).await?;
    assert_eq!(
        tx.parcel(&edit)
            .await?
            .and_then(|row| row.target_event)
            .as_deref(),
        Some("$card")
    );
    assert_eq!(send_all(&mut tx).await?, ["new card"]);
    Ok(())
});

on_both!(
    what_is_about_an_event_of_somebody_else_goes_at_once,
    async |store| {
        let mut tx = store.begin().await?;
        open_room(&mut tx, &moerwijk()).await?;
        let tap = Outgoing::React {
            target: "$hers".to_owned(),
            key: "👍".to_owned(),
        };
        let id = add(&mut tx, &moerwijk(), Class::Tap, &tap, "tap").await?;
        assert_eq!(
            tx.parcel(&id)
                .await?
                .and_then(|row| row.target_event)
                .as_deref(),
            Some("$hers")
        );
        assert_eq!(send_all(&mut tx).await?, ["react"]);
        Ok(())
    }
);

on_both!(
    what_is_about_a_message_that_never_went_out_goes_nowhere,
    async |store| {
        let mut tx = store.begin().await?;
        open_room(&mut tx, &moerwijk()).await?;
        let cancelled = answer(&mut tx, &moerwijk(), "cancelled").await?;
        let parked = answer(&mut tx, &moerwijk(), "parked").await?;
        let redact = |target: &String| Outgoing::Redact {
            target: target.clone(),
        };
        let of_cancelled = add(
            &mut tx,
            &moerwijk(),
            Class::Answer,
            &redact(&cancelled),
            "r1",
        )
        .await?;
        let of_parked = add(&mut tx, &moerwijk(), Class::Answer, &redact(&parked), "r2").await?;
        assert!(tx.cancel_parcel(&cancelled).await?);
        tx.park_parcel(&parked, "refused").await?;
        tx.cancel_orphans().await?;
        assert_eq!(state(&mut tx, &of_cancelled).await?, ParcelState::Cancelled);
        assert_eq!(
            state(&mut tx, &of_parked).await?,
            ParcelState::Pending,
            "a person may still send the parked one"
        );
        tx.expire_parcels(NOW.plus_days(1)).await?;
        tx.cancel_orphans().await?;
        assert_eq!(
            state(&mut tx, &of_parked).await?,
            ParcelState::Cancelled,
            "now nobody can"
        );
        Ok(())
    }
);

on_both!(
    nothing_is_said_in_a_room_in_trouble_and_work_on_it_goes_on,
    async |store| {
        let mut tx = store.begin().await?;
        open_room(&mut tx, &RoomKey::signal()).await?;
        answer(&mut tx, &RoomKey::signal(), "card").await?;
        let remove = Outgoing::Remove {
            user: "@stranger:example.org".to_owned(),
        };
        add(&mut tx, &RoomKey::signal(), Class::Work, &remove, "remove").await?;
        tx.set_trouble(&RoomKey::signal(), Some(Trouble::Stranger))
            .await?;
        assert_eq!(send_all(&mut tx).await?, ["remove"]);
        tx.set_trouble(&RoomKey::signal(), None).await?;
        assert_eq!(send_all(&mut tx).await?, ["card"]);
        Ok(())
    }
);

on_both!(a_room_that_is_not_made_yet_is_made_first, async |store| {
    let mut tx = store.begin().await?;
    tx.set_room(&room(&moerwijk(), None)).await?;
    answer(&mut tx, &moerwijk(), "welkom").await?;
    let alias = "wijkbode-moerwijk".to_owned();
    let make = Outgoing::MakeRoom {
        alias,
        name: "Moerwijk".to_owned(),
        topic: String::new(),
        space: false,
    };
    let make = add(&mut tx, &moerwijk(), Class::Work, &make, "make").await?;
    assert!(tx.is_work_waiting(&moerwijk(), "room").await?);
    assert!(!tx.is_work_waiting(&moerwijk(), "rename").await?);
    assert_eq!(next(&mut tx).await?.as_deref(), Some("room"));
    tx.begin_sending(&make, PHONE, NOW).await?;
    assert!(
        tx.is_work_waiting(&moerwijk(), "room").await?,
        "under way is not done"
    );
    tx.set_room_id(&moerwijk(), Some("!new")).await?;
    tx.parcel_sent(&make, None).await?;
    assert!(!tx.is_work_waiting(&moerwijk(), "room").await?);
    assert_eq!(send_all(&mut tx).await?, ["welkom"]);
    Ok(())
});

on_both!(after_a_crash_the_same_parcel_goes_again, async |store| {
    let mut tx = store.begin().await?;
    open_room(&mut tx, &moerwijk()).await?;
    let id = answer(&mut tx, &moerwijk(), "hallo").await?;
    tx.begin_sending(&id, PHONE, NOW).await?;
    assert_eq!(next(&mut tx).await?, None);
    tx.resume_sending(PHONE, NOW.plus_hours(1)).await?;
    let again = tx.next_parcel(NOW).await?.expect("it goes again");
    assert_eq!((again.id.as_str(), again.attempts), (id.as_str(), 1));
    assert_eq!(
        (again.first_try_at, again.device_id.as_deref()),
        (Some(NOW), Some(PHONE))
    );
    // What another device was sending may still be under way: it rests a while.
    tx.begin_sending(&id, PHONE, NOW).await?;
    let later = NOW.plus_minutes(1);
    tx.resume_sending("NEW DEVICE", later).await?;
    assert_eq!(next(&mut tx).await?, None);
    assert!(tx.next_parcel(later).await?.is_some());
    tx.begin_sending(&id, "NEW DEVICE", NOW.plus_hours(1))
        .await?;
    assert_eq!(
        tx.parcel(&id).await?.and_then(|row| row.first_try_at),
        Some(NOW),
        "the first try stays the first"
    );
    Ok(())
});

on_both!(
    a_message_whose_echo_came_in_was_sent_whatever_the_request_said,
    async |store| {
        let mut tx = store.begin().await?;
        open_room(&mut tx, &moerwijk()).await?;
        let id = answer(&mut tx, &moerwijk(), "hallo").await?;
        tx.begin_sending(&id, PHONE, NOW).await?;
        tx.parcel_sent(&id, Some("$echo")).await?;
        tx.parcel_later(&id, NOW.plus_minutes(1), "timeout").await?;
        tx.park_parcel(&id, "refused").await?;
        assert_eq!(state(&mut tx, &id).await?, ParcelState::Sent);
        Ok(())
    }
);

on_both!(
    where_a_file_is_stays_from_its_upload_until_the_message_is_sent,
    async |store| {
        let mut tx = store.begin().await?;
        open_room(&mut tx, &moerwijk()).await?;
        let first = answer(&mut tx, &moerwijk(), "first").await?;
        let second = answer(&mut tx, &moerwijk(), "second").await?;
        tx.begin_sending(&first, PHONE, NOW).await?;
        tx.parcel_uploaded(&first, "mxc and key").await?;
        let next = tx.next_parcel(NOW).await?.expect("it waits");
        assert_eq!(next.id, first, "at once, and before what came after it");
        assert_eq!(next.upload.as_deref(), Some("mxc and key"));
        tx.begin_sending(&first, PHONE, NOW).await?;
        tx.parcel_sent(&first, Some("$first")).await?;
        let sent = tx.parcel(&first).await?.expect("it is there");
        assert_eq!((sent.upload, sent.payload), (None, None));

        // Its echo came in meanwhile: it was sent after all.
        tx.parcel_uploaded(&first, "mxc and key").await?;
        assert_eq!(state(&mut tx, &first).await?, ParcelState::Sent);

        tx.begin_sending(&second, PHONE, NOW).await?;
        tx.parcel_uploaded(&second, "mxc and key").await?;
        tx.park_parcel(&second, "refused").await?;
        tx.expire_parcels(NOW.plus_days(1)).await?;
        let parked = tx.parcel(&second).await?.expect("it is there");
        assert_eq!(parked.upload, None, "it goes with the text");
        Ok(())
    }
);

on_both!(
    only_what_nobody_tried_to_send_can_be_taken_back_unsent,
    async |store| {
        let mut tx = store.begin().await?;
        open_room(&mut tx, &moerwijk()).await?;
        let waits = answer(&mut tx, &moerwijk(), "waits").await?;
        let tried = answer(&mut tx, &moerwijk(), "tried").await?;
        tx.begin_sending(&tried, PHONE, NOW).await?;
        tx.parcel_later(&tried, NOW.plus_minutes(1), "timeout")
            .await?;
        assert!(tx.cancel_parcel(&waits).await?);
        assert!(!tx.cancel_parcel(&waits).await?, "once");
        assert!(!tx.cancel_parcel(&tried).await?, "it may be out already");
        Ok(())
    }
);

on_both!(a_tap_finds_the_message_that_it_is_on, async |store| {
    let mut tx = store.begin().await?;
    open_room(&mut tx, &RoomKey::signal()).await?;
    let card = answer(&mut tx, &RoomKey::signal(), "card").await?;
    tx.begin_sending(&card, PHONE, NOW).await?;
    tx.parcel_sent(&card, Some("$card")).await?;
    assert_eq!(
        tx.parcel_of_event("$card").await?.map(|row| row.id),
        Some(card)
    );
    assert!(tx.parcel_of_event("$other").await?.is_none());
    assert!(tx.parcel("no id").await?.is_none());
    Ok(())
});

on_both!(
    the_text_of_what_was_sent_or_parked_long_ago_is_gone,
    async |store| {
        let mut tx = store.begin().await?;
        open_room(&mut tx, &moerwijk()).await?;
        let sent = answer(&mut tx, &moerwijk(), "sent").await?;
        let parked = answer(&mut tx, &moerwijk(), "parked").await?;
        tx.parcel_sent(&sent, Some("$sent")).await?;
        tx.park_parcel(&parked, "refused").await?;
        assert_eq!(tx.expire_parcels(NOW).await?, 0);
        assert!(
            tx.parcel(&parked)
                .await?
                .is_some_and(|row| row.payload.is_some())
        );
        assert_eq!(tx.expire_parcels(NOW.plus_days(1)).await?, 1);
        for id in [sent, parked] {
            assert!(
                tx.parcel(&id)
                    .await?
                    .is_some_and(|row| row.payload.is_none())
            );
        }
        Ok(())
    }
);

on_both!(
    a_room_that_closes_is_asked_nothing_more_and_can_be_planned_again,
    async |store| {
        let mut tx = store.begin().await?;
        open_room(&mut tx, &moerwijk()).await?;
        let invite = Outgoing::Invite {
            user: "@anna:example.org".to_owned(),
            reason: None,
        };
        add(
            &mut tx,
            &moerwijk(),
            Class::Prompt,
            &say("prompt"),
            "prompt",
        )
        .await?;
        add(&mut tx, &moerwijk(), Class::Work, &invite, "invite").await?;
        answer(&mut tx, &moerwijk(), "answer").await?;
        tx.drop_plans(&moerwijk()).await?;
        assert_eq!(send_all(&mut tx).await?, ["answer"]);
        add(&mut tx, &moerwijk(), Class::Work, &invite, "invite").await?;
        assert_eq!(send_all(&mut tx).await?, ["invite"]);
        Ok(())
    }
);

on_both!(
    only_the_invitation_of_who_leaves_is_dropped,
    async |store| {
        let mut tx = store.begin().await?;
        open_room(&mut tx, &moerwijk()).await?;
        for name in ["anna", "joop"] {
            let (room, about) = (moerwijk(), format!("person:{name}"));
            let what = Outgoing::Invite {
                user: format!("@{name}:example.org"),
                reason: None,
            };
            let class = Class::Work;
            let new = NewParcel {
                cause: name,
                room: &room,
                class,
                what: &what,
                about: Some(&about),
                not_before: NOW,
                caused_at: NOW,
            };
            tx.add_parcel(new, NOW).await?;
        }
        let dropped = tx.drop_invitations(&moerwijk(), "person:anna").await?;
        assert_eq!(dropped, 1);
        let left = tx.next_parcel(NOW).await?.expect("one stays");
        assert_eq!(left.about.as_deref(), Some("person:joop"));
        Ok(())
    }
);

on_both!(
    what_rests_after_a_try_comes_sooner_when_the_clock_was_set_back,
    async |store| {
        let mut tx = store.begin().await?;
        open_room(&mut tx, &moerwijk()).await?;
        let id = answer(&mut tx, &moerwijk(), "hallo").await?;
        tx.begin_sending(&id, PHONE, NOW).await?;
        tx.parcel_later(&id, NOW.plus_minutes(1), "timeout").await?;
        let an_hour_ago = NOW.plus_hours(-1);
        tx.bring_parcels_forward(3_600_000).await?;
        assert!(tx.next_parcel(an_hour_ago).await?.is_none());
        assert!(tx.next_parcel(an_hour_ago.plus_minutes(1)).await?.is_some());
        Ok(())
    }
);
