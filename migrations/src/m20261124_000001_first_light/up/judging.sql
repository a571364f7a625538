-- Judges, who reads what, sheets, and who goes on.
-- Instants are milliseconds since 1970 in UTC. Documents are JSON text. No DECIMAL, no REAL.

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

-- Organizations that a judge is tied to, beside the one where the judge works.
CREATE TABLE judge_organizations (
  judge_id {uuid} NOT NULL REFERENCES judges (id),
  organization_key text NOT NULL,
  name text NOT NULL,
  position integer NOT NULL,
  PRIMARY KEY (judge_id, organization_key),
  CONSTRAINT judge_organizations_have_a_name CHECK (organization_key <> '')
);

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
  place_of_route_id {uuid} REFERENCES routes (id),
  from_heat_id {uuid} REFERENCES heats (id),
  to_heat_id {uuid} NOT NULL REFERENCES heats (id),
  entry_id {uuid} NOT NULL REFERENCES entries (id),
  kind text NOT NULL,
  place integer,
  reason text NOT NULL,
  decided_by {uuid} NOT NULL REFERENCES accounts (id),
  decided_at bigint NOT NULL,
  CONSTRAINT advancements_kind_is_known CHECK (kind IN ('quota', 'tie_decision', 'wildcard', 'reallocated', 'direct')),
  CONSTRAINT advancements_take_a_place_of_another CHECK ((kind = 'reallocated') = (place_of_route_id IS NOT NULL)),
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
  CONSTRAINT assignments_state_is_known CHECK (state IN ('not_started', 'draft', 'reading', 'submitted', 'recused', 'waived')),
  CONSTRAINT assignments_submitted_has_version CHECK (state <> 'submitted' OR (submitted_version IS NOT NULL AND state_at IS NOT NULL)),
  CONSTRAINT assignments_stepping_aside_has_reason CHECK (state NOT IN ('recused', 'waived') OR (state_reason IS NOT NULL AND state_at IS NOT NULL))
);
CREATE INDEX assignments_by_judge ON assignments (judge_id, heat_id, position);
CREATE INDEX assignments_by_entry ON assignments (entry_id);
-- A heat is counted by entry and state again and again, and its thousands of rows stay unread.
CREATE INDEX assignments_by_heat ON assignments (heat_id, entry_id, version_id, state);

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
