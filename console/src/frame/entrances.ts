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
  proof: ["settings/proof"],
  webhooks: ["settings/webhooks"],
  security: ["security"],
};

/** Of these the link names a mailbox, for whoever administers it. */
const OF_A_MAILBOX: readonly string[] = ["senders", "identities", "mailboxes", "accounts"];
/** Of these the link names the domain that it is about. */
const OF_A_DOMAIN: readonly string[] = ["requests", "approvals", "readiness", "schedule", "proof"];

export interface Entrance {
  readonly to: string;
  /** What the screen looks for, beside the query that came. */
  readonly q?: string;
}

/** Where an address without a scope leads whoever is signed in; the query goes along. */
export function resolveEntrance(viewer: Viewer, path: string, query: URLSearchParams): Entrance {
  const [first = ""] = path.replace(/^\//, "").toLowerCase().split("/");
  const own = screensOf(viewer);
  const kind = ownScopeKind(viewer);
  const there = SCREENS.filter(({ scopes }) => scopes.includes(kind));
  const wanted = MEANINGS[first]?.map((name) => there.find((screen) => screen.path === name)).find(Boolean);
  const scope = ownScopePath(viewer);
  const address = query.get("address") ?? "";
  const account = query.get("account") ?? "";
  const domain = query.get("domain") ?? "";
  if (kind === "me") {
    // A mailbox's own user who comes with an address wants to add it.
    if (wanted?.path === "senders" && address !== "") return { to: `${scope}/senders/add` };
  } else if (OF_A_MAILBOX.includes(first) && account.includes("@")) {
    const named = account.slice(account.lastIndexOf("@") + 1).toLowerCase();
    return { to: `/d/${named}/mailboxes/${encodeURIComponent(account)}` };
  } else if (OF_A_DOMAIN.includes(first) && domain !== "") {
    // Of somebody else's domain there is nothing to see, and the own one would pass for it.
    return { to: `/d/${domain.toLowerCase()}/${wanted?.path ?? MEANINGS[first]?.[0] ?? first}` };
  }
  const found = (wanted ?? own[0])?.path ?? "";
  const to = found === "" ? scope : `${scope}/${found}`;
  return found === "who-sends" && address !== "" ? { to, q: address } : { to };
}

export function screensOf(viewer: Viewer): Screen[] {
  const kind = ownScopeKind(viewer);
  return SCREENS.filter(({ scopes, isInNavigation }) => scopes.includes(kind) && isInNavigation !== false);
}
