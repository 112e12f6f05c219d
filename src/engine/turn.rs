//! What a feature sees: now, the transaction, the words, and ways to answer.

use std::sync::Arc;

use anyhow::Result;
use chrono::NaiveDate;
use chrono_tz::Tz;

use super::questions::{Choice, Offer, Question};
use super::{Engine, World};
use crate::args;
use crate::catalogue::{Catalogue, Lang};
use crate::chat::{Class, Outgoing, RoomKey, Text};
use crate::domain::calendar::Quiet;
use crate::domain::people::{MANAGERS, Role, RoomKind};
use crate::domain::time::Moment;
use crate::sentences::Args;
use crate::store::{GivenRole, NewParcel, Person, QuestionRow, Room, Trouble, Tx, id_of};

/// The question whether a form goes on here or in private.
pub(super) const WHERE: &str = "form-where";

/// Where a form of more than one question goes on that began in the room of a wijk.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub enum LongForms {
    /// There; its first question offers the private chat.
    #[default]
    Room,
    /// In the private chat.
    Private,
    /// That is asked first.
    Ask,
}

impl LongForms {
    pub const ALL: &'static [Self] = &[Self::Room, Self::Private, Self::Ask];

    pub fn key(self) -> &'static str {
        match self {
            Self::Room => "room",
            Self::Private => "private",
            Self::Ask => "ask",
        }
    }

    pub fn read(key: &str) -> Option<Self> {
        Self::ALL.iter().copied().find(|where_| where_.key() == key)
    }
}

/// What the programme file sets for the whole gemeente.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Settings {
    pub gemeente: String,
    pub zone: Tz,
    pub lang: Lang,
    /// Whether ambassadeurs are reminded of a question that they did not answer.
    pub reminders: bool,
    /// When nothing unasked rings.
    pub quiet: Quiet,
    pub long_forms: LongForms,
}

impl Settings {
    /// Reads them from the facts that `apply` wrote.
    pub async fn read(tx: &mut Tx) -> Result<Self> {
        let mut facts = tx.facts_of("programme:").await?;
        Ok(Self {
            gemeente: facts.remove("gemeente").unwrap_or_default(),
            zone: facts
                .get("time_zone")
                .and_then(|name| name.parse().ok())
                .unwrap_or(chrono_tz::Europe::Amsterdam),
            reminders: facts.get("reminders").is_none_or(|value| value != "off"),
            quiet: facts
                .get("quiet_hours")
                .and_then(|hours| hours.parse().ok())
                .unwrap_or_default(),
            lang: facts
                .get("language")
                .and_then(|name| Lang::read(name))
                .unwrap_or_default(),
            long_forms: facts
                .get("long_forms")
                .and_then(|name| LongForms::read(name))
                .unwrap_or_default(),
        })
    }
}

/// Somebody with a role.
#[derive(Debug, Clone)]
pub struct Who {
    pub person: Person,
    pub roles: Vec<GivenRole>,
}

impl Who {
    /// Whether this person has one of the roles, in this room. In the room of a wijk the role must be for that wijk.
    pub fn has_one_of(&self, roles: &[Role], room: &Room) -> bool {
        let fits = |given: &GivenRole| {
            let here = room.kind != RoomKind::Wijk
                || given.wijk.is_empty()
                || room.wijk.as_ref() == Some(&given.wijk);
            roles.contains(&given.role) && here
        };
        self.roles.iter().any(fits)
    }

    /// The wijken for which this person has this role.
    pub fn wijken_as(&self, role: Role) -> Vec<&str> {
        let of_role = self
            .roles
            .iter()
            .filter(|given| given.role == role && !given.wijk.is_empty());
        of_role.map(|given| given.wijk.as_str()).collect()
    }
}

/// A message, tap or change that reached a feature: who, where, and the text behind the command word.
#[derive(Clone)]
pub struct Call {
    pub room: Room,
    pub who: Who,
    pub event_id: String,
    /// The message's own time: the date of an action counts from here, also after an outage.
    pub sent_at: Moment,
    pub text: String,
    pub thread: Option<String>,
    /// Other people whom the message mentions.
    pub mentions: Vec<String>,
    /// Encrypted by a device that its owner signed. Taps and removals never are, so a server could make them up.
    pub is_signed: bool,
}

impl Call {
    /// The wijk of this room; in private all in which this person is an ambassadeur.
    pub fn wijken(&self) -> Vec<&str> {
        match &self.room.wijk {
            Some(wijk) => vec![wijk],
            None => self.who.wijken_as(Role::Ambassadeur),
        }
    }

    /// Whether this person may take back what somebody else did: a manager's own signed word, never a removal alone.
    pub fn may_take_back_for_others(&self) -> bool {
        self.is_signed
            && self.who.person.suspended_at.is_none()
            && self.who.has_one_of(MANAGERS, &self.room)
    }
}

