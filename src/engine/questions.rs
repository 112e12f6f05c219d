//! Questions in progress: how they are shown, what counts as an answer, and reading it.
//!
//! A feature only says what it asks and what can be answered. Lists and their pages, going back, stopping, reactions to tap,
//! and moving to the private chat are the same for every question.

use anyhow::{Context, Result};
use serde::de::DeserializeOwned;
use serde::{Deserialize, Serialize};

use super::turn::{Call, Turn};
use crate::args;
use crate::chat::RoomKey;
use crate::domain::time::Moment;
use crate::language::answers::{is_dont_know, read_label};
use crate::language::{
    is_exactly_yes, is_when, read_choice, read_count, read_yes_no, says_nothing_lost,
};
use crate::store::{AnswerRow, QuestionRow};

/// How long a question waits for its answer.
const WAITS_HOURS: i64 = 24;

/// How many lines of a list fit a phone.
const LINES: usize = 7;

/// How many reactions are put under a question at most.
const TAPS: usize = 3;

/// What to tap for the first, second and third of a list.
const DIGITS: [&str; TAPS] = ["1️⃣", "2️⃣", "3️⃣"];
const YES: &str = "👍";
const NO: &str = "👎";

/// What counts as an answer.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum Offer {
    /// One of a numbered list, by its digit or by a word of its label.
    Choice(Vec<Choice>),
    /// The same by its digit alone: for what is asked in a room that talks about the words on the list.
    Digit(Vec<Choice>),
    /// How many, or "weet niet".
    Count,
    /// A day to come, a time, or both; who asked reads them, since that depends on today.
    When,
    /// Yes or no, in whatever words: for what is harmless.
    Agree,
    /// Exactly "ja" sends; "nee" does not. Nothing else does anything.
    Confirm,
    /// As `Confirm`, of so many things; "alleen 2" leaves the others out, and is asked again.
    ConfirmAll(usize),
}

/// One line of a numbered list.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Choice {
    pub id: String,
    pub label: String,
    /// No line of the list, which says so in its own words: "of weet niet".
    #[serde(default)]
    pub is_unlisted: bool,
}

impl Choice {
    pub fn new(id: impl Into<String>, label: impl Into<String>) -> Self {
        Self {
            id: id.into(),
            label: label.into(),
            is_unlisted: false,
        }
    }

    /// The same without a line in the list.
    pub fn unlisted(mut self) -> Self {
        self.is_unlisted = true;
        self
    }
}

/// A question to one person in one room.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Question {
    /// Which question: the name of a [`super::feature::QuestionKind`].
    pub kind: String,
    pub offer: Offer,
    /// What the form knows so far. Never text that somebody wrote, but for a message that a manager is about to send.
    pub data: serde_json::Value,
    /// The message that began the form; removing it ends the form.
    pub started_by: Option<String>,
    /// Whether more questions follow: in the room of a wijk the form may go on in private.
    pub is_long: bool,
    /// Our words, without the list.
    pub(super) words: String,
    pub(super) page: usize,
    /// What was answered to it before its owner went back.
    pub(super) earlier: Option<Answer>,
}

impl Question {
    /// # Errors
    /// When `data` cannot be written as JSON.
    pub fn new(kind: &str, offer: Offer, data: &impl Serialize) -> Result<Self> {
        let data = serde_json::to_value(data).context("writing what a form knows")?;
        Ok(Self {
            kind: kind.to_owned(),
            offer,
            data,
            started_by: None,
            is_long: false,
            words: String::new(),
            page: 0,
            earlier: None,
        })
    }

    /// The same form goes on: removing the message that began it still ends it.
    pub fn begun_by(mut self, event_id: &str) -> Self {
        self.started_by = Some(event_id.to_owned());
        self
    }

    /// More questions follow this one.
    pub fn long(mut self, is_long: bool) -> Self {
        self.is_long = is_long;
        self
    }

    /// The same in our words, without the list.
    pub fn in_the_words(mut self, words: String) -> Self {
        self.words = words;
        self
    }

    /// What the form knows.
    pub fn data<T: DeserializeOwned>(&self) -> Result<T> {
        serde_json::from_value(self.data.clone()).context("reading what a form knows")
    }

    /// Our words with the list below them, in lines that fit a phone.
    pub(super) fn text(&self, turn: &Turn) -> String {
        let lines = self.list(turn);
        if lines.is_empty() {
            self.words.clone()
        } else {
            format!("{}\n{lines}", self.words)
        }
    }

