export function EditionFrame() { return null; }
