//! Persons, accounts, roles given by the operator, and the codes that people sign in with.

use std::collections::BTreeMap;

use domain::{
    ids::{AccountId, EditionId, Ids, LoginCodeId, PersonId},
    people::{Account, Email, Person, Role},
    policy::{Allowed, IssuePrintedCode},
    text::{Bilingual, Language},
    time::Timestamp,
};
use sea_orm::{
    ActiveValue::Set, ColumnTrait, EntityTrait, FromQueryResult, QueryFilter, QueryOrder,
};
use uuid::Uuid;

use crate::{
    entities::{account_identifiers, accounts, login_codes, persons},
    error::Result,
    grants::{self, NewGrant},
    rows::{bilingual, count, instant, language, present, to_column},
    store::{Source, Work, query},
};

#[derive(FromQueryResult)]
struct AccountRow {
    id: Uuid,
    person_id: Uuid,
    name_zh: String,
    name_en: String,
    email: Option<String>,
    language: String,
}

const ACCOUNT: &str = "SELECT a.id, a.person_id, p.name_zh, p.name_en, i.value AS email, a.language \
    FROM accounts a JOIN persons p ON p.id = a.person_id \
    LEFT JOIN account_identifiers i ON i.account_id = a.id AND i.kind = 'email'";

fn to_account(row: AccountRow) -> Result<Account> {
    Ok(Account {
        id: AccountId(row.id),
        person: Person {
            id: PersonId(row.person_id),
            name: bilingual(row.name_zh, row.name_en),
        },
        email: row.email.as_deref().and_then(Email::parse),
        language: language("accounts", row.id, &row.language)?,
    })
}

/// The account behind an identity.
pub async fn of(source: &impl Source, id: AccountId) -> Result<Option<Account>> {
    let rows = query(source, &format!("{ACCOUNT} WHERE a.id = $1"), [id.0.into()]).await?;
    rows.into_iter().next().map(to_account).transpose()
}

/// The names of the people behind identities.
pub async fn names(
    source: &impl Source,
    ids: &[AccountId],
) -> Result<BTreeMap<AccountId, Bilingual>> {
    let connection = source.connection();
    let accounts = accounts::Entity::find()
        .filter(accounts::Column::Id.is_in(ids.iter().map(|id| id.0)))
        .all(connection)
        .await?;
    let people = persons::Entity::find()
        .filter(persons::Column::Id.is_in(accounts.iter().map(|row| row.person_id)))
        .all(connection)
        .await?;
    let named = accounts.into_iter().filter_map(|account| {
        let person = people
            .iter()
            .find(|person| person.id == account.person_id)?;
        let name = bilingual(person.name_zh.clone(), person.name_en.clone());
        Some((AccountId(account.id), name))
    });
    Ok(named.collect())
}

/// The account with an address.
pub async fn by_email(source: &impl Source, email: &Email) -> Result<Option<Account>> {
    let sql = format!("{ACCOUNT} WHERE i.value = $1");
    let rows = query(source, &sql, [email.as_str().into()]).await?;
    rows.into_iter().next().map(to_account).transpose()
}

/// Makes a person with an account. The address counts as verified once somebody signed in with it.
pub async fn create(
    work: &Work,
    ids: &dyn Ids,
    now: Timestamp,
    name: &Bilingual,
    email: Option<&Email>,
    language: Language,
) -> Result<AccountId> {
    let connection = work.connection();
    let person = persons::ActiveModel {
        id: Set(PersonId::mint(ids, now).0),
        name_zh: Set(name.zh.clone()),
        name_en: Set(name.en.clone()),
        created_at: Set(now.0),
    };
    let account = AccountId::mint(ids, now);
    let row = accounts::ActiveModel {
        id: Set(account.0),
        person_id: person.id.clone(),
        language: Set(language.code().to_owned()),
        created_at: Set(now.0),
        last_login_at: Set(None),
    };
    persons::Entity::insert(person)
        .exec_without_returning(connection)
        .await?;
    accounts::Entity::insert(row)
        .exec_without_returning(connection)
        .await?;
    if let Some(email) = email {
        let identifier = account_identifiers::ActiveModel {
            kind: Set("email".to_owned()),
            value: Set(email.as_str().to_owned()),
            account_id: Set(account.0),
            verified_at: Set(None),
        };
        account_identifiers::Entity::insert(identifier)
            .exec_without_returning(connection)
            .await?;
    }
    Ok(account)
}

