use super::*;

const ARRIVED: &str = "2026-08-31T11:58:03.250Z";

fn at(text: &str) -> Timestamp {
    Timestamp::parse(text).unwrap()
}

fn edition() -> Bilingual {
    Bilingual::new("直通乌镇 2026", "Straight to Wuzhen 2026")
}

fn zone() -> String {
    "Asia/Shanghai".to_owned()
}

fn sign_in() -> Message {
    Message::SignIn {
        code: "123456".into(),
        token: "Zx9_-Zx9_-Zx9_-Zx9_-Zx9_-Zx9_-Zx9_-Zx9_-Zx9".into(),
        expires_at: at("2026-08-31T12:15:00Z"),
    }
}

fn entry_received(title: Bilingual, arrived_at: Timestamp) -> Message {
    Message::EntryReceived {
        edition: edition(),
        number: "W26-04173".into(),
        title,
        version: 2,
        fingerprint: format!("sha256:{}", "0a".repeat(32)),
        arrived_at,
        recorded_at: arrived_at.plus_millis(1_500),
        deadline: at("2026-08-31T12:00:00Z"),
        zone: zone(),
    }
}

fn receipt() -> Message {
    entry_received(
        Bilingual::new("运河低空", "Canal Low-altitude"),
        at(ARRIVED),
    )
}

fn entry_begun() -> Message {
    Message::EntryBegun {
        edition: edition(),
        contest: Bilingual::new("创新创业赛", "Start-ups"),
        number: "W26-04173".into(),
        deadline: at("2026-08-31T12:00:00Z"),
        zone: zone(),
    }
}

fn deadline_moved() -> Message {
    Message::DeadlineMoved {
        edition: edition(),
        before: at("2026-08-31T12:00:00Z"),
        deadline: at("2026-09-15T12:00:00Z"),
        zone: zone(),
    }
}

fn judge_invited() -> Message {
    Message::JudgeInvited {
        edition: edition(),
        token: "Zx9_-Zx9_-Zx9_-Zx9_-Zx9_-Zx9_-Zx9_-Zx9_-Zx9".into(),
        expires_at: at("2026-10-04T10:00:00Z"),
        zone: zone(),
    }
}

fn confidence_waits() -> Message {
    Message::ConfidenceWaits { edition: edition() }
}

fn confidence_link() -> Message {
    Message::ConfidenceLink {
        edition: edition(),
        token: "Zx9_-Zx9_-Zx9_-Zx9_-Zx9_-Zx9_-Zx9_-Zx9_-Zx9".into(),
        expires_at: at("2026-10-04T10:00:00Z"),
        zone: zone(),
    }
}

fn heat_opened(assigned: u32) -> Message {
    Message::HeatOpened {
        edition: edition(),
        heat: Bilingual::new("总决赛", "Final"),
        assigned,
        votes: false,
        closes_at: at("2026-10-20T10:00:00Z"),
        zone: zone(),
    }
}

fn vote_opened() -> Message {
    match heat_opened(300) {
        Message::HeatOpened {
            edition,
            heat,
            assigned,
            closes_at,
            zone,
            ..
        } => Message::HeatOpened {
            edition,
            heat,
            assigned,
            votes: true,
            closes_at,
            zone,
        },
        other => other,
    }
}

#[test]
fn quotation_marks_of_a_name_become_inner_ones() {
    assert_eq!(
        super::quoted("“直通乌镇”全球互联网大赛"),
        "“‘直通乌镇’全球互联网大赛”"
    );
    assert_eq!(super::quoted("运河"), "“运河”");
}

#[test]
fn who_is_to_vote_is_not_asked_for_score_sheets() {
    let letter = letter(&vote_opened(), Language::En);
    assert!(letter.text.contains("before the committee votes"));
    assert!(letter.text.contains("委员会投票前"));
    assert!(!letter.text.contains("score") && !letter.text.contains("评分"));
}

fn approval_waits() -> Message {
    Message::ApprovalWaits {
        edition: edition(),
        slug: "wuzhen-2026".into(),
        step: Bilingual::new(
            "评审委员会主任确认",
            "Confirmed by the chair of the committee",
        ),
    }
}

fn publication_proposed() -> Message {
    Message::PublicationProposed {
        edition: edition(),
        slug: "wuzhen-2026".into(),
        publish_at: at("2026-11-08T16:30:00Z"),
        zone: zone(),
    }
}

fn supplement_requested() -> Message {
    Message::SupplementRequested {
        edition: edition(),
        number: "W26-04173".into(),
        title: Bilingual::new("运河低空", "Canal Low-altitude"),
        remark: Bilingual::new("请提交三分钟短片。", "Please send a film of three minutes."),
        due_at: at("2026-09-15T12:00:00Z"),
        zone: zone(),
    }
}

fn supplement_received() -> Message {
    Message::SupplementReceived {
        edition: edition(),
        number: "W26-04173".into(),
        title: Bilingual::new("运河低空", "Canal Low-altitude"),
        version: 3,
        fingerprint: format!("sha256:{}", "0a".repeat(32)),
        arrived_at: at("2026-09-14T12:00:00Z"),
        recorded_at: at("2026-09-14T12:00:01Z"),
        due_at: at("2026-09-15T12:00:00Z"),
        zone: zone(),
    }
}

