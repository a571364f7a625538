export function ImportEditionPage() { return null; }
