// Words for what the record calls by keys that this version may not know: a key without words gives null.
import { useTranslation } from "react-i18next";

export function useLoose(): { word: (key: string) => string | null } {
  const { t, i18n } = useTranslation(["organizer", "audit", "people", "entries"]);
  const say = t as unknown as (key: string) => string;
  return { word: (key) => (i18n.exists(key) ? say(key) : null) };
}
