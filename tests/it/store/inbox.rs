//! What came in: order, holes, what cannot be read, and that text goes when it is done.

use wijkbode::chat::{Class, Trust};
use wijkbode::store::{Details, NewParcel, NewRow, Oldest, RowState, Waiting, Written};

use super::*;

const ROOM: &str = "!moerwijk";

fn message(event_id: &str, room_id: &str) -> NewRow {
    row(event_id, RowState::New, room_id, None)
}

/// A message that was encrypted with a key that has not come.
fn unreadable(event_id: &str, session_id: &str) -> NewRow {
    row(event_id, RowState::Unreadable, ROOM, Some(session_id))
}

fn talk(event_id: &str) -> NewRow {
    NewRow {
        event_id: event_id.to_owned(),
        state: RowState::Talk,
        arrived_at: NOW,
        details: None,
    }
}

fn row(event_id: &str, state: RowState, room_id: &str, session_id: Option<&str>) -> NewRow {
    let details = Details {
        room_id: room_id.to_owned(),
        sender: "@anna:example.org".to_owned(),
        sent_at: NOW,
        trust: Trust::Signed,
        identity: Some("her key".to_owned()),
        kind: "text".to_owned(),
        payload: format!("text of {event_id}"),
        session_id: session_id.map(str::to_owned),
    };
    NewRow {
        event_id: event_id.to_owned(),
        state,
        arrived_at: NOW,
        details: Some(details),
    }
}

/// Keeps an event in a block of its own, after everything that is there.
async fn arrives(tx: &mut Tx, row: &NewRow) -> anyhow::Result<()> {
    let block = tx.next_block().await?;
    tx.keep_event(block, row).await.map(drop)
}

async fn waiting_ids(tx: &mut Tx) -> anyhow::Result<Vec<String>> {
    Ok(tx
        .events_to_handle(100)
        .await?
        .into_iter()
        .map(|row| row.event_id)
        .collect())
}

on_both!(an_event_is_kept_once_and_handled_in_order, async |store| {
    let mut tx = store.begin().await?;
    let block = tx.next_block().await?;
    for id in ["$b", "$a", "$c"] {
        assert!(tx.keep_event(block, &message(id, ROOM)).await?);
    }
    assert!(
        !tx.keep_event(block, &message("$a", ROOM)).await?,
        "a replay of the homeserver"
    );
    assert_eq!(waiting_ids(&mut tx).await?, ["$b", "$a", "$c"]);
    assert_eq!(tx.events_to_handle(1).await?.len(), 1);
    let first = tx.events_to_handle(1).await?.remove(0);
    assert_eq!(first.details.payload, "text of $b");
    assert_eq!(first.details.trust, Trust::Signed);
    assert_eq!(first.details.sent_at, NOW);
    Ok(())
});

on_both!(
    events_of_one_answer_take_their_places_at_once,
    async |store| {
        let mut tx = store.begin().await?;
        let block = tx.next_block().await?;
        let places = tx.next_places(3).await?;
        for (id, place) in ["$b", "$a", "$b"].into_iter().zip(places) {
            tx.keep_event_at(block, place, &message(id, ROOM)).await?;
        }
        assert!(tx.keep_event(block, &message("$c", ROOM)).await?);
        assert_eq!(waiting_ids(&mut tx).await?, ["$b", "$a", "$c"]);
        assert!(tx.next_places(0).await?.is_empty());
        Ok(())
    }
);

on_both!(of_ordinary_talk_only_the_id_is_known, async |store| {
    let mut tx = store.begin().await?;
    arrives(&mut tx, &talk("$talk")).await?;
    assert_eq!(tx.event_state("$talk").await?, Some(RowState::Talk));
    assert_eq!(tx.written("$talk").await?, None);
    assert_eq!(tx.event_state("$other").await?, None);
    assert!(waiting_ids(&mut tx).await?.is_empty());
    Ok(())
});

on_both!(
    the_database_itself_refuses_talk_with_its_text,
    async |store| {
        let mut tx = store.begin().await?;
        let block = tx.next_block().await?;
        let with_text = row("$talk", RowState::Talk, ROOM, None);
        assert!(tx.keep_event(block, &with_text).await.is_err());
        Ok(())
    }
);

on_both!(an_attempt_is_counted_before_the_work, async |store| {
    let mut tx = store.begin().await?;
    arrives(&mut tx, &message("$a", ROOM)).await?;
    tx.count_attempts(&["$a"]).await?;
    tx.count_attempts(&["$a"]).await?;
    assert_eq!(tx.events_to_handle(1).await?[0].attempts, 2);
    assert_eq!(
        tx.written("$a").await?,
        Some(Written {
            sender: "@anna:example.org".to_owned(),
            room_id: ROOM.to_owned(),
            sent_at: NOW,
        })
    );
    Ok(())
});

