//! `wijkbode understand`: what the bot makes of messages, as JSON Lines or explained in Dutch.

use chrono::NaiveDate;
use serde::Deserialize;
use serde_json::{Value, json};

use crate::catalogue::Catalogue;
use crate::language::{Words, mask, read_action, read_command, read_signal};

pub mod explain;
#[cfg(test)]
mod score;

/// What to read a message as.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum As {
    Signal,
    Action,
    Command,
    Mask,
}

impl As {
    /// The word on the command line.
    #[must_use]
    pub fn from_word(word: &str) -> Option<Self> {
        Some(match word {
            "signal" => Self::Signal,
            "action" => Self::Action,
            "command" => Self::Command,
            "mask" => Self::Mask,
            _ => return None,
        })
    }
}

/// `spoken` and, behind them, what the language knows of commands and no feature has yet.
#[must_use]
pub fn vocabulary(spoken: &[Words<'static>]) -> Vec<Words<'static>> {
    let missing = COMMANDS
        .iter()
        .filter(|command| spoken.iter().all(|words| words.name != command.name));
    let mut all = spoken.to_vec();
    all.extend(missing);
    all
}

/// The commands of the labelled messages, whether or not a feature has them.
pub const COMMANDS: [Words<'static>; 15] = [
    Words {
        name: "hulp",
        words: &["hulp", "help", "uitleg"],
    },
    Words {
        name: "actie",
        words: &["actie", "akties", "aktie", "acties", "action"],
    },
    Words {
        name: "signaal",
        words: &["signaal", "sinjaal", "singaal", "signal", "melding"],
    },
    Words {
        name: "ongedaan",
        words: &["ongedaan", "undo", "herstel"],
    },
    Words {
        name: "activiteit",
        words: &["activiteit", "activity", "aktiviteit"],
    },
    Words {
        name: "pauze",
        words: &["pauze", "pause"],
    },
    Words {
        name: "info",
        words: &["info", "informatie", "information"],
    },
    Words {
        name: "doel",
        words: &["doel", "goal"],
    },
    Words {
        name: "mijn",
        words: &["mijn", "mine", "my"],
    },
    Words {
        name: "stop",
        words: &["stop"],
    },
    Words {
        name: "volg",
        words: &["volg", "follow"],
    },
    Words {
        name: "ontvolg",
        words: &["ontvolg", "unfollow"],
    },
    Words {
        name: "gezien",
        words: &["gezien", "seen"],
    },
    Words {
        name: "afgehandeld",
        words: &["afgehandeld", "handled", "closed"],
    },
    Words {
        name: "status",
        words: &["status"],
    },
];

/// Names people call the bot by where no configuration gives them.
pub const BOT_NAMES: [&str; 2] = ["wijkbode", "bot"];

/// One line of input. A row without a text is read as an empty one, so that it costs no other row its answer.
#[derive(Debug, Deserialize)]
struct Message {
    #[serde(default)]
    id: Value,
    #[serde(default)]
    text: Option<String>,
}

/// What every call needs.
pub struct Understander<'a> {
    pub catalogue: &'a Catalogue,
    pub today: NaiveDate,
    pub vocabulary: &'a [Words<'a>],
    pub bot_names: &'a [&'a str],
}

impl Understander<'_> {
    /// One line of JSON with `id` and `text` in, one line out. Other fields of the input are ignored.
    pub fn line(&self, kind: As, line: &str) -> Result<String, serde_json::Error> {
        let message: Message = serde_json::from_str(line)?;
        let mut answer = self.answer(kind, message.text.as_deref().unwrap_or_default());
        answer["id"] = message.id;
        Ok(answer.to_string())
    }

    fn answer(&self, kind: As, text: &str) -> Value {
        match kind {
            As::Signal => self.signal(text),
            As::Action => self.action(text),
            As::Command => self.command(text),
            As::Mask => json!({ "text": mask(text) }),
        }
    }

    fn signal(&self, text: &str) -> Value {
        let read = read_signal(text, self.catalogue, self.today);
        let channel = read.channel.unwrap_or_else(|| "onbekend".into());
        json!({
            "phenomena": read.phenomena, "candidates": read.candidates, "sure": read.sure, "channel": channel,
            "count": read.count, "date": read.date, "outcome": read.outcome, "loss_eur": euros(read.loss_cents), "urgent": read.urgent,
        })
    }

    fn action(&self, text: &str) -> Value {
        let read = read_action(text, self.catalogue, self.today);
        json!({
            "action": read.action.unwrap_or_else(|| "anders".into()), "candidates": read.candidates, "sure": read.sure,
            "reach": read.reach, "oplage": read.circulation, "date": read.date, "audience": read.audience,
        })
    }

    fn command(&self, text: &str) -> Value {
        match read_command(text, self.vocabulary, self.bot_names) {
            Some(call) => {
                json!({ "command": call.name, "rest": call.rest, "certain": call.certain })
            }
            None => json!({ "command": "none", "rest": "" }),
        }
    }
}

/// Whole euros as a whole number, as the corpus has them.
fn euros(cents: Option<u64>) -> Value {
    match cents {
        Some(cents) if cents % 100 == 0 => json!(cents / 100),
        Some(cents) => json!(f64::from(u32::try_from(cents).unwrap_or(u32::MAX)) / 100.0),
        None => Value::Null,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn odd_rows_get_an_answer_with_their_own_id() {
        let catalogue = Catalogue::built_in();
        let understander = Understander {
            catalogue: &catalogue,
            today: NaiveDate::from_ymd_opt(2026, 10, 14).unwrap(),
            vocabulary: &COMMANDS,
            bot_names: &BOT_NAMES,
        };
        for kind in [As::Signal, As::Action, As::Command, As::Mask] {
            for (line, id) in [
                (r#"{"id":"a"}"#, json!("a")),
                (r#"{"id":"b","text":null}"#, json!("b")),
                (r#"{"id":3,"text":"","unknown":[{}]}"#, json!(3)),
                (r#"{"id":"é","text":"\u0000 👮‍♀️ ﷽"}"#, json!("é")),
                (r#"{"text":"gebeld"}"#, Value::Null),
            ] {
                let answer: Value =
                    serde_json::from_str(&understander.line(kind, line).unwrap()).unwrap();
                assert_eq!(answer["id"], id, "{line}");
            }
            assert!(understander.line(kind, "gebeld").is_err());
        }
    }

    #[test]
    fn the_vocabulary_of_the_bot_comes_before_ours() {
        let spoken = [Words {
            name: "stop",
            words: &["halt"],
        }];
        let all = vocabulary(&spoken);
        assert_eq!(all.len(), COMMANDS.len());
        let stop = all.iter().find(|words| words.name == "stop");
        assert_eq!(stop.map(|words| words.words), Some(&["halt"][..]));
    }
}
