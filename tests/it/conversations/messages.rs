//! Messages of a manager to wijken: shown, sent, and counted without names.

use insta::assert_snapshot;

use super::{played, played_after, rehearsal};

const COFFEE: &str = "
    beheer carla > bericht alle Vrijdag is er koffie in de bibliotheek.
    beheer carla > ja
";

#[tokio::test]
async fn shown_exactly_and_sent_after_ja() {
    assert_snapshot!(played(COFFEE).await, @r"
    2026-10-14 10:00 beheer notice to carla:1
        Dit stuur ik naar: Duindorp, Moerwijk (3 mensen):

        Bericht van Carla
        Vrijdag is er koffie in de bibliotheek.

        Klopt het? Typ ja om te versturen, of nee om te stoppen.
    2026-10-14 10:00 beheer notice to carla:2
        Onderweg naar 2 kamers. Hier ziet u straks hoeveel mensen het zagen.
    2026-10-14 10:00 duindorp say
        Bericht van Carla
        Vrijdag is er koffie in de bibliotheek.
    2026-10-14 10:00 moerwijk say
        Bericht van Carla
        Vrijdag is er koffie in de bibliotheek.
    2026-10-14 10:00 duindorp react to bot:1
        👀
    2026-10-14 10:00 moerwijk react to bot:1
        👀
    ");
}

#[tokio::test]
async fn the_counts_come_back_in_one_message_and_never_with_names() {
    let script = "
        moerwijk anna react 👀 bot:1
        moerwijk anna react 👀 bot:1
        duindorp joop react 👀 bot:1
        moerwijk joop react 👀 bot:1
        tick 2026-10-14T10:02
        tick 2026-10-14T10:30
    ";
    assert_snapshot!(played_after(COFFEE, script).await, @r"
    2026-10-14 10:02 beheer edit to bot:2
        Verstuurd. Bezorgd in 2 van 2 kamers. Gezien (👀): 2. Deze regel houd ik bij.
    ");
}

#[tokio::test]
async fn nothing_is_sent_after_nee_or_without_a_text() {
    let script = "
        beheer carla > bericht Moerwijk Morgen koffie
        beheer carla > nee
        beheer carla > bericht
        beheer carla > bericht Moerwijk
        beheer carla > bericht Atlantis Morgen koffie
    ";
    assert_snapshot!(played(script).await, @r"
    2026-10-14 10:00 beheer notice to carla:1
        Dit stuur ik naar: Moerwijk (3 mensen):

        Bericht van Carla
        Morgen koffie

        Klopt het? Typ ja om te versturen, of nee om te stoppen.
    2026-10-14 10:00 beheer notice to carla:2
        Goed, ik verstuur niets.
    2026-10-14 10:00 beheer notice to carla:3
        Typ het zo: bericht Duindorp Vrijdag is er koffie in de bibliotheek. Naar iedereen: bericht alle …
    2026-10-14 10:00 beheer notice to carla:4
        Typ het zo: bericht Duindorp Vrijdag is er koffie in de bibliotheek. Naar iedereen: bericht alle …
    2026-10-14 10:00 beheer notice to carla:5
        Typ het zo: bericht Duindorp Vrijdag is er koffie in de bibliotheek. Naar iedereen: bericht alle …
    ");
}

#[tokio::test]
async fn personal_data_is_pointed_out_and_helplines_are_not() {
    let script = "
        beheer carla > bericht Moerwijk Bel Ans op 0612345678 voor koffie
        beheer carla > nee
        beheer carla > bericht Moerwijk Twijfel? Bel de Fraudehelpdesk, 088-7867372
    ";
    assert_snapshot!(played(script).await, @r"
    2026-10-14 10:00 beheer notice to carla:1
        Dit stuur ik naar: Moerwijk (3 mensen):

        Bericht van Carla
        Bel Ans op 0612345678 voor koffie

        Let op: ik zie in de tekst: telefoonnummer. Wilt u dat erin laten? Typ dan gewoon ja.

        Klopt het? Typ ja om te versturen, of nee om te stoppen.
    2026-10-14 10:00 beheer notice to carla:2
        Goed, ik verstuur niets.
    2026-10-14 10:00 beheer notice to carla:3
        Dit stuur ik naar: Moerwijk (3 mensen):

        Bericht van Carla
        Twijfel? Bel de Fraudehelpdesk, 088-7867372

        Klopt het? Typ ja om te versturen, of nee om te stoppen.
    ");
}

#[tokio::test]
async fn in_quiet_hours_it_waits_for_the_day() {
    let before = "at 2026-10-17T21:00";
    let script = "
        beheer carla > bericht Moerwijk Welterusten
        beheer carla > ja
        tick 2026-10-19T09:00
    ";
    assert_snapshot!(played_after(before, script).await, @r"
    2026-10-17 21:00 beheer notice to carla:1
        Dit stuur ik naar: Moerwijk (3 mensen):

        Bericht van Carla
        Welterusten

        Het is nu een stil moment. Ik verstuur het op 19 oktober om 09:00 uur.

        Klopt het? Typ ja om te versturen, of nee om te stoppen.
    2026-10-17 21:00 beheer notice to carla:2
        Onderweg naar 1 kamer. Hier ziet u straks hoeveel mensen het zagen.
    2026-10-19 08:00 beheer notice
        Week van 12 oktober tot 19 oktober
        Nog geen acties genoteerd.
        Signalen: geen
    2026-10-19 09:00 moerwijk say
        Bericht van Carla
        Welterusten
    2026-10-19 09:00 moerwijk react to bot:1
        👀
    ");
}

#[tokio::test]
async fn links_and_marks_in_it_are_only_text() {
    let mut rehearsal = rehearsal().await;
    let script = "beheer carla > bericht Moerwijk Kijk op https://evil.example **nu** @room\nbeheer carla > ja";
    let deeds = rehearsal.play(script).await.unwrap();
    let sent: String = deeds.iter().map(|deed| deed.body.as_str()).collect();
    assert!(sent.contains("Kijk op"), "{sent}");
    assert!(
        !sent.contains("https://") && !sent.contains("@room"),
        "{sent}"
    );
}

#[tokio::test]
async fn an_ambassadeur_sends_none() {
    assert_snapshot!(played("moerwijk anna > !bericht alle koopjes").await, @r"
    2026-10-14 10:00 moerwijk notice to anna:1
        Dit werkt in de beheerkamer. Typ hulp om te zien wat hier kan.
    ");
}
