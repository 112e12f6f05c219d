//! One integration binary: conversations on the rehearsal, the store on both databases, and a real Synapse.
#![recursion_limit = "256"]

mod apply;
mod bot;
mod conversations;
mod docs;
mod imports;
mod migrations;
mod store;
mod synapse;
