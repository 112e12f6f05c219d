//! A neighbour: a person with a real encrypted Matrix client, who talks, listens and remembers.

mod follow;

use std::{fmt, time::Duration};

use anyhow::{Context, Result};
use futures_util::future::BoxFuture;
use matrix_sdk::{
    Client, Room,
    attachment::AttachmentConfig,
    config::RequestConfig,
    encryption::LocalTrust,
    media::{MediaFormat, MediaRequestParameters},
    ruma::{
        EventId, OwnedEventId, OwnedRoomId, OwnedUserId, RoomId, RoomOrAliasId, UserId,
        api::client::{
            room::create_room::v3::{Request as CreateRoom, RoomPreset},
            uiaa::{AuthData, MatrixUserIdentifier, Password, UserIdentifier},
        },
        events::{
            InitialStateEvent,
            room::{EncryptedFile, MediaSource, encryption::RoomEncryptionEventContent},
        },
        serde::Raw,
    },
};
use serde_json::{Value, json};
use tokio::{
    sync::{Mutex, watch},
    task::JoinHandle,
    time::timeout,
};

use crate::{
    speech::{self, MESSAGE, REACTION, VOTE},
    synapse::{Synapse, unique},
    transcript::{Heard, Transcript},
    wait::{PATIENCE, until},
};
use follow::{Follower, Progress, SIGNPOST, Wishes};

/// The password of everyone who [`Neighbour::moves_in`].
pub const PASSWORD: &str = "een lang wachtwoord";

/// A person in the neighbourhood, logged in on one device, until dropped.
///
/// What reaches far into the SDK is a boxed future made by a plain function: its code is then compiled here, once, and not
/// again with every program that awaits it.
pub struct Neighbour {
    client: Client,
    user_id: OwnedUserId,
    transcript: Transcript,
    wishes: watch::Sender<Wishes>,
    progress: watch::Receiver<Progress>,
    signposts: Mutex<u64>,
    following: JoinHandle<()>,
}

/// Coming and going.
impl Neighbour {
    /// Logs in on a new device that the owner has signed, as Element asks of everyone.
    pub async fn login(url: &str, localpart: &str, password: &str) -> Result<Self> {
        Self::enter(url, localpart, password, true).await
    }

    /// Logs in on a new device that nobody signed.
    pub async fn login_unsigned(url: &str, localpart: &str, password: &str) -> Result<Self> {
        Self::enter(url, localpart, password, false).await
    }

    /// Makes an account with a [`unique`] name and [`PASSWORD`], and logs in.
    pub async fn moves_in(synapse: &Synapse, name: &str) -> Result<Self> {
        let localpart = unique(name);
        synapse.register(&localpart, PASSWORD).await?;
        Self::login(&synapse.url(), &localpart, PASSWORD).await
    }

    fn enter<'a>(
        url: &'a str,
        localpart: &'a str,
        password: &'a str,
        signed: bool,
    ) -> BoxFuture<'a, Result<Self>> {
        Box::pin(async move { Self::enter_here(url, localpart, password, signed).await })
    }

    async fn enter_here(url: &str, localpart: &str, password: &str, signed: bool) -> Result<Self> {
        let context = || format!("{localpart} could not log in at {url}");
        let client = log_in(url, localpart, password)
            .await
            .with_context(context)?;
        if signed {
            sign_device(&client, password).await.with_context(context)?;
        }
        let user_id = client
            .user_id()
            .context("logged in without a user id")?
            .to_owned();
        let transcript = Transcript::new();
        let wishes = watch::Sender::default();
        let mut follower = Follower::new(client.clone(), transcript.clone(), wishes.subscribe());
        // The first sync publishes this device's keys: from here on others can write to it.
        follower.sync(Duration::ZERO).await.with_context(context)?;
        let progress = follower.progress();
        let following = tokio::spawn(follower.follow());
        let signposts = Mutex::new(0);
        Ok(Self {
            client,
            user_id,
            transcript,
            wishes,
            progress,
            signposts,
            following,
        })
    }

    #[must_use]
    pub fn user_id(&self) -> &UserId {
        &self.user_id
    }

    /// The key with which the same person can read along on another device, such as Element.
    /// Makes a new one at each call.
    pub async fn recovery_key(&self) -> Result<String> {
        let recovery = self.client.encryption().recovery();
        Ok(Box::pin(async { recovery.enable().wait_for_backups_to_upload().await }).await?)
    }

    /// Logs this device out.
    pub async fn logout(self) -> Result<()> {
        self.following.abort();
        Ok(self.client.logout().await?)
    }
}

