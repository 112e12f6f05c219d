//! `idee`: what worked elsewhere, for a group of people, or for a kind of action.

use anyhow::Result;
use futures_util::future::BoxFuture;

use crate::args;
use crate::catalogue::{Starter, Term};
use crate::engine::{Answer, Call, Choice, Offer, Question, Turn, idea_in_words};
use crate::language::read_action;
use crate::store::Idea;

/// What fits a phone.
const MOST: usize = 3;

/// What an idea is looked for by; nothing fits everything.
#[derive(Default)]
struct Wanted {
    audience: Option<String>,
    kind: Option<String>,
}

impl Wanted {
    fn fits(&self, kind: &str, audience: Option<&str>) -> bool {
        let of_kind = self.kind.as_deref().is_none_or(|wanted| wanted == kind);
        // What was for everybody is for this group too.
        let of_audience = self
            .audience
            .as_deref()
            .is_none_or(|wanted| audience.is_none_or(|own| own == wanted || own == "algemeen"));
        of_kind && of_audience
    }
}

pub fn look<'a>(turn: &'a mut Turn, call: &'a Call) -> BoxFuture<'a, Result<()>> {
    Box::pin(async move {
        let text = call.text.trim();
        let read = read_action(text, turn.catalogue(), turn.day_of(call));
        let wanted = Wanted {
            audience: read.audience.filter(|_| !text.is_empty()),
            kind: read
                .action
                .filter(|kind| !text.is_empty() && kind != "anders"),
        };
        if wanted.audience.is_none() && wanted.kind.is_none() {
            return ask(turn, call).await;
        }
        show(turn, call, &wanted).await
    })
}

async fn ask(turn: &mut Turn, call: &Call) -> Result<()> {
    let lang = turn.lang();
    let audiences = turn.catalogue().audiences().iter();
    let choices: Vec<_> = audiences
        .map(|audience| Choice::new(audience.slug.clone(), audience.label(lang)))
        .collect();
    let body = turn.t("idea-for-whom", args! {});
    let question = Question::new("idea-for-whom", Offer::Choice(choices), &())?;
    turn.ask(call, question, body).await.map(drop)
}

pub fn answered<'a>(
    turn: &'a mut Turn,
    call: &'a Call,
    _question: Question,
    answer: Answer,
) -> BoxFuture<'a, Result<()>> {
    Box::pin(async move {
        let Answer::Chosen(audience) = answer else {
            return Ok(());
        };
        let wanted = Wanted {
            audience: Some(audience),
            kind: None,
        };
        show(turn, call, &wanted).await
    })
}

/// Own ideas first, the newest first; starters fill up.
async fn show(turn: &mut Turn, call: &Call, wanted: &Wanted) -> Result<()> {
    let own = turn.tx.ideas().await?;
    let is_fit = |idea: &&Idea| wanted.fits(&idea.kind, idea.audience.as_deref());
    let own = own
        .iter()
        .filter(is_fit)
        .map(|idea| idea_in_words(turn, idea));
    let is_fit = |starter: &&Starter| wanted.fits(&starter.kind, Some(&starter.audience));
    let starters = turn.catalogue().starters().iter().filter(is_fit);
    let starters = starters.map(|starter| starter_in_words(turn, starter));
    let ideas: Vec<_> = own.chain(starters).take(MOST).collect();
    let body = if ideas.is_empty() {
        turn.t("ideas-none", args! {})
    } else {
        turn.t("ideas", args! { ideas: ideas.join("\n\n") })
    };
    turn.answer(call, body).await.map(drop)
}

fn starter_in_words(turn: &Turn, starter: &Starter) -> String {
    let lang = turn.lang();
    let catalogue = turn.catalogue();
    let label = |found: Option<&str>| found.unwrap_or_default().to_owned();
    let of = |list: &[Term], slug: &str| {
        let found = list.iter().find(|term| term.slug == slug);
        label(found.map(|term| term.label(lang)))
    };
    turn.t(
        "idea-starter",
        args! {
            kind: label(catalogue.action(&starter.kind).map(|kind| kind.label(lang))),
            place: of(catalogue.places_of_activities(), &starter.place),
            audience: label(catalogue.audience(&starter.audience).map(|one| one.label(lang))).to_lowercase(),
            needed: of(catalogue.needed(), &starter.needed),
            duration: of(catalogue.durations(), &starter.duration),
            reach: starter.reach(lang).to_owned(),
            lesson: starter.lesson(lang).to_owned(),
        },
    )
}
