//! Compares the rooms as they are with the rooms as they should be, and appends the work that is missing.
//!
//! State is never taken from an event alone: an event may have been missed, the state is still there.

use std::collections::{BTreeMap, BTreeSet};

use anyhow::Result;

use super::Engine;
use super::spoken::local_part;
use super::turn::{Turn, private};
use crate::args;
use crate::chat::{Class, Outgoing, RoomKey, Text, as_data};
use crate::domain::lookalike::{claims_authority, looks_like};
use crate::domain::people::{MANAGERS, Role, RoomKind};
use crate::domain::time::Moment;
use crate::features;
use crate::store::{GivenRole, Member, Person, Room, Trouble, Tx, id_of};

/// A room as an adapter sees it.
#[derive(Debug, Clone, Default)]
pub struct Seen {
    pub room_id: String,
    pub state: SeenState,
    pub invited_by: Option<String>,
    pub direct: bool,
    pub encrypted: bool,
    pub name: Option<String>,
    pub topic: Option<String>,
    /// The room was upgraded: its successor, with servers to join through.
    pub successor: Option<(String, Vec<String>)>,
    pub predecessor: Option<String>,
    pub members: Vec<SeenMember>,
    /// We may invite, remove and rename here.
    pub we_manage: bool,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub enum SeenState {
    #[default]
    Joined,
    Invited,
    Left,
    Banned,
}

#[derive(Debug, Clone, PartialEq, Eq)]
pub struct SeenMember {
    pub user: String,
    pub joined: bool,
    /// What the person is called in that room; chosen freely, so never to be trusted.
    pub name: Option<String>,
    /// The membership event.
    pub since: String,
}

/// Everybody with a role, by user id.
struct People {
    by_user: BTreeMap<String, (Person, Vec<GivenRole>)>,
}

impl People {
    async fn read(turn: &mut Turn) -> Result<Self> {
        let mut roles: BTreeMap<String, Vec<GivenRole>> = BTreeMap::new();
        for given in turn.tx.roles().await? {
            roles.entry(given.person.clone()).or_default().push(given);
        }
        let people = turn.tx.people().await?.into_iter();
        let with_roles = people.filter_map(|person| {
            let roles = roles.remove(&person.id)?;
            Some((person.user_id.clone(), (person, roles)))
        });
        Ok(Self {
            by_user: with_roles.collect(),
        })
    }

    fn person(&self, user: &str) -> Option<&Person> {
        self.by_user.get(user).map(|(person, _)| person)
    }

    /// The names of those with that role.
    fn called(&self, role: Role) -> Vec<&str> {
        let with_role = self
            .by_user
            .values()
            .filter(|(_, roles)| roles.iter().any(|given| given.role == role));
        with_role.map(|(person, _)| person.name.as_str()).collect()
    }

    fn is_manager(&self, user: &str) -> bool {
        self.by_user
            .get(user)
            .is_some_and(|(_, roles)| roles.iter().any(|given| MANAGERS.contains(&given.role)))
    }

    /// Who belongs in a room, and since when.
    fn of_room<'a>(&'a self, room: &'a Room) -> impl Iterator<Item = (&'a Person, Moment)> {
        self.by_user
            .values()
            .filter_map(|(person, roles)| Some((person, belongs_since(roles, room)?)))
    }

    fn belongs(&self, user: &str, room: &Room) -> bool {
        self.by_user
            .get(user)
            .is_some_and(|(_, roles)| belongs(roles, room))
    }
}

/// Whether somebody with these roles belongs in a room.
pub fn belongs(roles: &[GivenRole], room: &Room) -> bool {
    belongs_since(roles, room).is_some()
}

/// Since when somebody with these roles belongs in a room.
fn belongs_since(roles: &[GivenRole], room: &Room) -> Option<Moment> {
    let fits = |given: &&GivenRole| {
        let here = room.kind != RoomKind::Wijk
            || given.wijk.is_empty()
            || room.wijk.as_ref() == Some(&given.wijk);
        given.role.belongs_in(room.kind) && here
    };
    roles.iter().filter(fits).map(|given| given.given_at).min()
}

/// How new a look at the rooms is.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Look {
    /// Just taken.
    Fresh,
    /// Taken before: rooms may have been made since, so that a room's absence says nothing.
    Remembered,
}

/// So many rooms share one transaction: what comes in shall not wait for all of them.
const ROOMS_AT_ONCE: usize = 8;

