//! Warnings to wijken: composed from the catalogue only, wanted by two people, and followed to what came of them.
//!
//! ```text
//! signaal bram  > waarschuw Moerwijk nepagent
//! < W-7: waarschuwing voor Moerwijk. Zo komt het in de wijkkamer: … Typ akkoord 7
//! signaal carla > akkoord 7
//! < W-7 is verstuurd … Gezien: 3, doorverteld: 2, acties: 1   (this answer is edited; who is never told)
//! moerwijk anna > doe mee 12
//! < Dank u wel! Genoteerd als A-3: …
//! ```

mod agree;
mod check;
mod propose;
mod spread;
mod words;

use crate::domain::people::{EVERYBODY, MANAGERS, Role, RoomKind};
use crate::engine::DECIDERS;
use crate::engine::feature::{Changes, Command, Feature, Sweep, Tap};

const SIGNAL: &[RoomKind] = &[RoomKind::Signal];
const WIJK_OR_PRIVATE: &[RoomKind] = &[RoomKind::Wijk, RoomKind::Private];

pub const FEATURE: Feature = Feature {
    commands: &[
        Command {
            name: "waarschuw",
            words: &["waarschuw", "waarschuwing", "warn", "warning"],
            roles: &DECIDERS,
            rooms: SIGNAL,
            run: propose::run,
        },
        // `akkoord` is another thing in private: there an ambassadeur agrees to the convenant.
        Command {
            name: "goedkeuren",
            words: &["goedkeuren", "akkoord", "approve"],
            roles: &DECIDERS,
            rooms: SIGNAL,
            run: agree::run,
        },
        Command {
            name: "doe-mee",
            words: &["doe-mee", "doe mee", "take-part", "take part"],
            roles: &[Role::Ambassadeur],
            rooms: WIJK_OR_PRIVATE,
            run: spread::take_part,
        },
        Command {
            name: "echt",
            words: &["echt", "is dit echt", "really", "is this real"],
            roles: EVERYBODY,
            rooms: WIJK_OR_PRIVATE,
            run: check::really,
        },
        Command {
            name: "code",
            words: &["code", "controlecode"],
            roles: MANAGERS,
            rooms: &[RoomKind::Management],
            run: check::code,
        },
    ],
    taps: &[
        Tap {
            on: words::ABOUT,
            keys: &[spread::SEEN],
            roles: EVERYBODY,
            rooms: &[RoomKind::Wijk],
            tapped: spread::seen,
        },
        Tap {
            on: words::ABOUT,
            keys: &[spread::PASSED_ON],
            roles: EVERYBODY,
            rooms: &[RoomKind::Wijk],
            tapped: spread::passed_on,
        },
    ],
    sweeps: &[Sweep(spread::sweep)],
    changes: Some(Changes {
        take_back: propose::take_back,
        edited: propose::edited,
        numbered: None,
    }),
    ..Feature::named("warning")
};
