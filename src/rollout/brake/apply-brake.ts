import type { Database } from "../../database/index.js";
import type { Services } from "../../graphql/index.js";
import { pathsFromTop, type Scope } from "../../kernel/index.js";
import { DAY_MS } from "../../observations/index.js";
import { policyChains, resolveSettings } from "../../policy/index.js";
import { Reseller } from "../../tenancy/index.js";
import type { AlertKeys } from "../alerts/alert-keys.js";
import { EnforcementHold } from "./enforcement-hold.entity.js";
import { HeldBefore, type HoldFigures, type HoldOutcome, holdEnforcement } from "./hold-enforcement.js";
import { holdScopeOf, unresolvedAt } from "./unresolved-at.js";
import { type Enforcement, findEnforcements } from "./upcoming-enforcements.queries.js";

/** A beginning is looked at from this long before it, so that copies at the gateways learn of a hold in time. */
export const LOOKED_AT_BEFORE_MS = 60 * 60 * 1_000;
/** And until this long after it, should no worker have run in between. */
const LOOKED_AT_AFTER_MS = DAY_MS;

/**
 * The brake: where the mail of the last days says that a beginning of enforcement would refuse more than the policy's
 * `holdThreshold`, it is held in the smallest scope that passes the threshold: first single domains, then resellers for
 * what is left in them from the deepest up, at last the scope that has the schedule. Returns how many were held.
 */
export async function applyBrake(services: Services, writer: AlertKeys, signal?: AbortSignal): Promise<number> {
  const { database, clock } = services;
  const now = clock.now();
  const enforcements = await findEnforcements(
    database.reader,
    now.getTime() - LOOKED_AT_AFTER_MS,
    now.getTime() + LOOKED_AT_BEFORE_MS,
  );
  let held = 0;
  for (const enforcement of enforcements) {
    if (signal?.aborted) break;
    held += await brakeOne(database, writer, enforcement, now);
  }
  return held;
}

async function brakeOne(
  database: Database,
  writer: AlertKeys,
  enforcement: Enforcement,
  countedAt: Date,
): Promise<number> {
  const { scope, at } = enforcement;
  const handled = await handledScopes(database, at);
  // An administrator who has released the whole scope has decided about everything in it.
  if (handled.has(keyOf(scope))) return 0;
  let held = 0;
  const leftByPath = new Map<string, number>();
  for await (const unresolved of unresolvedAt(database.reader, enforcement, countedAt)) {
    const { domain, messages, threshold } = unresolved;
    const own = holdScopeOf(unresolved);
    if (handled.has(keyOf(own))) continue;
    if (threshold > 0 && messages >= threshold) {
      const outcome = await hold(database, writer, own, { enforcedAt: at, unresolved: messages, threshold, countedAt });
      if (outcome === "HELD") held += 1;
      if (outcome !== "LOCKED") continue;
    }
    for (const path of pathsFromTop(domain.resellerPath)) leftByPath.set(path, (leftByPath.get(path) ?? 0) + messages);
  }
  held += await brakeResellers(database, writer, { enforcement: { ...enforcement, countedAt }, leftByPath, handled });
  return held;
}

interface ResellersToBrake {
  readonly enforcement: Enforcement & Pick<HoldFigures, "countedAt">;
  readonly leftByPath: Map<string, number>;
  readonly handled: ReadonlySet<string>;
}

async function brakeResellers(
  database: Database,
  writer: AlertKeys,
  { enforcement: { scope, at, countedAt }, leftByPath, handled }: ResellersToBrake,
): Promise<number> {
  let held = 0;
  const top = scope.kind === "PLATFORM" ? "" : scope.kind === "RESELLER" ? scope.resellerPath : null;
  if (top === null) return 0;
  const deepestFirst = [...leftByPath.keys()]
    .filter((path) => path.startsWith(top))
    .sort((one, other) => other.length - one.length || (one < other ? -1 : 1));
  for (const path of deepestFirst) {
    const [threshold] = await thresholdsAt(database, [path]);
    const unresolved = leftByPath.get(path) ?? 0;
    if (!threshold || unresolved < threshold) continue;
    const reseller = await database.reader.findOneBy(Reseller, { path });
    if (reseller === null) continue;
    const own: Scope = { kind: "RESELLER", resellerId: reseller.id, resellerPath: path };
    const isHandled = handled.has(keyOf(own));
    const outcome = isHandled
      ? "BEFORE"
      : await hold(database, writer, own, { enforcedAt: at, unresolved, threshold, countedAt });
    if (outcome === "HELD") held += 1;
    if (outcome !== "LOCKED") takeFromAbove(leftByPath, path, unresolved);
  }
  if (scope.kind !== "PLATFORM") return held;
  const left = [...leftByPath].filter(([path]) => pathsFromTop(path).length === 1);
  const unresolved = left.reduce((sum, [, messages]) => sum + messages, 0);
  const [threshold] = await thresholdsAt(database, [null]);
  if (!threshold || unresolved < threshold) return held;
  const outcome = await hold(database, writer, scope, { enforcedAt: at, unresolved, threshold, countedAt });
  return outcome === "HELD" ? held + 1 : held;
}

function takeFromAbove(leftByPath: Map<string, number>, path: string, messages: number): void {
  for (const above of pathsFromTop(path)) leftByPath.set(above, Math.max(0, (leftByPath.get(above) ?? 0) - messages));
}

async function thresholdsAt(database: Database, paths: readonly (string | null)[]): Promise<number[]> {
  const chains = await policyChains(
    database.reader,
    paths.map((resellerPath) => ({ resellerPath })),
  );
  return chains.map((chain) => resolveSettings(chain).holdThreshold);
}

async function hold(database: Database, writer: AlertKeys, scope: Scope, figures: HoldFigures): Promise<HoldOutcome> {
  try {
    return await database.write((tx) => holdEnforcement(tx, writer, scope, figures));
  } catch (error) {
    if (error instanceof HeldBefore) return "BEFORE";
    throw error;
  }
}

/** Scopes in which this beginning has been held, whether or not it was released since. */
async function handledScopes(database: Database, enforcedAt: number): Promise<Set<string>> {
  const holds = await database.write((tx) =>
    tx.manager.find(EnforcementHold, { where: { enforcedAt: new Date(enforcedAt) } }),
  );
  return new Set(holds.map(({ scopeKind, scopeId }) => `${scopeKind}:${scopeId}`));
}

function keyOf(scope: Scope): string {
  switch (scope.kind) {
    case "PLATFORM":
      return "PLATFORM:";
    case "RESELLER":
      return `RESELLER:${scope.resellerId}`;
    case "DOMAIN":
      return `DOMAIN:${scope.domainId}`;
    case "ACCOUNT":
      return `ACCOUNT:${scope.accountId}`;
  }
}
