//! `actie`: an ambassadeur notes something done for the wijk.
//!
//! ```text
//! > actie flyers 40
//! < Dank u wel! Genoteerd als A-12: Flyers uitgedeeld, 40 stuks, op 14 oktober.
//! ```

mod together;

use anyhow::Result;
use futures_util::future::BoxFuture;
use serde::{Deserialize, Serialize};

use together::Named;

use crate::args;
use crate::catalogue::Reach;
use crate::domain::people::{Role, RoomKind};
use crate::domain::time::{Moment, Month, read_day};
use crate::engine::feature::{Changes, Command, Feature, Numbered, QuestionKind, Reply};
use crate::engine::{
    Answer, Call, Choice, Offer, Question, Turn, day_name, month_name, own_wijken, reached,
};
use crate::language::{ActionReading, read_action};
use crate::store::{Action, NewAction, id_of};

const NOTHING: &str = "geen-actie";
const SOMETHING_ELSE: &str = "anders";

/// In so many days of a month, what is told without a day in answer to its question was done in the month before.
const EARLY_DAYS: i64 = 10;

/// What the menu offers when nothing was said: the kinds that are done most.
const MENU: &[&str] = &[
    "flyers",
    "koffieochtend",
    "presentatie",
    "gesprek",
    "appgroep-bericht",
    SOMETHING_ELSE,
    NOTHING,
];

pub const FEATURE: Feature = Feature {
    commands: &[Command {
        name: "actie",
        words: &["actie", "action", "gedaan", "akties", "acties"],
        roles: &[Role::Ambassadeur],
        rooms: &[RoomKind::Wijk, RoomKind::Private],
        run: log,
    }],
    questions: &[
        QuestionKind {
            name: "action-which",
            command: "actie",
            answered,
        },
        QuestionKind {
            name: "action-how-many",
            command: "actie",
            answered,
        },
        QuestionKind {
            name: "action-which-wijk",
            command: "actie",
            answered,
        },
        QuestionKind {
            name: "action-meant",
            command: "actie",
            answered,
        },
    ],
    replies: &[Reply {
        on: "prompt",
        command: "actie",
        replied,
    }],
    changes: Some(Changes {
        take_back,
        edited,
        numbered: Some(Numbered {
            newest,
            letter: 'A',
            by_number,
        }),
    }),
    ..Feature::named("action")
};

/// An action of several.
pub const TOGETHER: Feature = together::FEATURE;

/// What is known of an action while it is being asked about.
#[derive(Debug, Clone, Default, Serialize, Deserialize)]
struct Draft {
    wijk: Option<String>,
    kind: Option<String>,
    reach: Option<(i64, i64)>,
    audience: Option<String>,
    /// Whether to ask how many; who typed one line is not asked.
    ask_reach: bool,
    day: String,
    /// Only the month of `day` is known.
    #[serde(default)]
    some_day: bool,
    event_id: String,
    /// Ids of the people with whom it was done.
    #[serde(default)]
    with: Vec<String>,
}

fn log<'a>(turn: &'a mut Turn, call: &'a Call) -> BoxFuture<'a, Result<()>> {
    Box::pin(async move {
        let named = together::named(turn, call, call.room.wijk.as_deref()).await?;
        let mut draft = understand(turn, call, &named);
        draft.wijk.clone_from(&call.room.wijk);
        if call.text.trim().is_empty() {
            draft.ask_reach = true;
        }
        go_on(turn, call, draft).await?;
        match named.unknown {
            Some(name) => together::tell_unknown(turn, call, &name).await,
            None => Ok(()),
        }
    })
}

