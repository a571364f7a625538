-- The chain that approves a list before it is published, and awards by exception.
-- Instants are milliseconds since 1970 in UTC. Documents are JSON text. No DECIMAL, no REAL.

-- A request. Its list and its chain do not change.
CREATE TABLE approvals (
  id {uuid} NOT NULL PRIMARY KEY,
  edition_id {uuid} NOT NULL REFERENCES editions (id),
  number integer NOT NULL,
  items text NOT NULL,
  list_hash text NOT NULL,
  steps text NOT NULL,
  requested_by {uuid} NOT NULL REFERENCES accounts (id),
  requested_at bigint NOT NULL,
  scan_name text,
  scan_bytes bigint,
  scan_sha256 text,
  state text NOT NULL,
  ended_by {uuid} REFERENCES accounts (id),
  ended_at bigint,
  end_reason text,
  revision bigint NOT NULL,
  UNIQUE (edition_id, number),
  CONSTRAINT approvals_state_is_known CHECK (state IN ('requested', 'approved', 'returned', 'recalled')),
  CONSTRAINT approvals_number_from_one CHECK (number > 0),
  CONSTRAINT approvals_scan_is_whole CHECK ((scan_name IS NULL) = (scan_sha256 IS NULL) AND (scan_bytes IS NULL) = (scan_sha256 IS NULL)),
  CONSTRAINT approvals_end_at_an_instant CHECK ((state = 'requested') = (ended_at IS NULL)),
  CONSTRAINT approvals_end_for_a_reason CHECK ((state IN ('returned', 'recalled')) = (ended_by IS NOT NULL AND end_reason IS NOT NULL))
);
CREATE UNIQUE INDEX approvals_one_in_force ON approvals (edition_id) WHERE state IN ('requested', 'approved');

-- A step that is done: in the application by an approver, or on paper and registered.
CREATE TABLE approval_steps (
  approval_id {uuid} NOT NULL REFERENCES approvals (id),
  position integer NOT NULL,
  list_hash text NOT NULL,
  signed_by {uuid} NOT NULL REFERENCES accounts (id),
  signed_at bigint NOT NULL,
  document text,
  document_date text,
  signers text,
  scan_name text,
  scan_bytes bigint,
  scan_sha256 text,
  PRIMARY KEY (approval_id, position),
  CONSTRAINT approval_steps_paper_is_whole CHECK ((document IS NULL) = (document_date IS NULL) AND (document IS NULL) = (signers IS NULL) AND (document IS NULL) = (scan_name IS NULL) AND (document IS NULL) = (scan_bytes IS NULL) AND (document IS NULL) = (scan_sha256 IS NULL))
);

-- What a step struck off the list.
CREATE TABLE approval_strikes (
  approval_id {uuid} NOT NULL REFERENCES approvals (id),
  award_id {uuid} NOT NULL REFERENCES awards (id),
  step integer NOT NULL,
  reason text NOT NULL,
  PRIMARY KEY (approval_id, award_id),
  FOREIGN KEY (approval_id, step) REFERENCES approval_steps (approval_id, position),
  CONSTRAINT approval_strikes_say_why CHECK (reason <> '')
);

-- An award that no standing recommends: proposed by one person, confirmed by another.
CREATE TABLE award_exceptions (
  id {uuid} NOT NULL PRIMARY KEY,
  edition_id {uuid} NOT NULL REFERENCES editions (id),
  contest_id {uuid} NOT NULL,
  tier_key text NOT NULL,
  entry_id {uuid} REFERENCES entries (id),
  title_zh text NOT NULL,
  title_en text NOT NULL,
  recipient_zh text NOT NULL,
  recipient_en text NOT NULL,
  reason text NOT NULL,
  proposed_by {uuid} NOT NULL REFERENCES accounts (id),
  proposed_at bigint NOT NULL,
  confirmed_by {uuid} REFERENCES accounts (id),
  confirmed_at bigint,
  award_id {uuid} UNIQUE REFERENCES awards (id),
  withdrawn_by {uuid} REFERENCES accounts (id),
  withdrawn_at bigint,
  withdrawn_reason text,
  revision bigint NOT NULL,
  FOREIGN KEY (contest_id, tier_key) REFERENCES award_tiers (contest_id, key),
  CONSTRAINT award_exceptions_say_why CHECK (reason <> ''),
  CONSTRAINT award_exceptions_need_two_people CHECK (confirmed_by IS NULL OR confirmed_by <> proposed_by),
  CONSTRAINT award_exceptions_confirmed_give_an_award CHECK ((confirmed_by IS NULL) = (award_id IS NULL) AND (confirmed_by IS NULL) = (confirmed_at IS NULL)),
  CONSTRAINT award_exceptions_withdrawn_say_why CHECK ((withdrawn_by IS NULL) = (withdrawn_at IS NULL) AND (withdrawn_by IS NULL) = (withdrawn_reason IS NULL)),
  CONSTRAINT award_exceptions_withdrawn_give_none CHECK (withdrawn_by IS NULL OR confirmed_by IS NULL)
);
CREATE INDEX award_exceptions_by_edition ON award_exceptions (edition_id);
