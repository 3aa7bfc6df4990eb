import { useSearch } from "@tanstack/react-router";
import type { Page } from "../graphql/index.js";
import { useWords } from "../words/words.js";
import type { View } from "./views.js";

const STATES = { all: null, active: "ACTIVE", suspended: "SUSPENDED" } as const;
type Name = keyof typeof STATES;

/** The three views of what may be suspended, the one in the address bar, and what is looked for there. */
export function useActivityViews() {
  const { say } = useWords();
  const { view = "all", q } = useSearch({ strict: false }) as { view?: string; q?: string };
  const current: Name = Object.hasOwn(STATES, view) ? (view as Name) : "all";
  const all = (page: Page<unknown> | null): readonly View[] => [
    { name: "all", label: say("consoleTenants.all"), count: current === "all" ? page?.totalCount : null },
    { name: "active", label: say("consoleTenants.active") },
    { name: "suspended", label: say("consoleTenants.suspendedMany") },
  ];
  return {
    state: STATES[current],
    q: q ?? null,
    isNarrowed: q !== undefined || current !== "all",
    viewsOf: (page: Page<unknown> | null) => ({ label: say("consoleTenants.views"), current, all: all(page) }),
  };
}
