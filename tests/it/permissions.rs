//! Who may do what, where, from which device: every command, question and tap of the bot, tried by everybody.
//!
//! What should be is written down here once more, in words and apart from the program. A command that is not in the
//! list below makes these tests fail, and so does a right that was given or taken anywhere else.

use std::collections::BTreeMap;
use std::fmt::Write as _;

use anyhow::{Context, Result, ensure};
use insta::assert_snapshot;
use wijkbode::catalogue::Lang;
use wijkbode::chat::RoomKey;
use wijkbode::domain::people::{Role, RoomKind};
use wijkbode::domain::signal::LossClass;
use wijkbode::domain::time::{Month, read_day};
use wijkbode::engine::{Choice, Offer};
use wijkbode::features;
use wijkbode::sentences::Sentences;
use wijkbode::store::{
    Broadcast, NewAction, NewActivity, NewGoal, NewSignal, NewWarning, QuestionRow,
};
use wijkbode_matrix::mail::{Received, Trust};

use crate::gate::{
    Gate, MOERWIJK, Outcome, TRUSTS, difference, in_words, person, reply, roles_of, tap, text,
};

/// Command, who, where. "everybody" is everybody with a role.
const POLICY: &str = "
    actie        ambassadeur                              wijk private
    signaal      ambassadeur                              wijk private
    ongedaan     everybody                                wijk private management
    mijn         ambassadeur                              wijk private
    samen        ambassadeur                              wijk
    doel         ambassadeur community-manager beheerder  wijk private
    pauze        ambassadeur                              wijk private
    niets-deze-maand ambassadeur                          wijk private
    gezien       wijkagent community-manager beheerder    signal
    oppakken     wijkagent community-manager beheerder    signal
    gewaarschuwd wijkagent community-manager beheerder    signal
    afgehandeld  wijkagent community-manager beheerder    signal
    verloop      wijkagent community-manager beheerder    signal management
    samenvoegen  community-manager beheerder              management
    volg         wijkagent community-manager beheerder    signal
    ontvolg      wijkagent community-manager beheerder    signal
    vraag        wijkagent community-manager beheerder    signal
    beantwoord   ambassadeur                              private
    abonnement   wijkagent community-manager beheerder    signal
    stilte       wijkagent community-manager beheerder    signal
    afwezig      wijkagent community-manager beheerder    signal
    logboek      community-manager beheerder              management
    alarm        wijkagent community-manager beheerder    signal management
    wijk         community-manager beheerder              management
    ambassadeur  community-manager beheerder              management
    rol          community-manager beheerder              management
    organisatie  community-manager beheerder              management
    wachtlijst   community-manager beheerder              management
    uitnodiging  community-manager beheerder              management
    instelling   community-manager beheerder              management
    start        community-manager beheerder              management
    waarschuw    wijkagent community-manager beheerder    signal
    goedkeuren   wijkagent community-manager beheerder    signal
    doe-mee      ambassadeur                              wijk private
    echt         everybody                                wijk private
    code         community-manager beheerder              management
    bericht      community-manager beheerder              management
    afspraken    community-manager beheerder              management
    bevestig     community-manager beheerder              management
    digest       community-manager beheerder              management
    overzicht    community-manager beheerder              management
    info         everybody                                wijk private
    materiaal    everybody                                wijk private
    doorverwijzen everybody                               private
    les          ambassadeur                              private
    akkoord      ambassadeur                              private
    training     ambassadeur                              private
    afmelden     ambassadeur                              private
    getraind     community-manager beheerder              management
    activiteit   ambassadeur                              wijk private
    activiteiten ambassadeur                              wijk private
    agenda       ambassadeur                              wijk private
    peiling      ambassadeur                              wijk
    meedoen      ambassadeur                              wijk private
    afzeggen     ambassadeur                              wijk private
    afronden     ambassadeur                              wijk private
    idee         ambassadeur community-manager beheerder  wijk private
    deel         ambassadeur                              wijk private
    bibliotheek  community-manager beheerder              management
    taal         everybody                                wijk signal management private
    kamertaal    community-manager beheerder              wijk signal management
    hulp         everybody                                wijk signal management private
";

