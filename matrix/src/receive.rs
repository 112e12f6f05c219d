//! Turns events of the SDK into [`Received`]: what was said, by whom, and how far to believe it.
//!
//! Read from the JSON itself, field by field: an event that is strange in one place is still read in the others.

use matrix_sdk::Room;
use matrix_sdk::deserialized_responses::{TimelineEvent, TimelineEventKind};
use matrix_sdk::ruma::UserId;
use serde_json::Value;

use crate::mail::{MediaKind, Received, What};
use crate::trust::Witness;

/// The key in every content that we send, holding the parcel's id.
pub(crate) const MARKER: &str = "nl.wijkbode.id";

/// Reads the events of one batch.
pub(crate) struct Reader<'a> {
    own: &'a UserId,
    witness: Witness,
}

impl<'a> Reader<'a> {
    pub(crate) fn new(own: &'a UserId) -> Self {
        Self {
            own,
            witness: Witness::new(),
        }
    }

    /// Those of our time in the room, oldest first as given.
    pub(crate) async fn read_all(
        &mut self,
        room: &Room,
        events: &[TimelineEvent],
    ) -> Vec<Received> {
        let parsed: Vec<_> = events.iter().map(parse).collect();
        let mut received = Vec::with_capacity(events.len());
        for at in our_time(&parsed, self.own.as_str()) {
            received.extend(self.read(room, &events[at], &parsed[at]).await);
        }
        received
    }

    /// One event that was kept until its key came.
    pub(crate) async fn read_one(
        &mut self,
        room: &Room,
        event: &TimelineEvent,
    ) -> Option<Received> {
        self.read(room, event, &parse(event)).await
    }

    async fn read(&mut self, room: &Room, event: &TimelineEvent, json: &Value) -> Option<Received> {
        let sender = <&UserId>::try_from(text(json, "/sender")?).ok()?;
        Some(Received {
            event_id: text(json, "/event_id")?.to_owned(),
            room_id: room.room_id().to_string(),
            sender: sender.to_string(),
            sent_at: json
                .get("origin_server_ts")
                .and_then(Value::as_i64)
                .unwrap_or(0),
            trust: self.witness.trust(room, sender, event).await,
            identity: self.identity(room, sender).await,
            what: what(json, self.own.as_str(), locked(event, json)),
        })
    }

    /// Nobody asks who we are.
    async fn identity(&mut self, room: &Room, sender: &UserId) -> Option<String> {
        if sender == self.own {
            return None;
        }
        self.witness.identity(&room.client(), sender).await
    }
}

/// Whether these events reach back to before we joined, so that nothing earlier concerns us.
pub(crate) fn reach_before_us(events: &[TimelineEvent], own: &UserId) -> bool {
    events
        .iter()
        .map(parse)
        .any(|event| before_us(&event) || is_our_join(&event, own.as_str()))
}

/// Something that may change who is in which room, or what a room is.
pub(crate) fn is_state(event: &TimelineEvent) -> bool {
    parse(event).get("state_key").is_some()
}

fn parse(event: &TimelineEvent) -> Value {
    serde_json::from_str(event.raw().json().get()).unwrap_or_default()
}

/// Which of these events to read: what was said before we joined was not said to us.
///
/// In a direct chat our time begins with the invitation: clients make the chat when its first words are sent.
fn our_time(events: &[Value], own: &str) -> Vec<usize> {
    let joined = events.iter().rposition(|event| is_our_join(event, own));
    let direct = joined.is_some_and(|at| was_invited_to_direct_chat(&events[at]));
    let begins = if direct {
        events
            .iter()
            .rposition(|event| is_our_invitation(event, own))
    } else {
        joined
    };
    (begins.unwrap_or(0)..events.len())
        .filter(|at| direct || joined == Some(*at) || !before_us(&events[*at]))
        .collect()
}

fn was_invited_to_direct_chat(join: &Value) -> bool {
    join.pointer("/unsigned/prev_content/is_direct") == Some(&Value::Bool(true))
}

fn is_our_invitation(event: &Value, own: &str) -> bool {
    text(event, "/type") == Some("m.room.member")
        && text(event, "/state_key") == Some(own)
        && text(event, "/content/membership") == Some("invite")
}

