//! One integration binary: conversations on the rehearsal, the store on both databases, and a real Synapse.
#![recursion_limit = "256"]

mod bot;
mod conversations;
mod store;
mod synapse;
