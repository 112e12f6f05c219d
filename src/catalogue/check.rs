//! What must hold between the files of the catalogue; every complaint names the file and the remedy.

use std::collections::HashSet;

use super::files::Raw;
use super::ideas::{Idea, SHOWN};
use super::types::{Inquiry, Keeps};
use super::{CatalogueError, UNKNOWN};

/// Refuses content that would make the bot say or store something wrong.
pub fn check(raw: &Raw) -> Result<(), CatalogueError> {
    let phenomena = unique(
        "phenomena.toml",
        raw.phenomena.phenomenon.iter().map(|p| p.slug.as_str()),
    )?;
    let channels = unique(
        "channels.toml",
        raw.channels.channel.iter().map(|c| c.slug.as_str()),
    )?;
    let audiences = unique(
        "audiences.toml",
        raw.audiences.audience.iter().map(|a| a.slug.as_str()),
    )?;
    let referrals = unique(
        "referrals.toml",
        raw.referrals.referral.iter().map(|r| r.slug.as_str()),
    )?;
    let actions = unique(
        "actions.toml",
        raw.actions.action.iter().map(|a| a.slug.as_str()),
    )?;
    unique("ideas.toml", raw.ideas.idea.iter().map(|i| i.slug.as_str()))?;
    unique(
        "outcomes.toml",
        raw.outcomes.handling.iter().map(|h| h.slug.as_str()),
    )?;
    unique(
        "outcomes.toml",
        raw.outcomes.outcome.iter().map(|o| o.slug.slug()),
    )?;
    unique("lexicon.toml", raw.lexicon.signs().map(|(name, _)| name))?;
    if !phenomena.contains(UNKNOWN) {
        return wrong(
            "phenomena.toml",
            format!("het fenomeen '{UNKNOWN}' ontbreekt."),
            "Zet het er weer in.",
        );
    }
    for p in &raw.phenomena.phenomenon {
        let place = format!("phenomena.toml: {}", p.slug);
        known(&place, &p.refer, &referrals, "referrals.toml")?;
        known(&place, &p.channels, &channels, "channels.toml")?;
        known(&place, &p.targets, &audiences, "audiences.toml")?;
    }
    for c in &raw.channels.channel {
        known(
            &format!("channels.toml: {}", c.slug),
            &c.menu,
            &phenomena,
            "phenomena.toml",
        )?;
    }
    for i in &raw.ideas.idea {
        let place = format!("ideas.toml: {}", i.slug);
        known(
            &place,
            std::slice::from_ref(&i.action),
            &actions,
            "actions.toml",
        )?;
        known(&place, i.audience.as_slice(), &audiences, "audiences.toml")?;
        known(&place, &i.phenomena, &phenomena, "phenomena.toml")?;
    }
    check_ideas(raw)?;
    let with_examples: Vec<String> = raw.examples.keys().cloned().collect();
    known(
        "examples.toml: examples",
        &with_examples,
        &phenomena,
        "phenomena.toml",
    )?;
    unique(
        "material.toml",
        raw.material.material.iter().map(|m| m.slug.as_str()),
    )?;
    let lists = &raw.activities;
    for list in [&lists.place, &lists.worked, &lists.needed, &lists.duration] {
        unique(
            "activities.toml",
            list.iter().map(|term| term.slug.as_str()),
        )?;
    }
    for starter in &raw.starters.starter {
        let of =
            |list: &'_ [super::Term], slug: &String| list.iter().any(|term| term.slug == *slug);
        let is_known = of(&lists.place, &starter.place)
            && of(&lists.needed, &starter.needed)
            && of(&lists.duration, &starter.duration)
            && raw.actions.action.iter().any(|a| a.slug == starter.kind)
            && audiences.contains(starter.audience.as_str());
        if !is_known {
            return wrong(
                "starters.toml",
                format!(
                    "bij '{}' staat iets wat niet in de lijsten voorkomt.",
                    starter.kind
                ),
                "Gebruik woorden uit actions.toml, audiences.toml en activities.toml.",
            );
        }
    }
    check_record(raw, &phenomena)?;
    for m in &raw.material.material {
        let place = format!("material.toml: {}", m.slug);
        known(&place, &m.phenomena, &phenomena, "phenomena.toml")?;
    }
    for route in &raw.routes.route {
        known(
            "routes.toml: refer",
            &route.refer,
            &referrals,
            "referrals.toml",
        )?;
    }
    check_texts(raw)?;
    check_referrals(raw)?;
    check_routes(raw)?;
    for inquiry in &raw.inquiries.inquiry {
        let place = format!("inquiries.toml: {}", inquiry.slug);
        known(&place, &inquiry.phenomena, &phenomena, "phenomena.toml")?;
    }
    check_inquiries(raw)?;
    check_lessons(raw)
}

