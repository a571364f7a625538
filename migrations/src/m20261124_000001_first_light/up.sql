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
  event text,
  source text NOT NULL,
  amendment integer NOT NULL,
  revision bigint NOT NULL,
  created_at bigint NOT NULL,
  CONSTRAINT editions_call_has_length CHECK (call_opens_at < call_deadline),
  CONSTRAINT editions_grace_is_short CHECK (call_grace_minutes BETWEEN 0 AND 1440)
);

-- Dated changes of an edition that was opened; number 0 is the file that was imported.
CREATE TABLE amendments (
  edition_id {uuid} NOT NULL REFERENCES editions (id),
  number integer NOT NULL,
  source text NOT NULL,
  reason text NOT NULL,
  changes text NOT NULL,
  made_by {uuid},
  made_at bigint NOT NULL,
  PRIMARY KEY (edition_id, number),
  CONSTRAINT amendments_are_counted_from_nought CHECK (number >= 0)
);

CREATE TABLE tracks (
  id {uuid} NOT NULL PRIMARY KEY,
  edition_id {uuid} NOT NULL REFERENCES editions (id),
  key text NOT NULL,
  position integer NOT NULL,
  title_zh text NOT NULL,
  title_en text NOT NULL,
  UNIQUE (edition_id, key),
  UNIQUE (edition_id, id)
);

CREATE TABLE contests (
  id {uuid} NOT NULL PRIMARY KEY,
  edition_id {uuid} NOT NULL REFERENCES editions (id),
  track_id {uuid},
  key text NOT NULL,
  position integer NOT NULL,
  title_zh text NOT NULL,
  title_en text NOT NULL,
  form text NOT NULL,
  screening integer NOT NULL,
  division_rule text,
  eligibility text NOT NULL,
  FOREIGN KEY (edition_id, track_id) REFERENCES tracks (edition_id, id),
  CONSTRAINT contests_screening_is_yes_or_no CHECK (screening IN (0, 1)),
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
  recipient text NOT NULL,
  PRIMARY KEY (contest_id, key),
  CONSTRAINT award_tiers_recipient_is_known CHECK (recipient IN ('entry', 'person', 'organization')),
  CONSTRAINT award_tiers_quota_is_positive CHECK (quota > 0)
);

CREATE TABLE divisions (
  id {uuid} NOT NULL PRIMARY KEY,
  edition_id {uuid} NOT NULL REFERENCES editions (id),
  key text NOT NULL,
  position integer NOT NULL,
  title_zh text NOT NULL,
  title_en text NOT NULL,
  host_zh text NOT NULL,
  host_en text NOT NULL,
  delivery text NOT NULL,
  answers text NOT NULL,
  UNIQUE (edition_id, key),
  UNIQUE (edition_id, id),
  CONSTRAINT divisions_delivery_is_known CHECK (delivery IN ('on_site', 'remote'))
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
  contest_id {uuid},
  division_id {uuid},
  round_id {uuid} NOT NULL REFERENCES rounds (id),
  key text NOT NULL,
  position integer NOT NULL,
  title_zh text NOT NULL,
  title_en text NOT NULL,
  kind text NOT NULL,
  readings integer,
  load_min integer,
  load_max integer,
  disclosure text NOT NULL,
  amendment integer NOT NULL,
  opens_at bigint NOT NULL,
  closes_at bigint NOT NULL,
  rubric text NOT NULL,
  rule text NOT NULL,
  state text NOT NULL,
  opened_at bigint,
  freeze_hash text,
  closed_at bigint,
  standing_id {uuid} REFERENCES standings (id),
  advanced_at bigint,
  revision bigint NOT NULL,
  UNIQUE (edition_id, key),
  UNIQUE (edition_id, id),
  FOREIGN KEY (edition_id, contest_id) REFERENCES contests (edition_id, id),
  FOREIGN KEY (edition_id, division_id) REFERENCES divisions (edition_id, id),
  CONSTRAINT heats_kind_is_known CHECK (kind IN ('scoring', 'pitch', 'imported')),
  CONSTRAINT heats_scoring_says_how_often CHECK ((kind = 'scoring') = (readings IS NOT NULL)),
  CONSTRAINT heats_readings_are_positive CHECK (readings IS NULL OR readings > 0),
  CONSTRAINT heats_load_is_a_range CHECK ((load_min IS NULL) = (load_max IS NULL) AND (load_min IS NULL OR (load_min >= 0 AND load_max >= load_min))),
  CONSTRAINT heats_advance_after_closing CHECK (advanced_at IS NULL OR state = 'closed'),
  CONSTRAINT heats_state_is_known CHECK (state IN ('planned', 'open', 'closed')),
  CONSTRAINT heats_opened_is_frozen CHECK ((state = 'planned') = (opened_at IS NULL) AND (state = 'planned') = (freeze_hash IS NULL)),
  CONSTRAINT heats_closed_has_standing CHECK ((state = 'closed') = (closed_at IS NOT NULL) AND (state = 'closed') = (standing_id IS NOT NULL))
);

