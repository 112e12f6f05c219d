//! Sends what waits in the outbox: several rooms at once, one at a time in each, the same transaction id on every try.

use std::sync::Arc;
use std::time::Duration;

use matrix_sdk::config::RequestConfig;
use matrix_sdk::ruma::api::client::membership::joined_rooms;
use matrix_sdk::ruma::api::client::redact::redact_event;
use matrix_sdk::ruma::api::error::ErrorKind;
use matrix_sdk::ruma::{EventId, OwnedEventId, OwnedTransactionId, RoomId, TransactionId};
use matrix_sdk::{Room, RoomMemberships, RoomState};
use serde_json::Value;
use tokio::task::JoinSet;
use tracing::{error, info, warn};

use crate::compose::compose;
use crate::desk::{Desk, Fatal};
use crate::failpoint;
use crate::fault::Fault;
use crate::mail::{Parcel, Post, Settled, Upload};
use crate::patience::{Patience, jitter};
use crate::rooms;
use crate::search::{self, Found};

const AT_ONCE: usize = 8;
const TIMEOUT: Duration = Duration::from_secs(30);
/// The keeper counts tries and makes the wait longer.
const TRY_AGAIN: Duration = Duration::from_secs(2);
const SETTLE_TRIES: u32 = 6;
/// For what is on its way when we stop; it is sent again with the same id if this was too short.
const GRACE: Duration = Duration::from_secs(5);

/// Sends until we stop.
pub(crate) async fn run(desk: Arc<Desk>) -> Result<(), Fatal> {
    if !desk.in_step().await {
        return Ok(());
    }
    let mut under_way = JoinSet::new();
    while !desk.stopping() {
        take_more(&desk, &mut under_way).await;
        tokio::select! {
            Some(done) = under_way.join_next() => done.map_err(|_| Fatal::Crashed)??,
            () = desk.outbox.wait(), if under_way.len() < AT_ONCE => {}
            () = desk.stopped() => {}
        }
    }
    let finish = async { while under_way.join_next().await.is_some() {} };
    let _ = tokio::time::timeout(GRACE, finish).await;
    Ok(())
}

/// One try with nothing behind it: the keeper decides about the next.
pub(crate) fn once() -> RequestConfig {
    RequestConfig::new().disable_retry().timeout(TIMEOUT)
}

/// A room that we are in. The SDK learns of a new room a moment after the homeserver does.
pub(crate) async fn joined_room(desk: &Desk, room_id: &str) -> Result<Room, Fault> {
    let id = <&RoomId>::try_from(room_id)?;
    match desk.client.get_room(id) {
        Some(room) if room.state() == RoomState::Joined => Ok(room),
        Some(_) => Err(unfit(desk, "not joined")),
        None => {
            let rooms = desk
                .client
                .send(joined_rooms::v3::Request::new())
                .with_request_config(once())
                .await?;
            let joined = rooms.joined_rooms.iter().any(|joined| joined == id);
            Err(if joined {
                Fault::Passing("not seen yet".to_owned())
            } else {
                unfit(desk, "not joined")
            })
        }
    }
}

async fn take_more(desk: &Arc<Desk>, under_way: &mut JoinSet<Result<(), Fatal>>) {
    while under_way.len() < AT_ONCE {
        match desk.outbox.next(&desk.device).await {
            Ok(Some(parcel)) => {
                let desk = Arc::clone(desk);
                under_way.spawn(async move { send_one(&desk, &parcel).await });
            }
            Ok(None) => return,
            Err(err) => {
                warn!(reason = %err, "could not look into the outbox");
                return desk.rest(jitter(TRY_AGAIN)).await;
            }
        }
    }
}

async fn send_one(desk: &Desk, parcel: &Parcel) -> Result<(), Fatal> {
    let outcome = deliver(desk, parcel).await;
    let revoked = outcome == Err(Fault::Revoked);
    let settled = outcome.unwrap_or_else(settle);
    note(desk, parcel, &settled);
    write_down(desk, parcel, settled).await;
    if revoked {
        Err(Fatal::TokenRevoked)
    } else {
        Ok(())
    }
}

