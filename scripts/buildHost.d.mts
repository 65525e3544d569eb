export function buildHost(): Promise<void>;
