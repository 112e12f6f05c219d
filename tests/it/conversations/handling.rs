//! The signal room: following, seeing, closing, and how the reporter hears it.

use insta::assert_snapshot;

use super::{A_SIGNAL, played, played_after};

#[tokio::test]
async fn followers_of_the_wijk_the_trick_or_everything_are_mentioned() {
    let script = format!(
        "
        signaal bram > volg moerwijk
        signaal sanne > volg nepagent
        signaal carla > volg alles
        {A_SIGNAL}
    "
    );
    assert_snapshot!(played(&script).await, @r"
    2026-10-14 10:00 signaal notice to bram:1
        U volgt nu Moerwijk. Bij een nieuw signaal krijgt u een seintje.
    2026-10-14 10:00 signaal notice to sanne:1
        U volgt nu Nepagent. Bij een nieuw signaal krijgt u een seintje.
    2026-10-14 10:00 signaal notice to carla:1
        U volgt nu alles. Bij een nieuw signaal krijgt u een seintje.
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
    2026-10-14 10:00 signaal say @bram @carla @sanne
        S-1 · Moerwijk · Nepagent
        Hoe: Aan de deur · Mensen: 3 · Geld kwijt: nee · Dag: 14 oktober
        Stand: nieuw
    2026-10-14 10:00 signaal react to bot:5
        👀
    2026-10-14 10:00 moerwijk react to bot:6
        🙋
    2026-10-14 10:00 moerwijk react to bot:6
        👎
    ");
}

#[tokio::test]
async fn following_is_listed_and_stopped() {
    let script = "
        signaal bram > volg
        signaal bram > volg moerwijk
        signaal bram > volg moerwijk
        signaal bram > volg alles
        signaal bram > volg
        signaal bram > ontvolg moerwijk
        signaal bram > ontvolg duindorp
        signaal bram > ontvolg
        signaal bram > volg atlantis
    ";
    assert_snapshot!(played(script).await, @r"
    2026-10-14 10:00 signaal notice to bram:1
        U volgt nog niets. Typ bijvoorbeeld: volg alles
    2026-10-14 10:00 signaal notice to bram:2
        U volgt nu Moerwijk. Bij een nieuw signaal krijgt u een seintje.
    2026-10-14 10:00 signaal notice to bram:3
        U volgt Moerwijk al.
    2026-10-14 10:00 signaal notice to bram:4
        U volgt nu alles. Bij een nieuw signaal krijgt u een seintje.
    2026-10-14 10:00 signaal notice to bram:5
        U volgt: alles, Moerwijk.
    2026-10-14 10:00 signaal notice to bram:6
        U volgt Moerwijk niet meer.
    2026-10-14 10:00 signaal notice to bram:7
        U volgde Duindorp niet. Typ volg om te zien wat u volgt.
    2026-10-14 10:00 signaal notice to bram:8
        Die wijk of truc ken ik niet. Typ bijvoorbeeld: volg Duindorp
    2026-10-14 10:00 signaal notice to bram:9
        Die wijk of truc ken ik niet. Typ bijvoorbeeld: volg Duindorp
    ");
}

#[tokio::test]
async fn a_tap_says_seen_once() {
    let script = "
        signaal bram react 👀 bot:2
        signaal sanne react 👀 bot:2
        signaal sanne react 👍 bot:2
        signaal sanne > gezien 1
    ";
    assert_snapshot!(played_after(A_SIGNAL, script).await, @r"
    2026-10-14 10:00 moerwijk notice to anna:1
        Uw signaal S-1 is gezien. Dank u wel voor het melden.
    2026-10-14 10:00 signaal edit to bot:2
        S-1 · Moerwijk · Nepagent
        Hoe: Aan de deur · Mensen: 3 · Geld kwijt: nee · Dag: 14 oktober
        Stand: gezien
    2026-10-14 10:00 signaal notice to sanne:1
        S-1 was al gezien. De melder weet het.
    ");
}

#[tokio::test]
async fn a_tap_that_is_taken_back_takes_seen_back() {
    let script = "
        signaal bram react 👀 bot:2
        signaal bram unreact 👀 bot:2
        signaal sanne > gezien S-1
    ";
    assert_snapshot!(played_after(A_SIGNAL, script).await, @r"
    2026-10-14 10:00 moerwijk notice to anna:1
        Uw signaal S-1 is gezien. Dank u wel voor het melden.
    2026-10-14 10:00 signaal edit to bot:2
        S-1 · Moerwijk · Nepagent
        Hoe: Aan de deur · Mensen: 3 · Geld kwijt: nee · Dag: 14 oktober
        Stand: gezien
    2026-10-14 10:00 moerwijk redact to bot:7
    2026-10-14 10:00 signaal edit to bot:2
        S-1 · Moerwijk · Nepagent
        Hoe: Aan de deur · Mensen: 3 · Geld kwijt: nee · Dag: 14 oktober
        Stand: nieuw
    2026-10-14 10:00 moerwijk notice to anna:1
        Uw signaal S-1 is gezien. Dank u wel voor het melden.
    2026-10-14 10:00 signaal edit to bot:2
        S-1 · Moerwijk · Nepagent
        Hoe: Aan de deur · Mensen: 3 · Geld kwijt: nee · Dag: 14 oktober
        Stand: gezien
    2026-10-14 10:00 signaal notice to sanne:1
        Dank u. De melder van S-1 hoort dat het is gezien.
    ");
}

#[tokio::test]
async fn a_tap_of_an_ambassadeur_on_her_own_card_does_nothing() {
    assert_snapshot!(played_after(A_SIGNAL, "moerwijk anna react 👀 bot:1\nmoerwijk anna react 👀 bot:2").await, @"");
}

#[tokio::test]
async fn closing_by_slug_tells_the_reporter() {
    assert_snapshot!(played_after(A_SIGNAL, "signaal bram > afgehandeld 1 extra-toezicht").await, @r"
    2026-10-14 10:00 signaal edit to bot:2
        S-1 · Moerwijk · Nepagent
        Hoe: Aan de deur · Mensen: 3 · Geld kwijt: nee · Dag: 14 oktober
        Stand: afgehandeld, extra toezicht in de wijk
    2026-10-14 10:00 signaal notice to bram:1
        S-1 is afgehandeld: extra toezicht in de wijk. De melder hoort het.
    2026-10-14 10:00 moerwijk say to anna:1 @anna
        Uw signaal S-1 is afgehandeld. De politie let de komende tijd extra op in uw wijk.
    ");
}

#[tokio::test]
async fn closing_by_label_or_by_digit() {
    let before = format!(
        "{A_SIGNAL}
        moerwijk joop > signaal
        moerwijk joop > aan de deur
        moerwijk joop > nepagent
        moerwijk joop > 2
        moerwijk joop > 1
        moerwijk joop > ja"
    );
    assert_snapshot!(played_after(&before, "signaal bram > Afgehandeld S-1 Extra toezicht\nsignaal bram > afgehandeld 2 5").await, @r"
    2026-10-14 10:00 signaal edit to bot:2
        S-1 · Moerwijk · Nepagent
        Hoe: Aan de deur · Mensen: 3 · Geld kwijt: nee · Dag: 14 oktober
        Stand: afgehandeld, extra toezicht in de wijk
    2026-10-14 10:00 signaal notice to bram:1
        S-1 is afgehandeld: extra toezicht in de wijk. De melder hoort het.
    2026-10-14 10:00 moerwijk say to anna:1 @anna
        Uw signaal S-1 is afgehandeld. De politie let de komende tijd extra op in uw wijk.
    2026-10-14 10:00 signaal edit to bot:3
        S-2 · Moerwijk · Nepagent
        Hoe: Aan de deur · Mensen: 2 · Geld kwijt: nee · Dag: 14 oktober
        Stand: afgehandeld, gesproken met bewoners
    2026-10-14 10:00 signaal notice to bram:2
        S-2 is afgehandeld: gesproken met bewoners. De melder hoort het.
    2026-10-14 10:00 moerwijk say to joop:1 @joop
        Uw signaal S-2 is afgehandeld. De wijkagent heeft met bewoners gesproken.
    ");
}

#[tokio::test]
async fn closing_without_an_outcome_gives_the_list() {
    assert_snapshot!(played_after(A_SIGNAL, "signaal bram > afgehandeld 1\nsignaal sanne > 1\nsignaal bram > meer\nsignaal bram > 4").await, @r"
    2026-10-14 10:00 signaal notice to bram:1
        Met welke uitkomst? Typ het cijfer.
        1. Bekeken
        2. Extra toezicht in de wijk
        3. Waarschuwing gestuurd
        4. Aangifte opgenomen
        5. Gesproken met bewoners
        6. Voorlichting gepland
        7. Meer keuzes
    2026-10-14 10:00 signaal notice to bram:2
        Met welke uitkomst? Typ het cijfer.
        1. Doorgezet naar een andere dienst
        2. Hoort bij een lopend onderzoek
        3. Geen actie, telt wel mee
        4. Bleek geen oplichting
    2026-10-14 10:00 signaal edit to bot:2
        S-1 · Moerwijk · Nepagent
        Hoe: Aan de deur · Mensen: 3 · Geld kwijt: nee · Dag: 14 oktober
        Stand: afgehandeld, bleek geen oplichting
    2026-10-14 10:00 signaal notice to bram:3
        S-1 is afgehandeld: bleek geen oplichting. De melder hoort het.
    2026-10-14 10:00 moerwijk say to anna:1 @anna
        Uw signaal S-1 is afgehandeld. Het bleek gelukkig geen oplichting. Goed dat u het meldde.
    ");
}

#[tokio::test]
async fn another_outcome_corrects_the_first() {
    let before = format!("{A_SIGNAL}\nsignaal bram > afgehandeld 1 bekeken");
    assert_snapshot!(played_after(&before, "signaal bram edit 1 > afgehandeld 1 aangifte").await, @r"
    2026-10-14 10:00 moerwijk redact to bot:7
    2026-10-14 10:00 signaal edit to bot:2
        S-1 · Moerwijk · Nepagent
        Hoe: Aan de deur · Mensen: 3 · Geld kwijt: nee · Dag: 14 oktober
        Stand: nieuw
    2026-10-14 10:00 signaal edit to bot:2
        S-1 · Moerwijk · Nepagent
        Hoe: Aan de deur · Mensen: 3 · Geld kwijt: nee · Dag: 14 oktober
        Stand: afgehandeld, aangifte opgenomen
    2026-10-14 10:00 signaal notice to bram:1
        S-1 is afgehandeld: aangifte opgenomen. De melder hoort het.
    2026-10-14 10:00 moerwijk say to anna:1 @anna
        Uw signaal S-1 is afgehandeld. De politie heeft een aangifte opgenomen.
    ");
}

#[tokio::test]
async fn removing_the_message_that_closed_it_opens_it_again() {
    let before =
        format!("{A_SIGNAL}\nsignaal bram > gezien 1\nsignaal bram > afgehandeld 1 bekeken");
    assert_snapshot!(played_after(&before, "signaal bram delete 2").await, @r"
    2026-10-14 10:00 moerwijk redact to bot:8
    2026-10-14 10:00 signaal edit to bot:2
        S-1 · Moerwijk · Nepagent
        Hoe: Aan de deur · Mensen: 3 · Geld kwijt: nee · Dag: 14 oktober
        Stand: gezien
    ");
}

#[tokio::test]
async fn a_number_that_is_unknown_missing_or_withdrawn() {
    let before = format!("{A_SIGNAL}\nmoerwijk anna delete 1");
    let script = "
        signaal bram > gezien 99
        signaal bram > gezien
        signaal bram > afgehandeld
        signaal bram > afgehandeld 1 bekeken
    ";
    assert_snapshot!(played_after(&before, script).await, @r"
    2026-10-14 10:00 signaal notice to bram:1
        Signaal 99 ken ik niet. Kijk naar het nummer achter de S, bijvoorbeeld: gezien 12
    2026-10-14 10:00 signaal notice to bram:2
        Welk signaal bedoelt u? Zet het nummer erachter, bijvoorbeeld: gezien 12
    2026-10-14 10:00 signaal notice to bram:3
        Welk signaal bedoelt u? Zet het nummer erachter, bijvoorbeeld: afgehandeld 12
    2026-10-14 10:00 signaal notice to bram:4
        Signaal 1 ken ik niet. Kijk naar het nummer achter de S, bijvoorbeeld: afgehandeld 12
    ");
}

#[tokio::test]
async fn a_signal_that_is_withdrawn_while_its_outcome_is_chosen() {
    let before = format!("{A_SIGNAL}\nsignaal bram > afgehandeld 1");
    assert_snapshot!(played_after(&before, "moerwijk anna delete 1\nsignaal bram > 1").await, @r"
    2026-10-14 10:00 signaal redact to bot:2
    2026-10-14 10:00 moerwijk edit to bot:6
        S-1 is weggehaald en telt niet meer mee.
    2026-10-14 10:00 signaal notice to bram:2
        Signaal 1 ken ik niet. Kijk naar het nummer achter de S, bijvoorbeeld: afgehandeld 12
    ");
}

#[tokio::test]
async fn a_choice_that_comes_after_a_day_is_too_late() {
    let before = format!("{A_SIGNAL}\nsignaal bram > afgehandeld 1\nat 2026-10-15T11:00");
    assert_snapshot!(played_after(&before, "signaal bram > 1").await, @r"
    2026-10-15 11:00 signaal notice to bram:2
        Deze vraag is al een tijdje geleden. Begin gerust opnieuw, bijvoorbeeld: afgehandeld 12
    ");
}

#[tokio::test]
async fn an_outcome_in_the_evening_is_told_in_the_morning() {
    let before = format!("{A_SIGNAL}\nat 2026-10-14T21:00");
    assert_snapshot!(played_after(&before, "signaal bram > afgehandeld 1 bekeken\ntick 2026-10-15T09:00").await, @r"
    2026-10-14 21:00 signaal edit to bot:2
        S-1 · Moerwijk · Nepagent
        Hoe: Aan de deur · Mensen: 3 · Geld kwijt: nee · Dag: 14 oktober
        Stand: afgehandeld, bekeken
    2026-10-14 21:00 signaal notice to bram:1
        S-1 is afgehandeld: bekeken. De melder hoort het.
    2026-10-14 21:00 signaal notice
        Dagoverzicht 14 oktober
        Moerwijk: Nepagent S-1
    2026-10-15 09:00 moerwijk say to anna:1 @anna
        Uw signaal S-1 is afgehandeld. De wijkagent heeft uw signaal bekeken.
    ");
}

#[tokio::test]
async fn an_outcome_on_saturday_evening_waits_for_monday() {
    let before = format!("{A_SIGNAL}\nat 2026-10-17T20:30");
    assert_snapshot!(played_after(&before, "signaal bram > afgehandeld 1 bekeken\ntick 2026-10-18T23:00\ntick 2026-10-19T09:00").await, @r"
    2026-10-17 20:30 signaal edit to bot:2
        S-1 · Moerwijk · Nepagent
        Hoe: Aan de deur · Mensen: 3 · Geld kwijt: nee · Dag: 14 oktober
        Stand: afgehandeld, bekeken
    2026-10-17 20:30 signaal notice to bram:1
        S-1 is afgehandeld: bekeken. De melder hoort het.
    2026-10-17 20:30 signaal notice
        Dagoverzicht 17 oktober
        Moerwijk: Nepagent S-1
    2026-10-19 08:00 beheer notice
        Week van 12 oktober tot 19 oktober
        Nog geen acties genoteerd.
        Signalen:
        - Nepagent 1-4 (Moerwijk 1-4)
    2026-10-19 08:00 beheer picture
        [afbeelding: Signalen per truc
        Aantal per week, van 24 augustus tot 19 oktober
        Nepagent – 24 aug: 0, 31 aug: 0, 7 sep: 0, 14 sep: 0, 21 sep: 0, 28 sep: 0, 5 okt: 0, 12 okt: 1-4
        Gestreept, 1-4: een klein aantal. Zo is niemand te herkennen.]
    2026-10-19 08:30 signaal notice
        Signalen van 12 oktober tot en met 18 oktober
        Moerwijk: Nepagent 1-4
        Hele gemeente, met de drie weken ervoor:
        Nepagent 1-4 (eerder 0, 0, 0) – meer dan anders
    2026-10-19 08:30 signaal picture
        [afbeelding: Signalen per truc, hele gemeente
        Aantal per week, van 24 augustus tot 19 oktober
        Nepagent – 24 aug: 0, 31 aug: 0, 7 sep: 0, 14 sep: 0, 21 sep: 0, 28 sep: 0, 5 okt: 0, 12 okt: 1-4
        Gestreept: niet precies. Kleine getallen laat ik niet precies zien.]
    2026-10-19 09:00 moerwijk say to anna:1 @anna
        Uw signaal S-1 is afgehandeld. De wijkagent heeft uw signaal bekeken.
    ");
}

#[tokio::test]
async fn an_outcome_that_is_taken_back_in_the_night_is_never_told() {
    let before = format!("{A_SIGNAL}\nat 2026-10-14T21:00\nsignaal bram > afgehandeld 1 bekeken");
    assert_snapshot!(played_after(&before, "signaal bram delete 1\ntick 2026-10-15T10:00").await, @r"
    2026-10-14 21:00 signaal edit to bot:2
        S-1 · Moerwijk · Nepagent
        Hoe: Aan de deur · Mensen: 3 · Geld kwijt: nee · Dag: 14 oktober
        Stand: nieuw
    2026-10-14 21:00 signaal notice
        Dagoverzicht 14 oktober
        Moerwijk: Nepagent S-1
        Nog open: S-1
    ");
}

#[tokio::test]
async fn a_mistyped_command_with_little_behind_it_works_here_and_talk_stays_talk() {
    let script = "
        signaal bram > vollg moerwijk
        signaal bram > waarshuw moerwijk nepagent
        signaal bram > vrag 1
        signaal bram > s-1 afgehandeld
        signaal bram > mijn abonement
        signaal bram > vragen over de nieuwe man in Laak?
        signaal bram > Volgens mij is het rustig
        moerwijk anna > hullp
        moerwijk anna > stoep vegen zaterdag
        moerwijk anna > doe mee met vier mensen
    ";
    assert_snapshot!(played(script).await, @r#"
    2026-10-14 10:00 signaal notice to bram:1
        U volgt nu Moerwijk. Bij een nieuw signaal krijgt u een seintje.
    2026-10-14 10:00 signaal notice to bram:2
        W-1 voor Moerwijk. Zo komt het in de wijk:

        Let op in Moerwijk: Nepagent
        Iemand belt of komt langs als "politie", zegt dat er inbrekers in de buurt zijn en wil geld, sieraden of passen "veiligstellen".
        Wat u kunt doen: Doe de deur niet open en geef niets mee.
        Bellen: Politie, geen spoed: 0900-8844 of politie.nl. Gebeurt het nu? Bel 112.

        Dit bericht is van wijkbode, uit naam van de gemeente Den Haag. Het geldt tot en met 27 oktober.
        Twijfelt u? Typ echt?
        Gezien? Tik op 👀. Doorverteld? Tik op 📣.
        Idee voor deze maand: Het wordt vroeg donker. Spreek met een oudere buur af: bij twijfel blijft de deur dicht. Gedaan? Typ: doe mee

        Daaronder staat dit om door te sturen:
        Let op in Moerwijk: Nepagent. Iemand belt of komt langs als "politie", zegt dat er inbrekers in de buurt zijn en wil geld, sieraden of passen "veiligstellen". Doe de deur niet open en geef niets mee. Vragen? Bel Politie, geen spoed: 0900-8844. Gebeurt het nu? Bel 112. (wijkbode, gemeente Den Haag)

        Ik verstuur het pas als een ander akkoord geeft: een community manager of een beheerder. Die typt: akkoord 1
        Dat kan tot 15 oktober 10:00 uur. Toch niet? Typ: waarschuw stop 1
    2026-10-14 10:00 signaal notice to bram:3
        Signaal 1 ken ik niet. Kijk naar het nummer achter de S, bijvoorbeeld: vraag 12
    2026-10-14 10:00 signaal notice to bram:4
        Signaal 1 ken ik niet. Kijk naar het nummer achter de S, bijvoorbeeld: afgehandeld 12
    2026-10-14 10:00 signaal notice to bram:5
        U volgt: Moerwijk.
        Stille uren: geen
    2026-10-14 10:00 moerwijk notice to anna:1
        Dit kunt u hier doen:
        actie: noteer wat u deed voor de wijk
        signaal: meld een truc van oplichters
        ongedaan: haal uw laatste actie of signaal weg
        mijn: bekijk uw acties, signalen, doel en pauze
        Meer weten? Typ bijvoorbeeld: hulp actie · Hier kan ook: samen, doel, pauze, doe-mee, echt, niets, info, materiaal, activiteit, activiteiten, agenda, peiling, meedoen, afzeggen, afronden, idee, deel, taal.
    2026-10-14 10:00 moerwijk notice to anna:3
        Er is nog niets gepland. Iets organiseren? Typ: activiteit
    "#);
}
