//! `signaal`: an ambassadeur reports a trick.
//!
//! > signaal nepagent aan de deur bij 3 buren, niks kwijt
//! < Dit gaat naar de signaalkamer: S-12 · Moerwijk · Nepagent … Klopt het?
//! > ja
//! < Verstuurd als S-12. U hoort hier wat ermee gebeurt.

use anyhow::Result;
use futures_util::future::BoxFuture;

use super::card::{self, Card};
use super::draft::Draft;
use crate::args;
use crate::catalogue::{Outcome, UNKNOWN};
use crate::chat::{Class, Outgoing, RoomKey, Text};
use crate::domain::people::{MANAGERS, Role, RoomKind};
use crate::domain::signal::{LossClass, SignalState};
use crate::domain::time::{Moment, read_day};
use crate::engine::feature::{Changes, Command, Feature, QuestionKind};
use crate::engine::{Answer, Call, Choice, Offer, Question, Turn, numbered};
use crate::language::{mask, mentions_person};
use crate::store::{NewSignal, Room, id_of};

/// The choice that is none of the list.
const ELSE: &str = "else";

pub const FEATURE: Feature = Feature {
    commands: &[Command {
        name: "signaal",
        words: &["signaal", "signal", "melding", "melden", "meld", "report"],
        roles: &[Role::Ambassadeur],
        rooms: &[RoomKind::Wijk, RoomKind::Private],
        run: report,
    }],
    questions: &[
        QuestionKind { name: "signal-after-112", answered },
        QuestionKind { name: "signal-guess", answered },
        QuestionKind { name: "signal-how", answered },
        QuestionKind { name: "signal-what", answered },
        QuestionKind { name: "signal-how-many", answered },
        QuestionKind { name: "signal-money", answered },
        QuestionKind { name: "signal-preview", answered },
        QuestionKind { name: "signal-private", answered },
        QuestionKind { name: "signal-which-wijk", answered },
    ],
    changes: Some(Changes { take_back, edited, newest, letter: 'S', by_number }),
    ..Feature::named("signal")
};

fn report<'a>(turn: &'a mut Turn, call: &'a Call) -> BoxFuture<'a, Result<()>> {
    Box::pin(async move {
        let (draft, read) = Draft::read(turn, call);
        if read.urgent {
            return call_112(turn, call, draft).await;
        }
        warn_first(turn, call, read.outcome).await?;
        go_on(turn, call, draft).await
    })
}

/// The first message says only to call 112 and overtakes everything; whether it becomes a signal is asked after it.
async fn call_112(turn: &mut Turn, call: &Call, draft: Draft) -> Result<()> {
    let body = turn.t("signal-call-112", args! {});
    turn.answer_as(call, Class::Urgent, body, None).await?;
    let body = turn.t("signal-after-112", args! {});
    let question = Question::new("signal-after-112", Offer::Confirm, &draft)?.begun_by(&draft.event_id);
    turn.ask(call, question, body).await.map(drop)
}

/// Bank first when money was lost; and personal data, which we do not take over, are named kindly.
async fn warn_first(turn: &mut Turn, call: &Call, outcome: Outcome) -> Result<()> {
    if outcome == Outcome::Loss {
        let body = turn.t("signal-bank-first", args! {});
        turn.answer(call, body).await?;
    }
    if mentions_person(&call.text).is_some() {
        let body = turn.t("signal-person", args! {});
        turn.answer(call, body).await?;
    } else if mask(&call.text) != call.text {
        let body = turn.t("signal-personal", args! {});
        turn.answer(call, body).await?;
    }
    Ok(())
}

/// The next question, or the preview.
async fn go_on(turn: &mut Turn, call: &Call, draft: Draft) -> Result<()> {
    if draft.wijk.is_none() {
        return choose_wijk(turn, call, draft).await;
    }
    if draft.is_sensitive(turn.catalogue()) {
        return in_private(turn, call, draft).await;
    }
    if draft.phenomenon.is_none() {
        return ask_what(turn, call, draft).await;
    }
    if draft.count.is_none() {
        let body = turn.t("signal-how-many", args! {});
        return ask(turn, call, "signal-how-many", Offer::Count, &draft, body).await;
    }
    if draft.loss.is_none() {
        return ask_money(turn, call, &draft).await;
    }
    preview(turn, call, draft).await
}

