//! People, messages and rooms that only look like those with a right: all that needs no homeserver to be tried.

use anyhow::{Context, Result};
use wijkbode::chat::{Outgoing, RoomKey};
use wijkbode::engine::{Look, Seen, SeenMember, SeenState};
use wijkbode::store::id_of;
use wijkbode_matrix::mail::{MediaKind, Received, Trust, What};

use crate::gate::{
    Gate, MOERWIJK, Outcome, difference, edit, in_words, person, removal, reply, room_id, tap,
    text, user,
};

fn moerwijk() -> RoomKey {
    RoomKey::wijk(MOERWIJK)
}

/// Hands them over, and nothing that counts has changed.
async fn change_nothing(gate: &Gate, events: Vec<Received>) -> Result<()> {
    let tried: Vec<_> = events.iter().map(in_words).collect();
    let (before, cards) = (
        gate.all_that_counts().await?,
        gate.on_its_way_to_guarded_rooms().await?,
    );
    gate.hand_over(events).await?;
    let after = gate.all_that_counts().await?;
    assert!(
        before == after,
        "{tried:#?}\n{:#}",
        difference(&before, &after)
    );
    let told = gate.on_its_way_to_guarded_rooms().await?;
    // Who has a role there may hear that it cannot be.
    let is_refusal = |row: &&String| {
        let refusals = [
            "Dit werkt in",
            "Dit kan alleen",
            "De sleutel van uw account",
        ];
        refusals
            .iter()
            .any(|said| row.contains(&format!("\"{said}")))
    };
    let new: Vec<_> = told[cards.len()..]
        .iter()
        .filter(|row| !is_refusal(row))
        .collect();
    assert_eq!(new, Vec::<&String>::new(), "{tried:#?}");
    Ok(())
}

/// Anna is shown what will be sent, and has not said "ja". The question was said as `$preview`.
async fn anna_is_asked(gate: &mut Gate) -> Result<String> {
    const REPORT: &str =
        "signaal: nepagent belde 3 buren op, hij zou hun geld en sieraden komen halen. Niks kwijt";
    let report = gate.event("anna", &moerwijk(), Trust::Signed, text(REPORT));
    let id = report.event_id.clone();
    gate.hand_over(vec![report]).await?;
    let mut tx = gate.store().begin().await?;
    let question = tx
        .question(&moerwijk(), &person("anna"))
        .await?
        .context("the preview")?;
    tx.parcel_sent(&question.id, Some("$preview")).await?;
    tx.commit().await?;
    Ok(id)
}

#[tokio::test]
async fn an_id_that_looks_like_a_managers_is_a_strangers() -> Result<()> {
    const LOOK_ALIKES: [&str; 24] = [
        "@Carla:example.org",
        "@CARLA:EXAMPLE.ORG",
        "@carla:EXAMPLE.org",
        "@carla:example.com",
        "@carla:example.org.evil.example",
        "@carla:example.org:8448",
        "@carla:examp1e.org",
        "@carla:еxample.org", // a Cyrillic е
        "@саrla:example.org", // Cyrillic с and а
        "@carla\u{200b}:example.org",
        "@carla:example.org\u{200b}",
        "@carla:example.org ",
        " @carla:example.org",
        "@carla:example.org\0",
        "@carla_:example.org",
        "@carl_:example.org",
        "@%:example.org",
        "@carla%:example.org",
        "@carla:example.org' OR '1'='1",
        "@x:example.org' UNION SELECT id FROM person --",
        "@carla",
        "carla:example.org",
        "",
        "@:",
    ];
    let mut gate = Gate::new().await?;
    let mut events = Vec::new();
    for name in LOOK_ALIKES {
        for said in [
            "!ambassadeur @evil:example.org Moerwijk",
            "!bevestig @rust:example.org",
            "!wijk nieuw Scheveningen",
        ] {
            let mut event = gate.event("carla", &RoomKey::management(), Trust::Signed, text(said));
            name.clone_into(&mut event.sender);
            events.push(event);
        }
        for what in [
            text("!ongedaan A-1"),
            text("ja"),
            edit("$1", "actie flyers 999"),
            removal("$1"),
        ] {
            let mut event = gate.event("carla", &moerwijk(), Trust::Signed, what);
            name.clone_into(&mut event.sender);
            events.push(event);
        }
    }
    change_nothing(&gate, events).await
}

