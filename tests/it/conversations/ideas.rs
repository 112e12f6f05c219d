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
    assert_snapshot!(played("prive:anna anna > idee ouderen").await, @"");
}

#[tokio::test]
async fn without_a_word_it_is_asked_for_whom_and_what_is_not_there_is_said() {
    let script = "
        moerwijk anna > !idee
        moerwijk anna > 3
        moerwijk anna > !idee wijkkrant
    ";
    assert_snapshot!(played(script).await, @"");
}

#[tokio::test]
async fn the_maker_of_an_action_shares_it_after_seeing_it() {
    assert_snapshot!(played(SHARED).await, @"");
}

#[tokio::test]
async fn a_manager_writes_the_lesson_and_releases_it() {
    let script = "
        prive:joop joop > idee koffieochtend
        beheer carla > bibliotheek
        beheer carla > bibliotheek 1 Vraag mevrouw Jansen op 06-12345678
        beheer carla > bibliotheek 1 Begin klein, met koffie erbij.
        beheer carla > ja
        prive:joop joop > idee koffieochtend
        beheer carla > bibliotheek
    ";
    assert_snapshot!(played_after(SHARED, script).await, @"");
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
    assert!(!said.contains("Begin klein.\n    \n") || said.contains("is weggehaald"), "{said}");
    assert!(said.contains("Idee 1 is weggehaald") && said.contains("Dat idee ken ik niet"), "{said}");
    let joop = said.split("prive:joop notice").nth(1).unwrap_or_default();
    assert!(!joop.split("prive:anna").next().unwrap_or_default().contains("Begin klein"), "{said}");
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
    assert!(said.contains("ik deel niets") && said.contains("Er wacht geen idee"), "{said}");
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
    assert!(said.contains("Bibliotheek") && said.contains("Wat werkte: Koffie"), "{said}");
}

#[tokio::test]
async fn in_english() {
    let programme = PROGRAMME.replace("    onboarding", "    language = \"en\"\n    onboarding");
    let mut rehearsal = rehearsal_of(&programme).await;
    let script = "prive:anna anna > idea older people\nprive:anna anna > share";
    assert_snapshot!(shown(&rehearsal.play(script).await.unwrap()), @"");
}
