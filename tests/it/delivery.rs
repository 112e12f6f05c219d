//! Nothing lost, nothing twice: holes, late and missing keys, a server that is away, a bot that starts anew.

use std::fs;
use std::time::Duration;

use anyhow::Result;
use serde_json::json;
use testkit::ruma::{OwnedEventId, UserId};
use testkit::synapse::Options;
use testkit::{Heard, Neighbour, PATIENCE, Synapse};
use wijkbode::chat::Trust;
use wijkbode::store::{Details, NewRow, ParcelState, RowState};

use crate::bot::{On, PASSWORD};
use crate::errands::{actions, answered, answers, as_bot, sentence};
use crate::store::databases::outside;
use crate::synapse::{Town, answer};

#[tokio::test(flavor = "multi_thread")]
async fn what_was_said_while_the_bot_was_away_is_answered_in_order() -> Result<()> {
    let mut town = Town::new(Synapse::shared().await?, On::Sqlite).await?;
    town.bot.stop().await?;
    // More than one answer of the homeserver holds: the rest is a hole that is read page by page.
    let talk = |number: usize| {
        if number.is_multiple_of(4) {
            format!("actie flyers {number}")
        } else {
            "Lekker weer".to_owned()
        }
    };
    let said = town.anna_says((1..=120).map(talk)).await?;
    let commands: Vec<_> = said.into_iter().skip(3).step_by(4).collect();

    town.bot.start()?;
    let heard = town.each_is_answered_once(&commands).await?;
    for (number, heard) in (1..).zip(&heard) {
        assert!(
            heard.body.contains(&format!("A-{number}: ")),
            "in the order in which they were said: {heard}"
        );
    }
    assert_eq!(heard.len(), 30);
    assert!(
        town.bot.read_log().contains("filled a hole"),
        "there was a hole"
    );
    Ok(())
}

#[tokio::test(flavor = "multi_thread")]
async fn a_bot_killed_before_it_stored_an_answer_of_the_homeserver_hears_it_again() -> Result<()> {
    let mut town = Town::new(Synapse::shared().await?, On::Sqlite).await?;
    town.bot.stop().await?;
    let mut said = town.anna_says(["actie flyers 40".to_owned()]).await?;
    town.bot
        .with("WIJKBODE_FAILPOINT", "pause-before-commit=600000");
    town.bot.start()?;
    // The SDK has written down its place; we have not stored what it read.
    town.bot.logs("point=\"pause-before-commit\"").await?;
    town.bot.kill()?;

    // At once, while the homeserver still has the same answer in its cache for two minutes.
    said.extend(town.anna_says(["actie flyers 50".to_owned()]).await?);
    town.bot.with("WIJKBODE_FAILPOINT", "");
    town.bot.start()?;
    town.each_is_answered_once(&said).await?;
    assert!(
        town.bot.read_log().contains("rewinding"),
        "the SDK was ahead"
    );
    Ok(())
}

/// Anna's very first words reach a bot that is killed before it has saved their key. What waits afterwards.
async fn killed_at_the_first_key(failpoint: &str) -> Result<(Town, OwnedEventId)> {
    let mut town = Town::new(Synapse::shared().await?, On::Sqlite).await?;
    town.bot.stop().await?;
    let pause = format!("pause-before-room-key=600000{failpoint}");
    town.bot.with("WIJKBODE_FAILPOINT", &pause);
    town.bot.start()?;
    let said = town.anna.say(&town.moerwijk, "actie flyers 40").await?;
    town.bot.logs("point=\"pause-before-room-key\"").await?;
    town.bot.kill()?;
    town.bot.with("WIJKBODE_FAILPOINT", "");
    town.bot.start()?;
    Ok((town, said))
}

#[tokio::test(flavor = "multi_thread")]
async fn a_bot_killed_before_it_saved_somebodys_first_key_gets_it_again() -> Result<()> {
    let (town, said) = killed_at_the_first_key("").await?;
    town.each_is_answered_once(&[said]).await.map(drop)
}

#[tokio::test(flavor = "multi_thread")]
async fn a_session_saved_before_its_key_loses_the_key_so_the_order_matters() -> Result<()> {
    let (town, _said) = killed_at_the_first_key(",session-before-key").await?;
    town.bot
        .waits("an unreadable message", |waiting| waiting.unreadable == 1)
        .await
}