    /// The list as it is shown, numbered from one.
    pub fn list(&self, turn: &Turn) -> String {
        let mut labels: Vec<_> = self.shown().iter().map(|choice| &*choice.label).collect();
        let more = turn.t("form-more", args! {});
        if self.has_more() {
            labels.push(&more);
        }
        let line = |(number, label)| format!("{number}. {label}");
        let lines: Vec<_> = (1..).zip(labels).map(line).collect();
        lines.join("\n")
    }

    fn listed(&self) -> Vec<&Choice> {
        match &self.offer {
            Offer::Choice(choices) | Offer::Digit(choices) => {
                choices.iter().filter(|one| !one.is_unlisted).collect()
            }
            _ => vec![],
        }
    }

    /// The choices on this page. A list that is too long for one keeps its last line for "meer".
    fn shown(&self) -> Vec<&Choice> {
        let listed = self.listed();
        if listed.len() <= LINES {
            return listed;
        }
        let rest = listed.get(self.page * (LINES - 1)..).unwrap_or_default();
        let fits = if rest.len() <= LINES {
            LINES
        } else {
            LINES - 1
        };
        rest.iter().take(fits).copied().collect()
    }

    fn has_more(&self) -> bool {
        let before = self.page * (LINES - 1);
        before + self.shown().len() < self.listed().len()
    }

    /// The reactions under it: for a short list and for a harmless yes or no. What sends something is typed.
    pub fn taps(&self) -> Vec<&'static str> {
        match &self.offer {
            Offer::Agree => vec![YES, NO],
            Offer::Choice(_) | Offer::Digit(_) if self.listed().len() <= TAPS + 1 => {
                DIGITS.into_iter().take(self.listed().len()).collect()
            }
            _ => vec![],
        }
    }

    /// What a reaction on it answers.
    pub(super) fn read_tap(&self, key: &str) -> Option<Answer> {
        let taps = self.taps();
        let bare = |key: &str| key.replace('\u{fe0f}', "");
        let tapped = taps.iter().position(|tap| bare(tap) == bare(key))?;
        match &self.offer {
            Offer::Agree if tapped == 0 => Some(Answer::Yes),
            Offer::Agree => Some(Answer::No),
            _ => Some(Answer::Chosen(self.listed().get(tapped)?.id.clone())),
        }
    }

    pub(super) fn to_row(&self, call: &Call, id: &str, now: Moment) -> Result<QuestionRow> {
        let (room, person) = (&call.room.key, &call.who.person.id);
        self.to_row_of(room, person, id, &call.event_id, now)
    }

    /// The same for somebody who said nothing: `began` is what began the form, where that is not known.
    pub(super) fn to_row_of(
        &self,
        room: &RoomKey,
        person: &str,
        id: &str,
        began: &str,
        now: Moment,
    ) -> Result<QuestionRow> {
        let earlier = self.earlier.as_ref().map(serde_json::to_string);
        // After downtime the question goes out late; its time begins when it is asked.
        Ok(QuestionRow {
            room: room.clone(),
            person: person.to_owned(),
            id: id.to_owned(),
            kind: self.kind.clone(),
            offer: serde_json::to_string(&self.offer)?,
            data: self.data.to_string(),
            words: self.words.clone(),
            page: i64::try_from(self.page)?,
            earlier: earlier.transpose()?,
            started_by: self.started_by.clone().unwrap_or_else(|| began.to_owned()),
            asked_at: now,
            expires_at: now.plus_hours(WAITS_HOURS),
            hinted_at: None,
        })
    }

    pub(super) fn from_row(row: &QuestionRow) -> Result<Self> {
        let earlier = row.earlier.as_deref().map(serde_json::from_str);
        Ok(Self {
            kind: row.kind.clone(),
            offer: serde_json::from_str(&row.offer).context("reading a stored question")?,
            data: serde_json::from_str(&row.data).context("reading a stored question")?,
            started_by: Some(row.started_by.clone()),
            is_long: false,
            words: row.words.clone(),
            page: usize::try_from(row.page).unwrap_or_default(),
            earlier: earlier.transpose().context("reading a stored question")?,
        })
    }

    /// The question as it stood before it was answered, with that answer.
    pub(super) fn from_answer(row: &AnswerRow) -> Result<Self> {
        Ok(Self {
            kind: row.kind.clone(),
            offer: serde_json::from_str(&row.offer).context("reading a stored answer")?,
            data: serde_json::from_str(&row.data).context("reading a stored answer")?,
            started_by: Some(row.started_by.clone()),
            is_long: false,
            words: row.words.clone(),
            page: 0,
            earlier: Some(serde_json::from_str(&row.answer).context("reading a stored answer")?),
        })
    }

    /// A number that the form took since stays with it: going back leaves no hole in the numbers.
    pub(super) fn keep_number(&mut self, later: &QuestionRow) -> Result<()> {
        let later: serde_json::Value =
            serde_json::from_str(&later.data).context("reading a stored question")?;
        if let Some(number) = self.data.get_mut("number")
            && number.is_null()
            && let Some(taken) = later.get("number")
        {
            *number = taken.clone();
        }
        Ok(())
    }

    /// An answer in the words of the question: "Telefoon", "3", "ja".
    pub(super) fn in_words(&self, turn: &Turn, answer: &Answer) -> String {
        match answer {
            Answer::Chosen(id) => match &self.offer {
                Offer::Choice(choices) | Offer::Digit(choices) => choices
                    .iter()
                    .find(|choice| choice.id == *id)
                    .map_or_else(String::new, |choice| choice.label.clone()),
                _ => String::new(),
            },
            Answer::Count(Some((least, most))) => {
                crate::domain::numbers::range((*least).into(), (*most).into())
            }
            Answer::Count(None) => turn.t("form-dont-know", args! {}),
            Answer::Yes => turn.t("form-yes", args! {}),
            _ => turn.t("form-no", args! {}),
        }
    }
}

