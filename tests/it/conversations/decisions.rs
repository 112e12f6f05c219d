//! What managers decide: shown first, done after "ja", and undone exactly as it was.

use insta::assert_snapshot;

use super::{PROGRAMME, played, played_after, rehearsal, rehearsal_of, shown};

/// Something that a manager does, said and confirmed.
fn decided(what: &str) -> String {
    format!("beheer carla > {what}\nbeheer carla > ja\n")
}

#[tokio::test]
async fn nothing_happens_before_ja_and_nothing_after_nee() {
    let script = "
        beheer carla > ambassadeur erbij @kees:example.org Kees de Wit Moerwijk
        beheer carla > nee
        beheer carla > ambassadeur weg @kees
    ";
    assert_snapshot!(played(script).await, @"");
}

#[tokio::test]
async fn somebody_serves_several_wijken_and_leaves_one() {
    let before = decided("ambassadeur erbij @kees:example.org Kees Moerwijk, Duindorp");
    let script = decided("ambassadeur weg @kees Duindorp");
    assert_snapshot!(played_after(&before, &script).await, @"");
}

#[tokio::test]
async fn somebody_moves_to_another_wijk_and_back_by_undo() {
    let script = decided("ambassadeur verhuis @anna naar Duindorp") + "beheer carla > ongedaan";
    assert_snapshot!(played(&script).await, @"");
}

#[tokio::test]
async fn a_move_from_several_wijken_must_say_from_which() {
    let script = "
        beheer carla > ambassadeur verhuis @joop naar Moerwijk
        beheer carla > ambassadeur verhuis @anna naar Atlantis
        beheer carla > ambassadeur verhuis
        beheer carla > ambassadeur weg
        beheer carla > ambassadeur weg @bram
    ";
    assert_snapshot!(played(script).await, @"");
}

#[tokio::test]
async fn whoever_leaves_goes_from_the_rooms_and_what_they_did_still_counts() {
    let before = "moerwijk anna > actie flyers 40";
    let script = decided("ambassadeur weg @anna:example.org")
        + "beheer carla > digest\nbeheer carla > ongedaan B-1\nmoerwijk anna > actie flyers 10";
    assert_snapshot!(played_after(before, &script).await, @"");
}

#[tokio::test]
async fn a_wijk_closes_with_thanks_and_opens_again_with_its_people() {
    let script = decided("wijk sluit Duindorp")
        + "beheer carla > wijk sluit Duindorp\nbeheer carla > ongedaan\nduindorp joop > actie flyers 10";
    assert_snapshot!(played(&script).await, @"");
}

#[tokio::test]
async fn a_closed_wijk_opens_again_by_its_name() {
    let before = decided("wijk sluit Duindorp");
    assert_snapshot!(played_after(&before, &decided("wijk open Duindorp")).await, @"");
}

#[tokio::test]
async fn a_wijk_gets_another_name_and_its_room_too() {
    let script = decided("wijk hernoem Moerwijk naar Moerwijk-Zuid")
        + "beheer carla > wijk hernoem Atlantis naar Utopia\nbeheer carla > wijk hernoem Duindorp";
    assert_snapshot!(played(&script).await, @"");
}

#[tokio::test]
async fn a_role_is_given_and_taken() {
    let script = decided("rol @truus:example.org wijkagent") + &decided("rol @truus wijkagent weg");
    assert_snapshot!(played(&script).await, @"");
}

#[tokio::test]
async fn a_role_that_cannot_be_read_or_is_not_there() {
    let script = "
        beheer carla > rol
        beheer carla > rol @anna koning
        beheer carla > rol @anna wijkagent weg
        beheer carla > rol @anna ambassadeur
        beheer carla > rol @niemand:example.org wijkagent weg
        beheer carla > rol @bram:example.org wijkagent
    ";
    assert_snapshot!(played(script).await, @"");
}

#[tokio::test]
async fn a_community_manager_makes_nobody_beheerder_not_even_herself() {
    let script = "
        beheer carla > rol @carla:example.org beheerder
        beheer carla > ja
        beheer carla > rol @anna beheerder
        beheer carla > ja
    ";
    assert_snapshot!(played(script).await, @"");
}

#[tokio::test]
async fn a_beheerder_may_and_a_community_manager_cannot_undo_that() {
    let programme = PROGRAMME.replace(
        "name = \"Sanne\"\n    roles = [\"wijkagent\"]",
        "name = \"Sanne\"\n    roles = [\"beheerder\"]",
    );
    let script = "
        beheer sanne > rol @bram beheerder
        beheer sanne > ja
        beheer carla > ongedaan
        beheer sanne > ongedaan
    ";
    let deeds = rehearsal_of(&programme).await.play(script).await.unwrap();
    assert_snapshot!(shown(&deeds), @"");
}

