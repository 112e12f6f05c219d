//! Notices that another process uses our device: the homeserver has one-time keys of it that are not ours.
//!
//! That happens when two processes run on copies of one store, or when the store was restored from a backup. Others may
//! then be unable to write to the bot, and nothing else tells.

use tokio::sync::broadcast::error::RecvError;
use tracing::error;

use crate::desk::{Desk, Fatal};

/// Counts and warns until we stop.
pub(crate) async fn run(desk: &Desk) -> Result<(), Fatal> {
    let mut refusals = desk.client.subscribe_to_duplicate_key_upload_errors();
    loop {
        let refusal = tokio::select! {
            refusal = refusals.recv() => refusal,
            () = desk.stopped() => return Ok(()),
        };
        // One that was missed was one, too.
        if let Err(RecvError::Closed) = refusal {
            desk.stopped().await;
            return Ok(());
        }
        desk.health.keys_refused();
        error!(
            "the homeserver has other one-time keys of this device: is a second bot running on a copy of the data?"
        );
    }
}