async fn ask(turn: &mut Turn, call: &Call, kind: &str, offer: Offer, draft: &Draft, body: String) -> Result<()> {
    let question = Question::new(kind, offer, draft)?.begun_by(&draft.event_id);
    turn.ask(call, question, body).await.map(drop)
}

async fn choose_wijk(turn: &mut Turn, call: &Call, mut draft: Draft) -> Result<()> {
    let own: Vec<_> = call.who.wijken_as(Role::Ambassadeur).into_iter().map(str::to_owned).collect();
    match own.as_slice() {
        [] => {
            let body = turn.t("signal-no-wijk", args! {});
            turn.answer(call, body).await.map(drop)
        }
        [only] => {
            draft.wijk = Some(only.clone());
            Box::pin(go_on(turn, call, draft)).await
        }
        several => {
            let mut choices = Vec::new();
            for code in several {
                let name = turn.tx.wijk(code).await?.map_or_else(|| code.clone(), |wijk| wijk.name);
                choices.push(Choice::new(code, name));
            }
            let body = turn.t("action-which-wijk", args! { choices: numbered(&choices) });
            ask(turn, call, "signal-which-wijk", Offer::Choice(choices), &draft, body).await
        }
    }
}

/// Up to three guesses where there are any, else in two steps: how did it come in, and what was it.
async fn ask_what(turn: &mut Turn, call: &Call, mut draft: Draft) -> Result<()> {
    if !draft.candidates.is_empty() {
        let choices = phenomena(turn, &std::mem::take(&mut draft.candidates));
        let body = turn.t("signal-what-unsure", args! { choices: numbered(&choices) });
        return ask(turn, call, "signal-guess", Offer::Choice(choices), &draft, body).await;
    }
    let Some(channel) = draft.channel.clone() else { return ask_how(turn, call, &draft).await };
    let menu: Vec<String> = turn.catalogue().menu_for(&channel).to_vec();
    let open = |slug: &String| turn.catalogue().phenomenon(slug).is_some_and(|found| !found.sensitive);
    let menu: Vec<_> = menu.into_iter().filter(open).take(6).collect();
    let choices = phenomena(turn, &menu);
    let body = turn.t("signal-what", args! { choices: numbered(&choices) });
    ask(turn, call, "signal-what", Offer::Choice(choices), &draft, body).await
}

async fn ask_how(turn: &mut Turn, call: &Call, draft: &Draft) -> Result<()> {
    let lang = turn.lang();
    let choices: Vec<_> =
        turn.catalogue().menu().map(|channel| Choice::new(&channel.slug, channel.menu_label(lang))).collect();
    let body = turn.t("signal-how", args! { choices: numbered(&choices) });
    ask(turn, call, "signal-how", Offer::Choice(choices), draft, body).await
}

fn phenomena(turn: &Turn, slugs: &[String]) -> Vec<Choice> {
    let lang = turn.lang();
    let choice = |slug: &String| Some(Choice::new(slug, turn.catalogue().phenomenon(slug)?.label(lang)));
    let other = Choice::new(ELSE, turn.t("signal-what-else", args! {}));
    slugs.iter().filter_map(choice).chain([other]).collect()
}

async fn ask_money(turn: &mut Turn, call: &Call, draft: &Draft) -> Result<()> {
    let choice = |class: &LossClass| {
        Choice::new(class.key(), turn.t(&format!("signal-money-{}", class.key()), args! {}))
    };
    let order = [
        LossClass::None,
        LossClass::UpTo100,
        LossClass::UpTo1000,
        LossClass::UpTo10000,
        LossClass::Above10000,
        LossClass::Unknown,
    ];
    let choices: Vec<_> = order.iter().map(choice).collect();
    let body = turn.t("signal-money", args! { choices: numbered(&choices) });
    ask(turn, call, "signal-money", Offer::Choice(choices), draft, body).await
}

/// Shows exactly what will go to the signal room. The number is taken now, so that the card is the same.
async fn preview(turn: &mut Turn, call: &Call, mut draft: Draft) -> Result<()> {
    if draft.number.is_none() {
        draft.number = Some(turn.tx.next_number("signal").await?);
    }
    let card = card_of(turn, &draft).await?;
    let body = turn.t("signal-preview", args! { card: card });
    ask(turn, call, "signal-preview", Offer::Confirm, &draft, body).await
}

