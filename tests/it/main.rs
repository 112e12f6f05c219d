//! One integration binary: conversations on the rehearsal, the store on both databases, and a real Synapse.
#![recursion_limit = "256"]

mod apply;
mod bot;
mod cli;
mod conversations;
mod crash;
mod delivery;
mod docs;
mod doorstep;
mod errands;
mod faults;
mod imports;
mod limits;
mod migrations;
mod privacy;
mod readme;
mod rooms;
mod store;
mod synapse;
mod trust;
