//! `signaal`: an ambassadeur reports a trick.
//!
//! ```text
//! > signaal nepagent aan de deur bij 3 buren, niks kwijt
//! < Dit gaat naar de signaalkamer: S-12 · Moerwijk · Nepagent … Klopt het?
//! > ja
//! < Verstuurd als S-12. U hoort hier wat ermee gebeurt.
//! ```

use anyhow::Result;
use futures_util::future::BoxFuture;

use super::draft::{Draft, HowMany};
use super::{confirm, private, several};
use crate::args;
use crate::catalogue::{Outcome, UNKNOWN};
use crate::chat::Class;
use crate::domain::people::{Role, RoomKind};
use crate::domain::signal::LossClass;
use crate::engine::feature::{Changes, Command, Feature, Numbered, QuestionKind};
use crate::engine::{Answer, Call, Choice, Offer, Question, Turn, card, own_wijken, referral_line};
use crate::language::{PersonalKind, is_own, mentions_person};

/// The choice that is none of the list.
const ELSE: &str = "else";

pub const FEATURE: Feature = Feature {
    commands: &[Command {
        name: "signaal",
        words: &[
            "signaal", "sinjaal", "signal", "melding", "melden", "meld", "report",
        ],
        roles: &[Role::Ambassadeur],
        rooms: &[RoomKind::Wijk, RoomKind::Private],
        run: report,
    }],
    questions: &[
        question("signal-after-112"),
        question("signal-guess"),
        question("signal-how"),
        question("signal-what"),
        question("signal-how-many"),
        question("signal-money"),
        question("signal-preview"),
        question("signal-private"),
        question("signal-which-wijk"),
        question("signal-several"),
        question("signal-several-wijk"),
    ],
    changes: Some(Changes {
        take_back: confirm::take_back,
        edited,
        numbered: Some(Numbered {
            newest: confirm::newest,
            letter: 'S',
            by_number: confirm::by_number,
        }),
    }),
    ..Feature::named("signal")
};

const fn question(name: &'static str) -> QuestionKind {
    QuestionKind {
        name,
        command: "signaal",
        answered,
    }
}

fn report<'a>(turn: &'a mut Turn, call: &'a Call) -> BoxFuture<'a, Result<()>> {
    Box::pin(async move {
        let (drafts, urgent) = Draft::read_all(turn, call);
        begin(turn, call, drafts, urgent).await
    })
}

/// Begins the form with what was read, or with what a correction makes of it.
async fn begin(turn: &mut Turn, call: &Call, mut drafts: Vec<Draft>, urgent: bool) -> Result<()> {
    if turn.needs_training(call).await? {
        return after_training(turn, call, urgent).await;
    }
    if urgent && !drafts.is_empty() {
        return call_112(turn, call, drafts.swap_remove(0)).await;
    }
    warn_first(turn, call, &drafts).await?;
    several::go_on(turn, call, drafts).await
}

/// The first message says only to call 112 and overtakes everything; whether it becomes a signal is asked after it.
async fn call_112(turn: &mut Turn, call: &Call, draft: Draft) -> Result<()> {
    let body = turn.t("call-112", args! {});
    turn.answer_as(call, Class::Urgent, body, None).await?;
    let body = turn.t("signal-after-112", args! {});
    let draft = Draft {
        urgent: true,
        ..draft
    };
    ask(turn, call, "signal-after-112", Offer::Confirm, &draft, body).await
}

/// Reporting waits for the training; danger does not wait for anything.
async fn after_training(turn: &mut Turn, call: &Call, urgent: bool) -> Result<()> {
    if urgent {
        let body = turn.t("call-112", args! {});
        return turn
            .answer_as(call, Class::Urgent, body, None)
            .await
            .map(drop);
    }
    let offer = turn.training_offer().await?;
    let body = turn.t("signal-after-training", args! { offer: offer });
    turn.answer(call, body).await.map(drop)
}

