//! Tries to get in, on a real homeserver with real clients: by strangers, by people without the right to it, and by a
//! server that makes things up. Many tries share a town; at the end all that counts is as it was.

use anyhow::{Context, Result, ensure};
use serde_json::{Value, json};
use testkit::ruma::api::client::message::send_message_event;
use testkit::ruma::api::client::state::send_state_event;
use testkit::ruma::serde::Raw;
use testkit::ruma::{EventId, OwnedEventId, RoomId, TransactionId, UserId};
use testkit::{Heard, Neighbour, PATIENCE, Synapse, until};

use crate::bot::On;
use crate::errands::{answered, answers, membership_is, send_plain, sentence, state};
use crate::gate::{all_that_counts, difference};
use crate::synapse::{Town, answer};

const MESSAGE: &str = "m.room.message";

/// What was tried, and the event when the homeserver took it.
#[derive(Default)]
struct Tries(Vec<(String, Option<OwnedEventId>)>);

impl Tries {
    /// Something that the homeserver may refuse, which is as good.
    fn add(&mut self, what: impl Into<String>, tried: Result<OwnedEventId>) {
        self.0.push((what.into(), tried.ok()));
    }

    /// Something that the homeserver must refuse by itself: the rooms were made so.
    fn must_be_refused(&mut self, what: &str, tried: Result<OwnedEventId>) -> Result<()> {
        ensure!(tried.is_err(), "the homeserver let this through: {what}");
        self.0.push((what.to_owned(), None));
        Ok(())
    }

    fn arrived(&self) -> Vec<OwnedEventId> {
        self.0
            .iter()
            .filter_map(|(_, event)| event.clone())
            .collect()
    }
}

/// A town in which something was done already, with a stranger in the room of the wijk and a question that waits.
struct Scene {
    town: Town,
    mallory: Neighbour,
    /// Anna's message that became A-1, and the bot's answer.
    action: OwnedEventId,
    noted: Heard,
    /// Anna's message that began a signal, and the preview that waits for her "ja".
    report: OwnedEventId,
    preview: Heard,
    before: Vec<String>,
}

impl Scene {
    async fn new() -> Result<Self> {
        let synapse = Synapse::shared().await?;
        let town = Town::new(synapse, On::Sqlite).await?;
        let mallory = Neighbour::moves_in(synapse, "mallory").await?;
        mallory.accept_invites().await?;
        let moerwijk = town.carla.room_named("Moerwijk", PATIENCE).await?;
        town.carla
            .room_named("Signaalkamer Den Haag", PATIENCE)
            .await?;
        town.carla.invite(&moerwijk, mallory.user_id()).await?;
        mallory.room_named("Moerwijk", PATIENCE).await?;
        let (carla, bram, us) = (&town.carla, &town.bram, &town.bot.user_id);
        let said = carla.say(&town.management, "hulp").await?;
        answer(carla, &town.management, &said, us).await?;
        let said = bram.say(&town.signal, "volg alles").await?;
        answer(bram, &town.signal, &said, us).await?;
        let action = town.anna.say(&town.moerwijk, "actie flyers 40").await?;
        let noted = town.answer(&action).await?;
        let (report, preview) = town
            .anna_reports("signaal nepagent aan de deur bij 3 buren, niks kwijt")
            .await?;
        // They have seen it too, so that they can speak of it.
        for other in [carla, &mallory] {
            let is_it = |heard: &Heard| heard.event_id == preview.event_id;
            other
                .wait_for(&moerwijk, "the preview", is_it, PATIENCE)
                .await?;
        }
        let mut scene = Self {
            town,
            mallory,
            action,
            noted,
            report,
            preview,
            before: vec![],
        };
        scene.before = scene.all_that_counts().await?;
        Ok(scene)
    }

    async fn all_that_counts(&self) -> Result<Vec<String>> {
        let mut rows = all_that_counts(&self.town.bot.database()).await?;
        // Who is in which room is seen, not granted.
        rows.retain(|row| !row.starts_with("member:"));
        Ok(rows)
    }

