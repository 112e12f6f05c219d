//! What goes in and out of the Matrix side: events received, parcels to send, rooms observed,
//! and the traits behind which somebody else keeps them.
//!
//! Nothing here derives `Debug` where it holds what a person wrote, so that no text can reach a log by accident.

use std::fmt;

use futures_util::future::BoxFuture;

/// How these traits fail. The cause is for the operator's log and never holds message text.
pub type Result<T> = anyhow::Result<T>;

/// How far the device that sent an event can be trusted.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Trust {
    /// Encrypted, by a device that its owner has signed.
    Signed,
    /// Encrypted, by a device that its owner has not signed (yet).
    Unsigned,
    /// Encrypted, but which device did it cannot be proven: the key came from the backup, or the device is gone.
    Unproven,
    /// Not encrypted: a server could have made it up. Reactions and removals always are.
    Plain,
    /// Encrypted, but the sender does not match the key, or the sender's identity changed after verification.
    Violated,
}

/// One event of a room, without Matrix types.
pub struct Received {
    pub event_id: String,
    pub room_id: String,
    /// Full Matrix user id.
    pub sender: String,
    /// The event's own time (`origin_server_ts`), UTC milliseconds.
    pub sent_at: i64,
    pub trust: Trust,
    /// The sender's cross-signing master key (base64 of the ed25519 key) as known now, to notice a changed identity.
    pub identity: Option<String>,
    pub what: What,
}

/// What an event is. Only `Text`, `Edit` and `Unreadable` hold something that a person wrote.
pub enum What {
    Text {
        /// The plain text body, without the quoted fallback of a reply.
        body: String,
        /// Whether `m.mentions` names us, or the HTML body links to our user id.
        mentions_us: bool,
        /// Other users whom `m.mentions` names.
        mentions: Vec<String>,
        /// The event that this one answers (`m.in_reply_to`, not the fallback of a thread).
        reply_to: Option<String>,
        /// The root of the thread that this one is in.
        thread: Option<String>,
        /// `m.notice`: said by a bot, starts nothing.
        notice: bool,
    },
    /// `m.replace`: `target` is the edited event, `body` the new text.
    Edit {
        target: String,
        body: String,
        mentions_us: bool,
    },
    /// An image, file, voice message, video, location or sticker. Never downloaded.
    Media {
        kind: MediaKind,
        reply_to: Option<String>,
    },
    Reaction {
        target: String,
        key: String,
    },
    /// A redaction of `target`, by whomever.
    Removal {
        target: String,
    },
    /// A poll response (`org.matrix.msc3381.poll.response` or `m.poll.response`).
    Vote {
        poll: String,
        answers: Vec<String>,
    },
    /// Could not be decrypted (yet). `raw` is the encrypted event as JSON.
    Unreadable {
        session_id: Option<String>,
        raw: String,
    },
    /// Our own event came back: `transaction_id` from `unsigned`, `marker` from `nl.wijkbode.id` in the content.
    Echo {
        transaction_id: Option<String>,
        marker: Option<String>,
    },
    /// Everything else (state, other types): only the id counts.
    Other,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum MediaKind {
    Image,
    File,
    Voice,
    Video,
    Location,
    Sticker,
}

/// Where the inbox is in the stream of events.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Cursor {
    /// As the answer that was stored last said it.
    pub next_batch: String,
    /// The device that was answered. Another device of the account has heard other keys: it cannot just go on there.
    pub device_id: String,
}

/// One answer of `/sync`, to be stored in one transaction.
pub struct Batch {
    /// Where to go on after this batch.
    pub cursor: Cursor,
    /// Holes of limited timelines that this batch leaves.
    pub gaps: Vec<NewGap>,
    /// In the order of the answer, per room oldest first.
    pub events: Vec<Received>,
}

/// A hole in a room's timeline, filled forwards with `/messages` from `from` to `to`.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct NewGap {
    pub room_id: String,
    pub from: String,
    pub to: String,
}

/// A stored hole.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Gap {
    pub id: i64,
    pub room_id: String,
    /// Where to read on; moves forward page by page.
    pub from: String,
    pub to: String,
}

/// A stored event that could not be decrypted yet.
pub struct Unreadable {
    pub event_id: String,
    pub room_id: String,
    pub session_id: Option<String>,
    /// The encrypted event as JSON.
    pub raw: String,
}

