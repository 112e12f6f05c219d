//! Ideas: what worked elsewhere, from a library that grows out of shared actions.
//!
//! ```text
//! > idee ouderen
//! < Koffieochtend in het buurthuis, voor ouderen … Les: In een kleine groep durft iemand het wel te vertellen.
//! ```

mod library;
mod look;
mod share;

use crate::domain::people::{MANAGERS, Role, RoomKind};
use crate::engine::feature::{Changes, Command, Feature, QuestionKind};

const WHERE: &[RoomKind] = &[RoomKind::Wijk, RoomKind::Private];

pub const FEATURE: Feature = Feature {
    commands: &[
        Command {
            name: "idee",
            words: &["idee", "ideeen", "ideeën", "idea", "ideas"],
            roles: &[Role::Ambassadeur, Role::CommunityManager, Role::Beheerder],
            rooms: WHERE,
            run: look::look,
        },
        Command {
            name: "deel",
            words: &["deel", "delen", "share"],
            roles: &[Role::Ambassadeur],
            rooms: WHERE,
            run: share::share,
        },
        Command {
            name: "bibliotheek",
            words: &["bibliotheek", "library"],
            roles: MANAGERS,
            rooms: &[RoomKind::Management],
            run: library::library,
        },
    ],
    questions: &[
        QuestionKind {
            name: "idea-for-whom",
            command: "idee",
            answered: look::answered,
        },
        QuestionKind {
            name: "idea-where",
            command: "deel",
            answered: share::answered,
        },
        QuestionKind {
            name: "idea-needed",
            command: "deel",
            answered: share::answered,
        },
        QuestionKind {
            name: "idea-duration",
            command: "deel",
            answered: share::answered,
        },
        QuestionKind {
            name: "idea-share",
            command: "deel",
            answered: share::answered,
        },
        QuestionKind {
            name: "idea-release",
            command: "bibliotheek",
            answered: library::answered,
        },
    ],
    changes: Some(Changes {
        take_back: share::take_back,
        // What is shared follows from questions; an edit of the message that began them changes nothing.
        edited: |_, _| Box::pin(async { Ok(false) }),
        numbered: None,
    }),
    ..Feature::named("idea")
};