/// Rooms.
impl Neighbour {
    /// Joins a room by its id or alias, and waits until it can be talked in.
    pub async fn join(&self, room: impl AsRef<str>) -> Result<OwnedRoomId> {
        self.join_here(room.as_ref()).await
    }

    fn join_here<'a>(&'a self, room: &'a str) -> BoxFuture<'a, Result<OwnedRoomId>> {
        Box::pin(async move {
            let name = RoomOrAliasId::parse(room)?;
            let joined = Box::pin(self.client.join_room_by_id_or_alias(&name, &[]))
                .await
                .with_context(|| format!("{} could not join {room}", self.user_id))?;
            self.arrive(joined.room_id()).await
        })
    }

    /// Joins every room that it is invited to, now and from now on.
    pub async fn accept_invites(&self) -> Result<()> {
        self.wishes
            .send_modify(|wishes| wishes.accept_invites = true);
        for room in self.invitations() {
            self.join(room).await?;
        }
        Ok(())
    }

    /// The rooms that it is in.
    #[must_use]
    pub fn rooms(&self) -> Vec<OwnedRoomId> {
        self.client
            .joined_rooms()
            .iter()
            .map(|room| room.room_id().to_owned())
            .collect()
    }

    /// The rooms that it may join.
    #[must_use]
    pub fn invitations(&self) -> Vec<OwnedRoomId> {
        self.client
            .invited_rooms()
            .iter()
            .map(|room| room.room_id().to_owned())
            .collect()
    }

    /// The room of this name that it is in, now or within `limit`.
    pub async fn room_named(&self, name: &str, limit: Duration) -> Result<OwnedRoomId> {
        let what = format!("{} to be in a room named {name}", self.user_id);
        until(&what, limit, || async { self.find_room(name).is_some() }).await?;
        let room = self.find_room(name).context(what)?;
        self.arrive(&room).await
    }

    /// Makes an encrypted room and invites people to it.
    pub async fn create_room(&self, name: &str, guests: &[&UserId]) -> Result<OwnedRoomId> {
        let mut request = CreateRoom::new();
        request.name = Some(name.to_owned());
        request.invite = guests.iter().map(|&guest| guest.to_owned()).collect();
        request.preset = Some(RoomPreset::PrivateChat);
        let encryption = RoomEncryptionEventContent::with_recommended_defaults();
        request.initial_state =
            vec![InitialStateEvent::with_empty_state_key(encryption).to_raw_any()];
        let room = self.client.create_room(request).await?;
        self.arrive(room.room_id()).await
    }

    /// Makes an encrypted room for two, in the way that Element does it.
    pub async fn start_private_chat(&self, with: &UserId) -> Result<OwnedRoomId> {
        let room = Box::pin(self.client.create_dm(with)).await?;
        self.arrive(room.room_id()).await
    }

    pub async fn invite(&self, room: &RoomId, guest: &UserId) -> Result<()> {
        Ok(self.room(room)?.invite_user_by_id(guest).await?)
    }

    pub async fn kick(&self, room: &RoomId, user: &UserId) -> Result<()> {
        Ok(self.room(room)?.kick_user(user, None).await?)
    }

    pub async fn leave(&self, room: &RoomId) -> Result<()> {
        Ok(self.room(room)?.leave().await?)
    }

    /// The SDK's own room, for what has no word here.
    pub fn room(&self, room: &RoomId) -> Result<Room> {
        self.client
            .get_room(room)
            .with_context(|| format!("{} does not know the room {room}", self.user_id))
    }

    /// The SDK's own client, for what has no word here.
    #[must_use]
    pub fn client(&self) -> &Client {
        &self.client
    }

    /// Waits until the room has come along in a sync, so that it can be talked in.
    async fn arrive(&self, room: &RoomId) -> Result<OwnedRoomId> {
        self.follow_until(|progress| progress.rooms.contains(room))
            .await
            .with_context(|| format!("{} did not arrive in {room}", self.user_id))?;
        Ok(room.to_owned())
    }

    async fn follow_until(&self, there: impl FnMut(&Progress) -> bool) -> Result<()> {
        let mut progress = self.progress.clone();
        timeout(PATIENCE, progress.wait_for(there))
            .await
            .context("its sync hangs")??;
        Ok(())
    }

    fn find_room(&self, name: &str) -> Option<OwnedRoomId> {
        let rooms = self.client.joined_rooms();
        let room = rooms
            .iter()
            .find(|room| room.name().as_deref() == Some(name))?;
        Some(room.room_id().to_owned())
    }
}

