-- Organizations that the lists of an entry name, as they are compared: whoever is tied to one of them must
-- not judge it. They are those of the version that stands; of the draft before there is one.

CREATE TABLE entry_organizations (
  entry_id {uuid} NOT NULL REFERENCES entries (id),
  organization_key text NOT NULL,
  PRIMARY KEY (entry_id, organization_key),
  CONSTRAINT entry_organizations_have_a_name CHECK (organization_key <> '')
);
