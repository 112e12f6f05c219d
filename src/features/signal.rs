//! Signals: an ambassadeur reports a trick, the signal room follows and answers, the answer travels back.

mod answer;
mod ask;
mod bell;
mod confirm;
mod course;
mod draft;
mod follow;
mod handling;
mod private;
mod report;
mod same;
mod several;
mod sighting;
mod subscription;

pub use answer::FEATURE as ANSWERING;
pub use ask::FEATURE as ASKING;
pub use course::FEATURE as COURSE;
pub use follow::FEATURE as FOLLOWING;
pub use handling::FEATURE as HANDLING;
pub use report::FEATURE as REPORTING;
pub use same::FEATURE as CARE;
pub use sighting::FEATURE as SIGHTING;
pub use subscription::FEATURE as SUBSCRIPTION;
