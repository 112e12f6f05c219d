//! A neighbour with a client of another make: matrix-js-sdk, on which Element is built.
//!
//! It excludes devices that their owner has not signed, as Element does; see `js/neighbour.mjs`.
//! Unlike a [`Neighbour`](crate::Neighbour) it does not fill the gaps of a sync: use it to see
//! whether messages can be read, not to count them.

use std::{
    collections::HashMap,
    fmt,
    process::Stdio,
    sync::{
        Arc, Mutex, MutexGuard,
        atomic::{AtomicU64, Ordering},
    },
    time::Duration,
};

use anyhow::{Context, Result, anyhow};
use matrix_sdk::ruma::{EventId, OwnedEventId, OwnedRoomId, OwnedUserId, RoomId, UserId};
use serde_json::{Value, json};
use tempfile::NamedTempFile;
use tokio::{
    io::{AsyncBufReadExt, AsyncWriteExt, BufReader},
    process::{Child, ChildStdin, ChildStdout, Command},
    sync::oneshot,
    time::timeout,
};

use crate::{
    files::tail,
    kit::{Kit, kit},
    neighbour::PASSWORD,
    speech::{self, MESSAGE, REACTION, VOTE},
    synapse::{Synapse, unique},
    transcript::{Heard, Transcript},
    wait::PATIENCE,
};

type Answer = Result<Value, String>;

/// A person with matrix-js-sdk, logged in on one signed device, until dropped.
pub struct JsNeighbour {
    user_id: OwnedUserId,
    transcript: Transcript,
    node: Node,
}

impl JsNeighbour {
    /// Logs in on a new device; the person's identity is made, and the device signed with it.
    pub async fn login(url: &str, localpart: &str, password: &str) -> Result<Self> {
        let transcript = Transcript::new();
        let node = Node::start(kit().await?, transcript.clone())?;
        let login = json!({ "do": "login", "url": url, "user": localpart, "password": password });
        let answer = node
            .order(login)
            .await
            .context("the client of another make did not log in")?;
        let user_id = serde_json::from_value(answer["user_id"].clone())?;
        Ok(Self {
            user_id,
            transcript,
            node,
        })
    }

    /// Makes an account with a [`unique`] name, and logs in.
    pub async fn moves_in(synapse: &Synapse, name: &str) -> Result<Self> {
        let localpart = unique(name);
        synapse.register(&localpart, PASSWORD).await?;
        Self::login(&synapse.url(), &localpart, PASSWORD).await
    }

    #[must_use]
    pub fn user_id(&self) -> &UserId {
        &self.user_id
    }

    /// Joins a room by its id or alias, and waits until it can be talked in.
    pub async fn join(&self, room: impl AsRef<str>) -> Result<OwnedRoomId> {
        let answer = self
            .node
            .order(json!({ "do": "join", "room": room.as_ref() }))
            .await?;
        Ok(serde_json::from_value(answer["room_id"].clone())?)
    }

    pub async fn say(&self, room: &RoomId, text: &str) -> Result<OwnedEventId> {
        self.send(room, MESSAGE, speech::words(text)).await
    }

    /// Answers a message. Its writer is mentioned, as Element does it.
    pub async fn reply(&self, room: &RoomId, to: &EventId, text: &str) -> Result<OwnedEventId> {
        let writer = self.transcript.find(room, to).map(|heard| heard.sender);
        self.send(room, MESSAGE, speech::reply(to, writer.as_deref(), text))
            .await
    }

    pub async fn react(&self, room: &RoomId, event: &EventId, key: &str) -> Result<OwnedEventId> {
        self.send(room, REACTION, speech::reaction(event, key))
            .await
    }

    /// Votes in a poll, with the ids of the chosen answers.
    pub async fn vote(
        &self,
        room: &RoomId,
        poll: &EventId,
        answers: &[&str],
    ) -> Result<OwnedEventId> {
        self.send(room, VOTE, speech::vote(poll, answers)).await
    }

    /// Downloads and decrypts what an encrypted file (`file` of a picture) points at.
    pub async fn download(&self, file: &Value) -> Result<Vec<u8>> {
        let order = json!({ "do": "download", "file": file });
        let answer = self.node.order(order).await?;
        Ok(serde_json::from_value(answer["bytes"].clone())?)
    }

    /// Sends any event, encrypted where the room is.
    pub async fn send(&self, room: &RoomId, kind: &str, content: Value) -> Result<OwnedEventId> {
        let order = json!({ "do": "send", "room": room, "kind": kind, "content": content });
        let answer = self.node.order(order).await?;
        Ok(serde_json::from_value(answer["event_id"].clone())?)
    }

