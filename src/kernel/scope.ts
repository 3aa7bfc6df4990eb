/**
 * A part of the tenant tree. A reseller's scope is its whole subtree, named by its path: every reseller has an
 * eight-character label, and its path is its parent's path followed by its own label, so a subtree is one range
 * of paths and no query has to walk the tree.
 */
export type Scope =
  | { readonly kind: "PLATFORM" }
  | { readonly kind: "RESELLER"; readonly resellerId: string; readonly resellerPath: string }
  | { readonly kind: "DOMAIN"; readonly domainId: string; readonly domainName: string; readonly resellerPath: string }
  | {
      readonly kind: "ACCOUNT";
      readonly accountId: string;
      readonly domainId: string;
      readonly resellerPath: string;
    };

export type ScopeKind = Scope["kind"];

/** Where something lives in the tenant tree; absent parts mean it lives above that level. */
export interface Place {
  readonly resellerPath?: string | null;
  readonly domainId?: string | null;
  readonly accountId?: string | null;
}

export const PLATFORM_SCOPE: Scope = { kind: "PLATFORM" };

export const RESELLER_LABEL_LENGTH = 8;

/** The first path after every path of the subtree; labels use only [0-9a-z], all of which sort before `~`. */
export function endOfSubtree(resellerPath: string): string {
  return `${resellerPath}~`;
}

/** Paths of a reseller and of every reseller above it, the topmost first. */
export function pathsFromTop(resellerPath: string): string[] {
  const paths: string[] = [];
  for (let end = RESELLER_LABEL_LENGTH; end <= resellerPath.length; end += RESELLER_LABEL_LENGTH) {
    paths.push(resellerPath.slice(0, end));
  }
  return paths;
}

/** Whether the place lies inside the scope. A place with no reseller is the platform's alone. */
export function scopeCovers(scope: Scope, place: Place): boolean {
  switch (scope.kind) {
    case "PLATFORM":
      return true;
    case "RESELLER":
      return place.resellerPath?.startsWith(scope.resellerPath) ?? false;
    case "DOMAIN":
      return place.domainId === scope.domainId;
    case "ACCOUNT":
      return place.accountId === scope.accountId;
  }
}

/** Where a row that belongs to the whole scope lives. */
export function placeOfScope(scope: Scope): Required<Place> {
  return {
    resellerPath: scope.kind === "PLATFORM" ? null : scope.resellerPath,
    domainId: scope.kind === "DOMAIN" || scope.kind === "ACCOUNT" ? scope.domainId : null,
    accountId: scope.kind === "ACCOUNT" ? scope.accountId : null,
  };
}
