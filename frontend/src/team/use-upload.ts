// Sending one file to one slot: what can be said before any byte is sent is said at once.
import { useEffect, useRef, useState } from "react";
import { ownAttachmentUrl } from "../api/team";
import { asProblem, Problem } from "../api/problem";
import type { Slot, TeamEntry } from "../api/types";
import { uploadFile } from "../api/upload";
import { useBytes } from "../forms/bytes";
import { useProblemSentence } from "../shell/problem-text";

type State =
  | { kind: "quiet" }
  | { kind: "sending"; name: string; sent: number; total: number }
  | { kind: "refused"; name: string; sentence: string };

export function useUpload(number: string, slot: Slot, onEntry: (entry: TeamEntry) => void) {
  const [state, setState] = useState<State>({ kind: "quiet" });
  const cancel = useRef<() => void>(() => undefined);
  const sentence = useProblemSentence();
  const size = useBytes();
  const sending = state.kind === "sending";
  useEffect(() => {
    if (!sending) return undefined;
    const warn = (event: BeforeUnloadEvent) => { event.preventDefault(); };
    window.addEventListener("beforeunload", warn);
    return () => { window.removeEventListener("beforeunload", warn); };
  }, [sending]);

  const start = (file: File) => {
    const refuse = (error: unknown) => { setState({ kind: "refused", name: file.name, sentence: sentence(error) }); };
    if (file.size === 0) { refuse(new Problem(422, { code: "file_empty" })); return; }
    if (file.size > slot.max_bytes) {
      refuse(new Problem(413, {
        code: "file_over_limit",
        errors: [{ pointer: "", code: "file_over_limit", params: { actual: size(file.size), limit: size(slot.max_bytes) } }],
      }));
      return;
    }
    setState({ kind: "sending", name: file.name, sent: 0, total: file.size });
    const upload = uploadFile<TeamEntry>(ownAttachmentUrl(number, slot.slot), file, (sent) => {
      setState({ kind: "sending", name: file.name, sent: Math.min(sent, file.size), total: file.size });
    });
    cancel.current = upload.cancel;
    upload.done.then(
      (entry) => {
        setState({ kind: "quiet" });
        onEntry(entry);
      },
      (error: unknown) => {
        if (asProblem(error).code === "upload_cancelled") setState({ kind: "quiet" });
        else refuse(error);
      },
    );
  };
  return { state, start, cancel: () => { cancel.current(); } };
}
