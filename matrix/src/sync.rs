//! The one loop that listens: an answer of the homeserver becomes one transaction of the inbox.
//!
//! The SDK saves its place before it hands us the answer. So an answer in hand is never let go before it is stored, and
//! after any doubt about the SDK's place we stop: opening again puts it back to ours.

use std::time::Duration;

use matrix_sdk::Room;
use matrix_sdk::config::SyncSettings;
use matrix_sdk::ruma::OwnedRoomId;
use matrix_sdk::ruma::api::client::filter::{Filter, FilterDefinition, RoomEventFilter};
use matrix_sdk::ruma::presence::PresenceState;
use matrix_sdk::store::{StateStoreDataKey, StateStoreDataValue};
use matrix_sdk::sync::{JoinedRoomUpdate, State, SyncResponse, Timeline};
use tracing::{debug, error, warn};

use crate::desk::{Desk, Fatal};
use crate::failpoint;
use crate::fault::Fault;
use crate::mail::{Batch, Cursor, NewGap, Received, What};
use crate::patience::{Patience, jitter};
use crate::receive::{self, Reader};

/// How long the homeserver may hold its answer when there is no news.
const LONG_POLL: Duration = Duration::from_secs(25);
/// The first time since the start. Synapse remembers for two minutes what it answered to the same question: after a
/// restore that would be the little that came next then. Another patience is another question.
const FIRST_QUESTION: Duration = Duration::from_millis(400);
/// A first answer holds all rooms; a big account takes minutes.
const FIRST_ANSWER: Duration = Duration::from_secs(300);
const TIMELINE_LIMIT: u32 = 50;
/// About five minutes of trying.
const COMMIT_TRIES: u32 = 10;
/// So many equal failures are not the weather any more.
const ALARM_AFTER: u32 = 10;

/// Listens until we stop.
pub(crate) async fn run(desk: &Desk) -> Result<(), Fatal> {
    let mut place = start(desk).await?;
    let mut patience = Patience::default();
    while !desk.stopping() {
        let Some(answer) = listen(desk, &place).await else {
            break;
        };
        match answer {
            // The SDK believes it: only the next start puts its place back to ours.
            Ok(answer) if answer.next_batch.is_empty() => {
                error!("the homeserver's answer says nothing of where it ends; asking again");
                return Err(Fatal::RanAhead);
            }
            Ok(answer) => {
                place = take_in(desk, place, &answer).await?;
                patience.reset();
            }
            Err(err) => after_failure(desk, &place, &err, &mut patience).await?,
        }
    }
    Ok(())
}

/// Where we are in the stream of events.
enum Place {
    /// The account is new to us: what was said before is not for us.
    New,
    /// Another device of the account was at `cursor`: before a lost store, or on another machine. Ours is where the SDK
    /// is, or nowhere yet.
    Elsewhere {
        cursor: String,
        sdk: Option<String>,
    },
    At {
        cursor: String,
    },
}

impl Place {
    /// Where the SDK has to be.
    fn of_sdk(&self) -> Option<&str> {
        match self {
            Self::At { cursor } => Some(cursor),
            Self::Elsewhere { sdk, .. } => sdk.as_deref(),
            Self::New => None,
        }
    }

    /// How long the homeserver may take to answer.
    fn patience(&self, in_step: bool) -> Duration {
        match self {
            Self::At { .. } if in_step => LONG_POLL,
            // Without news too: others wait for the first answer before they begin.
            Self::At { .. } | Self::Elsewhere { sdk: Some(_), .. } => jitter(FIRST_QUESTION),
            Self::Elsewhere { sdk: None, .. } | Self::New => FIRST_ANSWER,
        }
    }
}

async fn start(desk: &Desk) -> Result<Place, Fatal> {
    let cursor = desk.inbox.cursor().await.map_err(Fatal::CannotStore)?;
    match (cursor, sdk_place(desk).await?) {
        (None, None) => Ok(Place::New),
        // The very first answer was never stored, and is not needed: go on from it.
        (None, Some(sdk)) => Ok(Place::At { cursor: sdk }),
        (Some(cursor), sdk) if cursor.device_id != desk.device => Ok(Place::Elsewhere {
            cursor: cursor.next_batch,
            sdk,
        }),
        (Some(cursor), Some(sdk)) if cursor.next_batch == sdk || failpoint::no_rewind() => {
            Ok(Place::At {
                cursor: cursor.next_batch,
            })
        }
        _ => Err(Fatal::RanAhead),
    }
}

async fn sdk_place(desk: &Desk) -> Result<Option<String>, Fatal> {
    let store = desk.client.state_store();
    let place = store.get_kv_data(StateStoreDataKey::SyncToken).await;
    // Without an answer it could be anywhere.
    let place = place.map_err(|_| Fatal::RanAhead)?;
    Ok(place.and_then(StateStoreDataValue::into_sync_token))
}

/// Asks for news. `None` when we stop meanwhile: an answer let go then is like a crash, and comes again.
async fn listen(desk: &Desk, place: &Place) -> Option<matrix_sdk::Result<SyncResponse>> {
    // No token: the SDK would answer with nothing if it differed from its own.
    let settings = SyncSettings::new()
        .filter(filter().into())
        .timeout(place.patience(desk.is_in_step()))
        .set_presence(PresenceState::Offline);
    tokio::select! {
        biased;
        () = desk.stopped() => None,
        answer = desk.client.sync_once(settings) => Some(answer),
    }
}

