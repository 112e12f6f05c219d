//! Early warning: at least as good as the methods of health services, on the same outbreaks; and the command itself.
//!
//! A small version of `cargo speed -- detection`, from a fixed seed: it gives the same figures every time.

#[path = "../../benches/speed/detection/references.rs"]
mod references;
#[path = "../../benches/speed/detection/simulation.rs"]
#[expect(dead_code, reason = "the tables of the benchmark show more")]
mod simulation;

use std::fs;
use std::io::Write;
use std::process::{Command, Output, Stdio};

use anyhow::{Context, Result};
use serde_json::Value;
use simulation::{Gemeente, Outbreak, Scale, compare};
use wijkbode::domain::detection::{Level, Settings};

#[test]
fn no_other_method_that_is_wrong_as_often_finds_more_or_sooner() {
    let outbreaks = [(3, 3), (4, 7), (6, 7), (10, 21)].map(|(size, days)| Outbreak { size, days });
    let scale = Scale {
        years: 120,
        outbreaks: 60,
    };
    for per_week in [0.25, 0.5, 1.0] {
        let scores = compare(per_week, &outbreaks, &Settings::default(), scale, 1);
        let (ours, others) = scores.split_first().expect("ours comes first");
        assert!(ours.false_alarms_a_year <= 1.0, "{ours:?}");
        assert!(ours.share() > 0.7, "{ours:?}");
        let as_often = others
            .iter()
            .filter(|score| score.name.ends_with("as often wrong"));
        assert_eq!(as_often.clone().count(), references::ALL.len());
        for other in as_often {
            assert!(
                ours.share() >= other.share(),
                "{per_week}: {ours:?} {other:?}"
            );
            assert!(
                ours.mean() <= other.mean(),
                "{per_week}: {ours:?} {other:?}"
            );
        }
    }
}

#[test]
fn a_whole_gemeente_has_one_false_alarm_a_month_at_most() {
    let mut gemeente = Gemeente::new(30.0, 1);
    let (ours, theirs) = gemeente.false_alarms();
    assert!(ours <= 12, "{ours}, where others have {theirs:?}");
    let outbreak = Outbreak { size: 6, days: 7 };
    let found: Vec<_> = (0..5).filter_map(|_| gemeente.find(outbreak)).collect();
    assert!(found.len() >= 4, "{found:?}");
    assert!(
        found.iter().any(|(_, level)| *level == Level::Wijk),
        "{found:?}"
    );
    assert!(gemeente.time_a_day(1000) > 0.0);
}

const HEAD: &str = "date,wijk,phenomenon,count,reporters\n";

/// A year with a report every other week, and five in four days at its end.
fn a_year_with_a_burst() -> String {
    let first = wijkbode::domain::time::read_day("2025-10-01").expect("a day");
    let day = |n: u64| first + chrono::Days::new(n);
    let usual = (0..26).map(|n| format!("{},Moerwijk,nepagent,1,1\n", day(14 * n + 3)));
    let burst = [(370, 2), (371, 1), (373, 2)]
        .map(|(n, count)| format!("{},Moerwijk,nepagent,{count},{count}\n", day(n)));
    usual.chain(burst).collect()
}

fn detect(arguments: &[&str], input: &str) -> Result<Output> {
    let mut child = Command::new(env!("CARGO_BIN_EXE_wijkbode"))
        .arg("detect")
        .args(arguments)
        .stdin(Stdio::piped())
        .stdout(Stdio::piped())
        .stderr(Stdio::piped())
        .spawn()?;
    child
        .stdin
        .take()
        .context("its input")?
        .write_all(input.as_bytes())?;
    Ok(child.wait_with_output()?)
}

#[test]
fn the_command_prints_a_line_for_each_alarm() -> Result<()> {
    let folder = tempfile::tempdir()?;
    let file = folder.path().join("history.csv");
    fs::write(&file, format!("{HEAD}{}", a_year_with_a_burst()))?;
    let done = detect(
        &["--history", file.to_str().context("a path in UTF-8")?],
        "",
    )?;
    assert!(
        done.status.success(),
        "{}",
        String::from_utf8_lossy(&done.stderr)
    );
    let line: Value = serde_json::from_slice(&done.stdout)?;
    let said = [
        "date",
        "level",
        "area",
        "wijk",
        "phenomenon",
        "observed",
        "since",
        "reporters",
    ];
    assert_eq!(
        said.map(|name| line[name].clone()),
        [
            "2026-10-07".into(),
            "wijk".into(),
            "Moerwijk".into(),
            "Moerwijk".into(),
            "nepagent".into(),
            3.into(),
            "2026-10-06".into(),
            Value::from(3),
        ]
    );
    assert!(
        line["expected"]
            .as_f64()
            .is_some_and(|expected| expected < 0.3),
        "{line}"
    );
    assert!(
        line["score"].as_f64().is_some_and(|score| score > 2.0),
        "{line}"
    );
    Ok(())
}

#[test]
fn the_command_reads_standard_input_and_names_the_line_of_a_mistake() -> Result<()> {
    let done = detect(
        &["--history", "-"],
        &format!("{HEAD}{}", a_year_with_a_burst()),
    )?;
    assert_eq!(String::from_utf8(done.stdout)?.lines().count(), 1);
    let done = detect(
        &["--history", "-"],
        &format!("{HEAD}gisteren,Moerwijk,nepagent,1,1\n"),
    )?;
    let said = String::from_utf8(done.stderr)?;
    assert_eq!(done.status.code(), Some(1));
    assert!(
        said.contains("line 2") && said.contains("gisteren"),
        "{said}"
    );
    let done = detect(&["--history", "/nowhere/history.csv"], "")?;
    assert!(String::from_utf8(done.stderr)?.contains("cannot read /nowhere/history.csv"));
    Ok(())
}
