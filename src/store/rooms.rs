//! Rooms as they should be, and as they were last seen.

use anyhow::{Context, Result};

use super::Tx;
use crate::catalogue::Lang;
use crate::chat::RoomKey;
use crate::domain::people::RoomKind;

/// A room of the programme.
#[derive(Debug, Clone, PartialEq, Eq, sqlx::FromRow)]
pub struct Room {
    pub key: RoomKey,
    pub kind: RoomKind,
    /// CBS code, for the room of a wijk.
    pub wijk: Option<String>,
    /// Whose private chat this is.
    pub person: Option<String>,
    /// Local part of the alias under which the bot makes it.
    pub alias: Option<String>,
    pub name: String,
    pub topic: String,
    /// Its id on the homeserver, once it exists.
    pub room_id: Option<String>,
    pub trouble: Option<Trouble>,
    /// The language that was chosen for it.
    pub language: Option<Lang>,
}

/// Why nothing is sent to a room now.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Trouble {
    /// A member without a role, in a room where that matters.
    Stranger,
    /// Not encrypted.
    Plain,
    /// We were removed, or the room is gone.
    Gone,
    /// Upgraded; we are on our way to the new one.
    Upgraded,
}

impl Trouble {
    pub const ALL: &'static [Self] = &[Self::Stranger, Self::Plain, Self::Gone, Self::Upgraded];

    pub fn key(self) -> &'static str {
        match self {
            Self::Stranger => "stranger",
            Self::Plain => "plain",
            Self::Gone => "gone",
            Self::Upgraded => "upgraded",
        }
    }

    pub fn read(key: &str) -> Option<Self> {
        Self::ALL
            .iter()
            .copied()
            .find(|trouble| trouble.key() == key)
    }
}

/// Who was in a room when we last looked.
#[derive(Debug, Clone, PartialEq, Eq, sqlx::FromRow)]
pub struct Member {
    pub user_id: String,
    /// 0 while only invited.
    pub joined: i64,
    /// The membership event.
    pub since: String,
}

macro_rules! select_rooms {
    ($rest:literal) => {
        concat!(
            "SELECT key, kind, wijk, person, alias, name, topic, room_id, trouble, language FROM room ",
            $rest
        )
    };
}

impl Tx {
    /// Writes how a room should be; its id, trouble and language stay.
    pub async fn set_room(&mut self, room: &Room) -> Result<()> {
        sqlx::query(
            "INSERT INTO room (key, kind, wijk, person, alias, name, topic, room_id)
             VALUES ($1, $2, $3, $4, $5, $6, $7, $8)
             ON CONFLICT (key) DO UPDATE SET alias = excluded.alias, name = excluded.name, topic = excluded.topic,
                                             room_id = COALESCE(room.room_id, excluded.room_id)",
        )
        .bind(room.key.clone())
        .bind(room.kind)
        .bind(room.wijk.clone())
        .bind(room.person.clone())
        .bind(room.alias.clone())
        .bind(&room.name)
        .bind(&room.topic)
        .bind(room.room_id.clone())
        .execute(self.connection())
        .await
        .with_context(|| format!("writing the room {}", room.key))?;
        Ok(())
    }

    pub async fn room(&mut self, key: &RoomKey) -> Result<Option<Room>> {
        let row = sqlx::query_as(select_rooms!("WHERE key = $1"));
        Ok(row
            .bind(key.clone())
            .fetch_optional(self.connection())
            .await?)
    }

    pub async fn room_by_id(&mut self, room_id: &str) -> Result<Option<Room>> {
        let row = sqlx::query_as(select_rooms!("WHERE room_id = $1"));
        Ok(row.bind(room_id).fetch_optional(self.connection()).await?)
    }

    pub async fn rooms(&mut self) -> Result<Vec<Room>> {
        Ok(sqlx::query_as(select_rooms!("ORDER BY key"))
            .fetch_all(self.connection())
            .await?)
    }

    /// The room has this id from now on: made, adopted, or upgraded.
    pub async fn set_room_id(&mut self, key: &RoomKey, room_id: Option<&str>) -> Result<()> {
        sqlx::query("UPDATE room SET room_id = $2, trouble = NULL WHERE key = $1")
            .bind(key.clone())
            .bind(room_id)
            .execute(self.connection())
            .await
            .with_context(|| format!("writing the id of the room {key}"))?;
        Ok(())
    }

    pub async fn set_trouble(&mut self, key: &RoomKey, trouble: Option<Trouble>) -> Result<()> {
        sqlx::query("UPDATE room SET trouble = $2 WHERE key = $1")
            .bind(key.clone())
            .bind(trouble)
            .execute(self.connection())
            .await?;
        Ok(())
    }

    /// The language in which the bot speaks there.
    pub async fn set_room_language(&mut self, key: &RoomKey, language: Lang) -> Result<()> {
        sqlx::query("UPDATE room SET language = $2 WHERE key = $1")
            .bind(key.clone())
            .bind(language)
            .execute(self.connection())
            .await?;
        Ok(())
    }

    pub async fn remove_room(&mut self, key: &RoomKey) -> Result<()> {
        sqlx::query("DELETE FROM room WHERE key = $1")
            .bind(key.clone())
            .execute(self.connection())
            .await?;
        sqlx::query("DELETE FROM member WHERE room = $1")
            .bind(key.clone())
            .execute(self.connection())
            .await?;
        Ok(())
    }

    pub async fn members(&mut self, key: &RoomKey) -> Result<Vec<Member>> {
        let rows = sqlx::query_as(
            "SELECT user_id, joined, since FROM member WHERE room = $1 ORDER BY user_id",
        );
        Ok(rows.bind(key.clone()).fetch_all(self.connection()).await?)
    }

    /// Writes who is in a room now.
    pub async fn set_members(&mut self, key: &RoomKey, members: &[Member]) -> Result<()> {
        if self.members_are(key, members).await? {
            return Ok(());
        }
        sqlx::query("DELETE FROM member WHERE room = $1")
            .bind(key.clone())
            .execute(self.connection())
            .await?;
        for member in members {
            sqlx::query(
                "INSERT INTO member (room, user_id, joined, since) VALUES ($1, $2, $3, $4)",
            )
            .bind(key.clone())
            .bind(&member.user_id)
            .bind(member.joined)
            .bind(&member.since)
            .execute(self.connection())
            .await?;
        }
        Ok(())
    }

    /// Most looks at a room find nobody new.
    async fn members_are(&mut self, key: &RoomKey, members: &[Member]) -> Result<bool> {
        let known = sqlx::query_as("SELECT user_id, joined, since FROM member WHERE room = $1");
        let known: Vec<Member> = known.bind(key.clone()).fetch_all(self.connection()).await?;
        let is_known = |member| known.contains(member);
        Ok(known.len() == members.len() && members.iter().all(is_known))
    }
}