/// One look at everything. Each part may be repeated, so a crash in between costs nothing.
pub async fn reconcile(engine: &Engine, seen: &[Seen], look: Look, now: Moment) -> Result<()> {
    let mut turn = engine.turn(now, "reconcile".to_owned()).await?;
    let wishes = turn.tx.wishes().await?;
    // What a look finds came about since the look before.
    let since = last_look(&mut turn, look).await?;
    let people = People::read(&mut turn).await?;
    let rooms = turn.tx.rooms().await?;
    turn.commit().await?;

    let by_id = seen.iter().map(|room| (room.room_id.as_str(), room));
    let by_id: BTreeMap<&str, &Seen> = by_id.collect();
    for some in rooms.chunks(ROOMS_AT_ONCE) {
        let mut turn = engine.turn(now, String::new()).await?;
        turn.caused_by("reconcile".to_owned(), since);
        for room in some {
            compare(&mut turn, room, &by_id, look, &people).await?;
        }
        turn.commit().await?;
    }
    let mut turn = engine.turn(now, String::new()).await?;
    turn.caused_by("reconcile".to_owned(), since);
    answer_invitations(&mut turn, seen, &people).await?;
    turn.tx.wishes_seen(wishes).await?;
    turn.commit().await
}

async fn compare(
    turn: &mut Turn,
    room: &Room,
    by_id: &BTreeMap<&str, &Seen>,
    look: Look,
    people: &People,
) -> Result<()> {
    let Some(id) = room.room_id.as_deref() else {
        return make(turn, room).await;
    };
    match by_id.get(id) {
        Some(seen) if seen.state == SeenState::Joined => {
            keep(turn, room, seen, by_id, people).await
        }
        Some(seen) if seen.state == SeenState::Invited => accept(turn, &room.key, seen).await,
        None if look == Look::Remembered => Ok(()),
        other => gone(turn, room, id, other.copied()).await,
    }
}

/// When the rooms were looked at before this.
async fn last_look(turn: &mut Turn, look: Look) -> Result<Moment> {
    const LOOKED: &str = "rooms looked";
    let before = turn.tx.fact(LOOKED).await?.and_then(|ms| ms.parse().ok());
    if look == Look::Fresh {
        let now = turn.now;
        turn.tx.set_fact(LOOKED, &now.0.to_string()).await?;
    }
    Ok(before.map_or(Moment(0), Moment))
}

/// Rooms that do not exist yet are made, the space first since the others go into it.
async fn make(turn: &mut Turn, room: &Room) -> Result<()> {
    let Some(alias) = room.alias.clone() else {
        return Ok(());
    };
    let what = Outgoing::MakeRoom {
        alias: alias.clone(),
        name: room.name.clone(),
        topic: room.topic.clone(),
        space: room.kind == RoomKind::Space,
    };
    turn.post_because(
        &format!("room:{}:{alias}", room.key),
        &room.key,
        Class::Work,
        what,
        None,
    )
    .await
    .map(drop)
}

async fn keep(
    turn: &mut Turn,
    room: &Room,
    seen: &Seen,
    by_id: &BTreeMap<&str, &Seen>,
    people: &People,
) -> Result<()> {
    if let Some((successor, via)) = &seen.successor {
        return follow(
            turn,
            room,
            successor,
            via,
            by_id.get(successor.as_str()).copied(),
        )
        .await;
    }
    let members: Vec<_> = seen.members.iter().map(to_member).collect();
    turn.tx.set_members(&room.key, &members).await?;
    turn.tx
        .forget_fact(&format!("missing:{}", room.key))
        .await?;
    let unmanaged = format!("unmanaged:{}", room.key);
    if seen.we_manage {
        turn.tx.forget_fact(&unmanaged).await?;
        rename(turn, room, seen).await?;
        invite(turn, room, seen, people).await?;
    } else if room.kind != RoomKind::Private {
        // `check` shows it; what is missing is the right to invite and rename.
        turn.tx.set_fact(&unmanaged, "yes").await?;
    }
    let trouble = trouble_of(room, seen, people);
    if trouble != room.trouble {
        turn.tx.set_trouble(&room.key, trouble).await?;
    }
    tell_trouble(turn, room, seen, people, trouble).await?;
    if room.kind == RoomKind::Wijk {
        tell_pretenders(turn, room, seen, people).await?;
    }
    match room.kind {
        RoomKind::Signal => welcome(turn, room, seen, people).await,
        RoomKind::Wijk if trouble.is_none() => {
            for looked in features::ALL.iter().filter_map(|feature| feature.looked) {
                turn.speak(room.language);
                looked(turn, room).await?;
                turn.speak(None);
            }
            Ok(())
        }
        _ => Ok(()),
    }
}