on_both!(
    a_finished_event_waits_no_more_and_a_parked_one_neither,
    async |store| {
        let mut tx = store.begin().await?;
        for id in ["$done", "$parked", "$new"] {
            arrives(&mut tx, &message(id, ROOM)).await?;
        }
        tx.finish_events(&["$done"]).await?;
        tx.park_event("$parked").await?;
        assert_eq!(waiting_ids(&mut tx).await?, ["$new"]);
        assert_eq!(tx.event_state("$done").await?, Some(RowState::Done));
        assert_eq!(tx.event_state("$parked").await?, Some(RowState::Parked));
        Ok(())
    }
);

on_both!(
    a_message_that_is_removed_before_it_was_handled_asks_nothing,
    async |store| {
        let mut tx = store.begin().await?;
        arrives(&mut tx, &message("$new", ROOM)).await?;
        arrives(&mut tx, &talk("$talk")).await?;
        tx.drop_waiting_event("$new", "@joop:example.org").await?;
        assert_eq!(
            tx.event_state("$new").await?,
            Some(RowState::New),
            "it is not his"
        );
        tx.drop_waiting_event("$new", "@anna:example.org").await?;
        tx.drop_waiting_event("$talk", "@anna:example.org").await?;
        assert_eq!(tx.event_state("$new").await?, Some(RowState::Done));
        assert_eq!(
            tx.event_state("$talk").await?,
            Some(RowState::Talk),
            "it never waited"
        );
        Ok(())
    }
);

on_both!(
    what_is_newer_than_a_hole_waits_and_what_fills_it_comes_first,
    async |store| {
        let mut tx = store.begin().await?;
        arrives(&mut tx, &message("$older", ROOM)).await?;
        let hole = tx.next_block().await?;
        tx.open_gap(hole, ROOM, "from", "to").await?;
        arrives(&mut tx, &message("$newer", ROOM)).await?;
        arrives(&mut tx, &message("$elsewhere", "!duindorp")).await?;
        assert_eq!(waiting_ids(&mut tx).await?, ["$older", "$elsewhere"]);

        tx.keep_event(hole, &message("$missed", ROOM)).await?;
        assert_eq!(
            waiting_ids(&mut tx).await?,
            ["$older", "$missed", "$elsewhere"]
        );

        let gap = tx.next_gap(NOW).await?.expect("the hole is open");
        tx.close_gap(gap.id).await?;
        assert_eq!(
            waiting_ids(&mut tx).await?,
            ["$older", "$missed", "$newer", "$elsewhere"]
        );
        Ok(())
    }
);

on_both!(
    a_hole_is_filled_page_by_page_and_rests_after_a_failure,
    async |store| {
        let mut tx = store.begin().await?;
        let block = tx.next_block().await?;
        tx.open_gap(block, ROOM, "page 1", "the end").await?;
        tx.open_gap(block, "!duindorp", "page 1", "the end").await?;
        let first = tx.next_gap(NOW).await?.expect("a hole");
        assert_eq!(
            (
                first.room_id.as_str(),
                first.from_token.as_str(),
                first.to_token.as_str()
            ),
            (ROOM, "page 1", "the end")
        );
        assert_eq!((first.block, first.attempts), (block, 0));

        // What cannot be read now waits for the others, and then has its turn again.
        tx.rest_gap(first.id, NOW).await?;
        let second = tx.next_gap(NOW).await?.expect("the other hole");
        assert_eq!(second.room_id, "!duindorp");
        tx.rest_gap(second.id, NOW.plus_ms(1)).await?;
        assert_eq!(tx.next_gap(NOW).await?.map(|gap| gap.id), Some(first.id));
        assert_eq!(tx.gap(first.id).await?.map(|gap| gap.attempts), Some(0));

        tx.refuse_gap(first.id, NOW.plus_minutes(1)).await?;
        assert_eq!(tx.gap(first.id).await?.map(|gap| gap.attempts), Some(1));
        let later = NOW.plus_ms(1);
        assert_eq!(tx.next_gap(later).await?.map(|gap| gap.id), Some(second.id));

        tx.move_gap(first.id, "page 2").await?;
        let moved = tx.gap(first.id).await?.expect("still open");
        assert_eq!((moved.from_token.as_str(), moved.attempts), ("page 2", 0));
        tx.close_gap(first.id).await?;
        assert!(tx.gap(first.id).await?.is_none());
        Ok(())
    }
);

