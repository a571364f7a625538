-- What teams hand in, and what screeners say of it.
-- Instants are milliseconds since 1970 in UTC. Documents are JSON text. No DECIMAL, no REAL.

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
  recommended_by_zh text NOT NULL,
  recommended_by_en text NOT NULL,
  division_id {uuid},
  division_by text,
  division_reason text NOT NULL,
  division_by_account {uuid} REFERENCES accounts (id),
  division_at bigint,
  region text NOT NULL,
  organization_key_zh text NOT NULL,
  organization_key_en text NOT NULL,
  state text NOT NULL,
  screening text NOT NULL,
  screening_reason text NOT NULL,
  screened_at bigint,
  answers text NOT NULL,
  lists text NOT NULL,
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
  CONSTRAINT entries_recommended_by_somebody CHECK ((source = 'recommended') = (recommended_by_zh <> '' OR recommended_by_en <> '')),
  CONSTRAINT entries_division_is_given_by_somebody CHECK ((division_id IS NULL) = (division_by IS NULL) AND (division_by IS NULL OR division_by IN ('choice', 'answer', 'headquarters'))),
  CONSTRAINT entries_headquarters_say_why CHECK (division_by IS NULL OR division_by <> 'headquarters' OR division_reason <> ''),
  CONSTRAINT entries_headquarters_sign CHECK ((division_by_account IS NULL) = (division_at IS NULL) AND (division_at IS NOT NULL) = (division_by IS NOT NULL AND division_by = 'headquarters')),
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

-- The title stands before the document, so that lists do not read the document for it.
CREATE TABLE entry_versions (
  id {uuid} NOT NULL PRIMARY KEY,
  entry_id {uuid} NOT NULL REFERENCES entries (id),
  number integer NOT NULL,
  title_zh text NOT NULL,
  title_en text NOT NULL,
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
