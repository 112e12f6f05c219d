//! What a feature is: its commands, questions, taps, polls and jobs, declared as data in one list.
//!
//! Help, `docs/commands.md`, the permission check and the tolerant matcher all come from these declarations.

use anyhow::Result;
use futures_util::future::BoxFuture;

use super::polls::{Poll, Tally};
use super::questions::{Answer, Question};
use super::turn::{Call, Turn};
use crate::domain::people::{Role, RoomKind};
use crate::domain::time::Moment;
use crate::store::{Room, Wijk};

/// Everything one subject brings.
pub struct Feature {
    pub name: &'static str,
    pub commands: &'static [Command],
    pub questions: &'static [QuestionKind],
    /// Whether what was chosen in its forms goes when the form ends. Else it stays for a month, so that an edited answer
    /// corrects what came of it.
    pub forgets_answers: bool,
    pub taps: &'static [Tap],
    pub polls: &'static [PollKind],
    pub replies: &'static [Reply],
    pub jobs: &'static [Job],
    /// What time alone brings, beside jobs: looked at with every tick, so quick when there is nothing to do.
    pub sweeps: &'static [Sweep],
    /// What happens when a message that this feature acted on is removed or edited.
    pub changes: Option<Changes>,
    /// What follows from how the room of a wijk is, at every look at it: level-triggered, so it must do nothing when
    /// nothing is to be done.
    pub looked: Option<Looked>,
}

pub type Looked = for<'a> fn(&'a mut Turn, &'a Room) -> BoxFuture<'a, Result<()>>;

impl Feature {
    /// A feature with nothing in it yet; fill in what it brings.
    pub const fn named(name: &'static str) -> Self {
        Self {
            name,
            commands: &[],
            questions: &[],
            forgets_answers: false,
            taps: &[],
            polls: &[],
            replies: &[],
            jobs: &[],
            sweeps: &[],
            changes: None,
            looked: None,
        }
    }
}

/// A word that starts something. Its help is in the sentences `help-<name>`, `help-<name>-more` and `help-<name>-example`.
pub struct Command {
    /// The Dutch word.
    pub name: &'static str,
    /// Other words for it, English included.
    pub words: &'static [&'static str],
    /// Who may. In the room of a wijk the role must be for that wijk or for the whole gemeente.
    pub roles: &'static [Role],
    /// Where.
    pub rooms: &'static [RoomKind],
    pub run: Run,
}

impl Command {
    /// Whether whoever made this call may use it, there.
    pub fn may(&self, call: &Call) -> bool {
        self.rooms.contains(&call.room.kind) && call.who.has_one_of(self.roles, &call.room)
    }
}

pub type Run = for<'a> fn(&'a mut Turn, &'a Call) -> BoxFuture<'a, Result<()>>;

/// A question that this feature asks, and what it does with the answer.
pub struct QuestionKind {
    pub name: &'static str,
    /// The command that begins it: who answers too late is shown how to begin again.
    pub command: &'static str,
    pub answered: for<'a> fn(&'a mut Turn, &'a Call, Question, Answer) -> BoxFuture<'a, Result<()>>,
}

/// A reaction on a message of ours. It may be made up by a server, so it only ever does what is harmless.
pub struct Tap {
    /// What the message shows: `signal` for `about = signal:<id>`.
    pub on: &'static str,
    /// The reactions that mean it.
    pub keys: &'static [&'static str],
    pub roles: &'static [Role],
    pub rooms: &'static [RoomKind],
    /// Called with the id behind `on`.
    pub tapped: for<'a> fn(&'a mut Turn, &'a Call, &'a str) -> BoxFuture<'a, Result<()>>,
}

/// A poll that this feature opens with `Turn::open_poll`. Its votes are kept and counted by the engine.
pub struct PollKind {
    pub name: &'static str,
    /// The poll is over and the room has heard the result: what follows from it.
    pub closed: for<'a> fn(&'a mut Turn, &'a Poll, &'a Tally) -> BoxFuture<'a, Result<()>>,
}

/// A reply to a message of ours, or words in its thread, that need no command word.
pub struct Reply {
    /// What the message shows: `prompt` for `about = prompt:<month>`. Several features may expect replies to one message.
    pub on: &'static str,
    /// The command that it stands for: who may use that here may reply.
    pub command: &'static str,
    /// Called with what stands behind `on`, and whether it is a reply (or else stands in the thread, where neighbours talk
    /// with each other too); `false` when it means nothing.
    pub replied: for<'a> fn(&'a mut Turn, &'a Call, &'a str, bool) -> BoxFuture<'a, Result<bool>>,
}

/// The other things that can happen to a message that was acted on.
#[derive(Clone, Copy)]
pub struct Changes {
    /// The message with this event id was removed, or is to be undone: takes back what it did and gives its
    /// label (`A-12`). Nothing when it was not this feature's, or not this person's.
    pub take_back: TakeBack,
    /// The message `call.event_id` now says `call.text` (without its command word); `false` when it did nothing of ours.
    pub edited: for<'a> fn(&'a mut Turn, &'a Call) -> BoxFuture<'a, Result<bool>>,
    /// For what people name by a number.
    pub numbered: Option<Numbered>,
}

/// Things that have a number, such as `A-12`.
#[derive(Clone, Copy)]
pub struct Numbered {
    /// The newest thing that this person did here: when, and what `take_back` takes for it.
    pub newest: Newest,
    /// The letter before this feature's numbers: `A` of `A-12`.
    pub letter: char,
    /// What `take_back` takes for such a number: its message, or an id where a message did several things.
    pub by_number: for<'a> fn(&'a mut Turn, i64) -> BoxFuture<'a, Result<Option<String>>>,
}

pub type TakeBack =
    for<'a> fn(&'a mut Turn, &'a Call, &'a str) -> BoxFuture<'a, Result<Option<String>>>;
pub type Newest =
    for<'a> fn(&'a mut Turn, &'a Call) -> BoxFuture<'a, Result<Option<(Moment, String)>>>;

/// Something that happens by the calendar.
pub struct Job {
    pub name: &'static str,
    /// When, unless the programme says otherwise.
    pub rule: &'static str,
    /// How late it may still run after downtime, in hours; later it is skipped and the managers are told.
    pub catch_up_hours: i64,
    pub scope: Scope,
    pub run: for<'a> fn(&'a mut Turn, &'a Occasion) -> BoxFuture<'a, Result<()>>,
}

/// Brings something up to date, or forgets what is over.
pub struct Sweep(pub for<'a> fn(&'a mut Turn) -> BoxFuture<'a, Result<()>>);

/// Whether a job runs once or for each wijk.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Scope {
    Gemeente,
    Wijk,
}

/// One occurrence of a job.
pub struct Occasion {
    /// When it was due; it may run later.
    pub due: Moment,
    /// For a job per wijk.
    pub wijk: Option<Wijk>,
}
