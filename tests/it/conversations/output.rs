//! What `wijkbode rehearse` prints: a line per thing the bot does, for people or as JSON Lines.

use insta::assert_snapshot;

use super::{A_FORM, rehearsal, shown};

/// One of each kind of thing that the bot does.
const ALL_KINDS: &str = "
    signaal bram > volg alles
    moerwijk anna > signaal: nepagent belde 3 buren op, hij zou hun geld en sieraden komen halen. Niks kwijt
    moerwijk anna > ja
    signaal bram > gezien 1
    moerwijk anna delete 1
    beheer carla > wijk nieuw Scheveningen
    beheer carla > ja
    duindorp joop > signaal sextortion
";

#[tokio::test]
async fn for_people() {
    assert_snapshot!(shown(&rehearsal().await.play(ALL_KINDS).await.unwrap()), @r"
    2026-10-14 10:00 signaal notice to bram:1
        U volgt nu alles. Bij een nieuw signaal krijgt u een seintje.
    2026-10-14 10:00 moerwijk notice to anna:1
        Dit gaat naar de signaalkamer van de politie en de gemeente:

        S-1 · Moerwijk · Nepagent
        Hoe: Telefoon · Mensen: 3 · Geld kwijt: nee · Dag: 14 oktober
        Stand: nieuw
        Ook verteld: Wil geld of sieraden in bewaring nemen

        Klopt het? Typ ja om te versturen, of nee om te stoppen.
    2026-10-14 10:00 moerwijk notice to anna:2
        Verstuurd als S-1. Dank u wel! U hoort hier wat ermee gebeurt.
        Advies bij deze truc: Bel direct 112. Doe de deur niet open en geef niets mee. De politie haalt nooit uw geld, passen of sieraden op.
        Elke aangifte helpt, ook van een poging. Politie, geen spoed: 0900-8844 of politie.nl
        Buren, over Nepagent: zag u dit ook? Tik op 🙋. Klopt het niet? Tik op 👎.
    2026-10-14 10:00 signaal say @bram
        S-1 · Moerwijk · Nepagent
        Hoe: Telefoon · Mensen: 3 · Geld kwijt: nee · Dag: 14 oktober
        Stand: nieuw
        Ook verteld: Wil geld of sieraden in bewaring nemen
    2026-10-14 10:00 signaal react to bot:3
        👀
    2026-10-14 10:00 moerwijk react to bot:2
        🙋
    2026-10-14 10:00 moerwijk react to bot:2
        👎
    2026-10-14 10:00 moerwijk notice to anna:1
        Uw signaal S-1 is gezien. Dank u wel voor het melden.
    2026-10-14 10:00 signaal edit to bot:3
        S-1 · Moerwijk · Nepagent
        Hoe: Telefoon · Mensen: 3 · Geld kwijt: nee · Dag: 14 oktober
        Stand: gezien
        Ook verteld: Wil geld of sieraden in bewaring nemen
    2026-10-14 10:00 signaal notice to bram:2
        Dank u. De melder van S-1 hoort dat het is gezien.
    2026-10-14 10:00 signaal redact to bot:3
    2026-10-14 10:00 moerwijk edit to bot:2
        S-1 is weggehaald en telt niet meer mee.
    2026-10-14 10:00 beheer notice to carla:1
        Dit ga ik doen:
        - Scheveningen doet mee, met een eigen kamer.
        Klopt het? Typ ja om het te doen, of nee om het zo te laten.
    2026-10-14 10:00 beheer notice to carla:2
        Gedaan als B-1:
        - Scheveningen doet mee, met een eigen kamer.
        Toch niet goed? Typ: ongedaan B-1
    2026-10-14 10:00 scheveningen room
        Scheveningen
    2026-10-14 10:00 scheveningen invite to carla
    2026-10-14 10:00 duindorp notice to joop:1
        Dank u wel dat u dit meldt. Hierover praat ik liever privé met u. Ik heb u een bericht gestuurd.
    2026-10-14 10:00 prive:joop private to joop
    2026-10-14 10:00 prive:joop say @joop
        Betaal niet en stuur niets meer. Bewaar bewijs en blokkeer daarna. Het is niet jouw schuld. Praat met Helpwanted: 020-261 52 75 of chat op helpwanted.nl.
        Vertel mij geen details. Mag ik dit meetellen, zonder wijk en zonder naam? Typ ja of nee.
    ");
}

#[tokio::test]
async fn as_json_lines() {
    let mut rehearsal = rehearsal().await;
    rehearsal.play(A_FORM).await.unwrap();
    let deeds = rehearsal.play("moerwijk anna > ja").await.unwrap();
    let lines: Vec<_> = deeds
        .iter()
        .map(|deed| serde_json::to_string(deed).unwrap())
        .collect();
    assert_snapshot!(lines.join("\n"), @r#"
    {"at":"2026-10-14T10:00:00+02:00","room":"moerwijk","kind":"notice","to":"anna:6","mentions":[],"body":"Verstuurd als S-1. Dank u wel! U hoort hier wat ermee gebeurt.\nAdvies bij deze truc: Bel direct 112. Doe de deur niet open en geef niets mee. De politie haalt nooit uw geld, passen of sieraden op.\nElke aangifte helpt, ook van een poging. Politie, geen spoed: 0900-8844 of politie.nl\nBuren, over Nepagent: zag u dit ook? Tik op 🙋. Klopt het niet? Tik op 👎.","number":6}
    {"at":"2026-10-14T10:00:00+02:00","room":"signaal","kind":"notice","to":null,"mentions":[],"body":"S-1 · Moerwijk · Nepagent\nHoe: Aan de deur · Mensen: 3 · Geld kwijt: nee · Dag: 14 oktober\nStand: nieuw","number":2}
    {"at":"2026-10-14T10:00:00+02:00","room":"signaal","kind":"react","to":"bot:2","mentions":[],"body":"👀"}
    {"at":"2026-10-14T10:00:00+02:00","room":"moerwijk","kind":"react","to":"bot:6","mentions":[],"body":"🙋"}
    {"at":"2026-10-14T10:00:00+02:00","room":"moerwijk","kind":"react","to":"bot:6","mentions":[],"body":"👎"}
    "#);
}

#[tokio::test]
async fn a_line_that_cannot_be_played_is_named() {
    let wrong = [
        "delft anna > hulp",
        "moerwijk anna reply bot:7 > ja",
        "moerwijk anna danst",
        "at gisteren",
        "at 2020-01-01T10:00",
    ];
    let mut said = Vec::new();
    for line in wrong {
        let script = format!("# a comment\n{line}");
        said.push(format!(
            "{:#}",
            rehearsal().await.play(&script).await.unwrap_err()
        ));
    }
    assert_snapshot!(said.join("\n"), @r#"
    line 2: delft anna > hulp: there is no room "delft" for @anna:example.org; use the name of a wijk, signaal, beheer or prive:anna
    line 2: moerwijk anna reply bot:7 > ja: bot:7 has not been said in this room
    line 2: moerwijk anna danst: write: ROOM PERSON > TEXT, or reply, thread, edit, delete, react, unreact, vote, unvote, media, join, leave
    line 2: at gisteren: "gisteren" is no moment; write 2026-10-14T10:00
    line 2: at 2020-01-01T10:00: the clock only goes forward
    "#);
}
