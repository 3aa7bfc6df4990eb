import { type Place, pathsFromTop, RESELLER_LABEL_LENGTH, type Scope } from "../kernel/index.js";

/**
 * The parts of the tenant tree that a place lies in, each by its key: every reseller on the path by its label, which
 * stays its own when it moves, the domain and the account by their identifiers. The platform sees everything.
 */
export function readerKeysOf({ resellerPath, domainId, accountId }: Place): string[] {
  return [
    ...pathsFromTop(resellerPath ?? "").map(labelOf),
    ...(domainId ? [domainId] : []),
    ...(accountId ? [accountId] : []),
  ];
}

/** The key of the whole scope; null for the platform. */
export function readerKeyOf(scope: Scope): string | null {
  switch (scope.kind) {
    case "PLATFORM":
      return null;
    case "RESELLER":
      return labelOf(scope.resellerPath);
    case "DOMAIN":
      return scope.domainId;
    case "ACCOUNT":
      return scope.accountId;
  }
}

function labelOf(path: string): string {
  return path.slice(-RESELLER_LABEL_LENGTH);
}
