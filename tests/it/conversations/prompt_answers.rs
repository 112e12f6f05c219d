//! Answers to the question of the month need no command word.

use insta::assert_snapshot;

use super::{played, played_after};

/// Up to and including the question of November, which asks about October.
const ASKED: &str = "tick 2026-11-03T10:30";

#[tokio::test]
async fn a_reply_to_the_question_is_an_action_after_a_yes() {
    let script = "
        moerwijk anna reply bot:1 > Flyers, 40 stuks
        moerwijk anna > ja hoor
    ";
    assert_snapshot!(played_after(ASKED, script).await, @"");
}

#[tokio::test]
async fn a_word_in_its_thread_is_an_action_too_and_may_be_tapped() {
    let script = "
        moerwijk anna thread bot:1 > gisteren koffieochtend met 12 ouderen
        moerwijk anna react 👍 bot:2
    ";
    assert_snapshot!(played_after(ASKED, script).await, @"");
}

#[tokio::test]
async fn nothing_this_month_is_a_full_answer() {
    assert_snapshot!(played_after(ASKED, "moerwijk anna reply bot:1 > Niets deze maand").await, @"");
}

#[tokio::test]
async fn what_was_not_said_is_asked() {
    let script = "
        moerwijk anna reply bot:1 > flyers uitgedeeld
        moerwijk anna > klopt
        moerwijk anna > 25
    ";
    assert_snapshot!(played_after(ASKED, script).await, @"");
}

#[tokio::test]
async fn no_takes_nothing_down() {
    let script = "
        moerwijk anna reply bot:1 > mooie flyers, 40 stuks in mijn bus
        moerwijk anna > nee joh
    ";
    assert_snapshot!(played_after(ASKED, script).await, @"");
}

#[tokio::test]
async fn an_edit_of_such_an_answer_corrects_the_action_and_stays_in_the_month() {
    let before =
        format!("{ASKED}\nmoerwijk anna reply bot:1 > flyers, 40 stuks\nmoerwijk anna > ja");
    let script = "
        moerwijk anna edit 1 > flyers, 50 stuks
        moerwijk anna delete 1
    ";
    assert_snapshot!(played_after(&before, script).await, @"");
}

#[tokio::test]
async fn neighbours_talk_in_the_thread_undisturbed() {
    let script = "
        moerwijk anna thread bot:1 > leuk zeg, die flyers van jou Joop
        moerwijk joop thread bot:1 > dank je, het was gezellig
        moerwijk joop thread bot:1 > tot 3 uur gestaan
        moerwijk carla reply bot:1 > flyers, 40 stuks
        moerwijk joop thread anna:1 > flyers, 40 stuks
    ";
    assert_snapshot!(played_after(ASKED, script).await, @"");
}

#[tokio::test]
async fn the_same_words_outside_of_it_are_talk() {
    assert_snapshot!(played("moerwijk anna > flyers, 40 stuks").await, @"");
}
