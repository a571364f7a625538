// A PDF in place on a wide screen, with a plain link that always works; on a phone the link alone.
import { useMediaQuery } from "@mantine/hooks";
import { useTranslation } from "react-i18next";
import { Icon } from "../shell/icons";
import { useBytes } from "./bytes";
import styles from "./AttachmentView.module.css";

interface Props {
  url: string;
  label: string;
  bytes: number;
  mediaType: string;
}

export function AttachmentView({ url, label, bytes, mediaType }: Props) {
  const { t } = useTranslation("shell");
  const size = useBytes()(bytes);
  const wide = useMediaQuery("(min-width: 1024px)", true, { getInitialValueInEffect: false });
  const inPlace = wide && mediaType === "application/pdf";
  return (
    <>
      <p className={styles.link} data-alone={!inPlace}>
        <Icon name="file" />
        <a href={url} target="_blank" rel="noreferrer">{t("file.open", { label, size })}</a>
      </p>
      {inPlace ? <iframe className={styles.frame} src={url} title={label} /> : null}
    </>
  );
}
