//! One action of two: asked, agreed, and counted for both, its reach once.

use insta::assert_snapshot;

use super::{played, played_after};

#[tokio::test]
async fn who_is_named_is_asked_and_a_tap_is_enough() {
    let script = "
        moerwijk anna > actie koffieochtend 12 samen met @joop
        moerwijk anna react 👍 bot:2
        moerwijk joop react 👍 bot:2
        prive:joop joop > mijn
        moerwijk joop unreact 👍 bot:2
        beheer carla > digest
    ";
    assert_snapshot!(played(script).await, @"");
}

#[tokio::test]
async fn a_yes_or_no_will_do_too() {
    let before = "
        moerwijk anna > actie samen met Joop koffieochtend 12
        moerwijk anna > actie flyers 40
    ";
    let script = "
        moerwijk anna > samen met @joop:example.org
        moerwijk joop > ja
        moerwijk joop reply bot:4 > nee
    ";
    assert_snapshot!(played_after(before, script).await, @"");
}

#[tokio::test]
async fn somebody_from_outside_the_wijk_is_refused_kindly() {
    let script = "
        duindorp joop > actie flyers 40 samen met @anna
        duindorp joop > samen met Anna
        duindorp joop > samen met
        prive:anna anna > actie flyers 40 samen met @joop
        moerwijk anna > actie gesprek 2 samen met de bibliotheek
    ";
    assert_snapshot!(played(script).await, @"");
}

#[tokio::test]
async fn by_night_the_asking_waits_for_the_morning() {
    let before = "at 2026-10-14T21:00";
    assert_snapshot!(played_after(before, "moerwijk anna > actie koffieochtend 12 samen met @joop\ntick 2026-10-15T09:00").await, @"");
}
