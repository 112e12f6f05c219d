//! The bot itself: runs the loops until it shall stop or one of them cannot go on.

use std::fmt;
use std::future::Future;
use std::sync::Arc;
use std::time::Duration;

use futures_util::future::BoxFuture;
use matrix_sdk::Client;
use tokio::sync::watch;
use tokio::task::JoinSet;
use tracing::{error, info};

use crate::desk::{Desk, Fatal};
use crate::fault::Fault;
use crate::health::Health;
use crate::mail::{Inbox, Outbox};
use crate::{duplicates, gaps, observe, send, sync, trust, unreadable};

/// However quiet it is, rooms are looked at this often.
const LOOK_EVERY: Duration = Duration::from_secs(300);
/// Changes come in bunches; one look is enough for them.
const SETTLE: Duration = Duration::from_secs(1);

/// An open session. It holds the account's keys: only one of them per account may exist.
pub struct Bot {
    client: Client,
    health: Arc<Health>,
}

impl fmt::Debug for Bot {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("Bot")
            .field("user_id", &self.user_id())
            .finish_non_exhaustive()
    }
}

/// One line of the operator's check.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Finding {
    pub what: &'static str,
    pub ok: bool,
    pub detail: String,
}

impl Bot {
    pub(crate) fn new(client: Client) -> Self {
        Self {
            client,
            health: Arc::default(),
        }
    }

    /// Full user id of the account.
    pub fn user_id(&self) -> String {
        self.client
            .user_id()
            .map(ToString::to_string)
            .unwrap_or_default()
    }

    /// Changes only when the store was lost.
    pub fn device_id(&self) -> String {
        self.client
            .device_id()
            .map(ToString::to_string)
            .unwrap_or_default()
    }

    /// How the bot is doing; may be kept and read while it runs.
    pub fn health(&self) -> Arc<Health> {
        Arc::clone(&self.health)
    }

    /// Listens, speaks and reconciles until `stop` becomes true. To be called once: a stopped bot is opened anew.
    pub fn run(
        &self,
        inbox: Arc<dyn Inbox>,
        outbox: Arc<dyn Outbox>,
        stop: watch::Receiver<bool>,
    ) -> BoxFuture<'_, Result<(), Fatal>> {
        Box::pin(async move {
            let Some(own) = self.client.user_id().map(ToOwned::to_owned) else {
                return Err(Fatal::TokenRevoked);
            };
            let desk = Desk::new(
                self.client.clone(),
                own,
                (inbox, outbox),
                self.health(),
                stop,
            );
            let outcome = run_loops(Arc::new(desk)).await;
            match &outcome {
                Ok(()) => info!("stopped"),
                Err(fatal) => error!(reason = %fatal, "stopped by itself"),
            }
            outcome
        })
    }

    /// Asks the homeserver whether everything is as it should be.
    pub fn check(&self) -> BoxFuture<'_, Vec<Finding>> {
        Box::pin(async move {
            vec![
                homeserver(&self.client).await,
                device(&self.client).await,
                cross_signing(&self.client).await,
                backup(&self.client).await,
            ]
        })
    }
}

/// The first loop that fails ends all; on a stop each ends by itself.
async fn run_loops(desk: Arc<Desk>) -> Result<(), Fatal> {
    let mut loops = JoinSet::new();
    spawn(
        &mut loops,
        &desk,
        |desk| async move { sync::run(&desk).await },
    );
    spawn(
        &mut loops,
        &desk,
        |desk| async move { gaps::run(&desk).await },
    );
    spawn(&mut loops, &desk, |desk| async move {
        unreadable::run(&desk).await
    });
    spawn(&mut loops, &desk, |desk| async move {
        duplicates::run(&desk).await
    });
    spawn(&mut loops, &desk, send::run);
    spawn(
        &mut loops,
        &desk,
        |desk| async move { reconcile(&desk).await },
    );
    while let Some(ended) = loops.join_next().await {
        ended.map_err(|_| Fatal::Crashed)??;
    }
    Ok(())
}

fn spawn<F>(
    loops: &mut JoinSet<Result<(), Fatal>>,
    desk: &Arc<Desk>,
    run: impl FnOnce(Arc<Desk>) -> F,
) where
    F: Future<Output = Result<(), Fatal>> + Send + 'static,
{
    let run: BoxFuture<'static, _> = Box::pin(run(Arc::clone(desk)));
    loops.spawn(run);
}

/// At the start, every few minutes, and soon after something changed.
async fn reconcile(desk: &Desk) -> Result<(), Fatal> {
    if !desk.in_step().await {
        return Ok(());
    }
    while !desk.stopping() {
        observe::look_around(desk).await?;
        desk.rest_unless(&desk.hints.rooms, LOOK_EVERY).await;
        desk.rest(SETTLE).await;
    }
    Ok(())
}

async fn homeserver(client: &Client) -> Finding {
    let what = "homeserver";
    match client.server_versions().await {
        Ok(versions) => {
            let newest = versions
                .iter()
                .max()
                .map(|version| format!("{version:?}"))
                .unwrap_or_default();
            Finding {
                what,
                ok: true,
                detail: format!("{} speaks Matrix up to {newest}", client.homeserver()),
            }
        }
        Err(err) => Finding {
            what,
            ok: false,
            detail: Fault::from(&err).reason(),
        },
    }
}

async fn device(client: &Client) -> Finding {
    let device = client
        .device_id()
        .map(ToString::to_string)
        .unwrap_or_default();
    let (ok, detail) = match trust::own_device_is_signed(client).await {
        Ok(true) => (true, format!("{device} is signed")),
        Ok(false) => (
            false,
            format!("{device} is not signed: run the set-up again"),
        ),
        Err(fault) => (false, fault.reason()),
    };
    Finding {
        what: "device",
        ok,
        detail,
    }
}

async fn cross_signing(client: &Client) -> Finding {
    let ok = trust::is_complete(client).await;
    let detail = if ok {
        "all keys are here"
    } else {
        "keys are missing: run the set-up again"
    };
    Finding {
        what: "cross-signing",
        ok,
        detail: detail.to_owned(),
    }
}

async fn backup(client: &Client) -> Finding {
    let backups = client.encryption().backups();
    let (ok, detail) = match (
        backups.are_enabled().await,
        backups.fetch_exists_on_server().await,
    ) {
        (true, Ok(true)) => (true, "keys of messages are backed up".to_owned()),
        (false, Ok(true)) => (
            false,
            "a backup is there, but not ours: run the set-up again".to_owned(),
        ),
        (_, Ok(false)) => (false, "there is no backup: run the set-up again".to_owned()),
        (_, Err(err)) => (false, Fault::from(&err).reason()),
    };
    Finding {
        what: "key backup",
        ok,
        detail,
    }
}
