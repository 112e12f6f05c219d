//! The end of the form: the preview, sending after "ja", correcting what was sent, and taking it back.

use anyhow::Result;
use futures_util::future::BoxFuture;

use super::draft::{Draft, HowMany};
use super::report::ask;
use super::{answer, sighting};
use crate::args;
use crate::catalogue::{Outcome, UNKNOWN};
use crate::chat::{Class, Outgoing, RoomKey, Text};
use crate::domain::people::RoomKind;
use crate::domain::signal::{LossClass, SignalState};
use crate::domain::time::{Moment, read_day};
use crate::engine::card::{self, Card, Others};
use crate::engine::{Call, News, Offer, Turn, referral_line};
use crate::store::{NewSignal, Signal, id_of};

/// Where aangifte is done, in `referrals.toml`: online where the police take it so for a trick, else by telephone.
const ONLINE: &str = "aangifte-online";
const POLICE: &str = "politie";

/// Shows exactly what will stand in the signal room. The number is taken now, so that the card is the same.
pub async fn preview(turn: &mut Turn, call: &Call, mut draft: Draft) -> Result<()> {
    if draft.number.is_none() {
        draft.number = Some(turn.tx.next_number("signal").await?);
    }
    let card = card_of(turn, &draft).await?;
    let key = if draft.corrects.is_some() {
        "signal-preview-again"
    } else {
        "signal-preview"
    };
    let body = turn.t(key, args! { card: card });
    ask(turn, call, "signal-preview", Offer::Confirm, &draft, body).await
}

pub async fn card_of(turn: &mut Turn, draft: &Draft) -> Result<String> {
    let wijk = turn.wijk_name(draft.wijk.as_deref().unwrap_or_default());
    let wijk = wijk.await?;
    let channel = draft.channel_or_usual(turn.catalogue());
    let known = known(turn, draft).await?;
    let card = Card {
        number: draft.number.unwrap_or_default(),
        wijk,
        phenomenon: draft.phenomenon.as_deref().unwrap_or(UNKNOWN),
        channel: &channel,
        count: draft.count.and_then(HowMany::known),
        loss: draft.loss.unwrap_or(LossClass::Unknown),
        day: &draft.day,
        details: draft.details(),
        state: known
            .as_ref()
            .map_or(SignalState::New, |signal| signal.state),
        handling: known.as_ref().and_then(|signal| signal.handling.as_deref()),
        others: Others::default(),
    };
    Ok(card.text(turn))
}

/// The signal that a draft corrects.
async fn known(turn: &mut Turn, draft: &Draft) -> Result<Option<Signal>> {
    match &draft.corrects {
        Some(id) => turn.tx.signal(id).await,
        None => Ok(None),
    }
}

/// The reporter said "nee": nothing changes.
pub async fn leave(turn: &mut Turn, call: &Call, draft: &Draft) -> Result<()> {
    let key = if draft.corrects.is_some() {
        "signal-not-corrected"
    } else {
        "signal-not-sent"
    };
    let body = turn.t(
        key,
        args! { label: card::label(draft.number.unwrap_or_default()) },
    );
    turn.answer(call, body).await.map(drop)
}

/// The reporter's "ja" became "nee".
pub async fn withdraw(turn: &mut Turn, call: &Call, id: &str) -> Result<()> {
    let Some(label) = take_back(turn, call, id).await? else {
        return Ok(());
    };
    let body = turn.t("signal-withdrawn", args! { label: label });
    turn.answer(call, body).await.map(drop)
}

/// The reporter said "ja" to the preview.
pub async fn send(turn: &mut Turn, call: &Call, draft: &Draft) -> Result<()> {
    if let Some(signal) = known(turn, draft).await? {
        return correct(turn, call, draft, &signal).await;
    }
    let id = keep(turn, call, draft).await?;
    forward(turn, draft, &id).await?;
    audit(
        turn,
        call,
        "reporter-sent",
        draft.number.unwrap_or_default(),
    )
    .await?;
    let lang = turn.lang();
    let slug = draft.phenomenon.as_deref().unwrap_or(UNKNOWN);
    let advice = turn.catalogue().phenomenon(slug);
    let advice = advice.map_or_else(String::new, |found| found.advice(lang).to_owned());
    let label = card::label(draft.number.unwrap_or_default());
    let sent = turn.t("signal-sent", args! { label: label, advice: advice });
    let report = report_crime(turn, &[(id.as_str(), draft)]).await?;
    let body = format!("{sent}\n{report}");
    match call.room.kind {
        RoomKind::Wijk => thank_and_ask(turn, call, &id, slug, body).await,
        _ => thank(turn, call, &id, body).await,
    }
}