/// Gives a person the name that was just told; used by imports.
pub async fn rename(work: &Work, account: AccountId, name: &Bilingual) -> Result<()> {
    let sql = "UPDATE persons SET name_zh = $1, name_en = $2 \
               WHERE id = (SELECT person_id FROM accounts WHERE id = $3)";
    let values = [
        name.zh.clone().into(),
        name.en.clone().into(),
        account.0.into(),
    ];
    work.execute(sql, values).await?;
    Ok(())
}

/// Notes a sign-in; an address that was used for it is verified.
pub async fn note_login(
    work: &Work,
    account: AccountId,
    by_mail: bool,
    now: Timestamp,
) -> Result<()> {
    let sql = "UPDATE accounts SET last_login_at = $1 WHERE id = $2";
    work.execute(sql, [now.0.into(), account.0.into()]).await?;
    if by_mail {
        let sql = "UPDATE account_identifiers SET verified_at = $1 \
                   WHERE account_id = $2 AND kind = 'email' AND verified_at IS NULL";
        work.execute(sql, [now.0.into(), account.0.into()]).await?;
    }
    Ok(())
}

/// Gives a role. Only the operator does, on the command line: it is what everything else rests on.
pub async fn grant(work: &Work, new: &NewGrant<'_>) -> Result<()> {
    grants::insert(work, new).await
}

/// Whether an account is a judge's, of whatever edition: codes for it may have been printed by somebody.
pub async fn is_judge(source: &impl Source, account: AccountId) -> Result<bool> {
    #[derive(FromQueryResult)]
    struct Judge {
        #[expect(dead_code, reason = "whether there is a row is all that is asked")]
        id: Uuid,
    }
    let sql = "SELECT id FROM judges WHERE account_id = $1 LIMIT 1";
    let rows: Vec<Judge> = query(source, sql, [account.0.into()]).await?;
    Ok(!rows.is_empty())
}

/// Ends a role now; returns how many grants that were.
pub async fn end_grants(
    work: &Work,
    now: Timestamp,
    account: AccountId,
    role: Role,
    edition: Option<EditionId>,
) -> Result<u64> {
    let sql = "UPDATE grants SET ends_at = $1 WHERE account_id = $2 AND role = $3 \
               AND (ends_at IS NULL OR ends_at > $1) \
               AND (edition_id = $4 OR (edition_id IS NULL AND $4 IS NULL))";
    let edition = edition.map(|edition| edition.0);
    let values = [
        now.0.into(),
        account.0.into(),
        role.name().into(),
        edition.into(),
    ];
    work.execute(sql, values).await
}

/// Who has a role in an edition, such as its officers.
pub async fn with_role(
    source: &impl Source,
    role: Role,
    edition: EditionId,
    now: Timestamp,
) -> Result<Vec<Account>> {
    let sql = format!(
        "{ACCOUNT} WHERE a.id IN (SELECT g.account_id FROM grants g WHERE g.role = $3 \
         AND (g.edition_id = $1 OR g.edition_id IS NULL) AND g.starts_at <= $2 \
         AND (g.ends_at IS NULL OR g.ends_at > $2)) ORDER BY i.value LIMIT 100"
    );
    let values = [edition.0.into(), now.0.into(), role.name().into()];
    let rows = query(source, &sql, values).await?;
    rows.into_iter().map(to_account).collect()
}

/// A code or link to sign in with; only hashes are stored.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct LoginCode {
    /// Identity.
    pub id: LoginCodeId,
    /// Whose it is, when it was made for an account.
    pub account: Option<AccountId>,
    /// For which address it was asked.
    pub email: Option<Email>,
    /// In which language.
    pub language: Language,
    /// Hash of the digits.
    pub code_hash: Option<String>,
    /// Hash of the link's token, or of a printed code.
    pub token_hash: Option<String>,
    /// Wrong tries so far.
    pub attempts: u32,
    /// Whether it can be used more than once: demonstrations only.
    pub reusable: bool,
    /// Until when it is good.
    pub expires_at: Timestamp,
}