-- How entries come into a heat: from the call, by recommendation, directly, or from another heat.
CREATE TABLE routes (
  id {uuid} NOT NULL PRIMARY KEY,
  edition_id {uuid} NOT NULL REFERENCES editions (id),
  key text NOT NULL,
  position integer NOT NULL,
  source text NOT NULL,
  from_heat_id {uuid},
  to_heat_id {uuid} NOT NULL,
  quota integer,
  wildcards integer NOT NULL,
  reallocate integer NOT NULL,
  UNIQUE (edition_id, key),
  FOREIGN KEY (edition_id, from_heat_id) REFERENCES heats (edition_id, id),
  FOREIGN KEY (edition_id, to_heat_id) REFERENCES heats (edition_id, id),
  CONSTRAINT routes_source_is_known CHECK (source IN ('call', 'direct', 'recommendation', 'heat')),
  CONSTRAINT routes_come_from_somewhere CHECK ((source = 'heat') = (from_heat_id IS NOT NULL)),
  CONSTRAINT routes_lead_elsewhere CHECK (from_heat_id IS NULL OR from_heat_id <> to_heat_id),
  CONSTRAINT routes_have_places CHECK ((quota IS NULL OR quota > 0) AND wildcards >= 0)
);
CREATE INDEX routes_by_target ON routes (to_heat_id);
CREATE INDEX routes_by_source ON routes (from_heat_id);

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
  CONSTRAINT grants_role_is_known CHECK (role IN ('organizer', 'officer', 'auditor', 'screener', 'host')),
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
  source text NOT NULL,
  division_id {uuid},
  division_by text,
  division_reason text NOT NULL,
  region text NOT NULL,
  organization_key_zh text NOT NULL,
  organization_key_en text NOT NULL,
  state text NOT NULL,
  screening text NOT NULL,
  screening_reason text NOT NULL,
  screened_at bigint,
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
  FOREIGN KEY (edition_id, division_id) REFERENCES divisions (edition_id, id),
  CONSTRAINT entries_source_is_known CHECK (source IN ('self', 'invited', 'recommended', 'staff')),
  CONSTRAINT entries_division_is_given_by_somebody CHECK ((division_id IS NULL) = (division_by IS NULL) AND (division_by IS NULL OR division_by IN ('choice', 'answer', 'headquarters'))),
  CONSTRAINT entries_headquarters_say_why CHECK (division_by IS NULL OR division_by <> 'headquarters' OR division_reason <> ''),
  CONSTRAINT entries_screening_is_known CHECK (screening IN ('none', 'pending', 'accepted', 'rejected')),
  CONSTRAINT entries_rejected_for_a_reason CHECK (screening <> 'rejected' OR screening_reason <> ''),
  CONSTRAINT entries_screened_at_an_instant CHECK ((screening IN ('accepted', 'rejected')) = (screened_at IS NOT NULL)),
  CONSTRAINT entries_state_is_known CHECK (state IN ('draft', 'submitted')),
  CONSTRAINT entries_submitted_has_version CHECK ((state = 'submitted') = (latest_version_id IS NOT NULL) AND (state = 'submitted') = (latest_version IS NOT NULL) AND (state = 'submitted') = (latest_fingerprint IS NOT NULL))
);
CREATE INDEX entries_by_edition ON entries (edition_id, number);
CREATE INDEX entries_by_team ON entries (team_id);
CREATE INDEX entries_by_contest ON entries (contest_id, state, number);
CREATE INDEX entries_by_division ON entries (division_id, number);

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

