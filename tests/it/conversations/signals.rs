//! `signaal`: reporting a trick, from the first word to the copy in the signal room.

use insta::assert_snapshot;

use super::{A_SIGNAL, played, played_after, rehearsal};

#[tokio::test]
async fn a_clear_signal_is_shown_before_it_is_sent() {
    assert_snapshot!(played(A_SIGNAL).await, @"");
}

#[tokio::test]
async fn what_is_shown_is_exactly_what_is_sent() {
    let deeds = rehearsal().await.play(A_SIGNAL).await.unwrap();
    let sent = deeds.iter().find(|deed| deed.room == "signaal").unwrap();
    assert!(deeds[0].body.contains(&sent.body), "{}", deeds[0].body);
}

#[tokio::test]
async fn without_more_words_the_menu_has_two_steps() {
    let script = "
        moerwijk anna > signaal
        moerwijk anna > aan de deur
        moerwijk anna > 2
        moerwijk anna > een stuk of 5
        moerwijk anna > 1
        moerwijk anna > ja
    ";
    assert_snapshot!(played(script).await, @"");
}

#[tokio::test]
async fn when_it_is_not_sure_some_tricks_are_offered() {
    let script = "
        moerwijk anna > signaal: iemand belde over een pakketje en wilde 1 euro
        moerwijk anna > iets anders
        moerwijk anna > 1
        moerwijk anna > stop
    ";
    assert_snapshot!(played(script).await, @"");
}

#[tokio::test]
async fn how_many_and_how_much_are_asked_when_they_were_not_said() {
    let script = "
        moerwijk anna > signaal vriend in nood fraude via whatsapp
        moerwijk anna > 2 buren
        moerwijk anna > 3
    ";
    assert_snapshot!(played(script).await, @"");
}

#[tokio::test]
async fn a_sum_that_was_lost_goes_out_as_a_class_only_and_the_bank_comes_first() {
    let script = "
        moerwijk anna > signaal vriend in nood via whatsapp, buurman is 1250 euro kwijt
        moerwijk anna > 1
        moerwijk anna > ja
    ";
    assert_snapshot!(played(script).await, @"");
}

#[tokio::test]
async fn only_a_plain_ja_sends() {
    let before = "moerwijk anna > signaal nepagent aan de deur bij 3 buren, niks kwijt";
    let script = "
        moerwijk anna > ja gezellig
        moerwijk joop > ja
        moerwijk joop reply bot:1 > ja
        moerwijk anna reply bot:1 > ja hoor prima
        moerwijk anna > JA!
    ";
    assert_snapshot!(played_after(before, script).await, @"");
}

#[tokio::test]
async fn nee_sends_nothing() {
    let before = "moerwijk anna > signaal nepagent aan de deur bij 3 buren, niks kwijt";
    assert_snapshot!(played_after(before, "moerwijk anna > nee\nmoerwijk anna > ja").await, @"");
}

#[tokio::test]
async fn stop_ends_the_form_at_any_question() {
    assert_snapshot!(played_after("moerwijk anna > signaal", "moerwijk anna > Stop maar\nmoerwijk anna > stop\nmoerwijk anna > 2").await, @"");
}

#[tokio::test]
async fn a_restart_in_the_middle_changes_nothing() {
    let script = "
        moerwijk anna > signaal nepagent aan de deur
        restart
        moerwijk anna > 3
        restart
        moerwijk anna > 1
        restart
        moerwijk anna > ja
        restart
    ";
    assert_snapshot!(played(script).await, @"");
}

#[tokio::test]
async fn danger_now_means_112_first_and_the_question_after_it() {
    let script = "
        moerwijk anna > signaal er staat nu een nepagent voor de deur bij de buurvrouw
        moerwijk anna > ja
    ";
    assert_snapshot!(played(script).await, @"");
}

#[tokio::test]
async fn after_112_nee_is_enough() {
    let before = "moerwijk anna > signaal er staat nu iemand voor de deur die naar binnen wil";
    assert_snapshot!(played_after(before, "moerwijk anna > nee").await, @"");
}

