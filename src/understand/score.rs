//! Scores the labelled corpora of `tests/data/`, with floors, so that understanding can only get better.

use std::collections::BTreeMap;
use std::sync::{Arc, LazyLock};

use chrono::NaiveDate;
use serde_json::Value;

use super::{As, BOT_NAMES, COMMANDS, Understander};
use crate::catalogue::Catalogue;

static CATALOGUE: LazyLock<Arc<Catalogue>> = LazyLock::new(Catalogue::built_in);

/// Right and seen, by figure.
#[derive(Default)]
struct Tally {
    figures: BTreeMap<&'static str, (u32, u32)>,
    misses: Vec<String>,
}

impl Tally {
    fn add(&mut self, figure: &'static str, right: bool, row: &Value) {
        let (rights, seen) = self.figures.entry(figure).or_default();
        *rights += u32::from(right);
        *seen += 1;
        if !right {
            self.misses
                .push(format!("{figure}: {} {}", row["id"], row["text"]));
        }
    }

    /// Fails with all misses where a figure is under its floor.
    fn at_least(&self, floors: &[(&str, f64)]) {
        for (figure, floor) in floors {
            let (right, seen) = self.figures.get(figure).copied().unwrap_or_default();
            let share = f64::from(right) / f64::from(seen.max(1));
            let missed: Vec<&str> = self
                .misses
                .iter()
                .filter(|m| m.starts_with(figure))
                .map(String::as_str)
                .collect();
            assert!(
                share >= *floor,
                "{figure} is {share:.3} ({right}/{seen}), floor {floor}:\n{}",
                missed.join("\n")
            );
        }
    }
}

/// Answers for every row of a corpus.
fn read(kind: As, corpus: &str) -> Vec<(Value, Value)> {
    let today = NaiveDate::from_ymd_opt(2026, 10, 14).unwrap_or_default();
    let reader = Understander {
        catalogue: &CATALOGUE,
        today,
        vocabulary: &COMMANDS,
        bot_names: &BOT_NAMES,
    };
    let rows = corpus
        .lines()
        .filter(|l| !l.trim().is_empty())
        .map(|l| serde_json::from_str::<Value>(l).unwrap());
    rows.map(|row| (reader.answer(kind, row["text"].as_str().unwrap()), row))
        .collect()
}

/// Do two values, ranges or days have something in common? An unsaid count is one.
fn overlap(gold: &Value, answer: &Value, unsaid: &Value) -> bool {
    let (gold, answer) = (
        if gold.is_null() { unsaid } else { gold },
        if answer.is_null() { unsaid } else { answer },
    );
    if gold.is_null() || answer.is_null() {
        return gold.is_null() && answer.is_null();
    }
    let ends = |v: &Value| {
        v.as_array().map_or((v.to_string(), v.to_string()), |a| {
            (a[0].to_string(), a[a.len() - 1].to_string())
        })
    };
    let ((a, b), (c, d)) = (ends(gold), ends(answer));
    let before = |x: &str, y: &str| match (x.parse::<f64>(), y.parse::<f64>()) {
        (Ok(x), Ok(y)) => x <= y,
        _ => x <= y,
    };
    before(&a, &d) && before(&c, &b)
}

fn has(list: &Value, item: &Value) -> bool {
    list.as_array()
        .is_some_and(|l| l.iter().take(3).any(|i| i == item))
}

/// Scores one corpus of signals.
fn score_signals(corpus: &str) -> Tally {
    let mut tally = Tally::default();
    for (answer, row) in read(As::Signal, corpus) {
        score_phenomenon(&mut tally, &answer, &row);
        tally.add(
            if row["urgent"] == true {
                "urgent"
            } else {
                "calm"
            },
            answer["urgent"] == row["urgent"],
            &row,
        );
        tally.add(
            "people",
            overlap(&row["count"], &answer["count"], &1.into()),
            &row,
        );
        if row["urgent"] == false || !row["date"].is_null() {
            tally.add(
                "date",
                overlap(&row["date"], &answer["date"], &Value::Null),
                &row,
            );
        }
        tally.add("channel", row["channel"] == answer["channel"], &row);
        tally.add("outcome", row["outcome"] == answer["outcome"], &row);
        tally.add(
            "loss",
            row["loss_eur"].as_f64() == answer["loss_eur"].as_f64(),
            &row,
        );
    }
    tally
}

