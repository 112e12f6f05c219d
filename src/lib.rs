//! wijkbode: a Matrix chatbot for digitaal ambassadeurs in the wijk.
//!
//! Reading order: [`chat`] and [`domain`] are the words, [`language`] and [`catalogue`] what people mean by them,
//! [`store`] what is kept, [`engine`] how one event is handled, [`features`] what the bot can do, [`report`] what figures
//! look like.

pub mod bot;
pub mod catalogue;
pub mod chat;
pub mod cli;
pub mod clock;
pub mod config;
pub mod docs;
pub mod domain;
pub mod engine;
pub mod features;
pub mod language;
pub mod mailbox;
pub mod ops;
pub mod programme;
pub mod rehearsal;
pub mod report;
pub mod schedule;
pub mod sentences;
pub mod store;
pub mod understand;
