//! Warnings leave the catalogue as people can bear to read them: short, calm, and with somebody to call.

use std::collections::BTreeSet;

use anyhow::Result;
use testkit::{Heard, Neighbour, PATIENCE, Synapse};
use wijkbode::catalogue::{Catalogue, Lang};
use wijkbode::domain::warning::{PASS_ON, one_thing_to_do};

use crate::bot::On;
use crate::conversations::rehearsal_of;
use crate::synapse::{Town, answer};

fn frightening() -> BTreeSet<&'static str> {
    include_str!("../data/frightening.txt")
        .lines()
        .map(str::trim)
        .filter(|line| !line.is_empty() && !line.starts_with('#'))
        .collect()
}

/// The phrases of the list that stand in a text as whole words.
fn found_in(text: &str) -> Vec<&'static str> {
    let bare: String = text
        .to_lowercase()
        .chars()
        .map(|c| if c.is_alphanumeric() { c } else { ' ' })
        .collect();
    let words: Vec<_> = bare.split_whitespace().collect();
    let said = format!(" {} ", words.join(" "));
    let holds = |phrase: &&'static str| said.contains(&format!(" {phrase} "));
    frightening().into_iter().filter(holds).collect()
}

/// All that is said of a trick in a warning, in a language, from the catalogue.
fn from_catalogue(lang: Lang) -> Vec<(String, String)> {
    let catalogue = Catalogue::built_in();
    let public = catalogue
        .phenomena()
        .iter()
        .filter(|found| found.is_public());
    public
        .map(|found| {
            let said = [
                found.label(lang),
                found.line(lang),
                one_thing_to_do(found.advice(lang)),
            ];
            (found.slug.clone(), said.join(" "))
        })
        .collect()
}

#[test]
fn no_warning_has_a_word_that_frightens() {
    let mut wrong = Vec::new();
    for lang in Lang::ALL {
        for (slug, said) in from_catalogue(*lang) {
            let found = found_in(&said);
            if !found.is_empty() {
                wrong.push(format!("{slug}: {found:?} in: {said}"));
            }
        }
        let catalogue = Catalogue::built_in();
        for idea in catalogue.ideas() {
            let found = found_in(idea.line(*lang));
            if !found.is_empty() {
                wrong.push(format!("the idea {}: {found:?}", idea.slug));
            }
        }
        let own = wijkbode::sentences::files(lang.key())
            .filter(|(name, _)| name.ends_with("warning.ftl"));
        for (name, text) in own {
            wrong.extend(found_in(text).iter().map(|word| format!("{name}: {word}")));
        }
    }
    assert!(wrong.is_empty(), "{}", wrong.join("\n"));
    assert_eq!(found_in("Een golf van paniek"), ["golf", "paniek"]);
    assert_eq!(found_in("De paniekgolfer is engels"), Vec::<&str>::new());
}

#[test]
fn the_one_thing_to_do_is_no_question_and_can_be_done_before_anything_happened() {
    for lang in Lang::ALL {
        let catalogue = Catalogue::built_in();
        for found in catalogue
            .phenomena()
            .iter()
            .filter(|found| !found.sensitive)
        {
            let todo = one_thing_to_do(found.advice(*lang));
            assert!(
                !todo.is_empty() && !todo.ends_with('?'),
                "{}: {todo}",
                found.slug
            );
            assert!(!todo.contains("112"), "{}: {todo}", found.slug);
        }
    }
}

/// The wijk with the longest name, in which every trick must fit.
const PROGRAMME: &str = r#"
    gemeente = "Den Haag"
    onboarding = { welcome = false, card = false }
    warnings = { per_week = 7 }
    [[wijk]]
    name = "Laakkwartier en Spoorwijk"
    [[person]]
    user = "@anna:example.org"
    name = "Anna"
    ambassadeur = ["Laakkwartier en Spoorwijk"]
    [[person]]
    user = "@carla:example.org"
    name = "Carla"
    roles = ["community-manager"]
    [[person]]
    user = "@bram:example.org"
    name = "Bram"
    roles = ["wijkagent"]
"#;

