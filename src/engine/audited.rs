//! Who did what in the signal room and the management room: every command, answer, tap and change there is recorded, in
//! one place, so that no feature can forget it. Only ids: the name of the command and the number of what it is about,
//! never what was typed.

use anyhow::Result;

use super::feature::Command;
use super::turn::{Call, Turn};
use crate::domain::people::RoomKind;

/// A command is run, with which much is changed, and much is seen; but nothing of anybody with `hulp`.
pub(super) async fn command(turn: &mut Turn, command: &Command, call: &Call) -> Result<()> {
    if command.name == "hulp" {
        return Ok(());
    }
    let about = thing_at_start(&call.text, call.room.kind).unwrap_or_default();
    record(turn, call, &format!("command-{}", command.name), &about).await
}

/// A question of that command is answered.
pub(super) async fn answer(turn: &mut Turn, command: &str, call: &Call) -> Result<()> {
    record(turn, call, &format!("answer-{command}"), "").await
}

/// A message of ours is tapped.
pub(super) async fn tap(turn: &mut Turn, on: &str, id: &str, call: &Call) -> Result<()> {
    let about = match on {
        "signal" => turn.tx.signal(id).await?.map(|signal| signal.number),
        _ => None,
    };
    let about = about.map(|number| format!("signal:{number}"));
    record(turn, call, &format!("tap-{on}"), &about.unwrap_or_default()).await
}

/// What an earlier message or tap did is taken back: one thing, or several.
pub(super) async fn taken_back(turn: &mut Turn, labels: &str, call: &Call) -> Result<()> {
    for label in labels.split(", ") {
        let about = thing_at_start(label, call.room.kind).unwrap_or_default();
        record(turn, call, "taken-back", &about).await?;
    }
    Ok(())
}

impl Turn {
    /// Somebody did something with a signal. What a reporter does begins with `reporter-`: no view shows it with a name.
    pub async fn audit_signal(
        &mut self,
        event_id: &str,
        person: &str,
        what: &str,
        number: i64,
    ) -> Result<()> {
        let (about, now) = (format!("signal:{number}"), self.now);
        self.tx
            .audit(event_id, Some(person), what, &about, now)
            .await
    }
}

async fn record(turn: &mut Turn, call: &Call, what: &str, about: &str) -> Result<()> {
    if !call.room.kind.is_guarded() {
        return Ok(());
    }
    let (now, person) = (turn.now, call.who.person.id.as_str());
    turn.tx
        .audit(&call.event_id, Some(person), what, about, now)
        .await
}

/// What the letter of a number stands for.
const KINDS: [(char, &str); 4] = [
    ('S', "signal"),
    ('A', "action"),
    ('B', "step"),
    ('W', "warning"),
];

/// What a text begins with: a bare number is that of a signal where signals are handled, and a number of anything elsewhere.
fn thing_at_start(text: &str, room: RoomKind) -> Option<String> {
    let is_bare = text.trim_start().starts_with(|c: char| c.is_ascii_digit());
    (room == RoomKind::Signal || !is_bare)
        .then(|| read_thing(text))?
        .map(|(thing, _)| thing)
}

/// What the audit calls the thing with that label: `signal:12` for "S-12", "s12" and "12".
pub fn thing_called(label: &str) -> Option<String> {
    read_thing(label)
        .filter(|(_, rest)| rest.is_empty())
        .map(|(thing, _)| thing)
}

/// A thing, and what follows it. More digits than any number of ours has may be anything.
fn read_thing(text: &str) -> Option<(String, &str)> {
    let text = text.trim();
    let first = text.chars().next()?;
    let (letter, rest) = if first.is_ascii_digit() {
        ('S', text)
    } else {
        (first.to_ascii_uppercase(), &text[first.len_utf8()..])
    };
    let (_, kind) = KINDS.iter().find(|(known, _)| *known == letter)?;
    let rest = rest.trim_start_matches(['-', ' ']);
    let end = rest.find(|c: char| !c.is_ascii_digit());
    let (digits, rest) = rest.split_at(end.unwrap_or(rest.len()));
    let is_number = (1..=6).contains(&digits.len()) && !rest.starts_with(char::is_alphanumeric);
    is_number.then(|| (format!("{kind}:{digits}"), rest))
}

/// The label of what the audit calls so: "S-12" for `signal:12`.
pub fn label_of(thing: &str) -> Option<String> {
    let (kind, number) = thing.split_once(':')?;
    let (letter, _) = KINDS.iter().find(|(_, known)| *known == kind)?;
    let is_number = number.bytes().all(|c| c.is_ascii_digit());
    is_number.then(|| format!("{letter}-{number}"))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_number_is_all_that_is_kept_of_what_was_typed() {
        for (typed, kept) in [
            ("12 extra toezicht", Some("signal:12")),
            ("s12", Some("signal:12")),
            ("s 12", Some("signal:12")),
            ("S-12, bekeken", Some("signal:12")),
            ("a-3", Some("action:3")),
            ("123456782", None),
            ("S-123456782", None),
            ("12b", None),
            ("Moerwijk", None),
            ("Sanne", None),
            ("", None),
            ("é12", None),
        ] {
            let read = thing_at_start(typed, RoomKind::Signal);
            assert_eq!(read.as_deref(), kept, "{typed}");
        }
        let read = thing_at_start("4 Begin klein", RoomKind::Management);
        assert_eq!(read, None, "a number of what?");
        let read = thing_at_start("B-4", RoomKind::Management);
        assert_eq!(read.as_deref(), Some("step:4"));
    }

    #[test]
    fn a_thing_has_its_label_back() {
        for name in ["S-12", "A-3", "B-4", "W-7"] {
            let known = thing_called(name).unwrap();
            assert_eq!(label_of(&known).as_deref(), Some(name));
        }
        assert_eq!(thing_called("12").as_deref(), Some("signal:12"));
        assert_eq!(thing_called("14 oktober"), None);
        assert_eq!(label_of("idea:4"), None);
        assert_eq!(label_of("role:@bram:example.org"), None);
    }
}
