//! Rooms follow the programme: made, named, filled, guarded, upgraded, and found again after a crash.

use std::time::Duration;

use anyhow::{Context, Result};
use serde_json::json;
use testkit::ruma::{OwnedRoomId, RoomId, UserId};
use testkit::{Heard, Neighbour, PATIENCE, Synapse, until};

use crate::bot::On;
use crate::errands::{answers, as_bot, membership_is, state};
use crate::synapse::{Town, answer};

/// What should come within seconds, with some time more for a busy machine.
const SOON: Duration = Duration::from_secs(20);

impl Town {
    /// The programme with one more wijk or person.
    fn programme_and(&self, more: &str) -> String {
        format!("{}\n{more}", self.programme())
    }

    /// What the managers heard about this: a trouble, with these words in it.
    async fn managers_hear(&self, words: &str) -> Result<Heard> {
        let is_it = |heard: &Heard| heard.sender == self.bot.user_id && heard.body.contains(words);
        self.carla
            .wait_for(&self.management, words, is_it, PATIENCE)
            .await
    }

    /// Carla says something in the management room and is answered.
    async fn carla_says(&self, text: &str) -> Result<Heard> {
        let said = self.carla.say(&self.management, text).await?;
        answer(&self.carla, &self.management, &said, &self.bot.user_id).await
    }

    /// Anna is answered in this room.
    async fn anna_is_answered_in(&self, room: &RoomId) -> Result<Heard> {
        let said = self.anna.say(room, "actie flyers 40").await?;
        answer(&self.anna, room, &said, &self.bot.user_id).await
    }
}

fn person(neighbour: &Neighbour, role: &str) -> String {
    format!(
        "[[person]]\nuser = \"{}\"\nname = \"Joop\"\n{role}\n",
        neighbour.user_id()
    )
}

/// A room that somebody had already, with guests who have come in.
async fn room_of(owner: &Neighbour, name: &str, guests: &[&Neighbour]) -> Result<OwnedRoomId> {
    let users: Vec<_> = guests.iter().map(|guest| guest.user_id()).collect();
    let room = owner.create_room(name, &users).await?;
    for guest in guests {
        guest.room_named(name, PATIENCE).await?;
    }
    Ok(room)
}

#[tokio::test(flavor = "multi_thread")]
async fn a_word_in_the_management_room_makes_a_room_that_is_safe_from_its_first_moment()
-> Result<()> {
    let town = Town::new(Synapse::shared().await?, On::Sqlite).await?;
    let Town {
        bot, anna, carla, ..
    } = &town;
    town.carla_says("wijk nieuw Duindorp").await?;
    let room = carla.room_named("Duindorp", SOON).await?;
    town.carla_says(&format!("ambassadeur {} Duindorp", anna.user_id()))
        .await?;
    assert_eq!(anna.room_named("Duindorp", SOON).await?, room);

    let content = |kind: &'static str| state(anna, &room, kind, "");
    assert_eq!(
        content("m.room.encryption").await?["algorithm"],
        "m.megolm.v1.aes-sha2"
    );
    assert_eq!(
        content("m.room.history_visibility").await?["history_visibility"],
        "joined"
    );
    assert_eq!(content("m.room.join_rules").await?["join_rule"], "invite");
    assert_eq!(
        content("m.room.guest_access").await?["guest_access"],
        "forbidden"
    );
    let alias = content("m.room.canonical_alias").await?;
    assert_eq!(
        alias["alias"],
        format!("#{}-duindorp:wijk.test", bot.localpart)
    );
    assert!(
        content("m.room.topic").await?["topic"]
            .as_str()
            .context("a topic")?
            .contains("112")
    );

    let levels = content("m.room.power_levels").await?;
    assert_eq!(levels["users"], json!({ carla.user_id().as_str(): 50 }));
    let joop = Neighbour::moves_in(Synapse::shared().await?, "joop").await?;
    assert!(
        anna.invite(&room, joop.user_id()).await.is_err(),
        "members let nobody in"
    );
    let said = carla.say(&room, "Welkom").await?;
    assert!(
        anna.remove(&room, &said).await.is_err(),
        "members take back only what is their own"
    );
    town.anna_is_answered_in(&room).await.map(drop)
}

