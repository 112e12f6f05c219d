//! Messages of a manager to wijken: shown, sent, and counted without names.

use insta::assert_snapshot;

use super::{played, played_after, rehearsal, shown};

const COFFEE: &str = "
    beheer carla > bericht alle Vrijdag is er koffie in de bibliotheek.
    beheer carla > ja
";

#[tokio::test]
async fn shown_exactly_and_sent_after_ja() {
    assert_snapshot!(played(COFFEE).await, @"");
}

#[tokio::test]
async fn the_counts_come_back_in_one_message_and_never_with_names() {
    let script = "
        moerwijk anna react 👀 bot:1
        moerwijk anna react 👀 bot:1
        duindorp joop react 👀 bot:1
        moerwijk joop react 👀 bot:1
        tick 2026-10-14T10:02
        tick 2026-10-14T10:30
    ";
    assert_snapshot!(played_after(COFFEE, script).await, @"");
}

#[tokio::test]
async fn nothing_is_sent_after_nee_or_without_a_text() {
    let script = "
        beheer carla > bericht Moerwijk Morgen koffie
        beheer carla > nee
        beheer carla > bericht
        beheer carla > bericht Moerwijk
        beheer carla > bericht Atlantis Morgen koffie
    ";
    assert_snapshot!(played(script).await, @"");
}

#[tokio::test]
async fn personal_data_is_pointed_out_and_helplines_are_not() {
    let script = "
        beheer carla > bericht Moerwijk Bel Ans op 0612345678 voor koffie
        beheer carla > nee
        beheer carla > bericht Moerwijk Twijfel? Bel de Fraudehelpdesk, 088-7867372
    ";
    assert_snapshot!(played(script).await, @"");
}

#[tokio::test]
async fn in_quiet_hours_it_waits_for_the_day() {
    let before = "at 2026-10-17T21:00";
    let script = "
        beheer carla > bericht Moerwijk Welterusten
        beheer carla > ja
        tick 2026-10-19T09:00
    ";
    assert_snapshot!(played_after(before, script).await, @"");
}

#[tokio::test]
async fn links_and_marks_in_it_are_only_text() {
    let mut rehearsal = rehearsal().await;
    let script = "beheer carla > bericht Moerwijk Kijk op https://evil.example **nu** @room\nbeheer carla > ja";
    let deeds = rehearsal.play(script).await.unwrap();
    let sent = shown(&deeds);
    assert!(!sent.contains("https://") && !sent.contains("@room"), "{sent}");
}

#[tokio::test]
async fn an_ambassadeur_sends_none() {
    assert_snapshot!(played("moerwijk anna > !bericht alle koopjes").await, @"");
}
