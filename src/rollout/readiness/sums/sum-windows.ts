import type { EntityManager } from "typeorm";
import { PLATFORM_SCOPE, required } from "../../../kernel/index.js";
import { startOfDay } from "../../../observations/index.js";
import { policyChains, resolveSettings } from "../../../policy/index.js";
import { countingScopes, scopeKeyOf } from "../../../statistics/index.js";
import { timeZonesAt } from "../../../tenancy/index.js";
import { nextEnforcement } from "../../enforcement-state.js";
import { type ReadinessWindow, windowOf } from "../summarize.js";

export const SUM_OF_PLATFORM = scopeKeyOf({ ...PLATFORM_SCOPE, kind: "PLATFORM" });

/** How many days back sums are kept for: those that a scope's policy says (0), and the week that first screens show. */
export const SUMMED_DAYS: readonly number[] = [0, 7];

/** The moment and the days that a scope's sums are of. */
export interface SumWindow {
  readonly scopeKey: string;
  readonly days: number;
  readonly window: ReadinessWindow;
  /** Whether the moment is now, so that the same rules may say something else a little later. */
  readonly isOfNow: boolean;
  /** Epoch milliseconds: until then the days and the moment are these. */
  readonly until: number;
}

/** Of the platform, and of the resellers at these paths and above them: those of the scopes that a domain there lies in. */
export async function sumWindowsAt(
  manager: EntityManager,
  paths: readonly string[],
  now: Date,
): Promise<(path: string | null) => readonly SumWindow[]> {
  const scopes = new Map(
    [null, ...paths]
      .flatMap((resellerPath) => countingScopes({ resellerPath }))
      .map((scope) => [scope.path ?? "", scope]),
  );
  const places = [...scopes.values()];
  const zoneAt = await timeZonesAt(
    manager,
    places.map(({ path }) => path),
  );
  const chains = await policyChains(
    manager,
    places.map(({ path }) => ({ resellerPath: path })),
  );
  const windows = new Map<string, SumWindow[]>();
  for (const [index, { key, path }] of places.entries()) {
    const policy = resolveSettings(required(chains[index]));
    const next = nextEnforcement(policy, now);
    windows.set(
      path ?? "",
      SUMMED_DAYS.map((days) => {
        const window = windowOf(policy, zoneAt(path), { days: days || null }, now);
        const dayEnds = startOfDay(window.untilDay + 1, window.zone).getTime();
        return { scopeKey: key, days, window, isOfNow: next === null, until: Math.min(dayEnds, next ?? dayEnds) };
      }),
    );
  }
  return (path) => countingScopes({ resellerPath: path }).flatMap((scope) => required(windows.get(scope.path ?? "")));
}
