//! The weekly figures in the signal room: banded, frozen, with the weeks before and how soon was answered.

use insta::assert_snapshot;

use super::{played_after, rehearsal, shown};

fn signal(who: &str, trick: &str) -> String {
    ["signaal", "aan de deur", trick, "2", "1", "ja"]
        .map(|text| format!("{who} > {text}"))
        .join("\n")
}

fn signals(count: usize, who: &str, trick: &str) -> String {
    vec![signal(who, trick); count].join("\n")
}

#[tokio::test]
async fn phenomena_by_wijk_with_the_weeks_before() {
    let before = format!(
        "{}
        {}
        tick 2026-10-20T10:00
        {}
        {}
        {}
        moerwijk anna > signaal sextortion
        prive:anna anna > ja
        tick 2026-10-26T08:29",
        signals(2, "moerwijk anna", "nepagent"),
        signals(6, "duindorp joop", "babbeltruc"),
        signals(6, "moerwijk anna", "nepagent"),
        signals(2, "moerwijk joop", "babbeltruc"),
        signals(1, "duindorp joop", "nepagent"),
    );
    assert_snapshot!(played_after(&before, "tick 2026-10-26T08:30").await, @r"
    2026-10-26 08:30 signaal notice
        Signalen van 19 oktober tot en met 25 oktober
        Moerwijk: Nepagent 6; Babbeltruc aan de deur 1-4
        Duindorp: Nepagent 1-4
        Hele gemeente, met de drie weken ervoor:
        Nepagent 7-10 (eerder 0, 0, 1-4) – meer dan anders
        Babbeltruc aan de deur 1-4 (eerder 0, 0, 6) – ongeveer als anders
        Van elke 10 signalen waren er 0 binnen 7 dagen afgehandeld.
        Van elke 10 melders kregen er 10 het advies om aangifte te doen.
    2026-10-26 08:30 signaal picture
        [afbeelding: Signalen per truc, hele gemeente
        Aantal per week, van 31 augustus tot 26 oktober
        Babbeltruc aan de deur – 31 aug: 0, 7 sep: 0, 14 sep: 0, 21 sep: 0, 28 sep: 0, 5 okt: 0, 12 okt: 6, 19 okt: 1-4
        Nepagent – 31 aug: 0, 7 sep: 0, 14 sep: 0, 21 sep: 0, 28 sep: 0, 5 okt: 0, 12 okt: 1-4, 19 okt: 7-10
        Gestreept: niet precies. Kleine getallen laat ik niet precies zien.]
    ");
}

#[tokio::test]
async fn a_correction_changes_no_set_that_was_published() {
    let before = format!(
        "{}
        tick 2026-10-19T08:29
        tick 2026-10-19T08:30
        moerwijk anna delete 1
        tick 2026-10-20T10:00
        {}
        tick 2026-10-26T08:29",
        signals(5, "moerwijk anna", "nepagent"),
        signal("duindorp joop", "nepagent"),
    );
    assert_snapshot!(played_after(&before, "tick 2026-10-26T08:30").await, @r"
    2026-10-26 08:30 signaal notice
        Signalen van 19 oktober tot en met 25 oktober
        Duindorp: Nepagent 1-4
        Hele gemeente, met de drie weken ervoor:
        Nepagent 1-4 (eerder 0, 0, 5) – ongeveer als anders
        Van elke 10 melders kregen er 10 het advies om aangifte te doen.
    2026-10-26 08:30 signaal picture
        [afbeelding: Signalen per truc, hele gemeente
        Aantal per week, van 31 augustus tot 26 oktober
        Nepagent – 31 aug: 0, 7 sep: 0, 14 sep: 0, 21 sep: 0, 28 sep: 0, 5 okt: 0, 12 okt: 5, 19 okt: 1-4
        Gestreept: niet precies. Kleine getallen laat ik niet precies zien.]
    ");
}

#[tokio::test]
async fn how_soon_was_answered_is_told_of_five_and_more() {
    let answers = |numbers: std::ops::RangeInclusive<i64>| {
        let lines = numbers.map(|number| format!("signaal bram > afgehandeld {number} bekeken"));
        lines.collect::<Vec<_>>().join("\n")
    };
    let before = format!(
        "{}
        tick 2026-10-15T10:00
        {}
        tick 2026-10-18T10:00
        {}
        tick 2026-10-26T08:29",
        signals(6, "moerwijk anna", "nepagent"),
        answers(1..=2),
        answers(3..=5),
    );
    assert_snapshot!(played_after(&before, "tick 2026-10-26T08:30").await, @r"
    2026-10-26 08:30 signaal notice
        Signalen van 19 oktober tot en met 25 oktober
        Deze week kwamen er geen signalen binnen.
        Hele gemeente, met de drie weken ervoor:
        Nepagent 0 (eerder 0, 0, 6) – minder dan anders
        Van elke 10 signalen waren er 8 binnen 7 dagen afgehandeld. De helft was binnen 4 dagen afgehandeld.
        Van elke 10 melders kregen er 10 het advies om aangifte te doen.
    2026-10-26 08:30 signaal picture
        [afbeelding: Signalen per truc, hele gemeente
        Aantal per week, van 31 augustus tot 26 oktober
        Nepagent – 31 aug: 0, 7 sep: 0, 14 sep: 0, 21 sep: 0, 28 sep: 0, 5 okt: 0, 12 okt: 6, 19 okt: 0]
    ");
}

#[tokio::test]
async fn without_signals_for_weeks_nothing_is_said() {
    let said = played_after("tick 2026-10-19T08:29", "tick 2026-10-19T08:30").await;
    assert_eq!(said, "");
}

/// Whoever adds up what is published learns of no small number.
#[tokio::test]
async fn no_small_number_is_in_it_and_no_exact_total_over_bands() {
    let before = format!(
        "{}
        {}
        tick 2026-10-19T08:29",
        signals(3, "moerwijk anna", "nepagent"),
        signals(2, "duindorp joop", "nepagent"),
    );
    let mut rehearsal = rehearsal().await;
    rehearsal.play(&before).await.unwrap();
    let said = shown(&rehearsal.play("tick 2026-10-19T08:30").await.unwrap());
    assert!(said.contains("Moerwijk: Nepagent 1-4"), "{said}");
    assert!(
        said.contains("Nepagent 2-8"),
        "the sum of the bands: {said}"
    );
    // The picture has the days of eight weeks; its figures are those of the words.
    let words = said.split(" picture").next().unwrap_or_default();
    let mut figures = words.split(|c: char| !c.is_ascii_digit() && c != '-');
    let exact = figures.find(|figure| matches!(*figure, "3" | "5"));
    assert_eq!(exact, None, "{said}");
}
