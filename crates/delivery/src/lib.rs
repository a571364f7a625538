//! Takes the rows of the outbox to the world. Today by mail: over SMTP, or into a folder of `.eml`
//! files where there is no mail server.
//!
//! It decides nothing: who is told what was settled by the transaction that wrote the row. It must not
//! know HTTP or a rule of the competition, and it logs neither addresses nor codes.

mod courier;
mod deliver;
mod instant;
mod letter;
mod mailer;
pub mod worker;

pub use self::{
    courier::DeliveryError,
    deliver::{Tally, deliver_due},
    letter::Letter,
    mailer::{MailConfig, MailConfigError, Mailer},
};
