//! Questions: answering them in every way, going back, going on in private, and correcting an answer.

use insta::assert_snapshot;

use super::{A_FORM, PROGRAMME, played, played_after, rehearsal_of, shown};

/// The same programme with another place for long forms.
async fn played_with(long_forms: &str, script: &str) -> String {
    let programme = format!("long_forms = \"{long_forms}\"\n{PROGRAMME}");
    let mut rehearsal = rehearsal_of(&programme).await;
    shown(&rehearsal.play(script).await.unwrap())
}

/// Everything that the bot said itself, in one line each: for what is about the order of things.
fn first_lines(shown: &str) -> String {
    let mut lines = Vec::new();
    let mut is_first = false;
    for line in shown.lines() {
        if let Some(said) = line.strip_prefix("    ") {
            if is_first {
                let head: &mut String = lines.last_mut().expect("a head comes first");
                head.push_str(": ");
                head.push_str(said);
                is_first = false;
            }
        } else if !line.is_empty() {
            lines.push(line.get(17..).unwrap_or(line).to_owned());
            is_first = true;
        }
    }
    lines.join("\n")
}

#[tokio::test]
async fn a_short_list_can_be_tapped() {
    let script = "
        moerwijk anna > signaal hoi mam via WhatsApp
        moerwijk anna react 1️⃣ bot:1
    ";
    assert_snapshot!(first_lines(&played(script).await), @r"
    moerwijk notice to anna:1: Ik weet nog niet zeker wat het was. Typ het cijfer.
    moerwijk react to bot:1: 1️⃣
    moerwijk react to bot:1: 2️⃣
    moerwijk react to bot:1: 3️⃣
    moerwijk notice to bot:1: Hoeveel mensen kregen hiermee te maken? Typ een getal, of weet niet.
    ");
}

#[tokio::test]
async fn a_tap_of_somebody_else_or_of_another_sign_chooses_nothing() {
    let before = "moerwijk anna > signaal hoi mam via WhatsApp";
    let script = "
        moerwijk joop react 1️⃣ bot:1
        moerwijk carla react 1️⃣ bot:1
        moerwijk anna react 👍 bot:1
    ";
    assert_snapshot!(played_after(before, script).await, @"");
}

#[tokio::test]
async fn a_tap_on_a_question_that_was_answered_does_nothing() {
    let before = "
        moerwijk anna > signaal hoi mam via WhatsApp
        moerwijk anna > 1
    ";
    assert_snapshot!(played_after(before, "moerwijk anna react 2️⃣ bot:1").await, @"");
}

#[tokio::test]
async fn what_sends_cannot_be_tapped() {
    assert_snapshot!(played_after(A_FORM, "moerwijk anna react 👍 bot:5").await, @"");
}

#[tokio::test]
async fn terug_shows_the_question_before_with_its_answer() {
    let script = "
        moerwijk anna > actie
        moerwijk anna > 2
        moerwijk anna > Terug
        moerwijk anna > flyers
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
    2026-10-14 10:00 moerwijk notice to anna:2
        Hoeveel mensen bereikte u ongeveer? Typ een getal, of weet niet.
    2026-10-14 10:00 moerwijk notice to anna:3
        Terug. U antwoordde: Koffieochtend of buurtkamer. Typ verder om dat zo te laten.
        Wat voor actie was het? Typ het cijfer.
        1. Flyers uitgedeeld
        2. Koffieochtend of buurtkamer
        3. Presentatie of lezing
        4. Persoonlijk gesprek
        5. Bericht in een app-groep
        6. Iets anders
        7. Deze maand niets
    2026-10-14 10:00 moerwijk notice to anna:4
        Hoeveel mensen bereikte u ongeveer? Typ een getal, of weet niet.
    2026-10-14 10:00 moerwijk notice to anna:5
        Dank u wel! Genoteerd als A-1: Flyers uitgedeeld, 40 stuks, op 14 oktober.
        Klopt het niet? Pas uw bericht aan, of typ: ongedaan A-1
    ");
}

#[tokio::test]
async fn terug_goes_all_the_way_and_verder_keeps_an_answer() {
    let script = "
        moerwijk anna > terug
        moerwijk anna > terug
        moerwijk anna > verder
        moerwijk anna > 5
        moerwijk anna > terug
        moerwijk anna > verder
        moerwijk anna > 1
        moerwijk anna > ja
    ";
    assert_snapshot!(played_after(A_FORM, script).await, @r"
    2026-10-14 10:00 moerwijk notice to anna:6
        Terug. U antwoordde: Nee, geen geld verloren. Typ verder om dat zo te laten.
        Is er geld verloren? Typ het cijfer.
        1. Nee, geen geld verloren
        2. Ja, minder dan 100 euro
        3. Ja, 100 tot 1.000 euro
        4. Ja, 1.000 tot 10.000 euro
        5. Ja, meer dan 10.000 euro
        6. Dat weet ik niet
    2026-10-14 10:00 moerwijk notice to anna:7
        Terug. U antwoordde: 3. Typ verder om dat zo te laten.
        Hoeveel mensen kregen hiermee te maken? Typ een getal, of weet niet.
    2026-10-14 10:00 moerwijk notice to anna:8
        Is er geld verloren? Typ het cijfer.
        1. Nee, geen geld verloren
        2. Ja, minder dan 100 euro
        3. Ja, 100 tot 1.000 euro
        4. Ja, 1.000 tot 10.000 euro
        5. Ja, meer dan 10.000 euro
        6. Dat weet ik niet
    2026-10-14 10:00 moerwijk notice to anna:9
        Bel eerst de bank. Het nummer staat op de pas of in de app.
    2026-10-14 10:00 moerwijk notice to anna:9
        Dit gaat naar de signaalkamer van de politie en de gemeente:

        S-1 · Moerwijk · Nepagent
        Hoe: Aan de deur · Mensen: 3 · Geld kwijt: ja, meer dan 10.000 euro · Dag: 14 oktober
        Stand: nieuw

        Klopt het? Typ ja om te versturen, of nee om te stoppen.
    2026-10-14 10:00 moerwijk notice to anna:10
        Terug. U antwoordde: Ja, meer dan 10.000 euro. Typ verder om dat zo te laten.
        Is er geld verloren? Typ het cijfer.
        1. Nee, geen geld verloren
        2. Ja, minder dan 100 euro
        3. Ja, 100 tot 1.000 euro
        4. Ja, 1.000 tot 10.000 euro
        5. Ja, meer dan 10.000 euro
        6. Dat weet ik niet
    2026-10-14 10:00 moerwijk notice to anna:11
        Bel eerst de bank. Het nummer staat op de pas of in de app.
    2026-10-14 10:00 moerwijk notice to anna:11
        Dit gaat naar de signaalkamer van de politie en de gemeente:

        S-1 · Moerwijk · Nepagent
        Hoe: Aan de deur · Mensen: 3 · Geld kwijt: ja, meer dan 10.000 euro · Dag: 14 oktober
        Stand: nieuw

        Klopt het? Typ ja om te versturen, of nee om te stoppen.
    2026-10-14 10:00 moerwijk notice to anna:12
        Typ precies ja of nee. Iets verbeteren? Typ terug.
    2026-10-14 10:00 moerwijk notice to anna:13
        Verstuurd als S-1. Dank u wel! U hoort hier wat ermee gebeurt.
        Advies bij deze truc: Bel direct 112. Doe de deur niet open en geef niets mee. De politie haalt nooit uw geld, passen of sieraden op.
        Elke aangifte helpt, ook van een poging. Politie, geen spoed: 0900-8844 of politie.nl
        Buren, over Nepagent: zag u dit ook? Tik op 🙋. Klopt het niet? Tik op 👎.
    2026-10-14 10:00 signaal notice
        S-1 · Moerwijk · Nepagent
        Hoe: Aan de deur · Mensen: 3 · Geld kwijt: ja, meer dan 10.000 euro · Dag: 14 oktober
        Stand: nieuw
    2026-10-14 10:00 signaal react to bot:2
        👀
    2026-10-14 10:00 moerwijk react to bot:15
        🙋
    2026-10-14 10:00 moerwijk react to bot:15
        👎
    ");
}

#[tokio::test]
async fn at_the_first_question_there_is_no_way_back() {
    assert_snapshot!(played_after("moerwijk anna > actie", "moerwijk anna > terug").await, @r"
    2026-10-14 10:00 moerwijk notice to anna:2
        Dit is de eerste vraag. Stoppen kan ook: stop
    ");
}

#[tokio::test]
async fn going_back_survives_a_restart() {
    let before = format!("{A_FORM}\nrestart");
    let script = "
        moerwijk anna > terug
        restart
        moerwijk anna > 2
    ";
    assert_snapshot!(first_lines(&played_after(&before, script).await), @r"
    moerwijk notice to anna:6: Terug. U antwoordde: Nee, geen geld verloren. Typ verder om dat zo te laten.
    moerwijk notice to anna:7: Bel eerst de bank. Het nummer staat op de pas of in de app.
    moerwijk notice to anna:7: Dit gaat naar de signaalkamer van de politie en de gemeente:
    ");
}

#[tokio::test]
async fn a_short_yes_or_no_that_is_no_answer_gets_one_hint_with_the_choices() {
    let script = "
        moerwijk anna > actie
        moerwijk anna > ja hoor
        moerwijk anna > nee joh
        moerwijk anna > 1
        moerwijk anna > nee
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
    2026-10-14 10:00 moerwijk notice to anna:2
        Typ het cijfer van uw keuze:
        1. Flyers uitgedeeld
        2. Koffieochtend of buurtkamer
        3. Presentatie of lezing
        4. Persoonlijk gesprek
        5. Bericht in een app-groep
        6. Iets anders
        7. Deze maand niets
        Terug naar de vorige vraag: terug. Stoppen kan ook: stop
    2026-10-14 10:00 moerwijk notice to anna:4
        Hoeveel mensen bereikte u ongeveer? Typ een getal, of weet niet.
    2026-10-14 10:00 moerwijk notice to anna:5
        Typ een getal, bijvoorbeeld 5. Of typ: weet niet
    2026-10-14 10:00 moerwijk notice to anna:6
        Dank u wel! Genoteerd als A-1: Flyers uitgedeeld, 40 stuks, op 14 oktober.
        Klopt het niet? Pas uw bericht aan, of typ: ongedaan A-1
    ");
}

#[tokio::test]
async fn almost_ja_sends_nothing_and_says_what_does() {
    let script = "
        moerwijk anna > Ja graag
        moerwijk anna > klopt
        moerwijk anna > ja gezellig
        moerwijk anna reply bot:5 > ja graag
        moerwijk anna > ja
    ";
    assert_snapshot!(first_lines(&played_after(A_FORM, script).await), @r"
    moerwijk notice to anna:6: Typ precies ja of nee. Iets verbeteren? Typ terug.
    moerwijk notice to anna:9: Typ precies ja of nee. Iets verbeteren? Typ terug.
    moerwijk notice to anna:10: Verstuurd als S-1. Dank u wel! U hoort hier wat ermee gebeurt.
    signaal notice: S-1 · Moerwijk · Nepagent
    signaal react to bot:2: 👀
    moerwijk react to bot:8: 🙋
    moerwijk react to bot:8: 👎
    ");
}

#[tokio::test]
async fn talk_during_a_form_starts_nothing() {
    let script = "
        moerwijk anna > ja gezellig Joop
        moerwijk anna > ik kom om 2 uur
        moerwijk anna > nee ik ben er dan niet
        moerwijk anna > terug van vakantie
        moerwijk anna > lekker weer he
    ";
    assert_snapshot!(played_after(A_FORM, script).await, @"");
}

#[tokio::test]
async fn in_private_every_message_that_is_no_answer_hears_what_is() {
    let script = "
        prive:anna anna > actie
        prive:anna anna > hoe bedoel je
        prive:anna anna > ja
        prive:anna anna > bedankt
        prive:anna anna > flyers
        prive:anna anna > geen flauw benul
        prive:anna anna > 40
    ";
    assert_snapshot!(first_lines(&played(script).await), @r"
    prive:anna notice to anna:1: Wat voor actie was het? Typ het cijfer.
    prive:anna notice to anna:2: Typ het cijfer van uw keuze:
    prive:anna notice to anna:3: Typ het cijfer van uw keuze:
    prive:anna notice to anna:5: Hoeveel mensen bereikte u ongeveer? Typ een getal, of weet niet.
    prive:anna notice to anna:6: Typ een getal, bijvoorbeeld 5. Of typ: weet niet
    prive:anna notice to anna:7: Dank u wel! Genoteerd als A-1: Flyers uitgedeeld, 40 stuks, op 14 oktober.
    ");
}

#[tokio::test]
async fn danger_in_the_middle_of_a_form_gets_112() {
    let script = "
        moerwijk anna > actie
        moerwijk anna reply bot:1 > HELP er staat nu iemand voor de deur!!
    ";
    assert_snapshot!(first_lines(&played(script).await), @r"
    moerwijk notice to anna:1: Wat voor actie was het? Typ het cijfer.
    moerwijk say to anna:2 @anna: Bel nu 112. Ik ben geen meldkamer en de politie leest hier niet live mee.
    ");
}

#[tokio::test]
async fn a_long_list_has_a_next_page() {
    let script = "
        prive:anna anna > signaal
        prive:anna anna > 2
        prive:anna anna > 7
        prive:anna anna > 1
        prive:anna anna > terug
        prive:anna anna > hulp in nood
    ";
    assert_snapshot!(played(script).await, @r"
    2026-10-14 10:00 prive:anna notice to anna:1
        Hoe kwam het binnen? Typ het cijfer, of weet niet.
        1. Telefoon
        2. Sms of WhatsApp
        3. E-mail
        4. Aan de deur
        5. Website of advertentie
        6. Facebook, Instagram, Snapchat
        7. Brief of sticker
    2026-10-14 10:00 prive:anna notice to anna:2
        Wat was het? Typ het cijfer.
        1. Vriend-in-noodfraude (WhatsApp-fraude)
        2. Phishing via sms of app (smishing)
        3. Nep-bericht over een pakket
        4. Nep-bericht van de overheid of een incassobureau
        5. Verkoopfraude / vals betaalverzoek
        6. Datingfraude
        7. Meer keuzes
    2026-10-14 10:00 prive:anna notice to anna:3
        Wat was het? Typ het cijfer.
        1. Vacature- of taakfraude
        2. WhatsApp-account overgenomen (6-cijferige code)
        3. Sextortion / naaktbeelden (afpersing of verspreiding)
        4. Iets anders
    2026-10-14 10:00 prive:anna notice to anna:4
        Hoeveel mensen kregen hiermee te maken? Typ een getal, of weet niet.
    2026-10-14 10:00 prive:anna notice to anna:5
        Terug. U antwoordde: Vacature- of taakfraude. Typ verder om dat zo te laten.
        Wat was het? Typ het cijfer.
        1. Vriend-in-noodfraude (WhatsApp-fraude)
        2. Phishing via sms of app (smishing)
        3. Nep-bericht over een pakket
        4. Nep-bericht van de overheid of een incassobureau
        5. Verkoopfraude / vals betaalverzoek
        6. Datingfraude
        7. Meer keuzes
    2026-10-14 10:00 prive:anna notice to anna:6
        Dat woord ken ik niet. Typ hulp voor alles wat hier kan.
    ");
}

#[tokio::test]
async fn not_knowing_how_it_came_in_is_an_answer() {
    assert_snapshot!(first_lines(&played("moerwijk anna > signaal\nmoerwijk anna > geen idee").await), @r"
    moerwijk notice to anna:1: Hoe kwam het binnen? Typ het cijfer, of weet niet.
    moerwijk notice to anna:2: Hoeveel mensen kregen hiermee te maken? Typ een getal, of weet niet.
    ");
}

#[tokio::test]
async fn a_long_form_goes_on_in_private_when_asked_to() {
    let script = "
        moerwijk anna > signaal
        moerwijk anna > privé
        prive:anna anna > aan de deur
        prive:anna anna > nepagent
        prive:anna anna > 3
        prive:anna anna > 1
        prive:anna anna > ja
        signaal bram > gezien 1
    ";
    assert_snapshot!(played(script).await, @r"
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
        Goed, ik stel u mijn vragen in een privégesprek.
    2026-10-14 10:00 prive:anna private to anna
    2026-10-14 10:00 prive:anna say @anna
        Hoe kwam het binnen? Typ het cijfer, of weet niet.
        1. Telefoon
        2. Sms of WhatsApp
        3. E-mail
        4. Aan de deur
        5. Website of advertentie
        6. Facebook, Instagram, Snapchat
        7. Brief of sticker
    2026-10-14 10:00 prive:anna notice to anna:1
        Wat was het? Typ het cijfer.
        1. Nep-bankmedewerker of koerier aan de deur
        2. Nepagent
        3. Babbeltruc aan de deur
        4. Malafide spoedklusbedrijf
        5. Iets anders
    2026-10-14 10:00 prive:anna notice to anna:2
        Hoeveel mensen kregen hiermee te maken? Typ een getal, of weet niet.
    2026-10-14 10:00 prive:anna notice to anna:3
        Is er geld verloren? Typ het cijfer.
        1. Nee, geen geld verloren
        2. Ja, minder dan 100 euro
        3. Ja, 100 tot 1.000 euro
        4. Ja, 1.000 tot 10.000 euro
        5. Ja, meer dan 10.000 euro
        6. Dat weet ik niet
    2026-10-14 10:00 prive:anna notice to anna:4
        Dit gaat naar de signaalkamer van de politie en de gemeente:

        S-1 · Moerwijk · Nepagent
        Hoe: Aan de deur · Mensen: 3 · Geld kwijt: nee · Dag: 14 oktober
        Stand: nieuw

        Klopt het? Typ ja om te versturen, of nee om te stoppen.
    2026-10-14 10:00 prive:anna notice to anna:5
        Verstuurd als S-1. Dank u wel! U hoort hier wat ermee gebeurt.
        Advies bij deze truc: Bel direct 112. Doe de deur niet open en geef niets mee. De politie haalt nooit uw geld, passen of sieraden op.
        Elke aangifte helpt, ook van een poging. Politie, geen spoed: 0900-8844 of politie.nl
    2026-10-14 10:00 signaal notice
        S-1 · Moerwijk · Nepagent
        Hoe: Aan de deur · Mensen: 3 · Geld kwijt: nee · Dag: 14 oktober
        Stand: nieuw
    2026-10-14 10:00 signaal react to bot:2
        👀
    2026-10-14 10:00 prive:anna notice
        Uw signaal S-1 is gezien. Dank u wel voor het melden.
    2026-10-14 10:00 signaal edit to bot:2
        S-1 · Moerwijk · Nepagent
        Hoe: Aan de deur · Mensen: 3 · Geld kwijt: nee · Dag: 14 oktober
        Stand: gezien
    2026-10-14 10:00 signaal notice to bram:1
        Dank u. De melder van S-1 hoort dat het is gezien.
    ");
}

#[tokio::test]
async fn a_programme_can_ask_where_a_long_form_goes_on() {
    let script = "
        moerwijk anna > signaal
        moerwijk anna react 2️⃣ bot:1
        prive:anna anna > 4
        moerwijk joop > signaal
        moerwijk joop > hier
        moerwijk joop > 4
        moerwijk joop > terug
    ";
    assert_snapshot!(first_lines(&played_with("ask", script).await), @r"
    moerwijk notice to anna:1: Ik heb nog een paar vragen. Waar wilt u verder? Typ het cijfer.
    moerwijk react to bot:1: 1️⃣
    moerwijk react to bot:1: 2️⃣
    moerwijk notice to bot:1: Goed, ik stel u mijn vragen in een privégesprek.
    prive:anna private to anna
    prive:anna say @anna: Hoe kwam het binnen? Typ het cijfer, of weet niet.
    prive:anna notice to anna:1: Wat was het? Typ het cijfer.
    moerwijk notice to joop:1: Ik heb nog een paar vragen. Waar wilt u verder? Typ het cijfer.
    moerwijk react to bot:3: 1️⃣
    moerwijk react to bot:3: 2️⃣
    moerwijk notice to joop:2: Hoe kwam het binnen? Typ het cijfer, of weet niet.
    moerwijk notice to joop:3: Wat was het? Typ het cijfer.
    moerwijk notice to joop:4: Terug. U antwoordde: Aan de deur. Typ verder om dat zo te laten.
    ");
}

#[tokio::test]
async fn a_programme_can_move_long_forms_to_the_private_chat() {
    let script = "
        moerwijk anna > signaal
        moerwijk anna > actie
        moerwijk joop > signaal nepagent aan de deur bij 3 buren, niks kwijt
    ";
    assert_snapshot!(first_lines(&played_with("private", script).await), @r"
    moerwijk notice to anna:1: Goed, ik stel u mijn vragen in een privégesprek.
    prive:anna private to anna
    prive:anna say @anna: Hoe kwam het binnen? Typ het cijfer, of weet niet.
    moerwijk notice to anna:2: Wat voor actie was het? Typ het cijfer.
    moerwijk notice to joop:1: Dit gaat naar de signaalkamer van de politie en de gemeente:
    ");
}

#[tokio::test]
async fn an_edited_answer_in_a_form_counts_as_it_is_now() {
    let script = "
        moerwijk anna > actie
        moerwijk anna > 2
        moerwijk anna edit 2 > 1
        moerwijk anna > 40
    ";
    assert_snapshot!(first_lines(&played(script).await), @r"
    moerwijk notice to anna:1: Wat voor actie was het? Typ het cijfer.
    moerwijk notice to anna:2: Hoeveel mensen bereikte u ongeveer? Typ een getal, of weet niet.
    moerwijk notice to anna:2: Hoeveel mensen bereikte u ongeveer? Typ een getal, of weet niet.
    moerwijk notice to anna:3: Dank u wel! Genoteerd als A-1: Flyers uitgedeeld, 40 stuks, op 14 oktober.
    ");
}

#[tokio::test]
async fn an_edited_answer_after_the_form_corrects_the_action() {
    let before = "
        moerwijk anna > actie
        moerwijk anna > 2
        moerwijk anna > 12
        restart
    ";
    let script = "
        moerwijk anna edit 3 > 15
        tick 2026-10-15T12:00
        moerwijk anna edit 3 > 20
        moerwijk anna edit 3 > 20 man
        moerwijk anna edit 3 > gezellig
    ";
    assert_snapshot!(played_after(before, script).await, @r"
    2026-10-14 10:00 moerwijk edit to bot:3
        Aangepast. A-1 is nu: Koffieochtend of buurtkamer, 15 aanwezigen, op 14 oktober.
    2026-10-15 12:00 moerwijk edit to bot:3
        Aangepast. A-1 is nu: Koffieochtend of buurtkamer, 20 aanwezigen, op 14 oktober.
    2026-10-15 12:00 moerwijk notice to anna:3
        Typ een getal, bijvoorbeeld 5. Of typ: weet niet
    ");
}

#[tokio::test]
async fn an_edited_answer_after_sending_is_shown_and_then_changes_the_card() {
    let before = format!("{A_FORM}\nmoerwijk anna > ja");
    let script = "
        moerwijk anna edit 4 > 5
        moerwijk anna > 1
        moerwijk anna > ja
    ";
    assert_snapshot!(played_after(&before, script).await, @r"
    2026-10-14 10:00 moerwijk notice to anna:4
        Is er geld verloren? Typ het cijfer.
        1. Nee, geen geld verloren
        2. Ja, minder dan 100 euro
        3. Ja, 100 tot 1.000 euro
        4. Ja, 1.000 tot 10.000 euro
        5. Ja, meer dan 10.000 euro
        6. Dat weet ik niet
    2026-10-14 10:00 moerwijk notice to anna:7
        Zo komt het in de signaalkamer te staan:

        S-1 · Moerwijk · Nepagent
        Hoe: Aan de deur · Mensen: 5 · Geld kwijt: nee · Dag: 14 oktober
        Stand: nieuw

        Klopt het? Typ ja om het aan te passen, of nee om het zo te laten.
    2026-10-14 10:00 signaal edit to bot:2
        S-1 · Moerwijk · Nepagent
        Hoe: Aan de deur · Mensen: 5 · Geld kwijt: nee · Dag: 14 oktober
        Stand: nieuw
    2026-10-14 10:00 moerwijk notice to anna:8
        S-1 is aangepast, ook in de signaalkamer.
    ");
}

#[tokio::test]
async fn a_yes_that_becomes_a_no_takes_the_signal_back() {
    let before = format!("{A_FORM}\nmoerwijk anna > ja");
    assert_snapshot!(played_after(&before, "moerwijk anna edit 6 > nee").await, @r"
    2026-10-14 10:00 signaal redact to bot:2
    2026-10-14 10:00 moerwijk edit to bot:6
        S-1 is weggehaald en telt niet meer mee.
    2026-10-14 10:00 moerwijk notice to anna:6
        S-1 is weggehaald en telt niet meer mee.
    ");
}

#[tokio::test]
async fn a_wrong_answer_that_is_mended_by_an_edit_counts() {
    let script = "
        moerwijk anna > actie
        moerwijk anna reply bot:1 > flyrsx
        moerwijk anna edit 2 > flyers
    ";
    assert_snapshot!(first_lines(&played(script).await), @r"
    moerwijk notice to anna:1: Wat voor actie was het? Typ het cijfer.
    moerwijk notice to anna:2: Typ het cijfer van uw keuze:
    moerwijk notice to anna:2: Hoeveel mensen bereikte u ongeveer? Typ een getal, of weet niet.
    ");
}

#[tokio::test]
async fn an_edited_outcome_of_a_question_tells_the_reporter_anew() {
    let before =
        format!("{A_FORM}\nmoerwijk anna > ja\nsignaal bram > afgehandeld 1\nsignaal bram > 1");
    assert_snapshot!(played_after(&before, "signaal bram edit 2 > 2").await, @r"
    2026-10-14 10:00 moerwijk redact to bot:7
    2026-10-14 10:00 signaal edit to bot:2
        S-1 · Moerwijk · Nepagent
        Hoe: Aan de deur · Mensen: 3 · Geld kwijt: nee · Dag: 14 oktober
        Stand: nieuw
    2026-10-14 10:00 signaal edit to bot:2
        S-1 · Moerwijk · Nepagent
        Hoe: Aan de deur · Mensen: 3 · Geld kwijt: nee · Dag: 14 oktober
        Stand: afgehandeld, extra toezicht in de wijk
    2026-10-14 10:00 signaal notice to bram:2
        S-1 is afgehandeld: extra toezicht in de wijk. De melder hoort het.
    2026-10-14 10:00 moerwijk say to anna:1 @anna
        Uw signaal S-1 is afgehandeld. De politie let de komende tijd extra op in uw wijk.
    ");
}

#[tokio::test]
async fn answers_in_a_thread_count_as_well_as_outside() {
    let script = "
        moerwijk anna > actie
        moerwijk anna thread bot:1 > flyers
        moerwijk anna > 40
    ";
    assert_snapshot!(first_lines(&played(script).await), @r"
    moerwijk notice to anna:1: Wat voor actie was het? Typ het cijfer.
    moerwijk notice to anna:2: Hoeveel mensen bereikte u ongeveer? Typ een getal, of weet niet.
    moerwijk notice to anna:3: Dank u wel! Genoteerd als A-1: Flyers uitgedeeld, 40 stuks, op 14 oktober.
    ");
}

#[tokio::test]
async fn an_edit_of_somebody_elses_talk_runs_only_what_is_said_to_the_bot() {
    let before = "
        moerwijk joop > lekker weer
        moerwijk anna > ook lekker weer
    ";
    let script = "
        moerwijk anna edit joop:1 > 40 flyers uitgedeeld
        moerwijk anna edit 1 > ook heel lekker weer, ja
        moerwijk anna edit 1 > actie flyers 40
        moerwijk anna edit 1 > actie flyers 50
    ";
    assert_snapshot!(played_after(before, script).await, @r"
    2026-10-14 10:00 moerwijk notice to anna:1
        Dank u wel! Genoteerd als A-1: Flyers uitgedeeld, 40 stuks, op 14 oktober.
        Klopt het niet? Pas uw bericht aan, of typ: ongedaan A-1
    2026-10-14 10:00 moerwijk edit to bot:1
        Aangepast. A-1 is nu: Flyers uitgedeeld, 50 stuks, op 14 oktober.
    ");
}

#[tokio::test]
async fn an_edit_of_talk_answers_no_question() {
    let before = "
        moerwijk anna > lekker weer
        moerwijk anna > actie
    ";
    assert_snapshot!(played_after(before, "moerwijk anna edit 1 > 2").await, @"");
}

#[tokio::test]
async fn all_that_is_an_ambassadeurs_own_works_in_private() {
    let script = "
        prive:joop joop > signaal nepagent belde 3 buren op om hun sieraden te komen halen, niks kwijt
        prive:joop joop react 2️⃣ bot:1
        prive:joop joop > ja
        at 2026-10-14T10:05
        prive:joop joop > actie
        prive:joop joop > Duindorp
        prive:joop joop > koffieochtend
        prive:joop joop > 12
        prive:joop joop edit 6 > 14
        prive:joop joop > ongedaan
        prive:joop joop > hulp
    ";
    assert_snapshot!(first_lines(&played(script).await), @r"
    prive:joop notice to joop:1: Voor welke wijk is dit? Typ het cijfer.
    prive:joop react to bot:1: 1️⃣
    prive:joop react to bot:1: 2️⃣
    prive:joop notice to bot:1: Dit gaat naar de signaalkamer van de politie en de gemeente:
    prive:joop notice to joop:2: Verstuurd als S-1. Dank u wel! U hoort hier wat ermee gebeurt.
    signaal notice: S-1 · Moerwijk · Nepagent
    signaal react to bot:2: 👀
    prive:joop notice to joop:3: Voor welke wijk is dit? Typ het cijfer.
    prive:joop react to bot:4: 1️⃣
    prive:joop react to bot:4: 2️⃣
    prive:joop notice to joop:4: Wat voor actie was het? Typ het cijfer.
    prive:joop notice to joop:5: Hoeveel mensen bereikte u ongeveer? Typ een getal, of weet niet.
    prive:joop notice to joop:6: Dank u wel! Genoteerd als A-1: Koffieochtend of buurtkamer, 12 aanwezigen, op 14 oktober.
    prive:joop edit to bot:7: Aangepast. A-1 is nu: Koffieochtend of buurtkamer, 14 aanwezigen, op 14 oktober.
    prive:joop edit to bot:7: A-1 is weggehaald.
    prive:joop notice to joop:7: A-1 is weggehaald.
    prive:joop notice to joop:8: Dit kunt u hier doen:
    ");
}