/// Every trick is really sent, in both languages, and what is to be passed on fits.
#[tokio::test]
async fn every_warning_can_be_passed_on_in_three_hundred_characters() {
    let catalogue = Catalogue::built_in();
    let public: Vec<_> = catalogue
        .phenomena()
        .iter()
        .filter(|found| found.is_public())
        .map(|found| found.slug.clone())
        .collect();
    assert!(public.len() > 30, "{}", public.len());
    for language in ["nederlands", "engels"] {
        let mut rehearsal = rehearsal_of(PROGRAMME).await;
        // No name of a room in a script has spaces, so this one goes by its key.
        let key = "wijk:WK051838";
        rehearsal
            .play(&format!("{key} carla > !kamertaal {language}"))
            .await
            .unwrap();
        let mut day = chrono::NaiveDate::from_ymd_opt(2026, 10, 14).unwrap();
        for (index, slug) in public.iter().enumerate() {
            let number = index + 1;
            let said = rehearsal
                .play(&format!(
                    "at {day}T11:00
                     signaal bram > waarschuw alle {slug}
                     signaal carla > akkoord {number}"
                ))
                .await
                .unwrap();
            let to_wijk: Vec<_> = said
                .iter()
                .filter(|deed| deed.kind == "say" || deed.kind == "notice")
                .filter(|deed| deed.room != "signaal")
                .collect();
            let [warning, pass_on] = to_wijk.as_slice() else {
                panic!("{slug}: {said:#?}");
            };
            assert_eq!(
                (warning.kind.as_str(), pass_on.kind.as_str()),
                ("say", "notice")
            );
            assert!(warning.body.contains("112"), "{}", warning.body);
            let length = pass_on.body.chars().count();
            assert!(length <= PASS_ON, "{slug}, {length}: {}", pass_on.body);
            assert!(pass_on.body.contains("wijkbode"), "{}", pass_on.body);
            let todo = one_thing_to_do(catalogue.phenomenon(slug).unwrap().advice(
                if language == "engels" {
                    Lang::En
                } else {
                    Lang::Nl
                },
            ));
            assert!(pass_on.body.contains(todo), "{slug}: {}", pass_on.body);
            // Working days only: on Sundays nothing goes out.
            day = day + chrono::Days::new(if index % 2 == 1 { 6 } else { 1 });
        }
    }
}

/// On a real homeserver, with encrypted words of two people; and somebody who goes by another's name.
#[tokio::test(flavor = "multi_thread")]
async fn two_people_warn_a_wijk_and_a_pretender_is_told_to_the_managers() -> Result<()> {
    let synapse = Synapse::shared().await?;
    let town = Town::new(synapse, On::Sqlite).await?;
    let (bot, anna, bram, carla) = (&town.bot, &town.anna, &town.bram, &town.carla);
    let asked = bram
        .say(&town.signal, "waarschuw Moerwijk nepagent")
        .await?;
    let shown = answer(bram, &town.signal, &asked, &bot.user_id).await?;
    assert!(shown.body.contains("akkoord 1"), "{}", shown.body);
    let here = carla.room_named("Signaalkamer Den Haag", PATIENCE).await?;
    let agreed = carla.say(&here, "akkoord 1").await?;
    let sent = answer(carla, &here, &agreed, &bot.user_id).await?;
    assert!(sent.body.starts_with("W-1 is verstuurd."), "{}", sent.body);
    let from_us = |heard: &Heard| heard.sender == bot.user_id;
    let warning = anna
        .wait_for(
            &town.moerwijk,
            "the warning",
            |heard| from_us(heard) && heard.body.starts_with("Let op in Moerwijk: Nepagent\n"),
            PATIENCE,
        )
        .await?;
    anna.wait_for(
        &town.moerwijk,
        "what to pass on",
        |heard| from_us(heard) && heard.body.ends_with("(wijkbode, gemeente Den Haag)"),
        PATIENCE,
    )
    .await?;
    anna.react(&town.moerwijk, &warning.event_id, "👀").await?;
    let done = anna.say(&town.moerwijk, "doe mee 4").await?;
    let noted = town.answer(&done).await?;
    assert!(noted.body.contains("A-1"), "{}", noted.body);

    let joop = Neighbour::moves_in(synapse, "joop").await?;
    joop.accept_invites().await?;
    let name = Some("W\u{456}jkagent Bram");
    joop.client().account().set_display_name(name).await?;
    let here = carla.room_named("Moerwijk", PATIENCE).await?;
    carla.invite(&here, joop.user_id()).await?;
    joop.room_named("Moerwijk", PATIENCE).await?;
    carla
        .wait_for(
            &town.management,
            "who pretends",
            |heard| from_us(heard) && heard.body.contains("heet iemand"),
            PATIENCE,
        )
        .await?;
    Ok(())
}
