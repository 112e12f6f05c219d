//! Activities: planned, signed up for, reminded of, moved, called off, and noted as an action.

use insta::assert_snapshot;

use super::{PROGRAMME, played, played_after, rehearsal_of, shown};

/// Anna plans for Friday.
const PLANNED: &str = "moerwijk anna > !activiteit koffieochtend bieb vrijdag 10:00";

#[tokio::test]
async fn one_line_plans_an_activity_and_a_tap_signs_up() {
    let script = "
        moerwijk anna > !activiteit koffieochtend bieb vrijdag 10:00
        moerwijk joop react ✋ bot:1
        moerwijk anna react ✋🏽 bot:1
        moerwijk carla react ✋ bot:1
        moerwijk joop unreact ✋ bot:1
    ";
    assert_snapshot!(played(script).await, @r"
    2026-10-14 10:00 moerwijk notice
        Activiteit 1: Koffieochtend of buurtkamer, Bibliotheek, 16 oktober om 10:00 uur
        Doet u mee? Tik op ✋ of typ: meedoen 1
        Nog niemand aangemeld.
    2026-10-14 10:00 moerwijk react to bot:1
        ✋
    2026-10-14 10:00 moerwijk edit to bot:1
        Activiteit 1: Koffieochtend of buurtkamer, Bibliotheek, 16 oktober om 10:00 uur
        Doet u mee? Tik op ✋ of typ: meedoen 1
        1 persoon doet mee.
    2026-10-14 10:00 moerwijk edit to bot:1
        Activiteit 1: Koffieochtend of buurtkamer, Bibliotheek, 16 oktober om 10:00 uur
        Doet u mee? Tik op ✋ of typ: meedoen 1
        2 mensen doen mee.
    2026-10-14 10:00 moerwijk edit to bot:1
        Activiteit 1: Koffieochtend of buurtkamer, Bibliotheek, 16 oktober om 10:00 uur
        Doet u mee? Tik op ✋ of typ: meedoen 1
        1 persoon doet mee.
    ");
}

#[tokio::test]
async fn step_by_step_in_private() {
    let script = "
        prive:joop joop > activiteit
        prive:joop joop > Moerwijk
        prive:joop joop > 2
        prive:joop joop > school
        prive:joop joop > gisteren
        prive:joop joop > 12 november
        prive:joop joop > half drie
    ";
    assert_snapshot!(played(script).await, @r"
    2026-10-14 10:00 prive:joop notice to joop:1
        Voor welke wijk is dit? Typ het cijfer.
        1. Duindorp
        2. Moerwijk
    2026-10-14 10:00 prive:joop react to bot:1
        1️⃣
    2026-10-14 10:00 prive:joop react to bot:1
        2️⃣
    2026-10-14 10:00 prive:joop notice to joop:2
        Wat gaat u doen? Typ het cijfer.
        1. Koffieochtend of buurtkamer
        2. Presentatie of lezing
        3. Inloopspreekuur
        4. Kraam op markt of buurtfeest
        5. Les of bezoek op school
        6. Spel of quiz
        7. Meer keuzes
    2026-10-14 10:00 prive:joop notice to joop:3
        Waar is het? Typ het cijfer.
        1. Bibliotheek
        2. Buurthuis of wijkcentrum
        3. School
        4. Winkel, markt of plein
        5. Serviceflat of verzorgingshuis
        6. Sportclub of vereniging
        7. Meer keuzes
    2026-10-14 10:00 prive:joop notice to joop:4
        Wanneer is het? Typ de dag en de tijd, bijvoorbeeld: vrijdag 10:00
    2026-10-14 10:00 prive:joop notice to joop:5
        Typ een dag en een tijd, bijvoorbeeld: vrijdag 10:00 of 12 november 14:00
    2026-10-14 10:00 prive:joop notice to joop:6
        Hoe laat begint het? Typ bijvoorbeeld: 10:00
    2026-10-14 10:00 prive:joop notice to joop:7
        Activiteit 1 staat in de wijkkamer. Verzetten? Typ bijvoorbeeld: !activiteit 1 vrijdag 14:00
    2026-10-14 10:00 moerwijk notice
        Activiteit 1: Presentatie of lezing, School, 12 november om 14:30 uur
        Doet u mee? Tik op ✋ of typ: meedoen 1
        Nog niemand aangemeld.
    2026-10-14 10:00 moerwijk react to bot:1
        ✋
    ");
}

#[tokio::test]
async fn talk_about_a_day_is_no_answer_to_when() {
    let script = "
        moerwijk anna > !activiteit koffieochtend bieb
        moerwijk anna > vrijdag kan ik niet
        moerwijk joop > vrijdag om 10 uur
        moerwijk anna > vrijdag om 10 uur
    ";
    assert_snapshot!(played(script).await, @r"
    2026-10-14 10:00 moerwijk notice to anna:1
        Wanneer is het? Typ de dag en de tijd, bijvoorbeeld: vrijdag 10:00
    2026-10-14 10:00 moerwijk notice
        Activiteit 1: Koffieochtend of buurtkamer, Bibliotheek, 16 oktober om 10:00 uur
        Doet u mee? Tik op ✋ of typ: meedoen 1
        Nog niemand aangemeld.
    2026-10-14 10:00 moerwijk react to bot:2
        ✋
    ");
}

#[tokio::test]
async fn a_moment_that_has_passed_is_asked_again() {
    let script = "
        moerwijk anna > !activiteit koffieochtend bieb vandaag 9:00
        moerwijk anna > morgen 14u30
    ";
    assert_snapshot!(played(script).await, @r"
    2026-10-14 10:00 moerwijk notice to anna:1
        Dat moment is al voorbij. Wanneer is het? Typ bijvoorbeeld: vrijdag 10:00
    2026-10-14 10:00 moerwijk notice
        Activiteit 1: Koffieochtend of buurtkamer, Bibliotheek, 15 oktober om 14:30 uur
        Doet u mee? Tik op ✋ of typ: meedoen 1
        Nog niemand aangemeld.
    2026-10-14 10:00 moerwijk react to bot:2
        ✋
    ");
}

#[tokio::test]
async fn signing_up_and_off_by_word() {
    let script = "
        moerwijk joop > doe mee
        moerwijk joop > Doe mee!
        moerwijk joop > !afzeggen 1
        moerwijk joop > !doe mee 7
        moerwijk joop > !activiteiten
        prive:anna anna > activiteiten
    ";
    assert_snapshot!(played_after(PLANNED, script).await, @r"
    2026-10-14 10:00 moerwijk edit to bot:1
        Activiteit 1: Koffieochtend of buurtkamer, Bibliotheek, 16 oktober om 10:00 uur
        Doet u mee? Tik op ✋ of typ: meedoen 1
        1 persoon doet mee.
    2026-10-14 10:00 moerwijk notice to joop:1
        U doet mee: Koffieochtend of buurtkamer, Bibliotheek, 16 oktober om 10:00 uur. Kunt u toch niet? Typ: afzeggen 1
    2026-10-14 10:00 moerwijk notice to joop:2
        U doet mee: Koffieochtend of buurtkamer, Bibliotheek, 16 oktober om 10:00 uur. Kunt u toch niet? Typ: afzeggen 1
    2026-10-14 10:00 moerwijk edit to bot:1
        Activiteit 1: Koffieochtend of buurtkamer, Bibliotheek, 16 oktober om 10:00 uur
        Doet u mee? Tik op ✋ of typ: meedoen 1
        Nog niemand aangemeld.
    2026-10-14 10:00 moerwijk notice to joop:3
        U bent afgemeld voor activiteit 1.
    2026-10-14 10:00 moerwijk notice to joop:4
        Dit komt eraan:
        1. Koffieochtend of buurtkamer, Bibliotheek, 16 oktober om 10:00 uur (nog niemand)
        Meedoen? Typ bijvoorbeeld: meedoen 1. In uw agenda? Typ: agenda
    2026-10-14 10:00 moerwijk notice to joop:5
        Dit komt eraan:
        1. Koffieochtend of buurtkamer, Bibliotheek, 16 oktober om 10:00 uur (nog niemand)
        Meedoen? Typ bijvoorbeeld: meedoen 1. In uw agenda? Typ: agenda
    2026-10-14 10:00 prive:anna notice to anna:1
        Dit komt eraan:
        1. Koffieochtend of buurtkamer, Bibliotheek, 16 oktober om 10:00 uur (nog niemand)
        Meedoen? Typ bijvoorbeeld: meedoen 1. In uw agenda? Typ: agenda
    ");
}

#[tokio::test]
async fn moving_it_tells_who_signed_up_and_only_who_planned_it_can() {
    let script = "
        moerwijk joop react ✋ bot:1
        moerwijk joop > !activiteit 1 gaat niet door
        moerwijk anna > !activiteit 1
        moerwijk anna > !activiteit 1 zaterdag
        moerwijk anna > !activiteit 1 14:00
        moerwijk anna > !activiteit 9 14:00
    ";
    assert_snapshot!(played_after(PLANNED, script).await, @r"
    2026-10-14 10:00 moerwijk edit to bot:1
        Activiteit 1: Koffieochtend of buurtkamer, Bibliotheek, 16 oktober om 10:00 uur
        Doet u mee? Tik op ✋ of typ: meedoen 1
        1 persoon doet mee.
    2026-10-14 10:00 moerwijk notice to joop:1
        Alleen wie een activiteit heeft gepland, kan hem veranderen.
    2026-10-14 10:00 moerwijk notice to anna:2
        Verzetten? Typ bijvoorbeeld: !activiteit 1 vrijdag 14:00. Gaat het niet door? Typ: !activiteit 1 gaat niet door
    2026-10-14 10:00 moerwijk edit to bot:1
        Activiteit 1: Koffieochtend of buurtkamer, Bibliotheek, 17 oktober om 10:00 uur
        Doet u mee? Tik op ✋ of typ: meedoen 1
        1 persoon doet mee.
    2026-10-14 10:00 moerwijk say to anna:3 @joop
        Activiteit 1 is verzet. Het is nu: Koffieochtend of buurtkamer, Bibliotheek, 17 oktober om 10:00 uur
    2026-10-14 10:00 moerwijk edit to bot:1
        Activiteit 1: Koffieochtend of buurtkamer, Bibliotheek, 17 oktober om 14:00 uur
        Doet u mee? Tik op ✋ of typ: meedoen 1
        1 persoon doet mee.
    2026-10-14 10:00 moerwijk say to anna:4 @joop
        Activiteit 1 is verzet. Het is nu: Koffieochtend of buurtkamer, Bibliotheek, 17 oktober om 14:00 uur
    2026-10-14 10:00 moerwijk notice to anna:5
        Die activiteit ken ik niet, of hij is al geweest. Typ activiteiten om te zien wat er komt.
    ");
}

#[tokio::test]
async fn calling_it_off_by_word_or_by_removing_the_message() {
    let script = "
        moerwijk joop react ✋ bot:1
        moerwijk anna > !activiteit 1 gaat niet door
        moerwijk anna > !activiteit presentatie school maandag 19:30
        moerwijk anna edit anna:3 > !activiteit presentatie school dinsdag 19:30
        moerwijk anna delete anna:3
        tick 2026-10-25T12:00
    ";
    assert_snapshot!(played_after(PLANNED, script).await, @r"
    2026-10-14 10:00 moerwijk edit to bot:1
        Activiteit 1: Koffieochtend of buurtkamer, Bibliotheek, 16 oktober om 10:00 uur
        Doet u mee? Tik op ✋ of typ: meedoen 1
        1 persoon doet mee.
    2026-10-14 10:00 moerwijk edit to bot:1
        Activiteit 1 gaat niet door: Koffieochtend of buurtkamer, Bibliotheek, 16 oktober om 10:00 uur
    2026-10-14 10:00 moerwijk say to anna:2 @joop
        Activiteit 1 gaat niet door.
    2026-10-14 10:00 moerwijk notice
        Activiteit 2: Presentatie of lezing, School, 19 oktober om 19:30 uur
        Doet u mee? Tik op ✋ of typ: meedoen 2
        Nog niemand aangemeld.
    2026-10-14 10:00 moerwijk react to bot:3
        ✋
    2026-10-14 10:00 moerwijk notice to anna:3
        Verzetten? Typ bijvoorbeeld: !activiteit 2 vrijdag 14:00. Gaat het niet door? Typ: !activiteit 2 gaat niet door
    2026-10-14 10:00 moerwijk edit to bot:3
        Activiteit 2 gaat niet door: Presentatie of lezing, School, 19 oktober om 19:30 uur
    2026-10-14 10:00 moerwijk notice
        Activiteit 2 gaat niet door.
    2026-10-19 08:00 beheer notice
        Week van 12 oktober tot 19 oktober
        Nog geen acties genoteerd.
        Signalen: geen
    ");
}

#[tokio::test]
async fn the_day_before_the_wijk_is_reminded_and_afterwards_the_organiser_is_asked() {
    let script = "
        moerwijk joop react ✋ bot:1
        tick 2026-10-17T12:00
        prive:anna anna > 12
        prive:anna anna > 4
        prive:anna anna > afronden
        tick 2026-10-20T12:00
    ";
    assert_snapshot!(played_after(PLANNED, script).await, @r"
    2026-10-14 10:00 moerwijk edit to bot:1
        Activiteit 1: Koffieochtend of buurtkamer, Bibliotheek, 16 oktober om 10:00 uur
        Doet u mee? Tik op ✋ of typ: meedoen 1
        1 persoon doet mee.
    2026-10-15 10:00 moerwijk say @joop
        Bijna zover! Activiteit 1: Koffieochtend of buurtkamer, Bibliotheek, 16 oktober om 10:00 uur. Wie gaat er nog mee? Tik op ✋ bij de aankondiging, of typ: meedoen 1
    2026-10-17 10:00 prive:anna private to anna
    2026-10-17 10:00 prive:anna notice
        Hoe ging het? Koffieochtend of buurtkamer, Bibliotheek, 16 oktober om 10:00 uur.
        Hoeveel mensen waren er? Typ een getal, of weet niet. Nu geen tijd? Typ later: afronden
    2026-10-17 12:00 prive:anna notice to anna:1
        Wat werkte er goed? Typ het cijfer.
        1. Echte voorbeelden vertellen
        2. Samen oefenen op de telefoon
        3. Een spel of quiz
        4. Koffie en tijd om te praten
        5. Een gast, zoals de wijkagent
        6. Aansluiten bij iets wat er al was
        7. Niets bijzonders, of weet niet
    2026-10-17 12:00 prive:anna notice to anna:2
        Dank u wel! Genoteerd als A-1. Mooi dat u dit deed.
    2026-10-17 12:00 prive:anna notice to anna:3
        U hebt geen activiteit die nog afgerond moet worden. Iets anders gedaan? Typ: actie
    2026-10-19 08:00 beheer notice
        Week van 12 oktober tot 19 oktober
        Moerwijk: 1 actie (koffieochtend of buurtkamer, 12 aanwezigen)
        Signalen: geen
    2026-10-19 08:00 beheer picture
        [afbeelding: Acties per wijk
        Aantal per week, van 24 augustus tot 19 oktober
        Moerwijk – 24 aug: 0, 31 aug: 0, 7 sep: 0, 14 sep: 0, 21 sep: 0, 28 sep: 0, 5 okt: 0, 12 okt: 1]
    ");
}

#[tokio::test]
async fn a_restart_reminds_and_asks_nobody_twice() {
    let script = "
        tick 2026-10-15T10:00
        restart
        tick 2026-10-15T23:00
        restart
        tick 2026-10-19T12:00
    ";
    let said = played_after(PLANNED, script).await;
    assert_eq!(said.matches("Bijna zover").count(), 1, "{said}");
    assert_eq!(said.matches("Hoe ging het?").count(), 1, "{said}");
}

#[tokio::test]
async fn after_an_evening_of_downtime_the_reminder_comes_in_the_morning_if_that_is_in_time() {
    let early = "moerwijk anna > !activiteit koffieochtend school vrijdag 8:30";
    let before = format!("{PLANNED}\n{early}\nat 2026-10-15T21:00");
    let said = played_after(&before, "tick 2026-10-16T09:30").await;
    assert_eq!(
        said.matches("Bijna zover! Activiteit 1").count(),
        1,
        "{said}"
    );
    assert!(
        said.contains("2026-10-16 09:00 moerwijk notice\n    Bijna zover! Activiteit 1"),
        "{said}"
    );
    assert!(!said.contains("Bijna zover! Activiteit 2"), "{said}");
    assert!(!said.contains("niet verstuurd"), "{said}");
}

#[tokio::test]
async fn what_was_not_answered_in_time_can_be_told_later_and_counts_once() {
    let script = "
        tick 2026-10-25T12:00
        prive:anna anna > afronden
        prive:anna anna > weet niet
        prive:anna anna > 6
        prive:anna anna > afronden
        prive:anna anna > ongedaan A-1
    ";
    let said = played_after(PLANNED, script).await;
    assert!(
        said.contains("Genoteerd als A-1") && said.contains("A-1 is weggehaald"),
        "{said}"
    );
    assert!(
        said.contains("geen activiteit die nog afgerond moet worden"),
        "{said}"
    );
}

#[tokio::test]
async fn the_card_of_the_wijk_names_what_comes_next() {
    let programme = PROGRAMME.replace("card = false", "card = true");
    let mut rehearsal = rehearsal_of(&programme).await;
    let said = shown(&rehearsal.play(PLANNED).await.unwrap());
    assert!(
        said.contains(
            "Volgende activiteit: Koffieochtend of buurtkamer, Bibliotheek, 16 oktober om 10:00 uur"
        ),
        "{said}"
    );
    let said = shown(&rehearsal.play("tick 2026-10-16T11:00").await.unwrap());
    assert!(
        said.contains("Volgende activiteit: nog niets gepland"),
        "{said}"
    );
}

#[tokio::test]
async fn in_english() {
    let programme = PROGRAMME.replace("    onboarding", "    language = \"en\"\n    onboarding");
    let mut rehearsal = rehearsal_of(&programme).await;
    let script = "
        moerwijk anna > !activity coffee morning library Friday 10:00
        moerwijk joop > !sign up
        moerwijk anna > !activity 1 is off
    ";
    assert_snapshot!(shown(&rehearsal.play(script).await.unwrap()), @r"
    2026-10-14 10:00 moerwijk notice
        Activity 1: Coffee morning or community room, Library, 16 October at 10:00
        Will you come? Tap ✋ or type: join 1
        Nobody has signed up yet.
    2026-10-14 10:00 moerwijk react to bot:1
        ✋
    2026-10-14 10:00 moerwijk edit to bot:1
        Activity 1: Coffee morning or community room, Library, 16 October at 10:00
        Will you come? Tap ✋ or type: join 1
        1 person comes.
    2026-10-14 10:00 moerwijk notice to joop:1
        You take part: Coffee morning or community room, Library, 16 October at 10:00. You cannot come after all? Type: signoff 1
    2026-10-14 10:00 moerwijk edit to bot:1
        Activity 1 is called off: Coffee morning or community room, Library, 16 October at 10:00
    2026-10-14 10:00 moerwijk say to anna:2 @joop
        Activity 1 is called off.
    ");
}

#[tokio::test]
async fn the_wijk_chooses_a_day_and_the_activity_moves_there() {
    let script = "
        moerwijk anna > !peiling 1 zaterdag 14:00, maandag 10:00
        moerwijk anna vote bot:2 1
        moerwijk joop vote bot:2 1
        tick 2026-10-17T10:00
        moerwijk joop > agenda
    ";
    assert_snapshot!(played_after(PLANNED, script).await, @r"
    2026-10-14 10:00 moerwijk poll
        Welke dag kiezen we voor activiteit 1 (koffieochtend of buurtkamer)?
        1. zaterdag 17 oktober om 14:00 uur
        2. maandag 19 oktober om 10:00 uur
        Ziet u geen knoppen? Werk Element dan bij, of open het op een computer.
    2026-10-15 10:00 moerwijk notice
        Bijna zover! Activiteit 1: Koffieochtend of buurtkamer, Bibliotheek, 16 oktober om 10:00 uur. Wie gaat er nog mee? Tik op ✋ bij de aankondiging, of typ: meedoen 1
    2026-10-16 18:02 moerwijk poll-end to bot:2
    2026-10-16 18:02 moerwijk edit to bot:1
        Activiteit 1: Koffieochtend of buurtkamer, Bibliotheek, 17 oktober om 14:00 uur
        Doet u mee? Tik op ✋ of typ: meedoen 1
        Nog niemand aangemeld.
    2026-10-16 18:02 moerwijk notice
        Uitslag: Welke dag kiezen we voor activiteit 1 (koffieochtend of buurtkamer)?
        zaterdag 17 oktober om 14:00 uur: 2 stemmen
        maandag 19 oktober om 10:00 uur: geen stemmen
    2026-10-16 18:02 moerwijk notice
        Activiteit 1 is verzet. Het is nu: Koffieochtend of buurtkamer, Bibliotheek, 17 oktober om 14:00 uur
    2026-10-17 10:00 moerwijk file to joop:1
        1 activiteit voor in uw agenda. Tik op het bestand om te openen.
        [bestand: agenda.ics]
    ");
}

#[tokio::test]
async fn the_wijk_chooses_what_to_do_this_month() {
    let script = "
        moerwijk anna > !peiling flyers, koffie of schoolles
        moerwijk anna vote bot:1 2
        moerwijk joop vote bot:1 2
        tick 2026-10-17T12:00
        moerwijk anna > !peiling iets leuks
        moerwijk anna > !peiling 9 vrijdag, zaterdag
        moerwijk anna > !peiling flyers, koffie
        tick 2026-10-21T12:00
    ";
    assert_snapshot!(played(script).await, @r"
    2026-10-14 10:00 moerwijk poll
        Wat doen we deze maand samen?
        1. Flyers uitgedeeld
        2. Koffieochtend of buurtkamer
        3. Les of bezoek op school
        Ziet u geen knoppen? Werk Element dan bij, of open het op een computer.
    2026-10-17 10:02 moerwijk poll-end to bot:1
    2026-10-17 10:02 moerwijk notice
        Uitslag: Wat doen we deze maand samen?
        Flyers uitgedeeld: geen stemmen
        Koffieochtend of buurtkamer: 2 stemmen
        Les of bezoek op school: geen stemmen
    2026-10-17 10:02 moerwijk notice
        Deze maand samen: koffieochtend of buurtkamer. Gedaan? Typ bijvoorbeeld: actie koffieochtend 4
        Een dag prikken? Typ: activiteit
    2026-10-17 12:00 moerwijk notice to anna:2
        Geef twee tot zes keuzes, met een komma ertussen. Bijvoorbeeld: !peiling flyers, koffieochtend
        Een dag kiezen voor activiteit 3? Typ: !peiling 3 vrijdag 10:00, zaterdag 14:00
    2026-10-17 12:00 moerwijk notice to anna:3
        Die activiteit ken ik niet, of hij is al geweest. Typ activiteiten om te zien wat er komt.
    2026-10-17 12:00 moerwijk poll
        Wat doen we deze maand samen?
        1. Flyers uitgedeeld
        2. Koffieochtend of buurtkamer
        Ziet u geen knoppen? Werk Element dan bij, of open het op een computer.
    2026-10-19 08:00 beheer notice
        Week van 12 oktober tot 19 oktober
        Nog geen acties genoteerd.
        Signalen: geen
    2026-10-20 12:02 moerwijk poll-end to bot:6
    2026-10-20 12:02 moerwijk notice
        Uitslag: Wat doen we deze maand samen?
        Flyers uitgedeeld: geen stemmen
        Koffieochtend of buurtkamer: geen stemmen
    2026-10-20 12:02 moerwijk notice
        Er is geen keuze die wint. Ieder doet gewoon wat goed voelt.
    ");
}
