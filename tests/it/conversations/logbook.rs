//! `logboek`: who saw, changed and exported what; and that nothing in it ever changes.

use std::collections::BTreeSet;

use insta::assert_snapshot;
use wijkbode::domain::time::Moment;

use super::{A_SIGNAL, played_after, rehearsal};

fn a_day() -> String {
    format!(
        "signaal bram > volg moerwijk
        at 2026-10-14T10:01
        {A_SIGNAL}
        at 2026-10-14T10:02
        signaal bram react 👀 bot:3
        at 2026-10-14T10:03
        signaal bram > vraag 1 aangifte
        at 2026-10-14T10:04
        signaal bram > ja
        at 2026-10-14T10:05
        prive:anna anna > 1
        prive:anna anna > ja
        at 2026-10-14T10:06
        signaal sanne > afgehandeld 1 extra toezicht
        at 2026-10-14T10:07
        beheer carla > digest
        at 2026-10-14T10:08"
    )
}

#[tokio::test]
async fn the_whole_chain_of_a_signal_without_who_reported_it() {
    assert_snapshot!(played_after(&a_day(), "beheer carla > logboek S-1").await, @r"
    2026-10-14 10:08 beheer notice to carla:2
        Logboek, nieuwste eerst:
        14 oktober 10:06 · Sanne · sloot het signaal af · S-1
        14 oktober 10:05 · de melder · gaf antwoord · S-1
        14 oktober 10:04 · Bram · stelde een vraag · S-1
        14 oktober 10:03 · Bram · vraag · S-1
        14 oktober 10:02 · Bram · zag het signaal · S-1
        14 oktober 10:01 · de melder · meldde een truc · S-1
    ");
}

#[tokio::test]
async fn the_newest_of_all_of_one_person_and_up_to_a_day() {
    let script = "
        beheer carla > logboek
        beheer carla > logboek @bram:example.org
        beheer carla > logboek 13 oktober
        beheer carla > logboek @anna:example.org
        beheer carla > logboek iets
    ";
    assert_snapshot!(played_after(&a_day(), script).await, @r"
    2026-10-14 10:08 beheer notice to carla:2
        Logboek, nieuwste eerst:
        14 oktober 10:07 · Carla · digest
        14 oktober 10:06 · Sanne · sloot het signaal af · S-1
        14 oktober 10:05 · de melder · gaf antwoord · S-1
        14 oktober 10:04 · Bram · antwoordde bij vraag
        14 oktober 10:04 · Bram · stelde een vraag · S-1
        14 oktober 10:03 · Bram · vraag · S-1
        14 oktober 10:02 · Bram · zag het signaal · S-1
        14 oktober 10:01 · de melder · meldde een truc · S-1
        14 oktober 10:00 · via de computer · legde vast · instelling onboarding
        14 oktober 10:00 · via de computer · legde vast · wijk Moerwijk
    2026-10-14 10:08 beheer notice to carla:3
        Logboek, nieuwste eerst:
        14 oktober 10:04 · Bram · antwoordde bij vraag
        14 oktober 10:04 · Bram · stelde een vraag · S-1
        14 oktober 10:03 · Bram · vraag · S-1
        14 oktober 10:02 · Bram · zag het signaal · S-1
        14 oktober 10:00 · Bram · volg
    2026-10-14 10:08 beheer notice to carla:4
        Daarover staat niets in het logboek.
    2026-10-14 10:08 beheer notice to carla:5
        Daarover staat niets in het logboek.
    2026-10-14 10:08 beheer notice to carla:6
        Typ bijvoorbeeld: logboek, logboek S-12, logboek @bram of logboek 14 oktober
    ");
}

#[tokio::test]
async fn only_managers_read_it() {
    let script = "
        signaal bram > logboek
        prive:anna anna > logboek
    ";
    assert_snapshot!(played_after("", script).await, @r"
    2026-10-14 10:00 signaal notice to bram:1
        Dit werkt in de beheerkamer. Typ hulp om te zien wat hier kan.
    2026-10-14 10:00 prive:anna notice to anna:1
        Dit werkt in de beheerkamer. Typ hulp om te zien wat hier kan.
    ");
}

/// Everything that people can do, undo, edit and remove: a row that was there once stays as it was.
#[tokio::test]
async fn whatever_happens_a_row_stays_as_it_was() {
    let lines = a_day()
        + "
        moerwijk anna delete 1
        signaal bram delete 1
        signaal bram unreact 👀 bot:3
        beheer carla > rol eraf @bram:example.org wijkagent
        beheer carla > ja
        beheer carla > ongedaan B-1
        beheer carla edit 1 > overzicht
        beheer carla delete 1
        moerwijk anna > afmelden
        prive:anna anna > afmelden
        prive:anna anna > ja
        tick 2026-12-01T10:00
        restart";
    let mut rehearsal = rehearsal().await;
    let mut known = BTreeSet::new();
    for line in lines.lines() {
        rehearsal.play(line).await.unwrap();
        let mut tx = rehearsal.engine().store().begin().await.unwrap();
        let rows = tx
            .audit_rows(None, None, Moment(i64::MAX), i64::MAX)
            .await
            .unwrap();
        let now: BTreeSet<_> = rows.into_iter().map(|row| format!("{row:?}")).collect();
        assert!(now.is_superset(&known), "{line}");
        known = now;
    }
    assert!(known.len() > 12, "{known:#?}");
}
