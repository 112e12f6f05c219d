//! How an ambassadeur begins, and stops: the welcome, the convenant, the training, five lessons, and the card in the
//! room of the wijk.
//!
//! The welcome and the card follow from how things are at each look at the rooms, so nothing that was missed is lost.

mod agree;
mod card;
mod leave;
mod lessons;
mod training;
mod welcome;

use anyhow::Result;
use futures_util::future::BoxFuture;

use crate::domain::people::{MANAGERS, Role, RoomKind};
use crate::engine::feature::{Command, Feature, QuestionKind};
use crate::engine::{Onboarding, Turn};
use crate::store::Room;

const AMBASSADEUR: &[Role] = &[Role::Ambassadeur];
const PRIVATE: &[RoomKind] = &[RoomKind::Private];

pub const FEATURE: Feature = Feature {
    commands: &[
        Command {
            name: "les",
            words: &["les", "lessen", "lesson"],
            roles: AMBASSADEUR,
            rooms: PRIVATE,
            run: lessons::lesson,
        },
        Command {
            name: "akkoord",
            words: &["akkoord", "agreed"],
            roles: AMBASSADEUR,
            rooms: PRIVATE,
            run: agree::agree,
        },
        Command {
            name: "training",
            words: &["training", "cursus"],
            roles: AMBASSADEUR,
            rooms: PRIVATE,
            run: training::training,
        },
        Command {
            name: "afmelden",
            words: &[
                "afmelden",
                "stop met meedoen",
                "uitschrijven",
                "unsubscribe",
            ],
            roles: AMBASSADEUR,
            rooms: PRIVATE,
            run: leave::leave,
        },
        Command {
            name: "getraind",
            words: &["getraind", "trained"],
            roles: MANAGERS,
            rooms: &[RoomKind::Management],
            run: training::trained,
        },
    ],
    forgets_answers: true,
    questions: &[
        QuestionKind {
            name: "lesson",
            command: "les",
            answered: lessons::answered,
        },
        QuestionKind {
            name: "leave",
            command: "afmelden",
            answered: leave::answered,
        },
    ],
    looked: Some(looked),
    ..Feature::named("onboarding")
};

/// After each look at the room of a wijk: who is new is welcomed, and the card says what is so now.
fn looked<'a>(turn: &'a mut Turn, room: &'a Room) -> BoxFuture<'a, Result<()>> {
    Box::pin(async move {
        let Some(wijk) = &room.wijk else {
            return Ok(());
        };
        let rules = Onboarding::read(&mut turn.tx).await?;
        if rules.welcome {
            welcome::welcome(turn, room, wijk, &rules).await?;
        }
        if rules.card {
            card::keep_current(turn, room, wijk).await?;
        }
        Ok(())
    })
}
