//! The rooms as a transcript: time by the demo's clock, room, who, and what.

use std::collections::HashMap;
use std::io::IsTerminal;
use std::sync::{Arc, Mutex, MutexGuard};

use chrono::{Datelike, NaiveDate, Weekday};
use testkit::ruma::{OwnedRoomId, UserId};
use testkit::{Heard, Neighbour};
use wijkbode::clock::Clock;

use crate::town::ZONE;

/// Where the words begin, and how wide they may be.
const INDENT: usize = 30;
const WIDTH: usize = 66;

/// Prints what happens in the rooms that were opened, once each.
pub struct Screen {
    clock: Arc<Clock>,
    colours: bool,
    state: Mutex<State>,
}

#[derive(Default)]
struct State {
    names: Names,
    windows: Vec<Window>,
    /// The day of what was printed last.
    day: Option<NaiveDate>,
}

/// User ids and what people are called.
type Names = HashMap<String, String>;

/// A room, as far as it was printed.
struct Window {
    label: String,
    room: OwnedRoomId,
    /// Through whose client we look: what is shown is what this person could read.
    through: Arc<Neighbour>,
    printed: usize,
}

/// Marks for a terminal. What they show is also said in words.
enum Mark {
    Bold,
    Faint,
}

impl Screen {
    pub fn new(clock: Arc<Clock>) -> Self {
        let colours = std::io::stdout().is_terminal() && std::env::var_os("NO_COLOR").is_none();
        Self {
            clock,
            colours,
            state: Mutex::default(),
        }
    }

    /// Who is called what.
    pub fn introduce(&self, user: &UserId, name: &str) {
        self.state().names.insert(user.to_string(), name.to_owned());
    }

    /// From now on this room is shown, once.
    pub fn open(&self, label: &str, room: &OwnedRoomId, through: &Arc<Neighbour>) {
        if self
            .state()
            .windows
            .iter()
            .any(|window| window.room == *room)
        {
            return;
        }
        let window = Window {
            label: label.to_owned(),
            room: room.clone(),
            through: through.clone(),
            printed: 0,
        };
        self.state().windows.push(window);
    }

    /// A line of the narrator.
    pub fn tells(&self, line: &str) {
        println!("\n{}", self.marked(Mark::Bold, &format!("— {line}")));
    }

    pub fn says(&self, line: &str) {
        println!("{line}");
    }

    /// Prints everything new.
    pub fn catches_up(&self) {
        let mut state = self.state();
        let State {
            names,
            windows,
            day,
        } = &mut *state;
        for window in windows {
            let heard = window.through.heard(&window.room);
            // What has no key yet may get one: nothing after it is shown before it.
            while let Some(event) = heard
                .get(window.printed)
                .filter(|event| !event.undecryptable)
            {
                if let Some(words) = in_words(event, &heard[..window.printed], names) {
                    self.prints(
                        day,
                        &window.label,
                        name(names, event.sender.as_str()),
                        &words,
                    );
                }
                window.printed += 1;
            }
        }
    }

    fn prints(&self, day: &mut Option<NaiveDate>, room: &str, who: &str, words: &str) {
        let now = self.clock.now().local(ZONE);
        if day.replace(now.date()) != Some(now.date()) {
            println!("{}", self.marked(Mark::Faint, &in_full(now.date())));
        }
        let head = self.marked(Mark::Faint, &format!("{}  {room:<12}", now.format("%H:%M")));
        let who = self.marked(Mark::Bold, &format!("{who:<8}"));
        let mut lines = words.lines().flat_map(wrapped);
        println!("{head} {who}  {}", lines.next().unwrap_or_default());
        for line in lines {
            println!("{}", format!("{:INDENT$}{line}", "").trim_end());
        }
    }

    fn marked(&self, mark: Mark, text: &str) -> String {
        let code = match mark {
            Mark::Bold => 1,
            Mark::Faint => 2,
        };
        if self.colours {
            format!("\x1b[{code}m{text}\x1b[0m")
        } else {
            text.to_owned()
        }
    }

    fn state(&self) -> MutexGuard<'_, State> {
        self.state
            .lock()
            .expect("nothing panics while it holds the screen")
    }
}

