//! The weekly digest for the managers and the daily one in the signal room.

use insta::assert_snapshot;

use super::{A_SIGNAL, played_after, rehearsal, shown};

const FIVE_SIGNALS: &str = "
    moerwijk anna > signaal nepagent aan de deur bij 3 buren, niks kwijt
    moerwijk anna > ja
    moerwijk joop > signaal nepagent aan de deur bij 1 buur, niks kwijt
    moerwijk joop > ja
    duindorp joop > signaal nepagent aan de deur bij 2 buren, niks kwijt
    duindorp joop > ja
    moerwijk anna > signaal nepagent aan de deur bij 4 buren, niks kwijt
    moerwijk anna > ja
    moerwijk anna > signaal nepagent aan de deur bij 2 buren, niks kwijt
    moerwijk anna > ja
    moerwijk anna > signaal nepagent aan de deur bij 9 buren, niks kwijt
    moerwijk anna > ja
";

#[tokio::test]
async fn the_week_in_numbers_with_small_ones_as_a_band() {
    let before = format!("{FIVE_SIGNALS}
        moerwijk anna > actie flyers 40
        moerwijk anna > actie flyers 20
        duindorp joop > actie koffieochtend 12
        duindorp joop > actie niets
        moerwijk anna > signaal hoi mam via whatsapp bij 1 buur, niks kwijt
        moerwijk anna > ja
        signaal bram > afgehandeld 1 bekeken
        at 2026-10-19T07:59");
    assert_snapshot!(played_after(&before, "tick 2026-10-19T08:00").await, @"");
}

#[tokio::test]
async fn a_week_without_anything() {
    assert_snapshot!(played_after("at 2026-10-19T07:59", "tick 2026-10-19T08:00").await, @"");
}

#[tokio::test]
async fn the_digest_can_be_asked_for() {
    assert_snapshot!(played_after("moerwijk anna > actie flyers 40", "beheer carla > digest").await, @"");
}

#[tokio::test]
async fn the_day_in_the_signal_room() {
    let before = format!("{FIVE_SIGNALS}
        moerwijk anna > signaal sextortion
        prive:anna anna > ja
        signaal bram > afgehandeld 1 bekeken");
    assert_snapshot!(played_after(&before, "tick 2026-10-14T16:00").await, @"");
}

#[tokio::test]
async fn a_day_without_signals_says_nothing() {
    assert_snapshot!(played_after("moerwijk anna > actie flyers 40", "tick 2026-10-14T17:00").await, @"");
}

#[tokio::test]
async fn what_was_taken_back_is_in_no_digest() {
    let before = format!("{A_SIGNAL}\nmoerwijk anna > actie flyers 40\nmoerwijk anna delete 1\nmoerwijk anna delete 3");
    assert_snapshot!(played_after(&before, "tick 2026-10-14T16:00\nbeheer carla > digest").await, @"");
}

#[tokio::test]
async fn a_daily_digest_after_days_of_downtime_tells_of_all_of_them() {
    let before = format!("{A_SIGNAL}\nat 2026-10-16T20:00");
    let mut rehearsal = rehearsal().await;
    rehearsal.play(&before).await.unwrap();
    let deeds = rehearsal.play("tick 2026-10-16T20:00").await.unwrap();
    assert_snapshot!(shown(&deeds), @"");
}
