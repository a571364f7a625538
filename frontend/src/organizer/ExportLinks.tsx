// A whole list as a file. Plain links: the browser saves what the server names.
import { Button } from "@mantine/core";
import { useTranslation } from "react-i18next";
import type { FileFormat } from "../api/entries";

const FORMATS = ["csv", "xlsx"] as const satisfies readonly FileFormat[];

export function ExportLinks({ address }: { address: (format: FileFormat) => string }) {
  const { t } = useTranslation("organizer");
  return (
    <div className="row no-print">
      {FORMATS.map((format) => (
        <Button key={format} component="a" variant="default" href={address(format)} download>{t("exportAs", { format: format.toUpperCase() })}</Button>
      ))}
    </div>
  );
}
