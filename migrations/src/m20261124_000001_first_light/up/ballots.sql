-- Secret votes of panels. Nothing here tells who voted how, not to whoever holds the file either: papers are made
-- when a ballot opens, one for each entry and each member who may vote on it, under random keys, and a vote fills
-- blank ones in that are picked at random. A filled paper is as long as a blank one, so it stays where it was; it has
-- no person, no time, no revision and no order. Who took part is another table without a key in common, made and
-- filled in the same way. No index holds a choice.

CREATE TABLE ballots (
  id {uuid} NOT NULL PRIMARY KEY,
  edition_id {uuid} NOT NULL REFERENCES editions (id),
  heat_id {uuid} NOT NULL REFERENCES heats (id),
  number integer NOT NULL,
  entries text NOT NULL,
  picks integer,
  state text NOT NULL,
  opened_by {uuid} NOT NULL REFERENCES accounts (id),
  opened_at bigint NOT NULL,
  counted_by {uuid} REFERENCES accounts (id),
  counted_at bigint,
  counts text,
  revision bigint NOT NULL,
  UNIQUE (heat_id, number),
  CONSTRAINT ballots_state_is_known CHECK (state IN ('open', 'counted', 'void')),
  CONSTRAINT ballots_are_counted_once_closed CHECK ((state <> 'open') = (counted_at IS NOT NULL) AND (state <> 'open') = (counts IS NOT NULL) AND (state <> 'open') = (counted_by IS NOT NULL))
);
CREATE UNIQUE INDEX ballots_one_open_in_a_heat ON ballots (heat_id) WHERE state = 'open';

-- blank, yes, no, abstain
CREATE TABLE ballot_papers (
  paper_key text NOT NULL PRIMARY KEY,
  ballot_id {uuid} NOT NULL REFERENCES ballots (id),
  entry_id {uuid} NOT NULL REFERENCES entries (id),
  choice text NOT NULL,
  CONSTRAINT ballot_papers_choice_is_known CHECK (choice IN ('-', 'y', 'n', 'a'))
);
CREATE INDEX ballot_papers_by_ballot ON ballot_papers (ballot_id, entry_id);

-- absent, present, voted
CREATE TABLE ballot_participations (
  ballot_id {uuid} NOT NULL REFERENCES ballots (id),
  judge_id {uuid} NOT NULL REFERENCES judges (id),
  participation text NOT NULL,
  PRIMARY KEY (ballot_id, judge_id),
  CONSTRAINT ballot_participations_are_known CHECK (participation IN ('a', 'p', 'v'))
);

CREATE TABLE ballot_recusals (
  ballot_id {uuid} NOT NULL REFERENCES ballots (id),
  judge_id {uuid} NOT NULL REFERENCES judges (id),
  entry_id {uuid} NOT NULL REFERENCES entries (id),
  PRIMARY KEY (ballot_id, judge_id, entry_id)
);
