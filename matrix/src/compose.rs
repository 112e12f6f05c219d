//! The JSON of what we say. Every content carries our marker, so that it can be found again.

use serde_json::{Map, Value, json};

use crate::mail::{Message, Post};
use crate::receive::MARKER;

/// Event type and content of a post that is an event with a content; `None` for the others.
pub(crate) fn compose(post: &Post, id: &str) -> Option<(&'static str, Value)> {
    let (kind, mut content) = match post {
        Post::Message(message) => ("m.room.message", plain(message)),
        Post::Edit { target, message } => ("m.room.message", edit(target, message)),
        Post::Reaction { target, key } => ("m.reaction", reaction(target, key)),
        _ => return None,
    };
    content.insert(MARKER.to_owned(), json!(id));
    Some((kind, Value::Object(content)))
}

fn plain(message: &Message) -> Map<String, Value> {
    let mut content = text(message);
    if let Some(relation) = relation(message) {
        content.insert("m.relates_to".to_owned(), relation);
    }
    content
}

/// The outer text is for clients that know no edits. Nobody is mentioned by it again.
fn edit(target: &str, message: &Message) -> Map<String, Value> {
    let mut outer = text(message);
    for key in ["body", "formatted_body"] {
        if let Some(Value::String(text)) = outer.get_mut(key) {
            text.insert_str(0, "* ");
        }
    }
    outer.insert("m.mentions".to_owned(), json!({}));
    outer.insert("m.new_content".to_owned(), Value::Object(text(message)));
    outer.insert(
        "m.relates_to".to_owned(),
        json!({ "rel_type": "m.replace", "event_id": target }),
    );
    outer
}

fn reaction(target: &str, key: &str) -> Map<String, Value> {
    let relation = json!({ "rel_type": "m.annotation", "event_id": target, "key": key });
    Map::from_iter([("m.relates_to".to_owned(), relation)])
}

fn text(message: &Message) -> Map<String, Value> {
    let mut content = Map::new();
    let msgtype = if message.notice { "m.notice" } else { "m.text" };
    content.insert("msgtype".to_owned(), json!(msgtype));
    content.insert("body".to_owned(), json!(message.body));
    if let Some(html) = &message.html {
        content.insert("format".to_owned(), json!("org.matrix.custom.html"));
        content.insert("formatted_body".to_owned(), json!(html));
    }
    content.insert("m.mentions".to_owned(), mentions(message));
    content
}

/// Always there, also when empty: without it, clients look for names in the text and ring.
fn mentions(message: &Message) -> Value {
    let mut mentions = Map::new();
    if !message.mentions.is_empty() {
        mentions.insert("user_ids".to_owned(), json!(message.mentions));
    }
    if message.mention_room {
        mentions.insert("room".to_owned(), json!(true));
    }
    Value::Object(mentions)
}

fn relation(message: &Message) -> Option<Value> {
    let Some(root) = &message.thread else {
        let target = message.reply_to.as_ref()?;
        return Some(json!({ "m.in_reply_to": { "event_id": target } }));
    };
    let target = message.reply_to.as_ref().unwrap_or(root);
    Some(json!({
        "rel_type": "m.thread",
        "event_id": root,
        "is_falling_back": message.reply_to.is_none(),
        "m.in_reply_to": { "event_id": target },
    }))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn hello() -> Message {
        Message {
            body: "hoi".to_owned(),
            html: Some("<b>hoi</b>".to_owned()),
            notice: false,
            mentions: vec!["@anna:wijk.test".to_owned()],
            mention_room: false,
            reply_to: None,
            thread: None,
        }
    }

    fn content(post: Post) -> Value {
        compose(&post, "id").expect("has a content").1
    }

    #[test]
    fn a_message_carries_its_marker_and_its_mentions() {
        let content = content(Post::Message(hello()));
        assert_eq!(
            content,
            json!({ "msgtype": "m.text", "body": "hoi", "format": "org.matrix.custom.html",
                "formatted_body": "<b>hoi</b>", "m.mentions": { "user_ids": ["@anna:wijk.test"] },
                "nl.wijkbode.id": "id" })
        );
    }

    #[test]
    fn an_edit_mentions_nobody_again_but_keeps_the_mention() {
        let content = content(Post::Edit {
            target: "$1".to_owned(),
            message: hello(),
        });
        assert_eq!(content["body"], "* hoi");
        assert_eq!(content["m.mentions"], json!({}));
        assert_eq!(content["m.new_content"]["body"], "hoi");
        assert_eq!(
            content["m.new_content"]["m.mentions"]["user_ids"][0],
            "@anna:wijk.test"
        );
        assert_eq!(
            content["m.relates_to"],
            json!({ "rel_type": "m.replace", "event_id": "$1" })
        );
    }

    #[test]
    fn an_answer_in_a_thread_is_no_fallback() {
        let threaded = |reply_to: Option<&str>| {
            let reply_to = reply_to.map(str::to_owned);
            content(Post::Message(Message {
                thread: Some("$root".to_owned()),
                reply_to,
                ..hello()
            }))
        };
        let relation = &threaded(None)["m.relates_to"];
        assert_eq!(relation["is_falling_back"], true);
        assert_eq!(relation["m.in_reply_to"]["event_id"], "$root");
        let relation = &threaded(Some("$q"))["m.relates_to"];
        assert_eq!(relation["is_falling_back"], false);
        assert_eq!(relation["m.in_reply_to"]["event_id"], "$q");
    }

    #[test]
    fn a_reaction_carries_the_marker_too() {
        let content = content(Post::Reaction {
            target: "$1".to_owned(),
            key: "👍".to_owned(),
        });
        assert_eq!(content["nl.wijkbode.id"], "id");
        assert_eq!(content["m.relates_to"]["key"], "👍");
    }
}