/// What an event says to people; nothing for what people do not see.
fn in_words(event: &Heard, earlier: &[Heard], names: &Names) -> Option<String> {
    if let Some((target, key)) = &event.reaction {
        return Some(format!(
            "{key} (onder {})",
            quoted(earlier, target.as_str())
        ));
    }
    match event.kind.as_str() {
        "m.room.message" if event.edited_of.is_some() => {
            Some(format!("(past een bericht aan)\n{}", event.body))
        }
        "m.room.message" if event.content["msgtype"] == "m.image" => {
            Some(format!("(plaatje, met eronder in woorden)\n{}", event.body))
        }
        "m.room.message" => Some(format!("{}{}", aside(event, earlier, names), event.body)),
        POLL => Some(format!("(peiling)\n{}", poll_in_words(event))),
        VOTE => Some("(stemt)".to_owned()),
        "m.room.redaction" => Some(format!(
            "(verwijdert {})",
            quoted(earlier, event.content["redacts"].as_str()?)
        )),
        _ => None,
    }
}

const POLL: &str = "org.matrix.msc3381.poll.start";
const VOTE: &str = "org.matrix.msc3381.poll.response";

/// The question, and the answers to tap on.
fn poll_in_words(event: &Heard) -> String {
    let answers = &event.content[POLL]["answers"];
    let answers = answers.as_array().map_or(&[][..], Vec::as_slice);
    let labels = answers
        .iter()
        .filter_map(|answer| answer["org.matrix.msc1767.text"].as_str());
    let lines = std::iter::once(event.body.as_str()).chain(labels);
    lines.collect::<Vec<_>>().join("\n▢ ")
}

/// To which message it is an answer, when that is not the last one, and whose phone rings.
fn aside(event: &Heard, earlier: &[Heard], names: &Names) -> String {
    let mut notes = Vec::new();
    let last = earlier
        .iter()
        .rev()
        .find(|it| it.kind == "m.room.message" && it.sender != event.sender);
    if let Some(target) = event
        .reply_to
        .as_ref()
        .filter(|target| last.is_none_or(|last| last.event_id != **target))
    {
        notes.push(format!("antwoord op {}", quoted(earlier, target.as_str())));
    }
    let rings: Vec<_> = event
        .mentions
        .iter()
        .map(|user| name(names, user))
        .collect();
    if !rings.is_empty() && rings != [BOT] {
        notes.push(format!("seintje voor {}", rings.join(" en ")));
    }
    if notes.is_empty() {
        String::new()
    } else {
        format!("({})\n", notes.join("; "))
    }
}

/// What the bot is called.
pub const BOT: &str = "wijkbode";

fn name<'a>(names: &'a Names, user: &'a str) -> &'a str {
    names.get(user).map_or(user, String::as_str)
}

/// The first words of an earlier message.
fn quoted(earlier: &[Heard], event_id: &str) -> String {
    const SOME: usize = 32;
    let body = earlier
        .iter()
        .find(|it| it.event_id == event_id)
        .map_or("", |it| it.body.as_str());
    let first = body.lines().next().unwrap_or_default();
    if first.chars().count() <= SOME {
        return format!("\"{first}\"");
    }
    format!(
        "\"{}…\"",
        first.chars().take(SOME).collect::<String>().trim_end()
    )
}

/// A line in pieces that fit; an empty one stays.
fn wrapped(line: &str) -> Vec<String> {
    let mut pieces = vec![String::new()];
    for word in line.split(' ') {
        let last = pieces.last_mut().expect("there is always one");
        if last.is_empty() {
            last.push_str(word);
        } else if last.chars().count() + 1 + word.chars().count() <= WIDTH {
            last.push(' ');
            last.push_str(word);
        } else {
            pieces.push(word.to_owned());
        }
    }
    pieces
}

/// `dinsdag 3 november`.
pub fn in_full(day: NaiveDate) -> String {
    const MONTHS: [&str; 12] = [
        "januari",
        "februari",
        "maart",
        "april",
        "mei",
        "juni",
        "juli",
        "augustus",
        "september",
        "oktober",
        "november",
        "december",
    ];
    let weekday = match day.weekday() {
        Weekday::Mon => "maandag",
        Weekday::Tue => "dinsdag",
        Weekday::Wed => "woensdag",
        Weekday::Thu => "donderdag",
        Weekday::Fri => "vrijdag",
        Weekday::Sat => "zaterdag",
        Weekday::Sun => "zondag",
    };
    format!("{weekday} {} {}", day.day(), MONTHS[day.month0() as usize])
}
