//! The way out: an SMTP server or a folder, both behind the transport trait of the mail library.

use std::{error::Error, io, path::Path, time::Duration};

use lettre::{
    AsyncFileTransport, AsyncSmtpTransport, AsyncTransport, Message, Tokio1Executor,
    transport::{file, smtp},
};
use thiserror::Error as ThisError;

/// How long a mail server may take for one mail.
pub(crate) const SEND_TIMEOUT: Duration = Duration::from_secs(10);

/// Who carries mails.
pub(crate) enum Courier {
    Smtp(AsyncSmtpTransport<Tokio1Executor>),
    Folder(AsyncFileTransport<Tokio1Executor>),
}

/// Why a mail did not leave. It is stored and logged, so it never quotes the mail server: servers like
/// to repeat the address.
#[derive(Debug, ThisError)]
pub enum DeliveryError {
    /// The recipient is not an address that mail can be sent to.
    #[error("the address is not one that mail can be sent to")]
    Address,
    /// The sign-in code would arrive dead.
    #[error("the code ended before it could be sent")]
    Expired,
    /// The template does not fit the message.
    #[error("the letter could not be written: {0}")]
    Letter(#[from] minijinja::Error),
    /// The parts do not make a mail.
    #[error("the mail could not be put together")]
    Malformed,
    /// The server answered no, with this reply code.
    #[error("the mail server refused with {0}")]
    Refused(String),
    /// The server could not be reached, or hung up.
    #[error("the mail server could not be reached: {0}")]
    Unreachable(String),
    /// The folder could not be written.
    #[error("the mail folder could not be written: {0}")]
    Folder(String),
}

impl Courier {
    /// By SMTP, to a server such as `smtp://user:secret@host:587` or `smtps://user:secret@host`.
    pub(crate) fn smtp(url: &str) -> Result<Self, smtp::Error> {
        let transport = AsyncSmtpTransport::<Tokio1Executor>::from_url(&with_encryption(url))?
            .timeout(Some(SEND_TIMEOUT))
            .build();
        Ok(Self::Smtp(transport))
    }

    /// Into a folder, which is made when it is not there.
    pub(crate) fn folder(path: &Path) -> io::Result<Self> {
        std::fs::create_dir_all(path)?;
        Ok(Self::Folder(AsyncFileTransport::new(path)))
    }

    pub(crate) async fn send(&self, mail: Message) -> Result<(), DeliveryError> {
        let sending = async {
            match self {
                Self::Smtp(transport) => transport.send(mail).await.map(drop).map_err(of_smtp),
                Self::Folder(transport) => transport.send(mail).await.map(drop).map_err(of_folder),
            }
        };
        tokio::time::timeout(SEND_TIMEOUT, sending)
            .await
            .unwrap_or_else(|_| Err(DeliveryError::Unreachable("timed out".to_owned())))
    }
}

/// The mail library takes `smtp://` for plain text. A password must not travel so: with one, STARTTLS
/// is required; without one (a relay on the same machine) it is used when offered. `?tls=` overrules.
fn with_encryption(url: &str) -> String {
    let authority = url.split(['/', '?']).nth(2).unwrap_or_default();
    if !url.starts_with("smtp://") || url.contains("tls=") {
        return url.to_owned();
    }
    let tls = if authority.contains('@') {
        "required"
    } else {
        "opportunistic"
    };
    let joint = if url.contains('?') { '&' } else { '?' };
    format!("{url}{joint}tls={tls}")
}

fn of_smtp(error: smtp::Error) -> DeliveryError {
    if let Some(code) = error.status() {
        return DeliveryError::Refused(code.to_string());
    }
    let reason = match io_kind(&error) {
        Some(kind) => kind.to_string(),
        None if error.is_tls() => "encryption failed".to_owned(),
        None if error.is_response() => "its reply makes no sense".to_owned(),
        None => "connection failed".to_owned(),
    };
    DeliveryError::Unreachable(reason)
}

fn of_folder(error: file::Error) -> DeliveryError {
    let reason = io_kind(&error).map_or("failed".to_owned(), |kind| kind.to_string());
    DeliveryError::Folder(reason)
}

fn io_kind(error: &(dyn Error + 'static)) -> Option<io::ErrorKind> {
    let mut cause = Some(error);
    while let Some(error) = cause {
        if let Some(io) = error.downcast_ref::<io::Error>() {
            return Some(io.kind());
        }
        cause = error.source();
    }
    None
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_password_never_travels_in_plain_text() {
        let cases = [
            (
                "smtp://user:secret@mail.example.org:587",
                "smtp://user:secret@mail.example.org:587?tls=required",
            ),
            (
                "smtp://localhost:25/here.example.org",
                "smtp://localhost:25/here.example.org?tls=opportunistic",
            ),
            (
                "smtp://a:b@c?tls=opportunistic",
                "smtp://a:b@c?tls=opportunistic",
            ),
            ("smtps://a:b@c", "smtps://a:b@c"),
        ];
        for (given, used) in cases {
            assert_eq!(with_encryption(given), used);
            assert!(
                AsyncSmtpTransport::<Tokio1Executor>::from_url(used).is_ok(),
                "{used}"
            );
        }
    }
}