#[tokio::test(flavor = "multi_thread")]
async fn a_message_that_stays_unreadable_gets_one_friendly_line_and_the_rest_goes_on() -> Result<()>
{
    let mut town = Town::new(Synapse::shared().await?, On::Sqlite).await?;
    let us = UserId::parse(&town.bot.user_id)?;
    town.anna.withholds_keys_from(&town.moerwijk, &us).await?;
    let locked = town.anna_says(actions(1..=2)).await?;
    town.bot
        .waits("two unreadable messages", |waiting| waiting.unreadable == 2)
        .await?;
    town.anna.gives_keys_to(&town.moerwijk, &us).await?;
    let readable = town.anna_says(actions(1..=1)).await?;
    town.each_is_answered_once(&readable).await?;

    town.bot.stop().await?;
    town.bot.comes_back_later(Duration::from_secs(11 * 60));
    town.bot.start()?;
    let line = town.answer(&locked[0]).await?;
    assert_eq!(line.body, sentence("unreadable"));
    assert!(
        line.mentions
            .iter()
            .any(|user| user == town.anna.user_id().as_str()),
        "it rings for its sender: {line}"
    );

    // Once per key, also much later.
    town.bot.stop().await?;
    town.bot.comes_back_later(Duration::from_secs(11 * 60));
    town.bot.start()?;
    let readable = town.anna_says(["actie flyers 60".to_owned()]).await?;
    town.each_is_answered_once(&readable).await?;
    assert_eq!(
        answers(&town.anna, &town.moerwijk, &town.bot.user_id, &locked),
        [1, 0]
    );
    Ok(())
}

#[tokio::test(flavor = "multi_thread")]
async fn a_message_whose_key_comes_late_is_answered_then() -> Result<()> {
    let synapse = Synapse::shared().await?;
    let mut town = Town::new(synapse, On::Sqlite).await?;
    town.bot.stop().await?;
    let said = town
        .says_with_a_late_key(synapse, "actie flyers 40")
        .await?;
    town.bot.start()?;
    town.bot.logs("decrypted after all").await?;
    let heard = town.answer(&said).await?;
    assert!(heard.body.contains("A-1"), "{heard}");
    // Such a key proves no device, of which Anna is not to blame: no hint comes beside the answer.
    town.anna.catches_up().await?;
    let answers = |heard: &Heard| heard.reply_to.as_ref() == Some(&said);
    assert_eq!(town.anna.count(&town.moerwijk, answers), 1);
    Ok(())
}

impl Town {
    /// Anna says something of which the key reaches the bot only through its key backup: her client knows another
    /// device of the bot, but not the one that runs.
    pub async fn says_with_a_late_key(
        &self,
        synapse: &Synapse,
        text: &str,
    ) -> Result<OwnedEventId> {
        let us = UserId::parse(&self.bot.user_id)?;
        self.anna.withholds_keys_from(&self.moerwijk, &us).await?;
        let other = Neighbour::login(&synapse.url(), &self.bot.localpart, PASSWORD).await?;
        let key = fs::read_to_string(self.bot.data().join("recovery-key"))?;
        Box::pin(async {
            other
                .client()
                .encryption()
                .recovery()
                .recover(key.trim())
                .await
        })
        .await?;
        self.anna.catches_up().await?;
        let said = self.anna.say(&self.moerwijk, text).await?;
        other
            .wait_for(
                &self.moerwijk,
                "what Anna said",
                |heard| heard.event_id == said,
                PATIENCE,
            )
            .await?;
        other
            .client()
            .encryption()
            .backups()
            .wait_for_steady_state()
            .await?;
        other.logout().await?;
        Ok(said)
    }
}

