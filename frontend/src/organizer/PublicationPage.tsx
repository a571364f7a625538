// O14: the list as it would be published, what blocks it, and the two-person way to make it public.
import { useSuspenseQuery } from "@tanstack/react-query";
import { getRouteApi } from "@tanstack/react-router";
import { useTranslation } from "react-i18next";
import { publicationsQuery } from "../api/editions";
import type { Publications } from "../api/types";
import { Words } from "../shell/bilingual";
import { CardCell, CardName, CardRow, Cards } from "../shell/Cards";
import { PageTitle } from "../shell/PageTitle";
import { useProblemText } from "../shell/problem-text";
import { TableFrame } from "../shell/TableFrame";
import { ListDifference } from "./ListDifference";
import { ProposeForm } from "./ProposeForm";
import { PublicationCard } from "./PublicationParts";
import styles from "./Organizer.module.css";

const route = getRouteApi("/signed-in/editions/$edition/publication");

export function PublicationPage() {
  const { t } = useTranslation("organizer");
  const { edition } = route.useParams();
  const { data } = useSuspenseQuery(publicationsQuery(edition));
  const zone = data.edition.zone;
  return (
    <div className="page">
      <PageTitle title={t("publication.title")}>{t("publication.title")}</PageTitle>
      <p className="lead">{t("publication.lead")}</p>
      {data.publications.length > 0 ? (
        <section className="stack" aria-labelledby="acts">
          <h2 id="acts">{t("publication.acts")}</h2>
          {data.publications.map((item) => (
            <PublicationCard key={item.id} edition={edition} zone={zone} item={item} draftHash={data.draft.list_hash} />
          ))}
        </section>
      ) : null}
      <section className="stack" aria-labelledby="draft">
        <h2 id="draft">{t("publication.draft")}</h2>
        {data.draft.blockers.some(({ code }) => code !== "publication_under_way") ? <Blockers draft={data.draft} /> : null}
        {data.draft.difference ? <div className="card"><ListDifference of={data.draft.difference} /></div> : null}
        {data.draft.items.length > 0 ? <DraftList draft={data.draft} /> : <p className="hint">{t("publication.draftEmpty")}</p>}
        {data.may.propose ? <ProposeForm edition={edition} zone={zone} draft={data.draft} /> : null}
      </section>
    </div>
  );
}

/** The entry that a pointer such as /items/2/title/en speaks of. */
function numberAt(pointer: string, draft: Publications["draft"]): string {
  const index = /^\/items\/(\d+)/.exec(pointer)?.[1];
  return draft.items[Number(index)]?.entries.map(({ number }) => number).join(", ") ?? "";
}

function Blockers({ draft }: { draft: Publications["draft"] }) {
  const { t } = useTranslation("organizer");
  const sentence = useProblemText();
  return (
    <div className="note wait">
      <h3>{t("publication.blockers")}</h3>
      <ul>
        {draft.blockers.map(({ pointer, code, params }) => (
          <li key={`${pointer} ${code}`}>{numberAt(pointer, draft)} {sentence(code, params as Record<string, unknown>)}</li>
        ))}
      </ul>
    </div>
  );
}

function DraftList({ draft }: { draft: Publications["draft"] }) {
  const { t } = useTranslation("organizer");
  const { t: say } = useTranslation("awards");
  const contests = new Set(draft.items.map(({ contest }) => contest.key)).size > 1;
  const people = draft.items.some(({ name }) => name !== null);
  return (
    <>
      <TableFrame>
        <Cards>
          <thead>
            <tr>
              <th scope="col">{t("awards.award")}</th>{people ? <th scope="col">{say("holderColumn")}</th> : null}
              <th scope="col">{t("entries.entry")}</th><th scope="col">{t("entries.team")}</th>
            </tr>
          </thead>
          <tbody>
            {draft.items.map(({ contest, tier, title, entries, recipient, name }, index) => (
              // Two people of one entry may hold the same tier; the order is the server's.
              <CardRow key={`${String(index)} ${tier.key}`}>
                <CardCell label={t("awards.award")}><span className="tag info" style={{ whiteSpace: "normal" }}><Words of={tier.title} /></span>{contests ? <span className={styles.tie}><Words of={contest.title} /></span> : null}</CardCell>
                {people ? <CardCell label={say("holderColumn")}>{name ? <Words of={name} /> : <span className="hint">{say(`recipients.${recipient}`)}</span>}</CardCell> : null}
                <CardName>
                  <Words of={title} /> {entries.length === 1 ? <span className="hint">{entries[0]?.number}</span> : null}
                  {entries.length > 1 ? entries.map((entry) => (
                    <p key={entry.number} className="hint"><Words of={entry.title} /> {entry.number}</p>
                  )) : null}
                </CardName>
                <CardCell label={t("entries.team")}>{entries.map((entry) => <div key={entry.number}><Words of={entry.team} /></div>)}</CardCell>
              </CardRow>
            ))}
          </tbody>
        </Cards>
      </TableFrame>
      <p className="hint">{t("publication.hash")} <span className="mono">{draft.list_hash}</span></p>
    </>
  );
}