/// Talking.
impl Neighbour {
    pub async fn say(&self, room: &RoomId, text: &str) -> Result<OwnedEventId> {
        self.send(room, MESSAGE, speech::words(text)).await
    }

    /// Says something with a mention of someone in front.
    pub async fn say_to(&self, room: &RoomId, who: &UserId, text: &str) -> Result<OwnedEventId> {
        self.send(room, MESSAGE, speech::words_to(who, text)).await
    }

    /// Answers a message. Its writer is mentioned, as Element does it.
    pub async fn reply(&self, room: &RoomId, to: &EventId, text: &str) -> Result<OwnedEventId> {
        let writer = self.transcript.find(room, to).map(|heard| heard.sender);
        self.send(room, MESSAGE, speech::reply(to, writer.as_deref(), text))
            .await
    }

    /// Says something in the thread below `root`.
    pub async fn in_thread(
        &self,
        room: &RoomId,
        root: &EventId,
        text: &str,
    ) -> Result<OwnedEventId> {
        self.send(room, MESSAGE, speech::in_thread(root, text))
            .await
    }

    pub async fn edit(&self, room: &RoomId, event: &EventId, text: &str) -> Result<OwnedEventId> {
        self.send(room, MESSAGE, speech::edit(event, text)).await
    }

    /// Takes back a message or a reaction.
    pub async fn remove(&self, room: &RoomId, event: &EventId) -> Result<()> {
        self.room(room)?.redact(event, None, None).await?;
        Ok(())
    }

    pub async fn react(&self, room: &RoomId, event: &EventId, key: &str) -> Result<OwnedEventId> {
        self.send(room, REACTION, speech::reaction(event, key))
            .await
    }

    /// Votes in a poll, with the ids of the chosen answers.
    pub async fn vote(
        &self,
        room: &RoomId,
        poll: &EventId,
        answers: &[&str],
    ) -> Result<OwnedEventId> {
        self.send(room, VOTE, speech::vote(poll, answers)).await
    }

    /// Sends a very small picture.
    pub async fn send_image(&self, room: &RoomId) -> Result<OwnedEventId> {
        let room = self.room(room)?;
        let kind = "image/png".parse()?;
        let sending =
            room.send_attachment("foto.png", &kind, PICTURE.to_vec(), AttachmentConfig::new());
        Ok(sending.await?.event_id)
    }

    /// Downloads and decrypts what an encrypted file (`file` of a picture) points at.
    pub fn download<'a>(&'a self, file: &'a Value) -> BoxFuture<'a, Result<Vec<u8>>> {
        Box::pin(async move {
            let file: EncryptedFile = serde_json::from_value(file.clone())?;
            let request = MediaRequestParameters {
                source: MediaSource::Encrypted(Box::new(file)),
                format: MediaFormat::File,
            };
            Ok(self
                .client
                .media()
                .get_media_content(&request, false)
                .await?)
        })
    }

    /// Sends any event, encrypted where the room is.
    pub fn send<'a>(
        &'a self,
        room: &'a RoomId,
        kind: &'a str,
        content: Value,
    ) -> BoxFuture<'a, Result<OwnedEventId>> {
        Box::pin(async move {
            let room = self.room(room)?;
            let sent = Box::pin(room.send_raw(kind, content).into_future())
                .await
                .with_context(|| {
                    format!(
                        "{} could not send {kind} to {}",
                        self.user_id,
                        room.room_id()
                    )
                })?;
            Ok(sent.response.event_id)
        })
    }
}

/// Keys.
impl Neighbour {
    /// From here on the devices that this person has now get no keys of what is said in the room:
    /// they see that something was said, and cannot read it.
    pub async fn withholds_keys_from(&self, room: &RoomId, person: &UserId) -> Result<()> {
        self.trusts(room, person, LocalTrust::BlackListed).await
    }

    /// The counterpart of [`Self::withholds_keys_from`]; what was said meanwhile stays unreadable.
    pub async fn gives_keys_to(&self, room: &RoomId, person: &UserId) -> Result<()> {
        self.trusts(room, person, LocalTrust::Unset).await
    }

    async fn trusts(&self, room: &RoomId, person: &UserId, trust: LocalTrust) -> Result<()> {
        for device in self
            .client
            .encryption()
            .get_user_devices(person)
            .await?
            .devices()
        {
            device.set_local_trust(trust).await?;
        }
        // What is said next gets a key of its own.
        Ok(self.room(room)?.discard_room_key().await?)
    }
}

/// Being away, as a phone without a signal.
impl Neighbour {
    /// Stops listening; what the server is sending at this moment may still come in.
    pub fn looks_away(&self) {
        self.wishes.send_modify(|wishes| wishes.look_away = true);
    }

