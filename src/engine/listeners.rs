//! Who is mentioned at something new in the signal room, and when. The message itself mentions who hears it now. What comes
//! within ten minutes after that, in quiet hours, or for who wants it daily or weekly, is a bell: it rings later, several
//! together.

use std::collections::BTreeMap;

use anyhow::Result;

use super::turn::Turn;
use crate::domain::subscription::Pace;
use crate::domain::time::{Moment, read_day};
use crate::store::{NewBell, Subscriber};

/// Who follows this hears of all that is new.
pub const EVERYTHING: &str = "alles";

/// Something new in the signal room.
pub struct News<'a> {
    /// What it is about, as our messages say it: `signal:<id>`.
    pub about: &'a str,
    /// What people call it: `S-12`.
    pub label: String,
    pub wijken: &'a [&'a str],
    pub phenomenon: &'a str,
    /// It waits for no bundle and no digest. When nobody follows it, all wijkagenten hear of it.
    pub urgent: bool,
}

impl Turn {
    /// The user ids of those whom the message is to mention now; keeps a bell for the others.
    pub async fn who_hears(&mut self, news: &News<'_>) -> Result<Vec<String>> {
        let (now, zone) = (self.now, self.settings.zone);
        let mut due: BTreeMap<String, Moment> = BTreeMap::new();
        for (follower, pace) in followers(self, news).await? {
            let Some((person, wants)) = stand_in(self, follower).await? else {
                continue;
            };
            let at = pace.rings_at(news.urgent, now, wants.rang_at, wants.quiet, zone);
            let first = due.entry(person).or_insert(at);
            *first = at.min(*first);
        }
        let mut mentions = Vec::new();
        for (person, at) in due {
            if at > now {
                let bell = NewBell {
                    person: &person,
                    about: news.about,
                    label: &news.label,
                    came_at: now,
                    due_at: at,
                };
                self.tx.add_bell(bell).await?;
                continue;
            }
            self.tx.set_rang(&person, now).await?;
            let person = self.tx.person(&person).await?;
            mentions.extend(person.map(|person| person.user_id));
        }
        mentions.sort();
        Ok(mentions)
    }

    /// Whether somebody is on leave today.
    pub fn is_away(&self, wants: &Subscriber) -> bool {
        let until = wants.away_until.as_deref().and_then(read_day);
        until.is_some_and(|until| self.today() < until)
    }
}

/// Once for each thing that somebody follows and that this is part of.
async fn followers(turn: &mut Turn, news: &News<'_>) -> Result<Vec<(String, Pace)>> {
    let topics = topics(turn, news);
    let all = turn.tx.followers().await?.into_iter();
    let hit: Vec<_> = all
        .filter(|follower| topics.contains(&follower.what))
        .map(|follower| (follower.person, follower.pace))
        .collect();
    if !hit.is_empty() || !news.urgent {
        return Ok(hit);
    }
    let agents = turn.tx.wijkagenten().await?;
    Ok(agents.into_iter().map(|id| (id, Pace::AtOnce)).collect())
}

/// All that somebody may follow of which this is part.
fn topics(turn: &Turn, news: &News<'_>) -> Vec<String> {
    let category = turn.catalogue().phenomenon(news.phenomenon);
    let mut topics = vec![
        EVERYTHING.to_owned(),
        format!("fenomeen:{}", news.phenomenon),
    ];
    topics.extend(category.map(|found| format!("soort:{}", found.category)));
    topics.extend(news.wijken.iter().map(|wijk| format!("wijk:{wijk}")));
    let places = turn.world().places.iter().flat_map(|place| &place.wijk);
    let hit = places.filter(|known| news.wijken.contains(&known.code.as_str()));
    topics.extend(hit.map(|known| format!("stadsdeel:{}", known.stadsdeel)));
    topics
}

/// Who hears it for a follower, and how: the deputy during leave, and nobody where there is none.
async fn stand_in(turn: &mut Turn, follower: String) -> Result<Option<(String, Subscriber)>> {
    let wants = turn.tx.subscriber(&follower).await?;
    if !turn.is_away(&wants) {
        return Ok(Some((follower, wants)));
    }
    let Some(deputy) = wants.deputy else {
        return Ok(None);
    };
    let wants = turn.tx.subscriber(&deputy).await?;
    let hears = !turn.is_away(&wants) && turn.tx.has_a_place(&deputy).await?;
    Ok(hears.then_some((deputy, wants)))
}