/// Keeps what came in. Each method is one transaction and may be repeated: an event that is there already is dropped.
pub trait Inbox: Send + Sync + 'static {
    /// The cursor of the last stored batch; `None` before the very first.
    fn cursor(&self) -> BoxFuture<'_, Result<Option<Cursor>>>;
    fn store_batch<'a>(&'a self, batch: &'a Batch) -> BoxFuture<'a, Result<()>>;
    /// A hole that may be tried now, first those that did not fail yet; one that failed rests for a while.
    fn next_gap(&self) -> BoxFuture<'_, Result<Option<Gap>>>;
    /// Stores a page of a hole; `next` is where to read on, `None` when the hole is closed.
    fn store_page<'a>(
        &'a self,
        gap: &'a Gap,
        events: &'a [Received],
        next: Option<&'a str>,
    ) -> BoxFuture<'a, Result<()>>;
    /// A page could not be read now, and nobody said no: after the others this one may be tried again.
    fn gap_rests<'a>(&'a self, gap: &'a Gap) -> BoxFuture<'a, Result<()>>;
    /// Reading a page was refused; the keeper counts, lets it rest, and after some tries closes it with a notice.
    fn gap_failed<'a>(&'a self, gap: &'a Gap, reason: &'a str) -> BoxFuture<'a, Result<()>>;
    /// All events that still wait for a key; with `session_id`, only those.
    fn unreadable<'a>(
        &'a self,
        session_id: Option<&'a str>,
    ) -> BoxFuture<'a, Result<Vec<Unreadable>>>;
    /// An event that could be decrypted after all.
    fn now_readable<'a>(&'a self, event: &'a Received) -> BoxFuture<'a, Result<()>>;
    /// What the reconciler saw: every room that we are in, invited to, or were thrown out of.
    fn observed<'a>(&'a self, rooms: &'a [ObservedRoom]) -> BoxFuture<'a, Result<()>>;
}

/// One thing to do on the homeserver. Its `id` is the transaction id, the same on every try.
pub struct Parcel {
    pub id: String,
    /// The Matrix room; `None` for what makes one.
    pub room_id: Option<String>,
    /// Who may read it, beside ourselves: it is not said while anybody else is a member. `None` for everybody.
    pub readers: Option<Vec<String>>,
    /// Look for our marker in the room before sending: a first try was made long ago or by another device,
    /// at about this moment (UTC milliseconds).
    pub look_since: Option<i64>,
    pub post: Post,
}

/// What to do.
pub enum Post {
    Message(Message),
    /// `target` is the event that is edited.
    Edit {
        target: String,
        message: Message,
    },
    Reaction {
        target: String,
        key: String,
    },
    /// Redact `target`.
    Removal {
        target: String,
    },
    Attachment(Attachment),
    Poll(Poll),
    /// Nobody can vote any more in the poll `target`; `message` says how it came out.
    EndPoll {
        target: String,
        message: Message,
    },
    MakeRoom(RoomPlan),
    /// A direct chat with one person, encrypted; made by hand since `create_dm` makes irrevocable co-creators.
    MakePrivate {
        user: String,
        name: String,
    },
    Invite {
        user: String,
        /// What the person reads beside the invitation; not encrypted.
        reason: Option<String>,
    },
    /// Accept an invitation to, or follow an upgrade into, this room.
    Join {
        room_id: String,
        via: Vec<String>,
    },
    /// Decline an invitation or leave.
    Leave {
        room_id: String,
    },
    Remove {
        user: String,
    },
    Rename {
        name: String,
        topic: String,
    },
}

/// A text message with everything that decides how it is shown.
#[derive(Clone, PartialEq, Eq)]
pub struct Message {
    pub body: String,
    pub html: Option<String>,
    /// `m.notice`: quiet, never rings. Otherwise `m.text`.
    pub notice: bool,
    /// Users to mention (these phones ring).
    pub mentions: Vec<String>,
    /// Mention the whole room.
    pub mention_room: bool,
    pub reply_to: Option<String>,
    /// Answer inside this thread.
    pub thread: Option<String>,
}