/// Without lazy loading of members. With it, whoever writes comes along as a member, and Synapse takes that for somebody
/// who just came in: their devices count as changed. The SDK then asks for these anew after every message, and what we
/// say waits for the answer, up to five seconds each time. Our rooms are small, and we need all members anyway.
fn filter() -> FilterDefinition {
    let mut filter = FilterDefinition::default();
    filter.room.timeline.limit = Some(TIMELINE_LIMIT.into());
    filter.presence = Filter::ignore_all();
    filter.room.ephemeral = RoomEventFilter::ignore_all();
    filter.room.account_data = RoomEventFilter::ignore_all();
    filter
}

async fn take_in(desk: &Desk, place: Place, answer: &SyncResponse) -> Result<Place, Fatal> {
    let batch = batch(desk, &place, answer).await;
    failpoint::pause_before_commit().await;
    commit(desk, &batch).await?;
    desk.health.synced();
    desk.health.stored_all(&batch.events);
    desk.say_in_step();
    give_hints(desk, &batch, answer);
    Ok(Place::At {
        cursor: batch.cursor.next_batch,
    })
}

async fn batch(desk: &Desk, place: &Place, answer: &SyncResponse) -> Batch {
    let cursor = Cursor {
        next_batch: answer.next_batch.clone(),
        device_id: desk.device.clone(),
    };
    match place {
        Place::New => Batch {
            cursor,
            gaps: Vec::new(),
            events: Vec::new(),
        },
        // Timelines of such an answer may reach back to before the cursor, and leave out what came between the two
        // devices; the exact part is read as holes.
        Place::Elsewhere { cursor: from, .. } => {
            let gap = |room: &Room| NewGap {
                room_id: room.room_id().to_string(),
                from: from.clone(),
                to: cursor.next_batch.clone(),
            };
            Batch {
                gaps: desk.client.joined_rooms().iter().map(gap).collect(),
                cursor,
                events: Vec::new(),
            }
        }
        Place::At { cursor: from } => {
            let gaps = answer
                .rooms
                .joined
                .iter()
                .filter_map(|(room, update)| gap(desk, from, room, update))
                .collect();
            Batch {
                cursor,
                gaps,
                events: events(desk, answer).await,
            }
        }
    }
}

/// What a limited timeline left out. Nothing when we joined within it.
fn gap(desk: &Desk, from: &str, room: &OwnedRoomId, update: &JoinedRoomUpdate) -> Option<NewGap> {
    let timeline = &update.timeline;
    if !timeline.limited || receive::reach_before_us(&timeline.events, desk.own()) {
        return None;
    }
    Some(NewGap {
        room_id: room.to_string(),
        from: from.to_owned(),
        to: timeline.prev_batch.clone()?,
    })
}

async fn events(desk: &Desk, answer: &SyncResponse) -> Vec<Received> {
    let mut reader = Reader::new(desk.own());
    let mut events = Vec::new();
    let joined = answer
        .rooms
        .joined
        .iter()
        .map(|(room, update)| (room, &update.timeline));
    let left = answer
        .rooms
        .left
        .iter()
        .map(|(room, update)| (room, &update.timeline));
    for (room, timeline) in joined.chain(left) {
        let Some(room) = desk.client.get_room(room) else {
            continue;
        };
        events.extend(reader.read_all(&room, &timeline.events).await);
    }
    events
}

/// Stores the batch, however often it takes; the answer is not let go meanwhile.
async fn commit(desk: &Desk, batch: &Batch) -> Result<(), Fatal> {
    let mut patience = Patience::default();
    loop {
        let Err(err) = desk.inbox.store_batch(batch).await else {
            return Ok(());
        };
        let wait = patience.next();
        if patience.failures() >= COMMIT_TRIES || desk.stopping() {
            return Err(Fatal::CannotStore(err));
        }
        error!(reason = %err, tries = patience.failures(), "could not store a batch; trying again");
        desk.rest(wait).await;
    }
}

fn give_hints(desk: &Desk, batch: &Batch, answer: &SyncResponse) {
    debug!(
        events = batch.events.len(),
        gaps = batch.gaps.len(),
        "stored a batch"
    );
    if !batch.gaps.is_empty() {
        desk.hints.gaps.notify_one();
    }
    if batch
        .events
        .iter()
        .any(|event| matches!(event.what, What::Unreadable { .. }))
    {
        desk.hints.unreadable.notify_one();
    }
    if rooms_changed(answer) {
        desk.hints.rooms.notify_one();
    }
}

fn rooms_changed(answer: &SyncResponse) -> bool {
    let rooms = &answer.rooms;
    !rooms.invited.is_empty()
        || !rooms.left.is_empty()
        || rooms
            .joined
            .values()
            .any(|update| has_state(&update.timeline, &update.state))
}

fn has_state(timeline: &Timeline, state: &State) -> bool {
    let (State::Before(state) | State::After(state)) = state;
    !state.is_empty() || timeline.events.iter().any(receive::is_state)
}

/// A failure is harmless while the SDK has not moved. If it has, it went on without us.
async fn after_failure(
    desk: &Desk,
    place: &Place,
    err: &matrix_sdk::Error,
    patience: &mut Patience,
) -> Result<(), Fatal> {
    let fault = Fault::from(err);
    if fault == Fault::Revoked {
        return Err(Fatal::TokenRevoked);
    }
    if sdk_place(desk).await?.as_deref() != place.of_sdk() && !failpoint::no_rewind() {
        warn!(
            reason = fault.reason(),
            "the SDK moved on without its answer"
        );
        return Err(Fatal::RanAhead);
    }
    desk.health.sync_failed();
    let wait = match fault {
        Fault::Slow(wait) => wait.max(patience.next()),
        _ => patience.next(),
    };
    warn!(
        reason = fault.reason(),
        failures = patience.failures(),
        "no answer from the homeserver"
    );
    if patience.failures() == ALARM_AFTER {
        error!(
            reason = fault.reason(),
            "listening keeps failing: somebody must look"
        );
    }
    desk.rest(wait).await;
    Ok(())
}
