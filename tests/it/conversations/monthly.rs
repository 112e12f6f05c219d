//! The question of the month, its answers, and the two private letters.

use insta::assert_snapshot;

use super::{played_after, rehearsal, shown};

/// Up to the question of November, in both wijken.
const ASKED: &str = "tick 2026-11-03T10:00";

#[tokio::test]
async fn a_digit_chooses_an_idea_and_a_later_one_another() {
    let script = "
        moerwijk anna > 2
        moerwijk joop > leuk
        moerwijk anna reply bot:1 > 3
        moerwijk anna delete 2
    ";
    assert_snapshot!(played_after(ASKED, script).await, @"");
}

#[tokio::test]
async fn a_tap_chooses_an_idea_and_is_thanked_in_private() {
    let script = "
        moerwijk anna react 1️⃣ bot:1
        moerwijk anna unreact 1️⃣ bot:1
        moerwijk carla react 1️⃣ bot:1
    ";
    assert_snapshot!(played_after(ASKED, script).await, @"");
}

#[tokio::test]
async fn nothing_this_month_is_a_full_answer() {
    let script = "
        moerwijk anna > niets deze maand
        moerwijk joop reply bot:1 > helaas niks
        prive:anna anna > deze maand niets
    ";
    assert_snapshot!(played_after(ASKED, script).await, @"");
}

#[tokio::test]
async fn talk_in_the_wijk_is_no_answer() {
    let script = "
        moerwijk anna > niets
        moerwijk joop > koffie?
        moerwijk anna > we waren met 2
        moerwijk anna reply joop:1 > 2
    ";
    assert_snapshot!(played_after(ASKED, script).await, @"");
}

#[tokio::test]
async fn after_a_day_a_digit_alone_is_talk_and_a_reply_still_answers() {
    let before = format!("{ASKED}\ntick 2026-11-06T12:00");
    assert_snapshot!(played_after(&before, "moerwijk anna > 2\nmoerwijk anna reply bot:1 > 2").await, @"");
}

/// What comes in private, or is tapped there.
async fn letters(script: &str) -> String {
    let deeds = rehearsal().await.play(script).await.unwrap();
    let letters: Vec<_> = deeds
        .into_iter()
        .filter(|deed| deed.room.starts_with("prive:") && deed.kind != "private")
        .collect();
    shown(&letters)
}

#[tokio::test]
async fn who_has_not_answered_is_reminded_once_after_ten_days() {
    assert_snapshot!(letters("tick 2026-11-30T20:00").await, @"");
}

#[tokio::test]
async fn who_answered_acted_or_pauses_is_not_reminded() {
    let script = "
        tick 2026-11-03T12:00
        moerwijk anna > niets deze maand
        duindorp joop > actie flyers 40
        tick 2026-11-30T20:00
    ";
    assert_snapshot!(letters(script).await, @"");
    let script = "
        tick 2026-11-03T12:00
        moerwijk anna > !pauze 3 weken
        prive:joop joop > pauze tot 1 maart
        tick 2026-11-20T20:00
    ";
    assert_snapshot!(letters(script).await, @"");
}

#[tokio::test]
async fn who_chose_an_idea_is_asked_how_it_went_unless_it_was_noted() {
    let script = "
        tick 2026-11-03T12:00
        moerwijk anna > 1
        moerwijk joop > 2
        duindorp joop > actie gesprek 2
        tick 2026-11-30T20:00
    ";
    assert_snapshot!(letters(script).await, @"");
}

#[tokio::test]
async fn below_the_reminder_a_tap_is_enough() {
    let before = "tick 2026-11-13T11:00";
    let script = "
        prive:anna anna react 💤 bot:1
        prive:joop joop react 👍 bot:1
        tick 2026-12-01T12:00
    ";
    assert_snapshot!(played_after(before, script).await, @"");
}

#[tokio::test]
async fn a_reminder_that_falls_on_a_day_of_rest_waits() {
    // The question of May 2027 comes on Tuesday the 4th, so the reminder is due on Friday the 14th; that of December on
    // Friday the 17th. The one of April 2031 comes on the 1st, so on Good Friday the 11th nothing rings.
    let script = "at 2031-03-31T12:00\ntick 2031-03-31T12:00\ntick 2031-04-16T12:00";
    assert_snapshot!(letters(script).await, @"");
}

#[tokio::test]
async fn a_joiner_is_not_reminded_of_what_was_never_asked() {
    let script = "
        tick 2026-11-05T12:00
        beheer carla > ambassadeur @nel:example.org Moerwijk
        tick 2026-11-30T20:00
    ";
    let deeds = rehearsal().await.play(script).await.unwrap();
    assert!(deeds.iter().all(|deed| deed.room != "prive:nel"));
}

#[tokio::test]
async fn reminders_that_were_missed_for_long_come_no_more() {
    let script = "
        tick 2026-11-03T12:00
        at 2026-11-22T12:00
        tick 2026-11-30T20:00
    ";
    assert_snapshot!(letters(script).await, @"");
}

#[tokio::test]
async fn a_restart_reminds_nobody_twice() {
    let script = "
        tick 2026-11-13T10:00
        restart
        tick 2026-11-13T10:00
        restart
        tick 2026-11-14T12:00
    ";
    let deeds = rehearsal().await.play(script).await.unwrap();
    let reminded = deeds.iter().filter(|deed| deed.body.contains("Tik op 💤"));
    assert_eq!(reminded.count(), 2);
}

#[tokio::test]
async fn what_was_reported_twice_in_a_wijk_comes_into_its_ideas() {
    let signal = "
        moerwijk anna > signaal
        moerwijk anna > website
        moerwijk anna > nepwebshop
        moerwijk anna > 3
        moerwijk anna > 1
        moerwijk anna > ja
    ";
    let script = format!("tick 2026-11-10T12:00{signal}{signal}tick 2026-12-01T10:00");
    let deeds = rehearsal().await.play(&script).await.unwrap();
    let asked = deeds.iter().filter(|deed| {
        deed.body.starts_with("Hallo ambassadeurs") && deed.at.starts_with("2026-12")
    });
    for deed in asked {
        assert_eq!(
            deed.body.contains("nepwinkel") || deed.body.contains("koopje"),
            false,
            "those fit November only"
        );
    }
}