#[tokio::test]
async fn danger_gets_112_also_from_a_stranger_in_the_wrong_room_and_without_the_word() {
    let script = "
        moerwijk piet > signaal: er staat nu een nepagent voor de deur
        signaal bram > signaal: er staat nu een nepagent voor de deur
        moerwijk anna > @wijkbode er staat nu een nepagent voor de deur
    ";
    assert_snapshot!(played(script).await, @"");
}

#[tokio::test]
async fn a_sensitive_trick_goes_on_in_private_and_is_never_forwarded() {
    let script = "
        moerwijk anna > signaal sextortion, meisje wordt afgeperst met naaktfoto
        prive:anna anna > ja
        moerwijk anna > ongedaan S-1
    ";
    assert_snapshot!(played(script).await, @"");
}

#[tokio::test]
async fn a_sensitive_trick_in_private_asks_no_wijk() {
    assert_snapshot!(played("prive:joop joop > signaal sextortion\nprive:joop joop > nee").await, @"");
}

#[tokio::test]
async fn in_private_the_menu_offers_sensitive_tricks_too() {
    assert_snapshot!(played("prive:anna anna > signaal\nprive:anna anna > 2\nprive:anna anna > 9").await, @"");
}

#[tokio::test]
async fn persons_are_left_out_kindly() {
    let script = "
        moerwijk anna > signaal nepagent aan de deur bij 3 buren, niks kwijt, man met donker haar en een bril
        moerwijk anna > nee
        moerwijk anna > signaal nepagent aan de deur bij 3 buren, niks kwijt, bel 0612345678
    ";
    assert_snapshot!(played(script).await, @"");
}

#[tokio::test]
async fn an_edit_during_the_form_begins_it_again() {
    let before = "moerwijk anna > signaal nepagent aan de deur";
    assert_snapshot!(played_after(before, "moerwijk anna edit 1 > signaal nepagent aan de deur bij 4 buren, niks kwijt\nmoerwijk anna > ja").await, @"");
}

#[tokio::test]
async fn an_edit_after_sending_is_shown_and_then_changes_the_card() {
    let script = "
        moerwijk anna edit 1 > signaal nepagent aan de deur bij 7 buren, niks kwijt
        moerwijk anna > ja
    ";
    assert_snapshot!(played_after(A_SIGNAL, script).await, @"");
}

#[tokio::test]
async fn an_edit_after_sending_may_be_left_as_it_was() {
    let script = "
        moerwijk anna edit 1 > signaal nepagent aan de deur bij 7 buren, niks kwijt
        moerwijk anna > nee
        moerwijk anna edit 1 > signaal: nepagent aan de deur, bij 3 buren. Niks kwijt!
    ";
    assert_snapshot!(played_after(A_SIGNAL, script).await, @"");
}

#[tokio::test]
async fn removing_the_message_before_sending_ends_the_form() {
    let before = "moerwijk anna > signaal nepagent aan de deur bij 3 buren, niks kwijt";
    assert_snapshot!(played_after(before, "moerwijk anna delete 1\nmoerwijk anna > ja").await, @"");
}

#[tokio::test]
async fn removing_the_message_after_sending_takes_it_back_everywhere() {
    assert_snapshot!(played_after(A_SIGNAL, "moerwijk anna delete 1").await, @"");
}

#[tokio::test]
async fn ongedaan_takes_back_the_newest_of_signals_and_actions() {
    let before = format!("moerwijk anna > actie flyers 40\nat 2026-10-14T10:05\n{A_SIGNAL}");
    assert_snapshot!(played_after(&before, "moerwijk anna > ongedaan\nmoerwijk anna > ongedaan").await, @"");
}

#[tokio::test]
async fn a_correction_of_what_was_taken_back_changes_nothing() {
    let script = "
        moerwijk anna edit 1 > signaal nepagent aan de deur bij 7 buren, niks kwijt
        moerwijk anna > ongedaan S-1
        moerwijk anna > ja
    ";
    assert_snapshot!(played_after(A_SIGNAL, script).await, @"");
}
