//! The SDK's store of keys, with one thing put right, and one spared.
//!
//! **Put right:** a new Olm session is written down together with the room key that came with it.
//!
//! The first message of somebody's device brings a new Olm session, and in it the key of a room. The SDK saves the
//! session as soon as it is made, and the key only when the whole answer of the homeserver is worked through. Killed in
//! between, it has a session that has used up its first message: hearing the same again, it cannot read it any more, and
//! the key is lost. So this session is not saved ahead: it is in the SDK's memory, and comes again, beside the key, in
//! the transaction that ends the answer.
//!
//! **Spared:** after every answer of the homeserver the SDK saves its account, which is nearly always what it was, and
//! the place in a kind of sync that we do not use. Each costs a flush to the disk, while somebody waits for an answer.

use std::collections::{HashMap, HashSet};
use std::fmt;
use std::sync::{Arc, Mutex};

use async_trait::async_trait;
use matrix_sdk::SqliteCryptoStore;
use matrix_sdk::ruma::events::secret::request::SecretName;
use matrix_sdk::ruma::{DeviceId, OwnedDeviceId, RoomId, TransactionId, UserId};
use matrix_sdk_base::cross_process_lock::CrossProcessLockGeneration;
use matrix_sdk_base::crypto::olm::{
    InboundGroupSession, OlmMessageHash, OutboundGroupSession, PrivateCrossSigningIdentity,
    SenderDataType,
};
use matrix_sdk_base::crypto::store::types::{
    BackupKeys, Changes, DehydratedDeviceKey, PendingChanges, RoomKeyCounts, RoomKeyWithheldEntry,
    RoomPendingKeyBundleDetails, RoomSettings, StoredRoomKeyBundleData, TrackedUser,
};
use matrix_sdk_base::crypto::store::{
    CryptoStore, CryptoStoreError, DynCryptoStore, IntoCryptoStore, Result,
};
use matrix_sdk_base::crypto::vodozemac::Curve25519PublicKey;
use matrix_sdk_base::crypto::{
    Account, DeviceData, GossipRequest, SecretInfo, Session, UserIdentityData,
};
use tokio::sync::Mutex as AsyncMutex;
use zeroize::Zeroizing;

use crate::failpoint;

/// The account as it is written down.
type Written = Zeroizing<Vec<u8>>;

/// The SDK's store on SQLite; all but what saves changes is its own.
pub(crate) struct KeyStore {
    sdk: Arc<DynCryptoStore>,
    /// Ids of the Olm sessions that came by, so that each is looked up once.
    met: Mutex<HashSet<Arc<str>>>,
    /// What was saved of the account last.
    account: AsyncMutex<Option<Written>>,
}

impl KeyStore {
    pub(crate) fn new(sdk: SqliteCryptoStore) -> Self {
        Self {
            sdk: sdk.into_crypto_store(),
            met: Mutex::default(),
            account: AsyncMutex::default(),
        }
    }

    /// Whether these changes are the SDK's early save of a session that somebody else began.
    ///
    /// Told apart by what no other save has: one session that has received and that nobody has stored yet. Were it wrong,
    /// the second save of the same session makes up for it.
    async fn is_early(&self, changes: &Changes) -> Result<bool> {
        let [session] = changes.sessions.as_slice() else {
            return Ok(false);
        };
        let alone = changes.message_hashes.is_empty() && changes.inbound_group_sessions.is_empty();
        if !self.meets(session) || !alone || !session.inner.lock().await.has_received_message() {
            return Ok(false);
        }
        let sender_key = session.sender_key.to_base64();
        let stored = self.sdk.get_sessions(&sender_key).await?;
        let mut stored = stored.iter().flatten();
        Ok(stored.all(|known| known.session_id != session.session_id))
    }

    /// True at the first meeting.
    fn meets(&self, session: &Session) -> bool {
        let mut met = self.met.lock().unwrap_or_else(|broken| broken.into_inner());
        met.insert(Arc::clone(&session.session_id))
    }
}

/// `None` is like no other: it is saved.
fn written(account: &Account) -> Option<Written> {
    let pickle = serde_json::to_vec(&account.pickle()).ok()?;
    Some(Zeroizing::new(pickle))
}

/// Two kinds of change are not known to the SDK's own question.
fn is_nothing(changes: &Changes) -> bool {
    changes.is_empty()
        && changes.room_key_backups_fully_downloaded.is_empty()
        && changes.rooms_pending_key_bundle.is_empty()
}

impl fmt::Debug for KeyStore {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("KeyStore").finish_non_exhaustive()
    }
}

#[async_trait]
impl CryptoStore for KeyStore {
    type Error = CryptoStoreError;

    async fn save_changes(&self, mut changes: Changes) -> Result<()> {
        if !changes.inbound_group_sessions.is_empty() {
            failpoint::pause_before_room_key().await;
        }
        if !failpoint::session_before_key() && self.is_early(&changes).await? {
            changes.sessions.clear();
        }
        // Sliding sync's; ours is in the state store.
        changes.next_batch_token = None;
        if is_nothing(&changes) {
            return Ok(());
        }
        self.sdk.save_changes(changes).await
    }