/// One event, job or look at the rooms, in its transaction.
pub struct Turn {
    pub now: Moment,
    pub tx: Tx,
    pub settings: Settings,
    world: Arc<World>,
    /// In which we speak now.
    lang: Lang,
    cause: String,
    caused_at: Moment,
    said: usize,
}

impl Turn {
    pub(super) async fn begin(engine: &Engine, now: Moment, cause: String) -> Result<Self> {
        Self::within(engine, engine.store.begin().await?, now, cause).await
    }

    /// In a transaction that was begun already.
    pub(super) async fn within(
        engine: &Engine,
        mut tx: Tx,
        now: Moment,
        cause: String,
    ) -> Result<Self> {
        let settings = Settings::read(&mut tx).await?;
        Ok(Self {
            now,
            tx,
            lang: settings.lang,
            settings,
            world: engine.world.clone(),
            cause,
            caused_at: now,
            said: 0,
        })
    }

    pub async fn commit(self) -> Result<()> {
        self.tx.commit().await
    }

    /// What comes next is caused by this: it decides the ids of what is said, so that a redo says nothing twice.
    /// When it happened decides whether it may have been said before a restore.
    pub fn caused_by(&mut self, cause: String, at: Moment) {
        self.cause = cause;
        self.caused_at = at;
        self.said = 0;
    }

    pub fn catalogue(&self) -> &Catalogue {
        &self.world.catalogue
    }

    pub fn world(&self) -> &Arc<World> {
        &self.world
    }

    pub fn lang(&self) -> Lang {
        self.lang
    }

    /// From here on in this language, or that of the programme; gives the one spoken before.
    pub fn speak(&mut self, language: Option<Lang>) -> Lang {
        std::mem::replace(&mut self.lang, language.unwrap_or(self.settings.lang))
    }

    /// Takes up settings that were written just now; who spoke the language of the programme speaks the new one.
    pub async fn settings_changed(&mut self) -> Result<()> {
        let before = self.settings.lang;
        self.settings = Settings::read(&mut self.tx).await?;
        if self.lang == before {
            self.lang = self.settings.lang;
        }
        Ok(())
    }

    /// From here on in the language of that room; gives the one spoken before.
    pub async fn speak_in(&mut self, room: &RoomKey) -> Result<Lang> {
        let room = self.tx.room(room).await?;
        Ok(self.speak(room.and_then(|room| room.language)))
    }

    /// From here on in the language of that person, or else of that room; gives the one spoken before.
    pub async fn speak_to(&mut self, person: &str, room: &RoomKey) -> Result<Lang> {
        let own = self.tx.person(person).await?.and_then(|one| one.language);
        let spoken = self.speak_in(room).await?;
        if own.is_some() {
            self.speak(own);
        }
        Ok(spoken)
    }

    /// The day on which a message was written.
    pub fn day_of(&self, call: &Call) -> NaiveDate {
        call.sent_at.day(self.settings.zone)
    }

    pub fn today(&self) -> NaiveDate {
        self.now.day(self.settings.zone)
    }

    /// A sentence in the language that is spoken now.
    pub fn t(&self, key: &str, args: Args) -> String {
        self.world.sentences.say(self.lang, key, &args)
    }

    /// A sentence in the language of the programme, for what everybody sees: names of rooms.
    pub fn t_of_programme(&self, key: &str, args: Args) -> String {
        self.world.sentences.say(self.settings.lang, key, &args)
    }

    /// Answers a message, as a reply to it, without making phones ring. Gives the id of the answer.
    pub async fn answer(&mut self, call: &Call, body: String) -> Result<String> {
        self.answer_as(call, Class::Answer, body, None).await
    }

    /// Answers with a class of its own, and with what the answer shows (for taps on it).
    pub async fn answer_as(
        &mut self,
        call: &Call,
        class: Class,
        body: String,
        about: Option<&str>,
    ) -> Result<String> {
        let reply_to = Some(call.event_id.clone());
        let mentions = if class.is_quiet() {
            vec![]
        } else {
            vec![call.who.person.user_id.clone()]
        };
        let text = Text {
            body,
            reply_to,
            mentions,
            thread: call.thread.clone(),
            ..Text::default()
        };
        self.post(&call.room.key, class, Outgoing::Say(text), about)
            .await
    }

    /// Answers in private what may have been asked in a room that others read; there only a word says so.
    pub async fn answer_in_private(
        &mut self,
        call: &Call,
        body: String,
        about: Option<&str>,
    ) -> Result<String> {
        if call.room.kind == RoomKind::Private {
            return self.answer_as(call, Class::Answer, body, about).await;
        }
        let room = self.private_room(&call.who.person).await?;
        let text = Outgoing::Say(Text::new(body));
        let id = self.post(&room, Class::Answer, text, about).await?;
        let here = self.t("sent-in-private", args! {});
        self.answer(call, here).await?;
        Ok(id)
    }