on_both!(
    a_key_that_comes_later_makes_a_message_readable_in_its_place,
    async |store| {
        let mut tx = store.begin().await?;
        arrives(&mut tx, &unreadable("$secret", "session 1")).await?;
        arrives(&mut tx, &unreadable("$other", "session 2")).await?;
        arrives(&mut tx, &message("$later", ROOM)).await?;
        assert_eq!(waiting_ids(&mut tx).await?, ["$later"]);
        assert_eq!(tx.unreadable_events(None).await?.len(), 2);
        let of_session = tx.unreadable_events(Some("session 1")).await?;
        assert_eq!(of_session.len(), 1);
        assert_eq!(of_session[0].event_id, "$secret");
        assert_eq!(of_session[0].payload, "text of $secret");

        tx.make_readable(&message("$secret", ROOM)).await?;
        assert_eq!(waiting_ids(&mut tx).await?, ["$secret", "$later"]);
        Ok(())
    }
);

on_both!(
    what_turns_out_to_be_talk_leaves_only_its_id,
    async |store| {
        let mut tx = store.begin().await?;
        arrives(&mut tx, &unreadable("$secret", "session 1")).await?;
        tx.make_readable(&talk("$secret")).await?;
        tx.commit().await?;
        let mut tx = store.begin().await?;
        assert_eq!(tx.event_state("$secret").await?, Some(RowState::Talk));
        assert_eq!(tx.written("$secret").await?, None);
        assert!(tx.unreadable_events(Some("session 1")).await?.is_empty());
        Ok(())
    }
);

on_both!(
    talk_that_is_edited_into_a_command_is_ours_from_then_on,
    async |store| {
        let mut tx = store.begin().await?;
        for event in ["$edited", "$talk"] {
            arrives(&mut tx, &talk(event)).await?;
        }
        tx.no_more_talk("$edited").await?;
        tx.no_more_talk("$never seen").await?;
        tx.commit().await?;
        let mut tx = store.begin().await?;
        assert_eq!(tx.event_state("$edited").await?, Some(RowState::Done));
        assert_eq!(tx.written("$edited").await?, None);
        assert_eq!(tx.event_state("$talk").await?, Some(RowState::Talk));
        assert_eq!(tx.event_state("$never seen").await?, None);
        Ok(())
    }
);

on_both!(one_notice_per_key_tells_the_sender, async |store| {
    let mut tx = store.begin().await?;
    for (id, session) in [("$a1", "a"), ("$a2", "a"), ("$b1", "b")] {
        arrives(&mut tx, &unreadable(id, session)).await?;
    }
    let late = NOW.plus_minutes(10);
    let ids = |rows: Vec<wijkbode::store::UnreadableRow>| {
        rows.into_iter().map(|row| row.event_id).collect::<Vec<_>>()
    };
    assert!(
        ids(tx.unreadable_untold(NOW).await?).is_empty(),
        "not late yet"
    );
    assert_eq!(ids(tx.unreadable_untold(late).await?), ["$a1", "$b1"]);
    tx.mark_told("$a1", late).await?;
    assert_eq!(ids(tx.unreadable_untold(late).await?), ["$b1"]);
    tx.drop_waiting_event("$a1", "@anna:example.org").await?;
    assert_eq!(
        ids(tx.unreadable_untold(late).await?),
        ["$b1"],
        "removing the message asks for no second notice"
    );
    arrives(&mut tx, &unreadable("$a3", "a")).await?;
    assert_eq!(
        ids(tx.unreadable_untold(late).await?),
        ["$b1"],
        "the same key again"
    );
    Ok(())
});

on_both!(text_that_nobody_could_handle_expires, async |store| {
    let mut tx = store.begin().await?;
    for id in ["$parked", "$new"] {
        arrives(&mut tx, &message(id, ROOM)).await?;
    }
    arrives(&mut tx, &unreadable("$secret", "a")).await?;
    tx.park_event("$parked").await?;
    assert_eq!(tx.expire_texts(NOW).await?, 0, "not old yet");
    assert_eq!(tx.expire_texts(NOW.plus_days(1)).await?, 2);
    assert_eq!(tx.event_state("$parked").await?, Some(RowState::Done));
    assert_eq!(tx.event_state("$secret").await?, Some(RowState::Done));
    assert_eq!(
        waiting_ids(&mut tx).await?,
        ["$new"],
        "what waits its turn does not expire"
    );
    Ok(())
});

