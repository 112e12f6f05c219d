//! One look at everything that the kit brings; what is built on it is tested elsewhere.

use std::time::Duration;

use anyhow::Result;
use matrix_sdk::reqwest;
use serde_json::{Value, json};

use crate::{
    Fault, JsNeighbour, Neighbour, PATIENCE, Postgres, Proxy, Rule, Synapse, neighbour::PASSWORD,
    unique,
};

#[tokio::test]
async fn two_neighbours_talk_in_an_encrypted_room() -> Result<()> {
    let synapse = Synapse::shared().await?;
    let anna = Neighbour::moves_in(synapse, "anna").await?;
    let bram = Neighbour::moves_in(synapse, "bram").await?;
    bram.accept_invites().await?;
    let room = anna.create_room("Moerwijk", &[bram.user_id()]).await?;
    assert_eq!(bram.room_named("Moerwijk", PATIENCE).await?, room);

    let hello = anna.say_to(&room, bram.user_id(), "hoi").await?;
    let heard = bram
        .wait_for(&room, "the greeting", |it| it.event_id == hello, PATIENCE)
        .await?;
    assert!(heard.body.ends_with(": hoi"), "{heard}");
    assert_eq!(heard.mentions, [bram.user_id().as_str()]);

    let reply = bram.reply(&room, &hello, "hallo").await?;
    let thumb = anna.react(&room, &reply, "👍").await?;
    let heard = bram
        .wait_for(&room, "a thumb", |it| it.reaction.is_some(), PATIENCE)
        .await?;
    assert_eq!(heard.reaction, Some((reply.clone(), "👍".to_owned())));
    bram.edit(&room, &reply, "hallo Anna").await?;
    bram.in_thread(&room, &hello, "en hier").await?;
    let picture = bram.send_image(&room).await?;
    anna.remove(&room, &thumb).await?;

    anna.catches_up().await?;
    let heard = anna
        .wait_for(
            &room,
            "the edit",
            |it| it.edited_of.is_some(),
            Duration::ZERO,
        )
        .await?;
    assert_eq!(
        (heard.edited_of, heard.body.as_str()),
        (Some(reply), "hallo Anna")
    );
    assert_eq!(
        anna.count(&room, |it| it.thread.as_ref() == Some(&hello)),
        1
    );
    assert_eq!(
        anna.count(&room, |it| it.event_id == picture
            && it.content["file"].is_object()),
        1
    );
    assert_eq!(
        anna.count(&room, |it| it.event_id == thumb && it.removed),
        1
    );
    assert_eq!(anna.count(&room, |it| it.undecryptable), 0);
    Ok(())
}

#[tokio::test]
async fn who_was_away_hears_everything_once() -> Result<()> {
    // More than one sync and one page of history hold.
    const MESSAGES: usize = 230;
    let synapse = Synapse::shared().await?;
    let anna = Neighbour::moves_in(synapse, "anna").await?;
    let bram = Neighbour::moves_in(synapse, "bram").await?;
    let room = anna.start_private_chat(bram.user_id()).await?;
    bram.join(&room).await?;

    anna.looks_away();
    for number in 0..MESSAGES {
        bram.say(&room, &format!("bericht {number}")).await?;
    }
    anna.looks_back();
    anna.catches_up().await?;
    let heard = anna.heard(&room);
    let bodies = heard
        .iter()
        .map(|it| it.body.clone())
        .filter(|body| body.starts_with("bericht"));
    let expected: Vec<String> = (0..MESSAGES)
        .map(|number| format!("bericht {number}"))
        .collect();
    assert_eq!(bodies.collect::<Vec<_>>(), expected);
    Ok(())
}

#[tokio::test]
async fn a_client_of_another_make_shuts_out_unsigned_devices() -> Result<()> {
    let synapse = Synapse::shared().await?;
    let signed = Neighbour::moves_in(synapse, "getekend").await?;
    let name = unique("ongetekend");
    synapse.register(&name, PASSWORD).await?;
    let unsigned = Neighbour::login_unsigned(&synapse.url(), &name, PASSWORD).await?;
    let element = JsNeighbour::moves_in(synapse, "element").await?;
    let room = signed
        .create_room("Moerwijk", &[unsigned.user_id(), element.user_id()])
        .await?;
    unsigned.join(&room).await?;
    element.join(&room).await?;

    let from_unsigned = unsigned.say(&room, "leest u dit?").await?;
    let from_signed = signed.say(&room, "en dit?").await?;
    let heard = element
        .wait_for(&room, "the signed one", |it| it.body == "en dit?", PATIENCE)
        .await?;
    assert_eq!(heard.event_id, from_signed);
    element
        .wait_for_locked(&room, &from_unsigned, PATIENCE)
        .await?;

    let answer = element.reply(&room, &from_signed, "dit wel").await?;
    let heard = signed
        .wait_for(&room, "the answer", |it| it.body == "dit wel", PATIENCE)
        .await?;
    assert_eq!(
        (heard.event_id, heard.reply_to),
        (answer.clone(), Some(from_signed))
    );
    unsigned.wait_for_locked(&room, &answer, PATIENCE).await?;
    Ok(())
}

