//! The labelled messages with personal data, each told as a report and as an action and played through the whole chain: what
//! had to be masked is in nothing that left the wijk room, and not in the database.

use std::collections::BTreeSet;
use std::fmt::Write as _;

use serde::Deserialize;
use wijkbode::rehearsal::{Deed, Rehearsal};

use super::privacy::found_on_disk;
use super::{PROGRAMME, rehearsal};

#[derive(Deserialize)]
struct Labelled {
    text: String,
    must_mask: Vec<String>,
}

fn labelled() -> Vec<Labelled> {
    let files = [
        include_str!("../../data/pii.jsonl"),
        include_str!("../../data/own_pii.jsonl"),
    ];
    let rows = files.into_iter().flat_map(str::lines);
    rows.map(|row| serde_json::from_str::<Labelled>(row).unwrap())
        .filter(|row| !row.must_mask.is_empty())
        .collect()
}

/// Letters and digits in lower case, with single spaces around and between: so that "Jan" is not found in "januari".
fn words(text: &str) -> String {
    let lower = text.to_lowercase();
    let parts = lower.split(|c: char| !c.is_alphanumeric());
    parts
        .filter(|part| !part.is_empty())
        .fold(" ".to_owned(), |mut all, part| {
            let _ = write!(all, "{part} ");
            all
        })
}

/// Words that the bot says by itself.
fn own_words() -> String {
    let config = std::path::Path::new(env!("CARGO_MANIFEST_DIR")).join("config");
    let folders = ["catalogue", "i18n/nl", "places"].map(|name| config.join(name));
    let files = folders
        .iter()
        .flat_map(|folder| std::fs::read_dir(folder).unwrap())
        .map(|file| std::fs::read_to_string(file.unwrap().path()).unwrap());
    files.chain([PROGRAMME.to_owned()]).collect()
}

/// What is to be typed next in a form that asks this.
fn next(question: &str) -> Option<&'static str> {
    if question.contains("Typ ja") {
        Some("ja")
    } else if question.contains("Typ een getal") {
        Some("2")
    } else if question.contains("Typ het cijfer") {
        Some("1")
    } else {
        None
    }
}

/// Types a text, and goes through what the bot asks because of it up to the end; all that the bot did.
async fn tells(rehearsal: &mut Rehearsal, text: &str) -> Vec<Deed> {
    const LONGEST_FORM: usize = 8;
    let mut all = Vec::new();
    let mut line = format!("moerwijk anna > {}", text.replace('\n', "\\n"));
    for _ in 0..LONGEST_FORM {
        let deeds = rehearsal
            .play(&line)
            .await
            .unwrap_or_else(|error| panic!("{line}: {error:#}"));
        let asked = deeds.iter().rev().find_map(|deed| {
            let room = ["moerwijk", "prive:anna"]
                .into_iter()
                .find(|room| deed.room == *room)?;
            Some((room, next(&deed.body)?))
        });
        all.extend(deeds);
        let Some((room, answer)) = asked else { break };
        line = format!("{room} anna > {answer}");
    }
    all
}

/// So many messages are told in a day.
const A_DAY: usize = 12;

/// The chain behind the signals: an answer, a question, a warning of two people, lists, figures and the digests of a week.
const BEHIND: &str = "
    signaal bram > gezien 1
    signaal bram > vraag 2
    signaal bram > 1
    signaal bram > ja
    prive:anna anna > 1
    prive:anna anna > ja
    signaal bram > afgehandeld 1
    signaal bram > 1
    signaal bram > waarschuw Moerwijk nepagent
    signaal carla > akkoord 1
    signaal bram > alarm
    beheer carla > overzicht Moerwijk
    beheer carla > digest
    beheer carla > logboek
    beheer carla > logboek S-1
    beheer carla > status
";

#[tokio::test]
async fn nothing_that_had_to_be_masked_leaves_the_wijk_room() {
    let all = labelled();
    let mut rehearsal = rehearsal().await;
    let day = chrono::NaiveDate::from_ymd_opt(2026, 10, 12).unwrap();
    rehearsal.play("signaal bram > volg alles").await.unwrap();
    let (mut left, mut signals) = (Vec::new(), 0);
    for (number, row) in all.iter().enumerate() {
        // Twelve messages a day, and at the end of each all its jobs.
        if number % A_DAY == 0 {
            let day = day + chrono::Days::new((number / A_DAY) as u64);
            let script = format!("tick {day}T09:00");
            rehearsal.play(&script).await.unwrap();
        }
        let mut deeds = tells(&mut rehearsal, &format!("signaal: {}", row.text)).await;
        let is_card = |deed: &&Deed| deed.room == "signaal" && deed.body.starts_with("S-");
        signals += usize::from(deeds.iter().any(|deed| is_card(&deed)));
        deeds.extend(tells(&mut rehearsal, &format!("actie {}", row.text)).await);
        // A form that is still open would take what comes next for its answer.
        deeds.extend(
            rehearsal
                .play("moerwijk anna > stop\nprive:anna anna > stop")
                .await
                .unwrap(),
        );
        left.extend(deeds);
    }
    left.extend(rehearsal.play(BEHIND).await.unwrap());
    left.extend(rehearsal.play("tick 2027-01-05T12:00").await.unwrap());
    assert!(
        signals > all.len() / 2,
        "only {signals} of {} became signals",
        all.len()
    );

    // Words that the bot says by itself, and the names of its people, are no finding.
    let own = words(&own_words());
    let wanted: BTreeSet<_> = all.iter().flat_map(|row| &row.must_mask).collect();
    let telling: Vec<_> = wanted
        .into_iter()
        .filter(|word| word.chars().count() > 2 && !own.contains(&words(word)))
        .collect();
    assert!(telling.len() > 200, "only {} are looked for", telling.len());
    left.retain(|deed| deed.room != "moerwijk" && deed.room != "prive:anna");
    let read: String = left.iter().map(|deed| words(&deed.body)).collect();
    let found: Vec<_> = telling
        .iter()
        .filter(|word| read.contains(&words(word)))
        .collect();
    assert!(found.is_empty(), "{found:?} left the wijk room");
    // What is shorter may stand in an id or a hash.
    let long = telling.iter().filter(|word| word.chars().count() > 5);
    let telling: Vec<_> = long.map(|word| word.as_str()).collect();
    let kept = found_on_disk(&mut rehearsal, &telling).await;
    assert!(kept.is_empty(), "{kept:?} is in the database");
}
