//! Which feature an event goes to, and whether this person may ask it, here, from this device.

use anyhow::Result;

use super::feature::Command;
use super::questions::{Answer, Offer, Question, read_answer};
use super::turn::{Call, Turn, Who};
use crate::args;
use crate::chat::{Class, Incoming, Outgoing, Text, Trust, What};
use crate::domain::people::{Role, RoomKind};
use crate::features;
use crate::language::{Call as Spoken, read_command, read_signal};
use crate::store::{QuestionRow, Room};

/// What a message may be long at most; longer ones are cut when they come in.
pub const LONGEST: usize = 4_000;

/// Handles one event.
pub async fn route(turn: &mut Turn, incoming: &Incoming) -> Result<()> {
    let Some(room) = turn.tx.room_by_id(&incoming.room_id).await? else {
        return Ok(());
    };
    let Some(who) = recognise(turn, incoming).await? else {
        return refuse_stranger(turn, incoming, &room).await;
    };
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
        What::Text {
            body,
            reply_to,
            thread,
            mentions_us,
            mentions,
        } => {
            let call = Call {
                thread: thread.clone(),
                mentions: mentions.clone(),
                ..call(body)
            };
            text(turn, call, reply_to.as_deref(), *mentions_us).await
        }
        What::Edit { target, body, .. } => edited(turn, call(body), target, &incoming.sender).await,
        What::Media => turn_media_away(turn, &call("")).await,
        What::Tap { target, key } => tapped(turn, call(""), target, key).await,
        What::Removal { target } => removed(turn, &call(""), target).await,
        What::Vote { .. } | What::Joined => Ok(()),
    }
}

/// Tells the room that a message could not be handled, and the managers that somebody must look.
pub async fn tell_parked(turn: &mut Turn, room_id: &str, event_id: &str) -> Result<()> {
    let Some(room) = turn.tx.room_by_id(room_id).await? else {
        return Ok(());
    };
    let text = Text {
        body: turn.t("parked", args! {}),
        reply_to: Some(event_id.to_owned()),
        ..Text::default()
    };
    turn.post(&room.key, Class::Answer, Outgoing::Say(text), None)
        .await?;
    let body = turn.t("parked-managers", args! { room: room.name.clone() });
    turn.tell_managers(&format!("parked:{event_id}:managers"), body)
        .await
}

/// The commands as words to match, in the order of the list.
pub fn vocabulary() -> &'static [crate::language::Words<'static>] {
    static WORDS: std::sync::LazyLock<Vec<crate::language::Words<'static>>> =
        std::sync::LazyLock::new(|| {
            features::commands()
                .map(|command| crate::language::Words {
                    name: command.name,
                    words: command.words,
                })
                .collect()
        });
    &WORDS
}

/// The command that a message begins with, if it is one.
///
/// In the room of a wijk neighbours talk with each other, so there it must be plain that the bot is meant.
/// The other rooms are for working with the bot: there the word alone is enough.
pub fn spoken(us: &str, body: &str, room: RoomKind) -> Option<Spoken> {
    let names = [us, local_part(us), "wijkbode", "bot"];
    let plain = read_command(body, vocabulary(), &names);
    plain
        .or_else(|| first_word(body, room))
        .or_else(|| plain_report(body))
}

