//! Makes, joins, leaves and changes rooms, and lets people in and out. Everything may be done twice with one effect.
//!
//! `/createRoom` itself may not, so a room's alias is its key: who loses the answer finds the room by its name.

use std::time::Duration;

use matrix_sdk::RoomState;
use matrix_sdk::ruma::api::client::membership::invite_user::v3::{
    InvitationRecipient, InviteUserId,
};
use matrix_sdk::ruma::api::client::membership::{invite_user, kick_user, leave_room};
use matrix_sdk::ruma::api::client::room::create_room::v3::{Request as CreateRoom, RoomPreset};
use matrix_sdk::ruma::api::client::state::get_state_event_for_key::v3::StateEventFormat;
use matrix_sdk::ruma::api::client::state::{get_state_event_for_key, send_state_event};
use matrix_sdk::ruma::api::error::ErrorKind;
use matrix_sdk::ruma::events::AnyInitialStateEvent;
use matrix_sdk::ruma::serde::Raw;
use matrix_sdk::ruma::{
    OwnedRoomId, OwnedServerName, OwnedUserId, RoomAliasId, RoomId, RoomVersionId, ServerName,
    UserId,
};
use matrix_sdk::{HttpError, Room, RoomMemberships};
use serde_json::{Value, json};
use tracing::{info, warn};

use crate::desk::Desk;
use crate::fault::Fault;
use crate::mail::{Parcel, Post, RoomPlan, Settled};
use crate::send::{joined_room, once};

/// For the SDK to hear of a room that we just made.
const SEEN_WITHIN: Duration = Duration::from_secs(15);

const OURS: i64 = 100;
const MODERATOR: i64 = 50;

/// What is not an event with a content.
pub(crate) async fn carry_out(desk: &Desk, parcel: &Parcel) -> Result<Settled, Fault> {
    let here = parcel.room_id.as_deref().unwrap_or_default();
    let settled = match &parcel.post {
        Post::MakeRoom(plan) => make_room(desk, plan).await?,
        Post::MakePrivate { user, name } => make_private(desk, &parcel.id, user, name).await?,
        Post::Invite { user, reason } => {
            invite(desk, <&RoomId>::try_from(here)?, user, reason.clone()).await?
        }
        Post::Remove { user } => remove(desk, <&RoomId>::try_from(here)?, user).await?,
        Post::Join { room_id, via } => join(desk, room_id, via).await?,
        Post::Leave { room_id } => leave(desk, room_id).await?,
        Post::Rename { name, topic } => {
            rename(&joined_room(desk, here).await?, name, topic).await?
        }
        Post::Message(_)
        | Post::Edit { .. }
        | Post::Reaction { .. }
        | Post::Removal { .. }
        | Post::Attachment(_)
        | Post::Poll(_)
        | Post::EndPoll { .. } => {
            return Err(Fault::Refused("not a matter of rooms".to_owned()));
        }
    };
    desk.hints.rooms.notify_one();
    Ok(settled)
}

async fn make_room(desk: &Desk, plan: &RoomPlan) -> Result<Settled, Fault> {
    let version = default_version(desk).await?;
    let room_id = create_or_adopt(desk, &plan.alias, request(desk.own(), plan, version)?).await?;
    if let Some(parent) = &plan.parent {
        hang_into(desk, <&RoomId>::try_from(parent.as_str())?, &room_id).await?;
    }
    for user in &plan.invite {
        // A wrong name, or a server that is down, must not keep the room from the others.
        match invite(desk, &room_id, user, None).await {
            Err(Fault::Refused(reason) | Fault::Failed(reason)) => {
                warn!(room = %room_id, reason, "could not invite somebody into a new room");
            }
            outcome => drop(outcome?),
        }
    }
    until_seen(desk, &room_id).await;
    Ok(Settled::RoomMade {
        room_id: room_id.to_string(),
    })
}

async fn create_or_adopt(
    desk: &Desk,
    alias: &str,
    request: CreateRoom,
) -> Result<OwnedRoomId, Fault> {
    match desk.client.send(request).with_request_config(once()).await {
        Ok(answer) => Ok(answer.room_id),
        Err(err) if is(&err, &ErrorKind::RoomInUse) => adopt(desk, alias).await,
        Err(err) => Err(err.into()),
    }
}

