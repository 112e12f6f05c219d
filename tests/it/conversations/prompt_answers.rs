//! Answers to the question of the month need no command word.

use insta::assert_snapshot;

use super::{played, played_after};

/// Up to and including the question of November, which asks about October too.
const ASKED: &str = "tick 2026-11-03T10:30";

#[tokio::test]
async fn a_reply_to_the_question_is_an_action_after_a_yes() {
    let script = "
        moerwijk anna reply bot:1 > Flyers, 40 stuks
        moerwijk anna > ja hoor
    ";
    assert_snapshot!(played_after(ASKED, script).await, @r"
    2026-11-03 10:30 moerwijk notice to anna:1
        Ik las een actie: Flyers uitgedeeld, 40 stuks, in oktober. Klopt het? Typ ja of nee.
    2026-11-03 10:30 moerwijk react to bot:2
        👍
    2026-11-03 10:30 moerwijk react to bot:2
        👎
    2026-11-03 10:30 moerwijk notice to anna:2
        Dank u wel! Genoteerd als A-1: Flyers uitgedeeld, 40 stuks, in oktober.
        Klopt het niet? Pas uw bericht aan, of typ: ongedaan A-1
    ");
}

#[tokio::test]
async fn a_word_in_its_thread_is_an_action_too_and_may_be_tapped() {
    let script = "
        moerwijk anna thread bot:1 > gisteren koffieochtend met 12 ouderen
        moerwijk anna react 👍 bot:2
    ";
    assert_snapshot!(played_after(ASKED, script).await, @r"
    2026-11-03 10:30 moerwijk notice to anna:1
        Ik las een actie: Koffieochtend of buurtkamer, 12 aanwezigen, voor ouderen, op 2 november. Klopt het? Typ ja of nee.
    2026-11-03 10:30 moerwijk react to bot:2
        👍
    2026-11-03 10:30 moerwijk react to bot:2
        👎
    2026-11-03 10:30 moerwijk notice to bot:2
        Dank u wel! Genoteerd als A-1: Koffieochtend of buurtkamer, 12 aanwezigen, voor ouderen, op 2 november.
        Klopt het niet? Pas uw bericht aan, of typ: ongedaan A-1
    ");
}

#[tokio::test]
async fn later_in_the_month_it_was_done_now() {
    let script = "
        moerwijk anna reply bot:1 > flyers, 40 stuks
        moerwijk anna > ja
    ";
    let before = format!("{ASKED}\ntick 2026-11-11T12:00");
    assert_snapshot!(played_after(&before, script).await, @r"
    2026-11-11 12:00 moerwijk notice to anna:1
        Ik las een actie: Flyers uitgedeeld, 40 stuks, op 11 november. Klopt het? Typ ja of nee.
    2026-11-11 12:00 moerwijk react to bot:2
        👍
    2026-11-11 12:00 moerwijk react to bot:2
        👎
    2026-11-11 12:00 moerwijk notice to anna:2
        Dank u wel! Genoteerd als A-1: Flyers uitgedeeld, 40 stuks, op 11 november.
        Klopt het niet? Pas uw bericht aan, of typ: ongedaan A-1
    ");
}

#[tokio::test]
async fn who_did_it_too_may_be_named() {
    let script = "
        moerwijk anna reply bot:1 > koffieochtend 12 samen met @joop
        moerwijk anna > ja
    ";
    assert_snapshot!(played_after(ASKED, script).await, @r"
    2026-11-03 10:30 moerwijk notice to anna:1
        Ik las een actie: Koffieochtend of buurtkamer, 12 aanwezigen, in oktober. Klopt het? Typ ja of nee.
    2026-11-03 10:30 moerwijk react to bot:2
        👍
    2026-11-03 10:30 moerwijk react to bot:2
        👎
    2026-11-03 10:30 moerwijk notice to anna:2
        Dank u wel! Genoteerd als A-1: Koffieochtend of buurtkamer, 12 aanwezigen, in oktober.
        Klopt het niet? Pas uw bericht aan, of typ: ongedaan A-1
    2026-11-03 10:30 moerwijk say @joop
        Joop, deed u A-1 (koffieochtend of buurtkamer) samen met Anna? Tik op 👍 of 👎, of typ ja of nee. Na een ja telt het voor u allebei.
    2026-11-03 10:30 moerwijk react to bot:4
        👍
    2026-11-03 10:30 moerwijk react to bot:4
        👎
    ");
}

#[tokio::test]
async fn what_was_not_said_is_asked() {
    let script = "
        moerwijk anna reply bot:1 > flyers uitgedeeld
        moerwijk anna > klopt
        moerwijk anna > 25
    ";
    assert_snapshot!(played_after(ASKED, script).await, @r"
    2026-11-03 10:30 moerwijk notice to anna:1
        Ik las een actie: Flyers uitgedeeld, in oktober. Klopt het? Typ ja of nee.
    2026-11-03 10:30 moerwijk react to bot:2
        👍
    2026-11-03 10:30 moerwijk react to bot:2
        👎
    2026-11-03 10:30 moerwijk notice to anna:2
        Hoeveel mensen bereikte u ongeveer? Typ een getal, of weet niet.
    2026-11-03 10:30 moerwijk notice to anna:3
        Dank u wel! Genoteerd als A-1: Flyers uitgedeeld, 25 stuks, in oktober.
        Klopt het niet? Pas uw bericht aan, of typ: ongedaan A-1
    ");
}

#[tokio::test]
async fn no_takes_nothing_down() {
    let script = "
        moerwijk anna reply bot:1 > mooie flyers, 40 stuks in mijn bus
        moerwijk anna > nee joh
    ";
    assert_snapshot!(played_after(ASKED, script).await, @r"
    2026-11-03 10:30 moerwijk notice to anna:1
        Ik las een actie: Flyers uitgedeeld, 40 stuks, in oktober. Klopt het? Typ ja of nee.
    2026-11-03 10:30 moerwijk react to bot:2
        👍
    2026-11-03 10:30 moerwijk react to bot:2
        👎
    2026-11-03 10:30 moerwijk notice to anna:2
        Goed, ik noteer niets. Was het toch een actie? Typ bijvoorbeeld: actie flyers 40
    ");
}

#[tokio::test]
async fn an_edit_of_such_an_answer_corrects_the_action_and_stays_in_the_month() {
    let before =
        format!("{ASKED}\nmoerwijk anna reply bot:1 > flyers, 40 stuks\nmoerwijk anna > ja");
    let script = "
        moerwijk anna edit 1 > flyers, 50 stuks
        moerwijk anna delete 1
    ";
    assert_snapshot!(played_after(&before, script).await, @r"
    2026-11-03 10:30 moerwijk edit to bot:3
        Aangepast. A-1 is nu: Flyers uitgedeeld, 50 stuks, in oktober.
    2026-11-03 10:30 moerwijk edit to bot:3
        A-1 is weggehaald.
    ");
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
    assert_snapshot!(played_after(ASKED, script).await, @r"
    2026-11-03 10:30 moerwijk notice to carla:1
        Dat begrijp ik niet. Typ hulp, dan ziet u wat ik kan.
    ");
}

#[tokio::test]
async fn the_same_words_outside_of_it_are_talk() {
    assert_snapshot!(played("moerwijk anna > flyers, 40 stuks").await, @"");
}