#[tokio::test]
async fn nobody_changes_what_another_said() -> Result<()> {
    let mut gate = Gate::new().await?;
    let report = anna_is_asked(&mut gate).await?;
    let mut events = Vec::new();
    for name in [
        "joop", "carla", "bram", "ben", "olga", "rust", "weg", "piet",
    ] {
        // Anna's action, her signal, the one that she is asked about, the question itself, and the card of the signal.
        for target in ["$1", "$2", report.as_str(), "$preview", "$card"] {
            for room in [moerwijk(), RoomKey::signal(), RoomKey::management()] {
                for what in [
                    edit(target, "ja"),
                    edit(target, "actie flyers 999"),
                    removal(target),
                ] {
                    events.push(gate.event(name, &room, Trust::Signed, what));
                }
            }
        }
    }
    change_nothing(&gate, events).await?;

    // Anna's own words in another room are other words.
    let elsewhere = RoomKey::private(&person("anna"));
    let mut events = vec![gate.event(
        "anna",
        &elsewhere,
        Trust::Signed,
        edit("$1", "actie flyers 999"),
    )];
    for trust in [Trust::Plain, Trust::Violated] {
        events.push(gate.event("anna", &moerwijk(), trust, edit("$1", "actie flyers 999")));
        events.push(gate.event("anna", &moerwijk(), trust, edit(&report, "niets")));
    }
    change_nothing(&gate, events).await
}

#[tokio::test]
async fn sending_takes_a_yes_and_nothing_that_looks_like_one() -> Result<()> {
    let mut gate = Gate::new().await?;
    anna_is_asked(&mut gate).await?;
    let mut what: Vec<What> = [
        "ja gezellig",
        "nou ja",
        "ja?",
        "ja of nee",
        "> ja",
        "jа", // a Cyrillic а
        "j a",
        "jaja",
        "zeg maar ja",
        "ja, maar eerst iets anders",
        "👍",
        "✅",
        "ok",
        "akkoord",
        "verstuur",
        "ja\nactie is leuk",
        "ja 1",
        "\u{202e}aj",
        "@wijkbode:elders.example ja",
    ]
    .into_iter()
    .map(text)
    .collect();
    what.push(reply(Some("$neighbour"), "ja"));
    what.push(What::Vote {
        poll: "$preview".to_owned(),
        answers: vec!["ja".to_owned()],
    });
    what.push(What::Media {
        kind: MediaKind::Image,
        reply_to: Some("$preview".to_owned()),
    });
    for key in ["✅", "👍", "ja", "👀", "👀👀", "1️⃣", ""] {
        what.push(tap("$preview", key));
    }
    let notice = |body: &str| match text(body) {
        What::Text {
            body,
            mentions_us,
            mentions,
            reply_to,
            thread,
            ..
        } => What::Text {
            body,
            mentions_us,
            mentions,
            reply_to,
            thread,
            notice: true,
        },
        other => other,
    };
    what.push(notice("ja"));
    what.push(notice("!actie flyers 5"));
    what.push(What::Edit {
        target: "$preview".to_owned(),
        body: "ja".to_owned(),
        mentions_us: true,
    });
    let events = what
        .into_iter()
        .map(|what| gate.event("anna", &moerwijk(), Trust::Signed, what))
        .collect();
    change_nothing(&gate, events).await?;

    let yes = gate.event(
        "anna",
        &moerwijk(),
        Trust::Signed,
        reply(Some("$preview"), "Ja."),
    );
    gate.hand_over(vec![yes]).await?;
    assert!(
        gate.store()
            .begin()
            .await?
            .signal_by_number(2)
            .await?
            .is_some()
    );
    Ok(())
}

#[tokio::test]
async fn what_is_said_to_another_bot_is_not_said_to_us() -> Result<()> {
    let mut gate = Gate::new().await?;
    let said = [
        "@wijkbode:delft.example actie flyers 40",
        "@wijkbode:delft.example: actie flyers 40",
        "@wijkbode:delft.example !actie flyers 40",
        "Hoi @wijkbode:delft.example, actie flyers 40",
        "@wijkbode-delft:example.org !actie flyers 40",
        "@wijkbode:example.org.evil.example actie flyers 40",
        "@joop:example.org !actie flyers 40",
    ];
    let events = said.map(|said| gate.event("anna", &moerwijk(), Trust::Signed, text(said)));
    change_nothing(&gate, events.into()).await?;
    // Our own id, and our name alone, are us.
    for said in [
        "@wijkbode:example.org actie flyers 41",
        "@wijkbode: actie flyers 42",
        "Hoi wijkbode, actie flyers 43",
    ] {
        let event = gate.event("anna", &moerwijk(), Trust::Signed, text(said));
        let id = event.event_id.clone();
        gate.hand_over(vec![event]).await?;
        assert!(
            matches!(gate.outcome(&id).await?, Outcome::Answered(_)),
            "{said}"
        );
    }
    Ok(())
}

