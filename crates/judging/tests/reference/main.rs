//! Compares with what established implementations give on measured data, which lies in the folder that
//! `WUZHEN_REFERENCE_DATA` names. Without it these tests say so and pass.

mod both_random;
mod data;
mod severity;
