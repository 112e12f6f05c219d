//! A person in a room: talks there, and listens there for what must come.

use anyhow::{Context, Result};
use testkit::Heard;
use testkit::ruma::{OwnedEventId, OwnedRoomId};

use crate::people::Person;
use crate::town::Town;

/// Somebody in a room: talks there, and listens there.
pub struct Voice<'a> {
    pub town: &'a Town,
    pub who: &'a Person,
    pub room: OwnedRoomId,
}

/// Talking.
impl Voice<'_> {
    pub async fn says(&self, text: &str) -> Result<OwnedEventId> {
        self.who.client.say(&self.room, text).await
    }

    /// Says something, to which the bot must answer with these words.
    pub async fn asks(&self, text: &str, expected: &str) -> Result<Heard> {
        let said = self.says(text).await?;
        self.finds(expected, |heard| {
            heard.edited_of.is_none() && heard.reply_to.as_ref() == Some(&said)
        })
        .await
    }

    pub async fn reacts(&self, to: &Heard, key: &str) -> Result<()> {
        self.who
            .client
            .react(&self.room, &to.event_id, key)
            .await
            .map(drop)
    }

    /// Votes in a poll, for the answers with these numbers.
    pub async fn votes(&self, poll: &Heard, answers: &[&str]) -> Result<()> {
        self.who
            .client
            .vote(&self.room, &poll.event_id, answers)
            .await
            .map(drop)
    }

    pub async fn removes(&self, said: &OwnedEventId) -> Result<()> {
        self.who.client.remove(&self.room, said).await
    }
}

/// Listening.
impl Voice<'_> {
    /// The bot says this.
    pub async fn hears(&self, expected: &str) -> Result<Heard> {
        self.finds(expected, |heard| heard.edited_of.is_none())
            .await
    }

    /// The bot shows a picture with this in its words; gives the picture.
    pub async fn sees_picture(&self, expected: &str) -> Result<Vec<u8>> {
        let picture = self
            .finds(expected, |heard| heard.content["msgtype"] == "m.image")
            .await?;
        self.who.client.download(&picture.content["file"]).await
    }

    /// The bot says this with a mention, so that the phone of whoever listens rings.
    pub async fn rings(&self, expected: &str) -> Result<Heard> {
        let user = self.who.user_id().as_str();
        self.finds(expected, |heard| {
            heard.mentions.iter().any(|mentioned| mentioned == user)
        })
        .await
    }

    /// The bot says this as an answer to that message.
    pub async fn hears_back(&self, to: &OwnedEventId, expected: &str) -> Result<Heard> {
        self.finds(expected, |heard| heard.reply_to.as_ref() == Some(to))
            .await
    }

    /// The bot changes that message into this.
    pub async fn sees_changed(&self, message: &OwnedEventId, expected: &str) -> Result<Heard> {
        self.finds(expected, |heard| heard.edited_of.as_ref() == Some(message))
            .await
    }

    /// The bot reacted to that message.
    pub async fn sees_reaction(&self, message: &OwnedEventId, key: &str) -> Result<()> {
        let is_it = |heard: &Heard| {
            heard
                .reaction
                .as_ref()
                .is_some_and(|(to, with)| to == message && with == key)
        };
        self.finds("", is_it).await.map(drop)
    }

    /// What this person said earlier.
    pub fn said(&self, beginning: &str) -> Result<OwnedEventId> {
        let is_it = |heard: &Heard| {
            heard.sender == *self.who.user_id() && heard.body.starts_with(beginning)
        };
        let said = self.who.client.heard(&self.room).into_iter().find(is_it);
        Ok(said
            .with_context(|| format!("{} zei niet \"{beginning}\"", self.who.name))?
            .event_id)
    }

    async fn finds(&self, expected: &str, wanted: impl Fn(&Heard) -> bool) -> Result<Heard> {
        let bot = &self.town.bot_id;
        let is_it = |heard: &Heard| {
            heard.sender == *bot
                && !heard.undecryptable
                && wanted(heard)
                && heard.body.contains(expected)
        };
        let find = || self.who.client.heard(&self.room).into_iter().find(is_it);
        let what = || format!("{} verwachtte van de bot: \"{expected}\"", self.who.name);
        self.town.wait(what, async || Ok(find().is_some())).await?;
        self.town.screen.catches_up();
        find().with_context(what)
    }
}
