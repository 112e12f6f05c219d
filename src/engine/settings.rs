//! The settings that managers change in chat, and how people read them: when something goes out, the language,
//! reminders, quiet hours. Each is a thing of the programme, like those of the file.

use chrono::Weekday;
use serde_json::Value;

use super::things::Change;
use super::turn::Turn;
use crate::args;
use crate::domain::calendar::Quiet;
use crate::features;

/// Settings beside the schedules: the thing, and the words that name it.
pub const SETTINGS: [(&str, &[&str]); 3] = [
    ("fact:language", &["taal", "language"]),
    (
        "fact:reminders",
        &["herinnering", "herinneringen", "reminder", "reminders"],
    ),
    (
        "fact:quiet_hours",
        &["stille uren", "stil", "rust", "quiet hours", "quiet"],
    ),
];

/// Every setting by its thing, with the words that name it: a schedule by the name of its job in the language of the
/// programme ("de maandvraag"), and by its own name.
pub fn setting_names(turn: &Turn) -> Vec<(String, Vec<String>)> {
    let jobs = features::jobs().map(|job| {
        let title = turn
            .t(&format!("job-{}", job.name), args! {})
            .to_lowercase();
        let bare = ["de ", "het ", "the "]
            .iter()
            .find_map(|article| title.strip_prefix(article))
            .unwrap_or(&title)
            .to_owned();
        (
            format!("schedule:{}", job.name),
            vec![bare, job.name.to_owned()],
        )
    });
    let others = SETTINGS.iter().map(|(thing, words)| {
        let words = words.iter().map(|word| (*word).to_owned()).collect();
        ((*thing).to_owned(), words)
    });
    jobs.chain(others).collect()
}

/// A setting and its value as people read them: "De maandvraag", "eerste werkdag dinsdag 10:00".
pub fn setting_in_words(turn: &Turn, thing: &str, value: Option<&str>) -> (String, String) {
    let value: Option<Value> = value.and_then(|value| serde_json::from_str(value).ok());
    let value = value.as_ref().and_then(Value::as_str);
    match thing.split_once(':') {
        Some(("schedule", name)) => {
            let usual = features::jobs().find(|job| job.name == name);
            let rule = value.unwrap_or_else(|| usual.map_or("", |job| job.rule));
            (
                turn.t(&format!("job-{name}"), args! {}),
                schedule(turn, rule),
            )
        }
        Some(("fact", "language")) => {
            let lang = if value == Some("en") { "en" } else { "nl" };
            (
                turn.t("setting-language", args! {}),
                turn.t(&format!("setting-language-{lang}"), args! {}),
            )
        }
        Some(("fact", "reminders")) => {
            let state = if value == Some("off") { "off" } else { "on" };
            (
                turn.t("setting-reminders", args! {}),
                turn.t(&format!("setting-{state}"), args! {}),
            )
        }
        Some(("fact", "quiet_hours")) => {
            let hours = value.map_or_else(|| Quiet::default().to_string(), str::to_owned);
            (turn.t("setting-quiet-hours", args! {}), hours)
        }
        _ => (thing.to_owned(), value.unwrap_or("-").to_owned()),
    }
}

pub(super) fn in_words(turn: &Turn, change: &Change) -> String {
    let (what, from) = setting_in_words(turn, &change.thing, change.before.as_deref());
    let (_, to) = setting_in_words(turn, &change.thing, change.after.as_deref());
    turn.t("step-setting", args! { what: what, from: from, to: to })
}

/// A schedule as people read it; a cron expression stays as it is.
fn schedule(turn: &Turn, rule: &str) -> String {
    let words: Vec<_> = rule.split_whitespace().collect();
    let (key, day, time) = match words.as_slice() {
        ["first", "working", day, time] => ("schedule-first-working", *day, *time),
        ["daily", time] => ("schedule-daily", "Monday", *time),
        [day, time] => ("schedule-weekly", *day, *time),
        _ => return rule.to_owned(),
    };
    let Ok(day) = day.parse::<Weekday>() else {
        return rule.to_owned();
    };
    let day = turn.t(
        &format!("schedule-day-{}", day.number_from_monday()),
        args! {},
    );
    turn.t(key, args! { day: day, time: time.to_owned() })
}