#[tokio::test]
async fn the_last_manager_stays() {
    let script = "
        beheer carla > rol @carla community manager weg
        beheer carla > rol @bram community manager
        beheer carla > ja
        beheer carla > rol @carla community manager weg
        beheer carla > ja
    ";
    assert_snapshot!(played(script).await, @"");
}

#[tokio::test]
async fn only_managers_undo_what_managers_decided() {
    let mut rehearsal = rehearsal().await;
    let before = decided("ambassadeur erbij @kees:example.org Moerwijk") + "beheer anna join";
    rehearsal.play(&before).await.unwrap();
    rehearsal.play("beheer anna > ongedaan B-1").await.unwrap();
    let mut turn = rehearsal.engine().turn(wijkbode::domain::time::Moment(0), String::new()).await.unwrap();
    let step = turn.tx.step(1).await.unwrap().expect("it was kept");
    assert_eq!(step.undone_at, None);
}

#[tokio::test]
async fn what_changed_since_is_not_undone() {
    let before = decided("ambassadeur erbij @kees:example.org Moerwijk")
        + &decided("organisatie @kees bibliotheek Centrale Bibliotheek");
    let script = "
        beheer carla > ongedaan B-1
        beheer carla > ongedaan
        beheer carla > ongedaan
        beheer carla > ongedaan
        beheer carla > ongedaan B-1
    ";
    assert_snapshot!(played_after(&before, script).await, @"");
}

#[tokio::test]
async fn what_changed_between_showing_and_ja_is_not_done() {
    let programme = PROGRAMME.replace(
        "name = \"Sanne\"\n    roles = [\"wijkagent\"]",
        "name = \"Sanne\"\n    roles = [\"community-manager\"]",
    );
    let script = "
        beheer carla > ambassadeur weg @anna
        beheer sanne > ambassadeur verhuis @anna naar Duindorp
        beheer sanne > ja
        beheer carla > ja
    ";
    let mut rehearsal = rehearsal_of(&programme).await;
    let deeds = rehearsal.play(script).await.unwrap();
    assert_snapshot!(deeds.last().unwrap().body, @"");
}

#[tokio::test]
async fn people_belong_to_an_organisation() {
    let script = decided("organisatie @anna bibliotheek Centrale Bibliotheek")
        + &decided("organisatie @joop winkeliers")
        + "beheer carla > organisatie @anna kroeg\nbeheer carla > overzicht Moerwijk\n"
        + &decided("organisatie @anna geen");
    assert_snapshot!(played(&script).await, @"");
}

#[tokio::test]
async fn the_waiting_list_and_a_place_that_comes_free() {
    let script = decided("wachtlijst erbij Fatima Moerwijk")
        + &decided("wachtlijst erbij @henk:example.org Henk Duindorp")
        + "beheer carla > wachtlijst\n"
        + &decided("ambassadeur erbij @henk:example.org Henk Duindorp")
        + &decided("wachtlijst weg 1")
        + "beheer carla > wachtlijst\nbeheer carla > ongedaan\nbeheer carla > wachtlijst\n"
        + "beheer carla > wachtlijst erbij 0612345678 Moerwijk\nbeheer carla > wachtlijst weg 9";
    assert_snapshot!(played(&script).await, @"");
}

#[tokio::test]
async fn names_go_from_the_waiting_list_and_from_old_decisions() {
    let mut rehearsal = rehearsal().await;
    rehearsal
        .play(&decided("wachtlijst erbij Fatima Moerwijk"))
        .await
        .unwrap();
    rehearsal.play("at 2026-11-20T10:00").await.unwrap();
    let deeds = rehearsal.play("tick 2026-11-20T10:01\nbeheer carla > ongedaan B-1").await.unwrap();
    assert_snapshot!(deeds.last().unwrap().body, @"");
    rehearsal.play("at 2027-04-20T10:00").await.unwrap();
    let deeds = rehearsal.play("tick 2027-04-20T10:01\nbeheer carla > wachtlijst").await.unwrap();
    assert_snapshot!(deeds.last().unwrap().body, @"");
}

#[tokio::test]
async fn a_text_about_element_to_send_on() {
    assert_snapshot!(played("beheer carla > uitnodiging @anna").await, @"");
}
