//! The signal room and the management room say nothing while somebody without a role is in them.

use insta::assert_snapshot;

use super::{A_SIGNAL, played, played_after};

#[tokio::test]
async fn a_stranger_in_the_signal_room_stops_it_and_leaving_lets_it_flow_again() {
    let script = format!("
        signaal piet join
        {A_SIGNAL}
        signaal piet leave
    ");
    assert_snapshot!(played(&script).await, @"");
}

#[tokio::test]
async fn the_managers_hear_of_every_time_that_a_stranger_comes_in() {
    let before = "signaal piet join\nsignaal piet leave";
    assert_snapshot!(played_after(before, "signaal piet join").await, @"");
}

#[tokio::test]
async fn a_stranger_in_the_management_room_is_told_in_private() {
    assert_snapshot!(played("beheer piet join\nbeheer carla > digest\nbeheer piet leave").await, @"");
}

#[tokio::test]
async fn an_ambassadeur_has_no_place_in_the_signal_room() {
    assert_snapshot!(played("signaal anna join").await, @"");
}

#[tokio::test]
async fn a_visitor_in_a_wijk_stops_nothing() {
    assert_snapshot!(played("moerwijk piet join\nmoerwijk anna > actie flyers 40").await, @"");
}

#[tokio::test]
async fn a_role_solves_it_too() {
    let before = "signaal piet join";
    let script = format!("{A_SIGNAL}\nsignaal piet leave");
    assert_snapshot!(played_after(before, &script).await, @"");
}
