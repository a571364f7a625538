//! A message in words: subject, text and HTML, each in both languages, the reader's first.
//!
//! The words are in `templates/`, one folder per kind of message. What people typed (names, titles)
//! is made one plain line before it gets there, and escaped in HTML.

use domain::{message::Message, text::Bilingual, text::Language, time::Timestamp};
use minijinja::{Environment, UndefinedBehavior, Value, context};

use crate::instant::{Grain, HOME, in_words};

/// Longer names are cut: a mail names a thing, it does not repeat it.
const LONGEST_LINE: usize = 120;
/// Between the two languages of the text part.
const RULE: &str = "----------------------------------------";

/// What a reader gets.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Letter {
    /// One line.
    pub subject: String,
    /// Complete without the HTML.
    pub text: String,
    /// The same words, with a link to press.
    pub html: String,
}

/// The templates, and where their links lead.
pub(crate) struct Writer {
    templates: Environment<'static>,
    public_url: String,
}

macro_rules! folders {
    ($($kind:literal),+) => {
        [$(
            (concat!($kind, "/subject.txt"), include_str!(concat!("../templates/", $kind, "/subject.txt"))),
            (concat!($kind, "/zh.txt"), include_str!(concat!("../templates/", $kind, "/zh.txt"))),
            (concat!($kind, "/en.txt"), include_str!(concat!("../templates/", $kind, "/en.txt"))),
            (concat!($kind, "/zh.html"), include_str!(concat!("../templates/", $kind, "/zh.html"))),
            (concat!($kind, "/en.html"), include_str!(concat!("../templates/", $kind, "/en.html"))),
        )+]
    };
}

impl Writer {
    pub(crate) fn new(public_url: &str) -> Result<Self, minijinja::Error> {
        let mut templates = Environment::new();
        // A value that a template misspells is an error and not an empty place in a mail.
        templates.set_undefined_behavior(UndefinedBehavior::Strict);
        templates.add_filter("quoted", quoted);
        for (name, source) in folders!(
            "sign_in",
            "entry_received",
            "entry_begun",
            "supplement_requested",
            "supplement_received",
            "deadline_moved",
            "judge_invited",
            "heat_opened",
            "confidence_waits",
            "confidence_link",
            "approval_waits",
            "publication_proposed"
        ) {
            templates.add_template(name, source)?;
        }
        templates.add_template("layout.html", include_str!("../templates/layout.html"))?;
        Ok(Self {
            templates,
            public_url: public_url.trim_end_matches('/').to_owned(),
        })
    }

    /// Writes a letter for a reader of this language.
    pub(crate) fn write(
        &self,
        message: &Message,
        language: Language,
    ) -> Result<Letter, minijinja::Error> {
        let second = match language {
            Language::Zh => Language::En,
            Language::En => Language::Zh,
        };
        let subject = self.part(message, language, "subject.txt")?;
        let text = format!(
            "{}\n\n{RULE}\n\n{}\n",
            self.part(message, language, &format!("{}.txt", language.code()))?,
            self.part(message, second, &format!("{}.txt", second.code()))?,
        );
        let section = |language: Language| {
            let body = self.part(message, language, &format!("{}.html", language.code()))?;
            let lang = match language {
                Language::Zh => "zh-Hans",
                Language::En => "en",
            };
            Ok::<_, minijinja::Error>(context! { lang, body => Value::from_safe_string(body) })
        };
        let sections = [section(language)?, section(second)?];
        let html = self
            .templates
            .get_template("layout.html")?
            .render(context! { subject => subject.as_str(), sections })?;
        Ok(Letter {
            subject,
            text,
            html,
        })
    }

    fn part(
        &self,
        message: &Message,
        language: Language,
        file: &str,
    ) -> Result<String, minijinja::Error> {
        let template = self
            .templates
            .get_template(&format!("{}/{file}", message.kind()))?;
        Ok(template
            .render(self.facts(message, language))?
            .trim()
            .to_owned())
    }

