//! Which trick somebody asks about: by its name, with typing errors, or by what happened.

use crate::catalogue::{Catalogue, UNKNOWN};
use crate::engine::Turn;
use crate::language::{read_choice, read_signal};

/// What a question about a trick may mean.
#[derive(Debug, PartialEq, Eq)]
pub enum Which {
    This(String),
    OneOf(Vec<String>),
    Nothing,
}

pub fn which(turn: &Turn, asked: &str) -> Which {
    let catalogue = turn.catalogue();
    if let Some(slug) = by_name(catalogue, asked) {
        return Which::This(slug);
    }
    let read = read_signal(asked, catalogue, turn.today());
    let best = read.phenomena.first().filter(|slug| *slug != UNKNOWN);
    match best {
        Some(best) if read.sure => Which::This(best.clone()),
        Some(_) => Which::OneOf(read.candidates),
        None => by_resemblance(catalogue, asked).map_or(Which::Nothing, Which::This),
    }
}

/// The whole text is a name of one trick.
fn by_name(catalogue: &Catalogue, asked: &str) -> Option<String> {
    catalogue
        .called(asked)
        .filter(|found| found.slug != UNKNOWN)
        .map(|found| found.slug.clone())
}

/// The one trick whose name it resembles, typing errors included; a digit is no name.
fn by_resemblance(catalogue: &Catalogue, asked: &str) -> Option<String> {
    if !asked.contains(char::is_alphabetic) {
        return None;
    }
    let labels: Vec<_> = catalogue
        .phenomena()
        .iter()
        .map(|found| found.label.as_str())
        .collect();
    let found = read_choice(asked, &labels)?;
    Some(catalogue.phenomena().get(found)?.slug.clone()).filter(|slug| slug != UNKNOWN)
}
