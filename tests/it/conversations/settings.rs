//! Settings by chat, the agreements, and the first weeks of a new gemeente.

use insta::assert_snapshot;

use super::{PROGRAMME, played, played_after, rehearsal, rehearsal_of, shown};

#[tokio::test]
async fn how_things_are_set() {
    assert_snapshot!(played("beheer carla > instelling").await, @r"
    2026-10-14 10:00 beheer notice to carla:1
        Zo staat het ingesteld
        De tips voor de eerste weken: elke maandag 09:00
        Het ochtendbericht over signalen: elke dag 09:00
        Het tellen van meldingen: elke dag 07:30
        Het einde van doelen: elke dag 10:00
        Het einde van pauzes: elke dag 10:00
        Het maandbericht over afspraken: eerste werkdag maandag 09:00
        De maandvraag: eerste werkdag dinsdag 10:00
        Het bedankje: elke dag 10:00
        De herinnering van de maand: elke dag 10:00
        De terugblik van de maand: second Thursday 10:00
        Het weekoverzicht: elke maandag 08:00
        Het weekoverzicht van de signaalkamer: elke maandag 08:30
        Het dagoverzicht: elke dag 16:00
        De herinnering aan een activiteit: elke dag 10:00
        De vraag hoe een activiteit ging: elke dag 10:00
        Kleine berichten: elke dag 10:00
        Taal: Nederlands
        Herinneringen: aan
        Stille uren: 20:00-09:00
        Iets veranderen? Typ bijvoorbeeld: instelling maandvraag eerste werkdag dinsdag 10:00
    ");
}

#[tokio::test]
async fn another_moment_for_the_monthly_question() {
    let script = "
        beheer carla > instelling maandvraag eerste werkdag woensdag 11:00
        beheer carla > ja
        tick 2026-11-04T11:00
    ";
    let deeds = rehearsal().await.play(script).await.unwrap();
    let about: Vec<_> = deeds
        .iter()
        .filter(|deed| deed.body.contains("oktober") || deed.room == "beheer")
        .cloned()
        .collect();
    assert_snapshot!(shown(&about), @r"
    2026-10-14 10:00 beheer notice to carla:1
        Dit ga ik doen:
        - De maandvraag: eerste werkdag woensdag 11:00 (was: eerste werkdag dinsdag 10:00)
        Klopt het? Typ ja om het te doen, of nee om het zo te laten.
    2026-10-14 10:00 beheer notice to carla:2
        Gedaan als B-1:
        - De maandvraag: eerste werkdag woensdag 11:00 (was: eerste werkdag dinsdag 10:00)
        Toch niet goed? Typ: ongedaan B-1
    2026-10-19 08:00 beheer notice
        Week van 12 oktober tot 19 oktober
        Nog geen acties genoteerd.
        Signalen: geen
    2026-10-26 08:00 beheer notice
        Week van 19 oktober tot 26 oktober
        Nog geen acties genoteerd.
        Signalen: geen
        Binnenkort: De maandvraag op 4 november
    2026-11-02 08:00 beheer notice
        Week van 26 oktober tot 2 november
        Nog geen acties genoteerd.
        Signalen: geen
        Binnenkort: De maandvraag op 4 november; De terugblik van de maand op 12 november
    2026-11-04 11:00 duindorp say @joop
        Hallo ambassadeurs van Duindorp! Een nieuwe maand, met drie kleine ideeën:
        1. Zet in de app-groep: is een koopje te mooi om waar te zijn? Dan is het dat meestal ook.
        2. Vertel op de vergadering van de flat over verkopers van energie aan de deur.
        3. Het wordt vroeg donker. Spreek met een oudere buur af: bij twijfel blijft de deur dicht.
        Doet u er een? Typ het cijfer, of tik erop. Iets anders is net zo goed.
        Deed u in oktober nog iets? Beantwoord dit bericht, bijvoorbeeld: flyers, 40 stuks
        Even niet? Ook goed. Tik op 💤, of typ: niets deze maand
    2026-11-04 11:00 moerwijk say @anna @joop
        Hallo ambassadeurs van Moerwijk! Een nieuwe maand, met drie kleine ideeën:
        1. Waarschuw in de app-groep voor valse berichten over pakketjes.
        2. Help iemand om de telefoon bij te werken. Dat is vaak zo gebeurd.
        3. Het wordt vroeg donker. Spreek met een oudere buur af: bij twijfel blijft de deur dicht.
        Doet u er een? Typ het cijfer, of tik erop. Iets anders is net zo goed.
        Deed u in oktober nog iets? Beantwoord dit bericht, bijvoorbeeld: flyers, 40 stuks
        Even niet? Ook goed. Tik op 💤, of typ: niets deze maand
    ");
}

#[tokio::test]
async fn the_language_of_everything_changes_and_back_by_undo() {
    let script = "
        beheer carla > instelling taal engels
        beheer carla > ja
        beheer carla > undo
    ";
    assert_snapshot!(played(script).await, @r"
    2026-10-14 10:00 beheer notice to carla:1
        Dit ga ik doen:
        - Taal: Engels (was: Nederlands)
        Klopt het? Typ ja om het te doen, of nee om het zo te laten.
    2026-10-14 10:00 beheer notice to carla:2
        Done as B-1:
        - Taal: Engels (was: Nederlands)
        Not right after all? Type: undo B-1
    2026-10-14 10:00 beheer rename
        Management digital ambassadors Den Haag
    2026-10-14 10:00 ruimte rename
        Digital ambassadors Den Haag
    2026-10-14 10:00 signaal rename
        Signal room Den Haag
    2026-10-14 10:00 duindorp rename
        Duindorp
    2026-10-14 10:00 moerwijk rename
        Moerwijk
    2026-10-14 10:00 beheer notice to carla:3
        B-1 is teruggedraaid:
        - Language: Dutch (was: English)
    2026-10-14 10:00 beheer rename
        Beheer digitaal ambassadeurs Den Haag
    2026-10-14 10:00 ruimte rename
        Digitaal ambassadeurs Den Haag
    2026-10-14 10:00 signaal rename
        Signaalkamer Den Haag
    2026-10-14 10:00 duindorp rename
        Duindorp
    2026-10-14 10:00 moerwijk rename
        Moerwijk
    ");
}

#[tokio::test]
async fn other_quiet_hours_hold_at_once() {
    let script = "
        beheer carla > instelling stille uren 21.30 tot 8
        beheer carla > ja
        beheer carla > instelling herinneringen uit
        beheer carla > ja
        at 2026-10-14T21:00
        beheer carla > bericht Moerwijk Tot morgen
    ";
    assert_snapshot!(played(script).await, @r"
    2026-10-14 10:00 beheer notice to carla:1
        Dit ga ik doen:
        - Stille uren: 21:30-08:00 (was: 20:00-09:00)
        Klopt het? Typ ja om het te doen, of nee om het zo te laten.
    2026-10-14 10:00 beheer notice to carla:2
        Gedaan als B-1:
        - Stille uren: 21:30-08:00 (was: 20:00-09:00)
        Toch niet goed? Typ: ongedaan B-1
    2026-10-14 10:00 beheer notice to carla:3
        Dit ga ik doen:
        - Herinneringen: uit (was: aan)
        Klopt het? Typ ja om het te doen, of nee om het zo te laten.
    2026-10-14 10:00 beheer notice to carla:4
        Gedaan als B-2:
        - Herinneringen: uit (was: aan)
        Toch niet goed? Typ: ongedaan B-2
    2026-10-14 21:00 beheer notice to carla:5
        Dit stuur ik naar: Moerwijk (3 mensen):

        Bericht van Carla
        Tot morgen

        Klopt het? Typ ja om te versturen, of nee om te stoppen.
    ");
}

#[tokio::test]
async fn what_cannot_be_is_answered_with_an_example() {
    let script = "
        beheer carla > instelling kleur blauw
        beheer carla > instelling maandvraag soms
        beheer carla > instelling taal frans
        beheer carla > instelling herinneringen misschien
        beheer carla > instelling stille uren overdag
        beheer carla > instelling taal nederlands
    ";
    assert_snapshot!(played(script).await, @r"
    2026-10-14 10:00 beheer notice to carla:1
        Die instelling ken ik niet. Typ instelling om te zien wat u kunt instellen, of bijvoorbeeld: instelling taal engels
    2026-10-14 10:00 beheer notice to carla:2
        Dat moment begrijp ik niet. Typ het bijvoorbeeld zo: instelling maandvraag eerste werkdag dinsdag 10:00. Of met elke maandag 8:00 of elke dag 16:00 erachter.
    2026-10-14 10:00 beheer notice to carla:3
        Die taal spreek ik niet. Typ: instelling taal nederlands of instelling taal engels
    2026-10-14 10:00 beheer notice to carla:4
        Typ: instelling herinneringen aan of instelling herinneringen uit
    2026-10-14 10:00 beheer notice to carla:5
        Die uren begrijp ik niet. Ze gaan van de avond naar de ochtend, bijvoorbeeld: instelling stille uren 20:00-9:00
    2026-10-14 10:00 beheer notice to carla:6
        Dat is al zo. Er is niets te veranderen.
    ");
}

/// The programme with agreements.
fn with_duties() -> String {
    format!(
        r#"{PROGRAMME}
    [[duty]]
    what = "Elk signaal krijgt een uitkomst"
    owner = "wijkagent"
    within_days = 7
    measure = "signals-answered"
    [[duty]]
    what = "Elke week een overzicht"
    owner = "community-manager"
    measure = "weekly-digest"
    [[duty]]
    what = "Iets noteren"
    owner = "ambassadeur"
    measure = "monthly-action"
    [[duty]]
    what = "Nooit zelf op onderzoek gaan"
    owner = "ambassadeur"
    "#
    )
}

#[tokio::test]
async fn who_does_what() {
    let script = "beheer carla > wie doet wat\nbeheer carla > afspraken";
    let deeds = rehearsal_of(&with_duties())
        .await
        .play(script)
        .await
        .unwrap();
    assert_eq!(deeds[0].body, deeds[1].body);
    assert_snapshot!(deeds[0].body, @r"
    Wie doet wat
    Politie: Elk signaal krijgt een uitkomst, binnen 7 dagen
    Community manager: Elke week een overzicht
    Ambassadeurs: Iets noteren
    Ambassadeurs: Nooit zelf op onderzoek gaan
    ");
    assert_snapshot!(played("beheer carla > wie doet wat").await, @r"
    2026-10-14 10:00 beheer notice to carla:1
        Er staan nog geen afspraken in het programma. De beheerder zet ze in het programmabestand, als [[duty]].
    ");
}

#[tokio::test]
async fn once_a_month_both_sides_hear_whether_agreements_were_kept() {
    let mut rehearsal = rehearsal_of(&with_duties()).await;
    for _ in 0..5 {
        rehearsal.play(super::A_SIGNAL).await.unwrap();
    }
    let script = "
        signaal bram > afgehandeld 1 bekeken
        signaal bram > afgehandeld 2 bekeken
        moerwijk anna > actie flyers 40
        tick 2026-11-01T10:00
    ";
    rehearsal.play(script).await.unwrap();
    let deeds = rehearsal.play("tick 2026-11-02T09:00").await.unwrap();
    let kept: Vec<_> = deeds
        .into_iter()
        .filter(|deed| deed.body.contains("Afspraken"))
        .collect();
    assert_snapshot!(shown(&kept), @r"
    2026-11-02 09:00 beheer notice
        Afspraken nagekomen in oktober
        Politie: Elk signaal krijgt een uitkomst: meestal nog niet gelukt
        Community manager: Elke week een overzicht: steeds gelukt
        Ambassadeurs: Iets noteren: nog niet steeds gelukt
    2026-11-02 09:00 signaal notice
        Afspraken nagekomen in oktober
        Politie: Elk signaal krijgt een uitkomst: meestal nog niet gelukt
        Community manager: Elke week een overzicht: steeds gelukt
        Ambassadeurs: Iets noteren: nog niet steeds gelukt
    ");
}

#[tokio::test]
async fn a_month_without_agreements_says_nothing_of_them() {
    let deeds = rehearsal()
        .await
        .play("tick 2026-11-02T09:00")
        .await
        .unwrap();
    assert!(!shown(&deeds).contains("Afspraken"));
}

/// Only a manager: everything is still to be done.
const NOTHING_YET: &str = r#"
    gemeente = "Delft"
    [[person]]
    user = "@carla:example.org"
    name = "Carla"
    roles = ["community-manager"]
"#;

#[tokio::test]
async fn from_nothing_to_the_first_wijk() {
    let mut rehearsal = rehearsal_of(NOTHING_YET).await;
    let script = "
        beheer carla > start
        beheer carla > wijk nieuw Moerwijk
        beheer carla > ja
        beheer carla > ambassadeur erbij @anna:example.org Moerwijk
        beheer carla > ja
        restart
        beheer carla > ambassadeur erbij @joop:example.org Moerwijk
        beheer carla > ja
        beheer carla > rol @bram:example.org wijkagent
        beheer carla > ja
        beheer carla > instelling maandvraag eerste werkdag dinsdag 10:00
        beheer carla > ja
        beheer carla > start
    ";
    let deeds = rehearsal.play(script).await.unwrap();
    let said: Vec<_> = deeds
        .into_iter()
        .filter(|deed| deed.room == "beheer")
        .collect();
    assert_snapshot!(shown(&said), @r"
    2026-10-14 10:00 beheer notice to carla:1
        Zo begint u
        ⬜ een wijk die meedoet
        ⬜ twee ambassadeurs
        ⬜ een wijkagent
        ⬜ afgesproken tijden
        ⬜ afspraken op papier
        ⬜ een eerste bericht
        Volgende stap: kies uw eerste wijk. Typ bijvoorbeeld: wijk nieuw Moerwijk
    2026-10-14 10:00 beheer notice to carla:2
        Dit ga ik doen:
        - Moerwijk doet mee, met een eigen kamer.
        Klopt het? Typ ja om het te doen, of nee om het zo te laten.
    2026-10-14 10:00 beheer notice to carla:3
        Gedaan als B-1:
        - Moerwijk doet mee, met een eigen kamer.
        Toch niet goed? Typ: ongedaan B-1
        Volgende stap: zet uw eerste ambassadeurs erbij, minstens twee. Typ bijvoorbeeld: ambassadeur erbij @anna:voorbeeld.nl Moerwijk
    2026-10-14 10:00 beheer notice to carla:4
        Dit ga ik doen:
        - Anna komt erbij (@anna:example.org) en krijgt een uitnodiging.
        - Anna is een digitaal ambassadeur in Moerwijk.
        Klopt het? Typ ja om het te doen, of nee om het zo te laten.
    2026-10-14 10:00 beheer notice to carla:5
        Gedaan als B-2:
        - Anna komt erbij (@anna:example.org) en krijgt een uitnodiging.
        - Anna is een digitaal ambassadeur in Moerwijk.
        Toch niet goed? Typ: ongedaan B-2
        Kent Anna Element nog niet? Ik heb een tekst om door te sturen: uitnodiging @anna:example.org
        Volgende stap: zet uw eerste ambassadeurs erbij, minstens twee. Typ bijvoorbeeld: ambassadeur erbij @anna:voorbeeld.nl Moerwijk
    2026-10-14 10:00 beheer notice to carla:6
        Dit ga ik doen:
        - Joop komt erbij (@joop:example.org) en krijgt een uitnodiging.
        - Joop is een digitaal ambassadeur in Moerwijk.
        Klopt het? Typ ja om het te doen, of nee om het zo te laten.
    2026-10-14 10:00 beheer notice to carla:7
        Gedaan als B-3:
        - Joop komt erbij (@joop:example.org) en krijgt een uitnodiging.
        - Joop is een digitaal ambassadeur in Moerwijk.
        Toch niet goed? Typ: ongedaan B-3
        Kent Joop Element nog niet? Ik heb een tekst om door te sturen: uitnodiging @joop:example.org
        Volgende stap: de wijkagent. Die krijgt de signalen. Typ bijvoorbeeld: rol @bram:voorbeeld.nl wijkagent
    2026-10-14 10:00 beheer notice to carla:8
        Dit ga ik doen:
        - Bram komt erbij (@bram:example.org) en krijgt een uitnodiging.
        - Bram is een wijkagent.
        Klopt het? Typ ja om het te doen, of nee om het zo te laten.
    2026-10-14 10:00 beheer notice to carla:9
        Gedaan als B-4:
        - Bram komt erbij (@bram:example.org) en krijgt een uitnodiging.
        - Bram is een wijkagent.
        Toch niet goed? Typ: ongedaan B-4
        Kent Bram Element nog niet? Ik heb een tekst om door te sturen: uitnodiging @bram:example.org
        Volgende stap: spreek af wanneer ik de maandvraag stuur. Typ bijvoorbeeld: instelling maandvraag eerste werkdag dinsdag 10:00
    2026-10-14 10:00 beheer notice to carla:10
        Dit ga ik doen:
        - De maandvraag: eerste werkdag dinsdag 10:00 (was: eerste werkdag dinsdag 10:00)
        Klopt het? Typ ja om het te doen, of nee om het zo te laten.
    2026-10-14 10:00 beheer notice to carla:11
        Gedaan als B-5:
        - De maandvraag: eerste werkdag dinsdag 10:00 (was: eerste werkdag dinsdag 10:00)
        Toch niet goed? Typ: ongedaan B-5
        Volgende stap: de afspraken van het convenant. De beheerder zet ze in het programmabestand, als [[duty]]. Typ daarna: wie doet wat
    2026-10-14 10:00 beheer notice to carla:12
        Zo begint u
        ✅ een wijk die meedoet
        ✅ twee ambassadeurs
        ✅ een wijkagent
        ✅ afgesproken tijden
        ⬜ afspraken op papier
        ⬜ een eerste bericht
        Volgende stap: de afspraken van het convenant. De beheerder zet ze in het programmabestand, als [[duty]]. Typ daarna: wie doet wat
    ");
}

#[tokio::test]
async fn five_tips_in_the_first_ninety_days_each_once() {
    let before = "beheer carla > start";
    let script = "tick 2027-02-01T10:00";
    let all = played_after(before, script).await;
    let tips: Vec<_> = all.lines().filter(|line| line.contains("Tip:")).collect();
    assert_eq!(tips.len(), 5, "{tips:#?}");
    assert!(!played("tick 2027-02-01T10:00").await.contains("Tip:"));
}

#[tokio::test]
async fn after_downtime_only_the_newest_tip_comes() {
    let mut rehearsal = rehearsal().await;
    rehearsal
        .play("beheer carla > start\nat 2026-11-16T09:30")
        .await
        .unwrap();
    let deeds = rehearsal
        .play("tick 2026-11-16T09:30\ntick 2026-11-16T10:00")
        .await
        .unwrap();
    let tips: Vec<_> = deeds
        .into_iter()
        .filter(|deed| deed.body.contains("Tip:"))
        .collect();
    assert_snapshot!(shown(&tips), @r"
    2026-11-16 09:30 beheer notice
        U bent een maand bezig. Tip: kijk met overzicht hoe het gaat, en vertel uw ambassadeurs wat u mooi vond.
    ");
}
