// Edition files to begin from. What was typed is only replaced after asking.
import { Button } from "@mantine/core";
import { useQuery } from "@tanstack/react-query";
import { useState } from "react";
import { useTranslation } from "react-i18next";
import { templatesQuery } from "../../api/edition-file";
import { ConfirmDialog } from "../../forms/ConfirmDialog";
import { usePick, Words } from "../../shell/bilingual";
import styles from "./File.module.css";

interface Props {
  /** Whether there is work that a template would replace. */
  replaces: boolean;
  onChoose: (text: string) => void;
}

export function Templates({ replaces, onChoose }: Props) {
  const { t } = useTranslation("editionFile");
  const pickText = usePick();
  // Without templates a file can still be chosen or pasted.
  const { data } = useQuery(templatesQuery);
  const [asked, setAsked] = useState<string | null>(null);
  if (!data || data.templates.length === 0) return null;
  const wanted = data.templates.find(({ key }) => key === asked);
  return (
    <section className="stack tight" aria-labelledby="templates">
      <h2 id="templates">{t("templates.title")}</h2>
      <p className="hint">{t("templates.lead")}</p>
      <ul className={`plain ${styles.templates ?? ""}`}>
        {data.templates.map(({ key, title, text }) => (
          <li key={key} className={styles.template}>
            <h3 id={`template-${key}`}><Words of={title} /></h3>
            <p className="hint">{t("templates.size", { count: text.split("\n").length })}</p>
            <Button
              size="sm" variant="light" aria-describedby={`template-${key}`}
              onClick={() => { if (replaces) setAsked(key); else onChoose(text); }}
            >
              {t("templates.choose")}
            </Button>
          </li>
        ))}
      </ul>
      <ConfirmDialog
        open={wanted !== undefined} onClose={() => { setAsked(null); }} title={t("templates.replaceTitle")} action={t("templates.replace")} danger
        onConfirm={() => { if (wanted) onChoose(wanted.text); }}
      >
        <p>{t("templates.replaceBody", { title: wanted ? pickText(wanted.title) : "" })}</p>
      </ConfirmDialog>
    </section>
  );
}