/// An answer to the question of the month needs no command word: "flyers, 40 stuks". Whether it was meant so is asked, since
/// it may be talk about it. That nothing was done is heard by the question itself.
fn replied<'a>(
    turn: &'a mut Turn,
    call: &'a Call,
    month: &'a str,
    is_reply: bool,
) -> BoxFuture<'a, Result<bool>> {
    Box::pin(async move {
        let named = together::named(turn, call, call.room.wijk.as_deref()).await?;
        let read = read_action(&named.text, turn.catalogue(), turn.day_of(call));
        let Some(kind) = read.action.clone().filter(|kind| kind != NOTHING) else {
            return Ok(false);
        };
        let mut draft = Draft {
            wijk: call.room.wijk.clone(),
            ask_reach: true,
            ..understood(turn, call, &named, read)
        };
        // In the thread neighbours talk about what they did; there it takes a number too.
        if !is_reply && draft.reach.is_none() {
            return Ok(false);
        }
        in_the_month_before(turn, call, month, &mut draft);
        let what = in_words(turn, &draft, &kind);
        let words = turn.t("action-meant", args! { what: what });
        let question =
            Question::new("action-meant", Offer::Agree, &draft)?.begun_by(&draft.event_id);
        turn.ask(call, question, words).await?;
        if let Some(name) = named.unknown {
            together::tell_unknown(turn, call, &name).await?;
        }
        Ok(true)
    })
}

/// The question asks what was done in the month before too; who answers it in its first days without a day means that.
fn in_the_month_before(turn: &Turn, call: &Call, month: &str, draft: &mut Draft) {
    let Some(month) = Month::read(month) else {
        return;
    };
    let age = turn.day_of(call) - month.first_day();
    draft.some_day &= age.num_days() < EARLY_DAYS;
    if draft.some_day {
        draft.day = month.previous().last_day().to_string();
    }
}

/// What one line says.
fn understand(turn: &Turn, call: &Call, named: &Named) -> Draft {
    let read = read_action(&named.text, turn.catalogue(), turn.day_of(call));
    Draft {
        some_day: false,
        ..understood(turn, call, named, read)
    }
}

fn understood(turn: &Turn, call: &Call, named: &Named, read: ActionReading) -> Draft {
    let today = turn.day_of(call);
    // An action is done before it is told; a day in the future is a slip of reading.
    let day = read.date.map(|(from, _)| from).filter(|day| *day <= today);
    Draft {
        kind: read.action.filter(|_| !named.text.trim().is_empty()),
        // A print run is the number of its kind, and never added to people.
        reach: read
            .reach
            .or(read.circulation.map(|copies| (copies, copies)))
            .map(|(least, most)| (least.into(), most.into())),
        audience: read.audience,
        day: day.unwrap_or(today).to_string(),
        some_day: day.is_none(),
        event_id: call.event_id.clone(),
        with: named
            .people
            .iter()
            .map(|person| person.id.clone())
            .collect(),
        ..Draft::default()
    }
}

/// The next question, or the end.
async fn go_on(turn: &mut Turn, call: &Call, draft: Draft) -> Result<()> {
    if draft.wijk.is_none() {
        return choose_wijk(turn, call, draft).await;
    }
    let Some(kind) = draft.kind.clone() else {
        return ask_kind(turn, call, draft).await;
    };
    if draft.ask_reach && draft.reach.is_none() && counts(turn, &kind) {
        let question =
            Question::new("action-how-many", Offer::Count, &draft)?.begun_by(&draft.event_id);
        let words = turn.t("action-how-many", args! {});
        return turn.ask(call, question, words).await;
    }
    keep(turn, call, &draft, &kind).await
}

/// In a private chat the wijk is the ambassadeur's own; with several it is asked.
async fn choose_wijk(turn: &mut Turn, call: &Call, mut draft: Draft) -> Result<()> {
    let own = own_wijken(turn, call).await?;
    match own.as_slice() {
        [] => {
            let body = turn.t("no-wijk", args! {});
            turn.answer(call, body).await.map(drop)
        }
        [only] => {
            draft.wijk = Some(only.id.clone());
            Box::pin(go_on(turn, call, draft)).await
        }
        _ => {
            let words = turn.t("which-wijk", args! {});
            let question = Question::new("action-which-wijk", Offer::Choice(own), &draft)?
                .begun_by(&draft.event_id);
            turn.ask(call, question, words).await
        }
    }
}

async fn ask_kind(turn: &mut Turn, call: &Call, draft: Draft) -> Result<()> {
    let lang = turn.lang();
    let choice = |slug: &&str| {
        Some(Choice::new(
            *slug,
            turn.catalogue().action(slug)?.label(lang),
        ))
    };
    let choices: Vec<_> = MENU.iter().filter_map(choice).collect();
    let words = turn.t("action-which", args! {});
    let question =
        Question::new("action-which", Offer::Choice(choices), &draft)?.begun_by(&draft.event_id);
    turn.ask(call, question, words).await
}

