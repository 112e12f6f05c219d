//! Roles, kinds of room, and which role a person needs where.

use std::fmt;

use serde::{Deserialize, Serialize};

/// What a person is in the programme. Being in a room gives no role; the database does, per wijk.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum Role {
    Ambassadeur,
    CommunityManager,
    Wijkagent,
    Onderzoeker,
    Beheerder,
}

/// Who runs the programme in the management room.
pub const MANAGERS: &[Role] = &[Role::CommunityManager, Role::Beheerder];
/// Everybody with a role.
pub const EVERYBODY: &[Role] = Role::ALL;

impl Role {
    pub const ALL: &'static [Self] = &[
        Self::Ambassadeur,
        Self::CommunityManager,
        Self::Wijkagent,
        Self::Onderzoeker,
        Self::Beheerder,
    ];

    /// As the database and the sentences write it.
    pub fn key(self) -> &'static str {
        match self {
            Self::Ambassadeur => "ambassadeur",
            Self::CommunityManager => "community-manager",
            Self::Wijkagent => "wijkagent",
            Self::Onderzoeker => "onderzoeker",
            Self::Beheerder => "beheerder",
        }
    }

    pub fn read(key: &str) -> Option<Self> {
        Self::ALL.iter().copied().find(|role| role.key() == key)
    }

    /// Whether somebody with this role belongs in such a room.
    pub fn belongs_in(self, kind: RoomKind) -> bool {
        match kind {
            RoomKind::Wijk => matches!(
                self,
                Self::Ambassadeur | Self::CommunityManager | Self::Beheerder
            ),
            RoomKind::Signal => matches!(
                self,
                Self::Wijkagent | Self::CommunityManager | Self::Beheerder
            ),
            RoomKind::Management => matches!(self, Self::CommunityManager | Self::Beheerder),
            RoomKind::Space | RoomKind::Private => true,
        }
    }
}

impl fmt::Display for Role {
    fn fmt(&self, out: &mut fmt::Formatter<'_>) -> fmt::Result {
        out.write_str(self.key())
    }
}

/// What kind of organisation somebody comes from: a closed list, so that it can be counted. The name beside it is free.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum OrganisationKind {
    Library,
    Club,
    Shopkeepers,
    CommunityCentre,
    Care,
    School,
    Faith,
    Gemeente,
    Police,
    Other,
}

impl OrganisationKind {
    pub const ALL: &'static [Self] = &[
        Self::Library,
        Self::Club,
        Self::Shopkeepers,
        Self::CommunityCentre,
        Self::Care,
        Self::School,
        Self::Faith,
        Self::Gemeente,
        Self::Police,
        Self::Other,
    ];

    /// As the database, the programme file and the sentences write it.
    pub fn key(self) -> &'static str {
        match self {
            Self::Library => "bibliotheek",
            Self::Club => "vereniging",
            Self::Shopkeepers => "ondernemers",
            Self::CommunityCentre => "buurthuis",
            Self::Care => "zorg",
            Self::School => "school",
            Self::Faith => "geloof",
            Self::Gemeente => "gemeente",
            Self::Police => "politie",
            Self::Other => "anders",
        }
    }

    pub fn read(key: &str) -> Option<Self> {
        Self::ALL.iter().copied().find(|kind| kind.key() == key)
    }
}

/// What a room is for. Decides who may do what there.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum RoomKind {
    /// The room of one wijk: its ambassadeurs and the managers.
    Wijk,
    /// Where the wijkagenten follow signals.
    Signal,
    /// Where the community managers run the programme.
    Management,
    /// A chat with one person.
    Private,
    /// The space that holds the other rooms. Nothing is said there.
    Space,
}

impl RoomKind {
    pub const ALL: &'static [Self] = &[
        Self::Wijk,
        Self::Signal,
        Self::Management,
        Self::Private,
        Self::Space,
    ];

    pub fn key(self) -> &'static str {
        match self {
            Self::Wijk => "wijk",
            Self::Signal => "signaal",
            Self::Management => "beheer",
            Self::Private => "prive",
            Self::Space => "ruimte",
        }
    }

    pub fn read(key: &str) -> Option<Self> {
        Self::ALL.iter().copied().find(|kind| kind.key() == key)
    }

    /// Rooms where everything that is done needs a device signed by its owner,
    /// and where nothing is sent while somebody without a role is a member.
    pub fn is_guarded(self) -> bool {
        matches!(self, Self::Signal | Self::Management)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn keys_read_back() {
        for role in Role::ALL {
            assert_eq!(Role::read(role.key()), Some(*role));
        }
        for kind in RoomKind::ALL {
            assert_eq!(RoomKind::read(kind.key()), Some(*kind));
        }
        for kind in OrganisationKind::ALL {
            assert_eq!(OrganisationKind::read(kind.key()), Some(*kind));
        }
    }

    #[test]
    fn an_ambassadeur_has_no_place_in_the_signal_room() {
        assert!(!Role::Ambassadeur.belongs_in(RoomKind::Signal));
        assert!(Role::Wijkagent.belongs_in(RoomKind::Signal));
        assert!(!Role::Wijkagent.belongs_in(RoomKind::Wijk));
    }
}
