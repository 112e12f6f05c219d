//! Wijken, people and their roles, rooms and who is in them, and what the programme file said last.

use wijkbode::catalogue::Lang;
use wijkbode::domain::people::Role;
use wijkbode::domain::subscription::Pace;
use wijkbode::store::{Member, Trouble, Wijk};

use super::*;

const DUINDORP: &str = "WK051837";

on_both!(a_person_is_found_by_user_and_by_id, async |store| {
    let mut tx = store.begin().await?;
    let anna = moves_in(&mut tx, "anna").await?;
    tx.set_person(&anna, "@anna:example.org", "Anna de Wit", Some("Gemeente"))
        .await?;
    let found = tx
        .person_by_user("@anna:example.org")
        .await?
        .expect("she is there");
    assert_eq!(
        (found.id.as_str(), found.name.as_str()),
        (anna.as_str(), "Anna de Wit")
    );
    assert_eq!(found.organisation.as_deref(), Some("Gemeente"));
    assert_eq!(
        (&found.identity, found.suspended_at, found.hinted_at),
        (&None, None, None)
    );
    assert_eq!(tx.person(&anna).await?, Some(found));
    assert_eq!(tx.person_by_user("@joop:example.org").await?, None);
    assert_eq!(tx.people().await?.len(), 1);
    Ok(())
});

on_both!(who_leaves_keeps_nothing_and_may_come_back, async |store| {
    let mut tx = store.begin().await?;
    let bram = moves_in(&mut tx, "bram").await?;
    tx.give_role(&bram, Role::Wijkagent, "", NOW).await?;
    tx.follow(&bram, "alles", Pace::Daily, NOW).await?;
    tx.set_followed(&bram, NOW).await?;
    tx.person_leaves(&bram, NOW).await?;
    assert_eq!(tx.person(&bram).await?, None);
    assert_eq!(tx.person_by_user("@bram:example.org").await?, None);
    assert!(tx.people().await?.is_empty());
    moves_in(&mut tx, "bram").await?;
    assert!(tx.person(&bram).await?.is_some());
    assert!(tx.roles_of(&bram).await?.is_empty());
    assert!(tx.follows_of(&bram).await?.is_empty());
    assert_eq!(tx.onboarding(&bram).await?.followed_at, None);
    Ok(())
});

on_both!(
    rights_are_tied_to_an_identity_until_a_manager_confirms_a_new_one,
    async |store| {
        let mut tx = store.begin().await?;
        let bram = moves_in(&mut tx, "bram").await?;
        tx.pin_identity(&bram, "first key").await?;
        tx.suspend(&bram, NOW).await?;
        tx.suspend(&bram, NOW.plus_days(1)).await?;
        let suspended = tx.person(&bram).await?.expect("he is there");
        assert_eq!(
            (suspended.identity.as_deref(), suspended.suspended_at),
            (Some("first key"), Some(NOW))
        );
        tx.forget_identity(&bram).await?;
        let free = tx.person(&bram).await?.expect("he is there");
        assert_eq!((free.identity, free.suspended_at), (None, None));
        tx.mark_hinted(&bram, NOW).await?;
        assert_eq!(
            tx.person(&bram).await?.and_then(|bram| bram.hinted_at),
            Some(NOW)
        );
        Ok(())
    }
);

on_both!(
    somebody_with_roles_is_found_together_with_them,
    async |store| {
        let mut tx = store.begin().await?;
        let anna = moves_in(&mut tx, "anna").await?;
        assert_eq!(tx.person_with_roles("@anna:example.org").await?, None);
        tx.give_role(&anna, Role::Ambassadeur, MOERWIJK, NOW)
            .await?;
        tx.give_role(&anna, Role::Beheerder, "", NOW).await?;
        let found = tx.person_with_roles("@anna:example.org").await?;
        let person = tx.person(&anna).await?.expect("she is there");
        assert_eq!(found, Some((person, tx.roles_of(&anna).await?)));
        tx.person_leaves(&anna, NOW).await?;
        assert_eq!(tx.person_with_roles("@anna:example.org").await?, None);
        Ok(())
    }
);

