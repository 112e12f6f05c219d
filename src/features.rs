//! What the bot can do: one feature a file, all in one list.
//!
//! To add a command: its file, one line here, its sentences in `config/i18n/`.

mod action;
mod activity;
mod broadcast;
mod coordination;
mod daily_digest;
mod duties;
mod early_warning;
mod goal;
mod help;
mod idea;
mod knowledge;
mod languages;
mod logbook;
mod mine;
mod monthly_prompt;
mod notes;
mod onboarding;
mod pause;
mod recap;
mod reminder;
mod signal;
mod signal_week;
mod thanks;
mod undo;
mod warning;
mod weekly_digest;

use crate::domain::people::RoomKind;
use crate::engine::feature::{Changes, Command, Feature, Job, PollKind, QuestionKind, Reply, Tap};

/// Every feature, in the order in which help shows their commands.
pub const ALL: &[Feature] = &[
    action::FEATURE,
    signal::REPORTING,
    signal::HANDLING,
    signal::SIGHTING,
    signal::ASKING,
    signal::FOLLOWING,
    signal::SUBSCRIPTION,
    coordination::FEATURE,
    signal::COURSE,
    signal::CARE,
    early_warning::FEATURE,
    undo::FEATURE,
    mine::FEATURE,
    signal::ANSWERING,
    action::TOGETHER,
    goal::FEATURE,
    pause::FEATURE,
    broadcast::FEATURE,
    warning::FEATURE,
    duties::FEATURE,
    monthly_prompt::FEATURE,
    // Before the letters of the month, which take along what it leaves.
    thanks::FEATURE,
    reminder::FEATURE,
    recap::FEATURE,
    weekly_digest::FEATURE,
    signal_week::FEATURE,
    logbook::FEATURE,
    daily_digest::FEATURE,
    knowledge::FEATURE,
    activity::FEATURE,
    idea::FEATURE,
    onboarding::FEATURE,
    languages::FEATURE,
    help::FEATURE,
    // Last, so that what the others leave in the same morning goes out in one message.
    notes::FEATURE,
];

pub fn commands() -> impl Iterator<Item = &'static Command> {
    ALL.iter().flat_map(|feature| feature.commands)
}

pub fn jobs() -> impl Iterator<Item = &'static Job> {
    ALL.iter().flat_map(|feature| feature.jobs)
}

pub fn taps() -> impl Iterator<Item = &'static Tap> {
    ALL.iter().flat_map(|feature| feature.taps)
}

pub fn replies() -> impl Iterator<Item = &'static Reply> {
    ALL.iter().flat_map(|feature| feature.replies)
}

pub fn changes() -> impl Iterator<Item = &'static Changes> {
    ALL.iter().filter_map(|feature| feature.changes.as_ref())
}

pub fn command(name: &str) -> Option<&'static Command> {
    commands().find(|command| command.name == name)
}

/// Every command, those that work in such a room first.
pub fn commands_in(room: RoomKind) -> impl Iterator<Item = &'static Command> {
    let works = move |command: &&Command| command.rooms.contains(&room);
    commands()
        .filter(works)
        .chain(commands().filter(move |command| !works(command)))
}

/// The command that people call this in such a room, by exactly one of its words.
pub fn command_called(typed: &str, room: RoomKind) -> Option<&'static Command> {
    let word = typed.trim().trim_start_matches('!').to_lowercase();
    commands_in(room).find(|command| command.words.contains(&word.as_str()))
}

pub fn question(name: &str) -> Option<&'static QuestionKind> {
    ALL.iter()
        .flat_map(|feature| feature.questions)
        .find(|question| question.name == name)
}

/// Whether nothing of such a form is to stay when it ends.
pub fn forgets_answers(question: &str) -> bool {
    let asks = |feature: &&Feature| feature.questions.iter().any(|kind| kind.name == question);
    ALL.iter()
        .find(asks)
        .is_some_and(|feature| feature.forgets_answers)
}

pub fn poll(name: &str) -> Option<&'static PollKind> {
    ALL.iter()
        .flat_map(|feature| feature.polls)
        .find(|poll| poll.name == name)
}

#[cfg(test)]
mod tests {
    use std::collections::BTreeSet;

    use super::*;
    use crate::catalogue::Lang;
    use crate::domain::calendar::Rule;
    use crate::sentences::{LANGUAGES, Sentences};

    #[test]
    fn no_word_means_two_things_in_one_room() {
        let mut seen = BTreeSet::new();
        for command in commands() {
            for (word, room) in command
                .words
                .iter()
                .flat_map(|word| command.rooms.iter().map(move |room| (word, room)))
            {
                assert!(
                    seen.insert((word, room)),
                    "\"{word}\" is there twice in {room:?}"
                );
            }
        }
        assert!(commands().all(|command| command.words.contains(&command.name)));
    }

    #[test]
    fn every_command_has_help_with_an_example_that_is_that_command() {
        let sentences = Sentences::load(None).unwrap();
        for (command, (lang, _)) in
            commands().flat_map(|command| LANGUAGES.iter().map(move |lang| (command, lang)))
        {
            for key in [
                format!("help-{}", command.name),
                format!("help-{}-more", command.name),
            ] {
                assert!(sentences.has(*lang, &key), "{key}");
            }
            let example = sentences.say(
                *lang,
                &format!("help-{}-example", command.name),
                &crate::args! {},
            );
            let read = crate::engine::spoken("@wijkbode:example.org", &example, command.rooms[0]);
            assert_eq!(
                read.map(|read| read.name).as_deref(),
                Some(command.name),
                "{example}"
            );
        }
    }

    #[test]
    fn every_job_has_a_name_and_a_rule_that_can_be_read() {
        let sentences = Sentences::load(None).unwrap();
        let names: BTreeSet<_> = jobs().map(|job| job.name).collect();
        assert_eq!(names.len(), jobs().count());
        for job in jobs() {
            assert!(job.rule.parse::<Rule>().is_ok(), "{}", job.name);
            assert!(
                sentences.has(Lang::Nl, &format!("job-{}", job.name)),
                "{}",
                job.name
            );
        }
    }

    #[test]
    fn every_question_has_one_feature() {
        let names: Vec<_> = ALL
            .iter()
            .flat_map(|feature| feature.questions)
            .map(|question| question.name)
            .collect();
        assert_eq!(names.iter().collect::<BTreeSet<_>>().len(), names.len());
    }

    #[test]
    fn every_poll_has_one_feature_and_a_name() {
        let names: Vec<_> = ALL
            .iter()
            .flat_map(|feature| feature.polls)
            .map(|poll| poll.name)
            .collect();
        assert!(!names.contains(&""), "that is a poll for nobody");
        assert_eq!(names.iter().collect::<BTreeSet<_>>().len(), names.len());
    }

    #[test]
    fn every_question_names_the_command_that_begins_it() {
        for question in ALL.iter().flat_map(|feature| feature.questions) {
            assert!(command(question.command).is_some(), "{}", question.name);
        }
    }
}