    /// What the templates of a message can name.
    fn facts(&self, message: &Message, language: Language) -> Value {
        let zh_first = language == Language::Zh;
        let name = |text: &Bilingual| one_line(text.or_other(language));
        let when = |at: Timestamp, zone: &str| in_words(at, zone, language, Grain::Minutes);
        match message {
            Message::SignIn {
                code,
                token,
                expires_at,
            } => context! {
                zh_first,
                site => self.site(),
                code => one_line(code),
                expires => when(*expires_at, HOME),
                url => self.url(&format!("/app/sign-in#token={}", encoded(token))),
            },
            Message::JudgeInvited {
                edition,
                token,
                expires_at,
                zone,
            } => context! {
                zh_first,
                edition => name(edition),
                expires => when(*expires_at, zone),
                url => self.url(&format!("/app/sign-in#token={}", encoded(token))),
            },
            Message::HeatOpened {
                edition,
                heat,
                assigned,
                votes,
                closes_at,
                zone,
            } => context! {
                zh_first,
                edition => name(edition),
                heat => name(heat),
                assigned,
                votes,
                closes => when(*closes_at, zone),
                url => self.url("/app/judge"),
            },
            Message::ConfidenceWaits { edition } => context! {
                zh_first,
                edition => name(edition),
                url => self.url("/app/team"),
            },
            Message::ConfidenceLink {
                edition,
                token,
                expires_at,
                zone,
            } => context! {
                zh_first,
                edition => name(edition),
                expires => when(*expires_at, zone),
                url => self.url(&format!("/app/confidential#token={}", encoded(token))),
            },
            Message::ApprovalWaits { .. } | Message::PublicationProposed { .. } => {
                self.facts_of_lists(message, language)
            }
            Message::EntryReceived { .. }
            | Message::EntryBegun { .. }
            | Message::DeadlineMoved { .. } => self.facts_for_teams(message, language),
            Message::SupplementRequested { .. } | Message::SupplementReceived { .. } => {
                self.facts_of_supplements(message, language)
            }
        }
    }

    /// The same, of what those are told who approve or sign a list.
    fn facts_of_lists(&self, message: &Message, language: Language) -> Value {
        let zh_first = language == Language::Zh;
        let name = |text: &Bilingual| one_line(text.or_other(language));
        match message {
            Message::ApprovalWaits {
                edition,
                slug,
                step,
            } => context! {
                zh_first,
                edition => name(edition),
                step => name(step),
                url => self.url(&format!("/app/editions/{}/approval", encoded(slug))),
            },
            Message::PublicationProposed {
                edition,
                slug,
                publish_at,
                zone,
            } => context! {
                zh_first,
                edition => name(edition),
                publish => in_words(*publish_at, zone, language, Grain::Minutes),
                url => self.url(&format!("/app/editions/{}/publication", encoded(slug))),
            },
            _ => Value::UNDEFINED,
        }
    }

    /// The same, of what teams are told.
    fn facts_for_teams(&self, message: &Message, language: Language) -> Value {
        let zh_first = language == Language::Zh;
        let name = |text: &Bilingual| one_line(text.or_other(language));
        let exactly = |at: Timestamp, zone: &str| in_words(at, zone, language, Grain::Seconds);
        match message {
            Message::EntryReceived {
                edition,
                number,
                title,
                version,
                fingerprint,
                arrived_at,
                recorded_at,
                deadline,
                zone,
            } => context! {
                zh_first,
                edition => name(edition),
                number => one_line(number),
                title => name(title),
                version,
                fingerprint => one_line(fingerprint),
                arrived => exactly(*arrived_at, zone),
                recorded => exactly(*recorded_at, zone),
                deadline => exactly(*deadline, zone),
                in_grace => arrived_at > deadline,
                url => self.url(&format!("/app/team/entries/{}", encoded(number))),
            },
            Message::EntryBegun {
                edition,
                contest,
                number,
                deadline,
                zone,
            } => context! {
                zh_first,
                edition => name(edition),
                contest => name(contest),
                number => one_line(number),
                deadline => exactly(*deadline, zone),
                url => self.url(&format!("/app/team/entries/{}", encoded(number))),
            },
            Message::DeadlineMoved {
                edition,
                before,
                deadline,
                zone,
            } => context! {
                zh_first,
                edition => name(edition),
                before => exactly(*before, zone),
                deadline => exactly(*deadline, zone),
                url => self.url("/app/team"),
            },
            Message::SignIn { .. }
            | Message::SupplementRequested { .. }
            | Message::SupplementReceived { .. }
            | Message::JudgeInvited { .. }
            | Message::HeatOpened { .. }
            | Message::ConfidenceWaits { .. }
            | Message::ConfidenceLink { .. }
            | Message::ApprovalWaits { .. }
            | Message::PublicationProposed { .. } => Value::UNDEFINED,
        }
    }