    /// After all tries: nothing has changed, nobody was told anything, and who has the right to it is still heard.
    async fn nothing_got_in(&self, tries: &Tries) -> Result<()> {
        let Town {
            bot,
            anna,
            bram,
            moerwijk,
            signal,
            ..
        } = &self.town;
        let said = anna.say(moerwijk, "hulp").await?;
        self.town.answer(&said).await?;
        let now = self.all_that_counts().await?;
        assert!(self.before == now, "{:#}", difference(&self.before, &now));
        let asked = bram.say(signal, "hulp").await?;
        answer(bram, signal, &asked, &bot.user_id).await?;
        assert_eq!(bram.count(signal, is_card), 0, "{}", bram.show(signal));
        self.only_refusals(tries).await?;

        let said = anna.say(moerwijk, "actie flyers 41").await?;
        let heard = self.town.answer(&said).await?;
        assert!(heard.body.contains("A-2"), "{heard}");
        let yes = anna.reply(moerwijk, &self.preview.event_id, "ja").await?;
        let sent = self.town.answer(&yes).await?;
        assert!(
            sent.body.contains("S-1"),
            "the question was still Anna's: {sent}"
        );
        bram.wait_for(signal, "the card", is_card, PATIENCE).await?;
        bram.catches_up().await?;
        assert_eq!(bram.count(signal, is_card), 1);
        Ok(())
    }

    /// What the bot answered to any of them says no more than that it cannot be.
    async fn only_refusals(&self, tries: &Tries) -> Result<()> {
        let Town {
            bot,
            anna,
            moerwijk,
            ..
        } = &self.town;
        anna.catches_up().await?;
        let known = [
            "not-encrypted",
            "no-role",
            "wrong-role",
            "wrong-room",
            "too-long",
            "no-media",
        ]
        .map(sentence);
        let beginning = |text: &str| text.chars().take(12).collect::<String>();
        // "ja?" of who is asked something is nearly an answer: once in all it is said what would be one.
        let hint = beginning(&sentence("bad-confirm"));
        let mut hints = 0;
        for event in tries.arrived() {
            for heard in answered(anna, moerwijk, &bot.user_id, &event) {
                if heard.body.starts_with(&hint) {
                    hints += 1;
                    continue;
                }
                let is_refusal = known
                    .iter()
                    .any(|known| heard.body.starts_with(&beginning(known)));
                let what = tries.0.iter().find(|(_, id)| id.as_ref() == Some(&event));
                assert!(is_refusal, "{:?}: {heard}", what.map(|(what, _)| what));
            }
        }
        assert!(hints <= 1, "{hints} hints");
        Ok(())
    }
}

fn is_card(heard: &Heard) -> bool {
    heard.body.starts_with("S-1 · Moerwijk")
}

/// Sends exactly this JSON, without encryption.
async fn send_json(
    who: &Neighbour,
    room: &RoomId,
    kind: &str,
    content: &str,
) -> Result<OwnedEventId> {
    let content = serde_json::value::RawValue::from_string(content.to_owned());
    let content = content.or_else(|_| serde_json::value::RawValue::from_string("{}".to_owned()))?;
    let request = send_message_event::v3::Request::new_raw(
        room.to_owned(),
        TransactionId::new(),
        kind.into(),
        Raw::from_json(content),
    );
    Ok(who.client().send(request).await?.event_id)
}

async fn set_state(
    who: &Neighbour,
    room: &RoomId,
    kind: &str,
    key: &str,
    content: Value,
) -> Result<OwnedEventId> {
    let content = Raw::new(&content)?.cast_unchecked();
    let request = send_state_event::v3::Request::new_raw(
        room.to_owned(),
        kind.into(),
        key.to_owned(),
        content,
    );
    Ok(who.client().send(request).await?.event_id)
}

fn words(text: &str) -> Value {
    json!({ "msgtype": "m.text", "body": text })
}

fn replying(to: &EventId, text: &str) -> Value {
    json!({ "msgtype": "m.text", "body": text, "m.relates_to": { "m.in_reply_to": { "event_id": to } } })
}

fn replacing(target: &EventId, text: &str) -> Value {
    json!({ "msgtype": "m.text", "body": format!("* {text}"), "m.new_content": words(text),
            "m.relates_to": { "rel_type": "m.replace", "event_id": target } })
}

/// One for each command that does something.
const COMMANDS: [&str; 12] = [
    "!actie flyers 999",
    "!signaal nepagent aan de deur bij 3 buren, niks kwijt",
    "!ongedaan A-1",
    "!ongedaan S-1",
    "!gezien 1",
    "!afgehandeld 1 extra toezicht",
    "!volg alles",
    "!ontvolg alles",
    "!wijk nieuw Scheveningen",
    "!ambassadeur @mallory:wijk.test Moerwijk",
    "!bevestig @mallory:wijk.test",
    "!digest",
];

