//! Forms on a real homeserver: taps, replies, threads, edits, removals and the private chat, with two makes of client.

use anyhow::Result;
use serde_json::json;
use testkit::ruma::{EventId, RoomId};
use testkit::{Heard, JsNeighbour, Neighbour, PATIENCE, Synapse, until};

use crate::bot::On;
use crate::synapse::{Town, answer};

impl Town {
    /// Waits for what the bot says in answer to this message, with these words in it.
    async fn says(
        &self,
        who: &Neighbour,
        room: &RoomId,
        to: &EventId,
        words: &str,
    ) -> Result<Heard> {
        let is_it = |heard: &Heard| {
            heard.sender == self.bot.user_id
                && heard.reply_to.as_deref() == Some(to)
                && heard.body.contains(words)
        };
        let what = format!("\"{words}\" in answer to {to}");
        who.wait_for(room, &what, is_it, PATIENCE).await
    }

    /// Waits until the bot changed its message so that it says this.
    async fn changes(
        &self,
        who: &Neighbour,
        room: &RoomId,
        message: &EventId,
        words: &str,
    ) -> Result<Heard> {
        let is_it = |heard: &Heard| {
            heard.edited_of.as_deref() == Some(message) && heard.body.contains(words)
        };
        let what = format!("{message} to say \"{words}\"");
        who.wait_for(room, &what, is_it, PATIENCE).await
    }
}

#[tokio::test(flavor = "multi_thread")]
async fn a_form_is_answered_by_a_tap_in_a_thread_and_by_a_reply_and_corrected_by_edits()
-> Result<()> {
    let town = Town::new(Synapse::shared().await?, On::Sqlite).await?;
    let (anna, bram, room) = (&town.anna, &town.bram, &*town.moerwijk);

    let began = anna.say(room, "signaal hoi mam via WhatsApp").await?;
    let which = town.says(anna, room, &began, "1. Vriend-in-nood").await?;
    // The bot put the reactions there itself; tapping one is enough.
    let first = (which.event_id.clone(), "1️⃣".to_owned());
    let is_seed = |heard: &Heard| heard.reaction.as_ref() == Some(&first);
    anna.wait_for(room, "a reaction to tap", is_seed, PATIENCE)
        .await?;
    anna.react(room, &which.event_id, "1️⃣").await?;
    let many = town.says(anna, room, &which.event_id, "Hoeveel").await?;
    let three = anna.in_thread(room, &many.event_id, "3").await?;
    let money = town.says(anna, room, &three, "geld").await?;
    assert_eq!(money.thread.as_deref(), Some(&*many.event_id), "{money}");
    let none = anna
        .reply(room, &money.event_id, "dat vraag ik haar even")
        .await?;
    town.says(anna, room, &none, "Typ het cijfer").await?;
    anna.edit(room, &none, "1").await?;
    town.says(anna, room, &none, "Mensen: 3").await?;

    // Going back, almost yes, and yes.
    let back = anna.say(room, "terug").await?;
    town.says(anna, room, &back, "U antwoordde: Nee").await?;
    let on = anna.say(room, "verder").await?;
    town.says(anna, room, &on, "Klopt het?").await?;
    let almost = anna.say(room, "ja graag").await?;
    town.says(anna, room, &almost, "precies ja").await?;
    let yes = anna.say(room, "ja").await?;
    let thanks = town.says(anna, room, &yes, "Verstuurd als S-").await?;
    let is_card = |heard: &Heard| heard.body.contains("Mensen: 3");
    let card = bram
        .wait_for(&town.signal, "the card", is_card, PATIENCE)
        .await?;

    // An answer that is corrected afterwards is shown, and then changes the card.
    anna.edit(room, &three, "5").await?;
    let is_asked =
        |heard: &Heard| heard.reply_to.as_deref() == Some(&*three) && heard.body.contains("geld");
    let asked_again = || async { anna.count(room, is_asked) > 1 };
    until("the next question again", PATIENCE, asked_again).await?;
    let none = anna.say(room, "1").await?;
    town.says(anna, room, &none, "Mensen: 5").await?;
    anna.say(room, "ja").await?;
    town.changes(bram, &town.signal, &card.event_id, "Mensen: 5")
        .await?;

    // Removing the message takes all of it back.
    anna.remove(room, &began).await?;
    town.changes(anna, room, &thanks.event_id, "is weggehaald")
        .await?;
    let is_gone = || async {
        let cards = bram.heard(&town.signal);
        cards
            .iter()
            .any(|heard| heard.event_id == card.event_id && heard.removed)
    };
    until("the card to be gone", PATIENCE, is_gone).await?;

    // A form goes on in the private chat, which the bot opens.
    let began = anna.say(room, "signaal").await?;
    town.says(anna, room, &began, "privé").await?;
    let moved = anna.say(room, "privé").await?;
    town.says(anna, room, &moved, "privégesprek").await?;
    let private = anna.room_named("wijkbode", PATIENCE).await?;
    let is_question = |heard: &Heard| heard.body.contains("Hoe kwam het binnen?");
    let asked = anna
        .wait_for(&private, "the question", is_question, PATIENCE)
        .await?;
    assert!(
        !asked.notice
            && asked
                .mentions
                .iter()
                .any(|user| user == anna.user_id().as_str()),
        "it rings: {asked}"
    );
    let door = anna.say(&private, "aan de deur").await?;
    town.says(anna, &private, &door, "Nepagent").await?;
    let stop = anna.say(&private, "stop").await?;
    let heard = answer(anna, &private, &stop, &town.bot.user_id).await?;
    assert!(heard.body.contains("ik stop"), "{heard}");
    Ok(())
}