on_both!(a_role_is_given_once_per_wijk, async |store| {
    let mut tx = store.begin().await?;
    let joop = moves_in(&mut tx, "joop").await?;
    assert!(
        tx.give_role(&joop, Role::Ambassadeur, MOERWIJK, NOW)
            .await?
    );
    assert!(
        !tx.give_role(&joop, Role::Ambassadeur, MOERWIJK, NOW.plus_days(1))
            .await?
    );
    assert!(
        tx.give_role(&joop, Role::Ambassadeur, DUINDORP, NOW)
            .await?
    );
    assert!(tx.give_role(&joop, Role::CommunityManager, "", NOW).await?);
    let roles: Vec<_> = tx
        .roles_of(&joop)
        .await?
        .into_iter()
        .map(|given| (given.role, given.wijk, given.given_at))
        .collect();
    let expected = [
        (Role::Ambassadeur, MOERWIJK),
        (Role::Ambassadeur, DUINDORP),
        (Role::CommunityManager, ""),
    ];
    assert_eq!(
        roles,
        expected.map(|(role, wijk)| (role, wijk.to_owned(), NOW))
    );
    assert_eq!(tx.roles().await?.len(), 3);
    tx.take_role(&joop, Role::Ambassadeur, MOERWIJK).await?;
    assert!(
        tx.people_with_role(Role::Ambassadeur, MOERWIJK)
            .await?
            .is_empty()
    );
    assert_eq!(
        tx.people_with_role(Role::Ambassadeur, DUINDORP)
            .await?
            .len(),
        1
    );
    assert_eq!(
        tx.people_with_role(Role::CommunityManager, "").await?[0].name,
        "joop"
    );
    Ok(())
});

on_both!(
    a_wijk_that_closes_takes_its_roles_along_and_can_open_again,
    async |store| {
        let mut tx = store.begin().await?;
        tx.set_wijk(MOERWIJK, "Moerwyk").await?;
        tx.set_wijk(MOERWIJK, "Moerwijk").await?;
        tx.set_wijk(DUINDORP, "Duindorp").await?;
        let names =
            |wijken: Vec<Wijk>| wijken.into_iter().map(|wijk| wijk.name).collect::<Vec<_>>();
        assert_eq!(names(tx.wijken().await?), ["Duindorp", "Moerwijk"]);
        let anna = moves_in(&mut tx, "anna").await?;
        tx.give_role(&anna, Role::Ambassadeur, MOERWIJK, NOW)
            .await?;
        tx.give_role(&anna, Role::Ambassadeur, DUINDORP, NOW)
            .await?;
        tx.close_wijk(MOERWIJK, NOW).await?;
        assert_eq!(names(tx.wijken().await?), ["Duindorp"]);
        assert_eq!(tx.wijk(MOERWIJK).await?, None);
        assert_eq!(tx.roles_of(&anna).await?.len(), 1);
        tx.set_wijk(MOERWIJK, "Moerwijk").await?;
        assert_eq!(
            tx.wijk(MOERWIJK).await?.map(|wijk| wijk.name).as_deref(),
            Some("Moerwijk")
        );
        Ok(())
    }
);

on_both!(
    what_the_file_said_last_is_remembered_per_thing,
    async |store| {
        let mut tx = store.begin().await?;
        tx.set_applied("wijk:b", "old").await?;
        tx.set_applied("wijk:b", "new").await?;
        tx.set_applied("wijk:a", "x").await?;
        assert_eq!(tx.applied("wijk:b").await?.as_deref(), Some("new"));
        let all = [("wijk:a", "x"), ("wijk:b", "new")]
            .map(|(thing, value)| (thing.to_owned(), value.to_owned()));
        assert_eq!(tx.all_applied().await?, all);
        tx.forget_applied("wijk:a").await?;
        assert_eq!(tx.applied("wijk:a").await?, None);
        Ok(())
    }
);

