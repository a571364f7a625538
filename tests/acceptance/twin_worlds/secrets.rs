//! The secrets: how the twin differs, from whom that is hidden, and who sees it.

use acceptance::{EDITION, Facts, Stage, Who, canary};

/// One secret.
pub struct Secret {
    /// What it is.
    pub name: &'static str,
    /// At which stages it is one.
    pub stages: &'static [Stage],
    /// What is different in the twin.
    pub statements: fn(&Facts) -> Vec<String>,
    /// Who must not see a difference.
    pub hidden_from: &'static [Who],
    /// Ends of paths that they do not ask, because the answer tells by right; what stands before a star must be in the
    /// path as well.
    pub but_for: &'static [&'static str],
    /// Who sees one.
    pub known_to: Who,
}

impl Secret {
    /// Whether a path is not asked.
    pub fn leaves_out(&self, path: &str) -> bool {
        self.but_for.iter().any(|pattern| {
            let (within, end) = pattern.split_once('*').unwrap_or(("", pattern));
            path.contains(within) && path.ends_with(end)
        })
    }
}

/// Those who have no business with judging and its outcome before it is public.
const OUTSIDE: [Who; 12] = [
    Who::Anonymous,
    Who::Team,
    Who::OtherTeam,
    Who::Judge,
    Who::OtherJudge,
    Who::Recused,
    Who::Entering,
    Who::Chair,
    Who::Screener,
    Who::Host,
    Who::OtherHost,
    Who::Elsewhere,
];

/// Everybody but the judge.
const OTHERS: [Who; 16] = [
    Who::Anonymous,
    Who::Team,
    Who::OtherTeam,
    Who::OtherJudge,
    Who::Recused,
    Who::Entering,
    Who::Chair,
    Who::Elsewhere,
    Who::Proposer,
    Who::Officer,
    Who::Auditor,
    Who::Screener,
    Who::Host,
    Who::OtherHost,
    Who::Organizer,
    Who::Headquarters,
];

fn all(statements: &[&str]) -> Vec<String> {
    statements.iter().map(|text| (*text).to_owned()).collect()
}

/// Two persons who judge are each other.
pub const JUDGES: Secret = Secret {
    name: "who judges",
    stages: &[Stage::Judging, Stage::Public],
    statements: |_| {
        let name = format!("Mr {}", canary::JUDGE_NAME);
        let (judge, second) = (
            format!("{}@example.org", canary::JUDGE_EMAIL),
            "jud2@example.org",
        );
        let mail = "UPDATE account_identifiers SET value =";
        vec![
            format!(
                "UPDATE persons SET name_en = CASE name_en WHEN 'Ms Second' THEN '{name}' \
                 ELSE 'Ms Second' END, name_zh = CASE name_en WHEN 'Ms Second' THEN '评委{name}' \
                 ELSE '评委Ms Second' END WHERE name_en IN ('{name}', 'Ms Second')"
            ),
            format!("{mail} 'nobody' WHERE value = '{judge}'"),
            format!("{mail} '{judge}' WHERE value = '{second}'"),
            format!("{mail} '{second}' WHERE value = 'nobody'"),
        ]
    },
    hidden_from: &[
        Who::Anonymous,
        Who::Team,
        Who::OtherTeam,
        Who::Recused,
        Who::Entering,
        Who::Elsewhere,
        Who::Proposer,
        Who::Officer,
        Who::Screener,
        Who::OtherHost,
    ],
    but_for: &[],
    known_to: Who::Organizer,
};

