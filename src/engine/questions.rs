//! Questions in progress: what counts as an answer, and reading it.

use anyhow::{Context, Result};
use serde::de::DeserializeOwned;
use serde::{Deserialize, Serialize};

use super::turn::Call;
use crate::domain::time::Moment;
use crate::language::{is_exactly_yes, is_when, read_choice, read_count, read_yes_no};
use crate::store::QuestionRow;

/// How long a question waits for its answer.
const WAITS_HOURS: i64 = 24;

/// What counts as an answer.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum Offer {
    /// One of a numbered list, by its digit or by a word of its label.
    Choice(Vec<Choice>),
    /// How many, or "weet niet".
    Count,
    /// A day to come, a time, or both; who asked reads them, since that depends on today.
    When,
    /// Exactly "ja" sends; "nee" does not. Nothing else does anything.
    Confirm,
}

/// One line of a numbered list.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Choice {
    pub id: String,
    pub label: String,
}

impl Choice {
    pub fn new(id: impl Into<String>, label: impl Into<String>) -> Self {
        Self {
            id: id.into(),
            label: label.into(),
        }
    }
}

/// A numbered list as people see it.
pub fn numbered(choices: &[Choice]) -> String {
    let line = |(number, choice): (usize, &Choice)| format!("{}. {}", number + 1, choice.label);
    choices
        .iter()
        .enumerate()
        .map(line)
        .collect::<Vec<_>>()
        .join("\n")
}

/// A question to one person in one room.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Question {
    /// Which question: the name of a [`super::feature::QuestionKind`].
    pub kind: String,
    pub offer: Offer,
    /// What the form knows so far. Never text that somebody wrote, but for a message that a manager is about to send.
    pub data: serde_json::Value,
    /// The message that began the form; removing it ends the form.
    pub started_by: Option<String>,
}

impl Question {
    /// # Errors
    /// When `data` cannot be written as JSON.
    pub fn new(kind: &str, offer: Offer, data: &impl Serialize) -> Result<Self> {
        let data = serde_json::to_value(data).context("writing what a form knows")?;
        Ok(Self {
            kind: kind.to_owned(),
            offer,
            data,
            started_by: None,
        })
    }

    /// The same form goes on: removing the message that began it still ends it.
    pub fn begun_by(mut self, event_id: &str) -> Self {
        self.started_by = Some(event_id.to_owned());
        self
    }

    /// What the form knows.
    pub fn data<T: DeserializeOwned>(&self) -> Result<T> {
        serde_json::from_value(self.data.clone()).context("reading what a form knows")
    }

    pub(super) fn to_row(&self, call: &Call, id: &str, now: Moment) -> Result<QuestionRow> {
        // After downtime the question goes out late; its time begins when it is asked.
        Ok(QuestionRow {
            room: call.room.key.clone(),
            person: call.who.person.id.clone(),
            id: id.to_owned(),
            kind: self.kind.clone(),
            offer: serde_json::to_string(&self.offer)?,
            data: self.data.to_string(),
            started_by: self
                .started_by
                .clone()
                .unwrap_or_else(|| call.event_id.clone()),
            asked_at: now,
            expires_at: now.plus_hours(WAITS_HOURS),
        })
    }

    pub(super) fn from_row(row: &QuestionRow) -> Result<Self> {
        Ok(Self {
            kind: row.kind.clone(),
            offer: serde_json::from_str(&row.offer).context("reading a stored question")?,
            data: serde_json::from_str(&row.data).context("reading a stored question")?,
            started_by: Some(row.started_by.clone()),
        })
    }
}

/// An answer to a question.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Answer {
    /// The id of the choice.
    Chosen(String),
    /// Least and most; `None` for "weet niet".
    Count(Option<(u32, u32)>),
    /// The message says when.
    When,
    Yes,
    No,
    /// The form is to end.
    Stop,
}

/// Reads a message that as a whole is an answer to what was offered; anything else is none.
pub fn read_answer(offer: &Offer, body: &str) -> Option<Answer> {
    if is_stop(body) {
        return Some(Answer::Stop);
    }
    match offer {
        Offer::Choice(choices) => {
            let labels: Vec<_> = choices.iter().map(|choice| choice.label.as_str()).collect();
            read_choice(body, &labels).map(|index| Answer::Chosen(choices[index].id.clone()))
        }
        Offer::Count if is_unknown(body) => Some(Answer::Count(None)),
        Offer::Count => read_count(body).map(|range| Answer::Count(Some(range))),
        Offer::When => is_when(body).then_some(Answer::When),
        Offer::Confirm if is_exactly_yes(body) => Some(Answer::Yes),
        Offer::Confirm => (read_yes_no(body) == Some(false)).then_some(Answer::No),
    }
}

fn is_stop(body: &str) -> bool {
    matches!(
        bare(body).as_str(),
        "stop"
            | "stop maar"
            | "ik stop"
            | "stoppen"
            | "annuleer"
            | "annuleren"
            | "laat maar"
            | "cancel"
            | "never mind"
    )
}

fn is_unknown(body: &str) -> bool {
    const WORDS: &[&str] = &[
        "?",
        "weet niet",
        "weet ik niet",
        "geen idee",
        "onbekend",
        "dat weet ik niet",
        "don't know",
        "dont know",
        "no idea",
        "unknown",
    ];
    WORDS.contains(&bare(body).as_str())
}

/// Lower case, straight quotes, without marks around it.
fn bare(body: &str) -> String {
    let lower = body.to_lowercase().replace('’', "'");
    lower
        .trim_matches(|c: char| c.is_whitespace() || matches!(c, '.' | '!' | ',' | '"'))
        .to_owned()
}

#[cfg(test)]
mod tests {
    use super::*;

    fn offer() -> Offer {
        Offer::Choice(vec![
            Choice::new("a", "Telefoon"),
            Choice::new("b", "Aan de deur"),
        ])
    }

    #[test]
    fn a_digit_a_word_and_stop_are_answers_and_talk_is_not() {
        assert_eq!(read_answer(&offer(), "2"), Some(Answer::Chosen("b".into())));
        assert_eq!(
            read_answer(&offer(), "Telefoon"),
            Some(Answer::Chosen("a".into()))
        );
        assert_eq!(read_answer(&offer(), "Stop!"), Some(Answer::Stop));
        assert_eq!(read_answer(&offer(), "ik heb 2 katten"), None);
        assert_eq!(read_answer(&offer(), "3"), None);
    }

    #[test]
    fn only_a_whole_yes_sends() {
        assert_eq!(read_answer(&Offer::Confirm, "Ja."), Some(Answer::Yes));
        assert_eq!(read_answer(&Offer::Confirm, "ja gezellig"), None);
        assert_eq!(read_answer(&Offer::Confirm, "nee"), Some(Answer::No));
    }

    #[test]
    fn not_knowing_how_many_is_an_answer() {
        assert_eq!(
            read_answer(&Offer::Count, "Weet ik niet"),
            Some(Answer::Count(None))
        );
        assert_eq!(
            read_answer(&Offer::Count, "5"),
            Some(Answer::Count(Some((5, 5))))
        );
    }

    #[test]
    fn a_list_is_numbered_from_one() {
        assert_eq!(
            numbered(&[Choice::new("a", "Telefoon"), Choice::new("b", "E-mail")]),
            "1. Telefoon\n2. E-mail"
        );
    }
}