/// A change of our name is an `m.room.member` of "join" too; then we had joined already.
fn is_our_join(event: &Value, own: &str) -> bool {
    text(event, "/type") == Some("m.room.member")
        && text(event, "/state_key") == Some(own)
        && text(event, "/content/membership") == Some("join")
        && text(event, "/unsigned/prev_content/membership") != Some("join")
}

/// The homeserver's own word on it (MSC4115): our membership when the event was sent.
fn before_us(event: &Value) -> bool {
    text(event, "/unsigned/membership").is_some_and(|membership| membership != "join")
}

/// An event that is still encrypted, as it came.
struct Locked {
    session_id: Option<String>,
    raw: String,
}

fn locked(event: &TimelineEvent, json: &Value) -> Option<Locked> {
    let utd = match &event.kind {
        TimelineEventKind::UnableToDecrypt { utd_info, .. } => Some(utd_info.session_id.clone()),
        _ if text(json, "/type") == Some("m.room.encrypted") => Some(None),
        _ => None,
    };
    let session_id = utd?.or_else(|| text(json, "/content/session_id").map(str::to_owned));
    Some(Locked {
        session_id,
        raw: event.raw().json().get().to_owned(),
    })
}

fn what(event: &Value, own: &str, locked: Option<Locked>) -> What {
    if event.get("state_key").is_some() {
        return What::Other;
    }
    let removed = event
        .pointer("/unsigned/redacted_because")
        .is_some_and(|because| !because.is_null());
    if text(event, "/sender") == Some(own) {
        let transaction_id = owned(event, "/unsigned/transaction_id");
        return match locked {
            // Its marker shows once its key is there.
            Some(Locked { session_id, raw }) if transaction_id.is_none() && !removed => {
                What::Unreadable { session_id, raw }
            }
            _ => What::Echo {
                transaction_id,
                marker: owned(event, "/content/nl.wijkbode.id"),
            },
        };
    }
    if removed {
        return What::Other;
    }
    if let Some(Locked { session_id, raw }) = locked {
        return What::Unreadable { session_id, raw };
    }
    match text(event, "/type").unwrap_or_default() {
        "m.room.message" => message(event, own),
        "m.sticker" => What::Media {
            kind: MediaKind::Sticker,
            reply_to: reply_to(event),
        },
        "m.reaction" => reaction(event),
        "m.room.redaction" => removal(event),
        "m.poll.response" => vote(event, "/content/m.selections"),
        "org.matrix.msc3381.poll.response" => {
            vote(event, "/content/org.matrix.msc3381.poll.response/answers")
        }
        _ => What::Other,
    }
}

fn message(event: &Value, own: &str) -> What {
    if text(event, "/content/m.relates_to/rel_type") == Some("m.replace") {
        return edit(event, own);
    }
    let kind = match text(event, "/content/msgtype").unwrap_or_default() {
        "m.text" | "m.notice" | "m.emote" => return said(event, own),
        "m.image" => MediaKind::Image,
        "m.file" => MediaKind::File,
        "m.audio" => MediaKind::Voice,
        "m.video" => MediaKind::Video,
        "m.location" => MediaKind::Location,
        _ => return What::Other,
    };
    What::Media {
        kind,
        reply_to: reply_to(event),
    }
}

fn said(event: &Value, own: &str) -> What {
    let Some(body) = text(event, "/content/body") else {
        return What::Other;
    };
    let reply_to = reply_to(event);
    let is_reply = reply_to.is_some();
    What::Text {
        body: if is_reply { without_quote(body) } else { body }.to_owned(),
        // In an answer, clients name the writer of what is answered by themselves; only a pill means us.
        mentions_us: if is_reply {
            has_pill(event.get("content"), own)
        } else {
            mentions(event.get("content"), own)
        },
        mentions: others_mentioned(event, own),
        reply_to,
        thread: thread(event),
        notice: text(event, "/content/msgtype") == Some("m.notice"),
    }
}

/// Whom `m.mentions` names beside us, in its order.
fn others_mentioned(event: &Value, own: &str) -> Vec<String> {
    let users = event
        .pointer("/content/m.mentions/user_ids")
        .and_then(Value::as_array);
    let users = users.into_iter().flatten().filter_map(Value::as_str);
    users
        .filter(|user| *user != own)
        .map(str::to_owned)
        .collect()
}

