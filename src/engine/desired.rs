//! The programme as it should be: wijken, people, roles and rooms. Written by `apply` and by chat in the same way;
//! the reconciler then makes it so.

use anyhow::Result;

use super::turn::Turn;
use crate::args;
use crate::chat::RoomKey;
use crate::domain::people::{Role, RoomKind};
use crate::store::{Room, Wijk, id_of};

/// A room as the programme wants it.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct WantedRoom {
    pub name: Option<String>,
    /// Local part of the alias; a slug of the name where none is given.
    pub alias: Option<String>,
    /// A room that exists already.
    pub room_id: Option<String>,
}

impl Turn {
    /// A wijk takes part, with a room of its own.
    pub async fn want_wijk(&mut self, code: &str, name: &str, room: &WantedRoom) -> Result<()> {
        self.tx.set_wijk(code, name).await?;
        let topic = self.t("room-wijk-topic", args! { wijk: name.to_owned() });
        let shown = room.name.clone().unwrap_or_else(|| name.to_owned());
        self.want(RoomKey::wijk(code), Some(code), room, shown, topic, name).await
    }

    /// The rooms that every programme has: the space, the signal room and the management room.
    pub async fn want_shared_room(&mut self, kind: RoomKind, room: &WantedRoom) -> Result<()> {
        let (key, name, topic) = match kind {
            RoomKind::Signal => (RoomKey::signal(), "room-signal-name", "room-signal-topic"),
            RoomKind::Management => (RoomKey::management(), "room-management-name", "room-management-topic"),
            _ => (RoomKey::space(), "room-space-name", "room-space-topic"),
        };
        let gemeente = self.settings.gemeente.clone();
        let name = room.name.clone().unwrap_or_else(|| self.t(name, args! { gemeente: gemeente.clone() }));
        let topic = self.t(topic, args! { gemeente: gemeente });
        self.want(key, None, room, name, topic, kind.key()).await
    }

    async fn want(
        &mut self,
        key: RoomKey,
        wijk: Option<&str>,
        wanted: &WantedRoom,
        name: String,
        topic: String,
        slug_of: &str,
    ) -> Result<()> {
        let prefix = self.tx.fact("programme:alias_prefix").await?.unwrap_or_else(|| "wijkbode".to_owned());
        let usual = wanted.alias.clone().unwrap_or_else(|| format!("{prefix}-{}", slug(slug_of)));
        let alias = self.free_alias(&key, usual).await?;
        let room = Room {
            kind: key.kind(),
            key,
            wijk: wijk.map(str::to_owned),
            person: None,
            // A room that exists already has its own alias, which stays as it is.
            alias: wanted.room_id.is_none().then_some(alias),
            name,
            topic,
            room_id: wanted.room_id.clone(),
            trouble: None,
        };
        self.tx.set_room(&room).await?;
        self.tx.wish().await
    }

    /// Two wijken of one name get two rooms: the second has its code in its alias.
    async fn free_alias(&mut self, key: &RoomKey, usual: String) -> Result<String> {
        let is_taken = |room: &Room| room.key != *key && room.alias.as_ref() == Some(&usual);
        let taken = self.tx.rooms().await?.iter().any(is_taken);
        Ok(if taken { format!("{usual}-{}", slug(key.as_str())) } else { usual })
    }

    /// Somebody takes part; gives the person's id.
    pub async fn want_person(&mut self, user: &str, name: &str, organisation: Option<&str>) -> Result<String> {
        let id = match self.tx.person_by_user(user).await? {
            Some(person) => person.id,
            None => id_of(&format!("person:{user}")),
        };
        self.tx.set_person(&id, user, name, organisation).await?;
        Ok(id)
    }

    /// Somebody has a role; `false` when they had it already.
    pub async fn want_role(&mut self, person: &str, role: Role, wijk: &str) -> Result<bool> {
        let now = self.now;
        self.tx.wish().await?;
        self.tx.give_role(person, role, wijk, now).await
    }

    /// The wijk of the programme that people call this.
    pub async fn wijk_called(&mut self, typed: &str) -> Result<Option<Wijk>> {
        let wanted = crate::language::text::fold(typed.trim()).into_owned();
        let world = self.world().clone();
        let known = |wijk: &Wijk| {
            let place = world.places.iter().find_map(|place| place.wijk(&wijk.code));
            let aliases = place.into_iter().flat_map(|place| &place.aliases);
            let names = [&wijk.name, &wijk.code].into_iter().chain(aliases);
            names.into_iter().any(|name| crate::language::text::fold(name) == wanted)
        };
        Ok(self.tx.wijken().await?.into_iter().find(known))
    }
}

/// A name as part of an alias: small letters, digits and hyphens.
pub fn slug(name: &str) -> String {
    let folded = crate::language::text::fold(name);
    let plain: String = folded.chars().map(|c| if c.is_ascii_alphanumeric() { c } else { '-' }).collect();
    plain.split('-').filter(|part| !part.is_empty()).collect::<Vec<_>>().join("-")
}

#[cfg(test)]
mod tests {
    use super::slug;

    #[test]
    fn a_slug_is_fit_for_an_alias() {
        assert_eq!(slug("Geuzen- en Statenkwartier"), "geuzen-en-statenkwartier");
        assert_eq!(slug("Één Wijk!"), "een-wijk");
    }
}
