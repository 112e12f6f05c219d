//! Which feature an event goes to, and whether this person may ask it, here, from this device.

use anyhow::Result;

use super::feature::Command;
use super::questions::{Answer, Offer, Question, read_answer};
use super::turn::{Call, Turn, Who};
use crate::args;
use crate::chat::{Class, Incoming, Outgoing, Text, Trust, What};
use crate::domain::people::{Role, RoomKind};
use crate::features;
use crate::language::{Call as Spoken, read_command};
use crate::store::{QuestionRow, Room};

/// What a message may be long at most; longer ones are cut when they come in.
pub const LONGEST: usize = 4_000;

/// Handles one event.
pub async fn route(turn: &mut Turn, incoming: &Incoming) -> Result<()> {
    let Some(room) = turn.tx.room_by_id(&incoming.room_id).await? else { return Ok(()) };
    let Some(who) = recognise(turn, incoming).await? else { return refuse_stranger(turn, incoming, &room).await };
    if !is_trusted(turn, incoming, &room, &who).await? {
        return Ok(());
    }
    let call = |text: &str| Call {
        room: room.clone(),
        who: who.clone(),
        event_id: incoming.event_id.clone(),
        sent_at: incoming.sent_at,
        text: text.to_owned(),
        thread: None,
        mentions: vec![],
    };
    match &incoming.what {
        What::Text { body, reply_to, thread, mentions_us, mentions } => {
            let call = Call { thread: thread.clone(), mentions: mentions.clone(), ..call(body) };
            text(turn, call, reply_to.as_deref(), *mentions_us).await
        }
        What::Edit { target, body, .. } => edited(turn, call(body), target).await,
        What::Media => turn_media_away(turn, &call("")).await,
        What::Tap { target, key } => tapped(turn, call(""), target, key).await,
        What::Removal { target } => removed(turn, &call(""), target).await,
        What::Vote { .. } | What::Joined => Ok(()),
    }
}

/// Tells the room that a message could not be handled, and the managers that somebody must look.
pub async fn tell_parked(turn: &mut Turn, room_id: &str, event_id: &str) -> Result<()> {
    let Some(room) = turn.tx.room_by_id(room_id).await? else { return Ok(()) };
    let text = Text { body: turn.t("parked", args! {}), reply_to: Some(event_id.to_owned()), ..Text::default() };
    turn.post(&room.key, Class::Answer, Outgoing::Say(text), None).await?;
    let body = turn.t("parked-managers", args! { room: room.name.clone() });
    turn.tell_managers(&format!("parked:{event_id}:managers"), body).await
}

/// The commands as words to match, in the order of the list.
pub fn vocabulary() -> &'static [crate::language::Words<'static>] {
    static WORDS: std::sync::LazyLock<Vec<crate::language::Words<'static>>> = std::sync::LazyLock::new(|| {
        features::commands().map(|command| crate::language::Words { name: command.name, words: command.words }).collect()
    });
    &WORDS
}

/// The command that a message begins with, if it is one.
pub fn spoken(turn_us: &str, body: &str) -> Option<Spoken> {
    let local = turn_us.trim_start_matches('@').split(':').next().unwrap_or_default();
    read_command(body, vocabulary(), &[turn_us, local, "wijkbode"])
}

/// Who sent it, if that is somebody with a role. Roles come from the database, never from the room.
async fn recognise(turn: &mut Turn, incoming: &Incoming) -> Result<Option<Who>> {
    let Some(person) = turn.tx.person_by_user(&incoming.sender).await? else { return Ok(None) };
    let roles = turn.tx.roles_of(&person.id).await?;
    Ok((!roles.is_empty()).then_some(Who { person, roles }))
}

/// Somebody without a role who used a command hears, once per command, who may; anything else stays unanswered.
async fn refuse_stranger(turn: &mut Turn, incoming: &Incoming, room: &Room) -> Result<()> {
    let What::Text { body, thread, .. } = &incoming.what else { return Ok(()) };
    let is_command = spoken(&turn.world().us, body).is_some();
    if !is_command || room.kind.is_guarded() || incoming.trust == Trust::Plain {
        return Ok(());
    }
    let body = turn.t("no-role", args! {});
    let text = Text { body, reply_to: Some(incoming.event_id.clone()), thread: thread.clone(), ..Text::default() };
    turn.post(&room.key, Class::Answer, Outgoing::Say(text), None).await.map(drop)
}

