//! `signaal`: reporting a trick, from the first word to the copy in the signal room.

use insta::assert_snapshot;

use super::{A_FORM, A_SIGNAL, played, played_after, rehearsal};

#[tokio::test]
async fn a_clear_signal_is_shown_before_it_is_sent() {
    let script = "
        moerwijk anna > signaal: nepagent belde 3 buren op, hij zou hun geld en sieraden komen halen. Niks kwijt
        moerwijk anna > ja
    ";
    assert_snapshot!(played(script).await, @r"
    2026-10-14 10:00 moerwijk notice to anna:1
        Dit gaat naar de signaalkamer van de politie en de gemeente:

        S-1 · Moerwijk · Nepagent
        Hoe: Telefoon · Mensen: 3 · Geld kwijt: nee · Dag: 14 oktober
        Stand: nieuw
        Ook verteld: Wil geld of sieraden in bewaring nemen

        Klopt het? Typ ja om te versturen, of nee om te stoppen.
    2026-10-14 10:00 moerwijk notice to anna:2
        Verstuurd als S-1. Dank u wel! U hoort hier wat ermee gebeurt.
        Advies bij deze truc: Bel direct 112. Doe de deur niet open en geef niets mee. De politie haalt nooit uw geld, passen of sieraden op.
        Elke aangifte helpt, ook van een poging. Politie, geen spoed: 0900-8844 of politie.nl
        Buren, over Nepagent: zag u dit ook? Tik op 🙋. Klopt het niet? Tik op 👎.
    2026-10-14 10:00 signaal notice
        S-1 · Moerwijk · Nepagent
        Hoe: Telefoon · Mensen: 3 · Geld kwijt: nee · Dag: 14 oktober
        Stand: nieuw
        Ook verteld: Wil geld of sieraden in bewaring nemen
    2026-10-14 10:00 signaal react to bot:2
        👀
    2026-10-14 10:00 moerwijk react to bot:2
        🙋
    2026-10-14 10:00 moerwijk react to bot:2
        👎
    ");
}

#[tokio::test]
async fn what_is_shown_is_exactly_what_is_sent() {
    let deeds = rehearsal().await.play(A_SIGNAL).await.unwrap();
    let sent = deeds.iter().find(|deed| deed.room == "signaal").unwrap();
    assert!(
        deeds
            .iter()
            .any(|deed| deed.room == "moerwijk" && deed.body.contains(&sent.body)),
        "{}",
        sent.body
    );
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
        Hoe: Aan de deur · Mensen: 5 · Geld kwijt: nee · Dag: 14 oktober
        Stand: nieuw

        Klopt het? Typ ja om te versturen, of nee om te stoppen.
    2026-10-14 10:00 moerwijk notice to anna:6
        Verstuurd als S-1. Dank u wel! U hoort hier wat ermee gebeurt.
        Advies bij deze truc: Bel direct 112. Doe de deur niet open en geef niets mee. De politie haalt nooit uw geld, passen of sieraden op.
        Elke aangifte helpt, ook van een poging. Politie, geen spoed: 0900-8844 of politie.nl
        Buren, over Nepagent: zag u dit ook? Tik op 🙋. Klopt het niet? Tik op 👎.
    2026-10-14 10:00 signaal notice
        S-1 · Moerwijk · Nepagent
        Hoe: Aan de deur · Mensen: 5 · Geld kwijt: nee · Dag: 14 oktober
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
async fn when_it_is_not_sure_up_to_three_tricks_are_offered_and_then_the_menu() {
    let mut rehearsal = rehearsal().await;
    let said = "moerwijk anna > signaal: er was iets raars met een pakketje";
    let mut deeds = rehearsal.play(said).await.unwrap();
    let taps = deeds.split_off(1);
    assert!((1..=3).contains(&taps.len()) && taps.iter().all(|tap| tap.kind == "react"));
    // Which tricks is up to the recogniser; that they are few and can be refused is up to the form.
    assert!(
        deeds[0]
            .body
            .starts_with("Ik weet nog niet zeker wat het was."),
        "{}",
        deeds[0]
    );
    assert!(
        deeds[0].body.contains("Iets anders") && deeds[0].body.lines().count() <= 6,
        "{}",
        deeds[0]
    );
    let deeds = rehearsal.play("moerwijk anna > iets anders").await.unwrap();
    assert!(
        deeds[0].body.starts_with("Hoe kwam het binnen?"),
        "{}",
        deeds[0]
    );
}

#[tokio::test]
async fn how_many_and_how_much_are_asked_when_they_were_not_said() {
    let script = "
        moerwijk anna > signaal vriend-in-noodfraude via whatsapp: hoi mam, mijn telefoon is kapot, dit is mijn nieuwe nummer
        moerwijk anna > 2 buren
        moerwijk anna > 3
    ";
    assert_snapshot!(played(script).await, @r"
    2026-10-14 10:00 moerwijk notice to anna:1
        Hoeveel mensen kregen hiermee te maken? Typ een getal, of weet niet.
        Liever zonder dat anderen meelezen? Typ privé.
    2026-10-14 10:00 moerwijk notice to anna:2
        Is er geld verloren? Typ het cijfer.
        1. Nee, geen geld verloren
        2. Ja, minder dan 100 euro
        3. Ja, 100 tot 1.000 euro
        4. Ja, 1.000 tot 10.000 euro
        5. Ja, meer dan 10.000 euro
        6. Dat weet ik niet
    2026-10-14 10:00 moerwijk notice to anna:3
        Bel eerst de bank. Het nummer staat op de pas of in de app.
    2026-10-14 10:00 moerwijk notice to anna:3
        Dit gaat naar de signaalkamer van de politie en de gemeente:

        S-1 · Moerwijk · Vriend-in-noodfraude (WhatsApp-fraude)
        Hoe: WhatsApp · Mensen: 2 · Geld kwijt: ja, 100 tot 1.000 euro · Dag: 14 oktober
        Stand: nieuw

        Klopt het? Typ ja om te versturen, of nee om te stoppen.
    ");
}

#[tokio::test]
async fn a_sum_that_was_lost_goes_out_as_a_class_only_and_the_bank_comes_first() {
    let script = "
        moerwijk anna > signaal vriend-in-noodfraude via whatsapp: hoi mam, dit is mijn nieuwe nummer. Buurman is 1250 euro kwijt
        moerwijk anna > 1
        moerwijk anna > ja
    ";
    assert_snapshot!(played(script).await, @r"
    2026-10-14 10:00 moerwijk notice to anna:1
        Bel eerst de bank. Het nummer staat op de pas of in de app.
    2026-10-14 10:00 moerwijk notice to anna:1
        Hoeveel mensen kregen hiermee te maken? Typ een getal, of weet niet.
    2026-10-14 10:00 moerwijk notice to anna:2
        Dit gaat naar de signaalkamer van de politie en de gemeente:

        S-1 · Moerwijk · Vriend-in-noodfraude (WhatsApp-fraude)
        Hoe: WhatsApp · Mensen: 1 · Geld kwijt: ja, 1.000 tot 10.000 euro · Dag: 14 oktober
        Stand: nieuw

        Klopt het? Typ ja om te versturen, of nee om te stoppen.
    2026-10-14 10:00 moerwijk notice to anna:3
        Verstuurd als S-1. Dank u wel! U hoort hier wat ermee gebeurt.
        Advies bij deze truc: Maak geen geld over. Bel uw kind of bekende op het oude, bekende nummer. Spreek met familie een geheim woord af. Al betaald? Bel meteen uw bank.
        Elke aangifte helpt, ook van een poging. Aangifte doen via politie.nl (met DigiD): politie.nl
        Buren, over Vriend-in-noodfraude (WhatsApp-fraude): zag u dit ook? Tik op 🙋. Klopt het niet? Tik op 👎.
    2026-10-14 10:00 signaal notice
        S-1 · Moerwijk · Vriend-in-noodfraude (WhatsApp-fraude)
        Hoe: WhatsApp · Mensen: 1 · Geld kwijt: ja, 1.000 tot 10.000 euro · Dag: 14 oktober
        Stand: nieuw
    2026-10-14 10:00 signaal react to bot:2
        👀
    2026-10-14 10:00 moerwijk react to bot:4
        🙋
    2026-10-14 10:00 moerwijk react to bot:4
        👎
    ");
}

#[tokio::test]
async fn only_a_plain_ja_sends() {
    let script = "
        moerwijk anna > ja gezellig
        moerwijk joop > ja
        moerwijk joop reply bot:5 > ja
        moerwijk anna reply bot:5 > ja hoor prima
        moerwijk anna > JA!
    ";
    assert_snapshot!(played_after(A_FORM, script).await, @r"
    2026-10-14 10:00 moerwijk notice to anna:7
        Typ precies ja of nee. Iets verbeteren? Typ terug.
    2026-10-14 10:00 moerwijk notice to anna:8
        Verstuurd als S-1. Dank u wel! U hoort hier wat ermee gebeurt.
        Advies bij deze truc: Bel direct 112. Doe de deur niet open en geef niets mee. De politie haalt nooit uw geld, passen of sieraden op.
        Elke aangifte helpt, ook van een poging. Politie, geen spoed: 0900-8844 of politie.nl
        Buren, over Nepagent: zag u dit ook? Tik op 🙋. Klopt het niet? Tik op 👎.
    2026-10-14 10:00 signaal notice
        S-1 · Moerwijk · Nepagent
        Hoe: Aan de deur · Mensen: 3 · Geld kwijt: nee · Dag: 14 oktober
        Stand: nieuw
    2026-10-14 10:00 signaal react to bot:2
        👀
    2026-10-14 10:00 moerwijk react to bot:7
        🙋
    2026-10-14 10:00 moerwijk react to bot:7
        👎
    ");
}

#[tokio::test]
async fn nee_sends_nothing() {
    assert_snapshot!(played_after(A_FORM, "moerwijk anna > nee\nmoerwijk anna > ja").await, @r"
    2026-10-14 10:00 moerwijk notice to anna:6
        Goed, ik verstuur niets.
    ");
}

#[tokio::test]
async fn stop_ends_the_form_at_any_question() {
    assert_snapshot!(played_after("moerwijk anna > signaal", "moerwijk anna > Stop maar\nmoerwijk anna > stop\nmoerwijk anna > 2").await, @r"
    2026-10-14 10:00 moerwijk notice to anna:2
        Goed, ik stop. Er is niets genoteerd of verstuurd.
    ");
}

#[tokio::test]
async fn a_restart_in_the_middle_changes_nothing() {
    let script = "
        moerwijk anna > signaal
        restart
        moerwijk anna > aan de deur
        restart
        moerwijk anna > nepagent
        moerwijk anna > 3
        restart
        moerwijk anna > 1
        restart
        moerwijk anna > ja
        restart
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
    2026-10-14 10:00 signaal notice
        S-1 · Moerwijk · Nepagent
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
async fn danger_now_means_112_first_and_the_question_after_it() {
    let script = "
        moerwijk anna > signaal er staat nu een nepagent voor de deur bij de buurvrouw
        moerwijk anna > ja
    ";
    assert_snapshot!(played(script).await, @r"
    2026-10-14 10:00 moerwijk say to anna:1 @anna
        Bel nu 112. Ik ben geen meldkamer en de politie leest hier niet live mee.
    2026-10-14 10:00 moerwijk notice to anna:1
        Is het gevaar voorbij? Typ ja als ik er een signaal van mag maken, of nee.
    2026-10-14 10:00 moerwijk notice to anna:2
        Is er geld verloren? Typ het cijfer.
        1. Nee, geen geld verloren
        2. Ja, minder dan 100 euro
        3. Ja, 100 tot 1.000 euro
        4. Ja, 1.000 tot 10.000 euro
        5. Ja, meer dan 10.000 euro
        6. Dat weet ik niet
    ");
}

#[tokio::test]
async fn after_112_nee_is_enough() {
    let before = "moerwijk anna > signaal er staat nu iemand voor de deur die naar binnen wil";
    assert_snapshot!(played_after(before, "moerwijk anna > nee").await, @r"
    2026-10-14 10:00 moerwijk notice to anna:2
        Goed, ik verstuur niets.
    ");
}

#[tokio::test]
async fn danger_gets_112_also_from_a_stranger_in_the_wrong_room_and_without_the_word() {
    let script = "
        moerwijk piet > signaal: er staat nu een nepagent voor de deur
        signaal bram > signaal: er staat nu een nepagent voor de deur
        moerwijk anna > @wijkbode er staat nu een nepagent voor de deur
    ";
    assert_snapshot!(played(script).await, @r"
    2026-10-14 10:00 moerwijk say to piet:1
        Bel nu 112. Ik ben geen meldkamer en de politie leest hier niet live mee.
    2026-10-14 10:00 signaal say to bram:1 @bram
        Bel nu 112. Ik ben geen meldkamer en de politie leest hier niet live mee.
    2026-10-14 10:00 moerwijk say to anna:1 @anna
        Bel nu 112. Ik ben geen meldkamer en de politie leest hier niet live mee.
    ");
}

#[tokio::test]
async fn a_sensitive_trick_goes_on_in_private_and_is_never_forwarded() {
    let script = "
        moerwijk anna > signaal sextortion, meisje wordt afgeperst met naaktfoto
        prive:anna anna > ja
        moerwijk anna > ongedaan S-1
    ";
    assert_snapshot!(played(script).await, @r"
    2026-10-14 10:00 moerwijk notice to anna:1
        Dank u wel dat u dit meldt. Hierover praat ik liever privé met u. Ik heb u een bericht gestuurd.
    2026-10-14 10:00 prive:anna private to anna
    2026-10-14 10:00 prive:anna say @anna
        Betaal niet en stuur niets meer. Bewaar bewijs en blokkeer daarna. Het is niet jouw schuld. Praat met Helpwanted: 020-261 52 75 of chat op helpwanted.nl.
        Vertel mij geen details. Mag ik dit meetellen, zonder wijk en zonder naam? Typ ja of nee.
    2026-10-14 10:00 prive:anna notice to anna:1
        Dank u wel. Ik tel het mee als S-1. Er gaat verder niets naar anderen.
        Elke aangifte helpt, ook van een poging. Politie, geen spoed: 0900-8844 of politie.nl
    2026-10-14 10:00 prive:anna edit to bot:2
        S-1 is weggehaald en telt niet meer mee.
    2026-10-14 10:00 moerwijk notice to anna:2
        S-1 is weggehaald.
    ");
}

#[tokio::test]
async fn a_sensitive_trick_in_private_asks_no_wijk() {
    assert_snapshot!(played("prive:joop joop > signaal sextortion\nprive:joop joop > nee").await, @r"
    2026-10-14 10:00 prive:joop notice to joop:1
        Betaal niet en stuur niets meer. Bewaar bewijs en blokkeer daarna. Het is niet jouw schuld. Praat met Helpwanted: 020-261 52 75 of chat op helpwanted.nl.
        Vertel mij geen details. Mag ik dit meetellen, zonder wijk en zonder naam? Typ ja of nee.
    2026-10-14 10:00 prive:joop notice to joop:2
        Goed, ik verstuur niets.
    ");
}

#[tokio::test]
async fn in_private_the_menu_offers_sensitive_tricks_too() {
    assert_snapshot!(played("prive:anna anna > signaal\nprive:anna anna > 2\nprive:anna anna > 7\nprive:anna anna > 3").await, @r"
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
        Betaal niet en stuur niets meer. Bewaar bewijs en blokkeer daarna. Het is niet jouw schuld. Praat met Helpwanted: 020-261 52 75 of chat op helpwanted.nl.
        Vertel mij geen details. Mag ik dit meetellen, zonder wijk en zonder naam? Typ ja of nee.
    ");
}

#[tokio::test]
async fn persons_are_left_out_kindly() {
    let script = "
        moerwijk anna > signaal: nepagent belde 3 buren op om geld en sieraden te halen, niks kwijt, man met donker haar en een bril
        moerwijk anna > nee
        moerwijk anna > signaal: nepagent belde 3 buren op om geld en sieraden te halen, niks kwijt, bel 0612345678
    ";
    assert_snapshot!(played(script).await, @r"
    2026-10-14 10:00 moerwijk notice to anna:1
        Hoe iemand heet of eruitziet, neem ik niet over. Het gaat om de truc.
    2026-10-14 10:00 moerwijk notice to anna:1
        Dit gaat naar de signaalkamer van de politie en de gemeente:

        S-1 · Moerwijk · Nepagent
        Hoe: Telefoon · Mensen: 3 · Geld kwijt: nee · Dag: 14 oktober
        Stand: nieuw
        Ook verteld: Wil geld of sieraden in bewaring nemen

        Klopt het? Typ ja om te versturen, of nee om te stoppen.
    2026-10-14 10:00 moerwijk notice to anna:2
        Goed, ik verstuur niets.
    2026-10-14 10:00 moerwijk notice to anna:3
        Ik neem geen namen, nummers of adressen over. Bewaar die zelf voor de aangifte.
    2026-10-14 10:00 moerwijk notice to anna:3
        Dit gaat naar de signaalkamer van de politie en de gemeente:

        S-2 · Moerwijk · Nepagent
        Hoe: Telefoon · Mensen: 3 · Geld kwijt: nee · Dag: 14 oktober
        Stand: nieuw
        Ook verteld: Wil geld of sieraden in bewaring nemen

        Klopt het? Typ ja om te versturen, of nee om te stoppen.
    ");
}

#[tokio::test]
async fn an_edit_during_the_form_begins_it_again() {
    let before = "moerwijk anna > signaal\nmoerwijk anna > aan de deur";
    assert_snapshot!(played_after(before, "moerwijk anna edit 1 > Signaal!\nmoerwijk anna > telefoon").await, @r"
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
    2026-10-14 10:00 moerwijk notice to anna:3
        Wat was het? Typ het cijfer.
        1. Bankhelpdeskfraude (nep-bankmedewerker aan de telefoon)
        2. Nep-bankmedewerker of koerier aan de deur
        3. Nepagent
        4. Helpdeskfraude (niet van de bank)
        5. Nep-overheid aan de telefoon (bandje)
        6. Beleggingsfraude (ook crypto)
        7. Meer keuzes
    ");
}

#[tokio::test]
async fn an_edit_after_sending_is_shown_and_then_changes_the_card() {
    let script = "
        moerwijk anna edit 1 > signaal bij 7 buren
        moerwijk anna > ja
    ";
    assert_snapshot!(played_after(A_SIGNAL, script).await, @r"
    2026-10-14 10:00 moerwijk notice to anna:1
        Zo komt het in de signaalkamer te staan:

        S-1 · Moerwijk · Nepagent
        Hoe: Aan de deur · Mensen: 7 · Geld kwijt: nee · Dag: 14 oktober
        Stand: nieuw

        Klopt het? Typ ja om het aan te passen, of nee om het zo te laten.
    2026-10-14 10:00 signaal edit to bot:2
        S-1 · Moerwijk · Nepagent
        Hoe: Aan de deur · Mensen: 7 · Geld kwijt: nee · Dag: 14 oktober
        Stand: nieuw
    2026-10-14 10:00 moerwijk notice to anna:7
        S-1 is aangepast, ook in de signaalkamer.
    ");
}

#[tokio::test]
async fn an_edit_after_sending_may_be_left_as_it_was() {
    let script = "
        moerwijk anna edit 1 > signaal bij 7 buren
        moerwijk anna > nee
        moerwijk anna edit 1 > Signaal!
    ";
    assert_snapshot!(played_after(A_SIGNAL, script).await, @r"
    2026-10-14 10:00 moerwijk notice to anna:1
        Zo komt het in de signaalkamer te staan:

        S-1 · Moerwijk · Nepagent
        Hoe: Aan de deur · Mensen: 7 · Geld kwijt: nee · Dag: 14 oktober
        Stand: nieuw

        Klopt het? Typ ja om het aan te passen, of nee om het zo te laten.
    2026-10-14 10:00 moerwijk notice to anna:7
        Goed, S-1 blijft zoals het was.
    ");
}

#[tokio::test]
async fn removing_the_message_before_sending_ends_the_form() {
    assert_snapshot!(played_after(A_FORM, "moerwijk anna delete 1\nmoerwijk anna > ja").await, @"");
}

#[tokio::test]
async fn removing_the_message_after_sending_takes_it_back_everywhere() {
    assert_snapshot!(played_after(A_SIGNAL, "moerwijk anna delete 1").await, @r"
    2026-10-14 10:00 signaal redact to bot:2
    2026-10-14 10:00 moerwijk edit to bot:6
        S-1 is weggehaald en telt niet meer mee.
    ");
}

#[tokio::test]
async fn ongedaan_takes_back_the_newest_of_signals_and_actions() {
    let before = format!("moerwijk anna > actie flyers 40\nat 2026-10-14T10:05\n{A_SIGNAL}");
    assert_snapshot!(played_after(&before, "moerwijk anna > ongedaan\nmoerwijk anna > ongedaan").await, @r"
    2026-10-14 10:05 signaal redact to bot:2
    2026-10-14 10:05 moerwijk edit to bot:7
        S-1 is weggehaald en telt niet meer mee.
    2026-10-14 10:05 moerwijk notice to anna:8
        S-1 is weggehaald.
    2026-10-14 10:05 moerwijk edit to bot:1
        A-1 is weggehaald.
    2026-10-14 10:05 moerwijk notice to anna:9
        A-1 is weggehaald.
    ");
}

#[tokio::test]
async fn a_correction_of_what_was_taken_back_changes_nothing() {
    let script = "
        moerwijk anna edit 1 > signaal bij 7 buren
        moerwijk anna > ongedaan S-1
        moerwijk anna > ja
    ";
    assert_snapshot!(played_after(A_SIGNAL, script).await, @r"
    2026-10-14 10:00 moerwijk notice to anna:1
        Zo komt het in de signaalkamer te staan:

        S-1 · Moerwijk · Nepagent
        Hoe: Aan de deur · Mensen: 7 · Geld kwijt: nee · Dag: 14 oktober
        Stand: nieuw

        Klopt het? Typ ja om het aan te passen, of nee om het zo te laten.
    2026-10-14 10:00 signaal redact to bot:2
    2026-10-14 10:00 moerwijk edit to bot:6
        S-1 is weggehaald en telt niet meer mee.
    2026-10-14 10:00 moerwijk notice to anna:7
        S-1 is weggehaald.
    2026-10-14 10:00 moerwijk notice to anna:8
        S-1 is weggehaald en telt niet meer mee.
    ");
}
