//! A burst among noise: noticed, told once, chosen about, and corrected.

use insta::assert_snapshot;
use wijkbode::rehearsal::{Deed, Rehearsal};

use super::{rehearsal_of, shown};

/// Four wijken; in Moerwijk three ambassadeurs.
const PROGRAMME: &str = r#"
    gemeente = "Den Haag"
    onboarding = { welcome = false, card = false }
    [[wijk]]
    name = "Moerwijk"
    [[wijk]]
    name = "Morgenstond"
    [[wijk]]
    name = "Duindorp"
    [[wijk]]
    name = "Mariahoeve en Marlot"
    [[person]]
    user = "@anna:example.org"
    name = "Anna"
    ambassadeur = ["Moerwijk"]
    [[person]]
    user = "@joop:example.org"
    name = "Joop"
    ambassadeur = ["Moerwijk", "Duindorp"]
    [[person]]
    user = "@fatima:example.org"
    name = "Fatima"
    ambassadeur = ["Moerwijk", "Morgenstond"]
    [[person]]
    user = "@carla:example.org"
    name = "Carla"
    roles = ["community-manager"]
    [[person]]
    user = "@bram:example.org"
    name = "Bram"
    roles = ["wijkagent"]
"#;

/// The second trick at the door, or another one.
fn report(who: &str, trick: &str) -> String {
    let said = ["signaal", "aan de deur", trick, "2", "1", "ja"];
    said.map(|text| format!("{who} > {text}")).join("\n")
}

/// Three months of what is usual: now and then something, somewhere. `at` sets only the clock, `tick` does all that is due.
fn noise(clock: &str) -> String {
    [
        ("2026-10-14", "moerwijk anna", "nepagent"),
        ("2026-10-27", "duindorp joop", "babbeltruc"),
        ("2026-11-05", "moerwijk joop", "babbeltruc"),
        ("2026-11-18", "morgenstond fatima", "nepagent"),
        ("2026-12-03", "moerwijk fatima", "4"),
        ("2026-12-16", "duindorp joop", "nepagent"),
        ("2027-01-07", "moerwijk anna", "babbeltruc"),
    ]
    .map(|(day, who, trick)| format!("{clock} {day}T11:00\n{}", report(who, trick)))
    .join("\n")
}

/// Up to Tuesday 12 January 2027.
async fn a_usual_town() -> Rehearsal {
    up_to_january("at").await
}

async fn up_to_january(clock: &str) -> Rehearsal {
    let mut rehearsal = rehearsal_of(PROGRAMME).await;
    let script = format!("{}\ntick 2027-01-12T09:00", noise(clock));
    let deeds = rehearsal.play(&script).await.unwrap();
    assert_eq!(
        deeds.iter().filter(is_alarm).count(),
        0,
        "noise is no burst"
    );
    rehearsal
}

fn is_alarm(deed: &&Deed) -> bool {
    deed.body.contains("Alarm")
}

async fn alarms(rehearsal: &mut Rehearsal, script: &str) -> String {
    let deeds = rehearsal.play(script).await.unwrap();
    let alarms: Vec<_> = deeds.iter().filter(is_alarm).cloned().collect();
    shown(&alarms)
}

/// Three people report a nepagent in Moerwijk, on three days.
fn outbreak() -> String {
    format!(
        "{}
        at 2027-01-13T10:00
        {}
        at 2027-01-14T10:00
        {}
        tick 2027-01-14T10:01",
        report("moerwijk anna", "nepagent"),
        report("moerwijk joop", "nepagent"),
        report("moerwijk fatima", "nepagent")
    )
}

