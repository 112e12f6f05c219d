//! `vraag 12`: the signal room asks, the reporter answers in private from a list, and nothing else goes back.

use insta::assert_snapshot;

use super::{A_SIGNAL, played_after, rehearsal, shown};

/// S-1, about which Bram asks whether it was reported to the police.
const ASKED: &str = "
    signaal bram > vraag 1 aangifte
    signaal bram > ja
";

fn asked() -> String {
    format!("{A_SIGNAL}{ASKED}")
}

#[tokio::test]
async fn the_wijkagent_chooses_and_the_reporter_sees_what_goes_back() {
    let script = "
        signaal bram > vraag 1
        signaal bram > 4
        signaal bram > ja
        prive:anna anna > 1
        prive:anna anna > ja
    ";
    assert_snapshot!(played_after(A_SIGNAL, script).await, @r"
    2026-10-14 10:00 signaal notice to bram:1
        Wat wilt u vragen over S-1? Typ het cijfer.
        1. Hoe het ging
        2. Deel van de dag
        3. Nog meer mensen
        4. Aangifte
        5. Gebeurt het nog
    2026-10-14 10:00 signaal notice to bram:2
        Dit krijgt de melder te lezen:

        De signaalkamer heeft een vraag over uw signaal S-1 (Nepagent, 14 oktober).
        De vraag: Is er aangifte gedaan bij de politie?
        Typ het cijfer. Het hoeft niet. Ik vraag nooit om namen, geld of codes.
        1. Ja
        2. Nog niet, wel van plan
        3. Nee
        4. Dat weet ik niet
        5. Liever geen antwoord

        Klopt het? Typ ja om het te vragen, of nee om te stoppen.
    2026-10-14 10:00 signaal notice to bram:3
        Gevraagd. Het antwoord op S-1 komt hier. Na 7 dagen stopt de vraag vanzelf.
    2026-10-14 10:00 prive:anna private to anna
    2026-10-14 10:00 prive:anna say @anna
        De signaalkamer heeft een vraag over uw signaal S-1 (Nepagent, 14 oktober).
        De vraag: Is er aangifte gedaan bij de politie?
        Typ het cijfer. Het hoeft niet. Ik vraag nooit om namen, geld of codes.
        1. Ja
        2. Nog niet, wel van plan
        3. Nee
        4. Dat weet ik niet
        5. Liever geen antwoord
    2026-10-14 10:00 prive:anna notice to anna:1
        Dit gaat terug naar de signaalkamer, zonder uw naam:

        S-1 · Aangifte: Ja

        Klopt het? Typ ja om te versturen, of nee om te stoppen.
    2026-10-14 10:00 signaal edit to bot:2
        S-1 · Moerwijk · Nepagent
        Hoe: Aan de deur · Mensen: 3 · Geld kwijt: nee · Dag: 14 oktober
        Stand: nieuw
        Ook verteld: aangifte gedaan
    2026-10-14 10:00 prive:anna notice to anna:2
        Verstuurd. Dank u wel!
    2026-10-14 10:00 signaal say to bot:2 @bram
        S-1 · Aangifte: Ja
    ");
}

#[tokio::test]
async fn one_question_at_a_time_and_three_at_most() {
    let again = "
        prive:anna anna > weet ik niet
        prive:anna anna > ja
        signaal bram > vraag 1 dagdeel
        signaal bram > ja
        prive:anna anna > avond
        prive:anna anna > ja
        signaal bram > vraag 1 meer
        signaal bram > ja
        prive:anna anna > niemand
        prive:anna anna > ja
    ";
    let mut rehearsal = rehearsal().await;
    rehearsal.play(&asked()).await.unwrap();
    let waits = rehearsal.play("signaal sanne > vraag 1").await.unwrap();
    rehearsal.play(again).await.unwrap();
    let enough = rehearsal.play("signaal sanne > vraag 1").await.unwrap();
    assert_snapshot!([shown(&waits), shown(&enough)].join("\n"), @r"
    2026-10-14 10:00 signaal notice to sanne:1
        Over S-1 staat nog een vraag open. Wacht even op dat antwoord.
    2026-10-14 10:00 signaal notice to sanne:2
        Wat wilt u vragen over S-1? Typ het cijfer.
        1. Hoe het ging
        2. Deel van de dag
        3. Gebeurt het nog
    2026-10-14 10:00 signaal react to bot:12
        1️⃣
    2026-10-14 10:00 signaal react to bot:12
        2️⃣
    2026-10-14 10:00 signaal react to bot:12
        3️⃣
    ");
}

#[tokio::test]
async fn free_text_and_names_answer_nothing() {
    let script = "
        prive:anna anna > het was Jan de Vries van nummer 12
        prive:anna anna > 1
        prive:anna anna > ja, en het was Jan de Vries
        prive:anna anna > nee
    ";
    assert_snapshot!(played_after(&asked(), script).await, @r"
    2026-10-14 10:00 prive:anna notice to anna:1
        Typ het cijfer van uw keuze:
        1. Ja
        2. Nog niet, wel van plan
        3. Nee
        4. Dat weet ik niet
        5. Liever geen antwoord
        Terug naar de vorige vraag: terug. Stoppen kan ook: stop
    2026-10-14 10:00 prive:anna notice to anna:2
        Dit gaat terug naar de signaalkamer, zonder uw naam:

        S-1 · Aangifte: Ja

        Klopt het? Typ ja om te versturen, of nee om te stoppen.
    2026-10-14 10:00 prive:anna notice to anna:3
        Typ precies ja of nee. Iets verbeteren? Typ terug.
    2026-10-14 10:00 prive:anna notice to anna:4
        Goed, er is niets verstuurd. Toch antwoorden? Typ: beantwoord
    ");
}

#[tokio::test]
async fn who_would_rather_not_is_left_in_peace() {
    assert_snapshot!(played_after(&asked(), "prive:anna anna > liever geen antwoord").await, @r"
    2026-10-14 10:00 prive:anna notice to anna:1
        Dat is goed. Ik zeg alleen dat er geen antwoord komt.
    2026-10-14 10:00 signaal notice to bot:2
        S-1 · Aangifte: geen antwoord. Dat mag. Vraag het niet langs een andere weg.
    ");
}

#[tokio::test]
async fn a_question_that_is_not_answered_expires_kindly() {
    let script = "
        prive:anna anna > 1
        prive:anna anna > beantwoord
        signaal bram > vraag 1
    ";
    let mut rehearsal = rehearsal().await;
    rehearsal.play(&asked()).await.unwrap();
    let over = rehearsal.play("tick 2026-10-21T10:00").await.unwrap();
    let over: Vec<_> = over
        .into_iter()
        .filter(|deed| deed.to_string().contains("vraag"))
        .collect();
    let late = rehearsal.play(script).await.unwrap();
    assert_snapshot!([shown(&over), shown(&late)].join("\n"), @r"
    2026-10-21 10:00 prive:anna edit to bot:1
        De vraag over S-1 is voorbij. U hoeft niets meer te doen.
    2026-10-21 10:00 prive:anna notice to anna:1
        Dat begrijp ik niet. Typ hulp, dan ziet u wat ik kan.
    2026-10-21 10:00 prive:anna notice to anna:2
        Er wacht geen vraag op u.
    2026-10-21 10:00 signaal notice to bram:3
        Wat wilt u vragen over S-1? Typ het cijfer.
        1. Hoe het ging
        2. Deel van de dag
        3. Nog meer mensen
        4. Gebeurt het nog
    2026-10-21 10:00 signaal react to bot:10
        1️⃣
    2026-10-21 10:00 signaal react to bot:10
        2️⃣
    2026-10-21 10:00 signaal react to bot:10
        3️⃣
    ");
}

#[tokio::test]
async fn after_a_day_the_question_can_still_be_answered_by_its_command() {
    let before = format!("{}\nat 2026-10-16T10:00", asked());
    let script = "
        prive:anna anna > 1
        prive:anna anna > beantwoord 1
        prive:anna anna > 3
        prive:anna anna > ja
    ";
    assert_snapshot!(played_after(&before, script).await, @r"
    2026-10-16 10:00 prive:anna notice to anna:1
        Deze vraag is al een tijdje geleden. Begin gerust opnieuw, bijvoorbeeld: beantwoord
    2026-10-16 10:00 prive:anna notice to anna:2
        De signaalkamer heeft een vraag over uw signaal S-1 (Nepagent, 14 oktober).
        De vraag: Is er aangifte gedaan bij de politie?
        Typ het cijfer. Het hoeft niet. Ik vraag nooit om namen, geld of codes.
        1. Ja
        2. Nog niet, wel van plan
        3. Nee
        4. Dat weet ik niet
        5. Liever geen antwoord
    2026-10-16 10:00 prive:anna notice to anna:3
        Dit gaat terug naar de signaalkamer, zonder uw naam:

        S-1 · Aangifte: Nee

        Klopt het? Typ ja om te versturen, of nee om te stoppen.
    2026-10-16 10:00 prive:anna notice to anna:4
        Verstuurd. Dank u wel!
    2026-10-16 10:00 signaal say to bot:2 @bram
        S-1 · Aangifte: Nee
    ");
}

#[tokio::test]
async fn who_is_in_the_middle_of_something_is_not_disturbed() {
    let before = format!(
        "{A_SIGNAL}
        prive:anna anna > signaal"
    );
    let script = format!(
        "{ASKED}
        prive:anna anna > 1
        prive:anna anna > stop
        prive:anna anna > beantwoord"
    );
    assert_snapshot!(played_after(&before, &script).await, @r"
    2026-10-14 10:00 signaal notice to bram:1
        Dit krijgt de melder te lezen:

        De signaalkamer heeft een vraag over uw signaal S-1 (Nepagent, 14 oktober).
        De vraag: Is er aangifte gedaan bij de politie?
        Typ het cijfer. Het hoeft niet. Ik vraag nooit om namen, geld of codes.
        1. Ja
        2. Nog niet, wel van plan
        3. Nee
        4. Dat weet ik niet
        5. Liever geen antwoord

        Klopt het? Typ ja om het te vragen, of nee om te stoppen.
    2026-10-14 10:00 signaal notice to bram:2
        Gevraagd. Het antwoord op S-1 komt hier. Na 7 dagen stopt de vraag vanzelf.
    2026-10-14 10:00 prive:anna say @anna
        De signaalkamer heeft een vraag over uw signaal S-1. Hebt u tijd? Typ dan: beantwoord 1
    2026-10-14 10:00 prive:anna notice to anna:2
        Wat was het? Typ het cijfer.
        1. Bankhelpdeskfraude (nep-bankmedewerker aan de telefoon)
        2. Nep-bankmedewerker of koerier aan de deur
        3. Nepagent
        4. Helpdeskfraude (niet van de bank)
        5. Nep-overheid aan de telefoon (bandje)
        6. Beleggingsfraude (ook crypto)
        7. Meer keuzes
    2026-10-14 10:00 prive:anna notice to anna:3
        Goed, ik stop. Er is niets genoteerd of verstuurd.
    2026-10-14 10:00 prive:anna notice to anna:4
        De signaalkamer heeft een vraag over uw signaal S-1 (Nepagent, 14 oktober).
        De vraag: Is er aangifte gedaan bij de politie?
        Typ het cijfer. Het hoeft niet. Ik vraag nooit om namen, geld of codes.
        1. Ja
        2. Nog niet, wel van plan
        3. Nee
        4. Dat weet ik niet
        5. Liever geen antwoord
    ");
}

#[tokio::test]
async fn the_question_waits_for_the_morning_and_its_day_begins_then() {
    let before = format!("{A_SIGNAL}\nat 2026-10-14T22:30\n{ASKED}");
    let script = "
        tick 2026-10-15T09:00
        at 2026-10-16T08:59
        prive:anna anna > 2
    ";
    assert_snapshot!(played_after(&before, script).await, @r"
    2026-10-14 22:30 signaal notice
        Dagoverzicht 14 oktober
        Moerwijk: Nepagent S-1
        Nog open: S-1
    2026-10-15 09:00 prive:anna say @anna
        De signaalkamer heeft een vraag over uw signaal S-1 (Nepagent, 14 oktober).
        De vraag: Is er aangifte gedaan bij de politie?
        Typ het cijfer. Het hoeft niet. Ik vraag nooit om namen, geld of codes.
        1. Ja
        2. Nog niet, wel van plan
        3. Nee
        4. Dat weet ik niet
        5. Liever geen antwoord
    2026-10-16 08:59 prive:anna notice to anna:1
        Dit gaat terug naar de signaalkamer, zonder uw naam:

        S-1 · Aangifte: Nog niet, wel van plan

        Klopt het? Typ ja om te versturen, of nee om te stoppen.
    ");
}

#[tokio::test]
async fn what_was_answered_can_be_corrected_and_taken_back() {
    let before = format!(
        "{}
        prive:anna anna > 1
        prive:anna anna > ja",
        asked()
    );
    let script = "
        prive:anna anna edit 1 > 3
        prive:anna anna > ja
        prive:anna anna delete 3
        prive:anna anna > beantwoord
    ";
    assert_snapshot!(played_after(&before, script).await, @r"
    2026-10-14 10:00 prive:anna notice to anna:1
        Dit gaat terug naar de signaalkamer, zonder uw naam:

        S-1 · Aangifte: Nee

        Klopt het? Typ ja om te versturen, of nee om te stoppen.
    2026-10-14 10:00 signaal edit to bot:5
        S-1 · Aangifte: Nee
    2026-10-14 10:00 signaal edit to bot:2
        S-1 · Moerwijk · Nepagent
        Hoe: Aan de deur · Mensen: 3 · Geld kwijt: nee · Dag: 14 oktober
        Stand: nieuw
    2026-10-14 10:00 prive:anna notice to anna:3
        Verstuurd. Dank u wel!
    2026-10-14 10:00 signaal redact to bot:5
    2026-10-14 10:00 prive:anna notice to anna:4
        De signaalkamer heeft een vraag over uw signaal S-1 (Nepagent, 14 oktober).
        De vraag: Is er aangifte gedaan bij de politie?
        Typ het cijfer. Het hoeft niet. Ik vraag nooit om namen, geld of codes.
        1. Ja
        2. Nog niet, wel van plan
        3. Nee
        4. Dat weet ik niet
        5. Liever geen antwoord
    ");
}

#[tokio::test]
async fn what_the_answer_tells_becomes_part_of_the_signal_until_it_is_taken_back() {
    let before = format!("{A_SIGNAL}\nsignaal bram > vraag 1 hoe het ging\nsignaal bram > ja");
    let script = "
        prive:anna anna > 1
        prive:anna anna > ja
        signaal sanne > vraag 1
        prive:anna anna delete 2
    ";
    assert_snapshot!(played_after(&before, script).await, @r"
    2026-10-14 10:00 prive:anna notice to anna:1
        Dit gaat terug naar de signaalkamer, zonder uw naam:

        S-1 · Hoe het ging: Wil geld of sieraden in bewaring nemen

        Klopt het? Typ ja om te versturen, of nee om te stoppen.
    2026-10-14 10:00 signaal edit to bot:2
        S-1 · Moerwijk · Nepagent
        Hoe: Aan de deur · Mensen: 3 · Geld kwijt: nee · Dag: 14 oktober
        Stand: nieuw
        Ook verteld: Wil geld of sieraden in bewaring nemen
    2026-10-14 10:00 prive:anna notice to anna:2
        Verstuurd. Dank u wel!
    2026-10-14 10:00 signaal say to bot:2 @bram
        S-1 · Hoe het ging: Wil geld of sieraden in bewaring nemen
    2026-10-14 10:00 signaal notice to sanne:1
        Wat wilt u vragen over S-1? Typ het cijfer.
        1. Deel van de dag
        2. Nog meer mensen
        3. Aangifte
        4. Gebeurt het nog
    2026-10-14 10:00 signaal react to bot:6
        1️⃣
    2026-10-14 10:00 signaal react to bot:6
        2️⃣
    2026-10-14 10:00 signaal react to bot:6
        3️⃣
    2026-10-14 10:00 signaal redact to bot:5
    2026-10-14 10:00 signaal edit to bot:2
        S-1 · Moerwijk · Nepagent
        Hoe: Aan de deur · Mensen: 3 · Geld kwijt: nee · Dag: 14 oktober
        Stand: nieuw
    ");
}

#[tokio::test]
async fn who_asked_takes_the_question_back() {
    let script = "
        signaal bram delete 2
        prive:anna anna > 1
    ";
    assert_snapshot!(played_after(&asked(), script).await, @r"
    2026-10-14 10:00 prive:anna redact to bot:1
    2026-10-14 10:00 prive:anna notice to anna:1
        Dat begrijp ik niet. Typ hulp, dan ziet u wat ik kan.
    ");
}

#[tokio::test]
async fn with_the_signal_goes_all_that_was_asked_about_it() {
    let before = format!(
        "{}
        prive:anna anna > 1
        prive:anna anna > ja",
        asked()
    );
    assert_snapshot!(played_after(&before, "moerwijk anna delete 1").await, @r"
    2026-10-14 10:00 signaal redact to bot:5
    2026-10-14 10:00 signaal redact to bot:2
    2026-10-14 10:00 moerwijk edit to bot:6
        S-1 is weggehaald en telt niet meer mee.
    ");
}

#[tokio::test]
async fn nobody_hears_why_nothing_can_be_asked() {
    let pauses = format!("{A_SIGNAL}\nmoerwijk anna > pauze 3 weken");
    let script = "signaal bram > vraag 1\nsignaal bram > vraag 9\nsignaal bram > vraag";
    assert_snapshot!(played_after(&pauses, script).await, @r"
    2026-10-14 10:00 signaal notice to bram:1
        Over S-1 kan ik nu niets vragen.
    2026-10-14 10:00 signaal notice to bram:2
        Signaal 9 ken ik niet. Kijk naar het nummer achter de S, bijvoorbeeld: vraag 12
    2026-10-14 10:00 signaal notice to bram:3
        Welk signaal bedoelt u? Zet het nummer erachter, bijvoorbeeld: vraag 12
    ");
}

#[tokio::test]
async fn a_tap_asks_nothing_and_sends_nothing() {
    let before = format!("{A_SIGNAL}\nsignaal bram > vraag 1 aangifte");
    let script = "signaal bram react 👍 bot:3\nsignaal bram react 1️⃣ bot:3";
    assert_snapshot!(played_after(&before, script).await, @"");
}

#[tokio::test]
async fn neighbours_may_have_questions_of_their_own() {
    let script = "
        moerwijk anna > Vraag: wie heeft er een ladder?
        moerwijk anna > vraag 1
        moerwijk joop > !vraag 1
    ";
    assert_snapshot!(played_after(A_SIGNAL, script).await, @r"
    2026-10-14 10:00 moerwijk notice to anna:8
        Dit werkt in de signaalkamer. Typ hulp om te zien wat hier kan.
    2026-10-14 10:00 moerwijk notice to joop:1
        Dit werkt in de signaalkamer. Typ hulp om te zien wat hier kan.
    ");
}

#[tokio::test]
async fn only_the_reporter_is_asked_and_can_answer() {
    let script = "
        prive:joop joop > beantwoord 1
        prive:joop joop > 1
    ";
    assert_snapshot!(played_after(&asked(), script).await, @r"
    2026-10-14 10:00 prive:joop notice to joop:1
        Er wacht geen vraag op u.
    2026-10-14 10:00 prive:joop notice to joop:2
        Dat begrijp ik niet. Typ hulp, dan ziet u wat ik kan.
    ");
}

/// What the signal room gets in the whole chain, beside what the wijkagent reads there: nothing that says who reported.
#[tokio::test]
async fn nothing_in_the_signal_room_says_who_reported() {
    let mut rehearsal = rehearsal().await;
    let script = format!(
        "{}
        prive:anna anna > 2
        prive:anna anna > ja
        signaal bram > vraag 1 meer
        signaal bram > ja
        prive:anna anna > liever geen antwoord",
        asked()
    );
    let deeds = rehearsal.play(&script).await.unwrap();
    let here: Vec<_> = deeds
        .iter()
        .map(ToString::to_string)
        .filter(|deed| {
            deed.lines()
                .next()
                .is_some_and(|line| line.contains(" signaal "))
        })
        .collect();
    assert!(here.len() > 6, "{here:#?}");
    assert!(here.iter().any(|deed| deed.contains("Aangifte: Nog niet")));
    assert!(
        here.iter()
            .any(|deed| deed.contains("geen antwoord. Dat mag"))
    );
    let tells = |deed: &&String| deed.to_lowercase().contains("anna");
    assert_eq!(here.iter().find(tells), None);
}
