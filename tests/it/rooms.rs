//! Rooms follow the programme: made, named, filled, guarded, upgraded, and found again after a crash.

use std::time::Duration;

use anyhow::{Context, Result};
use serde_json::json;
use testkit::ruma::api::client::room::create_room;
use testkit::ruma::{OwnedRoomId, RoomId, UserId};
use testkit::{Heard, Neighbour, PATIENCE, Synapse, until};

use crate::bot::On;
use crate::errands::{answers, as_bot, membership_is, state};
use crate::synapse::{Town, answer};

/// What should come within seconds, with some time more for a busy machine.
const SOON: Duration = Duration::from_secs(60);

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

    /// A wijk in a room that Carla had already, where Anna is the ambassadeur; the bot is inside.
    async fn joins_a_room_of_carla(&self, wijk: &str) -> Result<OwnedRoomId> {
        let us = UserId::parse(&self.bot.user_id)?;
        let room = room_of(&self.carla, &format!("{wijk} van vroeger"), &[&self.anna]).await?;
        let wijk_there = format!("[[wijk]]\nname = {wijk:?}\nroom_id = \"{room}\"\n");
        self.bot.apply(&self.programme_and(&wijk_there))?;
        self.carla_decides(&format!("ambassadeur {} {wijk}", self.anna.user_id()))
            .await?;
        self.carla.invite(&room, &us).await?;
        membership_is(&self.carla, &room, &us, "join").await?;
        self.anna_is_answered_in(&room).await?;
        Ok(room)
    }

    /// Carla says something in the management room and is answered.
    async fn carla_says(&self, text: &str) -> Result<Heard> {
        let said = self.carla.say(&self.management, text).await?;
        answer(&self.carla, &self.management, &said, &self.bot.user_id).await
    }

    /// Carla decides something in the management room: she sees what will happen, says "ja", and it is done.
    async fn carla_decides(&self, text: &str) -> Result<Heard> {
        let shown = self.carla_says(text).await?;
        anyhow::ensure!(shown.body.contains("Klopt het?"), "{shown}");
        self.carla_says("ja").await
    }

    /// Anna is answered in this room.
    async fn anna_is_answered_in(&self, room: &RoomId) -> Result<Heard> {
        // What the homeserver knows already, her phone may not.
        self.anna.catches_up().await?;
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
    town.carla_decides("wijk nieuw Duindorp").await?;
    let room = carla.room_named("Duindorp", SOON).await?;
    town.carla_decides(&format!("ambassadeur {} Duindorp", anna.user_id()))
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
async fn a_message_of_the_manager_is_shown_first_sent_and_counted_without_names() -> Result<()> {
    let town = Town::new(Synapse::shared().await?, On::Sqlite).await?;
    let Town {
        bot, anna, carla, ..
    } = &town;
    let shown = town
        .carla_says("bericht Moerwijk Vrijdag is er koffie in de bibliotheek")
        .await?;
    assert!(
        shown
            .body
            .contains("Bericht van Carla\nVrijdag is er koffie"),
        "{shown}"
    );
    assert_eq!(
        anna.count(&town.moerwijk, |heard| heard.body.contains("koffie")),
        0
    );
    let sent = town.carla_says("ja").await?;

    let is_it = |heard: &Heard| heard.sender == bot.user_id && heard.body.contains("koffie");
    let message = anna
        .wait_for(&town.moerwijk, "the message", is_it, PATIENCE)
        .await?;
    assert!(!message.notice, "its phone rings");
    anna.react(&town.moerwijk, &message.event_id, "👀").await?;
    let is_counted = |heard: &Heard| {
        heard.edited_of.as_deref() == Some(&*sent.event_id) && heard.body.contains("Gezien (👀): 1")
    };
    let counted = carla
        .wait_for(&town.management, "the counts", is_counted, PATIENCE)
        .await?;
    assert!(counted.body.contains("Bezorgd in 1 van 1"), "{counted}");
    assert!(!counted.body.contains("Anna"), "{counted}");
    Ok(())
}

#[tokio::test(flavor = "multi_thread")]
async fn somebody_moves_to_another_wijk_comes_back_by_undo_and_leaves() -> Result<()> {
    let town = Town::new(Synapse::shared().await?, On::Sqlite).await?;
    let Town { anna, carla, .. } = &town;
    town.carla_decides("wijk nieuw Duindorp").await?;
    let duindorp = carla.room_named("Duindorp", SOON).await?;
    let user = anna.user_id();

    town.carla_decides(&format!("ambassadeur verhuis {user} naar Duindorp"))
        .await?;
    membership_is(carla, &town.moerwijk, user, "leave").await?;
    membership_is(anna, &duindorp, user, "join").await?;
    town.anna_is_answered_in(&duindorp).await?;

    town.carla_says("ongedaan").await?;
    membership_is(carla, &duindorp, user, "leave").await?;
    membership_is(anna, &town.moerwijk, user, "join").await?;
    town.anna_is_answered_in(&town.moerwijk).await?;

    town.carla_decides(&format!("ambassadeur weg {user}"))
        .await?;
    membership_is(carla, &town.moerwijk, user, "leave").await?;

    // Who is invited reads what it is and what to tap.
    let joop = Neighbour::moves_in(Synapse::shared().await?, "joop").await?;
    town.carla_decides(&format!("ambassadeur erbij {} Duindorp", joop.user_id()))
        .await?;
    membership_is(carla, &duindorp, joop.user_id(), "invite").await?;
    let invitation = state(carla, &duindorp, "m.room.member", joop.user_id().as_str()).await?;
    let reason = invitation["reason"].as_str().context("a reason")?;
    assert!(reason.contains("Tik op Accepteren"), "{reason}");
    Ok(())
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
    town.carla_decides(&format!("ambassadeur {} Duindorp", anna.user_id()))
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
async fn a_room_that_bans_the_bot_rests_and_the_rest_goes_on() -> Result<()> {
    let town = Town::new(Synapse::shared().await?, On::Sqlite).await?;
    let Town { bot, carla, .. } = &town;
    let us = UserId::parse(&bot.user_id)?;
    let room = town.joins_a_room_of_carla("Duindorp").await?;
    bot.falls_silent().await?;
    let unanswered = town.anna.say(&room, "actie flyers 10").await?;
    bot.waits("an answer", |waiting| waiting.to_send > 0)
        .await?;
    carla.room(&room)?.ban_user(&us, None).await?;
    bot.speaks_again().await?;
    town.managers_hear("niet meer in de kamer \"Duindorp\"")
        .await?;

    // Meanwhile nobody else notices, and a ban is respected, also by a bot that starts anew.
    town.anna_is_answered_in(&town.moerwijk).await?;
    town.carla_says("hulp").await?;
    assert_eq!(
        state(carla, &room, "m.room.member", us.as_str()).await?["membership"],
        "ban"
    );

    carla.room(&room)?.unban_user(&us, None).await?;
    carla.invite(&room, &us).await?;
    membership_is(carla, &room, &us, "join").await?;
    answer(&town.anna, &room, &unanswered, us.as_str()).await?;
    town.anna_is_answered_in(&room).await.map(drop)
}

#[tokio::test(flavor = "multi_thread")]
async fn a_room_that_the_homeserver_removed_rests_and_the_rest_goes_on() -> Result<()> {
    let synapse = Synapse::shared().await?;
    let town = Town::new(synapse, On::Sqlite).await?;
    let room = town.joins_a_room_of_carla("Duindorp").await?;
    synapse.remove_room(&room).await?;
    // Any change makes the bot look around sooner than it would.
    let account = town.carla.client().account();
    account.set_display_name(Some("Carla de Vries")).await?;
    town.managers_hear("niet meer in de kamer \"Duindorp\"")
        .await?;
    town.anna_is_answered_in(&town.moerwijk).await?;
    town.carla_says("hulp").await.map(drop)
}

#[tokio::test(flavor = "multi_thread")]
async fn a_room_without_encryption_hears_nothing_until_it_has_some() -> Result<()> {
    let town = Town::new(Synapse::shared().await?, On::Sqlite).await?;
    let Town {
        bot, anna, carla, ..
    } = &town;
    let us = UserId::parse(&bot.user_id)?;
    let mut plain = create_room::v3::Request::new();
    plain.name = Some("Duindorp zonder slot".to_owned());
    plain.invite = vec![us.clone(), anna.user_id().to_owned()];
    let room = carla
        .client()
        .create_room(plain)
        .await?
        .room_id()
        .to_owned();
    anna.room_named("Duindorp zonder slot", PATIENCE).await?;
    bot.apply(&town.programme_and(&format!(
        "[[wijk]]\nname = \"Duindorp\"\nroom_id = \"{room}\"\n"
    )))?;
    town.carla_decides(&format!("ambassadeur {} Duindorp", anna.user_id()))
        .await?;
    town.managers_hear("\"Duindorp\" is niet versleuteld")
        .await?;
    let said = anna.say(&room, "actie flyers 10").await?;
    town.anna_is_answered_in(&town.moerwijk).await?;
    anna.catches_up().await?;
    assert_eq!(answers(anna, &room, us.as_str(), &[said]), [0]);

    carla.room(&room)?.enable_encryption().await?;
    let is_encrypted = || async { state(anna, &room, "m.room.encryption", "").await.is_ok() };
    until("the room to be encrypted", PATIENCE, is_encrypted).await?;
    anna.catches_up().await?;
    town.anna_is_answered_in(&room).await.map(drop)
}

#[tokio::test(flavor = "multi_thread")]
async fn what_waits_goes_to_the_new_room_when_the_old_one_is_upgraded() -> Result<()> {
    let synapse = Synapse::shared().await?;
    let mut town = Town::new(synapse, On::Sqlite).await?;
    town.bot.falls_silent().await?;
    let said = town.anna.say(&town.moerwijk, "actie flyers 40").await?;
    town.bot
        .waits("an answer", |waiting| waiting.to_send > 0)
        .await?;
    town.bot.kill()?;
    let version =
        state(&town.anna, &town.moerwijk, "m.room.create", "").await?["room_version"].clone();
    let path = format!("rooms/{}/upgrade", town.moerwijk);
    let upgraded = as_bot(
        synapse,
        &town.bot,
        &path,
        &json!({ "new_version": version }),
    )
    .await?;
    let new = RoomId::parse(
        upgraded["replacement_room"]
            .as_str()
            .context("a new room")?,
    )?;
    town.bot.speaks_again().await?;
    town.bot.start()?;

    let heard = answer(&town.anna, &new, &said, &town.bot.user_id).await;
    let heard = heard.with_context(|| town.bot.read_log())?;
    assert!(heard.body.contains("A-1"), "{heard}");
    let heard = town.anna_is_answered_in(&new).await?;
    assert!(heard.body.contains("A-2"), "{heard}");
    town.anna.catches_up().await?;
    assert_eq!(
        answers(
            &town.anna,
            &town.moerwijk,
            &town.bot.user_id,
            std::slice::from_ref(&said)
        ),
        [0]
    );
    assert_eq!(
        answers(&town.anna, &new, &town.bot.user_id, &[said]),
        [1],
        "once"
    );
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