/// What people could type to make it more than data.
const TRICKS: [&str; 22] = [
    "@room",
    "@carla:example.org",
    "https://matrix.to/#/@carla:example.org",
    "<a href=\"https://evil.example\">klik</a>",
    "<img src=x onerror=alert(1)>",
    "[klik](https://evil.example)",
    "javascript:alert(1)",
    "**@room**",
    "#kamer:example.org",
    "!abc:example.org",
    "'; DROP TABLE person; --",
    "\" OR \"\"=\"",
    "%_%",
    "{ $name }",
    "{ no-role }",
    "{\"a\": 1}",
    "../../etc/passwd",
    "\u{202e}txet\u{202d}",
    "a\u{200b}b\u{2066}c\u{ad}d\u{e0041}e",
    "a\u{0}b\u{1b}[31mc\u{7}",
    "$(rm -rf /)",
    "%s%n\\x00",
];

fn is_only_data(said: &str) -> bool {
    let marks = [
        "@room",
        "://",
        "@carla:",
        "javascript:a",
        "#kamer:",
        "!abc:",
    ];
    let hidden = |c: char| {
        c.is_control() && c != '\n'
            || matches!(c, '\u{202a}'..='\u{202e}' | '\u{2066}'..='\u{2069}' | '\u{ad}' | '\u{e0000}'..='\u{e007f}')
    };
    !marks.iter().any(|mark| said.contains(mark)) && !said.contains(hidden)
}

#[tokio::test]
async fn what_people_type_comes_back_as_data() -> Result<()> {
    let mut gate = Gate::new().await?;
    let mut tried = 0;
    for (number, trick) in TRICKS.into_iter().enumerate() {
        for (name, room, said) in [
            (
                "carla",
                RoomKey::management(),
                format!("wijk nieuw {trick}"),
            ),
            (
                "carla",
                RoomKey::management(),
                format!("wijk nieuw WK0518{number:02} {trick}"),
            ),
            (
                "carla",
                RoomKey::management(),
                format!("ambassadeur @nieuw{number}:example.org {trick}"),
            ),
            (
                "carla",
                RoomKey::management(),
                format!("ambassadeur {trick} Moerwijk"),
            ),
            ("carla", RoomKey::management(), format!("bevestig {trick}")),
            ("carla", RoomKey::management(), format!("hulp {trick}")),
            ("carla", RoomKey::management(), format!("digest {trick}")),
            ("bram", RoomKey::signal(), format!("volg {trick}")),
            ("bram", RoomKey::signal(), format!("ontvolg {trick}")),
            ("bram", RoomKey::signal(), format!("gezien {trick}")),
            ("bram", RoomKey::signal(), format!("afgehandeld 1 {trick}")),
            ("anna", moerwijk(), format!("!actie {trick} 4")),
            ("anna", moerwijk(), format!("!ongedaan A-1 {trick}")),
            ("anna", moerwijk(), format!("!ongedaan {trick} 7")),
        ] {
            tried += 1;
            let event = gate.event(name, &room, Trust::Signed, text(&said));
            let id = event.event_id.clone();
            gate.hand_over(vec![event]).await?;
            if let Outcome::Answered(answer) | Outcome::Refused(answer) = gate.outcome(&id).await? {
                // Where a manager must see whom it is about, an id stays as it is.
                assert!(is_only_data(&answer), "{said:?}: {answer:?}");
            }
        }
    }
    assert!(tried > 300);
    // Nothing was deleted by what looks like a statement, and nobody got a role by it.
    let mut tx = gate.store().begin().await?;
    assert!(tx.person_by_user(&user("carla")).await?.is_some());
    for room in tx.rooms().await? {
        assert!(is_only_data(&room.name), "{:?}", room.name);
        assert!(
            room.alias
                .as_deref()
                .is_none_or(|alias| !alias.contains(['/', '.', ':', ' '])),
            "{:?}",
            room.alias
        );
    }
    Ok(())
}

