//! The engine without Matrix: the same code on a temporary database file, with a scripted clock and plain-text rooms.
//!
//! Serves tests, dry runs by a gemeente, and demonstrations. See `docs/rehearsal.md` for the script's lines.

mod script;

use std::collections::BTreeMap;
use std::fmt;
use std::path::Path;
use std::sync::Arc;

use anyhow::{Context, Result, bail};
use chrono_tz::Tz;
use serde::Serialize;

pub use script::{Happening, Line, Saying};

use crate::chat::{Incoming, Outgoing, RoomKey, Text, Trust, What};
use crate::domain::people::RoomKind;
use crate::domain::time::Moment;
use crate::engine::addressed::to_row;
use crate::engine::{Engine, Look, Seen, SeenMember, World, polls};
use crate::programme::{self, Programme};
use crate::schedule;
use crate::store::{Database, Store};

/// What the bot is called here.
pub const US: &str = "@wijkbode:rehearsal";
const DEVICE: &str = "REHEARSAL";
/// Among the taps, for a vote.
const VOTE: &str = "vote";

/// One thing that the bot did.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct Deed {
    /// RFC 3339, in the programme's time zone.
    pub at: String,
    /// As in the script: a wijk by name, `signaal`, `beheer`, `ruimte`, `prive:anna`.
    pub room: String,
    /// say, notice, edit, react, redact, picture, file, poll, poll-end, invite, room …
    pub kind: String,
    /// The message that it answers or is about (`anna:2`, `bot:1`), or the person that is invited.
    pub to: Option<String>,
    pub mentions: Vec<String>,
    pub body: String,
    /// Which message of the bot in that room it is, from 1: what the script calls `bot:3`.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub number: Option<usize>,
}

impl fmt::Display for Deed {
    fn fmt(&self, out: &mut fmt::Formatter<'_>) -> fmt::Result {
        let time = self.at.get(..16).unwrap_or(&self.at).replace('T', " ");
        write!(out, "{time} {} {}", self.room, self.kind)?;
        if let Some(to) = &self.to {
            write!(out, " to {to}")?;
        }
        if !self.mentions.is_empty() {
            write!(out, " @{}", self.mentions.join(" @"))?;
        }
        for line in self.body.lines() {
            let indent = if line.is_empty() { "" } else { "    " };
            write!(out, "\n{indent}{line}")?;
        }
        Ok(())
    }
}

/// A room as everybody in the rehearsal sees it.
#[derive(Debug, Clone, Default)]
struct Room {
    name: String,
    topic: String,
    /// User ids, with the event by which they came in.
    members: BTreeMap<String, String>,
    /// What people call themselves, of those who said so.
    names: BTreeMap<String, String>,
    /// Event ids of the bot's messages, in order.
    said: Vec<String>,
    /// Event ids of each person's messages, in order.
    by: BTreeMap<String, Vec<String>>,
    /// Who tapped what on which event, or voted last in which poll: the event of the tap or vote, which taking it back
    /// removes.
    taps: BTreeMap<(String, String, String), String>,
}

/// A running rehearsal.
pub struct Rehearsal {
    folder: tempfile::TempDir,
    programme: Programme,
    engine: Engine,
    now: Option<Moment>,
    zone: Tz,
    /// By Matrix-like id, `!<key>`.
    rooms: BTreeMap<String, Room>,
    happened: u64,
    deeds: Vec<Deed>,
}

impl Rehearsal {
    /// A rehearsal of a programme. It begins with the first `at` or `tick` of the script.
    pub async fn new(programme: Programme, world: World) -> Result<Self> {
        let folder = tempfile::tempdir().context("making a folder for the rehearsal")?;
        let world = Arc::new(World {
            us: US.to_owned(),
            ..world
        });
        let engine = open(&folder, world).await?;
        Ok(Self {
            folder,
            programme,
            engine,
            now: None,
            zone: chrono_tz::Europe::Amsterdam,
            rooms: BTreeMap::new(),
            happened: 0,
            deeds: Vec::new(),
        })
    }