/// Whether the device and identity behind an event may do what it asks. Says why not where that helps.
async fn is_trusted(turn: &mut Turn, incoming: &Incoming, room: &Room, who: &Who) -> Result<bool> {
    // Reactions and removals are never encrypted, and do nothing that would need it.
    let unencrypted_by_nature = matches!(incoming.what, What::Tap { .. } | What::Removal { .. } | What::Joined);
    if unencrypted_by_nature {
        return Ok(true);
    }
    let refused = match incoming.trust {
        Trust::Violated => return Ok(false),
        Trust::Plain => Some("not-encrypted"),
        Trust::Unsigned if room.kind.is_guarded() => Some("not-signed"),
        Trust::Unsigned => {
            hint_once(turn, incoming, room, who).await?;
            None
        }
        Trust::Signed if !is_same_identity(turn, incoming, who).await? => Some("identity-changed"),
        Trust::Signed => None,
    };
    let Some(key) = refused else { return Ok(true) };
    let text = Text { body: turn.t(key, args! {}), reply_to: Some(incoming.event_id.clone()), ..Text::default() };
    turn.post(&room.key, Class::Answer, Outgoing::Say(text), None).await?;
    Ok(false)
}

/// A phone that is not verified works; its owner hears once what to tap.
async fn hint_once(turn: &mut Turn, incoming: &Incoming, room: &Room, who: &Who) -> Result<()> {
    if who.person.hinted_at.is_some() {
        return Ok(());
    }
    turn.tx.mark_hinted(&who.person.id, turn.now).await?;
    let text =
        Text { body: turn.t("verify-hint", args! {}), reply_to: Some(incoming.event_id.clone()), ..Text::default() };
    turn.post(&room.key, Class::Notice, Outgoing::Say(text), None).await.map(drop)
}

/// Rights are tied to the identity with which they were first used. Another one suspends them until a manager
/// confirms; an ambassadeur with a new phone just goes on, since that role lets nothing out of the wijk unseen.
async fn is_same_identity(turn: &mut Turn, incoming: &Incoming, who: &Who) -> Result<bool> {
    let Some(now) = &incoming.identity else { return Ok(who.person.suspended_at.is_none()) };
    let only_ambassadeur = who.roles.iter().all(|given| given.role == Role::Ambassadeur);
    match &who.person.identity {
        Some(pinned) if pinned == now => return Ok(who.person.suspended_at.is_none()),
        Some(_) if !only_ambassadeur => {}
        _ => {
            turn.tx.pin_identity(&who.person.id, now).await?;
            return Ok(true);
        }
    }
    turn.tx.suspend(&who.person.id, turn.now).await?;
    let body = turn.t("identity-changed-managers", args! { name: who.person.name.clone(), user: who.person.user_id.clone() });
    turn.tell_managers(&format!("identity:{}:{now}", who.person.id), body).await?;
    Ok(false)
}

async fn text(turn: &mut Turn, call: Call, reply_to: Option<&str>, mentions_us: bool) -> Result<()> {
    if call.text.chars().count() > LONGEST {
        return hint(turn, &call, "too-long").await;
    }
    let question = turn.tx.question(&call.room.key, &call.who.person.id).await?;
    if let Some(row) = &question
        && answer(turn, &call, row, reply_to).await?
    {
        return Ok(());
    }
    if let Some(spoken) = spoken(&turn.world().us, &call.text)
        && let Some(command) = features::command(&spoken.name)
    {
        return run(turn, command, Call { text: spoken.rest, ..call }).await;
    }
    unclear(turn, &call, reply_to, mentions_us).await
}

/// Gives a message to the question it answers; `false` when it is no answer to it.
async fn answer(turn: &mut Turn, call: &Call, row: &QuestionRow, reply_to: Option<&str>) -> Result<bool> {
    let question = Question::from_row(row)?;
    let Some(answer) = read_answer(&question.offer, &call.text) else {
        let asked = turn.tx.parcel(&row.id).await?.and_then(|parcel| parcel.event_id);
        if reply_to.is_none() || reply_to != asked.as_deref() {
            return Ok(false);
        }
        // A reply to the question that is a command after all is taken as the command.
        if spoken(&turn.world().us, &call.text).is_some() {
            return Ok(false);
        }
        hint(turn, call, bad_answer(&question.offer)).await?;
        return Ok(true);
    };
    turn.tx.drop_question(&call.room.key, &call.who.person.id).await?;
    // Judged by the answer's own time, so that an answer in time counts after downtime too.
    if call.sent_at > row.expires_at {
        hint(turn, call, "too-late").await?;
        return Ok(true);
    }
    if answer == Answer::Stop {
        hint(turn, call, "stopped").await?;
        return Ok(true);
    }
    if let Some(kind) = features::question(&question.kind) {
        (kind.answered)(turn, call, question, answer).await?;
    }
    Ok(true)
}

fn bad_answer(offer: &Offer) -> &'static str {
    match offer {
        Offer::Choice(_) => "bad-choice",
        Offer::Count => "bad-count",
        Offer::Confirm => "bad-confirm",
    }
}

