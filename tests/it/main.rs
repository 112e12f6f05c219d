//! One integration binary: conversations on the rehearsal, the store on both databases, and a real Synapse.
#![recursion_limit = "256"]

mod apply;
mod beginning;
mod bot;
mod cli;
mod conversations;
mod crash;
mod delivery;
mod detection;
mod docs;
mod doorstep;
mod errands;
mod faults;
mod gate;
mod imports;
mod limits;
mod media;
mod migrations;
mod month;
mod nobody_in;
mod ops;
mod permissions;
mod plain_language;
mod pretence;
mod privacy;
mod readme;
mod restore;
mod rooms;
mod secrets;
mod standby;
mod store;
mod synapse;
mod talk;
mod troubles;
mod trust;
mod warnings;
