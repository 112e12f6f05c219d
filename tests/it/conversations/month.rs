//! A whole month in two wijken: what everybody says and does, and all that the bot does.

use wijkbode::rehearsal::Deed;

use super::rehearsal;

#[tokio::test]
async fn a_whole_month() {
    insta::assert_snapshot!(transcript(include_str!("../../data/month.rehearsal")).await);
}

/// The script's lines, each with what the bot does because of it.
async fn transcript(script: &str) -> String {
    let mut rehearsal = rehearsal().await;
    let mut shown = Vec::new();
    for line in script.lines() {
        let deeds = rehearsal
            .play(line)
            .await
            .unwrap_or_else(|error| panic!("{line}: {error:#}"));
        let deeds = deeds
            .iter()
            .map(Deed::to_string)
            .map(|deed| format!("    {}", deed.replace('\n', "\n    ")));
        shown.push(line.to_owned());
        shown.extend(deeds);
    }
    shown.join("\n")
}
