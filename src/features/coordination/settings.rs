//! `instelling`: when things go out, the language, reminders and quiet hours.
//!
//! ```text
//! > instelling maandvraag eerste werkdag dinsdag 10:00
//! ```

use anyhow::Result;
use futures_util::future::BoxFuture;

use crate::args;
use crate::domain::calendar::{Quiet, Rule};
use crate::engine::{Call, Change, Turn, setting_in_words, setting_names, text_value};
use crate::language::read_schedule;

pub fn run<'a>(turn: &'a mut Turn, call: &'a Call) -> BoxFuture<'a, Result<()>> {
    Box::pin(async move {
        let typed = call.text.split_whitespace().collect::<Vec<_>>().join(" ");
        if typed.is_empty() {
            return list(turn, call).await;
        }
        let Some((thing, value)) = named(turn, &typed) else {
            return wrong(turn, call, "setting-unknown").await;
        };
        let Some(after) = read(&thing, &value) else {
            return wrong(turn, call, example_of(&thing)).await;
        };
        let before = turn.thing(&thing).await?;
        let change = Change {
            thing,
            before,
            after: Some(text_value(&after)),
        };
        turn.propose(call, "setting-step", vec![change]).await
    })
}

async fn list(turn: &mut Turn, call: &Call) -> Result<()> {
    let mut lines = vec![turn.t("setting-title", args! {})];
    for (thing, _) in setting_names(turn) {
        let value = turn.thing(&thing).await?;
        let (what, value) = setting_in_words(turn, &thing, value.as_deref());
        lines.push(turn.t("setting-line", args! { what: what, value: value }));
    }
    lines.push(turn.t("setting-footer", args! {}));
    turn.answer(call, lines.join("\n")).await.map(drop)
}

/// The setting that the text begins with, and what follows.
fn named(turn: &Turn, typed: &str) -> Option<(String, String)> {
    let lower = typed.to_lowercase();
    let names = setting_names(turn);
    names.iter().find_map(|(thing, words)| {
        let rest = words.iter().find_map(|word| {
            let rest = lower.strip_prefix(word.as_str())?;
            (rest.is_empty() || rest.starts_with([' ', ':'])).then_some(rest)
        })?;
        Some((
            thing.clone(),
            rest.trim_start_matches([' ', ':']).to_owned(),
        ))
    })
}

/// The value as the programme keeps it; `None` for what it cannot be.
fn read(thing: &str, typed: &str) -> Option<String> {
    match thing {
        "fact:language" => match typed {
            "nl" | "nederlands" | "dutch" => Some("nl".to_owned()),
            "en" | "engels" | "english" => Some("en".to_owned()),
            _ => None,
        },
        "fact:reminders" => match typed {
            "aan" | "ja" | "on" => Some("on".to_owned()),
            "uit" | "nee" | "off" => Some("off".to_owned()),
            _ => None,
        },
        "fact:quiet_hours" => read_quiet(typed),
        _ => read_schedule(typed).filter(|rule| rule.parse::<Rule>().is_ok()),
    }
}

/// `20:00-9:00`, `20.00 tot 09.00`, `20 - 9`.
fn read_quiet(typed: &str) -> Option<String> {
    let typed = typed
        .replace(" tot ", "-")
        .replace(" to ", "-")
        .replace(' ', "");
    let (from, until) = typed.split_once('-')?;
    let time = |text: &str| {
        let text = text.replace(['.', 'u'], ":");
        let text = text.trim_end_matches(':');
        let (hour, minute) = text.split_once(':').unwrap_or((text, "00"));
        let hour: u32 = hour.parse().ok()?;
        Some(format!("{hour:02}:{minute}"))
    };
    let hours = format!("{}-{}", time(from)?, time(until)?);
    hours.parse::<Quiet>().ok().map(|quiet| quiet.to_string())
}

fn example_of(thing: &str) -> &'static str {
    match thing {
        "fact:language" => "setting-language-how",
        "fact:reminders" => "setting-reminders-how",
        "fact:quiet_hours" => "setting-quiet-how",
        _ => "setting-schedule-how",
    }
}

async fn wrong(turn: &mut Turn, call: &Call, key: &'static str) -> Result<()> {
    let body = turn.t(key, args! {});
    turn.answer(call, body).await.map(drop)
}

#[cfg(test)]
mod tests {
    use super::read_quiet;

    #[test]
    fn quiet_hours_are_read_as_people_type_them() {
        for typed in ["20:00-9:00", "20.00 tot 09.00", "20 - 9", "20u tot 9u"] {
            assert_eq!(read_quiet(typed).as_deref(), Some("20:00-09:00"), "{typed}");
        }
        assert_eq!(read_quiet("9-20"), None);
        assert_eq!(read_quiet("altijd"), None);
    }
}
