//! The JSON of what we say. Every content carries our marker, so that it can be found again.

use matrix_sdk::ruma::EventId;
use matrix_sdk::ruma::events::poll::start::PollKind;
use matrix_sdk::ruma::events::poll::unstable_end::UnstablePollEndEventContent;
use matrix_sdk::ruma::events::poll::unstable_start::{
    NewUnstablePollStartEventContent, UnstablePollAnswer, UnstablePollStartContentBlock,
};
use serde::Serialize;
use serde_json::{Map, Value, json};

use crate::fault::Fault;
use crate::mail::{Attachment, Message, Poll, Post};
use crate::receive::MARKER;

/// Event type and content of a post that is an event with a content; `None` for the others.
pub(crate) fn compose(post: &Post, id: &str) -> Result<Option<(&'static str, Value)>, Fault> {
    let (kind, mut content) = match post {
        Post::Message(message) => ("m.room.message", plain(message)),
        Post::Edit { target, message } => ("m.room.message", edit(target, message)),
        Post::Reaction { target, key } => ("m.reaction", reaction(target, key)),
        Post::Attachment(attachment) => ("m.room.message", attached(attachment)?),
        Post::Poll(poll) => ("org.matrix.msc3381.poll.start", asked(poll)?),
        Post::EndPoll { target, message } => {
            ("org.matrix.msc3381.poll.end", ended(target, message)?)
        }
        _ => return Ok(None),
    };
    content.insert(MARKER.to_owned(), json!(id));
    Ok(Some((kind, Value::Object(content))))
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

/// A picture or a file where it was uploaded. With a file name beside it, the body is what stands with it.
fn attached(attachment: &Attachment) -> Result<Map<String, Value>, Fault> {
    let mut content = plain(&attachment.message);
    let mut info = json!({ "mimetype": attachment.mime, "size": attachment.bytes.len() });
    let msgtype = match attachment.size {
        Some((width, height)) => {
            info["w"] = json!(width);
            info["h"] = json!(height);
            "m.image"
        }
        None => "m.file",
    };
    let file = attachment.uploaded.as_ref();
    let file = file.map(|upload| serde_json::from_str(&upload.0));
    content.insert("msgtype".to_owned(), json!(msgtype));
    content.insert("filename".to_owned(), json!(attachment.name));
    content.insert("info".to_owned(), info);
    content.insert("file".to_owned(), file.transpose()?.unwrap_or(Value::Null));
    Ok(content)
}

/// The unstable form: it is the one that clients show, and ruma says so for all room versions of today.
fn asked(poll: &Poll) -> Result<Map<String, Value>, Fault> {
    let numbered = (1..).zip(&poll.answers);
    let answers: Vec<_> = numbered
        .map(|(number, answer)| UnstablePollAnswer::new(number.to_string(), answer))
        .collect();
    let answers = answers
        .try_into()
        .map_err(|_| Fault::Refused("a poll has one to twenty answers".to_owned()))?;
    let mut block = UnstablePollStartContentBlock::new(&poll.question, answers);
    block.kind = PollKind::Disclosed;
    block.max_selections = poll.most.into();
    let mut content = object(&NewUnstablePollStartEventContent::plain_text(
        &poll.message.body,
        block,
    ))?;
    content.insert("m.mentions".to_owned(), mentions(&poll.message));
    if let Some(relation) = relation(&poll.message) {
        content.insert("m.relates_to".to_owned(), relation);
    }
    Ok(content)
}

fn ended(target: &str, message: &Message) -> Result<Map<String, Value>, Fault> {
    let target = EventId::parse(target)?;
    let mut content = object(&UnstablePollEndEventContent::new(&message.body, target))?;
    content.insert("m.mentions".to_owned(), mentions(message));
    Ok(content)
}

fn object(content: &impl Serialize) -> Result<Map<String, Value>, Fault> {
    match serde_json::to_value(content)? {
        Value::Object(content) => Ok(content),
        _ => Err(Fault::Refused("no content of an event".to_owned())),
    }
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
    use crate::mail::Upload;

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
        let composed = compose(&post, "id").expect("it is well formed");
        composed.expect("has a content").1
    }

    #[test]
    fn a_picture_says_in_words_what_it_shows_and_where_it_is() {
        let content = content(Post::Attachment(Attachment {
            name: "acties.png".to_owned(),
            mime: "image/png".to_owned(),
            size: Some((1080, 600)),
            bytes: vec![1, 2, 3],
            message: hello(),
            uploaded: Some(Upload(r#"{"url":"mxc://wijk.test/1"}"#.to_owned())),
        }));
        assert_eq!(content["msgtype"], "m.image");
        assert_eq!(content["body"], "hoi");
        assert_eq!(content["filename"], "acties.png");
        assert_eq!(
            content["info"],
            json!({ "mimetype": "image/png", "size": 3, "w": 1080, "h": 600 })
        );
        assert_eq!(content["file"]["url"], "mxc://wijk.test/1");
        assert_eq!(content["nl.wijkbode.id"], "id");
    }

    #[test]
    fn a_poll_numbers_its_answers_and_everybody_may_see_the_votes() {
        let poll = Poll {
            question: "Wanneer?".to_owned(),
            answers: vec!["dinsdag".to_owned(), "donderdag".to_owned()],
            most: 1,
            message: hello(),
        };
        let content = content(Post::Poll(poll));
        let start = &content["org.matrix.msc3381.poll.start"];
        assert_eq!(start["question"]["org.matrix.msc1767.text"], "Wanneer?");
        assert_eq!(start["kind"], "org.matrix.msc3381.poll.disclosed");
        assert_eq!(start["max_selections"], 1);
        assert_eq!(
            start["answers"][1],
            json!({ "id": "2", "org.matrix.msc1767.text": "donderdag" })
        );
        assert_eq!(content["org.matrix.msc1767.text"], "hoi");
        assert_eq!(content["nl.wijkbode.id"], "id");
    }

    #[test]
    fn a_poll_without_answers_is_refused() {
        let poll = Poll {
            question: "Wanneer?".to_owned(),
            answers: vec![],
            most: 1,
            message: hello(),
        };
        assert!(compose(&Post::Poll(poll), "id").is_err());
    }

    #[test]
    fn the_end_of_a_poll_names_it_and_says_how_it_came_out() {
        let content = content(Post::EndPoll {
            target: "$poll".to_owned(),
            message: hello(),
        });
        assert_eq!(
            content["m.relates_to"],
            json!({ "rel_type": "m.reference", "event_id": "$poll" })
        );
        assert_eq!(content["org.matrix.msc1767.text"], "hoi");
        assert_eq!(content["org.matrix.msc3381.poll.end"], json!({}));
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