/// A message that begins with exactly the word of a command that works in this room.
fn first_word(body: &str, room: RoomKind) -> Option<Spoken> {
    let (word, rest) = body
        .trim()
        .split_once(char::is_whitespace)
        .unwrap_or((body.trim(), ""));
    let word = word.trim_end_matches([':', ',']).to_lowercase();
    let command = features::commands().find(|command| command.words.contains(&word.as_str()))?;
    // "hulp actie" is nothing that neighbours say to each other.
    let asks_help = command.name == "hulp" && features::command_called(rest).is_some();
    // Nor do they say "undo A-12".
    let enough =
        asks_help || is_label(rest) || (room != RoomKind::Wijk && command.rooms.contains(&room));
    enough.then(|| Spoken {
        name: command.name.to_owned(),
        rest: rest.trim().to_owned(),
        certain: true,
    })
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

/// "signaal er staat iemand …" without any mark: a report that is missed is worse than a question too many.
fn plain_report(body: &str) -> Option<Spoken> {
    const TALK: &[&str] = &["is", "was", "van", "valt", "op", "in", "the", "of", "from"];
    let (first, rest) = body.trim_start().split_once(char::is_whitespace)?;
    let next = rest.split_whitespace().next()?.to_lowercase();
    let is_report =
        matches!(first.to_lowercase().as_str(), "signaal" | "signal") && !body.contains('?');
    let report = || Spoken {
        name: "signaal".to_owned(),
        rest: rest.trim().to_owned(),
        certain: false,
    };
    (is_report && !TALK.contains(&next.as_str())).then(report)
}

fn local_part(us: &str) -> &str {
    us.trim_start_matches('@')
        .split(':')
        .next()
        .unwrap_or_default()
}

/// Who sent it, if that is somebody with a role. Roles come from the database, never from the room.
async fn recognise(turn: &mut Turn, incoming: &Incoming) -> Result<Option<Who>> {
    let Some(person) = turn.tx.person_by_user(&incoming.sender).await? else {
        return Ok(None);
    };
    let roles = turn.tx.roles_of(&person.id).await?;
    Ok((!roles.is_empty()).then_some(Who { person, roles }))
}

/// Somebody without a role who used a command hears, once per command, who may; anything else stays unanswered.
async fn refuse_stranger(turn: &mut Turn, incoming: &Incoming, room: &Room) -> Result<()> {
    let What::Text {
        body: typed,
        thread,
        ..
    } = &incoming.what
    else {
        return Ok(());
    };
    let is_command = spoken(&turn.world().us, typed, room.kind).is_some();
    if !is_command || room.kind.is_guarded() || incoming.trust == Trust::Plain {
        return Ok(());
    }
    let (class, key) = refusal(turn, typed, "no-role");
    let body = turn.t(key, args! {});
    let text = Text {
        body,
        reply_to: Some(incoming.event_id.clone()),
        thread: thread.clone(),
        ..Text::default()
    };
    turn.post(&room.key, class, Outgoing::Say(text), None)
        .await
        .map(drop)
}

/// Words of danger get 112 before any refusal, from whomever and wherever they come.
fn refusal(turn: &Turn, typed: &str, key: &'static str) -> (Class, &'static str) {
    let in_danger = read_signal(typed, turn.catalogue(), turn.today()).urgent;
    if in_danger {
        (Class::Urgent, "call-112")
    } else {
        (Class::Answer, key)
    }
}

/// Whether the device and identity behind an event may do what it asks. Says why not where that helps.
async fn is_trusted(turn: &mut Turn, incoming: &Incoming, room: &Room, who: &Who) -> Result<bool> {
    // Reactions and removals are never encrypted, and do nothing that would need it.
    let unencrypted_by_nature = matches!(
        incoming.what,
        What::Tap { .. } | What::Removal { .. } | What::Joined
    );
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
    let text = Text {
        body: turn.t(key, args! {}),
        reply_to: Some(incoming.event_id.clone()),
        ..Text::default()
    };
    turn.post(&room.key, Class::Answer, Outgoing::Say(text), None)
        .await?;
    Ok(false)
}

/// A phone that is not verified works; its owner hears once what to tap.
async fn hint_once(turn: &mut Turn, incoming: &Incoming, room: &Room, who: &Who) -> Result<()> {
    if who.person.hinted_at.is_some() {
        return Ok(());
    }
    turn.tx.mark_hinted(&who.person.id, turn.now).await?;
    let text = Text {
        body: turn.t("verify-hint", args! {}),
        reply_to: Some(incoming.event_id.clone()),
        ..Text::default()
    };
    turn.post(&room.key, Class::Notice, Outgoing::Say(text), None)
        .await
        .map(drop)
}

/// Rights are tied to the identity with which they were first used. Another one suspends them until a manager
/// confirms; an ambassadeur with a new phone just goes on, since that role lets nothing out of the wijk unseen.
async fn is_same_identity(turn: &mut Turn, incoming: &Incoming, who: &Who) -> Result<bool> {
    let Some(now) = &incoming.identity else {
        return Ok(who.person.suspended_at.is_none());
    };
    let only_ambassadeur = who
        .roles
        .iter()
        .all(|given| given.role == Role::Ambassadeur);
    match &who.person.identity {
        Some(pinned) if pinned == now => return Ok(who.person.suspended_at.is_none()),
        Some(_) if !only_ambassadeur => {}
        _ => {
            turn.tx.pin_identity(&who.person.id, now).await?;
            return Ok(true);
        }
    }
    turn.tx.suspend(&who.person.id, turn.now).await?;
    let body = turn.t(
        "identity-changed-managers",
        args! { name: who.person.name.clone(), user: who.person.user_id.clone() },
    );
    turn.tell_managers(&format!("identity:{}:{now}", who.person.id), body)
        .await?;
    Ok(false)
}

async fn text(
    turn: &mut Turn,
    call: Call,
    reply_to: Option<&str>,
    mentions_us: bool,
) -> Result<()> {
    if call.text.chars().count() > LONGEST {
        return hint(turn, &call, "too-long").await;
    }
    let question = turn
        .tx
        .question(&call.room.key, &call.who.person.id)
        .await?;
    if let Some(row) = &question
        && answer(turn, &call, row, reply_to).await?
    {
        return Ok(());
    }
    if let Some((command, call)) = command_in(turn, &call) {
        return run(turn, command, call).await;
    }
    unclear(turn, &call, reply_to, mentions_us).await
}

/// The command that a message is, and the message without its word.
fn command_in(turn: &Turn, call: &Call) -> Option<(&'static Command, Call)> {
    let spoken = spoken(&turn.world().us, &call.text, call.room.kind)?;
    let command = features::command(&spoken.name)?;
    Some((
        command,
        Call {
            text: spoken.rest,
            ..call.clone()
        },
    ))
}

/// Gives a message to the question it answers; `false` when it is no answer to it.
async fn answer(
    turn: &mut Turn,
    call: &Call,
    row: &QuestionRow,
    reply_to: Option<&str>,
) -> Result<bool> {
    let question = Question::from_row(row)?;
    let asked = turn
        .tx
        .parcel(&row.id)
        .await?
        .and_then(|parcel| parcel.event_id);
    let read = read_answer(&question.offer, &call.text);
    match (reply_to, read) {
        (Some(other), read) if asked.as_deref() != Some(other) => {
            answer_to_another(turn, call, other, read).await
        }
        (_, Some(answer)) => take_answer(turn, call, row, question, answer)
            .await
            .map(|()| true),
        // A reply to the question that is a command after all is taken as the command.
        (Some(_), None) if command_in(turn, call).is_none() => {
            hint(turn, call, bad_answer(&question.offer))
                .await
                .map(|()| true)
        }
        _ => Ok(false),
    }
}

/// A reply to an earlier message of ours that would answer the question of now: which of the two is meant is not sure.
async fn answer_to_another(
    turn: &mut Turn,
    call: &Call,
    other: &str,
    read: Option<Answer>,
) -> Result<bool> {
    if read.is_none() || turn.tx.parcel_of_event(other).await?.is_none() {
        return Ok(false);
    }
    hint(turn, call, "answer-last").await.map(|()| true)
}

async fn take_answer(
    turn: &mut Turn,
    call: &Call,
    row: &QuestionRow,
    question: Question,
    answer: Answer,
) -> Result<()> {
    turn.tx
        .drop_question(&call.room.key, &call.who.person.id)
        .await?;
    let Some(kind) = features::question(&question.kind) else {
        return Ok(());
    };
    // Judged by the answer's own time, so that an answer in time counts after downtime too.
    if call.sent_at > row.expires_at {
        let example = turn.t(&format!("help-{}-example", kind.command), args! {});
        let body = turn.t("too-late", args! { example: example });
        return turn.answer(call, body).await.map(drop);
    }
    if answer == Answer::Stop {
        return hint(turn, call, "stopped").await;
    }
    (kind.answered)(turn, call, question, answer).await
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
    if command.may(&call) {
        return (command.run)(turn, &call).await;
    }
    let (class, key) = refusal(turn, &call.text, why_not(command, &call));
    let (roles, rooms) = (
        roles_in_words(turn, command.roles),
        rooms_in_words(turn, command.rooms),
    );
    let body = turn.t(key, args! { roles: roles, rooms: rooms });
    turn.answer_as(&call, class, body, None).await.map(drop)
}

fn why_not(command: &Command, call: &Call) -> &'static str {
    let has_role = call
        .who
        .roles
        .iter()
        .any(|given| command.roles.contains(&given.role));
    match (command.rooms.contains(&call.room.kind), has_role) {
        (false, _) => "wrong-room",
        (true, true) => "wrong-wijk",
        (true, false) => "wrong-role",
    }
}