fn edit(event: &Value, own: &str) -> What {
    let target = owned(event, "/content/m.relates_to/event_id");
    let body = owned(event, "/content/m.new_content/body");
    // A notice starts nothing, also not when it is edited; neither does the caption of a picture.
    let spoken = matches!(
        text(event, "/content/m.new_content/msgtype"),
        Some("m.text" | "m.emote")
    );
    match (target, body) {
        (Some(target), Some(body)) if spoken => What::Edit {
            target,
            body,
            mentions_us: mentions(event.pointer("/content/m.new_content"), own),
        },
        _ => What::Other,
    }
}

fn reaction(event: &Value) -> What {
    let target = owned(event, "/content/m.relates_to/event_id");
    let key = owned(event, "/content/m.relates_to/key");
    match (target, key) {
        (Some(target), Some(key)) => What::Reaction { target, key },
        _ => What::Other,
    }
}

/// The target moved into the content with room version 11; servers send both for a while.
fn removal(event: &Value) -> What {
    match owned(event, "/content/redacts").or_else(|| owned(event, "/redacts")) {
        Some(target) => What::Removal { target },
        None => What::Other,
    }
}

fn vote(event: &Value, answers: &str) -> What {
    let Some(poll) = owned(event, "/content/m.relates_to/event_id") else {
        return What::Other;
    };
    let answers = event.pointer(answers).and_then(Value::as_array);
    let answers = answers
        .into_iter()
        .flatten()
        .filter_map(Value::as_str)
        .map(str::to_owned)
        .collect();
    What::Vote { poll, answers }
}

/// What this one answers. In a thread, clients that know no threads get a made-up answer to the last message.
fn reply_to(event: &Value) -> Option<String> {
    let relation = event.pointer("/content/m.relates_to")?;
    let made_up = thread(event).is_some()
        && relation
            .get("is_falling_back")
            .and_then(Value::as_bool)
            .unwrap_or(false);
    if made_up {
        None
    } else {
        owned(relation, "/m.in_reply_to/event_id")
    }
}

fn thread(event: &Value) -> Option<String> {
    match text(event, "/content/m.relates_to/rel_type") {
        Some("m.thread") => owned(event, "/content/m.relates_to/event_id"),
        _ => None,
    }
}

/// Older clients put the quoted message in front: `> <@user:server> …` and an empty line.
fn without_quote(body: &str) -> &str {
    if !body.starts_with("> <") && !body.starts_with("> * <") {
        return body;
    }
    let mut rest = body;
    while rest.starts_with('>') {
        rest = rest.split_once('\n').map_or("", |(_, rest)| rest);
    }
    rest.strip_prefix('\n').unwrap_or(rest)
}

/// Named in the list of mentions, or with a pill.
fn mentions(content: Option<&Value>, own: &str) -> bool {
    is_named(content, own) || has_pill(content, own)
}

fn is_named(content: Option<&Value>, own: &str) -> bool {
    let named = content.and_then(|content| content.pointer("/m.mentions/user_ids")?.as_array());
    named.is_some_and(|users| users.iter().any(|user| user.as_str() == Some(own)))
}

fn has_pill(content: Option<&Value>, own: &str) -> bool {
    let html = content.and_then(|content| text(content, "/formatted_body"));
    html.is_some_and(|html| links_to(html, own))
}

/// A pill: a link to our id, percent-encoded or not, outside of a quoted message.
fn links_to(html: &str, own: &str) -> bool {
    let html = html
        .rsplit_once("</mx-reply>")
        .map_or(html, |(_, rest)| rest);
    let encoded = own.replace('@', "%40").replace(':', "%3A");
    [own, &encoded, &own.replace('@', "%40")]
        .iter()
        .any(|user| {
            let link = format!("https://matrix.to/#/{user}");
            html.match_indices(&link)
                .any(|(at, _)| html[at + link.len()..].starts_with(['"', '\'', '?']))
        })
}

fn text<'v>(value: &'v Value, pointer: &str) -> Option<&'v str> {
    value.pointer(pointer)?.as_str()
}

fn owned(value: &Value, pointer: &str) -> Option<String> {
    text(value, pointer).map(str::to_owned)
}

#[cfg(test)]
mod tests {
    use serde_json::json;

    use super::*;

    const OWN: &str = "@bode:wijk.test";

    fn read(kind: &str, content: Value) -> What {
        let event = json!({ "type": kind, "sender": "@anna:wijk.test", "event_id": "$1", "content": content });
        what(&event, OWN, None)
    }