    /// The same, of what shortlisted teams are told.
    fn facts_of_supplements(&self, message: &Message, language: Language) -> Value {
        let zh_first = language == Language::Zh;
        let name = |text: &Bilingual| one_line(text.or_other(language));
        let exactly = |at: Timestamp, zone: &str| in_words(at, zone, language, Grain::Seconds);
        match message {
            Message::SupplementRequested {
                edition,
                number,
                title,
                remark,
                due_at,
                zone,
            } => context! {
                zh_first,
                edition => name(edition),
                number => one_line(number),
                title => name(title),
                remark => paragraph(remark.or_other(language)),
                due => exactly(*due_at, zone),
                url => self.url(&format!("/app/team/entries/{}", encoded(number))),
            },
            Message::SupplementReceived {
                edition,
                number,
                title,
                version,
                fingerprint,
                arrived_at,
                recorded_at,
                due_at,
                zone,
            } => context! {
                zh_first,
                edition => name(edition),
                number => one_line(number),
                title => name(title),
                version,
                fingerprint => one_line(fingerprint),
                arrived => exactly(*arrived_at, zone),
                recorded => exactly(*recorded_at, zone),
                due => exactly(*due_at, zone),
                url => self.url(&format!("/app/team/entries/{}", encoded(number))),
            },
            _ => Value::UNDEFINED,
        }
    }

    fn url(&self, path: &str) -> String {
        format!("{}{path}", self.public_url)
    }

    /// The address without its scheme, as people know it.
    fn site(&self) -> &str {
        self.public_url
            .split_once("://")
            .map_or(self.public_url.as_str(), |(_, site)| site)
    }
}

/// What staff wrote to a team, as one plain line however long: it is the point of the mail.
fn paragraph(text: &str) -> String {
    plain(text).split_whitespace().collect::<Vec<_>>().join(" ")
}

/// Without controls, and without the marks that turn the direction of writing round.
fn plain(text: &str) -> String {
    text.chars()
        .filter(|c| !turns_direction(*c))
        .map(|c| if c.is_control() { ' ' } else { c })
        .collect()
}

/// A name in quotation marks; those that it has itself become inner ones, as both languages want it.
fn quoted(name: &str) -> String {
    let inner = name.replace('“', "‘").replace('”', "’");
    format!("“{inner}”")
}

/// What people typed, as one plain line: no line breaks or other controls, which could pass for a
/// header or a paragraph of ours, and none of the marks that turn the direction of writing round.
fn one_line(text: &str) -> String {
    let line = paragraph(text);
    match line.char_indices().nth(LONGEST_LINE) {
        Some((end, _)) => format!("{}…", line[..end].trim_end()),
        None => line,
    }
}

const fn turns_direction(c: char) -> bool {
    matches!(c, '\u{200E}' | '\u{200F}' | '\u{202A}'..='\u{202E}' | '\u{2066}'..='\u{2069}')
}

/// A segment of an address.
fn encoded(segment: &str) -> String {
    segment
        .bytes()
        .map(|byte| {
            if byte.is_ascii_alphanumeric() || b"-._~".contains(&byte) {
                char::from(byte).to_string()
            } else {
                format!("%{byte:02X}")
            }
        })
        .collect()
}

#[cfg(test)]
mod tests;