/// A stranger who was let into the room of the wijk, under other people's names.
async fn strangers_try(scene: &Scene, tries: &mut Tries) -> Result<()> {
    let (mallory, room) = (&scene.mallory, &scene.town.moerwijk);
    for command in COMMANDS {
        tries.add(
            format!("a stranger: {command}"),
            mallory.say(room, command).await,
        );
    }
    let names = [
        "Carla",
        "wijkbode",
        "Wijkbode Den Haag",
        "Саrla",
        "Anna\u{202e}\u{200b}",
    ];
    for name in names {
        mallory
            .client()
            .account()
            .set_display_name(Some(name))
            .await?;
        tries.add(
            format!("a stranger called {name}: a command"),
            mallory.say(room, "!actie flyers 998").await,
        );
        tries.add(
            format!("a stranger called {name}: ja"),
            mallory.reply(room, &scene.preview.event_id, "ja").await,
        );
    }
    for key in ["✅", "👍", "👀", "ja"] {
        tries.add(
            format!("a stranger taps {key}"),
            mallory.react(room, &scene.preview.event_id, key).await,
        );
    }
    for (what, target) in [
        ("the preview", &scene.preview.event_id),
        ("Anna's action", &scene.action),
        ("Anna's report", &scene.report),
        ("the bot's answer", &scene.noted.event_id),
    ] {
        for text in ["ja", "!actie flyers 997"] {
            tries.add(
                format!("a stranger edits {what}: {text}"),
                mallory.send(room, MESSAGE, replacing(target, text)).await,
            );
        }
        tries.must_be_refused(
            &format!("a stranger removes {what}"),
            mallory
                .remove(room, target)
                .await
                .map(|()| scene.action.clone()),
        )?;
    }
    // A marker or transaction id of ours makes nothing ours.
    let marker = scene
        .preview
        .marker
        .clone()
        .context("our messages carry a marker")?;
    let mut forged = words(&scene.preview.body);
    forged["nl.wijkbode.id"] = json!(marker);
    forged["unsigned"] = json!({ "transaction_id": marker });
    let forged = mallory.send(room, MESSAGE, forged).await?;
    tries.add(
        "a stranger copies the preview with its marker",
        Ok(forged.clone()),
    );
    let anna = &scene.town.anna;
    tries.add(
        "Anna answers the copy",
        anna.reply(room, &forged, "ja").await,
    );
    // What a bot says, said by another one that does not mark it as a notice.
    for said in scene
        .town
        .anna
        .heard(room)
        .into_iter()
        .filter(|heard| heard.sender == scene.town.bot.user_id)
    {
        if !said.body.is_empty() {
            tries.add(
                "a stranger says what the bot said",
                mallory.say(room, &said.body).await,
            );
        }
    }
    Ok(())
}

/// Somebody with another right: Carla manages, moderates the room, and was not asked.
async fn a_moderator_tries(scene: &Scene, tries: &mut Tries) -> Result<()> {
    let (carla, room) = (&scene.town.carla, &scene.town.moerwijk);
    tries.add(
        "another answers ja",
        carla.reply(room, &scene.preview.event_id, "ja").await,
    );
    tries.add("another says ja", carla.say(room, "ja").await);
    tries.add(
        "another says ja in the thread",
        carla.in_thread(room, &scene.preview.event_id, "ja").await,
    );
    for key in ["✅", "👍", "👀"] {
        tries.add(
            format!("another taps {key}"),
            carla.react(room, &scene.preview.event_id, key).await,
        );
    }
    tries.add(
        "another edits the report",
        carla
            .send(room, MESSAGE, replacing(&scene.report, "ja"))
            .await,
    );
    let edited = carla
        .send(room, MESSAGE, replacing(&scene.action, "actie flyers 996"))
        .await?;
    tries.add("another edits the action", Ok(edited.clone()));
    tries.add(
        "another edits the edit",
        carla
            .send(room, MESSAGE, replacing(&edited, "actie flyers 995"))
            .await,
    );
    tries.add(
        "another edits the preview",
        carla
            .send(room, MESSAGE, replacing(&scene.preview.event_id, "ja"))
            .await,
    );
    // The homeserver cannot see what these are.
    for target in [&scene.action, &scene.report, &scene.preview.event_id] {
        for (who, name) in [(carla, "a moderator"), (&scene.mallory, "a stranger")] {
            let removal = json!({ "redacts": target });
            tries.add(
                format!("{name} encrypts a removal"),
                who.send(room, "m.room.redaction", removal).await,
            );
        }
    }
    for (kind, key, content) in [
        (
            "m.room.tombstone",
            "",
            json!({ "body": "weg", "replacement_room": room }),
        ),
        (
            "m.room.power_levels",
            "",
            json!({ "users": { carla.user_id().as_str(): 100 } }),
        ),
        ("m.room.encryption", "", json!({ "algorithm": "m.none" })),
        (
            "m.room.history_visibility",
            "",
            json!({ "history_visibility": "world_readable" }),
        ),
        ("m.room.join_rules", "", json!({ "join_rule": "public" })),
        (
            "m.room.guest_access",
            "",
            json!({ "guest_access": "can_join" }),
        ),
        ("m.room.canonical_alias", "", json!({})),
        (
            "m.room.server_acl",
            "",
            json!({ "allow": ["*"], "deny": ["wijk.test"] }),
        ),
        (
            "m.space.parent",
            room.as_str(),
            json!({ "via": ["wijk.test"] }),
        ),
        (MESSAGE, "", words("!actie flyers 994")),
    ] {
        let what = format!("a moderator sets {kind}");
        tries.must_be_refused(&what, set_state(carla, room, kind, key, content).await)?;
    }
    Ok(())
}

