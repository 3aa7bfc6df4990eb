import { describe, expect, it } from "vitest";
import { type PageLink, pageLink } from "../../src/kernel/index.js";

interface Entrances {
  resolveEntrance(viewer: unknown, path: string, query: URLSearchParams): { readonly to: string; readonly q?: string };
}

/** By a name that the compiler does not follow: components are checked in a project of their own, with other settings. */
const MODULE: string = "../../console/src/frame/entrances.js";
const { resolveEntrance } = (await import(MODULE)) as Entrances;

const NOBODY = { account: null, domain: null, reseller: null, scopeName: "", viewedBy: null };
const VIEWERS = {
  user: { ...NOBODY, scopeKind: "ACCOUNT", account: { id: "1", address: "amy@bakery.example" } },
  domain: { ...NOBODY, scopeKind: "DOMAIN", domain: { id: "1", name: "bakery.example" } },
  reseller: { ...NOBODY, scopeKind: "RESELLER", reseller: { id: "1", slug: "larch", name: "Larch", brandName: null } },
  operator: { ...NOBODY, scopeKind: "PLATFORM" },
};

const ADDRESS = "press@newspaper.test";
const ACCOUNT = "amy@bakery.example";
const MAILBOX = "/d/bakery.example/mailboxes/amy%40bakery.example";

/** Every link of mails and refusals into the console, and where it leads each of the four. */
const LEADS: readonly (readonly [PageLink, user: string, domain: string, reseller: string, operator: string])[] = [
  [{ to: "senders", address: ADDRESS }, "/me/senders/add", "/d/bakery.example/who-sends", "/r/larch", "/p"],
  [{ to: "senders", address: ADDRESS, account: ACCOUNT }, "/me/senders/add", MAILBOX, MAILBOX, MAILBOX],
  [{ to: "senders" }, "/me/senders", "/d/bakery.example/who-sends", "/r/larch", "/p"],
  [{ to: "mailboxes", account: ACCOUNT }, "/me/senders", MAILBOX, MAILBOX, MAILBOX],
  [
    { to: "requests", domain: "bakery.example" },
    "/me/senders",
    "/d/bakery.example/requests",
    "/d/bakery.example/requests",
    "/d/bakery.example/requests",
  ],
  [{ to: "readiness" }, "/me/senders", "/d/bakery.example/readiness", "/r/larch/readiness", "/p/readiness"],
  [
    { to: "schedule", domain: "bakery.example" },
    "/me/senders",
    "/d/bakery.example/schedule",
    "/d/bakery.example/schedule",
    "/d/bakery.example/schedule",
  ],
  [{ to: "domains", domain: "bakery.example" }, "/me/senders", "/d/bakery.example", "/r/larch/domains", "/p/domains"],
  [
    { to: "proof", domain: "bakery.example" },
    "/me/senders",
    "/d/bakery.example/settings/proof",
    "/d/bakery.example/settings/proof",
    "/d/bakery.example/settings/proof",
  ],
  [
    { to: "webhooks" },
    "/me/senders",
    "/d/bakery.example/settings/webhooks",
    "/r/larch/settings/webhooks",
    "/p/settings/webhooks",
  ],
  [{ to: "security" }, "/me/security", "/d/bakery.example/security", "/r/larch/security", "/p/security"],
  [{ to: "explain", queue: "4bXk" }, "/me/explain", "/d/bakery.example/explain", "/r/larch/explain", "/p/explain"],
  [{ to: "start", code: "048213" }, "/me/senders", "/d/bakery.example", "/r/larch", "/p/start"],
  [{ to: "console" }, "/me/senders", "/d/bakery.example", "/r/larch", "/p"],
];

describe("links of mails and refusals into the console", () => {
  it.each(LEADS)("lead each where they can act on it: %j", (link, user, domain, reseller, operator) => {
    const { pathname, searchParams } = new URL(pageLink({ publicUrl: "https://mail.example" }, link));
    const leads = Object.entries(VIEWERS).map(([who, viewer]) => [
      who,
      resolveEntrance(viewer, pathname.replace(/^\/console/, ""), searchParams).to,
    ]);
    expect(Object.fromEntries(leads)).toEqual({ user, domain, reseller, operator });
  });

  it("lead an administrator of another domain to where nothing is to be seen, not to a page of their own", () => {
    const links: PageLink[] = (["requests", "readiness", "schedule", "proof"] as const).map((to) => ({
      to,
      domain: "flowers.example",
    }));
    const leads = links.map((link) => {
      const { pathname, searchParams } = new URL(pageLink({ publicUrl: "https://mail.example" }, link));
      return resolveEntrance(VIEWERS.domain, pathname.replace(/^\/console/, ""), searchParams).to;
    });
    expect(leads.every((to) => to.startsWith("/d/flowers.example/"))).toBe(true);
  });

  it("have a domain's administrator find the address that they name", () => {
    const { searchParams } = new URL(
      pageLink({ publicUrl: "https://mail.example" }, { to: "senders", address: ADDRESS }),
    );
    expect(resolveEntrance(VIEWERS.domain, "/senders", searchParams).q).toBe(ADDRESS);
  });
});
