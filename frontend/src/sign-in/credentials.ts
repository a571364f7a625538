// Accept loosely, send strictly: what people and their keyboards make of addresses and codes.

/** Full-width signs of a Chinese keyboard become plain ones. */
function narrow(text: string): string {
  return text.normalize("NFKC").replaceAll("。", ".");
}

export function cleanEmail(text: string): string {
  return narrow(text).trim().replace(/\.+$/, "");
}

export function cleanCode(text: string): string {
  return narrow(text).replace(/\D/g, "");
}

/** Groups of four, upper case, as printed. */
export function cleanPrintedCode(text: string): string {
  const plain = narrow(text).toUpperCase().replace(/[^A-Z0-9]/g, "");
  return plain.match(/.{1,4}/g)?.join("-") ?? "";
}