    /// Plays a script and gives what the bot did.
    ///
    /// # Errors
    /// Names the line of the script that could not be played.
    pub async fn play(&mut self, script: &str) -> Result<Vec<Deed>> {
        for (number, line) in script.lines().enumerate() {
            let played = async {
                match Line::read(line)? {
                    Some(line) => self.step(line).await,
                    None => Ok(()),
                }
            };
            played
                .await
                .with_context(|| format!("line {}: {}", number + 1, line.trim()))?;
        }
        Ok(std::mem::take(&mut self.deeds))
    }

    /// Plays one line.
    pub async fn step(&mut self, line: Line) -> Result<()> {
        match line {
            Line::At(text) => {
                let moment = self.read_moment(&text)?;
                self.set_clock(moment).await
            }
            Line::Tick(text) => {
                let until = self.read_moment(&text)?;
                self.tick(until).await
            }
            Line::Restart => self.restart().await,
            Line::Happens { room, person, what } => self.happens(&room, &person, what).await,
        }
    }

    /// The engine, for a test that looks into the database.
    pub fn engine(&self) -> &Engine {
        &self.engine
    }

    /// Where the database is, for a test that looks at what is on disk.
    pub fn folder(&self) -> &Path {
        self.folder.path()
    }

    fn read_moment(&self, text: &str) -> Result<Moment> {
        Moment::read(text, self.zone)
            .with_context(|| format!("\"{text}\" is no moment; write 2026-10-14T10:00"))
    }

    fn clock(&self) -> Result<Moment> {
        self.now
            .context("begin with a line such as: at 2026-10-14T10:00")
    }

    /// Sets the clock without running jobs; the first time, everything begins.
    async fn set_clock(&mut self, moment: Moment) -> Result<()> {
        if self.now.is_some_and(|now| moment < now) {
            bail!("the clock only goes forward");
        }
        let begins = self.now.is_none();
        self.now = Some(moment);
        if begins { self.begin().await } else { Ok(()) }
    }

    async fn begin(&mut self) -> Result<()> {
        let now = self.clock()?;
        let mut turn = self.engine.turn(now, "apply".to_owned()).await?;
        let plan = programme::plan(&mut turn, &self.programme).await?;
        programme::apply(&mut turn, &self.programme, &plan, false, false).await?;
        self.zone = turn.settings.zone;
        turn.commit().await?;
        self.engine.tick(now).await?;
        self.settle().await?;
        // Everybody is in before the script begins; what that took is not part of the play.
        self.deeds.clear();
        Ok(())
    }

    /// Moves the clock and runs everything that is due on the way, each at its own moment.
    async fn tick(&mut self, until: Moment) -> Result<()> {
        if self.now.is_none() {
            return self.set_clock(until).await;
        }
        loop {
            let now = self.clock()?;
            self.engine.tick(now).await?;
            self.settle().await?;
            let Some(next) = self.next_moment(now).await?.filter(|next| *next <= until) else {
                break;
            };
            self.now = Some(next);
        }
        self.now = Some(until.max(self.clock()?));
        self.engine.tick(until).await?;
        self.settle().await
    }

    async fn next_moment(&self, now: Moment) -> Result<Option<Moment>> {
        let mut turn = self.engine.turn(now, String::new()).await?;
        let job = schedule::next_due(&mut turn).await?;
        let parcel = turn.tx.next_parcel_at(now).await?;
        let poll = turn.tx.next_poll_at(now, polls::GRACE_MS).await?;
        Ok(job
            .into_iter()
            .chain(parcel)
            .chain(poll)
            .filter(|next| *next > now)
            .min())
    }

