//! What `wijkbode rehearse` prints: a line per thing the bot does, for people or as JSON Lines.

use insta::assert_snapshot;

use super::{A_SIGNAL, rehearsal, shown};

/// One of each kind of thing that the bot does.
const ALL_KINDS: &str = "
    signaal bram > volg alles
    moerwijk anna > signaal nepagent aan de deur bij 3 buren, niks kwijt
    moerwijk anna > ja
    signaal bram > gezien 1
    moerwijk anna delete 1
    beheer carla > wijk nieuw Scheveningen
    duindorp joop > signaal sextortion
";

#[tokio::test]
async fn for_people() {
    assert_snapshot!(shown(&rehearsal().await.play(ALL_KINDS).await.unwrap()), @r"
    2026-10-14 10:00 signaal notice to bram:1
        U volgt nu alles. Bij een nieuw signaal krijgt u een seintje.
    2026-10-14 10:00 moerwijk notice to anna:1
        Ik weet nog niet zeker wat het was. Typ het cijfer.
        1. Nepagent
        2. Babbeltruc aan de deur
        3. Nep-bankmedewerker of koerier aan de deur
        4. Iets anders
    2026-10-14 10:00 signaal notice to bram:2
        Signaal 1 ken ik niet. Kijk naar het nummer achter de S, bijvoorbeeld: gezien 12
    2026-10-14 10:00 beheer notice to carla:1
        Scheveningen doet mee. Ik maak de kamer en nodig de mensen uit.
    2026-10-14 10:00 scheveningen room
        Scheveningen
    2026-10-14 10:00 scheveningen invite to carla
    2026-10-14 10:00 duindorp notice to joop:1
        Dank u wel dat u dit meldt. Hierover praat ik liever privé met u. Ik heb u een bericht gestuurd.
    2026-10-14 10:00 prive:joop private to joop
    2026-10-14 10:00 prive:joop notice
        Betaal niet en stuur niets meer. Bewaar bewijs en blokkeer daarna. Het is niet jouw schuld. Praat met Helpwanted: 020-261 52 75 of chat op helpwanted.nl.
        Vertel mij geen details. Mag ik dit meetellen, zonder wijk en zonder naam? Typ ja of nee.
    ");
}

#[tokio::test]
async fn as_json_lines() {
    let deeds = rehearsal().await.play(A_SIGNAL).await.unwrap();
    let lines: Vec<_> = deeds
        .iter()
        .map(|deed| serde_json::to_string(deed).unwrap())
        .collect();
    assert_snapshot!(lines.join("\n"), @r#"
    {"at":"2026-10-14T10:00:00+02:00","room":"moerwijk","kind":"notice","to":"anna:1","mentions":[],"body":"Ik weet nog niet zeker wat het was. Typ het cijfer.\n1. Nepagent\n2. Babbeltruc aan de deur\n3. Nep-bankmedewerker of koerier aan de deur\n4. Iets anders"}
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
    line 2: moerwijk anna danst: write: ROOM PERSON > TEXT, or reply, edit, delete, react, unreact, vote, media, join, leave
    line 2: at gisteren: "gisteren" is no moment; write 2026-10-14T10:00
    line 2: at 2020-01-01T10:00: the clock only goes forward
    "#);
}
