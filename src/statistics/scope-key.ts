import { type Place, pathsFromTop, RESELLER_LABEL_LENGTH, type Scope } from "../kernel/index.js";

const PLATFORM_KEY = "platform";

/** A part of the tree that counts for itself, and the path whose zone its days are of. */
export interface CountingScope {
  readonly key: string;
  readonly path: string | null;
}

export type TenantScope = Exclude<Scope, { readonly kind: "ACCOUNT" }>;

export function scopeKeyOf(scope: TenantScope): string {
  switch (scope.kind) {
    case "PLATFORM":
      return PLATFORM_KEY;
    case "RESELLER":
      return resellerKey(scope.resellerPath);
    case "DOMAIN":
      return scope.domainId;
  }
}

/** Every part that a place lies in: the platform, the resellers from the top, the domain. */
export function countingScopes({ resellerPath, domainId }: Place): CountingScope[] {
  const path = resellerPath ?? null;
  return [
    { key: PLATFORM_KEY, path: null },
    ...(path === null ? [] : pathsFromTop(path).map((each) => ({ key: resellerKey(each), path: each }))),
    ...(domainId ? [{ key: domainId, path }] : []),
  ];
}

/** The reseller's own label, which it keeps wherever it moves; `-` keeps it apart from every other key. */
function resellerKey(path: string): string {
  return `-${path.slice(-RESELLER_LABEL_LENGTH)}`;
}
