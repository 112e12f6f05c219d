//! Signals: an ambassadeur reports a trick, the signal room follows and answers, the answer travels back.

mod card;
mod confirm;
mod draft;
mod follow;
mod handling;
mod private;
mod report;
mod several;

pub use follow::FEATURE as FOLLOWING;
pub use handling::FEATURE as HANDLING;
pub use report::FEATURE as REPORTING;
