//! `doel`: of one's own, and of a wijk together.

use insta::assert_snapshot;
use wijkbode::rehearsal::Deed;

use super::{played, played_after, rehearsal, shown};

#[tokio::test]
async fn a_goal_of_ones_own_stays_between_two() {
    let script = "
        moerwijk anna > doel 3 koffieochtenden voor kerst
        moerwijk anna > actie koffieochtend 12
        moerwijk anna > actie flyers 40
        prive:anna anna > doel
        prive:anna anna > doel stop
        prive:anna anna > doel
    ";
    assert_snapshot!(played(script).await, @"");
}

#[tokio::test]
async fn what_is_missing_or_too_much_is_said() {
    let script = "
        prive:anna anna > doel zoveel mogelijk
        prive:anna anna > doel 400 flyers voor kerst
        prive:anna anna > doel 4 koffieochtenden voor 1 januari 2030
        prive:anna anna > doel wijk 10 acties
        prive:anna anna > doel 5 gesprekken
        moerwijk carla > !doel 3 koffieochtenden
    ";
    assert_snapshot!(played(script).await, @"");
}

#[tokio::test]
async fn a_goal_of_the_wijk_needs_a_second() {
    let script = "
        moerwijk anna > doel wijk 10 acties voor de zomer
        moerwijk anna react 👍 bot:1
        moerwijk anna > doel wijk
        moerwijk joop react 👍 bot:1
        moerwijk joop > actie flyers 40
        moerwijk joop > doel wijk
        moerwijk joop > doel wijk stop
        moerwijk carla > !doel wijk stop
    ";
    assert_snapshot!(played(script).await, @"");
}

#[tokio::test]
async fn a_yes_in_reply_agrees_too_and_a_manager_needs_no_second() {
    let script = "
        moerwijk anna > doel wijk 10 acties voor de zomer
        moerwijk joop reply bot:1 > ja
        moerwijk carla > doel wijk 12 acties voor de zomer
    ";
    assert_snapshot!(played(script).await, @"");
}

#[tokio::test]
async fn a_proposal_that_is_removed_is_gone() {
    let before = "moerwijk anna > doel wijk 10 acties voor de zomer";
    assert_snapshot!(played_after(before, "moerwijk anna delete 1\nmoerwijk joop react 👍 bot:1\nmoerwijk joop > doel wijk").await, @"");
}

/// What is said of goals as time goes by.
async fn about_goals(script: &str) -> String {
    let deeds = rehearsal().await.play(script).await.unwrap();
    let is_about = |deed: &Deed| deed.body.to_lowercase().contains("doel");
    shown(&deeds.into_iter().filter(is_about).collect::<Vec<_>>())
}

#[tokio::test]
async fn a_goal_that_is_reached_is_celebrated_the_next_morning() {
    let script = "
        prive:anna anna > doel 2 flyers voor kerst
        moerwijk carla > doel wijk 2 acties voor kerst
        moerwijk anna > actie flyers 40
        moerwijk anna > actie flyers 30
        tick 2026-10-20T12:00
    ";
    assert_snapshot!(about_goals(script).await, @"");
}

#[tokio::test]
async fn a_goal_whose_time_is_over_ends_kindly() {
    let script = "
        prive:anna anna > doel 3 flyers voor 1 november
        prive:joop joop > doel 3 flyers voor 1 november
        moerwijk anna > actie flyers 40
        moerwijk carla > doel wijk 9 acties voor 1 november
        tick 2026-11-03T12:00
    ";
    assert_snapshot!(about_goals(script).await, @"");
}
