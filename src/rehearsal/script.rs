//! The lines of a rehearsal script.

use anyhow::{Context, Result, bail};

/// One line that does something.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Line {
    /// `at 2026-10-14T10:00`: sets the clock without running jobs.
    At(String),
    /// `tick 2026-11-03T10:00`: moves the clock and runs everything due on the way.
    Tick(String),
    /// `restart`: closes and reopens everything.
    Restart,
    /// `moerwijk anna …`
    Happens {
        room: String,
        person: String,
        what: Happening,
    },
}

/// What a person does.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Happening {
    /// `> actie flyers 40`, `reply bot:3 > ja`, `thread bot:3 > ja`
    Says {
        text: String,
        reply_to: Option<Saying>,
        /// The message under which it stands.
        thread: Option<Saying>,
    },
    /// `edit 1 > actie flyers 50`: the person's first message in that room.
    Edits {
        saying: Saying,
        text: String,
    },
    /// `delete 1`
    Deletes {
        saying: Saying,
    },
    /// `react 👀 bot:3`
    Taps {
        key: String,
        saying: Saying,
    },
    /// `unreact 👀 bot:3`
    Untaps {
        key: String,
        saying: Saying,
    },
    /// `vote bot:4 2`, or with several answers: `vote bot:4 1 3`
    Votes {
        saying: Saying,
        answers: Vec<String>,
    },
    /// `unvote bot:4`
    Unvotes {
        saying: Saying,
    },
    /// `media`: a picture, recording, file or place.
    SendsMedia,
    /// `join`, or with the name that somebody goes by: `join Wijkagent Bram`
    Join {
        name: Option<String>,
    },
    Leave,
}

/// The n-th message of somebody in a room: `bot:3`, `anna:2`.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Saying {
    pub by: String,
    /// From 1.
    pub number: usize,
}

impl Line {
    /// Reads a line; `None` for an empty one or a comment.
    pub fn read(line: &str) -> Result<Option<Self>> {
        let line = line.trim();
        if line.is_empty() || line.starts_with('#') {
            return Ok(None);
        }
        let (first, rest) = split(line);
        Ok(Some(match first {
            "at" => Self::At(rest.to_owned()),
            "tick" => Self::Tick(rest.to_owned()),
            "restart" => Self::Restart,
            room => {
                let (person, rest) = split(rest);
                let what = Happening::read(person, rest)?;
                Self::Happens {
                    room: room.to_owned(),
                    person: person.to_owned(),
                    what,
                }
            }
        }))
    }
}

impl Happening {
    fn read(person: &str, line: &str) -> Result<Self> {
        if let Some(text) = line.strip_prefix('>') {
            return Ok(Self::Says {
                text: written(text),
                reply_to: None,
                thread: None,
            });
        }
        let (verb, rest) = split(line);
        match verb {
            "reply" | "thread" | "edit" => {
                let (saying, text) = rest.split_once('>').context("the text comes after >")?;
                let saying = Saying::read(person, saying.trim())?;
                let text = written(text);
                Ok(match verb {
                    "edit" => Self::Edits { saying, text },
                    "reply" => Self::Says {
                        text,
                        reply_to: Some(saying),
                        thread: None,
                    },
                    _ => Self::Says {
                        text,
                        reply_to: None,
                        thread: Some(saying),
                    },
                })
            }
            "delete" => Ok(Self::Deletes {
                saying: Saying::read(person, rest)?,
            }),
            "react" | "unreact" => {
                let (key, saying) = split(rest);
                let (key, saying) = (key.to_owned(), Saying::read(person, saying)?);
                Ok(if verb == "react" {
                    Self::Taps { key, saying }
                } else {
                    Self::Untaps { key, saying }
                })
            }
            "vote" => {
                let (saying, answers) = split(rest);
                Ok(Self::Votes {
                    saying: Saying::read(person, saying)?,
                    answers: answers.split_whitespace().map(str::to_owned).collect(),
                })
            }
            "unvote" => Ok(Self::Unvotes {
                saying: Saying::read(person, rest)?,
            }),
            "media" => Ok(Self::SendsMedia),
            "join" => Ok(Self::Join {
                name: Some(rest.to_owned()).filter(|name| !name.is_empty()),
            }),
            "leave" => Ok(Self::Leave),
            _ => bail!(
                "write: ROOM PERSON > TEXT, or reply, thread, edit, delete, react, unreact, vote, unvote, media, join, leave"
            ),
        }
    }
}

impl Saying {
    fn read(person: &str, text: &str) -> Result<Self> {
        let (by, number) = text.split_once(':').unwrap_or((person, text));
        let number = number.parse().with_context(|| {
            format!("\"{text}\" is no message; write bot:3, or 1 for one's own")
        })?;
        Ok(Self {
            by: by.to_owned(),
            number,
        })
    }
}

/// The first word, and the rest.
fn split(line: &str) -> (&str, &str) {
    line.split_once(char::is_whitespace)
        .map_or((line, ""), |(first, rest)| (first, rest.trim()))
}

/// `\n` in a script is a new line in the message.
fn written(text: &str) -> String {
    text.trim().replace("\\n", "\n")
}

#[cfg(test)]
mod tests {
    use super::*;

    fn happening(line: &str) -> Happening {
        match Line::read(line).unwrap().unwrap() {
            Line::Happens { what, .. } => what,
            other => panic!("{other:?}"),
        }
    }

    #[test]
    fn lines_read_as_they_are_documented() {
        assert_eq!(Line::read("  # comment").unwrap(), None);
        assert_eq!(
            Line::read("at 2026-10-14T10:00").unwrap(),
            Some(Line::At("2026-10-14T10:00".into()))
        );
        let bot3 = Saying {
            by: "bot".into(),
            number: 3,
        };
        let own = Saying {
            by: "anna".into(),
            number: 1,
        };
        assert_eq!(
            happening("moerwijk anna > ja"),
            Happening::Says {
                text: "ja".into(),
                reply_to: None,
                thread: None,
            }
        );
        assert_eq!(
            happening("moerwijk anna reply bot:3 > ja"),
            Happening::Says {
                text: "ja".into(),
                reply_to: Some(bot3.clone()),
                thread: None,
            }
        );
        assert_eq!(
            happening("moerwijk anna thread bot:3 > ja"),
            Happening::Says {
                text: "ja".into(),
                reply_to: None,
                thread: Some(bot3.clone()),
            }
        );
        assert_eq!(
            happening("moerwijk anna edit 1 > x"),
            Happening::Edits {
                saying: own.clone(),
                text: "x".into()
            }
        );
        assert_eq!(
            happening("moerwijk anna delete 1"),
            Happening::Deletes { saying: own }
        );
        assert_eq!(
            happening("signaal bram react 👀 bot:3"),
            Happening::Taps {
                key: "👀".into(),
                saying: bot3
            }
        );
    }

    #[test]
    fn a_line_that_makes_no_sense_says_how() {
        assert!(Line::read("moerwijk anna zegt iets").is_err());
        assert!(Line::read("moerwijk anna delete x").is_err());
    }
}
