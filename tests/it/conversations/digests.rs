//! The weekly digest for the managers and the daily one in the signal room.

use insta::assert_snapshot;

use super::{A_SIGNAL, played_after, rehearsal, shown};

/// A nepagent, reported and sent.
fn signal(who: &str) -> String {
    ["signaal", "aan de deur", "nepagent", "2", "1", "ja"]
        .map(|text| format!("{who} > {text}"))
        .join("\n")
}

/// Five in Moerwijk, one in Duindorp.
fn six_signals() -> String {
    let five = [signal("moerwijk anna"), signal("moerwijk joop")].join("\n");
    [
        five.clone(),
        five,
        signal("moerwijk anna"),
        signal("duindorp joop"),
    ]
    .join("\n")
}

#[tokio::test]
async fn the_week_in_numbers_with_small_ones_as_a_band() {
    let before = format!(
        "{}
        moerwijk anna > actie flyers 40
        moerwijk anna > actie flyers 20
        duindorp joop > actie koffieochtend 12
        duindorp joop > actie niets
        signaal bram > afgehandeld 1 bekeken
        at 2026-10-19T07:59",
        six_signals()
    );
    assert_snapshot!(played_after(&before, "tick 2026-10-19T08:00").await, @r"
    2026-10-19 07:59 beheer notice
        Deze melders wachten nog op antwoord: S-2, S-3, S-4, S-5, S-6. Vraag de wijkagent hoe het ermee staat. Afsluiten kan ook, in de signaalkamer: afgehandeld 2
        Misschien hetzelfde: S-1, S-2, S-3, S-4, S-5 (Nepagent, Moerwijk). Is dat zo? Typ dan: samenvoegen 1 2 3 4 5
    2026-10-19 07:59 signaal notice
        Dagoverzicht 18 oktober
        Duindorp: Nepagent S-6
        Moerwijk: Nepagent S-1, S-2, S-3, S-4, S-5
        Nog open: S-2, S-3, S-4, S-5, S-6
        Wacht langer dan afgesproken: S-2, S-3, S-4, S-5, S-6
    2026-10-19 08:00 beheer notice
        Week van 12 oktober tot 19 oktober
        Duindorp: 2 acties (deze maand niets; koffieochtend of buurtkamer, 12 aanwezigen)
        Moerwijk: 2 acties (flyers uitgedeeld, 60 stuks)
        Signalen:
        - Nepagent 6-9 (Moerwijk 5, Duindorp 1-4)
        Wacht nog op antwoord van de politie: S-2, S-3, S-4, S-5, S-6
        Wacht langer dan afgesproken: S-2, S-3, S-4, S-5, S-6. Vraag de wijkagent even hoe het ermee staat.
    2026-10-19 08:00 beheer picture
        [afbeelding: Acties per wijk
        Aantal per week, van 24 augustus tot 19 oktober
        Duindorp – 24 aug: 0, 31 aug: 0, 7 sep: 0, 14 sep: 0, 21 sep: 0, 28 sep: 0, 5 okt: 0, 12 okt: 2
        Moerwijk – 24 aug: 0, 31 aug: 0, 7 sep: 0, 14 sep: 0, 21 sep: 0, 28 sep: 0, 5 okt: 0, 12 okt: 2]
    2026-10-19 08:00 beheer picture
        [afbeelding: Signalen per truc
        Aantal per week, van 24 augustus tot 19 oktober
        Nepagent – 24 aug: 0, 31 aug: 0, 7 sep: 0, 14 sep: 0, 21 sep: 0, 28 sep: 0, 5 okt: 0, 12 okt: 6-9
        Gestreept, 1-4: een klein aantal. Zo is niemand te herkennen.]
    ");
}

#[tokio::test]
async fn a_week_without_anything() {
    assert_snapshot!(played_after("at 2026-10-19T07:59", "tick 2026-10-19T08:00").await, @r"
    2026-10-19 08:00 beheer notice
        Week van 12 oktober tot 19 oktober
        Nog geen acties genoteerd.
        Signalen: geen
    ");
}

#[tokio::test]
async fn the_digest_can_be_asked_for() {
    assert_snapshot!(played_after("moerwijk anna > actie flyers 40", "beheer carla > digest").await, @r"
    2026-10-14 10:00 beheer notice to carla:1
        Week van 7 oktober tot 14 oktober
        Moerwijk: 1 actie (flyers uitgedeeld, 40 stuks)
        Signalen van 5 oktober tot 12 oktober: geen
    2026-10-14 10:00 beheer picture
        [afbeelding: Acties per wijk
        Aantal per week, van 19 augustus tot 14 oktober
        Moerwijk – 19 aug: 0, 26 aug: 0, 2 sep: 0, 9 sep: 0, 16 sep: 0, 23 sep: 0, 30 sep: 0, 7 okt: 1]
    ");
}

#[tokio::test]
async fn the_day_in_the_signal_room() {
    let before = format!(
        "{}
        moerwijk anna > signaal sextortion
        prive:anna anna > ja
        signaal bram > afgehandeld 1 bekeken",
        six_signals()
    );
    assert_snapshot!(played_after(&before, "tick 2026-10-14T16:00").await, @r"
    2026-10-14 16:00 signaal notice
        Dagoverzicht 14 oktober
        Duindorp: Nepagent S-6
        Moerwijk: Nepagent S-1, S-2, S-3, S-4, S-5
        Nog open: S-2, S-3, S-4, S-5, S-6
    ");
}

#[tokio::test]
async fn a_day_without_signals_says_nothing() {
    assert_snapshot!(played_after("moerwijk anna > actie flyers 40", "tick 2026-10-14T17:00").await, @"");
}

#[tokio::test]
async fn what_was_taken_back_is_in_no_digest() {
    let before = format!(
        "{A_SIGNAL}\nmoerwijk anna > actie flyers 40\nmoerwijk anna delete 1\nmoerwijk anna delete 7"
    );
    assert_snapshot!(played_after(&before, "tick 2026-10-14T16:00\nbeheer carla > digest").await, @r"
    2026-10-14 16:00 beheer notice to carla:1
        Week van 7 oktober tot 14 oktober
        Nog geen acties genoteerd.
        Signalen van 5 oktober tot 12 oktober: geen
    ");
}

#[tokio::test]
async fn a_daily_digest_after_days_of_downtime_tells_of_all_of_them() {
    let before = format!("{A_SIGNAL}\nat 2026-10-16T20:00");
    let mut rehearsal = rehearsal().await;
    rehearsal.play(&before).await.unwrap();
    let deeds = rehearsal.play("tick 2026-10-16T20:00").await.unwrap();
    assert_snapshot!(shown(&deeds), @r"
    2026-10-16 20:00 signaal notice
        Dagoverzicht 16 oktober
        Moerwijk: Nepagent S-1
        Nog open: S-1
    ");
}

#[tokio::test]
async fn the_weeks_before_are_beside_this_week() {
    let before = format!(
        "{}
        moerwijk anna > actie flyers 40
        duindorp joop > actie koffieochtend 12
        at 2026-10-21T10:00
        moerwijk anna > actie flyers 10
        {}
        at 2026-10-26T09:00",
        six_signals(),
        signal("moerwijk anna")
    );
    assert_snapshot!(played_after(&before, "beheer carla > digest nu").await, @r"
    2026-10-26 09:00 beheer notice to carla:1
        Week van 19 oktober tot 26 oktober
        Moerwijk: 1 actie (flyers uitgedeeld, 10 stuks) · weken ervoor: 0, 0, 1
        Deze week nog niets: Duindorp
        Signalen:
        - Nepagent 1-4 (Moerwijk 1-4) · weken ervoor: 0, 0, 6-9
        Wacht nog op antwoord van de politie: S-1, S-2, S-3, S-4, S-5, S-6, S-7
        Wacht langer dan afgesproken: S-1, S-2, S-3, S-4, S-5, S-6, S-7. Vraag de wijkagent even hoe het ermee staat.
        Binnenkort: De maandvraag op 3 november
    2026-10-26 09:00 beheer picture
        [afbeelding: Acties per wijk
        Aantal per week, van 31 augustus tot 26 oktober
        Duindorp – 31 aug: 0, 7 sep: 0, 14 sep: 0, 21 sep: 0, 28 sep: 0, 5 okt: 0, 12 okt: 1, 19 okt: 0
        Moerwijk – 31 aug: 0, 7 sep: 0, 14 sep: 0, 21 sep: 0, 28 sep: 0, 5 okt: 0, 12 okt: 1, 19 okt: 1]
    2026-10-26 09:00 beheer picture
        [afbeelding: Signalen per truc
        Aantal per week, van 31 augustus tot 26 oktober
        Nepagent – 31 aug: 0, 7 sep: 0, 14 sep: 0, 21 sep: 0, 28 sep: 0, 5 okt: 0, 12 okt: 6-9, 19 okt: 1-4
        Gestreept, 1-4: een klein aantal. Zo is niemand te herkennen.]
    ");
}

#[tokio::test]
async fn what_needs_a_manager_is_in_the_digest() {
    let mut rehearsal = rehearsal().await;
    let before = format!(
        "{A_SIGNAL}
        beheer carla > wachtlijst erbij Fatima Moerwijk
        beheer carla > ja
        at 2026-10-24T10:00"
    );
    rehearsal.play(&before).await.unwrap();
    let now = wijkbode::domain::time::Moment(1_792_828_800_000);
    let mut turn = rehearsal.engine().turn(now, String::new()).await.unwrap();
    let bram = turn
        .tx
        .person_by_user("@bram:example.org")
        .await
        .unwrap()
        .unwrap();
    turn.tx.suspend(&bram.id, now).await.unwrap();
    turn.commit().await.unwrap();
    let deeds = rehearsal.play("beheer carla > digest").await.unwrap();
    assert_snapshot!(shown(&deeds), @r"
    2026-10-24 10:00 beheer notice to carla:3
        Week van 17 oktober tot 24 oktober
        Nog geen acties genoteerd.
        Signalen van 12 oktober tot 19 oktober:
        - Nepagent 1-4 (Moerwijk 1-4)
        Wacht nog op antwoord van de politie: S-1
        Wacht langer dan afgesproken: S-1. Vraag de wijkagent even hoe het ermee staat.
        Bram wacht op u: de sleutel is veranderd. Bel of het klopt, en typ dan: bevestig @bram:example.org
        Op de wachtlijst: 1 persoon. Typ wachtlijst voor de namen.
        Binnenkort: De maandvraag op 3 november
    2026-10-24 10:00 beheer picture
        [afbeelding: Signalen per truc
        Aantal per week, van 24 augustus tot 19 oktober
        Nepagent – 24 aug: 0, 31 aug: 0, 7 sep: 0, 14 sep: 0, 21 sep: 0, 28 sep: 0, 5 okt: 0, 12 okt: 1-4
        Gestreept, 1-4: een klein aantal. Zo is niemand te herkennen.]
    ");
}

#[tokio::test]
async fn who_has_been_quiet_is_shown_to_managers_only_and_kindly() {
    let before = "
        at 2026-12-01T10:00
        moerwijk anna > actie niets
        at 2026-12-20T10:00
    ";
    assert_snapshot!(played_after(before, "beheer carla > digest\nbeheer carla > overzicht Duindorp").await, @r"
    2026-12-20 10:00 beheer notice to carla:1
        Week van 13 december tot 20 december
        Nog geen acties genoteerd.
        Deze week nog niets: Moerwijk
        Signalen van 7 december tot 14 december: geen
        Al even niets gehoord van: Joop (Duindorp, Moerwijk). Een belletje of samen koffie drinken helpt vaak. Even pauze nemen is ook goed.
    2026-12-20 10:00 beheer picture
        [afbeelding: Acties per wijk
        Aantal per week, van 25 oktober tot 20 december
        Moerwijk – 25 okt: 0, 1 nov: 0, 8 nov: 0, 15 nov: 0, 22 nov: 0, 29 nov: 1, 6 dec: 0, 13 dec: 0]
    2026-12-20 10:00 beheer notice to carla:2
        Duindorp, de laatste zeven dagen
        In de laatste 8 weken zijn hier geen acties genoteerd.
        Ambassadeurs: Joop
        Al even niets gehoord van: Joop (Duindorp). Een belletje of samen koffie drinken helpt vaak. Even pauze nemen is ook goed.
    ");
}

#[tokio::test]
async fn one_wijk_at_a_time() {
    let before = format!("{A_SIGNAL}\nmoerwijk anna > actie flyers 40");
    let script = "
        beheer carla > overzicht Moerwijk
        beheer carla > overzicht Duindorp
        beheer carla > overzicht Atlantis
    ";
    assert_snapshot!(played_after(&before, script).await, @r#"
    2026-10-14 10:00 beheer notice to carla:1
        Moerwijk, de laatste zeven dagen
        Moerwijk: 1 actie (flyers uitgedeeld, 40 stuks)
        Ambassadeurs: Anna, Joop
        Wacht nog op antwoord van de politie: S-1
    2026-10-14 10:00 beheer notice to carla:2
        Duindorp, de laatste zeven dagen
        In de laatste 8 weken zijn hier geen acties genoteerd.
        Ambassadeurs: Joop
    2026-10-14 10:00 beheer notice to carla:3
        De wijk "Atlantis" doet niet mee. Kijk of de naam klopt, bijvoorbeeld: overzicht Moerwijk
    "#);
}
