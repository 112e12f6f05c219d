//! Several tricks in one message: one list, and each its own signal.

use insta::assert_snapshot;

use super::{played, played_after};

const TWO: &str = "moerwijk anna > signaal 2x nep bank aan de telefoon, 1x nepagent aan de deur";

#[tokio::test]
async fn two_tricks_are_confirmed_with_one_list() {
    let script = format!("{TWO}\nmoerwijk anna > ja");
    assert_snapshot!(played(&script).await, @r"
    2026-10-14 10:00 moerwijk notice to anna:1
        Ik las 2 dingen. Dit gaat naar de signaalkamer van de politie en de gemeente:

        1. S-1 · Moerwijk · Bankhelpdeskfraude (nep-bankmedewerker aan de telefoon)
        Hoe: Telefoon · Mensen: 2 · Geld kwijt: onbekend · Dag: 14 oktober
        Stand: nieuw

        2. S-2 · Moerwijk · Nepagent
        Hoe: Aan de deur · Mensen: onbekend · Geld kwijt: onbekend · Dag: 14 oktober
        Stand: nieuw

        Klopt het? Typ ja om alles te versturen, of nee om te stoppen. Typ alleen 1 als alleen het eerste klopt.
    2026-10-14 10:00 moerwijk notice to anna:2
        Verstuurd als S-1, S-2. Dank u wel! U hoort hier wat ermee gebeurt.
        Elke aangifte helpt, ook van een poging. Aangifte doen via politie.nl (met DigiD): politie.nl
    2026-10-14 10:00 signaal notice
        S-1 · Moerwijk · Bankhelpdeskfraude (nep-bankmedewerker aan de telefoon)
        Hoe: Telefoon · Mensen: 2 · Geld kwijt: onbekend · Dag: 14 oktober
        Stand: nieuw
    2026-10-14 10:00 signaal notice
        S-2 · Moerwijk · Nepagent
        Hoe: Aan de deur · Mensen: onbekend · Geld kwijt: onbekend · Dag: 14 oktober
        Stand: nieuw
    2026-10-14 10:00 signaal react to bot:2
        👀
    2026-10-14 10:00 signaal react to bot:3
        👀
    ");
}

#[tokio::test]
async fn only_one_of_them_goes_its_usual_way() {
    let script = "
        moerwijk anna > ja graag
        moerwijk anna > alleen 2
        moerwijk anna > 3
        moerwijk anna > 1
        moerwijk anna > ja
    ";
    assert_snapshot!(played_after(TWO, script).await, @r"
    2026-10-14 10:00 moerwijk notice to anna:2
        Typ precies ja of nee, of bijvoorbeeld alleen 1.
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

        S-2 · Moerwijk · Nepagent
        Hoe: Aan de deur · Mensen: 3 · Geld kwijt: nee · Dag: 14 oktober
        Stand: nieuw

        Klopt het? Typ ja om te versturen, of nee om te stoppen.
    2026-10-14 10:00 moerwijk notice to anna:6
        Verstuurd als S-2. Dank u wel! U hoort hier wat ermee gebeurt.
        Advies bij deze truc: Bel direct 112. Doe de deur niet open en geef niets mee. De politie haalt nooit uw geld, passen of sieraden op.
        Elke aangifte helpt, ook van een poging. Politie, geen spoed: 0900-8844 of politie.nl
        Buren, over Nepagent: zag u dit ook? Tik op 🙋. Klopt het niet? Tik op 👎.
    2026-10-14 10:00 signaal notice
        S-2 · Moerwijk · Nepagent
        Hoe: Aan de deur · Mensen: 3 · Geld kwijt: nee · Dag: 14 oktober
        Stand: nieuw
    2026-10-14 10:00 signaal react to bot:2
        👀
    2026-10-14 10:00 moerwijk react to bot:6
        🙋
    2026-10-14 10:00 moerwijk react to bot:6
        👎
    ");
}

#[tokio::test]
async fn no_sends_none_of_them() {
    assert_snapshot!(played_after(TWO, "moerwijk anna > nee").await, @r"
    2026-10-14 10:00 moerwijk notice to anna:2
        Goed, ik verstuur niets.
    ");
}

#[tokio::test]
async fn one_of_them_can_be_taken_back_and_the_message_takes_back_both() {
    let before = format!("{TWO}\nmoerwijk anna > ja");
    let script = "
        moerwijk anna > ongedaan S-1
        moerwijk anna delete 1
    ";
    assert_snapshot!(played_after(&before, script).await, @r"
    2026-10-14 10:00 signaal redact to bot:2
    2026-10-14 10:00 moerwijk edit to bot:2
        S-1 is weggehaald en telt niet meer mee.
        S-2 blijft meetellen.
    2026-10-14 10:00 moerwijk notice to anna:3
        S-1 is weggehaald.
    2026-10-14 10:00 signaal redact to bot:3
    2026-10-14 10:00 moerwijk edit to bot:2
        S-1 is weggehaald en telt niet meer mee.
        S-2 is weggehaald en telt niet meer mee.
    ");
}

#[tokio::test]
async fn an_edit_of_the_list_is_shown_before_it_changes_anything() {
    let before = format!("{TWO}\nmoerwijk anna > ja");
    let script = "
        moerwijk anna edit 1 > signaal 3x nep bank aan de telefoon, 1x nepagent aan de deur
        moerwijk anna > ja
        moerwijk anna edit 1 > signaal 3x nep bank aan de telefoon
    ";
    assert_snapshot!(played_after(&before, script).await, @r"
    2026-10-14 10:00 moerwijk notice to anna:1
        Ik las 2 dingen. Dit gaat naar de signaalkamer van de politie en de gemeente:

        1. S-1 · Moerwijk · Bankhelpdeskfraude (nep-bankmedewerker aan de telefoon)
        Hoe: Telefoon · Mensen: 3 · Geld kwijt: onbekend · Dag: 14 oktober
        Stand: nieuw

        2. S-2 · Moerwijk · Nepagent
        Hoe: Aan de deur · Mensen: onbekend · Geld kwijt: onbekend · Dag: 14 oktober
        Stand: nieuw

        Klopt het? Typ ja om alles te versturen, of nee om te stoppen. Typ alleen 1 als alleen het eerste klopt.
    2026-10-14 10:00 signaal edit to bot:2
        S-1 · Moerwijk · Bankhelpdeskfraude (nep-bankmedewerker aan de telefoon)
        Hoe: Telefoon · Mensen: 3 · Geld kwijt: onbekend · Dag: 14 oktober
        Stand: nieuw
    2026-10-14 10:00 signaal edit to bot:3
        S-2 · Moerwijk · Nepagent
        Hoe: Aan de deur · Mensen: onbekend · Geld kwijt: onbekend · Dag: 14 oktober
        Stand: nieuw
    2026-10-14 10:00 moerwijk notice to anna:3
        S-1, S-2 zijn aangepast, ook in de signaalkamer.
    2026-10-14 10:00 moerwijk notice to anna:1
        Dit bericht werd S-1, S-2. Klopt er een niet? Haal het weg met ongedaan en het nummer, en meld het opnieuw.
    ");
}

#[tokio::test]
async fn what_is_sensitive_is_in_no_list() {
    let script = "
        moerwijk anna > signaal 1) nep bank belde 2 buren 2) sextortion bij een meisje 3) nepagent aan de deur
        moerwijk anna > nee
    ";
    assert_snapshot!(played(script).await, @r"
    2026-10-14 10:00 moerwijk notice to anna:1
        Dank u wel dat u dit meldt. Hierover praat ik liever privé met u. Ik heb u een bericht gestuurd.
    2026-10-14 10:00 moerwijk notice to anna:1
        Ik las 2 dingen. Dit gaat naar de signaalkamer van de politie en de gemeente:

        1. S-1 · Moerwijk · Bankhelpdeskfraude (nep-bankmedewerker aan de telefoon)
        Hoe: Telefoon · Mensen: 2 · Geld kwijt: onbekend · Dag: 14 oktober
        Stand: nieuw

        2. S-2 · Moerwijk · Nepagent
        Hoe: Aan de deur · Mensen: onbekend · Geld kwijt: onbekend · Dag: 14 oktober
        Stand: nieuw

        Klopt het? Typ ja om alles te versturen, of nee om te stoppen. Typ alleen 1 als alleen het eerste klopt.
    2026-10-14 10:00 prive:anna private to anna
    2026-10-14 10:00 prive:anna say @anna
        Betaal niet en stuur niets meer. Bewaar bewijs en blokkeer daarna. Het is niet jouw schuld. Praat met Helpwanted: 020-261 52 75 of chat op helpwanted.nl.
        Vertel mij geen details. Mag ik dit meetellen, zonder wijk en zonder naam? Typ ja of nee.
    2026-10-14 10:00 moerwijk notice to anna:2
        Goed, ik verstuur niets.
    ");
}