/// An answer to a question.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum Answer {
    /// The id of the choice.
    Chosen(String),
    /// Least and most; `None` for "weet niet".
    Count(Option<(u32, u32)>),
    /// The message says when.
    When,
    Yes,
    No,
    /// Only these of several, from 0.
    Only(Vec<usize>),
    /// The form is to end.
    Stop,
    /// To the question before this one.
    Back,
    /// To the next part of a long list.
    More,
    /// On in the private chat.
    Private,
}

/// Reads a message that as a whole is an answer to what was asked; anything else is none.
pub(super) fn read_answer(question: &Question, body: &str) -> Option<Answer> {
    match bare(body).as_str() {
        "stop" | "stop maar" | "ik stop" | "stoppen" | "annuleer" | "annuleren" | "laat maar"
        | "cancel" | "never mind" => return Some(Answer::Stop),
        "terug" | "ga terug" | "vorige" | "vorige vraag" | "back" | "go back" | "previous" => {
            return Some(Answer::Back);
        }
        "prive" | "privé" | "prive graag" | "privé graag" | "in privé" | "in prive" | "private"
        | "in private" => return Some(Answer::Private),
        "verder" | "ga verder" | "next" | "go on" if question.earlier.is_some() => {
            return question.earlier.clone();
        }
        _ => {}
    }
    match &question.offer {
        Offer::Choice(choices) => read_chosen(question, choices, body),
        Offer::Digit(choices) => read_digit(choices, body),
        Offer::Count if is_unknown(body) => Some(Answer::Count(None)),
        Offer::Count => read_count(body).map(|range| Answer::Count(Some(range))),
        Offer::When => is_when(body).then_some(Answer::When),
        Offer::Agree => read_yes_no(body).map(yes_or_no),
        Offer::Confirm | Offer::ConfirmAll(_) if is_exactly_yes(body) => Some(Answer::Yes),
        Offer::Confirm => (read_yes_no(body) == Some(false)).then_some(Answer::No),
        Offer::ConfirmAll(most) => read_only(body, *most)
            .map(Answer::Only)
            .or_else(|| (read_yes_no(body) == Some(false)).then_some(Answer::No)),
    }
}

/// Whether a message looks like an answer to some question: a short yes or no, a number, "weet niet". Who types that while
/// a question of ours waits probably means it, and hears once what can be answered.
pub(super) fn is_nearly_answer(body: &str) -> bool {
    read_yes_no(body).is_some()
        || read_count(body).is_some()
        || is_unknown(body)
        || says_nothing_lost(body)
}

fn yes_or_no(yes: bool) -> Answer {
    if yes { Answer::Yes } else { Answer::No }
}

fn read_digit(choices: &[Choice], body: &str) -> Option<Answer> {
    // Labels that no message can be, so that only the digit counts.
    let index = read_choice(body, &vec!["-"; choices.len()])?;
    choices
        .get(index)
        .map(|choice| Answer::Chosen(choice.id.clone()))
}

