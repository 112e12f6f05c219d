//! Ideas: what worked elsewhere, shared by who did it, with a lesson of a manager.

use insta::assert_snapshot;

use super::{PROGRAMME, played, played_after, rehearsal_of, shown};

/// Anna shares her coffee morning, and Carla releases it with a lesson.
const SHARED: &str = "
    moerwijk anna > actie koffieochtend 12 ouderen
    prive:anna anna > deel A-1
    prive:anna anna > buurthuis
    prive:anna anna > 1
    prive:anna anna > 2
    prive:anna anna > ja
";

#[tokio::test]
async fn ideas_for_a_group_begin_with_examples() {
    assert_snapshot!(played("prive:anna anna > idee ouderen").await, @r"
    2026-10-14 10:00 prive:anna notice to anna:1
        Dit werkte ergens anders:

        Persoonlijk gesprek, Ergens anders, voor ouderen (voorbeeld uit een ander project)
        Nodig: Niets · Tijd: Een kwartier · Bereik: 14 vrijwilligers spraken in 9 maanden ongeveer 820 mensen · Les: Gewone gesprekken met mensen die u al kent, bereiken samen veel mensen.

        Koffieochtend of buurtkamer, Buurthuis of wijkcentrum, voor ouderen (voorbeeld uit een ander project)
        Nodig: Voorbeelden van nepberichten · Tijd: Een uur · Bereik: kleine groepen · Les: Schaamte houdt mensen stil. In een kleine groep, bij de koffie, durft iemand het wel te vertellen.

        Presentatie of lezing, Bibliotheek, voor iedereen (voorbeeld uit een ander project)
        Nodig: Voorbeelden van nepberichten · Tijd: Een uur · Bereik: in Breda bereikten ruim 30 ambassadeurs meer dan 1.500 bewoners · Les: Daar begon iedereen met een training van een paar avonden.

        Zelf iets gedaan? Deel het, bijvoorbeeld: deel A-12
    ");
}

#[tokio::test]
async fn without_a_word_it_is_asked_for_whom_and_what_is_not_there_is_said() {
    let script = "
        moerwijk anna > !idee
        moerwijk anna > 3
        moerwijk anna > !idee wijkkrant
    ";
    assert_snapshot!(played(script).await, @r"
    2026-10-14 10:00 moerwijk notice to anna:1
        Voor wie zoekt u een idee? Typ het cijfer.
        1. Ouderen
        2. Jongeren
        3. Ondernemers
        4. Mensen die moeite hebben met lezen
        5. Mensen die een andere taal spreken
        6. Ouders
        7. Meer keuzes
    2026-10-14 10:00 moerwijk notice to anna:2
        Dit werkte ergens anders:

        Presentatie of lezing, Bibliotheek, voor iedereen (voorbeeld uit een ander project)
        Nodig: Voorbeelden van nepberichten · Tijd: Een uur · Bereik: in Breda bereikten ruim 30 ambassadeurs meer dan 1.500 bewoners · Les: Daar begon iedereen met een training van een paar avonden.

        VvE of bewonersvergadering, Buurthuis of wijkcentrum, voor iedereen (voorbeeld uit een ander project)
        Nodig: Flyers of kaartjes · Tijd: Een kwartier · Bereik: wie er toch al is · Les: Sluit aan bij een groep die er al is, met iemand die de mensen al vertrouwen. Dat werkte in veel projecten.

        Zelf iets gedaan? Deel het, bijvoorbeeld: deel A-12
    2026-10-14 10:00 moerwijk notice to anna:3
        Daar heb ik nog geen idee voor. Typ idee voor een lijst. Zelf iets gedaan? Deel het, bijvoorbeeld: deel A-12
    ");
}

#[tokio::test]
async fn the_maker_of_an_action_shares_it_after_seeing_it() {
    assert_snapshot!(played(SHARED).await, @r"
    2026-10-14 10:00 moerwijk notice to anna:1
        Dank u wel! Genoteerd als A-1: Koffieochtend of buurtkamer, 12 aanwezigen, voor ouderen, op 14 oktober.
        Klopt het niet? Pas uw bericht aan, of typ: ongedaan A-1
    2026-10-14 10:00 prive:anna notice to anna:1
        Waar was het? Typ het cijfer.
        1. Bibliotheek
        2. Buurthuis of wijkcentrum
        3. School
        4. Winkel, markt of plein
        5. Serviceflat of verzorgingshuis
        6. Sportclub of vereniging
        7. Meer keuzes
    2026-10-14 10:00 prive:anna notice to anna:2
        Wat had u nodig? Typ het cijfer.
        1. Niets
        2. Flyers of kaartjes
        3. Voorbeelden van nepberichten
        4. Een film en een scherm
        5. Een spel of quiz
    2026-10-14 10:00 prive:anna notice to anna:3
        Hoe lang duurde het? Typ het cijfer.
        1. Een kwartier
        2. Een uur
        3. Een ochtend of middag
        4. Langer, of een paar keer
    2026-10-14 10:00 prive:anna react to bot:3
        1️⃣
    2026-10-14 10:00 prive:anna react to bot:3
        2️⃣
    2026-10-14 10:00 prive:anna react to bot:3
        3️⃣
    2026-10-14 10:00 prive:anna notice to anna:4
        Dit komt in de bibliotheek, zonder uw naam en wijk:

        Koffieochtend of buurtkamer, Buurthuis of wijkcentrum, voor ouderen
        Nodig: Niets · Tijd: Een uur · Bereik: 12 aanwezigen

        Mag ik dit delen? Typ ja of nee.
    2026-10-14 10:00 prive:anna notice to anna:5
        Dank u wel! De community manager kijkt ernaar en zet er een les bij. Toch liever niet? Verwijder dan uw bericht.
    2026-10-14 10:00 beheer notice
        Een nieuw idee voor de bibliotheek:

        Koffieochtend of buurtkamer, Buurthuis of wijkcentrum, voor ouderen
        Nodig: Niets · Tijd: Een uur · Bereik: 12 aanwezigen

        Schrijf er een les bij en geef het vrij, bijvoorbeeld: bibliotheek 1 Begin klein
    ");
}

#[tokio::test]
async fn a_manager_writes_the_lesson_and_releases_it() {
    let script = "
        prive:joop joop > idee koffieochtend
        beheer carla > bibliotheek
        beheer carla > bibliotheek 1 Vraag mevrouw Jansen op 06-12345678
        beheer carla > bibliotheek 1 Begin klein, met koffie erbij
        beheer carla > ja
        prive:joop joop > idee koffieochtend
        beheer carla > bibliotheek
    ";
    assert_snapshot!(played_after(SHARED, script).await, @r"
    2026-10-14 10:00 prive:joop notice to joop:1
        Dit werkte ergens anders:

        Koffieochtend of buurtkamer, Buurthuis of wijkcentrum, voor ouderen (voorbeeld uit een ander project)
        Nodig: Voorbeelden van nepberichten · Tijd: Een uur · Bereik: kleine groepen · Les: Schaamte houdt mensen stil. In een kleine groep, bij de koffie, durft iemand het wel te vertellen.

        Zelf iets gedaan? Deel het, bijvoorbeeld: deel A-12
    2026-10-14 10:00 beheer notice to carla:1
        Deze ideeën wachten:

        1. Koffieochtend of buurtkamer, Buurthuis of wijkcentrum, voor ouderen
        Nodig: Niets · Tijd: Een uur · Bereik: 12 aanwezigen

        Schrijf een les, bijvoorbeeld: bibliotheek 1 Begin klein
    2026-10-14 10:00 beheer notice to carla:2
        Ik zie een naam, nummer of adres. Schrijf de les zonder, dan kan iedereen hem lezen.
    2026-10-14 10:00 beheer notice to carla:3
        Zo komt het in de bibliotheek:

        Koffieochtend of buurtkamer, Buurthuis of wijkcentrum, voor ouderen
        Nodig: Niets · Tijd: Een uur · Bereik: 12 aanwezigen · Les: Begin klein, met koffie erbij

        Klopt het? Typ ja om het vrij te geven, of nee. Weghalen? Typ: bibliotheek 1 weg
    2026-10-14 10:00 beheer notice to carla:4
        Idee 1 staat in de bibliotheek. Iedereen kan het vinden met idee.
    2026-10-14 10:00 prive:joop notice to joop:2
        Dit werkte ergens anders:

        Koffieochtend of buurtkamer, Buurthuis of wijkcentrum, voor ouderen
        Nodig: Niets · Tijd: Een uur · Bereik: 12 aanwezigen · Les: Begin klein, met koffie erbij

        Koffieochtend of buurtkamer, Buurthuis of wijkcentrum, voor ouderen (voorbeeld uit een ander project)
        Nodig: Voorbeelden van nepberichten · Tijd: Een uur · Bereik: kleine groepen · Les: Schaamte houdt mensen stil. In een kleine groep, bij de koffie, durft iemand het wel te vertellen.

        Zelf iets gedaan? Deel het, bijvoorbeeld: deel A-12
    2026-10-14 10:00 beheer notice to carla:5
        Er wacht geen idee in de bibliotheek.
    ");
}

#[tokio::test]
async fn who_shared_it_or_a_manager_takes_it_out_again() {
    let script = "
        beheer carla > bibliotheek 1 Begin klein.
        beheer carla > ja
        prive:anna anna delete anna:1
        prive:joop joop > idee koffieochtend
        prive:anna anna > deel A-1
        prive:anna anna > buurthuis
        prive:anna anna > 1
        prive:anna anna > 2
        prive:anna anna > ja
        beheer carla > bibliotheek 1 weg
        beheer carla > bibliotheek 1
    ";
    let said = played_after(SHARED, script).await;
    assert!(
        said.contains("Idee 1 is weggehaald") && said.contains("Dat idee ken ik niet"),
        "{said}"
    );
    let joop = said.split("prive:joop notice").nth(1).unwrap_or_default();
    assert!(
        !joop
            .split("prive:anna")
            .next()
            .unwrap_or_default()
            .contains("Begin klein"),
        "{said}"
    );
}

#[tokio::test]
async fn nobody_shares_what_another_did_or_what_was_taken_back_or_nothing() {
    let script = "
        moerwijk anna > actie flyers 40
        moerwijk anna > actie niets
        prive:joop joop > deel A-1
        prive:anna anna > deel A-2
        prive:anna anna > deel
        moerwijk anna > ongedaan A-1
        prive:anna anna > deel A-1
    ";
    let said = played(script).await;
    assert_eq!(said.matches("Welke actie bedoelt u?").count(), 4, "{said}");
}

#[tokio::test]
async fn who_says_no_shares_nothing() {
    let script = "
        moerwijk anna > actie flyers 40
        prive:anna anna > deel A-1
        prive:anna anna > 4
        prive:anna anna > 2
        prive:anna anna > 2
        prive:anna anna > nee
        beheer carla > bibliotheek
    ";
    let said = played(script).await;
    assert!(
        said.contains("ik deel niets") && said.contains("Er wacht geen idee"),
        "{said}"
    );
}

#[tokio::test]
async fn an_activity_knows_its_place_and_what_worked() {
    let before = "
        moerwijk anna > !activiteit koffieochtend bieb vrijdag 10:00
        tick 2026-10-17T12:00
        prive:anna anna > 12
        prive:anna anna > 4
    ";
    let script = "
        prive:anna anna > deel A-1
        prive:anna anna > 1
        prive:anna anna > 2
    ";
    let said = played_after(before, script).await;
    assert!(
        said.contains("Bibliotheek") && said.contains("Wat werkte: Koffie"),
        "{said}"
    );
}

#[tokio::test]
async fn in_english() {
    let programme = PROGRAMME.replace("    onboarding", "    language = \"en\"\n    onboarding");
    let mut rehearsal = rehearsal_of(&programme).await;
    let script = "prive:anna anna > idea older people\nprive:anna anna > share";
    assert_snapshot!(shown(&rehearsal.play(script).await.unwrap()), @r"
    2026-10-14 10:00 prive:anna notice to anna:1
        This worked elsewhere:

        Personal talk, Somewhere else, for older people (an example from another project)
        Needed: Nothing · Time: A quarter of an hour · Reach: 14 volunteers spoke with some 820 people in 9 months · Lesson: Ordinary talks with people you know already reach many people together.

        Coffee morning or community room, Community centre, for older people (an example from another project)
        Needed: Examples of false messages · Time: An hour · Reach: small groups · Lesson: Shame keeps people silent. In a small group, over coffee, somebody dares to tell.

        Presentation or talk, Library, for everyone (an example from another project)
        Needed: Examples of false messages · Time: An hour · Reach: in Breda some 30 ambassadors reached more than 1,500 residents · Lesson: There everybody began with a training of a few evenings.

        Did you do something yourself? Share it, for example: share A-12
    2026-10-14 10:00 prive:anna notice to anna:2
        Which action do you mean? Add the number of your own action, for example: share A-12
    ");
}
