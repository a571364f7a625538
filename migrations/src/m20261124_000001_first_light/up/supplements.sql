-- What shortlisted teams are asked for after the call, one row for each entry: asking again moves the
-- instant and the remark. Whether one lapsed is a question to the clock.
-- Instants are milliseconds since 1970 in UTC.

CREATE TABLE supplements (
  id {uuid} NOT NULL PRIMARY KEY,
  edition_id {uuid} NOT NULL REFERENCES editions (id),
  entry_id {uuid} NOT NULL UNIQUE REFERENCES entries (id),
  requested_by {uuid} NOT NULL REFERENCES accounts (id),
  requested_at bigint NOT NULL,
  due_at bigint NOT NULL,
  remark_zh text NOT NULL,
  remark_en text NOT NULL,
  received_version_id {uuid} REFERENCES entry_versions (id),
  received_at bigint,
  CONSTRAINT supplements_leave_time CHECK (due_at > requested_at),
  CONSTRAINT supplements_received_has_version CHECK ((received_version_id IS NULL) = (received_at IS NULL)),
  CONSTRAINT supplements_received_in_time CHECK (received_at IS NULL OR received_at <= due_at)
);
CREATE INDEX supplements_by_edition ON supplements (edition_id, due_at);
