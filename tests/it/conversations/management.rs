//! The management room: wijken and people.

use insta::assert_snapshot;

use super::{played, played_after};

#[tokio::test]
async fn a_new_wijk_gets_a_room_and_its_people() {
    let script = "
        beheer carla > wijk nieuw Laakkwartier en Spoorwijk
        beheer carla > ambassadeur @kees:example.org Laakkwartier en Spoorwijk
    ";
    assert_snapshot!(played(script).await, @"");
}

#[tokio::test]
async fn a_wijk_that_is_unknown_there_already_or_has_its_own_code() {
    let script = "
        beheer carla > wijk nieuw Atlantis
        beheer carla > wijk nieuw Moerwijk
        beheer carla > wijk: nieuw
        beheer carla > wijk nieuw WK0363AA Burgwallen-Oude Zijde
    ";
    assert_snapshot!(played(script).await, @"");
}

#[tokio::test]
async fn a_new_ambassadeur_is_invited_and_can_begin() {
    let script = "
        beheer carla > ambassadeur @kees:example.org Moerwijk
        beheer carla > ambassadeur @kees:example.org Moerwijk
        moerwijk kees > actie flyers 40
    ";
    assert_snapshot!(played(script).await, @"");
}

#[tokio::test]
async fn an_ambassadeur_without_a_wijk_or_for_an_unknown_one() {
    let script = "
        beheer carla > ambassadeur
        beheer carla > ambassadeur @kees:example.org
        beheer carla > ambassadeur kees Moerwijk
        beheer carla > ambassadeur @kees:example.org Atlantis
    ";
    assert_snapshot!(played(script).await, @"");
}

#[tokio::test]
async fn confirming_somebody() {
    let script = "
        beheer carla > bevestig @anna:example.org
        beheer carla > bevestig @carla:example.org
        beheer carla > bevestig @niemand:example.org
        beheer carla > bevestig
    ";
    assert_snapshot!(played(script).await, @"");
}

#[tokio::test]
async fn an_ambassadeur_may_do_none_of_it() {
    assert_snapshot!(played_after("beheer anna join", "moerwijk anna > wijk nieuw Laak").await, @"");
}
