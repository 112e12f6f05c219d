//! Who follows what, how they want to hear of it, and of what they are still to hear.

use wijkbode::domain::people::Role;
use wijkbode::domain::subscription::{Hours, Pace};
use wijkbode::store::{Bell, Follow, Follower, NewBell, Subscriber};

use super::*;

/// Somebody who works in the signal room.
async fn agent(tx: &mut Tx, name: &str) -> anyhow::Result<String> {
    let person = moves_in(tx, name).await?;
    tx.give_role(&person, Role::Wijkagent, "", NOW).await?;
    Ok(person)
}

/// Bram is to hear of it at `due_at`.
async fn ring(tx: &mut Tx, person: &str, label: &str, due_at: Moment) -> anyhow::Result<()> {
    let bell = NewBell {
        person,
        about: &format!("signal:{label}"),
        label,
        came_at: NOW,
        due_at,
    };
    tx.add_bell(bell).await
}

on_both!(who_follows_something_and_is_there_is_found, async |store| {
    let mut tx = store.begin().await?;
    let mut expected = Vec::new();
    for (name, what) in [
        ("bram", "alles"),
        ("carla", "wijk:WK051836"),
        ("dirk", "stadsdeel:Escamp"),
    ] {
        let person = agent(&mut tx, name).await?;
        assert!(tx.follow(&person, what, Pace::Daily, NOW).await?);
        assert!(!tx.follow(&person, what, Pace::Daily, NOW).await?);
        expected.push(Follower {
            person,
            what: what.to_owned(),
            pace: Pace::Daily,
        });
    }
    assert_eq!(tx.followers().await?, expected);
    let [bram, carla, dirk] = [0, 1, 2].map(|at| expected[at].person.clone());
    assert_eq!(tx.wijkagenten().await?, [&*bram, &*carla, &*dirk]);
    tx.take_role(&dirk, Role::Wijkagent, "").await?;
    assert!(tx.has_a_place(&bram).await?);
    assert!(!tx.has_a_place(&dirk).await?);
    tx.suspend(&bram, NOW).await?;
    assert!(!tx.has_a_place(&bram).await?);
    assert_eq!(
        tx.followers().await?,
        expected[1..2],
        "without a role, or while rights rest, nobody is mentioned"
    );
    assert_eq!(tx.wijkagenten().await?, [carla]);
    Ok(())
});

on_both!(the_pace_of_what_is_followed_can_change, async |store| {
    let mut tx = store.begin().await?;
    let bram = agent(&mut tx, "bram").await?;
    assert!(tx.follow(&bram, "alles", Pace::AtOnce, NOW).await?);
    assert!(tx.follow(&bram, "alles", Pace::Weekly, NOW).await?);
    assert!(!tx.follow(&bram, "alles", Pace::Weekly, NOW).await?);
    let follow = Follow {
        what: "alles".to_owned(),
        pace: Pace::Weekly,
    };
    assert_eq!(tx.follows_of(&bram).await?, [follow]);
    assert!(tx.unfollow(&bram, "alles").await?);
    assert!(!tx.unfollow(&bram, "alles").await?);
    assert!(tx.follows_of(&bram).await?.is_empty());
    Ok(())
});

on_both!(leave_and_quiet_hours_are_kept_and_ended, async |store| {
    let mut tx = store.begin().await?;
    let bram = agent(&mut tx, "bram").await?;
    let sanne = agent(&mut tx, "sanne").await?;
    assert_eq!(tx.subscriber(&bram).await?, Subscriber::default());
    let away = Subscriber {
        quiet: Hours::read("22:00-07:00"),
        away_until: Some("2026-10-20".to_owned()),
        deputy: Some(sanne.clone()),
        rang_at: Some(NOW),
    };
    tx.set_subscriber(&bram, &away).await?;
    assert_eq!(tx.subscriber(&bram).await?, away);
    assert_eq!(
        tx.replaced_by(&sanne, today()).await?,
        [("bram".to_owned(), "2026-10-20".to_owned())]
    );
    let back = read_day("2026-10-20").unwrap();
    assert!(tx.replaced_by(&sanne, back).await?.is_empty());
    tx.person_leaves(&sanne, NOW).await?;
    assert_eq!(tx.subscriber(&bram).await?.deputy, None);
    tx.set_subscriber(&bram, &Subscriber::default()).await?;
    assert_eq!(tx.subscriber(&bram).await?, Subscriber::default());
    Ok(())
});

on_both!(who_was_mentioned_keeps_what_was_wanted, async |store| {
    let mut tx = store.begin().await?;
    let bram = agent(&mut tx, "bram").await?;
    tx.set_rang(&bram, NOW).await?;
    let wants = Subscriber {
        quiet: Hours::read("22:00-07:00"),
        ..tx.subscriber(&bram).await?
    };
    assert_eq!(wants.rang_at, Some(NOW));
    tx.set_subscriber(&bram, &wants).await?;
    let later = NOW.plus_hours(1);
    tx.set_rang(&bram, later).await?;
    let expected = Subscriber {
        rang_at: Some(later),
        ..wants
    };
    assert_eq!(tx.subscriber(&bram).await?, expected);
    Ok(())
});

on_both!(a_bell_rings_once_when_it_is_due, async |store| {
    let mut tx = store.begin().await?;
    let bram = agent(&mut tx, "bram").await?;
    let carla = agent(&mut tx, "carla").await?;
    let soon = NOW.plus_minutes(10);
    for due_at in [NOW.plus_days(1), soon, NOW.plus_days(2)] {
        ring(&mut tx, &bram, "S-10", due_at).await?;
    }
    ring(&mut tx, &bram, "S-9", soon).await?;
    ring(&mut tx, &bram, "S-11", soon).await?;
    ring(&mut tx, &carla, "S-10", NOW.plus_days(1)).await?;
    assert!(tx.take_bells(NOW).await?.is_empty());
    tx.drop_bells("signal:S-11").await?;
    let of_bram = |label: &str| Bell {
        person: bram.clone(),
        user_id: "@bram:example.org".to_owned(),
        label: label.to_owned(),
    };
    assert_eq!(
        tx.take_bells(soon).await?,
        [of_bram("S-9"), of_bram("S-10")]
    );
    assert!(tx.take_bells(soon).await?.is_empty());
    tx.take_role(&carla, Role::Wijkagent, "").await?;
    assert!(tx.take_bells(NOW.plus_days(2)).await?.is_empty());
    Ok(())
});