/// 112 where it may be happening now, bank first when money was lost; and personal data, which we do not take over, are named kindly.
async fn warn_first(turn: &mut Turn, call: &Call, drafts: &[Draft]) -> Result<()> {
    let today = turn.day_of(call).to_string();
    // Who lists several tricks tells of what was.
    if let [draft] = drafts
        && draft.may_be_now(turn.catalogue(), &today)
    {
        say(turn, call, "signal-if-now").await?;
    }
    let lost = |draft: &Draft| {
        draft.outcome.as_deref() == Some(Outcome::Loss.slug())
            && draft.is_about_money(turn.catalogue())
    };
    if drafts.iter().any(lost) {
        say(turn, call, "signal-bank-first").await?;
    }
    let nothing_lost = |draft: &Draft| draft.outcome.as_deref() == Some(Outcome::Attempt.slug());
    if is_own(&call.text) && !drafts.iter().all(nothing_lost) {
        be_kind(turn, call).await?;
    }
    match mentions_person(&call.text) {
        None => Ok(()),
        Some(PersonalKind::Data) => say(turn, call, "signal-personal").await,
        Some(_) => say(turn, call, "signal-person").await,
    }
}

/// To who was hit: in private, since neighbours read along. That it was the reporter is kept nowhere.
async fn be_kind(turn: &mut Turn, call: &Call) -> Result<()> {
    let helps = turn.catalogue().referral("shn").cloned();
    let Some(how) = helps.map(|helps| referral_line(turn, &helps)) else {
        return Ok(());
    };
    let body = turn.t("signal-for-you", args! { how: how });
    turn.answer_in_private(call, body, None).await.map(drop)
}

pub async fn say(turn: &mut Turn, call: &Call, key: &'static str) -> Result<()> {
    let body = turn.t(key, args! {});
    turn.answer(call, body).await.map(drop)
}