/// A mark and the comment of a sheet, handed in or not. Closing the heat tells by right.
pub const SHEET: Secret = Secret {
    name: "a mark and a comment",
    stages: &[Stage::Judging, Stage::Complete],
    statements: |facts| {
        let alias = &facts.aliases[&Who::Judge];
        let comment = "Weak, and longer than before.";
        vec![
            "DROP TRIGGER sheet_versions_never_change".to_owned(),
            format!(
                "UPDATE sheet_versions SET marks = json_set(marks, '$.innovation', 3), \
                 comment = '{comment}' WHERE assignment_id = \
                 (SELECT id FROM assignments WHERE alias = '{alias}')"
            ),
            format!(
                "UPDATE assignments SET draft = json_set(draft, '$.marks.innovation', 3, \
                 '$.comment', '{comment}') WHERE alias = '{alias}'"
            ),
        ]
    },
    hidden_from: &OTHERS,
    but_for: &["/close"],
    known_to: Who::Judge,
};

/// The same behind a standing: the chair and those who watch the heat read every sheet then.
pub const SHEET_OF_STANDING: Secret = Secret {
    name: "a mark and a comment behind a standing",
    stages: &[Stage::Closed],
    hidden_from: &[
        Who::Anonymous,
        Who::Team,
        Who::OtherTeam,
        Who::OtherJudge,
        Who::Recused,
        Who::Entering,
        Who::Proposer,
        Who::Officer,
        Who::Approver,
        Who::Screener,
        Who::OtherHost,
        Who::Elsewhere,
    ],
    ..SHEET
};

/// How far another judge is, and whether one stepped aside.
pub const PROGRESS: Secret = Secret {
    name: "how far others are",
    stages: &[Stage::Judging],
    statements: |facts| {
        let (judge, recused) = (&facts.aliases[&Who::Judge], &facts.aliases[&Who::Recused]);
        let blank = "state = 'not_started', state_reason = NULL, state_at = NULL, scored = 0, \
                     draft = '{\"marks\":{},\"comment\":\"\"}'";
        vec![format!(
            "UPDATE assignments SET {blank} WHERE alias IN ('{judge}', '{recused}')"
        )]
    },
    hidden_from: &[
        Who::Anonymous,
        Who::Team,
        Who::OtherTeam,
        Who::OtherJudge,
        Who::Entering,
        Who::Elsewhere,
        Who::Screener,
        Who::OtherHost,
    ],
    but_for: &[],
    known_to: Who::Chair,
};

/// The standing, which teams and judges learn from the published list at most.
pub const STANDING: Secret = Secret {
    name: "the standing",
    stages: &[Stage::Closed, Stage::Public],
    statements: |_| {
        all(&["UPDATE standings SET document = json_set(document, \
               '$.lines[0].figure', json_extract(document, '$.lines[1].figure'), \
               '$.lines[0].tied', json('true'), '$.lines[1].tied', json('true'))"])
    },
    hidden_from: &[
        Who::Anonymous,
        Who::Team,
        Who::OtherTeam,
        Who::Judge,
        Who::OtherJudge,
        Who::Recused,
        Who::Entering,
        Who::Elsewhere,
        Who::Screener,
        Who::OtherHost,
    ],
    but_for: &[],
    known_to: Who::Officer,
};

/// What another team has written so far.
pub const DRAFT: Secret = Secret {
    name: "another team's draft",
    stages: &[Stage::Drafts],
    statements: |facts| {
        vec![format!(
            "UPDATE entries SET answers = json_set(answers, '$.title.en', 'A longer title', \
             '$.summary.en', 'Something else'), title_en = 'A longer title', revision = 9, \
             updated_at = updated_at + 1 WHERE number = '{}'",
            facts.other_number
        )]
    },
    hidden_from: &[
        Who::Anonymous,
        Who::Team,
        Who::Judge,
        Who::OtherJudge,
        Who::Recused,
        Who::Entering,
        Who::Chair,
        Who::Proposer,
        Who::Officer,
        Who::Host,
        Who::OtherHost,
        Who::Elsewhere,
    ],
    but_for: &[],
    known_to: Who::Organizer,
};