/// A picture or another file. It is encrypted on its way up, and its keys travel in the encrypted message.
#[derive(Clone, PartialEq, Eq)]
pub struct Attachment {
    /// As it is called when somebody saves it.
    pub name: String,
    /// Its media type, such as `image/png`.
    pub mime: String,
    /// Width and height of a picture, in pixels; `None` for what is no picture.
    pub size: Option<(u32, u32)>,
    pub bytes: Vec<u8>,
    /// What stands with it, and says in words all that a picture shows: that is what a screen reader reads.
    pub message: Message,
    /// What [`Settled::Uploaded`] gave at an earlier try.
    pub uploaded: Option<Upload>,
}

/// Where a file is on the homeserver, as JSON, with the key to it. No `Debug` that shows it.
#[derive(Clone, PartialEq, Eq)]
pub struct Upload(pub String);

impl fmt::Debug for Upload {
    fn fmt(&self, out: &mut fmt::Formatter<'_>) -> fmt::Result {
        out.write_str("Upload(…)")
    }
}

/// A question with answers to tap, which everybody may see while it goes on. The id of an answer is its number, from 1.
#[derive(Clone, PartialEq, Eq)]
pub struct Poll {
    pub question: String,
    /// Between one and twenty; more are refused.
    pub answers: Vec<String>,
    /// How many of them one person may choose.
    pub most: u32,
    /// The same in words, for clients that know no polls.
    pub message: Message,
}

/// A room that must exist. Its alias is its key: making it twice gives the same room.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct RoomPlan {
    /// Local part of the alias, e.g. `wijkbode-moerwijk`.
    pub alias: String,
    pub name: String,
    pub topic: String,
    /// A space: not encrypted, holds the other rooms.
    pub space: bool,
    /// Room id of the space to put it in.
    pub parent: Option<String>,
    pub invite: Vec<String>,
    /// Users with moderator power (50); everybody else may talk and react only.
    pub moderators: Vec<String>,
}

/// How a parcel ended.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Settled {
    /// Sent, or found sent already.
    Sent {
        event_id: String,
    },
    RoomMade {
        room_id: String,
    },
    /// Done, without an event to remember (invite, join, …).
    Done,
    /// The file is on the homeserver, encrypted; the same parcel again, with this, sends the message. It holds the key,
    /// so it is kept no longer than needed. Two steps, since each try may last no longer than one request.
    Uploaded {
        file: Upload,
    },
    /// Nobody knows whether it arrived, or it certainly did not and may be tried again: same id, after this long.
    Later {
        after_ms: i64,
        reason: String,
    },
    /// The server said to slow down: nothing is sent for this long.
    Pause {
        after_ms: i64,
    },
    /// The server refused for good, or the room is not fit (not joined, not encrypted).
    Refused {
        reason: String,
    },
    /// It may have been sent and that cannot be found out: a person must look.
    Undecided {
        reason: String,
    },
}

/// Keeps what is to be sent.
pub trait Outbox: Send + Sync + 'static {
    /// The next parcel that may go now: urgent first, never two at once for one room, nothing during a pause.
    /// It is marked as being sent by `device_id` before it is returned.
    fn next<'a>(&'a self, device_id: &'a str) -> BoxFuture<'a, Result<Option<Parcel>>>;
    fn settle<'a>(&'a self, parcel_id: &'a str, settled: Settled) -> BoxFuture<'a, Result<()>>;
    /// Returns when something new may be there: a row was added, or a wait is over. May return early.
    fn wait(&self) -> BoxFuture<'_, ()>;
}

/// A room as the homeserver shows it, for reconciling.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct ObservedRoom {
    pub room_id: String,
    pub state: RoomState,
    /// Who invited us, for `Invited`.
    pub invited_by: Option<String>,
    /// The invitation is for a direct chat, or the room is one.
    pub direct: bool,
    pub encrypted: bool,
    pub space: bool,
    pub name: Option<String>,
    pub topic: Option<String>,
    /// Local part of the canonical alias.
    pub alias: Option<String>,
    /// The room was upgraded: its successor, with servers to join through.
    pub successor: Option<(String, Vec<String>)>,
    /// The room that this one says it replaces.
    pub predecessor: Option<String>,
    pub members: Vec<ObservedMember>,
    /// We may invite, remove, and set name and topic here.
    pub we_manage: bool,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub enum RoomState {
    #[default]
    Joined,
    Invited,
    Left,
    Banned,
}

/// A member other than ourselves.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct ObservedMember {
    pub user: String,
    /// False while only invited.
    pub joined: bool,
    pub display_name: Option<String>,
    /// Event id of the membership event, so that the same joining is never taken for two.
    pub since: String,
}