    async fn load_account(&self) -> Result<Option<Account>> {
        self.sdk.load_account().await
    }

    async fn load_identity(&self) -> Result<Option<PrivateCrossSigningIdentity>> {
        self.sdk.load_identity().await
    }

    async fn save_pending_changes(&self, changes: PendingChanges) -> Result<()> {
        // Held until it is written, so that this is what was saved last.
        let mut saved = self.account.lock().await;
        let now = changes.account.as_ref().and_then(written);
        if now.is_some() && *saved == now {
            return Ok(());
        }
        self.sdk.save_pending_changes(changes).await?;
        *saved = now;
        Ok(())
    }

    async fn save_inbound_group_sessions(
        &self,
        sessions: Vec<InboundGroupSession>,
        backed_up_to_version: Option<&str>,
    ) -> Result<()> {
        self.sdk
            .save_inbound_group_sessions(sessions, backed_up_to_version)
            .await
    }

    async fn get_sessions(&self, sender_key: &str) -> Result<Option<Vec<Session>>> {
        self.sdk.get_sessions(sender_key).await
    }

    async fn get_inbound_group_session(
        &self,
        room_id: &RoomId,
        session_id: &str,
    ) -> Result<Option<InboundGroupSession>> {
        self.sdk
            .get_inbound_group_session(room_id, session_id)
            .await
    }

    async fn get_withheld_info(
        &self,
        room_id: &RoomId,
        session_id: &str,
    ) -> Result<Option<RoomKeyWithheldEntry>> {
        self.sdk.get_withheld_info(room_id, session_id).await
    }

    async fn get_withheld_sessions_by_room_id(
        &self,
        room_id: &RoomId,
    ) -> Result<Vec<RoomKeyWithheldEntry>> {
        self.sdk.get_withheld_sessions_by_room_id(room_id).await
    }

    async fn get_inbound_group_sessions(&self) -> Result<Vec<InboundGroupSession>> {
        self.sdk.get_inbound_group_sessions().await
    }

    async fn inbound_group_session_counts(
        &self,
        backup_version: Option<&str>,
    ) -> Result<RoomKeyCounts> {
        self.sdk.inbound_group_session_counts(backup_version).await
    }

    async fn get_inbound_group_sessions_by_room_id(
        &self,
        room_id: &RoomId,
    ) -> Result<Vec<InboundGroupSession>> {
        self.sdk
            .get_inbound_group_sessions_by_room_id(room_id)
            .await
    }

    async fn get_inbound_group_sessions_for_device_batch(
        &self,
        curve_key: Curve25519PublicKey,
        sender_data_type: SenderDataType,
        after_session_id: Option<String>,
        limit: usize,
    ) -> Result<Vec<InboundGroupSession>> {
        self.sdk
            .get_inbound_group_sessions_for_device_batch(
                curve_key,
                sender_data_type,
                after_session_id,
                limit,
            )
            .await
    }

    async fn inbound_group_sessions_for_backup(
        &self,
        backup_version: &str,
        limit: usize,
    ) -> Result<Vec<InboundGroupSession>> {
        self.sdk
            .inbound_group_sessions_for_backup(backup_version, limit)
            .await
    }

    async fn mark_inbound_group_sessions_as_backed_up(
        &self,
        backup_version: &str,
        room_and_session_ids: &[(&RoomId, &str)],
    ) -> Result<()> {
        self.sdk
            .mark_inbound_group_sessions_as_backed_up(backup_version, room_and_session_ids)
            .await
    }

    async fn reset_backup_state(&self) -> Result<()> {
        self.sdk.reset_backup_state().await
    }

    async fn load_backup_keys(&self) -> Result<BackupKeys> {
        self.sdk.load_backup_keys().await
    }

    async fn load_dehydrated_device_pickle_key(&self) -> Result<Option<DehydratedDeviceKey>> {
        self.sdk.load_dehydrated_device_pickle_key().await
    }

    async fn delete_dehydrated_device_pickle_key(&self) -> Result<()> {
        self.sdk.delete_dehydrated_device_pickle_key().await
    }

    async fn get_outbound_group_session(
        &self,
        room_id: &RoomId,
    ) -> Result<Option<OutboundGroupSession>> {
        self.sdk.get_outbound_group_session(room_id).await
    }

    async fn load_tracked_users(&self) -> Result<Vec<TrackedUser>> {
        self.sdk.load_tracked_users().await
    }

    async fn save_tracked_users(&self, users: &[(&UserId, bool)]) -> Result<()> {
        self.sdk.save_tracked_users(users).await
    }

    async fn get_device(
        &self,
        user_id: &UserId,
        device_id: &DeviceId,
    ) -> Result<Option<DeviceData>> {
        self.sdk.get_device(user_id, device_id).await
    }

    async fn get_user_devices(
        &self,
        user_id: &UserId,
    ) -> Result<HashMap<OwnedDeviceId, DeviceData>> {
        self.sdk.get_user_devices(user_id).await
    }

