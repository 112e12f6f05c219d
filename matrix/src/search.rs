//! Looks in a room for something that we may have said already: the homeserver forgets transaction ids after a day, and
//! knows them per device.

use std::time::Duration;

use matrix_sdk::Room;
use matrix_sdk::deserialized_responses::TimelineEvent;
use matrix_sdk::room::MessagesOptions;
use matrix_sdk::ruma::UserId;
use matrix_sdk::ruma::events::room::encrypted::OriginalSyncRoomEncryptedEvent;
use matrix_sdk::ruma::serde::Raw;
use serde_json::Value;

use crate::fault::Fault;
use crate::receive::MARKER;

const PAGE: u32 = 100;
/// Ten thousand events back; more than that a person must decide.
const MAX_PAGES: usize = 100;
/// Clocks differ.
const MARGIN_MS: i64 = 5 * 60 * 1000;
/// Keys come out of the backup in the background: a few seconds decide.
const KEY_TRIES: usize = 5;
const KEY_WAIT: Duration = Duration::from_secs(2);

/// What a search came to.
pub(crate) enum Found {
    Event(String),
    Nothing,
    /// Something of ours cannot be read, or the room is too long.
    Unclear(&'static str),
}

/// Searches backwards for our event with this marker, down to a little before `since`.
pub(crate) async fn find(room: &Room, marker: &str, since: i64) -> Result<Found, Fault> {
    let mut search = Search {
        room,
        marker,
        oldest: since - MARGIN_MS,
        locked: Vec::new(),
    };
    let mut from = None;
    for _ in 0..MAX_PAGES {
        let (page, end) = search.page(from).await?;
        if let Some(event_id) = search.look(&page) {
            return Ok(Found::Event(event_id));
        }
        if end.is_none() || page.is_empty() || search.is_past(&page) {
            return search.look_into_locked().await;
        }
        from = end;
    }
    Ok(Found::Unclear("too many messages since the first try"))
}

struct Search<'a> {
    room: &'a Room,
    marker: &'a str,
    oldest: i64,
    /// Our own events that could not be decrypted.
    locked: Vec<TimelineEvent>,
}

impl Search<'_> {
    async fn page(
        &self,
        from: Option<String>,
    ) -> Result<(Vec<TimelineEvent>, Option<String>), Fault> {
        let mut options = MessagesOptions::backward().from(from.as_deref());
        options.limit = PAGE.into();
        let page = self.room.messages(options).await?;
        Ok((page.chunk, page.end))
    }

    fn look(&mut self, page: &[TimelineEvent]) -> Option<String> {
        for event in page {
            if !is_by(event, self.room.own_user_id()) || self.is_too_old(event) {
                continue;
            }
            if carries(event, self.marker) {
                return event.event_id().map(|id| id.to_string());
            }
            if is_locked(event) {
                self.locked.push(event.clone());
            }
        }
        None
    }

    /// A whole page, since a single event may lie about its time.
    fn is_past(&self, page: &[TimelineEvent]) -> bool {
        page.iter().all(|event| self.is_too_old(event))
    }

    fn is_too_old(&self, event: &TimelineEvent) -> bool {
        event
            .timestamp_raw()
            .is_some_and(|at| i64::from(at.get()) < self.oldest)
    }

    async fn look_into_locked(mut self) -> Result<Found, Fault> {
        for _ in 0..KEY_TRIES {
            if self.locked.is_empty() {
                return Ok(Found::Nothing);
            }
            tokio::time::sleep(KEY_WAIT).await;
            if let Some(event_id) = self.unlock().await? {
                return Ok(Found::Event(event_id));
            }
        }
        Ok(Found::Unclear(
            "own messages since the first try cannot be read",
        ))
    }

    async fn unlock(&mut self) -> Result<Option<String>, Fault> {
        for event in std::mem::take(&mut self.locked) {
            let raw: &Raw<OriginalSyncRoomEncryptedEvent> = event.raw().cast_ref_unchecked();
            let again = self.room.decrypt_event(raw, None).await?;
            if carries(&again, self.marker) {
                return Ok(again.event_id().map(|id| id.to_string()));
            }
            if is_locked(&again) {
                self.locked.push(event);
            }
        }
        Ok(None)
    }
}

fn is_by(event: &TimelineEvent, user: &UserId) -> bool {
    event.sender().is_some_and(|sender| sender == user)
}

fn carries(event: &TimelineEvent, marker: &str) -> bool {
    let content: Option<Value> = event.raw().get_field("content").ok().flatten();
    content.is_some_and(|content| content.get(MARKER).and_then(Value::as_str) == Some(marker))
}

/// Encrypted, and not emptied by a redaction.
fn is_locked(event: &TimelineEvent) -> bool {
    let kind: Option<String> = event.raw().get_field("type").ok().flatten();
    let content: Option<Value> = event.raw().get_field("content").ok().flatten();
    kind.as_deref() == Some("m.room.encrypted")
        && content.is_some_and(|content| content.get("ciphertext").is_some())
}
