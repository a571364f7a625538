//! Words that occur nowhere but in one place of the stored competition: wherever one turns up, that
//! place was read.

/// In the team's name, which judges do not see.
pub const TEAM_NAME: &str = "zqx-heron";
/// In an answer that judges do not see.
pub const HIDDEN_ANSWER: &str = "zqx-contact";
/// In a list that judges do not see.
pub const CONTRIBUTOR: &str = "zqx-contributor";
/// In what the team was asked for later.
pub const REQUEST: &str = "zqx-request";
/// In what the team drafted of it.
pub const NOTE: &str = "zqx-note";
/// In what the team submitted.
pub const SUBMITTED: &str = "zqx-submitted";
/// In the team's draft, changed after it was submitted.
pub const LATER_DRAFT: &str = "zqx-afterthought";
/// In the name of the team's file.
pub const FILE_NAME: &str = "zqx-filename";
/// In the name and the bytes of a file that judges do not see.
pub const HIDDEN_FILE: &str = "zqx-budget";
/// In the address of the team's member.
pub const MEMBER_EMAIL: &str = "zqx-member";
/// In the judge's name.
pub const JUDGE_NAME: &str = "zqx-magistrate";
/// In the judge's address.
pub const JUDGE_EMAIL: &str = "zqx-assessor";
/// In the comment of the judge's sheet.
pub const COMMENT: &str = "zqx-remark";
/// In the reason for which a judge stepped aside.
pub const RECUSAL: &str = "zqx-cousin";
/// In the reason for which sheets were waived.
pub const WAIVER: &str = "zqx-leave";
/// In the statement of the host who hands a standing in.
pub const STATEMENT: &str = "zqx-statement";
/// In the reason for which equals were put in order.
pub const TIE_REASON: &str = "zqx-boldness";
/// In the reason of a conflict that staff put on the record.
pub const CONFLICT: &str = "zqx-nephew";
/// In the reason for which an award was declined.
pub const DECLINE: &str = "zqx-principle";
/// In the remark with which a team was told under embargo.
pub const CONFIDED: &str = "zqx-hush";
/// In the name and the reason of an award that is proposed by exception.
pub const EXCEPTION: &str = "zqx-latecomer";
/// In the reason for which an award was struck off the list.
pub const STRIKE: &str = "zqx-struck";
