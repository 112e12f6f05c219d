//! Following in the signal room: by wijk, stadsdeel, trick and kind, how often, quiet hours, and a deputy during leave.

use insta::assert_snapshot;

use super::{played, played_after};

/// A nepagent in Moerwijk, reported and sent.
fn signal() -> String {
    ["signaal", "aan de deur", "nepagent", "2", "1", "ja"]
        .map(|text| format!("moerwijk anna > {text}"))
        .join("\n")
}

/// Only what happens in the signal room.
async fn in_the_signal_room(before: &str, script: &str) -> String {
    let mut rehearsal = super::rehearsal().await;
    rehearsal.play(before).await.unwrap();
    let deeds = rehearsal.play(script).await.unwrap();
    let deeds: Vec<_> = deeds
        .into_iter()
        .filter(|deed| deed.room == "signaal" && deed.kind != "react")
        .collect();
    super::shown(&deeds)
}

#[tokio::test]
async fn a_wijk_a_stadsdeel_a_trick_a_kind_and_how_often() {
    let script = "
        signaal bram > volg Escamp dagelijks
        signaal bram > volg stadsdeel scheveningen
        signaal bram > volg trucs aan de deur
        signaal bram > volg cybercrime per week
        signaal bram > volg escamp
        signaal bram > volg sextortion
        signaal bram > mijn abonnement
        signaal bram > ontvolg stadsdeel escamp
        signaal bram > volg
    ";
    assert_snapshot!(played(script).await, @r"
    2026-10-14 10:00 signaal notice to bram:1
        U volgt nu stadsdeel Escamp. U hoort elke dag om 16:00 uur wat er nieuw is.
    2026-10-14 10:00 signaal notice to bram:2
        U volgt nu stadsdeel Scheveningen. Bij een nieuw signaal krijgt u een seintje.
    2026-10-14 10:00 signaal notice to bram:3
        U volgt nu trucs aan de deur. Bij een nieuw signaal krijgt u een seintje.
    2026-10-14 10:00 signaal notice to bram:4
        U volgt nu hacken en virussen. U hoort elke maandag om 8:30 uur wat er nieuw is.
    2026-10-14 10:00 signaal notice to bram:5
        U volgt nu stadsdeel Escamp. Bij een nieuw signaal krijgt u een seintje.
    2026-10-14 10:00 signaal notice to bram:6
        Die wijk of truc ken ik niet. Typ bijvoorbeeld: volg Duindorp
    2026-10-14 10:00 signaal notice to bram:7
        U volgt: hacken en virussen (elke week), trucs aan de deur, stadsdeel Escamp, stadsdeel Scheveningen.
        Stille uren: geen
    2026-10-14 10:00 signaal notice to bram:8
        U volgt stadsdeel Escamp niet meer.
    2026-10-14 10:00 signaal notice to bram:9
        U volgt: hacken en virussen (elke week), trucs aan de deur, stadsdeel Scheveningen.
    ");
}

#[tokio::test]
async fn the_first_rings_on_its_card_and_what_follows_comes_together() {
    let script = format!(
        "{one}
        at 2026-10-14T10:03
        {one}
        at 2026-10-14T10:05
        {one}
        tick 2026-10-14T10:09
        tick 2026-10-14T10:10
        tick 2026-10-14T10:30",
        one = signal()
    );
    assert_snapshot!(in_the_signal_room("signaal bram > volg moerwijk\nsignaal sanne > volg escamp", &script).await, @r"
    2026-10-14 10:00 signaal say @bram @sanne
        S-1 · Moerwijk · Nepagent
        Hoe: Aan de deur · Mensen: 2 · Geld kwijt: nee · Dag: 14 oktober
        Stand: nieuw
    2026-10-14 10:03 signaal notice
        S-2 · Moerwijk · Nepagent
        Hoe: Aan de deur · Mensen: 2 · Geld kwijt: nee · Dag: 14 oktober
        Stand: nieuw
    2026-10-14 10:05 signaal notice
        S-3 · Moerwijk · Nepagent
        Hoe: Aan de deur · Mensen: 2 · Geld kwijt: nee · Dag: 14 oktober
        Stand: nieuw
    2026-10-14 10:10 signaal say @bram @sanne
        Nieuw en door u gevolgd: S-2, S-3
    ");
}

#[tokio::test]
async fn daily_and_weekly_have_their_hour() {
    let before = "signaal bram > volg alles dagelijks\nsignaal sanne > volg nepagent wekelijks";
    let script = format!(
        "{}
        {}
        tick 2026-10-14T16:00
        tick 2026-10-19T08:30",
        signal(),
        signal()
    );
    assert_snapshot!(in_the_signal_room(before, &script).await, @r"
    2026-10-14 10:00 signaal notice
        S-1 · Moerwijk · Nepagent
        Hoe: Aan de deur · Mensen: 2 · Geld kwijt: nee · Dag: 14 oktober
        Stand: nieuw
    2026-10-14 10:00 signaal notice
        S-2 · Moerwijk · Nepagent
        Hoe: Aan de deur · Mensen: 2 · Geld kwijt: nee · Dag: 14 oktober
        Stand: nieuw
    2026-10-14 16:00 signaal say @bram
        Nieuw en door u gevolgd: S-1, S-2
    2026-10-14 16:00 signaal notice
        Dagoverzicht 14 oktober
        Moerwijk: Nepagent S-1, S-2
        Nog open: S-1, S-2
    2026-10-17 16:00 signaal notice
        Dagoverzicht 17 oktober
        Nog open: S-1, S-2
        Wacht langer dan afgesproken: S-1, S-2
    2026-10-19 08:30 signaal say @sanne
        Nieuw en door u gevolgd: S-1, S-2
    2026-10-19 08:30 signaal notice
        Signalen van 12 oktober tot en met 18 oktober
        Moerwijk: Nepagent 1-4
        Hele gemeente, met de drie weken ervoor:
        Nepagent 1-4 (eerder 0, 0, 0) – meer dan anders
    2026-10-19 08:30 signaal picture
        [afbeelding: Signalen per truc, hele gemeente
        Aantal per week, van 24 augustus tot 19 oktober
        Nepagent – 24 aug: 0, 31 aug: 0, 7 sep: 0, 14 sep: 0, 21 sep: 0, 28 sep: 0, 5 okt: 0, 12 okt: 1-4
        Gestreept: niet precies. Kleine getallen laat ik niet precies zien.]
    ");
}

#[tokio::test]
async fn the_quickest_of_several_counts() {
    let before = "signaal bram > volg alles wekelijks\nsignaal bram > volg nepagent";
    assert_snapshot!(in_the_signal_room(before, &signal()).await, @r"
    2026-10-14 10:00 signaal say @bram
        S-1 · Moerwijk · Nepagent
        Hoe: Aan de deur · Mensen: 2 · Geld kwijt: nee · Dag: 14 oktober
        Stand: nieuw
    ");
}

#[tokio::test]
async fn in_quiet_hours_nothing_rings_and_it_comes_afterwards() {
    let before = "
        signaal bram > volg alles
        signaal bram > stilte van 22:00 tot 7 uur
        signaal sanne > volg alles
        signaal sanne > stilte
        signaal sanne > stilte 20 tot 8
        signaal sanne > stilte uit
        tick 2026-10-14T23:00
    ";
    let script = format!("{}\ntick 2026-10-15T06:59\ntick 2026-10-15T07:00", signal());
    assert_snapshot!(in_the_signal_room(before, &script).await, @r"
    2026-10-14 23:00 signaal say @sanne
        S-1 · Moerwijk · Nepagent
        Hoe: Aan de deur · Mensen: 2 · Geld kwijt: nee · Dag: 14 oktober
        Stand: nieuw
    2026-10-15 07:00 signaal say @bram
        Nieuw en door u gevolgd: S-1
    ");
}

#[tokio::test]
async fn what_is_urgent_rings_at_once_for_who_hears_once_a_week() {
    let before = "signaal bram > volg alles wekelijks";
    let script = "
        moerwijk anna > signaal er staat nu een nepagent voor de deur bij de buurvrouw
        moerwijk anna > ja
        moerwijk anna > 1
        moerwijk anna > 1
        moerwijk anna > ja
    ";
    assert_snapshot!(in_the_signal_room(before, script).await, @r"
    2026-10-14 10:00 signaal say @bram
        S-1 · Moerwijk · Nepagent
        Hoe: Aan de deur · Mensen: 1 · Geld kwijt: nee · Dag: 14 oktober
        Stand: nieuw
    ");
}

#[tokio::test]
async fn what_is_urgent_and_followed_by_nobody_rings_for_all_wijkagenten() {
    let before = "signaal sanne > stilte 8 tot 12";
    let script = "
        moerwijk anna > signaal er staat nu een nepagent voor de deur bij de buurvrouw
        moerwijk anna > ja
        moerwijk anna > 1
        moerwijk anna > 1
        moerwijk anna > ja
        tick 2026-10-14T12:00
    ";
    assert_snapshot!(in_the_signal_room(before, script).await, @r"
    2026-10-14 10:00 signaal say @bram
        S-1 · Moerwijk · Nepagent
        Hoe: Aan de deur · Mensen: 1 · Geld kwijt: nee · Dag: 14 oktober
        Stand: nieuw
    2026-10-14 12:00 signaal say @sanne
        Nieuw en door u gevolgd: S-1
    ");
}

#[tokio::test]
async fn what_was_taken_back_rings_no_more() {
    let before = format!("signaal bram > volg alles dagelijks\n{}", signal());
    let script = "moerwijk anna delete 1\ntick 2026-10-14T16:00";
    assert_snapshot!(in_the_signal_room(&before, script).await, @"2026-10-14 10:00 signaal redact to bot:3");
}

#[tokio::test]
async fn during_leave_the_deputy_hears_it() {
    let before = "
        signaal bram > volg moerwijk
        signaal bram > afwezig tot 1 november vervangt @sanne:example.org
    ";
    let script = format!(
        "signaal bram > mijn abonnement
        signaal sanne > mijn abonnement
        {}
        at 2026-11-01T10:00
        signaal bram > mijn abonnement
        {}",
        signal(),
        signal()
    );
    assert_snapshot!(in_the_signal_room(before, &script).await, @r"
    2026-10-14 10:00 signaal notice to bram:3
        U volgt: Moerwijk.
        Stille uren: geen
        U bent er niet tot 1 november. Sanne krijgt uw seintjes.
    2026-10-14 10:00 signaal notice to sanne:1
        U volgt nog niets. Typ bijvoorbeeld: volg alles
        Stille uren: geen
        U vervangt Bram tot 1 november.
    2026-10-14 10:00 signaal say @sanne
        S-1 · Moerwijk · Nepagent
        Hoe: Aan de deur · Mensen: 2 · Geld kwijt: nee · Dag: 14 oktober
        Stand: nieuw
    2026-11-01 10:00 signaal notice to bram:4
        U volgt: Moerwijk.
        Stille uren: geen
    2026-11-01 10:00 signaal say @bram
        S-2 · Moerwijk · Nepagent
        Hoe: Aan de deur · Mensen: 2 · Geld kwijt: nee · Dag: 1 november
        Stand: nieuw
    ");
}

#[tokio::test]
async fn a_deputy_works_in_the_signal_room_and_is_there() {
    let script = "
        signaal bram > afwezig
        signaal bram > afwezig tot 1 maart vervangt @anna:example.org
        signaal bram > afwezig tot 1 maart vervangt @bram:example.org
        signaal bram > afwezig tot 1 maart vervangt @niemand:example.org
        signaal bram > afwezig tot 1 maart vervangt Sanne
        signaal sanne > afwezig tot 1 maart
        signaal bram > afwezig tot 1 maart vervangt @sanne:example.org
        signaal bram > afwezig 5 jaar
        signaal sanne > afwezig uit
        signaal bram > afwezig tot 1 maart vervangt @sanne:example.org
    ";
    assert_snapshot!(played(script).await, @r"
    2026-10-14 10:00 signaal notice to bram:1
        Typ tot wanneer, bijvoorbeeld: afwezig tot 1 maart vervangt @anna:voorbeeld.nl
    2026-10-14 10:00 signaal notice to bram:2
        Die persoon kan u niet vervangen. Kies iemand die in deze kamer werkt en er wel is.
    2026-10-14 10:00 signaal notice to bram:3
        Die persoon kan u niet vervangen. Kies iemand die in deze kamer werkt en er wel is.
    2026-10-14 10:00 signaal notice to bram:4
        Die persoon kan u niet vervangen. Kies iemand die in deze kamer werkt en er wel is.
    2026-10-14 10:00 signaal notice to bram:5
        Die persoon kan u niet vervangen. Kies iemand die in deze kamer werkt en er wel is.
    2026-10-14 10:00 signaal notice to sanne:1
        U bent er niet tot 1 maart 2027. Niemand krijgt uw seintjes.
    2026-10-14 10:00 signaal notice to bram:6
        Die persoon kan u niet vervangen. Kies iemand die in deze kamer werkt en er wel is.
    2026-10-14 10:00 signaal notice to bram:7
        Typ tot wanneer, bijvoorbeeld: afwezig tot 1 maart vervangt @anna:voorbeeld.nl
    2026-10-14 10:00 signaal notice to sanne:2
        Welkom terug. U krijgt uw seintjes weer zelf.
    2026-10-14 10:00 signaal say to bram:8 @sanne
        U bent er niet tot 1 maart 2027. Sanne krijgt uw seintjes.
    ");
}

#[tokio::test]
async fn who_is_away_without_a_deputy_is_not_mentioned() {
    let before = "signaal bram > volg alles\nsignaal bram > afwezig 2 weken";
    assert_snapshot!(in_the_signal_room(before, &signal()).await, @r"
    2026-10-14 10:00 signaal notice
        S-1 · Moerwijk · Nepagent
        Hoe: Aan de deur · Mensen: 2 · Geld kwijt: nee · Dag: 14 oktober
        Stand: nieuw
    ");
}

#[tokio::test]
async fn who_came_back_by_a_decision_of_a_manager_follows_as_before() {
    let before = "
        signaal bram > volg moerwijk dagelijks
        beheer carla > rol eraf @bram:example.org wijkagent
        beheer carla > ja
        beheer carla > ongedaan B-1
    ";
    assert_snapshot!(played_after(before, "signaal bram > volg").await, @r"
    2026-10-14 10:00 signaal notice to bram:2
        U volgt: Moerwijk (elke dag).
    ");
}