/// The next question, or the preview.
pub async fn go_on(turn: &mut Turn, call: &Call, draft: Draft) -> Result<()> {
    // Before the wijk, since what is sensitive is counted without one.
    if draft.is_sensitive(turn.catalogue()) {
        return private::begin(turn, call, draft).await;
    }
    if draft.wijk.is_none() {
        return choose_wijk(turn, call, draft).await;
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
    confirm::preview(turn, call, draft).await
}

pub async fn ask(
    turn: &mut Turn,
    call: &Call,
    kind: &str,
    offer: Offer,
    draft: &Draft,
    body: String,
) -> Result<()> {
    // After danger nobody is sent to another room.
    let is_long = draft.missing() > 1 && kind != "signal-after-112";
    let question = Question::new(kind, offer, draft)?
        .begun_by(&draft.event_id)
        .long(is_long);
    turn.ask(call, question, body).await
}

/// In a private chat the wijk is the ambassadeur's own; with several it is asked.
async fn choose_wijk(turn: &mut Turn, call: &Call, mut draft: Draft) -> Result<()> {
    let own = own_wijken(turn, call).await?;
    match own.as_slice() {
        [] => say(turn, call, "no-wijk").await,
        [only] => {
            draft.wijk = Some(only.id.clone());
            Box::pin(go_on(turn, call, draft)).await
        }
        _ => {
            let body = turn.t("which-wijk", args! {});
            ask(
                turn,
                call,
                "signal-which-wijk",
                Offer::Choice(own),
                &draft,
                body,
            )
            .await
        }
    }
}

/// Up to three guesses where there are any, else in two steps: how did it come in, and what was it.
async fn ask_what(turn: &mut Turn, call: &Call, mut draft: Draft) -> Result<()> {
    if !draft.candidates.is_empty() {
        let choices = tricks(turn, &std::mem::take(&mut draft.candidates));
        let body = turn.t("signal-what-unsure", args! {});
        return ask(
            turn,
            call,
            "signal-guess",
            Offer::Choice(choices),
            &draft,
            body,
        )
        .await;
    }
    let Some(channel) = draft.channel.clone() else {
        return ask_how(turn, call, &draft).await;
    };
    let choices = tricks(turn, &menu(turn, call, &channel));
    let body = turn.t("signal-what", args! {});
    ask(
        turn,
        call,
        "signal-what",
        Offer::Choice(choices),
        &draft,
        body,
    )
    .await
}

async fn ask_how(turn: &mut Turn, call: &Call, draft: &Draft) -> Result<()> {
    let lang = turn.lang();
    let choices: Vec<_> = turn
        .catalogue()
        .menu()
        .map(|channel| {
            (
                channel,
                Choice::new(&channel.slug, channel.menu_label(lang)),
            )
        })
        .map(|(channel, choice)| {
            // The question itself says "weet niet", so that seven lines are enough.
            if channel.slug == UNKNOWN {
                choice.unlisted()
            } else {
                choice
            }
        })
        .collect();
    let body = turn.t("signal-how", args! {});
    ask(
        turn,
        call,
        "signal-how",
        Offer::Choice(choices),
        draft,
        body,
    )
    .await
}

/// The tricks that come in that way. What is sensitive is offered in private only, where nobody reads along.
fn menu(turn: &Turn, call: &Call, channel: &str) -> Vec<String> {
    let alone = call.room.kind == RoomKind::Private;
    let fits = |slug: &&String| {
        alone
            || turn
                .catalogue()
                .phenomenon(slug)
                .is_some_and(|found| !found.sensitive)
    };
    turn.catalogue()
        .menu_for(channel)
        .iter()
        .filter(fits)
        .cloned()
        .collect()
}

fn tricks(turn: &Turn, slugs: &[String]) -> Vec<Choice> {
    let lang = turn.lang();
    let choice = |slug: &String| {
        Some(Choice::new(
            slug,
            turn.catalogue().phenomenon(slug)?.label(lang),
        ))
    };
    let other = Choice::new(ELSE, turn.t("signal-what-else", args! {}));
    slugs.iter().filter_map(choice).chain([other]).collect()
}

async fn ask_money(turn: &mut Turn, call: &Call, draft: &Draft) -> Result<()> {
    const ORDER: [LossClass; 6] = [
        LossClass::None,
        LossClass::UpTo100,
        LossClass::UpTo1000,
        LossClass::UpTo10000,
        LossClass::Above10000,
        LossClass::Unknown,
    ];
    let choice = |class: &LossClass| {
        Choice::new(
            class.key(),
            turn.t(&format!("signal-money-{}", class.key()), args! {}),
        )
    };
    let choices: Vec<_> = ORDER.iter().map(choice).collect();
    let body = turn.t("signal-money", args! {});
    ask(
        turn,
        call,
        "signal-money",
        Offer::Choice(choices),
        draft,
        body,
    )
    .await
}

fn answered<'a>(
    turn: &'a mut Turn,
    call: &'a Call,
    question: Question,
    answer: Answer,
) -> BoxFuture<'a, Result<()>> {
    Box::pin(async move {
        if question.kind.starts_with("signal-several") {
            return several::answered(turn, call, &question, answer).await;
        }
        let mut draft: Draft = question.data()?;
        let sent = sent_already(turn, &mut draft).await?;
        match (question.kind.as_str(), answer) {
            ("signal-preview" | "signal-private", Answer::No) if sent.is_some() => {
                return confirm::withdraw(turn, call, &sent.unwrap_or_default()).await;
            }
            ("signal-preview", Answer::Yes) => return confirm::send(turn, call, &draft).await,
            ("signal-private", Answer::Yes) => return private::count(turn, call, draft).await,
            ("signal-after-112", Answer::Yes) => {}
            (_, Answer::No) => return confirm::leave(turn, call, &draft).await,
            ("signal-which-wijk", Answer::Chosen(code)) => draft.wijk = Some(code),
            ("signal-how", Answer::Chosen(channel)) if channel == UNKNOWN => {
                draft.phenomenon = Some(channel);
            }
            ("signal-how", Answer::Chosen(channel)) => draft.channel = Some(channel),
            ("signal-guess", Answer::Chosen(slug)) if slug == ELSE => {
                return ask_how(turn, call, &draft).await;
            }
            ("signal-guess" | "signal-what", Answer::Chosen(slug)) => {
                draft.phenomenon = Some(if slug == ELSE {
                    UNKNOWN.to_owned()
                } else {
                    slug
                });
            }
            ("signal-how-many", Answer::Count(count)) => {
                draft.count = Some(HowMany::of(
                    count.map(|(least, most)| (least.into(), most.into())),
                ));
            }
            ("signal-money", Answer::Chosen(class)) => {
                take_loss(turn, call, &mut draft, &class).await?
            }
            _ => return Ok(()),
        }
        go_on(turn, call, draft).await
    })
}