#[tokio::test]
async fn a_burst_is_told_in_both_rooms_as_soon_as_the_third_one_reports() {
    let mut rehearsal = up_to_january("tick").await;
    rehearsal
        .play("signaal bram > volg Moerwijk")
        .await
        .unwrap();
    assert_snapshot!(alarms(&mut rehearsal, &outbreak()).await, @r"
    2027-01-14 10:00 signaal say @bram
        Alarm 1: 3 meldingen van Nepagent in Moerwijk sinds dinsdag, normaal 6 per jaar. Dat meldden of zagen 3 mensen.
        1. waarschuwen
        2. de melders iets vragen
        3. niets doen
        Wat doet u? Beantwoord dit bericht met een cijfer. Of typ: alarm 1
    2027-01-14 10:00 beheer notice
        Alarm 1: 3 meldingen van Nepagent in Moerwijk sinds dinsdag, normaal 6 per jaar. Dat meldden of zagen 3 mensen.
        1. waarschuwen
        2. de melders iets vragen
        3. niets doen
        Wat doet u? Beantwoord dit bericht met een cijfer. Of typ: alarm 1
    ");
}

#[tokio::test]
async fn it_is_told_once_and_says_how_many_there_are_now() {
    let mut rehearsal = a_usual_town().await;
    rehearsal.play(&outbreak()).await.unwrap();
    let more = format!(
        "at 2027-01-15T10:00\n{}\ntick 2027-01-15T10:01\ntick 2027-02-20T10:00",
        report("moerwijk anna", "nepagent")
    );
    assert_snapshot!(alarms(&mut rehearsal, &more).await, @r"
    2027-01-15 10:00 signaal edit to bot:17
        Alarm 1: 4 meldingen van Nepagent in Moerwijk sinds dinsdag, normaal 6 per jaar. Dat meldden of zagen 3 mensen.
        1. waarschuwen
        2. de melders iets vragen
        3. niets doen
        Wat doet u? Beantwoord dit bericht met een cijfer. Of typ: alarm 1
    2027-01-15 10:00 beheer edit to bot:8
        Alarm 1: 4 meldingen van Nepagent in Moerwijk sinds dinsdag, normaal 6 per jaar. Dat meldden of zagen 3 mensen.
        1. waarschuwen
        2. de melders iets vragen
        3. niets doen
        Wat doet u? Beantwoord dit bericht met een cijfer. Of typ: alarm 1
    2027-01-18 08:00 beheer notice
        Week van 11 januari tot 18 januari
        Nog geen acties genoteerd.
        Signalen:
        - Nepagent 1-4 (Moerwijk 1-4)
        Alarmen deze week: 1 (Nepagent)
        Wacht nog op antwoord van de politie: S-1, S-2, S-3, S-4, S-5, S-6, S-7, S-8, S-9, S-10, S-11
        Wacht langer dan afgesproken: S-1, S-2, S-3, S-4, S-5, S-6, S-7, S-8, S-9, S-10, S-11. Vraag de wijkagent even hoe het ermee staat.
    2027-01-18 08:30 signaal notice
        Signalen van 11 januari tot en met 17 januari
        Moerwijk: Nepagent 1-4
        Hele gemeente, met de drie weken ervoor:
        Nepagent 1-4 (eerder 0, 0, 0) – meer dan anders
        Babbeltruc aan de deur 0 (eerder 0, 0, 1-4) – minder dan anders
        Alarmen deze week: 1 (Nepagent)
        Van elke 10 melders kregen er 10 het advies om aangifte te doen.
    ");
}

#[tokio::test]
async fn one_person_who_reports_five_times_is_no_burst() {
    let mut rehearsal = a_usual_town().await;
    let five: Vec<_> = (0..5)
        .map(|_| report("moerwijk anna", "nepagent"))
        .collect();
    let script = format!("{}\ntick 2027-01-14T10:00", five.join("\n"));
    assert_eq!(alarms(&mut rehearsal, &script).await, "");
}

#[tokio::test]
async fn what_is_taken_back_corrects_the_alarm_and_too_few_end_it() {
    let mut rehearsal = a_usual_town().await;
    let four = format!(
        "{}\n{}\ntick 2027-01-14T10:02",
        outbreak(),
        report("moerwijk anna", "nepagent")
    );
    rehearsal.play(&four).await.unwrap();
    let script = "
        at 2027-01-14T11:00
        moerwijk anna > ongedaan
        tick 2027-01-14T11:01
        at 2027-01-14T12:00
        moerwijk fatima > ongedaan
        tick 2027-01-14T12:01
        signaal bram > alarm 1 waarschuwen
        signaal bram > alarm
    ";
    assert_snapshot!(alarms(&mut rehearsal, script).await, @r"
    2027-01-14 11:00 signaal edit to bot:17
        Alarm 1: 3 meldingen van Nepagent in Moerwijk sinds dinsdag, normaal 6 per jaar. Dat meldden of zagen 3 mensen.
        1. waarschuwen
        2. de melders iets vragen
        3. niets doen
        Wat doet u? Beantwoord dit bericht met een cijfer. Of typ: alarm 1
    2027-01-14 11:00 beheer edit to bot:8
        Alarm 1: 3 meldingen van Nepagent in Moerwijk sinds dinsdag, normaal 6 per jaar. Dat meldden of zagen 3 mensen.
        1. waarschuwen
        2. de melders iets vragen
        3. niets doen
        Wat doet u? Beantwoord dit bericht met een cijfer. Of typ: alarm 1
    2027-01-14 12:00 signaal edit to bot:17
        Alarm 1 geldt niet meer. Er zijn meldingen aangepast of weggehaald.
    2027-01-14 12:00 beheer edit to bot:8
        Alarm 1 geldt niet meer. Er zijn meldingen aangepast of weggehaald.
    2027-01-14 12:01 signaal notice to bram:1
        Alarm 1 geldt niet meer. Er zijn meldingen aangepast of weggehaald.
    2027-01-14 12:01 signaal notice to bram:2
        Alarmen van de laatste acht weken
        Alarm 1 geldt niet meer. Er zijn meldingen aangepast of weggehaald.
    ");
}

#[tokio::test]
async fn who_edits_a_report_into_another_trick_corrects_the_alarm() {
    let mut rehearsal = a_usual_town().await;
    let four = format!(
        "{}\n{}\ntick 2027-01-14T10:02",
        outbreak(),
        report("moerwijk anna", "nepagent")
    );
    rehearsal.play(&four).await.unwrap();
    // Her fourth report: which trick it was. What came after that is asked again.
    let script = "
        at 2027-01-14T11:00
        moerwijk anna edit 21 > babbeltruc
        moerwijk anna > 2
        moerwijk anna > 1
        moerwijk anna > ja
        tick 2027-01-14T11:01
    ";
    assert_snapshot!(alarms(&mut rehearsal, script).await, @r"
    2027-01-14 11:00 signaal edit to bot:17
        Alarm 1: 3 meldingen van Nepagent in Moerwijk sinds dinsdag, normaal 6 per jaar. Dat meldden of zagen 3 mensen.
        1. waarschuwen
        2. de melders iets vragen
        3. niets doen
        Wat doet u? Beantwoord dit bericht met een cijfer. Of typ: alarm 1
    2027-01-14 11:00 beheer edit to bot:8
        Alarm 1: 3 meldingen van Nepagent in Moerwijk sinds dinsdag, normaal 6 per jaar. Dat meldden of zagen 3 mensen.
        1. waarschuwen
        2. de melders iets vragen
        3. niets doen
        Wat doet u? Beantwoord dit bericht met een cijfer. Of typ: alarm 1
    ");
}

#[tokio::test]
async fn of_a_trick_without_a_name_people_can_be_asked_and_not_warned() {
    let mut rehearsal = a_usual_town().await;
    let script = outbreak().replace("nepagent", "iets anders");
    assert_snapshot!(alarms(&mut rehearsal, &script).await, @r"
    2027-01-14 10:00 signaal say @bram
        Alarm 1: 3 meldingen van iets onbekends in Moerwijk sinds dinsdag, normaal 2 per jaar. Dat meldden of zagen 3 mensen.
        1. de melders iets vragen
        2. niets doen
        Wat doet u? Beantwoord dit bericht met een cijfer. Of typ: alarm 1
    2027-01-14 10:00 beheer notice
        Alarm 1: 3 meldingen van iets onbekends in Moerwijk sinds dinsdag, normaal 2 per jaar. Dat meldden of zagen 3 mensen.
        1. de melders iets vragen
        2. niets doen
        Wat doet u? Beantwoord dit bericht met een cijfer. Of typ: alarm 1
    ");
}

#[tokio::test]
async fn who_is_there_chooses_to_warn_to_ask_or_to_do_nothing_with_a_reason() {
    let mut rehearsal = a_usual_town().await;
    rehearsal.play(&outbreak()).await.unwrap();
    let script = "
        signaal bram > alarm 1
        signaal bram > 2
        beheer carla > alarm 1 waarschuwen
        beheer carla > alarm 1
        beheer carla > 3
        beheer carla > er is al iets gedaan
        beheer carla > alarm
        beheer carla > alarm 7
    ";
    let deeds = rehearsal.play(script).await.unwrap();
    assert_snapshot!(shown(&deeds), @r"
    2027-01-14 10:01 signaal notice to bram:1
        Alarm 1: 3 meldingen van Nepagent in Moerwijk sinds dinsdag, normaal 6 per jaar. Dat meldden of zagen 3 mensen.
        1. waarschuwen
        2. de melders iets vragen
        3. niets doen
    2027-01-14 10:01 signaal react to bot:19
        1️⃣
    2027-01-14 10:01 signaal react to bot:19
        2️⃣
    2027-01-14 10:01 signaal react to bot:19
        3️⃣
    2027-01-14 10:01 signaal edit to bot:17
        Alarm 1: 3 meldingen van Nepagent in Moerwijk sinds dinsdag, normaal 6 per jaar. Dat meldden of zagen 3 mensen.
        Gekozen: de melders iets vragen.
    2027-01-14 10:01 beheer edit to bot:8
        Alarm 1: 3 meldingen van Nepagent in Moerwijk sinds dinsdag, normaal 6 per jaar. Dat meldden of zagen 3 mensen.
        Gekozen: de melders iets vragen.
    2027-01-14 10:01 signaal notice to bram:2
        Goed. Typ in de signaalkamer bijvoorbeeld: vraag 8
        Het gaat om: S-8, S-9, S-10
    2027-01-14 10:01 signaal edit to bot:17
        Alarm 1: 3 meldingen van Nepagent in Moerwijk sinds dinsdag, normaal 6 per jaar. Dat meldden of zagen 3 mensen.
        Gekozen: waarschuwen.
    2027-01-14 10:01 beheer edit to bot:8
        Alarm 1: 3 meldingen van Nepagent in Moerwijk sinds dinsdag, normaal 6 per jaar. Dat meldden of zagen 3 mensen.
        Gekozen: waarschuwen.
    2027-01-14 10:01 beheer notice to carla:1
        Goed. Typ in de signaalkamer: waarschuw Moerwijk nepagent
    2027-01-14 10:01 beheer notice to carla:2
        Alarm 1: 3 meldingen van Nepagent in Moerwijk sinds dinsdag, normaal 6 per jaar. Dat meldden of zagen 3 mensen.
        Gekozen: waarschuwen.
        1. waarschuwen
        2. de melders iets vragen
        3. niets doen
    2027-01-14 10:01 beheer react to bot:11
        1️⃣
    2027-01-14 10:01 beheer react to bot:11
        2️⃣
    2027-01-14 10:01 beheer react to bot:11
        3️⃣
    2027-01-14 10:01 beheer notice to carla:3
        Waarom is er niets nodig?
        1. er was nieuws over deze truc
        2. het gaat steeds om hetzelfde geval
        3. er is al iets gedaan
        4. de meldingen kloppen niet
        5. een andere reden
    2027-01-14 10:01 signaal edit to bot:17
        Alarm 1: 3 meldingen van Nepagent in Moerwijk sinds dinsdag, normaal 6 per jaar. Dat meldden of zagen 3 mensen.
        Gekozen: niets doen. Reden: er is al iets gedaan.
    2027-01-14 10:01 beheer edit to bot:8
        Alarm 1: 3 meldingen van Nepagent in Moerwijk sinds dinsdag, normaal 6 per jaar. Dat meldden of zagen 3 mensen.
        Gekozen: niets doen. Reden: er is al iets gedaan.
    2027-01-14 10:01 beheer notice to carla:4
        Goed, bij alarm 1 doen we niets. De reden staat erbij.
    2027-01-14 10:01 beheer notice to carla:5
        Alarmen van de laatste acht weken
        Alarm 1: 3 meldingen van Nepagent in Moerwijk sinds dinsdag, normaal 6 per jaar. Gekozen: niets doen. Reden: er is al iets gedaan.
    2027-01-14 10:01 beheer notice to carla:6
        Alarm 7 is er niet. Typ alarm voor de lijst.
    ");
}

#[tokio::test]
async fn a_reply_to_the_alarm_with_a_digit_is_enough() {
    let mut rehearsal = a_usual_town().await;
    let told = rehearsal.play(&outbreak()).await.unwrap();
    let of = |room: &str| {
        let alarm = told.iter().find(|deed| deed.room == room && is_alarm(deed));
        alarm
            .and_then(|deed| deed.number)
            .expect("the alarm is there")
    };
    let script = format!(
        "signaal bram reply bot:{} > ik ga er vanmiddag langs\nsignaal bram reply bot:{} > 1",
        of("signaal"),
        of("signaal")
    );
    let deeds = rehearsal.play(&script).await.unwrap();
    assert_snapshot!(shown(&deeds), @r"
    2027-01-14 10:01 signaal notice to bram:1
        Dat begrijp ik niet. Typ hulp, dan ziet u wat ik kan.
    2027-01-14 10:01 signaal edit to bot:17
        Alarm 1: 3 meldingen van Nepagent in Moerwijk sinds dinsdag, normaal 6 per jaar. Dat meldden of zagen 3 mensen.
        Gekozen: waarschuwen.
    2027-01-14 10:01 beheer edit to bot:8
        Alarm 1: 3 meldingen van Nepagent in Moerwijk sinds dinsdag, normaal 6 per jaar. Dat meldden of zagen 3 mensen.
        Gekozen: waarschuwen.
    2027-01-14 10:01 signaal notice to bram:2
        Goed. Typ in de signaalkamer: waarschuw Moerwijk nepagent
    ");
}

#[tokio::test]
async fn an_ambassadeur_has_nothing_to_do_with_alarms() {
    let mut rehearsal = a_usual_town().await;
    let deeds = rehearsal.play("moerwijk anna > !alarm").await.unwrap();
    assert!(
        deeds.iter().all(|deed| !deed.body.contains("Alarmen van")),
        "{}",
        shown(&deeds)
    );
}

#[tokio::test]
async fn what_is_sensitive_gives_no_alarm() {
    let mut rehearsal = a_usual_town().await;
    let script: Vec<_> = ["anna", "joop", "fatima"]
        .map(|who| format!("moerwijk {who} > signaal sextortion\nprive:{who} {who} > ja"))
        .into();
    let script = format!("{}\ntick 2027-01-14T10:00", script.join("\n"));
    assert_eq!(alarms(&mut rehearsal, &script).await, "");
}

#[tokio::test]
async fn who_saw_it_too_is_a_person_and_no_report() {
    let mut rehearsal = a_usual_town().await;
    let of_two = ["anna", "joop", "anna"]
        .map(|who| report(&format!("moerwijk {who}"), "nepagent"))
        .join("\n");
    let script = format!("at 2027-01-14T10:00\n{of_two}\ntick 2027-01-14T10:01");
    let told = rehearsal.play(&script).await.unwrap();
    assert!(!told.iter().any(|deed| is_alarm(&deed)), "two people");
    let asked = told.iter().rfind(|deed| deed.body.contains("Buren, over"));
    let asked = asked
        .and_then(|deed| deed.number)
        .expect("the neighbours are asked");
    let script = format!(
        "moerwijk fatima react 🙋 bot:{asked}
        tick 2027-01-14T10:02
        moerwijk fatima unreact 🙋 bot:{asked}
        tick 2027-01-14T10:03"
    );
    assert_snapshot!(alarms(&mut rehearsal, &script).await, @r"
    2027-01-14 10:01 signaal say @bram
        Alarm 1: 3 meldingen van Nepagent in Moerwijk sinds donderdag, normaal 6 per jaar. Dat meldden of zagen 3 mensen.
        1. waarschuwen
        2. de melders iets vragen
        3. niets doen
        Wat doet u? Beantwoord dit bericht met een cijfer. Of typ: alarm 1
    2027-01-14 10:01 beheer notice
        Alarm 1: 3 meldingen van Nepagent in Moerwijk sinds donderdag, normaal 6 per jaar. Dat meldden of zagen 3 mensen.
        1. waarschuwen
        2. de melders iets vragen
        3. niets doen
        Wat doet u? Beantwoord dit bericht met een cijfer. Of typ: alarm 1
    2027-01-14 10:02 signaal edit to bot:17
        Alarm 1 geldt niet meer. Er zijn meldingen aangepast of weggehaald.
    2027-01-14 10:02 beheer edit to bot:9
        Alarm 1 geldt niet meer. Er zijn meldingen aangepast of weggehaald.
    ");
}

#[tokio::test]
async fn what_is_merged_counts_once_and_its_reporter_stays() {
    let mut rehearsal = a_usual_town().await;
    rehearsal.play(&outbreak()).await.unwrap();
    let script = "
        beheer carla > samenvoegen 8 9
        beheer carla > ja
        tick 2027-01-14T10:02
        beheer carla > ongedaan
        beheer carla > ja
        tick 2027-01-14T10:03
    ";
    assert_snapshot!(alarms(&mut rehearsal, script).await, @r"
    2027-01-14 10:01 signaal edit to bot:17
        Alarm 1: 2 meldingen van Nepagent in Moerwijk sinds dinsdag, normaal 6 per jaar. Dat meldden of zagen 3 mensen.
        1. waarschuwen
        2. de melders iets vragen
        3. niets doen
        Wat doet u? Beantwoord dit bericht met een cijfer. Of typ: alarm 1
    2027-01-14 10:01 beheer edit to bot:8
        Alarm 1: 2 meldingen van Nepagent in Moerwijk sinds dinsdag, normaal 6 per jaar. Dat meldden of zagen 3 mensen.
        1. waarschuwen
        2. de melders iets vragen
        3. niets doen
        Wat doet u? Beantwoord dit bericht met een cijfer. Of typ: alarm 1
    2027-01-14 10:02 signaal edit to bot:17
        Alarm 1: 3 meldingen van Nepagent in Moerwijk sinds dinsdag, normaal 6 per jaar. Dat meldden of zagen 3 mensen.
        1. waarschuwen
        2. de melders iets vragen
        3. niets doen
        Wat doet u? Beantwoord dit bericht met een cijfer. Of typ: alarm 1
    2027-01-14 10:02 beheer edit to bot:8
        Alarm 1: 3 meldingen van Nepagent in Moerwijk sinds dinsdag, normaal 6 per jaar. Dat meldden of zagen 3 mensen.
        1. waarschuwen
        2. de melders iets vragen
        3. niets doen
        Wat doet u? Beantwoord dit bericht met een cijfer. Of typ: alarm 1
    ");
}

#[tokio::test]
async fn what_turns_out_to_be_no_fraud_is_in_no_alarm() {
    let mut rehearsal = a_usual_town().await;
    rehearsal.play(&outbreak()).await.unwrap();
    let script = "signaal bram > afgehandeld 8 bleek geen oplichting\ntick 2027-01-14T10:02";
    assert_snapshot!(alarms(&mut rehearsal, script).await, @r"
    2027-01-14 10:01 signaal edit to bot:17
        Alarm 1 geldt niet meer. Er zijn meldingen aangepast of weggehaald.
    2027-01-14 10:01 beheer edit to bot:8
        Alarm 1 geldt niet meer. Er zijn meldingen aangepast of weggehaald.
    ");
}