/// Roles as people read them: "een wijkagent, een community manager of een beheerder".
pub fn roles_in_words(turn: &Turn, roles: &[Role]) -> String {
    either(
        turn,
        roles
            .iter()
            .map(|role| turn.t(&format!("role-{role}"), args! {}))
            .collect(),
    )
}

/// Kinds of room as people read them.
pub fn rooms_in_words(turn: &Turn, rooms: &[RoomKind]) -> String {
    either(
        turn,
        rooms
            .iter()
            .map(|kind| turn.t(&format!("room-kind-{}", kind.key()), args! {}))
            .collect(),
    )
}

/// "a, b of c".
fn either(turn: &Turn, mut words: Vec<String>) -> String {
    let Some(last) = words.pop() else {
        return String::new();
    };
    if words.is_empty() {
        last
    } else {
        format!("{}{}{last}", words.join(", "), turn.t("or", args! {}))
    }
}

/// Something that was said to us and is no command: a mention, a reply, or a message in private.
async fn unclear(
    turn: &mut Turn,
    call: &Call,
    reply_to: Option<&str>,
    mentions_us: bool,
) -> Result<()> {
    let said = besides_us(&turn.world().us, &call.text);
    if is_kindness(&said) || !is_meant_for_us(turn, call, reply_to, mentions_us).await? {
        return Ok(());
    }
    if said.is_empty()
        && let Some(help) = features::command("hulp")
    {
        return run(
            turn,
            help,
            Call {
                text: said,
                ..call.clone()
            },
        )
        .await;
    }
    let only_signs = !said.chars().any(char::is_alphanumeric);
    let (class, key) = refusal(
        turn,
        &said,
        if only_signs {
            "only-emoji"
        } else {
            "not-understood"
        },
    );
    let body = turn.t(key, args! {});
    turn.answer_as(call, class, body, None).await.map(drop)
}

