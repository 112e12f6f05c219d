//! Whole months: what everybody says and does, and all that the bot does.

use wijkbode::catalogue::Place;
use wijkbode::programme::Programme;
use wijkbode::rehearsal::{Deed, Rehearsal};

use super::warnings::without_codes;
use super::{PROGRAMME, world};

#[tokio::test]
async fn a_whole_month() {
    let script = include_str!("../../data/month.rehearsal");
    insta::assert_snapshot!(transcript(PROGRAMME, script).await);
}

/// Four wijken with a burst among noise: reports, sightings, a question, merging, the alarm, a warning of two people, an action,
/// corrections, and the outcome to every reporter.
#[tokio::test]
async fn an_outbreak_in_four_wijken() {
    let (programme, script) = (
        include_str!("../../data/outbreak.toml"),
        include_str!("../../data/outbreak.rehearsal"),
    );
    insta::assert_snapshot!(without_codes(&transcript(programme, script).await));
}

/// The script's lines, each with what the bot does because of it.
async fn transcript(programme: &str, script: &str) -> String {
    let programme = Programme::parse(programme, &[Place::den_haag()]).unwrap();
    let mut rehearsal = Rehearsal::new(programme, world()).await.unwrap();
    let mut shown = Vec::new();
    for line in script.lines() {
        let deeds = rehearsal
            .play(line)
            .await
            .unwrap_or_else(|error| panic!("{line}: {error:#}"));
        let deeds = deeds
            .iter()
            .map(Deed::to_string)
            .map(|deed| indented(&deed));
        shown.push(line.to_owned());
        shown.extend(deeds);
    }
    shown.join("\n")
}

fn indented(deed: &str) -> String {
    let indent = |line: &str| {
        if line.is_empty() {
            String::new()
        } else {
            format!("    {line}")
        }
    };
    deed.lines().map(indent).collect::<Vec<_>>().join("\n")
}