    /// Closes everything and opens it again, as after a crash.
    async fn restart(&mut self) -> Result<()> {
        let world = self.engine.world().clone();
        self.engine.store().close().await;
        self.engine = open(&self.folder, world).await?;
        let mut tx = self.engine.store().begin().await?;
        tx.resume_sending(DEVICE, self.clock()?).await?;
        tx.commit().await?;
        self.settle().await
    }

    async fn happens(&mut self, room: &str, person: &str, what: Happening) -> Result<()> {
        let now = self.clock()?;
        let user = self.user(person);
        let room_id = self.room_id(room, &user).await?;
        match what {
            Happening::Join { name } => {
                if let Some(name) = name {
                    self.room(&room_id)?.names.insert(user.clone(), name);
                }
                self.comes_in(&room_id, user)?;
            }
            Happening::Leave => drop(self.room(&room_id)?.members.remove(&user)),
            other => {
                let what = self.to_what(&room_id, person, other)?;
                let event_id = self.next_event();
                self.remember(&room_id, person, &what, &event_id)?;
                self.deliver(event_id, room_id, user, now, what).await?;
            }
        }
        self.settle().await
    }

    fn next_event(&mut self) -> String {
        self.happened += 1;
        format!("${}", self.happened)
    }

    fn comes_in(&mut self, room_id: &str, user: String) -> Result<()> {
        let since = self.next_event();
        self.room(room_id)?.members.insert(user, since);
        Ok(())
    }

    /// So that later lines can speak of `anna:2`, or take a tap back.
    fn remember(&mut self, room_id: &str, person: &str, what: &What, event_id: &str) -> Result<()> {
        let room = self.room(room_id)?;
        match what {
            What::Text { .. } | What::Media => {
                room.by
                    .entry(person.to_owned())
                    .or_default()
                    .push(event_id.to_owned());
            }
            What::Tap { target, key } => {
                room.taps.insert(
                    (person.to_owned(), key.clone(), target.clone()),
                    event_id.to_owned(),
                );
            }
            What::Vote { poll, .. } => {
                room.taps.insert(
                    (person.to_owned(), VOTE.to_owned(), poll.clone()),
                    event_id.to_owned(),
                );
            }
            _ => {}
        }
        Ok(())
    }

    /// Puts an event in the inbox as the Matrix side does: what is not for the bot leaves only its id.
    async fn deliver(
        &self,
        event_id: String,
        room_id: String,
        sender: String,
        now: Moment,
        what: What,
    ) -> Result<()> {
        let trust = if matches!(what, What::Tap { .. } | What::Removal { .. }) {
            Trust::Plain
        } else {
            Trust::Signed
        };
        let identity = Some(format!("key of {sender}"));
        let incoming = Incoming {
            event_id,
            room_id,
            sender,
            sent_at: now,
            trust,
            identity,
            what,
        };
        let mut tx = self.engine.store().begin().await?;
        let row = to_row(&mut tx, US, &incoming, now).await?;
        let block = tx.next_block().await?;
        tx.keep_event(block, &row).await?;
        tx.commit().await
    }

    /// Works until nothing is left to do, and shows what the bot did.
    async fn settle(&mut self) -> Result<()> {
        // A rehearsal that never ends would be a bot that never stops talking.
        const MOST_ROUNDS: usize = 1_000;
        for _ in 0..MOST_ROUNDS {
            let now = self.clock()?;
            self.engine
                .reconcile(&self.seen(), Look::Fresh, now)
                .await?;
            let handled = self.engine.work(now).await?;
            let sent = self.send(now).await?;
            if handled == 0 && sent == 0 {
                return Ok(());
            }
        }
        bail!("the bot does not come to rest")
    }

