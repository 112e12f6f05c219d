//! `pauze`: nothing is asked for a while, without a reason.

use insta::assert_snapshot;

use super::{played, rehearsal, shown};

#[tokio::test]
async fn a_pause_until_a_day_or_for_so_long() {
    let script = "
        moerwijk anna > pauze tot 1 maart
        moerwijk anna > pauze 3 weken
        prive:anna anna > pauze
        prive:anna anna > pauze tot sint-juttemis
        prive:anna anna > pauze 3 jaar
        prive:anna anna > pauze stop
        prive:anna anna > pauze stop
    ";
    assert_snapshot!(played(script).await, @r"
    2026-10-14 10:00 moerwijk notice to anna:1
        Goed, ik laat u met rust tot 1 maart 2027. U hoeft niet te zeggen waarom. Eerder terug? Typ: pauze stop
    2026-10-14 10:00 moerwijk notice to anna:2
        Goed, ik laat u met rust tot 4 november. U hoeft niet te zeggen waarom. Eerder terug? Typ: pauze stop
    2026-10-14 10:00 prive:anna notice to anna:1
        U hebt pauze tot 4 november. Eerder terug? Typ: pauze stop
    2026-10-14 10:00 prive:anna notice to anna:2
        Tot wanneer wilt u pauze? Typ bijvoorbeeld: pauze 3 weken of pauze tot 1 maart
    2026-10-14 10:00 prive:anna notice to anna:3
        Een pauze duurt hoogstens een jaar. Langer weg? Vertel het de community manager. Of typ bijvoorbeeld: pauze tot 1 maart
    2026-10-14 10:00 prive:anna notice to anna:4
        Welkom terug! Uw pauze is voorbij.
    2026-10-14 10:00 prive:anna notice to anna:5
        U had geen pauze. Wilt u er een? Typ bijvoorbeeld: pauze 3 weken
    ");
}

#[tokio::test]
async fn without_a_time_it_is_asked() {
    assert_snapshot!(played("moerwijk anna > pauze\nmoerwijk anna > 2").await, @r"
    2026-10-14 10:00 moerwijk notice to anna:1
        Hoe lang wilt u pauze? Typ het cijfer.
        1. Twee weken
        2. Een maand
        3. Drie maanden
    2026-10-14 10:00 moerwijk react to bot:1
        1️⃣
    2026-10-14 10:00 moerwijk react to bot:1
        2️⃣
    2026-10-14 10:00 moerwijk react to bot:1
        3️⃣
    2026-10-14 10:00 moerwijk notice to anna:2
        Goed, ik laat u met rust tot 13 november. U hoeft niet te zeggen waarom. Eerder terug? Typ: pauze stop
    ");
}

#[tokio::test]
async fn a_pause_ends_by_itself_with_a_friendly_line() {
    let deeds = rehearsal()
        .await
        .play("moerwijk anna > pauze tot 5 november\ntick 2026-11-06T12:00")
        .await
        .unwrap();
    let seen: Vec<_> = deeds
        .into_iter()
        .filter(|deed| deed.kind != "react" && deed.room != "duindorp" && deed.room != "beheer")
        .collect();
    assert_snapshot!(shown(&seen), @r"
    2026-10-14 10:00 moerwijk notice to anna:1
        Goed, ik laat u met rust tot 5 november. U hoeft niet te zeggen waarom. Eerder terug? Typ: pauze stop
    2026-11-03 10:00 moerwijk say @joop
        Hallo ambassadeurs van Moerwijk! Een nieuwe maand, met drie kleine ideeën:
        1. Waarschuw in de app-groep voor valse berichten over pakketjes.
        2. Help iemand om de telefoon bij te werken. Dat is vaak zo gebeurd.
        3. Het wordt vroeg donker. Spreek met een oudere buur af: bij twijfel blijft de deur dicht.
        Doet u er een? Typ het cijfer, of tik erop. Iets anders is net zo goed.
        Deed u in oktober nog iets? Beantwoord dit bericht, bijvoorbeeld: flyers, 40 stuks
        Even niet? Ook goed. Tik op 💤, of typ: niets deze maand
    2026-11-05 10:00 prive:anna private to anna
    2026-11-05 10:00 prive:anna notice
        Uw pauze is voorbij. Fijn dat u er weer bent! U hoeft niets in te halen. Wilt u langer rust? Typ: pauze
    ");
}

#[tokio::test]
async fn removing_or_changing_the_message_changes_the_pause() {
    let script = "
        moerwijk anna > pauze 3 weken
        moerwijk anna edit 1 > pauze 4 weken
        moerwijk anna delete 1
        prive:anna anna > pauze stop
    ";
    assert_snapshot!(played(script).await, @r"
    2026-10-14 10:00 moerwijk notice to anna:1
        Goed, ik laat u met rust tot 4 november. U hoeft niet te zeggen waarom. Eerder terug? Typ: pauze stop
    2026-10-14 10:00 moerwijk notice to anna:1
        Goed, ik laat u met rust tot 11 november. U hoeft niet te zeggen waarom. Eerder terug? Typ: pauze stop
    2026-10-14 10:00 prive:anna notice to anna:1
        U had geen pauze. Wilt u er een? Typ bijvoorbeeld: pauze 3 weken
    ");
}

#[tokio::test]
async fn talk_about_a_break_is_talk() {
    let script = "
        moerwijk anna > pauze tot 11 uur
        moerwijk anna > in de pauze koffie?
        moerwijk anna > Doel je op mij?
        moerwijk anna > samen met Joop naar de markt geweest
    ";
    assert_snapshot!(played(script).await, @"");
}
