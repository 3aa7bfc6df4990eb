import type { Database } from "../../../database/index.js";
import type { SummedScope } from "./sum-query.js";

const askedOf = new WeakMap<Database, Map<string, SummedScope>>();

/** That somebody looks at a scope whose sums are not as things are: in this process, they are made before all others. */
export function noteAsked(database: Database, scope: SummedScope): void {
  const asked = askedOf.get(database) ?? new Map<string, SummedScope>();
  askedOf.set(database, asked);
  asked.set(scope.kind === "RESELLER" ? scope.resellerPath : "", scope);
}

/** The next of them, which then is nobody's any more until it is asked for again. */
export function takeAsked(database: Database): SummedScope | undefined {
  const asked = askedOf.get(database);
  for (const [path, scope] of asked ?? []) {
    asked?.delete(path);
    return scope;
  }
  return undefined;
}