/// What a server could make up in Anna's name: it knows no keys, so it is plain.
async fn a_server_tries(scene: &Scene, tries: &mut Tries) -> Result<()> {
    let (anna, carla, room) = (&scene.town.anna, &scene.town.carla, &scene.town.moerwijk);
    for command in COMMANDS {
        tries.add(
            format!("plain: {command}"),
            send_plain(anna, room, MESSAGE, words(command)).await,
        );
    }
    for text in ["ja", "Ja.", "ja!"] {
        tries.add(
            format!("plain: {text}"),
            send_plain(anna, room, MESSAGE, words(text)).await,
        );
        let reply = replying(&scene.preview.event_id, text);
        tries.add(
            format!("plain answer: {text}"),
            send_plain(anna, room, MESSAGE, reply).await,
        );
    }
    let edit = replacing(&scene.action, "actie flyers 993");
    tries.add("plain edit", send_plain(anna, room, MESSAGE, edit).await);
    let vote = json!({ "m.relates_to": { "rel_type": "m.reference", "event_id": scene.preview.event_id },
                       "org.matrix.msc3381.poll.response": { "answers": ["ja"] } });
    tries.add(
        "plain vote",
        send_plain(anna, room, "org.matrix.msc3381.poll.response", vote).await,
    );
    for key in ["✅", "👍", "ja", "👀"] {
        tries.add(
            format!("a tap {key} in Anna's name"),
            anna.react(room, &scene.preview.event_id, key).await,
        );
    }
    tries.add(
        "plain, a manager's: ongedaan",
        send_plain(carla, room, MESSAGE, words("ongedaan A-1")).await,
    );
    let management = &scene.town.management;
    for command in [
        "wijk nieuw Scheveningen",
        "ambassadeur @mallory:wijk.test Moerwijk",
        "bevestig @mallory:wijk.test",
    ] {
        let tried = send_plain(carla, management, MESSAGE, words(command)).await;
        tries.add(format!("plain in the management room: {command}"), tried);
    }
    for command in ["volg moerwijk", "ontvolg alles"] {
        let tried = send_plain(
            &scene.town.bram,
            &scene.town.signal,
            MESSAGE,
            words(command),
        )
        .await;
        tries.add(format!("plain in the signal room: {command}"), tried);
    }
    Ok(())
}