-- What screeners decided, one row for each decision; the entry carries the latest.
CREATE TABLE screenings (
  id {uuid} NOT NULL PRIMARY KEY,
  entry_id {uuid} NOT NULL REFERENCES entries (id),
  version_id {uuid} NOT NULL REFERENCES entry_versions (id),
  decision text NOT NULL,
  reason text NOT NULL,
  checks text NOT NULL,
  overrides integer NOT NULL,
  decided_by {uuid} NOT NULL REFERENCES accounts (id),
  decided_at bigint NOT NULL,
  CONSTRAINT screenings_decision_is_known CHECK (decision IN ('accepted', 'rejected')),
  CONSTRAINT screenings_say_why CHECK ((decision = 'accepted' AND overrides = 0) OR reason <> '')
);
CREATE INDEX screenings_by_entry ON screenings (entry_id, decided_at);

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
  organization_zh text NOT NULL,
  organization_en text NOT NULL,
  organization_key_zh text NOT NULL,
  organization_key_en text NOT NULL,
  invitation text NOT NULL,
  invited_at bigint,
  answered_at bigint,
  revision bigint NOT NULL,
  created_at bigint NOT NULL,
  UNIQUE (edition_id, account_id),
  CONSTRAINT judges_invitation_is_known CHECK (invitation IN ('none', 'sent', 'accepted', 'declined')),
  CONSTRAINT judges_answer_at_an_instant CHECK ((invitation IN ('accepted', 'declined')) = (answered_at IS NOT NULL))
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

-- A relation that bars judging. A lifted one stays on the record.
CREATE TABLE conflicts (
  id {uuid} NOT NULL PRIMARY KEY,
  edition_id {uuid} NOT NULL REFERENCES editions (id),
  judge_id {uuid} NOT NULL REFERENCES judges (id),
  entry_id {uuid} NOT NULL REFERENCES entries (id),
  source text NOT NULL,
  reason text NOT NULL,
  declared_by {uuid} REFERENCES accounts (id),
  declared_at bigint NOT NULL,
  lifted_by {uuid} REFERENCES accounts (id),
  lifted_at bigint,
  lifted_reason text,
  CONSTRAINT conflicts_source_is_known CHECK (source IN ('judge', 'staff', 'organization', 'membership')),
  CONSTRAINT conflicts_are_lifted_for_a_reason CHECK ((lifted_at IS NULL) = (lifted_by IS NULL) AND (lifted_at IS NULL) = (lifted_reason IS NULL))
);
CREATE UNIQUE INDEX conflicts_one_of_a_kind ON conflicts (judge_id, entry_id, source) WHERE lifted_at IS NULL;
CREATE INDEX conflicts_by_edition ON conflicts (edition_id);

-- Who would read what; becomes assignments when the heat opens.
CREATE TABLE proposals (
  heat_id {uuid} NOT NULL PRIMARY KEY REFERENCES heats (id),
  pairs text NOT NULL,
  figures text NOT NULL,
  seed text NOT NULL,
  proposed_by {uuid} NOT NULL REFERENCES accounts (id),
  proposed_at bigint NOT NULL
);

-- Who goes on, whither, and why.
CREATE TABLE advancements (
  id {uuid} NOT NULL PRIMARY KEY,
  edition_id {uuid} NOT NULL REFERENCES editions (id),
  route_id {uuid} NOT NULL REFERENCES routes (id),
  from_heat_id {uuid} REFERENCES heats (id),
  to_heat_id {uuid} NOT NULL REFERENCES heats (id),
  entry_id {uuid} NOT NULL REFERENCES entries (id),
  kind text NOT NULL,
  place integer,
  reason text NOT NULL,
  decided_by {uuid} NOT NULL REFERENCES accounts (id),
  decided_at bigint NOT NULL,
  CONSTRAINT advancements_kind_is_known CHECK (kind IN ('quota', 'tie_decision', 'wildcard', 'reallocated', 'direct')),
  CONSTRAINT advancements_out_of_turn_say_why CHECK (kind = 'quota' OR reason <> ''),
  UNIQUE (to_heat_id, entry_id)
);
CREATE INDEX advancements_by_source ON advancements (from_heat_id);
CREATE INDEX advancements_by_entry ON advancements (entry_id);

