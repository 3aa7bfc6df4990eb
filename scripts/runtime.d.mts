export function isSupportedNode(version: string, range: string): boolean;
export function requireRuntime(needs?: { readonly needsDependencies?: boolean }): void;