async fn deliver(desk: &Desk, parcel: &Parcel) -> Result<Settled, Fault> {
    match &parcel.post {
        Post::Removal { target } => remove(desk, parcel, target).await,
        post => match compose(post, &parcel.id)? {
            Some((kind, content)) => say(desk, parcel, kind, content).await,
            None => rooms::carry_out(desk, parcel).await,
        },
    }
}

async fn say(desk: &Desk, parcel: &Parcel, kind: &str, content: Value) -> Result<Settled, Fault> {
    let room = fit_room(desk, parcel).await?;
    if let Some(since) = parcel.look_since {
        match search::find(&room, &parcel.id, since).await? {
            Found::Event(event_id) => return Ok(Settled::Sent { event_id }),
            Found::Unclear(reason) => {
                return Ok(Settled::Undecided {
                    reason: reason.to_owned(),
                });
            }
            Found::Nothing => {}
        }
    }
    if let Post::Attachment(attachment) = &parcel.post {
        if attachment.uploaded.is_none() {
            return upload(desk, &attachment.bytes).await;
        }
        failpoint::pause_after_upload().await;
    }
    let id = <&TransactionId>::from(parcel.id.as_str());
    let sent = room
        .send_raw(kind, content)
        .with_transaction_id(id)
        .with_request_config(once())
        .await;
    match sent {
        Ok(sent) => Ok(Settled::Sent {
            event_id: sent.response.event_id.to_string(),
        }),
        // The same tap of ours is there already.
        Err(err) if err.client_api_error_kind() == Some(&ErrorKind::DuplicateAnnotation) => {
            Ok(Settled::Done)
        }
        Err(err) => Err(err.into()),
    }
}

/// A try of its own: two requests in one could last longer than another machine waits for us. What is uploaded twice,
/// after a crash, is a file that nobody is told of.
async fn upload(desk: &Desk, bytes: &[u8]) -> Result<Settled, Fault> {
    let mut reader = bytes;
    let upload = desk.client.upload_encrypted_file(&mut reader);
    // The SDK would wait for minutes.
    let upload = tokio::time::timeout(TIMEOUT, upload.with_request_config(once()).into_future());
    let file = upload
        .await
        .map_err(|_| Fault::Passing("timeout of an upload".to_owned()))??;
    Ok(Settled::Uploaded {
        file: Upload(serde_json::to_string(&file)?),
    })
}

/// Removing twice is harmless, but the second would be an event that nobody needs.
async fn remove(desk: &Desk, parcel: &Parcel, target: &str) -> Result<Settled, Fault> {
    let room = joined_room(desk, room_id(parcel)?).await?;
    let target = <&EventId>::try_from(target)?;
    if parcel.look_since.is_some()
        && let Some(event_id) = removed_by(&room, target).await?
    {
        return Ok(Settled::Sent {
            event_id: event_id.to_string(),
        });
    }
    let id = OwnedTransactionId::from(parcel.id.as_str());
    let request = redact_event::v3::Request::new(room.room_id().to_owned(), target.to_owned(), id);
    let answer = desk
        .client
        .send(request)
        .with_request_config(once())
        .await?;
    Ok(Settled::Sent {
        event_id: answer.event_id.to_string(),
    })
}

async fn removed_by(room: &Room, target: &EventId) -> Result<Option<OwnedEventId>, Fault> {
    let event = room.event(target, Some(once())).await?;
    let unsigned: Option<Value> = event.raw().get_field("unsigned").ok().flatten();
    let because = unsigned
        .as_ref()
        .and_then(|unsigned| unsigned.pointer("/redacted_because/event_id")?.as_str());
    Ok(because.map(EventId::parse).transpose()?)
}

