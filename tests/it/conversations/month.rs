//! A whole month in two wijken: what everybody says and does, and all that the bot does.

use wijkbode::catalogue::Place;
use wijkbode::programme::Programme;
use wijkbode::rehearsal::{Deed, Rehearsal};

use super::{PROGRAMME, world};

#[tokio::test]
async fn a_whole_month() {
    insta::assert_snapshot!(transcript(include_str!("../../data/month.rehearsal")).await);
}

/// The script's lines, each with what the bot does because of it.
async fn transcript(script: &str) -> String {
    let programme = Programme::parse(PROGRAMME, &[Place::den_haag()]).unwrap();
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