/// Somebody holds this name: only if that is our own room, it is the one we mean.
async fn adopt(desk: &Desk, alias: &str) -> Result<OwnedRoomId, Fault> {
    let alias = RoomAliasId::parse(format!("#{alias}:{}", desk.own().server_name()))?;
    let room_id = desk.client.resolve_room_alias(&alias).await?.room_id;
    let creator = match state(desk, &room_id, "m.room.create", "", StateEventFormat::Event).await {
        Ok(event) => event.and_then(|event| Some(event.get("sender")?.as_str()?.to_owned())),
        Err(Fault::Refused(_)) => None,
        Err(fault) => return Err(fault),
    };
    if creator.as_deref() != Some(desk.own().as_str()) {
        return Err(Fault::Refused(
            "the alias belongs to a room of somebody else".to_owned(),
        ));
    }
    info!(room = %room_id, "adopted the room of an earlier try");
    Ok(room_id)
}

fn request(own: &UserId, plan: &RoomPlan, version: RoomVersionId) -> Result<CreateRoom, Fault> {
    let mut request = private_request(&plan.alias, &plan.name, !plan.space, "joined")?;
    request.topic = Some(plan.topic.clone());
    request.power_level_content_override =
        Some(raw(&power_levels(own, plan, &version))?.cast_unchecked());
    request.room_version = Some(version);
    if plan.space {
        request.creation_content = Some(raw(&json!({ "type": "m.space" }))?.cast_unchecked());
    }
    Ok(request)
}

/// What all our rooms share. Never `trusted_private_chat`: it makes everybody invited a creator for ever.
fn private_request(
    alias: &str,
    name: &str,
    encrypted: bool,
    history: &str,
) -> Result<CreateRoom, Fault> {
    let mut request = CreateRoom::new();
    request.room_alias_name = Some(alias.to_owned());
    request.name = Some(name.to_owned());
    request.preset = Some(RoomPreset::PrivateChat);
    request.initial_state = vec![
        initial(
            "m.room.history_visibility",
            json!({ "history_visibility": history }),
        )?,
        initial(
            "m.room.guest_access",
            json!({ "guest_access": "forbidden" }),
        )?,
        initial("m.room.join_rules", json!({ "join_rule": "invite" }))?,
    ];
    if encrypted {
        request.initial_state.push(initial(
            "m.room.encryption",
            json!({ "algorithm": "m.megolm.v1.aes-sha2" }),
        )?);
    }
    Ok(request)
}

fn initial(kind: &str, content: Value) -> Result<Raw<AnyInitialStateEvent>, Fault> {
    Ok(raw(&json!({ "type": kind, "state_key": "", "content": content }))?.cast_unchecked())
}

/// Members talk, react and take back their own; moderators let people in and out; only we ring for all and decide on
/// encryption, upgrades and the rest.
fn power_levels(own: &UserId, plan: &RoomPlan, version: &RoomVersionId) -> Value {
    let moderators = plan.moderators.iter().filter(|user| *user != own.as_str());
    let mut users: serde_json::Map<_, _> = moderators
        .map(|user| (user.clone(), json!(MODERATOR)))
        .collect();
    let creator_is_above_all = creator_is_above_all(version);
    if !creator_is_above_all {
        users.insert(own.to_string(), json!(OURS));
    }
    json!({
        "users": users,
        "users_default": 0,
        "events_default": if plan.space { OURS } else { 0 },
        "state_default": OURS,
        "events": {
            "m.room.name": MODERATOR,
            "m.room.topic": MODERATOR,
            "m.room.avatar": MODERATOR,
            "m.room.tombstone": if creator_is_above_all { 150 } else { OURS },
        },
        "invite": MODERATOR,
        "kick": MODERATOR,
        "ban": MODERATOR,
        "redact": MODERATOR,
        "notifications": { "room": OURS },
    })
}

/// From room version 12 on; naming the creator among the users is an error there, and needed before.
fn creator_is_above_all(version: &RoomVersionId) -> bool {
    version
        .rules()
        .is_none_or(|rules| rules.authorization.explicitly_privilege_room_creators)
}

async fn default_version(desk: &Desk) -> Result<RoomVersionId, Fault> {
    Ok(desk
        .client
        .homeserver_capabilities()
        .room_versions()
        .await?
        .default)
}

/// Puts a room into a space. Both ends say so; the servers named are where to ask for the other.
async fn hang_into(desk: &Desk, space: &RoomId, room: &RoomId) -> Result<(), Fault> {
    let via: [&ServerName; 1] = [desk.own().server_name()];
    let child = put_state(
        desk,
        space,
        "m.space.child",
        room.as_str(),
        json!({ "via": via }),
    )
    .await;
    let parent = json!({ "via": via, "canonical": true });
    let parent = put_state(desk, room, "m.space.parent", space.as_str(), parent).await;
    for outcome in [child, parent] {
        match outcome {
            Err(Fault::Refused(reason)) => {
                warn!(room = %room, reason, "could not put a room into its space")
            }
            outcome => outcome?,
        }
    }
    Ok(())
}

