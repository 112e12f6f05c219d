//! Activities: an ambassadeur plans one, others sign up, and afterwards it is noted as an action.
//!
//! ```text
//! > activiteit koffieochtend bibliotheek vrijdag 10:00
//! < Activiteit 3: Koffieochtend. Bibliotheek, 16 oktober, 10:00 uur. Doet u mee? Tik op ✋
//! ```

mod after;
mod announce;
mod calendar;
mod list;
mod plan;
mod poll;
mod signup;

use crate::domain::people::{Role, RoomKind};
use crate::engine::feature::{Changes, Command, Feature, Job, QuestionKind, Scope, Tap};

const AMBASSADEUR: &[Role] = &[Role::Ambassadeur];
const WHERE: &[RoomKind] = &[RoomKind::Wijk, RoomKind::Private];

pub const FEATURE: Feature = Feature {
    commands: &[
        Command {
            name: "activiteit",
            words: &["activiteit", "aktiviteit", "activity"],
            roles: AMBASSADEUR,
            rooms: WHERE,
            run: plan::plan,
        },
        Command {
            name: "activiteiten",
            words: &["activiteiten", "aktiviteiten", "activities"],
            roles: AMBASSADEUR,
            rooms: WHERE,
            run: list::list,
        },
        Command {
            name: "agenda",
            words: &["agenda", "kalender", "calendar", "diary"],
            roles: AMBASSADEUR,
            rooms: WHERE,
            run: calendar::agenda,
        },
        Command {
            name: "peiling",
            words: &["peiling", "stemming", "datumprikker", "poll", "vote"],
            roles: AMBASSADEUR,
            rooms: &[RoomKind::Wijk],
            run: poll::poll,
        },
        Command {
            name: "meedoen",
            words: &["meedoen", "ik doe mee", "join", "sign up"],
            roles: AMBASSADEUR,
            rooms: WHERE,
            run: signup::sign_up,
        },
        Command {
            name: "afzeggen",
            words: &["afzeggen", "doe niet mee", "signoff", "sign off"],
            roles: AMBASSADEUR,
            rooms: WHERE,
            run: signup::sign_off,
        },
        Command {
            name: "afronden",
            words: &["afronden", "finish"],
            roles: AMBASSADEUR,
            rooms: WHERE,
            run: after::finish,
        },
    ],
    questions: &[
        QuestionKind {
            name: "activity-which-wijk",
            command: "activiteit",
            answered: plan::answered,
        },
        QuestionKind {
            name: "activity-what",
            command: "activiteit",
            answered: plan::answered,
        },
        QuestionKind {
            name: "activity-where",
            command: "activiteit",
            answered: plan::answered,
        },
        QuestionKind {
            name: "activity-when",
            command: "activiteit",
            answered: plan::answered,
        },
        QuestionKind {
            name: "activity-how-many",
            command: "afronden",
            answered: after::answered,
        },
        QuestionKind {
            name: "activity-worked",
            command: "afronden",
            answered: after::answered,
        },
    ],
    taps: &[Tap {
        on: "activity",
        // Phones offer one hand in six colours.
        keys: &["✋", "✋🏻", "✋🏼", "✋🏽", "✋🏾", "✋🏿"],
        roles: AMBASSADEUR,
        rooms: &[RoomKind::Wijk],
        tapped: signup::tapped,
    }],
    polls: &[poll::DAY, poll::ACTION],
    jobs: &[
        Job {
            name: "activity-reminder",
            rule: "daily 10:00",
            // A day, so that the newest is never too late: whether there is still anything to remind of, each activity tells.
            catch_up_hours: 24,
            scope: Scope::Wijk,
            run: after::remind,
        },
        Job {
            name: "activity-after",
            rule: "daily 10:00",
            catch_up_hours: 7 * 24,
            scope: Scope::Gemeente,
            run: after::ask_organisers,
        },
    ],
    changes: Some(Changes {
        take_back: signup::take_back,
        edited: plan::edited,
        numbered: None,
    }),
    ..Feature::named("activity")
};