#[tokio::test(flavor = "multi_thread")]
async fn answers_wait_for_a_homeserver_that_is_away_and_are_sent_once() -> Result<()> {
    let synapse = Synapse::start(Options::default()).await?;
    let mut town = Town::new(&synapse, On::Sqlite).await?;
    town.bot
        .waits("nothing to be left to send", |waiting| waiting.to_send == 0)
        .await?;
    town.bot.falls_silent().await?;
    let said = town.anna_says(actions(1..=6)).await?;
    town.bot
        .waits("six answers", |waiting| waiting.to_send >= 6)
        .await?;
    synapse.stop().await?;
    town.bot.speaks_again().await?;
    town.bot.logs("not sent yet").await?;
    synapse.start_again().await?;
    town.each_is_answered_once(&said).await?;

    // The same with a bot that does not know whether its answer arrived, and has lost its device meanwhile.
    town.bot.stop().await?;
    forget_that_it_was_sent(&town, &said[5]).await?;
    fs::remove_dir_all(town.bot.data().join("matrix"))?;
    town.bot.log_in()?;
    town.bot.start()?;
    let more = town.anna_says(actions(1..=1)).await?;
    town.each_is_answered_once(&[said, more].concat())
        .await
        .map(drop)
}

/// The answer to this message was sent, but the bot was killed before it could write that down.
async fn forget_that_it_was_sent(town: &Town, said: &OwnedEventId) -> Result<()> {
    let store = town.bot.store().await?;
    let heard = town.answer(said).await?;
    let row = store
        .begin()
        .await?
        .parcel_of_event(heard.event_id.as_str())
        .await?
        .expect("our answer");
    assert_eq!(row.state, ParcelState::Sent);
    let text = wijkbode::chat::Text {
        body: heard.body,
        reply_to: heard.reply_to.map(|id| id.to_string()),
        ..Default::default()
    };
    let payload = serde_json::to_string(&wijkbode::chat::Outgoing::Say(text))?;
    let mut database = outside(&town.bot.database()).await?;
    sqlx::query("UPDATE outbox SET state = 'sending', event_id = NULL, payload = $1 WHERE id = $2")
        .bind(payload)
        .bind(row.id)
        .execute(&mut database)
        .await?;
    Ok(())
}

#[tokio::test(flavor = "multi_thread")]
async fn a_row_that_cannot_be_handled_is_set_aside_and_told_and_the_rest_goes_on() -> Result<()> {
    let town = Town::new(Synapse::shared().await?, On::Sqlite).await?;
    // Whom the bot has not seen come in yet gets no key for what it says in that moment.
    for (who, room) in [
        (&town.anna, &town.moerwijk),
        (&town.carla, &town.management),
    ] {
        let said = who.say(room, "hulp").await?;
        answer(who, room, &said, &town.bot.user_id).await?;
    }
    let store = town.bot.store().await?;
    let mut tx = store.begin().await?;
    let broken = Details {
        room_id: town.moerwijk.to_string(),
        sender: town.anna.user_id().to_string(),
        sent_at: town.bot.now(),
        trust: Trust::Signed,
        identity: None,
        kind: "text".to_owned(),
        payload: "of another version".to_owned(),
        session_id: None,
    };
    let block = tx.next_block().await?;
    let broken = NewRow {
        event_id: "$broken".to_owned(),
        state: RowState::New,
        arrived_at: town.bot.now(),
        details: Some(broken),
    };
    tx.keep_event(block, &broken).await?;
    tx.commit().await?;

    let is_told = |heard: &Heard| heard.body == sentence("parked");
    town.anna
        .wait_for(
            &town.moerwijk,
            "that something went wrong",
            is_told,
            PATIENCE,
        )
        .await?;
    let start = sentence("parked-managers")
        .split_once('{')
        .map(|(start, _)| start.to_owned())
        .unwrap_or_default();
    let is_told = |heard: &Heard| heard.body.starts_with(&start) && heard.body.contains("Moerwijk");
    town.carla
        .wait_for(
            &town.management,
            "the managers to be told",
            is_told,
            PATIENCE,
        )
        .await?;
    town.bot
        .waits("a parked row", |waiting| waiting.parked == 1)
        .await?;
    let said = town.anna_says(actions(1..=1)).await?;
    town.each_is_answered_once(&said).await.map(drop)
}

