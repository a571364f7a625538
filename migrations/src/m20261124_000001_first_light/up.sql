-- Instants are milliseconds since 1970 in UTC. Documents are JSON text. No DECIMAL, no REAL.

CREATE TABLE programmes (
  id {uuid} NOT NULL PRIMARY KEY,
  slug text NOT NULL UNIQUE,
  title_zh text NOT NULL,
  title_en text NOT NULL,
  created_at bigint NOT NULL
);

CREATE TABLE editions (
  id {uuid} NOT NULL PRIMARY KEY,
  programme_id {uuid} NOT NULL REFERENCES programmes (id),
  slug text NOT NULL UNIQUE,
  title_zh text NOT NULL,
  title_en text NOT NULL,
  zone text NOT NULL,
  languages text NOT NULL,
  entry_prefix text NOT NULL,
  call_opens_at bigint NOT NULL,
  call_deadline bigint NOT NULL,
  call_grace_minutes integer NOT NULL,
  source text NOT NULL,
  revision bigint NOT NULL,
  created_at bigint NOT NULL,
  CONSTRAINT editions_call_has_length CHECK (call_opens_at < call_deadline),
  CONSTRAINT editions_grace_is_short CHECK (call_grace_minutes BETWEEN 0 AND 1440)
);

CREATE TABLE contests (
  id {uuid} NOT NULL PRIMARY KEY,
  edition_id {uuid} NOT NULL REFERENCES editions (id),
  key text NOT NULL,
  position integer NOT NULL,
  title_zh text NOT NULL,
  title_en text NOT NULL,
  form text NOT NULL,
  UNIQUE (edition_id, key),
  UNIQUE (edition_id, id)
);

CREATE TABLE award_tiers (
  contest_id {uuid} NOT NULL REFERENCES contests (id),
  key text NOT NULL,
  position integer NOT NULL,
  title_zh text NOT NULL,
  title_en text NOT NULL,
  quota integer NOT NULL,
  PRIMARY KEY (contest_id, key),
  CONSTRAINT award_tiers_quota_is_positive CHECK (quota > 0)
);

CREATE TABLE rounds (
  id {uuid} NOT NULL PRIMARY KEY,
  edition_id {uuid} NOT NULL REFERENCES editions (id),
  key text NOT NULL,
  position integer NOT NULL,
  title_zh text NOT NULL,
  title_en text NOT NULL,
  UNIQUE (edition_id, key)
);

CREATE TABLE standings (
  id {uuid} NOT NULL PRIMARY KEY,
  heat_id {uuid} NOT NULL,
  document text NOT NULL,
  fingerprint text NOT NULL,
  computed_at bigint NOT NULL
);

CREATE TABLE heats (
  id {uuid} NOT NULL PRIMARY KEY,
  edition_id {uuid} NOT NULL REFERENCES editions (id),
  contest_id {uuid} NOT NULL,
  round_id {uuid} NOT NULL REFERENCES rounds (id),
  key text NOT NULL,
  position integer NOT NULL,
  title_zh text NOT NULL,
  title_en text NOT NULL,
  kind text NOT NULL,
  opens_at bigint NOT NULL,
  closes_at bigint NOT NULL,
  rubric text NOT NULL,
  rule text NOT NULL,
  state text NOT NULL,
  opened_at bigint,
  freeze_hash text,
  closed_at bigint,
  standing_id {uuid} REFERENCES standings (id),
  revision bigint NOT NULL,
  UNIQUE (edition_id, key),
  FOREIGN KEY (edition_id, contest_id) REFERENCES contests (edition_id, id),
  CONSTRAINT heats_state_is_known CHECK (state IN ('planned', 'open', 'closed')),
  CONSTRAINT heats_opened_is_frozen CHECK ((state = 'planned') = (opened_at IS NULL) AND (state = 'planned') = (freeze_hash IS NULL)),
  CONSTRAINT heats_closed_has_standing CHECK ((state = 'closed') = (closed_at IS NOT NULL) AND (state = 'closed') = (standing_id IS NOT NULL))
);

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
  CONSTRAINT grants_role_is_known CHECK (role IN ('organizer', 'officer', 'auditor')),
  CONSTRAINT grants_scope_is_known CHECK (scope IN ('all', 'heats'))
);
CREATE INDEX grants_by_account ON grants (account_id);