    /// Does what waits in the outbox; gives how much that was.
    async fn send(&mut self, now: Moment) -> Result<usize> {
        let mut sent = 0;
        loop {
            let mut tx = self.engine.store().begin().await?;
            tx.cancel_orphans().await?;
            let Some(row) = tx.next_parcel(now).await? else {
                tx.commit().await?;
                return Ok(sent);
            };
            let what = row.what()?.context("a parcel that waits has its text")?;
            tx.begin_sending(&row.id, DEVICE, now).await?;
            let event_id = format!("$bot-{}", row.id);
            if let Some(room_id) = self.carry_out(
                &row.room,
                row.room_id.as_deref(),
                row.target_event,
                what,
                &event_id,
                now,
            )? {
                tx.set_room_id(&row.room, Some(&room_id)).await?;
            }
            tx.parcel_sent(&row.id, Some(&event_id)).await?;
            tx.commit().await?;
            sent += 1;
        }
    }

    /// Does one thing in the rehearsal's rooms; gives the id of a room that was made.
    fn carry_out(
        &mut self,
        key: &RoomKey,
        room_id: Option<&str>,
        target: Option<String>,
        what: Outgoing,
        event_id: &str,
        now: Moment,
    ) -> Result<Option<String>> {
        let id = room_id.map_or_else(|| format!("!{key}"), str::to_owned);
        let made = matches!(
            what,
            Outgoing::MakeRoom { .. } | Outgoing::OpenPrivate { .. }
        );
        let mut deed = Deed {
            at: now.rfc3339(self.zone),
            room: String::new(),
            kind: what.kind().to_owned(),
            to: target.and_then(|event| self.called(&id, &event)),
            mentions: vec![],
            body: String::new(),
            number: None,
        };
        match what {
            Outgoing::Say(text) => {
                self.show(&mut deed, &text);
                deed.kind = if text.is_notice { "notice" } else { "say" }.to_owned();
                deed.to = text.reply_to.and_then(|event| self.called(&id, &event));
                self.room(&id)?.said.push(event_id.to_owned());
            }
            Outgoing::Edit { text, .. } => self.show(&mut deed, &text),
            Outgoing::React { key, .. } => deed.body = key,
            Outgoing::Redact { .. } | Outgoing::Join { .. } | Outgoing::Leave { .. } => {}
            Outgoing::Picture { chart, text } => {
                self.show_attached(&mut deed, &id, &text, "afbeelding", &chart.words());
                self.room(&id)?.said.push(event_id.to_owned());
            }
            Outgoing::File { name, text, .. } => {
                self.show_attached(&mut deed, &id, &text, "bestand", &name);
                self.room(&id)?.said.push(event_id.to_owned());
            }
            Outgoing::Poll { text, .. } => {
                self.show(&mut deed, &text);
                self.room(&id)?.said.push(event_id.to_owned());
            }
            Outgoing::EndPoll { .. } => {}
            rooms => self.change_rooms(&mut deed, &id, rooms)?,
        }
        deed.room = self.room_called(key, &id);
        deed.number = self.number_of(&id, event_id);
        self.deeds.push(deed);
        Ok(made.then_some(id))
    }

    /// Work on rooms and people.
    fn change_rooms(&mut self, deed: &mut Deed, id: &str, what: Outgoing) -> Result<()> {
        match what {
            Outgoing::MakeRoom { name, topic, .. } => {
                deed.body.clone_from(&name);
                let room = Room {
                    name,
                    topic,
                    ..Room::default()
                };
                self.rooms.insert(id.to_owned(), room);
            }
            Outgoing::OpenPrivate { user, name } => {
                deed.to = Some(self.short(&user));
                let members = BTreeMap::from([(user, "$opened".to_owned())]);
                let room = Room {
                    name,
                    members,
                    ..Room::default()
                };
                self.rooms.insert(id.to_owned(), room);
            }
            Outgoing::Invite { user, .. } => {
                deed.to = Some(self.short(&user));
                self.comes_in(id, user)?;
            }
            Outgoing::Remove { user } => {
                deed.to = Some(self.short(&user));
                self.room(id)?.members.remove(&user);
            }
            Outgoing::Rename { name, topic } => {
                deed.body.clone_from(&name);
                let room = self.room(id)?;
                (room.name, room.topic) = (name, topic);
            }
            _ => {}
        }
        Ok(())
    }