/// A reply to a question that somebody else was asked is talk between neighbours.
async fn is_meant_for_us(
    turn: &mut Turn,
    call: &Call,
    reply_to: Option<&str>,
    mentions_us: bool,
) -> Result<bool> {
    if mentions_us || call.room.kind == RoomKind::Private {
        return Ok(true);
    }
    let Some(target) = reply_to else {
        return Ok(false);
    };
    Ok(turn
        .tx
        .parcel_of_event(target)
        .await?
        .is_some_and(|parcel| parcel.about.is_some()))
}

/// What was said, without our own name.
fn besides_us(us: &str, text: &str) -> String {
    let us = us.trim_start_matches('@').to_lowercase();
    let is_us = |word: &&str| {
        let word = word
            .trim_matches(|c: char| !c.is_alphanumeric())
            .to_lowercase();
        word == us || word == local_part(&us) || word == "wijkbode"
    };
    text.split_whitespace()
        .filter(|word| !is_us(word))
        .collect::<Vec<_>>()
        .join(" ")
}

/// Thanks and the like need no answer.
fn is_kindness(text: &str) -> bool {
    const WORDS: &[&str] = &[
        "bedankt",
        "dank",
        "dankjewel",
        "dankje",
        "thanks",
        "thank",
        "top",
        "fijn",
        "mooi",
        "ok",
        "oke",
        "oké",
        "prima",
        "super",
        "graag",
        "goed",
        "leuk",
        "👍",
        "🙏",
    ];
    let lower = text.to_lowercase();
    let first = lower
        .split(|c: char| c.is_whitespace() || matches!(c, ',' | '!' | '.'))
        .find(|word| !word.is_empty());
    text.chars().count() < 40 && first.is_some_and(|word| WORDS.contains(&word))
}

