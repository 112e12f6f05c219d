//! Polls, pictures and files, as the rehearsal shows them.

use insta::assert_snapshot;
use serde_json::json;
use wijkbode::chat::{Class, Outgoing, RoomKey, Text, Trust};
use wijkbode::domain::time::Moment;
use wijkbode::engine::NewPoll;
use wijkbode::rehearsal::Rehearsal;
use wijkbode::report::chart::{Chart, Count, Row};
use wijkbode::store::{Details, NewRow, RowState};

use super::{rehearsal, shown};

/// Wednesday 14 October 2026, ten in the morning in Amsterdam.
const NOW: Moment = Moment(1_791_964_800_000);

fn moerwijk() -> RoomKey {
    RoomKey::wijk("WK051836")
}

/// A rehearsal in which Moerwijk is asked something until twelve; gives the poll too.
async fn asked(most: u32) -> (Rehearsal, String) {
    let mut rehearsal = rehearsal().await;
    let mut turn = rehearsal
        .engine()
        .turn(NOW, "test".to_owned())
        .await
        .unwrap();
    let poll = NewPoll {
        kind: "",
        room: moerwijk(),
        question: "Wanneer is de koffieochtend?".to_owned(),
        answers: ["dinsdag", "donderdag", "zaterdag"]
            .map(str::to_owned)
            .to_vec(),
        most,
        ends_at: NOW.plus_hours(2),
        data: json!({}),
    };
    let id = turn.open_poll(poll).await.unwrap();
    turn.commit().await.unwrap();
    rehearsal.play("tick 2026-10-14T10:01").await.unwrap();
    (rehearsal, id)
}

/// What the bot does about these votes, up to five minutes after the end.
async fn voted(most: u32, votes: &str) -> String {
    let (mut rehearsal, _) = asked(most).await;
    let script = format!("{votes}\ntick 2026-10-14T12:05");
    shown(&rehearsal.play(&script).await.unwrap())
}

