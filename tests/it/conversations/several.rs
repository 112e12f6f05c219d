//! Several tricks in one message: one list, and each its own signal.

use insta::assert_snapshot;

use super::{played, played_after};

const TWO: &str = "moerwijk anna > signaal 2x nep bank aan de telefoon, 1x nepagent aan de deur";

#[tokio::test]
async fn two_tricks_are_confirmed_with_one_list() {
    let script = format!("{TWO}\nmoerwijk anna > ja");
    assert_snapshot!(played(&script).await, @"");
}

#[tokio::test]
async fn only_one_of_them_goes_its_usual_way() {
    let script = "
        moerwijk anna > ja graag
        moerwijk anna > alleen 2
        moerwijk anna > 1
        moerwijk anna > ja
    ";
    assert_snapshot!(played_after(TWO, script).await, @"");
}

#[tokio::test]
async fn no_sends_none_of_them() {
    assert_snapshot!(played_after(TWO, "moerwijk anna > nee").await, @"");
}

#[tokio::test]
async fn one_of_them_can_be_taken_back_and_the_message_takes_back_both() {
    let before = format!("{TWO}\nmoerwijk anna > ja");
    let script = "
        moerwijk anna > ongedaan S-1
        moerwijk anna delete 1
    ";
    assert_snapshot!(played_after(&before, script).await, @"");
}

#[tokio::test]
async fn an_edit_of_the_list_is_shown_before_it_changes_anything() {
    let before = format!("{TWO}\nmoerwijk anna > ja");
    let script = "
        moerwijk anna edit 1 > signaal 3x nep bank aan de telefoon, 1x nepagent aan de deur
        moerwijk anna > ja
        moerwijk anna edit 1 > signaal 3x nep bank aan de telefoon
    ";
    assert_snapshot!(played_after(&before, script).await, @"");
}

#[tokio::test]
async fn what_is_sensitive_is_in_no_list() {
    let script = "
        moerwijk anna > signaal 1) nep bank belde 2 buren 2) sextortion bij een meisje 3) nepagent aan de deur
        moerwijk anna > nee
    ";
    assert_snapshot!(played(script).await, @"");
}