/// The first message in the signal room says that nobody reads along live. It waits for the first member:
/// what was sent before somebody came in is unreadable to them.
async fn welcome(turn: &mut Turn, room: &Room, seen: &Seen, people: &People) -> Result<()> {
    if !seen
        .members
        .iter()
        .any(|member| member.joined && people.belongs(&member.user, room))
    {
        return Ok(());
    }
    let text = Outgoing::Say(Text::new(turn.t("signal-room-welcome", args! {})));
    turn.post_because("welcome:signal-room", &room.key, Class::Notice, text, None)
        .await
        .map(drop)
}

fn to_member(member: &SeenMember) -> Member {
    Member {
        user_id: member.user.clone(),
        joined: i64::from(member.joined),
        since: member.since.clone(),
    }
}

/// An upgraded room is followed once; nothing is posted in the old one, where Element hides it.
async fn follow(
    turn: &mut Turn,
    room: &Room,
    successor: &str,
    via: &[String],
    next: Option<&Seen>,
) -> Result<()> {
    let old = room.room_id.as_deref();
    let arrived = next
        .is_some_and(|next| next.state == SeenState::Joined && next.predecessor.as_deref() == old);
    if arrived {
        turn.tx.set_room_id(&room.key, Some(successor)).await?;
        // It rests until somebody has followed: who is not there yet could not read what was said before.
        let rests = Some(Trouble::Upgraded);
        return turn.tx.set_trouble(&room.key, rests).await;
    }
    if next.is_some_and(|next| next.state == SeenState::Joined) {
        return leave_false_successor(turn, room, successor).await;
    }
    if room.trouble != Some(Trouble::Upgraded) {
        turn.tx
            .set_trouble(&room.key, Some(Trouble::Upgraded))
            .await?;
    }
    let what = Outgoing::Join {
        room_id: successor.to_owned(),
        via: via.to_vec(),
    };
    turn.post_because(
        &format!("join:{successor}"),
        &room.key,
        Class::Work,
        what,
        None,
    )
    .await
    .map(drop)
}

/// Whoever made that room does not say that it follows ours: it is another room, in which we have no business.
async fn leave_false_successor(turn: &mut Turn, room: &Room, successor: &str) -> Result<()> {
    let what = Outgoing::Leave {
        room_id: successor.to_owned(),
    };
    let cause = format!("leave:{}:{successor}", room.key);
    turn.post_because(&cause, &room.key, Class::Work, what, None)
        .await?;
    let body = turn.t("trouble-false-successor", args! { room: room.name.clone() });
    turn.tell_managers(&format!("false-successor:{}:{successor}", room.key), body)
        .await
}

async fn accept(turn: &mut Turn, key: &RoomKey, seen: &Seen) -> Result<()> {
    if turn.tx.is_work_waiting(key, "join").await? {
        return Ok(());
    }
    let what = Outgoing::Join {
        room_id: seen.room_id.clone(),
        via: vec![],
    };
    // Now is part of the cause, so that whoever removed us can invite us again.
    let cause = format!("join:{}:{}", seen.room_id, turn.now.0);
    turn.post_because(&cause, key, Class::Work, what, None)
        .await
        .map(drop)
}

/// A room in which we are not (any more). Absence counts only when it lasts: a look that began before a room was made
/// does not show it yet.
async fn gone(turn: &mut Turn, room: &Room, id: &str, seen: Option<&Seen>) -> Result<()> {
    if room.trouble == Some(Trouble::Gone) {
        return Ok(());
    }
    let surely = seen.is_some_and(|seen| matches!(seen.state, SeenState::Left | SeenState::Banned));
    if !surely && !is_missing_long(turn, room, id).await? {
        return Ok(());
    }
    if room.kind == RoomKind::Private {
        // Somebody who left their private chat may open another one.
        return turn.tx.remove_room(&room.key).await;
    }
    turn.tx.set_trouble(&room.key, Some(Trouble::Gone)).await?;
    tracing::warn!(room = %room.key, "the bot is not in this room any more; it rests");
    let body = turn.t("trouble-gone", args! { room: room.name.clone() });
    turn.tell_managers(&format!("gone:{}:{id}:{}", room.key, turn.now.0), body)
        .await
}