    /// Asks the sender of a message a question in our `words`; it takes the place of an earlier one in this room.
    /// The first question of a long form may go to the private chat, as the programme says.
    pub async fn ask(&mut self, call: &Call, question: Question, words: String) -> Result<()> {
        let question = Question { words, ..question };
        if !self.begins_long_form(call, &question).await? {
            let body = question.text(self);
            return self.ask_here(call, question, body).await;
        }
        match self.settings.long_forms {
            LongForms::Room => {
                let offer = self.t("form-private-offer", args! {});
                let body = format!("{}\n{offer}", question.text(self));
                self.ask_here(call, question, body).await
            }
            LongForms::Private => {
                let here = self.t("form-goes-private", args! {});
                self.ask_in_private(call, question, here).await
            }
            LongForms::Ask => {
                let choices = vec![
                    Choice::new("here", self.t("form-here", args! {})),
                    Choice::new("private", self.t("form-private", args! {})),
                ];
                let first = Question {
                    words: self.t("form-where", args! {}),
                    started_by: question.started_by.clone(),
                    ..Question::new(WHERE, Offer::Choice(choices), &question)?
                };
                let body = first.text(self);
                self.ask_here(call, first, body).await
            }
        }
    }

    async fn begins_long_form(&mut self, call: &Call, question: &Question) -> Result<bool> {
        if !question.is_long || call.room.kind != RoomKind::Wijk {
            return Ok(false);
        }
        let began = question.started_by.as_ref().unwrap_or(&call.event_id);
        let before = self.tx.newest_answer(began, &call.who.person.id).await?;
        Ok(before.is_none())
    }

    async fn ask_here(&mut self, call: &Call, question: Question, body: String) -> Result<()> {
        let id = self.answer(call, body).await?;
        self.put_question(call, question, &id).await
    }

    /// Asks in the private chat, which is opened where there is none; `here` says so in this room.
    /// The phone rings there, since nobody looks for a question in another room.
    pub async fn ask_in_private(
        &mut self,
        call: &Call,
        question: Question,
        here: String,
    ) -> Result<()> {
        self.answer(call, here).await?;
        let key = self.private_room(&call.who.person).await?;
        let Some(room) = self.tx.room(&key).await? else {
            return Ok(());
        };
        // No reply: a message of another room could not be shown there.
        let text = Text {
            body: question.text(self),
            mentions: vec![call.who.person.user_id.clone()],
            ..Text::default()
        };
        let id = self
            .post(&key, Class::Answer, Outgoing::Say(text), None)
            .await?;
        let there = Call {
            room,
            thread: None,
            text: String::new(),
            ..call.clone()
        };
        self.put_question(&there, question, &id).await
    }

    /// A message that was posted already is a question to the sender of `call`, in the room of `call`. Where the choice is
    /// harmless, reactions are put under it.
    pub(super) async fn put_question(
        &mut self,
        call: &Call,
        question: Question,
        message: &str,
    ) -> Result<()> {
        let row = question.to_row(call, message, self.now)?;
        self.tx.set_question(&row).await?;
        self.offer_taps(&call.room.key, message, &question.taps())
            .await
    }

    /// Puts reactions below a message of ours, to tap.
    pub async fn offer_taps(&mut self, room: &RoomKey, message: &str, keys: &[&str]) -> Result<()> {
        for key in keys {
            let tap = Outgoing::React {
                target: message.to_owned(),
                key: (*key).to_owned(),
            };
            self.post(room, Class::Tap, tap, None).await?;
        }
        Ok(())
    }

    /// The id that the next [`Turn::answer`] or [`Turn::post`] will have.
    pub fn next_id(&self) -> String {
        id_of(&self.next_cause())
    }

    fn next_cause(&self) -> String {
        format!("{}:{}", self.cause, self.said + 1)
    }

    /// A message that was posted already in the room of a wijk is a question to this person too, for a day from `at` on.
    /// Nobody began it: who is in the middle of another form there is not disturbed, and what nearly answers it is talk.
    pub async fn put_question_to(
        &mut self,
        person: &str,
        room: &RoomKey,
        question: &Question,
        message: &str,
        at: Moment,
    ) -> Result<()> {
        if self.tx.question(room, person).await?.is_some() {
            return Ok(());
        }
        let row = QuestionRow {
            hinted_at: Some(at),
            ..question.to_row_of(room, person, message, message, at)?
        };
        self.tx.set_question(&row).await
    }

    /// Says or does something in a room. Gives its id; the same cause again gives the same id and does nothing.
    pub async fn post(
        &mut self,
        room: &RoomKey,
        class: Class,
        what: Outgoing,
        about: Option<&str>,
    ) -> Result<String> {
        let from = self.earliest(class);
        self.post_from(room, class, what, about, from).await
    }

