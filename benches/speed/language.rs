//! Reading messages on one core, over the labelled corpora of the tests.

use std::hint::black_box;
use std::time::Instant;

use chrono::NaiveDate;
use serde_json::Value;
use wijkbode::catalogue::Catalogue;
use wijkbode::language::{mask, read_action, read_command, read_signal};
use wijkbode::understand::{BOT_NAMES, COMMANDS};

use crate::report::{Aim, Line, Report};

const SIGNALS: &str = include_str!("../../tests/data/signals.jsonl");
const ACTIONS: &str = include_str!("../../tests/data/actions.jsonl");
const TALK: &str = include_str!("../../tests/data/talk.jsonl");
const PERSONAL: &str = include_str!("../../tests/data/pii.jsonl");

/// How often a corpus is read in a round.
const TIMES: usize = 20;

pub fn measure(report: &mut Report) {
    let catalogue = Catalogue::built_in();
    let today = NaiveDate::from_ymd_opt(2026, 10, 14).unwrap_or_default();
    per_second(report, "signals read", SIGNALS, |text| {
        black_box(read_signal(text, &catalogue, today));
    });
    per_second(report, "actions read", ACTIONS, |text| {
        black_box(read_action(text, &catalogue, today));
    });
    per_second(report, "ordinary talk judged", TALK, |text| {
        black_box(read_command(text, &COMMANDS, &BOT_NAMES));
    });
    per_second(report, "personal data masked", PERSONAL, |text| {
        black_box(mask(text));
    });
}

fn per_second(report: &mut Report, what: &str, corpus: &str, read: impl Fn(&str)) {
    let texts: Vec<String> = corpus.lines().filter_map(text).collect();
    // What is made at first use is no part of it.
    texts.iter().for_each(|text| read(text));
    let rates = (0..report.rounds).map(|_| {
        let begun = Instant::now();
        for _ in 0..TIMES {
            texts.iter().for_each(|text| read(text));
        }
        (TIMES * texts.len()) as f64 / begun.elapsed().as_secs_f64()
    });
    report.add(&Line {
        what,
        unit: "/s",
        measured: rates.collect(),
        floor: vec![],
        aim: Aim::AtLeast(20_000.0),
    });
}

fn text(line: &str) -> Option<String> {
    let row: Value = serde_json::from_str(line).ok()?;
    Some(row["text"].as_str()?.to_owned())
}
