//! What the bot does by itself: the monthly question, around holidays, change-over Sundays and downtime.

use insta::assert_snapshot;

use super::{rehearsal, shown};

/// What is said in Moerwijk between two moments.
async fn in_moerwijk(script: &str) -> String {
    let deeds = rehearsal().await.play(script).await.unwrap();
    let there: Vec<_> = deeds.into_iter().filter(|deed| deed.room == "moerwijk" || deed.body.contains("maandvraag")).collect();
    shown(&there)
}

#[tokio::test]
async fn the_monthly_question_comes_on_the_first_working_tuesday() {
    assert_snapshot!(in_moerwijk("at 2026-10-31T12:00\ntick 2026-11-10T12:00").await, @"");
}

#[tokio::test]
async fn a_holiday_moves_the_question_a_week() {
    // Tuesday 5 May 2026 is Bevrijdingsdag; the rehearsal begins in October, so a later one: Tuesday 5 May 2037.
    assert_snapshot!(in_moerwijk("at 2037-04-30T12:00\ntick 2037-05-31T12:00").await, @"");
}

#[tokio::test]
async fn the_question_around_new_year_asks_about_december() {
    assert_snapshot!(in_moerwijk("at 2026-12-31T23:59\ntick 2027-01-06T00:00").await, @"");
}

#[tokio::test]
async fn both_change_over_sundays_pass_without_a_double_or_a_gap() {
    let deeds = rehearsal().await.play("
        moerwijk anna > actie flyers 40
        at 2026-10-24T12:00
        tick 2026-10-26T12:00
        moerwijk anna > actie flyers 10
        at 2027-03-27T12:00
        tick 2027-03-30T12:00
    ").await.unwrap();
    let digests: Vec<_> = deeds.into_iter().filter(|deed| deed.room == "beheer").collect();
    assert_snapshot!(shown(&digests), @"");
}

#[tokio::test]
async fn a_question_missed_during_downtime_is_asked_within_a_week() {
    assert_snapshot!(in_moerwijk("at 2026-11-02T12:00\ntick 2026-11-02T12:00\nat 2026-11-06T15:00\ntick 2026-11-06T15:00").await, @"");
}

#[tokio::test]
async fn a_question_missed_for_longer_is_skipped_and_the_managers_hear_it() {
    assert_snapshot!(in_moerwijk("at 2026-11-02T12:00\ntick 2026-11-02T12:00\nat 2026-11-20T15:00\ntick 2026-11-20T15:00").await, @"");
}

#[tokio::test]
async fn a_question_that_is_due_at_night_waits_for_the_morning() {
    assert_snapshot!(in_moerwijk("at 2026-11-02T12:00\ntick 2026-11-02T12:00\nat 2026-11-07T22:00\ntick 2026-11-09T10:00").await, @"");
}

#[tokio::test]
async fn a_restart_asks_nothing_twice() {
    assert_snapshot!(in_moerwijk("tick 2026-11-03T10:00\nrestart\ntick 2026-11-03T10:00\nrestart\ntick 2026-11-03T12:00").await, @"");
}
