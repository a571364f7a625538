// The fields that narrow a list of entries. Each change is an address; the text waits until one stops typing.
import { Button, NativeSelect } from "@mantine/core";
import { useId, useState } from "react";
import { useTranslation } from "react-i18next";
import type { EntryFilter } from "../../api/entries";
import { usePick } from "../../shell/bilingual";
import { Icon } from "../../shell/icons";
import type { EditionNames, NamedThing } from "../edition-names";
import { SearchField } from "../SearchField";
import { FILTER_KEYS, narrowed, partsOf } from "./entry-filter";
import type { FilterKey } from "./entry-filter";
import styles from "./Entries.module.css";

const STATES = ["draft", "submitted"] as const;
const SCREENINGS = ["pending", "accepted", "rejected", "none"] as const;

/** The name of a part of a filter and of its value, in words. */
export function useFilterWords(names: EditionNames) {
  const { t } = useTranslation("entries");
  const { t: old } = useTranslation("organizer");
  const value = (key: FilterKey, raw: string): string => {
    switch (key) {
      case "text": return raw;
      case "contest": return names.contest(raw);
      case "division": return names.division(raw);
      case "region": return names.region(raw);
      case "heat": return names.heat(raw);
      case "state": return raw === "draft" || raw === "submitted" ? old(`entries.states.${raw}`) : raw;
      case "screening": return t(`screenings.${raw as "pending"}`, { defaultValue: raw });
    }
  };
  return {
    name: (key: FilterKey) => t(`filters.${key}`),
    value,
    lines: (filter: EntryFilter) =>
      partsOf(filter).map(({ key, value: raw }) => t("filters.chip", { name: t(`filters.${key}`), value: value(key, raw) })),
  };
}

interface Props {
  names: EditionNames;
  filter: EntryFilter;
  /** Which fields are offered. */
  keys?: readonly FilterKey[];
  /** Fields below each other, in a narrow column. */
  narrow?: boolean;
  onChange: (filter: EntryFilter, typing: boolean) => void;
}

export function EntryFilters({ names, filter, keys = FILTER_KEYS, narrow = false, onChange }: Props) {
  const { t } = useTranslation("entries");
  const { t: old } = useTranslation("organizer");
  const pickText = usePick();
  const id = useId();
  const [unfolded, setUnfolded] = useState(false);
  const titled = (things: readonly NamedThing[]) => things.map(({ key, title }) => ({ value: key, label: pickText(title) }));
  const options: Record<Exclude<FilterKey, "text">, { value: string; label: string }[]> = {
    contest: titled(names.contests),
    division: titled(names.divisions),
    state: STATES.map((value) => ({ value, label: old(`entries.states.${value}`) })),
    screening: SCREENINGS.map((value) => ({ value, label: t(`screenings.${value}`) })),
    region: titled(names.regions),
    heat: titled(names.overview.heats),
  };
  // A list of one is nothing to choose from.
  const selects = keys.filter((key) => key !== "text").filter((key) => options[key].length > 1);
  return (
    <search className={`${styles.filters ?? ""} no-print`} data-narrow={narrow} aria-label={t("filters.title")}>
      <SearchField key={names.overview.edition.slug} label={t("filters.text")} value={filter.text} onChange={(text) => { onChange(narrowed(filter, "text", text), true); }} />
      {selects.length > 0 ? (
        <Button
          className={styles.unfold ?? ""} variant="default" aria-expanded={unfolded} aria-controls={id}
          rightSection={<Icon name={unfolded ? "up" : "down"} />} onClick={() => { setUnfolded(!unfolded); }}
        >
          {t("filters.more")}
        </Button>
      ) : null}
      <div id={id} className={styles.selects} data-unfolded={unfolded}>
        {selects.map((key) => (
          <NativeSelect
            key={key} label={t(`filters.${key}`)} value={filter[key] ?? ""}
            data={[{ value: "", label: t("filters.any") }, ...options[key]]}
            onChange={(event) => { onChange(narrowed(filter, key, event.currentTarget.value), false); }}
          />
        ))}
      </div>
    </search>
  );
}

/** What narrows the list now, each with a way to take it away. */
export function FilterChips({ names, filter, onChange }: Omit<Props, "keys" | "narrow">) {
  const { t } = useTranslation("entries");
  const words = useFilterWords(names);
  const parts = partsOf(filter);
  if (parts.length === 0) return null;
  return (
    <ul className={`${styles.chips ?? ""} no-print`} aria-label={t("filters.active")}>
      {parts.map(({ key, value }) => {
        const said = { name: words.name(key), value: words.value(key, value) };
        return (
          <li key={key}>
            <button type="button" className={styles.chip} aria-label={t("filters.remove", said)} onClick={() => { onChange(narrowed(filter, key, undefined), false); }}>
              {t("filters.chip", said)} <span aria-hidden="true">×</span>
            </button>
          </li>
        );
      })}
      {parts.length > 1 ? (
        <li><button type="button" className={styles.clear} onClick={() => { onChange({}, false); }}>{t("filters.removeAll")}</button></li>
      ) : null}
    </ul>
  );
}
