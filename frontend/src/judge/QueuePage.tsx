// G3: how far am I, what is next. One big button; j, k and Enter walk the list. Before there are sheets, the invitation.
import { useSuspenseQuery } from "@tanstack/react-query";
import { getRouteApi, Link } from "@tanstack/react-router";
import { useEffect, useRef, useState } from "react";
import { useTranslation } from "react-i18next";
import { judgeQueueQuery, judgeSheetQuery } from "../api/judge";
import { queries } from "../api/queries";
import type { QueueHeat } from "../api/types";
import { unsentCopies } from "../forms/device-copy";
import { isTyping } from "../forms/keys";
import { engineFor } from "../forms/use-autosave";
import { Words } from "../shell/bilingual";
import { Icon } from "../shell/icons";
import { Instant } from "../shell/Instant";
import { Empty } from "../shell/PageStates";
import { PageTitle } from "../shell/PageTitle";
import { Invitation } from "./Invitation";
import { declarationsOf, hasManyEditions, heatsOf, inOrderOfWork, invitationsOf, nextOpenAlias, progressOf, sorted, waiting } from "./queue-order";
import { Organizations } from "./Organizations";
import { COPY_PREFIX, sheetSource } from "./sheet-source";
import { SheetStateTag } from "./SheetParts";
import { ProgressArc } from "./ProgressArc";
import styles from "./QueuePage.module.css";

const route = getRouteApi("/signed-in/judge/");

function unsentAliases(): Set<string> {
  return new Set(unsentCopies(COPY_PREFIX).map((key) => key.slice(COPY_PREFIX.length)));
}

/** Sends what earlier pages left on this device. */
function useDrain() {
  const [unsent, setUnsent] = useState(unsentAliases);
  useEffect(() => {
    const drain = async () => {
      for (const alias of unsentAliases()) {
        const sheet = await queries.fetchQuery(judgeSheetQuery(alias)).catch(() => null);
        if (sheet) await engineFor(sheetSource(sheet), sheet).flush();
      }
      setUnsent(unsentAliases());
    };
    void drain();
    const timer = setInterval(() => { void drain(); }, 15_000);
    return () => { clearInterval(timer); };
  }, []);
  return unsent;
}

export function QueuePage() {
  const { t } = useTranslation("judge");
  const { done } = route.useSearch();
  const { data: queue } = useSuspenseQuery(judgeQueueQuery);
  const unsent = useDrain();
  const list = useRef<HTMLDivElement>(null);
  useListKeys(list);
  const next = nextOpenAlias(queue, null);
  const { assigned, submitted } = progressOf(queue);
  const many = hasManyEditions(queue);
  const invitations = invitationsOf(queue);
  const declined = invitations.length > 0 && invitations.every(({ state }) => state === "declined");
  return (
    <div className="page" ref={list}>
      <div className="page-head">
        <div><PageTitle title={t("queue.title")}>{t("queue.title")}</PageTitle></div>
      </div>
      {invitations.map((invitation) => (
        <Invitation key={invitation.edition.slug} invitation={invitation} heats={heatsOf(queue, invitation)} />
      ))}
      {assigned === 0 && declined ? null : assigned === 0 && !queue.heats.some(({ votes }) => votes) ? (
        <Empty title={t("queue.emptyTitle")}><p>{t("queue.empty")}</p></Empty>
      ) : assigned === 0 ? null : (
        <section className={`card ${styles.progress ?? ""}`} aria-label={t("queue.progress")}>
          <ProgressArc done={submitted} of={assigned} />
          <div className="stack tight">
            <p className="lead strong">{t("queue.count", { submitted, count: assigned })}</p>
            {next === null ? (
              <p className={done ? "note good" : ""}>{submitted === assigned ? t("queue.allDone") : t("queue.nothingOpen")}</p>
            ) : (
              <Link to="/judge/assignments/$alias" params={{ alias: next }} className={styles.go}>
                {submitted === 0 ? t("queue.start") : t("queue.continue")} <Icon name="next" />
              </Link>
            )}
          </div>
        </section>
      )}
      {inOrderOfWork(queue).filter((heat) => heat.assignments.length > 0).map((heat) => (
        <HeatList key={`${heat.edition.slug} ${heat.heat.key}`} heat={heat} unsent={unsent} withEdition={many} />
      ))}
      <Later heats={waiting(queue)} withEdition={many} />
      {declarationsOf(queue).map((invitation, _, all) => (
        <Organizations key={invitation.edition.slug} invitation={invitation} named={all.length > 1} />
      ))}
    </div>
  );
}

