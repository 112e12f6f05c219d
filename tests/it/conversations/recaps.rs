//! The recap of a month, thanks, and one's own overview.

use insta::assert_snapshot;
use wijkbode::rehearsal::Deed;

use super::{A_SIGNAL, played_after, rehearsal, shown};

async fn seen(script: &str, is_shown: impl Fn(&Deed) -> bool) -> String {
    let deeds = rehearsal().await.play(script).await.unwrap();
    shown(&deeds.into_iter().filter(is_shown).collect::<Vec<_>>())
}

#[tokio::test]
async fn the_recap_tells_what_was_done_together() {
    let script = format!(
        "{A_SIGNAL}
        moerwijk anna > actie flyers 40
        moerwijk joop > actie flyers 20
        moerwijk joop > actie koffieochtend 12
        moerwijk anna > actie wijkkrant 4500
        moerwijk anna > actie niets
        signaal bram > afgehandeld 1 extra toezicht
        moerwijk carla > doel wijk 10 acties voor de zomer
        tick 2026-11-03T12:00
        moerwijk anna > actie gesprek 2 op 30 oktober
        moerwijk anna > actie gesprek 5
        tick 2026-11-13T09:00"
    );
    let recaps = |deed: &Deed| deed.body.starts_with("Samen in");
    assert_snapshot!(seen(&script, recaps).await, @"");
}

#[tokio::test]
async fn thanks_come_once_also_when_an_action_was_taken_back() {
    let script = "
        moerwijk anna > actie flyers 1
        moerwijk anna > actie flyers 2
        moerwijk anna > actie niets
        moerwijk anna > actie flyers 3
        tick 2026-10-15T12:00
        moerwijk anna > ongedaan
        tick 2026-10-16T12:00
        moerwijk anna > actie flyers 4
        tick 2026-10-31T12:00
    ";
    assert_snapshot!(seen(script, |deed| deed.room == "prive:anna").await, @"");
}

#[tokio::test]
async fn ones_own_overview() {
    let before = format!(
        "{A_SIGNAL}
        moerwijk anna > actie flyers 40
        moerwijk anna > actie koffieochtend 12
        moerwijk anna > actie niets
        prive:anna anna > doel 3 koffieochtenden voor kerst
        prive:anna anna > pauze 3 weken
        signaal bram > afgehandeld 1 extra toezicht"
    );
    assert_snapshot!(played_after(&before, "moerwijk anna > mijn\nprive:anna anna > mijn\nmoerwijk joop > !mijn acties").await, @"");
}

#[tokio::test]
async fn danger_in_private_gets_112_also_when_it_begins_with_mijn() {
    let said = "prive:anna anna > mijn buurvrouw wordt nu bedreigd aan de deur";
    assert_snapshot!(super::played(said).await, @"");
}
