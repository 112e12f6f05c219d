//! `actie`: noting what was done, correcting it, taking it back.

use insta::assert_snapshot;

use super::{played, played_after};

#[tokio::test]
async fn an_ambassadeur_logs_an_action_in_one_line() {
    assert_snapshot!(played("moerwijk anna > actie flyers 40").await, @r"
    2026-10-14 10:00 moerwijk notice to anna:1
        Dank u wel! Genoteerd als A-1: Flyers uitgedeeld, 40 stuks, op 14 oktober.
        Klopt het niet? Pas uw bericht aan, of typ: ongedaan A-1
    ");
}

#[tokio::test]
async fn capitals_typing_errors_and_a_day_are_understood() {
    let script = "
        moerwijk anna > ACTIE Koffie ochtend gisteren, 12 ouderen
        moerwijk anna > !acite flyres 20
        moerwijk anna > Hallo bot, actie presentatie in de bieb voor 25 mensen op 3 oktober
    ";
    assert_snapshot!(played(script).await, @r"
    2026-10-14 10:00 moerwijk notice to anna:1
        Dank u wel! Genoteerd als A-1: Koffieochtend of buurtkamer, 12 aanwezigen, voor ouderen, op 13 oktober.
        Klopt het niet? Pas uw bericht aan, of typ: ongedaan A-1
    2026-10-14 10:00 moerwijk notice to anna:2
        Dank u wel! Genoteerd als A-2: Flyers uitgedeeld, 20 stuks, op 14 oktober.
        Klopt het niet? Pas uw bericht aan, of typ: ongedaan A-2
    2026-10-14 10:00 moerwijk notice to anna:3
        Dank u wel! Genoteerd als A-3: Presentatie of lezing, 25 aanwezigen, op 3 oktober.
        Klopt het niet? Pas uw bericht aan, of typ: ongedaan A-3
    ");
}

#[tokio::test]
async fn nothing_done_is_a_good_answer() {
    assert_snapshot!(played("moerwijk anna > actie niets").await, @r"
    2026-10-14 10:00 moerwijk notice to anna:1
        Dank u voor het laten weten. Genoteerd als A-1. Deze maand even niets is prima.
    ");
}

#[tokio::test]
async fn without_more_words_the_bot_asks_step_by_step() {
    let script = "
        moerwijk anna > actie
        moerwijk anna > 2
        moerwijk anna > twaalf
    ";
    assert_snapshot!(played(script).await, @r"
    2026-10-14 10:00 moerwijk notice to anna:1
        Wat voor actie was het? Typ het cijfer.
        1. Flyers uitgedeeld
        2. Koffieochtend of buurtkamer
        3. Presentatie of lezing
        4. Persoonlijk gesprek
        5. Bericht in een app-groep
        6. Iets anders
        7. Deze maand niets
    2026-10-14 10:00 moerwijk notice to anna:2
        Hoeveel mensen bereikte u ongeveer? Typ een getal, of weet niet.
    2026-10-14 10:00 moerwijk notice to anna:3
        Dank u wel! Genoteerd als A-1: Koffieochtend of buurtkamer, 12 aanwezigen, op 14 oktober.
        Klopt het niet? Pas uw bericht aan, of typ: ongedaan A-1
    ");
}

#[tokio::test]
async fn an_answer_may_be_a_word_with_a_typing_error() {
    assert_snapshot!(played_after("moerwijk anna > Actie", "moerwijk anna > FLIERS\nmoerwijk anna > weet ik niet").await, @r"
    2026-10-14 10:00 moerwijk notice to anna:2
        Hoeveel mensen bereikte u ongeveer? Typ een getal, of weet niet.
    2026-10-14 10:00 moerwijk notice to anna:3
        Dank u wel! Genoteerd als A-1: Flyers uitgedeeld, op 14 oktober.
        Klopt het niet? Pas uw bericht aan, of typ: ongedaan A-1
    ");
}

#[tokio::test]
async fn what_was_done_is_asked_when_no_word_says_it() {
    assert_snapshot!(played("moerwijk anna > actie: xyzzy met 8 buren\nmoerwijk anna > 4").await, @r"
    2026-10-14 10:00 moerwijk notice to anna:1
        Wat voor actie was het? Typ het cijfer.
        1. Flyers uitgedeeld
        2. Koffieochtend of buurtkamer
        3. Presentatie of lezing
        4. Persoonlijk gesprek
        5. Bericht in een app-groep
        6. Iets anders
        7. Deze maand niets
    2026-10-14 10:00 moerwijk notice to anna:2
        Dank u wel! Genoteerd als A-1: Persoonlijk gesprek, 8 mensen, op 14 oktober.
        Klopt het niet? Pas uw bericht aan, of typ: ongedaan A-1
    ");
}

#[tokio::test]
async fn talk_to_a_neighbour_answers_nothing() {
    let script = "
        moerwijk anna > actie
        moerwijk joop > ik heb 2 katten
        moerwijk anna > 2 koffie graag Joop
        moerwijk joop > 2
        moerwijk joop reply bot:1 > 2
    ";
    assert_snapshot!(played(script).await, @r"
    2026-10-14 10:00 moerwijk notice to anna:1
        Wat voor actie was het? Typ het cijfer.
        1. Flyers uitgedeeld
        2. Koffieochtend of buurtkamer
        3. Presentatie of lezing
        4. Persoonlijk gesprek
        5. Bericht in een app-groep
        6. Iets anders
        7. Deze maand niets
    ");
}

#[tokio::test]
async fn a_reply_to_a_neighbour_is_no_answer_to_the_bot() {
    assert_snapshot!(played_after("moerwijk joop > hoeveel koffie?\nmoerwijk anna > actie", "moerwijk anna reply joop:1 > 2").await, @"");
}

#[tokio::test]
async fn a_reply_to_an_older_question_is_not_taken_for_the_newest() {
    let before = "moerwijk anna > actie\nmoerwijk anna > 2";
    assert_snapshot!(played_after(before, "moerwijk anna reply bot:1 > 3\nmoerwijk anna reply bot:2 > 3").await, @r"
    2026-10-14 10:00 moerwijk notice to anna:3
        Ik wacht op een antwoord op mijn laatste vraag. Stoppen kan ook: stop
    2026-10-14 10:00 moerwijk notice to anna:4
        Dank u wel! Genoteerd als A-1: Koffieochtend of buurtkamer, 3 aanwezigen, op 14 oktober.
        Klopt het niet? Pas uw bericht aan, of typ: ongedaan A-1
    ");
}

#[tokio::test]
async fn two_people_fill_in_a_form_in_one_room_at_once() {
    let script = "
        moerwijk anna > actie
        moerwijk joop > actie
        moerwijk anna > 1
        moerwijk joop > 3
        moerwijk joop > 25
        moerwijk anna > 40
    ";
    assert_snapshot!(played(script).await, @r"
    2026-10-14 10:00 moerwijk notice to anna:1
        Wat voor actie was het? Typ het cijfer.
        1. Flyers uitgedeeld
        2. Koffieochtend of buurtkamer
        3. Presentatie of lezing
        4. Persoonlijk gesprek
        5. Bericht in een app-groep
        6. Iets anders
        7. Deze maand niets
    2026-10-14 10:00 moerwijk notice to joop:1
        Wat voor actie was het? Typ het cijfer.
        1. Flyers uitgedeeld
        2. Koffieochtend of buurtkamer
        3. Presentatie of lezing
        4. Persoonlijk gesprek
        5. Bericht in een app-groep
        6. Iets anders
        7. Deze maand niets
    2026-10-14 10:00 moerwijk notice to anna:2
        Hoeveel mensen bereikte u ongeveer? Typ een getal, of weet niet.
    2026-10-14 10:00 moerwijk notice to joop:2
        Hoeveel mensen bereikte u ongeveer? Typ een getal, of weet niet.
    2026-10-14 10:00 moerwijk notice to joop:3
        Dank u wel! Genoteerd als A-1: Presentatie of lezing, 25 aanwezigen, op 14 oktober.
        Klopt het niet? Pas uw bericht aan, of typ: ongedaan A-1
    2026-10-14 10:00 moerwijk notice to anna:3
        Dank u wel! Genoteerd als A-2: Flyers uitgedeeld, 40 stuks, op 14 oktober.
        Klopt het niet? Pas uw bericht aan, of typ: ongedaan A-2
    ");
}

#[tokio::test]
async fn in_private_the_wijk_is_known_when_there_is_one() {
    assert_snapshot!(played("prive:anna anna > actie flyers 40").await, @r"
    2026-10-14 10:00 prive:anna notice to anna:1
        Dank u wel! Genoteerd als A-1: Flyers uitgedeeld, 40 stuks, op 14 oktober.
        Klopt het niet? Pas uw bericht aan, of typ: ongedaan A-1
    ");
}

#[tokio::test]
async fn in_private_with_several_wijken_it_is_asked() {
    assert_snapshot!(played("prive:joop joop > actie flyers 40\nprive:joop joop > Moerwijk").await, @r"
    2026-10-14 10:00 prive:joop notice to joop:1
        Voor welke wijk is dit? Typ het cijfer.
        1. Duindorp
        2. Moerwijk
    2026-10-14 10:00 prive:joop react to bot:1
        1️⃣
    2026-10-14 10:00 prive:joop react to bot:1
        2️⃣
    2026-10-14 10:00 prive:joop notice to joop:2
        Dank u wel! Genoteerd als A-1: Flyers uitgedeeld, 40 stuks, op 14 oktober.
        Klopt het niet? Pas uw bericht aan, of typ: ongedaan A-1
    ");
}

#[tokio::test]
async fn an_edit_corrects_the_action_and_our_answer() {
    let before = "moerwijk anna > actie flyers 40";
    assert_snapshot!(played_after(before, "moerwijk anna edit 1 > actie flyers 50").await, @r"
    2026-10-14 10:00 moerwijk edit to bot:1
        Aangepast. A-1 is nu: Flyers uitgedeeld, 50 stuks, op 14 oktober.
    ");
}

#[tokio::test]
async fn an_edit_on_the_next_day_keeps_the_day_of_the_message() {
    let before = "moerwijk anna > actie gisteren 40 flyers\nat 2026-10-15T10:00";
    assert_snapshot!(played_after(before, "moerwijk anna edit 1 > actie gisteren 50 flyers\nmoerwijk anna edit 1 > actie flyers 60").await, @r"
    2026-10-15 10:00 moerwijk edit to bot:1
        Aangepast. A-1 is nu: Flyers uitgedeeld, 50 stuks, op 13 oktober.
    2026-10-15 10:00 moerwijk edit to bot:1
        Aangepast. A-1 is nu: Flyers uitgedeeld, 60 stuks, op 14 oktober.
    ");
}

#[tokio::test]
async fn an_edit_of_talk_into_a_command_runs_it_once() {
    let before = "moerwijk anna > lekker weer, he";
    let script = "
        moerwijk anna edit 1 > actie flyers 40
        moerwijk anna edit 1 > actie flyers 45
        moerwijk anna delete 1
    ";
    assert_snapshot!(played_after(before, script).await, @r"
    2026-10-14 10:00 moerwijk notice to anna:1
        Dank u wel! Genoteerd als A-1: Flyers uitgedeeld, 40 stuks, op 14 oktober.
        Klopt het niet? Pas uw bericht aan, of typ: ongedaan A-1
    2026-10-14 10:00 moerwijk edit to bot:1
        Aangepast. A-1 is nu: Flyers uitgedeeld, 45 stuks, op 14 oktober.
    2026-10-14 10:00 moerwijk edit to bot:1
        A-1 is weggehaald.
    ");
}

#[tokio::test]
async fn an_edit_of_an_action_into_a_signal_takes_the_action_back() {
    let before = "moerwijk anna > actie: flyers over hoi mam bij 2 buren";
    assert_snapshot!(played_after(before, "moerwijk anna edit 1 > signaal").await, @r"
    2026-10-14 10:00 moerwijk edit to bot:1
        A-1 is weggehaald.
    2026-10-14 10:00 moerwijk notice to anna:1
        Hoe kwam het binnen? Typ het cijfer, of weet niet.
        1. Telefoon
        2. Sms of WhatsApp
        3. E-mail
        4. Aan de deur
        5. Website of advertentie
        6. Facebook, Instagram, Snapchat
        7. Brief of sticker
        Liever zonder dat anderen meelezen? Typ privé.
    ");
}

#[tokio::test]
async fn an_edit_of_the_message_that_began_a_form_begins_it_anew() {
    let before = "moerwijk anna > actie";
    assert_snapshot!(played_after(before, "moerwijk anna edit 1 > actie flyers 40\nmoerwijk anna > 2").await, @r"
    2026-10-14 10:00 moerwijk notice to anna:1
        Dank u wel! Genoteerd als A-1: Flyers uitgedeeld, 40 stuks, op 14 oktober.
        Klopt het niet? Pas uw bericht aan, of typ: ongedaan A-1
    ");
}

#[tokio::test]
async fn an_edit_of_an_answer_goes_on_from_there() {
    let before = "moerwijk anna > actie\nmoerwijk anna > 2";
    assert_snapshot!(played_after(before, "moerwijk anna edit 2 > 3").await, @r"
    2026-10-14 10:00 moerwijk notice to anna:2
        Hoeveel mensen bereikte u ongeveer? Typ een getal, of weet niet.
    ");
}

#[tokio::test]
async fn removing_the_own_message_takes_the_action_back() {
    assert_snapshot!(played_after("moerwijk anna > actie flyers 40", "moerwijk anna delete 1").await, @r"
    2026-10-14 10:00 moerwijk edit to bot:1
        A-1 is weggehaald.
    ");
}

#[tokio::test]
async fn ongedaan_takes_back_the_newest() {
    let before = "moerwijk anna > actie flyers 40\nmoerwijk anna > actie koffieochtend 12";
    assert_snapshot!(played_after(before, "moerwijk anna > ongedaan\nmoerwijk anna > ongedaan\nmoerwijk anna > ongedaan").await, @r"
    2026-10-14 10:00 moerwijk edit to bot:2
        A-2 is weggehaald.
    2026-10-14 10:00 moerwijk notice to anna:3
        A-2 is weggehaald.
    2026-10-14 10:00 moerwijk edit to bot:1
        A-1 is weggehaald.
    2026-10-14 10:00 moerwijk notice to anna:4
        A-1 is weggehaald.
    2026-10-14 10:00 moerwijk notice to anna:5
        Er is niets om weg te halen. Een nummer noemen kan ook, bijvoorbeeld: ongedaan A-12
    ");
}

#[tokio::test]
async fn ongedaan_takes_back_the_one_with_that_number() {
    let before = "moerwijk anna > actie flyers 40\nmoerwijk anna > actie koffieochtend 12";
    assert_snapshot!(played_after(before, "moerwijk anna > ongedaan A-1\nmoerwijk anna > ongedaan a2\nmoerwijk anna > ongedaan A-99").await, @r"
    2026-10-14 10:00 moerwijk edit to bot:1
        A-1 is weggehaald.
    2026-10-14 10:00 moerwijk notice to anna:3
        A-1 is weggehaald.
    2026-10-14 10:00 moerwijk edit to bot:2
        A-2 is weggehaald.
    2026-10-14 10:00 moerwijk notice to anna:4
        A-2 is weggehaald.
    2026-10-14 10:00 moerwijk notice to anna:5
        A-99 is niet van u, of is al weg. Kijk naar het nummer, bijvoorbeeld: ongedaan A-12
    ");
}

#[tokio::test]
async fn somebody_elses_action_stays_unless_a_manager_takes_it_back() {
    let before = "moerwijk anna > actie flyers 40";
    assert_snapshot!(played_after(before, "moerwijk joop > ongedaan A-1\nmoerwijk carla > ongedaan A-1").await, @r"
    2026-10-14 10:00 moerwijk notice to joop:1
        A-1 is niet van u, of is al weg. Kijk naar het nummer, bijvoorbeeld: ongedaan A-12
    2026-10-14 10:00 moerwijk edit to bot:1
        A-1 is weggehaald.
    2026-10-14 10:00 moerwijk notice to carla:1
        A-1 is weggehaald.
    ");
}

#[tokio::test]
async fn a_removal_alone_takes_nothing_of_somebody_else_back_since_a_server_could_make_it_up() {
    let before = "moerwijk anna > actie flyers 40";
    let deeds = played_after(
        before,
        "moerwijk carla delete anna:1\nmoerwijk anna delete 1",
    )
    .await;
    assert_snapshot!(deeds, @r"
    2026-10-14 10:00 moerwijk edit to bot:1
        A-1 is weggehaald.
    ");
}

#[tokio::test]
async fn an_edit_after_ongedaan_counts_again() {
    let before = "moerwijk anna > actie flyers 40\nmoerwijk anna > ongedaan";
    assert_snapshot!(played_after(before, "moerwijk anna edit 1 > actie flyers 45\nmoerwijk anna > ongedaan").await, @r"
    2026-10-14 10:00 moerwijk notice to anna:1
        Dank u wel! Genoteerd als A-1: Flyers uitgedeeld, 45 stuks, op 14 oktober.
        Klopt het niet? Pas uw bericht aan, of typ: ongedaan A-1
    2026-10-14 10:00 moerwijk edit to bot:3
        A-1 is weggehaald.
    2026-10-14 10:00 moerwijk notice to anna:3
        A-1 is weggehaald.
    ");
}
