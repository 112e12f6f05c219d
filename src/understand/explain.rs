//! What was understood of one message and why, for people: a gemeente that adds a word sees at once what it does.

use chrono::NaiveDate;

use crate::args;
use crate::catalogue::{Catalogue, Lang, UNKNOWN};
use crate::language::rules::{Reason, Score};
use crate::language::signal::{Workings, reading};
use crate::language::signs::SignId;
use crate::language::{SignalReading, mask};
use crate::sentences::{Args, Sentences};

/// What every line needs.
pub struct Explainer<'a> {
    pub catalogue: &'a Catalogue,
    pub sentences: &'a Sentences,
    pub lang: Lang,
    pub today: NaiveDate,
}

impl Explainer<'_> {
    /// A line each, personal data masked.
    #[must_use]
    pub fn explain(&self, text: &str) -> String {
        let workings = Workings::of(text, self.catalogue, self.today);
        let read = reading(text, self.catalogue, self.today, &workings);
        let mut lines = vec![self.say("understand-message", args! { text: mask(text) })];
        lines.push(self.say(verdict(&read), args!()));
        for score in workings.ranking.scores.iter().take(3) {
            lines.extend(self.trick(score, &workings));
        }
        lines.extend(self.details(&read));
        lines.join("\n")
    }

    /// A trick with its points, and the words that gave them.
    fn trick(&self, score: &Score, workings: &Workings) -> Vec<String> {
        let found = self.catalogue.phenomenon(&score.slug);
        let label = found.map_or(score.slug.as_str(), |found| found.label(self.lang));
        let points = self.number(score.points);
        let mut lines = vec![self.say(
            "understand-trick",
            args! { points: points, label: label.to_owned() },
        )];
        for reason in &score.reasons {
            let key = if reason.weight < 0.0 {
                "understand-against"
            } else {
                "understand-because"
            };
            let words = self.words(reason, workings);
            lines.push(self.say(key, args! { words: words }));
        }
        if score.alike > 0.5 {
            let points = self.number(score.alike);
            lines.push(self.say("understand-alike", args! { points: points }));
        }
        lines
    }

    /// Channel, count, day, outcome, loss, urgency.
    fn details(&self, read: &SignalReading) -> Vec<String> {
        let unsaid = || self.say("understand-unsaid", args!());
        let channel = read
            .channel
            .as_deref()
            .and_then(|slug| self.catalogue.channel(slug));
        let channel = channel.map_or_else(unsaid, |channel| channel.label(self.lang).to_owned());
        let count = read.count.map_or_else(unsaid, |(a, b)| self.span(&a, &b));
        let date = read.date.map_or_else(unsaid, |(a, b)| self.span(&a, &b));
        let outcome = self.catalogue.outcome_label(read.outcome, self.lang);
        let mut lines = vec![
            self.say("understand-channel", args! { channel: channel }),
            self.say("understand-count", args! { count: count }),
            self.say("understand-date", args! { date: date }),
            self.say("understand-outcome", args! { outcome: outcome.to_owned() }),
        ];
        if let Some(cents) = read.loss_cents {
            let euros = format!("{}", super::euros(Some(cents)));
            lines.push(self.say("understand-loss", args! { euros: euros }));
        }
        let urgent = if read.urgent {
            "understand-urgent"
        } else {
            "understand-calm"
        };
        lines.push(self.say(urgent, args!()));
        lines
    }

    /// "bank (ing) + telefoon (belde)": the signs of a rule, and the words that showed them.
    fn words(&self, reason: &Reason, workings: &Workings) -> String {
        let signs = reason.signs.iter().map(|sign| self.quoted(*sign, workings));
        signs.collect::<Vec<_>>().join(" + ")
    }

    fn quoted(&self, sign: SignId, workings: &Workings) -> String {
        let name = self.catalogue.signs().name(sign);
        // "kanaal:telefoon" is telephone; what a trick is called is its name.
        let name = name.rsplit(':').next().unwrap_or(name);
        let words = workings.found.all(sign).next().map(|hit| {
            let words = (hit.first..=hit.last).map(|at| workings.text.word(at));
            words.collect::<Vec<_>>().join(" ")
        });
        words.map_or_else(
            || name.to_owned(),
            |words| format!("{name} (\"{}\")", mask(&words)),
        )
    }

    /// "5", or "5 tot 10".
    fn span<T: PartialEq + std::fmt::Display>(&self, from: &T, to: &T) -> String {
        if from == to {
            return from.to_string();
        }
        self.say(
            "understand-span",
            args! { from: from.to_string(), to: to.to_string() },
        )
    }

    fn number(&self, points: f32) -> String {
        let typed = format!("{points:.1}");
        match self.lang {
            Lang::Nl => typed.replace('.', ","),
            Lang::En => typed,
        }
    }

    fn say(&self, key: &str, args: Args) -> String {
        self.sentences.say(self.lang, key, &args)
    }
}

/// What the bot would do with it.
fn verdict(read: &SignalReading) -> &'static str {
    match (read.sure, read.phenomena.first().map(String::as_str)) {
        (true, _) => "understand-sure",
        (false, None | Some(UNKNOWN)) => "understand-unknown",
        (false, Some(_)) => "understand-unsure",
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn explained(text: &str) -> String {
        let catalogue = Catalogue::built_in();
        let sentences = Sentences::load(None).unwrap();
        let explainer = Explainer {
            catalogue: &catalogue,
            sentences: &sentences,
            lang: Lang::Nl,
            today: NaiveDate::from_ymd_opt(2026, 10, 14).unwrap(),
        };
        explainer.explain(text)
    }

    #[test]
    fn an_explanation_says_what_and_why_and_hides_names() {
        let said = explained(
            "Gisteren belde de ing bij mevrouw Jansen, ze moest haar geld veilig zetten. 1200 euro weg",
        );
        assert!(!said.contains("Jansen"), "{said}");
        for part in [
            "Bankhelpdeskfraude",
            "bank (\"ing\")",
            "telefoon (\"belde\")",
            "Hoe het binnenkwam: Telefoon",
            "Wanneer: 2026-10-13",
            "Geld kwijt: 1200 euro",
            "Spoed: nee",
        ] {
            assert!(said.contains(part), "no {part} in:\n{said}");
        }
    }

    #[test]
    fn an_explanation_admits_doubt() {
        assert!(explained("bij 4 buren").contains("weet niet wat er gebeurde"));
    }
}
