//! The same in a programme that speaks English.

use insta::assert_snapshot;

use super::{PROGRAMME, rehearsal_of, shown};

async fn played(script: &str) -> String {
    let programme = format!("language = \"en\"\n{PROGRAMME}");
    shown(&rehearsal_of(&programme).await.play(script).await.unwrap())
}

#[tokio::test]
async fn help_and_an_action() {
    assert_snapshot!(played("moerwijk anna > help\nmoerwijk anna > action flyers 40\nmoerwijk anna > action nothing\nmoerwijk anna > undo").await, @"");
}

#[tokio::test]
async fn a_signal_from_the_menu_to_its_outcome() {
    let script = "
        moerwijk anna > signal
        moerwijk anna > at the door
        moerwijk anna > 2
        moerwijk anna > don't know
        moerwijk anna > 2
        moerwijk anna > yes
        signaal bram > follow Moerwijk
        signaal bram > seen 1
        signaal bram > closed 1
        signaal bram > 2
        beheer carla > digest
    ";
    assert_snapshot!(played(script).await, @"");
}

#[tokio::test]
async fn mistakes() {
    let script = "
        moerwijk piet > action flyers 40
        moerwijk carla > action flyers 40
        moerwijk anna > @wijkbode 🤷
        moerwijk anna > @wijkbode how are you
        beheer carla > neighbourhood: new Atlantis
        signaal bram > seen 99
    ";
    assert_snapshot!(played(script).await, @"");
}

#[tokio::test]
async fn by_itself() {
    assert_snapshot!(played("at 2026-11-02T12:00\ntick 2026-11-03T10:00").await, @"");
}
