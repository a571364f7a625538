// The server's clock rules: the offset between it and this device, learned from answers that carry server_time.
let offset = 0;
let known = false;

export function learnServerTime(instant: string) {
  const at = Date.parse(instant);
  if (Number.isNaN(at)) return;
  offset = at - Date.now();
  known = true;
}

/** Now, by the server's clock as far as it is known. */
export function serverNow(): number {
  return Date.now() + offset;
}

/** Minutes by which this device is ahead (positive) or behind; zero while unknown. */
export function deviceSkewMinutes(): number {
  return known ? Math.round(-offset / 60_000) : 0;
}