    /// `[afbeelding: what it shows, in words]` below what is said with it.
    fn show_attached(&self, deed: &mut Deed, id: &str, text: &Text, what: &str, words: &str) {
        self.show(deed, text);
        deed.to = (text.reply_to.as_ref()).and_then(|event| self.called(id, event));
        let body = std::mem::take(&mut deed.body);
        deed.body = format!("{body}\n[{what}: {words}]").trim().to_owned();
    }

    fn show(&self, deed: &mut Deed, text: &Text) {
        deed.mentions = text.mentions.iter().map(|user| self.short(user)).collect();
        deed.body = text.plain();
    }

    /// How the rooms stand, for the reconciler.
    fn seen(&self) -> Vec<Seen> {
        let member = |room: &Room, user: &String, since: &String| SeenMember {
            user: user.clone(),
            joined: true,
            name: room.names.get(user).cloned(),
            since: since.clone(),
        };
        let seen = |(id, room): (&String, &Room)| Seen {
            room_id: id.clone(),
            encrypted: true,
            name: Some(room.name.clone()),
            topic: Some(room.topic.clone()),
            members: (room.members.iter())
                .map(|(user, since)| member(room, user, since))
                .collect(),
            we_manage: true,
            ..Seen::default()
        };
        self.rooms.iter().map(seen).collect()
    }

    fn room(&mut self, id: &str) -> Result<&mut Room> {
        self.rooms
            .get_mut(id)
            .with_context(|| format!("there is no room {id}"))
    }

    /// `anna` is whoever of the programme or in the rooms has that local part; anybody else is a stranger.
    fn user(&self, person: &str) -> String {
        let inside = self.rooms.values().flat_map(|room| room.members.keys());
        let mut known = self.programme.users().chain(inside.map(String::as_str));
        let found = known.find(|user| self.short(user) == person);
        found.map_or_else(|| format!("@{person}:rehearsal"), str::to_owned)
    }

    fn short(&self, user: &str) -> String {
        user.trim_start_matches('@')
            .split(':')
            .next()
            .unwrap_or(user)
            .to_owned()
    }

    /// The room of that name; a private chat that is not there yet is opened by the person.
    async fn room_id(&mut self, name: &str, user: &str) -> Result<String> {
        if let Some(person) = name.strip_prefix("prive:") {
            let owner = self.user(person);
            return self.private_room(&owner).await;
        }
        let named = |(id, room): (&String, &Room)| {
            let key = id.trim_start_matches('!');
            (key == name || room.name.to_lowercase() == name.to_lowercase()).then(|| id.clone())
        };
        let found = self.rooms.iter().find_map(named);
        found.with_context(|| format!("there is no room \"{name}\" for {user}; use the name of a wijk, signaal, beheer or prive:anna"))
    }

    async fn private_room(&mut self, user: &str) -> Result<String> {
        let now = self.clock()?;
        let mut turn = self.engine.turn(now, format!("private:{user}")).await?;
        let Some(person) = turn.tx.person_by_user(user).await? else {
            bail!("{user} has no role, so the bot opens no private chat with them");
        };
        let key = turn.private_room(&person).await?;
        turn.commit().await?;
        let before = self.deeds.len();
        self.settle().await?;
        // That the person opened the chat is not a deed of the bot.
        let since = self.deeds.split_off(before);
        self.deeds
            .extend(since.into_iter().filter(|deed| deed.kind != "private"));
        Ok(format!("!{key}"))
    }

    fn room_called(&self, key: &RoomKey, id: &str) -> String {
        match key.kind() {
            RoomKind::Wijk => self
                .rooms
                .get(id)
                .map_or_else(|| key.to_string(), |room| room.name.to_lowercase()),
            RoomKind::Private => {
                let member = self
                    .rooms
                    .get(id)
                    .and_then(|room| room.members.keys().next());
                member.map_or_else(
                    || key.to_string(),
                    |user| format!("prive:{}", self.short(user)),
                )
            }
            _ => key.to_string(),
        }
    }