CREATE TABLE grant_heats (
  grant_id {uuid} NOT NULL REFERENCES grants (id),
  heat_id {uuid} NOT NULL REFERENCES heats (id),
  PRIMARY KEY (grant_id, heat_id)
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

CREATE TABLE teams (
  id {uuid} NOT NULL PRIMARY KEY,
  edition_id {uuid} NOT NULL REFERENCES editions (id),
  created_at bigint NOT NULL,
  UNIQUE (edition_id, id)
);

CREATE TABLE members (
  team_id {uuid} NOT NULL REFERENCES teams (id),
  account_id {uuid} NOT NULL REFERENCES accounts (id),
  joined_at bigint NOT NULL,
  PRIMARY KEY (team_id, account_id)
);
CREATE INDEX members_by_account ON members (account_id);

CREATE TABLE entries (
  id {uuid} NOT NULL PRIMARY KEY,
  edition_id {uuid} NOT NULL,
  contest_id {uuid} NOT NULL,
  team_id {uuid} NOT NULL,
  number text NOT NULL UNIQUE,
  state text NOT NULL,
  answers text NOT NULL,
  title_zh text NOT NULL,
  title_en text NOT NULL,
  team_name_zh text NOT NULL,
  team_name_en text NOT NULL,
  latest_version_id {uuid},
  latest_version integer,
  latest_fingerprint text,
  latest_recorded_at bigint,
  revision bigint NOT NULL,
  created_at bigint NOT NULL,
  updated_at bigint NOT NULL,
  FOREIGN KEY (edition_id, contest_id) REFERENCES contests (edition_id, id),
  FOREIGN KEY (edition_id, team_id) REFERENCES teams (edition_id, id),
  CONSTRAINT entries_state_is_known CHECK (state IN ('draft', 'submitted')),
  CONSTRAINT entries_submitted_has_version CHECK ((state = 'submitted') = (latest_version_id IS NOT NULL) AND (state = 'submitted') = (latest_version IS NOT NULL) AND (state = 'submitted') = (latest_fingerprint IS NOT NULL))
);
CREATE INDEX entries_by_edition ON entries (edition_id, number);
CREATE INDEX entries_by_team ON entries (team_id);

CREATE TABLE entry_versions (
  id {uuid} NOT NULL PRIMARY KEY,
  entry_id {uuid} NOT NULL REFERENCES entries (id),
  number integer NOT NULL,
  content text NOT NULL,
  fingerprint text NOT NULL,
  arrived_at bigint NOT NULL,
  recorded_at bigint NOT NULL,
  submitted_by {uuid} NOT NULL REFERENCES accounts (id),
  UNIQUE (entry_id, number),
  CONSTRAINT entry_versions_are_counted_from_one CHECK (number > 0)
);

CREATE TABLE attachments (
  id {uuid} NOT NULL PRIMARY KEY,
  entry_id {uuid} NOT NULL REFERENCES entries (id),
  slot text NOT NULL,
  name text NOT NULL,
  media_type text NOT NULL,
  bytes bigint NOT NULL,
  sha256 text NOT NULL,
  begun_at bigint NOT NULL,
  uploaded_at bigint NOT NULL,
  removed_at bigint,
  CONSTRAINT attachments_are_not_empty CHECK (bytes > 0)
);
CREATE UNIQUE INDEX attachments_one_per_slot ON attachments (entry_id, slot) WHERE removed_at IS NULL;

CREATE TABLE judges (
  id {uuid} NOT NULL PRIMARY KEY,
  edition_id {uuid} NOT NULL REFERENCES editions (id),
  account_id {uuid} NOT NULL REFERENCES accounts (id),
  created_at bigint NOT NULL,
  UNIQUE (edition_id, account_id)
);
CREATE INDEX judges_by_account ON judges (account_id);

CREATE TABLE panel_members (
  heat_id {uuid} NOT NULL REFERENCES heats (id),
  judge_id {uuid} NOT NULL REFERENCES judges (id),
  seat text NOT NULL,
  PRIMARY KEY (heat_id, judge_id),
  CONSTRAINT panel_members_seat_is_known CHECK (seat IN ('judge', 'chair'))
);
CREATE INDEX panel_members_by_judge ON panel_members (judge_id);

CREATE TABLE assignments (
  id {uuid} NOT NULL PRIMARY KEY,
  alias text NOT NULL UNIQUE,
  edition_id {uuid} NOT NULL REFERENCES editions (id),
  heat_id {uuid} NOT NULL REFERENCES heats (id),
  judge_id {uuid} NOT NULL REFERENCES judges (id),
  entry_id {uuid} NOT NULL REFERENCES entries (id),
  version_id {uuid} NOT NULL REFERENCES entry_versions (id),
  position integer NOT NULL,
  state text NOT NULL,
  state_reason text,
  state_at bigint,
  draft text NOT NULL,
  scored integer NOT NULL,
  submitted_version integer,
  revision bigint NOT NULL,
  UNIQUE (heat_id, judge_id, entry_id),
  CONSTRAINT assignments_state_is_known CHECK (state IN ('not_started', 'draft', 'submitted', 'recused', 'waived')),
  CONSTRAINT assignments_submitted_has_version CHECK (state <> 'submitted' OR (submitted_version IS NOT NULL AND state_at IS NOT NULL)),
  CONSTRAINT assignments_stepping_aside_has_reason CHECK (state NOT IN ('recused', 'waived') OR (state_reason IS NOT NULL AND state_at IS NOT NULL))
);
CREATE INDEX assignments_by_judge ON assignments (judge_id, heat_id, position);
CREATE INDEX assignments_by_entry ON assignments (entry_id);

CREATE TABLE sheet_versions (
  id {uuid} NOT NULL PRIMARY KEY,
  assignment_id {uuid} NOT NULL REFERENCES assignments (id),
  number integer NOT NULL,
  marks text NOT NULL,
  comment text NOT NULL,
  received_at bigint NOT NULL,
  UNIQUE (assignment_id, number),
  CONSTRAINT sheet_versions_are_counted_from_one CHECK (number > 0)
);

-- What a judge's draft was before each save; kept for thirty days.
CREATE TABLE sheet_drafts (
  assignment_id {uuid} NOT NULL REFERENCES assignments (id),
  revision bigint NOT NULL,
  draft text NOT NULL,
  saved_at bigint NOT NULL,
  PRIMARY KEY (assignment_id, revision)
);
CREATE INDEX sheet_drafts_by_age ON sheet_drafts (saved_at);

CREATE TABLE waivers (
  assignment_id {uuid} NOT NULL REFERENCES assignments (id),
  heat_id {uuid} NOT NULL REFERENCES heats (id),
  reason text NOT NULL,
  decided_by {uuid} NOT NULL REFERENCES accounts (id),
  decided_at bigint NOT NULL,
  PRIMARY KEY (assignment_id, decided_at)
);
CREATE INDEX waivers_by_heat ON waivers (heat_id);

CREATE TABLE awards (
  id {uuid} NOT NULL PRIMARY KEY,
  edition_id {uuid} NOT NULL REFERENCES editions (id),
  contest_id {uuid} NOT NULL,
  tier_key text NOT NULL,
  entry_id {uuid} NOT NULL REFERENCES entries (id),
  state text NOT NULL,
  given_by {uuid} NOT NULL REFERENCES accounts (id),
  given_at bigint NOT NULL,
  revoked_by {uuid} REFERENCES accounts (id),
  revoked_at bigint,
  revision bigint NOT NULL,
  FOREIGN KEY (contest_id, tier_key) REFERENCES award_tiers (contest_id, key),
  CONSTRAINT awards_state_is_known CHECK (state IN ('given', 'revoked')),
  CONSTRAINT awards_revoked_by_somebody CHECK ((state = 'revoked') = (revoked_at IS NOT NULL) AND (state = 'revoked') = (revoked_by IS NOT NULL))
);
CREATE UNIQUE INDEX awards_one_per_entry ON awards (entry_id) WHERE state = 'given';
CREATE INDEX awards_by_edition ON awards (edition_id);

CREATE TABLE publications (
  id {uuid} NOT NULL PRIMARY KEY,
  edition_id {uuid} NOT NULL REFERENCES editions (id),
  number integer NOT NULL,
  publish_at bigint NOT NULL,
  items text NOT NULL,
  list_hash text NOT NULL,
  proposed_by {uuid} NOT NULL REFERENCES accounts (id),
  proposed_at bigint NOT NULL,
  state text NOT NULL,
  confirmed_by {uuid} REFERENCES accounts (id),
  confirmed_at bigint,
  stopped_by {uuid} REFERENCES accounts (id),
  stopped_at bigint,
  stop_reason text,
  revision bigint NOT NULL,
  UNIQUE (edition_id, number),
  CONSTRAINT publications_state_is_known CHECK (state IN ('proposed', 'confirmed', 'stopped')),
  CONSTRAINT publications_need_two_officers CHECK (confirmed_by IS NULL OR confirmed_by <> proposed_by),
  CONSTRAINT publications_confirmed_by_somebody CHECK (state <> 'confirmed' OR (confirmed_by IS NOT NULL AND confirmed_at IS NOT NULL)),
  CONSTRAINT publications_stopped_for_a_reason CHECK ((state = 'stopped') = (stopped_by IS NOT NULL AND stopped_at IS NOT NULL AND stop_reason IS NOT NULL))
);

CREATE TABLE outbox_messages (
  id {uuid} NOT NULL PRIMARY KEY,
  cause text NOT NULL,
  channel text NOT NULL,
  recipient text NOT NULL,
  language text NOT NULL,
  payload text NOT NULL,
  state text NOT NULL,
  attempts integer NOT NULL,
  next_attempt_at bigint NOT NULL,
  created_at bigint NOT NULL,
  sent_at bigint,
  last_error text,
  CONSTRAINT outbox_messages_channel_is_known CHECK (channel IN ('mail')),
  CONSTRAINT outbox_messages_state_is_known CHECK (state IN ('waiting', 'sent', 'failed'))
);
CREATE INDEX outbox_messages_due ON outbox_messages (state, next_attempt_at);

CREATE TABLE audit_entries (
  id {uuid} NOT NULL PRIMARY KEY,
  edition_id {uuid} REFERENCES editions (id),
  actor_id {uuid} REFERENCES accounts (id),
  action text NOT NULL,
  subject_kind text NOT NULL,
  subject_id {uuid} NOT NULL,
  detail text NOT NULL,
  at bigint NOT NULL,
  number bigint UNIQUE
);
CREATE INDEX audit_entries_by_edition ON audit_entries (edition_id, at, id);

-- Who numbers audit entries and delivers messages at the moment.
CREATE TABLE leases (
  name text NOT NULL PRIMARY KEY,
  holder text NOT NULL,
  until bigint NOT NULL
);

-- What is on the record is never rewritten.
-- only sqlite
CREATE TRIGGER entry_versions_never_change BEFORE UPDATE ON entry_versions BEGIN
  SELECT RAISE(ABORT, 'entry versions are append-only');
END;
CREATE TRIGGER entry_versions_never_go BEFORE DELETE ON entry_versions BEGIN
  SELECT RAISE(ABORT, 'entry versions are append-only');
END;
CREATE TRIGGER sheet_versions_never_change BEFORE UPDATE ON sheet_versions BEGIN
  SELECT RAISE(ABORT, 'sheet versions are append-only');
END;
CREATE TRIGGER sheet_versions_never_go BEFORE DELETE ON sheet_versions BEGIN
  SELECT RAISE(ABORT, 'sheet versions are append-only');
END;
CREATE TRIGGER audit_entries_are_only_numbered BEFORE UPDATE ON audit_entries WHEN OLD.number IS NOT NULL OR NEW.detail <> OLD.detail OR NEW.action <> OLD.action OR NEW.at <> OLD.at OR NEW.subject_id <> OLD.subject_id BEGIN
  SELECT RAISE(ABORT, 'audit entries are append-only');
END;
CREATE TRIGGER audit_entries_never_go BEFORE DELETE ON audit_entries BEGIN
  SELECT RAISE(ABORT, 'audit entries are append-only');
END;
-- end
-- only postgres
CREATE FUNCTION refuse_rewriting() RETURNS trigger LANGUAGE plpgsql AS 'BEGIN RAISE EXCEPTION ''% is append-only'', TG_TABLE_NAME; END;';
CREATE TRIGGER entry_versions_never_change BEFORE UPDATE OR DELETE ON entry_versions FOR EACH ROW EXECUTE FUNCTION refuse_rewriting();
CREATE TRIGGER sheet_versions_never_change BEFORE UPDATE OR DELETE ON sheet_versions FOR EACH ROW EXECUTE FUNCTION refuse_rewriting();
CREATE TRIGGER audit_entries_are_only_numbered BEFORE UPDATE ON audit_entries FOR EACH ROW WHEN (OLD.number IS NOT NULL OR NEW.detail <> OLD.detail OR NEW.action <> OLD.action OR NEW.at <> OLD.at OR NEW.subject_id <> OLD.subject_id) EXECUTE FUNCTION refuse_rewriting();
CREATE TRIGGER audit_entries_never_go BEFORE DELETE ON audit_entries FOR EACH ROW EXECUTE FUNCTION refuse_rewriting();
-- end