    /// The same, not before a moment.
    pub async fn post_from(
        &mut self,
        room: &RoomKey,
        class: Class,
        what: Outgoing,
        about: Option<&str>,
        from: Moment,
    ) -> Result<String> {
        let cause = self.next_cause();
        self.said += 1;
        self.append(&cause, room, class, what, about, from).await
    }

    /// The same with a cause of its own.
    pub async fn post_because(
        &mut self,
        cause: &str,
        room: &RoomKey,
        class: Class,
        what: Outgoing,
        about: Option<&str>,
    ) -> Result<String> {
        let from = self.earliest(class);
        self.append(cause, room, class, what, about, from).await
    }

    /// When a message of that class may go.
    fn earliest(&self, class: Class) -> Moment {
        if class.keeps_quiet_hours() {
            self.settings.quiet.end(self.now, self.settings.zone)
        } else {
            self.now
        }
    }

    async fn append(
        &mut self,
        cause: &str,
        room: &RoomKey,
        class: Class,
        what: Outgoing,
        about: Option<&str>,
        not_before: Moment,
    ) -> Result<String> {
        let what = with_volume(what, class);
        let parcel = NewParcel {
            cause,
            room,
            class,
            what: &what,
            about,
            not_before,
            caused_at: self.caused_at,
        };
        self.tx.add_parcel(parcel, self.now).await
    }

    /// Changes an earlier message of ours, in whichever room it is.
    pub async fn edit(&mut self, message: &str, body: String) -> Result<()> {
        let Some(parcel) = self.tx.parcel(message).await? else {
            return Ok(());
        };
        let what = Outgoing::Edit {
            target: message.to_owned(),
            text: Text::new(body),
        };
        self.post(&parcel.room, Class::Answer, what, None)
            .await
            .map(drop)
    }

    /// Takes an earlier message of ours back: unsent it never goes, sent it is removed.
    pub async fn take_back(&mut self, message: &str) -> Result<()> {
        let Some(parcel) = self.tx.parcel(message).await? else {
            return Ok(());
        };
        if !self.tx.cancel_parcel(message).await? {
            let what = Outgoing::Redact {
                target: message.to_owned(),
            };
            self.post(&parcel.room, Class::Answer, what, None).await?;
        }
        Ok(())
    }

    /// Tells the managers: in the management room, or in private while somebody without a role is in there.
    pub async fn tell_managers(&mut self, cause: &str, body: String) -> Result<()> {
        let management = self.tx.room(&RoomKey::management()).await?;
        let text = Outgoing::Say(Text::new(body));
        if management.is_some_and(|room| room.trouble != Some(Trouble::Stranger)) {
            return self
                .post_because(cause, &RoomKey::management(), Class::Notice, text, None)
                .await
                .map(drop);
        }
        for role in MANAGERS {
            for manager in self.tx.people_with_role(*role, "").await? {
                let room = self.private_room(&manager).await?;
                let cause = format!("{cause}:{}", manager.id);
                self.post_because(&cause, &room, Class::Notice, text.clone(), None)
                    .await?;
            }
        }
        Ok(())
    }

    /// The private chat with a person, opened where there is none. What is posted there waits until it is open.
    pub async fn private_room(&mut self, person: &Person) -> Result<RoomKey> {
        let key = RoomKey::private(&person.id);
        if self.tx.room(&key).await?.is_some() {
            return Ok(key);
        }
        let name = self.t("room-private-name", args! {});
        self.tx
            .set_room(&private(&key, &person.id, &name, None))
            .await?;
        let open = Outgoing::OpenPrivate {
            user: person.user_id.clone(),
            name,
        };
        // Counted, so that a chat that was left can be opened again.
        let times = self
            .tx
            .next_number(&format!("private:{}", person.id))
            .await?;
        self.post_because(
            &format!("private:{}:{times}", person.id),
            &key,
            Class::Work,
            open,
            None,
        )
        .await?;
        Ok(key)
    }
}

/// What is quiet by its class is a notice, unless somebody is mentioned: a notice never rings.
fn with_volume(mut what: Outgoing, class: Class) -> Outgoing {
    if let Outgoing::Say(text) | Outgoing::Edit { text, .. } = &mut what {
        text.is_notice = class.is_quiet() && text.mentions.is_empty() && !text.everybody;
    }
    what
}

/// The room of a private chat.
pub(super) fn private(key: &RoomKey, person: &str, name: &str, room_id: Option<&str>) -> Room {
    Room {
        key: key.clone(),
        kind: RoomKind::Private,
        wijk: None,
        person: Some(person.to_owned()),
        alias: None,
        name: name.to_owned(),
        topic: String::new(),
        room_id: room_id.map(str::to_owned),
        trouble: None,
        language: None,
    }
}
