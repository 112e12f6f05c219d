//! A client that only speaks HTTP: no encryption, no database, no SDK. It watches, and the floors are made of it.

use std::sync::atomic::{AtomicU64, Ordering};
use std::time::Instant;

use anyhow::{Context, Result, ensure};
use serde_json::{Value, json};
use testkit::reqwest::{Client, RequestBuilder};
use testkit::ruma::{OwnedRoomId, RoomId};
use testkit::{PATIENCE, Synapse};
use tokio::sync::mpsc;
use tokio::task::JoinHandle;

use crate::bot::{Bot, PASSWORD};

/// A device without keys of the bot's own account: it is in the same rooms, and nobody encrypts for it.
pub struct Plain {
    http: Client,
    base: String,
    token: String,
    user: String,
    sent: AtomicU64,
}

impl Plain {
    /// Logs in beside the bot.
    pub async fn beside(bot: &Bot, synapse: &Synapse) -> Result<Self> {
        let mut plain = Self {
            http: Client::new(),
            base: format!("{}/_matrix/client/v3", synapse.url()),
            token: String::new(),
            user: bot.user_id.clone(),
            sent: AtomicU64::new(0),
        };
        let login = json!({
            "type": "m.login.password",
            "identifier": { "type": "m.id.user", "user": bot.localpart },
            "password": PASSWORD,
        });
        let answer = plain.post("login", &login).await?;
        plain.token = string(&answer, "/access_token")?;
        Ok(plain)
    }

    /// Keeps a filter, and gives the id by which a sync names it.
    pub async fn keep_filter(&self, filter: &Value) -> Result<String> {
        let answer = self
            .post(&format!("user/{}/filter", self.user), filter)
            .await?;
        string(&answer, "/filter_id")
    }

    /// What is new; without `since` all there is, at once.
    pub async fn sync(&self, filter: &str, since: Option<&str>) -> Result<Value> {
        let place = since.map_or("timeout=0".to_owned(), |since| {
            format!("timeout=25000&since={since}")
        });
        self.get(&format!(
            "sync?set_presence=offline&filter={filter}&{place}"
        ))
        .await
    }

    /// Sends content as it is, in the shape of an encrypted event.
    pub async fn say(&self, room: &RoomId, content: &Value) -> Result<Value> {
        let number = self.sent.fetch_add(1, Ordering::Relaxed);
        self.put(
            &format!("rooms/{room}/send/m.room.encrypted/{number}"),
            content,
        )
        .await
    }

    /// A message from device to device.
    pub async fn hand_over(&self, content: &Value) -> Result<Value> {
        let number = self.sent.fetch_add(1, Ordering::Relaxed);
        self.put(&format!("sendToDevice/m.room.encrypted/h{number}"), content)
            .await
    }

    pub async fn get(&self, path: &str) -> Result<Value> {
        self.ask(self.http.get(format!("{}/{path}", self.base)))
            .await
    }

    pub async fn put(&self, path: &str, body: &Value) -> Result<Value> {
        let request = self.http.put(format!("{}/{path}", self.base));
        self.ask(request.body(body.to_string())).await
    }

    pub async fn post(&self, path: &str, body: &Value) -> Result<Value> {
        let request = self.http.post(format!("{}/{path}", self.base));
        self.ask(request.body(body.to_string())).await
    }

    async fn ask(&self, request: RequestBuilder) -> Result<Value> {
        let answer = request.bearer_auth(&self.token).send().await?;
        let (status, path) = (answer.status(), answer.url().path().to_owned());
        let body = answer.text().await?;
        ensure!(status.is_success(), "{path}: {status} {body}");
        Ok(serde_json::from_str(&body)?)
    }
}

/// An event of the bot's account, and when it arrived here.
pub struct Seen {
    pub at: Instant,
    pub content: Value,
    /// The event that it answers.
    pub answers: Option<String>,
}

/// Sees what the bot's account says, as soon as a client can: by a sync without anything behind it.
pub struct Watch {
    seen: mpsc::UnboundedReceiver<Result<Seen>>,
    watching: JoinHandle<()>,
}

impl Watch {
    /// Watches from now on.
    pub async fn begin(plain: Plain) -> Result<Self> {
        let ours = json!({ "room": {
            "timeline": { "limit": 100, "senders": [plain.user], "types": ["m.room.encrypted"] },
            "state": { "types": [] }, "ephemeral": { "types": [] }, "account_data": { "types": [] },
        }, "presence": { "types": [] }, "account_data": { "types": [] } });
        let filter = plain.keep_filter(&ours).await?;
        let mut place = string(&plain.sync(&filter, None).await?, "/next_batch")?;
        let (tell, seen) = mpsc::unbounded_channel();
        let watching = tokio::spawn(async move {
            loop {
                match watch(&plain, &filter, &place, &tell).await {
                    Ok(next) => place = next,
                    // Whoever listens fails with it, or has gone already.
                    Err(error) => return drop(tell.send(Err(error))),
                }
            }
        });
        Ok(Self { seen, watching })
    }

    /// The next event.
    pub async fn next(&mut self) -> Result<Seen> {
        tokio::time::timeout(PATIENCE, self.seen.recv())
            .await
            .context("waited in vain for an answer of the bot")?
            .context("nobody watches any more")?
    }

    /// When the answer to this event arrived; what comes before it is passed over.
    pub async fn answer_to(&mut self, event: &str) -> Result<Seen> {
        loop {
            let seen = self.next().await?;
            if seen.answers.as_deref() == Some(event) {
                return Ok(seen);
            }
        }
    }
}

impl Drop for Watch {
    fn drop(&mut self) {
        self.watching.abort();
    }
}

/// One sync; gives the place after it.
async fn watch(
    plain: &Plain,
    filter: &str,
    place: &str,
    tell: &mpsc::UnboundedSender<Result<Seen>>,
) -> Result<String> {
    let answer = plain.sync(filter, Some(place)).await?;
    let at = Instant::now();
    for (room, timeline) in timelines(&answer) {
        ensure!(
            timeline["limited"] != true,
            "the watcher missed events in {room}"
        );
        for event in events(timeline) {
            let answers = event.pointer("/content/m.relates_to/m.in_reply_to/event_id");
            let seen = Seen {
                at,
                content: event["content"].clone(),
                answers: answers.and_then(Value::as_str).map(str::to_owned),
            };
            // Nobody listens any more when the measurement is over.
            let _ = tell.send(Ok(seen));
        }
    }
    string(&answer, "/next_batch")
}

/// The timelines of a sync's answer.
pub fn timelines(answer: &Value) -> impl Iterator<Item = (OwnedRoomId, &Value)> {
    let rooms = answer.pointer("/rooms/join").and_then(Value::as_object);
    rooms
        .into_iter()
        .flatten()
        .filter_map(|(room, update)| Some((RoomId::parse(room).ok()?, &update["timeline"])))
}

/// The events of a timeline.
pub fn events(timeline: &Value) -> impl Iterator<Item = &Value> {
    timeline["events"].as_array().into_iter().flatten()
}

/// A text within an answer of the homeserver.
pub fn string(value: &Value, pointer: &str) -> Result<String> {
    let text = value.pointer(pointer).and_then(Value::as_str);
    Ok(text
        .with_context(|| format!("the homeserver's answer has no {pointer}"))?
        .to_owned())
}