/// Until then nothing can be said in it. Not seeing it is no failure: the next parcel waits for it by itself.
async fn until_seen(desk: &Desk, room_id: &RoomId) {
    let seen = desk.client.await_room_remote_echo(room_id);
    let _ = tokio::time::timeout(SEEN_WITHIN, seen).await;
}

/// The alias is made of the parcel's id: the same parcel finds its room again, another one never does.
async fn make_private(desk: &Desk, id: &str, user: &str, name: &str) -> Result<Settled, Fault> {
    let user = UserId::parse(user)?;
    if let Some(room) = private_with(desk, &user).await? {
        return Ok(Settled::RoomMade {
            room_id: room.room_id().to_string(),
        });
    }
    let alias = format!("wijkbode-prive-{id}");
    // What is said before somebody accepts, can be read after it.
    let mut request = private_request(&alias, name, true, "invited")?;
    request.is_direct = true;
    request.invite = vec![user.clone()];
    let room_id = create_or_adopt(desk, &alias, request).await?;
    invite(desk, &room_id, user.as_str(), None).await?;
    desk.client.account().mark_as_dm(&room_id, &[user]).await?;
    until_seen(desk, &room_id).await;
    Ok(Settled::RoomMade {
        room_id: room_id.to_string(),
    })
}

/// A direct chat that we have already: encrypted, and with nobody else in it.
async fn private_with(desk: &Desk, user: &UserId) -> Result<Option<Room>, Fault> {
    for room in desk.client.joined_rooms() {
        let direct = room
            .direct_targets()
            .iter()
            .any(|target| target.as_str() == user.as_str());
        if !direct || room.is_tombstoned() || !room.latest_encryption_state().await?.is_encrypted()
        {
            continue;
        }
        let members = room
            .members(RoomMemberships::JOIN | RoomMemberships::INVITE)
            .await?;
        let only_us = members
            .iter()
            .all(|member| member.user_id() == user || member.user_id() == desk.own());
        if only_us && members.len() == 2 {
            return Ok(Some(room));
        }
    }
    Ok(None)
}

async fn invite(
    desk: &Desk,
    room_id: &RoomId,
    user: &str,
    reason: Option<String>,
) -> Result<Settled, Fault> {
    let user = UserId::parse(user)?;
    match membership(desk, room_id, &user).await?.as_deref() {
        Some("join" | "invite") => return Ok(Settled::Done),
        Some("ban") => return Err(Fault::Refused("banned".to_owned())),
        _ => {}
    }
    let mut invited = InviteUserId::new(user);
    invited.reason = reason;
    let recipient = InvitationRecipient::UserId(invited);
    let request = invite_user::v3::Request::new(room_id.to_owned(), recipient);
    desk.client
        .send(request)
        .with_request_config(once())
        .await?;
    Ok(Settled::Done)
}

async fn remove(desk: &Desk, room_id: &RoomId, user: &str) -> Result<Settled, Fault> {
    let user = UserId::parse(user)?;
    if !matches!(
        membership(desk, room_id, &user).await?.as_deref(),
        Some("join" | "invite" | "knock")
    ) {
        return Ok(Settled::Done);
    }
    let request = kick_user::v3::Request::new(room_id.to_owned(), user);
    desk.client
        .send(request)
        .with_request_config(once())
        .await?;
    Ok(Settled::Done)
}

async fn join(desk: &Desk, room_id: &str, via: &[String]) -> Result<Settled, Fault> {
    let id = RoomId::parse(room_id)?;
    if desk
        .client
        .get_room(&id)
        .is_some_and(|room| room.state() == RoomState::Joined)
    {
        return Ok(Settled::Done);
    }
    let via: Vec<OwnedServerName> = via
        .iter()
        .filter_map(|name| ServerName::parse(name).ok())
        .collect();
    desk.client
        .join_room_by_id_or_alias((&*id).into(), &via)
        .await?;
    Ok(Settled::Done)
}

/// Not with the SDK's `leave`: that leaves the rooms before an upgrade too.
async fn leave(desk: &Desk, room_id: &str) -> Result<Settled, Fault> {
    let id = RoomId::parse(room_id)?;
    let request = leave_room::v3::Request::new(id);
    match desk.client.send(request).with_request_config(once()).await {
        // Nobody is kept in a room: we are not in it.
        Err(err) if is(&err, &ErrorKind::NotFound) || is(&err, &ErrorKind::Forbidden) => {
            Ok(Settled::Done)
        }
        outcome => outcome.map(|_| Settled::Done).map_err(Fault::from),
    }
}