/// Checks role and room once, and runs the command.
async fn run(turn: &mut Turn, command: &Command, call: Call) -> Result<()> {
    if !command.rooms.contains(&call.room.kind) {
        let rooms = rooms_in_words(turn, command.rooms);
        let body = turn.t("wrong-room", args! { rooms: rooms });
        return turn.answer(&call, body).await.map(drop);
    }
    if !call.who.has_one_of(command.roles, &call.room) {
        let roles = roles_in_words(turn, command.roles);
        let body = turn.t("wrong-role", args! { roles: roles });
        return turn.answer(&call, body).await.map(drop);
    }
    (command.run)(turn, &call).await
}

/// Roles as people read them: "een ambassadeur of een community manager".
pub fn roles_in_words(turn: &Turn, roles: &[Role]) -> String {
    let words: Vec<_> = roles.iter().map(|role| turn.t(&format!("role-{role}"), args! {})).collect();
    words.join(&turn.t("or", args! {}))
}

/// Kinds of room as people read them.
pub fn rooms_in_words(turn: &Turn, rooms: &[RoomKind]) -> String {
    let words: Vec<_> = rooms.iter().map(|kind| turn.t(&format!("room-kind-{}", kind.key()), args! {})).collect();
    words.join(&turn.t("or", args! {}))
}

/// Something that was said to us and is no command: a mention, a reply, or a message in private.
async fn unclear(turn: &mut Turn, call: &Call, reply_to: Option<&str>, mentions_us: bool) -> Result<()> {
    if is_kindness(&call.text) {
        return Ok(());
    }
    if mentions_us || call.room.kind == RoomKind::Private {
        let empty = !call.text.chars().any(char::is_alphanumeric);
        return hint(turn, call, if empty { "only-emoji" } else { "not-understood" }).await;
    }
    // A reply to somebody else's question is talk between neighbours.
    let Some(target) = reply_to else { return Ok(()) };
    let ours = turn.tx.parcel_of_event(target).await?;
    if ours.is_some_and(|parcel| parcel.about.is_some()) { hint(turn, call, "not-understood").await } else { Ok(()) }
}

/// Thanks and the like need no answer.
fn is_kindness(text: &str) -> bool {
    const WORDS: &[&str] = &[
        "bedankt", "dank", "dankjewel", "dankje", "thanks", "thank", "top", "fijn", "mooi", "ok", "oke", "oké", "prima", "super",
        "graag", "goed", "leuk", "👍", "🙏",
    ];
    let lower = text.to_lowercase();
    let first = lower.split(|c: char| c.is_whitespace() || matches!(c, ',' | '!' | '.')).find(|word| !word.is_empty());
    text.chars().count() < 40 && first.is_some_and(|word| WORDS.contains(&word))
}

async fn hint(turn: &mut Turn, call: &Call, key: &'static str) -> Result<()> {
    let body = turn.t(key, args! {});
    turn.answer(call, body).await.map(drop)
}

async fn turn_media_away(turn: &mut Turn, call: &Call) -> Result<()> {
    hint(turn, call, "no-media").await
}

/// An edit corrects what its original did; if that did nothing, the new text counts as a message of its own.
async fn edited(turn: &mut Turn, call: Call, target: &str) -> Result<()> {
    let rest = spoken(&turn.world().us, &call.text).map_or_else(|| call.text.clone(), |spoken| spoken.rest);
    let correction = Call { text: rest, ..call.clone() };
    for changes in features::changes() {
        if (changes.edited)(turn, &correction, target).await? {
            return Ok(());
        }
    }
    text(turn, call, None, false).await
}

/// Removing a message takes back what it did, and ends the form that it began.
async fn removed(turn: &mut Turn, call: &Call, target: &str) -> Result<()> {
    turn.tx.drop_waiting_event(target).await?;
    turn.tx.drop_question_begun_by(target).await?;
    for changes in features::changes() {
        if (changes.take_back)(turn, call, target).await?.is_some() {
            return Ok(());
        }
    }
    Ok(())
}

async fn tapped(turn: &mut Turn, call: Call, target: &str, key: &str) -> Result<()> {
    let Some(about) = turn.tx.parcel_of_event(target).await?.and_then(|parcel| parcel.about) else { return Ok(()) };
    let Some((on, id)) = about.split_once(':') else { return Ok(()) };
    // Phones add a variation selector to some emoji.
    let key = key.trim_end_matches('\u{fe0f}');
    let Some(tap) = features::taps().find(|tap| tap.on == on && tap.keys.contains(&key)) else { return Ok(()) };
    if tap.rooms.contains(&call.room.kind) && call.who.has_one_of(tap.roles, &call.room) {
        (tap.tapped)(turn, &call, id).await?;
    }
    Ok(())
}
