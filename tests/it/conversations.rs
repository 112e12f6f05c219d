//! Conversations as people have them, on the rehearsal: no homeserver, the real engine and database.

use insta::assert_snapshot;
use wijkbode::catalogue::{Catalogue, Place};
use wijkbode::engine::World;
use wijkbode::programme::Programme;
use wijkbode::rehearsal::{Deed, Rehearsal};
use wijkbode::sentences::Sentences;

/// Two wijken, an ambassadeur in each, a manager and a wijkagent.
pub const PROGRAMME: &str = r#"
    gemeente = "Den Haag"
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
"#;

pub fn world() -> World {
    World {
        catalogue: Catalogue::built_in(),
        places: vec![Place::den_haag()],
        sentences: Sentences::load(None).unwrap(),
        us: String::new(),
    }
}

pub async fn rehearsal() -> Rehearsal {
    let programme = Programme::parse(PROGRAMME, &[Place::den_haag()]).unwrap();
    let mut rehearsal = Rehearsal::new(programme, world()).await.unwrap();
    rehearsal.play("at 2026-10-14T10:00").await.unwrap();
    rehearsal
}

/// What the bot does when this happens, on Wednesday 14 October 2026 from ten in the morning.
async fn played(script: &str) -> String {
    let deeds = rehearsal().await.play(script).await.unwrap();
    deeds.iter().map(Deed::to_string).collect::<Vec<_>>().join("\n")
}

#[tokio::test]
async fn an_ambassadeur_logs_an_action_in_one_line() {
    assert_snapshot!(played("moerwijk anna > actie flyers 40").await, @"");
}

#[tokio::test]
async fn a_signal_is_shown_before_it_is_sent_and_the_answer_travels_back() {
    let script = "
        signaal bram > volg moerwijk
        moerwijk anna > signaal nepagent aan de deur
        moerwijk anna > 3
        moerwijk anna > 1
        moerwijk anna > ja
        signaal bram react 👀 bot:2
        signaal bram > afgehandeld 1
        signaal bram > 1
    ";
    assert_snapshot!(played(script).await, @"");
}
