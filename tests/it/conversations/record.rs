//! The record of a signal: what a message tells by itself, its states, what neighbours saw, and one event of many reports.

use insta::assert_snapshot;

use wijkbode::catalogue::Place;
use wijkbode::engine::World;
use wijkbode::programme::Programme;
use wijkbode::rehearsal::Rehearsal;

use super::{A_SIGNAL, PROGRAMME, played, played_after, rehearsal_of, shown, world};

/// Joop reports a nepagent in the same wijk.
const JOOPS: &str = "
    moerwijk joop > signaal
    moerwijk joop > aan de deur
    moerwijk joop > nepagent
    moerwijk joop > 2
    moerwijk joop > 1
    moerwijk joop > ja
";

/// Both, merged by Carla.
fn merged() -> String {
    format!("{A_SIGNAL}{JOOPS}\nbeheer carla > samenvoegen 1 2\nbeheer carla > ja\n")
}

#[tokio::test]
async fn who_tells_more_in_one_line_is_asked_no_more() {
    let script = "
        moerwijk anna > signaal: gistermiddag nepagent in de serviceflat bij 2 ouderen, wilde hun sieraden veilig bewaren, niks kwijt, aangifte gedaan
        moerwijk anna > ja
    ";
    assert_snapshot!(played(script).await, @r"
    2026-10-14 10:00 moerwijk notice to anna:1
        Dit gaat naar de signaalkamer van de politie en de gemeente:

        S-1 · Moerwijk · Nepagent
        Hoe: Telefoon · Mensen: 2 · Geld kwijt: nee · Dag: 13 oktober
        Stand: nieuw
        Ook verteld: Wil geld of sieraden in bewaring nemen · middag · serviceflat of verzorgingshuis · ouderen · aangifte gedaan

        Klopt het? Typ ja om te versturen, of nee om te stoppen.
    2026-10-14 10:00 moerwijk notice to anna:2
        Verstuurd als S-1. Dank u wel! U hoort hier wat ermee gebeurt.
        Advies bij deze truc: Bel direct 112. Doe de deur niet open en geef niets mee. De politie haalt nooit uw geld, passen of sieraden op.
        Elke aangifte helpt, ook van een poging. Politie, geen spoed: 0900-8844 of politie.nl
        Buren, over Nepagent: zag u dit ook? Tik op 🙋. Klopt het niet? Tik op 👎.
    2026-10-14 10:00 signaal notice
        S-1 · Moerwijk · Nepagent
        Hoe: Telefoon · Mensen: 2 · Geld kwijt: nee · Dag: 13 oktober
        Stand: nieuw
        Ook verteld: Wil geld of sieraden in bewaring nemen · middag · serviceflat of verzorgingshuis · ouderen · aangifte gedaan
    2026-10-14 10:00 signaal react to bot:2
        👀
    2026-10-14 10:00 moerwijk react to bot:2
        🙋
    2026-10-14 10:00 moerwijk react to bot:2
        👎
    ");
}

#[tokio::test]
async fn the_list_of_variants_is_of_the_trick_that_was_chosen() {
    let script = "
        moerwijk anna > signaal vreemde truc met sieraden bij 2 buren, niks kwijt
        moerwijk anna > nepagent
    ";
    assert_snapshot!(played(script).await, @r"
    2026-10-14 10:00 moerwijk notice to anna:1
        Ik weet nog niet zeker wat het was. Typ het cijfer.
        1. Nepagent
        2. Bankhelpdeskfraude (nep-bankmedewerker aan de telefoon)
        3. Babbeltruc aan de deur
        4. Iets anders
    2026-10-14 10:00 moerwijk react to bot:1
        1️⃣
    2026-10-14 10:00 moerwijk react to bot:1
        2️⃣
    2026-10-14 10:00 moerwijk react to bot:1
        3️⃣
    2026-10-14 10:00 moerwijk notice to anna:2
        Dit gaat naar de signaalkamer van de politie en de gemeente:

        S-1 · Moerwijk · Nepagent
        Hoe: Telefoon · Mensen: 2 · Geld kwijt: nee · Dag: 14 oktober
        Stand: nieuw
        Ook verteld: Wil geld of sieraden in bewaring nemen

        Klopt het? Typ ja om te versturen, of nee om te stoppen.
    ");
}

#[tokio::test]
async fn an_event_with_several_tricks_is_one_signal() {
    let script = "
        moerwijk anna > signaal eerst een sms van de nep bank, toen belde de nep bank en daarna kwam een nepagent de pas ophalen bij 1 buurvrouw, niks kwijt
        moerwijk anna > ja
    ";
    assert_snapshot!(played(script).await, @r"
    2026-10-14 10:00 moerwijk notice to anna:1
        Dit gaat naar de signaalkamer van de politie en de gemeente:

        S-1 · Moerwijk · Nep-bankmedewerker of koerier aan de deur
        Hoe: Sms · Mensen: 1 · Geld kwijt: nee · Dag: 14 oktober
        Stand: nieuw
        Hoorde erbij: Nepagent, Phishing via sms of app (smishing)
        Ook verteld: Haalt de bankpas op

        Klopt het? Typ ja om te versturen, of nee om te stoppen.
    2026-10-14 10:00 moerwijk notice to anna:2
        Verstuurd als S-1. Dank u wel! U hoort hier wat ermee gebeurt.
        Advies bij deze truc: Staat er nu iemand aan de deur? Doe niet open en bel 112. Geef nooit uw pas, pincode of telefoon mee. Pas al weg? Blokkeer de pas meteen via uw bank.
        Elke aangifte helpt, ook van een poging. Politie, geen spoed: 0900-8844 of politie.nl
        Buren, over Nep-bankmedewerker of koerier aan de deur: zag u dit ook? Tik op 🙋. Klopt het niet? Tik op 👎.
    2026-10-14 10:00 signaal notice
        S-1 · Moerwijk · Nep-bankmedewerker of koerier aan de deur
        Hoe: Sms · Mensen: 1 · Geld kwijt: nee · Dag: 14 oktober
        Stand: nieuw
        Hoorde erbij: Nepagent, Phishing via sms of app (smishing)
        Ook verteld: Haalt de bankpas op
    2026-10-14 10:00 signaal react to bot:2
        👀
    2026-10-14 10:00 moerwijk react to bot:2
        🙋
    2026-10-14 10:00 moerwijk react to bot:2
        👎
    ");
}

#[tokio::test]
async fn an_edit_changes_the_details_and_nothing_else_asks_again() {
    let before = "
        moerwijk anna > signaal gistermiddag nepagent aan de deur bij 3 buren, niks kwijt
        moerwijk anna > ja
    ";
    let script = "
        moerwijk anna edit 1 > signaal gistermiddag nepagent aan de deur bij 3 buren, niks kwijt!
        moerwijk anna edit 1 > signaal gisteravond nepagent aan de deur bij 3 buren, niks kwijt
        moerwijk anna > ja
    ";
    assert_snapshot!(played_after(before, script).await, @r"
    2026-10-14 10:00 moerwijk notice to anna:1
        Zo komt het in de signaalkamer te staan:

        S-1 · Moerwijk · Nepagent
        Hoe: Aan de deur · Mensen: 3 · Geld kwijt: nee · Dag: 13 oktober
        Stand: nieuw
        Ook verteld: avond

        Klopt het? Typ ja om het aan te passen, of nee om het zo te laten.
    2026-10-14 10:00 signaal edit to bot:2
        S-1 · Moerwijk · Nepagent
        Hoe: Aan de deur · Mensen: 3 · Geld kwijt: nee · Dag: 13 oktober
        Stand: nieuw
        Ook verteld: avond
    2026-10-14 10:00 moerwijk notice to anna:3
        S-1 is aangepast, ook in de signaalkamer.
    ");
}

#[tokio::test]
async fn each_step_is_shown_and_the_reporter_hears_it() {
    let script = "
        signaal bram react 👀 bot:2
        signaal bram > oppakken 1
        signaal carla > gewaarschuwd 1
        signaal bram > oppakken 1
        signaal bram > afgehandeld 1 geen actie
    ";
    assert_snapshot!(played_after(A_SIGNAL, script).await, @r"
    2026-10-14 10:00 moerwijk notice to anna:1
        Uw signaal S-1 is gezien. Dank u wel voor het melden.
    2026-10-14 10:00 signaal edit to bot:2
        S-1 · Moerwijk · Nepagent
        Hoe: Aan de deur · Mensen: 3 · Geld kwijt: nee · Dag: 14 oktober
        Stand: gezien
    2026-10-14 10:00 moerwijk notice to anna:1
        Iemand van de politie of de gemeente is bezig met uw signaal S-1.
    2026-10-14 10:00 signaal edit to bot:2
        S-1 · Moerwijk · Nepagent
        Hoe: Aan de deur · Mensen: 3 · Geld kwijt: nee · Dag: 14 oktober
        Stand: in behandeling
    2026-10-14 10:00 signaal notice to bram:1
        Dank u. De melder van S-1 hoort dat u ermee bezig gaat.
    2026-10-14 10:00 signaal edit to bot:2
        S-1 · Moerwijk · Nepagent
        Hoe: Aan de deur · Mensen: 3 · Geld kwijt: nee · Dag: 14 oktober
        Stand: de wijk is gewaarschuwd
    2026-10-14 10:00 signaal notice to carla:1
        Dank u. De melder van S-1 hoort dat de wijk is gewaarschuwd.
    2026-10-14 10:00 moerwijk say to anna:1 @anna
        Door uw signaal S-1 is de wijk gewaarschuwd. Dank u wel voor het melden.
    2026-10-14 10:00 signaal notice to bram:2
        S-1 is al verder. Stand: de wijk is gewaarschuwd.
    2026-10-14 10:00 signaal edit to bot:2
        S-1 · Moerwijk · Nepagent
        Hoe: Aan de deur · Mensen: 3 · Geld kwijt: nee · Dag: 14 oktober
        Stand: afgehandeld, geen actie, telt wel mee
    2026-10-14 10:00 signaal notice to bram:3
        S-1 is afgehandeld: geen actie, telt wel mee. De melder hoort het.
    2026-10-14 10:00 moerwijk say to anna:1 @anna
        Uw signaal S-1 is afgehandeld. De politie doet nu niets met dit ene signaal. Het telt wel mee in de cijfers.
    ");
}

#[tokio::test]
async fn the_course_tells_when_in_which_role_and_what_is_due() {
    let before = format!(
        "{A_SIGNAL}
        signaal bram > gezien 1
        at 2026-10-16T10:00
        signaal carla > oppakken 1"
    );
    let script = "
        signaal bram > verloop 1
        beheer carla > verloop S-1
        at 2026-10-26T10:00
        beheer carla > verloop 1
        signaal bram > afgehandeld 1 gesprek
        signaal bram > verloop 1
        beheer carla > verloop 99
    ";
    assert_snapshot!(played_after(&before, script).await, @r"
    2026-10-16 10:00 signaal notice to bram:2
        S-1 · Moerwijk · Nepagent
        Hoe: Aan de deur · Mensen: 3 · Geld kwijt: nee · Dag: 14 oktober
        Stand: in behandeling
        14 oktober: gemeld
        14 oktober: gezien (door een wijkagent)
        16 oktober: in behandeling (door een community manager)
        De volgende stap is uiterlijk 23 oktober.
    2026-10-16 10:00 beheer notice to carla:1
        S-1 · Moerwijk · Nepagent
        Hoe: Aan de deur · Mensen: 3 · Geld kwijt: nee · Dag: 14 oktober
        Stand: in behandeling
        14 oktober: gemeld
        14 oktober: gezien (door een wijkagent)
        16 oktober: in behandeling (door een community manager)
        De volgende stap is uiterlijk 23 oktober.
    2026-10-26 10:00 beheer notice to carla:2
        S-1 · Moerwijk · Nepagent
        Hoe: Aan de deur · Mensen: 3 · Geld kwijt: nee · Dag: 14 oktober
        Stand: in behandeling
        14 oktober: gemeld
        14 oktober: gezien (door een wijkagent)
        16 oktober: in behandeling (door een community manager)
        De volgende stap had uiterlijk 23 oktober gemoeten. De melder wacht nog.
    2026-10-26 10:00 signaal edit to bot:2
        S-1 · Moerwijk · Nepagent
        Hoe: Aan de deur · Mensen: 3 · Geld kwijt: nee · Dag: 14 oktober
        Stand: afgehandeld, gesproken met bewoners
    2026-10-26 10:00 signaal notice to bram:3
        S-1 is afgehandeld: gesproken met bewoners. De melder hoort het.
    2026-10-26 10:00 moerwijk say to anna:1 @anna
        Uw signaal S-1 is afgehandeld. De wijkagent heeft met bewoners gesproken.
    2026-10-26 10:00 signaal notice to bram:4
        S-1 · Moerwijk · Nepagent
        Hoe: Aan de deur · Mensen: 3 · Geld kwijt: nee · Dag: 14 oktober
        Stand: afgehandeld, gesproken met bewoners
        14 oktober: gemeld
        14 oktober: gezien (door een wijkagent)
        16 oktober: in behandeling (door een community manager)
        26 oktober: afgehandeld, gesproken met bewoners (door een wijkagent)
    2026-10-26 10:00 beheer notice to carla:3
        Signaal 99 ken ik niet. Kijk naar het nummer achter de S, bijvoorbeeld: verloop 12
    ");
}

#[tokio::test]
async fn a_step_that_is_removed_is_taken_back_with_what_was_told() {
    let before = format!("{A_SIGNAL}\nsignaal bram > gezien 1\nsignaal bram > gewaarschuwd 1");
    assert_snapshot!(played_after(&before, "signaal bram delete 2").await, @r"
    2026-10-14 10:00 moerwijk redact to bot:8
    2026-10-14 10:00 signaal edit to bot:2
        S-1 · Moerwijk · Nepagent
        Hoe: Aan de deur · Mensen: 3 · Geld kwijt: nee · Dag: 14 oktober
        Stand: gezien
    ");
}

#[tokio::test]
async fn neighbours_say_by_tap_that_they_saw_it_too_or_that_it_is_not_right() {
    let script = "
        moerwijk anna react 🙋 bot:6
        moerwijk joop react 🙋 bot:6
        moerwijk carla react 👎 bot:6
        moerwijk joop react 👎 bot:6
        moerwijk joop unreact 🙋 bot:6
        moerwijk joop unreact 👎 bot:6
    ";
    assert_snapshot!(played_after(A_SIGNAL, script).await, @r"
    2026-10-14 10:00 signaal edit to bot:2
        S-1 · Moerwijk · Nepagent
        Hoe: Aan de deur · Mensen: 3 · Geld kwijt: nee · Dag: 14 oktober
        Stand: nieuw
        Ook gezien door: 1
    2026-10-14 10:00 signaal edit to bot:2
        S-1 · Moerwijk · Nepagent
        Hoe: Aan de deur · Mensen: 3 · Geld kwijt: nee · Dag: 14 oktober
        Stand: nieuw
        Ook gezien door: 1 · Klopt niet volgens: 1
    2026-10-14 10:00 signaal edit to bot:2
        S-1 · Moerwijk · Nepagent
        Hoe: Aan de deur · Mensen: 3 · Geld kwijt: nee · Dag: 14 oktober
        Stand: nieuw
        Klopt niet volgens: 1
    2026-10-14 10:00 signaal edit to bot:2
        S-1 · Moerwijk · Nepagent
        Hoe: Aan de deur · Mensen: 3 · Geld kwijt: nee · Dag: 14 oktober
        Stand: nieuw
    ");
}

#[tokio::test]
async fn what_was_taken_back_or_reported_in_private_has_no_sightings() {
    let script = "
        moerwijk anna > ongedaan
        moerwijk joop react 🙋 bot:6
        prive:joop joop > signaal nepagent aan de deur bij 3 buren, niks kwijt
        prive:joop joop > moerwijk
        prive:joop joop > ja
    ";
    assert_snapshot!(played_after(A_SIGNAL, script).await, @r"
    2026-10-14 10:00 signaal redact to bot:2
    2026-10-14 10:00 moerwijk edit to bot:6
        S-1 is weggehaald en telt niet meer mee.
    2026-10-14 10:00 moerwijk notice to anna:7
        S-1 is weggehaald.
    2026-10-14 10:00 prive:joop notice to joop:1
        Voor welke wijk is dit? Typ het cijfer.
        1. Duindorp
        2. Moerwijk
    2026-10-14 10:00 prive:joop react to bot:1
        1️⃣
    2026-10-14 10:00 prive:joop react to bot:1
        2️⃣
    2026-10-14 10:00 prive:joop notice to joop:2
        Dit gaat naar de signaalkamer van de politie en de gemeente:

        S-2 · Moerwijk · Nepagent
        Hoe: Aan de deur · Mensen: 3 · Geld kwijt: nee · Dag: 14 oktober
        Stand: nieuw

        Klopt het? Typ ja om te versturen, of nee om te stoppen.
    2026-10-14 10:00 prive:joop notice to joop:3
        Verstuurd als S-2. Dank u wel! U hoort hier wat ermee gebeurt.
        Advies bij deze truc: Bel direct 112. Doe de deur niet open en geef niets mee. De politie haalt nooit uw geld, passen of sieraden op.
        Elke aangifte helpt, ook van een poging. Politie, geen spoed: 0900-8844 of politie.nl
    2026-10-14 10:00 signaal notice
        S-2 · Moerwijk · Nepagent
        Hoe: Aan de deur · Mensen: 3 · Geld kwijt: nee · Dag: 14 oktober
        Stand: nieuw
    2026-10-14 10:00 signaal react to bot:3
        👀
    ");
}

#[tokio::test]
async fn the_managers_hear_in_the_morning_what_may_be_the_same() {
    let before = format!(
        "{A_SIGNAL}{JOOPS}\nduindorp joop > signaal nepagent aan de deur bij 3 buren, niks kwijt\nduindorp joop > ja"
    );
    // Duindorp is no neighbour, and what was told once is not told again.
    assert_snapshot!(played_after(&before, "tick 2026-10-15T09:00\ntick 2026-10-16T15:59").await, @r"
    2026-10-14 16:00 signaal notice
        Dagoverzicht 14 oktober
        Duindorp: Nepagent S-3
        Moerwijk: Nepagent S-1, S-2
        Nog open: S-1, S-2, S-3
    2026-10-15 09:00 beheer notice
        Misschien hetzelfde: S-1, S-2 (Nepagent, Moerwijk). Is dat zo? Typ dan: samenvoegen 1 2
    ");
}

/// Moerwijk and Duindorp touch each other.
fn neighbours() -> Place {
    let mut place = Place::den_haag();
    let codes = ["Moerwijk", "Duindorp"].map(|name| place.named(name).unwrap().code.clone());
    for wijk in &mut place.wijk {
        if codes.contains(&wijk.code) {
            let others = codes.iter().filter(|code| **code != wijk.code);
            wijk.neighbours = others.cloned().collect();
        }
    }
    place
}

#[tokio::test]
async fn a_wijk_beside_it_and_two_weeks_are_near_enough() {
    let programme = Programme::parse(PROGRAMME, &[Place::den_haag()]).unwrap();
    let places = vec![neighbours()];
    let mut rehearsal = Rehearsal::new(programme, World { places, ..world() })
        .await
        .unwrap();
    let report = |who: &str, moment: &str| {
        format!(
            "at {moment}
            {who} > signaal nepagent aan de deur bij 3 buren, niks kwijt
            {who} > ja\n"
        )
    };
    let before = [
        report("moerwijk anna", "2026-10-14T10:00"),
        report("duindorp joop", "2026-10-28T08:00"),
        report("duindorp joop", "2026-10-29T08:00"),
    ];
    rehearsal.play(&before.join("")).await.unwrap();
    let told = shown(&rehearsal.play("tick 2026-10-29T09:00").await.unwrap());
    let lines: Vec<_> = told
        .lines()
        .filter(|line| line.contains("Misschien"))
        .collect();
    // The third is fifteen days after the first, and one after the second.
    assert_eq!(
        lines,
        [
            "    Misschien hetzelfde: S-1, S-2 (Nepagent, Duindorp, Moerwijk). Is dat zo? Typ dan: samenvoegen 1 2",
            "    Misschien hetzelfde: S-2, S-3 (Nepagent, Duindorp). Is dat zo? Typ dan: samenvoegen 2 3",
        ]
    );
}

#[tokio::test]
async fn merging_is_shown_first_and_the_reporter_stays() {
    let before = format!("{A_SIGNAL}{JOOPS}");
    let script = "
        beheer carla > samenvoegen 2
        beheer carla > samenvoegen 2 9
        beheer carla > samenvoegen S-2 en S-1
        beheer carla > ja
        beheer carla > samenvoegen 1 2
    ";
    assert_snapshot!(played_after(&before, script).await, @r"
    2026-10-14 10:00 beheer notice to carla:1
        Welke signalen zijn hetzelfde? Typ bijvoorbeeld: samenvoegen 12 14
    2026-10-14 10:00 beheer notice to carla:2
        Signaal S-9 ken ik niet. Kijk naar het nummer achter de S.
    2026-10-14 10:00 beheer notice to carla:3
        Dit ga ik doen:
        - S-2 telt mee met S-1. Wie het meldde, hoort dat.
        Klopt het? Typ ja om het te doen, of nee om het zo te laten.
    2026-10-14 10:00 moerwijk notice to joop:1
        Uw signaal S-2 gaat over hetzelfde als een ander signaal. Ik heb ze bij elkaar gezet.
        U hoort hier wat ermee gebeurt.
    2026-10-14 10:00 signaal edit to bot:2
        S-1 · Moerwijk · Nepagent
        Hoe: Aan de deur · Mensen: 3 · Geld kwijt: nee · Dag: 14 oktober
        Stand: nieuw
        Melders: 2
    2026-10-14 10:00 signaal edit to bot:3
        S-2 · Moerwijk · Nepagent
        Hoe: Aan de deur · Mensen: 2 · Geld kwijt: nee · Dag: 14 oktober
        Stand: telt mee met S-1
    2026-10-14 10:00 beheer notice to carla:4
        Gedaan als B-1:
        - S-2 telt mee met S-1. Wie het meldde, hoort dat.
        Toch niet goed? Typ: ongedaan B-1
    2026-10-14 10:00 beheer notice to carla:5
        Dat is al zo. Er is niets te veranderen.
    ");
}

#[tokio::test]
async fn every_reporter_of_the_event_hears_every_outcome() {
    let script = "
        signaal bram > gezien 2
        signaal bram > afgehandeld 1 extra-toezicht
    ";
    assert_snapshot!(played_after(&merged(), script).await, @r"
    2026-10-14 10:00 moerwijk notice to anna:1
        Uw signaal S-1 is gezien. Dank u wel voor het melden.
    2026-10-14 10:00 moerwijk notice to joop:1
        Uw signaal S-2 is gezien. Dank u wel voor het melden.
    2026-10-14 10:00 signaal edit to bot:2
        S-1 · Moerwijk · Nepagent
        Hoe: Aan de deur · Mensen: 3 · Geld kwijt: nee · Dag: 14 oktober
        Stand: gezien
        Melders: 2
    2026-10-14 10:00 signaal notice to bram:1
        Dank u. De melder van S-1 hoort dat het is gezien.
    2026-10-14 10:00 signaal edit to bot:2
        S-1 · Moerwijk · Nepagent
        Hoe: Aan de deur · Mensen: 3 · Geld kwijt: nee · Dag: 14 oktober
        Stand: afgehandeld, extra toezicht in de wijk
        Melders: 2
    2026-10-14 10:00 signaal notice to bram:2
        S-1 is afgehandeld: extra toezicht in de wijk. De melder hoort het.
    2026-10-14 10:00 moerwijk say to anna:1 @anna
        Uw signaal S-1 is afgehandeld. De politie let de komende tijd extra op in uw wijk.
    2026-10-14 10:00 moerwijk say to joop:1 @joop
        Uw signaal S-2 is afgehandeld. De politie let de komende tijd extra op in uw wijk.
    ");
}

#[tokio::test]
async fn who_comes_to_an_event_that_was_answered_hears_the_answer() {
    let before = format!("{A_SIGNAL}\nsignaal bram > afgehandeld 1 extra-toezicht\n{JOOPS}");
    let script = "beheer carla > samenvoegen 1 2\nbeheer carla > ja";
    assert_snapshot!(played_after(&before, script).await, @r"
    2026-10-14 10:00 beheer notice to carla:1
        Dit ga ik doen:
        - S-2 telt mee met S-1. Wie het meldde, hoort dat.
        Klopt het? Typ ja om het te doen, of nee om het zo te laten.
    2026-10-14 10:00 signaal edit to bot:2
        S-1 · Moerwijk · Nepagent
        Hoe: Aan de deur · Mensen: 3 · Geld kwijt: nee · Dag: 14 oktober
        Stand: afgehandeld, extra toezicht in de wijk
        Melders: 2
    2026-10-14 10:00 signaal edit to bot:4
        S-2 · Moerwijk · Nepagent
        Hoe: Aan de deur · Mensen: 2 · Geld kwijt: nee · Dag: 14 oktober
        Stand: telt mee met S-1
    2026-10-14 10:00 beheer notice to carla:2
        Gedaan als B-1:
        - S-2 telt mee met S-1. Wie het meldde, hoort dat.
        Toch niet goed? Typ: ongedaan B-1
    2026-10-14 10:00 moerwijk say to joop:1 @joop
        Uw signaal S-2 gaat over hetzelfde als een ander signaal. Ik heb ze bij elkaar gezet.
        Uw signaal S-2 is afgehandeld. De politie let de komende tijd extra op in uw wijk.
    ");
}

#[tokio::test]
async fn an_outcome_that_is_taken_back_is_taken_back_for_who_came_later_too() {
    let before = format!(
        "{A_SIGNAL}\nsignaal bram > afgehandeld 1 bekeken\n{JOOPS}\nbeheer carla > samenvoegen 1 2\nbeheer carla > ja\n"
    );
    let script = "
        signaal bram delete 1
        signaal bram > afgehandeld 1 extra-toezicht
    ";
    assert_snapshot!(played_after(&before, script).await, @r"
    2026-10-14 10:00 moerwijk redact to bot:7
    2026-10-14 10:00 moerwijk redact to bot:14
    2026-10-14 10:00 moerwijk notice to joop:1
        Uw signaal S-2 gaat over hetzelfde als een ander signaal. Ik heb ze bij elkaar gezet.
        U hoort hier wat ermee gebeurt.
    2026-10-14 10:00 signaal edit to bot:2
        S-1 · Moerwijk · Nepagent
        Hoe: Aan de deur · Mensen: 3 · Geld kwijt: nee · Dag: 14 oktober
        Stand: nieuw
        Melders: 2
    2026-10-14 10:00 signaal edit to bot:2
        S-1 · Moerwijk · Nepagent
        Hoe: Aan de deur · Mensen: 3 · Geld kwijt: nee · Dag: 14 oktober
        Stand: afgehandeld, extra toezicht in de wijk
        Melders: 2
    2026-10-14 10:00 signaal notice to bram:2
        S-1 is afgehandeld: extra toezicht in de wijk. De melder hoort het.
    2026-10-14 10:00 moerwijk say to anna:1 @anna
        Uw signaal S-1 is afgehandeld. De politie let de komende tijd extra op in uw wijk.
    2026-10-14 10:00 moerwijk say to joop:1 @joop
        Uw signaal S-2 is afgehandeld. De politie let de komende tijd extra op in uw wijk.
    ");
}

#[tokio::test]
async fn nothing_is_merged_with_what_was_taken_back_or_merged_meanwhile() {
    let programme = format!(
        "{PROGRAMME}
        [[person]]
        user = \"@kees:example.org\"
        name = \"Kees\"
        ambassadeur = [\"Moerwijk\"]
        [[person]]
        user = \"@dirk:example.org\"
        name = \"Dirk\"
        roles = [\"community-manager\"]
    "
    );
    let reports = ["anna", "joop", "kees", "anna"].map(|who| {
        format!(
            "moerwijk {who} > signaal nepagent aan de deur bij 3 buren, niks kwijt
            moerwijk {who} > ja\n"
        )
    });
    for meanwhile in [
        "moerwijk joop > ongedaan",
        "moerwijk kees > ongedaan",
        "beheer dirk > samenvoegen 1 2\nbeheer dirk > ja",
        "beheer dirk > samenvoegen 3 4\nbeheer dirk > ja",
    ] {
        let mut rehearsal = rehearsal_of(&programme).await;
        rehearsal.play(&reports.join("")).await.unwrap();
        let before = format!("beheer carla > samenvoegen 2 3\n{meanwhile}");
        rehearsal.play(&before).await.unwrap();
        let told = shown(&rehearsal.play("beheer carla > ja").await.unwrap());
        assert!(told.contains("intussen"), "{meanwhile}: {told}");
        assert!(!told.contains("moerwijk"), "{meanwhile}: {told}");
    }
}

#[tokio::test]
async fn an_outcome_that_is_taken_back_is_taken_back_for_everybody() {
    let before = format!("{}\nsignaal bram > afgehandeld 1 bekeken", merged());
    assert_snapshot!(played_after(&before, "signaal bram delete 1").await, @r"
    2026-10-14 10:00 moerwijk redact to bot:15
    2026-10-14 10:00 moerwijk redact to bot:14
    2026-10-14 10:00 signaal edit to bot:2
        S-1 · Moerwijk · Nepagent
        Hoe: Aan de deur · Mensen: 3 · Geld kwijt: nee · Dag: 14 oktober
        Stand: nieuw
        Melders: 2
    ");
}

#[tokio::test]
async fn undoing_a_merge_parts_them_as_they_were() {
    let script = "
        beheer carla > ongedaan
        signaal bram > afgehandeld 2 bekeken
    ";
    assert_snapshot!(played_after(&merged(), script).await, @r"
    2026-10-14 10:00 moerwijk redact to bot:13
    2026-10-14 10:00 signaal edit to bot:2
        S-1 · Moerwijk · Nepagent
        Hoe: Aan de deur · Mensen: 3 · Geld kwijt: nee · Dag: 14 oktober
        Stand: nieuw
    2026-10-14 10:00 signaal edit to bot:3
        S-2 · Moerwijk · Nepagent
        Hoe: Aan de deur · Mensen: 2 · Geld kwijt: nee · Dag: 14 oktober
        Stand: nieuw
    2026-10-14 10:00 beheer notice to carla:3
        B-1 is teruggedraaid:
        - S-2 staat weer op zichzelf.
    2026-10-14 10:00 signaal edit to bot:3
        S-2 · Moerwijk · Nepagent
        Hoe: Aan de deur · Mensen: 2 · Geld kwijt: nee · Dag: 14 oktober
        Stand: afgehandeld, bekeken
    2026-10-14 10:00 signaal notice to bram:1
        S-2 is afgehandeld: bekeken. De melder hoort het.
    2026-10-14 10:00 moerwijk say to joop:1 @joop
        Uw signaal S-2 is afgehandeld. De wijkagent heeft uw signaal bekeken.
    ");
}

#[tokio::test]
async fn the_others_stay_when_the_first_reporter_takes_it_back() {
    let script = "
        moerwijk anna > ongedaan
        signaal bram > afgehandeld 2 bekeken
    ";
    assert_snapshot!(played_after(&merged(), script).await, @r"
    2026-10-14 10:00 signaal redact to bot:2
    2026-10-14 10:00 signaal edit to bot:3
        S-2 · Moerwijk · Nepagent
        Hoe: Aan de deur · Mensen: 2 · Geld kwijt: nee · Dag: 14 oktober
        Stand: nieuw
    2026-10-14 10:00 moerwijk edit to bot:6
        S-1 is weggehaald en telt niet meer mee.
    2026-10-14 10:00 moerwijk notice to anna:7
        S-1 is weggehaald.
    2026-10-14 10:00 signaal edit to bot:3
        S-2 · Moerwijk · Nepagent
        Hoe: Aan de deur · Mensen: 2 · Geld kwijt: nee · Dag: 14 oktober
        Stand: afgehandeld, bekeken
    2026-10-14 10:00 signaal notice to bram:1
        S-2 is afgehandeld: bekeken. De melder hoort het.
    2026-10-14 10:00 moerwijk say to joop:1 @joop
        Uw signaal S-2 is afgehandeld. De wijkagent heeft uw signaal bekeken.
    ");
}

#[tokio::test]
async fn a_third_report_is_merged_with_the_event_and_parted_alone() {
    let before =
        format!("{A_SIGNAL}{JOOPS}{JOOPS}\nbeheer carla > samenvoegen 2 3\nbeheer carla > ja");
    let script = "
        beheer carla > samenvoegen 3 1
        beheer carla > ja
        beheer carla > ongedaan
        signaal bram > verloop 3
    ";
    assert_snapshot!(played_after(&before, script).await, @r"
    2026-10-14 10:00 beheer notice to carla:3
        Dit ga ik doen:
        - S-2 telt mee met S-1. Wie het meldde, hoort dat.
        - S-3 telt mee met S-1. Wie het meldde, hoort dat.
        Klopt het? Typ ja om het te doen, of nee om het zo te laten.
    2026-10-14 10:00 moerwijk notice to joop:1
        Uw signaal S-2 gaat over hetzelfde als een ander signaal. Ik heb ze bij elkaar gezet.
        U hoort hier wat ermee gebeurt.
    2026-10-14 10:00 signaal edit to bot:2
        S-1 · Moerwijk · Nepagent
        Hoe: Aan de deur · Mensen: 3 · Geld kwijt: nee · Dag: 14 oktober
        Stand: nieuw
        Melders: 2
    2026-10-14 10:00 signaal edit to bot:3
        S-2 · Moerwijk · Nepagent
        Hoe: Aan de deur · Mensen: 2 · Geld kwijt: nee · Dag: 14 oktober
        Stand: telt mee met S-1
    2026-10-14 10:00 moerwijk redact to bot:19
    2026-10-14 10:00 signaal edit to bot:3
        S-2 · Moerwijk · Nepagent
        Hoe: Aan de deur · Mensen: 2 · Geld kwijt: nee · Dag: 14 oktober
        Stand: telt mee met S-1
    2026-10-14 10:00 moerwijk notice to joop:7
        Uw signaal S-3 gaat over hetzelfde als een ander signaal. Ik heb ze bij elkaar gezet.
        U hoort hier wat ermee gebeurt.
    2026-10-14 10:00 signaal edit to bot:2
        S-1 · Moerwijk · Nepagent
        Hoe: Aan de deur · Mensen: 3 · Geld kwijt: nee · Dag: 14 oktober
        Stand: nieuw
        Melders: 2
    2026-10-14 10:00 signaal edit to bot:4
        S-3 · Moerwijk · Nepagent
        Hoe: Aan de deur · Mensen: 2 · Geld kwijt: nee · Dag: 14 oktober
        Stand: telt mee met S-1
    2026-10-14 10:00 beheer notice to carla:4
        Gedaan als B-2:
        - S-2 telt mee met S-1. Wie het meldde, hoort dat.
        - S-3 telt mee met S-1. Wie het meldde, hoort dat.
        Toch niet goed? Typ: ongedaan B-2
    2026-10-14 10:00 moerwijk redact to bot:20
    2026-10-14 10:00 signaal edit to bot:2
        S-1 · Moerwijk · Nepagent
        Hoe: Aan de deur · Mensen: 3 · Geld kwijt: nee · Dag: 14 oktober
        Stand: nieuw
        Melders: 2
    2026-10-14 10:00 signaal edit to bot:3
        S-2 · Moerwijk · Nepagent
        Hoe: Aan de deur · Mensen: 2 · Geld kwijt: nee · Dag: 14 oktober
        Stand: nieuw
    2026-10-14 10:00 moerwijk redact to bot:21
    2026-10-14 10:00 signaal edit to bot:2
        S-1 · Moerwijk · Nepagent
        Hoe: Aan de deur · Mensen: 3 · Geld kwijt: nee · Dag: 14 oktober
        Stand: nieuw
    2026-10-14 10:00 moerwijk notice to joop:7
        Uw signaal S-3 gaat over hetzelfde als een ander signaal. Ik heb ze bij elkaar gezet.
        U hoort hier wat ermee gebeurt.
    2026-10-14 10:00 signaal edit to bot:3
        S-2 · Moerwijk · Nepagent
        Hoe: Aan de deur · Mensen: 2 · Geld kwijt: nee · Dag: 14 oktober
        Stand: nieuw
    2026-10-14 10:00 signaal edit to bot:4
        S-3 · Moerwijk · Nepagent
        Hoe: Aan de deur · Mensen: 2 · Geld kwijt: nee · Dag: 14 oktober
        Stand: telt mee met S-2
    2026-10-14 10:00 beheer notice to carla:5
        B-2 is teruggedraaid:
        - S-2 staat weer op zichzelf.
        - S-3 telt mee met S-2. Wie het meldde, hoort dat.
    2026-10-14 10:00 signaal notice to bram:1
        S-2 · Moerwijk · Nepagent
        Hoe: Aan de deur · Mensen: 2 · Geld kwijt: nee · Dag: 14 oktober
        Stand: nieuw
        14 oktober: gemeld
        Telt hierin mee: S-3
        De volgende stap is uiterlijk 16 oktober.
    ");
}

#[tokio::test]
async fn in_whatever_order_they_are_merged_every_reporter_hears_the_outcome_once() {
    let report = |who: &str| {
        format!(
            "moerwijk {who} > signaal nepagent aan de deur bij 3 buren, niks kwijt
            moerwijk {who} > ja\n"
        )
    };
    let reports = [report("anna"), report("joop"), report("joop")].join("");
    for order in [
        ["1 2", "2 3"],
        ["2 3", "1 2"],
        ["2 3", "3 1"],
        ["1 3", "3 2"],
        ["1 2 3", "1 2"],
    ] {
        let merges =
            order.map(|pair| format!("beheer carla > samenvoegen {pair}\nbeheer carla > ja\n"));
        let before = format!("{reports}{}", merges.join(""));
        let told = played_after(&before, "signaal bram > afgehandeld 3 bekeken").await;
        let mut heard: Vec<_> = told
            .lines()
            .filter_map(|line| line.split_once("moerwijk say to ")?.1.split_once(' '))
            .map(|(message, _)| message)
            .collect();
        heard.sort_unstable();
        assert_eq!(heard, ["anna:1", "joop:1", "joop:3"], "{order:?}: {told}");
    }
}

#[tokio::test]
async fn a_reporter_who_waits_too_long_is_in_both_digests_and_then_goes_to_the_managers() {
    let script = "
        tick 2026-10-16T15:59
        tick 2026-10-17T16:00
        tick 2026-10-19T10:00
        tick 2026-10-20T10:00
    ";
    assert_snapshot!(played_after(A_SIGNAL, script).await, @r"
    2026-10-14 16:00 signaal notice
        Dagoverzicht 14 oktober
        Moerwijk: Nepagent S-1
        Nog open: S-1
    2026-10-17 16:00 signaal notice
        Dagoverzicht 17 oktober
        Nog open: S-1
        Wacht langer dan afgesproken: S-1
    2026-10-19 08:00 beheer notice
        Week van 12 oktober tot 19 oktober
        Nog geen acties genoteerd.
        Signalen:
        - Nepagent 1-4 (Moerwijk 1-4)
        Wacht nog op antwoord van de politie: S-1
        Wacht langer dan afgesproken: S-1. Vraag de wijkagent even hoe het ermee staat.
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
    2026-10-19 09:00 beheer notice
        Deze melders wachten nog op antwoord: S-1. Vraag de wijkagent hoe het ermee staat. Afsluiten kan ook, in de signaalkamer: afgehandeld 1
    ");
}

#[tokio::test]
async fn the_terms_are_those_of_the_agreements() {
    let programme = format!(
        "{PROGRAMME}
        [[duty]]
        what = \"Elk signaal wordt gezien\"
        owner = \"wijkagent\"
        within_days = 10
        measure = \"signals-seen\"
        [[duty]]
        what = \"Elk signaal krijgt antwoord\"
        owner = \"wijkagent\"
        within_days = 20
        measure = \"signals-answered\"
    "
    );
    let mut rehearsal = rehearsal_of(&programme).await;
    rehearsal.play(A_SIGNAL).await.unwrap();
    let script = "
        signaal bram > verloop 1
        signaal bram > gezien 1
        signaal bram > verloop 1
    ";
    let told = shown(&rehearsal.play(script).await.unwrap());
    let due: Vec<_> = told
        .lines()
        .filter(|line| line.contains("volgende stap"))
        .map(str::trim)
        .collect();
    assert_eq!(
        due,
        [
            "De volgende stap is uiterlijk 24 oktober.",
            "De volgende stap is uiterlijk 3 november."
        ]
    );
}

#[tokio::test]
async fn what_is_sensitive_is_never_compared_nor_shown_to_neighbours() {
    let script = "
        prive:joop joop > signaal dreigt naaktfoto's van mijn nichtje te verspreiden, gisteravond op school
        prive:joop joop > ja
        prive:anna anna > signaal dreigt naaktfoto's van mijn nichtje te verspreiden
        prive:anna anna > ja
        tick 2026-10-16T09:00
    ";
    let told = played(script).await;
    assert!(
        told.contains("Ik tel het mee als S-1") && told.contains("S-2"),
        "{told}"
    );
    assert!(
        !told.contains("🙋") && !told.contains("samenvoegen"),
        "{told}"
    );
}