#[tokio::test]
async fn a_poll_is_asked_in_words_too() {
    let mut rehearsal = rehearsal().await;
    let mut turn = rehearsal
        .engine()
        .turn(NOW, "test".to_owned())
        .await
        .unwrap();
    let poll = NewPoll {
        kind: "",
        room: moerwijk(),
        question: "Wanneer is de koffieochtend?".to_owned(),
        answers: vec!["dinsdag".to_owned(), "donderdag".to_owned()],
        most: 1,
        ends_at: NOW.plus_hours(2),
        data: json!({}),
    };
    turn.open_poll(poll).await.unwrap();
    turn.commit().await.unwrap();
    let deeds = rehearsal.play("tick 2026-10-14T10:01").await.unwrap();
    assert_snapshot!(shown(&deeds), @r"
    2026-10-14 10:00 moerwijk poll
        Wanneer is de koffieochtend?
        1. dinsdag
        2. donderdag
        Ziet u geen knoppen? Werk Element dan bij, of open het op een computer.
    ");
}

#[tokio::test]
async fn everybodys_last_vote_counts_and_the_room_hears_how_it_came_out() {
    let votes = "
        moerwijk anna vote bot:1 1
        moerwijk joop vote bot:1 2
        restart
        moerwijk anna vote bot:1 2
        moerwijk carla vote bot:1 3
    ";
    assert_snapshot!(voted(1, votes).await, @r"
    2026-10-14 12:02 moerwijk poll-end to bot:1
    2026-10-14 12:02 moerwijk notice
        Uitslag: Wanneer is de koffieochtend?
        dinsdag: geen stemmen
        donderdag: 2 stemmen
        zaterdag: 1 stem
    ");
}

#[tokio::test]
async fn who_has_no_role_here_has_no_vote() {
    let votes = "
        moerwijk buurman join
        moerwijk buurman vote bot:1 1
        moerwijk bram vote bot:1 1
        moerwijk anna vote bot:1 3
    ";
    let heard = voted(1, votes).await;
    assert!(heard.contains("dinsdag: geen stemmen\n"), "{heard}");
    assert!(heard.contains("zaterdag: 1 stem"), "{heard}");
}

#[tokio::test]
async fn a_vote_for_nothing_for_too_much_or_for_what_is_not_there_is_spoilt() {
    let votes = "
        moerwijk anna vote bot:1 1 2
        moerwijk joop vote bot:1 7
        moerwijk carla vote bot:1 2
        moerwijk carla vote bot:1
    ";
    assert_snapshot!(voted(1, votes).await, @r"
    2026-10-14 12:02 moerwijk poll-end to bot:1
    2026-10-14 12:02 moerwijk notice
        Uitslag: Wanneer is de koffieochtend?
        dinsdag: geen stemmen
        donderdag: geen stemmen
        zaterdag: geen stemmen
        3 stemmen tellen niet mee: daar was niet goed gekozen.
    ");
}

#[tokio::test]
async fn where_two_answers_are_allowed_two_count() {
    let heard = voted(2, "moerwijk anna vote bot:1 1 3").await;
    assert!(heard.contains("dinsdag: 1 stem\n"), "{heard}");
    assert!(heard.contains("zaterdag: 1 stem"), "{heard}");
    assert!(!heard.contains("telt niet mee"), "{heard}");
}

#[tokio::test]
async fn a_vote_that_is_taken_back_makes_the_one_before_count_again() {
    let votes = "
        moerwijk anna vote bot:1 1
        at 2026-10-14T10:10
        moerwijk anna vote bot:1 2
        moerwijk anna unvote bot:1
    ";
    let heard = voted(1, votes).await;
    assert!(heard.contains("dinsdag: 1 stem\n"), "{heard}");
    assert!(heard.contains("donderdag: geen stemmen"), "{heard}");
}

#[tokio::test]
async fn a_vote_after_the_end_does_not_count_not_even_before_the_result_is_told() {
    let votes = "
        moerwijk joop vote bot:1 1
        tick 2026-10-14T12:01
        moerwijk anna vote bot:1 2
    ";
    let heard = voted(1, votes).await;
    assert!(heard.contains("dinsdag: 1 stem\n"), "{heard}");
    assert!(heard.contains("donderdag: geen stemmen"), "{heard}");
    assert_eq!(heard.matches("Uitslag").count(), 1, "{heard}");
}

#[tokio::test]
async fn votes_that_could_not_be_read_are_said() {
    let (mut rehearsal, poll) = asked(1).await;
    let raw = json!({
        "type": "m.room.encrypted",
        "content": { "m.relates_to": { "rel_type": "m.reference", "event_id": format!("$bot-{poll}") } },
    });
    let mut tx = rehearsal.engine().store().begin().await.unwrap();
    let block = tx.next_block().await.unwrap();
    for (number, sender) in [
        "@anna:example.org",
        "@anna:example.org",
        "@joop:example.org",
    ]
    .into_iter()
    .enumerate()
    {
        let details = Details {
            room_id: format!("!{}", moerwijk()),
            sender: sender.to_owned(),
            sent_at: NOW.plus_minutes(5),
            trust: Trust::Unproven,
            identity: None,
            kind: "unreadable".to_owned(),
            payload: raw.to_string(),
            session_id: Some(format!("session {number}")),
        };
        let row = NewRow {
            event_id: format!("$locked-{number}"),
            state: RowState::Unreadable,
            arrived_at: NOW.plus_hours(2),
            details: Some(details),
        };
        tx.keep_event(block, &row).await.unwrap();
    }
    tx.commit().await.unwrap();
    let heard = shown(&rehearsal.play("tick 2026-10-14T12:05").await.unwrap());
    assert!(heard.contains("2 stemmen kon ik niet lezen."), "{heard}");
}

#[tokio::test]
async fn who_voted_what_is_forgotten_two_weeks_after_the_end() {
    let (mut rehearsal, poll) = asked(1).await;
    rehearsal
        .play("moerwijk anna vote bot:1 1\ntick 2026-10-28T11:00")
        .await
        .unwrap();
    let votes = async |rehearsal: &Rehearsal| {
        let mut tx = rehearsal.engine().store().begin().await.unwrap();
        (
            tx.poll(&poll).await.unwrap().is_some(),
            tx.votes_that_count(&poll).await.unwrap().len(),
        )
    };
    assert_eq!(votes(&rehearsal).await, (true, 1));
    rehearsal.play("tick 2026-10-28T12:10").await.unwrap();
    assert_eq!(votes(&rehearsal).await, (false, 0));
}

#[tokio::test]
async fn a_poll_has_answers() {
    let rehearsal = rehearsal().await;
    let mut turn = rehearsal
        .engine()
        .turn(NOW, "test".to_owned())
        .await
        .unwrap();
    for answers in [0, 21] {
        let poll = NewPoll {
            kind: "",
            room: moerwijk(),
            question: "Wanneer?".to_owned(),
            answers: vec!["dinsdag".to_owned(); answers],
            most: 1,
            ends_at: NOW,
            data: json!({}),
        };
        assert!(turn.open_poll(poll).await.is_err(), "{answers}");
    }
}

#[tokio::test]
async fn a_picture_is_shown_as_its_words_and_a_file_as_its_name() {
    let mut rehearsal = rehearsal().await;
    let mut turn = rehearsal
        .engine()
        .turn(NOW, "test".to_owned())
        .await
        .unwrap();
    let chart = Chart {
        title: "Acties per wijk".to_owned(),
        subtitle: "Aantal per week".to_owned(),
        weeks: vec!["5 okt".to_owned(), "12 okt".to_owned()],
        rows: vec![Row {
            label: "Moerwijk".to_owned(),
            counts: vec![Count::between(1, 4), Count::exactly(6)],
        }],
        others: None,
        note: "Gestreept: 1 tot en met 4.".to_owned(),
    };
    let picture = Outgoing::Picture {
        chart,
        text: Text::new("Deze weken deed u veel."),
    };
    let file = Outgoing::File {
        name: "koffieochtend.ics".to_owned(),
        mime: "text/calendar".to_owned(),
        content: "BEGIN:VCALENDAR".to_owned(),
        text: Text::new("Zet het in uw agenda."),
    };
    for what in [picture, file] {
        turn.post(&moerwijk(), Class::Notice, what, None)
            .await
            .unwrap();
    }
    turn.commit().await.unwrap();
    let deeds = rehearsal.play("tick 2026-10-14T10:01").await.unwrap();
    assert_snapshot!(shown(&deeds), @r"
    2026-10-14 10:00 moerwijk picture
        Deze weken deed u veel.
        [afbeelding: Acties per wijk
        Aantal per week
        Moerwijk – 5 okt: 1-4, 12 okt: 6
        Gestreept: 1 tot en met 4.]
    2026-10-14 10:00 moerwijk file
        Zet het in uw agenda.
        [bestand: koffieochtend.ics]
    ");
}