    fn number_of(&self, room: &str, event: &str) -> Option<usize> {
        let said = &self.rooms.get(room)?.said;
        said.last().filter(|last| *last == event)?;
        Some(said.len())
    }

    /// `bot:3` or `anna:2`, as the script counts messages.
    fn called(&self, room: &str, event: &str) -> Option<String> {
        let in_room = |room: &Room| {
            let place = |events: &[String]| {
                events
                    .iter()
                    .position(|id| id == event)
                    .map(|place| place + 1)
            };
            let of_bot = place(&room.said).map(|number| format!("bot:{number}"));
            of_bot.or_else(|| {
                room.by
                    .iter()
                    .find_map(|(name, events)| Some(format!("{name}:{}", place(events)?)))
            })
        };
        // A message may be in another room than the answer.
        self.rooms
            .get(room)
            .and_then(in_room)
            .or_else(|| self.rooms.values().find_map(in_room))
    }

    fn event(&self, room: &str, saying: &Saying) -> Result<String> {
        let room = self.rooms.get(room).context("an unknown room")?;
        let events = if saying.by == "bot" {
            Some(&room.said)
        } else {
            room.by.get(&saying.by)
        };
        let found = events.and_then(|events| events.get(saying.number.checked_sub(1)?));
        found.cloned().with_context(|| {
            format!(
                "{}:{} has not been said in this room",
                saying.by, saying.number
            )
        })
    }

    fn tap(&self, room: &str, person: &str, key: String, saying: &Saying) -> Result<String> {
        let target = self.event(room, saying)?;
        let taps = self.rooms.get(room).map(|room| &room.taps);
        let found = taps.and_then(|taps| taps.get(&(person.to_owned(), key, target)));
        found
            .cloned()
            .with_context(|| format!("{person} has no such reaction or vote there"))
    }

    fn to_what(&self, room: &str, person: &str, happening: Happening) -> Result<What> {
        Ok(match happening {
            Happening::Says {
                text,
                reply_to,
                thread,
            } => {
                let event = |saying: Option<Saying>| {
                    saying.map(|saying| self.event(room, &saying)).transpose()
                };
                let (reply_to, thread) = (event(reply_to)?, event(thread)?);
                let mentions_us = mentions_us(&text);
                What::Text {
                    body: text,
                    mentions_us,
                    mentions: vec![],
                    reply_to,
                    thread,
                }
            }
            Happening::Edits { saying, text } => What::Edit {
                target: self.event(room, &saying)?,
                mentions_us: mentions_us(&text),
                body: text,
            },
            Happening::Deletes { saying } => What::Removal {
                target: self.event(room, &saying)?,
            },
            Happening::Taps { key, saying } => What::Tap {
                target: self.event(room, &saying)?,
                key,
            },
            // Taking a tap back is removing the event of the tap.
            Happening::Untaps { key, saying } => What::Removal {
                target: self.tap(room, person, key, &saying)?,
            },
            Happening::Votes { saying, answers } => What::Vote {
                poll: self.event(room, &saying)?,
                answers,
            },
            // Taking a vote back is removing the event of the vote.
            Happening::Unvotes { saying } => What::Removal {
                target: self.tap(room, person, VOTE.to_owned(), &saying)?,
            },
            Happening::SendsMedia => What::Media,
            Happening::Join { .. } | Happening::Leave => What::Joined,
        })
    }
}

fn mentions_us(text: &str) -> bool {
    text.to_lowercase().contains("@wijkbode")
}

async fn open(folder: &tempfile::TempDir, world: Arc<World>) -> Result<Engine> {
    let store = Store::open(&Database::Sqlite(folder.path().join("wijkbode.db"))).await?;
    Ok(Engine::new(store, world))
}