/// Whether money was lost also says whether it was an attempt; who hears of the loss only now says bank first.
async fn take_loss(turn: &mut Turn, call: &Call, draft: &mut Draft, class: &str) -> Result<()> {
    let loss = LossClass::read(class).unwrap_or(LossClass::Unknown);
    let outcome = match loss {
        LossClass::None => Outcome::Attempt,
        LossClass::Unknown => Outcome::Unknown,
        _ => Outcome::Loss,
    };
    let is_news = draft.outcome.as_deref() != Some(Outcome::Loss.slug());
    draft.outcome = Some(outcome.slug().to_owned());
    draft.loss = Some(loss);
    if outcome == Outcome::Loss && is_news {
        say(turn, call, "signal-bank-first").await
    } else {
        Ok(())
    }
}

/// An answer that is corrected after the form has ended corrects what it sent: gives the id of that signal.
async fn sent_already(turn: &mut Turn, draft: &mut Draft) -> Result<Option<String>> {
    if draft.corrects.is_some() {
        return Ok(None);
    }
    let is_sensitive = draft.is_sensitive(turn.catalogue());
    let mut sent = turn.tx.signals_of(&draft.event_id).await?;
    sent.retain(|signal| signal.forwarded.is_none() == is_sensitive);
    let [signal] = sent.as_slice() else {
        return Ok(None);
    };
    (draft.corrects, draft.number) = (Some(signal.id.clone()), Some(signal.number));
    Ok(draft.corrects.clone())
}

/// A corrected message is read again. What it changes of a signal that was sent is shown before it is changed there.
fn edited<'a>(turn: &'a mut Turn, call: &'a Call) -> BoxFuture<'a, Result<bool>> {
    Box::pin(async move {
        let signals = turn.tx.signals_of(&call.event_id).await?;
        let Some(first) = signals.first() else {
            return Ok(false);
        };
        if first.person != call.who.person.id {
            return Ok(true);
        }
        if signals.iter().any(|signal| signal.forwarded.is_none()) {
            // What was counted in private begins again, so that nothing of it is shown by a correction.
            confirm::take_back(turn, call, &call.event_id).await?;
            return Ok(false);
        }
        let mut known = Vec::new();
        for signal in &signals {
            let details = turn.tx.details(&signal.id).await?;
            known.push(Draft::of(signal, details));
        }
        let (read, urgent) = Draft::read_all(turn, call);
        if known.len() != read.len() {
            let labels = card::labels(signals.iter().map(|signal| signal.number));
            let body = turn.t("signal-several-edited", args! { labels: labels });
            turn.answer(call, body).await?;
            return Ok(true);
        }
        let pairs = known.iter().cloned().zip(read);
        let now: Vec<_> = pairs
            .map(|(known, read)| known.corrected_by(read))
            .collect();
        if urgent || now != known {
            begin(turn, call, now, urgent).await?;
        }
        Ok(true)
    })
}
