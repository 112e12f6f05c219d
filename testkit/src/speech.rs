//! What people say, as the events that Element makes of it.

use matrix_sdk::ruma::{EventId, UserId};
use serde_json::{Value, json};

pub(crate) const MESSAGE: &str = "m.room.message";
pub(crate) const REACTION: &str = "m.reaction";
pub(crate) const VOTE: &str = "org.matrix.msc3381.poll.response";

pub(crate) fn words(text: &str) -> Value {
    json!({ "msgtype": "m.text", "body": text, "m.mentions": {} })
}

/// With a mention in front.
pub(crate) fn words_to(who: &UserId, text: &str) -> Value {
    let name = who.localpart();
    let mut content = words(&format!("{name}: {text}"));
    content["format"] = json!("org.matrix.custom.html");
    content["formatted_body"] = json!(format!(
        "<a href=\"https://matrix.to/#/{who}\">{name}</a>: {text}"
    ));
    content["m.mentions"] = json!({ "user_ids": [who] });
    content
}

/// An answer to a message, which mentions its writer.
pub(crate) fn reply(to: &EventId, writer: Option<&UserId>, text: &str) -> Value {
    let mut content = words(text);
    content["m.relates_to"] = json!({ "m.in_reply_to": { "event_id": to } });
    if let Some(writer) = writer {
        content["m.mentions"] = json!({ "user_ids": [writer] });
    }
    content
}

pub(crate) fn in_thread(root: &EventId, text: &str) -> Value {
    let mut content = words(text);
    content["m.relates_to"] = json!({
        "rel_type": "m.thread",
        "event_id": root,
        "is_falling_back": true,
        "m.in_reply_to": { "event_id": root },
    });
    content
}

pub(crate) fn edit(event: &EventId, text: &str) -> Value {
    let mut content = words(&format!("* {text}"));
    content["m.new_content"] = words(text);
    content["m.relates_to"] = json!({ "rel_type": "m.replace", "event_id": event });
    content
}

pub(crate) fn reaction(event: &EventId, key: &str) -> Value {
    json!({ "m.relates_to": { "rel_type": "m.annotation", "event_id": event, "key": key } })
}

pub(crate) fn vote(poll: &EventId, answers: &[&str]) -> Value {
    json!({
        "m.relates_to": { "rel_type": "m.reference", "event_id": poll },
        VOTE: { "answers": answers },
    })
}
