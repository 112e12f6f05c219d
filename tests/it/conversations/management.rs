//! The management room: wijken and people.

use insta::assert_snapshot;

use super::played;

#[tokio::test]
async fn a_new_wijk_gets_a_room_and_its_people() {
    let script = "
        beheer carla > wijk nieuw Laakkwartier en Spoorwijk
        beheer carla > ja
        beheer carla > ambassadeur @kees:example.org Laakkwartier en Spoorwijk
        beheer carla > ja
    ";
    assert_snapshot!(played(script).await, @r"
    2026-10-14 10:00 beheer notice to carla:1
        Dit ga ik doen:
        - Laakkwartier en Spoorwijk doet mee, met een eigen kamer.
        Klopt het? Typ ja om het te doen, of nee om het zo te laten.
    2026-10-14 10:00 beheer notice to carla:2
        Gedaan als B-1:
        - Laakkwartier en Spoorwijk doet mee, met een eigen kamer.
        Toch niet goed? Typ: ongedaan B-1
    2026-10-14 10:00 laakkwartier en spoorwijk room
        Laakkwartier en Spoorwijk
    2026-10-14 10:00 laakkwartier en spoorwijk invite to carla
    2026-10-14 10:00 beheer notice to carla:3
        Dit ga ik doen:
        - Kees komt erbij (@kees:example.org) en krijgt een uitnodiging.
        - Kees is een digitaal ambassadeur in Laakkwartier en Spoorwijk.
        Klopt het? Typ ja om het te doen, of nee om het zo te laten.
    2026-10-14 10:00 beheer notice to carla:4
        Gedaan als B-2:
        - Kees komt erbij (@kees:example.org) en krijgt een uitnodiging.
        - Kees is een digitaal ambassadeur in Laakkwartier en Spoorwijk.
        Toch niet goed? Typ: ongedaan B-2
        Kent Kees Element nog niet? Ik heb een tekst om door te sturen: uitnodiging @kees:example.org
    2026-10-14 10:00 ruimte invite to kees
    2026-10-14 10:00 laakkwartier en spoorwijk invite to kees
    ");
}

#[tokio::test]
async fn a_wijk_that_is_unknown_there_already_or_has_its_own_code() {
    let script = "
        beheer carla > wijk nieuw Atlantis
        beheer carla > wijk nieuw Moerwijk
        beheer carla > wijk: nieuw
        beheer carla > wijk nieuw WK0363AA Burgwallen-Oude Zijde
        beheer carla > ja
    ";
    assert_snapshot!(played(script).await, @r#"
    2026-10-14 10:00 beheer notice to carla:1
        De wijk "Atlantis" staat niet in mijn lijst van CBS-wijken. Zet de code erbij, bijvoorbeeld: wijk nieuw WK051836 Moerwijk
    2026-10-14 10:00 beheer notice to carla:2
        Moerwijk doet al mee.
    2026-10-14 10:00 beheer notice to carla:3
        Typ het zo: wijk nieuw Moerwijk. Of met hernoem, sluit of open.
    2026-10-14 10:00 beheer notice to carla:4
        Dit ga ik doen:
        - Burgwallen-Oude Zijde doet mee, met een eigen kamer.
        Klopt het? Typ ja om het te doen, of nee om het zo te laten.
    2026-10-14 10:00 beheer notice to carla:5
        Gedaan als B-1:
        - Burgwallen-Oude Zijde doet mee, met een eigen kamer.
        Toch niet goed? Typ: ongedaan B-1
    2026-10-14 10:00 burgwallen-oude zijde room
        Burgwallen-Oude Zijde
    2026-10-14 10:00 burgwallen-oude zijde invite to carla
    "#);
}

#[tokio::test]
async fn a_new_ambassadeur_is_invited_and_can_begin() {
    let script = "
        beheer carla > ambassadeur @kees:example.org Moerwijk
        beheer carla > ja
        beheer carla > ambassadeur @kees:example.org Moerwijk
        moerwijk kees > actie flyers 40
    ";
    assert_snapshot!(played(script).await, @r"
    2026-10-14 10:00 beheer notice to carla:1
        Dit ga ik doen:
        - Kees komt erbij (@kees:example.org) en krijgt een uitnodiging.
        - Kees is een digitaal ambassadeur in Moerwijk.
        Klopt het? Typ ja om het te doen, of nee om het zo te laten.
    2026-10-14 10:00 beheer notice to carla:2
        Gedaan als B-1:
        - Kees komt erbij (@kees:example.org) en krijgt een uitnodiging.
        - Kees is een digitaal ambassadeur in Moerwijk.
        Toch niet goed? Typ: ongedaan B-1
        Kent Kees Element nog niet? Ik heb een tekst om door te sturen: uitnodiging @kees:example.org
    2026-10-14 10:00 ruimte invite to kees
    2026-10-14 10:00 moerwijk invite to kees
    2026-10-14 10:00 beheer notice to carla:3
        Kees is al ambassadeur in Moerwijk.
    2026-10-14 10:00 moerwijk notice to kees:1
        Dank u wel! Genoteerd als A-1: Flyers uitgedeeld, 40 stuks, op 14 oktober.
        Klopt het niet? Pas uw bericht aan, of typ: ongedaan A-1
    ");
}

#[tokio::test]
async fn an_ambassadeur_without_a_wijk_or_for_an_unknown_one() {
    let script = "
        beheer carla > ambassadeur
        beheer carla > ambassadeur @kees:example.org
        beheer carla > ambassadeur kees Moerwijk
        beheer carla > ambassadeur @kees:example.org Atlantis
    ";
    assert_snapshot!(played(script).await, @r#"
    2026-10-14 10:00 beheer notice to carla:1
        Typ het zo: ambassadeur erbij @anna:voorbeeld.nl Duindorp
    2026-10-14 10:00 beheer notice to carla:2
        Typ het zo: ambassadeur erbij @anna:voorbeeld.nl Duindorp
    2026-10-14 10:00 beheer notice to carla:3
        Typ het zo: ambassadeur erbij @anna:voorbeeld.nl Duindorp
    2026-10-14 10:00 beheer notice to carla:4
        De wijk "Atlantis" doet nog niet mee. Typ eerst: wijk nieuw Atlantis
    "#);
}

#[tokio::test]
async fn confirming_somebody() {
    let script = "
        beheer carla > bevestig @anna:example.org
        beheer carla > bevestig @carla:example.org
        beheer carla > bevestig @niemand:example.org
        beheer carla > bevestig
    ";
    assert_snapshot!(played(script).await, @r"
    2026-10-14 10:00 beheer notice to carla:1
        Anna is bevestigd en kan weer verder.
    2026-10-14 10:00 beheer notice to carla:2
        Uzelf bevestigen kan niet. Vraag het een andere manager.
    2026-10-14 10:00 beheer notice to carla:3
        Die persoon staat niet op de lijst. Kijk of de naam klopt, bijvoorbeeld: bevestig @anna:voorbeeld.nl
    2026-10-14 10:00 beheer notice to carla:4
        Typ het zo: bevestig @anna:voorbeeld.nl
    ");
}

#[tokio::test]
async fn an_ambassadeur_may_do_none_of_it() {
    assert_snapshot!(played("moerwijk anna > !wijk nieuw Laak").await, @r"
    2026-10-14 10:00 moerwijk notice to anna:1
        Dit werkt in de beheerkamer. Typ hulp om te zien wat hier kan.
    ");
}

#[tokio::test]
async fn a_stadsdeel_is_no_wijk_and_one_that_takes_part_is_known_by_every_name() {
    let script = "
        beheer carla > wijk nieuw Laak
        beheer carla > wijk nieuw Binckhorst
        beheer carla > ja
        beheer carla > ambassadeur @kees:example.org de Binck
        beheer carla > ja
    ";
    assert_snapshot!(played(script).await, @r#"
    2026-10-14 10:00 beheer notice to carla:1
        "Laak" is een stadsdeel met meer wijken: Laakkwartier en Spoorwijk, Binckhorst. Kies er een, bijvoorbeeld: wijk nieuw Laakkwartier en Spoorwijk
    2026-10-14 10:00 beheer notice to carla:2
        Dit ga ik doen:
        - Binckhorst doet mee, met een eigen kamer.
        Klopt het? Typ ja om het te doen, of nee om het zo te laten.
    2026-10-14 10:00 beheer notice to carla:3
        Gedaan als B-1:
        - Binckhorst doet mee, met een eigen kamer.
        Toch niet goed? Typ: ongedaan B-1
    2026-10-14 10:00 binckhorst room
        Binckhorst
    2026-10-14 10:00 binckhorst invite to carla
    2026-10-14 10:00 beheer notice to carla:4
        Dit ga ik doen:
        - Kees komt erbij (@kees:example.org) en krijgt een uitnodiging.
        - Kees is een digitaal ambassadeur in Binckhorst.
        Klopt het? Typ ja om het te doen, of nee om het zo te laten.
    2026-10-14 10:00 beheer notice to carla:5
        Gedaan als B-2:
        - Kees komt erbij (@kees:example.org) en krijgt een uitnodiging.
        - Kees is een digitaal ambassadeur in Binckhorst.
        Toch niet goed? Typ: ongedaan B-2
        Kent Kees Element nog niet? Ik heb een tekst om door te sturen: uitnodiging @kees:example.org
    2026-10-14 10:00 ruimte invite to kees
    2026-10-14 10:00 binckhorst invite to kees
    "#);
}