#[tokio::test]
async fn what_a_stranger_says_unreadably_is_not_answered() -> Result<()> {
    let mut gate = Gate::new().await?;
    let mut events = Vec::new();
    for name in ["piet", "weg", "anna"] {
        let what = What::Unreadable {
            session_id: Some(name.to_owned()),
            raw: "{}".to_owned(),
        };
        let event = gate.event(name, &moerwijk(), Trust::Unproven, what);
        events.push((name, event.event_id.clone(), event));
    }
    let ids: Vec<_> = events
        .iter()
        .map(|(name, id, _)| (*name, id.clone()))
        .collect();
    gate.hand_over(events.into_iter().map(|(.., event)| event).collect())
        .await?;
    let later = gate.turn().await?.now.plus_minutes(11);
    gate.engine.tick(later).await?;
    let mut tx = gate.store().begin().await?;
    for (name, id) in ids {
        let told = tx.parcel(&id_of(&format!("unreadable:{id}"))).await?;
        assert_eq!(told.is_some(), name == "anna", "{name}");
    }
    Ok(())
}

/// A look at Moerwijk, which says that it was replaced, and at the room that it names.
fn upgraded(next: SeenState, predecessor: Option<&str>) -> [Seen; 2] {
    let member = SeenMember {
        user: user("anna"),
        joined: true,
        name: None,
        since: "$joined".to_owned(),
    };
    let old = Seen {
        room_id: room_id(&moerwijk()),
        encrypted: true,
        members: vec![member],
        successor: Some(("!next".to_owned(), vec!["evil.example".to_owned()])),
        ..Seen::default()
    };
    let next = Seen {
        room_id: "!next".to_owned(),
        state: next,
        encrypted: true,
        predecessor: predecessor.map(str::to_owned),
        ..Seen::default()
    };
    [old, next]
}

async fn waits(gate: &Gate, kind: &str, cause: &str) -> Result<bool> {
    let mut tx = gate.store().begin().await?;
    let row = tx.parcel(&id_of(cause)).await?;
    Ok(match row.map(|row| row.what()).transpose()?.flatten() {
        Some(Outgoing::Leave { .. }) => kind == "leave",
        Some(Outgoing::Join { .. }) => kind == "join",
        _ => false,
    })
}

#[tokio::test]
async fn a_room_that_does_not_say_it_follows_ours_is_left_again() -> Result<()> {
    for predecessor in [None, Some("!another")] {
        let gate = Gate::new().await?;
        let now = gate.turn().await?.now;
        gate.engine
            .reconcile(
                &upgraded(SeenState::Joined, predecessor),
                Look::Remembered,
                now,
            )
            .await?;
        let room = gate
            .store()
            .begin()
            .await?
            .room(&moerwijk())
            .await?
            .context("Moerwijk")?;
        assert_eq!(
            room.room_id,
            Some(room_id(&moerwijk())),
            "the programme stays where it was"
        );
        assert!(waits(&gate, "leave", &format!("leave:{}:!next", moerwijk())).await?);
    }
    let gate = Gate::new().await?;
    let now = gate.turn().await?.now;
    let old = room_id(&moerwijk());
    gate.engine
        .reconcile(
            &upgraded(SeenState::Joined, Some(&old)),
            Look::Remembered,
            now,
        )
        .await?;
    let room = gate
        .store()
        .begin()
        .await?
        .room(&moerwijk())
        .await?
        .context("Moerwijk")?;
    assert_eq!(room.room_id.as_deref(), Some("!next"));
    Ok(())
}

#[tokio::test]
async fn invitations_of_who_has_no_right_to_it_are_declined() -> Result<()> {
    // Who, whether it is a private chat, and whether the bot comes.
    let invitations = [
        ("piet", true, false),
        ("piet", false, false),
        ("weg", true, false),
        ("@Carla:example.org", false, false),
        ("@carla:example.com", true, false),
        ("", true, false),
        ("anna", false, false),
        ("bram", false, false),
        ("olga", false, false),
        ("anna", true, true),
        ("carla", false, true),
    ];
    for (name, direct, comes) in invitations {
        let gate = Gate::new().await?;
        let now = gate.turn().await?.now;
        let seen = Seen {
            room_id: "!new".to_owned(),
            state: SeenState::Invited,
            invited_by: (!name.is_empty()).then(|| user(name)),
            direct,
            name: Some("Signaalkamer Den Haag".to_owned()),
            ..Seen::default()
        };
        gate.engine
            .reconcile(&[seen], Look::Remembered, now)
            .await?;
        let (join, leave) = (
            format!("join:!new:{}", now.0),
            format!("leave:!new:{}", now.0),
        );
        assert_eq!(
            waits(&gate, "join", &join).await?,
            comes,
            "{name}, direct: {direct}"
        );
        assert_eq!(
            waits(&gate, "leave", &leave).await?,
            !comes,
            "{name}, direct: {direct}"
        );
    }
    Ok(())
}