fn answered<'a>(
    turn: &'a mut Turn,
    call: &'a Call,
    question: Question,
    answer: Answer,
) -> BoxFuture<'a, Result<()>> {
    Box::pin(async move {
        let mut draft: Draft = question.data()?;
        match (question.kind.as_str(), answer) {
            ("action-which-wijk", Answer::Chosen(code)) => draft.wijk = Some(code),
            ("action-which", Answer::Chosen(kind)) => draft.kind = Some(kind),
            ("action-meant", Answer::Yes) => {}
            ("action-meant", Answer::No) => {
                let event_id = draft.event_id.clone();
                take_back(turn, call, &event_id).await?;
                let body = turn.t("action-not-meant", args! {});
                return turn.answer(call, body).await.map(drop);
            }
            (_, Answer::Count(count)) => {
                draft.reach = count.map(|(least, most)| (least.into(), most.into()));
                draft.ask_reach = false;
            }
            _ => return Ok(()),
        }
        go_on(turn, call, draft).await
    })
}

/// Whether a number belongs to this kind of action.
fn counts(turn: &Turn, kind: &str) -> bool {
    kind != NOTHING
        && turn
            .catalogue()
            .action(kind)
            .is_some_and(|kind| kind.reach != Reach::Geen)
}

/// Notes it; an answer that was corrected later corrects it, and what we said then.
async fn keep(turn: &mut Turn, call: &Call, draft: &Draft, kind: &str) -> Result<()> {
    if let Some(action) = turn.tx.action_of_event(&draft.event_id).await? {
        return correct(turn, call, draft, kind, &action).await;
    }
    let id = id_of(&format!("action:{}", draft.event_id));
    let answer = turn.next_id();
    let new = NewAction {
        answer: Some(&answer),
        ..new_action(turn, call, draft, kind, &id)
    };
    let now = turn.now;
    let number = turn.tx.add_action(new, now).await?;
    let body = told(turn, &format!("A-{number}"), draft, kind, "action-logged");
    turn.answer(call, body).await?;
    ask_partners(turn, call, &id, draft).await
}

async fn correct(
    turn: &mut Turn,
    call: &Call,
    draft: &Draft,
    kind: &str,
    action: &Action,
) -> Result<()> {
    let new = new_action(turn, call, draft, kind, &action.id);
    turn.tx.correct_action(&action.id, &new).await?;
    let body = told(turn, &label(action), draft, kind, "action-corrected");
    show(turn, action, body).await?;
    ask_partners(turn, call, &action.id, draft).await
}

/// In the room of the wijk those with whom it was done are asked.
async fn ask_partners(turn: &mut Turn, call: &Call, id: &str, draft: &Draft) -> Result<()> {
    let mut people = Vec::new();
    for id in &draft.with {
        people.extend(turn.tx.person(id).await?);
    }
    match turn.tx.action(id).await? {
        Some(action) if action.kind != NOTHING => together::ask(turn, call, &action, &people).await,
        _ => Ok(()),
    }
}

/// What was noted, and how to correct it.
fn told(turn: &Turn, label: &str, draft: &Draft, kind: &str, key: &str) -> String {
    let label = label.to_owned();
    if kind == NOTHING {
        return turn.t("action-nothing", args! { label: label });
    }
    let what = in_words(turn, draft, kind);
    turn.t(key, args! { label: label, what: what })
}

fn new_action<'a>(
    turn: &Turn,
    call: &'a Call,
    draft: &'a Draft,
    kind: &'a str,
    id: &'a str,
) -> NewAction<'a> {
    NewAction {
        id,
        person: &call.who.person.id,
        wijk: draft.wijk.as_deref().unwrap_or_default(),
        kind,
        reach: draft.reach.filter(|_| counts(turn, kind)),
        audience: draft.audience.as_deref(),
        day: read_day(&draft.day).unwrap_or_else(|| turn.day_of(call)),
        event_id: &draft.event_id,
        answer: None,
    }
}

