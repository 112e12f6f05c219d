//! One action of two: asked, agreed, and counted for both, its reach once.

use insta::assert_snapshot;

use super::{played, played_after};

#[tokio::test]
async fn who_is_named_is_asked_and_a_tap_is_enough() {
    let script = "
        moerwijk anna > actie koffieochtend 12 samen met @joop
        moerwijk anna react 👍 bot:2
        moerwijk joop react 👍 bot:2
        prive:joop joop > mijn
        moerwijk joop unreact 👍 bot:2
        beheer carla > digest
    ";
    assert_snapshot!(played(script).await, @r"
    2026-10-14 10:00 moerwijk notice to anna:1
        Dank u wel! Genoteerd als A-1: Koffieochtend of buurtkamer, 12 aanwezigen, op 14 oktober.
        Klopt het niet? Pas uw bericht aan, of typ: ongedaan A-1
    2026-10-14 10:00 moerwijk say @joop
        Joop, deed u A-1 (koffieochtend of buurtkamer) samen met Anna? Tik op 👍 of 👎, of typ ja of nee. Na een ja telt het voor u allebei.
    2026-10-14 10:00 moerwijk react to bot:2
        👍
    2026-10-14 10:00 moerwijk react to bot:2
        👎
    2026-10-14 10:00 moerwijk edit to bot:2
        A-1 (koffieochtend of buurtkamer) deden Anna en Joop samen. Mooi!
    2026-10-14 10:00 prive:joop notice to joop:1
        Uw actie
        A-1, 14 oktober: koffieochtend of buurtkamer, 12 aanwezigen, samen

        U hebt nog geen signalen gemeld.

        U hebt nu geen eigen doel. Wilt u er een? Typ bijvoorbeeld: doel 3 koffieochtenden voor kerst
    2026-10-14 10:00 moerwijk edit to bot:2
        Joop, deed u A-1 (koffieochtend of buurtkamer) samen met Anna? Tik op 👍 of 👎, of typ ja of nee. Na een ja telt het voor u allebei.
    2026-10-14 10:00 beheer notice to carla:1
        Week van 7 oktober tot 14 oktober
        Moerwijk: 1 actie (koffieochtend of buurtkamer, 12 aanwezigen)
        Signalen van 5 oktober tot 12 oktober: geen
    2026-10-14 10:00 beheer picture
        [afbeelding: Acties per wijk
        Aantal per week, van 19 augustus tot 14 oktober
        Moerwijk – 19 aug: 0, 26 aug: 0, 2 sep: 0, 9 sep: 0, 16 sep: 0, 23 sep: 0, 30 sep: 0, 7 okt: 1]
    ");
}

#[tokio::test]
async fn a_yes_or_no_will_do_too() {
    let before = "
        moerwijk anna > actie samen met Joop koffieochtend 12
        moerwijk anna > actie flyers 40
    ";
    let script = "
        moerwijk anna > samen met @joop:example.org
        moerwijk joop > ja
        moerwijk joop reply bot:5 > nee
    ";
    assert_snapshot!(played_after(before, script).await, @r"
    2026-10-14 10:00 moerwijk notice to anna:3
        Ik vraag het aan Joop. Na een ja telt A-2 voor u samen.
    2026-10-14 10:00 moerwijk say @joop
        Joop, deed u A-2 (flyers uitgedeeld) samen met Anna? Tik op 👍 of 👎, of typ ja of nee. Na een ja telt het voor u allebei.
    2026-10-14 10:00 moerwijk react to bot:5
        👍
    2026-10-14 10:00 moerwijk react to bot:5
        👎
    2026-10-14 10:00 moerwijk edit to bot:2
        A-1 (koffieochtend of buurtkamer) deden Anna en Joop samen. Mooi!
    2026-10-14 10:00 moerwijk edit to bot:5
        Goed. A-2 (flyers uitgedeeld) is van Anna.
    ");
}

#[tokio::test]
async fn somebody_from_outside_the_wijk_is_refused_kindly() {
    let script = "
        duindorp joop > actie flyers 40 samen met @anna
        duindorp joop > samen met Anna
        duindorp joop > samen met
        prive:anna anna > actie flyers 40 samen met @joop
        moerwijk anna > actie gesprek 2 samen met de bibliotheek
    ";
    // Behind the @ of a name stands a sign that nobody sees, so that it mentions nobody.
    let said = played(script).await.replace('\u{200b}', "");
    assert_snapshot!(said, @r"
    2026-10-14 10:00 duindorp notice to joop:1
        Dank u wel! Genoteerd als A-1: Flyers uitgedeeld, 40 stuks, op 14 oktober.
        Klopt het niet? Pas uw bericht aan, of typ: ongedaan A-1
    2026-10-14 10:00 duindorp notice to joop:1
        Ik weet niet wie u bedoelt met @anna. Ik zoek onder de ambassadeurs van deze wijk. Typ het in de kamer van de wijk, met de naam na een @. Bijvoorbeeld: samen met @ans
    2026-10-14 10:00 duindorp notice to joop:2
        Ik weet niet wie u bedoelt met Anna. Ik zoek onder de ambassadeurs van deze wijk. Typ het in de kamer van de wijk, met de naam na een @. Bijvoorbeeld: samen met @ans
    2026-10-14 10:00 duindorp notice to joop:3
        Met wie deed u het? Typ bijvoorbeeld: samen met @ans
    2026-10-14 10:00 prive:anna notice to anna:1
        Dank u wel! Genoteerd als A-2: Flyers uitgedeeld, 40 stuks, op 14 oktober.
        Klopt het niet? Pas uw bericht aan, of typ: ongedaan A-2
    2026-10-14 10:00 prive:anna notice to anna:1
        Ik weet niet wie u bedoelt met @joop. Ik zoek onder de ambassadeurs van deze wijk. Typ het in de kamer van de wijk, met de naam na een @. Bijvoorbeeld: samen met @ans
    2026-10-14 10:00 moerwijk notice to anna:1
        Dank u wel! Genoteerd als A-3: Persoonlijk gesprek, 2 mensen, op 14 oktober.
        Klopt het niet? Pas uw bericht aan, of typ: ongedaan A-3
    ");
}

#[tokio::test]
async fn by_night_the_asking_waits_for_the_morning() {
    let before = "at 2026-10-14T21:00";
    assert_snapshot!(played_after(before, "moerwijk anna > actie koffieochtend 12 samen met @joop\ntick 2026-10-15T09:00").await, @r"
    2026-10-14 21:00 moerwijk notice to anna:1
        Dank u wel! Genoteerd als A-1: Koffieochtend of buurtkamer, 12 aanwezigen, op 14 oktober.
        Klopt het niet? Pas uw bericht aan, of typ: ongedaan A-1
    2026-10-15 09:00 moerwijk say @joop
        Joop, deed u A-1 (koffieochtend of buurtkamer) samen met Anna? Tik op 👍 of 👎, of typ ja of nee. Na een ja telt het voor u allebei.
    2026-10-15 09:00 moerwijk react to bot:2
        👍
    2026-10-15 09:00 moerwijk react to bot:2
        👎
    ");
}
