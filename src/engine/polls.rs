//! Polls: a question to a whole room, everybody's last vote, and how it came out.
//!
//! A feature opens one with [`Turn::open_poll`] and hears the result through its [`PollKind`]. In between nobody needs
//! to do anything: votes are kept here, and time closes the poll. Votes are encrypted, so nobody can make one up.

use std::collections::BTreeSet;

use anyhow::{Context, Result, ensure};
use serde_json::Value;

use super::reconcile::belongs;
use super::turn::{Call, Turn};
use crate::args;
use crate::chat::{Class, Outgoing, RoomKey, Text};
use crate::domain::time::Moment;
use crate::features;
use crate::store::{PollRow, UnreadableRow, VoteRow};

#[cfg(doc)]
use super::feature::PollKind;

/// More than these no client shows.
const MOST_ANSWERS: usize = 20;

/// So long after the end was seen, votes that were cast in time may still come in: after downtime the homeserver
/// tells them then.
pub const GRACE_MS: i64 = 2 * 60_000;

/// How long the votes are kept after the end, for who asks whether it was counted well.
const KEPT_DAYS: i64 = 14;

/// A poll to be opened.
pub struct NewPoll {
    /// The [`PollKind`] that hears how it came out; empty for nobody.
    pub kind: &'static str,
    /// Who belongs in this room may vote.
    pub room: RoomKey,
    /// What comes from a person, here or in an answer, goes through [`crate::chat::as_data`] first.
    pub question: String,
    /// From one to twenty.
    pub answers: Vec<String>,
    /// How many of them one person may choose.
    pub most: u32,
    /// Votes cast later do not count.
    pub ends_at: Moment,
    /// What the feature needs to know at the end.
    pub data: Value,
}

/// A poll that is over.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Poll {
    /// Also the id of the message that asks it.
    pub id: String,
    pub room: RoomKey,
    pub question: String,
    pub answers: Vec<String>,
    pub data: Value,
}

/// How a poll came out. Each person counts once.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Tally {
    /// How many chose each answer, in the order of the answers.
    pub votes: Vec<usize>,
    /// Votes for no answer, for one that is not there, or for too many.
    pub spoilt: usize,
    /// People of whom a vote came that could not be read.
    pub unreadable: usize,
}

impl Tally {
    /// The places (from 0) of the answers with the most votes: several when they are equal, none when nobody voted.
    pub fn winners(&self) -> Vec<usize> {
        let most = self.votes.iter().copied().max().unwrap_or(0);
        let is_winner = |at: &usize| most > 0 && self.votes[*at] == most;
        (0..self.votes.len()).filter(is_winner).collect()
    }
}

impl Turn {
    /// Asks a whole room. Gives the poll's id; the same cause again asks nothing new.
    ///
    /// # Errors
    /// When there are no answers or more than twenty, or one person may choose none: a mistake of the feature.
    pub async fn open_poll(&mut self, poll: NewPoll) -> Result<String> {
        ensure!(
            (1..=MOST_ANSWERS).contains(&poll.answers.len()) && poll.most > 0,
            "a poll has one to {MOST_ANSWERS} answers, of which at least one may be chosen"
        );
        let numbered = (1..).zip(&poll.answers);
        let answers: Vec<_> = numbered
            .map(|(number, answer)| format!("{number}. {answer}"))
            .collect();
        let words = self.t(
            "poll-words",
            args! { question: poll.question.clone(), answers: answers.join("\n") },
        );
        let what = Outgoing::Poll {
            question: poll.question.clone(),
            answers: poll.answers.clone(),
            most: poll.most,
            text: Text::new(words),
        };
        let about = format!("poll:{}", poll.kind);
        let id = self
            .post(&poll.room, Class::Prompt, what, Some(&about))
            .await?;
        let row = PollRow {
            id: id.clone(),
            kind: poll.kind.to_owned(),
            room: poll.room,
            question: poll.question,
            answers: serde_json::to_string(&poll.answers)?,
            most: poll.most.into(),
            data: poll.data.to_string(),
            ends_at: poll.ends_at,
            closing_at: None,
            closed_at: None,
        };
        self.tx.add_poll(&row).await?;
        Ok(id)
    }