-- The chair's order of entries that the rule leaves equal.
CREATE TABLE tie_decisions (
  id {uuid} NOT NULL PRIMARY KEY,
  heat_id {uuid} NOT NULL REFERENCES heats (id),
  place integer NOT NULL,
  entries text NOT NULL,
  reason text NOT NULL,
  decided_by {uuid} NOT NULL REFERENCES accounts (id),
  decided_at bigint NOT NULL,
  UNIQUE (heat_id, place),
  CONSTRAINT tie_decisions_say_why CHECK (reason <> '')
);

-- What a host hands in after closing a heat, and what headquarters answered.
CREATE TABLE heat_reports (
  id {uuid} NOT NULL PRIMARY KEY,
  heat_id {uuid} NOT NULL REFERENCES heats (id),
  number integer NOT NULL,
  state text NOT NULL,
  standing_fingerprint text NOT NULL,
  statement text NOT NULL,
  scan_name text,
  scan_bytes bigint,
  scan_sha256 text,
  reported_by {uuid} NOT NULL REFERENCES accounts (id),
  reported_at bigint NOT NULL,
  answered_by {uuid} REFERENCES accounts (id),
  answered_at bigint,
  answer_reason text,
  revision bigint NOT NULL,
  UNIQUE (heat_id, number),
  CONSTRAINT heat_reports_state_is_known CHECK (state IN ('reported', 'accepted', 'returned')),
  CONSTRAINT heat_reports_are_answered_by_somebody CHECK ((state = 'reported') = (answered_by IS NULL) AND (state = 'reported') = (answered_at IS NULL)),
  CONSTRAINT heat_reports_are_returned_for_a_reason CHECK (state <> 'returned' OR (answer_reason IS NOT NULL AND answer_reason <> '')),
  CONSTRAINT heat_reports_scan_is_whole CHECK ((scan_sha256 IS NULL) = (scan_name IS NULL) AND (scan_sha256 IS NULL) = (scan_bytes IS NULL))
);
CREATE UNIQUE INDEX heat_reports_one_under_way ON heat_reports (heat_id) WHERE state IN ('reported', 'accepted');

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
  recipient text NOT NULL,
  recipient_zh text NOT NULL,
  recipient_en text NOT NULL,
  state text NOT NULL,
  passed_on_from {uuid} REFERENCES awards (id),
  passed_on_reason text,
  given_by {uuid} NOT NULL REFERENCES accounts (id),
  given_at bigint NOT NULL,
  accepted_at bigint,
  declined_by {uuid} REFERENCES accounts (id),
  declined_at bigint,
  declined_reason text,
  revoked_by {uuid} REFERENCES accounts (id),
  revoked_at bigint,
  revision bigint NOT NULL,
  FOREIGN KEY (contest_id, tier_key) REFERENCES award_tiers (contest_id, key),
  CONSTRAINT awards_recipient_is_known CHECK (recipient IN ('entry', 'person', 'organization')),
  CONSTRAINT awards_state_is_known CHECK (state IN ('given', 'accepted', 'declined', 'revoked')),
  CONSTRAINT awards_accepted_at_an_instant CHECK (state <> 'accepted' OR accepted_at IS NOT NULL),
  CONSTRAINT awards_pass_on_for_a_reason CHECK ((passed_on_from IS NULL) = (passed_on_reason IS NULL)),
  CONSTRAINT awards_declined_for_a_reason CHECK ((state = 'declined') = (declined_at IS NOT NULL) AND (state = 'declined') = (declined_by IS NOT NULL) AND (state = 'declined') = (declined_reason IS NOT NULL)),
  CONSTRAINT awards_revoked_by_somebody CHECK ((state = 'revoked') = (revoked_at IS NOT NULL) AND (state = 'revoked') = (revoked_by IS NOT NULL))
);
CREATE UNIQUE INDEX awards_one_per_entry ON awards (entry_id) WHERE state IN ('given', 'accepted') AND recipient = 'entry';
CREATE UNIQUE INDEX awards_pass_on_once ON awards (passed_on_from) WHERE state IN ('given', 'accepted');
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
