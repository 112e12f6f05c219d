//! `pauze`: nothing is asked for a while, without a reason.

use insta::assert_snapshot;

use super::{played, rehearsal, shown};

#[tokio::test]
async fn a_pause_until_a_day_or_for_so_long() {
    let script = "
        moerwijk anna > pauze tot 1 maart
        moerwijk anna > pauze 3 weken
        prive:anna anna > pauze
        prive:anna anna > pauze tot sint-juttemis
        prive:anna anna > pauze 3 jaar
        prive:anna anna > pauze stop
        prive:anna anna > pauze stop
    ";
    assert_snapshot!(played(script).await, @"");
}

#[tokio::test]
async fn without_a_time_it_is_asked() {
    assert_snapshot!(played("moerwijk anna > pauze\nmoerwijk anna > 2").await, @"");
}

#[tokio::test]
async fn a_pause_ends_by_itself_with_a_friendly_line() {
    let deeds = rehearsal()
        .await
        .play("moerwijk anna > pauze tot 5 november\ntick 2026-11-06T12:00")
        .await
        .unwrap();
    let seen: Vec<_> = deeds
        .into_iter()
        .filter(|deed| deed.kind != "react" && deed.room != "duindorp" && deed.room != "beheer")
        .collect();
    assert_snapshot!(shown(&seen), @"");
}

#[tokio::test]
async fn removing_or_changing_the_message_changes_the_pause() {
    let script = "
        moerwijk anna > pauze 3 weken
        moerwijk anna edit 1 > pauze 4 weken
        moerwijk anna delete 1
        prive:anna anna > pauze stop
    ";
    assert_snapshot!(played(script).await, @"");
}

#[tokio::test]
async fn talk_about_a_break_is_talk() {
    let script = "
        moerwijk anna > pauze tot 11 uur
        moerwijk anna > in de pauze koffie?
        moerwijk anna > Doel je op mij?
        moerwijk anna > samen met Joop naar de markt geweest
    ";
    assert_snapshot!(played(script).await, @"");
}
