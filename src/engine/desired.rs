//! The programme as it should be: wijken, people, roles and rooms. Written by `apply` and by chat in the same way;
//! the reconciler then makes it so.

use anyhow::Result;

use super::steps::is_user_id;
use super::turn::{Call, Turn};
use crate::args;
use crate::catalogue::{Place, Wijk as CbsWijk};
use crate::chat::RoomKey;
use crate::domain::people::{Role, RoomKind};
use crate::language::text::fold;
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
        let topic = self.t_of_programme("room-wijk-topic", args! { wijk: name.to_owned() });
        let shown = room.name.clone().unwrap_or_else(|| name.to_owned());
        self.want(RoomKey::wijk(code), Some(code), room, shown, topic, name)
            .await
    }

    /// The rooms that every programme has: the space, the signal room and the management room.
    pub async fn want_shared_room(&mut self, kind: RoomKind, room: &WantedRoom) -> Result<()> {
        let (key, name, topic) = match kind {
            RoomKind::Signal => (RoomKey::signal(), "room-signal-name", "room-signal-topic"),
            RoomKind::Management => (
                RoomKey::management(),
                "room-management-name",
                "room-management-topic",
            ),
            _ => (RoomKey::space(), "room-space-name", "room-space-topic"),
        };
        let gemeente = self.settings.gemeente.clone();
        let name = room
            .name
            .clone()
            .unwrap_or_else(|| self.t_of_programme(name, args! { gemeente: gemeente.clone() }));
        let topic = self.t_of_programme(topic, args! { gemeente: gemeente });
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
        let prefix = self
            .tx
            .fact("programme:alias_prefix")
            .await?
            .unwrap_or_else(|| "wijkbode".to_owned());
        let usual = wanted
            .alias
            .clone()
            .unwrap_or_else(|| format!("{prefix}-{}", slug(slug_of)));
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
            language: None,
        };
        self.tx.set_room(&room).await?;
        self.tx.wish().await
    }

    /// Two wijken of one name get two rooms: the second has its code in its alias.
    async fn free_alias(&mut self, key: &RoomKey, usual: String) -> Result<String> {
        let is_taken = |room: &Room| room.key != *key && room.alias.as_ref() == Some(&usual);
        let taken = self.tx.rooms().await?.iter().any(is_taken);
        Ok(if taken {
            format!("{usual}-{}", slug(key.as_str()))
        } else {
            usual
        })
    }

    /// Somebody takes part; gives the person's id.
    pub async fn want_person(
        &mut self,
        user: &str,
        name: &str,
        organisation: Option<&str>,
    ) -> Result<String> {
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

    /// The person that is meant and the rest of the text: `@anna:example.org`, `@anna` when there is only one of that
    /// name, or a name that Element turned into a mention.
    pub async fn user_and_rest(
        &mut self,
        call: &Call,
        text: &str,
    ) -> Result<Option<(String, String)>> {
        let words: Vec<_> = text.split_whitespace().collect();
        let is_named = |word: &&str| word.starts_with('@') && word.len() > 1;
        if let Some(place) = words.iter().position(is_named) {
            let rest = [&words[..place], &words[place + 1..]].concat();
            let user = self
                .full_id(words[place].trim_end_matches([',', '.']))
                .await?;
            return Ok(user.map(|user| (user, rest.join(" "))));
        }
        // Element writes a mention as the display name, which stays in front of the rest.
        let user = call.mentions.first();
        Ok(user.map(|user| (user.clone(), words.join(" "))))
    }

    async fn full_id(&mut self, named: &str) -> Result<Option<String>> {
        if named.contains(':') {
            return Ok(is_user_id(named).then(|| named.to_owned()));
        }
        let prefix = format!("{named}:");
        let people = self.tx.people().await?.into_iter();
        let mut found = people.filter(|person| person.user_id.starts_with(&prefix));
        let first = found.next().map(|person| person.user_id);
        Ok(first.filter(|_| found.next().is_none()))
    }

    /// The wijk of the programme that people call this: by name, code or alias, or by a stadsdeel of which it is the
    /// only wijk that takes part.
    pub async fn wijk_called(&mut self, typed: &str) -> Result<Option<Wijk>> {
        let world = self.world().clone();
        let wijken = self.tx.wijken().await?;
        let wanted = fold(typed.trim()).into_owned();
        let by_name = wijken.iter().find(|wijk| {
            [&wijk.name, &wijk.code]
                .into_iter()
                .any(|name| fold(name) == wanted)
        });
        if let Some(wijk) = by_name {
            return Ok(Some(wijk.clone()));
        }
        let meant: Vec<_> = world
            .places
            .iter()
            .flat_map(|place| place.find(typed))
            .collect();
        let mut of_programme = wijken
            .into_iter()
            .filter(|wijk| meant.iter().any(|found| found.code == wijk.code));
        let first = of_programme.next();
        Ok(first.filter(|_| of_programme.next().is_none()))
    }
}

/// The CBS wijken that a typed name can mean: exactly one when it is the name, code or alias of one,
/// several when it is a stadsdeel.
pub fn cbs_wijken<'a>(places: &'a [Place], typed: &str) -> Vec<&'a CbsWijk> {
    let found: Vec<_> = places.iter().flat_map(|place| place.find(typed)).collect();
    let wanted = fold(typed.trim()).into_owned();
    match found.iter().find(|wijk| fold(&wijk.name) == wanted) {
        Some(namesake) => vec![namesake],
        None => found,
    }
}

/// `WK`, four digits for the gemeente, and two characters that may be letters.
pub fn is_cbs_code(code: &str) -> bool {
    let rest = code.strip_prefix("WK").unwrap_or_default();
    rest.len() == 6
        && rest.chars().all(|c| c.is_ascii_alphanumeric())
        && rest.chars().take(4).all(|c| c.is_ascii_digit())
}

/// A name as part of an alias: small letters, digits and hyphens.
pub fn slug(name: &str) -> String {
    let folded = fold(name);
    let plain: String = folded
        .chars()
        .map(|c| if c.is_ascii_alphanumeric() { c } else { '-' })
        .collect();
    plain
        .split('-')
        .filter(|part| !part.is_empty())
        .collect::<Vec<_>>()
        .join("-")
}

#[cfg(test)]
mod tests {
    use super::{cbs_wijken, is_cbs_code, slug};
    use crate::catalogue::Place;

    #[test]
    fn a_code_of_cbs_may_hold_letters() {
        assert!(is_cbs_code("WK0363AA") && is_cbs_code("WK051836"));
        assert!(!is_cbs_code("WK05183") && !is_cbs_code("wk051836") && !is_cbs_code("Moerwijk"));
    }

    #[test]
    fn a_stadsdeel_means_several_wijken_and_a_namesake_means_itself() {
        let places = [Place::den_haag()];
        let names = |typed: &str| {
            cbs_wijken(&places, typed)
                .iter()
                .map(|wijk| wijk.name.as_str())
                .collect::<Vec<_>>()
        };
        assert_eq!(names("moerwijk"), ["Moerwijk"]);
        assert_eq!(names("Scheveningen"), ["Scheveningen"]);
        assert_eq!(names("Laak"), ["Laakkwartier en Spoorwijk", "Binckhorst"]);
    }

    #[test]
    fn a_slug_is_fit_for_an_alias() {
        assert_eq!(
            slug("Geuzen- en Statenkwartier"),
            "geuzen-en-statenkwartier"
        );
        assert_eq!(slug("Één Wijk!"), "een-wijk");
    }
}