    fn said(content: Value) -> (String, bool, Option<String>, Option<String>, bool) {
        match read("m.room.message", content) {
            What::Text {
                body,
                mentions_us,
                reply_to,
                thread,
                notice,
                ..
            } => (body, mentions_us, reply_to, thread, notice),
            _ => panic!("not a text"),
        }
    }

    #[test]
    fn a_text_is_read_as_it_is() {
        let (body, mentions_us, reply_to, thread, notice) =
            said(json!({ "msgtype": "m.text", "body": "actie\u{7} flyers\n> 40" }));
        assert_eq!(body, "actie\u{7} flyers\n> 40");
        assert!(!mentions_us && !notice && reply_to.is_none() && thread.is_none());
    }

    #[test]
    fn a_notice_is_known_as_one() {
        assert!(said(json!({ "msgtype": "m.notice", "body": "hoi" })).4);
    }

    #[test]
    fn the_quote_of_a_reply_is_left_out() {
        let relation = json!({ "m.in_reply_to": { "event_id": "$q" } });
        let body = "> <@bode:wijk.test> welke dag?\n> en waar?\n\nmorgen\n> echt";
        let (body, _, reply_to, ..) =
            said(json!({ "msgtype": "m.text", "body": body, "m.relates_to": relation }));
        assert_eq!(body, "morgen\n> echt");
        assert_eq!(reply_to.as_deref(), Some("$q"));
    }

    #[test]
    fn a_quote_of_ones_own_stays() {
        let relation = json!({ "m.in_reply_to": { "event_id": "$q" } });
        let (body, ..) =
            said(json!({ "msgtype": "m.text", "body": "> zei hij\nja", "m.relates_to": relation }));
        assert_eq!(body, "> zei hij\nja");
    }

    #[test]
    fn a_thread_answers_only_what_it_really_answers() {
        let relation = |made_up: bool| {
            json!({ "rel_type": "m.thread", "event_id": "$root", "is_falling_back": made_up,
                    "m.in_reply_to": { "event_id": "$last" } })
        };
        let text = |made_up| {
            said(json!({ "msgtype": "m.text", "body": "ja", "m.relates_to": relation(made_up) }))
        };
        assert_eq!(
            (text(true).2, text(true).3.as_deref()),
            (None, Some("$root"))
        );
        assert_eq!(text(false).2.as_deref(), Some("$last"));
    }

    #[test]
    fn a_mention_is_seen_in_the_list_and_in_a_pill() {
        let listed =
            json!({ "msgtype": "m.text", "body": "hoi", "m.mentions": { "user_ids": [OWN] } });
        let pill = |link: &str| {
            let html = format!("<a href=\"https://matrix.to/#/{link}\">bode</a> hoi");
            json!({ "msgtype": "m.text", "body": "hoi", "formatted_body": html })
        };
        assert!(said(listed).1);
        assert!(said(pill(OWN)).1);
        assert!(said(pill("%40bode%3Awijk.test")).1);
        assert!(!said(pill("@bode:wijk.testament")).1);
    }

    #[test]
    fn being_answered_is_not_being_mentioned() {
        let answer = |html: Option<&str>| {
            json!({ "msgtype": "m.text", "body": "wat goed!", "formatted_body": html,
                    "m.mentions": { "user_ids": [OWN] },
                    "m.relates_to": { "m.in_reply_to": { "event_id": "$q" } } })
        };
        let pill = format!("<a href=\"https://matrix.to/#/{OWN}\">bode</a> wat goed!");
        assert!(!said(answer(None)).1);
        assert!(said(answer(Some(&pill))).1);
    }

    #[test]
    fn being_quoted_is_not_being_mentioned() {
        let html = format!("<mx-reply><a href=\"https://matrix.to/#/{OWN}\">bode</a></mx-reply>ja");
        assert!(!said(json!({ "msgtype": "m.text", "body": "ja", "formatted_body": html })).1);
    }

    #[test]
    fn an_edit_gives_the_new_text() {
        let edit = |msgtype: &str| {
            read(
                "m.room.message",
                json!({ "msgtype": msgtype, "body": "* nieuw",
                "m.new_content": { "msgtype": msgtype, "body": "nieuw", "m.mentions": { "user_ids": [OWN] } },
                "m.relates_to": { "rel_type": "m.replace", "event_id": "$1" } }),
            )
        };
        let What::Edit {
            target,
            body,
            mentions_us,
        } = edit("m.text")
        else {
            panic!("not an edit")
        };
        assert_eq!(
            (target.as_str(), body.as_str(), mentions_us),
            ("$1", "nieuw", true)
        );
        assert!(matches!(edit("m.notice"), What::Other));
    }

