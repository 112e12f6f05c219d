//! What is quiet, what rings, and what waits for the day.

use super::{A_SIGNAL, rehearsal};
use wijkbode::rehearsal::Deed;

/// Kind and mention of everything that was said, with the hour.
fn heard(deeds: &[Deed]) -> Vec<String> {
    let said = deeds
        .iter()
        .filter(|deed| matches!(deed.kind.as_str(), "say" | "notice"));
    said.map(|deed| {
        let at = deed.at.get(8..16).unwrap_or_default().replace('T', " ");
        format!(
            "{at} {} {} {}",
            deed.room,
            deed.kind,
            deed.mentions.join(" ")
        )
        .trim_end()
        .to_owned()
    })
    .collect()
}

#[tokio::test]
async fn at_night_answers_are_quiet_danger_rings_and_an_outcome_waits_for_the_morning() {
    let mut rehearsal = rehearsal().await;
    rehearsal.play(A_SIGNAL).await.unwrap();
    rehearsal.play("tick 2026-10-14T23:00").await.unwrap();
    let script = "
        moerwijk anna > actie flyers 40
        moerwijk joop > signaal er staat nu een nepagent voor de deur
        signaal bram > gezien 1
        signaal bram > afgehandeld 1 bekeken
        tick 2026-10-15T09:30
    ";
    let deeds = rehearsal.play(script).await.unwrap();
    assert_eq!(
        heard(&deeds),
        [
            "14 23:00 moerwijk notice",
            "14 23:00 moerwijk say joop",
            "14 23:00 moerwijk notice",
            "14 23:00 moerwijk notice",
            "14 23:00 signaal notice",
            "14 23:00 signaal notice",
            "15 09:00 moerwijk say anna",
        ]
    );
}

#[tokio::test]
async fn a_question_in_another_room_and_the_question_of_the_month_ring() {
    let mut rehearsal = rehearsal().await;
    let script = "
        moerwijk anna > signaal sextortion bij een kind
        tick 2026-11-03T10:30
    ";
    let deeds = rehearsal.play(script).await.unwrap();
    let rings: Vec<_> = heard(&deeds)
        .into_iter()
        .filter(|line| line.contains(" say "))
        .collect();
    assert_eq!(
        rings,
        [
            "14 10:00 prive:anna say anna",
            "03 10:00 duindorp say joop",
            "03 10:00 moerwijk say anna joop",
        ]
    );
}
