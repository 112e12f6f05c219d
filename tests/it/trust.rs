//! Whom the bot believes: devices, identities, plain events, other people's messages, and bots.

use anyhow::{Context, Result};
use serde_json::json;
use testkit::neighbour::PASSWORD;
use testkit::ruma::api::client::uiaa::{AuthData, MatrixUserIdentifier, Password, UserIdentifier};
use testkit::{Heard, Neighbour, PATIENCE, Synapse};

use crate::bot::On;
use crate::errands::{answered, answers, say_notice, send_plain, sentence};
use crate::synapse::{Town, answer};

/// The same person on another phone, which nobody has signed, in the same rooms.
async fn on_another_phone(synapse: &Synapse, person: &Neighbour, room: &str) -> Result<Neighbour> {
    let phone =
        Neighbour::login_unsigned(&synapse.url(), person.user_id().localpart(), PASSWORD).await?;
    phone.room_named(room, PATIENCE).await?;
    Ok(phone)
}

/// Makes a new identity for its owner, as Element does after "reset everything", and signs this phone with it.
async fn reset_identity(phone: &Neighbour) -> Result<()> {
    let who = MatrixUserIdentifier::new(phone.user_id().localpart().to_owned());
    let proof = AuthData::Password(Password::new(
        UserIdentifier::Matrix(who),
        PASSWORD.to_owned(),
    ));
    let encryption = phone.client().encryption();
    let reset = Box::pin(encryption.reset_cross_signing())
        .await?
        .context("the homeserver asks for the password")?;
    Box::pin(reset.auth(Some(proof))).await?;
    Ok(())
}

#[tokio::test(flavor = "multi_thread")]
async fn an_unsigned_phone_works_with_one_hint_in_the_wijk_and_not_at_all_in_the_signal_room()
-> Result<()> {
    let synapse = Synapse::shared().await?;
    let town = Town::new(synapse, On::Sqlite).await?;
    let phone = on_another_phone(synapse, &town.anna, "Moerwijk").await?;
    let first = phone.say(&town.moerwijk, "actie flyers 40").await?;
    town.answer(&first).await?;
    let second = phone.say(&town.moerwijk, "actie flyers 50").await?;
    let heard = town.answer(&second).await?;
    assert!(heard.body.contains("A-2"), "{heard}");
    let is_hint = |heard: &Heard| heard.body == sentence("verify-hint");
    town.anna
        .wait_for(&town.moerwijk, "a hint", is_hint, PATIENCE)
        .await?;
    town.anna.catches_up().await?;
    assert_eq!(town.anna.count(&town.moerwijk, is_hint), 1);

    let phone = on_another_phone(synapse, &town.bram, "Signaalkamer Den Haag").await?;
    let said = phone.say(&town.signal, "volg alles").await?;
    let heard = answer(&town.bram, &town.signal, &said, &town.bot.user_id).await?;
    assert_eq!(heard.body, sentence("not-signed"));
    let said = town.bram.say(&town.signal, "volg").await?;
    let heard = answer(&town.bram, &town.signal, &said, &town.bot.user_id).await?;
    assert_eq!(
        heard.body,
        sentence("follow-none"),
        "the phone changed nothing"
    );
    Ok(())
}

#[tokio::test(flavor = "multi_thread")]
async fn a_changed_identity_rests_until_a_manager_confirms_it() -> Result<()> {
    let synapse = Synapse::shared().await?;
    let town = Town::new(synapse, On::Sqlite).await?;
    let Town {
        bot,
        carla,
        bram,
        signal,
        management,
        ..
    } = &town;
    let said = bram.say(signal, "volg moerwijk").await?;
    answer(bram, signal, &said, &bot.user_id).await?;

    let phone = on_another_phone(synapse, bram, "Signaalkamer Den Haag").await?;
    reset_identity(&phone).await?;
    let said = phone.say(signal, "ontvolg moerwijk").await?;
    let heard = answer(&phone, signal, &said, &bot.user_id).await?;
    assert_eq!(heard.body, sentence("identity-changed"));
    let names_bram =
        |heard: &Heard| heard.sender == bot.user_id && heard.body.contains(bram.user_id().as_str());
    carla
        .wait_for(management, "that Bram's key changed", names_bram, PATIENCE)
        .await?;

    let said = carla
        .say(management, &format!("bevestig {}", bram.user_id()))
        .await?;
    answer(carla, management, &said, &bot.user_id).await?;
    let said = phone.say(signal, "volg").await?;
    let heard = answer(&phone, signal, &said, &bot.user_id).await?;
    assert!(
        heard.body.contains("Moerwijk"),
        "what was asked meanwhile was not done: {heard}"
    );
    Ok(())
}