    async fn get_own_device(&self) -> Result<DeviceData> {
        self.sdk.get_own_device().await
    }

    async fn get_user_identity(&self, user_id: &UserId) -> Result<Option<UserIdentityData>> {
        self.sdk.get_user_identity(user_id).await
    }

    async fn is_message_known(&self, message_hash: &OlmMessageHash) -> Result<bool> {
        self.sdk.is_message_known(message_hash).await
    }

    async fn get_outgoing_secret_requests(
        &self,
        request_id: &TransactionId,
    ) -> Result<Option<GossipRequest>> {
        self.sdk.get_outgoing_secret_requests(request_id).await
    }

    async fn get_secret_request_by_info(
        &self,
        secret_info: &SecretInfo,
    ) -> Result<Option<GossipRequest>> {
        self.sdk.get_secret_request_by_info(secret_info).await
    }

    async fn get_unsent_secret_requests(&self) -> Result<Vec<GossipRequest>> {
        self.sdk.get_unsent_secret_requests().await
    }

    async fn delete_outgoing_secret_requests(&self, request_id: &TransactionId) -> Result<()> {
        self.sdk.delete_outgoing_secret_requests(request_id).await
    }

    async fn get_secrets_from_inbox(
        &self,
        secret_name: &SecretName,
    ) -> Result<Vec<Zeroizing<String>>> {
        self.sdk.get_secrets_from_inbox(secret_name).await
    }

    async fn delete_secrets_from_inbox(&self, secret_name: &SecretName) -> Result<()> {
        self.sdk.delete_secrets_from_inbox(secret_name).await
    }

    async fn get_room_settings(&self, room_id: &RoomId) -> Result<Option<RoomSettings>> {
        self.sdk.get_room_settings(room_id).await
    }

    async fn get_received_room_key_bundle_data(
        &self,
        room_id: &RoomId,
        user_id: &UserId,
    ) -> Result<Option<StoredRoomKeyBundleData>> {
        self.sdk
            .get_received_room_key_bundle_data(room_id, user_id)
            .await
    }

    async fn get_pending_key_bundle_details_for_room(
        &self,
        room_id: &RoomId,
    ) -> Result<Option<RoomPendingKeyBundleDetails>> {
        self.sdk
            .get_pending_key_bundle_details_for_room(room_id)
            .await
    }

    async fn get_all_rooms_pending_key_bundles(&self) -> Result<Vec<RoomPendingKeyBundleDetails>> {
        self.sdk.get_all_rooms_pending_key_bundles().await
    }

    async fn has_downloaded_all_room_keys(&self, room_id: &RoomId) -> Result<bool> {
        self.sdk.has_downloaded_all_room_keys(room_id).await
    }

    async fn get_custom_value(&self, key: &str) -> Result<Option<Vec<u8>>> {
        self.sdk.get_custom_value(key).await
    }

    async fn set_custom_value(&self, key: &str, value: Vec<u8>) -> Result<()> {
        self.sdk.set_custom_value(key, value).await
    }

    async fn remove_custom_value(&self, key: &str) -> Result<()> {
        self.sdk.remove_custom_value(key).await
    }

    async fn try_take_leased_lock(
        &self,
        lease_duration_ms: u32,
        key: &str,
        holder: &str,
    ) -> Result<Option<CrossProcessLockGeneration>> {
        self.sdk
            .try_take_leased_lock(lease_duration_ms, key, holder)
            .await
    }

    async fn next_batch_token(&self) -> Result<Option<String>> {
        self.sdk.next_batch_token().await
    }

    async fn close(&self) -> Result<()> {
        self.sdk.close().await
    }

    async fn reopen(&self) -> Result<()> {
        self.sdk.reopen().await
    }

    async fn get_size(&self) -> Result<Option<usize>> {
        self.sdk.get_size().await
    }
}

#[cfg(test)]
mod tests {
    use matrix_sdk::ruma::{device_id, user_id};

    use super::*;

    #[tokio::test]
    async fn an_account_is_written_when_it_changed_and_only_then() {
        let folder = tempfile::tempdir().expect("a folder");
        let sdk = SqliteCryptoStore::open(folder.path(), None).await;
        let store = KeyStore::new(sdk.expect("an empty store"));
        let log = folder.path().join("matrix-sdk-crypto.sqlite3-wal");
        let logged = || std::fs::metadata(&log).map_or(0, |log| log.len());
        let save = async |account: &Account| {
            let account = Account::from_pickle(account.pickle()).expect("its own pickle");
            let account = Some(account);
            let saved = store.save_pending_changes(PendingChanges { account });
            saved.await.expect("it can be saved");
        };

        let mut account = Account::with_device_id(user_id!("@bode:wijk.test"), device_id!("BODE"));
        save(&account).await;
        let before = logged();
        save(&account).await;
        assert_eq!(logged(), before, "it is there already");

        account.generate_one_time_keys(1);
        save(&account).await;
        assert!(logged() > before);
        let kept = store.load_account().await.expect("a store").expect("saved");
        assert_eq!(written(&kept), written(&account));
    }
}