async fn card_of(turn: &mut Turn, draft: &Draft) -> Result<String> {
    let code = draft.wijk.clone().unwrap_or_default();
    let wijk = turn.tx.wijk(&code).await?.map_or(code, |wijk| wijk.name);
    let channel = draft.channel_or_usual(turn.catalogue());
    let card = Card {
        number: draft.number.unwrap_or_default(),
        wijk,
        phenomenon: draft.phenomenon.as_deref().unwrap_or(UNKNOWN),
        channel: &channel,
        count: draft.count.flatten(),
        loss: draft.loss.unwrap_or(LossClass::Unknown),
        day: &draft.day,
        state: SignalState::New,
        handling: None,
    };
    Ok(card.text(turn))
}

fn answered<'a>(turn: &'a mut Turn, call: &'a Call, question: Question, answer: Answer) -> BoxFuture<'a, Result<()>> {
    Box::pin(async move {
        let mut draft: Draft = question.data()?;
        match (question.kind.as_str(), answer) {
            ("signal-preview", Answer::Yes) => return send(turn, call, &draft).await,
            ("signal-private", Answer::Yes) => return count_privately(turn, call, &draft).await,
            ("signal-after-112", Answer::Yes) => {}
            (_, Answer::No) => {
                let body = turn.t("signal-not-sent", args! {});
                return turn.answer(call, body).await.map(drop);
            }
            ("signal-which-wijk", Answer::Chosen(code)) => draft.wijk = Some(code),
            ("signal-how", Answer::Chosen(channel)) => draft.channel = Some(channel),
            ("signal-guess", Answer::Chosen(slug)) if slug == ELSE => return ask_how(turn, call, &draft).await,
            ("signal-guess" | "signal-what", Answer::Chosen(slug)) => {
                draft.phenomenon = Some(if slug == ELSE { UNKNOWN.to_owned() } else { slug });
            }
            ("signal-how-many", Answer::Count(count)) => {
                draft.count = Some(count.map(|(least, most)| (least.into(), most.into())));
            }
            ("signal-money", Answer::Chosen(class)) => take_loss(&mut draft, &class),
            _ => return Ok(()),
        }
        go_on(turn, call, draft).await
    })
}

/// Whether money was lost also says whether it was an attempt.
fn take_loss(draft: &mut Draft, class: &str) {
    let loss = LossClass::read(class).unwrap_or(LossClass::Unknown);
    let outcome = match loss {
        LossClass::None => Outcome::Attempt,
        LossClass::Unknown => Outcome::Unknown,
        _ => Outcome::Loss,
    };
    draft.outcome = Some(outcome.slug().to_owned());
    draft.loss = Some(loss);
}

/// The reporter said "ja" to the preview.
async fn send(turn: &mut Turn, call: &Call, draft: &Draft) -> Result<()> {
    let id = id_of(&format!("signal:{}", draft.event_id));
    keep(turn, call, draft, &id).await?;
    let body = card_of(turn, draft).await?;
    let phenomenon = draft.phenomenon.as_deref().unwrap_or(UNKNOWN);
    let wijk = draft.wijk.as_deref().unwrap_or_default();
    // Who follows it is mentioned, which makes it ring; for the others it stays quiet.
    let mentions = turn.tx.followers(wijk, phenomenon).await?;
    let text = Outgoing::Say(Text { body, mentions, ..Text::default() });
    let about = format!("signal:{id}");
    let forwarded = turn.post(&RoomKey::signal(), Class::Notice, text, Some(&about)).await?;
    turn.tx.set_forwarded(&id, &forwarded).await?;
    let seen = Outgoing::React { target: forwarded, key: "👀".to_owned() };
    turn.post(&RoomKey::signal(), Class::Tap, seen, None).await?;

    let lang = turn.lang();
    let advice = turn.catalogue().phenomenon(phenomenon).map(|found| found.advice(lang).to_owned()).unwrap_or_default();
    let label = card::label(draft.number.unwrap_or_default());
    let body = turn.t("signal-sent", args! { label: label, advice: advice });
    turn.answer(call, body).await.map(drop)
}

async fn keep(turn: &mut Turn, call: &Call, draft: &Draft, id: &str) -> Result<()> {
    let channel = draft.channel_or_usual(turn.catalogue());
    let new = NewSignal {
        id,
        number: draft.number.unwrap_or_default(),
        person: &call.who.person.id,
        wijk: draft.wijk.as_deref().unwrap_or_default(),
        phenomenon: draft.phenomenon.as_deref().unwrap_or(UNKNOWN),
        channel: &channel,
        count: draft.count.flatten(),
        outcome: draft.outcome.as_deref().unwrap_or_else(|| Outcome::Unknown.slug()),
        loss: draft.loss.unwrap_or(LossClass::Unknown),
        day: read_day(&draft.day).unwrap_or_else(|| turn.day_of(call)),
        room: &call.room.key,
        event_id: &draft.event_id,
    };
    let now = turn.now;
    turn.tx.add_signal(new, now).await
}

