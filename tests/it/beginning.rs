//! A new ambassadeur on a real homeserver: welcomed in private, the card kept current, and a tap that signs up.

use anyhow::Result;
use testkit::{Neighbour, PATIENCE, Synapse};

use crate::bot::On;
use crate::synapse::{Town, answer};

#[tokio::test(flavor = "multi_thread")]
async fn a_new_ambassadeur_is_welcomed_the_card_is_edited_and_a_tap_signs_up() -> Result<()> {
    let synapse = Synapse::shared().await?;
    let town = Town::new(synapse, On::Sqlite).await?;
    let kees = Neighbour::moves_in(synapse, "kees").await?;
    kees.accept_invites().await?;
    let quiet = "onboarding = { welcome = false, card = false }";
    let programme = town
        .programme()
        .replace(quiet, "onboarding = { convenant = \"1\" }");
    let programme = format!(
        "{programme}\n[[person]]\nuser = \"{}\"\nname = \"Kees\"\nambassadeur = [\"Moerwijk\"]\n",
        kees.user_id()
    );
    town.bot.apply(&programme)?;

    // The private chat is opened by the bot, and what it said there can be read after coming in.
    kees.room_named("Moerwijk", PATIENCE).await?;
    let private = kees.room_named("wijkbode", PATIENCE).await?;
    let is_welcome = |heard: &testkit::Heard| heard.body.starts_with("Welkom!");
    kees.wait_for(&private, "the welcome", is_welcome, PATIENCE)
        .await?;
    let said = kees.say(&private, "akkoord").await?;
    let agreed = answer(&kees, &private, &said, &town.bot.user_id).await?;
    assert!(agreed.body.contains("versie 1"), "{agreed}");

    let anna = &town.anna;
    let is_card = |heard: &testkit::Heard| heard.body.contains("nog niets gepland");
    let card = anna
        .wait_for(&town.moerwijk, "the card", is_card, PATIENCE)
        .await?;
    assert!(
        card.notice && card.body.contains("Wijkagent: Bram"),
        "{card}"
    );

    // A year ahead, so that it is to come whenever this runs.
    anna.say(
        &town.moerwijk,
        "!activiteit koffieochtend school over 50 weken 10:00",
    )
    .await?;
    let is_announced = |heard: &testkit::Heard| {
        heard.body.starts_with("Activiteit 1:") && heard.edited_of.is_none()
    };
    let announced = kees
        .wait_for(&town.moerwijk, "the announcement", is_announced, PATIENCE)
        .await?;
    let is_edited_card = |heard: &testkit::Heard| {
        heard.edited_of.as_deref() == Some(&*card.event_id) && heard.body.contains("Koffieochtend")
    };
    anna.wait_for(&town.moerwijk, "the card, edited", is_edited_card, PATIENCE)
        .await?;
    kees.react(&town.moerwijk, &announced.event_id, "✋")
        .await?;
    let is_counted = |heard: &testkit::Heard| {
        heard.edited_of.as_deref() == Some(&*announced.event_id)
            && heard.body.contains("1 persoon doet mee")
    };
    anna.wait_for(&town.moerwijk, "the count", is_counted, PATIENCE)
        .await?;
    Ok(())
}
