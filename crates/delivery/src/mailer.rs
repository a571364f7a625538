//! Makes a mail of a letter and hands it to the courier.

use std::{
    io,
    path::PathBuf,
    time::{Duration, UNIX_EPOCH},
};

use domain::{fingerprint::Fingerprint, message::Message, time::Timestamp};
use lettre::{
    Address, Message as Mail,
    message::{
        Body, Mailbox, MultiPart, SinglePart,
        header::{ContentTransferEncoding, Header, HeaderName, HeaderValue},
    },
    transport::smtp,
};
use persistence::outbox::Outgoing;
use thiserror::Error;

use crate::{
    courier::{Courier, DeliveryError},
    letter::{Letter, Writer},
};

/// Where mails go and come from.
#[derive(Clone)]
pub struct MailConfig {
    /// `smtp://user:secret@host:587` (STARTTLS) or `smtps://user:secret@host` (TLS from the start);
    /// without it mails are written into the folder.
    pub smtp_url: Option<String>,
    /// Where `.eml` files are written.
    pub folder: PathBuf,
    /// The sender, such as `Wuzhen <no-reply@example.org>`.
    pub from: String,
    /// The address people type, which links begin with.
    pub public_url: String,
}

/// Why mails cannot be sent with a configuration. None of them quotes the URL, which holds a password.
#[derive(Debug, Error)]
pub enum MailConfigError {
    /// The sender is not a mail address.
    #[error("the sender is not a mail address")]
    From,
    /// The URL of the mail server is not one.
    #[error("the URL of the mail server cannot be used")]
    SmtpUrl(#[source] smtp::Error),
    /// The folder cannot be made.
    #[error("the mail folder cannot be made")]
    Folder(#[source] io::Error),
    /// A template is broken.
    #[error("a template is broken")]
    Template(#[from] minijinja::Error),
}

/// Sends messages as mails.
pub struct Mailer {
    courier: Courier,
    from: Mailbox,
    writer: Writer,
}

impl Mailer {
    /// Gets everything ready; does not talk to the mail server yet.
    ///
    /// # Errors
    /// See [`MailConfigError`].
    pub fn from_config(config: MailConfig) -> Result<Self, MailConfigError> {
        let courier = match &config.smtp_url {
            Some(url) => Courier::smtp(url).map_err(MailConfigError::SmtpUrl)?,
            None => Courier::folder(&config.folder).map_err(MailConfigError::Folder)?,
        };
        Ok(Self {
            courier,
            from: config.from.parse().map_err(|_| MailConfigError::From)?,
            writer: Writer::new(&config.public_url)?,
        })
    }

    /// Sends one message.
    ///
    /// # Errors
    /// See [`DeliveryError`].
    pub async fn send(&self, outgoing: &Outgoing, now: Timestamp) -> Result<(), DeliveryError> {
        if let Message::SignIn { expires_at, .. } = &outgoing.message
            && *expires_at <= now
        {
            return Err(DeliveryError::Expired);
        }
        let letter = self.writer.write(&outgoing.message, outgoing.language)?;
        self.courier.send(self.mail(outgoing, letter, now)?).await
    }

    fn mail(
        &self,
        outgoing: &Outgoing,
        letter: Letter,
        now: Timestamp,
    ) -> Result<Mail, DeliveryError> {
        let to: Address = outgoing
            .recipient
            .parse()
            .map_err(|_| DeliveryError::Address)?;
        let sent_at = UNIX_EPOCH + Duration::from_millis(now.0.unsigned_abs());
        // The same on every attempt: a mail that left twice is shown once. Hashed, because keys that
        // tell the order of things stay inside.
        let id = Fingerprint::of_bytes(outgoing.id.to_string().as_bytes());
        let id = format!("<{}@{}>", id.hex(), self.from.email.domain());
        Mail::builder()
            .from(self.from.clone())
            .to(Mailbox::new(None, to))
            .subject(letter.subject)
            .date(sent_at)
            .message_id(Some(id))
            .header(AutoSubmitted)
            .multipart(
                MultiPart::alternative()
                    .singlepart(SinglePart::plain(self.body(letter.text)))
                    .singlepart(SinglePart::html(self.body(letter.html))),
            )
            .map_err(|_| DeliveryError::Malformed)
    }

    /// A file is for people to read, so it keeps its letters; servers get what every server takes.
    fn body(&self, text: String) -> Body {
        match self.courier {
            Courier::Folder(_) => {
                let bytes = text.replace('\n', "\r\n").into_bytes();
                Body::dangerous_pre_encoded(bytes, ContentTransferEncoding::EightBit)
            }
            Courier::Smtp(_) => Body::new(text),
        }
    }
}

/// Keeps holiday replies away (RFC 3834).
#[derive(Clone)]
struct AutoSubmitted;

impl Header for AutoSubmitted {
    fn name() -> HeaderName {
        HeaderName::new_from_ascii_str("Auto-Submitted")
    }

    fn parse(_: &str) -> Result<Self, Box<dyn std::error::Error + Send + Sync>> {
        Ok(Self)
    }

    fn display(&self) -> HeaderValue {
        HeaderValue::new(Self::name(), "auto-generated".to_owned())
    }
}
