//! A month of ambassadeurs on a real homeserver: the question, a tap, the one reminder, a poll on two makes of client, and
//! the overview of the manager with its picture.

use std::time::Duration;

use anyhow::{Context, Result};
use testkit::{Heard, JsNeighbour, Neighbour, PATIENCE, Synapse, until};
use wijkbode::domain::time::Moment;

use crate::bot::{Bot, On};
use crate::synapse::{Town, answer};

/// The bot was away until that moment, in the time of its programme.
pub async fn it_is(bot: &mut Bot, moment: &str) -> Result<()> {
    let then = Moment::read(moment, chrono_tz::Europe::Amsterdam).context("a moment")?;
    bot.stop().await?;
    let wait = u64::try_from(then.0 - bot.now().0).context("a moment to come")?;
    bot.comes_back_later(Duration::from_millis(wait));
    bot.start()
}

#[tokio::test(flavor = "multi_thread")]
async fn a_question_a_tap_a_reminder_a_poll_and_a_picture() -> Result<()> {
    let synapse = Synapse::shared().await?;
    let mut town = Town::new(synapse, On::Sqlite).await?;
    let (joke, kees) = tokio::try_join!(
        JsNeighbour::moves_in(synapse, "joke"),
        Neighbour::moves_in(synapse, "kees"),
    )?;
    kees.accept_invites().await?;
    let person = |user: &str, name: &str| {
        format!("[[person]]\nuser = \"{user}\"\nname = \"{name}\"\nambassadeur = [\"Moerwijk\"]\n")
    };
    town.bot.apply(&format!(
        "{}\n{}{}",
        town.programme(),
        person(joke.user_id().as_str(), "Joke"),
        person(kees.user_id().as_str(), "Kees"),
    ))?;
    kees.room_named("Moerwijk", PATIENCE).await?;
    let is_invited = || async { joke.join(&town.moerwijk).await.is_ok() };
    until("Joke to be let in", PATIENCE, is_invited).await?;
    let said = joke.say(&town.moerwijk, "hulp").await?;
    let is_answer = |heard: &Heard| heard.reply_to.as_deref() == Some(&*said);
    joke.wait_for(&town.moerwijk, "an answer", is_answer, PATIENCE)
        .await?;

    // The first working Tuesday of January: everybody's phone rings, once.
    it_is(&mut town.bot, "2027-01-05T10:00").await?;
    let is_question = |heard: &Heard| heard.body.contains("drie kleine ideeën");
    let question = town
        .anna
        .wait_for(&town.moerwijk, "the question", is_question, PATIENCE)
        .await?;
    for person in [town.anna.user_id(), joke.user_id(), kees.user_id()] {
        let rings = question
            .mentions
            .iter()
            .any(|user| *user == person.as_str());
        assert!(rings && !question.notice, "{question}");
    }
    let is_offered = |heard: &Heard| {
        let (to, key) = heard
            .reaction
            .as_ref()
            .map_or(("", ""), |(to, key)| (to.as_str(), key));
        to == question.event_id && key == "1️⃣"
    };
    joke.wait_for(&town.moerwijk, "the tap", is_offered, PATIENCE)
        .await?;
    town.anna
        .react(&town.moerwijk, &question.event_id, "1️⃣")
        .await?;
    let private = town.anna.room_named("wijkbode", PATIENCE).await?;
    let is_kept = |heard: &Heard| heard.body.contains("Ik onthoud voor u");
    town.anna
        .wait_for(&private, "that the idea is kept", is_kept, PATIENCE)
        .await?;
    let said = joke.say(&town.moerwijk, "niets deze maand").await?;
    let is_fine = |heard: &Heard| heard.reply_to.as_deref() == Some(&*said);
    joke.wait_for(&town.moerwijk, "that it is fine", is_fine, PATIENCE)
        .await?;

    // Ten days later only Kees has not answered; nobody else hears of it.
    it_is(&mut town.bot, "2027-01-15T10:00").await?;
    let letters = kees.room_named("wijkbode", PATIENCE).await?;
    let is_letter = |heard: &Heard| heard.body.starts_with("Hallo Kees.");
    kees.wait_for(&letters, "the reminder", is_letter, PATIENCE)
        .await?;
    let said = town.anna.say(&private, "actie flyers 40").await?;
    answer(&town.anna, &private, &said, &town.bot.user_id).await?;
    let is_reminder = |heard: &Heard| heard.body.starts_with("Hallo Anna.");
    assert_eq!(town.anna.count(&private, is_reminder), 0);

    // Three people vote, on two makes of client.
    town.anna
        .say(&town.moerwijk, "!peiling flyers, koffieochtend, schoolles")
        .await?;
    let is_poll = |heard: &Heard| heard.kind == "org.matrix.msc3381.poll.start";
    let poll = joke
        .wait_for(&town.moerwijk, "the poll", is_poll, PATIENCE)
        .await?;
    for neighbour in [&town.anna, &kees] {
        neighbour
            .wait_for(&town.moerwijk, "the poll", is_poll, PATIENCE)
            .await?;
    }
    joke.vote(&town.moerwijk, &poll.event_id, &["2"]).await?;
    kees.vote(&town.moerwijk, &poll.event_id, &["2"]).await?;
    town.anna
        .vote(&town.moerwijk, &poll.event_id, &["1"])
        .await?;
    // What is said after the votes is answered after they were kept.
    let said = town.anna.say(&town.moerwijk, "hulp").await?;
    town.answer(&said).await?;
    it_is(&mut town.bot, "2027-01-19T10:00").await?;
    // What was on its way may still come in, for two minutes.
    let id = poll.marker.clone().context("the id of the poll")?;
    let store = town.bot.store().await?;
    let is_closing = || async {
        let Ok(mut tx) = store.begin().await else {
            return false;
        };
        let poll = tx.poll(&id).await.ok().flatten();
        poll.is_some_and(|poll| poll.closing_at.is_some())
    };
    until("the poll to be closing", PATIENCE, is_closing).await?;
    store.close().await;
    it_is(&mut town.bot, "2027-01-19T10:05").await?;
    let is_result = |heard: &Heard| heard.body.starts_with("Uitslag:");
    let result = joke
        .wait_for(&town.moerwijk, "the result", is_result, PATIENCE)
        .await?;
    assert!(
        result
            .body
            .contains("Koffieochtend of buurtkamer: 2 stemmen"),
        "{result}"
    );
    let is_chosen = |heard: &Heard| heard.body.starts_with("Deze maand samen: koffieochtend");
    joke.wait_for(&town.moerwijk, "what follows", is_chosen, PATIENCE)
        .await?;

    let said = town.carla.say(&town.management, "digest").await?;
    answer(&town.carla, &town.management, &said, &town.bot.user_id).await?;
    let is_picture = |heard: &Heard| {
        heard.content["msgtype"] == "m.image" && heard.body.starts_with("Acties per wijk")
    };
    let picture = town
        .carla
        .wait_for(&town.management, "the picture", is_picture, PATIENCE)
        .await?;
    assert!(picture.body.contains("Moerwijk – "), "{picture}");
    let png = town.carla.download(&picture.content["file"]).await?;
    assert_eq!(png.get(1..4), Some(&b"PNG"[..]));
    Ok(())
}