    #[test]
    fn media_is_known_by_its_kind() {
        let kind = |msgtype: &str| match read(
            "m.room.message",
            json!({ "msgtype": msgtype, "body": "x" }),
        ) {
            What::Media { kind, .. } => Some(kind),
            _ => None,
        };
        assert_eq!(kind("m.image"), Some(MediaKind::Image));
        assert_eq!(kind("m.audio"), Some(MediaKind::Voice));
        assert_eq!(kind("m.location"), Some(MediaKind::Location));
        assert_eq!(kind("m.key.verification.request"), None);
    }

    #[test]
    fn a_reaction_names_its_target() {
        let relation = json!({ "rel_type": "m.annotation", "event_id": "$1", "key": "👍" });
        let What::Reaction { target, key } =
            read("m.reaction", json!({ "m.relates_to": relation }))
        else {
            panic!("not a reaction")
        };
        assert_eq!((target.as_str(), key.as_str()), ("$1", "👍"));
    }

    #[test]
    fn a_removal_is_read_in_old_and_new_rooms() {
        let new =
            json!({ "type": "m.room.redaction", "sender": "@a:b", "content": { "redacts": "$1" } });
        let old =
            json!({ "type": "m.room.redaction", "sender": "@a:b", "redacts": "$1", "content": {} });
        for event in [new, old] {
            assert!(matches!(what(&event, OWN, None), What::Removal { target } if target == "$1"));
        }
    }

    #[test]
    fn votes_are_read_in_both_spellings() {
        let relation = json!({ "rel_type": "m.reference", "event_id": "$poll" });
        let stable = read(
            "m.poll.response",
            json!({ "m.selections": ["a", "b"], "m.relates_to": relation }),
        );
        let unstable = read(
            "org.matrix.msc3381.poll.response",
            json!({ "org.matrix.msc3381.poll.response": { "answers": ["a", "b"] }, "m.relates_to": relation }),
        );
        for vote in [stable, unstable] {
            let What::Vote { poll, answers } = vote else {
                panic!("not a vote")
            };
            assert_eq!(
                (poll.as_str(), answers),
                ("$poll", vec!["a".to_owned(), "b".to_owned()])
            );
        }
    }

    #[test]
    fn our_own_event_is_an_echo() {
        let event = json!({ "type": "m.room.message", "sender": OWN, "unsigned": { "transaction_id": "t" },
            "content": { "msgtype": "m.text", "body": "hoi", MARKER: "m" } });
        let What::Echo {
            transaction_id,
            marker,
        } = what(&event, OWN, None)
        else {
            panic!("not an echo")
        };
        assert_eq!(
            (transaction_id.as_deref(), marker.as_deref()),
            (Some("t"), Some("m"))
        );
    }

    #[test]
    fn what_cannot_be_read_is_kept_unless_it_was_removed() {
        let locked = || {
            Some(Locked {
                session_id: Some("s".to_owned()),
                raw: "{}".to_owned(),
            })
        };
        let event = json!({ "type": "m.room.encrypted", "sender": "@a:b", "content": {} });
        assert!(matches!(
            what(&event, OWN, locked()),
            What::Unreadable {
                session_id: Some(_),
                ..
            }
        ));
        let removed = json!({ "type": "m.room.encrypted", "sender": "@a:b", "content": {},
            "unsigned": { "redacted_because": {} } });
        assert!(matches!(what(&removed, OWN, locked()), What::Other));
    }

    #[test]
    fn in_a_direct_chat_we_are_spoken_to_from_the_invitation_on() {
        let talk = |membership: &str| json!({ "type": "m.room.message", "unsigned": { "membership": membership } });
        let member = |content: Value, before: Value| {
            json!({ "type": "m.room.member", "state_key": OWN, "content": content,
                    "unsigned": { "prev_content": before, "membership": content["membership"] } })
        };
        let joining = |direct: bool| {
            let invitation = json!({ "membership": "invite", "is_direct": direct });
            let join = member(json!({ "membership": "join" }), invitation.clone());
            [
                talk("leave"),
                member(invitation, json!(null)),
                talk("invite"),
                join,
                talk("join"),
            ]
        };
        assert_eq!(our_time(&joining(true), OWN), [1, 2, 3, 4]);
        assert_eq!(our_time(&joining(false), OWN), [3, 4]);
    }

