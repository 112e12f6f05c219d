//! Small errands that the stories on a real homeserver share: state of rooms, plain events, counting answers.

use std::collections::BTreeMap;
use std::fs;
use std::ops::RangeInclusive;

use anyhow::{Context, Result};
use serde_json::{Value, json};
use testkit::ruma::api::client::message::send_message_event;
use testkit::ruma::api::client::state::get_state_event_for_key;
use testkit::ruma::serde::Raw;
use testkit::ruma::{EventId, OwnedEventId, OwnedRoomId, RoomId, TransactionId, UserId};
use testkit::{Heard, Neighbour, PATIENCE, Synapse, until};
use wijkbode::catalogue::Lang;
use wijkbode::sentences::Sentences;

use crate::bot::Bot;
use crate::synapse::{Town, answer};

/// A sentence of the bot that has no gaps to fill, as people read it.
pub fn sentence(key: &str) -> String {
    let sentences = Sentences::load(None).expect("our own sentences");
    sentences
        .say(Lang::Nl, key, &wijkbode::args! {})
        .replace("**", "")
}

/// The content of a state event, as this neighbour gets it from the homeserver.
pub async fn state(neighbour: &Neighbour, room: &RoomId, kind: &str, key: &str) -> Result<Value> {
    let request =
        get_state_event_for_key::v3::Request::new(room.to_owned(), kind.into(), key.to_owned());
    let answer = neighbour.client().send(request).await?;
    Ok(serde_json::from_str(answer.event_or_content.get())?)
}

/// Waits until somebody is in a room, or out of it: `join`, `invite`, `leave`.
pub async fn membership_is(
    neighbour: &Neighbour,
    room: &RoomId,
    of: &UserId,
    wanted: &str,
) -> Result<()> {
    let is_so = async || {
        let content = state(neighbour, room, "m.room.member", of.as_str()).await;
        content.is_ok_and(|content| content["membership"] == wanted)
    };
    until(&format!("{of} to be there as: {wanted}"), PATIENCE, || {
        is_so()
    })
    .await
}

/// `actie flyers` with each of these numbers.
pub fn actions(numbers: RangeInclusive<usize>) -> impl Iterator<Item = String> {
    numbers.map(|number| format!("actie flyers {number}"))
}

impl Town {
    /// Anna says these in Moerwijk, one after the other.
    pub async fn anna_says(
        &self,
        texts: impl IntoIterator<Item = String>,
    ) -> Result<Vec<OwnedEventId>> {
        let mut said = Vec::new();
        for text in texts {
            said.push(self.anna.say(&self.moerwijk, &text).await?);
        }
        Ok(said)
    }

    /// Every one of these, said by Anna in Moerwijk, got exactly one answer.
    pub async fn each_is_answered_once(&self, said: &[OwnedEventId]) -> Result<Vec<Heard>> {
        each_is_answered_once(&self.anna, &self.moerwijk, &self.bot.user_id, said).await
    }

    /// More wijken, of which Anna becomes the ambassadeur too; gives their rooms, when she is in all of them.
    pub async fn anna_works_in(&self, wijken: &[&str]) -> Result<Vec<OwnedRoomId>> {
        // A client that joins very many rooms at once does not listen meanwhile.
        const AT_ONCE: usize = 8;
        let mut names = vec!["Moerwijk"];
        let mut more = String::new();
        let mut rooms = vec![];
        for some in wijken.chunks(AT_ONCE) {
            names.extend(some);
            for name in some {
                more.push_str(&format!("[[wijk]]\nname = {name:?}\n"));
            }
            let works_in = format!("ambassadeur = {names:?}");
            let programme = self
                .programme()
                .replace("ambassadeur = [\"Moerwijk\"]", &works_in);
            self.bot.apply(&format!("{programme}{more}"))?;
            for name in some {
                rooms.push(self.anna.room_named(name, PATIENCE).await?);
            }
        }
        Ok(rooms)
    }

    /// Anna reports a signal and chooses the first answer until she is shown what will be sent.
    /// Gives her message, and that question.
    pub async fn anna_reports(&self, text: &str) -> Result<(OwnedEventId, Heard)> {
        let preview = sentence("signal-preview");
        let preview = preview.lines().next().context("a preview")?;
        let said = self.anna.say(&self.moerwijk, text).await?;
        let mut heard = self.answer(&said).await?;
        while !heard.body.starts_with(preview) {
            let choice = self
                .anna
                .reply(&self.moerwijk, &heard.event_id, "1")
                .await?;
            heard = self.answer(&choice).await?;
        }
        Ok((said, heard))
    }
}

/// Every one of these, said by this neighbour, got exactly one answer; gives the answers, in the order of what was said.
pub async fn each_is_answered_once(
    neighbour: &Neighbour,
    room: &RoomId,
    bot: &str,
    said: &[OwnedEventId],
) -> Result<Vec<Heard>> {
    for message in said {
        answer(neighbour, room, message, bot).await?;
    }
    neighbour.catches_up().await?;
    let counts = answers(neighbour, room, bot, said);
    assert_eq!(counts, vec![1; said.len()], "{}", neighbour.show(room));
    let all = said
        .iter()
        .flat_map(|event| answered(neighbour, room, bot, event));
    Ok(all.collect())
}

/// Sends an event without encrypting it, as a server could make one up.
pub async fn send_plain(
    neighbour: &Neighbour,
    room: &RoomId,
    kind: &str,
    content: Value,
) -> Result<OwnedEventId> {
    let content = Raw::new(&content)?.cast_unchecked();
    let request = send_message_event::v3::Request::new_raw(
        room.to_owned(),
        TransactionId::new(),
        kind.into(),
        content,
    );
    Ok(neighbour.client().send(request).await?.event_id)
}

/// A quiet message, as bots send them.
pub async fn say_notice(neighbour: &Neighbour, room: &RoomId, text: &str) -> Result<OwnedEventId> {
    neighbour
        .send(
            room,
            "m.room.message",
            json!({ "msgtype": "m.notice", "body": text }),
        )
        .await
}

/// How many answers of the bot each of these messages got. Edits of an answer are no answers.
pub fn answers(neighbour: &Neighbour, room: &RoomId, bot: &str, to: &[OwnedEventId]) -> Vec<usize> {
    let mut counts = BTreeMap::<OwnedEventId, usize>::new();
    for heard in neighbour.heard(room) {
        if let Some(target) = heard
            .reply_to
            .filter(|_| heard.sender == bot && heard.edited_of.is_none())
        {
            *counts.entry(target).or_default() += 1;
        }
    }
    to.iter()
        .map(|event| counts.get(event).copied().unwrap_or_default())
        .collect()
}

/// What the bot answered to a message so far.
pub fn answered(neighbour: &Neighbour, room: &RoomId, bot: &str, to: &EventId) -> Vec<Heard> {
    let is_answer = |heard: &Heard| heard.sender == bot && heard.reply_to.as_deref() == Some(to);
    neighbour
        .heard(room)
        .into_iter()
        .filter(is_answer)
        .collect()
}

/// A request in the bot's own name, for what only it may do.
pub async fn as_bot(synapse: &Synapse, bot: &Bot, path: &str, body: &Value) -> Result<Value> {
    let session: Value = serde_json::from_slice(&fs::read(bot.data().join("session.json"))?)?;
    let token = session["access_token"]
        .as_str()
        .context("a session has an access token")?;
    synapse.post(token, path, body).await
}
