//! `info`, `materiaal` and `doorverwijzen`: content of the catalogue for whoever asks.

use insta::assert_snapshot;

use super::{played, rehearsal, shown};

#[tokio::test]
async fn what_a_trick_is_and_what_to_do() {
    assert_snapshot!(played("moerwijk anna > !info bankhelpdeskfraude").await, @r#"
    2026-10-14 10:00 moerwijk notice to anna:1
        Bankhelpdeskfraude (nep-bankmedewerker aan de telefoon)
        Een beller zegt van de bank te zijn en laat u geld overboeken of inloggen, vaak naar een "veilige rekening".
        Wat u doet: Hang op. Een bank vraagt nooit om uw geld over te boeken naar een veilige rekening. Bel zelf uw bank: het nummer staat op uw pas of in de app.
        Hulp en melden:
        Uw eigen bank: het nummer op uw pas of in uw bank-app
        Aangifte doen via politie.nl (met DigiD): politie.nl
        Politie, geen spoed: 0900-8844 of politie.nl
        Slachtofferhulp Nederland: 0900-0101 of slachtofferhulp.nl
        Iets om te laten zien? Typ: !materiaal bankhelpdeskfraude
    "#);
}

#[tokio::test]
async fn in_the_room_of_a_wijk_it_needs_a_mark_since_talk_is_not_answered() {
    let script = "
        moerwijk anna > !info nepagent
        moerwijk anna > info volgt nog
        moerwijk anna > info over de koffie van morgen?
    ";
    let said = played(script).await;
    assert_eq!(said.matches("moerwijk notice").count(), 1, "{said}");
}

#[tokio::test]
async fn a_name_typed_wrong_or_what_happened_is_understood() {
    let mut rehearsal = rehearsal().await;
    let asked = [
        ("info nepagnet", "Nepagent"),
        ("info bankhelpdesk frade", "Bankhelpdeskfraude"),
        ("info whatsapp fraude", "Vriend-in-noodfraude"),
        ("info qr code op de parkeerautomaat", "Valse QR-code"),
        (
            "info mijn buurvrouw kreeg een appje van haar dochter met een nieuw nummer en moest snel geld overmaken",
            "Vriend-in-noodfraude",
        ),
    ];
    for (asked, label) in asked {
        let deeds = rehearsal
            .play(&format!("prive:anna anna > {asked}"))
            .await
            .unwrap();
        let said = shown(&deeds);
        assert!(said.contains(label), "{asked}: {said}");
    }
}

#[tokio::test]
async fn who_is_not_sure_chooses_in_two_steps() {
    let script = "
        moerwijk anna > !info
        moerwijk anna > 4
        moerwijk anna > 2
    ";
    assert_snapshot!(played(script).await, @r#"
    2026-10-14 10:00 moerwijk notice to anna:1
        Over welke truc wilt u iets weten? Hoe kwam het binnen? Typ het cijfer.
        1. Telefoon
        2. Sms of WhatsApp
        3. E-mail
        4. Aan de deur
        5. Website of advertentie
        6. Facebook, Instagram, Snapchat
        7. Meer keuzes
    2026-10-14 10:00 moerwijk notice to anna:2
        Wat lijkt het meest op wat u bedoelt? Typ het cijfer.
        1. Nep-bankmedewerker of koerier aan de deur
        2. Nepagent
        3. Babbeltruc aan de deur
        4. Malafide spoedklusbedrijf
        5. Iets anders
    2026-10-14 10:00 moerwijk notice to anna:3
        Nepagent
        Iemand belt of komt langs als "politie", zegt dat er inbrekers in de buurt zijn en wil geld, sieraden of passen "veiligstellen".
        Wat u doet: Bel direct 112. Doe de deur niet open en geef niets mee. De politie haalt nooit uw geld, passen of sieraden op.
        Hulp en melden:
        Spoed: politie: 112
        Politie, geen spoed: 0900-8844 of politie.nl
        Slachtofferhulp Nederland: 0900-0101 of slachtofferhulp.nl
        Iets om te laten zien? Typ: !materiaal nepagent
    "#);
}

#[tokio::test]
async fn what_is_sensitive_gets_its_helpline_only_in_the_wijk_and_everything_in_private() {
    let script = "
        moerwijk anna > !info sextortion
        moerwijk anna > !materiaal sextortion
        prive:anna anna > info sextortion
    ";
    assert_snapshot!(played(script).await, @r"
    2026-10-14 10:00 moerwijk notice to anna:1
        Betaal niet en stuur niets meer. Bewaar bewijs en blokkeer daarna. Het is niet jouw schuld. Praat met Helpwanted: 020-261 52 75 of chat op helpwanted.nl.
        Vertel hier geen details. Meer weten? Vraag het mij in een privégesprek.
    2026-10-14 10:00 moerwijk notice to anna:2
        Betaal niet en stuur niets meer. Bewaar bewijs en blokkeer daarna. Het is niet jouw schuld. Praat met Helpwanted: 020-261 52 75 of chat op helpwanted.nl.
        Vertel hier geen details. Meer weten? Vraag het mij in een privégesprek.
    2026-10-14 10:00 prive:anna notice to anna:1
        Sextortion / naaktbeelden (afpersing of verspreiding)
        Iemand dreigt naaktbeelden te verspreiden of doet dat al.
        Wat u doet: Betaal niet en stuur niets meer. Bewaar bewijs en blokkeer daarna. Het is niet jouw schuld. Praat met Helpwanted: 020-261 52 75 of chat op helpwanted.nl.
        Hulp en melden:
        Helpwanted (gratis en anoniem): 020-261 52 75 of helpwanted.nl
        Politie, geen spoed: 0900-8844 of politie.nl
        Slachtofferhulp Nederland: 0900-0101 of slachtofferhulp.nl
        Iets om te laten zien? Typ: !materiaal sextortion
    ");
}

#[tokio::test]
async fn what_is_happening_now_is_for_112() {
    assert_snapshot!(played("moerwijk anna > !info er staat nu een nepagent aan de deur").await, @r"
    2026-10-14 10:00 moerwijk say to anna:1 @anna
        Bel nu 112. Ik ben geen meldkamer en de politie leest hier niet live mee.
    ");
}

#[tokio::test]
async fn pages_to_show() {
    assert_snapshot!(played("prive:anna anna > materiaal pakketfraude").await, @r"
    2026-10-14 10:00 prive:anna notice to anna:1
        Om te laten zien of te delen bij Nep-bericht over een pakket:
        Politie: nepberichten van bezorgers: politie.nl/nieuws/2021/februari/17/00-gevaarlijke-nepmails-en-sms-van-pakketbezorgers.html
        Veiliginternetten: uitleg in gewone taal: veiliginternetten.nl
        Eerst zelf lezen? Typ: !info pakketfraude
    ");
}

#[tokio::test]
async fn three_questions_and_then_one_number_first() {
    let script = "
        prive:anna anna > doorverwijzen
        prive:anna anna > 2
        prive:anna anna > 1
        prive:anna anna > 1
    ";
    assert_snapshot!(played(script).await, @r"
    2026-10-14 10:00 prive:anna notice to anna:1
        Wanneer is het gebeurd? Typ het cijfer.
        1. Het gebeurt nu
        2. Vandaag of gisteren
        3. Langer geleden
    2026-10-14 10:00 prive:anna react to bot:1
        1️⃣
    2026-10-14 10:00 prive:anna react to bot:1
        2️⃣
    2026-10-14 10:00 prive:anna react to bot:1
        3️⃣
    2026-10-14 10:00 prive:anna notice to anna:2
        Waar gaat het om? Typ het cijfer.
        1. Geld, bankpas of bankrekening
        2. Een account, telefoon of computer
        3. Een paspoort of persoonlijke gegevens
        4. Bedreiging of stalking
        5. Naaktbeelden
        6. Iets anders, of ik weet het niet
    2026-10-14 10:00 prive:anna notice to anna:3
        Om wie gaat het? Typ het cijfer.
        1. Een volwassene
        2. Iemand jonger dan 18
        3. Een ondernemer of vereniging
    2026-10-14 10:00 prive:anna react to bot:3
        1️⃣
    2026-10-14 10:00 prive:anna react to bot:3
        2️⃣
    2026-10-14 10:00 prive:anna react to bot:3
        3️⃣
    2026-10-14 10:00 prive:anna notice to anna:4
        Bel eerst:
        Uw eigen bank: het nummer op uw pas of in uw bank-app
        Daarna, in deze volgorde:
        1. Aangifte doen via politie.nl (met DigiD): politie.nl
        2. Fraudehelpdesk: 088-7867372 of fraudehelpdesk.nl (maandag tot en met vrijdag, 9 tot 17 uur)
        3. Slachtofferhulp Nederland: 0900-0101 of slachtofferhulp.nl
    2026-10-14 10:00 prive:anna notice to anna:4
        Schrijf dit op papier, voor de aangifte. Het papier blijft bij wie het overkwam:
        - de dag en de tijd
        - wat er gebeurde, stap voor stap
        - welk bedrag, en van en naar welk rekeningnummer
        - het telefoonnummer, e-mailadres, de website of de naam van de advertentie
        - schermfoto's van berichten (niets weggooien)
        Typ dit niet hier. Ik vraag er niet naar en bewaar niets.
    ");
}

#[tokio::test]
async fn what_happens_now_needs_no_further_question() {
    let script = "
        prive:anna anna > doorverwijzen
        prive:anna anna > het gebeurt nu
    ";
    assert_snapshot!(played(script).await, @r"
    2026-10-14 10:00 prive:anna notice to anna:1
        Wanneer is het gebeurd? Typ het cijfer.
        1. Het gebeurt nu
        2. Vandaag of gisteren
        3. Langer geleden
    2026-10-14 10:00 prive:anna react to bot:1
        1️⃣
    2026-10-14 10:00 prive:anna react to bot:1
        2️⃣
    2026-10-14 10:00 prive:anna react to bot:1
        3️⃣
    2026-10-14 10:00 prive:anna say to anna:2 @anna
        Bel nu 112. Ik ben geen meldkamer en de politie leest hier niet live mee.
    ");
}

#[tokio::test]
async fn a_victim_is_not_talked_about_in_the_room_of_the_wijk() {
    assert_snapshot!(played("moerwijk anna > !doorverwijzen").await, @r"
    2026-10-14 10:00 moerwijk notice to anna:1
        Dit werkt in een privégesprek met mij. Typ hulp om te zien wat hier kan.
    ");
}

#[tokio::test]
async fn nothing_of_it_is_stored() {
    let mut rehearsal = rehearsal().await;
    // That she was heard, and the chat with her, is there before.
    rehearsal.play("prive:anna anna > hulp").await.unwrap();
    let before = crate::gate::all_that_counts(rehearsal.engine().store().database())
        .await
        .unwrap();
    let script = "
        prive:anna anna > doorverwijzen
        prive:anna anna > 2
        prive:anna anna > 1
        prive:anna anna > 1
        moerwijk anna > !info nepagent
    ";
    rehearsal.play(script).await.unwrap();
    let after = crate::gate::all_that_counts(rehearsal.engine().store().database())
        .await
        .unwrap();
    assert_eq!(before, after);
}
