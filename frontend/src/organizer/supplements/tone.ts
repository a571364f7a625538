// The colour in which the state of a supplement is told.
import type { SupplementState } from "../../api/supplements";

export const SUPPLEMENT_TONE: Record<SupplementState, string> = { requested: "wait", received: "good", lapsed: "bad" };
