// The bounds of a number, compared exactly: decimals as text, up to 18 digits, are more than a float keeps.
import type { Question } from "../api/types";

type Bounds = Pick<Question, "min" | "max">;

/** As the server counts digits after the point. */
const FINE = 6;

/** A decimal in millionths. */
function millionths(decimal: string): bigint {
  const [whole = "0", fraction = ""] = decimal.replace("-", "").split(".");
  const size = BigInt(whole + fraction.padEnd(FINE, "0").slice(0, FINE));
  return decimal.startsWith("-") ? -size : size;
}

/** Which bound a number that was understood breaks. */
export function brokenBound(value: string, { min, max }: Bounds): "min" | "max" | null {
  if (min !== null && millionths(value) < millionths(min)) return "min";
  if (max !== null && millionths(value) > millionths(max)) return "max";
  return null;
}
