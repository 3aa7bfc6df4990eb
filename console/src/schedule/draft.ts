import type { TimeZone } from "../../../src/kernel/time-zone.js";
import type { ScopeGiven } from "../frame/scope-input.js";
import type { ModeName } from "../parts/state-chip.js";
import type { Policy } from "./schedule.documents.js";
import { momentOf, wallClock } from "./wall-clock.js";

export interface StepDraft {
  readonly key: string;
  /** As a clock of the zone shows it: 2026-04-12T00:00. */
  readonly shown: string;
  readonly mode: ModeName;
}

/** What is typed; an empty limit is the one from above. */
export interface Draft {
  readonly steps: StepDraft[];
  readonly limit: string;
}

export function draftOf({ settings }: Policy, zone: TimeZone): Draft {
  const { schedule, holdThreshold } = settings;
  const steps = (schedule ?? []).map(({ at, mode }) => ({ key: at, shown: wallClock(at, zone), mode }));
  return { steps, limit: holdThreshold === null || holdThreshold === undefined ? "" : String(holdThreshold) };
}

interface Surroundings {
  readonly scope: ScopeGiven;
  readonly zone: TimeZone;
  readonly isSteps: boolean;
  readonly isLimit: boolean;
  /** Whether the scope has a schedule of its own, which no steps at all take away. */
  readonly hasOwn: boolean;
}

/** The API's input; null while a time is missing or the limit is no number. */
export function inputOf({ steps, limit }: Draft, { scope, zone, isSteps, isLimit, hasOwn }: Surroundings) {
  const moments = steps.map(({ shown }) => momentOf(shown, zone));
  if (moments.some((at) => at === null) || !/^\d*$/.test(limit)) return null;
  const schedule = steps.map(({ mode }, index) => ({ at: moments[index] as string, mode }));
  return {
    scope,
    ...(isSteps && (steps.length > 0 || hasOwn) && { schedule: steps.length === 0 ? null : schedule }),
    ...(isLimit && { holdThreshold: limit === "" ? null : Number(limit) }),
  };
}
