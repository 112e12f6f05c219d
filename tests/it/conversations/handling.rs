//! The signal room: following, seeing, closing, and how the reporter hears it.

use insta::assert_snapshot;

use super::{A_SIGNAL, played, played_after};

#[tokio::test]
async fn followers_of_the_wijk_the_trick_or_everything_are_mentioned() {
    let script = format!("
        signaal bram > volg moerwijk
        signaal sanne > volg nepagent
        signaal carla > volg alles
        {A_SIGNAL}
    ");
    assert_snapshot!(played(&script).await, @"");
}

#[tokio::test]
async fn following_is_listed_and_stopped() {
    let script = "
        signaal bram > volg
        signaal bram > volg moerwijk
        signaal bram > volg moerwijk
        signaal bram > volg alles
        signaal bram > volg
        signaal bram > ontvolg moerwijk
        signaal bram > ontvolg duindorp
        signaal bram > ontvolg
        signaal bram > volg atlantis
    ";
    assert_snapshot!(played(script).await, @"");
}

#[tokio::test]
async fn a_tap_says_seen_once() {
    let script = "
        signaal bram react 👀 bot:2
        signaal sanne react 👀 bot:2
        signaal sanne react 👍 bot:2
        signaal sanne > gezien 1
    ";
    assert_snapshot!(played_after(A_SIGNAL, script).await, @"");
}

#[tokio::test]
async fn a_tap_that_is_taken_back_takes_seen_back() {
    let script = "
        signaal bram react 👀 bot:2
        signaal bram unreact 👀 bot:2
        signaal sanne > gezien S-1
    ";
    assert_snapshot!(played_after(A_SIGNAL, script).await, @"");
}

#[tokio::test]
async fn a_tap_of_an_ambassadeur_on_her_own_card_does_nothing() {
    assert_snapshot!(played_after(A_SIGNAL, "moerwijk anna react 👀 bot:1\nmoerwijk anna react 👀 bot:2").await, @"");
}

#[tokio::test]
async fn closing_by_slug_tells_the_reporter() {
    assert_snapshot!(played_after(A_SIGNAL, "signaal bram > afgehandeld 1 extra-toezicht").await, @"");
}

#[tokio::test]
async fn closing_by_label_with_a_typing_error_or_by_digit() {
    let before = format!("{A_SIGNAL}
        moerwijk joop > signaal nepagent aan de deur bij 2 buren, niks kwijt
        moerwijk joop > ja");
    assert_snapshot!(played_after(&before, "signaal bram > Afgehandeld S-1 extra toezigt\nsignaal bram > afgehandeld 2 5").await, @"");
}

#[tokio::test]
async fn closing_without_an_outcome_gives_the_list() {
    assert_snapshot!(played_after(A_SIGNAL, "signaal bram > afgehandeld 1\nsignaal sanne > 1\nsignaal bram > 10").await, @"");
}

#[tokio::test]
async fn another_outcome_corrects_the_first() {
    let before = format!("{A_SIGNAL}\nsignaal bram > afgehandeld 1 bekeken");
    assert_snapshot!(played_after(&before, "signaal bram edit 1 > afgehandeld 1 aangifte").await, @"");
}

#[tokio::test]
async fn removing_the_message_that_closed_it_opens_it_again() {
    let before = format!("{A_SIGNAL}\nsignaal bram > gezien 1\nsignaal bram > afgehandeld 1 bekeken");
    assert_snapshot!(played_after(&before, "signaal bram delete 2").await, @"");
}

#[tokio::test]
async fn a_number_that_is_unknown_missing_or_withdrawn() {
    let before = format!("{A_SIGNAL}\nmoerwijk anna delete 1");
    let script = "
        signaal bram > gezien 99
        signaal bram > gezien
        signaal bram > afgehandeld
        signaal bram > afgehandeld 1 bekeken
    ";
    assert_snapshot!(played_after(&before, script).await, @"");
}

#[tokio::test]
async fn a_signal_that_is_withdrawn_while_its_outcome_is_chosen() {
    let before = format!("{A_SIGNAL}\nsignaal bram > afgehandeld 1");
    assert_snapshot!(played_after(&before, "moerwijk anna delete 1\nsignaal bram > 1").await, @"");
}

#[tokio::test]
async fn a_choice_that_comes_after_a_day_is_too_late() {
    let before = format!("{A_SIGNAL}\nsignaal bram > afgehandeld 1\nat 2026-10-15T11:00");
    assert_snapshot!(played_after(&before, "signaal bram > 1").await, @"");
}

#[tokio::test]
async fn an_outcome_in_the_evening_is_told_in_the_morning() {
    let before = format!("{A_SIGNAL}\nat 2026-10-14T21:00");
    assert_snapshot!(played_after(&before, "signaal bram > afgehandeld 1 bekeken\ntick 2026-10-15T09:00").await, @"");
}

#[tokio::test]
async fn an_outcome_on_saturday_evening_waits_for_monday() {
    let before = format!("{A_SIGNAL}\nat 2026-10-17T20:30");
    assert_snapshot!(played_after(&before, "signaal bram > afgehandeld 1 bekeken\ntick 2026-10-18T23:00\ntick 2026-10-19T09:00").await, @"");
}

#[tokio::test]
async fn an_outcome_that_is_taken_back_in_the_night_is_never_told() {
    let before = format!("{A_SIGNAL}\nat 2026-10-14T21:00\nsignaal bram > afgehandeld 1 bekeken");
    assert_snapshot!(played_after(&before, "signaal bram delete 1\ntick 2026-10-15T10:00").await, @"");
}
