-- Who is told what before it is public. Nothing here is ever deleted.
-- Instants are milliseconds since 1970 in UTC. Documents are JSON text. No DECIMAL, no REAL.

CREATE TABLE confidences (
  id {uuid} NOT NULL PRIMARY KEY,
  edition_id {uuid} NOT NULL REFERENCES editions (id),
  entry_id {uuid} REFERENCES entries (id),
  name_zh text NOT NULL,
  name_en text NOT NULL,
  organization text NOT NULL,
  capacity text NOT NULL,
  email text,
  covers text NOT NULL,
  token_hash text UNIQUE,
  token_expires_at bigint,
  state text NOT NULL,
  opened_at bigint,
  answer text,
  answered_at bigint,
  withdrawn_by {uuid} REFERENCES accounts (id),
  withdrawn_at bigint,
  withdrawn_reason text,
  revision bigint NOT NULL,
  CONSTRAINT confidences_state_is_known CHECK (state IN ('told', 'opened', 'answered', 'withdrawn')),
  CONSTRAINT confidences_capacity_is_known CHECK (capacity IN ('team', 'host', 'film_crew', 'engraver', 'printer', 'guest', 'other')),
  CONSTRAINT confidences_answer_is_known CHECK (answer IS NULL OR answer IN ('on_site', 'remote', 'recorded', 'not_coming')),
  CONSTRAINT confidences_are_for_somebody CHECK (entry_id IS NOT NULL OR name_zh <> '' OR name_en <> ''),
  CONSTRAINT confidences_links_end CHECK ((token_hash IS NULL) = (token_expires_at IS NULL)),
  CONSTRAINT confidences_answered_at_an_instant CHECK ((answer IS NULL) = (answered_at IS NULL) AND (answer IS NULL OR opened_at IS NOT NULL)),
  CONSTRAINT confidences_opened_at_an_instant CHECK ((state <> 'told' OR opened_at IS NULL) AND (state NOT IN ('opened', 'answered') OR opened_at IS NOT NULL)),
  CONSTRAINT confidences_withdrawn_for_a_reason CHECK ((state = 'withdrawn') = (withdrawn_at IS NOT NULL) AND (state = 'withdrawn') = (withdrawn_by IS NOT NULL) AND (state = 'withdrawn') = (withdrawn_reason IS NOT NULL))
);
CREATE UNIQUE INDEX confidences_one_per_entry ON confidences (entry_id) WHERE state <> 'withdrawn' AND entry_id IS NOT NULL;
CREATE INDEX confidences_by_edition ON confidences (edition_id);

CREATE TABLE confidence_tellings (
  confidence_id {uuid} NOT NULL REFERENCES confidences (id),
  number integer NOT NULL,
  level text NOT NULL,
  channel text NOT NULL,
  awards text NOT NULL,
  remark text NOT NULL,
  told_by {uuid} NOT NULL REFERENCES accounts (id),
  told_at bigint NOT NULL,
  PRIMARY KEY (confidence_id, number),
  UNIQUE (confidence_id, level),
  CONSTRAINT confidence_tellings_level_is_known CHECK (level IN ('invited', 'some_award', 'exact_tier')),
  CONSTRAINT confidence_tellings_channel_is_known CHECK (channel IN ('application', 'link', 'in_person'))
);

CREATE TABLE confidence_openings (
  confidence_id {uuid} NOT NULL,
  telling integer NOT NULL,
  account_id {uuid} REFERENCES accounts (id),
  pledge integer NOT NULL,
  opened_at bigint NOT NULL,
  FOREIGN KEY (confidence_id, telling) REFERENCES confidence_tellings (confidence_id, number)
);
CREATE UNIQUE INDEX confidence_openings_once_each ON confidence_openings (confidence_id, telling, account_id) WHERE account_id IS NOT NULL;
CREATE UNIQUE INDEX confidence_openings_once_by_link ON confidence_openings (confidence_id, telling) WHERE account_id IS NULL;
