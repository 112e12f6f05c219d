//! Tries again what could not be decrypted: whenever its key may have come.
//!
//! Four occasions: a key came (or the stream of keys was too fast to follow); something unreadable was just stored, as
//! its key may have come between decrypting and storing; the start; and every minute, for keys out of the backup.

use std::pin::Pin;
use std::time::Duration;

use futures_util::{Stream, StreamExt};
use matrix_sdk::ruma::RoomId;
use matrix_sdk::ruma::events::room::encrypted::OriginalSyncRoomEncryptedEvent;
use matrix_sdk::ruma::serde::Raw;
use serde_json::value::RawValue;
use tracing::{debug, info, warn};

use crate::desk::{Desk, Fatal};
use crate::fault::Fault;
use crate::mail::{Received, Unreadable};
use crate::receive::Reader;

const SWEEP_EVERY: Duration = Duration::from_secs(60);

/// Ids of sessions whose keys came; `None` when some were missed.
type Keys = Pin<Box<dyn Stream<Item = Option<Vec<String>>> + Send>>;

/// Tries again until we stop.
pub(crate) async fn run(desk: &Desk) -> Result<(), Fatal> {
    if !desk.in_step().await {
        return Ok(());
    }
    // Subscribed before the first sweep, so that no key falls between the two.
    let mut keys = keys(desk).await;
    sweep(desk, None).await;
    while !desk.stopping() {
        tokio::select! {
            news = keys.next() => match news {
                Some(Some(sessions)) => for session in &sessions {
                    sweep(desk, Some(session)).await;
                },
                Some(None) => sweep(desk, None).await,
                // The SDK made its machine anew.
                None => {
                    desk.rest(Duration::from_secs(1)).await;
                    keys = self::keys(desk).await;
                    sweep(desk, None).await;
                }
            },
            () = desk.rest_unless(&desk.hints.unreadable, SWEEP_EVERY) => sweep(desk, None).await,
        }
    }
    Ok(())
}

async fn keys(desk: &Desk) -> Keys {
    match desk.client.encryption().room_keys_received_stream().await {
        Some(stream) => Box::pin(
            stream.map(|keys| Some(keys.ok()?.into_iter().map(|key| key.session_id).collect())),
        ),
        None => Box::pin(futures_util::stream::empty()),
    }
}

async fn sweep(desk: &Desk, session: Option<&str>) {
    let waiting = match desk.inbox.unreadable(session).await {
        Ok(waiting) => waiting,
        Err(err) => return warn!(reason = %err, "could not look for unreadable events"),
    };
    for event in &waiting {
        if desk.stopping() {
            return;
        }
        retry(desk, event).await;
    }
}

/// One event. Failing is the normal case: the key is not there yet.
async fn retry(desk: &Desk, waiting: &Unreadable) {
    let event = match decrypt(desk, waiting).await {
        Ok(Some(event)) => event,
        Ok(None) => return,
        Err(fault) => {
            return debug!(
                event = waiting.event_id,
                reason = fault.reason(),
                "could not try to decrypt"
            );
        }
    };
    match desk.inbox.now_readable(&event).await {
        Ok(()) => {
            desk.health.decrypted_one_late();
            info!(event = waiting.event_id, "decrypted after all");
        }
        Err(err) => {
            warn!(event = waiting.event_id, reason = %err, "could not store a decrypted event")
        }
    }
}

async fn decrypt(desk: &Desk, waiting: &Unreadable) -> Result<Option<Received>, Fault> {
    let Some(room) = desk
        .client
        .get_room(<&RoomId>::try_from(waiting.room_id.as_str())?)
    else {
        return Ok(None);
    };
    let raw: Raw<OriginalSyncRoomEncryptedEvent> =
        Raw::from_json(RawValue::from_string(waiting.raw.clone())?);
    let event = room.decrypt_event(&raw, None).await?;
    if event.kind.is_utd() {
        return Ok(None);
    }
    Ok(Reader::new(desk.own()).read_one(&room, &event).await)
}
