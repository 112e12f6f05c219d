//! A town to measure in: a homeserver of its own, the release build of the bot, and people in rooms that it made.

use std::time::Duration;

use anyhow::{Context, Result};
use futures_util::future::try_join_all;
use testkit::ruma::{OwnedEventId, OwnedRoomId, RoomId};
use testkit::synapse::Options;
use testkit::{Neighbour, Synapse, until};
use wijkbode::chat::RoomKey;

use crate::bot::{Bot, On};
use crate::plain::{Plain, Watch};

/// How long it may take to make one room, with everybody in it.
const PER_ROOM: Duration = Duration::from_secs(5);

pub struct Town {
    pub synapse: Synapse,
    pub bot: Bot,
    /// Ambassadeurs. Wijk `i` belongs to the person `i` modulo their number.
    pub people: Vec<Neighbour>,
    /// The rooms of the wijken.
    pub rooms: Vec<OwnedRoomId>,
}

impl Town {
    /// Sets everything up as an operator would, and waits until everybody is in their rooms and can be heard.
    pub async fn new(people: usize, wijken: usize) -> Result<Self> {
        let synapse = Synapse::start(Options::default()).await?;
        let bot = Bot::set_up(&synapse, On::Sqlite).await?;
        let people = (0..people).map(|_| Neighbour::moves_in(&synapse, "anna"));
        let people = try_join_all(people).await?;
        let mut town = Self {
            synapse,
            bot,
            people,
            rooms: vec![],
        };
        town.grows_to(wijken).await?;
        Ok(town)
    }

    /// More wijken, made by the running bot.
    pub async fn grows_to(&mut self, wijken: usize) -> Result<()> {
        for person in &self.people {
            person.looks_back();
            person.accept_invites().await?;
        }
        self.bot.apply(&self.programme(wijken))?;
        if self.bot.child.is_none() {
            self.bot.start()?;
        }
        let missing = u32::try_from(wijken - self.rooms.len())?;
        for wijk in self.rooms.len()..wijken {
            let (person, name) = (self.person(wijk), name(wijk));
            // They are made in any order.
            let room = person.room_named(&name, PER_ROOM * missing.max(12)).await?;
            self.rooms.push(room);
        }
        self.bot_knows_everybody().await?;
        // From here on people only talk: what their clients would do with answers is no part of any measurement.
        for person in &self.people {
            person.looks_away();
        }
        Ok(())
    }

    /// Who is ambassadeur of this wijk.
    pub fn person(&self, wijk: usize) -> &Neighbour {
        &self.people[wijk % self.people.len()]
    }

    /// Somebody says something in the room of their wijk.
    pub async fn says(&self, wijk: usize, text: &str) -> Result<OwnedEventId> {
        self.person(wijk).say(&self.rooms[wijk], text).await
    }

    /// Watches what the bot says.
    pub async fn watch(&self) -> Result<Watch> {
        Watch::begin(self.plain().await?).await
    }

    /// A plain client on the bot's account.
    pub async fn plain(&self) -> Result<Plain> {
        Plain::beside(&self.bot, &self.synapse).await
    }

    /// Waits until the bot saw who is in the rooms: from then on it encrypts for them.
    async fn bot_knows_everybody(&self) -> Result<()> {
        let store = self.bot.store().await?;
        let is_in = async |wijk: usize| {
            let mut tx = store.begin().await?;
            let members = tx.members(&RoomKey::wijk(&code(wijk))).await?;
            anyhow::Ok(members.iter().any(|member| member.joined > 0))
        };
        for wijk in 0..self.rooms.len() {
            let what = format!("the bot to see who is in {}", name(wijk));
            until(&what, PER_ROOM * 12, || async {
                is_in(wijk).await.unwrap_or(false)
            })
            .await?;
        }
        store.close().await;
        Ok(())
    }

    fn programme(&self, wijken: usize) -> String {
        let mut text = format!(
            "gemeente = \"Den Haag\"\nalias_prefix = \"{}\"\nonboarding = {{ welcome = false, card = false }}\n",
            self.bot.localpart
        );
        for wijk in 0..wijken {
            text.push_str(&format!(
                "[[wijk]]\ncode = {:?}\nname = {:?}\n",
                code(wijk),
                name(wijk)
            ));
        }
        for (place, person) in self.people.iter().enumerate() {
            let own: Vec<_> = (place..wijken)
                .step_by(self.people.len())
                .map(code)
                .collect();
            text.push_str(&format!(
                "[[person]]\nuser = \"{}\"\nname = \"Anna {place}\"\nambassadeur = {own:?}\n",
                person.user_id()
            ));
        }
        text
    }
}

/// The CBS code of a made-up wijk.
pub fn code(wijk: usize) -> String {
    format!("WK{:06}", 990_000 + wijk)
}

fn name(wijk: usize) -> String {
    format!("Wijk {wijk}")
}

/// Stops the bot, lets `floor` run on its account, and starts it again.
pub async fn without_bot<T>(
    town: &mut Town,
    floor: impl AsyncFnOnce(&Town) -> Result<T>,
) -> Result<T> {
    town.bot.stop().await?;
    let measured = floor(town).await;
    town.bot.start()?;
    measured
}

/// An action that the bot notes, which it answers with one message.
pub fn command(number: usize) -> String {
    format!("actie flyers {}", number % 900 + 1)
}

/// As long as a command, and for nobody in particular.
pub fn talk(number: usize) -> String {
    format!("lekker weer {}", number % 900 + 100)
}

/// The bot answers in this room, so everything before it was handled; gives the content of the answer.
pub async fn answers_in(town: &Town, watch: &mut Watch, wijk: usize) -> Result<serde_json::Value> {
    let said = town.says(wijk, "actie flyers 7").await?;
    let seen = watch.answer_to(said.as_str()).await;
    let room: &RoomId = &town.rooms[wijk];
    Ok(seen
        .with_context(|| format!("in {room}; the bot's log:\n{}", town.bot.read_log()))?
        .content)
}
