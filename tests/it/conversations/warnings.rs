//! From a warning to an action: two people, one wijk, what came of it, and whether a message is really ours.

use insta::assert_snapshot;

use super::{A_SIGNAL, PROGRAMME, played, played_after, rehearsal, rehearsal_of, shown};

/// Bram proposes a warning and Carla agrees.
const A_WARNING: &str = "
    signaal bram > waarschuw Moerwijk nepagent
    signaal carla > akkoord 1
";

/// No code twice, so none in a snapshot.
pub fn without_codes(said: &str) -> String {
    let code = regex::Regex::new("[2-9A-Y]{4}-[2-9A-Y]{4}").unwrap();
    code.replace_all(said, "[CODE]").into_owned()
}

#[tokio::test]
async fn a_warning_is_shown_first_and_sent_after_the_word_of_a_second_person() {
    let script = format!("{A_WARNING}\n signaal sanne > waarschuw");
    assert_snapshot!(played(&script).await, @r#"
    2026-10-14 10:00 signaal notice to bram:1
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
    2026-10-14 10:00 signaal notice to carla:1
        W-1 is verstuurd. Bezorgd: 0 van 1 kamers. Gezien: 0. Doorverteld: 0. Acties: 0.
        Intrekken? Typ: waarschuw stop 1
    2026-10-14 10:00 moerwijk say
        Let op in Moerwijk: Nepagent
        Iemand belt of komt langs als "politie", zegt dat er inbrekers in de buurt zijn en wil geld, sieraden of passen "veiligstellen".
        Wat u kunt doen: Doe de deur niet open en geef niets mee.
        Bellen: Politie, geen spoed: 0900-8844 of politie.nl. Gebeurt het nu? Bel 112.

        Dit bericht is van wijkbode, uit naam van de gemeente Den Haag. Het geldt tot en met 27 oktober.
        Twijfelt u? Typ echt?
        Gezien? Tik op 👀. Doorverteld? Tik op 📣.
        Idee voor deze maand: Het wordt vroeg donker. Spreek met een oudere buur af: bij twijfel blijft de deur dicht. Gedaan? Typ: doe mee
    2026-10-14 10:00 moerwijk notice
        Let op in Moerwijk: Nepagent. Iemand belt of komt langs als "politie", zegt dat er inbrekers in de buurt zijn en wil geld, sieraden of passen "veiligstellen". Doe de deur niet open en geef niets mee. Vragen? Bel Politie, geen spoed: 0900-8844. Gebeurt het nu? Bel 112. (wijkbode, gemeente Den Haag)
    2026-10-14 10:00 moerwijk react to bot:1
        👀
    2026-10-14 10:00 moerwijk react to bot:1
        📣
    2026-10-14 10:00 signaal notice to sanne:1
        Waarschuwingen:
        - W-1 · Nepagent · Moerwijk · geldt tot en met 27 oktober
    "#);
}

#[tokio::test]
async fn one_person_is_not_enough_nor_are_two_of_the_same_side() {
    let script = "
        signaal bram > waarschuw Moerwijk nepagent
        signaal bram > akkoord 1
        signaal sanne > akkoord W-1
        signaal carla > akkoord 2
        signaal carla > akkoord
    ";
    assert_snapshot!(played(script).await, @r#"
    2026-10-14 10:00 signaal notice to bram:1
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
    2026-10-14 10:00 signaal notice to bram:2
        W-1 stelde u zelf voor. Iemand anders moet akkoord geven: een community manager of een beheerder.
    2026-10-14 10:00 signaal notice to sanne:1
        Voor W-1 is akkoord nodig van een community manager of een beheerder.
    2026-10-14 10:00 signaal notice to carla:1
        Waarschuwing W-2 ken ik niet, of hij geldt niet meer. Typ waarschuw voor de lijst.
    2026-10-14 10:00 signaal notice to carla:2
        Welke waarschuwing? Typ bijvoorbeeld: akkoord 7
    "#);
}

#[tokio::test]
async fn a_manager_may_begin_too_and_then_the_police_agree() {
    let script = "
        signaal carla > waarschuw duindorp hoi mam truc
        signaal carla > akkoord 1
        signaal bram > goedkeuren 1
    ";
    let said = played(script).await;
    assert!(
        said.contains("Iemand anders moet akkoord geven: een wijkagent."),
        "{said}"
    );
    assert!(said.contains("duindorp say"), "{said}");
}

#[tokio::test]
async fn the_two_sides_are_what_the_programme_says() {
    let rules = "warnings = { gemeente = [\"community-manager\"], police = [\"community-manager\"], per_week = 1 }\n";
    let programme = PROGRAMME.replacen("[[wijk]]", &format!("{rules}[[wijk]]"), 1);
    let programme = programme.replace(
        "roles = [\"wijkagent\"]\n    [[person]]",
        "roles = [\"community-manager\"]\n    [[person]]",
    );
    let mut rehearsal = rehearsal_of(&programme).await;
    let script = "
        signaal sanne > waarschuw Moerwijk nepagent
        signaal bram > waarschuw Moerwijk nepagent
        signaal carla > akkoord 1
        signaal carla > waarschuw Moerwijk smishing
    ";
    let said = shown(&rehearsal.play(script).await.unwrap());
    assert!(
        said.contains("In deze gemeente waarschuwt iemand met een andere rol."),
        "{said}"
    );
    assert!(said.contains("W-1 is verstuurd."), "{said}");
    assert!(
        said.contains("Moerwijk kreeg deze week al 1 waarschuwing."),
        "{said}"
    );
}

#[tokio::test]
async fn what_cannot_be_warned_of_is_said() {
    let script = "
        signaal bram > waarschuw Moerwijk sextortion
        signaal bram > waarschuw Moerwijk onbekend
        signaal bram > waarschuw Atlantis nepagent
        signaal bram > waarschuw Moerwijk
        signaal bram > waarschuw 12
        signaal bram > waarschuw stop
        moerwijk anna > !waarschuw Moerwijk nepagent
    ";
    assert_snapshot!(played(script).await, @r"
    2026-10-14 10:00 signaal notice to bram:1
        Hiervoor stuur ik geen waarschuwing. Kies een truc die niet gevoelig is.
    2026-10-14 10:00 signaal notice to bram:2
        Hiervoor stuur ik geen waarschuwing. Kies een truc die niet gevoelig is.
    2026-10-14 10:00 signaal notice to bram:3
        Typ een wijk en een truc, bijvoorbeeld: waarschuw Duindorp nepagent. Een stadsdeel of alle kan ook.
    2026-10-14 10:00 signaal notice to bram:4
        Typ een wijk en een truc, bijvoorbeeld: waarschuw Duindorp nepagent. Een stadsdeel of alle kan ook.
    2026-10-14 10:00 signaal notice to bram:5
        Waarschuwing W-12 ken ik niet, of hij geldt niet meer. Typ waarschuw voor de lijst.
    2026-10-14 10:00 signaal notice to bram:6
        Welke waarschuwing? Typ bijvoorbeeld: waarschuw stop 7
    2026-10-14 10:00 moerwijk notice to anna:1
        Dit werkt in de signaalkamer. Typ hulp om te zien wat hier kan.
    ");
}

#[tokio::test]
async fn a_wijk_gets_so_many_warnings_a_week_and_no_more_the_same_twice() {
    let script = "
        signaal bram > waarschuw Moerwijk nepagent
        signaal bram > waarschuw alle smishing
        signaal carla > akkoord 2
        signaal bram > waarschuw Moerwijk pakketfraude
        signaal bram > waarschuw alle pakketfraude
        signaal carla > akkoord 3
        moerwijk anna > echt?
        at 2026-10-22T10:00
        signaal bram > waarschuw Moerwijk pakketfraude
    ";
    let said = played_after(A_WARNING, script).await;
    assert_snapshot!(without_codes(&said), @r"
    2026-10-14 10:00 signaal notice to bram:2
        In Moerwijk geldt al een waarschuwing voor deze truc: W-1.
    2026-10-14 10:00 signaal notice to bram:3
        W-2 voor Duindorp, Moerwijk. Zo komt het in de wijk:

        Let op in Duindorp: Phishing via sms of app (smishing)
        Een vals sms- of appbericht met een link, bijvoorbeeld over een boete, pas of betaling.
        Wat u kunt doen: Klik niet op de link.
        Bellen: Fraudehelpdesk: 088-7867372 of fraudehelpdesk.nl (maandag tot en met vrijdag, 9 tot 17 uur). Gebeurt het nu? Bel 112.

        Dit bericht is van wijkbode, uit naam van de gemeente Den Haag. Het geldt tot en met 27 oktober.
        Twijfelt u? Typ echt?
        Gezien? Tik op 👀. Doorverteld? Tik op 📣.
        Idee voor deze maand: Kijk samen met een buur naar een mail of sms die niet klopt. Wat valt op? Gedaan? Typ: doe mee

        Daaronder staat dit om door te sturen:
        Let op in Duindorp: Phishing via sms of app (smishing). Een vals sms- of appbericht met een link, bijvoorbeeld over een boete, pas of betaling. Klik niet op de link. Vragen? Bel Fraudehelpdesk: 088-7867372. Gebeurt het nu? Bel 112. (wijkbode, gemeente Den Haag)

        Ik verstuur het pas als een ander akkoord geeft: een community manager of een beheerder. Die typt: akkoord 2
        Dat kan tot 15 oktober 10:00 uur. Toch niet? Typ: waarschuw stop 2
    2026-10-14 10:00 signaal notice to carla:2
        W-2 is verstuurd. Bezorgd: 0 van 2 kamers. Gezien: 0. Doorverteld: 0. Acties: 0.
        Intrekken? Typ: waarschuw stop 2
    2026-10-14 10:00 duindorp say
        Let op in Duindorp: Phishing via sms of app (smishing)
        Een vals sms- of appbericht met een link, bijvoorbeeld over een boete, pas of betaling.
        Wat u kunt doen: Klik niet op de link.
        Bellen: Fraudehelpdesk: 088-7867372 of fraudehelpdesk.nl (maandag tot en met vrijdag, 9 tot 17 uur). Gebeurt het nu? Bel 112.

        Dit bericht is van wijkbode, uit naam van de gemeente Den Haag. Het geldt tot en met 27 oktober.
        Twijfelt u? Typ echt?
        Gezien? Tik op 👀. Doorverteld? Tik op 📣.
        Idee voor deze maand: Kijk samen met een buur naar een mail of sms die niet klopt. Wat valt op? Gedaan? Typ: doe mee
    2026-10-14 10:00 moerwijk say
        Let op in Moerwijk: Phishing via sms of app (smishing)
        Een vals sms- of appbericht met een link, bijvoorbeeld over een boete, pas of betaling.
        Wat u kunt doen: Klik niet op de link.
        Bellen: Fraudehelpdesk: 088-7867372 of fraudehelpdesk.nl (maandag tot en met vrijdag, 9 tot 17 uur). Gebeurt het nu? Bel 112.

        Dit bericht is van wijkbode, uit naam van de gemeente Den Haag. Het geldt tot en met 27 oktober.
        Twijfelt u? Typ echt?
        Gezien? Tik op 👀. Doorverteld? Tik op 📣.
        Idee voor deze maand: Kijk samen met een buur naar een mail of sms die niet klopt. Wat valt op? Gedaan? Typ: doe mee
    2026-10-14 10:00 duindorp notice
        Let op in Duindorp: Phishing via sms of app (smishing). Een vals sms- of appbericht met een link, bijvoorbeeld over een boete, pas of betaling. Klik niet op de link. Vragen? Bel Fraudehelpdesk: 088-7867372. Gebeurt het nu? Bel 112. (wijkbode, gemeente Den Haag)
    2026-10-14 10:00 moerwijk notice
        Let op in Moerwijk: Phishing via sms of app (smishing). Een vals sms- of appbericht met een link, bijvoorbeeld over een boete, pas of betaling. Klik niet op de link. Vragen? Bel Fraudehelpdesk: 088-7867372. Gebeurt het nu? Bel 112. (wijkbode, gemeente Den Haag)
    2026-10-14 10:00 duindorp react to bot:1
        👀
    2026-10-14 10:00 duindorp react to bot:1
        📣
    2026-10-14 10:00 moerwijk react to bot:3
        👀
    2026-10-14 10:00 moerwijk react to bot:3
        📣
    2026-10-14 10:00 signaal notice to bram:4
        Moerwijk kreeg deze week al 2 waarschuwingen. Meer is te veel, dus deze gaat daar nu niet heen.
    2026-10-14 10:00 signaal notice to bram:5
        W-3 voor Duindorp. Zo komt het in de wijk:

        Let op in Duindorp: Nep-bericht over een pakket
        Een bericht namens PostNL, DHL of een andere bezorger vraagt om een klein bedrag of uw adres via een link.
        Wat u kunt doen: Betaal niets via de link.
        Bellen: Fraudehelpdesk: 088-7867372 of fraudehelpdesk.nl (maandag tot en met vrijdag, 9 tot 17 uur). Gebeurt het nu? Bel 112.

        Dit bericht is van wijkbode, uit naam van de gemeente Den Haag. Het geldt tot en met 27 oktober.
        Twijfelt u? Typ echt?
        Gezien? Tik op 👀. Doorverteld? Tik op 📣.
        Idee voor deze maand: Vertel bij de koffie over één truc die u pas hoorde. Gedaan? Typ: doe mee

        Daaronder staat dit om door te sturen:
        Let op in Duindorp: Nep-bericht over een pakket. Een bericht namens PostNL, DHL of een andere bezorger vraagt om een klein bedrag of uw adres via een link. Betaal niets via de link. Vragen? Bel Fraudehelpdesk: 088-7867372. Gebeurt het nu? Bel 112. (wijkbode, gemeente Den Haag)

        Ik verstuur het pas als een ander akkoord geeft: een community manager of een beheerder. Die typt: akkoord 3
        Dat kan tot 15 oktober 10:00 uur. Toch niet? Typ: waarschuw stop 3
        Moerwijk kreeg deze week al 2 waarschuwingen. Meer is te veel, dus deze gaat daar nu niet heen.
    2026-10-14 10:00 signaal notice to carla:3
        W-3 is verstuurd. Bezorgd: 0 van 1 kamers. Gezien: 0. Doorverteld: 0. Acties: 0.
        Intrekken? Typ: waarschuw stop 3
    2026-10-14 10:00 duindorp say
        Let op in Duindorp: Nep-bericht over een pakket
        Een bericht namens PostNL, DHL of een andere bezorger vraagt om een klein bedrag of uw adres via een link.
        Wat u kunt doen: Betaal niets via de link.
        Bellen: Fraudehelpdesk: 088-7867372 of fraudehelpdesk.nl (maandag tot en met vrijdag, 9 tot 17 uur). Gebeurt het nu? Bel 112.

        Dit bericht is van wijkbode, uit naam van de gemeente Den Haag. Het geldt tot en met 27 oktober.
        Twijfelt u? Typ echt?
        Gezien? Tik op 👀. Doorverteld? Tik op 📣.
        Idee voor deze maand: Vertel bij de koffie over één truc die u pas hoorde. Gedaan? Typ: doe mee
    2026-10-14 10:00 duindorp notice
        Let op in Duindorp: Nep-bericht over een pakket. Een bericht namens PostNL, DHL of een andere bezorger vraagt om een klein bedrag of uw adres via een link. Betaal niets via de link. Vragen? Bel Fraudehelpdesk: 088-7867372. Gebeurt het nu? Bel 112. (wijkbode, gemeente Den Haag)
    2026-10-14 10:00 duindorp react to bot:3
        👀
    2026-10-14 10:00 duindorp react to bot:3
        📣
    2026-10-14 10:00 moerwijk notice to anna:1
        Ik ben @wijkbode:rehearsal, de wijkbode van Den Haag. Deze waarschuwingen zijn nu van mij: W-2 Phishing via sms of app (smishing), W-1 Nepagent.
        Zeker weten? Bel de gemeente op een nummer dat u al had. Noem deze code: [CODE]
        Ik vraag nooit om geld, een pincode of een wachtwoord. De politie doet dat ook niet.
    2026-10-22 10:00 signaal notice to bram:6
        W-4 voor Moerwijk. Zo komt het in de wijk:

        Let op in Moerwijk: Nep-bericht over een pakket
        Een bericht namens PostNL, DHL of een andere bezorger vraagt om een klein bedrag of uw adres via een link.
        Wat u kunt doen: Betaal niets via de link.
        Bellen: Fraudehelpdesk: 088-7867372 of fraudehelpdesk.nl (maandag tot en met vrijdag, 9 tot 17 uur). Gebeurt het nu? Bel 112.

        Dit bericht is van wijkbode, uit naam van de gemeente Den Haag. Het geldt tot en met 4 november.
        Twijfelt u? Typ echt?
        Gezien? Tik op 👀. Doorverteld? Tik op 📣.
        Idee voor deze maand: Vertel bij de koffie over één truc die u pas hoorde. Gedaan? Typ: doe mee

        Daaronder staat dit om door te sturen:
        Let op in Moerwijk: Nep-bericht over een pakket. Een bericht namens PostNL, DHL of een andere bezorger vraagt om een klein bedrag of uw adres via een link. Betaal niets via de link. Vragen? Bel Fraudehelpdesk: 088-7867372. Gebeurt het nu? Bel 112. (wijkbode, gemeente Den Haag)

        Ik verstuur het pas als een ander akkoord geeft: een community manager of een beheerder. Die typt: akkoord 4
        Dat kan tot 23 oktober 10:00 uur. Toch niet? Typ: waarschuw stop 4
    ");
}

#[tokio::test]
async fn a_stadsdeel_is_all_its_wijken_that_take_part_in_either_order_of_words() {
    let said = played(
        "
        signaal bram > waarschuw stadsdeel Escamp nepagent
        signaal bram > waarschuw nepagent in duindorp
        signaal bram > waarschuw alle voor vriend in nood
    ",
    )
    .await;
    assert!(said.contains("W-1 voor Moerwijk. Zo komt"), "{said}");
    assert!(said.contains("W-2 voor Duindorp. Zo komt"), "{said}");
    assert!(
        said.contains("W-3 voor Duindorp, Moerwijk. Zo komt"),
        "{said}"
    );
}

#[tokio::test]
async fn seen_told_on_and_done_come_back_to_who_sent_it_as_counts() {
    let script = "
        moerwijk anna react 👀 bot:1
        moerwijk joop react 👀 bot:1
        moerwijk anna react 📣 bot:1
        moerwijk joop react 📣 bot:1
        moerwijk joop unreact 📣 bot:1
        moerwijk anna > doe mee
        moerwijk anna > doe mee 12
        moerwijk joop > Doe mee!
        moerwijk joop > Doe mee zaterdag!
        tick 2026-10-14T10:05
        signaal carla > waarschuw 1
    ";
    assert_snapshot!(played_after(A_WARNING, script).await, @r"
    2026-10-14 10:00 moerwijk notice to anna:1
        Dank u wel! Genoteerd als A-1: huisbezoek. Het hoort bij waarschuwing W-1.
        Weet u hoeveel mensen het waren? Typ dan bijvoorbeeld: doe mee 12
        Klopt het niet? Typ: ongedaan A-1
    2026-10-14 10:00 moerwijk notice to anna:2
        Dank u wel! Genoteerd als A-1: huisbezoek, 12 mensen. Het hoort bij waarschuwing W-1.
        Klopt het niet? Typ: ongedaan A-1
    2026-10-14 10:00 moerwijk notice to joop:1
        Dank u wel! Genoteerd als A-2: huisbezoek. Het hoort bij waarschuwing W-1.
        Weet u hoeveel mensen het waren? Typ dan bijvoorbeeld: doe mee 12
        Klopt het niet? Typ: ongedaan A-2
    2026-10-14 10:05 signaal edit to bot:3
        W-1 is verstuurd. Bezorgd: 1 van 1 kamers. Gezien: 2. Doorverteld: 1. Acties: 2 (2× huisbezoek, 12 mensen).
        Intrekken? Typ: waarschuw stop 1
    2026-10-14 10:05 signaal notice to carla:2
        - W-1 · Nepagent · Moerwijk · geldt tot en met 27 oktober
        Voorgesteld door een wijkagent.
        Akkoord van een community manager.
        W-1 is verstuurd. Bezorgd: 1 van 1 kamers. Gezien: 2. Doorverteld: 1. Acties: 2 (2× huisbezoek, 12 mensen).
        Intrekken? Typ: waarschuw stop 1
    ");
}

#[tokio::test]
async fn the_action_of_a_warning_is_undone_like_any_other() {
    let script = "
        moerwijk anna > doe mee
        moerwijk anna edit 1 > doe mee 12
        moerwijk anna > ongedaan A-1
        tick 2026-10-14T10:05
    ";
    assert_snapshot!(played_after(A_WARNING, script).await, @r"
    2026-10-14 10:00 moerwijk notice to anna:1
        Dank u wel! Genoteerd als A-1: huisbezoek. Het hoort bij waarschuwing W-1.
        Weet u hoeveel mensen het waren? Typ dan bijvoorbeeld: doe mee 12
        Klopt het niet? Typ: ongedaan A-1
    2026-10-14 10:00 moerwijk edit to bot:3
        A-1 is weggehaald.
    2026-10-14 10:00 moerwijk notice to anna:1
        Dank u wel! Genoteerd als A-1: huisbezoek, 12 mensen. Het hoort bij waarschuwing W-1.
        Klopt het niet? Typ: ongedaan A-1
    2026-10-14 10:00 moerwijk edit to bot:4
        A-1 is weggehaald.
    2026-10-14 10:00 moerwijk notice to anna:2
        A-1 is weggehaald.
    2026-10-14 10:05 signaal edit to bot:3
        W-1 is verstuurd. Bezorgd: 1 van 1 kamers. Gezien: 0. Doorverteld: 0. Acties: 0.
        Intrekken? Typ: waarschuw stop 1
    ");
}

#[tokio::test]
async fn without_a_warning_doe_mee_is_about_an_activity() {
    let script = "
        moerwijk anna > activiteit koffieochtend vrijdag 10:00 bibliotheek
        moerwijk joop > doe mee
    ";
    let said = played(script).await;
    assert!(said.contains("U doet mee: Koffieochtend"), "{said}");
}

#[tokio::test]
async fn with_a_warning_and_an_activity_doe_mee_says_how_to_do_the_other() {
    let script = "
        moerwijk anna > activiteit koffieochtend vrijdag 10:00 bibliotheek
        moerwijk joop > doe mee
    ";
    let said = played_after(A_WARNING, script).await;
    assert!(
        said.contains("Bedoelde u een activiteit? Typ meedoen 1 en ongedaan A-1."),
        "{said}"
    );
}

#[tokio::test]
async fn the_chain_from_signals_to_reach_can_be_read() {
    let script = format!(
        "{A_SIGNAL}
        signaal bram > waarschuw Moerwijk nepagent
        signaal carla > akkoord 1
        moerwijk anna react 👀 bot:8
        moerwijk anna > doe mee 4
        signaal sanne > waarschuw W-1"
    );
    let said = played(&script).await;
    let chain = said.rsplit("signaal notice to sanne:1").next().unwrap();
    assert_snapshot!(chain, @r"
    - W-1 · Nepagent · Moerwijk · geldt tot en met 27 oktober
    Meldingen erachter: S-1
    Voorgesteld door een wijkagent.
    Akkoord van een community manager.
    W-1 is verstuurd. Bezorgd: 1 van 1 kamers. Gezien: 1. Doorverteld: 0. Acties: 1 (1× huisbezoek, 4 mensen).
    Intrekken? Typ: waarschuw stop 1
    ");
}

#[tokio::test]
async fn a_warning_that_is_stopped_says_so_where_it_stands() {
    let script = "
        signaal sanne > waarschuw stop 1
        signaal sanne > waarschuw stop 1
        moerwijk anna > doe mee
        tick 2026-10-14T10:05
    ";
    assert_snapshot!(played_after(A_WARNING, script).await, @r"
    2026-10-14 10:00 moerwijk edit to bot:1
        De waarschuwing voor Nepagent is ingetrokken. Stuur hem niet meer door.
    2026-10-14 10:00 moerwijk edit to bot:2
        Dit bericht geldt niet meer. Stuur het niet meer door.
    2026-10-14 10:00 signaal edit to bot:3
        W-1 is ingetrokken. Bezorgd: 1 van 1 kamers. Gezien: 0. Doorverteld: 0. Acties: 0.
    2026-10-14 10:00 signaal notice to sanne:1
        W-1 is ingetrokken. In de wijken staat dat hij niet meer geldt.
    2026-10-14 10:00 signaal notice to sanne:2
        Waarschuwing W-1 ken ik niet, of hij geldt niet meer. Typ waarschuw voor de lijst.
    2026-10-14 10:00 moerwijk notice to anna:1
        Er is nog niets gepland. Iets organiseren? Typ: activiteit
    ");
}

#[tokio::test]
async fn a_warning_ends_after_its_last_day() {
    let mut rehearsal = rehearsal().await;
    rehearsal.play(A_WARNING).await.unwrap();
    let before = rehearsal.play("tick 2026-10-27T23:59").await.unwrap();
    assert!(!shown(&before).contains("voorbij"), "{}", shown(&before));
    let after = rehearsal.play("tick 2026-10-28T00:05").await.unwrap();
    let after: Vec<_> = after
        .into_iter()
        .filter(|deed| deed.kind == "edit")
        .collect();
    assert_snapshot!(shown(&after), @r"
    2026-10-28 00:05 moerwijk edit to bot:1
        De waarschuwing voor Nepagent is voorbij. Dank u wel voor het doorvertellen.
    2026-10-28 00:05 moerwijk edit to bot:2
        Dit bericht geldt niet meer. Stuur het niet meer door.
    2026-10-28 00:05 signaal edit to bot:3
        W-1 is voorbij. Bezorgd: 1 van 1 kamers. Gezien: 0. Doorverteld: 0. Acties: 0.
    ");
}

#[tokio::test]
async fn at_night_it_waits_for_the_morning_and_can_still_be_stopped_unseen() {
    let script = "
        at 2026-10-14T22:00
        signaal bram > waarschuw Moerwijk nepagent
        signaal carla > akkoord 1
        signaal carla > waarschuw stop 1
        signaal bram > waarschuw Moerwijk nepagent
        signaal carla > akkoord 2
        signaal bram > waarschuw Moerwijk smishing
        signaal carla > akkoord 3
        tick 2026-10-15T09:00
    ";
    let said = played(script).await;
    assert!(said.contains("W-1 gaat niet door. Er is niets verstuurd."));
    assert!(said.contains("Het gaat op 15 oktober om 09:00 uur naar de wijk."));
    let to_wijk: Vec<_> = said
        .lines()
        .filter(|line| line.contains(" moerwijk "))
        .collect();
    assert_eq!(
        to_wijk,
        [
            "2026-10-15 09:00 moerwijk say",
            "2026-10-15 09:00 moerwijk say",
            "2026-10-15 09:00 moerwijk notice",
            "2026-10-15 09:00 moerwijk notice",
            "2026-10-15 09:00 moerwijk react to bot:1",
            "2026-10-15 09:00 moerwijk react to bot:1",
            "2026-10-15 09:00 moerwijk react to bot:2",
            "2026-10-15 09:00 moerwijk react to bot:2",
        ]
    );
}

#[tokio::test]
async fn a_proposal_can_be_edited_removed_and_becomes_too_old() {
    let script = "
        signaal bram > waarschuw Moerwijk nepagent
        signaal bram edit 1 > waarschuw Moerwijk smishing
        signaal carla > akkoord 1
        signaal carla > akkoord 2
        signaal bram edit 1 > waarschuw Duindorp smishing
        signaal bram > waarschuw Duindorp nepagent
        signaal bram delete 2
        signaal carla > akkoord 3
        signaal bram > waarschuw Duindorp pakketfraude
        at 2026-10-15T10:01
        signaal carla > akkoord 4
        tick 2026-10-16T10:02
    ";
    assert_snapshot!(played(script).await, @r#"
    2026-10-14 10:00 signaal notice to bram:1
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
    2026-10-14 10:00 signaal edit to bot:2
        W-1 gaat niet door. Er is niets verstuurd.
    2026-10-14 10:00 signaal notice to bram:1
        W-2 voor Moerwijk. Zo komt het in de wijk:

        Let op in Moerwijk: Phishing via sms of app (smishing)
        Een vals sms- of appbericht met een link, bijvoorbeeld over een boete, pas of betaling.
        Wat u kunt doen: Klik niet op de link.
        Bellen: Fraudehelpdesk: 088-7867372 of fraudehelpdesk.nl (maandag tot en met vrijdag, 9 tot 17 uur). Gebeurt het nu? Bel 112.

        Dit bericht is van wijkbode, uit naam van de gemeente Den Haag. Het geldt tot en met 27 oktober.
        Twijfelt u? Typ echt?
        Gezien? Tik op 👀. Doorverteld? Tik op 📣.
        Idee voor deze maand: Kijk samen met een buur naar een mail of sms die niet klopt. Wat valt op? Gedaan? Typ: doe mee

        Daaronder staat dit om door te sturen:
        Let op in Moerwijk: Phishing via sms of app (smishing). Een vals sms- of appbericht met een link, bijvoorbeeld over een boete, pas of betaling. Klik niet op de link. Vragen? Bel Fraudehelpdesk: 088-7867372. Gebeurt het nu? Bel 112. (wijkbode, gemeente Den Haag)

        Ik verstuur het pas als een ander akkoord geeft: een community manager of een beheerder. Die typt: akkoord 2
        Dat kan tot 15 oktober 10:00 uur. Toch niet? Typ: waarschuw stop 2
    2026-10-14 10:00 signaal notice to carla:1
        Waarschuwing W-1 ken ik niet, of hij geldt niet meer. Typ waarschuw voor de lijst.
    2026-10-14 10:00 signaal notice to carla:2
        W-2 is verstuurd. Bezorgd: 0 van 1 kamers. Gezien: 0. Doorverteld: 0. Acties: 0.
        Intrekken? Typ: waarschuw stop 2
    2026-10-14 10:00 moerwijk say
        Let op in Moerwijk: Phishing via sms of app (smishing)
        Een vals sms- of appbericht met een link, bijvoorbeeld over een boete, pas of betaling.
        Wat u kunt doen: Klik niet op de link.
        Bellen: Fraudehelpdesk: 088-7867372 of fraudehelpdesk.nl (maandag tot en met vrijdag, 9 tot 17 uur). Gebeurt het nu? Bel 112.

        Dit bericht is van wijkbode, uit naam van de gemeente Den Haag. Het geldt tot en met 27 oktober.
        Twijfelt u? Typ echt?
        Gezien? Tik op 👀. Doorverteld? Tik op 📣.
        Idee voor deze maand: Kijk samen met een buur naar een mail of sms die niet klopt. Wat valt op? Gedaan? Typ: doe mee
    2026-10-14 10:00 moerwijk notice
        Let op in Moerwijk: Phishing via sms of app (smishing). Een vals sms- of appbericht met een link, bijvoorbeeld over een boete, pas of betaling. Klik niet op de link. Vragen? Bel Fraudehelpdesk: 088-7867372. Gebeurt het nu? Bel 112. (wijkbode, gemeente Den Haag)
    2026-10-14 10:00 moerwijk react to bot:1
        👀
    2026-10-14 10:00 moerwijk react to bot:1
        📣
    2026-10-14 10:00 signaal notice to bram:1
        W-2 is al verstuurd. Intrekken kan met: waarschuw stop 2
    2026-10-14 10:00 signaal notice to bram:2
        W-3 voor Duindorp. Zo komt het in de wijk:

        Let op in Duindorp: Nepagent
        Iemand belt of komt langs als "politie", zegt dat er inbrekers in de buurt zijn en wil geld, sieraden of passen "veiligstellen".
        Wat u kunt doen: Doe de deur niet open en geef niets mee.
        Bellen: Politie, geen spoed: 0900-8844 of politie.nl. Gebeurt het nu? Bel 112.

        Dit bericht is van wijkbode, uit naam van de gemeente Den Haag. Het geldt tot en met 27 oktober.
        Twijfelt u? Typ echt?
        Gezien? Tik op 👀. Doorverteld? Tik op 📣.
        Idee voor deze maand: Het wordt vroeg donker. Spreek met een oudere buur af: bij twijfel blijft de deur dicht. Gedaan? Typ: doe mee

        Daaronder staat dit om door te sturen:
        Let op in Duindorp: Nepagent. Iemand belt of komt langs als "politie", zegt dat er inbrekers in de buurt zijn en wil geld, sieraden of passen "veiligstellen". Doe de deur niet open en geef niets mee. Vragen? Bel Politie, geen spoed: 0900-8844. Gebeurt het nu? Bel 112. (wijkbode, gemeente Den Haag)

        Ik verstuur het pas als een ander akkoord geeft: een community manager of een beheerder. Die typt: akkoord 3
        Dat kan tot 15 oktober 10:00 uur. Toch niet? Typ: waarschuw stop 3
    2026-10-14 10:00 signaal edit to bot:7
        W-3 gaat niet door. Er is niets verstuurd.
    2026-10-14 10:00 signaal notice to carla:3
        Waarschuwing W-3 ken ik niet, of hij geldt niet meer. Typ waarschuw voor de lijst.
    2026-10-14 10:00 signaal notice to bram:3
        W-4 voor Duindorp. Zo komt het in de wijk:

        Let op in Duindorp: Nep-bericht over een pakket
        Een bericht namens PostNL, DHL of een andere bezorger vraagt om een klein bedrag of uw adres via een link.
        Wat u kunt doen: Betaal niets via de link.
        Bellen: Fraudehelpdesk: 088-7867372 of fraudehelpdesk.nl (maandag tot en met vrijdag, 9 tot 17 uur). Gebeurt het nu? Bel 112.

        Dit bericht is van wijkbode, uit naam van de gemeente Den Haag. Het geldt tot en met 27 oktober.
        Twijfelt u? Typ echt?
        Gezien? Tik op 👀. Doorverteld? Tik op 📣.
        Idee voor deze maand: Vertel bij de koffie over één truc die u pas hoorde. Gedaan? Typ: doe mee

        Daaronder staat dit om door te sturen:
        Let op in Duindorp: Nep-bericht over een pakket. Een bericht namens PostNL, DHL of een andere bezorger vraagt om een klein bedrag of uw adres via een link. Betaal niets via de link. Vragen? Bel Fraudehelpdesk: 088-7867372. Gebeurt het nu? Bel 112. (wijkbode, gemeente Den Haag)

        Ik verstuur het pas als een ander akkoord geeft: een community manager of een beheerder. Die typt: akkoord 4
        Dat kan tot 15 oktober 10:00 uur. Toch niet? Typ: waarschuw stop 4
    2026-10-15 10:01 signaal notice to carla:4
        Dit voorstel is ouder dan een dag. Stel de waarschuwing opnieuw voor.
    2026-10-15 10:01 signaal edit to bot:5
        W-2 is verstuurd. Bezorgd: 1 van 1 kamers. Gezien: 0. Doorverteld: 0. Acties: 0.
        Intrekken? Typ: waarschuw stop 2
    2026-10-16 10:02 signaal edit to bot:9
        W-4 gaat niet door. Er is niets verstuurd.
    "#);
}

#[tokio::test]
async fn who_doubts_gets_a_code_that_only_the_managers_can_look_up() {
    let mut rehearsal = rehearsal().await;
    rehearsal.play(A_WARNING).await.unwrap();
    let told = rehearsal.play("moerwijk anna > echt?").await.unwrap();
    let told = shown(&told);
    let code = told
        .split("code: ")
        .nth(1)
        .unwrap()
        .lines()
        .next()
        .unwrap()
        .to_owned();
    let script = format!(
        "
        beheer carla > code {code}
        beheer carla > code {}
        beheer carla > code K7M4-QX2P
        beheer carla > code
        prive:joop joop > echt?
        signaal bram > !code {code}
        at 2026-10-22T10:00
        beheer carla > code {code}
    ",
        code.to_lowercase().replace('-', " ")
    );
    let told = format!("{told}\n{}", shown(&rehearsal.play(&script).await.unwrap()));
    assert_snapshot!(without_codes(&told), @r#"
    2026-10-14 10:00 moerwijk notice to anna:1
        Ik ben @wijkbode:rehearsal, de wijkbode van Den Haag. Deze waarschuwingen zijn nu van mij: W-1 Nepagent.
        Zeker weten? Bel de gemeente op een nummer dat u al had. Noem deze code: [CODE]
        Ik vraag nooit om geld, een pincode of een wachtwoord. De politie doet dat ook niet.
    2026-10-14 10:00 beheer notice to carla:1
        Deze code is van mij. Ik gaf hem aan Anna in "Moerwijk", op 14 oktober om 10:00 uur. Belt er iemand anders? Vertrouw het dan niet.
    2026-10-14 10:00 beheer notice to carla:2
        Deze code is van mij. Ik gaf hem aan Anna in "Moerwijk", op 14 oktober om 10:00 uur. Belt er iemand anders? Vertrouw het dan niet.
    2026-10-14 10:00 beheer notice to carla:3
        Deze code is niet van mij, of ouder dan een week. Misschien doet iemand alsof hij wijkbode is. Vraag waar de code vandaan komt.
    2026-10-14 10:00 beheer notice to carla:4
        Typ de code erachter, bijvoorbeeld: code [CODE]
    2026-10-14 10:00 prive:joop notice to joop:1
        Ik ben @wijkbode:rehearsal, de wijkbode van Den Haag. Deze waarschuwingen zijn nu van mij: W-1 Nepagent.
        Zeker weten? Bel de gemeente op een nummer dat u al had. Noem deze code: [CODE]
        Ik vraag nooit om geld, een pincode of een wachtwoord. De politie doet dat ook niet.
    2026-10-14 10:00 signaal notice to bram:2
        Dit werkt in de beheerkamer. Typ hulp om te zien wat hier kan.
    2026-10-22 10:00 beheer notice to carla:5
        Deze code is niet van mij, of ouder dan een week. Misschien doet iemand alsof hij wijkbode is. Vraag waar de code vandaan komt.
    "#);
}

#[tokio::test]
async fn whoever_goes_by_the_name_of_the_bot_or_a_wijkagent_is_told_to_the_managers_once() {
    let script = "
        moerwijk piet join Wіjkb0de
        moerwijk kees join Wijkagent Moerwijk
        moerwijk sjaak join Sannе
        moerwijk truus join Truus van de kerk
        tick 2026-10-14T10:10
    ";
    assert_snapshot!(played(script).await, @r#"
    2026-10-14 10:00 beheer notice
        In "Moerwijk" heet iemand "Wіjkb0de" (@piet:rehearsal). Dat lijkt op wijkbode of op de politie. Kijk wie het is. Hoort het niet? Haal deze persoon uit de kamer.
    2026-10-14 10:00 beheer notice
        In "Moerwijk" heet iemand "Wijkagent Moerwijk" (@kees:rehearsal). Dat lijkt op wijkbode of op de politie. Kijk wie het is. Hoort het niet? Haal deze persoon uit de kamer.
    2026-10-14 10:00 beheer notice
        In "Moerwijk" heet iemand "Sannе" (@sjaak:rehearsal). Dat lijkt op wijkbode of op de politie. Kijk wie het is. Hoort het niet? Haal deze persoon uit de kamer.
    "#);
}

#[tokio::test]
async fn an_ambassadeur_with_the_name_of_a_wijkagent_goes_by_the_own_name() {
    let programme = PROGRAMME.replace("name = \"Anna\"", "name = \"Bram\"");
    let mut rehearsal = rehearsal_of(&programme).await;
    let said = rehearsal
        .play("moerwijk anna join Bram\n tick 2026-10-14T10:10")
        .await
        .unwrap();
    assert_eq!(shown(&said), "");
}

#[tokio::test]
async fn in_english_it_is_said_in_english() {
    let programme = PROGRAMME.replacen("gemeente =", "language = \"en\"\n    gemeente =", 1);
    let mut rehearsal = rehearsal_of(&programme).await;
    let script = "
        signaal bram > warn Moerwijk smishing
        signaal carla > approve 1
        moerwijk anna > really?
    ";
    let said = shown(&rehearsal.play(script).await.unwrap());
    let said = said.split("signaal notice to carla:1").next().unwrap();
    assert_snapshot!(without_codes(said), @r"
    2026-10-14 10:00 signaal notice to bram:1
        W-1 for Moerwijk. This is what the wijk will see:

        Take care in Moerwijk: Phishing by text or app message (smishing)
        A false text or app message with a link, for instance about a fine, a card or a payment.
        What you can do: Do not click the link.
        Call: Fraud helpdesk: 088-7867372 or fraudehelpdesk.nl (Monday to Friday, 9 to 17 h). Is it happening now? Call 112.

        This message is from wijkbode, on behalf of the gemeente Den Haag. It holds up to and including 27 October.
        In doubt? Type really?
        Seen it? Tap 👀. Told others? Tap 📣.
        Idea for this month: Look with a neighbour at an e-mail or text that is not right. What stands out? Done? Type: take part

        Below it stands this, to pass on:
        Take care in Moerwijk: Phishing by text or app message (smishing). A false text or app message with a link, for instance about a fine, a card or a payment. Do not click the link. Questions? Call Fraud helpdesk: 088-7867372. Happening now? Call 112. (wijkbode, gemeente Den Haag)

        I only send it when somebody else agrees: a community manager or an administrator. They type: approve 1
        That can be done until 15 October 10:00. Changed your mind? Type: warn stop 1
    2026-10-14 10:00
    ");
}

#[tokio::test]
async fn who_was_hit_hears_a_kind_word_in_private_and_where_help_is() {
    let script = "moerwijk anna > signaal: ik ben opgelicht via marktplaats, 250 euro kwijt";
    assert_snapshot!(played(script).await, @r"
    2026-10-14 10:00 moerwijk notice to anna:1
        Bel eerst de bank. Het nummer staat op de pas of in de app.
    2026-10-14 10:00 moerwijk notice to anna:1
        Ik heb u een privébericht gestuurd.
    2026-10-14 10:00 moerwijk notice to anna:1
        Dit gaat naar de signaalkamer van de politie en de gemeente:

        S-1 · Moerwijk · Aankoopfraude (betaald, niets gekregen)
        Hoe: Website of advertentie · Mensen: 1 · Geld kwijt: ja, 100 tot 1.000 euro · Dag: 14 oktober
        Stand: nieuw

        Klopt het? Typ ja om te versturen, of nee om te stoppen.
    2026-10-14 10:00 prive:anna private to anna
    2026-10-14 10:00 prive:anna notice
        Wat vervelend voor u. Het is niet uw schuld, het overkomt veel mensen. Slachtofferhulp luistert en helpt gratis: Slachtofferhulp Nederland: 0900-0101 of slachtofferhulp.nl
    ");
}

#[tokio::test]
async fn whoever_reported_the_trick_hears_that_the_wijk_is_warned() {
    let mut rehearsal = rehearsal().await;
    rehearsal.play(A_SIGNAL).await.unwrap();
    let deeds = rehearsal.play(A_WARNING).await.unwrap();
    let of_signal: Vec<_> = deeds
        .into_iter()
        .filter(|deed| deed.body.contains("S-1"))
        .collect();
    assert_snapshot!(shown(&of_signal), @r"
    2026-10-14 10:00 signaal edit to bot:2
        S-1 · Moerwijk · Nepagent
        Hoe: Aan de deur · Mensen: 3 · Geld kwijt: nee · Dag: 14 oktober
        Stand: de wijk is gewaarschuwd
    2026-10-14 10:00 moerwijk say to anna:1 @anna
        Door uw signaal S-1 is de wijk gewaarschuwd. Dank u wel voor het melden.
    ");
    // The warning is stopped by word: a removal changes nothing for those who were told.
    let script = "signaal carla delete 1\nsignaal bram > verloop 1";
    assert_snapshot!(shown(&rehearsal.play(script).await.unwrap()), @r"
    2026-10-14 10:00 signaal notice to bram:2
        S-1 · Moerwijk · Nepagent
        Hoe: Aan de deur · Mensen: 3 · Geld kwijt: nee · Dag: 14 oktober
        Stand: de wijk is gewaarschuwd
        14 oktober: gemeld
        14 oktober: de wijk is gewaarschuwd (door een community manager)
        De volgende stap is uiterlijk 21 oktober.
    ");
}
