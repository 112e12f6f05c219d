//! Whom to believe: the trust of an event, people's identities, and whether others can trust us.

use std::collections::{HashMap, HashSet};

use matrix_sdk::deserialized_responses::{
    EncryptionInfo, TimelineEvent, VerificationLevel, VerificationState,
};
use matrix_sdk::ruma::{OwnedUserId, UserId};
use matrix_sdk::{Client, Room};
use tracing::debug;

use crate::fault::Fault;
use crate::mail::Trust;

/// Looks people up for one batch: each identity once, and at most one question to the homeserver per person.
pub(crate) struct Witness {
    identities: HashMap<OwnedUserId, Option<String>>,
    asked: HashSet<OwnedUserId>,
}

impl Witness {
    pub(crate) fn new() -> Self {
        Self {
            identities: HashMap::new(),
            asked: HashSet::new(),
        }
    }

    /// How far the device that sent this can be trusted, as known now.
    pub(crate) async fn trust(
        &mut self,
        room: &Room,
        sender: &UserId,
        event: &TimelineEvent,
    ) -> Trust {
        let Some(info) = event.encryption_info() else {
            // Who encrypted what we cannot read is not known.
            return if event.kind.is_utd() {
                Trust::Unproven
            } else {
                Trust::Plain
            };
        };
        let mut state = info.verification_state.clone();
        if is_settled(&state) {
            return judge(&state);
        }
        // The event was decrypted before the device list of the same answer was read.
        state = again(room, sender, info).await.unwrap_or(state);
        if is_missing(&state) && self.asked.insert(sender.to_owned()) {
            refresh(&room.client(), sender).await;
            self.identities.remove(sender);
            state = again(room, sender, info).await.unwrap_or(state);
        }
        judge(&state)
    }

    /// The sender's master key, base64.
    pub(crate) async fn identity(&mut self, client: &Client, user: &UserId) -> Option<String> {
        if let Some(known) = self.identities.get(user) {
            return known.clone();
        }
        let identity = master_key(client, user).await;
        self.identities.insert(user.to_owned(), identity.clone());
        identity
    }
}

/// Whether our own device is signed by our own identity, asking the homeserver.
pub(crate) async fn own_device_is_signed(client: &Client) -> Result<bool, Fault> {
    let Some(own) = client.user_id() else {
        return Ok(false);
    };
    client.encryption().request_user_identity(own).await?;
    let device = client
        .encryption()
        .get_own_device()
        .await
        .map_err(|_| Fault::Passing("SDK store".to_owned()))?;
    Ok(device.is_some_and(|device| device.is_cross_signed_by_owner()))
}

/// Whether we hold all private keys of our identity.
pub(crate) async fn is_complete(client: &Client) -> bool {
    client
        .encryption()
        .cross_signing_status()
        .await
        .is_some_and(|status| status.is_complete())
}

async fn master_key(client: &Client, user: &UserId) -> Option<String> {
    let identity = client.encryption().get_user_identity(user).await.ok()??;
    Some(identity.master_key().get_first_key()?.to_base64())
}

async fn again(room: &Room, sender: &UserId, info: &EncryptionInfo) -> Option<VerificationState> {
    let info = room.get_encryption_info(info.session_id()?, sender).await?;
    Some(info.verification_state.clone())
}

async fn refresh(client: &Client, user: &UserId) {
    if let Err(err) = client.encryption().request_user_identity(user).await {
        debug!(
            reason = Fault::from(&err).reason(),
            "could not refresh a device list"
        );
    }
}

/// Neither better nor worse after a look at newer keys.
fn is_settled(state: &VerificationState) -> bool {
    matches!(
        state,
        VerificationState::Verified
            | VerificationState::Unverified(VerificationLevel::UnverifiedIdentity)
    )
}

fn is_missing(state: &VerificationState) -> bool {
    matches!(
        state,
        VerificationState::Unverified(VerificationLevel::None(_))
    )
}

fn judge(state: &VerificationState) -> Trust {
    match state {
        VerificationState::Verified
        // Signed by its owner; that we never met the owner is how it always is with a bot.
        | VerificationState::Unverified(VerificationLevel::UnverifiedIdentity) => Trust::Signed,
        VerificationState::Unverified(VerificationLevel::UnsignedDevice) => Trust::Unsigned,
        VerificationState::Unverified(VerificationLevel::None(_)) => Trust::Unproven,
        VerificationState::Unverified(
            VerificationLevel::VerificationViolation | VerificationLevel::MismatchedSender,
        ) => Trust::Violated,
    }
}

#[cfg(test)]
mod tests {
    use matrix_sdk::deserialized_responses::DeviceLinkProblem;

    use super::*;

    #[test]
    fn a_device_is_trusted_as_far_as_its_owner_signed_it() {
        use VerificationLevel as Level;
        let judged = |level| judge(&VerificationState::Unverified(level));
        assert_eq!(judge(&VerificationState::Verified), Trust::Signed);
        assert_eq!(judged(Level::UnverifiedIdentity), Trust::Signed);
        assert_eq!(judged(Level::UnsignedDevice), Trust::Unsigned);
        assert_eq!(
            judged(Level::None(DeviceLinkProblem::InsecureSource)),
            Trust::Unproven
        );
        assert_eq!(judged(Level::MismatchedSender), Trust::Violated);
        assert_eq!(judged(Level::VerificationViolation), Trust::Violated);
    }
}
