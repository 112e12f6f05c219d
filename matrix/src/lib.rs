//! The Matrix side of wijkbode.
#![recursion_limit = "256"]

pub mod mail;
