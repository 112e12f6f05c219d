//! `hulp`: what this person can do in this room, in at most six lines.

use anyhow::Result;
use futures_util::future::BoxFuture;

use crate::args;
use crate::domain::people::{EVERYBODY, RoomKind};
use crate::engine::feature::{Command, Feature};
use crate::engine::{Call, Turn, roles_in_words, rooms_in_words};
use crate::features;

/// Title, four commands, and how to read more: what fits a phone without scrolling.
const MOST_COMMANDS: usize = 4;

pub const FEATURE: Feature = Feature {
    commands: &[Command {
        name: "hulp",
        words: &["hulp", "help", "uitleg", "menu"],
        roles: EVERYBODY,
        rooms: &[
            RoomKind::Wijk,
            RoomKind::Signal,
            RoomKind::Management,
            RoomKind::Private,
        ],
        run: help,
    }],
    ..Feature::named("help")
};

fn help<'a>(turn: &'a mut Turn, call: &'a Call) -> BoxFuture<'a, Result<()>> {
    Box::pin(async move {
        let body = if call.text.trim().is_empty() {
            overview(turn, call)
        } else {
            one(turn, call)
        };
        turn.answer(call, body).await.map(drop)
    })
}

fn overview(turn: &Turn, call: &Call) -> String {
    let commands: Vec<_> = may_use(call).take(MOST_COMMANDS).collect();
    let Some(first) = commands.first() else {
        let rooms = rooms_in_words(turn, &[RoomKind::Wijk, RoomKind::Signal]);
        return turn.t("help-nothing", args! { rooms: rooms });
    };
    let mut lines = vec![turn.t("help-title", args! {})];
    for command in &commands {
        let what = turn.t(&format!("help-{}", command.name), args! {});
        lines.push(turn.t("help-line", args! { word: word(turn, command), what: what }));
    }
    let mut footer = turn.t("help-footer", args! { word: word(turn, first) });
    let others: Vec<_> = may_use(call)
        .skip(MOST_COMMANDS)
        .map(|command| word(turn, command))
        .collect();
    if !others.is_empty() {
        footer.push_str(&turn.t("help-others", args! { words: others.join(", ") }));
    }
    lines.push(footer);
    lines.join("\n")
}

fn one(turn: &Turn, call: &Call) -> String {
    let Some(command) = features::command_called(&call.text, call.room.kind) else {
        return turn.t("help-unknown", args! {});
    };
    let more = turn.t(&format!("help-{}-more", command.name), args! {});
    let example = turn.t(&format!("help-{}-example", command.name), args! {});
    let body = turn.t("help-of-one", args! { more: more, example: example });
    if command.may(call) {
        return body;
    }
    let (roles, rooms) = (
        roles_in_words(turn, command.roles),
        rooms_in_words(turn, command.rooms),
    );
    format!(
        "{body}\n{}",
        turn.t("help-of-others", args! { roles: roles, rooms: rooms })
    )
}

/// What this person may use here, `hulp` itself left out since they found it.
fn may_use(call: &Call) -> impl Iterator<Item = &'static Command> + '_ {
    features::commands().filter(|command| command.name != "hulp" && command.may(call))
}

/// The word of a command in the language of the programme: the first word of its example.
fn word(turn: &Turn, command: &Command) -> String {
    let example = turn.t(&format!("help-{}-example", command.name), args! {});
    example
        .split_whitespace()
        .next()
        .map_or(command.name, |word| word.trim_start_matches('!'))
        .to_owned()
}