fn score_phenomenon(tally: &mut Tally, answer: &Value, row: &Value) {
    let (want, got) = (&row["phenomena"], &answer["phenomena"]);
    let sure = answer["sure"] == true;
    if want[0] == "onbekend" {
        return tally.add("unknown stays unknown", !sure || got[0] == "onbekend", row);
    }
    tally.add("first", got[0] == want[0], row);
    tally.add("three", has(&answer["candidates"], &want[0]), row);
    if sure {
        tally.add("sure", want.as_array().unwrap().contains(&got[0]), row);
    }
}

#[test]
fn signals() {
    score_signals(include_str!("../../tests/data/signals.jsonl")).at_least(&[
        ("first", 0.89),
        ("three", 0.97),
        ("sure", 0.98),
        ("unknown stays unknown", 0.9),
        ("urgent", 1.0),
        ("calm", 0.99),
        ("people", 0.96),
        ("date", 0.97),
        ("channel", 0.88),
        ("outcome", 0.94),
        ("loss", 0.92),
    ]);
}

#[test]
fn signals_in_other_words() {
    score_signals(include_str!("../../tests/data/own.jsonl")).at_least(&[
        ("first", 0.95),
        ("three", 0.985),
        ("sure", 0.98),
        ("unknown stays unknown", 0.9),
        ("urgent", 1.0),
        ("calm", 0.99),
        ("people", 0.965),
        ("date", 0.985),
        ("channel", 0.9),
        ("outcome", 0.95),
        ("loss", 0.96),
    ]);
}

/// By two further authors, who never saw a rule; mended after a look at them.
#[test]
fn signals_of_other_authors() {
    score_signals(include_str!("../../tests/data/others.jsonl")).at_least(&[
        ("first", 0.86),
        ("three", 0.97),
        ("sure", 0.97),
        ("unknown stays unknown", 0.9),
        ("urgent", 1.0),
        ("calm", 0.99),
        ("people", 0.93),
        ("date", 0.97),
        ("channel", 0.83),
        ("outcome", 0.935),
        ("loss", 0.95),
    ]);
}

/// By one more author, after all that was learned before; mended after a look at them.
#[test]
fn signals_of_a_later_author() {
    score_signals(include_str!("../../tests/data/later.jsonl")).at_least(&[
        ("first", 0.94),
        ("three", 1.0),
        ("sure", 0.98),
        ("unknown stays unknown", 1.0),
        ("urgent", 0.93),
        ("calm", 1.0),
        ("people", 0.93),
        ("date", 0.94),
        ("channel", 0.93),
        ("outcome", 0.93),
        ("loss", 0.96),
    ]);
}

/// Nothing was ever mended after a look at these; see tests/data/README.md before you do.
#[test]
fn signals_nobody_looked_at() {
    score_signals(include_str!("../../tests/data/fresh.jsonl")).at_least(&[
        ("first", 0.83),
        ("three", 0.97),
        ("sure", 0.96),
        ("urgent", 1.0),
        ("calm", 0.98),
        ("people", 0.97),
        ("date", 0.98),
        ("channel", 0.83),
        ("outcome", 0.79),
        ("loss", 0.95),
    ]);
}

/// Never learned from either, and harder: one in five that are calm looks urgent.
#[test]
fn signals_nothing_was_learned_from() {
    score_signals(include_str!("../../tests/data/unseen.jsonl")).at_least(&[
        ("first", 0.88),
        ("three", 0.95),
        ("sure", 0.96),
        ("unknown stays unknown", 1.0),
        ("urgent", 0.71),
        ("calm", 0.99),
        ("people", 0.94),
        ("date", 0.89),
        ("channel", 0.83),
        ("outcome", 0.77),
        ("loss", 0.88),
    ]);
}

/// Scores one corpus of actions.
fn score_actions(corpus: &str) -> Tally {
    let mut tally = Tally::default();
    let everyone = Value::from("algemeen");
    let or_all = |v: &Value| {
        if v.is_null() {
            everyone.clone()
        } else {
            v.clone()
        }
    };
    for (answer, row) in read(As::Action, corpus) {
        tally.add("kind", row["action"] == answer["action"], &row);
        tally.add("offered", has(&answer["candidates"], &row["action"]), &row);
        let both_unsaid = row["reach"].is_null() && answer["reach"].is_null();
        let reach = both_unsaid || overlap(&row["reach"], &answer["reach"], &1.into());
        tally.add("reach", reach, &row);
        if row.get("date").is_some() {
            let date = overlap(&row["date"], &answer["date"], &Value::Null);
            tally.add("date", date, &row);
            let audience = or_all(&row["audience"]) == or_all(&answer["audience"]);
            tally.add("audience", audience, &row);
        }
    }
    tally
}