async fn is_missing_long(turn: &mut Turn, room: &Room, id: &str) -> Result<bool> {
    const LONG_MINUTES: i64 = 4;
    let fact = format!("missing:{}", room.key);
    let now = turn.now;
    let known = turn.tx.fact(&fact).await?;
    let since = known
        .as_deref()
        .and_then(|known| known.split_once(' '))
        .filter(|(of, _)| *of == id);
    let since = since.and_then(|(_, ms)| ms.parse().ok()).map(Moment);
    if since.is_none() {
        turn.tx.set_fact(&fact, &format!("{id} {}", now.0)).await?;
    }
    Ok(since.is_some_and(|since| since.plus_minutes(LONG_MINUTES) <= now))
}

/// Name and topic are as the database says; the database leads.
async fn rename(turn: &mut Turn, room: &Room, seen: &Seen) -> Result<()> {
    let is_so = seen.name.as_deref() == Some(&room.name)
        && seen.topic.as_deref().unwrap_or_default() == room.topic;
    if is_so
        || room.kind == RoomKind::Private
        || turn.tx.is_work_waiting(&room.key, "rename").await?
    {
        return Ok(());
    }
    let what = Outgoing::Rename {
        name: room.name.clone(),
        topic: room.topic.clone(),
    };
    let wrong = id_of(&format!("{:?}{:?}", seen.name, seen.topic));
    let cause = format!(
        "rename:{}:{}:{wrong}:{}",
        room.key,
        id_of(&format!("{}{}", room.name, room.topic)),
        turn.now.0
    );
    turn.post_because(&cause, &room.key, Class::Work, what, None)
        .await
        .map(drop)
}

/// Everybody with a role here is invited, once for each time the role was given.
async fn invite(turn: &mut Turn, room: &Room, seen: &Seen, people: &People) -> Result<()> {
    if room.kind == RoomKind::Private {
        return Ok(());
    }
    let inside: BTreeSet<&str> = seen
        .members
        .iter()
        .map(|member| member.user.as_str())
        .collect();
    let id = room.room_id.as_deref().unwrap_or_default();
    for (person, since) in people
        .of_room(room)
        .filter(|(person, _)| !inside.contains(person.user_id.as_str()))
    {
        let cause = format!("invite:{}:{id}:{}:{}", room.key, person.id, since.0);
        let what = Outgoing::Invite {
            user: person.user_id.clone(),
            reason: Some(turn.t("invite-reason", args! { room: room.name.clone() })),
        };
        let about = format!("person:{}", person.id);
        turn.post_because(&cause, &room.key, Class::Work, what, Some(&about))
            .await?;
    }
    Ok(())
}

fn trouble_of(room: &Room, seen: &Seen, people: &People) -> Option<Trouble> {
    if room.kind == RoomKind::Space {
        return None;
    }
    if !seen.encrypted {
        return Some(Trouble::Plain);
    }
    if strangers(room, seen, people).next().is_some() {
        return Some(Trouble::Stranger);
    }
    let is_followed = seen.members.iter().any(|member| member.joined);
    room.trouble
        .filter(|trouble| *trouble == Trouble::Upgraded && !is_followed)
}

/// Members without a role, in the rooms where that matters. Somebody who is only invited cannot read yet,
/// but will when joining, so counts too. In a private chat only its own person belongs.
fn strangers<'a>(
    room: &'a Room,
    seen: &'a Seen,
    people: &'a People,
) -> impl Iterator<Item = &'a SeenMember> {
    seen.members.iter().filter(move |member| match room.kind {
        RoomKind::Private => {
            people.person(&member.user).map(|person| &person.id) != room.person.as_ref()
        }
        kind if kind.is_guarded() => !people.belongs(&member.user, room),
        _ => false,
    })
}