/// A room to speak in: what is said anywhere else could be read by the server, or by nobody.
async fn fit_room(desk: &Desk, parcel: &Parcel) -> Result<Room, Fault> {
    let room = joined_room(desk, room_id(parcel)?).await?;
    if room.is_tombstoned() {
        return Err(unfit(desk, "replaced by another room"));
    }
    if !room.latest_encryption_state().await?.is_encrypted() {
        return Err(unfit(desk, "not encrypted"));
    }
    if let Some(readers) = &parcel.readers
        && others_are_in(desk, &room, readers).await?
    {
        // The next look around holds everything for this room back, and tells who is in it.
        desk.hints.rooms.notify_one();
        return Err(Fault::Passing(
            "somebody is in the room who may not read this".to_owned(),
        ));
    }
    Ok(room)
}

/// Whoever came in a moment ago was not seen when this was handed over, but would get its key.
async fn others_are_in(desk: &Desk, room: &Room, readers: &[String]) -> Result<bool, Fault> {
    let members = room
        .members(RoomMemberships::JOIN | RoomMemberships::INVITE)
        .await?;
    let mut users = members.iter().map(|member| member.user_id());
    Ok(users
        .any(|user| user != desk.own() && !readers.iter().any(|reader| reader == user.as_str())))
}

fn room_id(parcel: &Parcel) -> Result<&str, Fault> {
    parcel
        .room_id
        .as_deref()
        .ok_or_else(|| Fault::Refused("no room".to_owned()))
}

/// Not now: a look at the rooms will show it, and from then on what is for this room rests until it is fit again, or goes
/// to the room that took its place.
fn unfit(desk: &Desk, why: &str) -> Fault {
    desk.hints.rooms.notify_one();
    Fault::Passing(why.to_owned())
}

fn settle(fault: Fault) -> Settled {
    match fault {
        Fault::Slow(wait) => Settled::Pause {
            after_ms: millis(wait),
        },
        Fault::Refused(reason) => Settled::Refused { reason },
        Fault::Revoked | Fault::Failed(_) | Fault::Passing(_) => Settled::Later {
            after_ms: millis(jitter(TRY_AGAIN)),
            reason: fault.reason(),
        },
    }
}

fn millis(wait: Duration) -> i64 {
    i64::try_from(wait.as_millis()).unwrap_or(i64::MAX)
}

fn note(desk: &Desk, parcel: &Parcel, settled: &Settled) {
    let parcel = parcel.id.as_str();
    match settled {
        Settled::Sent { event_id } => {
            desk.health.sent_one();
            info!(parcel, event = event_id, "sent");
        }
        Settled::RoomMade { room_id } => info!(parcel, room = room_id, "the room is there"),
        Settled::Done => info!(parcel, "done"),
        Settled::Uploaded { .. } => info!(parcel, "uploaded"),
        Settled::Later { reason, .. } => warn!(parcel, reason, "not sent yet"),
        Settled::Pause { after_ms } => {
            desk.health.paused();
            warn!(parcel, after_ms, "the homeserver asks for a pause");
        }
        Settled::Refused { reason } => warn!(parcel, reason, "refused"),
        Settled::Undecided { reason } => error!(parcel, reason, "nobody knows whether it was sent"),
    }
}

/// If this does not succeed, the parcel stays marked as being sent, and its id keeps it from arriving twice.
async fn write_down(desk: &Desk, parcel: &Parcel, settled: Settled) {
    let mut patience = Patience::default();
    while let Err(err) = desk.outbox.settle(&parcel.id, settled.clone()).await {
        let wait = patience.next();
        warn!(parcel = parcel.id, reason = %err, "could not settle a parcel");
        if patience.failures() >= SETTLE_TRIES || desk.stopping() {
            return;
        }
        desk.rest(wait).await;
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn only_a_clear_no_is_final() {
        let no = settle(Fault::Refused("M_FORBIDDEN".to_owned()));
        assert_eq!(
            no,
            Settled::Refused {
                reason: "M_FORBIDDEN".to_owned()
            }
        );
        let slow = settle(Fault::Slow(Duration::from_secs(7)));
        assert_eq!(slow, Settled::Pause { after_ms: 7000 });
        assert!(matches!(
            settle(Fault::Passing("timeout".to_owned())),
            Settled::Later { .. }
        ));
    }
}
