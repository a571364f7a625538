-- People: persons, accounts, roles, logins.
-- Instants are milliseconds since 1970 in UTC. Documents are JSON text. No DECIMAL, no REAL.

CREATE TABLE persons (
  id {uuid} NOT NULL PRIMARY KEY,
  name_zh text NOT NULL,
  name_en text NOT NULL,
  created_at bigint NOT NULL
);

CREATE TABLE accounts (
  id {uuid} NOT NULL PRIMARY KEY,
  person_id {uuid} NOT NULL REFERENCES persons (id),
  language text NOT NULL,
  created_at bigint NOT NULL,
  last_login_at bigint,
  CONSTRAINT accounts_language_is_known CHECK (language IN ('zh', 'en'))
);

CREATE TABLE account_identifiers (
  kind text NOT NULL,
  value text NOT NULL,
  account_id {uuid} NOT NULL REFERENCES accounts (id),
  verified_at bigint,
  PRIMARY KEY (kind, value),
  CONSTRAINT account_identifiers_kind_is_known CHECK (kind IN ('email', 'phone'))
);
CREATE INDEX account_identifiers_by_account ON account_identifiers (account_id);

CREATE TABLE grants (
  id {uuid} NOT NULL PRIMARY KEY,
  account_id {uuid} NOT NULL REFERENCES accounts (id),
  role text NOT NULL,
  edition_id {uuid} REFERENCES editions (id),
  scope text NOT NULL,
  starts_at bigint NOT NULL,
  ends_at bigint,
  CONSTRAINT grants_role_is_known CHECK (role IN ('organizer', 'officer', 'auditor', 'screener', 'host', 'approver')),
  CONSTRAINT grants_scope_is_known CHECK (scope IN ('all', 'heats', 'divisions'))
);
CREATE INDEX grants_by_account ON grants (account_id);

CREATE TABLE grant_heats (
  grant_id {uuid} NOT NULL REFERENCES grants (id),
  heat_id {uuid} NOT NULL REFERENCES heats (id),
  PRIMARY KEY (grant_id, heat_id)
);

CREATE TABLE grant_divisions (
  grant_id {uuid} NOT NULL REFERENCES grants (id),
  division_id {uuid} NOT NULL REFERENCES divisions (id),
  PRIMARY KEY (grant_id, division_id)
);

CREATE TABLE login_codes (
  id {uuid} NOT NULL PRIMARY KEY,
  account_id {uuid} REFERENCES accounts (id),
  email text,
  language text NOT NULL,
  code_hash text,
  token_hash text UNIQUE,
  attempts integer NOT NULL,
  reusable integer NOT NULL,
  expires_at bigint NOT NULL,
  used_at bigint,
  created_at bigint NOT NULL,
  CONSTRAINT login_codes_are_for_somebody CHECK (account_id IS NOT NULL OR email IS NOT NULL)
);
CREATE INDEX login_codes_by_email ON login_codes (email, created_at);

CREATE TABLE logins (
  id text NOT NULL PRIMARY KEY,
  account_id {uuid} REFERENCES accounts (id),
  data {bytes} NOT NULL,
  expires_at bigint NOT NULL
);
CREATE INDEX logins_by_account ON logins (account_id);
