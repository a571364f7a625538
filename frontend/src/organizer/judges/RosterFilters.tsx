// What narrows the roster. Each choice is part of the address.
import { NativeSelect } from "@mantine/core";
import { useTranslation } from "react-i18next";
import type { HeatSummary } from "../../api/types";
import { usePick } from "../../shell/bilingual";
import { INVITATIONS, NO_PANEL, PROGRESS, rosterSearch, tidy } from "./roster";
import type { RosterSearch } from "./roster";
import { SearchField } from "../SearchField";
import styles from "./Judges.module.css";

interface Props {
  search: RosterSearch;
  heats: HeatSummary[];
  onSearch: (search: RosterSearch) => void;
}

export function RosterFilters({ search, heats, onSearch }: Props) {
  const { t } = useTranslation("judges");
  const pickText = usePick();
  const narrow = (part: Record<string, unknown>) => { onSearch(rosterSearch({ ...search, ...part })); };
  return (
    <search className={`${styles.filters ?? ""} no-print`} aria-label={t("filter.name")}>
      <SearchField label={t("filter.search")} value={search.text} onChange={(text) => { onSearch(tidy({ ...search, text })); }} />
      {heats.length > 1 ? (
        <NativeSelect
          label={t("filter.heat")} value={search.heat ?? ""} onChange={(event) => { narrow({ heat: event.currentTarget.value }); }}
          data={[{ value: "", label: t("filter.allHeats") }, ...heats.map(({ key, title }) => ({ value: key, label: pickText(title) })), { value: NO_PANEL, label: t("filter.noHeat") }]}
        />
      ) : null}
      <NativeSelect
        label={t("filter.progress")} value={search.progress ?? ""} onChange={(event) => { narrow({ progress: event.currentTarget.value }); }}
        data={[{ value: "", label: t("filter.allProgress") }, ...PROGRESS.map((value) => ({ value, label: t(`filter.${value}`) }))]}
      />
      <NativeSelect
        label={t("invitation")} value={search.invitation ?? ""} onChange={(event) => { narrow({ invitation: event.currentTarget.value }); }}
        data={[{ value: "", label: t("filter.allProgress") }, ...INVITATIONS.map((value) => ({ value, label: t(`states.${value}`) }))]}
      />
    </search>
  );
}