/// Tap, on what, who, where.
const TAPS: &str = "
    👀           signal    wijkagent community-manager beheerder    signal
    🙋           melding   ambassadeur                              wijk
    👎           melding   ambassadeur                              wijk
    ✋           activity  ambassadeur                              wijk
    👀           bericht   everybody                                wijk
    👀           warning   everybody                                wijk
    📣           warning   everybody                                wijk
    1            prompt    ambassadeur                              wijk
    2            prompt    ambassadeur                              wijk
    3            prompt    ambassadeur                              wijk
    💤           prompt    ambassadeur                              wijk
    👍           reminder  ambassadeur                              private
    💤           reminder  ambassadeur                              private
    👍           together  ambassadeur                              wijk
    👎           together  ambassadeur                              wijk
    👍           goal      ambassadeur community-manager beheerder  wijk
";

/// Those with a role, then those who have none (any more) or whose rights rest.
const PEOPLE: [&str; 9] = [
    "anna", "joop", "carla", "bram", "olga", "ben", "rust", "weg", "piet",
];

/// A place where something can be said.
#[derive(Clone)]
struct Place {
    name: String,
    /// As the policy calls it; nothing for a room that is not for talking with the bot.
    kind: Option<&'static str>,
    key: RoomKey,
    /// Of which wijk, or of which person's private chat.
    of: &'static str,
}

fn places() -> Vec<Place> {
    let place = |name: &str, kind, key, of| Place {
        name: name.to_owned(),
        kind,
        key,
        of,
    };
    let mut places = vec![
        place(
            "Moerwijk",
            Some("wijk"),
            RoomKey::wijk(MOERWIJK),
            "moerwijk",
        ),
        place("the signal room", Some("signal"), RoomKey::signal(), ""),
        place(
            "the management room",
            Some("management"),
            RoomKey::management(),
            "",
        ),
        place("the space", None, RoomKey::space(), ""),
        place(
            "a room of nobody's programme",
            None,
            RoomKey::wijk("WK999999"),
            "",
        ),
    ];
    places.extend(PEOPLE[..7].iter().map(|name| {
        place(
            &format!("the private chat of {name}"),
            Some("private"),
            RoomKey::private(&person(name)),
            name,
        )
    }));
    places
}

/// What should become of a command.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Should {
    Done,
    Refused,
    Silence,
}

struct Right<'a> {
    roles: Vec<&'a str>,
    rooms: Vec<&'a str>,
}

impl Right<'_> {
    /// In the room of a wijk the role must be for that wijk, or for the whole gemeente.
    fn holds(&self, name: &str, place: &Place) -> bool {
        let role_fits = |(role, wijk): &(Role, &str)| {
            let named = self.roles.contains(&"everybody") || self.roles.contains(&role.key());
            named && (place.kind != Some("wijk") || wijk.is_empty() || *wijk == place.of)
        };
        let room_fits = place.kind.is_some_and(|kind| self.rooms.contains(&kind));
        room_fits && roles_of(name).iter().any(role_fits)
    }
}

fn policy() -> BTreeMap<String, Right<'static>> {
    rights(POLICY, 1)
}