    /// Listens again, and hears all that it missed.
    pub fn looks_back(&self) {
        self.wishes.send_modify(|wishes| wishes.look_away = false);
    }
}

/// Listening. Everything is kept, also what was said while the sync skipped events.
impl Neighbour {
    /// The first event that is `wanted` and can be read, among those heard already or within
    /// `limit`. `what` says in the error what was missing.
    pub async fn wait_for(
        &self,
        room: &RoomId,
        what: &str,
        wanted: impl Fn(&Heard) -> bool,
        limit: Duration,
    ) -> Result<Heard> {
        self.wait_for_after(room, 0, what, wanted, limit).await
    }

    /// As [`Self::wait_for`], passing over the first `position` events of the room:
    /// what [`Self::position`] said earlier.
    pub async fn wait_for_after(
        &self,
        room: &RoomId,
        position: usize,
        what: &str,
        wanted: impl Fn(&Heard) -> bool,
        limit: Duration,
    ) -> Result<Heard> {
        self.transcript
            .wait_for(room, position, what, wanted, limit)
            .await
            .with_context(|| format!("{} listened", self.user_id))
    }

    /// Waits until it has an event for which it has no key.
    pub async fn wait_for_locked(
        &self,
        room: &RoomId,
        event: &EventId,
        limit: Duration,
    ) -> Result<()> {
        self.transcript
            .wait_for_locked(room, event, limit)
            .await
            .with_context(|| format!("{} listened", self.user_id))
    }

    /// How many events it heard in the room so far.
    #[must_use]
    pub fn position(&self, room: &RoomId) -> usize {
        self.transcript.length(room)
    }

    /// Everything that it heard in the room, oldest first.
    #[must_use]
    pub fn heard(&self, room: &RoomId) -> Vec<Heard> {
        self.transcript.all(room)
    }

    /// How many of those are `wanted`. To be sure that no more is on its way, first wait for
    /// something that comes later, or for [`Self::catches_up`].
    #[must_use]
    pub fn count(&self, room: &RoomId, wanted: impl Fn(&Heard) -> bool) -> usize {
        self.transcript.count(room, wanted)
    }

    /// Waits until it heard everything that the server had when this was called.
    pub async fn catches_up(&self) -> Result<()> {
        // One at a time: the number that comes back must be the last one that went out.
        let mut number = self.signposts.lock().await;
        *number += 1;
        let signpost = Raw::new(&json!({ "number": *number }))?.cast_unchecked();
        self.client
            .account()
            .set_account_data_raw(SIGNPOST.into(), signpost)
            .await?;
        self.follow_until(|progress| progress.signpost >= *number)
            .await
    }

    /// The room's transcript, a line per event, for people.
    #[must_use]
    pub fn show(&self, room: &RoomId) -> String {
        self.transcript.show(room)
    }
}

impl Drop for Neighbour {
    fn drop(&mut self) {
        self.following.abort();
    }
}

impl fmt::Debug for Neighbour {
    fn fmt(&self, out: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(out, "Neighbour({})", self.user_id)
    }
}

async fn log_in(url: &str, localpart: &str, password: &str) -> Result<Client> {
    // People try again while their server restarts; the SDK does so only when told a limit.
    let patient = RequestConfig::new()
        .retry_limit(20)
        .max_retry_time(Duration::from_secs(1));
    let client = Client::builder()
        .homeserver_url(url)
        .request_config(patient)
        .build()
        .await?;
    client
        .matrix_auth()
        .login_username(localpart, password)
        .initial_device_display_name("neighbour")
        .await?;
    Ok(client)
}

/// Makes the person's identity, and signs this device with it.
async fn sign_device(client: &Client, password: &str) -> Result<()> {
    let user = client
        .user_id()
        .context("not logged in")?
        .localpart()
        .to_owned();
    let person = UserIdentifier::Matrix(MatrixUserIdentifier::new(user));
    let proof = AuthData::Password(Password::new(person, password.to_owned()));
    Ok(Box::pin(
        client
            .encryption()
            .bootstrap_cross_signing_if_needed(Some(proof)),
    )
    .await?)
}

/// A PNG of one pixel.
const PICTURE: [u8; 67] =
    *b"\x89PNG\r\n\x1a\n\0\0\0\rIHDR\0\0\0\x01\0\0\0\x01\x08\x06\0\0\0\x1f\x15\xc4\x89\
    \0\0\0\nIDATx\x9cc\0\x01\0\0\x05\0\x01\r\n-\xb4\0\0\0\0IEND\xaeB`\x82";