/// A digit is one of the page that is shown; a word may be one of any page.
fn read_chosen(question: &Question, choices: &[Choice], body: &str) -> Option<Answer> {
    let shown = question.shown();
    let labels: Vec<_> = shown.iter().map(|choice| &*choice.label).collect();
    if question.has_more() {
        let is_last = read_choice(body, &["-"; LINES]) == Some(LINES - 1);
        if is_last || matches!(bare(body).as_str(), "meer" | "meer keuzes" | "more") {
            return Some(Answer::More);
        }
    }
    let chosen = |choice: &Choice| Answer::Chosen(choice.id.clone());
    if let Some(index) = read_choice(body, &labels) {
        return shown.get(index).map(|choice| chosen(choice));
    }
    if is_unknown(body) {
        return choices
            .iter()
            .find(|choice| is_dont_know(&choice.label) || is_unknown(&choice.label))
            .map(chosen);
    }
    if says_nothing_lost(body)
        && let Some(choice) = choices
            .iter()
            .find(|choice| says_nothing_lost(&choice.label))
    {
        return Some(chosen(choice));
    }
    let labels: Vec<_> = choices.iter().map(|choice| &*choice.label).collect();
    read_label(body, &labels).map(|index| chosen(&choices[index]))
}

/// `alleen 1`, `2`, `alleen 1 en 3`: which of `most` things, from 0.
fn read_only(body: &str, most: usize) -> Option<Vec<usize>> {
    let said = bare(body);
    let words = said
        .split(|c: char| c.is_whitespace() || matches!(c, ',' | '+' | '&'))
        .filter(|word| {
            !matches!(
                *word,
                "" | "alleen" | "only" | "just" | "en" | "and" | "nummer"
            )
        });
    let mut chosen = Vec::new();
    for word in words {
        let number: usize = word.trim_end_matches('.').parse().ok()?;
        chosen.push(number.checked_sub(1).filter(|index| *index < most)?);
    }
    chosen.sort_unstable();
    chosen.dedup();
    (!chosen.is_empty()).then_some(chosen)
}

fn is_unknown(body: &str) -> bool {
    const WORDS: &[&str] = &[
        "?",
        "weet niet",
        "weet ik niet",
        "geen idee",
        "onbekend",
        "dat weet ik niet",
        "don't know",
        "dont know",
        "i don't know",
        "no idea",
        "unknown",
    ];
    WORDS.contains(&bare(body).as_str()) || is_dont_know(body)
}

/// Lower case, straight quotes, without marks around it.
fn bare(body: &str) -> String {
    let lower = body.to_lowercase().replace('’', "'");
    lower
        .trim_matches(|c: char| c.is_whitespace() || matches!(c, '.' | '!' | ',' | '"'))
        .to_owned()
}

#[cfg(test)]
mod tests {
    use super::*;

    fn asked(offer: Offer) -> Question {
        Question::new("x", offer, &()).unwrap()
    }

    fn list(labels: &[&str]) -> Question {
        let choices = labels.iter().map(|label| Choice::new(*label, *label));
        asked(Offer::Choice(choices.collect()))
    }

    fn chosen(id: &str) -> Option<Answer> {
        Some(Answer::Chosen(id.to_owned()))
    }

    #[test]
    fn a_digit_a_word_and_stop_are_answers_and_talk_is_not() {
        let question = list(&["Telefoon", "Aan de deur"]);
        assert_eq!(read_answer(&question, "2"), chosen("Aan de deur"));
        assert_eq!(read_answer(&question, "Telefoon"), chosen("Telefoon"));
        assert_eq!(read_answer(&question, "Stop!"), Some(Answer::Stop));
        assert_eq!(read_answer(&question, "Terug."), Some(Answer::Back));
        assert_eq!(read_answer(&question, "ik heb 2 katten"), None);
        assert_eq!(read_answer(&question, "3"), None);
    }

    #[test]
    fn where_only_a_digit_counts_a_word_of_the_list_is_talk() {
        let choices = ["Flyers in de bieb", "Een praatje"].map(|label| Choice::new(label, label));
        let question = asked(Offer::Digit(choices.into()));
        assert_eq!(read_answer(&question, "2"), chosen("Een praatje"));
        assert_eq!(question.read_tap("1️⃣"), chosen("Flyers in de bieb"));
        for said in ["flyers", "praatje", "3", "we waren met 2"] {
            assert_eq!(read_answer(&question, said), None, "{said}");
        }
    }