/// Stores a code.
pub async fn add_code(work: &Work, code: &LoginCode, now: Timestamp) -> Result<()> {
    let row = login_codes::ActiveModel {
        id: Set(code.id.0),
        account_id: Set(code.account.map(|account| account.0)),
        email: Set(code.email.as_ref().map(|email| email.as_str().to_owned())),
        language: Set(code.language.code().to_owned()),
        code_hash: Set(code.code_hash.clone()),
        token_hash: Set(code.token_hash.clone()),
        attempts: Set(0),
        reusable: Set(i32::from(code.reusable)),
        expires_at: Set(code.expires_at.0),
        used_at: Set(None),
        created_at: Set(now.0),
    };
    login_codes::Entity::insert(row)
        .exec_without_returning(work.connection())
        .await?;
    Ok(())
}

/// Stores a printed code; whoever prints one was allowed to. Codes that were printed for the account
/// before are void from now on: a lost sheet of paper opens nothing.
pub async fn add_printed_code(
    work: &Work,
    allowed: &Allowed<IssuePrintedCode>,
    code: &LoginCode,
) -> Result<()> {
    if let Some(account) = code.account {
        void_codes(work, account, allowed.at()).await?;
    }
    add_code(work, code, allowed.at()).await
}

/// Voids the unused codes and links that were made for an account; those that demonstrations use again
/// and again stay good.
pub async fn void_codes(work: &Work, account: AccountId, now: Timestamp) -> Result<()> {
    let sql = "UPDATE login_codes SET used_at = $1 \
               WHERE account_id = $2 AND reusable = 0 AND used_at IS NULL";
    work.execute(sql, [now.0.into(), account.0.into()]).await?;
    Ok(())
}

/// How many codes were asked for an address since an instant.
pub async fn codes_since(source: &impl Source, email: &Email, since: Timestamp) -> Result<u32> {
    #[derive(FromQueryResult)]
    struct Codes {
        codes: i64,
    }
    let sql = "SELECT COUNT(*) AS codes FROM login_codes WHERE email = $1 AND created_at >= $2";
    let rows: Vec<Codes> = query(source, sql, [email.as_str().into(), since.0.into()]).await?;
    count(
        "login_codes",
        "count",
        rows.first().map_or(0, |row| row.codes),
    )
}

/// The newest unused code for an address.
pub async fn latest_code(source: &impl Source, email: &Email) -> Result<Option<LoginCode>> {
    let row = login_codes::Entity::find()
        .filter(login_codes::Column::Email.eq(email.as_str()))
        .filter(login_codes::Column::CodeHash.is_not_null())
        .filter(login_codes::Column::UsedAt.is_null())
        .order_by_desc(login_codes::Column::CreatedAt)
        .order_by_desc(login_codes::Column::Id)
        .one(source.connection())
        .await?;
    row.map(to_code).transpose()
}

/// The unused code behind the hash of a token.
pub async fn code_by_token(source: &impl Source, token_hash: &str) -> Result<Option<LoginCode>> {
    let row = login_codes::Entity::find()
        .filter(login_codes::Column::TokenHash.eq(token_hash))
        .filter(login_codes::Column::UsedAt.is_null())
        .one(source.connection())
        .await?;
    row.map(to_code).transpose()
}

fn to_code(row: login_codes::Model) -> Result<LoginCode> {
    let email = match &row.email {
        None => None,
        Some(text) => Some(present(
            "login_codes",
            row.id,
            "address",
            Email::parse(text),
        )?),
    };
    Ok(LoginCode {
        id: LoginCodeId(row.id),
        account: row.account_id.map(AccountId),
        email,
        language: language("login_codes", row.id, &row.language)?,
        code_hash: row.code_hash,
        token_hash: row.token_hash,
        attempts: count("login_codes", row.id, row.attempts)?,
        reusable: row.reusable != 0,
        expires_at: instant(row.expires_at),
    })
}

/// Counts a try before it is looked at. False when there were as many as are allowed: a hundred tries
/// at once must not be one.
pub async fn count_attempt(work: &Work, code: LoginCodeId, most: u32) -> Result<bool> {
    let sql = "UPDATE login_codes SET attempts = attempts + 1 WHERE id = $1 AND attempts < $2";
    let values = [code.0.into(), to_column(most).into()];
    Ok(work.execute(sql, values).await? == 1)
}

/// Uses a code up. False when somebody was faster.
pub async fn use_code(work: &Work, code: &LoginCode, now: Timestamp) -> Result<bool> {
    if code.reusable {
        return Ok(true);
    }
    let sql = "UPDATE login_codes SET used_at = $1 WHERE id = $2 AND used_at IS NULL";
    Ok(work.execute(sql, [now.0.into(), code.id.0.into()]).await? == 1)
}