    #[test]
    fn what_was_said_before_we_joined_was_not_said_to_us() {
        let talk = |membership: &str| json!({ "type": "m.room.message", "unsigned": { "membership": membership } });
        let member = |before: Value| {
            json!({ "type": "m.room.member", "state_key": OWN, "content": { "membership": "join" },
                    "unsigned": { "prev_content": { "membership": before } } })
        };
        let plain = json!({ "type": "m.room.message" });
        let joining = [plain.clone(), member(json!("invite")), talk("join")];
        assert_eq!(our_time(&joining, OWN), [1, 2]);
        let renaming = [plain.clone(), member(json!("join")), talk("join")];
        assert_eq!(our_time(&renaming, OWN), [0, 1, 2]);
        assert_eq!(
            our_time(&[talk("leave"), talk("invite"), talk("join")], OWN),
            [2]
        );
    }

    #[test]
    fn only_our_own_sender_makes_an_echo() {
        for sender in [
            "@anna:wijk.test",
            "@Bode:wijk.test",
            "@bode:wijk.test.evil",
            "",
        ] {
            let event = json!({
                "type": "m.room.message", "sender": sender, "event_id": "$1",
                "content": { "msgtype": "m.text", "body": "hoi", MARKER: "ours" },
                "unsigned": { "transaction_id": "ours" },
            });
            assert!(
                !matches!(what(&event, OWN, None), What::Echo { .. }),
                "{sender}"
            );
        }
    }

    /// Every value in these events, one at a time, is made into something else.
    #[test]
    fn whatever_is_wrong_in_an_event_it_is_read_without_harm() {
        let relation = json!({ "rel_type": "m.thread", "event_id": "$r", "is_falling_back": true, "m.in_reply_to": { "event_id": "$q" } });
        let text = json!({ "msgtype": "m.text", "body": "> <@x:y> a\n\nja", "formatted_body": "<a href=\"https://matrix.to/#/@bode:wijk.test\">x</a>", "m.mentions": { "user_ids": [OWN] }, "m.relates_to": relation });
        let edit = json!({ "msgtype": "m.text", "body": "* x", "m.new_content": { "msgtype": "m.text", "body": "x" }, "m.relates_to": { "rel_type": "m.replace", "event_id": "$1" } });
        let tap =
            json!({ "m.relates_to": { "rel_type": "m.annotation", "event_id": "$1", "key": "x" } });
        let vote = json!({ "m.relates_to": { "event_id": "$1" }, "org.matrix.msc3381.poll.response": { "answers": ["x"] } });
        let mut read = 0;
        for (kind, content) in [
            ("m.room.message", text),
            ("m.room.message", edit),
            ("m.reaction", tap),
            ("m.room.redaction", json!({ "redacts": "$1" })),
            ("org.matrix.msc3381.poll.response", vote),
        ] {
            let event = json!({ "type": kind, "sender": "@anna:wijk.test", "event_id": "$1", "content": content,
                                "unsigned": { "membership": "join", "transaction_id": "x" } });
            for place in places(&event, "") {
                for wrong in [
                    json!(null),
                    json!(-1),
                    json!(1e300),
                    json!(true),
                    json!("\u{0}\u{202e}"),
                    json!([]),
                    json!({}),
                    json!([[{}]]),
                ] {
                    let mut event = event.clone();
                    *event.pointer_mut(&place).expect("a place in it") = wrong;
                    let _ = what(&event, OWN, None);
                    read += 1;
                }
            }
        }
        assert!(read > 300, "{read}");
    }

    /// The pointers to all values within.
    fn places(value: &Value, at: &str) -> Vec<String> {
        let within: Vec<(String, &Value)> = match value {
            Value::Object(fields) => fields
                .iter()
                .map(|(name, value)| (name.replace('~', "~0").replace('/', "~1"), value))
                .collect(),
            Value::Array(items) => items
                .iter()
                .enumerate()
                .map(|(at, value)| (at.to_string(), value))
                .collect(),
            _ => vec![],
        };
        let deeper = within
            .iter()
            .flat_map(|(name, value)| places(value, &format!("{at}/{name}")));
        deeper
            .chain((!at.is_empty()).then(|| at.to_owned()))
            .collect()
    }
}
