//! Messages without Matrix: what comes in, and what is to be said or done.

use std::fmt;

use serde::{Deserialize, Serialize};

use crate::domain::people::RoomKind;
use crate::domain::time::Moment;
use crate::report::chart::Chart;

/// The lasting name of a room: `wijk:WK051836`, `signaal`, `beheer`, `ruimte`, `prive:<person>`.
/// A Matrix room may be upgraded and get another id; its key stays.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(transparent)]
pub struct RoomKey(String);

impl RoomKey {
    pub fn wijk(code: &str) -> Self {
        Self(format!("wijk:{code}"))
    }

    pub fn private(person: &str) -> Self {
        Self(format!("prive:{person}"))
    }

    pub fn signal() -> Self {
        Self("signaal".to_owned())
    }

    pub fn management() -> Self {
        Self("beheer".to_owned())
    }

    pub fn space() -> Self {
        Self("ruimte".to_owned())
    }

    pub fn as_str(&self) -> &str {
        &self.0
    }

    /// Reads a key back; `None` for what is not one.
    pub fn read(text: &str) -> Option<Self> {
        let kind = text.split_once(':').map_or(text, |(kind, _)| kind);
        RoomKind::read(kind).map(|_| Self(text.to_owned()))
    }

    pub fn kind(&self) -> RoomKind {
        let kind = self
            .0
            .split_once(':')
            .map_or(self.0.as_str(), |(kind, _)| kind);
        // Keys are made by the constructors above or read by `read`, so the kind is always known.
        RoomKind::read(kind).unwrap_or(RoomKind::Private)
    }
}

impl fmt::Display for RoomKey {
    fn fmt(&self, out: &mut fmt::Formatter<'_>) -> fmt::Result {
        out.write_str(&self.0)
    }
}

/// How far the device behind an event can be trusted.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum Trust {
    /// Encrypted by a device that its owner signed.
    Signed,
    /// Encrypted by a device that is not signed (yet).
    Unsigned,
    /// Encrypted, but by which device cannot be proven: its key came late, from the backup.
    Unproven,
    /// Not encrypted: a server could have made it up.
    Plain,
    /// Encrypted, but by somebody else than it says.
    Violated,
}

impl Trust {
    pub fn key(self) -> &'static str {
        match self {
            Self::Signed => "signed",
            Self::Unsigned => "unsigned",
            Self::Unproven => "unproven",
            Self::Plain => "plain",
            Self::Violated => "violated",
        }
    }

    pub fn read(key: &str) -> Option<Self> {
        [
            Self::Signed,
            Self::Unsigned,
            Self::Unproven,
            Self::Plain,
            Self::Violated,
        ]
        .into_iter()
        .find(|trust| trust.key() == key)
    }
}

/// Something that happened in a room. No `Debug`: it may hold what a person wrote.
#[derive(Clone)]
pub struct Incoming {
    pub event_id: String,
    /// The room as the adapter knows it (a Matrix room id).
    pub room_id: String,
    pub sender: String,
    /// The message's own time.
    pub sent_at: Moment,
    pub trust: Trust,
    /// The sender's identity key, where there is one.
    pub identity: Option<String>,
    pub what: What,
}

/// What happened. Stored as JSON while it waits; deleted when handled.
#[derive(Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum What {
    Text {
        body: String,
        mentions_us: bool,
        /// Other people whom it mentions: full user ids.
        mentions: Vec<String>,
        reply_to: Option<String>,
        thread: Option<String>,
    },
    Edit {
        target: String,
        body: String,
        mentions_us: bool,
    },
    /// A picture, recording, file or place: answered, never looked at.
    Media,
    Tap {
        target: String,
        key: String,
    },
    Removal {
        target: String,
    },
    /// A vote in the poll with this event id, with the numbers of the answers as the client wrote them.
    Vote {
        poll: String,
        answers: Vec<String>,
    },
    /// A member came in; seen by the reconciler.
    Joined,
}

impl What {
    /// A short name for logs and the inbox.
    pub fn kind(&self) -> &'static str {
        match self {
            Self::Text { .. } => "text",
            Self::Edit { .. } => "edit",
            Self::Media => "media",
            Self::Tap { .. } => "tap",
            Self::Removal { .. } => "removal",
            Self::Vote { .. } => "vote",
            Self::Joined => "joined",
        }
    }
}

/// How urgent a message is; decides order, quiet hours, and whether phones ring.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum Class {
    /// 112: overtakes everything that waits.
    Urgent,
    /// An answer to somebody who is there now: quiet for the others.
    Answer,
    /// What was done with somebody's report: rings.
    Outcome,
    /// The monthly question: rings.
    Prompt,
    /// For reading at leisure: quiet.
    Notice,
    /// Work on rooms and people.
    Work,
    /// Reactions that the bot puts under its own questions: last.
    Tap,
}

