//! What is known about tricks, for whoever asks: `info`, `materiaal` and `doorverwijzen`.
//!
//! All of it is content of the catalogue. Nothing that is asked here is stored.

mod info;
mod refer;
mod which;

use crate::domain::people::{EVERYBODY, RoomKind};
use crate::engine::feature::{Command, Feature, QuestionKind};

pub const FEATURE: Feature = Feature {
    commands: &[
        Command {
            name: "info",
            words: &["info", "informatie", "information"],
            roles: EVERYBODY,
            rooms: &[RoomKind::Wijk, RoomKind::Private],
            run: info::info,
        },
        Command {
            name: "materiaal",
            words: &["materiaal", "material", "folder"],
            roles: EVERYBODY,
            rooms: &[RoomKind::Wijk, RoomKind::Private],
            run: info::material,
        },
        // In private only: what happened to somebody is not for the whole room.
        Command {
            name: "doorverwijzen",
            words: &["doorverwijzen", "doorverwijs", "verwijs", "refer"],
            roles: EVERYBODY,
            rooms: &[RoomKind::Private],
            run: refer::refer,
        },
    ],
    forgets_answers: true,
    questions: &[
        QuestionKind {
            name: "info-what",
            command: "info",
            answered: info::answered,
        },
        QuestionKind {
            name: "info-how",
            command: "info",
            answered: info::answered,
        },
        QuestionKind {
            name: "refer-when",
            command: "doorverwijzen",
            answered: refer::answered,
        },
        QuestionKind {
            name: "refer-what",
            command: "doorverwijzen",
            answered: refer::answered,
        },
        QuestionKind {
            name: "refer-who",
            command: "doorverwijzen",
            answered: refer::answered,
        },
    ],
    ..Feature::named("knowledge")
};
