//! What the outside world may rely on: one program of tests, one module a promise.

#![allow(unreachable_pub, missing_docs, reason = "nobody outside uses the tests")]
#![allow(
    clippy::expect_used,
    clippy::panic,
    clippy::print_stderr,
    clippy::disallowed_methods,
    clippy::too_many_lines,
    reason = "a test may stop"
)]

mod shared;
mod table;

mod broken_inputs;
mod checks;
mod coding;
mod command;
mod counts;
mod looked_up;
mod declared;
mod determinism;
mod foreign;
mod formats;
mod evaluated;
mod formulas;
mod golden;
mod growth;
mod layouts;
mod inputs;
mod isolation;
mod kwic;
mod lexicons;
mod licences;
mod marks;
mod matched;
mod numbers;
mod offsets;
mod overview;
mod page;
mod measured;
mod planted;
mod profiles;
mod phrases;
mod properties;
mod quanteda;
mod report;
mod sample;
mod seeds;
mod sources;
mod store;
mod transcripts;
mod turns;
mod typography;
mod voices;
mod whole;
mod wide;
mod workbook;