/// A sensitive phenomenon goes on in private and is never forwarded.
async fn in_private(turn: &mut Turn, call: &Call, draft: Draft) -> Result<()> {
    let key = turn.private_room(&call.who.person).await?;
    if call.room.kind != RoomKind::Private {
        let body = turn.t("signal-private-here", args! {});
        turn.answer(call, body).await?;
    }
    let Some(room) = turn.tx.room(&key).await? else { return Ok(()) };
    let lang = turn.lang();
    let phenomenon = draft.phenomenon.as_deref().and_then(|slug| turn.catalogue().phenomenon(slug));
    let advice = phenomenon.map(|found| found.advice(lang).to_owned()).unwrap_or_default();
    let body = turn.t("signal-private", args! { advice: advice });
    let there = elsewhere(call, room);
    // A reply to a message of another room would show nothing.
    let text = Outgoing::Say(Text::new(body));
    let id = turn.post(&key, Class::Answer, text, None).await?;
    let question = Question::new("signal-private", Offer::Confirm, &draft)?.begun_by(&draft.event_id);
    turn.put_question(&there, question, &id).await
}

fn elsewhere(call: &Call, room: Room) -> Call {
    Call { room, thread: None, text: String::new(), ..call.clone() }
}

async fn count_privately(turn: &mut Turn, call: &Call, draft: &Draft) -> Result<()> {
    let id = id_of(&format!("signal:{}", draft.event_id));
    let draft = Draft { number: Some(turn.tx.next_number("signal").await?), ..draft.clone() };
    keep(turn, call, &draft, &id).await?;
    let body = turn.t("signal-private-counted", args! {});
    turn.answer(call, body).await.map(drop)
}

/// A corrected message begins its form again with the new text; what was sent before is taken back first.
fn edited<'a>(turn: &'a mut Turn, call: &'a Call, event_id: &'a str) -> BoxFuture<'a, Result<bool>> {
    Box::pin(async move {
        let in_form = turn.tx.question(&call.room.key, &call.who.person.id).await?;
        let was_in_form = in_form.is_some_and(|row| row.started_by == event_id && row.kind.starts_with("signal-"));
        let sent = turn.tx.signal_of_event(event_id).await?;
        let was_sent = sent.as_ref().is_some_and(|signal| signal.person == call.who.person.id);
        if !was_in_form && !was_sent {
            return Ok(sent.is_some());
        }
        if was_sent {
            take_back(turn, call, event_id).await?;
            let body = turn.t("signal-again", args! {});
            turn.answer(call, body).await?;
        }
        report(turn, call).await?;
        Ok(true)
    })
}

fn take_back<'a>(turn: &'a mut Turn, call: &'a Call, event_id: &'a str) -> BoxFuture<'a, Result<Option<String>>> {
    Box::pin(async move {
        let Some(signal) = turn.tx.signal_of_event(event_id).await? else { return Ok(None) };
        let is_own = signal.person == call.who.person.id;
        if !is_own && !call.who.has_one_of(MANAGERS, &call.room) {
            return Ok(None);
        }
        let now = turn.now;
        turn.tx.withdraw_signal(&signal.id, now).await?;
        if let Some(forwarded) = &signal.forwarded {
            turn.take_back(forwarded).await?;
        }
        Ok(Some(card::label(signal.number)))
    })
}

fn newest<'a>(turn: &'a mut Turn, call: &'a Call) -> BoxFuture<'a, Result<Option<(Moment, String)>>> {
    Box::pin(async move {
        let Some((id, at)) = turn.tx.newest_signal_of(&call.who.person.id).await? else { return Ok(None) };
        Ok(turn.tx.signal(&id).await?.map(|signal| (at, signal.event_id)))
    })
}

fn by_number(turn: &mut Turn, number: i64) -> BoxFuture<'_, Result<Option<String>>> {
    Box::pin(async move { Ok(turn.tx.signal_by_number(number).await?.map(|signal| signal.event_id)) })
}