    /// Ends a poll now, counts it and tells the room, before its time if need be. Nothing when it is closed already.
    pub async fn close_poll(&mut self, id: &str) -> Result<()> {
        let row = self.tx.poll(id).await?;
        match row.filter(|row| row.closed_at.is_none()) {
            Some(row) => close(self, &row).await,
            None => Ok(()),
        }
    }
}

/// Keeps somebody's vote, when it may count.
pub(super) async fn voted(
    turn: &mut Turn,
    call: &Call,
    event_id: &str,
    answers: &[String],
) -> Result<()> {
    let Some(parcel) = turn.tx.parcel_of_event(event_id).await? else {
        return Ok(());
    };
    let Some(poll) = turn.tx.poll(&parcel.id).await? else {
        return Ok(());
    };
    let is_open = poll.closed_at.is_none() && call.sent_at <= poll.ends_at;
    if !is_open || poll.room != call.room.key || !belongs(&call.who.roles, &call.room) {
        return Ok(());
    }
    let vote = VoteRow {
        event_id: call.event_id.clone(),
        person: call.who.person.id.clone(),
        at: call.sent_at,
        answers: read(answers, answers_of(&poll)?.len(), poll.most),
    };
    turn.tx.add_vote(&poll.id, &vote).await
}

/// Closes what is over, and forgets what is long over.
pub(super) async fn sweep(turn: &mut Turn) -> Result<()> {
    for poll in turn.tx.polls_over(turn.now).await? {
        match poll.closing_at {
            None => turn.tx.poll_is_closing(&poll.id, turn.now).await?,
            Some(seen) if seen.plus_ms(GRACE_MS) > turn.now => {}
            Some(_) => close(turn, &poll).await?,
        }
    }
    let before = turn.now.plus_days(-KEPT_DAYS);
    turn.tx.drop_polls(before).await.map(drop)
}

/// The numbers that were chosen, with commas between; nothing for a spoilt vote.
fn read(answers: &[String], there_are: usize, most: i64) -> String {
    let numbers = answers.iter().map(|answer| answer.parse::<usize>().ok());
    let numbers: Option<BTreeSet<_>> = numbers.collect();
    let is_valid = |numbers: &BTreeSet<usize>| {
        let is_there = |number: &usize| (1..=there_are).contains(number);
        i64::try_from(numbers.len()).is_ok_and(|chosen| chosen <= most)
            && numbers.iter().all(is_there)
    };
    let numbers = numbers.filter(is_valid).unwrap_or_default();
    let numbers: Vec<_> = numbers.iter().map(usize::to_string).collect();
    numbers.join(",")
}

async fn close(turn: &mut Turn, row: &PollRow) -> Result<()> {
    if !turn.tx.close_poll(&row.id, turn.now).await? {
        return Ok(());
    }
    let poll = Poll {
        id: row.id.clone(),
        room: row.room.clone(),
        question: row.question.clone(),
        answers: answers_of(row)?,
        data: serde_json::from_str(&row.data).context("reading what a poll is for")?,
    };
    let tally = count(turn, &poll).await?;
    turn.caused_by(format!("poll:{}", row.id), turn.now);
    tell(turn, &poll, &tally).await?;
    match features::poll(&row.kind) {
        Some(kind) => (kind.closed)(turn, &poll, &tally).await,
        None => Ok(()),
    }
}

async fn count(turn: &mut Turn, poll: &Poll) -> Result<Tally> {
    let mut tally = Tally {
        votes: vec![0; poll.answers.len()],
        unreadable: unreadable(turn, poll).await?,
        spoilt: 0,
    };
    for vote in turn.tx.votes_that_count(&poll.id).await? {
        let numbers = vote
            .answers
            .split(',')
            .filter_map(|number| number.parse::<usize>().ok());
        let chosen: Vec<_> = numbers.collect();
        tally.spoilt += usize::from(chosen.is_empty());
        for number in chosen {
            if let Some(votes) = tally.votes.get_mut(number.wrapping_sub(1)) {
                *votes += 1;
            }
        }
    }
    Ok(tally)
}

