//! Looks at every room as it is now. What was or was not heard about it does not matter.

use std::collections::BTreeSet;

use matrix_sdk::deserialized_responses::RawSyncOrStrippedState;
use matrix_sdk::room::RoomMember;
use matrix_sdk::ruma::api::client::membership::joined_rooms;
use matrix_sdk::ruma::events::StateEventType;
use matrix_sdk::ruma::events::room::member::MembershipState;
use matrix_sdk::ruma::events::room::tombstone::RoomTombstoneEventContent;
use matrix_sdk::ruma::{OwnedRoomId, OwnedUserId};
use matrix_sdk::{Room, RoomMemberships};
use tracing::{debug, warn};

use crate::desk::{Desk, Fatal};
use crate::fault::Fault;
use crate::mail::{ObservedMember, ObservedRoom, RoomState};

/// One look around, told to the inbox. A room that cannot be read now is left out: nothing follows from its absence.
pub(crate) async fn look_around(desk: &Desk) -> Result<(), Fatal> {
    let mut rooms = Vec::new();
    let inside = match joined(desk).await {
        Ok(inside) => inside,
        Err(Fault::Revoked) => return Err(Fatal::TokenRevoked),
        Err(fault) => {
            warn!(reason = fault.reason(), "could not look around");
            return Ok(());
        }
    };
    for room in desk.client.rooms() {
        if desk.stopping() {
            return Ok(());
        }
        match observe(&room, inside.contains(room.room_id())).await {
            Ok(observed) => rooms.extend(observed),
            Err(Fault::Revoked) => return Err(Fatal::TokenRevoked),
            Err(fault) => {
                warn!(room = %room.room_id(), reason = fault.reason(), "could not look at a room")
            }
        }
    }
    debug!(rooms = rooms.len(), "looked around");
    if let Err(err) = desk.inbox.observed(&rooms).await {
        warn!(reason = %err, "could not store what the rooms look like");
    }
    Ok(())
}

/// The rooms that we are in, by the homeserver's own word: one that an administrator removed ends without an event.
async fn joined(desk: &Desk) -> Result<BTreeSet<OwnedRoomId>, Fault> {
    let request = joined_rooms::v3::Request::new();
    let answer = desk.client.send(request).await?;
    Ok(answer.joined_rooms.into_iter().collect())
}

async fn observe(room: &Room, inside: bool) -> Result<Option<ObservedRoom>, Fault> {
    let state = match state(room).await? {
        Some(RoomState::Joined) if !inside => RoomState::Left,
        Some(state) => state,
        None => return Ok(None),
    };
    let seen = ObservedRoom {
        room_id: room.room_id().to_string(),
        state,
        direct: room.is_direct().await?,
        encrypted: room.encryption_state().is_encrypted(),
        space: room.is_space(),
        name: room.name(),
        topic: room.topic(),
        alias: room.canonical_alias().map(|alias| alias.alias().to_owned()),
        predecessor: room.predecessor_room().map(|room| room.room_id.to_string()),
        ..ObservedRoom::default()
    };
    match state {
        RoomState::Joined => Ok(Some(from_inside(room, seen).await?)),
        RoomState::Invited => {
            let invited_by = Some(room.invite_details().await?.inviter_id.to_string());
            Ok(Some(ObservedRoom { invited_by, ..seen }))
        }
        RoomState::Left | RoomState::Banned => Ok(Some(seen)),
    }
}

async fn state(room: &Room) -> Result<Option<RoomState>, Fault> {
    Ok(match room.state() {
        matrix_sdk::RoomState::Joined => Some(RoomState::Joined),
        matrix_sdk::RoomState::Invited => Some(RoomState::Invited),
        matrix_sdk::RoomState::Left if is_banned(room).await? => Some(RoomState::Banned),
        matrix_sdk::RoomState::Left => Some(RoomState::Left),
        matrix_sdk::RoomState::Banned => Some(RoomState::Banned),
        matrix_sdk::RoomState::Knocked => None,
    })
}

/// To the SDK's sync, a room that threw us out for good is one that we left.
async fn is_banned(room: &Room) -> Result<bool, Fault> {
    let own = room.get_member_no_sync(room.own_user_id()).await?;
    Ok(own.is_some_and(|own| *own.membership() == MembershipState::Ban))
}

async fn from_inside(room: &Room, seen: ObservedRoom) -> Result<ObservedRoom, Fault> {
    Ok(ObservedRoom {
        encrypted: room.latest_encryption_state().await?.is_encrypted(),
        successor: successor(room).await?,
        members: members(room).await?,
        we_manage: we_manage(room).await,
        ..seen
    })
}

/// Asks for the whole list the first time: with lazy loading, silent members would be missing.
async fn members(room: &Room) -> Result<Vec<ObservedMember>, Fault> {
    let members = room
        .members(RoomMemberships::JOIN | RoomMemberships::INVITE)
        .await?;
    Ok(members
        .iter()
        .filter(|member| !member.is_account_user())
        .map(member)
        .collect())
}

fn member(member: &RoomMember) -> ObservedMember {
    ObservedMember {
        user: member.user_id().to_string(),
        joined: *member.membership() == MembershipState::Join,
        display_name: member.display_name().map(str::to_owned),
        since: member
            .event()
            .event_id()
            .map(ToString::to_string)
            .unwrap_or_default(),
    }
}

/// The room ids of today name no server, so whoever upgraded the room knows where the new one is.
async fn successor(room: &Room) -> Result<Option<(String, Vec<String>)>, Fault> {
    let Some(successor) = room.successor_room() else {
        return Ok(None);
    };
    let tombstone = room
        .get_state_event_static::<RoomTombstoneEventContent>()
        .await?;
    let sender: Option<OwnedUserId> = match tombstone {
        Some(RawSyncOrStrippedState::Sync(event)) => event.get_field("sender").ok().flatten(),
        _ => None,
    };
    let via = sender.map(|sender| sender.server_name().to_string());
    Ok(Some((
        successor.room_id.to_string(),
        via.into_iter().collect(),
    )))
}

async fn we_manage(room: &Room) -> bool {
    let Ok(levels) = room.power_levels().await else {
        return false;
    };
    let own = room.own_user_id();
    levels.user_can_invite(own)
        && levels.user_can_kick(own)
        && levels.user_can_send_state(own, StateEventType::RoomName)
        && levels.user_can_send_state(own, StateEventType::RoomTopic)
}