#[test]
fn a_team_that_is_asked_for_more_reads_until_when_and_what_to_mind() {
    let letter = letter(&supplement_requested(), Language::En);
    assert!(letter.text.contains("Please send a film of three minutes."));
    assert!(letter.text.contains("请提交三分钟短片。"));
    assert!(letter.text.contains("/app/team/entries/W26-04173"));
}

fn every_kind() -> [Message; 12] {
    [
        sign_in(),
        receipt(),
        entry_begun(),
        supplement_requested(),
        supplement_received(),
        deadline_moved(),
        judge_invited(),
        confidence_waits(),
        confidence_link(),
        heat_opened(24),
        approval_waits(),
        publication_proposed(),
    ]
}

fn letter(message: &Message, language: Language) -> Letter {
    let writer = Writer::new("https://wuzhen.example.org/").unwrap();
    writer.write(message, language).unwrap()
}

#[test]
fn every_message_reads_well_in_both_languages() {
    for message in every_kind() {
        for language in Language::ALL {
            let letter = letter(&message, language);
            let whole = format!("Subject: {}\n\n{}", letter.subject, letter.text);
            insta::assert_snapshot!(format!("{}_{}", message.kind(), language.code()), whole);
        }
    }
}

#[test]
fn the_html_is_small_and_has_one_link_per_language() {
    insta::assert_snapshot!(letter(&sign_in(), Language::En).html);
    for message in every_kind() {
        let html = letter(&message, Language::Zh).html;
        assert_eq!(html.matches("<a href=").count(), 2, "{html}");
        assert_eq!(html.matches("<img").count(), 0, "{html}");
    }
}

/// Each word is written twice, for the text and for the HTML; this keeps them from drifting apart.
#[test]
fn text_and_html_say_the_same_words() {
    let late = entry_received(Bilingual::new("甲", "A"), at("2026-08-31T12:10:00Z"));
    let messages = every_kind()
        .into_iter()
        .chain([late, heat_opened(1), vote_opened()]);
    for message in messages {
        for language in Language::ALL {
            let letter = letter(&message, language);
            let body = letter.html.split_once("<body").unwrap().1;
            let text = letter.text.replace(RULE, "");
            assert_eq!(words(&without_tags(&format!("<body{body}"))), words(&text));
        }
    }
}

fn without_tags(html: &str) -> String {
    let mut text = String::new();
    for piece in html.split('<').skip(1) {
        text += piece.split_once('>').unwrap().1;
    }
    text.replace("&#x2f;", "/")
        .replace("&#x27;", "'")
        .replace("&quot;", "\"")
        .replace("&lt;", "<")
        .replace("&gt;", ">")
        .replace("&amp;", "&")
}

fn words(text: &str) -> String {
    text.chars().filter(|c| !c.is_whitespace()).collect()
}

#[test]
fn an_entry_that_came_in_the_grace_is_told_so_and_not_invited_to_change() {
    let late = entry_received(Bilingual::new("甲", "A"), at("2026-08-31T12:10:00Z"));
    let text = letter(&late, Language::En).text;
    assert!(text.contains("within the grace period") && text.contains("在宽限期内完成"));
    assert!(!text.contains("submit it again") && !text.contains("再次提交"));
}

#[test]
fn a_name_in_one_language_stands_in_for_the_other() {
    let message = entry_received(Bilingual::new("运河", ""), at(ARRIVED));
    let text = letter(&message, Language::En).text;
    assert!(text.contains("your entry “运河” (W26-04173)"), "{text}");
}

#[test]
fn what_people_type_is_one_plain_line_and_never_markup() {
    let nasty = "A\r\nBcc: all@example.org\u{2028}\u{202E}gnp\0 <a href='//evil.example'>win</a> & {{ url }}";
    let message = entry_received(Bilingual::new(nasty, nasty), at(ARRIVED));
    let letter = letter(&message, Language::En);
    let line = "“A Bcc: all@example.org gnp <a href='//evil.example'>win</a> & {{ url }}”";
    assert!(letter.text.contains(line), "{}", letter.text);
    assert_eq!(letter.html.matches("<a ").count(), 2);
    assert!(letter.html.contains("&lt;a href=&#x27;"), "{}", letter.html);
}

#[test]
fn a_subject_is_one_line_whatever_the_edition_is_called() {
    let message = Message::PublicationProposed {
        edition: Bilingual::new("届\r\nBcc: x@example.org", "x".repeat(300)),
        slug: "a/../b?c#d".into(),
        publish_at: at(ARRIVED),
        zone: zone(),
    };
    let chinese = letter(&message, Language::Zh);
    assert_eq!(
        chinese.subject,
        "[届 Bcc: x@example.org] 获奖名单待您确认 · Award list awaits your confirmation"
    );
    assert!(
        chinese
            .text
            .contains("/app/editions/a%2F..%2Fb%3Fc%23d/publication\n")
    );
    let english = letter(&message, Language::En);
    assert!(
        english
            .subject
            .starts_with(&format!("[{}…]", "x".repeat(120)))
    );
}
