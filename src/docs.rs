//! Pages of `docs/` that are made from the code, so that they stay true.

use crate::args;
use crate::catalogue::Lang;
use crate::domain::people::{EVERYBODY, Role, RoomKind};
use crate::engine::feature::{Command, Job};
use crate::features;
use crate::sentences::Sentences;

/// The words of the page itself, in one language.
struct Words {
    lang: Lang,
    title: &'static str,
    intro: &'static str,
    who: &'static str,
    everybody: &'static str,
    where_: &'static str,
    example: &'static str,
    also: &'static str,
    by_itself: &'static str,
    jobs: &'static str,
    when: &'static str,
    late: &'static str,
    hours: &'static str,
}

const DUTCH: Words = Words {
    lang: Lang::Nl,
    title: "Nederlands",
    intro: "Typ een woord in de kamer. Hoofdletters maken niet uit, en kleine typfouten ook niet. \
            Zonder meer erachter vraagt de bot stap voor stap wat nodig is.",
    who: "Wie",
    everybody: "iedereen met een rol",
    where_: "Waar",
    example: "Voorbeeld",
    also: "Werkt ook",
    by_itself: "Wat de bot uit zichzelf stuurt",
    jobs: "Bericht",
    when: "Wanneer",
    late: "Nog verstuurd na uitval",
    hours: "uur",
};

const ENGLISH: Words = Words {
    lang: Lang::En,
    title: "English",
    intro: "Type a word in the room. Capitals don't matter, nor do small slips. \
            With nothing behind it, the bot asks step by step what it needs.",
    who: "Who",
    everybody: "everybody with a role",
    where_: "Where",
    example: "Example",
    also: "Also works",
    by_itself: "What the bot sends by itself",
    jobs: "Message",
    when: "When",
    late: "Still sent after downtime",
    hours: "hours",
};

/// `docs/commands.md`: every command and every job, in both languages.
pub fn commands_page(sentences: &Sentences) -> String {
    let mut page = String::from(
        "# Wat u kunt typen · What you can type\n\n\
         <!-- Made from the list of features and the sentences in `config/i18n`: \
         `UPDATE_DOCS=1 cargo test --test it docs` writes it anew. -->\n\n\
         [Nederlands](#nederlands) · [English](#english)\n",
    );
    for words in [&DUTCH, &ENGLISH] {
        let page_of_one = Page { words, sentences };
        page.push_str(&page_of_one.text());
    }
    page
}

/// The page in one language.
struct Page<'a> {
    words: &'a Words,
    sentences: &'a Sentences,
}

impl Page<'_> {
    fn text(&self) -> String {
        let Words {
            title,
            intro,
            by_itself,
            jobs,
            when,
            late,
            ..
        } = self.words;
        let commands: String = features::commands()
            .map(|command| self.command(command))
            .collect();
        let rows: String = features::jobs().map(|job| self.job(job)).collect();
        format!(
            "\n## {title}\n\n{intro}\n{commands}\n### {by_itself}\n\n\
             | {jobs} | {when} | {late} |\n|---|---|---|\n{rows}"
        )
    }

    fn command(&self, command: &Command) -> String {
        let Words {
            who,
            where_,
            example,
            also,
            ..
        } = self.words;
        let shown = self.say(&format!("help-{}-example", command.name));
        let word = shown.split_whitespace().next();
        let word = word.map_or(command.name, |word| word.trim_start_matches('!'));
        let others: Vec<_> = command
            .words
            .iter()
            .filter(|other| **other != word)
            .map(|word| format!("`{word}`"))
            .collect();
        let also = if others.is_empty() {
            String::new()
        } else {
            format!("- {also}: {}\n", others.join(", "))
        };
        format!(
            "\n### {word}\n\n{}\n\n- {example}: `{shown}`\n- {who}: {}\n- {where_}: {}\n{also}",
            self.say(&format!("help-{}-more", command.name)),
            self.roles(command.roles),
            self.rooms(command.rooms),
        )
    }

    fn job(&self, job: &Job) -> String {
        let name = self.say(&format!("job-{}", job.name));
        format!(
            "| {name} (`{}`) | `{}` | {} {} |\n",
            job.name, job.rule, job.catch_up_hours, self.words.hours
        )
    }

    fn roles(&self, roles: &[Role]) -> String {
        if roles == EVERYBODY {
            return self.words.everybody.to_owned();
        }
        self.one_of(
            roles
                .iter()
                .map(|role| self.say(&format!("role-{role}")))
                .collect(),
        )
    }

    fn rooms(&self, rooms: &[RoomKind]) -> String {
        self.one_of(
            rooms
                .iter()
                .map(|kind| self.say(&format!("room-kind-{}", kind.key())))
                .collect(),
        )
    }

    /// "a, b of c"
    fn one_of(&self, mut names: Vec<String>) -> String {
        let last = names.pop().unwrap_or_default();
        if names.is_empty() {
            last
        } else {
            format!("{}{}{last}", names.join(", "), self.say("or"))
        }
    }

    fn say(&self, key: &str) -> String {
        self.sentences.say(self.words.lang, key, &args! {})
    }
}
