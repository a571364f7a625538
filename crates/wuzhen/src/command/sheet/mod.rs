//! What the commands for judging read and how they answer: text of a spreadsheet or of a typist, a result
//! as JSON or as a page to read, and troubles that say where they are and what to do.

mod answer;
mod decimal;
mod page;
mod scores;
mod text;
mod trouble;

pub use self::{
    answer::{Answer, Failure, answer},
    decimal::{exact_text, fraction_json, nearest},
    page::{Align, Page, decimals, optional},
    scores::ScoreSheet,
    text::{Source, delimiter, must_close},
    trouble::{Trouble, Troubles},
};
