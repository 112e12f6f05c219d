//! Which command a message is, if it is one.

use std::collections::BTreeMap;
use std::sync::LazyLock;

use crate::domain::people::RoomKind;
use crate::features;
use crate::language::{Call as Spoken, Words, read_command, read_mistyped};

/// Commands of the signal room whose words neighbours say to each other: in the room of a wijk only with a mark.
const TALK: [&str; 3] = ["vraag", "stilte", "afwezig"];

/// The commands as words to match: those that work in this room, and then the others, in the order of the list. A word
/// may call one thing here and another elsewhere (`akkoord`); of what matches equally well the first counts.
pub fn vocabulary(room: RoomKind) -> &'static [Words<'static>] {
    static WORDS: LazyLock<BTreeMap<RoomKind, Vec<Words<'static>>>> = LazyLock::new(|| {
        let rooms = RoomKind::ALL.iter();
        rooms
            .map(|room| {
                let words = features::commands_in(*room).map(|command| Words {
                    name: command.name,
                    words: command.words,
                });
                (*room, words.collect())
            })
            .collect()
    });
    WORDS.get(&room).map_or(&[], Vec::as_slice)
}

/// The command that a message begins with, if it is one.
///
/// In the room of a wijk neighbours talk with each other, so there it must be plain that the bot is meant.
/// The other rooms are for working with the bot: there the word alone is enough.
pub fn spoken(us: &str, body: &str, room: RoomKind) -> Option<Spoken> {
    if is_for_another(us, body) {
        return None;
    }
    let names = [us, local_part(us), "wijkbode", "bot"];
    let plain = read_command(body, vocabulary(room), &names);
    // "Vraag: wie heeft er een ladder?" is for the neighbours.
    let is_meant = |read: &Spoken| {
        let is_talk = room == RoomKind::Wijk && TALK.contains(&read.name.as_str());
        !is_talk || body.trim_start().starts_with('!')
    };
    let plain = plain.filter(is_meant);
    plain
        .or_else(|| first_word(body, room))
        .or_else(|| mistyped(body, room))
}

/// A message that begins with nearly the word of a command that works in this room.
fn mistyped(body: &str, room: RoomKind) -> Option<Spoken> {
    if room == RoomKind::Wijk {
        return None;
    }
    let works_here = |words: &&Words<'_>| {
        features::command(words.name).is_some_and(|command| command.rooms.contains(&room))
    };
    let words: Vec<_> = vocabulary(room)
        .iter()
        .filter(works_here)
        .copied()
        .collect();
    read_mistyped(body, &words)
}

/// Whether it is said to somebody else: it begins with another's id, or with a greeting to a bot that has our name on
/// another server, as the one of the next gemeente may have.
fn is_for_another(us: &str, body: &str) -> bool {
    const OPENING: usize = 3;
    let ids = body.split_whitespace().take(OPENING).enumerate();
    let mut ids = ids.map(|(at, word)| (at, word.trim_end_matches([',', ':', '.', '!'])));
    ids.any(|(at, word)| {
        let is_id = word.starts_with('@') && word.contains(':');
        let is_us = word.eq_ignore_ascii_case(us);
        is_id && !is_us && (at == 0 || local_part(word).eq_ignore_ascii_case(local_part(us)))
    })
}

/// A message that begins with exactly the word of a command that works in this room.
fn first_word(body: &str, room: RoomKind) -> Option<Spoken> {
    let (word, rest) = body
        .trim()
        .split_once(char::is_whitespace)
        .unwrap_or((body.trim(), ""));
    let word = word.trim_end_matches([':', ',']).to_lowercase();
    let command =
        features::commands_in(room).find(|command| command.words.contains(&word.as_str()))?;
    // "Mijn buurvrouw is gebeld" is no question for one's own overview.
    if command.name == "mijn" && !is_about_own_things(rest) {
        return None;
    }
    // "hulp actie" is nothing that neighbours say to each other.
    let asks_help = command.name == "hulp" && features::command_called(rest, room).is_some();
    // Nor do they say "undo A-12", or "taal Engels" without another word.
    let chooses_language = command.name.ends_with("taal") && is_language(rest);
    let enough = chooses_language
        || asks_help
        || is_label(rest)
        || (room != RoomKind::Wijk && command.rooms.contains(&room));
    enough.then(|| Spoken {
        name: command.name.to_owned(),
        rest: rest.trim().to_owned(),
        certain: true,
    })
}

fn is_language(text: &str) -> bool {
    let bare = text.trim().trim_end_matches(['.', '!']).to_lowercase();
    matches!(bare.as_str(), "nederlands" | "engels" | "dutch" | "english")
}

/// What may stand behind `mijn`, which begins many a sentence: "mijn acties".
fn is_about_own_things(rest: &str) -> bool {
    const THINGS: [&str; 10] = [
        "acties",
        "signalen",
        "doel",
        "pauze",
        "overzicht",
        "actions",
        "signals",
        "goal",
        "pause",
        "overview",
    ];
    let rest = rest.trim().trim_end_matches(['.', '!', '?']).to_lowercase();
    rest.is_empty() || THINGS.contains(&rest.as_str())
}

/// `A-12`, `s3`.
fn is_label(text: &str) -> bool {
    let digits = text
        .trim()
        .trim_start_matches(|c: char| c.is_ascii_alphabetic())
        .trim_start_matches('-');
    digits.len() + 2 >= text.trim().len()
        && !digits.is_empty()
        && digits.chars().all(|c| c.is_ascii_digit())
}

pub(super) fn local_part(us: &str) -> &str {
    us.trim_start_matches('@')
        .split(':')
        .next()
        .unwrap_or_default()
}
