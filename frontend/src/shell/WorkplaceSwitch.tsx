// Edition and role: where the reader is, and the other places this account may work.
import { Link, useRouterState } from "@tanstack/react-router";
import { useTranslation } from "react-i18next";
import type { Workplace } from "../api/types";
import { usePick, Words } from "./bilingual";
import { Disclosure } from "./Disclosure";
import { Icon } from "./icons";
import { inOrder, placeOf, workplaceAt } from "./places";
import styles from "./TopBar.module.css";

export function WorkplaceSwitch({ workplaces }: { workplaces: Workplace[] }) {
  const { t } = useTranslation("shell");
  const pickText = usePick();
  const path = useRouterState({ select: (state) => state.location.pathname });
  const places = inOrder(workplaces);
  const here = workplaceAt(path, places);
  if (workplaces.length === 0) return null;
  const label = here ? `${t(`role.${here.role}`)} · ${pickText(here.edition.title)}` : t("workplace.choose");
  return (
    <Disclosure
      align="start" className={styles.workplace} name={t("workplace.switch", { current: label })}
      label={<><span className={styles.clip}>{label}</span><Icon name="down" /></>}
    >
      <p className="hint">{t("workplace.title")}</p>
      <ul className={`plain ${styles.places ?? ""}`}>
        {places.map((workplace) => (
          <li key={`${workplace.role} ${workplace.edition.slug}`}>
            <Link to={placeOf(workplace)} aria-current={workplace === here ? "true" : undefined}>
              <span className="strong">{t(`role.${workplace.role}`)}</span>
              <span className="hint"><Words of={workplace.edition.title} /></span>
            </Link>
          </li>
        ))}
      </ul>
    </Disclosure>
  );
}