#[tokio::test(flavor = "multi_thread")]
async fn what_is_not_encrypted_and_what_is_about_somebody_elses_message_does_nothing() -> Result<()>
{
    let town = Town::new(Synapse::shared().await?, On::Sqlite).await?;
    let Town {
        bot,
        anna,
        carla,
        bram,
        moerwijk,
        signal,
        ..
    } = &town;
    let plain = send_plain(
        anna,
        moerwijk,
        "m.room.message",
        json!({ "msgtype": "m.text", "body": "actie flyers 40" }),
    )
    .await?;
    let heard = town.answer(&plain).await?;
    assert_eq!(heard.body, sentence("not-encrypted"));

    let (_, preview) = town
        .anna_reports("signaal nepagent aan de deur bij 3 buren, niks kwijt")
        .await?;
    // A tap could be made up by a server, and Carla was not asked.
    anna.react(moerwijk, &preview.event_id, "👍").await?;
    carla.react(moerwijk, &preview.event_id, "✅").await?;
    let not_hers = carla.reply(moerwijk, &preview.event_id, "ja").await?;
    // Neither does the "ja" of a server.
    let reply = json!({ "m.in_reply_to": { "event_id": preview.event_id } });
    let made_up = json!({ "msgtype": "m.text", "body": "ja", "m.relates_to": reply });
    let made_up = send_plain(anna, moerwijk, "m.room.message", made_up).await?;
    town.answer(&made_up).await?;
    let asked = bram.say(signal, "volg").await?;
    answer(bram, signal, &asked, &bot.user_id).await?;
    let is_card = |heard: &Heard| heard.body.starts_with("S-1 · Moerwijk");
    assert_eq!(bram.count(signal, is_card), 0);
    assert!(
        answered(carla, moerwijk, &bot.user_id, &not_hers).is_empty(),
        "{}",
        carla.show(moerwijk)
    );

    // The question is still there for who was asked.
    let yes = anna.reply(moerwijk, &preview.event_id, "ja").await?;
    let heard = town.answer(&yes).await?;
    assert!(heard.body.contains("S-1"), "{heard}");
    bram.wait_for(signal, "the card", is_card, PATIENCE)
        .await
        .map(drop)
}

#[tokio::test(flavor = "multi_thread")]
async fn notices_start_nothing_so_two_bots_never_talk_with_each_other() -> Result<()> {
    let town = Town::new(Synapse::shared().await?, On::Sqlite).await?;
    let Town {
        bot,
        anna,
        moerwijk,
        ..
    } = &town;
    let said = anna.say(moerwijk, "actie flyers 40").await?;
    let heard = town.answer(&said).await?;
    let mut storm = Vec::new();
    for number in 0..10 {
        storm.push(say_notice(anna, moerwijk, &format!("actie flyers {number}")).await?);
        let echo = json!({
            "msgtype": "m.notice",
            "body": heard.body,
            "m.mentions": { "user_ids": [bot.user_id] },
            "m.relates_to": { "m.in_reply_to": { "event_id": heard.event_id } },
        });
        storm.push(anna.send(moerwijk, "m.room.message", echo).await?);
    }
    let said = anna.say(moerwijk, "actie flyers 41").await?;
    let heard = town.answer(&said).await?;
    assert!(heard.body.contains("A-2"), "{heard}");
    anna.catches_up().await?;
    assert_eq!(
        answers(anna, moerwijk, &bot.user_id, &storm),
        vec![0; storm.len()]
    );
    Ok(())
}