interface HeatListProps {
  heat: QueueHeat;
  unsent: ReadonlySet<string>;
  withEdition: boolean;
}

/** The sheets of a heat. What is closed is folded: it can be read again, and nothing is left to do in it. */
function HeatList({ heat, unsent, withEdition }: HeatListProps) {
  const { t } = useTranslation("judge");
  const id = `heat-${heat.edition.slug}-${heat.heat.key}`;
  const isFolded = heat.state === "closed" && !heat.assignments.some(({ alias }) => unsent.has(alias));
  return (
    <section className="stack tight" aria-labelledby={id}>
      <div className="row apart">
        <h2 id={id}>
          <Words of={heat.heat.title} />{withEdition ? <> <span className="hint"><Words of={heat.edition.title} /></span></> : null}
        </h2>
        <p className="hint">
          {heat.votes ? null : <>{t("heat.count", { submitted: heat.submitted, assigned: heat.assigned })} · </>}{t(`heat.${heat.state}`)}
          {heat.state === "closed" ? null : <> · {t("heat.closes")} <Instant at={heat.closes_at} zone={heat.edition.zone} /></>}
        </p>
      </div>
      {heat.votes && heat.state === "open" ? (
        <p>
          <Link to="/judge/ballots/$edition/$heat" params={{ edition: heat.edition.slug, heat: heat.heat.key }} className={styles.go}>
            {t("heat.vote")} <Icon name="next" />
          </Link>
        </p>
      ) : null}
      {isFolded ? (
        <details className={styles.folded}>
          <summary>{t("heat.readAgain", { count: heat.assignments.length })}</summary>
          <SheetList heat={heat} unsent={unsent} />
        </details>
      ) : <SheetList heat={heat} unsent={unsent} />}
    </section>
  );
}

function SheetList({ heat, unsent }: Omit<HeatListProps, "withEdition">) {
  const { t } = useTranslation("judge");
  return (
    <ol className={`plain ${styles.list ?? ""}`}>
      {sorted(heat, unsent).map((assignment) => {
        const line = (
          <>
            <span className={styles.position}>{assignment.position}</span>
            <span className={styles.title}><Words of={assignment.title} /></span>
            <span className="hint">{assignment.number}</span>
            {unsent.has(assignment.alias) ? <span className="tag wait"><Icon name="device" />{t("state.unsent")}</span> : null}
            <SheetStateTag state={assignment.state} scored={assignment.scored} criteria={assignment.criteria} />
          </>
        );
        return (
          <li key={assignment.alias}>
            {assignment.state === "recused" ? <div className={styles.item}>{line}</div> : (
              <Link to="/judge/assignments/$alias" params={{ alias: assignment.alias }} className={styles.item} data-item>{line}</Link>
            )}
          </li>
        );
      })}
    </ol>
  );
}

/** Panels of which no entry has come yet, while others have begun. */
function Later({ heats, withEdition }: { heats: QueueHeat[]; withEdition: boolean }) {
  const { t } = useTranslation("judge");
  if (heats.length === 0) return null;
  return (
    <section className="stack tight" aria-labelledby="later">
      <h2 id="later">{t("queue.later")}</h2>
      <ul>
        {heats.map(({ edition, heat }) => (
          <li key={`${edition.slug} ${heat.key}`}>
            <Words of={heat.title} />{withEdition ? <> <span className="hint"><Words of={edition.title} /></span></> : null}
          </li>
        ))}
      </ul>
    </section>
  );
}

/** j and k walk the links of the list; Enter is the link's own key. */
function useListKeys(frame: React.RefObject<HTMLElement | null>) {
  useEffect(() => {
    const walk = (event: KeyboardEvent) => {
      const step = { KeyJ: 1, KeyK: -1 }[event.code];
      if (step === undefined || event.isComposing || event.ctrlKey || event.metaKey || event.altKey || isTyping(event.target)) return;
      const items = [...(frame.current?.querySelectorAll<HTMLElement>("[data-item]") ?? [])].filter((item) => item.closest("details:not([open])") === null);
      const at = items.findIndex((item) => item === document.activeElement);
      items[at === -1 ? 0 : Math.max(0, Math.min(items.length - 1, at + step))]?.focus();
    };
    document.addEventListener("keydown", walk);
    return () => { document.removeEventListener("keydown", walk); };
  }, [frame]);
}