/// The neighbours in the room read along: they may say that they saw it too.
async fn thank_and_ask(
    turn: &mut Turn,
    call: &Call,
    id: &str,
    phenomenon: &str,
    body: String,
) -> Result<()> {
    let trick = card::trick(turn, phenomenon);
    let ask = turn.t("signal-saw-it-too", args! { phenomenon: trick });
    let about = format!("{}:{id}", sighting::ON);
    let thanks = post_thanks(turn, call, id, format!("{body}\n{ask}"), Some(&about)).await?;
    let taps = [sighting::SAW_IT_TOO, sighting::NOT_RIGHT];
    turn.offer_taps(&call.room.key, &thanks, &taps).await
}

/// Aangifte is encouraged with every first answer, and counted as advised; so is calling the bank where money was lost.
pub async fn report_crime(turn: &mut Turn, sent: &[(&str, &Draft)]) -> Result<String> {
    let now = turn.now;
    for (id, draft) in sent {
        turn.tx.advised(id, "aangifte", now).await?;
        let is_loss = draft.outcome.as_deref() == Some(Outcome::Loss.slug());
        if is_loss && draft.is_about_money(turn.catalogue()) {
            turn.tx.advised(id, "bank", now).await?;
        }
    }
    let catalogue = turn.catalogue();
    let first = sent
        .first()
        .and_then(|(_, draft)| draft.phenomenon.as_deref());
    let refer = first.and_then(|slug| catalogue.phenomenon(slug));
    let online = refer.is_some_and(|found| found.refer.iter().any(|slug| slug == ONLINE));
    let how = catalogue.referral(if online { ONLINE } else { POLICE });
    let how = how.map(|how| referral_line(turn, how)).unwrap_or_default();
    Ok(turn.t("signal-report-crime", args! { how: how }))
}

/// Who follows it is mentioned, which makes it ring; for the others it stays quiet.
async fn forward(turn: &mut Turn, draft: &Draft, id: &str) -> Result<()> {
    let spoken = turn.speak_in(&RoomKey::signal()).await?;
    let body = card_of(turn, draft).await?;
    turn.speak(Some(spoken));
    let about = format!("signal:{id}");
    let news = News {
        about: &about,
        label: card::label(draft.number.unwrap_or_default()),
        wijken: &[draft.wijk.as_deref().unwrap_or_default()],
        phenomenon: draft.phenomenon.as_deref().unwrap_or(UNKNOWN),
        urgent: draft.urgent,
    };
    let text = Outgoing::Say(Text {
        body,
        mentions: turn.who_hears(&news).await?,
        ..Text::default()
    });
    let forwarded = turn
        .post(&RoomKey::signal(), Class::Notice, text, Some(&about))
        .await?;
    turn.tx.set_forwarded(id, &forwarded).await?;
    let seen = Outgoing::React {
        target: forwarded,
        key: "👀".to_owned(),
    };
    turn.post(&RoomKey::signal(), Class::Tap, seen, None)
        .await
        .map(drop)
}

pub async fn thank(turn: &mut Turn, call: &Call, id: &str, body: String) -> Result<()> {
    post_thanks(turn, call, id, body, None).await.map(drop)
}

/// Our thanks, under a cause of its own, so that taking the signal back finds and changes it. Gives its id.
async fn post_thanks(
    turn: &mut Turn,
    call: &Call,
    id: &str,
    body: String,
    about: Option<&str>,
) -> Result<String> {
    let reply_to = Some(call.event_id.clone());
    let text = Outgoing::Say(Text {
        body,
        reply_to,
        thread: call.thread.clone(),
        ..Text::default()
    });
    turn.post_because(&thanks(id), &call.room.key, Class::Answer, text, about)
        .await
}

fn thanks(signal: &str) -> String {
    format!("thanks:{signal}")
}

/// The card in the signal room changes where it stands.
async fn correct(turn: &mut Turn, call: &Call, draft: &Draft, signal: &Signal) -> Result<()> {
    let label = card::label(signal.number);
    if signal.withdrawn_at.is_some() {
        let body = turn.t("signal-withdrawn", args! { label: label });
        return turn.answer(call, body).await.map(drop);
    }
    change(turn, call, draft, signal).await?;
    let body = turn.t("signal-corrected", args! { label: label });
    turn.answer(call, body).await.map(drop)
}

async fn change(turn: &mut Turn, call: &Call, draft: &Draft, signal: &Signal) -> Result<()> {
    keep(turn, call, draft).await?;
    audit(turn, call, "reporter-corrected", signal.number).await?;
    turn.show_signal(&signal.id).await
}