#[tokio::test(flavor = "multi_thread")]
async fn edits_removals_and_threads_find_what_they_are_about() -> Result<()> {
    let mut town = Town::new(Synapse::shared().await?, On::Sqlite).await?;
    let Town { anna, moerwijk, .. } = &town;
    let said = anna.say(moerwijk, "actie flyers 40").await?;
    let first = town.answer(&said).await?;
    anna.edit(moerwijk, &said, "actie flyers 55").await?;
    let is_corrected = |heard: &Heard| {
        heard.edited_of.as_ref() == Some(&first.event_id) && heard.body.contains("55")
    };
    anna.wait_for(moerwijk, "the corrected answer", is_corrected, PATIENCE)
        .await?;
    anna.remove(moerwijk, &said).await?;
    let is_gone = |heard: &Heard| {
        heard.edited_of.as_ref() == Some(&first.event_id) && !heard.body.contains("55")
    };
    anna.wait_for(moerwijk, "the answer that it is gone", is_gone, PATIENCE)
        .await?;

    // What became a command only by its edit runs once.
    let said = anna.say(moerwijk, "Ik was flyers aan het delen").await?;
    anna.edit(moerwijk, &said, "actie flyers 12").await?;
    let late = town.answer(&said).await?;
    assert!(late.body.contains("A-2"), "{late}");

    let root = anna.say(moerwijk, "Wie was er bij de koffie?").await?;
    let said = anna
        .in_thread(moerwijk, &root, "actie koffieochtend 8")
        .await?;
    let is_answer =
        |heard: &Heard| heard.thread.as_ref() == Some(&root) && heard.body.contains("A-3");
    anna.wait_for(moerwijk, "an answer in the thread", is_answer, PATIENCE)
        .await?;

    // All of it once, also for a bot that was told to stop in the middle of its work.
    let more = town.anna_says(actions(1..=10)).await?;
    assert_eq!(town.bot.stop().await?, Some(0));
    town.bot.start()?;
    town.each_is_answered_once(&more).await?;
    assert!(answered(&town.anna, &town.moerwijk, &town.bot.user_id, &said).len() <= 1);
    Ok(())
}

#[tokio::test(flavor = "multi_thread")]
async fn a_bot_that_is_logged_out_ends_with_77_and_goes_on_after_a_new_login() -> Result<()> {
    let synapse = Synapse::shared().await?;
    let mut town = Town::new(synapse, On::Sqlite).await?;
    let said = town.anna_says(actions(1..=3)).await?;
    town.each_is_answered_once(&said).await?;
    as_bot(synapse, &town.bot, "logout", &json!({})).await?;
    assert_eq!(town.bot.ends().await?, Some(77));
    town.bot.start()?;
    assert_eq!(
        town.bot.ends().await?,
        Some(77),
        "it does not try to log in by itself"
    );

    let printed = town.bot.log_in()?;
    assert!(printed.contains("recovery key stays"), "{printed}");
    let meanwhile = town.anna_says(actions(1..=1)).await?;
    town.bot.start()?;
    town.each_is_answered_once(&[said, meanwhile].concat())
        .await?;
    let us = UserId::parse(&town.bot.user_id)?;
    let devices = town
        .anna
        .client()
        .encryption()
        .get_user_devices(&us)
        .await?;
    assert!(
        devices
            .devices()
            .all(|device| device.is_cross_signed_by_owner()),
        "Element reads what it says"
    );
    Ok(())
}

#[tokio::test(flavor = "multi_thread")]
async fn a_lost_store_is_a_new_signed_device_and_nothing_is_said_twice() -> Result<()> {
    let mut town = Town::new(Synapse::shared().await?, On::Sqlite).await?;
    let said = town.anna_says(actions(1..=3)).await?;
    town.each_is_answered_once(&said).await?;
    town.bot.stop().await?;
    fs::remove_dir_all(town.bot.data().join("matrix"))?;
    town.bot.start()?;
    assert_eq!(town.bot.ends().await?, Some(1));
    assert!(
        town.bot.read_log().contains("run the set-up again"),
        "it says what to do"
    );

    town.bot.log_in()?;
    let meanwhile = town.anna_says(actions(1..=1)).await?;
    town.bot.start()?;
    town.each_is_answered_once(&[said, meanwhile].concat())
        .await?;
    let check = town.bot.command(&["check"]).output()?;
    assert!(
        check.status.success(),
        "{}",
        String::from_utf8_lossy(&check.stdout)
    );
    answer(
        &town.carla,
        &town.management,
        &town.carla.say(&town.management, "hulp").await?,
        &town.bot.user_id,
    )
    .await?;
    Ok(())
}
