//! The bare loop: the least that answers commands. It waits for news over plain HTTP, and puts a fixed answer under each
//! message, one at a time in each room and eight rooms at once, as the bot does.

use std::collections::HashMap;
use std::sync::Arc;

use anyhow::{Context, Result};
use serde_json::{Value, json};
use testkit::Synapse;
use testkit::ruma::OwnedRoomId;
use tokio::sync::{Semaphore, mpsc};
use tokio::task::JoinHandle;

use crate::bot::Bot;
use crate::plain::{Plain, events, string, timelines};

/// As many as the bot sends at once.
pub const AT_ONCE: usize = 8;

/// The loop, until dropped.
pub struct Bare {
    listening: JoinHandle<()>,
}

impl Bare {
    /// Answers from now on with this content, on the account of a bot that was stopped.
    pub async fn begin(bot: &Bot, synapse: &Synapse, answer: Value) -> Result<Self> {
        let plain = Arc::new(Plain::beside(bot, synapse).await?);
        // What the bot asks for, without its own words.
        let filter = plain
            .keep_filter(&json!({ "room": {
                "timeline": { "limit": 50, "not_senders": [bot.user_id] },
                "ephemeral": { "types": [] }, "account_data": { "types": [] },
            }, "presence": { "types": [] } }))
            .await?;
        let mut place = string(&plain.sync(&filter, None).await?, "/next_batch")?;
        let mut rooms = Rooms {
            plain: plain.clone(),
            answer: Arc::new(answer),
            at_once: Arc::new(Semaphore::new(AT_ONCE)),
            queues: HashMap::new(),
        };
        let listening = tokio::spawn(async move {
            // Whoever waits for an answer notices when this ends.
            while let Ok(news) = plain.sync(&filter, Some(&place)).await {
                for (room, timeline) in timelines(&news) {
                    for event in events(timeline) {
                        rooms.take(&room, event);
                    }
                }
                place = string(&news, "/next_batch").unwrap_or(place);
            }
        });
        Ok(Self { listening })
    }
}

impl Drop for Bare {
    fn drop(&mut self) {
        self.listening.abort();
    }
}

/// A queue for each room.
struct Rooms {
    plain: Arc<Plain>,
    answer: Arc<Value>,
    at_once: Arc<Semaphore>,
    queues: HashMap<OwnedRoomId, mpsc::UnboundedSender<String>>,
}

impl Rooms {
    fn take(&mut self, room: &OwnedRoomId, event: &Value) {
        let event_id = event["event_id"].as_str();
        let Some(event_id) = event_id.filter(|_| event["type"] == "m.room.encrypted") else {
            return;
        };
        let (plain, answer, at_once) = (&self.plain, &self.answer, &self.at_once);
        let queue = self.queues.entry(room.clone()).or_insert_with(|| {
            let (queue, waiting) = mpsc::unbounded_channel();
            let room = room.clone();
            let (plain, answer, at_once) = (plain.clone(), answer.clone(), at_once.clone());
            tokio::spawn(
                async move { answer_all(&plain, &room, &answer, &at_once, waiting).await },
            );
            queue
        });
        // The other end stays open as long as this one.
        let _ = queue.send(event_id.to_owned());
    }
}

async fn answer_all(
    plain: &Plain,
    room: &OwnedRoomId,
    answer: &Value,
    at_once: &Semaphore,
    mut waiting: mpsc::UnboundedReceiver<String>,
) -> Result<()> {
    while let Some(event_id) = waiting.recv().await {
        let _turn = at_once.acquire().await.context("never closed")?;
        plain.say(room, &answer_to(answer, &event_id)).await?;
    }
    Ok(())
}

/// An encrypted answer of the bot, put under another message: to the homeserver it is the same.
fn answer_to(answer: &Value, event_id: &str) -> Value {
    let mut answer = answer.clone();
    answer["m.relates_to"]["m.in_reply_to"]["event_id"] = json!(event_id);
    answer
}