#[tokio::test(flavor = "multi_thread")]
async fn another_make_of_client_taps_answers_in_a_thread_and_edits() -> Result<()> {
    let synapse = Synapse::shared().await?;
    let town = Town::new(synapse, On::Sqlite).await?;
    let joke = JsNeighbour::moves_in(synapse, "joke").await?;
    let programme = format!(
        "{}\n[[person]]\nuser = \"{}\"\nname = \"Joke\"\nambassadeur = [\"Moerwijk\"]\n",
        town.programme(),
        joke.user_id()
    );
    town.bot.apply(&programme)?;
    let is_invited = || async { joke.join(&town.moerwijk).await.is_ok() };
    until("Joke to be let in", PATIENCE, is_invited).await?;
    let room = &*town.moerwijk;
    let says = async |to: &EventId, words: &str| {
        let is_it =
            |heard: &Heard| heard.reply_to.as_deref() == Some(to) && heard.body.contains(words);
        joke.wait_for(room, words, is_it, PATIENCE).await
    };

    let began = joke.say(room, "actie").await?;
    let which = says(&began, "Wat voor actie").await?;
    let coffee = json!({
        "msgtype": "m.text", "body": "koffieochtend",
        "m.relates_to": { "rel_type": "m.thread", "event_id": which.event_id, "is_falling_back": true,
                          "m.in_reply_to": { "event_id": which.event_id } },
    });
    let coffee = joke.send(room, "m.room.message", coffee).await?;
    let many = says(&coffee, "Hoeveel").await?;
    let twelve = joke.reply(room, &many.event_id, "12").await?;
    let noted = says(&twelve, "12 aanwezigen").await?;
    let edit = json!({
        "msgtype": "m.text", "body": "* 15",
        "m.new_content": { "msgtype": "m.text", "body": "15" },
        "m.relates_to": { "rel_type": "m.replace", "event_id": twelve },
    });
    joke.send(room, "m.room.message", edit).await?;
    let is_corrected = |heard: &Heard| {
        heard.edited_of.as_deref() == Some(&*noted.event_id) && heard.body.contains("15 aanwezigen")
    };
    joke.wait_for(room, "the corrected answer", is_corrected, PATIENCE)
        .await?;

    let asked = joke.say(room, "!taal").await?;
    let question = says(&asked, "In welke taal").await?;
    joke.react(room, &question.event_id, "2️⃣").await?;
    says(&question.event_id, "I answer you in English").await?;
    Ok(())
}
