//! Who sent an event, and whether that person, with that device, may be listened to here.

use anyhow::Result;

use super::spoken::spoken;
use super::turn::{Turn, Who};
use crate::args;
use crate::chat::{Class, Incoming, Outgoing, RoomKey, Text, Trust, What, as_data};
use crate::domain::people::{Role, RoomKind};
use crate::language::read_signal;
use crate::store::Room;

/// Who sent it, if that is somebody with a role. Roles come from the database, never from the room.
pub(super) async fn recognise(turn: &mut Turn, incoming: &Incoming) -> Result<Option<Who>> {
    let found = turn.tx.person_with_roles(&incoming.sender).await?;
    Ok(found.map(|(person, roles)| Who { person, roles }))
}

/// Nothing is said in the space, and a private chat is with its own person only.
pub(super) fn is_heard_in(room: &Room, who: &Who) -> bool {
    match room.kind {
        RoomKind::Space => false,
        RoomKind::Private => room.person.as_ref() == Some(&who.person.id),
        RoomKind::Wijk | RoomKind::Signal | RoomKind::Management => true,
    }
}

/// Somebody without a role who used a command in the room of a wijk hears, once per command, who may; anything else stays unanswered.
pub(super) async fn refuse_stranger(
    turn: &mut Turn,
    incoming: &Incoming,
    room: &Room,
) -> Result<()> {
    let What::Text {
        body: typed,
        thread,
        ..
    } = &incoming.what
    else {
        return Ok(());
    };
    let is_command = spoken(&turn.world().us, typed, room.kind).is_some();
    // Who may be nobody at all is told nothing.
    let may_be_made_up = matches!(incoming.trust, Trust::Plain | Trust::Violated);
    if !is_command || room.kind != RoomKind::Wijk || may_be_made_up {
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
pub(super) fn refusal(turn: &Turn, typed: &str, key: &'static str) -> (Class, &'static str) {
    let in_danger = read_signal(typed, turn.catalogue(), turn.today()).urgent;
    if in_danger {
        (Class::Urgent, "call-112")
    } else {
        (Class::Answer, key)
    }
}

/// Whether the device and identity behind an event may do what it asks. Says why not where that helps.
pub(super) async fn is_trusted(
    turn: &mut Turn,
    incoming: &Incoming,
    room: &Room,
    who: &Who,
) -> Result<bool> {
    // Reactions and removals are never encrypted, and do nothing that would need it.
    let unencrypted_by_nature = matches!(
        incoming.what,
        What::Tap { .. } | What::Removal { .. } | What::Joined
    );
    let is_suspended = who.person.suspended_at.is_some();
    if unencrypted_by_nature {
        // What is one's own can be taken back always.
        return Ok(!is_suspended || matches!(incoming.what, What::Removal { .. }));
    }
    let refused = match incoming.trust {
        Trust::Violated => return Ok(false),
        Trust::Plain => Some("not-encrypted"),
        // Whoever got hold of the account would just not sign the device.
        Trust::Unsigned | Trust::Unproven if is_suspended => Some("identity-changed"),
        Trust::Unsigned if room.kind.is_guarded() => Some("not-signed"),
        Trust::Unproven if room.kind.is_guarded() => Some("not-proven"),
        // Its owner can do nothing about a key that came late.
        Trust::Unproven => None,
        Trust::Unsigned => {
            hint_once(turn, incoming, room, who).await?;
            None
        }
        Trust::Signed if !is_same_identity(turn, incoming, who).await? => Some("identity-changed"),
        Trust::Signed => None,
    };
    let Some(key) = refused else { return Ok(true) };
    // A cause of its own: after a restore the same message may have been answered otherwise before.
    let cause = format!("refused:{key}:{}", incoming.event_id);
    let text = Text {
        body: turn.t(key, args! {}),
        reply_to: Some(incoming.event_id.clone()),
        ..Text::default()
    };
    turn.post_because(&cause, &room.key, Class::Answer, Outgoing::Say(text), None)
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
    let spoken = turn.speak_in(&RoomKey::management()).await?;
    let body = turn.t(
        "identity-changed-managers",
        args! { name: as_data(&who.person.name), user: who.person.user_id.clone() },
    );
    turn.speak(Some(spoken));
    turn.tell_managers(&format!("identity:{}:{now}", who.person.id), body)
        .await?;
    Ok(false)
}