/// "Flyers uitgedeeld, 40 stuks, voor ouderen, op 14 oktober".
fn in_words(turn: &Turn, draft: &Draft, kind: &str) -> String {
    let lang = turn.lang();
    let Some(kind) = turn.catalogue().action(kind) else {
        return kind.to_owned();
    };
    let count = draft
        .reach
        .and_then(|(least, most)| reached(turn, kind, least, most));
    let audience = draft
        .audience
        .as_deref()
        .and_then(|slug| turn.catalogue().audience(slug));
    let audience = audience.map(|audience| {
        turn.t(
            "action-audience",
            args! { audience: audience.label(lang).to_lowercase() },
        )
    });
    let day = read_day(&draft.day).map(|day| {
        if draft.some_day {
            turn.t(
                "action-month",
                args! { month: month_name(turn, Month::of(day)) },
            )
        } else {
            turn.t("action-day", args! { day: day_name(turn, day) })
        }
    });
    let words = [Some(kind.label(lang).to_owned()), count, audience, day];
    words.into_iter().flatten().collect::<Vec<_>>().join(", ")
}

/// A corrected message corrects the action and our own answer.
fn edited<'a>(turn: &'a mut Turn, call: &'a Call) -> BoxFuture<'a, Result<bool>> {
    Box::pin(async move {
        let Some(action) = turn.tx.action_of_event(&call.event_id).await? else {
            return Ok(false);
        };
        if action.person != call.who.person.id {
            return Ok(true);
        }
        let named = together::named(turn, call, Some(&action.wijk)).await?;
        let mut draft = understand(turn, call, &named);
        draft.wijk = Some(action.wijk.clone());
        keep_month(turn, call, &mut draft, &action);
        let kind = draft.kind.clone().unwrap_or_else(|| action.kind.clone());
        correct(turn, call, &draft, &kind, &action).await?;
        Ok(true)
    })
}

/// What was told in answer to the question of the month stays in that month, unless the new words name a day.
fn keep_month(turn: &Turn, call: &Call, draft: &mut Draft, action: &Action) {
    let written = turn.day_of(call);
    let names_none = draft.day == written.to_string();
    let of_month = read_day(&action.day).map(Month::of);
    let ends_it = of_month.is_some_and(|month| {
        month != Month::of(written) && month.last_day().to_string() == action.day
    });
    if names_none && ends_it {
        draft.day.clone_from(&action.day);
        draft.some_day = true;
    }
}

/// Changes our answer to an action.
async fn show(turn: &mut Turn, action: &Action, body: String) -> Result<()> {
    match &action.answer {
        Some(answer) => turn.edit(answer, body).await,
        None => Ok(()),
    }
}

fn label(action: &Action) -> String {
    format!("A-{}", action.number)
}

fn take_back<'a>(
    turn: &'a mut Turn,
    call: &'a Call,
    event_id: &'a str,
) -> BoxFuture<'a, Result<Option<String>>> {
    Box::pin(async move {
        let Some(action) = turn.tx.action_of_event(event_id).await? else {
            return Ok(None);
        };
        let is_own = action.person == call.who.person.id;
        if !is_own && !call.may_take_back_for_others() {
            return Ok(None);
        }
        let now = turn.now;
        turn.tx.withdraw_action(&action.id, now).await?;
        let body = turn.t("action-withdrawn", args! { label: label(&action) });
        show(turn, &action, body).await?;
        Ok(Some(label(&action)))
    })
}

fn newest<'a>(
    turn: &'a mut Turn,
    call: &'a Call,
) -> BoxFuture<'a, Result<Option<(Moment, String)>>> {
    Box::pin(async move {
        let Some((id, at)) = turn.tx.newest_action_of(&call.who.person.id).await? else {
            return Ok(None);
        };
        Ok(turn
            .tx
            .action(&id)
            .await?
            .map(|action| (at, action.event_id)))
    })
}

fn by_number(turn: &mut Turn, number: i64) -> BoxFuture<'_, Result<Option<String>>> {
    Box::pin(async move {
        Ok(turn
            .tx
            .action_by_number(number)
            .await?
            .map(|action| action.event_id))
    })
}