#[tokio::test(flavor = "multi_thread")]
async fn a_programme_applied_while_the_bot_runs_renames_and_invites() -> Result<()> {
    let synapse = Synapse::shared().await?;
    let town = Town::new(synapse, On::Sqlite).await?;
    let joop = Neighbour::moves_in(synapse, "joop").await?;
    joop.accept_invites().await?;
    let renamed = town.programme().replace(
        "name = \"Moerwijk\"",
        "code = \"WK051836\"\nname = \"Moerwijk-Zuid\"",
    );
    let renamed = renamed.replace("[\"Moerwijk\"]", "[\"WK051836\"]");
    town.bot.apply(&format!(
        "{renamed}\n{}",
        person(&joop, "ambassadeur = [\"WK051836\"]")
    ))?;
    assert_eq!(
        town.anna.room_named("Moerwijk-Zuid", SOON).await?,
        town.moerwijk
    );
    assert_eq!(joop.room_named("Moerwijk-Zuid", SOON).await?, town.moerwijk);
    Ok(())
}

#[tokio::test(flavor = "multi_thread")]
async fn a_room_that_exists_already_is_joined_left_alone_and_joined_again_by_invitation()
-> Result<()> {
    let town = Town::new(Synapse::shared().await?, On::Sqlite).await?;
    let Town {
        bot, anna, carla, ..
    } = &town;
    let us = UserId::parse(&bot.user_id)?;
    let room = room_of(carla, "Duindorp van vroeger", &[anna]).await?;
    let before = anna.say(&room, "actie flyers 10").await?;
    bot.apply(&town.programme_and(&format!(
        "[[wijk]]\nname = \"Duindorp\"\nroom_id = \"{room}\"\n"
    )))?;
    town.carla_says(&format!("ambassadeur {} Duindorp", anna.user_id()))
        .await?;

    carla.invite(&room, &us).await?;
    membership_is(carla, &room, &us, "join").await?;
    let heard = town.anna_is_answered_in(&room).await?;
    assert!(
        heard.body.contains("A-1"),
        "what was said before the bot came in was not said to it: {heard}"
    );
    anna.catches_up().await?;
    assert_eq!(answers(anna, &room, us.as_str(), &[before]), [0]);

    carla.kick(&room, &us).await?;
    town.managers_hear("Duindorp").await?;
    town.carla_says("hulp").await?;
    carla.invite(&room, &us).await?;
    membership_is(carla, &room, &us, "join").await?;
    let heard = town.anna_is_answered_in(&room).await?;
    assert!(heard.body.contains("A-2"), "{heard}");
    Ok(())
}

#[tokio::test(flavor = "multi_thread")]
async fn nothing_is_sent_to_the_signal_room_while_a_stranger_is_in_it() -> Result<()> {
    let synapse = Synapse::shared().await?;
    let town = Town::new(synapse, On::Sqlite).await?;
    let Town {
        bot,
        anna,
        carla,
        bram,
        signal,
        ..
    } = &town;
    let said = bram.say(signal, "volg moerwijk").await?;
    answer(bram, signal, &said, &bot.user_id).await?;

    let joop = Neighbour::moves_in(synapse, "joop").await?;
    joop.accept_invites().await?;
    let here = carla.room_named("Signaalkamer Den Haag", PATIENCE).await?;
    carla.invite(&here, joop.user_id()).await?;
    joop.room_named("Signaalkamer Den Haag", PATIENCE).await?;
    town.managers_hear(joop.user_id().as_str()).await?;

    let (_, preview) = town
        .anna_reports("signaal nepagent aan de deur bij 3 buren, niks kwijt")
        .await?;
    let yes = anna.reply(&town.moerwijk, &preview.event_id, "ja").await?;
    town.answer(&yes).await?;
    let asked = bram.say(signal, "volg").await?;
    bot.waits("the card and an answer", |waiting| waiting.to_send >= 2)
        .await?;
    joop.catches_up().await?;
    let from_us = |heard: &Heard| heard.sender == bot.user_id && heard.kind == "m.room.message";
    assert_eq!(joop.count(signal, from_us), 0, "{}", joop.show(signal));

    carla.kick(signal, joop.user_id()).await?;
    let is_card = |heard: &Heard| heard.body.starts_with("S-1 · Moerwijk");
    bram.wait_for(signal, "the card", is_card, PATIENCE).await?;
    answer(bram, signal, &asked, &bot.user_id).await?;
    bram.catches_up().await?;
    assert_eq!(bram.count(signal, is_card), 1);
    Ok(())
}