/// What a vote is about travels beside its encrypted content, so that we know of votes which we cannot read.
async fn unreadable(turn: &mut Turn, poll: &Poll) -> Result<usize> {
    let parcel = turn.tx.parcel(&poll.id).await?;
    let Some(event_id) = parcel.and_then(|parcel| parcel.event_id) else {
        return Ok(0);
    };
    let room = turn.tx.room(&poll.room).await?;
    let room_id = room.and_then(|room| room.room_id);
    let is_vote = |row: &UnreadableRow| {
        let event: Value = serde_json::from_str(&row.payload).unwrap_or_default();
        let relation = &event["content"]["m.relates_to"];
        Some(&row.room_id) == room_id.as_ref()
            && relation["rel_type"] == "m.reference"
            && relation["event_id"] == event_id.as_str()
    };
    let rows = turn.tx.unreadable_events(None).await?;
    let people: BTreeSet<_> = rows
        .into_iter()
        .filter(is_vote)
        .map(|row| row.sender)
        .collect();
    Ok(people.len())
}

/// Ends the poll on everybody's phone, and says how it came out: not every phone shows that by itself, and none knows
/// of votes that we could not read.
async fn tell(turn: &mut Turn, poll: &Poll, tally: &Tally) -> Result<()> {
    let lines = poll
        .answers
        .iter()
        .zip(&tally.votes)
        .map(|(answer, votes)| {
            turn.t("poll-line", args! { answer: answer.clone(), votes: *votes })
        });
    let lines: Vec<_> = lines.collect();
    let mut body = turn.t(
        "poll-result",
        args! { question: poll.question.clone(), lines: lines.join("\n") },
    );
    for (key, count) in [
        ("poll-spoilt", tally.spoilt),
        ("poll-unreadable", tally.unreadable),
    ] {
        if count > 0 {
            body = format!("{body}\n{}", turn.t(key, args! { count: count }));
        }
    }
    let end = Outgoing::EndPoll {
        target: poll.id.clone(),
        text: Text::new(Text::new(body.as_str()).plain()),
    };
    turn.post(&poll.room, Class::Answer, end, None).await?;
    let said = Outgoing::Say(Text::new(body));
    turn.post(&poll.room, Class::Notice, said, None)
        .await
        .map(drop)
}

fn answers_of(row: &PollRow) -> Result<Vec<String>> {
    serde_json::from_str(&row.answers).context("reading the answers of a poll")
}

#[cfg(test)]
mod tests {
    use super::*;

    fn chosen(answers: &[&str], most: i64) -> String {
        let answers: Vec<_> = answers.iter().map(|answer| (*answer).to_owned()).collect();
        read(&answers, 3, most)
    }

    #[test]
    fn a_vote_names_answers_that_are_there_and_no_more_than_allowed() {
        assert_eq!(chosen(&["2"], 1), "2");
        assert_eq!(chosen(&["3", "1"], 2), "1,3");
        assert_eq!(chosen(&["1", "1"], 1), "1", "twice the same is one");
        for spoilt in [
            &["4"][..],
            &["0"],
            &["-1"],
            &["ja"],
            &["1", "2"],
            &["1", "x"],
            &[],
        ] {
            assert_eq!(chosen(spoilt, 1), "", "{spoilt:?}");
        }
    }

    #[test]
    fn the_winners_are_all_that_have_the_most_votes() {
        let tally = |votes: &[usize]| Tally {
            votes: votes.to_vec(),
            ..Tally::default()
        };
        assert_eq!(tally(&[1, 3, 2]).winners(), [1]);
        assert_eq!(tally(&[2, 0, 2]).winners(), [0, 2]);
        assert!(tally(&[0, 0]).winners().is_empty());
        assert!(tally(&[]).winners().is_empty());
    }
}
