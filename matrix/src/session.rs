//! Opening the session that the set-up made: the client on our store, put back to where the inbox is.

use anyhow::Context;
use futures_util::future::BoxFuture;
use matrix_sdk::config::RequestConfig;
use matrix_sdk::cross_process_lock::CrossProcessLockConfig;
use matrix_sdk::encryption::{BackupDownloadStrategy, EncryptionSettings};
use matrix_sdk::store::{StateStoreDataKey, StateStoreDataValue, StoreConfig};
use matrix_sdk::{
    Client, ClientBuilder, SqliteCryptoStore, SqliteStateStore, SqliteStoreConfig, StateStore,
};
use matrix_sdk_base::crypto::{CollectStrategy, DecryptionSettings, TrustRequirement};
use tracing::info;

use crate::bot::Bot;
use crate::fault::Fault;
use crate::key_store::KeyStore;
use crate::mail::Cursor;
use crate::places::{Places, Session, store_key};
use crate::{failpoint, trust};

/// To each of the SDK's stores.
const CONNECTIONS: usize = 4;

/// Why the bot does not start.
#[derive(Debug, thiserror::Error)]
pub enum OpenError {
    #[error("there is no session yet: run the set-up")]
    NotSetUp,
    #[error("the session is there but its store is gone: run the set-up again with the password")]
    StoreLost,
    #[error("the access token is refused: run the set-up again with the password")]
    TokenRevoked,
    #[error("the token belongs to {0}, not to the stored user and device")]
    OtherAccount(String),
    #[error(
        "this device is not signed by its owner, so other clients would ignore it: run the set-up again"
    )]
    UnsignedDevice,
    #[error("the homeserver cannot be reached: {0}")]
    Unreachable(String),
    #[error(transparent)]
    Other(#[from] anyhow::Error),
}

/// Who gets the keys of what the bot says.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub enum ShareKeysWith {
    /// Every device of a member, also those that its owner has not signed (yet).
    #[default]
    AllDevices,
    /// Only devices that their owner has signed. A stolen password then reads nothing.
    SignedDevices,
}

/// Opens what [`set_up`](crate::set_up) made. `cursor` is the inbox's: what the SDK read beyond it, it will read again.
pub fn open<'a>(
    places: &'a Places,
    cursor: Option<&'a Cursor>,
    share: ShareKeysWith,
) -> BoxFuture<'a, Result<Bot, OpenError>> {
    Box::pin(async move {
        let session = Session::read(places)?.ok_or(OpenError::NotSetUp)?;
        if !places.store_is_whole() {
            return Err(OpenError::StoreLost);
        }
        // The place of another device says nothing about what ours has read.
        let cursor = cursor.filter(|cursor| session.device_id == cursor.device_id.as_str());
        let cursor = cursor.map(|cursor| cursor.next_batch.as_str());
        let builder = Client::builder()
            .homeserver_url(&session.homeserver)
            .with_room_key_recipient_strategy(share.strategy());
        let client = build(places, builder, cursor).await?;
        client
            .restore_session(session.matrix())
            .await
            .context("could not restore the session")?;
        check_account(&client, &session).await?;
        check_signed(&client).await?;
        Ok(Bot::new(client))
    })
}

impl ShareKeysWith {
    fn strategy(self) -> CollectStrategy {
        match self {
            Self::AllDevices => CollectStrategy::AllDevices,
            Self::SignedDevices => CollectStrategy::IdentityBasedStrategy,
        }
    }
}

/// The client on our store, with everything in it that decides about delivery and encryption.
/// Nothing here makes an identity, a backup or a recovery key by itself: only the set-up does.
pub(crate) async fn build(
    places: &Places,
    builder: ClientBuilder,
    cursor: Option<&str>,
) -> anyhow::Result<Client> {
    let key = store_key(places)?;
    // Small caches: the bot reads little and rarely twice, and the kernel keeps the files in memory as well. One
    // connection writes, the others read.
    let config = SqliteStoreConfig::with_low_memory_config(&places.store)
        .pool_max_size(CONNECTIONS)
        .key(Some(&key));
    let state = SqliteStateStore::open_with_config(&config)
        .await
        .context("could not open the state store")?;
    if let Some(cursor) = cursor {
        rewind(&state, cursor).await?;
    }
    let crypto = SqliteCryptoStore::open_with_config(&config)
        .await
        .context("could not open the crypto store")?;
    let stores = StoreConfig::new(CrossProcessLockConfig::SingleProcess)
        .state_store(state)
        .crypto_store(KeyStore::new(crypto));
    let encryption = EncryptionSettings {
        auto_enable_cross_signing: false,
        auto_enable_backups: false,
        backup_download_strategy: BackupDownloadStrategy::AfterDecryptionFailure,
    };
    let client = builder
        .respect_login_well_known(false)
        .store_config(stores)
        .cross_process_store_config(CrossProcessLockConfig::SingleProcess)
        .request_config(RequestConfig::new().retry_limit(3))
        .with_encryption_settings(encryption)
        // Every message is read, and judged by its `Trust`: a command must not become invisible.
        .with_decryption_settings(DecryptionSettings {
            sender_device_trust_requirement: TrustRequirement::Untrusted,
        })
        // The history of a wijk starts for everybody at joining.
        .with_enable_share_history_on_invite(false)
        .build()
        .await?;
    Ok(client)
}

/// Sets the SDK's place in the stream back to ours. A store without a place is a new device: it reads from nowhere.
async fn rewind(state: &SqliteStateStore, cursor: &str) -> anyhow::Result<()> {
    let place = state.get_kv_data(StateStoreDataKey::SyncToken).await?;
    let Some(place) = place.and_then(StateStoreDataValue::into_sync_token) else {
        return Ok(());
    };
    if place == cursor || failpoint::no_rewind() {
        return Ok(());
    }
    info!("the SDK was ahead of the inbox; rewinding");
    state
        .set_kv_data(
            StateStoreDataKey::SyncToken,
            StateStoreDataValue::SyncToken(cursor.to_owned()),
        )
        .await?;
    Ok(())
}

async fn check_account(client: &Client, session: &Session) -> Result<(), OpenError> {
    let owner = client
        .whoami()
        .await
        .map_err(|err| match Fault::from(&err) {
            Fault::Revoked => OpenError::TokenRevoked,
            fault => OpenError::Unreachable(fault.reason()),
        })?;
    if owner.user_id == session.user_id && owner.device_id.as_ref() == Some(&session.device_id) {
        return Ok(());
    }
    Err(OpenError::OtherAccount(owner.user_id.to_string()))
}

async fn check_signed(client: &Client) -> Result<(), OpenError> {
    client
        .encryption()
        .wait_for_e2ee_initialization_tasks()
        .await;
    match trust::own_device_is_signed(client).await {
        Ok(true) => Ok(()),
        Ok(false) => Err(OpenError::UnsignedDevice),
        Err(Fault::Revoked) => Err(OpenError::TokenRevoked),
        Err(fault) => Err(OpenError::Unreachable(fault.reason())),
    }
}
