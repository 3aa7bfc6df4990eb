import { alertKeys } from "../../src/rollout/alerts/alert-keys.js";
import { remindOwners, verificationKeys } from "../../src/verification/index.js";
import type { CreatedTenant, Tree } from "../graphql/tenancy-tree.js";
import { GRANT, type Mailbox, RESEND, REVOKE } from "../graphql/verification-mailbox.js";
import { OPERATOR, type TestApi } from "./api.js";
import type { MovableClock } from "./outbox.js";
import { type AnsweredPage, type Asked, type OwnersBrowser, openBrowser } from "./pages.js";

/** One page in one state, as a person gets to see it. */
export interface PageState {
  readonly name: string;
  readonly status: number;
  readonly body: string;
  /** Whether it answers a press of a button. */
  readonly isPressed: boolean;
  readonly setsCookies: boolean;
}

interface World {
  readonly api: TestApi;
  readonly tenants: Tree;
  readonly mailbox: Mailbox;
  readonly clock: MovableClock;
}

const HOUR_MS = 60 * 60 * 1_000;
const DAY_MS = 24 * HOUR_MS;
const SET_POLICY = "mutation ($input: SetPolicyInput!) { setPolicy(input: $input) { mode } }";
const CREATE_ADMINISTRATOR =
  "mutation ($input: CreateAdministratorInput!) { createAdministrator(input: $input) { id } }";
const ENTRANCES = ["senders", "requests", "readiness", "schedule", "explain", "mailboxes", "domains"];

/** What the typed digits have opened. */
const ACTING = { status: 200, isPressed: true, setsCookies: false };

let runs = 0;