#[tokio::test(flavor = "multi_thread")]
async fn an_upgraded_room_is_followed_and_the_old_one_is_left_in_peace() -> Result<()> {
    let synapse = Synapse::shared().await?;
    let town = Town::new(synapse, On::Sqlite).await?;
    let Town {
        bot,
        anna,
        moerwijk: old,
        ..
    } = &town;
    let version = state(anna, old, "m.room.create", "").await?["room_version"].clone();
    let path = format!("rooms/{old}/upgrade");
    let answer = as_bot(synapse, bot, &path, &json!({ "new_version": version })).await?;
    let new = RoomId::parse(answer["replacement_room"].as_str().context("a new room")?)?;

    let is_inside = || async { anna.rooms().contains(&new) };
    until("Anna to be in the new room", PATIENCE, is_inside).await?;
    anna.room_named("Moerwijk", PATIENCE).await?;
    town.anna_is_answered_in(&new).await?;
    let from_us = |heard: &Heard| heard.sender == bot.user_id && heard.kind == "m.room.message";
    assert_eq!(anna.count(old, from_us), 0, "nobody reads there any more");
    Ok(())
}

#[tokio::test(flavor = "multi_thread")]
async fn a_room_made_before_a_crash_is_found_by_its_alias() -> Result<()> {
    let synapse = Synapse::shared().await?;
    let mut town = Town::new(synapse, On::Sqlite).await?;
    town.bot.kill()?;
    // The answer to this request was lost with the bot that made it.
    let encryption =
        json!({ "type": "m.room.encryption", "content": { "algorithm": "m.megolm.v1.aes-sha2" } });
    let room = json!({
        "room_alias_name": format!("{}-duindorp", town.bot.localpart),
        "name": "Duindorp",
        "preset": "private_chat",
        "initial_state": [encryption],
    });
    let made = as_bot(synapse, &town.bot, "createRoom", &room).await?;
    let wijk = "[[wijk]]\nname = \"Duindorp\"\n";
    let programme = town
        .programme_and(wijk)
        .replace("[\"Moerwijk\"]", "[\"Moerwijk\", \"Duindorp\"]");
    town.bot.apply(&programme)?;
    town.bot.start()?;
    let room = town.anna.room_named("Duindorp", PATIENCE).await?;
    assert_eq!(made["room_id"], room.as_str());
    town.anna_is_answered_in(&room).await.map(drop)
}

#[tokio::test(flavor = "multi_thread")]
async fn a_private_chat_is_for_who_has_a_role() -> Result<()> {
    let synapse = Synapse::shared().await?;
    let mut town = Town::new(synapse, On::Sqlite).await?;
    let us = UserId::parse(&town.bot.user_id)?;
    let joop = Neighbour::moves_in(synapse, "joop").await?;
    town.bot.stop().await?;
    let unwanted = joop.start_private_chat(&us).await?;
    // Element makes the chat when the first words are sent, so these come before the bot.
    let room = town.anna.start_private_chat(&us).await?;
    let first = town.anna.say(&room, "hulp").await?;
    town.bot.start()?;
    answer(&town.anna, &room, &first, us.as_str()).await?;
    let second = town.anna.say(&room, "hulp actie").await?;
    answer(&town.anna, &room, &second, us.as_str()).await?;
    membership_is(&joop, &unwanted, &us, "leave").await
}