on_both!(the_operator_sees_how_much_waits, async |store| {
    let mut tx = store.begin().await?;
    for id in ["$1", "$2", "$parked"] {
        arrives(&mut tx, &message(id, ROOM)).await?;
    }
    tx.park_event("$parked").await?;
    arrives(&mut tx, &unreadable("$secret", "a")).await?;
    arrives(&mut tx, &talk("$talk")).await?;
    let block = tx.next_block().await?;
    tx.open_gap(block, ROOM, "from", "to").await?;
    let expected = Waiting {
        new: 2,
        unreadable: 1,
        parked: 1,
        gaps: 1,
        to_send: 0,
        send_parked: 0,
    };
    assert_eq!(tx.waiting().await?, expected);
    Ok(())
});

on_both!(
    a_try_that_says_nothing_about_the_event_is_taken_back,
    async |store| {
        let mut tx = store.begin().await?;
        arrives(&mut tx, &message("$1", ROOM)).await?;
        tx.count_attempts(&["$1"]).await?;
        tx.count_attempts(&["$1"]).await?;
        tx.uncount_attempt("$1").await?;
        assert_eq!(tx.events_to_handle(1).await?[0].attempts, 1);
        tx.uncount_attempt("$1").await?;
        tx.uncount_attempt("$1").await?;
        assert_eq!(tx.events_to_handle(1).await?[0].attempts, 0);
        Ok(())
    }
);

on_both!(
    a_hole_that_rests_comes_sooner_when_the_clock_was_set_back,
    async |store| {
        let mut tx = store.begin().await?;
        let block = tx.next_block().await?;
        tx.open_gap(block, ROOM, "s1", "s2").await?;
        let hole = tx.next_gap(NOW).await?.expect("a hole");
        tx.rest_gap(hole.id, NOW.plus_minutes(1)).await?;
        let an_hour_ago = NOW.plus_hours(-1);
        tx.bring_gaps_forward(3_600_000).await?;
        assert!(tx.next_gap(an_hour_ago).await?.is_none());
        assert!(tx.next_gap(an_hour_ago.plus_minutes(1)).await?.is_some());
        Ok(())
    }
);

/// Adds a message that may go at `not_before`, made now.
async fn parcel(
    tx: &mut Tx,
    class: Class,
    cause: &str,
    not_before: Moment,
) -> anyhow::Result<String> {
    let parcel = NewParcel {
        cause,
        room: &RoomKey::wijk(MOERWIJK),
        class,
        what: &say(cause),
        about: None,
        not_before,
        caused_at: NOW,
    };
    tx.add_parcel(parcel, NOW).await
}

on_both!(the_operator_sees_how_long_the_oldest_waits, async |store| {
    let mut tx = store.begin().await?;
    assert_eq!(
        tx.oldest(NOW).await?,
        Oldest {
            new: None,
            due: None
        }
    );
    arrives(&mut tx, &unreadable("$secret", "a")).await?;
    arrives(&mut tx, &talk("$talk")).await?;
    let mut late = message("$late", ROOM);
    late.arrived_at = NOW.plus_minutes(-5);
    arrives(&mut tx, &late).await?;
    arrives(&mut tx, &message("$new", ROOM)).await?;
    parcel(&mut tx, Class::Work, "an invitation", NOW.plus_hours(-3)).await?;
    parcel(&mut tx, Class::Outcome, "tomorrow", NOW.plus_hours(12)).await?;
    let oldest = Oldest {
        new: Some(NOW.plus_minutes(-5)),
        due: None,
    };
    assert_eq!(
        tx.oldest(NOW).await?,
        oldest,
        "neither work nor tomorrow is due"
    );

    let answer = parcel(&mut tx, Class::Answer, "an answer", NOW).await?;
    let later = NOW.plus_minutes(7);
    assert_eq!(tx.oldest(later).await?.due, Some(NOW));
    let tomorrow = NOW.plus_hours(12);
    tx.begin_sending(&answer, "DEVICE", later).await?;
    tx.parcel_later(&answer, tomorrow, "away").await?;
    assert_eq!(
        tx.oldest(later).await?.due,
        Some(later),
        "also while it rests between two tries"
    );
    tx.parcel_sent(&answer, None).await?;
    assert_eq!(tx.oldest(later).await?.due, None);
    let much_later = tomorrow.plus_hours(1);
    assert_eq!(
        tx.oldest(much_later).await?.due,
        Some(tomorrow),
        "what waited for the morning waits since the morning"
    );
    Ok(())
});
