//! What is published of signals: nobody can find a small count in it, however often they ask and whatever they compare.

use super::{rehearsal, shown};

/// Signals of a nepagent in Moerwijk, each sent and closed at once, so that no list names it. `first` is its number.
fn signals(first: usize, count: usize) -> String {
    let one = |number: usize| {
        let who = ["anna", "joop"][number % 2];
        let said = ["signaal", "aan de deur", "nepagent", "2", "1", "ja"];
        let said = said.map(|text| format!("moerwijk {who} > {text}"));
        format!(
            "{}\nsignaal bram > afgehandeld {number} bekeken",
            said.join("\n")
        )
    };
    (first..first + count)
        .map(one)
        .collect::<Vec<_>>()
        .join("\n")
}

/// A town in which so many report in its first week, with managers who ask all the time, up to and after the recap.
fn town(hidden: usize) -> String {
    let ask = "beheer carla > digest\nbeheer carla > overzicht Moerwijk";
    let (first, second) = (signals(1, hidden), signals(hidden + 1, 5));
    format!(
        "tick 2026-10-14T10:05
        {ask}
        {first}
        {ask}
        at 2026-10-15T10:00
        {ask}
        tick 2026-10-19T12:00
        {ask}
        at 2026-10-20T10:00
        {second}
        {ask}
        tick 2026-10-28T12:00
        {ask}
        tick 2026-11-13T09:00
        {ask}"
    )
}

/// All statistics that the managers read, and what a wijk reads of its month. What asks to merge signals names them one by
/// one, as their cards do.
async fn published(hidden: usize) -> String {
    let deeds = rehearsal().await.play(&town(hidden)).await.unwrap();
    let read = deeds.into_iter().filter(|deed| {
        let is_figures = !deed.body.starts_with("Misschien hetzelfde");
        deed.room == "beheer" && is_figures
            || deed.room == "moerwijk" && deed.body.starts_with("Samen in")
    });
    shown(&read.collect::<Vec<_>>())
}

#[tokio::test]
async fn towns_with_one_and_with_four_reports_read_the_same() {
    let one = published(1).await;
    assert!(one.contains("- Nepagent 1-4 (Moerwijk 1-4)"), "{one}");
    assert!(
        one.contains("- Nepagent 5 (Moerwijk 5) · weken ervoor: 0, 0, 1-4"),
        "{one}"
    );
    assert!(one.contains("Signalen in Moerwijk: 6-9."), "{one}");
    for hidden in [2, 4] {
        assert_eq!(published(hidden).await, one);
    }
    assert_ne!(published(5).await, one, "five are no secret");
}

#[tokio::test]
async fn a_report_that_is_taken_back_changes_no_week_that_was_told() {
    let before = format!("{}\ntick 2026-10-19T08:00", signals(1, 6));
    let mut rehearsal = rehearsal().await;
    rehearsal.play(&before).await.unwrap();
    let asked = "beheer carla > digest";
    let first = shown(&rehearsal.play(asked).await.unwrap());
    assert!(first.contains("- Nepagent 6 (Moerwijk 6)"), "{first}");
    let after = format!("at 2026-10-19T09:00\nmoerwijk anna > ongedaan S-6\n{asked}");
    let second = shown(&rehearsal.play(&after).await.unwrap());
    assert!(second.contains("- Nepagent 6 (Moerwijk 6)"), "{second}");
    // It is taken off what comes: of six more, five are told.
    let later = format!("{}\ntick 2026-10-26T08:00", signals(7, 6));
    let third = shown(&rehearsal.play(&later).await.unwrap());
    assert!(
        third.contains("- Nepagent 5 (Moerwijk 5) · weken ervoor: 0, 0, 6"),
        "{third}"
    );
}

#[tokio::test]
async fn a_small_wijk_is_told_with_the_one_beside_it() {
    let programme = super::PROGRAMME.replace(r#"name = "Moerwijk""#, r#"name = "Zuiderpark""#);
    let programme = programme.replace(r#""Moerwijk""#, r#""Zuiderpark""#);
    let mut rehearsal = super::rehearsal_of(&programme).await;
    let script = format!(
        "{}\ntick 2026-10-19T08:00\nbeheer carla > overzicht Zuiderpark",
        signals(1, 2).replace("moerwijk ", "zuiderpark ")
    );
    let read = shown(&rehearsal.play(&script).await.unwrap());
    assert!(
        read.contains("- Nepagent 1-4 (Leyenburg + Zuiderpark 1-4)"),
        "{read}"
    );
    assert!(
        read.contains(
            "Signalen in Leyenburg + Zuiderpark van 12 oktober tot 19 oktober: Nepagent 1-4"
        ),
        "{read}"
    );
}

#[tokio::test]
async fn what_is_sensitive_is_told_of_a_month_and_from_five_only() {
    let private =
        |who: &str| format!("moerwijk {who} > signaal sextortion\nprive:{who} {who} > ja");
    let some = |count: usize| {
        let all: Vec<_> = (0..count)
            .map(|n| private(["anna", "joop"][n % 2]))
            .collect();
        all.join("\n")
    };
    for (count, is_told) in [(4, false), (5, true)] {
        let script = format!("{}\ntick 2026-11-02T12:00", some(count));
        let read = shown(&rehearsal().await.play(&script).await.unwrap());
        let told =
            "Hele gemeente in oktober: Sextortion / naaktbeelden (afpersing of verspreiding) 5";
        assert_eq!(read.contains(told), is_told, "{read}");
        assert!(!read.contains("Dagoverzicht"), "{read}");
    }
}