    /// The first event that is `wanted` and can be read, among those heard already or within
    /// `limit`. `what` says in the error what was missing.
    pub async fn wait_for(
        &self,
        room: &RoomId,
        what: &str,
        wanted: impl Fn(&Heard) -> bool,
        limit: Duration,
    ) -> Result<Heard> {
        self.transcript
            .wait_for(room, 0, what, wanted, limit)
            .await
            .with_context(|| format!("{} listened with matrix-js-sdk", self.user_id))
    }

    /// Waits until it has an event for which it has no key.
    pub async fn wait_for_locked(
        &self,
        room: &RoomId,
        event: &EventId,
        limit: Duration,
    ) -> Result<()> {
        self.transcript
            .wait_for_locked(room, event, limit)
            .await
            .with_context(|| format!("{} listened", self.user_id))
    }

    /// Everything that it heard in the room, oldest first.
    #[must_use]
    pub fn heard(&self, room: &RoomId) -> Vec<Heard> {
        self.transcript.all(room)
    }
}

impl fmt::Debug for JsNeighbour {
    fn fmt(&self, out: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(out, "JsNeighbour({})", self.user_id)
    }
}

/// The Node process that runs `neighbour.mjs`.
struct Node {
    orders: tokio::sync::Mutex<ChildStdin>,
    answers: Answers,
    number: AtomicU64,
    /// What it printed on stderr.
    log: NamedTempFile,
    /// Only held: dropping it ends the process.
    _process: Child,
}

/// Who waits for the answer to which order.
#[derive(Clone, Default)]
struct Answers(Arc<Mutex<HashMap<u64, oneshot::Sender<Answer>>>>);

impl Node {
    fn start(kit: &Kit, transcript: Transcript) -> Result<Self> {
        let log = NamedTempFile::new()?;
        let mut process = Command::new(kit.node())
            .arg(kit.js().join("neighbour.mjs"))
            .stdin(Stdio::piped())
            .stdout(Stdio::piped())
            .stderr(log.reopen()?)
            .kill_on_drop(true)
            .spawn()
            .with_context(|| format!("could not run {}", kit.node().display()))?;
        let orders = process.stdin.take().context("Node has no stdin")?;
        let output = process.stdout.take().context("Node has no stdout")?;
        let answers = Answers::default();
        tokio::spawn(listen(output, answers.clone(), transcript));
        let number = AtomicU64::default();
        Ok(Self {
            orders: orders.into(),
            answers,
            number,
            log,
            _process: process,
        })
    }

    async fn order(&self, mut order: Value) -> Result<Value> {
        let id = self.number.fetch_add(1, Ordering::Relaxed);
        order["id"] = id.into();
        let (sender, answer) = oneshot::channel();
        self.answers.waiting().insert(id, sender);
        self.orders
            .lock()
            .await
            .write_all(format!("{order}\n").as_bytes())
            .await?;
        timeout(PATIENCE, answer)
            .await
            .map_err(|_| anyhow!("no answer within {PATIENCE:?}"))
            .and_then(|answer| {
                answer
                    .context("Node is gone")?
                    .map_err(|error| anyhow!(error))
            })
            .with_context(|| format!("{}; Node printed:\n{}", order["do"], tail(self.log.path())))
    }
}

impl Answers {
    fn waiting(&self) -> MutexGuard<'_, HashMap<u64, oneshot::Sender<Answer>>> {
        self.0
            .lock()
            .expect("nothing panics while it holds the list")
    }

    fn bring(&self, line: &Value) {
        let asker = line["id"]
            .as_u64()
            .and_then(|id| self.waiting().remove(&id));
        let answer = match line["error"].as_str() {
            Some(error) => Err(error.to_owned()),
            None => Ok(line["ok"].clone()),
        };
        // An asker that gave up needs no answer.
        asker.map(|asker| asker.send(answer));
    }
}

async fn listen(output: ChildStdout, answers: Answers, transcript: Transcript) {
    let mut lines = BufReader::new(output).lines();
    while let Ok(Some(line)) = lines.next_line().await {
        let line: Value = serde_json::from_str(&line).unwrap_or_default();
        match line["room"].as_str().map(RoomId::parse) {
            Some(Ok(room)) => drop(transcript.add(&room, &line["heard"])),
            _ => answers.bring(&line),
        }
    }
    // Node is gone: whoever waits hears so by losing its sender.
    answers.waiting().clear();
}
