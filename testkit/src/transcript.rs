//! What someone saw in their rooms, in order, and waiting for more of it.

use std::{
    collections::HashMap,
    fmt,
    sync::{Arc, Mutex, MutexGuard},
    time::Duration,
};

use anyhow::{Result, bail};
use matrix_sdk::ruma::{EventId, OwnedEventId, OwnedRoomId, OwnedUserId, RoomId};
use serde_json::Value;
use tokio::sync::watch;

/// Where the bot writes the id of what it sends into its messages.
const MARKER: &str = "nl.wijkbode.id";

/// One event in a room, as one person sees it.
#[derive(Clone, Debug)]
pub struct Heard {
    pub event_id: OwnedEventId,
    pub sender: OwnedUserId,
    /// The event's type, such as `m.room.message`.
    pub kind: String,
    /// What it says; for an edit what it says now; empty for what has no words.
    pub body: String,
    pub html: Option<String>,
    /// A quiet message, for which no phone rings.
    pub notice: bool,
    /// The message that this one corrects.
    pub edited_of: Option<OwnedEventId>,
    pub reply_to: Option<OwnedEventId>,
    /// The first message of the thread that this one is in.
    pub thread: Option<OwnedEventId>,
    /// Who is mentioned: Matrix ids, and `@room` for everyone.
    pub mentions: Vec<String>,
    /// The message that it reacts to, and with what.
    pub reaction: Option<(OwnedEventId, String)>,
    /// Taken back since.
    pub removed: bool,
    /// This person has no key for it (yet).
    pub undecryptable: bool,
    /// The bot's own id of the message.
    pub marker: Option<String>,
    /// All of its content, for what has no field here.
    pub content: Value,
}

impl Heard {
    /// Reads an event in the form that it has after decryption.
    pub(crate) fn read(event: &Value) -> Option<Self> {
        let content = &event["content"];
        let relation = &content["m.relates_to"];
        let replaced = relation["rel_type"] == "m.replace";
        // An edit carries the new text apart, beside a fallback for old clients.
        let words = if replaced {
            &content["m.new_content"]
        } else {
            content
        };
        let kind = text(&event["type"])?;
        let removed = !event["unsigned"]["redacted_because"].is_null();
        Some(Self {
            event_id: id(&event["event_id"])?,
            sender: text(&event["sender"])?.try_into().ok()?,
            body: body(words),
            html: text(&words["formatted_body"]),
            notice: words["msgtype"] == "m.notice",
            edited_of: replaced.then(|| id(&relation["event_id"])).flatten(),
            reply_to: reply(relation),
            thread: (relation["rel_type"] == "m.thread")
                .then(|| id(&relation["event_id"]))
                .flatten(),
            mentions: mentions(&content["m.mentions"]),
            reaction: reaction(relation),
            removed,
            undecryptable: kind == "m.room.encrypted" && !removed,
            marker: text(&content[MARKER]),
            content: content.clone(),
            kind,
        })
    }

    /// The event that this one takes back.
    fn takes_back(&self, event: &Value) -> Option<OwnedEventId> {
        if self.kind != "m.room.redaction" {
            return None;
        }
        // Room version 11 moved it into the content.
        id(&self.content["redacts"]).or_else(|| id(&event["redacts"]))
    }
}

impl fmt::Display for Heard {
    fn fmt(&self, out: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(out, "{}  {}: ", self.event_id, self.sender)?;
        if self.removed {
            write!(out, "(removed) ")?;
        }
        if let Some(edited) = &self.edited_of {
            write!(out, "(edit of {edited}) ")?;
        }
        match &self.reaction {
            _ if self.undecryptable => write!(out, "(no key)"),
            Some((target, key)) => write!(out, "{key} on {target}"),
            None if self.body.is_empty() => write!(out, "({})", self.kind),
            None if self.notice => write!(out, "(notice) {}", self.body),
            None => write!(out, "{}", self.body),
        }
    }
}

fn body(words: &Value) -> String {
    text(&words["body"])
        .or_else(|| question(words))
        .unwrap_or_default()
}

