-- Awards and their publication.
-- Instants are milliseconds since 1970 in UTC. Documents are JSON text. No DECIMAL, no REAL.

CREATE TABLE awards (
  id {uuid} NOT NULL PRIMARY KEY,
  edition_id {uuid} NOT NULL REFERENCES editions (id),
  contest_id {uuid} NOT NULL,
  tier_key text NOT NULL,
  entry_id {uuid} REFERENCES entries (id),
  title_zh text NOT NULL,
  title_en text NOT NULL,
  special_reason text,
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
  struck_by {uuid} REFERENCES accounts (id),
  struck_at bigint,
  struck_reason text,
  revision bigint NOT NULL,
  FOREIGN KEY (contest_id, tier_key) REFERENCES award_tiers (contest_id, key),
  CONSTRAINT awards_recipient_is_known CHECK (recipient IN ('entry', 'person', 'organization')),
  CONSTRAINT awards_state_is_known CHECK (state IN ('given', 'accepted', 'declined', 'revoked', 'struck')),
  CONSTRAINT awards_of_no_entry_for_a_reason CHECK ((entry_id IS NULL) = (special_reason IS NOT NULL)),
  CONSTRAINT awards_of_no_entry_are_titled CHECK (entry_id IS NOT NULL OR title_zh <> '' OR title_en <> ''),
  CONSTRAINT awards_accepted_at_an_instant CHECK (state <> 'accepted' OR accepted_at IS NOT NULL),
  CONSTRAINT awards_pass_on_for_a_reason CHECK ((passed_on_from IS NULL) = (passed_on_reason IS NULL)),
  CONSTRAINT awards_declined_for_a_reason CHECK ((state = 'declined') = (declined_at IS NOT NULL) AND (state = 'declined') = (declined_by IS NOT NULL) AND (state = 'declined') = (declined_reason IS NOT NULL)),
  CONSTRAINT awards_struck_for_a_reason CHECK ((state = 'struck') = (struck_by IS NOT NULL AND struck_at IS NOT NULL AND struck_reason IS NOT NULL)),
  CONSTRAINT awards_revoked_by_somebody CHECK ((state = 'revoked') = (revoked_at IS NOT NULL) AND (state = 'revoked') = (revoked_by IS NOT NULL))
);
CREATE UNIQUE INDEX awards_one_per_entry ON awards (entry_id) WHERE state IN ('given', 'accepted') AND recipient = 'entry';
CREATE UNIQUE INDEX awards_pass_on_once ON awards (passed_on_from) WHERE state IN ('given', 'accepted');
CREATE INDEX awards_by_edition ON awards (edition_id);

-- The entries of a composite award after its first, in order.
CREATE TABLE award_entries (
  award_id {uuid} NOT NULL REFERENCES awards (id),
  position integer NOT NULL,
  entry_id {uuid} NOT NULL REFERENCES entries (id),
  PRIMARY KEY (award_id, position),
  UNIQUE (award_id, entry_id),
  CONSTRAINT award_entries_come_after_the_first CHECK (position > 0)
);
CREATE INDEX award_entries_by_entry ON award_entries (entry_id);

CREATE TABLE publications (
  id {uuid} NOT NULL PRIMARY KEY,
  edition_id {uuid} NOT NULL REFERENCES editions (id),
  number integer NOT NULL,
  kind text NOT NULL,
  note_zh text,
  note_en text,
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
  correction_by {uuid} REFERENCES accounts (id),
  correction_at bigint,
  correction_reason text,
  revision bigint NOT NULL,
  UNIQUE (edition_id, number),
  CONSTRAINT publications_kind_is_known CHECK (kind IN ('provisional', 'final', 'corrected')),
  CONSTRAINT publications_corrected_with_a_note CHECK ((kind = 'corrected') = (note_zh IS NOT NULL) AND (kind = 'corrected') = (note_en IS NOT NULL)),
  CONSTRAINT publications_correction_for_a_reason CHECK ((correction_by IS NULL) = (correction_at IS NULL) AND (correction_by IS NULL) = (correction_reason IS NULL)),
  CONSTRAINT publications_correct_what_stands CHECK (correction_by IS NULL OR (state = 'confirmed' AND kind <> 'provisional')),
  CONSTRAINT publications_state_is_known CHECK (state IN ('proposed', 'confirmed', 'stopped')),
  CONSTRAINT publications_need_two_officers CHECK (confirmed_by IS NULL OR confirmed_by <> proposed_by),
  CONSTRAINT publications_confirmed_by_somebody CHECK (state <> 'confirmed' OR (confirmed_by IS NOT NULL AND confirmed_at IS NOT NULL)),
  CONSTRAINT publications_stopped_for_a_reason CHECK ((state = 'stopped') = (stopped_by IS NOT NULL AND stopped_at IS NOT NULL AND stop_reason IS NOT NULL))
);
