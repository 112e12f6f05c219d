//! Questions to a whole room, and who voted what.

use wijkbode::store::{PollRow, VoteRow};

use super::*;

fn poll(id: &str) -> PollRow {
    PollRow {
        id: id.to_owned(),
        kind: "activity-day".to_owned(),
        room: RoomKey::wijk(MOERWIJK),
        question: "Wanneer?".to_owned(),
        answers: r#"["dinsdag","donderdag"]"#.to_owned(),
        most: 1,
        data: "{}".to_owned(),
        ends_at: NOW.plus_hours(1),
        closing_at: None,
        closed_at: None,
    }
}

fn vote(event_id: &str, person: &str, minute: i64, answers: &str) -> VoteRow {
    VoteRow {
        event_id: event_id.to_owned(),
        person: person.to_owned(),
        at: NOW.plus_minutes(minute),
        answers: answers.to_owned(),
    }
}

/// The answer that counts, for each of these people.
async fn counted(tx: &mut Tx, people: [&str; 2]) -> anyhow::Result<[Option<String>; 2]> {
    let votes = tx.votes_that_count("p").await?;
    Ok(people.map(|person| {
        let of = votes.iter().filter(|vote| vote.person == person);
        let of: Vec<_> = of.map(|vote| vote.answers.clone()).collect();
        assert!(of.len() < 2, "one vote of each person counts");
        of.first().cloned()
    }))
}

on_both!(a_poll_is_kept_once_and_reads_back, async |store| {
    let mut tx = store.begin().await?;
    tx.add_poll(&poll("p")).await?;
    let again = PollRow {
        question: "Waar?".to_owned(),
        ..poll("p")
    };
    tx.add_poll(&again).await?;
    let row = tx.poll("p").await?.expect("it is there");
    assert_eq!((row.question.as_str(), row.most), ("Wanneer?", 1));
    assert_eq!((row.ends_at, row.closed_at), (NOW.plus_hours(1), None));
    assert!(tx.poll("other").await?.is_none());
    Ok(())
});

on_both!(
    the_last_vote_of_a_person_counts_by_its_own_time,
    async |store| {
        let mut tx = store.begin().await?;
        let (anna, joop) = (
            moves_in(&mut tx, "anna").await?,
            moves_in(&mut tx, "joop").await?,
        );
        tx.add_poll(&poll("p")).await?;
        // The later one comes in first, and the same event twice.
        for vote in [
            vote("$a2", &anna, 2, "2"),
            vote("$a1", &anna, 1, "1"),
            vote("$a2", &anna, 2, "1"),
            vote("$j1", &joop, 1, ""),
        ] {
            tx.add_vote("p", &vote).await?;
        }
        let people = [anna.as_str(), joop.as_str()];
        assert_eq!(
            counted(&mut tx, people).await?,
            [Some("2".to_owned()), Some(String::new())]
        );

        // Of two at the same moment the greater id counts, whichever came first.
        tx.add_vote("p", &vote("$j2", &joop, 1, "2")).await?;
        tx.add_vote("p", &vote("$j0", &joop, 1, "1")).await?;
        assert_eq!(counted(&mut tx, people).await?[1].as_deref(), Some("2"));

        tx.drop_vote("$a2", &joop).await?;
        assert_eq!(
            counted(&mut tx, people).await?[0].as_deref(),
            Some("2"),
            "one's own only"
        );
        tx.drop_vote("$a2", &anna).await?;
        assert_eq!(
            counted(&mut tx, people).await?[0].as_deref(),
            Some("1"),
            "the one before"
        );
        tx.person_leaves(&anna, NOW.plus_minutes(3)).await?;
        assert_eq!(
            counted(&mut tx, people).await?[0],
            None,
            "votes go with her"
        );
        Ok(())
    }
);

on_both!(
    a_poll_closes_once_and_is_forgotten_with_its_votes,
    async |store| {
        let mut tx = store.begin().await?;
        let anna = moves_in(&mut tx, "anna").await?;
        tx.add_poll(&poll("p")).await?;
        tx.add_vote("p", &vote("$a1", &anna, 1, "1")).await?;
        let end = NOW.plus_hours(1);
        assert!(tx.polls_over(NOW).await?.is_empty());
        assert_eq!(tx.next_poll_at(NOW, 60_000).await?, Some(end));

        tx.poll_is_closing("p", end).await?;
        tx.poll_is_closing("p", end.plus_hours(1)).await?;
        assert_eq!(
            tx.polls_over(end).await?[0].closing_at,
            Some(end),
            "the first time holds"
        );
        assert_eq!(
            tx.next_poll_at(end, 60_000).await?,
            Some(end.plus_minutes(1))
        );

        assert!(tx.close_poll("p", end).await?);
        assert!(!tx.close_poll("p", end.plus_hours(1)).await?);
        assert!(tx.polls_over(end).await?.is_empty());
        assert_eq!(tx.next_poll_at(NOW, 60_000).await?, None);

        assert_eq!(tx.drop_polls(end).await?, 0);
        assert_eq!(tx.votes_that_count("p").await?.len(), 1);
        assert_eq!(tx.drop_polls(end.plus_ms(1)).await?, 1);
        assert!(tx.poll("p").await?.is_none() && tx.votes_that_count("p").await?.is_empty());
        Ok(())
    }
);