/// Whether there is another entry at all.
pub const WHETHER_A_DRAFT: Secret = Secret {
    name: "whether another team has a draft",
    statements: |facts| {
        let number = &facts.other_number;
        vec![
            format!(
                "DELETE FROM attachments WHERE entry_id = \
                 (SELECT id FROM entries WHERE number = '{number}')"
            ),
            format!("DELETE FROM entries WHERE number = '{number}'"),
        ]
    },
    ..DRAFT
};

/// Which tier an entry was given.
pub const AWARD: Secret = Secret {
    name: "an award",
    stages: &[Stage::Awarded],
    statements: |facts| {
        vec![format!(
            "UPDATE awards SET tier_key = 'second' WHERE entry_id = \
             (SELECT id FROM entries WHERE number = '{}')",
            facts.number
        )]
    },
    hidden_from: &OUTSIDE,
    but_for: &TOLD_BY_RIGHT,
    known_to: Who::Officer,
};

/// What tells of an award by right: what a team is told once it promised to be silent, and a personal link.
const TOLD_BY_RIGHT: [&str; 2] = ["/confidences/*/open", "/confidences/*personal"];

/// Who must not know that anybody is told anything: all of them but the team that is.
const UNTOLD: [Who; 11] = [
    Who::Anonymous,
    Who::OtherTeam,
    Who::Judge,
    Who::OtherJudge,
    Who::Recused,
    Who::Entering,
    Who::Chair,
    Who::Screener,
    Who::Host,
    Who::OtherHost,
    Who::Elsewhere,
];

/// What a team is told: before it promises to be silent, not even the team sees a difference.
pub const CONFIDENCE: Secret = Secret {
    name: "what a team is told under embargo",
    stages: &[Stage::Awarded],
    statements: |_| {
        all(&[
            "UPDATE confidence_tellings SET level = 'exact_tier', awards = '[]', \
               remark = 'Otherwise.' WHERE channel = 'application'",
        ])
    },
    hidden_from: &OUTSIDE,
    but_for: &["/confidences/*/open", "/confidences/*/answer"],
    known_to: Who::Organizer,
};

/// Whether anybody is told anything. Who has the personal link knows by right.
pub const WHETHER_CONFIDED: Secret = Secret {
    name: "whether anybody is told under embargo",
    stages: &[Stage::Awarded, Stage::Confirmed],
    statements: |_| {
        all(&[
            "DELETE FROM confidence_openings",
            "DELETE FROM confidence_tellings",
            "DELETE FROM confidences",
        ])
    },
    hidden_from: &UNTOLD,
    but_for: &["/personal", "/personal/open"],
    known_to: Who::Officer,
};

/// Whether anything was given.
pub const WHETHER_AN_AWARD: Secret = Secret {
    name: "whether there is an award",
    statements: |_| all(&["DELETE FROM awards"]),
    ..AWARD
};

/// What is on a list that is confirmed.
pub const LIST: Secret = Secret {
    name: "a list before its instant",
    stages: &[Stage::Confirmed],
    statements: |_| {
        all(&[
            "UPDATE publications SET list_hash = 'sha256:' || hex(zeroblob(32)), \
               items = json_remove(json_set(items, '$[0].title.en', 'Somebody else'), '$[1]')",
        ])
    },
    hidden_from: &OUTSIDE,
    but_for: &[],
    known_to: Who::Officer,
};

/// What is on a list that is proposed or confirmed, and when it will be public.
pub const LIST_AND_INSTANT: Secret = Secret {
    name: "a list and its instant",
    stages: &[Stage::Proposed, Stage::Confirmed],
    statements: |facts| {
        let later = "UPDATE publications SET publish_at = publish_at + 3600000";
        [(LIST.statements)(facts), all(&[later])].concat()
    },
    ..LIST
};

/// Whether anything is proposed or confirmed.
pub const WHETHER_A_LIST: Secret = Secret {
    name: "whether there is a list",
    statements: |_| all(&["DELETE FROM publications"]),
    ..LIST
};

