//! `doel`: of one's own, and of a wijk together.

use insta::assert_snapshot;
use wijkbode::rehearsal::Deed;

use super::{played, played_after, rehearsal, shown};

#[tokio::test]
async fn a_goal_of_ones_own_stays_between_two() {
    let script = "
        moerwijk anna > doel 3 koffieochtenden voor kerst
        moerwijk anna > actie koffieochtend 12
        moerwijk anna > actie flyers 40
        prive:anna anna > doel
        prive:anna anna > doel stop
        prive:anna anna > doel
    ";
    assert_snapshot!(played(script).await, @r"
    2026-10-14 10:00 moerwijk notice to anna:1
        Ik heb u een privébericht gestuurd.
    2026-10-14 10:00 prive:anna private to anna
    2026-10-14 10:00 prive:anna notice
        Mooi doel: 3 keer koffieochtend of buurtkamer, voor 25 december. Alleen u ziet dit. Elke maand hoort u hoe het staat. Stoppen: doel stop
    2026-10-14 10:00 moerwijk notice to anna:2
        Dank u wel! Genoteerd als A-1: Koffieochtend of buurtkamer, 12 aanwezigen, op 14 oktober.
        Klopt het niet? Pas uw bericht aan, of typ: ongedaan A-1
    2026-10-14 10:00 moerwijk notice to anna:3
        Dank u wel! Genoteerd als A-2: Flyers uitgedeeld, 40 stuks, op 14 oktober.
        Klopt het niet? Pas uw bericht aan, of typ: ongedaan A-2
    2026-10-14 10:00 prive:anna notice to anna:1
        Uw doel: 3 keer koffieochtend of buurtkamer, voor 25 december. Tot nu toe 1 van de 3.
    2026-10-14 10:00 prive:anna notice to anna:2
        Goed, uw doel is weg. Een nieuw doel mag altijd.
    2026-10-14 10:00 prive:anna notice to anna:3
        U hebt nu geen eigen doel. Wilt u er een? Typ bijvoorbeeld: doel 3 koffieochtenden voor kerst
    ");
}

#[tokio::test]
async fn what_is_missing_or_too_much_is_said() {
    let script = "
        prive:anna anna > doel zoveel mogelijk
        prive:anna anna > doel 400 flyers voor kerst
        prive:anna anna > doel 4 koffieochtenden voor 1 januari 2030
        prive:anna anna > doel wijk 10 acties
        prive:anna anna > doel 5 gesprekken
        moerwijk carla > !doel 3 koffieochtenden
    ";
    assert_snapshot!(played(script).await, @r"
    2026-10-14 10:00 prive:anna notice to anna:1
        Zeg hoeveel keer, wat, en voor wanneer. Typ bijvoorbeeld: doel 3 koffieochtenden voor kerst
    2026-10-14 10:00 prive:anna notice to anna:2
        Een doel telt acties, geen flyers of mensen. Kies een getal van 1 tot 100. Typ bijvoorbeeld: doel 3 koffieochtenden voor kerst
    2026-10-14 10:00 prive:anna notice to anna:3
        Kies een dag binnen een jaar. Typ bijvoorbeeld: doel 3 koffieochtenden voor kerst
    2026-10-14 10:00 prive:anna notice to anna:4
        Een doel voor de wijk kiest u samen, in de kamer van de wijk. Typ daar bijvoorbeeld: doel wijk 10 acties voor de zomer
    2026-10-14 10:00 prive:anna notice to anna:5
        Mooi doel: 5 keer persoonlijk gesprek, voor 14 januari 2027. Alleen u ziet dit. Elke maand hoort u hoe het staat. Stoppen: doel stop
    2026-10-14 10:00 moerwijk notice to carla:1
        Een eigen doel is voor ambassadeurs. Een doel voor de wijk kan wel, in de kamer van de wijk: doel wijk 10 acties voor de zomer
    ");
}

#[tokio::test]
async fn a_goal_of_the_wijk_needs_a_second() {
    let script = "
        moerwijk anna > doel wijk 10 acties voor de zomer
        moerwijk anna react 👍 bot:1
        moerwijk anna > doel wijk
        moerwijk joop react 👍 bot:1
        moerwijk joop > actie flyers 40
        moerwijk joop > doel wijk
        moerwijk joop > doel wijk stop
        moerwijk carla > !doel wijk stop
    ";
    assert_snapshot!(played(script).await, @r"
    2026-10-14 10:00 moerwijk notice to anna:1
        Anna stelt een doel voor de wijk voor: 10 acties, voor 21 juni 2027.
        Doet u mee? Tik op 👍. Dan geldt het doel voor ons allemaal.
    2026-10-14 10:00 moerwijk react to bot:1
        👍
    2026-10-14 10:00 moerwijk notice to anna:2
        De wijk heeft nu geen doel. Iets voorstellen? Typ bijvoorbeeld: doel wijk 10 acties voor de zomer
    2026-10-14 10:00 moerwijk edit to bot:1
        Afgesproken! Doel van de wijk: 10 acties, voor 21 juni 2027. Elke maand ziet u hier hoe het staat.
    2026-10-14 10:00 moerwijk notice to joop:1
        Dank u wel! Genoteerd als A-1: Flyers uitgedeeld, 40 stuks, op 14 oktober.
        Klopt het niet? Pas uw bericht aan, of typ: ongedaan A-1
    2026-10-14 10:00 moerwijk notice to joop:2
        Doel van de wijk: 10 acties, voor 21 juni 2027. Tot nu toe 1 van de 10.
    2026-10-14 10:00 moerwijk notice to joop:3
        Dit doel koos u samen. Wie het voorstelde of de community manager kan het weghalen.
    2026-10-14 10:00 moerwijk notice to carla:1
        Het doel van de wijk is weg. Een nieuw doel mag altijd.
    ");
}

#[tokio::test]
async fn a_yes_in_reply_agrees_too_and_a_manager_needs_no_second() {
    let script = "
        moerwijk anna > doel wijk 10 acties voor de zomer
        moerwijk joop reply bot:1 > ja
        moerwijk carla > doel wijk 12 acties voor de zomer
    ";
    assert_snapshot!(played(script).await, @r"
    2026-10-14 10:00 moerwijk notice to anna:1
        Anna stelt een doel voor de wijk voor: 10 acties, voor 21 juni 2027.
        Doet u mee? Tik op 👍. Dan geldt het doel voor ons allemaal.
    2026-10-14 10:00 moerwijk react to bot:1
        👍
    2026-10-14 10:00 moerwijk edit to bot:1
        Afgesproken! Doel van de wijk: 10 acties, voor 21 juni 2027. Elke maand ziet u hier hoe het staat.
    2026-10-14 10:00 moerwijk notice to carla:1
        Afgesproken! Doel van de wijk: 12 acties, voor 21 juni 2027. Elke maand ziet u hier hoe het staat.
    ");
}

#[tokio::test]
async fn a_proposal_that_is_removed_is_gone() {
    let before = "moerwijk anna > doel wijk 10 acties voor de zomer";
    assert_snapshot!(played_after(before, "moerwijk anna delete 1\nmoerwijk joop react 👍 bot:1\nmoerwijk joop > doel wijk").await, @r"
    2026-10-14 10:00 moerwijk edit to bot:1
        Dit voorstel voor een doel is ingetrokken.
    2026-10-14 10:00 moerwijk notice to joop:1
        De wijk heeft nu geen doel. Iets voorstellen? Typ bijvoorbeeld: doel wijk 10 acties voor de zomer
    ");
}

/// What is said of goals as time goes by.
async fn about_goals(script: &str) -> String {
    let deeds = rehearsal().await.play(script).await.unwrap();
    let is_about = |deed: &Deed| deed.body.to_lowercase().contains("doel");
    shown(&deeds.into_iter().filter(is_about).collect::<Vec<_>>())
}

#[tokio::test]
async fn a_goal_that_is_reached_is_celebrated_the_next_morning() {
    let script = "
        prive:anna anna > doel 2 flyers voor kerst
        moerwijk carla > doel wijk 2 acties voor kerst
        moerwijk anna > actie flyers 40
        moerwijk anna > actie flyers 30
        tick 2026-10-20T12:00
    ";
    assert_snapshot!(about_goals(script).await, @r"
    2026-10-14 10:00 prive:anna notice to anna:1
        Mooi doel: 2 keer flyers uitgedeeld, voor 25 december. Alleen u ziet dit. Elke maand hoort u hoe het staat. Stoppen: doel stop
    2026-10-14 10:00 moerwijk notice to carla:1
        Afgesproken! Doel van de wijk: 2 acties, voor 25 december. Elke maand ziet u hier hoe het staat.
    2026-10-15 10:00 moerwijk notice
        Het doel van de wijk is gehaald: 2 acties, voor 25 december. Dat deed u samen. Gefeliciteerd!
    2026-10-15 10:00 prive:anna notice
        Uw doel is gehaald: 2 keer flyers uitgedeeld, voor 25 december. Gefeliciteerd! Neem er iets lekkers bij.
    ");
}

#[tokio::test]
async fn a_goal_whose_time_is_over_ends_kindly() {
    let script = "
        prive:anna anna > doel 3 flyers voor 1 november
        prive:joop joop > doel 3 flyers voor 1 november
        moerwijk anna > actie flyers 40
        moerwijk carla > doel wijk 9 acties voor 1 november
        tick 2026-11-03T12:00
    ";
    assert_snapshot!(about_goals(script).await, @r"
    2026-10-14 10:00 prive:anna notice to anna:1
        Mooi doel: 3 keer flyers uitgedeeld, voor 1 november. Alleen u ziet dit. Elke maand hoort u hoe het staat. Stoppen: doel stop
    2026-10-14 10:00 prive:joop notice to joop:1
        Mooi doel: 3 keer flyers uitgedeeld, voor 1 november. Alleen u ziet dit. Elke maand hoort u hoe het staat. Stoppen: doel stop
    2026-10-14 10:00 moerwijk notice to carla:1
        Afgesproken! Doel van de wijk: 9 acties, voor 1 november. Elke maand ziet u hier hoe het staat.
    2026-11-02 09:00 moerwijk notice
        De tijd voor het doel van de wijk is om: 9 acties, voor 1 november. U deed er samen 1. Dank u wel! Een nieuw doel mag: doel wijk 10 acties voor de zomer
    2026-11-02 09:00 prive:joop notice
        De tijd voor uw doel is om: 3 keer flyers uitgedeeld, voor 1 november. Het kwam er niet van, en dat geeft niet. Een kleiner doel mag ook.
    2026-11-02 09:00 prive:anna notice
        De tijd voor uw doel is om: 3 keer flyers uitgedeeld, voor 1 november. U deed er 1. Dat zijn er 1 meer dan niets. Dank u wel!
    ");
}
