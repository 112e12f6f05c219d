//! `hulp`: what fits role and room, in at most six lines.

use insta::assert_snapshot;
use wijkbode::rehearsal::Deed;

use super::{played, rehearsal};

#[tokio::test]
async fn an_ambassadeur_in_the_wijk() {
    assert_snapshot!(played("moerwijk anna > hulp").await, @"");
}

#[tokio::test]
async fn an_ambassadeur_in_private() {
    assert_snapshot!(played("prive:anna anna > Help!").await, @"");
}

#[tokio::test]
async fn a_wijkagent_in_the_signal_room() {
    assert_snapshot!(played("signaal bram > hulp").await, @"");
}

#[tokio::test]
async fn a_manager_in_the_management_room() {
    assert_snapshot!(played("beheer carla > hulp").await, @"");
}

#[tokio::test]
async fn a_plain_mention_gets_help() {
    assert_snapshot!(played("moerwijk anna > @wijkbode").await, @"");
}

#[tokio::test]
async fn one_command() {
    assert_snapshot!(played("moerwijk anna > hulp actie").await, @"");
}

#[tokio::test]
async fn a_command_of_others_says_whose_it_is() {
    assert_snapshot!(played("moerwijk anna > hulp volg").await, @"");
}

#[tokio::test]
async fn a_word_that_is_no_command() {
    assert_snapshot!(played("moerwijk anna > hulp: fietsen").await, @"");
}

#[tokio::test]
async fn help_is_never_longer_than_six_lines() {
    let asked = ["moerwijk anna", "moerwijk carla", "prive:anna anna", "prive:bram bram", "signaal bram", "signaal carla", "beheer carla"];
    for who in asked {
        let deeds: Vec<Deed> = rehearsal().await.play(&format!("{who} > hulp")).await.unwrap();
        assert_eq!(deeds.len(), 1, "{who}");
        assert!(deeds[0].body.lines().count() <= 6, "{who}: {}", deeds[0].body);
    }
}