/// What a poll asks, in the form that clients send today or in the one of the specification.
fn question(words: &Value) -> Option<String> {
    let today = &words["org.matrix.msc3381.poll.start"]["question"];
    let specified = &words["m.poll"]["question"];
    text(&today["org.matrix.msc1767.text"])
        .or_else(|| text(&today["body"]))
        .or_else(|| text(&specified["m.text"][0]["body"]))
}

fn reply(relation: &Value) -> Option<OwnedEventId> {
    // In a thread this may only be a hint for clients that know no threads.
    if relation["is_falling_back"] == true {
        return None;
    }
    id(&relation["m.in_reply_to"]["event_id"])
}

fn reaction(relation: &Value) -> Option<(OwnedEventId, String)> {
    if relation["rel_type"] != "m.annotation" {
        return None;
    }
    Some((id(&relation["event_id"])?, text(&relation["key"])?))
}

fn mentions(mentions: &Value) -> Vec<String> {
    let people = mentions["user_ids"]
        .as_array()
        .into_iter()
        .flatten()
        .filter_map(text);
    let everyone = (mentions["room"] == true).then(|| "@room".to_owned());
    people.chain(everyone).collect()
}

fn id(value: &Value) -> Option<OwnedEventId> {
    text(value)?.try_into().ok()
}

fn text(value: &Value) -> Option<String> {
    value.as_str().map(str::to_owned)
}

/// All that one person heard. Clones share it.
#[derive(Clone, Debug)]
pub(crate) struct Transcript {
    rooms: Arc<Mutex<HashMap<OwnedRoomId, Vec<Heard>>>>,
    changes: watch::Sender<()>,
}

impl Transcript {
    pub fn new() -> Self {
        Self {
            rooms: Arc::default(),
            changes: watch::Sender::new(()),
        }
    }

    /// Adds an event, or updates what was known of it: a key may come late, and the same event
    /// may come along two ways.
    pub fn add(&self, room: &RoomId, event: &Value) -> Option<Heard> {
        let heard = Heard::read(event)?;
        let mut rooms = self.rooms();
        let events = rooms.entry(room.to_owned()).or_default();
        if let Some(target) = heard.takes_back(event) {
            events
                .iter_mut()
                .filter(|it| it.event_id == target)
                .for_each(|it| it.removed = true);
        }
        match events.iter_mut().find(|it| it.event_id == heard.event_id) {
            Some(known) if known.undecryptable => *known = heard.clone(),
            Some(_) => {}
            None => events.push(heard.clone()),
        }
        drop(rooms);
        self.changes.send_replace(());
        Some(heard)
    }

    /// Everything in a room, oldest first.
    pub fn all(&self, room: &RoomId) -> Vec<Heard> {
        self.rooms().get(room).cloned().unwrap_or_default()
    }

    pub fn find(&self, room: &RoomId, event: &EventId) -> Option<Heard> {
        self.first(room, 0, |it| it.event_id == event)
    }

    pub fn count(&self, room: &RoomId, which: impl Fn(&Heard) -> bool) -> usize {
        self.rooms()
            .get(room)
            .map_or(0, |events| events.iter().filter(|it| which(it)).count())
    }

    pub fn length(&self, room: &RoomId) -> usize {
        self.rooms().get(room).map_or(0, Vec::len)
    }

    /// The first readable event from position `from` on that is `wanted`, now or within `limit`.
    pub async fn wait_for(
        &self,
        room: &RoomId,
        from: usize,
        what: &str,
        wanted: impl Fn(&Heard) -> bool,
        limit: Duration,
    ) -> Result<Heard> {
        // Without its key an event has its sender and relations but no words yet.
        let wanted = |it: &Heard| !it.undecryptable && wanted(it);
        self.wait(room, from, what, wanted, limit).await
    }

    /// That an event is there, without a key for it.
    pub async fn wait_for_locked(
        &self,
        room: &RoomId,
        event: &EventId,
        limit: Duration,
    ) -> Result<()> {
        let locked = |it: &Heard| it.event_id == event && it.undecryptable;
        self.wait(room, 0, "an event without its key", locked, limit)
            .await
            .map(drop)
    }