/// What Anna herself says, encrypted, without saying that it may be sent.
async fn words_that_are_no_answer(scene: &Scene, tries: &mut Tries) -> Result<()> {
    let (anna, carla, room) = (&scene.town.anna, &scene.town.carla, &scene.town.moerwijk);
    let neighbour = carla.say(room, "Komt iedereen vanavond?").await?;
    let is_it = |heard: &Heard| heard.event_id == neighbour;
    anna.wait_for(room, "a neighbour's question", is_it, PATIENCE)
        .await?;
    tries.add(
        "ja to a neighbour",
        anna.reply(room, &neighbour, "ja").await,
    );
    let quote = format!("> <{}> Komt iedereen vanavond?\n\nja", carla.user_id());
    tries.add(
        "ja to a neighbour, with the quote",
        anna.send(room, MESSAGE, replying(&neighbour, &quote)).await,
    );
    for text in [
        "ja gezellig",
        "nou ja",
        "ja maar nu nog niet",
        "ja?",
        "> ja",
        "jа", // with a Cyrillic а
        "zei ze ja of nee",
        "> <@wijkbode:wijk.test> !actie flyers 992\n\nleuk",
    ] {
        tries.add(format!("talk: {text}"), anna.say(room, text).await);
    }
    for kind in [
        "m.notice",
        "m.server_notice",
        "m.evil",
        "m.key.verification.request",
        "",
    ] {
        for text in ["ja", "!actie flyers 991"] {
            let content = json!({ "msgtype": kind, "body": text });
            tries.add(
                format!("{kind}: {text}"),
                anna.send(room, MESSAGE, content).await,
            );
        }
    }
    let locked = json!({ "msgtype": "m.text", "body": "ja", "m.relates_to": { "rel_type": "m.reference", "event_id": scene.report } });
    // Of another type than a message.
    for kind in [
        "m.room.message.evil",
        "m.room.encrypted",
        "nl.wijkbode.command",
        "m.call.invite",
    ] {
        tries.add(
            format!("ja as {kind}"),
            anna.send(room, kind, locked.clone()).await,
        );
    }
    Ok(())
}

/// Pictures and the like with words below them.
async fn captions_are_no_commands(scene: &Scene, tries: &mut Tries) -> Result<()> {
    let (carla, room) = (&scene.town.carla, &scene.town.moerwijk);
    for kind in ["m.image", "m.file", "m.audio", "m.video", "m.location"] {
        let content = json!({ "msgtype": kind, "body": "!ongedaan A-1", "url": "mxc://wijk.test/x",
                              "geo_uri": "geo:52.0,4.3", "filename": "x" });
        tries.add(
            format!("a caption below {kind}"),
            carla.send(room, MESSAGE, content).await,
        );
    }
    Ok(())
}

/// Edits of Anna's own message that are no edits.
async fn broken_edits(scene: &Scene, tries: &mut Tries) -> Result<()> {
    let (anna, room) = (&scene.town.anna, &scene.town.moerwijk);
    let relation = json!({ "rel_type": "m.replace", "event_id": scene.action });
    for (what, new) in [
        ("none", Value::Null),
        ("text", json!("actie flyers 990")),
        ("number", json!(990)),
        ("list", json!([words("actie flyers 990")])),
        ("no body", json!({ "msgtype": "m.text" })),
        ("no type", json!({ "body": "actie flyers 990" })),
        (
            "a notice",
            json!({ "msgtype": "m.notice", "body": "actie flyers 990" }),
        ),
        (
            "a picture",
            json!({ "msgtype": "m.image", "body": "actie flyers 990" }),
        ),
        (
            "a body that is a number",
            json!({ "msgtype": "m.text", "body": 990 }),
        ),
    ] {
        let mut content = json!({ "msgtype": "m.text", "body": "* x", "m.relates_to": relation });
        if !new.is_null() {
            content["m.new_content"] = new;
        }
        tries.add(
            format!("an edit with new content: {what}"),
            anna.send(room, MESSAGE, content).await,
        );
    }
    for target in [
        json!(1),
        json!(null),
        json!(["$x"]),
        json!(""),
        json!("$nothing"),
        json!("!room:wijk.test"),
    ] {
        let mut content = replacing(&scene.action, "ja");
        content["m.relates_to"]["event_id"] = target.clone();
        tries.add(
            format!("an edit of {target}"),
            anna.send(room, MESSAGE, content).await,
        );
    }
    Ok(())
}