impl Class {
    pub const ALL: &'static [Self] = &[
        Self::Urgent,
        Self::Answer,
        Self::Outcome,
        Self::Prompt,
        Self::Notice,
        Self::Work,
        Self::Tap,
    ];

    pub fn key(self) -> &'static str {
        match self {
            Self::Urgent => "urgent",
            Self::Answer => "answer",
            Self::Outcome => "outcome",
            Self::Prompt => "prompt",
            Self::Notice => "notice",
            Self::Work => "work",
            Self::Tap => "tap",
        }
    }

    pub fn read(key: &str) -> Option<Self> {
        Self::ALL.iter().copied().find(|class| class.key() == key)
    }

    /// Whether such a message is an `m.notice`, which never makes a phone ring, unless it mentions somebody.
    pub fn is_quiet(self) -> bool {
        matches!(self, Self::Answer | Self::Notice)
    }

    /// Whether it waits for the day when it is night or Sunday.
    pub fn keeps_quiet_hours(self) -> bool {
        matches!(self, Self::Outcome | Self::Prompt)
    }
}

/// Something to say or do in a room.
#[derive(Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum Outgoing {
    Say(Text),
    /// Edit an earlier message of ours.
    Edit {
        target: String,
        text: Text,
    },
    React {
        target: String,
        key: String,
    },
    /// Remove an earlier message of ours.
    Redact {
        target: String,
    },
    /// Show figures: the picture is drawn when it is sent, and its figures stand below it in words, after `text`.
    Picture {
        chart: Chart,
        text: Text,
    },
    /// A file of text, such as a calendar.
    File {
        name: String,
        /// Its media type, such as `text/calendar`.
        mime: String,
        content: String,
        text: Text,
    },
    /// Ask everybody in the room. Posted by `Turn::open_poll`, which also keeps who voted what.
    Poll {
        question: String,
        /// An answer is named by its number, from 1.
        answers: Vec<String>,
        /// How many of them one person may choose.
        most: u32,
        /// The same in words, for phones that know no polls.
        text: Text,
    },
    /// From here on nobody votes in this poll any more; `text` says how it came out.
    EndPoll {
        target: String,
        text: Text,
    },
    MakeRoom {
        alias: String,
        name: String,
        topic: String,
        space: bool,
    },
    /// Open a private chat with this user.
    OpenPrivate {
        user: String,
        name: String,
    },
    Invite {
        user: String,
        /// What the person reads beside the invitation. Not encrypted, so it says nothing about anybody.
        #[serde(default)]
        reason: Option<String>,
    },
    Remove {
        user: String,
    },
    Rename {
        name: String,
        topic: String,
    },
    /// Accept an invitation, or follow an upgrade, into the room with this id.
    Join {
        room_id: String,
        via: Vec<String>,
    },
    /// Decline an invitation to the room with this id.
    Leave {
        room_id: String,
    },
}

impl Outgoing {
    /// A short name for logs and the outbox.
    pub fn kind(&self) -> &'static str {
        match self {
            Self::Say(_) => "say",
            Self::Edit { .. } => "edit",
            Self::React { .. } => "react",
            Self::Redact { .. } => "redact",
            Self::Picture { .. } => "picture",
            Self::File { .. } => "file",
            Self::Poll { .. } => "poll",
            Self::EndPoll { .. } => "poll-end",
            Self::MakeRoom { .. } => "room",
            Self::OpenPrivate { .. } => "private",
            Self::Invite { .. } => "invite",
            Self::Remove { .. } => "remove",
            Self::Rename { .. } => "rename",
            Self::Join { .. } => "join",
            Self::Leave { .. } => "leave",
        }
    }

    /// Whether it becomes an event that people see; the others are work on rooms, which may be done twice.
    pub fn is_event(&self) -> bool {
        match self {
            Self::Say(_)
            | Self::Edit { .. }
            | Self::React { .. }
            | Self::Redact { .. }
            | Self::Picture { .. }
            | Self::File { .. }
            | Self::Poll { .. }
            | Self::EndPoll { .. } => true,
            Self::MakeRoom { .. }
            | Self::OpenPrivate { .. }
            | Self::Invite { .. }
            | Self::Remove { .. }
            | Self::Rename { .. }
            | Self::Join { .. }
            | Self::Leave { .. } => false,
        }
    }

    /// The message that an edit, reaction or removal is about, or the poll that ends.
    pub fn target(&self) -> Option<&str> {
        match self {
            Self::Edit { target, .. }
            | Self::React { target, .. }
            | Self::Redact { target }
            | Self::EndPoll { target, .. } => Some(target),
            _ => None,
        }
    }
}

/// A message: plain text with `**strong**` as its only mark, so that it reads well without any.
#[derive(Clone, PartialEq, Eq, Serialize, Deserialize, Default)]
pub struct Text {
    pub body: String,
    /// Quiet: an `m.notice`, which never makes a phone ring.
    #[serde(default)]
    pub is_notice: bool,
    /// Whose phones ring: full user ids.
    #[serde(default)]
    pub mentions: Vec<String>,
    /// Everybody in the room is meant.
    #[serde(default)]
    pub everybody: bool,
    /// The event that this answers.
    #[serde(default)]
    pub reply_to: Option<String>,
    #[serde(default)]
    pub thread: Option<String>,
}

