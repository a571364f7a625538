-- An edition and its shape: contests, divisions, rounds, heats, routes.
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
  approvals text NOT NULL,
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
  applicants text NOT NULL,
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
  outcome text NOT NULL,
  PRIMARY KEY (contest_id, key),
  CONSTRAINT award_tiers_recipient_is_known CHECK (recipient IN ('entry', 'person', 'organization')),
  CONSTRAINT award_tiers_outcome_is_known CHECK (outcome IN ('award', 'special', 'inclusion')),
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
  ballot text,
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
  CONSTRAINT heats_kind_is_known CHECK (kind IN ('scoring', 'pitch', 'imported', 'ballot')),
  CONSTRAINT heats_ballot_says_how CHECK ((kind = 'ballot') = (ballot IS NOT NULL)),
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
