//! How much the bot says that nobody asked for: little, and in one place, since people leave groups that nag.
//!
//! In a calendar month a private chat gets at most two such messages and the room of a wijk at most six. Answers do not
//! count, nor does the outcome of one's own report or a question about it, nor what a manager writes to a wijk in person
//! (`bericht`), nor a warning that two people decided, which has a limit of its own. All of it goes out by day, not on
//! Sundays or public holidays.
//!
//! What gives way when a month is full, lightest first:
//! 1. **kindness** (thanks, the end of a pause or goal): in private it is a note, which goes along with another message
//!    or waits for a morning with room, and is left out after two months; in the room of a wijk it is left out;
//! 2. **event** (what somebody signed up for, an announcement): left out, and whoever planned it learns so;
//! 3. **rhythm** (the question of the month, its reminder, the recap): always has a place, since lighter messages leave
//!    one in private and two in the room of a wijk.

use anyhow::Result;

use super::turn::Turn;
use crate::chat::{Class, Outgoing, RoomKey, Text};
use crate::domain::people::RoomKind;
use crate::domain::time::Month;
use crate::store::{Person, id_of};

/// How long a note waits for room before it is left out.
const NOTE_DAYS: i64 = 60;

/// How much an unasked message matters, lightest first.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum Weight {
    Kindness,
    Event,
    Rhythm,
}

impl Weight {
    const ALL: [Self; 3] = [Self::Kindness, Self::Event, Self::Rhythm];

    fn key(self) -> &'static str {
        match self {
            Self::Kindness => "kindness",
            Self::Event => "event",
            Self::Rhythm => "rhythm",
        }
    }

    fn read(key: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|weight| weight.key() == key)
    }

    /// How many messages of this weight and lighter a room may get in a month.
    fn most(self, kind: RoomKind) -> usize {
        match (kind, self) {
            (RoomKind::Private, Self::Rhythm) => MOST_IN_PRIVATE,
            (RoomKind::Private, _) => 1,
            (_, Self::Rhythm) => MOST_IN_WIJK,
            (_, Self::Event) => 4,
            (_, Self::Kindness) => 2,
        }
    }
}

/// The most unasked messages that somebody gets in private in a calendar month.
pub const MOST_IN_PRIVATE: usize = 2;
/// The most unasked messages in the room of a wijk in a calendar month.
pub const MOST_IN_WIJK: usize = 6;

impl Turn {
    /// Says something that nobody asked for, by day, when the month has room for it. Gives its id; nothing when there is
    /// no room, and then nothing is said.
    ///
    /// With a mention it rings; without one it is quiet, except in private. A private one takes along what waits for that person.
    pub async fn say_unasked(
        &mut self,
        room: &RoomKey,
        weight: Weight,
        text: Text,
        about: Option<&str>,
    ) -> Result<Option<String>> {
        let goes_at = self.settings.quiet.end(self.now, self.settings.zone);
        let month = Month::of(goes_at.day(self.settings.zone));
        if !self.has_room_for(room, weight, month).await? {
            tracing::info!(
                room = room.as_str(),
                weight = weight.key(),
                "left out: the month is full"
            );
            return Ok(None);
        }
        let text = self.with_notes(room, text).await?;
        let rings = !text.mentions.is_empty()
            || weight == Weight::Rhythm && room.kind() == RoomKind::Private;
        let class = if rings { Class::Prompt } else { Class::Notice };
        let id = self
            .post_from(room, class, Outgoing::Say(text), about, goes_at)
            .await?;
        self.tx.add_unasked(&id, room, month, weight.key()).await?;
        Ok(Some(id))
    }

    /// A kind line for one person that may wait. The same cause again adds nothing.
    pub async fn note(&mut self, person: &str, cause: &str, line: &str) -> Result<()> {
        let (id, now) = (id_of(&format!("note:{person}:{cause}")), self.now);
        self.tx.add_note(&id, person, line, now).await
    }

    /// Sends what waits to everybody who does not pause and whose month has room for it.
    pub async fn send_notes(&mut self) -> Result<()> {
        let (now, today) = (self.now, self.today());
        self.tx.forget_notes(now.plus_days(-NOTE_DAYS)).await?;
        self.tx
            .forget_unasked(Month::of(today).previous().previous())
            .await?;
        for id in self.tx.people_with_notes().await? {
            let Some(person) = self.tx.person(&id).await? else {
                continue;
            };
            if self.tx.paused_until(&id, today).await?.is_none() {
                self.send_notes_to(&person).await?;
            }
        }
        Ok(())
    }

    async fn send_notes_to(&mut self, person: &Person) -> Result<()> {
        // Not by a number in a row, so that it is the same message when the day is done again after a restore.
        let now = self.now;
        self.caused_by(format!("notes:{}:{}", self.today(), person.id), now);
        let room = self.private_room(person).await?;
        self.say_unasked(&room, Weight::Kindness, Text::default(), None)
            .await
            .map(drop)
    }

    async fn has_room_for(&mut self, room: &RoomKey, weight: Weight, month: Month) -> Result<bool> {
        let kind = room.kind();
        let said = self.tx.unasked_in(room, month).await?;
        let said: Vec<_> = said.iter().filter_map(|key| Weight::read(key)).collect();
        let no_heavier = said.iter().filter(|other| **other <= weight).count();
        Ok(said.len() < Weight::Rhythm.most(kind) && no_heavier < weight.most(kind))
    }

    /// What is said in private takes along the notes that wait there.
    async fn with_notes(&mut self, room: &RoomKey, mut text: Text) -> Result<Text> {
        let Some(person) = room.as_str().strip_prefix("prive:") else {
            return Ok(text);
        };
        let notes = self.tx.notes_for(person).await?;
        self.tx.drop_notes_for(person).await?;
        let lines = notes.into_iter().map(|note| note.line);
        let body = std::iter::once(std::mem::take(&mut text.body));
        let parts: Vec<_> = body.chain(lines).filter(|part| !part.is_empty()).collect();
        text.body = parts.join("\n\n");
        Ok(text)
    }
}