/// Whoever is called like the bot or a wijkagent, and is neither, is told to the managers, once for each name. Somebody
/// of the programme who goes by the own name there is nobody else, and those of the signal room may say who they are.
async fn tell_pretenders(turn: &mut Turn, room: &Room, seen: &Seen, people: &People) -> Result<()> {
    let wijkagenten = people.called(Role::Wijkagent);
    for member in &seen.members {
        let Some(name) = member
            .name
            .as_deref()
            .filter(|_| member.user != turn.world().us)
        else {
            continue;
        };
        let own = people.by_user.get(&member.user);
        let goes_by_own = own.is_some_and(|(person, roles)| {
            let is_known = roles
                .iter()
                .any(|given| given.role.belongs_in(RoomKind::Signal));
            is_known || looks_like(name, &person.name)
        });
        let is_like = claims_authority(name)
            || looks_like(name, local_part(&turn.world().us))
            || wijkagenten.iter().any(|real| looks_like(name, real));
        if goes_by_own || !is_like {
            continue;
        }
        let cause = format!("pretender:{}:{}:{}", room.key, member.user, id_of(name));
        let spoken = turn.speak_in(&RoomKey::management()).await?;
        let body = turn.t(
            "trouble-pretender",
            args! { room: room.name.clone(), user: as_data(&member.user), name: as_data(name) },
        );
        turn.speak(Some(spoken));
        turn.tell_managers(&cause, body).await?;
    }
    Ok(())
}

/// The managers hear of each trouble once: per stranger's joining, per room that is not encrypted.
async fn tell_trouble(
    turn: &mut Turn,
    room: &Room,
    seen: &Seen,
    people: &People,
    trouble: Option<Trouble>,
) -> Result<()> {
    match trouble {
        Some(Trouble::Plain) => {
            let body = turn.t("trouble-plain", args! { room: room.name.clone() });
            turn.tell_managers(&format!("plain:{}", seen.room_id), body)
                .await
        }
        // Who is on the way out already needs nobody's attention.
        Some(Trouble::Stranger) if turn.tx.is_work_waiting(&room.key, "remove").await? => Ok(()),
        Some(Trouble::Stranger) if room.kind.is_guarded() => {
            for stranger in strangers(room, seen, people) {
                let args = args! { room: room.name.clone(), user: stranger.user.clone() };
                let body = turn.t("trouble-stranger", args);
                turn.tell_managers(&format!("stranger:{}", stranger.since), body)
                    .await?;
            }
            Ok(())
        }
        _ => Ok(()),
    }
}

/// Private chats are accepted from everybody with a role, other rooms from managers only; the rest is declined.
async fn answer_invitations(turn: &mut Turn, seen: &[Seen], people: &People) -> Result<()> {
    for seen in seen.iter().filter(|seen| seen.state == SeenState::Invited) {
        if turn.tx.room_by_id(&seen.room_id).await?.is_some() {
            continue;
        }
        let inviter = seen.invited_by.clone().unwrap_or_default();
        match people.person(&inviter) {
            Some(person) if seen.direct => {
                let key = RoomKey::private(&person.id);
                let name = turn.t("room-private-name", args! {});
                turn.tx.remove_room(&key).await?;
                turn.tx
                    .set_room(&private(&key, &person.id, &name, Some(&seen.room_id)))
                    .await?;
                accept(turn, &key, seen).await?;
            }
            Some(_) if people.is_manager(&inviter) => accept(turn, &RoomKey::space(), seen).await?,
            _ => {
                let what = Outgoing::Leave {
                    room_id: seen.room_id.clone(),
                };
                let cause = format!("leave:{}:{}", seen.room_id, turn.now.0);
                turn.post_because(&cause, &RoomKey::space(), Class::Work, what, None)
                    .await?;
            }
        }
    }
    Ok(())
}

/// Who may read what is said in a room, beside ourselves; `None` for everybody who is in it.
pub async fn readers(tx: &mut Tx, key: &RoomKey) -> Result<Option<Vec<String>>> {
    if key.kind() != RoomKind::Private && !key.kind().is_guarded() {
        return Ok(None);
    }
    let Some(room) = tx.room(key).await? else {
        return Ok(None);
    };
    let mut users = Vec::new();
    for person in tx.people().await? {
        let may = if room.kind == RoomKind::Private {
            room.person.as_ref() == Some(&person.id)
        } else {
            belongs(&tx.roles_of(&person.id).await?, &room)
        };
        users.extend(may.then_some(person.user_id));
    }
    Ok(Some(users))
}

/// Who may moderate the rooms that the bot makes.
pub async fn moderators(tx: &mut Tx) -> Result<Vec<String>> {
    let mut users = Vec::new();
    for role in [Role::CommunityManager, Role::Beheerder] {
        users.extend(
            tx.people_with_role(role, "")
                .await?
                .into_iter()
                .map(|person| person.user_id),
        );
    }
    users.sort();
    users.dedup();
    Ok(users)
}