/// A line is a name, perhaps more of it, then roles and rooms.
fn rights(lines: &'static str, names: usize) -> BTreeMap<String, Right<'static>> {
    const ROOMS: [&str; 4] = ["wijk", "signal", "management", "private"];
    let mut rights = BTreeMap::new();
    for line in lines.lines().filter(|line| !line.trim().is_empty()) {
        let words: Vec<_> = line.split_whitespace().collect();
        let (rooms, roles) = words[names..].iter().partition(|word| ROOMS.contains(word));
        rights.insert(words[..names].join(" "), Right { roles, rooms });
    }
    rights
}

/// The rules, in the order in which they count.
fn should(right: &Right<'_>, name: &str, place: &Place, trust: Trust) -> Should {
    let is_guarded = matches!(place.kind, Some("signal" | "management"));
    let is_somebody_elses = place.kind == Some("private") && place.of != name;
    if place.kind.is_none() || is_somebody_elses || trust == Trust::Violated {
        return Should::Silence;
    }
    let rests = name == "rust";
    if roles_of(name).is_empty() && !rests {
        // Nothing is told to strangers where it is guarded, nor to who may be nobody at all.
        return if is_guarded || trust == Trust::Plain {
            Should::Silence
        } else {
            Should::Refused
        };
    }
    let is_enough = match trust {
        Trust::Signed => true,
        Trust::Unsigned | Trust::Unproven => !is_guarded,
        Trust::Plain | Trust::Violated => false,
    };
    if is_enough && !rests && right.holds(name, place) {
        Should::Done
    } else {
        Should::Refused
    }
}

/// A command that everybody understands, about things that are there.
fn example(command: &str) -> Result<String> {
    let sentences = Sentences::load(None)?;
    let key = format!("help-{command}-example");
    let said = sentences.say(Lang::Nl, &key, &wijkbode::args! {});
    let said = said
        .replace("12", "1")
        .replace("anna:voorbeeld.nl", "nieuw:example.org");
    let said = match command {
        "wijk" => "wijk nieuw Scheveningen".to_owned(),
        // "akkoord" is another thing in the signal room.
        "akkoord" => "agreed".to_owned(),
        // Refusals are known by their Dutch words.
        "taal" => "taal Nederlands".to_owned(),
        "kamertaal" => "kamertaal Nederlands".to_owned(),
        "bevestig" => "bevestig @olga:example.org".to_owned(),
        _ => said,
    };
    Ok(format!("!{}", said.trim_start_matches('!')))
}

struct Case {
    id: String,
    /// For a message of an assertion.
    told: String,
    event: Option<Received>,
    command: &'static str,
    name: &'static str,
    place: Place,
    trust: Trust,
    should: Should,
}

/// Every command, by everybody, everywhere, in every way.
fn cases(gate: &mut Gate) -> Result<Vec<Case>> {
    let policy = policy();
    let mut cases = Vec::new();
    for command in features::commands().map(|command| command.name) {
        let right = policy.get(command).with_context(|| {
            format!("\"{command}\" is not in the policy of this test: who may use it, where?")
        })?;
        let said = example(command)?;
        for (name, place, trust) in everybody_everywhere() {
            let event = gate.event(name, &place.key, trust, text(&said));
            cases.push(Case {
                should: should(right, name, &place, trust),
                id: event.event_id.clone(),
                told: in_words(&event),
                event: Some(event),
                command,
                name,
                place,
                trust,
            });
        }
    }
    ensure!(cases.len() > 6_000, "only {} cases", cases.len());
    Ok(cases)
}

fn everybody_everywhere() -> impl Iterator<Item = (&'static str, Place, Trust)> {
    PEOPLE.into_iter().flat_map(|name| {
        places()
            .into_iter()
            .flat_map(move |place| TRUSTS.map(|trust| (name, place.clone(), trust)))
    })
}

async fn try_all(gate: &Gate, cases: &mut [Case]) -> Result<()> {
    let events = cases.iter_mut().filter_map(|case| case.event.take());
    gate.hand_over(events.collect()).await
}

fn is_as_it_should_be(should: Should, outcome: &Outcome) -> bool {
    match should {
        Should::Done => matches!(outcome, Outcome::Answered(_)),
        Should::Refused => matches!(outcome, Outcome::Refused(_)),
        Should::Silence => *outcome == Outcome::Silence,
    }
}

/// The cases that did not go as they should, in words.
async fn wrong(gate: &Gate, cases: &[Case]) -> Result<Vec<String>> {
    let mut wrong = Vec::new();
    for case in cases {
        let outcome = gate.outcome(&case.id).await?;
        if !is_as_it_should_be(case.should, &outcome) {
            wrong.push(format!(
                "{}: should {:?}, but {outcome:?}",
                case.told, case.should
            ));
        }
    }
    Ok(wrong)
}

#[test]
fn the_policy_names_no_command_that_is_not_there() {
    let gone: Vec<_> = policy()
        .into_keys()
        .filter(|name| features::command(name).is_none())
        .collect();
    assert_eq!(gone, Vec::<String>::new());
}

#[tokio::test]
async fn who_may_not_changes_nothing_and_hears_at_most_that() -> Result<()> {
    let mut gate = Gate::new().await?;
    let mut cases = cases(&mut gate)?;
    cases.retain(|case| case.should != Should::Done);
    let before = gate.all_that_counts().await?;
    let cards = gate.on_its_way_to_guarded_rooms().await?;
    try_all(&gate, &mut cases).await?;

    assert_eq!(wrong(&gate, &cases).await?, Vec::<String>::new());
    let after = gate.all_that_counts().await?;
    assert!(before == after, "{:#}", difference(&before, &after));
    // Refusals in the guarded rooms go to who has a role there; nothing new is told.
    let told = gate.on_its_way_to_guarded_rooms().await?;
    let told = &told[cards.len()..];
    let is_refusal = |row: &String| row.contains(" cmd:$") || row.contains(" refused:");
    assert!(told.iter().all(is_refusal), "{told:#?}");
    Ok(())
}

#[tokio::test]
async fn who_may_is_heard() -> Result<()> {
    let mut gate = Gate::new().await?;
    let mut cases = cases(&mut gate)?;
    cases.retain(|case| case.should == Should::Done);
    let before = gate.all_that_counts().await?;
    try_all(&gate, &mut cases).await?;
    assert_eq!(wrong(&gate, &cases).await?, Vec::<String>::new());
    assert_ne!(before, gate.all_that_counts().await?);
    Ok(())
}

/// All that anybody can do, as the program really is. A change of rights is a line that changed here.
#[tokio::test]
async fn the_whole_list_of_rights() -> Result<()> {
    let mut gate = Gate::new().await?;
    let mut cases = cases(&mut gate)?;
    try_all(&gate, &mut cases).await?;
    let mut done = BTreeMap::<_, Vec<_>>::new();
    for case in &cases {
        let who = roles_of(case.name);
        if let Outcome::Answered(_) = gate.outcome(&case.id).await? {
            let who = who.first().map_or("nobody", |(role, _)| role.key());
            let of = if case.name == "joop" {
                " of another wijk"
            } else {
                ""
            };
            let own = if case.place.of == case.name {
                "the own private chat"
            } else {
                &case.place.name
            };
            let line = format!("{who}{of}, in {own}, {:?}", case.trust).to_lowercase();
            done.entry(line).or_default().push(case.command);
        }
    }
    let mut list = String::new();
    for (line, mut commands) in done {
        commands.sort_unstable();
        writeln!(list, "{line}: {}", commands.join(" "))?;
    }
    assert_snapshot!(list);
    Ok(())
}

/// What can be answered to any question, and what only looks like it.
const ANSWERS: [&str; 5] = ["ja", "1", "stop", "weet niet", "nee"];

fn offers() -> [Offer; 3] {
    let choices = vec![
        Choice::new("a", "Telefoon"),
        Choice::new("b", "Aan de deur"),
    ];
    [Offer::Confirm, Offer::Count, Offer::Choice(choices)]
}

/// Asks a question of this kind where its command works; gives the room. It was said as `$question`.
async fn ask(
    gate: &Gate,
    kind: &str,
    command: &str,
    offer: &Offer,
) -> Result<(RoomKey, &'static str)> {
    let rooms = features::command(command).context("its command")?.rooms;
    let (room, who) = if rooms.contains(&RoomKind::Signal) {
        (RoomKey::signal(), "bram")
    } else if rooms.contains(&RoomKind::Management) {
        (RoomKey::management(), "carla")
    } else {
        (RoomKey::wijk(MOERWIJK), "anna")
    };
    let mut turn = gate.turn().await?;
    let said = wijkbode::chat::Outgoing::Say(wijkbode::chat::Text::new("?"));
    let class = wijkbode::chat::Class::Answer;
    let id = turn
        .post_because(&format!("asked:{kind}"), &room, class, said, None)
        .await?;
    turn.tx.parcel_sent(&id, Some("$question")).await?;
    let now = turn.now;
    let question = QuestionRow {
        room: room.clone(),
        person: person(who),
        id,
        kind: kind.to_owned(),
        offer: serde_json::to_string(offer)?,
        data: "{}".to_owned(),
        words: "?".to_owned(),
        page: 0,
        earlier: None,
        hinted_at: None,
        started_by: "$began".to_owned(),
        asked_at: now,
        expires_at: now.plus_hours(24),
    };
    turn.tx.set_question(&question).await?;
    turn.commit().await?;
    Ok((room, who))
}

/// Everything that is no answer of who was asked, to the question in that room.
fn no_answers(gate: &mut Gate, room: &RoomKey, asked: &str) -> Vec<Received> {
    let elsewhere = RoomKey::private(&person(asked));
    let mut events = Vec::new();
    for answer in ANSWERS {
        for to in [None, Some("$question")] {
            for other in PEOPLE.into_iter().filter(|name| *name != asked) {
                events.push(gate.event(other, room, Trust::Signed, reply(to, answer)));
            }
            events.push(gate.event(asked, &elsewhere, Trust::Signed, reply(to, answer)));
            for trust in [Trust::Plain, Trust::Violated] {
                events.push(gate.event(asked, room, trust, reply(to, answer)));
            }
            if room.kind().is_guarded() {
                for trust in [Trust::Unsigned, Trust::Unproven] {
                    events.push(gate.event(asked, room, trust, reply(to, answer)));
                }
            }
        }
        // An answer to something else than the question is said to somebody else.
        events.push(gate.event(
            asked,
            room,
            Trust::Signed,
            reply(Some("$neighbour"), answer),
        ));
    }
    events
}

#[tokio::test]
async fn every_question_is_answered_only_by_who_was_asked_there_and_safely() -> Result<()> {
    let mut tried = 0;
    let mut gate = Gate::new().await?;
    for kind in features::ALL.iter().flat_map(|feature| feature.questions) {
        for offer in offers() {
            let (room, asked) = ask(&gate, kind.name, kind.command, &offer).await?;
            let before = gate.all_that_counts().await?;
            let events = no_answers(&mut gate, &room, asked);
            tried += events.len();
            gate.hand_over(events).await?;
            let after = gate.all_that_counts().await?;
            assert!(
                before == after,
                "{}: {:#}",
                kind.name,
                difference(&before, &after)
            );

            // Whoever was asked is heard.
            let stop = gate.event(
                asked,
                &room,
                Trust::Signed,
                reply(Some("$question"), "stop"),
            );
            gate.hand_over(vec![stop]).await?;
            let question = gate
                .store()
                .begin()
                .await?
                .question(&room, &person(asked))
                .await?;
            assert!(
                question.is_none(),
                "{}: the answer was not taken",
                kind.name
            );
        }
    }
    assert!(tried > 3_000, "{tried}");
    Ok(())
}

async fn becomes_onderzoeker(gate: &Gate, name: &str) -> Result<()> {
    let mut turn = gate.turn().await?;
    let now = turn.now;
    for (role, wijk) in roles_of(name) {
        let code = if wijk.is_empty() { "" } else { MOERWIJK };
        turn.tx.take_role(&person(name), *role, code).await?;
    }
    turn.tx
        .give_role(&person(name), Role::Onderzoeker, "", now)
        .await?;
    turn.commit().await
}

#[tokio::test]
async fn who_lost_the_right_in_the_middle_of_a_form_cannot_end_it() -> Result<()> {
    let policy = policy();
    for kind in features::ALL.iter().flat_map(|feature| feature.questions) {
        // The right to what is for everybody cannot be lost.
        let right = policy.get(kind.command).context("its command")?;
        if right.roles.contains(&"everybody") {
            continue;
        }
        let mut gate = Gate::new().await?;
        // As if the form had stayed behind when the role went.
        for name in ["anna", "bram", "carla"] {
            becomes_onderzoeker(&gate, name).await?;
        }
        let (room, asked) = ask(&gate, kind.name, kind.command, &Offer::Confirm).await?;
        let yes = gate.event(asked, &room, Trust::Signed, reply(Some("$question"), "ja"));
        let id = yes.event_id.clone();
        gate.hand_over(vec![yes]).await?;
        let outcome = gate.outcome(&id).await?;
        assert!(
            matches!(outcome, Outcome::Refused(_)),
            "{}: {outcome:?}",
            kind.name
        );
    }
    Ok(())
}

/// A new signal with a card of its own in the signal room.
async fn card(gate: &Gate, number: i64) -> Result<String> {
    let (id, event) = (format!("signal-{number}"), format!("$card-{number}"));
    let mut turn = gate.turn().await?;
    let now = turn.now;
    let signal = NewSignal {
        id: &id,
        number,
        person: &person("anna"),
        wijk: MOERWIJK,
        phenomenon: "nepagent",
        channel: "deur",
        count: None,
        outcome: "poging",
        loss: LossClass::None,
        day: read_day("2026-10-14").context("a day")?,
        room: &RoomKey::wijk(MOERWIJK),
        event_id: "$reported",
    };
    turn.tx.add_signal(signal, now).await?;
    let said = wijkbode::chat::Outgoing::Say(wijkbode::chat::Text::new("S"));
    let (class, about) = (wijkbode::chat::Class::Notice, format!("signal:{id}"));
    let parcel = turn
        .post_because(&event, &RoomKey::signal(), class, said, Some(&about))
        .await?;
    turn.tx.set_forwarded(&id, &parcel).await?;
    turn.tx.parcel_sent(&parcel, Some(&event)).await?;
    turn.commit().await?;
    Ok(event)
}

/// A new activity in Moerwijk, with its announcement there.
async fn activity(gate: &Gate, number: i64) -> Result<String> {
    let (id, event) = (format!("activity-{number}"), format!("$activity-{number}"));
    let mut turn = gate.turn().await?;
    let now = turn.now;
    let new = NewActivity {
        id: &id,
        person: &person("anna"),
        wijk: MOERWIJK,
        kind: "koffieochtend",
        place: "school",
        starts_at: now.plus_days(7),
        event_id: &format!("$planned-{number}"),
    };
    turn.tx.add_activity(new).await?;
    let said = wijkbode::chat::Outgoing::Say(wijkbode::chat::Text::new("V"));
    let (class, about) = (wijkbode::chat::Class::Notice, format!("activity:{id}"));
    let room = RoomKey::wijk(MOERWIJK);
    let parcel = turn
        .post_because(&event, &room, class, said, Some(&about))
        .await?;
    turn.tx.set_activity_message(&id, &parcel).await?;
    turn.tx.parcel_sent(&parcel, Some(&event)).await?;
    turn.commit().await?;
    Ok(event)
}

/// A new message of a manager to the room of Moerwijk.
async fn message(gate: &Gate, number: i64) -> Result<String> {
    let (id, event) = (format!("bericht-{number}"), format!("$message-{number}"));
    let mut turn = gate.turn().await?;
    let said = wijkbode::chat::Outgoing::Say(wijkbode::chat::Text::new("Koffie"));
    let (class, about) = (wijkbode::chat::Class::Prompt, format!("bericht:{id}"));
    let parcel = turn
        .post_because(&event, &RoomKey::wijk(MOERWIJK), class, said, Some(&about))
        .await?;
    turn.tx.parcel_sent(&parcel, Some(&event)).await?;
    let now = turn.now;
    let new = Broadcast {
        id,
        sent_at: now,
        told: parcel.clone(),
        shown: String::new(),
        shown_at: now,
    };
    turn.tx.add_broadcast(&new, &[parcel]).await?;
    turn.commit().await?;
    Ok(event)
}

/// A warning to Moerwijk that was sent.
async fn warning(gate: &Gate, number: i64) -> Result<String> {
    let (id, event) = (format!("warning-{number}"), format!("$warning-{number}"));
    let mut turn = gate.turn().await?;
    let said = wijkbode::chat::Outgoing::Say(wijkbode::chat::Text::new("W"));
    let (class, about) = (wijkbode::chat::Class::Prompt, format!("warning:{id}"));
    let parcel = turn
        .post_because(&event, &RoomKey::wijk(MOERWIJK), class, said, Some(&about))
        .await?;
    turn.tx.parcel_sent(&parcel, Some(&event)).await?;
    let new = NewWarning {
        id: &id,
        number,
        event_id: &event,
        phenomenon: "nepagent",
        person: &person("bram"),
        told: &parcel,
    };
    let now = turn.now;
    turn.tx
        .propose_warning(&new, &[MOERWIJK.to_owned()], now)
        .await?;
    turn.commit().await?;
    Ok(event)
}

/// Something of ours that can be tapped, with all that a tap on it needs; gives its event.
async fn shown(gate: &Gate, on: &str, number: i64, name: &str) -> Result<String> {
    match on {
        "signal" => return card(gate, number).await,
        "activity" => return activity(gate, number).await,
        "bericht" => return message(gate, number).await,
        "warning" => return warning(gate, number).await,
        _ => {}
    }
    let event = format!("$shown-{number}");
    // Each time another month and another thing, so that each tap changes something.
    let month = format!("{}-{:02}", 2000 + number / 12, number % 12 + 1);
    let (id, joop) = (format!("{on}-{number}"), person("joop"));
    let about = match on {
        "prompt" => format!("prompt:{month}"),
        "reminder" => format!("reminder:{month}"),
        _ => format!("{on}:{id}"),
    };
    let mut turn = gate.turn().await?;
    let now = turn.now;
    let said = wijkbode::chat::Outgoing::Say(wijkbode::chat::Text::new("?"));
    let class = wijkbode::chat::Class::Answer;
    let asked = turn
        .post_because(&event, &RoomKey::wijk(MOERWIJK), class, said, Some(&about))
        .await?;
    turn.tx.parcel_sent(&asked, Some(&event)).await?;
    let today = read_day("2026-10-14").context("a day")?;
    match on {
        "prompt" => {
            let month = Month::read(&month).context("a month")?;
            let ideas = ["geheim-woord", "buur-bellen", "flyer-bieb"];
            turn.tx
                .add_month_question(MOERWIJK, month, &ideas, now)
                .await?;
        }
        "together" => {
            let new = NewAction {
                id: &id,
                person: &joop,
                wijk: MOERWIJK,
                kind: "flyers",
                reach: None,
                audience: None,
                day: today,
                event_id: &event,
                answer: None,
            };
            turn.tx.add_action(new, now).await?;
            if turn.tx.person(&person(name)).await?.is_some() {
                turn.tx.add_partner(&id, &person(name), &asked).await?;
            }
        }
        "melding" => {
            let new = NewSignal {
                id: &id,
                number,
                person: &joop,
                wijk: MOERWIJK,
                phenomenon: "nepagent",
                channel: "deur",
                count: None,
                outcome: "poging",
                loss: LossClass::None,
                day: today,
                room: &RoomKey::wijk(MOERWIJK),
                event_id: &event,
            };
            turn.tx.add_signal(new, now).await?;
        }
        "goal" => {
            let new = NewGoal {
                id: &id,
                person: &joop,
                wijk: MOERWIJK,
                kind: None,
                target: 10,
                from: today,
                until: read_day("2027-06-21").context("a day")?,
                event_id: &event,
                agreed: false,
            };
            turn.tx.add_goal(&new, now).await?;
        }
        _ => {}
    }
    turn.commit().await?;
    Ok(event)
}

/// The rights to taps, by reaction and by what it is on: "👍 goal". Of the digits in a box only the digit.
fn rights_to_taps() -> BTreeMap<String, Right<'static>> {
    let lines = TAPS.lines().filter(|line| !line.trim().is_empty());
    lines
        .map(|line| {
            let words: Vec<_> = line.split_whitespace().collect();
            let mut right = rights(line, 2);
            let right = right
                .remove(&words[..2].join(" "))
                .expect("a line is one right");
            (format!("{} {}", words[0], words[1]), right)
        })
        .collect()
}

#[tokio::test]
async fn every_tap_counts_only_from_who_may_tap_there() -> Result<()> {
    let rights = rights_to_taps();
    let mut gate = Gate::new().await?;
    let mut number = 100;
    for known in features::taps() {
        for key in known.keys {
            let first = key.chars().next().context("a reaction")?;
            let right = rights
                .get(&format!("{first} {}", known.on))
                .with_context(|| format!("{key} on {} is not in this test", known.on))?;
            for (name, place, _) in
                everybody_everywhere().filter(|(.., trust)| *trust == Trust::Plain)
            {
                number += 1;
                let event = shown(&gate, known.on, number, name).await?;
                let before = gate.all_that_counts().await?;
                // A tap is never encrypted.
                let tapped = gate.event(name, &place.key, Trust::Plain, tap(&event, key));
                let told = in_words(&tapped);
                gate.hand_over(vec![tapped]).await?;
                let counted = before != gate.all_that_counts().await?;
                let is_somebody_elses = place.kind == Some("private") && place.of != name;
                let counts = right.holds(name, &place) && !is_somebody_elses;
                assert_eq!(counted, counts, "{told}");
            }
        }
    }
    Ok(())
}
