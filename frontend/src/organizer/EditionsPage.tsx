export function EditionsPage() { return null; }