/// What was struck off a list on its way, and why.
pub const STRIKE: Secret = Secret {
    name: "a strike",
    stages: &[Stage::Signed, Stage::Confirmed],
    statements: |_| {
        all(&[
            "UPDATE awards SET state = 'given', struck_by = NULL, struck_at = NULL, \
             struck_reason = NULL WHERE state = 'struck'",
            "DELETE FROM approval_strikes",
        ])
    },
    hidden_from: &OUTSIDE,
    but_for: &TOLD_BY_RIGHT,
    known_to: Who::Officer,
};

/// Whether a list was put before anybody, and an exception proposed.
pub const WHETHER_REQUESTED: Secret = Secret {
    name: "whether approval is requested",
    stages: &[Stage::Requested],
    statements: |_| all(&["DELETE FROM approvals", "DELETE FROM award_exceptions"]),
    ..STRIKE
};

/// What an entry of a division says.
pub const ENTRY_OF_DIVISION: Secret = Secret {
    name: "what an entry of another division says",
    stages: &[Stage::Screened, Stage::Judging, Stage::Advanced],
    statements: |facts| {
        vec![format!(
            "UPDATE entries SET title_en = 'A longer title', team_name_en = 'Others', \
             region = 'fr', screening_reason = 'Looked at twice.' WHERE number = '{}'",
            facts.number
        )]
    },
    hidden_from: &[
        Who::OtherHost,
        Who::Elsewhere,
        Who::Anonymous,
        Who::OtherTeam,
    ],
    but_for: &[],
    known_to: Who::Host,
};

/// Whether an entry is in a division.
pub const WHETHER_IN_DIVISION: Secret = Secret {
    name: "whether an entry is in another division",
    stages: &[Stage::CallOver, Stage::Screened],
    statements: |facts| {
        vec![format!(
            "UPDATE entries SET division_id = NULL, division_by = NULL WHERE number = '{}'",
            facts.number
        )]
    },
    hidden_from: &[
        Who::OtherHost,
        Who::Elsewhere,
        Who::Anonymous,
        Who::OtherTeam,
    ],
    but_for: &[],
    known_to: Who::Host,
};

/// What a host told headquarters.
pub const REPORT: Secret = Secret {
    name: "what a host told headquarters",
    stages: &[Stage::Reported, Stage::Public],
    statements: |_| all(&["UPDATE heat_reports SET statement = 'Nothing to say, at more length.'"]),
    hidden_from: &[
        Who::Anonymous,
        Who::Team,
        Who::OtherTeam,
        Who::Judge,
        Who::OtherJudge,
        Who::Recused,
        Who::Entering,
        Who::Chair,
        Who::Proposer,
        Who::Officer,
        Who::Screener,
        Who::OtherHost,
        Who::Elsewhere,
    ],
    but_for: &[],
    known_to: Who::Host,
};

/// Who goes on. Once the list is public a team is told by right whether its own entry did.
pub const ADVANCEMENT: Secret = Secret {
    name: "who goes on",
    stages: &[Stage::Advanced, Stage::Public],
    statements: |facts| {
        let entry = |number: &str| format!("(SELECT id FROM entries WHERE number = '{number}')");
        vec![format!(
            "UPDATE advancements SET entry_id = {}, reason = 'The other way round.' \
             WHERE entry_id = {} AND to_heat_id = (SELECT id FROM heats WHERE key = 'gala' \
             AND edition_id = (SELECT id FROM editions WHERE slug = '{EDITION}'))",
            entry(&facts.other_number),
            entry(&facts.third_number)
        )]
    },
    hidden_from: &[
        Who::Anonymous,
        Who::Team,
        Who::OtherTeam,
        Who::Judge,
        Who::OtherJudge,
        Who::Recused,
        Who::Entering,
        Who::OtherHost,
        Who::Elsewhere,
    ],
    but_for: &["/results"],
    known_to: Who::Officer,
};

