-- Messages, the audit log, and what is never rewritten.
-- Instants are milliseconds since 1970 in UTC. Documents are JSON text. No DECIMAL, no REAL.

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

-- What is on the record is never rewritten. The papers of a void ballot are made blank again.
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
CREATE TRIGGER ballot_papers_are_final BEFORE UPDATE ON ballot_papers WHEN (OLD.choice <> '-' AND NOT (NEW.choice = '-' AND EXISTS (SELECT 1 FROM ballots WHERE id = OLD.ballot_id AND state = 'void'))) OR NEW.paper_key <> OLD.paper_key OR NEW.ballot_id <> OLD.ballot_id OR NEW.entry_id <> OLD.entry_id BEGIN
  SELECT RAISE(ABORT, 'ballot papers are append-only');
END;
CREATE TRIGGER ballot_papers_never_go BEFORE DELETE ON ballot_papers BEGIN
  SELECT RAISE(ABORT, 'ballot papers are append-only');
END;
CREATE TRIGGER ballot_participations_are_final BEFORE UPDATE ON ballot_participations WHEN OLD.participation = 'v' BEGIN
  SELECT RAISE(ABORT, 'ballot participations are append-only');
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
CREATE FUNCTION refuse_refilling() RETURNS trigger LANGUAGE plpgsql AS 'BEGIN IF NEW.choice = ''-'' AND NEW.paper_key = OLD.paper_key AND NEW.ballot_id = OLD.ballot_id AND NEW.entry_id = OLD.entry_id AND EXISTS (SELECT 1 FROM ballots WHERE id = OLD.ballot_id AND state = ''void'') THEN RETURN NEW; END IF; RAISE EXCEPTION ''% is append-only'', TG_TABLE_NAME; END;';
CREATE TRIGGER ballot_papers_are_final BEFORE UPDATE ON ballot_papers FOR EACH ROW WHEN (OLD.choice <> '-' OR NEW.paper_key <> OLD.paper_key OR NEW.ballot_id <> OLD.ballot_id OR NEW.entry_id <> OLD.entry_id) EXECUTE FUNCTION refuse_refilling();
CREATE TRIGGER ballot_papers_never_go BEFORE DELETE ON ballot_papers FOR EACH ROW EXECUTE FUNCTION refuse_rewriting();
CREATE TRIGGER ballot_participations_are_final BEFORE UPDATE ON ballot_participations FOR EACH ROW WHEN (OLD.participation = 'v') EXECUTE FUNCTION refuse_rewriting();
CREATE TRIGGER audit_entries_are_only_numbered BEFORE UPDATE ON audit_entries FOR EACH ROW WHEN (OLD.number IS NOT NULL OR NEW.detail <> OLD.detail OR NEW.action <> OLD.action OR NEW.at <> OLD.at OR NEW.subject_id <> OLD.subject_id) EXECUTE FUNCTION refuse_rewriting();
CREATE TRIGGER audit_entries_never_go BEFORE DELETE ON audit_entries FOR EACH ROW EXECUTE FUNCTION refuse_rewriting();
-- end
