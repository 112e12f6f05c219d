//! Conversations as people have them, on the rehearsal: no homeserver, the real engine and database.
//!
//! A test plays what people do and shows everything that the bot does because of it.

mod actions;
mod activities;
mod asked;
mod bad_input;
mod by_itself;
mod decisions;
mod digests;
mod early_warning;
mod english;
mod forms;
mod goals;
mod guarded_rooms;
mod handling;
mod help;
mod ideas;
mod knowledge;
mod labelled;
mod logbook;
mod management;
mod messages;
mod month;
mod monthly;
mod onboarding;
mod output;
mod pauses;
mod polls;
mod privacy;
mod prompt_answers;
mod random;
mod recaps;
mod record;
mod rings;
mod settings;
mod several;
mod signal_week;
mod signals;
mod statistics;
mod subscriptions;
mod together;
mod tongues;
mod warnings;
mod year;

use wijkbode::catalogue::{Catalogue, Place};
use wijkbode::engine::World;
use wijkbode::programme::Programme;
use wijkbode::rehearsal::{Deed, Rehearsal};
use wijkbode::sentences::Sentences;

/// Two wijken: Anna in one, Joop in both; a manager and two wijkagenten. Who is new gets no welcome: that is a play of its
/// own, in `onboarding`.
pub const PROGRAMME: &str = r#"
    gemeente = "Den Haag"
    onboarding = { welcome = false, card = false }
    [[wijk]]
    name = "Moerwijk"
    [[wijk]]
    name = "Duindorp"
    [[person]]
    user = "@anna:example.org"
    name = "Anna"
    ambassadeur = ["Moerwijk"]
    [[person]]
    user = "@joop:example.org"
    name = "Joop"
    ambassadeur = ["Duindorp", "Moerwijk"]
    [[person]]
    user = "@carla:example.org"
    name = "Carla"
    roles = ["community-manager"]
    [[person]]
    user = "@bram:example.org"
    name = "Bram"
    roles = ["wijkagent"]
    [[person]]
    user = "@sanne:example.org"
    name = "Sanne"
    roles = ["wijkagent"]
"#;

/// Anna reports a nepagent by the menu, up to the preview.
pub const A_FORM: &str = "
    moerwijk anna > signaal
    moerwijk anna > aan de deur
    moerwijk anna > nepagent
    moerwijk anna > 3
    moerwijk anna > 1
";

/// The same, sent.
pub const A_SIGNAL: &str = "
    moerwijk anna > signaal
    moerwijk anna > aan de deur
    moerwijk anna > nepagent
    moerwijk anna > 3
    moerwijk anna > 1
    moerwijk anna > ja
";

pub fn world() -> World {
    World {
        catalogue: Catalogue::built_in(),
        places: vec![Place::den_haag()],
        sentences: Sentences::load(None).unwrap(),
        us: String::new(),
    }
}

/// A rehearsal of a programme, on Wednesday 14 October 2026 from ten in the morning.
pub async fn rehearsal_of(programme: &str) -> Rehearsal {
    let programme = Programme::parse(programme, &[Place::den_haag()]).unwrap();
    let mut rehearsal = Rehearsal::new(programme, world()).await.unwrap();
    rehearsal.play("at 2026-10-14T10:00").await.unwrap();
    rehearsal
}

pub async fn rehearsal() -> Rehearsal {
    rehearsal_of(PROGRAMME).await
}

/// What the bot does when this happens.
pub async fn played(script: &str) -> String {
    played_after("", script).await
}

/// What the bot does when this happens, after something that is not shown.
pub async fn played_after(before: &str, script: &str) -> String {
    let mut rehearsal = rehearsal().await;
    rehearsal.play(before).await.unwrap();
    shown(&rehearsal.play(script).await.unwrap())
}

/// What the bot did, to be read; without the marks that keep links and names from being tapped.
pub fn shown(deeds: &[Deed]) -> String {
    const ZERO_WIDTH_SPACE: char = '\u{200b}';
    let lines: Vec<_> = deeds.iter().map(Deed::to_string).collect();
    lines.join("\n").replace(ZERO_WIDTH_SPACE, "")
}