/// Scores one corpus of commands and of talk.
fn score_commands(corpus: &str) -> Tally {
    let mut tally = Tally::default();
    let bare = |v: &Value| {
        let words = v.as_str().unwrap_or_default().to_lowercase();
        words.split_whitespace().collect::<Vec<_>>().join(" ")
    };
    for (answer, row) in read(As::Command, corpus) {
        if row["command"] == "none" {
            tally.add("silent", answer["command"] == "none", &row);
            continue;
        }
        tally.add("command", answer["command"] == row["command"], &row);
        tally.add("rest", bare(&answer["rest"]) == bare(&row["rest"]), &row);
    }
    tally
}

/// Scores one corpus of personal data.
fn score_masks(corpus: &str) -> Tally {
    let mut tally = Tally::default();
    for (answer, row) in read(As::Mask, corpus) {
        let out = answer["text"].as_str().unwrap();
        let parts = |name: &str| row[name].as_array().unwrap().clone();
        for part in parts("must_mask") {
            tally.add("masked", !out.contains(part.as_str().unwrap()), &row);
        }
        for part in parts("must_keep") {
            tally.add("kept", out.contains(part.as_str().unwrap()), &row);
        }
        if parts("must_mask").is_empty() {
            tally.add("untouched", row["text"] == out, &row);
        }
        assert_eq!(
            crate::language::mask(out),
            out,
            "masking twice is masking once"
        );
    }
    tally
}

#[test]
fn actions() {
    score_actions(include_str!("../../tests/data/actions.jsonl")).at_least(&[
        ("kind", 0.92),
        ("offered", 0.98),
        ("reach", 1.0),
        ("date", 1.0),
        ("audience", 0.98),
    ]);
}

#[test]
fn actions_in_other_words() {
    score_actions(include_str!("../../tests/data/own_actions.jsonl")).at_least(&[
        ("kind", 0.99),
        ("reach", 0.98),
        ("date", 0.98),
        ("audience", 0.97),
    ]);
}

#[test]
fn commands() {
    score_commands(include_str!("../../tests/data/commands.jsonl")).at_least(&[
        ("silent", 1.0),
        ("command", 0.97),
        ("rest", 0.95),
    ]);
}

#[test]
fn commands_in_other_words() {
    score_commands(include_str!("../../tests/data/own_commands.jsonl")).at_least(&[
        ("silent", 1.0),
        ("command", 0.98),
        ("rest", 0.97),
    ]);
}

#[test]
fn talk_that_begins_with_command_words() {
    score_commands(include_str!("../../tests/data/talk.jsonl")).at_least(&[("silent", 1.0)]);
}

#[test]
fn personal_data() {
    score_masks(include_str!("../../tests/data/pii.jsonl")).at_least(&[
        ("masked", 1.0),
        ("kept", 1.0),
        ("untouched", 1.0),
    ]);
}

#[test]
fn personal_data_in_other_notations() {
    score_masks(include_str!("../../tests/data/own_pii.jsonl")).at_least(&[
        ("masked", 1.0),
        ("kept", 1.0),
        ("untouched", 1.0),
    ]);
}

#[test]
fn urgency_in_other_words() {
    let mut tally = Tally::default();
    for (answer, row) in read(As::Signal, include_str!("../../tests/data/urgency.jsonl")) {
        let figure = if row["urgent"] == true {
            "urgent"
        } else {
            "calm"
        };
        tally.add(figure, answer["urgent"] == row["urgent"], &row);
    }
    tally.at_least(&[("urgent", 1.0), ("calm", 0.97)]);
}

/// As the bot itself shows how to report: learned from, so that it reads its own lessons.
#[test]
fn terse_reports() {
    let mut tally = Tally::default();
    for (answer, row) in read(As::Signal, include_str!("../../tests/data/terse.jsonl")) {
        tally.add("outcome", answer["outcome"] == row["outcome"], &row);
        tally.add("urgent", answer["urgent"] == row["urgent"], &row);
    }
    tally.at_least(&[("outcome", 0.92), ("urgent", 0.98)]);
}

#[test]
fn outcomes_in_other_words() {
    let mut tally = Tally::default();
    for (answer, row) in read(As::Signal, include_str!("../../tests/data/outcomes.jsonl")) {
        tally.add("outcome", answer["outcome"] == row["outcome"], &row);
    }
    tally.at_least(&[("outcome", 0.96)]);
}
