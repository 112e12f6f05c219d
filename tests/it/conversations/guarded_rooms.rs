//! The signal room and the management room say nothing while somebody without a role is in them.

use insta::assert_snapshot;

use super::{A_SIGNAL, played, played_after};

#[tokio::test]
async fn a_stranger_in_the_signal_room_stops_it_and_leaving_lets_it_flow_again() {
    let script = format!(
        "
        signaal piet join
        {A_SIGNAL}
        signaal piet leave
    "
    );
    assert_snapshot!(played(&script).await, @r#"
    2026-10-14 10:00 beheer notice
        In "Signaalkamer Den Haag" zit iemand zonder rol voor die kamer: @piet:rehearsal. Ik verstuur daar niets tot dat is opgelost. Geef deze persoon een rol, of verwijder hem of haar uit de kamer.
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
    2026-10-14 10:00 moerwijk notice to anna:2
        Wat was het? Typ het cijfer.
        1. Nep-bankmedewerker of koerier aan de deur
        2. Nepagent
        3. Babbeltruc aan de deur
        4. Malafide spoedklusbedrijf
        5. Iets anders
    2026-10-14 10:00 moerwijk notice to anna:3
        Hoeveel mensen kregen hiermee te maken? Typ een getal, of weet niet.
    2026-10-14 10:00 moerwijk notice to anna:4
        Is er geld verloren? Typ het cijfer.
        1. Nee, geen geld verloren
        2. Ja, minder dan 100 euro
        3. Ja, 100 tot 1.000 euro
        4. Ja, 1.000 tot 10.000 euro
        5. Ja, meer dan 10.000 euro
        6. Dat weet ik niet
    2026-10-14 10:00 moerwijk notice to anna:5
        Dit gaat naar de signaalkamer van de politie en de gemeente:

        S-1 · Moerwijk · Nepagent
        Hoe: Aan de deur · Mensen: 3 · Geld kwijt: nee · Dag: 14 oktober
        Stand: nieuw

        Klopt het? Typ ja om te versturen, of nee om te stoppen.
    2026-10-14 10:00 moerwijk notice to anna:6
        Verstuurd als S-1. Dank u wel! U hoort hier wat ermee gebeurt.
        Advies bij deze truc: Bel direct 112. Doe de deur niet open en geef niets mee. De politie haalt nooit uw geld, passen of sieraden op.
        Elke aangifte helpt, ook van een poging. Politie, geen spoed: 0900-8844 of politie.nl
        Buren, over Nepagent: zag u dit ook? Tik op 🙋. Klopt het niet? Tik op 👎.
    2026-10-14 10:00 moerwijk react to bot:6
        🙋
    2026-10-14 10:00 moerwijk react to bot:6
        👎
    2026-10-14 10:00 signaal notice
        S-1 · Moerwijk · Nepagent
        Hoe: Aan de deur · Mensen: 3 · Geld kwijt: nee · Dag: 14 oktober
        Stand: nieuw
    2026-10-14 10:00 signaal react to bot:2
        👀
    "#);
}

#[tokio::test]
async fn the_managers_hear_of_every_time_that_a_stranger_comes_in() {
    let before = "signaal piet join\nsignaal piet leave";
    assert_snapshot!(played_after(before, "signaal piet join").await, @r#"
    2026-10-14 10:00 beheer notice
        In "Signaalkamer Den Haag" zit iemand zonder rol voor die kamer: @piet:rehearsal. Ik verstuur daar niets tot dat is opgelost. Geef deze persoon een rol, of verwijder hem of haar uit de kamer.
    "#);
}

#[tokio::test]
async fn a_stranger_in_the_management_room_is_told_in_private() {
    assert_snapshot!(played("beheer piet join\nbeheer carla > digest\nbeheer piet leave").await, @r#"
    2026-10-14 10:00 prive:carla private to carla
    2026-10-14 10:00 prive:carla notice
        In "Beheer digitaal ambassadeurs Den Haag" zit iemand zonder rol voor die kamer: @piet:rehearsal. Ik verstuur daar niets tot dat is opgelost. Geef deze persoon een rol, of verwijder hem of haar uit de kamer.
    2026-10-14 10:00 beheer notice to carla:1
        Week van 7 oktober tot 14 oktober
        Nog geen acties genoteerd.
        Signalen van 5 oktober tot 12 oktober: geen
        Hier zeg ik nu niets: Beheer digitaal ambassadeurs Den Haag. Vraag de beheerder om te kijken.
    "#);
}

#[tokio::test]
async fn an_ambassadeur_has_no_place_in_the_signal_room() {
    assert_snapshot!(played("signaal anna join").await, @r#"
    2026-10-14 10:00 beheer notice
        In "Signaalkamer Den Haag" zit iemand zonder rol voor die kamer: @anna:example.org. Ik verstuur daar niets tot dat is opgelost. Geef deze persoon een rol, of verwijder hem of haar uit de kamer.
    "#);
}

#[tokio::test]
async fn a_visitor_in_a_wijk_stops_nothing() {
    assert_snapshot!(played("moerwijk piet join\nmoerwijk anna > actie flyers 40").await, @r"
    2026-10-14 10:00 moerwijk notice to anna:1
        Dank u wel! Genoteerd als A-1: Flyers uitgedeeld, 40 stuks, op 14 oktober.
        Klopt het niet? Pas uw bericht aan, of typ: ongedaan A-1
    ");
}
