// One file of the entry: drop or choose, progress, replace, remove. The old file stays until the new one is there.
import { Button } from "@mantine/core";
import { useRef, useState } from "react";
import { useTranslation } from "react-i18next";
import { ownAttachmentUrl, removeAttachment } from "../api/team";
import type { Attachment, Slot, TeamEntry } from "../api/types";
import { useBytes } from "../forms/bytes";
import { ConfirmDialog } from "../forms/ConfirmDialog";
import { usePick, Words } from "../shell/bilingual";
import { Icon } from "../shell/icons";
import { useDeviceClock } from "../shell/Instant";
import { slotId } from "./entry-source";
import { useUpload } from "./use-upload";
import styles from "./FileSlot.module.css";

interface Props {
  entry: TeamEntry;
  slot: Slot;
  onEntry: (entry: TeamEntry) => void;
}

/** Whether a file can be put in or taken out now. */
function takesFile({ may }: TeamEntry, { when }: Slot): boolean {
  return when === "supplement" ? may.supplement : may.upload;
}

export function FileSlot({ entry, slot, onEntry }: Props) {
  const { t } = useTranslation("team");
  const size = useBytes();
  const upload = useUpload(entry.number, slot, onEntry);
  const [over, setOver] = useState(false);
  const input = useRef<HTMLInputElement>(null);
  const attachment = entry.attachments.find((candidate) => candidate.slot === slot.slot);
  const open = takesFile(entry, slot);
  const drop = (event: React.DragEvent) => {
    event.preventDefault();
    setOver(false);
    const file = event.dataTransfer.files[0];
    if (file && open) upload.start(file);
  };
  return (
    // eslint-disable-next-line jsx-a11y/no-static-element-interactions -- dropping is an addition to the button inside
    <div
      className={styles.slot} data-over={over} data-testid={`slot-${slot.slot}`}
      onDragOver={(event) => { event.preventDefault(); setOver(open); }}
      onDragLeave={() => { setOver(false); }} onDrop={drop}
    >
      <h3 id={`${slotId(slot.slot)}-name`}>
        <Words of={slot.label} />{slot.required ? null : <span className="hint"> {t("optional")}</span>}
      </h3>
      <p className="hint"><Words of={slot.help} /> {t("files.most", { size: size(slot.max_bytes) })}</p>
      {attachment ? <Present entry={entry} slot={slot} attachment={attachment} onEntry={onEntry} /> : null}
      {upload.state.kind === "sending" ? (
        <div className={styles.progress}>
          <label>
            {t("files.sending", { name: upload.state.name, sent: size(upload.state.sent), total: size(upload.state.total) })}
            <progress value={upload.state.sent} max={upload.state.total} />
          </label>
          <Button size="sm" variant="default" onClick={upload.cancel}>{t("files.cancel")}</Button>
        </div>
      ) : null}
      {upload.state.kind === "refused" ? (
        <p className="note bad" role="alert">
          <span><strong>{upload.state.name}</strong>: {upload.state.sentence}{attachment ? ` ${t("files.kept")}` : ""}</span>
        </p>
      ) : null}
      {open ? (
        <>
          <input
            ref={input} type="file" className="sr" tabIndex={-1} aria-hidden="true" accept={slot.media_types.join(",")}
            data-testid={`input-${slot.slot}`}
            onChange={(event) => {
              const file = event.currentTarget.files?.[0];
              event.currentTarget.value = "";
              if (file) upload.start(file);
            }}
          />
          <div className="row">
            <Button
              id={slotId(slot.slot)} variant={attachment ? "default" : "light"} disabled={upload.state.kind === "sending"}
              aria-describedby={`${slotId(slot.slot)}-name`} leftSection={<Icon name="upload" />} onClick={() => { input.current?.click(); }}
            >
              {attachment ? t("files.replace") : t("files.choose")}
            </Button>
            <span className={`hint ${styles.orDrop ?? ""}`}>{t("files.drop")}</span>
          </div>
        </>
      ) : null}
    </div>
  );
}

function Present({ entry, slot, attachment, onEntry }: Props & { attachment: Attachment }) {
  const { t } = useTranslation("team");
  const size = useBytes();
  const pickText = usePick();
  const clock = useDeviceClock();
  const [asks, setAsks] = useState(false);
  return (
    <div className={styles.file}>
      <Icon name="file" />
      <div className={styles.name}>
        <a href={ownAttachmentUrl(entry.number, slot.slot)} target="_blank" rel="noreferrer">{attachment.name}</a>
        <p className="hint">{size(attachment.bytes)} · {t("files.received", { time: clock(attachment.uploaded_at) })}</p>
      </div>
      {takesFile(entry, slot) ? (
        <Button size="sm" variant="subtle" color="cinnabar" aria-label={t("files.removeName", { name: attachment.name })} onClick={() => { setAsks(true); }}>
          {t("files.remove")}
        </Button>
      ) : null}
      <ConfirmDialog
        open={asks} onClose={() => { setAsks(false); }} danger title={t("files.removeTitle", { name: pickText(slot.label) })} action={t("files.remove")}
        onConfirm={async () => { onEntry(await removeAttachment(entry.number, slot.slot)); }}
      >
        <p>{t("files.removeBody", { name: attachment.name })}</p>
      </ConfirmDialog>
    </div>
  );
}
