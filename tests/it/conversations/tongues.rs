//! The language of a person and of a room.

use insta::assert_snapshot;

use super::{A_SIGNAL, played, played_after};

#[tokio::test]
async fn a_person_chooses_a_language_in_words_or_by_a_tap() {
    let script = "
        prive:anna anna > taal Engels
        moerwijk anna > actie flyers 40
        moerwijk joop > actie flyers 20
        prive:anna anna > language
        prive:anna anna react 1️⃣ bot:2
        restart
        moerwijk anna > actie niets
    ";
    assert_snapshot!(played(script).await, @"");
}

#[tokio::test]
async fn a_room_has_its_own_language_for_what_comes_by_itself() {
    let script = "
        moerwijk carla > !kamertaal engels
        moerwijk anna > hulp
        duindorp joop > actie niets
        tick 2026-11-03T10:30
    ";
    assert_snapshot!(played(script).await, @"");
}

#[tokio::test]
async fn only_a_manager_changes_the_language_of_a_room() {
    assert_snapshot!(played("moerwijk anna > !kamertaal engels").await, @"");
}

#[tokio::test]
async fn a_reporter_hears_in_the_own_language_and_the_signal_room_in_its_own() {
    let before = format!("prive:anna anna > taal engels\n{A_SIGNAL}");
    let script = "
        signaal bram > gezien 1
        signaal bram > afgehandeld 1 bekeken
        moerwijk anna > ongedaan
    ";
    assert_snapshot!(played_after(&before, script).await, @"");
}

#[tokio::test]
async fn talk_about_languages_chooses_none() {
    assert_snapshot!(played("moerwijk anna > Taal is belangrijk\nmoerwijk anna > taal Engels is moeilijk hoor").await, @"");
}