    #[test]
    fn only_a_whole_yes_sends_and_harmless_questions_take_any_yes() {
        let send = asked(Offer::Confirm);
        assert_eq!(read_answer(&send, "Ja."), Some(Answer::Yes));
        assert_eq!(read_answer(&send, "nee"), Some(Answer::No));
        let harmless = asked(Offer::Agree);
        assert_eq!(read_answer(&harmless, "ja hoor"), Some(Answer::Yes));
        for said in ["ja gezellig", "ja maar ik kom later"] {
            assert_eq!(read_answer(&send, said), None, "{said}");
            assert_eq!(read_answer(&harmless, said), None, "{said}");
        }
        for said in ["ja graag", "klopt", "👍", "1"] {
            assert_eq!(read_answer(&send, said), None, "{said}");
        }
    }

    #[test]
    fn of_several_things_some_can_be_named() {
        let question = asked(Offer::ConfirmAll(3));
        let only = |chosen: &[usize]| Some(Answer::Only(chosen.to_vec()));
        assert_eq!(read_answer(&question, "ja"), Some(Answer::Yes));
        assert_eq!(read_answer(&question, "alleen 1"), only(&[0]));
        assert_eq!(read_answer(&question, "2"), only(&[1]));
        assert_eq!(read_answer(&question, "Alleen 3 en 1"), only(&[0, 2]));
        assert_eq!(read_answer(&question, "nee"), Some(Answer::No));
        for said in ["alleen 4", "alleen", "alleen ik", "ja graag", "0"] {
            assert_eq!(read_answer(&question, said), None, "{said}");
        }
    }

    #[test]
    fn not_knowing_is_an_answer_to_a_count_and_to_a_list_that_has_it() {
        let count = asked(Offer::Count);
        assert_eq!(
            read_answer(&count, "Weet ik niet"),
            Some(Answer::Count(None))
        );
        assert_eq!(read_answer(&count, "5"), Some(Answer::Count(Some((5, 5)))));
        let question = list(&["Telefoon", "Weet ik niet"]);
        assert_eq!(read_answer(&question, "geen idee"), chosen("Weet ik niet"));
        assert_eq!(
            read_answer(&list(&["Telefoon", "Brief"]), "geen idee"),
            None
        );
    }

    #[test]
    fn a_long_list_comes_in_pages_of_at_most_seven_lines() {
        let labels = [
            "aap", "beer", "cavia", "das", "eend", "fret", "gans", "haas", "ijsbeer",
        ];
        let mut question = list(&labels);
        assert_eq!(question.shown().len(), 6);
        assert!(question.has_more());
        assert_eq!(read_answer(&question, "7"), Some(Answer::More));
        assert_eq!(read_answer(&question, "meer"), Some(Answer::More));
        assert_eq!(read_answer(&question, "8"), None);
        assert_eq!(read_answer(&question, "haas"), chosen("haas"));
        question.page = 1;
        assert!(!question.has_more());
        assert_eq!(read_answer(&question, "2"), chosen("haas"));
        assert_eq!(list(&labels[..7]).shown().len(), 7);
        assert!(!list(&labels[..7]).has_more());
    }

    #[test]
    fn at_most_three_reactions_and_none_where_something_is_sent() {
        assert_eq!(list(&["a", "b"]).taps(), ["1️⃣", "2️⃣"]);
        assert_eq!(list(&["a", "b", "c", "d"]).taps().len(), 3);
        assert!(list(&["a", "b", "c", "d", "e"]).taps().is_empty());
        for offer in [Offer::Confirm, Offer::ConfirmAll(2), Offer::Count] {
            assert!(asked(offer).taps().is_empty());
        }
        // Some phones leave the variation selector out.
        assert_eq!(list(&["a", "b"]).read_tap("2\u{20e3}"), chosen("b"));
        assert_eq!(list(&["a", "b"]).read_tap("3️⃣"), None);
        assert_eq!(asked(Offer::Agree).read_tap("👎"), Some(Answer::No));
        assert_eq!(asked(Offer::Confirm).read_tap("👍"), None);
    }

    #[test]
    fn what_nearly_answers_is_short_and_closed() {
        for said in [
            "ja graag",
            "nee joh",
            "klopt",
            "12",
            "weet niet",
            "ja natuurlijk",
            "ja hoor dat klopt",
            "Nee dat klopt helemaal niet",
            "nee niks kwijt",
            "gelukkig geen geld verloren",
        ] {
            assert!(is_nearly_answer(said), "{said}");
        }
        for said in [
            "ja gezellig",
            "nee ik kom niet",
            "ja dat is zo gezellig joh",
            "niks aan",
            "geld",
            "ik kom om 5",
            "leuk",
            "terug van vakantie",
        ] {
            assert!(!is_nearly_answer(said), "{said}");
        }
    }
}
