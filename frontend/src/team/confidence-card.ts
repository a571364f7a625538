// Read when it is needed: few teams are told anything before all others.
import { lazy } from "react";

export const ConfidenceCard = lazy(async () => ({ default: (await import("./ConfidenceCard")).ConfidenceCard }));