async fn rename(room: &Room, name: &str, topic: &str) -> Result<Settled, Fault> {
    if room.name().unwrap_or_default() != name {
        room.set_name(name.to_owned()).await?;
    }
    if room.topic().unwrap_or_default() != topic {
        room.set_room_topic(topic).await?;
    }
    Ok(Settled::Done)
}

/// As the homeserver knows it now; what the SDK knows may be a moment old.
async fn membership(
    desk: &Desk,
    room_id: &RoomId,
    user: &OwnedUserId,
) -> Result<Option<String>, Fault> {
    let content = state(
        desk,
        room_id,
        "m.room.member",
        user.as_str(),
        StateEventFormat::Content,
    )
    .await?;
    Ok(content.and_then(|content| Some(content.get("membership")?.as_str()?.to_owned())))
}

async fn state(
    desk: &Desk,
    room_id: &RoomId,
    kind: &str,
    key: &str,
    format: StateEventFormat,
) -> Result<Option<Value>, Fault> {
    let mut request =
        get_state_event_for_key::v3::Request::new(room_id.to_owned(), kind.into(), key.to_owned());
    request.format = format;
    match desk.client.send(request).with_request_config(once()).await {
        Ok(answer) => Ok(Some(serde_json::from_str(answer.event_or_content.get())?)),
        Err(err) if is(&err, &ErrorKind::NotFound) => Ok(None),
        Err(err) => Err(err.into()),
    }
}

async fn put_state(
    desk: &Desk,
    room_id: &RoomId,
    kind: &str,
    key: &str,
    content: Value,
) -> Result<(), Fault> {
    let body = raw(&content)?.cast_unchecked();
    let request = send_state_event::v3::Request::new_raw(
        room_id.to_owned(),
        kind.into(),
        key.to_owned(),
        body,
    );
    desk.client
        .send(request)
        .with_request_config(once())
        .await?;
    Ok(())
}

fn raw(value: &Value) -> Result<Raw<Value>, Fault> {
    Ok(Raw::new(value)?)
}

fn is(err: &HttpError, kind: &ErrorKind) -> bool {
    err.client_api_error_kind() == Some(kind)
}

#[cfg(test)]
mod tests {
    use matrix_sdk::ruma::user_id;

    use super::*;

    fn plan() -> RoomPlan {
        RoomPlan {
            alias: "wijkbode-moerwijk".to_owned(),
            name: "Moerwijk".to_owned(),
            topic: "Digitaal veilig".to_owned(),
            space: false,
            parent: None,
            invite: Vec::new(),
            moderators: vec!["@carla:wijk.test".to_owned(), "@bode:wijk.test".to_owned()],
        }
    }

    #[test]
    fn in_a_new_room_the_creator_is_not_named_and_in_an_old_one_it_is() {
        let own = user_id!("@bode:wijk.test");
        let new = power_levels(own, &plan(), &RoomVersionId::V12);
        assert_eq!(new["users"], json!({ "@carla:wijk.test": 50 }));
        let old = power_levels(own, &plan(), &RoomVersionId::V10);
        assert_eq!(
            old["users"],
            json!({ "@carla:wijk.test": 50, "@bode:wijk.test": 100 })
        );
    }

    #[test]
    fn nobody_talks_in_a_space() {
        let space = RoomPlan {
            space: true,
            ..plan()
        };
        let levels = power_levels(user_id!("@bode:wijk.test"), &space, &RoomVersionId::V12);
        assert_eq!(levels["events_default"], 100);
    }

    #[test]
    fn a_room_is_private_and_encrypted_from_its_first_moment() {
        let own = user_id!("@bode:wijk.test");
        let request = request(own, &plan(), RoomVersionId::V12).expect("the plan is sound");
        let state: Vec<Value> = request
            .initial_state
            .iter()
            .map(|event| serde_json::from_str(event.json().get()).expect("we wrote it"))
            .collect();
        let content = |kind: &str| {
            state
                .iter()
                .find(|event| event["type"] == kind)
                .map(|event| &event["content"])
        };
        assert_eq!(
            content("m.room.history_visibility"),
            Some(&json!({ "history_visibility": "joined" }))
        );
        assert_eq!(
            content("m.room.join_rules"),
            Some(&json!({ "join_rule": "invite" }))
        );
        assert!(content("m.room.encryption").is_some());
        assert_eq!(
            request.room_alias_name.as_deref(),
            Some("wijkbode-moerwijk")
        );
    }
}