fn check_record(raw: &Raw, phenomena: &HashSet<&str>) -> Result<(), CatalogueError> {
    for list in [&raw.record.day_part, &raw.record.place] {
        unique("record.toml", list.iter().map(|term| term.slug.as_str()))?;
    }
    let mut seen = HashSet::new();
    for variant in &raw.record.variant {
        let place = format!("record.toml: {}", variant.slug);
        known(
            &place,
            std::slice::from_ref(&variant.of),
            phenomena,
            "phenomena.toml",
        )?;
        if !seen.insert((&variant.of, &variant.slug)) {
            return wrong(
                "record.toml",
                format!(
                    "de variant '{}' van '{}' staat er twee keer in.",
                    variant.slug, variant.of
                ),
                "Haal er een weg.",
            );
        }
    }
    Ok(())
}

fn check_texts(raw: &Raw) -> Result<(), CatalogueError> {
    for p in &raw.phenomena.phenomenon {
        if p.label.trim().is_empty() || p.line.trim().is_empty() || p.advice.trim().is_empty() {
            return wrong(
                "phenomena.toml",
                format!("'{}' mist een label, line of advice.", p.slug),
                "Vul alle drie in.",
            );
        }
        if !matches!(p.tier, 1 | 2) {
            return wrong(
                "phenomena.toml",
                format!("'{}' heeft tier {}.", p.slug, p.tier),
                "Kies 1 (in het menu) of 2 (onder 'meer').",
            );
        }
    }
    if let Some((slug, _)) = raw.lexicon.signs().find(|(_, words)| words.is_empty()) {
        return wrong(
            "lexicon.toml",
            format!("het teken '{slug}' heeft geen woorden."),
            "Zet er een woord bij of haal het teken weg.",
        );
    }
    Ok(())
}

/// Every month must have ideas to choose from, also beside those of the month before.
fn check_ideas(raw: &Raw) -> Result<(), CatalogueError> {
    let empty = raw.ideas.idea.iter().find(|i| {
        i.line.trim().is_empty() || i.months.iter().any(|month| !(1..=12).contains(month))
    });
    if let Some(i) = empty {
        return wrong(
            "ideas.toml",
            format!(
                "'{}' heeft geen line, of een maand die niet bestaat.",
                i.slug
            ),
            "Vul een zin in, en maanden van 1 tot en met 12.",
        );
    }
    for month in 1..=12 {
        let fits = |i: &&Idea| i.months.is_empty() || i.months.contains(&month);
        let kinds: HashSet<_> = raw
            .ideas
            .idea
            .iter()
            .filter(fits)
            .map(|i| &i.action)
            .collect();
        if kinds.len() < 2 * SHOWN {
            return wrong(
                "ideas.toml",
                format!("voor maand {month} zijn er te weinig ideeën."),
                "Zorg voor minstens zes soorten acties die altijd passen.",
            );
        }
    }
    Ok(())
}

fn check_referrals(raw: &Raw) -> Result<(), CatalogueError> {
    for r in &raw.referrals.referral {
        if r.number.is_none() && r.site.is_none() {
            return wrong(
                "referrals.toml",
                format!("'{}' heeft geen nummer en geen site.", r.slug),
                "Vul number of site in.",
            );
        }
        if r.reviewed.is_some_and(|day| day > r.review_by) {
            return wrong(
                "referrals.toml",
                format!("'{}': review_by ligt voor reviewed.", r.slug),
                "Zet review_by een half jaar na de dag waarop u de gegevens hebt nagekeken.",
            );
        }
    }
    Ok(())
}

/// Whatever happened, to whomever: there is one number to call first.
fn check_routes(raw: &Raw) -> Result<(), CatalogueError> {
    let has_number = |slug: &String| {
        let mut referrals = raw.referrals.referral.iter();
        referrals.any(|r| r.slug == *slug && r.number.is_some())
    };
    for (when, what, who) in super::situations() {
        let route = raw.routes.route.iter().find(|r| r.fits(when, what, who));
        let first = route.and_then(|route| route.refer.first());
        if !first.is_some_and(has_number) {
            return wrong(
                "routes.toml",
                format!("bij {when}, {what}, {who} is er geen nummer om eerst te bellen."),
                "Voeg een route toe die past, met vooraan een organisatie met een nummer.",
            );
        }
    }
    Ok(())
}