/// Wrong types in every field, too much of everything, and what is hardly JSON. Anna sends it, so that her rights are
/// no reason to stop it.
async fn broken_events(scene: &Scene, tries: &mut Tries) -> Result<()> {
    let (anna, room) = (&scene.town.anna, &scene.town.moerwijk);
    let wrong = [
        json!(1),
        json!(-1.5),
        json!(null),
        json!(true),
        json!([]),
        json!({}),
        json!(["!actie"]),
        json!({ "a": { "b": [] } }),
    ];
    let fields = [
        "body",
        "msgtype",
        "format",
        "formatted_body",
        "m.mentions",
        "m.relates_to",
    ];
    for (field, value) in fields
        .iter()
        .flat_map(|field| wrong.iter().map(move |value| (field, value)))
    {
        let mut content = json!({ "msgtype": "m.text", "body": "mooi weer" });
        content[*field] = value.clone();
        tries.add(
            format!("{field} is {value}"),
            anna.send(room, MESSAGE, content).await,
        );
    }
    let mut many = words("mooi weer");
    many["m.mentions"] = json!({ "user_ids": vec![scene.mallory.user_id(); 400], "room": true });
    tries.add(
        "four hundred mentions",
        anna.send(room, MESSAGE, many).await,
    );
    tries.add("45 kilobytes", anna.say(room, &"x".repeat(45_000)).await);
    tries.add("70 kilobytes", anna.say(room, &"x".repeat(70_000)).await);
    for depth in [100, 120, 200, 400, 900] {
        let nested = format!("{}1{}", "[".repeat(depth), "]".repeat(depth));
        let content = format!(r#"{{"msgtype":"m.text","body":"mooi weer","deep":{nested}}}"#);
        tries.add(
            format!("{depth} deep"),
            send_json(anna, room, MESSAGE, &content).await,
        );
    }
    for body in [
        r"\u0000",
        r"\ud800",
        r"\udc00\ud800",
        r"ja\u0000",
        r"\u202eaj",
        r"\u200bja\u200b ",
    ] {
        let content = format!(r#"{{"msgtype":"m.text","body":"{body}"}}"#);
        tries.add(
            format!("plain {body}"),
            send_json(anna, room, MESSAGE, &content).await,
        );
    }
    for text in ["\u{0}", "j\u{0}a", "\u{202e}aj", "a\u{0}ctie flyers 1"] {
        tries.add(format!("{text:?}"), anna.say(room, text).await);
    }
    for (kind, content) in [
        ("m.reaction", json!({ "m.relates_to": 1 })),
        (
            "m.reaction",
            json!({ "m.relates_to": { "event_id": 1, "key": 2 } }),
        ),
        (
            "m.room.encrypted",
            json!({ "algorithm": "m.megolm.v1.aes-sha2", "ciphertext": 1, "session_id": [], "sender_key": {} }),
        ),
        (
            "m.room.encrypted",
            json!({ "algorithm": "m.megolm.v1.aes-sha2", "ciphertext": "x", "session_id": "x" }),
        ),
        ("m.room.encrypted", json!({})),
        (
            "org.matrix.msc3381.poll.response",
            json!({ "m.relates_to": { "event_id": scene.preview.event_id }, "org.matrix.msc3381.poll.response": { "answers": [1, null, {}] } }),
        ),
        ("m.sticker", json!({ "body": 1 })),
    ] {
        tries.add(
            format!("a broken {kind}"),
            send_plain(anna, room, kind, content).await,
        );
    }
    Ok(())
}

/// Rooms, spaces and chats of somebody without a role, under any name.
async fn invitations_are_declined(scene: &Scene, tries: &mut Tries) -> Result<()> {
    let (mallory, us) = (&scene.mallory, UserId::parse(&scene.town.bot.user_id)?);
    let encryption = json!({ "type": "m.room.encryption", "state_key": "", "content": { "algorithm": "m.megolm.v1.aes-sha2" } });
    let alias = |name: &str| format!("{}-{name}", mallory.user_id().localpart());
    let rooms = [
        ("a room", json!({ "name": "Gezellig" })),
        (
            "a room named as ours",
            json!({ "name": "Signaalkamer Den Haag", "topic": "Nood? Bel 112." }),
        ),
        (
            "a wijk's room",
            json!({ "name": "Moerwijk", "room_alias_name": alias("moerwijk") }),
        ),
        (
            "a space",
            json!({ "name": "Digitaal ambassadeurs", "creation_content": { "type": "m.space" } }),
        ),
        ("a private chat", json!({ "is_direct": true })),
        (
            "a private chat for three",
            json!({ "is_direct": true, "name": "Carla" }),
        ),
        (
            "a plain room",
            json!({ "name": "Onversleuteld", "plain": true }),
        ),
        (
            "a false upgrade",
            json!({ "name": "Moerwijk", "creation_content": { "predecessor": { "room_id": scene.town.moerwijk, "event_id": scene.action } } }),
        ),
    ];
    for (what, mut room) in rooms {
        let is_plain = room
            .as_object_mut()
            .and_then(|room| room.remove("plain"))
            .is_some();
        if !is_plain {
            room["initial_state"] = json!([encryption]);
        }
        room["preset"] = json!("private_chat");
        room["invite"] = json!([us]);
        let made = create(mallory, &room).await?;
        membership_is(mallory, &made, &us, "leave")
            .await
            .with_context(|| format!("{what} was not declined"))?;
        tries.0.push((format!("an invitation to {what}"), None));
    }
    // Our own alias can be taken by nobody while our room has it.
    let ours = state(
        &scene.town.anna,
        &scene.town.moerwijk,
        "m.room.canonical_alias",
        "",
    )
    .await?;
    let ours = ours["alias"].as_str().context("our alias")?;
    let name = ours
        .trim_start_matches('#')
        .split(':')
        .next()
        .unwrap_or_default();
    let taken = create(mallory, &json!({ "room_alias_name": name })).await;
    ensure!(taken.is_err(), "our alias was free");
    tries.0.push(("a room with our alias".to_owned(), None));
    Ok(())
}

async fn create(who: &Neighbour, room: &Value) -> Result<testkit::ruma::OwnedRoomId> {
    use testkit::ruma::api::client::room::create_room::v3::Request;
    let mut request = Request::new();
    request.name = room["name"].as_str().map(str::to_owned);
    request.topic = room["topic"].as_str().map(str::to_owned);
    request.room_alias_name = room["room_alias_name"].as_str().map(str::to_owned);
    request.is_direct = room["is_direct"].as_bool().unwrap_or(false);
    request.invite = serde_json::from_value(room.get("invite").cloned().unwrap_or(json!([])))?;
    request.preset = room
        .get("preset")
        .map(|preset| serde_json::from_value(preset.clone()))
        .transpose()?;
    request.initial_state =
        serde_json::from_value(room.get("initial_state").cloned().unwrap_or(json!([])))?;
    if let Some(content) = room.get("creation_content") {
        request.creation_content = Some(Raw::new(content)?.cast_unchecked());
    }
    Ok(who.client().send(request).await?.room_id)
}

#[tokio::test(flavor = "multi_thread")]
async fn a_hundred_tries_by_others_change_nothing() -> Result<()> {
    let scene = Scene::new().await?;
    let mut tries = Tries::default();
    strangers_try(&scene, &mut tries).await?;
    a_moderator_tries(&scene, &mut tries).await?;
    a_server_tries(&scene, &mut tries).await?;
    captions_are_no_commands(&scene, &mut tries).await?;
    invitations_are_declined(&scene, &mut tries).await?;
    scene.nothing_got_in(&tries).await?;
    eprintln!("{} tries by others", tries.0.len());
    assert!(tries.0.len() >= 100, "{}", tries.0.len());
    Ok(())
}

#[tokio::test(flavor = "multi_thread")]
async fn a_hundred_strange_messages_are_no_answer_and_stop_nothing() -> Result<()> {
    let scene = Scene::new().await?;
    let mut tries = Tries::default();
    words_that_are_no_answer(&scene, &mut tries).await?;
    broken_edits(&scene, &mut tries).await?;
    broken_events(&scene, &mut tries).await?;
    scene.nothing_got_in(&tries).await?;
    eprintln!("{} strange messages", tries.0.len());
    assert!(tries.0.len() >= 100, "{}", tries.0.len());
    Ok(())
}

#[tokio::test(flavor = "multi_thread")]
async fn who_comes_into_the_signal_room_at_this_moment_reads_nothing() -> Result<()> {
    let synapse = Synapse::shared().await?;
    let town = Town::new(synapse, On::Sqlite).await?;
    let Town {
        bot,
        carla,
        bram,
        signal,
        ..
    } = &town;
    let said = bram.say(signal, "volg alles").await?;
    answer(bram, signal, &said, &bot.user_id).await?;
    let mallory = Neighbour::moves_in(synapse, "mallory").await?;
    mallory.accept_invites().await?;
    carla.room_named("Signaalkamer Den Haag", PATIENCE).await?;

    // The bot hears of her and of the question at once, so it has not looked around between the two.
    bot.signal("STOP")?;
    carla.invite(signal, mallory.user_id()).await?;
    mallory
        .room_named("Signaalkamer Den Haag", PATIENCE)
        .await?;
    let asked = bram.say(signal, "volg").await?;
    bot.signal("CONT")?;

    let names_her = |heard: &Heard| heard.body.contains(mallory.user_id().as_str());
    carla
        .wait_for(&town.management, "who is in there", names_her, PATIENCE)
        .await?;
    bot.waits("the answer", |waiting| waiting.to_send >= 1)
        .await?;
    mallory.catches_up().await?;
    let from_us = |heard: &Heard| {
        heard.sender == bot.user_id
            && ["m.room.message", "m.room.encrypted"].contains(&heard.kind.as_str())
    };
    assert_eq!(
        mallory.count(signal, from_us),
        0,
        "{}",
        mallory.show(signal)
    );

    // She asks too, and takes over what she sees.
    for command in ["gezien 1", "volg alles", "hulp"] {
        mallory.say(signal, command).await?;
    }
    carla.kick(signal, mallory.user_id()).await?;
    let heard = answer(bram, signal, &asked, &bot.user_id).await?;
    assert!(heard.body.contains("alles"), "{heard}");
    let said = bram.say(signal, "hulp").await?;
    answer(bram, signal, &said, &bot.user_id).await?;
    let by_her: Vec<_> = bram
        .heard(signal)
        .into_iter()
        .filter(|heard| heard.sender == mallory.user_id())
        .map(|heard| heard.event_id)
        .collect();
    assert_eq!(
        answers(bram, signal, &bot.user_id, &by_her),
        vec![0; by_her.len()]
    );
    Ok(())
}

#[tokio::test(flavor = "multi_thread")]
async fn a_device_that_is_gone_commands_nothing_where_it_matters() -> Result<()> {
    let synapse = Synapse::shared().await?;
    let mut town = Town::new(synapse, On::Sqlite).await?;
    let said = town.bram.say(&town.signal, "volg moerwijk").await?;
    answer(&town.bram, &town.signal, &said, &town.bot.user_id).await?;
    let password = testkit::neighbour::PASSWORD;
    let phone =
        Neighbour::login_unsigned(&synapse.url(), town.bram.user_id().localpart(), password)
            .await?;
    phone.room_named("Signaalkamer Den Haag", PATIENCE).await?;
    town.bot.stop().await?;
    phone.say(&town.signal, "ontvolg moerwijk").await?;
    phone.logout().await?;
    town.bot.start()?;
    let asked = town.bram.say(&town.signal, "volg").await?;
    let heard = answer(&town.bram, &town.signal, &asked, &town.bot.user_id).await?;
    assert!(heard.body.contains("Moerwijk"), "{heard}");
    Ok(())
}

#[tokio::test(flavor = "multi_thread")]
async fn a_private_chat_with_somebody_else_in_it_is_silent() -> Result<()> {
    let synapse = Synapse::shared().await?;
    let town = Town::new(synapse, On::Sqlite).await?;
    let us = UserId::parse(&town.bot.user_id)?;
    let room = town.anna.start_private_chat(&us).await?;
    let said = town.anna.say(&room, "hulp").await?;
    answer(&town.anna, &room, &said, us.as_str()).await?;
    let before = all_that_counts(&town.bot.database()).await?;
    town.anna.invite(&room, town.carla.user_id()).await?;
    let is_inside = || async { town.carla.rooms().contains(&room) };
    until("Carla to be in Anna's chat", PATIENCE, is_inside).await?;
    let command = town
        .carla
        .say(&room, "ambassadeur @mallory:wijk.test Moerwijk")
        .await?;
    let help = town.carla.say(&room, "hulp").await?;
    let said = town.carla.say(&town.management, "hulp").await?;
    answer(&town.carla, &town.management, &said, us.as_str()).await?;
    assert_eq!(
        answers(&town.carla, &room, us.as_str(), &[command, help]),
        [0, 0]
    );
    let mut after = all_that_counts(&town.bot.database()).await?;
    let mut before = before;
    for rows in [&mut before, &mut after] {
        rows.retain(|row| {
            [
                "action", "signal", "role", "wijk", "person", "follow", "audit",
            ]
            .iter()
            .any(|table| row.starts_with(&format!("{table}:")))
        });
        // Carla's identity was seen for the first time.
        rows.retain(|row| !row.contains(town.carla.user_id().as_str()));
    }
    assert!(before == after, "{:#}", difference(&before, &after));
    Ok(())
}
