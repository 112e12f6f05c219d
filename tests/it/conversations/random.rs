//! Anything at all, in any order: the bot never fails, and no free word leaves the wijk room.

use proptest::prelude::*;
use proptest::test_runner::{Config, TestRunner};
use wijkbode::rehearsal::Rehearsal;

use super::rehearsal;

/// Words that are in no closed list, so that none may ever be seen in the signal room.
const FREE: &[&str] = &["zonnebloem", "kruimeldief", "Truus"];

/// What people might say: commands, answers, talk, nonsense.
fn saying() -> impl Strategy<Value = String> {
    let fixed = prop::sample::select(vec![
        "actie",
        "actie flyers 40",
        "actie niets",
        "actie koffieochtend 12 samen met @joop",
        "samen met @anna",
        "niets deze maand",
        "pauze",
        "pauze 3 weken",
        "pauze stop",
        "doel 3 flyers voor kerst",
        "doel wijk 10 acties voor de zomer",
        "doel stop",
        "mijn",
        "signaal",
        "signaal nepagent aan de deur bij 3 zonnebloem, niks kwijt",
        "signaal sextortion Truus",
        "signaal er staat nu iemand voor de deur",
        "signaal hoi mam kruimeldief 500 euro kwijt",
        "ja",
        "nee",
        "stop",
        "1",
        "2",
        "3",
        "5",
        "weet niet",
        "terug",
        "verder",
        "meer",
        "privé",
        "ja graag",
        "nee joh",
        "alleen 1",
        "flyers, 40 stuks",
        "niets deze maand",
        "signaal 2x nep bank zonnebloem, 1x nepagent kruimeldief",
        "taal engels",
        "taal nederlands",
        "ongedaan",
        "ongedaan S-1",
        "ongedaan A-1",
        "hulp",
        "hulp signaal",
        "zonnebloem",
        "@wijkbode",
        "@wijkbode Truus 🤷",
        "🤷",
        "bedankt",
        "gezien 1",
        "afgehandeld 1",
        "afgehandeld 2 bekeken",
        "volg alles",
        "volg kruimeldief",
        "ontvolg",
        "digest",
        "wijk nieuw Laak",
        "ambassadeur @truus:example.org Moerwijk",
        "ambassadeur weg @anna",
        "wijk sluit Duindorp",
        "rol @joop community manager",
        "bericht alle Tot morgen",
        "instelling herinneringen uit",
        "overzicht Moerwijk",
        "start",
    ]);
    prop_oneof![8 => fixed.prop_map(str::to_owned), 1 => "[ -~]{0,30}", 1 => "(signaal|actie|gezien)[:! ]\\PC{0,20}"]
}

/// One line of a script.
fn line() -> impl Strategy<Value = String> {
    let place = prop::sample::select(vec![
        "moerwijk anna",
        "moerwijk joop",
        "duindorp joop",
        "prive:anna anna",
        "prive:joop joop",
        "signaal bram",
        "signaal sanne",
        "beheer carla",
        "moerwijk carla",
        "moerwijk piet",
    ]);
    let doing = prop_oneof![
        10 => saying().prop_map(|text| format!("> {}", text.replace('\n', " "))),
        2 => (1usize..6, saying()).prop_map(|(number, text)| format!("reply bot:{number} > {text}")),
        2 => (1usize..4, saying()).prop_map(|(number, text)| format!("edit {number} > {text}")),
        1 => (1usize..4).prop_map(|number| format!("delete {number}")),
        1 => (1usize..6).prop_map(|number| format!("react 👀 bot:{number}")),
        1 => (1usize..6, saying()).prop_map(|(number, text)| format!("thread bot:{number} > {text}")),
        1 => (prop::sample::select(vec!["1️⃣", "2️⃣", "👍", "👎", "💤"]), 1usize..8)
            .prop_map(|(key, number)| format!("react {key} bot:{number}")),
        1 => Just("media".to_owned()),
    ];
    let moved = prop::sample::select(vec!["restart", "signaal piet join", "signaal piet leave"])
        .prop_map(str::to_owned);
    prop_oneof![20 => (place, doing).prop_map(|(place, doing)| format!("{place} {doing}")), 1 => moved]
}

#[test]
fn whatever_people_say_the_bot_never_fails_and_no_free_word_leaves_the_wijk() {
    let runtime = tokio::runtime::Builder::new_current_thread()
        .enable_all()
        .build()
        .unwrap();
    let mut runner = TestRunner::new(Config {
        cases: 12,
        failure_persistence: None,
        ..Config::default()
    });
    let outcome = runner.run(&prop::collection::vec(line(), 10..60), |lines| {
        runtime.block_on(play(&lines));
        Ok(())
    });
    outcome.unwrap_or_else(|error| panic!("{error}"));
}

async fn play(lines: &[String]) {
    let mut rehearsal = rehearsal().await;
    let mut deeds = Vec::new();
    for (minute, line) in lines.iter().enumerate() {
        // A reply to, or an edit of, what was never said is not a line of a script.
        if let Ok(done) = rehearsal.play(line).await {
            deeds.extend(done);
        }
        deeds.extend(
            rehearsal
                .play(&format!("at 2026-10-14T10:{minute:02}"))
                .await
                .unwrap(),
        );
    }
    deeds.extend(rehearsal.play("tick 2026-10-20T10:00").await.unwrap());
    for deed in deeds.iter().filter(|deed| deed.room == "signaal") {
        assert!(
            FREE.iter()
                .all(|word| !deed.body.to_lowercase().contains(&word.to_lowercase())),
            "{deed}\n{lines:#?}"
        );
    }
    assert_eq!(parked(&rehearsal).await, 0, "{lines:#?}");
}

async fn parked(rehearsal: &Rehearsal) -> i64 {
    let mut tx = rehearsal.engine().store().begin().await.unwrap();
    let waiting = tx.waiting().await.unwrap();
    waiting.parked + waiting.send_parked + waiting.new
}