/// So many answers fit a phone, beside "weet ik niet" and "liever niet".
const MOST_ANSWERS: usize = 5;

/// A question has answers to choose from, and every trick has a question.
fn check_inquiries(raw: &Raw) -> Result<(), CatalogueError> {
    let inquiries = &raw.inquiries.inquiry;
    unique("inquiries.toml", inquiries.iter().map(|i| i.slug.as_str()))?;
    for inquiry in inquiries {
        let slugs = inquiry.answer.iter().map(|answer| answer.slug.as_str());
        unique("inquiries.toml", slugs)?;
        let has_list = inquiry.keeps.is_some_and(Keeps::has_list);
        let fits = if has_list {
            inquiry.answer.is_empty()
        } else {
            (2..=MOST_ANSWERS).contains(&inquiry.answer.len())
        };
        if !fits || inquiry.label.trim().is_empty() || inquiry.ask.trim().is_empty() {
            return wrong(
                "inquiries.toml",
                format!(
                    "'{}' mist een label of ask, of heeft te veel of te weinig antwoorden.",
                    inquiry.slug
                ),
                "Vul label en ask in, met twee tot en met vijf antwoorden; geen bij keeps variant of dagdeel.",
            );
        }
    }
    let mut phenomena = raw.phenomena.phenomenon.iter();
    let asks = |i: &Inquiry, slug: &str| i.keeps != Some(Keeps::Variant) && i.is_about(slug);
    let unasked = phenomena.find(|p| !inquiries.iter().any(|i| asks(i, &p.slug)));
    match unasked {
        None => Ok(()),
        Some(p) => wrong(
            "inquiries.toml",
            format!("over '{}' is er niets te vragen.", p.slug),
            "Voeg een vraag toe zonder phenomena: die past bij elke truc.",
        ),
    }
}

/// A lesson has a right answer among its choices, in both languages.
fn check_lessons(raw: &Raw) -> Result<(), CatalogueError> {
    for (at, lesson) in raw.lessons.lesson.iter().enumerate() {
        let choices = lesson.choices.len();
        if !(1..=choices).contains(&lesson.right) || lesson.choices_en.len() != choices {
            return wrong(
                "lessons.toml",
                format!(
                    "les {} heeft geen goed antwoord, of niet in beide talen evenveel keuzes.",
                    at + 1
                ),
                "Zet bij right het cijfer van een keuze, en vertaal elke keuze.",
            );
        }
    }
    Ok(())
}

fn unique<'a>(
    file: &str,
    slugs: impl Iterator<Item = &'a str>,
) -> Result<HashSet<&'a str>, CatalogueError> {
    let mut seen = HashSet::new();
    for slug in slugs {
        let fine = !slug.is_empty()
            && slug
                .chars()
                .all(|c| c.is_ascii_lowercase() || c.is_ascii_digit() || c == '-');
        if !fine {
            return wrong(
                file,
                format!("'{slug}' is geen goede slug."),
                "Gebruik kleine letters, cijfers en streepjes.",
            );
        }
        if !seen.insert(slug) {
            return wrong(
                file,
                format!("'{slug}' staat er twee keer in."),
                "Haal er een weg of geef die een andere naam.",
            );
        }
    }
    Ok(seen)
}

fn known(
    place: &str,
    slugs: &[String],
    all: &HashSet<&str>,
    file: &str,
) -> Result<(), CatalogueError> {
    let Some(unknown) = slugs.iter().find(|slug| !all.contains(slug.as_str())) else {
        return Ok(());
    };
    let (at, rest) = place.split_once(": ").unwrap_or((place, ""));
    wrong(
        at,
        format!("'{rest}' noemt '{unknown}', en dat staat niet in {file}."),
        "Verbeter de spelling of voeg het daar toe.",
    )
}

pub(crate) fn wrong<T>(file: &str, what: String, todo: &str) -> Result<T, CatalogueError> {
    Err(CatalogueError::Wrong {
        file: file.to_owned(),
        what,
        todo: todo.to_owned(),
    })
}
