//! Who was welcomed, agreed, and was trained.

use wijkbode::domain::people::Role;
use wijkbode::store::{Member, Onboarding};

use super::*;

/// Anna is ambassadeur in Moerwijk, and in its room when she has joined.
async fn anna_in_moerwijk(tx: &mut Tx, joined: i64) -> anyhow::Result<(String, RoomKey)> {
    let anna = moves_in(tx, "anna").await?;
    tx.give_role(&anna, Role::Ambassadeur, MOERWIJK, NOW)
        .await?;
    let key = RoomKey::wijk(MOERWIJK);
    open_room(tx, &key).await?;
    let member = Member {
        user_id: "@anna:example.org".to_owned(),
        joined,
        since: "$joined".to_owned(),
    };
    tx.set_members(&key, &[member]).await?;
    Ok((anna, key))
}

on_both!(
    a_newcomer_is_an_ambassadeur_who_has_joined_and_was_not_welcomed,
    async |store| {
        let mut tx = store.begin().await?;
        let (anna, key) = anna_in_moerwijk(&mut tx, 0).await?;
        assert!(
            tx.newcomers(&key, MOERWIJK).await?.is_empty(),
            "only invited"
        );
        anna_in_moerwijk(&mut tx, 1).await?;
        let newcomers = tx.newcomers(&key, MOERWIJK).await?;
        assert_eq!(
            newcomers.iter().map(|one| &one.id).collect::<Vec<_>>(),
            [&anna]
        );
        assert!(
            tx.newcomers(&key, "WK051837").await?.is_empty(),
            "of another wijk"
        );
        tx.set_welcomed(&anna, NOW).await?;
        assert!(tx.newcomers(&key, MOERWIJK).await?.is_empty());
        assert!(tx.welcomed_since(MOERWIJK, NOW.plus_days(-1)).await?);
        assert!(!tx.welcomed_since(MOERWIJK, NOW).await?);
        Ok(())
    }
);

on_both!(
    another_version_of_the_convenant_is_asked_and_agreed_to,
    async |store| {
        let mut tx = store.begin().await?;
        let (anna, _) = anna_in_moerwijk(&mut tx, 1).await?;
        assert!(
            tx.asked_about_another("1", MOERWIJK).await?.is_empty(),
            "not welcomed yet"
        );
        tx.set_welcomed(&anna, NOW).await?;
        assert_eq!(tx.asked_about_another("1", MOERWIJK).await?.len(), 1);
        tx.set_asked(&anna, "1").await?;
        assert!(tx.asked_about_another("1", MOERWIJK).await?.is_empty());
        tx.set_agreed(&anna, "2", NOW).await?;
        assert!(
            tx.asked_about_another("2", MOERWIJK).await?.is_empty(),
            "who agreed was asked"
        );
        assert_eq!(tx.onboarding(&anna).await?.agreed.as_deref(), Some("2"));
        Ok(())
    }
);

on_both!(
    a_training_is_said_then_confirmed_once_and_all_of_it_can_be_forgotten,
    async |store| {
        let mut tx = store.begin().await?;
        let anna = moves_in(&mut tx, "anna").await?;
        let carla = moves_in(&mut tx, "carla").await?;
        assert_eq!(tx.onboarding(&anna).await?, Onboarding::default());
        tx.set_followed(&anna, NOW).await?;
        tx.set_followed(&anna, NOW.plus_days(1)).await?;
        assert_eq!(
            tx.onboarding(&anna).await?.followed_at,
            Some(NOW),
            "the first time counts"
        );
        assert_eq!(tx.training_to_confirm().await?.len(), 1);
        assert!(tx.confirm_training(&anna, &carla, NOW).await?);
        assert!(!tx.confirm_training(&anna, &carla, NOW).await?);
        assert!(tx.training_to_confirm().await?.is_empty());
        // Also who said nothing can be confirmed.
        assert!(tx.confirm_training(&carla, &carla, NOW).await?);
        let known = tx.onboarding(&anna).await?;
        assert_eq!(known.trained_by.as_deref(), Some(carla.as_str()));
        tx.forget_onboarding(&anna).await?;
        assert_eq!(tx.onboarding(&anna).await?, Onboarding::default());
        // As when a decision is undone.
        tx.set_onboarding(&anna, &known).await?;
        assert_eq!(tx.onboarding(&anna).await?, known);
        Ok(())
    }
);