    async fn wait(
        &self,
        room: &RoomId,
        from: usize,
        what: &str,
        wanted: impl Fn(&Heard) -> bool,
        limit: Duration,
    ) -> Result<Heard> {
        let mut changes = self.changes.subscribe();
        let search = async {
            loop {
                if let Some(heard) = self.first(room, from, &wanted) {
                    return heard;
                }
                // It can't fail: we hold the sending side.
                let _ = changes.changed().await;
            }
        };
        match tokio::time::timeout(limit, search).await {
            Ok(heard) => Ok(heard),
            Err(_) => bail!(
                "waited {limit:?} in vain in {room}: {what}\n{}",
                self.show(room)
            ),
        }
    }

    fn first(&self, room: &RoomId, from: usize, wanted: impl Fn(&Heard) -> bool) -> Option<Heard> {
        self.rooms()
            .get(room)?
            .iter()
            .skip(from)
            .find(|it| wanted(it))
            .cloned()
    }

    /// The room's transcript, a line per event.
    pub fn show(&self, room: &RoomId) -> String {
        let lines = self.all(room).into_iter().enumerate();
        let lines: Vec<String> = lines
            .map(|(at, heard)| format!("{at:4}  {heard}"))
            .collect();
        if lines.is_empty() {
            "heard nothing in this room".to_owned()
        } else {
            lines.join("\n")
        }
    }

    fn rooms(&self) -> MutexGuard<'_, HashMap<OwnedRoomId, Vec<Heard>>> {
        self.rooms
            .lock()
            .expect("nothing panics while it holds the transcript")
    }
}

#[cfg(test)]
mod tests {
    use matrix_sdk::ruma::room_id;
    use serde_json::json;

    use super::*;

    fn event(id: &str, kind: &str, content: Value) -> Value {
        json!({ "event_id": id, "type": kind, "sender": "@anna:wijk.test", "content": content })
    }

    #[test]
    fn an_edit_says_its_new_words_and_what_it_corrects() {
        let heard = Heard::read(&event(
            "$2",
            "m.room.message",
            json!({
                "msgtype": "m.text",
                "body": "* flyers 50",
                "m.new_content": { "msgtype": "m.text", "body": "flyers 50" },
                "m.relates_to": { "rel_type": "m.replace", "event_id": "$1" },
            }),
        ));
        let heard = heard.expect("it is an event");
        assert_eq!(heard.body, "flyers 50");
        assert_eq!(heard.edited_of.expect("an edit"), "$1");
    }

    #[test]
    fn a_late_key_fills_in_the_event_where_it_was() {
        let (transcript, room) = (Transcript::new(), room_id!("!room"));
        transcript.add(room, &event("$1", "m.room.encrypted", json!({})));
        transcript.add(
            room,
            &event("$2", "m.room.message", json!({ "body": "later" })),
        );
        assert_eq!(transcript.count(room, |it| it.undecryptable), 1);

        transcript.add(
            room,
            &event("$1", "m.room.message", json!({ "body": "first" })),
        );
        let bodies: Vec<String> = transcript.all(room).into_iter().map(|it| it.body).collect();
        assert_eq!(bodies, ["first", "later"]);
    }

    #[test]
    fn a_removed_message_stays_and_is_marked() {
        let (transcript, room) = (Transcript::new(), room_id!("!room"));
        transcript.add(
            room,
            &event("$1", "m.room.message", json!({ "body": "oops" })),
        );
        transcript.add(
            room,
            &event("$2", "m.room.redaction", json!({ "redacts": "$1" })),
        );
        assert_eq!(transcript.count(room, |it| it.removed), 1);
    }

    #[tokio::test]
    async fn waiting_in_vain_shows_what_was_heard() {
        let (transcript, room) = (Transcript::new(), room_id!("!room"));
        transcript.add(
            room,
            &event("$1", "m.room.message", json!({ "body": "hello" })),
        );
        let waited = transcript
            .wait_for(room, 0, "the answer", |it| it.body == "bye", Duration::ZERO)
            .await;
        let error = waited.expect_err("nobody said bye").to_string();
        assert!(
            error.contains("the answer") && error.contains("hello"),
            "{error}"
        );
    }
}
