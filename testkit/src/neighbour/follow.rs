//! Following along: the sync of one neighbour, which misses nothing.

use std::{collections::HashSet, time::Duration};

use anyhow::Result;
use matrix_sdk::{
    Client, Room,
    config::SyncSettings,
    deserialized_responses::TimelineEvent,
    room::{Messages, MessagesOptions},
    ruma::{
        OwnedRoomId, RoomId,
        api::client::{filter::FilterDefinition, sync::sync_events::v3::Filter},
        events::AnySyncTimelineEvent,
        serde::Raw,
        uint,
    },
    sync::{RoomUpdates, Timeline},
};
use serde_json::Value;
use tokio::sync::watch;

use crate::transcript::Transcript;

/// How long the server holds a sync when there is nothing to tell.
const LONG_POLL: Duration = Duration::from_secs(10);
/// How long we wait after a sync that failed, because the server is away.
const PAUSE: Duration = Duration::from_millis(200);
/// Account data that its owner writes to see when it comes along in a sync.
pub(super) const SIGNPOST: &str = "nl.wijkbode.testkit.signpost";

/// What the neighbour wants.
#[derive(Debug, Default)]
pub(super) struct Wishes {
    pub accept_invites: bool,
    pub look_away: bool,
}

/// How far the following has come.
#[derive(Debug, Default)]
pub(super) struct Progress {
    /// The rooms that came along in a sync as joined. Before that a client doesn't know whether
    /// a room is encrypted, nor for whom.
    pub rooms: HashSet<OwnedRoomId>,
    /// The last [`SIGNPOST`] that came along.
    pub signpost: u64,
}

/// Syncs, and writes down everything in the transcript.
pub(super) struct Follower {
    client: Client,
    transcript: Transcript,
    wishes: watch::Receiver<Wishes>,
    progress: watch::Sender<Progress>,
    /// Up to where the transcript is complete.
    since: Option<String>,
    /// Events without a key, which may still come.
    locked: Vec<(OwnedRoomId, Raw<AnySyncTimelineEvent>)>,
}

impl Follower {
    pub fn new(client: Client, transcript: Transcript, wishes: watch::Receiver<Wishes>) -> Self {
        let progress = watch::Sender::default();
        Self {
            client,
            transcript,
            wishes,
            progress,
            since: None,
            locked: Vec::new(),
        }
    }

    pub fn progress(&self) -> watch::Receiver<Progress> {
        self.progress.subscribe()
    }

    /// Syncs until its neighbour is dropped.
    pub async fn follow(mut self) {
        while self
            .wishes
            .wait_for(|wishes| !wishes.look_away)
            .await
            .is_ok()
        {
            if Box::pin(self.sync(LONG_POLL)).await.is_err() {
                tokio::time::sleep(PAUSE).await;
            }
        }
    }

    /// One sync, and all that follows from it.
    pub async fn sync(&mut self, long_poll: Duration) -> Result<()> {
        let settings = SyncSettings::new().timeout(long_poll).filter(filter());
        let response = self.client.sync_once(settings).await?;
        // A sync may bring keys for what could not be read before.
        self.try_locked().await;
        self.hear_rooms(&response.rooms).await;
        self.since = Some(response.next_batch);
        let signpost = response
            .account_data
            .iter()
            .filter_map(|event| signpost(&json_of(event)))
            .max();
        self.report(&response.rooms, signpost);
        self.accept_invites().await;
        Ok(())
    }

    async fn hear_rooms(&mut self, rooms: &RoomUpdates) {
        for (id, room) in &rooms.joined {
            self.hear(id, &room.timeline).await;
        }
        for (id, room) in &rooms.left {
            self.hear(id, &room.timeline).await;
        }
    }

    async fn hear(&mut self, room: &RoomId, timeline: &Timeline) {
        if timeline.limited
            && let Err(error) = self.fill_gap(room, timeline.prev_batch.as_deref()).await
        {
            // The SDK has tried many times by now. A test that counts must not trust us further.
            panic!("a neighbour missed events in {room}: {error:#}");
        }
        self.hear_events(room, &timeline.events);
    }

    /// Fetches what lies between the last sync and the timeline that the server cut short.
    async fn fill_gap(&mut self, room: &RoomId, until: Option<&str>) -> Result<()> {
        let Some(known) = self.client.get_room(room) else {
            return Ok(());
        };
        // Without a last sync there is no gap: what was said before we came isn't ours.
        let mut from = self.since.clone();
        while let Some(token) = from {
            let page = next_page(&known, &token, until).await?;
            self.hear_events(room, &page.chunk);
            from = page.end.filter(|_| !page.chunk.is_empty());
        }
        Ok(())
    }

    fn hear_events(&mut self, room: &RoomId, events: &[TimelineEvent]) {
        for event in events {
            let heard = self.transcript.add(room, &json_of(event.raw()));
            if heard.is_some_and(|it| it.undecryptable) {
                self.locked.push((room.to_owned(), event.raw().clone()));
            }
        }
    }

    async fn try_locked(&mut self) {
        for (room, event) in std::mem::take(&mut self.locked) {
            match self.unlock(&room, &event).await {
                Some(open) => drop(self.transcript.add(&room, &json_of(open.raw()))),
                None => self.locked.push((room, event)),
            }
        }
    }

    async fn unlock(
        &self,
        room: &RoomId,
        event: &Raw<AnySyncTimelineEvent>,
    ) -> Option<TimelineEvent> {
        let room = self.client.get_room(room)?;
        let open = room
            .decrypt_event(event.cast_ref_unchecked(), None)
            .await
            .ok()?;
        (!open.kind.is_utd()).then_some(open)
    }

    fn report(&self, rooms: &RoomUpdates, signpost: Option<u64>) {
        self.progress.send_modify(|progress| {
            progress.rooms.extend(rooms.joined.keys().cloned());
            progress.rooms.retain(|room| !rooms.left.contains_key(room));
            progress.signpost = signpost.unwrap_or(progress.signpost);
        });
    }

    async fn accept_invites(&self) {
        if !self.wishes.borrow().accept_invites {
            return;
        }
        for room in self.client.invited_rooms() {
            // What fails now, because the server is away, is tried again after the next sync.
            let _ = Box::pin(room.join()).await;
        }
    }
}

fn filter() -> Filter {
    let mut filter = FilterDefinition::default();
    filter.room.timeline.limit = Some(uint!(100));
    Filter::FilterDefinition(filter)
}

async fn next_page(room: &Room, from: &str, until: Option<&str>) -> Result<Messages> {
    let mut options = MessagesOptions::forward().from(from);
    options.to = until.map(str::to_owned);
    options.limit = uint!(100);
    Ok(Box::pin(room.messages(options)).await?)
}

fn signpost(account_data: &Value) -> Option<u64> {
    if account_data["type"] != SIGNPOST {
        return None;
    }
    account_data["content"]["number"].as_u64()
}

fn json_of<T>(event: &Raw<T>) -> Value {
    serde_json::from_str(event.json().get()).unwrap_or_default()
}
