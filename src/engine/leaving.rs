//! What and who leaves the programme: a wijk closes, somebody loses a role. The counterpart of what is wanted.

use std::collections::BTreeSet;

use anyhow::Result;

use super::reconcile::belongs;
use super::things::{Change, role_thing};
use super::turn::Turn;
use crate::chat::{Class, Outgoing, RoomKey};
use crate::domain::people::RoomKind;
use crate::store::{GivenRole, Person, Room};

/// Which room somebody belongs in: the room, the user id and the person.
type Place = (RoomKey, String, String);

/// Everybody's places at one moment.
pub struct Places(BTreeSet<Place>);

impl Places {
    /// The user ids of who belongs in a room.
    pub fn users_in(&self, room: &RoomKey) -> Vec<String> {
        self.0
            .iter()
            .filter(|(of, ..)| of == room)
            .map(|(_, user, _)| user.clone())
            .collect()
    }
}

impl Turn {
    /// A wijk takes part no longer: nothing more is asked there, and its room stays for who is in it by another right.
    pub async fn close_wijk(&mut self, code: &str) -> Result<()> {
        let (now, key) = (self.now, RoomKey::wijk(code));
        self.tx.close_wijk(code, now).await?;
        self.tx.drop_plans(&key).await?;
        let room = self.tx.room(&key).await?;
        if room.is_some_and(|room| room.room_id.is_none()) {
            // Never made, so it need not be made any more.
            self.tx.remove_room(&key).await?;
        }
        self.tx.wish().await
    }

    /// That somebody loses these roles. Whoever has none left leaves the programme, with what they followed and how far
    /// they were in beginning, so that undoing brings that back too.
    pub async fn loses(&mut self, person: &Person, lost: &[GivenRole]) -> Result<Vec<Change>> {
        let user = &person.user_id;
        let mut gone: Vec<_> = lost
            .iter()
            .map(|given| role_thing(given.role, user, &given.wijk))
            .collect();
        let roles = self.tx.roles_of(&person.id).await?;
        if roles.iter().all(|given| lost.contains(given)) {
            gone.push(format!("person:{user}"));
            let follows = self.tx.follows_of(&person.id).await?;
            gone.extend(
                follows
                    .iter()
                    .map(|own| format!("follow:{}|{user}", own.what)),
            );
            gone.push(format!("onboarding:{user}"));
        }
        let mut changes = Vec::new();
        for thing in gone {
            let before = self.thing(&thing).await?;
            changes.push(Change {
                thing,
                before,
                after: None,
            });
        }
        changes.retain(|change| change.before.is_some());
        Ok(changes)
    }

    /// Where everybody belongs now; see [`Turn::show_out`].
    pub async fn places(&mut self) -> Result<Places> {
        let mut places = BTreeSet::new();
        let people = self.tx.people().await?;
        let shared = self
            .tx
            .rooms()
            .await?
            .into_iter()
            .filter(|room| room.kind != RoomKind::Private);
        let shared: Vec<Room> = shared.collect();
        for Person { id, user_id, .. } in people {
            let roles = self.tx.roles_of(&id).await?;
            let own = shared.iter().filter(|room| belongs(&roles, room));
            places.extend(own.map(|room| (room.key.clone(), user_id.clone(), id.clone())));
        }
        Ok(Places(places))
    }

    /// Who belonged in a room before and does so no longer is removed from it, or not invited any more.
    /// Guests, who never belonged, stay.
    pub async fn show_out(&mut self, before: &Places) -> Result<()> {
        let after = self.places().await?;
        for (room, user, person) in before.0.difference(&after.0) {
            let waited = self
                .tx
                .drop_invitations(room, &format!("person:{person}"))
                .await?;
            // Not only who was seen there: somebody may have come in since the last look. Who is not there stays where he is.
            let found = self.tx.room(room).await?;
            if waited == 0 && found.is_some_and(|room| room.room_id.is_some()) {
                let cause = format!("remove:{room}:{user}:{}", self.now.0);
                let what = Outgoing::Remove { user: user.clone() };
                self.post_because(&cause, room, Class::Work, what, None)
                    .await?;
            }
        }
        Ok(())
    }
}
