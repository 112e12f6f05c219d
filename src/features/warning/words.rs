//! The words of a warning. They come from the catalogue and from our own sentences; nobody types any.

use crate::args;
use crate::catalogue::{EMERGENCY, Idea, Phenomenon, Referral, choose_ideas};
use crate::domain::time::{Month, read_day};
use crate::domain::warning::{one_thing_to_do, short_enough};
use crate::engine::{Turn, day_name, referral_line};
use crate::store::Wijk;

/// What a warning in the room of a wijk shows.
pub const ABOUT: &str = "warning";

/// The idea for who has none of its own: to tell of one trick.
const ANY_IDEA: &str = "koffie-een-truc";

/// Whom to call when the catalogue names nobody with a number.
const USUAL: &str = "politie";

/// `W-7`, as people say it.
pub fn label(number: i64) -> String {
    format!("W-{number}")
}

/// What a wijk is told of a trick, in the language that is spoken now.
pub fn body(
    turn: &Turn,
    wijk: &Wijk,
    phenomenon: &Phenomenon,
    idea: Option<&Idea>,
    until: &str,
) -> String {
    let lang = turn.lang();
    let day = read_day(until).map_or_else(|| until.to_owned(), |day| day_name(turn, day));
    let call = whom_to_call(turn, phenomenon).map(|referral| referral_line(turn, referral));
    let body = turn.t(
        "warning-body",
        args! {
            wijk: wijk.name.clone(),
            trick: phenomenon.label(lang).to_owned(),
            what: phenomenon.line(lang).to_owned(),
            todo: one_thing_to_do(phenomenon.advice(lang)).to_owned(),
            call: call.unwrap_or_default(),
            gemeente: turn.settings.gemeente.clone(),
            day: day,
        },
    );
    let idea = idea.map(|idea| idea.line(lang).to_owned());
    match idea.map(|idea| turn.t("warning-idea", args! { idea: idea })) {
        Some(idea) => format!("{body}\n{idea}"),
        None => body,
    }
}

/// The version to pass on: as much of it as fits.
pub fn pass_on(turn: &Turn, wijk: &Wijk, phenomenon: &Phenomenon) -> String {
    let lang = turn.lang();
    let call = whom_to_call(turn, phenomenon);
    let version = |key: &str| {
        turn.t(
            key,
            args! {
                wijk: wijk.name.clone(),
                trick: phenomenon.label(lang).to_owned(),
                what: phenomenon.line(lang).to_owned(),
                todo: one_thing_to_do(phenomenon.advice(lang)).to_owned(),
                name: call.map_or_else(String::new, |call| call.name(lang).to_owned()),
                number: call.and_then(|call| call.number.clone()).unwrap_or_default(),
                gemeente: turn.settings.gemeente.clone(),
            },
        )
    };
    short_enough(vec![
        version("warning-pass-on"),
        version("warning-pass-on-short"),
    ])
}

/// The first who helps with this trick and can be called; 112 stands below every warning.
fn whom_to_call<'a>(turn: &'a Turn, phenomenon: &'a Phenomenon) -> Option<&'a Referral> {
    let catalogue = turn.catalogue();
    let mut helpers = catalogue.referrals_for(phenomenon);
    let can_be_called =
        |referral: &&Referral| referral.number.is_some() && referral.slug != EMERGENCY;
    helpers
        .find(can_be_called)
        .or_else(|| catalogue.referral(USUAL))
}

/// The ready action for a wijk this month: an idea about this trick, or else one that always fits.
pub fn idea<'a>(turn: &'a Turn, wijk: &str, phenomenon: &str) -> Option<&'a Idea> {
    let catalogue = turn.catalogue();
    let chosen = choose_ideas(
        catalogue.ideas(),
        wijk,
        Month::of(turn.today()),
        &[],
        &[phenomenon],
    );
    let fits = |idea: &&Idea| idea.phenomena.iter().any(|slug| slug == phenomenon);
    let own = chosen.iter().copied().find(fits);
    own.or_else(|| catalogue.idea(ANY_IDEA))
        .or_else(|| chosen.first().copied())
}