/// Those who must not learn of relations that bar judging.
const WITHOUT_CONFLICTS: [Who; 14] = [
    Who::Anonymous,
    Who::Team,
    Who::OtherTeam,
    Who::Judge,
    Who::OtherJudge,
    Who::Recused,
    Who::Entering,
    Who::Chair,
    Who::Proposer,
    Who::Officer,
    Who::Screener,
    Who::Host,
    Who::OtherHost,
    Who::Elsewhere,
];

/// Why somebody must not judge an entry.
pub const CONFLICT: Secret = Secret {
    name: "a conflict",
    stages: &[Stage::CallOver, Stage::Judging],
    statements: |_| all(&["UPDATE conflicts SET reason = 'They quarrelled, and not once.'"]),
    hidden_from: &WITHOUT_CONFLICTS,
    but_for: &[],
    known_to: Who::Auditor,
};

/// That an entry comes from where a judge works: not even the judge is told, who may declare it.
pub const SAME_ORGANIZATION: Secret = Secret {
    name: "that an entry is of a judge's organization",
    stages: &[Stage::CallOver],
    statements: |facts| {
        let number = &facts.number;
        vec![
            "UPDATE judges SET organization_key_en = 'canalworks'".to_owned(),
            format!(
                "UPDATE entries SET organization_key_en = 'canalworks' WHERE number = '{number}'"
            ),
        ]
    },
    hidden_from: &WITHOUT_CONFLICTS,
    but_for: &[],
    known_to: Who::Organizer,
};

/// Which organizations a judge is tied to.
pub const TIES: Secret = Secret {
    name: "the organizations that a judge named",
    stages: &[Stage::CallOver],
    statements: |_| {
        let judge = format!("{}@example.org", canary::JUDGE_EMAIL);
        vec![format!(
            "INSERT INTO judge_organizations (judge_id, organization_key, name, position) \
             SELECT j.id, 'lockworks', 'Lock Works', 1 FROM judges j \
             JOIN account_identifiers i ON i.account_id = j.account_id WHERE i.value = '{judge}'"
        )]
    },
    hidden_from: &OTHERS,
    but_for: &[],
    known_to: Who::Judge,
};

/// What a member voted, while papers are still taken.
pub const PAPERS: Secret = Secret {
    name: "a cast paper",
    stages: &[Stage::Judging],
    statements: |facts| {
        let entry = format!("(SELECT id FROM entries WHERE number = '{}')", facts.number);
        vec![
            "DROP TRIGGER ballot_papers_are_final".to_owned(),
            format!(
                "UPDATE ballot_papers SET choice = 'a' WHERE choice = 'y' AND entry_id = {entry}"
            ),
        ]
    },
    hidden_from: &Who::ALL,
    // Counting tells by right.
    but_for: &["/ballots/count"],
    known_to: Who::Organizer,
};

/// Who has voted, and what was counted.
pub const VOTE: Secret = Secret {
    name: "a vote of the council",
    stages: &[Stage::Judging, Stage::Complete],
    statements: |_| {
        vec![
            "DROP TRIGGER ballot_participations_are_final".to_owned(),
            "UPDATE ballot_participations SET participation = 'p' WHERE judge_id IN \
             (SELECT id FROM judges WHERE account_id IN (SELECT account_id FROM \
             account_identifiers WHERE value = 'quiet@example.org'))"
                .to_owned(),
            "UPDATE ballots SET counts = replace(counts, '\"voted\":3', '\"voted\":2')".to_owned(),
        ]
    },
    hidden_from: &[
        Who::Anonymous,
        Who::Team,
        Who::OtherTeam,
        Who::Judge,
        Who::OtherJudge,
        Who::Recused,
        Who::Entering,
        Who::Screener,
        Who::Host,
        Who::OtherHost,
        Who::Elsewhere,
    ],
    but_for: &[],
    known_to: Who::Organizer,
};
