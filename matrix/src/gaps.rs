//! Fills the holes of limited timelines: forwards, a page per transaction, so that a crash costs one page of reading.
//!
//! A page is read from where the last one ended up to where the timeline began. Both ends are tokens of the homeserver,
//! so nothing overlaps and nothing is left out. If it ignores the upper end, events come twice; the inbox drops those.

use std::time::Duration;

use matrix_sdk::room::{Messages, MessagesOptions};
use matrix_sdk::ruma::RoomId;
use matrix_sdk::{Room, RoomState};
use tracing::{debug, info, warn};

use crate::desk::{Desk, Fatal};
use crate::fault::Fault;
use crate::mail::{Gap, What};
use crate::patience::Patience;
use crate::receive::Reader;

const PAGE: u32 = 100;
/// Holes that rest after a failure become due without a hint, and people wait for what is behind them.
const LOOK_EVERY: Duration = Duration::from_secs(2);

/// Fills holes until we stop.
pub(crate) async fn run(desk: &Desk) -> Result<(), Fatal> {
    let mut patience = Patience::default();
    if !desk.in_step().await {
        return Ok(());
    }
    while !desk.stopping() {
        match fill_one(desk).await {
            Ok(Filled::Page) => patience.reset(),
            Ok(Filled::Nothing) => desk.rest_unless(&desk.hints.gaps, LOOK_EVERY).await,
            Err(Fault::Revoked) => return Err(Fatal::TokenRevoked),
            Err(fault) => {
                warn!(
                    reason = fault.reason(),
                    "could not fill a hole; trying again"
                );
                let wait = patience.next();
                match fault {
                    Fault::Slow(asked) => desk.rest(wait.max(asked)).await,
                    // A new hole may be in a room that can be read.
                    _ => desk.rest_unless(&desk.hints.gaps, wait).await,
                }
            }
        }
    }
    Ok(())
}

enum Filled {
    Page,
    Nothing,
}

/// One page of a hole.
async fn fill_one(desk: &Desk) -> Result<Filled, Fault> {
    let Some(gap) = desk.inbox.next_gap().await.map_err(store_fault)? else {
        return Ok(Filled::Nothing);
    };
    let Some(room) = readable_room(desk, &gap) else {
        // Thrown out meanwhile: there is nothing left to read.
        desk.inbox
            .store_page(&gap, &[], None)
            .await
            .map_err(store_fault)?;
        return Ok(Filled::Page);
    };
    match read_page(&room, &gap).await {
        Ok(page) => store(desk, &room, &gap, page).await?,
        // Only a clear no counts against the hole.
        Err(Fault::Refused(reason)) => {
            warn!(gap = gap.id, reason, "a hole cannot be read");
            desk.inbox
                .gap_failed(&gap, &reason)
                .await
                .map_err(store_fault)?;
        }
        // Bad weather does not. But it may be this room's own, so the others get their turn.
        Err(fault @ (Fault::Failed(_) | Fault::Passing(_))) => {
            desk.inbox.gap_rests(&gap).await.map_err(store_fault)?;
            return Err(fault);
        }
        Err(fault) => return Err(fault),
    }
    Ok(Filled::Page)
}

fn readable_room(desk: &Desk, gap: &Gap) -> Option<Room> {
    let room = desk
        .client
        .get_room(<&RoomId>::try_from(gap.room_id.as_str()).ok()?)?;
    (room.state() == RoomState::Joined).then_some(room)
}

async fn read_page(room: &Room, gap: &Gap) -> Result<Messages, Fault> {
    let mut page = MessagesOptions::forward().from(gap.from.as_str());
    page.to = Some(gap.to.clone());
    page.limit = PAGE.into();
    Ok(room.messages(page).await?)
}

async fn store(desk: &Desk, room: &Room, gap: &Gap, page: Messages) -> Result<(), Fault> {
    let events = Reader::new(desk.own()).read_all(room, &page.chunk).await;
    let next = page
        .end
        .filter(|end| !page.chunk.is_empty() && *end != gap.from);
    desk.inbox
        .store_page(gap, &events, next.as_deref())
        .await
        .map_err(store_fault)?;
    debug!(gap = gap.id, events = events.len(), "stored a page");
    if next.is_none() {
        info!(gap = gap.id, "filled a hole");
    }
    if events
        .iter()
        .any(|event| matches!(event.what, What::Unreadable { .. }))
    {
        desk.hints.unreadable.notify_one();
    }
    Ok(())
}

fn store_fault(err: anyhow::Error) -> Fault {
    Fault::Passing(format!("inbox: {err}"))
}