#[tokio::test]
async fn a_client_of_another_make_votes_and_reacts() -> Result<()> {
    let synapse = Synapse::shared().await?;
    let anna = Neighbour::moves_in(synapse, "anna").await?;
    let element = JsNeighbour::moves_in(synapse, "element").await?;
    let room = anna.create_room("Moerwijk", &[element.user_id()]).await?;
    element.join(&room).await?;

    let poll = anna
        .send(&room, "org.matrix.msc3381.poll.start", poll())
        .await?;
    let heard = element
        .wait_for(&room, "the poll", |it| it.event_id == poll, PATIENCE)
        .await?;
    assert_eq!(heard.body, "Koffie?");
    let vote = element.vote(&room, &poll, &["ja"]).await?;
    let heard = anna
        .wait_for(&room, "the vote", |it| it.event_id == vote, PATIENCE)
        .await?;
    assert_eq!(
        heard.content["org.matrix.msc3381.poll.response"]["answers"][0],
        "ja"
    );
    assert_eq!(heard.content["m.relates_to"]["event_id"], poll.as_str());

    element.react(&room, &poll, "👀").await?;
    let eyes = Some((poll, "👀".to_owned()));
    anna.wait_for(&room, "eyes", |it| it.reaction == eyes, PATIENCE)
        .await?;
    Ok(())
}

fn poll() -> Value {
    let answer = |word: &str| json!({ "id": word, "org.matrix.msc1767.text": word });
    json!({
        "org.matrix.msc1767.text": "Koffie?",
        "org.matrix.msc3381.poll.start": {
            "question": { "org.matrix.msc1767.text": "Koffie?" },
            "kind": "org.matrix.msc3381.poll.disclosed",
            "max_selections": 1,
            "answers": [answer("ja"), answer("nee")],
        },
    })
}

#[tokio::test]
async fn synapse_comes_back_with_all_it_knew() -> Result<()> {
    let synapse = Synapse::start(crate::synapse::Options::default()).await?;
    let anna = Neighbour::moves_in(&synapse, "anna").await?;
    let room = anna.create_room("Moerwijk", &[]).await?;
    synapse.restart().await?;
    let hello = anna.say(&room, "er weer").await?;
    anna.wait_for(&room, "its own words", |it| it.event_id == hello, PATIENCE)
        .await?;
    synapse.register_admin("beheer", PASSWORD).await?;
    Neighbour::login(&synapse.url(), "beheer", PASSWORD)
        .await?
        .recovery_key()
        .await?;
    Ok(())
}

#[tokio::test]
async fn behind_a_proxy_things_go_wrong_as_they_are_told_to() -> Result<()> {
    let synapse = Synapse::shared().await?;
    let proxy = Proxy::before(synapse).await?;
    let name = unique("anna");
    synapse.register(&name, PASSWORD).await?;
    let anna = Neighbour::login(&proxy.url(), &name, PASSWORD).await?;
    let bram = Neighbour::moves_in(synapse, "bram").await?;
    bram.accept_invites().await?;
    let room = anna.create_room("Moerwijk", &[bram.user_id()]).await?;
    bram.room_named("Moerwijk", PATIENCE).await?;

    // Her client tries the same again; what arrived already arrives once.
    let cut = proxy.set(Rule::new("PUT /send/", Fault::Cut).times(1));
    let away = proxy.set(Rule::new("PUT /send/", Fault::bad_gateway()).times(1));
    let soon = Fault::too_many(Duration::from_millis(50));
    let busy = proxy.set(Rule::new("PUT /send/", soon).times(1));
    let late = Fault::Delay(Duration::from_millis(50));
    let late = proxy.set(Rule::new("PUT /send/", late));
    let hello = anna.say(&room, "hoi").await?;
    bram.wait_for(&room, "hoi", |it| it.event_id == hello, PATIENCE)
        .await?;
    bram.catches_up().await?;
    assert_eq!(bram.count(&room, |it| it.body == "hoi"), 1);
    let tries = proxy.requests("PUT /send/");
    assert_eq!(tries.len(), 4, "{tries:?}");
    assert!(tries.iter().all(|line| line == &tries[0]), "{tries:?}");
    assert_eq!([cut.hits(), away.hits(), busy.hits(), late.hits()], [1; 4]);
    proxy.lift(&late);
    let again = anna.say(&room, "nog eens").await?;
    assert_eq!(late.hits(), 1, "it is gone");

    // A key that comes later than what it opens.
    proxy.holds_keys();
    bram.room(&room)?.discard_room_key().await?;
    let locked = bram.reply(&room, &again, "dag").await?;
    anna.wait_for_locked(&room, &locked, PATIENCE).await?;
    assert!(proxy.held_keys() > 0);
    proxy.gives_keys();
    anna.catches_up().await?;
    let dag = |heard: &crate::Heard| heard.event_id == locked && heard.body == "dag";
    anna.wait_for(&room, "the late key", dag, PATIENCE).await?;

    // Nobody answers, and then somebody does.
    proxy.close().await;
    bram.say(&room, "is daar iemand?").await?;
    assert!(reqwest::get(proxy.url()).await.is_err());
    proxy.open().await?;
    proxy.set(Rule::new("GET /sync", Fault::nonsense("<html>")).times(2));
    let heard = |heard: &crate::Heard| heard.body == "is daar iemand?";
    anna.wait_for(&room, "bram", heard, PATIENCE).await?;
    Ok(())
}

#[tokio::test]
async fn postgres_makes_databases_and_keeps_them() -> Result<()> {
    let postgres = Postgres::durable().await?;
    let url = postgres.fresh_database().await?;
    postgres
        .query(
            &url,
            "CREATE TABLE wijk (naam TEXT); INSERT INTO wijk VALUES ('Moerwijk')",
        )
        .await?;
    postgres.stop().await?;
    assert!(postgres.query(&url, "SELECT 1").await.is_err());
    postgres.start_again().await?;
    assert_eq!(
        postgres.query(&url, "SELECT naam FROM wijk").await?,
        "Moerwijk"
    );

    let other = Postgres::shared().await?.fresh_database().await?;
    assert_eq!(
        Postgres::shared().await?.query(&other, "SELECT 1").await?,
        "1"
    );
    Ok(())
}