/// The reporter said "ja" to a list: each goes its own way, and is thanked for at once.
pub async fn send_all(turn: &mut Turn, call: &Call, drafts: &[Draft]) -> Result<()> {
    let mut first = None;
    let mut sent = Vec::new();
    for draft in drafts {
        let id = match known(turn, draft).await? {
            Some(signal) if signal.withdrawn_at.is_some() => continue,
            Some(signal) => {
                change(turn, call, draft, &signal).await?;
                continue;
            }
            None => keep(turn, call, draft).await?,
        };
        forward(turn, draft, &id).await?;
        audit(
            turn,
            call,
            "reporter-sent",
            draft.number.unwrap_or_default(),
        )
        .await?;
        sent.push((id.clone(), draft));
        first.get_or_insert(id);
    }
    let labels = card::labels(drafts.iter().filter_map(|draft| draft.number));
    match first {
        Some(id) => {
            let all = turn.t("signal-several-sent", args! { labels: labels });
            let sent: Vec<_> = sent
                .iter()
                .map(|(id, draft)| (id.as_str(), *draft))
                .collect();
            let body = format!("{all}\n{}", report_crime(turn, &sent).await?);
            thank(turn, call, &id, body).await
        }
        None => {
            let body = turn.t("signal-several-corrected", args! { labels: labels });
            turn.answer(call, body).await.map(drop)
        }
    }
}

async fn audit(turn: &mut Turn, call: &Call, what: &str, number: i64) -> Result<()> {
    turn.audit_signal(&call.event_id, &call.who.person.id, what, number)
        .await
}

/// Writes what was confirmed; gives the id of the signal.
pub async fn keep(turn: &mut Turn, call: &Call, draft: &Draft) -> Result<String> {
    let number = draft.number.unwrap_or_default();
    let id = draft
        .corrects
        .clone()
        .unwrap_or_else(|| id_of(&format!("signal:{}:{number}", draft.event_id)));
    let channel = draft.channel_or_usual(turn.catalogue());
    let new = NewSignal {
        id: &id,
        number,
        person: &call.who.person.id,
        wijk: draft.wijk.as_deref().unwrap_or_default(),
        phenomenon: draft.phenomenon.as_deref().unwrap_or(UNKNOWN),
        channel: &channel,
        count: draft.count.and_then(HowMany::known),
        outcome: draft
            .outcome
            .as_deref()
            .unwrap_or_else(|| Outcome::Unknown.slug()),
        loss: draft.loss.unwrap_or(LossClass::Unknown),
        day: read_day(&draft.day).unwrap_or_else(|| turn.day_of(call)),
        room: &call.room.key,
        event_id: &draft.event_id,
    };
    let now = turn.now;
    turn.tx.add_signal(new, now).await?;
    turn.tx.set_details(&id, &draft.details()).await?;
    Ok(id)
}

/// Gone everywhere: the counts, the copy in the signal room, and our thanks say so.
pub fn take_back<'a>(
    turn: &'a mut Turn,
    call: &'a Call,
    event_or_id: &'a str,
) -> BoxFuture<'a, Result<Option<String>>> {
    Box::pin(async move {
        let signals = turn.tx.signals_of(event_or_id).await?;
        let Some(signal) = signals.first() else {
            return Ok(None);
        };
        let is_own = signal.person == call.who.person.id;
        if !is_own && !call.may_take_back_for_others() {
            return Ok(None);
        }
        let now = turn.now;
        for signal in &signals {
            turn.tx.withdraw_signal(&signal.id, now).await?;
            answer::forget(turn, &signal.id).await?;
            turn.tx.drop_bells(&format!("signal:{}", signal.id)).await?;
            audit(turn, call, "reporter-took-back", signal.number).await?;
            if let Some(forwarded) = &signal.forwarded {
                turn.take_back(forwarded).await?;
            }
            turn.part_from_withdrawn(signal).await?;
        }
        correct_thanks(turn, signal).await?;
        Ok(Some(card::labels(
            signals.iter().map(|signal| signal.number),
        )))
    })
}

/// Our thanks say of each signal how it stands now. Those of one list were thanked for at once, under the first of them.
async fn correct_thanks(turn: &mut Turn, signal: &Signal) -> Result<()> {
    let all = turn.tx.signals_ever_of(&signal.event_id).await?;
    let mut lines = Vec::new();
    for one in all.iter().rev() {
        let key = if one.withdrawn_at.is_some() {
            "signal-withdrawn"
        } else {
            "signal-stays"
        };
        lines.insert(0, turn.t(key, args! { label: card::label(one.number) }));
        let message = id_of(&thanks(&one.id));
        if turn.tx.parcel(&message).await?.is_none() {
            continue;
        }
        if one.number <= signal.number {
            return turn.edit(&message, lines.join("\n")).await;
        }
        lines.clear();
    }
    Ok(())
}

pub fn newest<'a>(
    turn: &'a mut Turn,
    call: &'a Call,
) -> BoxFuture<'a, Result<Option<(Moment, String)>>> {
    Box::pin(async move {
        let Some((id, at)) = turn.tx.newest_signal_of(&call.who.person.id).await? else {
            return Ok(None);
        };
        Ok(turn.tx.signal(&id).await?.map(|signal| (at, signal.id)))
    })
}

pub fn by_number(turn: &mut Turn, number: i64) -> BoxFuture<'_, Result<Option<String>>> {
    Box::pin(async move {
        let signal = turn
            .tx
            .signal_by_number(number)
            .await?
            .filter(|signal| signal.withdrawn_at.is_none());
        Ok(signal.map(|signal| signal.id))
    })
}
