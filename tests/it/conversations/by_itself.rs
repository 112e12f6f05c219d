//! What the bot does by itself: the monthly question, around holidays, change-over Sundays and downtime.

use insta::assert_snapshot;

use super::{rehearsal, shown};

/// What is said in Moerwijk between two moments.
async fn in_moerwijk(script: &str) -> String {
    let deeds = rehearsal().await.play(script).await.unwrap();
    let there: Vec<_> = deeds
        .into_iter()
        .filter(|deed| deed.room == "moerwijk" || deed.body.contains("maandvraag"))
        .collect();
    shown(&there)
}

#[tokio::test]
async fn the_monthly_question_comes_on_the_first_working_tuesday() {
    assert_snapshot!(in_moerwijk("at 2026-10-31T12:00\ntick 2026-11-10T12:00").await, @r"
    2026-11-02 08:00 beheer notice
        Week van 26 oktober tot 2 november
        Nog geen acties genoteerd.
        Signalen: geen
        Binnenkort: De maandvraag op 3 november; De terugblik van de maand op 12 november
    2026-11-03 10:00 moerwijk say @anna @joop
        Hallo ambassadeurs van Moerwijk! Een nieuwe maand, met drie kleine ideeën:
        1. Waarschuw in de app-groep voor valse berichten over pakketjes.
        2. Help iemand om de telefoon bij te werken. Dat is vaak zo gebeurd.
        3. Het wordt vroeg donker. Spreek met een oudere buur af: bij twijfel blijft de deur dicht.
        Doet u er een? Typ het cijfer, of tik erop. Iets anders is net zo goed.
        Deed u in oktober nog iets? Beantwoord dit bericht, bijvoorbeeld: flyers, 40 stuks
        Even niet? Ook goed. Tik op 💤, of typ: niets deze maand
    2026-11-03 10:00 moerwijk react to bot:1
        1️⃣
    2026-11-03 10:00 moerwijk react to bot:1
        2️⃣
    2026-11-03 10:00 moerwijk react to bot:1
        3️⃣
    2026-11-03 10:00 moerwijk react to bot:1
        💤
    ");
}

#[tokio::test]
async fn a_holiday_moves_the_question_a_week() {
    // Tuesday 5 May 2026 is Bevrijdingsdag; the rehearsal begins in October, so a later one: Tuesday 5 May 2037.
    assert_snapshot!(in_moerwijk("at 2037-04-30T12:00\ntick 2037-05-31T12:00").await, @r"
    2037-04-30 12:00 beheer notice
        De maandvraag van 7 april is niet verstuurd: ik was toen niet aan het werk. Dit komt niet meer.
    2037-05-04 08:00 beheer notice
        Week van 27 april tot 4 mei
        Nog geen acties genoteerd.
        Signalen: geen
        Binnenkort: De maandvraag op 12 mei; De terugblik van de maand op 14 mei
        Al even niets gehoord van: Anna (Moerwijk), Joop (Duindorp, Moerwijk). Een belletje of samen koffie drinken helpt vaak. Even pauze nemen is ook goed.
    2037-05-11 08:00 beheer notice
        Week van 4 mei tot 11 mei
        Nog geen acties genoteerd.
        Signalen: geen
        Binnenkort: De maandvraag op 12 mei; De terugblik van de maand op 14 mei
        Al even niets gehoord van: Anna (Moerwijk), Joop (Duindorp, Moerwijk). Een belletje of samen koffie drinken helpt vaak. Even pauze nemen is ook goed.
    2037-05-12 10:00 moerwijk say @anna @joop
        Hallo ambassadeurs van Moerwijk! Een nieuwe maand, met drie kleine ideeën:
        1. Sta een uurtje bij een kraam op de markt en vraag: wat overkwam u?
        2. Waarschuw in de app-groep voor vakantiehuizen die niet bestaan.
        3. Vraag de school om een kwartier in groep 7 of 8. Vertel daar over nepberichten.
        Doet u er een? Typ het cijfer, of tik erop. Iets anders is net zo goed.
        Deed u in april nog iets? Beantwoord dit bericht, bijvoorbeeld: flyers, 40 stuks
        Even niet? Ook goed. Tik op 💤, of typ: niets deze maand
    2037-05-12 10:00 moerwijk react to bot:1
        1️⃣
    2037-05-12 10:00 moerwijk react to bot:1
        2️⃣
    2037-05-12 10:00 moerwijk react to bot:1
        3️⃣
    2037-05-12 10:00 moerwijk react to bot:1
        💤
    2037-05-25 08:00 beheer notice
        Week van 18 mei tot 25 mei
        Nog geen acties genoteerd.
        Signalen: geen
        Binnenkort: De maandvraag op 2 juni
        Al even niets gehoord van: Anna (Moerwijk), Joop (Duindorp, Moerwijk). Een belletje of samen koffie drinken helpt vaak. Even pauze nemen is ook goed.
    ");
}

#[tokio::test]
async fn the_question_around_new_year_asks_about_december() {
    assert_snapshot!(in_moerwijk("at 2026-12-31T23:59\ntick 2027-01-06T00:00").await, @r#"
    2026-12-31 23:59 beheer notice
        De maandvraag van 1 december is niet verstuurd: ik was toen niet aan het werk. Dit komt niet meer.
    2027-01-04 08:00 beheer notice
        Week van 28 december 2026 tot 4 januari
        Nog geen acties genoteerd.
        Signalen: geen
        Binnenkort: De maandvraag op 5 januari; De terugblik van de maand op 14 januari
        Al even niets gehoord van: Anna (Moerwijk), Joop (Duindorp, Moerwijk). Een belletje of samen koffie drinken helpt vaak. Even pauze nemen is ook goed.
    2027-01-05 10:00 moerwijk say @anna @joop
        Hallo ambassadeurs van Moerwijk! Een nieuwe maand, met drie kleine ideeën:
        1. Waarschuw in de app-groep voor "gratis proberen": vaak is het een duur abonnement.
        2. Wens uw buren een veilig jaar, en noem op de nieuwjaarsborrel één truc.
        3. Begin het jaar goed: help bij de koffie één iemand aan een sterk wachtwoord.
        Doet u er een? Typ het cijfer, of tik erop. Iets anders is net zo goed.
        Deed u in december nog iets? Beantwoord dit bericht, bijvoorbeeld: flyers, 40 stuks
        Even niet? Ook goed. Tik op 💤, of typ: niets deze maand
    2027-01-05 10:00 moerwijk react to bot:1
        1️⃣
    2027-01-05 10:00 moerwijk react to bot:1
        2️⃣
    2027-01-05 10:00 moerwijk react to bot:1
        3️⃣
    2027-01-05 10:00 moerwijk react to bot:1
        💤
    "#);
}

#[tokio::test]
async fn both_change_over_sundays_pass_without_a_double_or_a_gap() {
    let deeds = rehearsal()
        .await
        .play(
            "
        moerwijk anna > actie flyers 40
        at 2026-10-24T12:00
        tick 2026-10-26T12:00
        moerwijk anna > actie flyers 10
        at 2027-03-27T12:00
        tick 2027-03-30T12:00
    ",
        )
        .await
        .unwrap();
    let digests: Vec<_> = deeds
        .into_iter()
        .filter(|deed| deed.room == "beheer")
        .collect();
    assert_snapshot!(shown(&digests), @r"
    2026-10-24 12:00 beheer notice
        Het weekoverzicht van 19 oktober is niet verstuurd: ik was toen niet aan het werk. Dit komt niet meer.
    2026-10-24 12:00 beheer notice
        Het weekoverzicht van de signaalkamer van 19 oktober is niet verstuurd: ik was toen niet aan het werk. Dit komt niet meer.
    2026-10-26 08:00 beheer notice
        Week van 19 oktober tot 26 oktober
        Nog geen acties genoteerd.
        Deze week nog niets: Moerwijk
        Signalen: geen
        Binnenkort: De maandvraag op 3 november
    2026-10-26 08:00 beheer picture
        [afbeelding: Acties per wijk
        Aantal per week, van 31 augustus tot 26 oktober
        Moerwijk – 31 aug: 0, 7 sep: 0, 14 sep: 0, 21 sep: 0, 28 sep: 0, 5 okt: 0, 12 okt: 1, 19 okt: 0]
    2027-03-27 12:00 beheer notice
        De maandvraag van 2 maart is niet verstuurd: ik was toen niet aan het werk. Dit komt niet meer.
    2027-03-27 12:00 beheer notice
        De terugblik van de maand van 11 maart is niet verstuurd: ik was toen niet aan het werk. Dit komt niet meer.
    2027-03-27 12:00 beheer notice
        Het weekoverzicht van 22 maart is niet verstuurd: ik was toen niet aan het werk. Dit komt niet meer.
    2027-03-27 12:00 beheer notice
        Het weekoverzicht van de signaalkamer van 22 maart is niet verstuurd: ik was toen niet aan het werk. Dit komt niet meer.
    2027-03-29 08:00 beheer notice
        Week van 22 maart tot 29 maart
        Nog geen acties genoteerd.
        Signalen: geen
        Binnenkort: De maandvraag op 6 april; De terugblik van de maand op 8 april
        Al even niets gehoord van: Anna (Moerwijk), Joop (Duindorp, Moerwijk). Een belletje of samen koffie drinken helpt vaak. Even pauze nemen is ook goed.
    ");
}

#[tokio::test]
async fn a_question_missed_during_downtime_is_asked_within_a_week() {
    assert_snapshot!(in_moerwijk("at 2026-11-02T12:00\ntick 2026-11-02T12:00\nat 2026-11-06T15:00\ntick 2026-11-06T15:00").await, @r"
    2026-11-02 12:00 beheer notice
        Week van 26 oktober tot 2 november
        Nog geen acties genoteerd.
        Signalen: geen
        Binnenkort: De maandvraag op 3 november; De terugblik van de maand op 12 november
    2026-11-06 15:00 moerwijk say @anna @joop
        Hallo ambassadeurs van Moerwijk! Een nieuwe maand, met drie kleine ideeën:
        1. Waarschuw in de app-groep voor valse berichten over pakketjes.
        2. Help iemand om de telefoon bij te werken. Dat is vaak zo gebeurd.
        3. Het wordt vroeg donker. Spreek met een oudere buur af: bij twijfel blijft de deur dicht.
        Doet u er een? Typ het cijfer, of tik erop. Iets anders is net zo goed.
        Deed u in oktober nog iets? Beantwoord dit bericht, bijvoorbeeld: flyers, 40 stuks
        Even niet? Ook goed. Tik op 💤, of typ: niets deze maand
    2026-11-06 15:00 moerwijk react to bot:1
        1️⃣
    2026-11-06 15:00 moerwijk react to bot:1
        2️⃣
    2026-11-06 15:00 moerwijk react to bot:1
        3️⃣
    2026-11-06 15:00 moerwijk react to bot:1
        💤
    ");
}

#[tokio::test]
async fn a_question_missed_for_longer_is_skipped_and_the_managers_hear_it() {
    assert_snapshot!(in_moerwijk("at 2026-11-02T12:00\ntick 2026-11-02T12:00\nat 2026-11-20T15:00\ntick 2026-11-20T15:00").await, @r"
    2026-11-02 12:00 beheer notice
        Week van 26 oktober tot 2 november
        Nog geen acties genoteerd.
        Signalen: geen
        Binnenkort: De maandvraag op 3 november; De terugblik van de maand op 12 november
    2026-11-20 15:00 beheer notice
        De maandvraag van 3 november is niet verstuurd: ik was toen niet aan het werk. Dit komt niet meer.
    ");
}

#[tokio::test]
async fn a_question_that_is_due_at_night_waits_for_the_morning() {
    assert_snapshot!(in_moerwijk("at 2026-11-02T12:00\ntick 2026-11-02T12:00\nat 2026-11-07T22:00\ntick 2026-11-09T10:00").await, @r"
    2026-11-02 12:00 beheer notice
        Week van 26 oktober tot 2 november
        Nog geen acties genoteerd.
        Signalen: geen
        Binnenkort: De maandvraag op 3 november; De terugblik van de maand op 12 november
    2026-11-09 09:00 moerwijk say @anna @joop
        Hallo ambassadeurs van Moerwijk! Een nieuwe maand, met drie kleine ideeën:
        1. Waarschuw in de app-groep voor valse berichten over pakketjes.
        2. Help iemand om de telefoon bij te werken. Dat is vaak zo gebeurd.
        3. Het wordt vroeg donker. Spreek met een oudere buur af: bij twijfel blijft de deur dicht.
        Doet u er een? Typ het cijfer, of tik erop. Iets anders is net zo goed.
        Deed u in oktober nog iets? Beantwoord dit bericht, bijvoorbeeld: flyers, 40 stuks
        Even niet? Ook goed. Tik op 💤, of typ: niets deze maand
    2026-11-09 09:00 moerwijk react to bot:1
        1️⃣
    2026-11-09 09:00 moerwijk react to bot:1
        2️⃣
    2026-11-09 09:00 moerwijk react to bot:1
        3️⃣
    2026-11-09 09:00 moerwijk react to bot:1
        💤
    ");
}

#[tokio::test]
async fn a_restart_asks_nothing_twice() {
    assert_snapshot!(in_moerwijk("tick 2026-11-03T10:00\nrestart\ntick 2026-11-03T10:00\nrestart\ntick 2026-11-03T12:00").await, @r"
    2026-10-26 08:00 beheer notice
        Week van 19 oktober tot 26 oktober
        Nog geen acties genoteerd.
        Signalen: geen
        Binnenkort: De maandvraag op 3 november
    2026-11-02 08:00 beheer notice
        Week van 26 oktober tot 2 november
        Nog geen acties genoteerd.
        Signalen: geen
        Binnenkort: De maandvraag op 3 november; De terugblik van de maand op 12 november
    2026-11-03 10:00 moerwijk say @anna @joop
        Hallo ambassadeurs van Moerwijk! Een nieuwe maand, met drie kleine ideeën:
        1. Waarschuw in de app-groep voor valse berichten over pakketjes.
        2. Help iemand om de telefoon bij te werken. Dat is vaak zo gebeurd.
        3. Het wordt vroeg donker. Spreek met een oudere buur af: bij twijfel blijft de deur dicht.
        Doet u er een? Typ het cijfer, of tik erop. Iets anders is net zo goed.
        Deed u in oktober nog iets? Beantwoord dit bericht, bijvoorbeeld: flyers, 40 stuks
        Even niet? Ook goed. Tik op 💤, of typ: niets deze maand
    2026-11-03 10:00 moerwijk react to bot:1
        1️⃣
    2026-11-03 10:00 moerwijk react to bot:1
        2️⃣
    2026-11-03 10:00 moerwijk react to bot:1
        3️⃣
    2026-11-03 10:00 moerwijk react to bot:1
        💤
    ");
}
