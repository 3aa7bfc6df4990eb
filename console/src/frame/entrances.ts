import { SCREENS } from "../screens.js";
import { ownScopeKind, ownScopePath } from "./scope.js";
import type { Screen } from "./screen.js";
import type { Viewer } from "./viewer.js";

/** What mails and refusals name first in a path, and the screens that it may mean, the nearest first. */
const MEANINGS: Readonly<Record<string, readonly string[]>> = {
  start: ["start"],
  senders: ["senders", "who-sends"],
  identities: ["senders", "who-sends"],
  requests: ["requests"],
  approvals: ["requests"],
  readiness: ["readiness"],
  schedule: ["schedule"],
  explain: ["explain"],
  mailboxes: ["mailboxes"],
  accounts: ["mailboxes"],
  domains: ["domains"],
};

/** Where an address without a scope leads whoever is signed in; the query goes along. */
export function resolveEntrance(viewer: Viewer, path: string, query: URLSearchParams): string {
  const [first = ""] = path.replace(/^\//, "").toLowerCase().split("/");
  const own = screensOf(viewer);
  const there = SCREENS.filter(({ scopes }) => scopes.includes(ownScopeKind(viewer)));
  const wanted = MEANINGS[first]?.map((name) => there.find((screen) => screen.path === name)).find(Boolean);
  const scope = ownScopePath(viewer);
  // A mailbox's own user who comes with an address wants to add it.
  if (wanted?.path === "senders" && query.get("address")) return `${scope}/senders/add`;
  return (wanted ?? own[0])?.path === "" ? scope : `${scope}/${(wanted ?? own[0])?.path ?? ""}`;
}

export function screensOf(viewer: Viewer): Screen[] {
  const kind = ownScopeKind(viewer);
  return SCREENS.filter(({ scopes, isInNavigation }) => scopes.includes(kind) && isInNavigation !== false);
}