/** Every page that people get to see, in each of its states, in one language. */
export async function collectPageStates(world: World, language: string): Promise<PageState[]> {
  const { api, tenants, mailbox, clock } = world;
  const pressed = new WeakSet<Promise<AnsweredPage>>();
  const browser = notingPresses(await openBrowser(world, language), pressed);
  const states: PageState[] = [];
  const run = ++runs;
  const keep = async (name: string, page: Promise<AnsweredPage>): Promise<string> => {
    const { statusCode, body, headers } = await page;
    // As it is without scripts: what the console makes of it is looked at in its own tests.
    const unscripted = body.replace(/<noscript>(<style>[\s\S]*?<\/style>)<\/noscript>/, "$1");
    const setsCookies = headers["set-cookie"] !== undefined;
    states.push({ name, status: statusCode, body: unscripted, isPressed: pressed.has(page), setsCookies });
    return body;
  };
  /** Mails arrive before time goes on, those too that wait for what else is done within some hours. */
  const later = async (milliseconds: number): Promise<void> => {
    for (let left = milliseconds, step = 0; left > 0; left -= step) {
      await mailbox.deliver();
      step = milliseconds - left < 4 * HOUR_MS ? Math.min(left, HOUR_MS) : left;
      clock.advance(step);
    }
  };
  const north: CreatedTenant = tenants.north;
  const south: CreatedTenant = tenants.south;
  const allow = ({ question, number }: Asked, more = {}) =>
    browser.send(question, { decision: "allow", number, ...more });
  const wrongFor = ({ number }: Asked) => (number === "10" ? "11" : "10");
  const address = (name: string) => `${name}.${run}@a-rather-long-name-of-a-workshop.example`;

  const open = await browser.ask(north, address("question"));
  await keep("question", browser.show(open.question));
  await keep(
    "question-date",
    browser.send(open.question, { decision: "allow", number: open.number, until: "31.12.2026" }),
  );
  await keep("question-wrong", browser.send(open.question, { decision: "allow", number: wrongFor(open) }));
  await keep("question-held-until", allow(open));
  await keep("question-incomplete", browser.send(open.question, {}));
  await keep("question-twice-wrong", browser.send(open.question, { decision: "allow", number: wrongFor(open) }));

  const allowed = await browser.ask(north, address("allowed"));
  const until = new Date(clock.now().getTime() + 30 * DAY_MS).toISOString().slice(0, 10);
  await keep("answer-allowed", allow(allowed, { until }));
  await keep("answer-allowed-again", browser.show(allowed.question));
  await keep("answer-unchanged", browser.send(allowed.question, { decision: "deny", number: wrongFor(allowed) }));
  const other = await browser.ask(south, allowed.address);
  await keep("owner-sight", browser.show(other.owner));
  await keep("owner-mailed", browser.send(other.owner, { action: "renew" }));
  await later(11 * 60_000);
  await mailbox.deliver();
  await keep("owner-needs-link", browser.send(other.owner, { action: "withdraw", authorization: allowed.id }));
  const acting = await browser.openActing(other.owner);
  states.push({ ...ACTING, name: "owner-acting", body: acting.body });
  await keep("owner-number", browser.show(acting.path));
  await keep("owner-number-missing", browser.send(acting.path, { action: "open" }));
  await keep("owner-asked-again", browser.act(acting, { action: "ask-again", authorization: other.id }));
  await mailbox.deliver();
  await keep(
    "owner-withdrawn",
    browser.act(acting, { action: "withdraw", authorization: allowed.id, account: north.account.address }),
  );
  await keep("answer-withdrawn-since", browser.show(allowed.question));
  await keep(
    "owner-denied",
    browser.act(acting, { action: "withdraw", authorization: other.id, account: south.account.address }),
  );
  await keep("owner-changed", browser.act(acting, { action: "withdraw", authorization: other.id }));
  await keep("owner-block", browser.act(acting, { action: "ask-block" }));
  const blocked = await keep("owner-blocked", browser.act(acting, { action: "block" }));
  const press = /name="press" value="([^"]+)"/.exec(blocked)?.[1] ?? "";
  await keep("owner-taken-back", browser.act(acting, { action: "take-back", press }));
  await browser.act(acting, { action: "block" });
  await keep("owner-unblocked", browser.act(acting, { action: "unblock" }));
  await keep("owner-ends-links", browser.act(acting, { action: "end-links" }));
  await later(2 * DAY_MS);
  await mailbox.deliver();
  await keep("owner-over", browser.show(other.owner));
  await keep("owner-unknown", browser.show("/owner/x"));

  const denied = await browser.ask(north, address("denied"));
  await keep("answer-denied", browser.send(denied.question, { decision: "deny" }));
  await later(2 * HOUR_MS);
  await keep("answer-denied-later", browser.show(denied.question));
  await keep("answer-asked-again", browser.send(denied.question, { decision: "ask-again" }));
  await mailbox.deliver();
  await keep("answer-newer-mail", browser.show(denied.question));

  const block = await browser.ask(north, address("block"));
  await keep("answer-block", browser.send(block.question, { decision: "block" }));
  const toBlock = /action="(\/owner\/[\w-]+)[^"]*"/.exec((await browser.show(block.question)).body)?.[1] ?? "";
  const blocking = await browser.openActing(toBlock, { purpose: "block" });
  states.push({ ...ACTING, name: "owner-block-by-link", body: blocking.body });
  await browser.act(blocking, { action: "block" });
  await keep("answer-blocked", browser.show(block.question));

  const expired = await browser.ask(north, address("expired"));
  await later(4 * DAY_MS);
  await keep("answer-expired", browser.show(expired.question));
  await keep("answer-unknown", browser.show("/confirm/x"));

  const revoked = await browser.ask(north, address("revoked"));
  await api.succeed(north.account.actor, REVOKE, { id: revoked.id });
  await keep("answer-request-withdrawn", browser.show(revoked.question));

  const granted = await browser.ask(north, address("granted"));
  const input = { accountId: north.account.id, address: granted.address, displayName: "Shop", reason: "known" };
  await api.succeed(OPERATOR, GRANT, { input });
  await keep("answer-granted", browser.show(granted.question));

  await api.succeed(OPERATOR, SET_POLICY, { input: { scope: { platform: true }, isNumberMatchingRequired: false } });
  const typed = await browser.ask(north, address("typed"));
  await keep("question-typed", browser.show(typed.question));
  await api.succeed(north.account.actor, RESEND, { id: typed.id });
  await keep("answer-newer-waits", browser.show(typed.question));
  await mailbox.deliver();
  await api.succeed(OPERATOR, SET_POLICY, { input: { scope: { platform: true }, isNumberMatchingRequired: null } });

  await api.succeed(OPERATOR, SET_POLICY, { input: { scope: { platform: true }, ownerReminderDays: 365 } });
  const yearly = await browser.ask(north, address("yearly"));
  await allow(yearly);
  await later(366 * DAY_MS);
  const keys = verificationKeys(api.services.configuration);
  while ((await api.database.write((tx) => remindOwners(tx, keys))) > 0);
  const reminder = (await mailbox.deliver()).find(
    ({ to, template }) => to === yearly.address && template === "owner-reminder",
  );
  await api.succeed(OPERATOR, SET_POLICY, { input: { scope: { platform: true }, ownerReminderDays: null } });
  const yearlyPath = `/confirm-senders/${reminder?.secrets.token ?? ""}`;
  const list = await keep("reminder", browser.show(yearlyPath));
  await keep("reminder-untyped", browser.send(yearlyPath, {}));
  const seen = /name="seen" value="([^"]+)"/.exec(list)?.[1] ?? "";
  const digits = /<label for="number"><strong>[^<]*?(\d\d)/.exec(list)?.[1] ?? "";
  await keep("reminder-confirmed", browser.send(yearlyPath, { seen, number: digits }));
  await keep("reminder-unknown", browser.show("/confirm-senders/x"));

  const email = `administrator${run}@contact.example`;
  const person = { login: `person${run}`, password: "a long enough password", scope: { resellerId: north.id }, email };
  await api.succeed(OPERATOR, CREATE_ADMINISTRATOR, { input: person });
  const mail = (await mailbox.deliver()).find(({ to }) => to === email);
  const confirmation = `/confirm-email/${mail?.secrets.token ?? ""}`;
  const asking = await keep("mailbox", browser.show(confirmation));
  await keep("mailbox-untyped", browser.send(confirmation, { answer: "confirm" }));
  const mark = /name="seen" value="([^"]+)"/.exec(asking)?.[1] ?? "";
  await keep("mailbox-refused", browser.send(confirmation, { answer: "refuse", seen: mark }));
  await keep("mailbox-over", browser.show("/confirm-email/x"));

  const ending = `/unsubscribe/${alertKeys(api.services.configuration).unsubscribeToken("01930000-0000-7000-8000-000000000009")}`;
  await keep("digests", browser.show(ending));
  await keep("digests-ended", browser.send(ending, { answer: "end" }));
  await keep("digests-again", browser.send(ending, { answer: "again" }));
  await keep("digests-unknown", browser.show("/unsubscribe/x"));

  await keep("home", browser.show("/"));
  await keep("nothing-here", browser.show("/nowhere"));
  await keep("too-big", browser.send("/unsubscribe/x", { a: "x".repeat(20_000) }));
  await keep("console", browser.show("/console"));
  const about = new URLSearchParams({
    address: address("entrance"),
    account: north.account.address,
    domain: north.domain.name,
    login: north.account.address,
    from: address("entrance"),
    header: address("header"),
    queue: "4bXyZ1234",
  });
  for (const entrance of ENTRANCES) await keep(`console-${entrance}`, browser.show(`/console/${entrance}?${about}`));
  return states;
}

/** The same browser, which keeps of each page whether a press has brought it. */
function notingPresses(browser: OwnersBrowser, pressed: WeakSet<Promise<AnsweredPage>>): OwnersBrowser {
  const note = (page: Promise<AnsweredPage>) => {
    pressed.add(page);
    return page;
  };
  return {
    ...browser,
    send: (path, form) => note(browser.send(path, form)),
    act: (page, form) => note(browser.act(page, form)),
  };
}