/// A short answer to what cannot be, with something to copy that can.
async fn hint(turn: &mut Turn, call: &Call, key: &'static str) -> Result<()> {
    let usable = features::commands()
        .find(|command| command.may(call))
        .map_or("hulp", |command| command.name);
    let example = turn.t(&format!("help-{usable}-example"), args! {});
    let body = turn.t(key, args! { example: example });
    turn.answer(call, body).await.map(drop)
}

async fn turn_media_away(turn: &mut Turn, call: &Call) -> Result<()> {
    hint(turn, call, "no-media").await
}

/// An edit corrects what its original did; if that did nothing, it runs once as the command.
async fn edited(turn: &mut Turn, call: Call, target: &str, sender: &str) -> Result<()> {
    let original = turn.tx.written(target).await?;
    if original
        .as_ref()
        .is_some_and(|(writer, _)| writer != sender)
    {
        return Ok(());
    }
    // The original stays the message that counts: its time holds, and later edits and a removal find it.
    let sent_at = original.map_or(call.sent_at, |(_, sent_at)| sent_at);
    let call = Call {
        event_id: target.to_owned(),
        sent_at,
        ..call
    };
    let was_in_form = turn.tx.drop_question_begun_by(target).await?;
    let command = command_in(turn, &call);
    if correct(turn, &call, command.as_ref()).await? {
        return Ok(());
    }
    match command {
        Some((command, call)) => run(turn, command, call).await,
        None if was_in_form => hint(turn, &call, "stopped").await,
        None if turn
            .tx
            .question(&call.room.key, &call.who.person.id)
            .await?
            .is_some() =>
        {
            hint(turn, &call, "edited-answer").await
        }
        None => Ok(()),
    }
}

/// Whether the edited message had done something, which is now changed. What another command did is taken back.
async fn correct(
    turn: &mut Turn,
    call: &Call,
    command: Option<&(&'static Command, Call)>,
) -> Result<bool> {
    for feature in features::ALL {
        let Some(changes) = &feature.changes else {
            continue;
        };
        let (done, correction) = match command {
            Some((command, _)) if !feature.commands.iter().any(|own| own.name == command.name) => {
                (changes.take_back)(turn, call, &call.event_id).await?;
                continue;
            }
            Some((_, correction)) => (changes.edited, correction),
            None => (changes.edited, call),
        };
        if done(turn, correction).await? {
            return Ok(true);
        }
    }
    Ok(false)
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
    let Some(about) = turn
        .tx
        .parcel_of_event(target)
        .await?
        .and_then(|parcel| parcel.about)
    else {
        return Ok(());
    };
    let Some((on, id)) = about.split_once(':') else {
        return Ok(());
    };
    // Phones add a variation selector to some emoji.
    let key = key.trim_end_matches('\u{fe0f}');
    let Some(tap) = features::taps().find(|tap| tap.on == on && tap.keys.contains(&key)) else {
        return Ok(());
    };
    if tap.rooms.contains(&call.room.kind) && call.who.has_one_of(tap.roles, &call.room) {
        (tap.tapped)(turn, &call, id).await?;
    }
    Ok(())
}