on_both!(
    a_room_keeps_its_id_and_trouble_when_its_wish_is_written_again,
    async |store| {
        let mut tx = store.begin().await?;
        let key = RoomKey::wijk(MOERWIJK);
        tx.set_room(&room(&key, None)).await?;
        assert_eq!(tx.room(&key).await?, Some(room(&key, None)));
        tx.set_room_id(&key, Some("!made")).await?;
        tx.set_trouble(&key, Some(Trouble::Plain)).await?;
        let renamed = Room {
            name: "Nieuw-Moerwijk".to_owned(),
            ..room(&key, Some("!from-the-file"))
        };
        tx.set_room(&renamed).await?;
        let found = tx.room(&key).await?.expect("it is there");
        assert_eq!(
            (found.name.as_str(), found.room_id.as_deref()),
            ("Nieuw-Moerwijk", Some("!made"))
        );
        assert_eq!(found.trouble, Some(Trouble::Plain));
        assert_eq!(
            tx.room_by_id("!made").await?.map(|room| room.key),
            Some(key.clone())
        );
        tx.set_room_id(&key, Some("!upgraded")).await?;
        assert_eq!(
            tx.room(&key).await?.and_then(|room| room.trouble),
            None,
            "a new room has its own troubles"
        );
        assert!(tx.room_by_id("!made").await?.is_none());
        Ok(())
    }
);

on_both!(two_rooms_never_share_an_id_or_an_alias, async |store| {
    let mut tx = store.begin().await?;
    let with_alias = |key: RoomKey| Room {
        alias: Some("wijkbode-moerwijk".to_owned()),
        ..room(&key, Some("!one"))
    };
    tx.set_room(&with_alias(RoomKey::wijk(MOERWIJK))).await?;
    tx.mark().await?;
    assert!(
        tx.set_room(&room(&RoomKey::signal(), Some("!one")))
            .await
            .is_err()
    );
    tx.undo_to_mark().await?;
    let other_id = Room {
        room_id: Some("!two".to_owned()),
        ..with_alias(RoomKey::signal())
    };
    assert!(tx.set_room(&other_id).await.is_err());
    Ok(())
});

on_both!(who_is_in_a_room_is_as_last_seen, async |store| {
    let mut tx = store.begin().await?;
    let key = RoomKey::signal();
    open_room(&mut tx, &key).await?;
    let member = |name: &str, joined| Member {
        user_id: format!("@{name}:example.org"),
        joined,
        since: format!("${name}"),
    };
    tx.set_members(&key, &[member("bram", 1), member("anna", 0)])
        .await?;
    assert_eq!(
        tx.members(&key).await?,
        [member("anna", 0), member("bram", 1)]
    );
    tx.set_members(&key, &[member("bram", 1)]).await?;
    assert_eq!(tx.members(&key).await?, [member("bram", 1)]);
    assert_eq!(tx.rooms().await?.len(), 1);
    tx.remove_room(&key).await?;
    assert!(tx.rooms().await?.is_empty());
    assert!(tx.members(&key).await?.is_empty());
    Ok(())
});

on_both!(a_person_and_a_room_keep_their_language, async |store| {
    let mut tx = store.begin().await?;
    let anna = moves_in(&mut tx, "anna").await?;
    let key = RoomKey::signal();
    open_room(&mut tx, &key).await?;
    tx.set_person_language(&anna, Lang::En).await?;
    tx.set_room_language(&key, Lang::En).await?;
    // What the programme says of them changes nothing of it.
    moves_in(&mut tx, "anna").await?;
    open_room(&mut tx, &key).await?;
    let person = tx.person(&anna).await?.expect("she is there");
    assert_eq!(person.language, Some(Lang::En));
    let room = tx.room(&key).await?.expect("it is there");
    assert_eq!(room.language, Some(Lang::En));
    Ok(())
});
