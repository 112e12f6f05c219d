//! The question of the month, its answers, and the two private letters.

use insta::assert_snapshot;

use super::{A_SIGNAL, played_after, rehearsal, shown};

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
    assert_snapshot!(played_after(ASKED, script).await, @r"
    2026-11-03 10:00 moerwijk notice to anna:1
        Fijn! Ik onthoud voor u: Help iemand om de telefoon bij te werken. Dat is vaak zo gebeurd.
        Gedaan? Typ dan bijvoorbeeld: actie inloopspreekuur 4
    2026-11-03 10:00 moerwijk notice to anna:2
        Fijn! Ik onthoud voor u: Het wordt vroeg donker. Spreek met een oudere buur af: bij twijfel blijft de deur dicht.
        Gedaan? Typ dan bijvoorbeeld: actie huisbezoek 4
    ");
}

#[tokio::test]
async fn a_tap_chooses_an_idea_and_is_thanked_in_private() {
    let script = "
        moerwijk anna react 1️⃣ bot:1
        moerwijk anna unreact 1️⃣ bot:1
        moerwijk carla react 1️⃣ bot:1
    ";
    assert_snapshot!(played_after(ASKED, script).await, @r"
    2026-11-03 10:00 prive:anna private to anna
    2026-11-03 10:00 prive:anna notice
        Fijn! Ik onthoud voor u: Waarschuw in de app-groep voor valse berichten over pakketjes.
        Gedaan? Typ dan bijvoorbeeld: actie appgroep 40
    ");
}

#[tokio::test]
async fn after_a_tap_a_digit_alone_is_talk() {
    let script = "
        moerwijk anna react 1️⃣ bot:1
        moerwijk anna > 2
    ";
    let said = played_after(ASKED, script).await;
    assert_eq!(said.matches("Ik onthoud voor u").count(), 1, "{said}");
}

#[tokio::test]
async fn the_idea_may_be_chosen_in_private() {
    let script = "
        moerwijk anna > privé
        prive:anna anna > 3
    ";
    assert_snapshot!(played_after(ASKED, script).await, @r"
    2026-11-03 10:00 moerwijk notice to anna:1
        Goed, ik stel u mijn vragen in een privégesprek.
    2026-11-03 10:00 prive:anna private to anna
    2026-11-03 10:00 prive:anna say @anna
        Welk idee kiest u? Typ het cijfer. Of typ: niets deze maand
        1. Waarschuw in de app-groep voor valse berichten over pakketjes.
        2. Help iemand om de telefoon bij te werken. Dat is vaak zo gebeurd.
        3. Het wordt vroeg donker. Spreek met een oudere buur af: bij twijfel blijft de deur dicht.
    2026-11-03 10:00 prive:anna react to bot:1
        1️⃣
    2026-11-03 10:00 prive:anna react to bot:1
        2️⃣
    2026-11-03 10:00 prive:anna react to bot:1
        3️⃣
    2026-11-03 10:00 prive:anna notice to anna:1
        Fijn! Ik onthoud voor u: Het wordt vroeg donker. Spreek met een oudere buur af: bij twijfel blijft de deur dicht.
        Gedaan? Typ dan bijvoorbeeld: actie huisbezoek 4
    ");
}

#[tokio::test]
async fn nothing_this_month_is_a_full_answer() {
    let script = "
        moerwijk anna > niets deze maand
        moerwijk joop reply bot:1 > nee, deze maand even niets
        prive:anna anna > deze maand niets
        moerwijk joop react 💤 bot:1
    ";
    assert_snapshot!(played_after(ASKED, script).await, @r"
    2026-11-03 10:00 moerwijk notice to anna:1
        Dank u voor het laten weten. Deze maand even niets is prima. Ik kom er niet op terug.
    2026-11-03 10:00 moerwijk notice to joop:1
        Dank u voor het laten weten. Deze maand even niets is prima. Ik kom er niet op terug.
    2026-11-03 10:00 prive:anna notice to anna:1
        Dank u voor het laten weten. Deze maand even niets is prima. Ik kom er niet op terug.
    2026-11-03 10:00 prive:joop private to joop
    2026-11-03 10:00 prive:joop notice
        Dank u voor het laten weten. Deze maand even niets is prima. Ik kom er niet op terug.
    ");
}

#[tokio::test]
async fn talk_in_the_wijk_is_no_answer() {
    let script = "
        moerwijk anna > niets
        moerwijk anna > ja leuk
        moerwijk anna > telefoon
        moerwijk joop thread bot:1 > niks aan
        moerwijk joop > koffie?
        moerwijk anna > we waren met 2
        moerwijk anna reply joop:1 > 2
    ";
    assert_snapshot!(played_after(ASKED, script).await, @"");
}

#[tokio::test]
async fn after_a_day_a_digit_alone_is_talk_and_a_reply_still_answers() {
    let before = format!("{ASKED}\ntick 2026-11-06T12:00");
    assert_snapshot!(played_after(&before, "moerwijk anna > 2\nmoerwijk anna reply bot:1 > 2").await, @r"
    2026-11-06 12:00 moerwijk notice to anna:2
        Fijn! Ik onthoud voor u: Help iemand om de telefoon bij te werken. Dat is vaak zo gebeurd.
        Gedaan? Typ dan bijvoorbeeld: actie inloopspreekuur 4
    ");
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
    assert_snapshot!(letters("tick 2026-11-30T20:00").await, @r"
    2026-11-13 10:00 prive:joop say
        Hallo Joop. Doet u in november nog iets kleins in Duindorp en Moerwijk? Een praatje met een buur telt al.
        Bent u het van plan? Tik op 👍. Komt het nu niet uit? Tik op 💤. Allebei goed.
        Al gedaan? Typ bijvoorbeeld: actie gesprek 2
        Ik vraag dit deze maand maar één keer.
    2026-11-13 10:00 prive:anna say
        Hallo Anna. Doet u in november nog iets kleins in Moerwijk? Een praatje met een buur telt al.
        Bent u het van plan? Tik op 👍. Komt het nu niet uit? Tik op 💤. Allebei goed.
        Al gedaan? Typ bijvoorbeeld: actie gesprek 2
        Ik vraag dit deze maand maar één keer.
    2026-11-13 10:00 prive:joop react to bot:1
        👍
    2026-11-13 10:00 prive:joop react to bot:1
        💤
    2026-11-13 10:00 prive:anna react to bot:1
        👍
    2026-11-13 10:00 prive:anna react to bot:1
        💤
    ");
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
    assert_snapshot!(letters(script).await, @r"
    2026-11-03 12:00 prive:joop notice to joop:1
        Goed, ik laat u met rust tot 1 maart 2027. U hoeft niet te zeggen waarom. Eerder terug? Typ: pauze stop
    ");
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
    assert_snapshot!(letters(script).await, @r"
    2026-11-24 10:00 prive:anna say
        Hallo Anna. In november koos u dit idee: Waarschuw in de app-groep voor valse berichten over pakketjes.
        Is het gelukt? Typ dan bijvoorbeeld: actie appgroep 40
        Kwam het er niet van? Dat geeft niet. U hoeft dan niets te doen.
    ");
}

#[tokio::test]
async fn below_the_reminder_a_tap_is_enough() {
    let before = "tick 2026-11-13T11:00";
    let script = "
        prive:anna anna react 💤 bot:1
        prive:joop joop react 👍 bot:1
        tick 2026-12-01T12:00
    ";
    assert_snapshot!(played_after(before, script).await, @r"
    2026-11-13 11:00 prive:anna notice
        Prima. Ik vraag u niets tot 1 december. Langer rust? Typ bijvoorbeeld: pauze 3 weken
    2026-11-13 11:00 prive:joop notice
        Fijn! Gedaan? Typ dan bijvoorbeeld: actie gesprek 2
    2026-11-16 08:00 beheer notice
        Week van 9 november tot 16 november
        Nog geen acties genoteerd.
        Signalen: geen
    2026-11-23 08:00 beheer notice
        Week van 16 november tot 23 november
        Nog geen acties genoteerd.
        Signalen: geen
        Binnenkort: De maandvraag op 1 december
    2026-11-24 10:00 prive:joop say
        Hallo Joop. In november wilde u iets kleins doen.
        Is het gelukt? Typ dan bijvoorbeeld: actie flyers 40
        Kwam het er niet van? Dat geeft niet. U hoeft dan niets te doen.
    2026-11-30 08:00 beheer notice
        Week van 23 november tot 30 november
        Nog geen acties genoteerd.
        Signalen: geen
        Binnenkort: De maandvraag op 1 december; De terugblik van de maand op 10 december
    2026-12-01 10:00 duindorp say @joop
        Hallo ambassadeurs van Duindorp! Een nieuwe maand, met drie kleine ideeën:
        1. Waarschuw in de app-groep voor valse berichten over pakketjes.
        2. Vraag een hoekje op de kerstmarkt en deel er flyers uit.
        3. Bel rond de kerst iemand die alleen is. Een praatje maakt veel goed.
        Doet u er een? Typ het cijfer, of tik erop. Iets anders is net zo goed.
        Deed u in november nog iets? Beantwoord dit bericht, bijvoorbeeld: flyers, 40 stuks
        Even niet? Ook goed. Tik op 💤, of typ: niets deze maand
    2026-12-01 10:00 moerwijk say @anna @joop
        Hallo ambassadeurs van Moerwijk! Een nieuwe maand, met drie kleine ideeën:
        1. Doe bij drie kerstkaarten een flyer in de envelop.
        2. Vraag een hoekje op de kerstmarkt en deel er flyers uit.
        3. Bel rond de kerst iemand die alleen is. Een praatje maakt veel goed.
        Doet u er een? Typ het cijfer, of tik erop. Iets anders is net zo goed.
        Deed u in november nog iets? Beantwoord dit bericht, bijvoorbeeld: flyers, 40 stuks
        Even niet? Ook goed. Tik op 💤, of typ: niets deze maand
    2026-12-01 10:00 prive:anna notice
        Uw pauze is voorbij. Fijn dat u er weer bent! U hoeft niets in te halen. Wilt u langer rust? Typ: pauze
    2026-12-01 10:00 duindorp react to bot:2
        1️⃣
    2026-12-01 10:00 duindorp react to bot:2
        2️⃣
    2026-12-01 10:00 duindorp react to bot:2
        3️⃣
    2026-12-01 10:00 duindorp react to bot:2
        💤
    2026-12-01 10:00 moerwijk react to bot:2
        1️⃣
    2026-12-01 10:00 moerwijk react to bot:2
        2️⃣
    2026-12-01 10:00 moerwijk react to bot:2
        3️⃣
    2026-12-01 10:00 moerwijk react to bot:2
        💤
    ");
}

#[tokio::test]
async fn a_reminder_that_falls_on_a_day_of_rest_waits() {
    // The question of April 2031 comes on the 1st, and ten days later is Good Friday: nothing rings that day.
    let script = "at 2031-03-31T12:00\ntick 2031-03-31T12:00\ntick 2031-04-16T12:00";
    assert_snapshot!(letters(script).await, @r"
    2031-04-12 09:00 prive:joop say
        Hallo Joop. Doet u in april nog iets kleins in Duindorp en Moerwijk? Een praatje met een buur telt al.
        Bent u het van plan? Tik op 👍. Komt het nu niet uit? Tik op 💤. Allebei goed.
        Al gedaan? Typ bijvoorbeeld: actie gesprek 2
        Ik vraag dit deze maand maar één keer.
    2031-04-12 09:00 prive:anna say
        Hallo Anna. Doet u in april nog iets kleins in Moerwijk? Een praatje met een buur telt al.
        Bent u het van plan? Tik op 👍. Komt het nu niet uit? Tik op 💤. Allebei goed.
        Al gedaan? Typ bijvoorbeeld: actie gesprek 2
        Ik vraag dit deze maand maar één keer.
    2031-04-12 09:00 prive:joop react to bot:1
        👍
    2031-04-12 09:00 prive:joop react to bot:1
        💤
    2031-04-12 09:00 prive:anna react to bot:1
        👍
    2031-04-12 09:00 prive:anna react to bot:1
        💤
    ");
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
    let reminded = deeds
        .iter()
        .filter(|deed| deed.body.contains("Komt het nu niet uit? Tik op 💤"));
    assert_eq!(reminded.count(), 2);
}

#[tokio::test]
async fn what_was_reported_twice_in_a_wijk_comes_into_its_ideas() {
    let script = format!("tick 2026-11-10T12:00{A_SIGNAL}{A_SIGNAL}tick 2026-12-01T10:00");
    let deeds = rehearsal().await.play(&script).await.unwrap();
    let asked = deeds
        .iter()
        .rfind(|deed| deed.room == "moerwijk" && deed.body.starts_with("Hallo ambassadeurs"));
    let asked = asked.expect("the question of December");
    let first = asked.body.lines().nth(1);
    assert_eq!(
        first,
        Some("1. Vertel twee oudere buren: de politie en de bank halen nooit geld of sieraden op."),
        "it is about what was reported"
    );
}