impl Text {
    pub fn new(body: impl Into<String>) -> Self {
        Self {
            body: body.into(),
            ..Self::default()
        }
    }

    /// What is shown without HTML: the body without its marks.
    pub fn plain(&self) -> String {
        self.body.replace("**", "")
    }

    /// The same in HTML: everything escaped, `**strong**` and line breaks kept.
    pub fn html(&self) -> String {
        let strong = |(number, part): (usize, &str)| {
            let part = escape(part).replace('\n', "<br>");
            if number % 2 == 1 {
                format!("<strong>{part}</strong>")
            } else {
                part
            }
        };
        self.body.split("**").enumerate().map(strong).collect()
    }
}

/// Text from a person as data: no marks, no mentions, no links that can be tapped, no invisible characters.
pub fn as_data(text: &str) -> String {
    const ZERO_WIDTH_SPACE: char = '\u{200b}';
    let visible = text
        .chars()
        .filter(|c| !c.is_control() && !is_invisible(*c));
    let mut safe = String::new();
    for c in visible {
        match c {
            '*' => safe.push('∗'),
            '@' | '#' | '!' | '.' | ':' => safe.extend([c, ZERO_WIDTH_SPACE]),
            other => safe.push(other),
        }
    }
    safe
}

/// Direction marks, joiners, fillers and tags, with which text can be made to look like other text.
fn is_invisible(c: char) -> bool {
    matches!(c, '\u{ad}' | '\u{34f}' | '\u{61c}' | '\u{115f}' | '\u{1160}' | '\u{17b4}' | '\u{17b5}'
        | '\u{180b}'..='\u{180f}' | '\u{200b}'..='\u{200f}' | '\u{2028}'..='\u{202e}'
        | '\u{2060}'..='\u{206f}' | '\u{3164}' | '\u{fe00}'..='\u{fe0f}' | '\u{feff}' | '\u{ffa0}'
        | '\u{fff9}'..='\u{fffb}' | '\u{e0000}'..='\u{e0fff}')
}

fn escape(text: &str) -> String {
    text.replace('&', "&amp;")
        .replace('<', "&lt;")
        .replace('>', "&gt;")
        .replace('"', "&quot;")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn html_says_what_the_plain_text_says_and_escapes_the_rest() {
        let text = Text::new("Bel **nu 112**.\n<b>x</b> & y");
        assert_eq!(text.plain(), "Bel nu 112.\n<b>x</b> & y");
        assert_eq!(
            text.html(),
            "Bel <strong>nu 112</strong>.<br>&lt;b&gt;x&lt;/b&gt; &amp; y"
        );
    }

    /// What somebody sees of HTML: lines and signs, without tags.
    fn shown(html: &str) -> String {
        let lines = html.replace("<br>", "\n");
        let tag = regex::Regex::new("</?[a-z]+>").unwrap();
        tag.replace_all(&lines, "")
            .replace("&lt;", "<")
            .replace("&gt;", ">")
            .replace("&quot;", "\"")
            .replace("&amp;", "&")
    }

    proptest::proptest! {
        #[test]
        fn plain_text_says_all_that_html_says(body in "(\\PC|\n|\\*\\*|<b>|&amp;){0,40}") {
            let text = Text::new(body);
            proptest::prop_assert_eq!(shown(&text.html()), text.plain());
        }
    }

    #[test]
    fn what_rings_is_no_notice_and_only_what_can_wait_keeps_quiet_hours() {
        let of = |holds: fn(Class) -> bool| -> Vec<_> {
            Class::ALL
                .iter()
                .copied()
                .filter(|class| holds(*class))
                .collect()
        };
        assert_eq!(of(Class::is_quiet), [Class::Answer, Class::Notice]);
        assert_eq!(
            of(Class::keeps_quiet_hours),
            [Class::Outcome, Class::Prompt]
        );
        // The order in which they go: danger first, reactions last.
        assert_eq!(Class::ALL.first(), Some(&Class::Urgent));
        assert_eq!(Class::ALL.last(), Some(&Class::Tap));
        assert!(Class::ALL.is_sorted());
    }

    #[test]
    fn text_from_people_makes_no_pill_no_link_and_no_mark() {
        let shown = as_data("**@room** https://evil.example \u{202e}x");
        assert!(!shown.contains("**") && !shown.contains("@room") && !shown.contains("://"));
        assert!(!shown.contains('\u{202e}'));
        let hidden =
            "\u{ad}\u{61c}\u{180e}\u{200b}\u{2028}\u{2066}\u{fe0f}\u{feff}\u{e0041}\u{0}\u{1b}";
        assert_eq!(as_data(&format!("a{hidden}b")), "ab");
    }

    #[test]
    fn room_keys_read_back() {
        let key = RoomKey::wijk("WK0363AA");
        assert_eq!(RoomKey::read(key.as_str()).as_ref(), Some(&key));
        assert_eq!(key.kind(), RoomKind::Wijk);
        assert_eq!(RoomKey::read("iets"), None);
    }
}
