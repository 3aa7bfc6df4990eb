import { useNavigate, useSearch } from "@tanstack/react-router";
import type { FoundDomain } from "../frame/scope.js";
import { ACTION_GROUPS, type ActionGroup } from "./action-groups.js";

const DAY_MS = 24 * 60 * 60 * 1_000;
const DAY = /^\d{4}-\d{2}-\d{2}$/;

/** As it stands in the address bar; days are those of UTC. */
export interface AuditFilter {
  readonly view?: string;
  readonly actor?: string;
  readonly from?: string;
  readonly to?: string;
}

/** The filter in the address bar, as the API takes it, and the way to change it. */
export function useAuditFilter(domain: FoundDomain | null) {
  const search = useSearch({ strict: false }) as Record<string, string | undefined>;
  const navigate = useNavigate();
  const { view, actor, since, until } = search;
  const group = view !== undefined && Object.hasOwn(ACTION_GROUPS, view) ? (view as ActionGroup) : null;
  const from = dayOf(since);
  const to = dayOf(until);
  const isNarrowed = group !== null || actor !== undefined || from !== null || to !== null;
  const wanted = {
    domainId: domain?.id,
    actions: group === null ? undefined : [...ACTION_GROUPS[group]],
    actorKind: actor,
    at:
      from === null && to === null
        ? undefined
        : {
            from: from === null ? null : new Date(from).toISOString(),
            to: to === null ? null : new Date(to + DAY_MS).toISOString(),
          },
  };
  const change = (changed: Readonly<Record<string, string | undefined>>) =>
    void navigate({
      to: ".",
      search: ((all: object) => ({
        ...all,
        after: undefined,
        before: undefined,
        ...changed,
      })) as never,
    });
  return {
    // A filter without a part is refused: it may have been meant to have one.
    filter: isNarrowed || domain !== null ? wanted : null,
    group: group ?? "all",
    actor: actor ?? "",
    since: from === null ? "" : (since ?? ""),
    until: to === null ? "" : (until ?? ""),
    isNarrowed,
    change,
  };
}

function dayOf(text: string | undefined): number | null {
  if (text === undefined || !DAY.test(text)) return null;
  const at = Date.parse(`${text}T00:00:00Z`);
  return Number.isNaN(at) ? null : at;
}
