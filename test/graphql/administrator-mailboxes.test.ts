import type { FastifyInstance } from "fastify";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { createApi } from "../../src/app/index.js";
import { renderMail } from "../../src/notifications/index.js";
import { OutboxMail } from "../../src/outbox/index.js";
import { OPERATOR, startTestApi, type TestApi } from "../support/api.js";
import { describeOnEachEngine } from "../support/engines.js";
import { type MovableClock, movableClock } from "../support/outbox.js";
import { CREATE_ACCOUNT, CREATE_DOMAIN, type CreatedTenant, createTenants, type Tree } from "./tenancy-tree.js";
import { ADD_IDENTITY, type Mailbox, openMailbox } from "./verification-mailbox.js";

const CREATE = `mutation ($input: CreateAdministratorInput!) {
  createAdministrator(input: $input) { id email emailConfirmedAt }
}`;
const UPDATE =
  "mutation ($input: UpdateAdministratorInput!) { updateAdministrator(input: $input) { emailConfirmedAt } }";
const RESEND = "mutation ($id: ID!) { resendEmailConfirmation(id: $id) { emailConfirmedAt } }";
const RESET =
  "mutation ($input: ResetAdministratorPasswordInput!) { resetAdministratorPassword(input: $input) { id } }";
const SET_PASSWORD = "mutation ($input: SetAccountPasswordInput!) { setAccountPassword(input: $input) { id } }";
const SHOWN = "query ($id: ID!) { node(id: $id) { ... on Administrator { email emailConfirmedAt } } }";
const UNCONFIRMED = "{ administrators(first: 200, filter: { isEmailConfirmed: false }) { edges { node { id } } } }";
const PASSWORD = "a long enough password";
const DAY_MS = 24 * 60 * 60 * 1_000;
const HOUR_MS = 60 * 60 * 1_000;

describeOnEachEngine("an administrator's mailbox", (engine) => {
  let clock: MovableClock;
  let api: TestApi;
  let app: FastifyInstance;
  let tree: Tree;
  let mailbox: Mailbox;
  let number = 0;

  beforeAll(async () => {
    clock = movableClock();
    api = await startTestApi(engine, clock);
    app = await createApi(api.services);
    tree = await createTenants(api);
    mailbox = openMailbox(api);
  });

  afterAll(async () => {
    await app.close();
  });

  const fresh = (what: string) => `${what}${++number}`;

  async function make(email: string | null, scope: object, tenant: CreatedTenant = tree.north): Promise<string> {
    const input = { login: fresh("person"), password: PASSWORD, scope, email };
    const { createAdministrator } = await api.succeed<{ createAdministrator: { id: string } }>(tenant.actor, CREATE, {
      input,
    });
    return createAdministrator.id;
  }

  async function shown(id: string) {
    const { node } = await api.succeed<{ node: { email: string | null; emailConfirmedAt: string | null } }>(
      OPERATOR,
      SHOWN,
      { id },
    );
    return node;
  }

  /** Delivers what is due; the templates that went to the address. */
  async function arrivedAt(address: string): Promise<string[]> {
    return (await mailbox.deliver()).filter(({ to }) => to === address).map(({ template }) => template);
  }

  async function linkTo(address: string): Promise<string> {
    const mails = (await mailbox.deliver()).filter(({ to }) => to === address);
    expect(mails.map(({ template }) => template)).toEqual(["email-confirmation"]);
    return `/confirm-email/${mails[0]?.secrets.token}`;
  }

  /** By a person, who types what stands on the page; by a program, which types nothing. */
  async function press(url: string, answer: string, isTyped = true) {
    const { body } = await app.inject({ method: "GET", url });
    const number = isTyped ? (/type (\d\d)</.exec(body)?.[1] ?? "") : "";
    return app.inject({
      method: "POST",
      url,
      headers: { "content-type": "application/x-www-form-urlencoded" },
      payload: new URLSearchParams({ answer, number }).toString(),
    });
  }

  it("gets nothing but the question whose it is until that is answered", async () => {
    const address = `${fresh("owner")}@elsewhere.test`;
    const id = await make(address, { domainId: tree.north.domain.id });
    const [mail] = await api.database.reader.findBy(OutboxMail, { toAddress: address });
    const { text, subject } = renderMail(
      { ...mail!, to: address, secrets: { token: "token" } } as never,
      api.services.configuration,
    );
    // Names that somebody else has chosen are no part of it; that of the reseller is the operator's own word.
    expect((subject + text).replaceAll(/Reseller\s+north/g, "")).not.toMatch(/person\d|north/);
    const link = await linkTo(address);

    const notice = { id, password: "another long password" };
    await api.succeed(tree.north.actor, RESET, { input: notice });
    expect(await arrivedAt(address)).toEqual([]);
    const asked = { accountId: tree.south.account.id, address: `sales@${tree.north.domain.name}`, displayName: "S" };
    await api.succeed(tree.south.account.actor, ADD_IDENTITY, { input: asked });
    expect(await arrivedAt(address)).toEqual([]);

    const page = await app.inject({ method: "GET", url: link, headers: { "accept-language": "de" } });
    expect(page.statusCode).toBe(200);
    expect(page.body).toContain("Ist das Ihr Postfach?");
    expect(page.body.replaceAll("Reseller north", "")).not.toMatch(/person\d|north/);
    expect(page.headers).toMatchObject({ "referrer-policy": "no-referrer", "cache-control": "no-store" });
    expect((await shown(id)).emailConfirmedAt).toBeNull();

    expect((await press(link, "sure")).statusCode).toBe(400);
    // A program presses the button, and types nothing.
    expect((await press(link, "confirm", false)).statusCode).toBe(400);
    expect((await shown(id)).emailConfirmedAt).toBeNull();
    expect((await press(link, "confirm")).body).toContain("The address is confirmed");
    expect((await press(link, "refuse", false)).body).toContain("The address is confirmed");
    expect((await shown(id)).emailConfirmedAt).toBe(clock.now().toISOString());

    await api.succeed(tree.north.actor, RESET, { input: notice });
    expect(await arrivedAt(address)).toEqual(["credential-notice"]);
    const more = { ...asked, address: `orders@${tree.north.domain.name}` };
    await api.succeed(tree.south.account.actor, ADD_IDENTITY, { input: more });
    expect(await arrivedAt(address)).toEqual(["approval-request"]);
  });

  it("loses the address when whoever reads it says that it is not theirs", async () => {
    const address = `${fresh("owner")}@elsewhere.test`;
    const id = await make(address, { resellerId: tree.north.id });
    const link = await linkTo(address);
    expect((await press(link, "refuse")).body).toContain("The address is removed");
    expect(await shown(id)).toEqual({ email: null, emailConfirmedAt: null });
    expect((await press(link, "confirm", false)).body).toContain("The address is removed");
    // A program may have pressed it: for an hour the same link turns it round.
    clock.advance(59 * 60_000);
    expect((await press(link, "confirm")).body).toContain("The address is confirmed");
    expect((await shown(id)).email).toBe(address);
    expect((await press(link, "refuse")).body).toContain("The address is removed");
    clock.advance(60 * 60_000);
    expect((await press(link, "confirm")).body).toContain("The address is removed");
    expect(await shown(id)).toEqual({ email: null, emailConfirmedAt: null });
  });

  it("is not given or taken by a program that names itself, before a person repeats it", async () => {
    const address = `${fresh("owner")}@elsewhere.test`;
    const id = await make(address, { resellerId: tree.north.id });
    const link = await linkTo(address);
    const scanned = await app.inject({
      method: "POST",
      url: link,
      headers: { "content-type": "application/x-www-form-urlencoded", "user-agent": "Mimecast LinkScan/1.0" },
      payload: "answer=refuse",
    });
    expect(scanned.statusCode).toBe(202);
    expect((await shown(id)).email).toBe(address);
    expect((await press(link, "refuse")).body).toContain("The address is removed");
    expect((await shown(id)).email).toBeNull();
  });

  it("begins anew with another address, and older links end", async () => {
    const [first, second] = [`${fresh("owner")}@elsewhere.test`, `${fresh("owner")}@elsewhere.test`];
    const id = await make(first, { resellerId: tree.north.id });
    const link = await linkTo(first);
    expect((await press(link, "confirm")).statusCode).toBe(200);
    await api.succeed(tree.north.actor, UPDATE, { input: { id, email: second } });
    const mails = await mailbox.deliver();
    expect(mails.map(({ to, template }) => [to, template]).sort()).toEqual([
      [first, "credential-notice"],
      [second, "email-confirmation"],
    ]);
    expect(await shown(id)).toEqual({ email: second, emailConfirmedAt: null });
    const { administrators } = await api.succeed<{ administrators: { edges: { node: { id: string } }[] } }>(
      tree.north.actor,
      UNCONFIRMED,
    );
    expect(administrators.edges.map(({ node }) => node.id)).toContain(id);
    expect((await press(link, "confirm")).statusCode).toBe(404);
    expect((await app.inject({ method: "GET", url: "/confirm-email/nonsense" })).statusCode).toBe(404);
    clock.advance(15 * DAY_MS);
    const late = `/confirm-email/${mails.find(({ to }) => to === second)?.secrets.token}`;
    expect((await press(late, "confirm")).statusCode).toBe(404);
    expect((await shown(id)).emailConfirmedAt).toBeNull();
  });

  it("is asked again three times a day, by a link that ends the one before", async () => {
    const address = `${fresh("owner")}@elsewhere.test`;
    const id = await make(address, { resellerId: tree.north.id });
    const link = await linkTo(address);
    await api.succeed(tree.north.actor, RESEND, { id });
    const newer = await linkTo(address);
    expect((await press(link, "confirm")).statusCode).toBe(404);
    await api.succeed(tree.north.actor, RESEND, { id });
    await api.succeed(tree.north.actor, RESEND, { id });
    expect((await api.refuse(tree.north.actor, RESEND, { id })).extensions.code).toBe("RATE_LIMITED");
    expect((await press(newer, "confirm")).statusCode).toBe(404);
    clock.advance(2 * DAY_MS);
    const newest = await linkTo(address);
    expect((await press(newest, "confirm")).statusCode).toBe(200);
    expect((await api.refuse(tree.north.actor, RESEND, { id })).extensions.code).toBe("CONFLICT");
    const without = await make(null, { resellerId: tree.north.id });
    expect((await api.refuse(tree.north.actor, RESEND, { id: without })).extensions.code).toBe("CONFLICT");
  });

  describe("and the budget of a mailbox", () => {
    const startOfDay = () => clock.advance(DAY_MS - (clock.now().getTime() % DAY_MS));

    /** How many mails of any kind arrive today, looked at hour by hour. */
    async function arrivingToday(address: string): Promise<number> {
      let arrived = 0;
      for (let hour = 0; hour < 24; hour += 6) {
        arrived += (await arrivedAt(address)).length;
        clock.advance(6 * HOUR_MS);
      }
      return arrived;
    }

    it("lets one party send no stranger more than its share a day, whatever it writes and through which subaddress", async () => {
      startOfDay();
      const victim = fresh("victim");
      for (let each = 0; each < 12; each += 1) {
        await make(`${victim}+${each}@elsewhere.test`, { domainId: tree.north.domain.id });
      }
      await api.succeed(tree.north.account.actor, ADD_IDENTITY, {
        input: { accountId: tree.north.account.id, address: `${victim}@elsewhere.test`, displayName: "V" },
      });
      const all = await mailbox.deliver();
      const theirs = all.filter(({ to }) => to.startsWith(victim));
      expect(theirs).toHaveLength(2);
      // Nothing is lost: what is over waits for the days to come, up to a week.
      const waiting = await api.database.reader
        .createQueryBuilder(OutboxMail, "mail")
        .where("mail.toAddress LIKE :start", { start: `${victim}%` })
        .getMany();
      const later = waiting.filter(({ state }) => state === "QUEUED");
      expect(later.length).toBe(10);
      expect(later.every(({ dueAt }) => dueAt > clock.now())).toBe(true);
      const days = later.map(({ dueAt }) => Math.floor(dueAt.getTime() / DAY_MS));
      for (const day of days) expect(days.filter((each) => each === day).length).toBeLessThanOrEqual(2);
    });

    it("bounds what a mailbox in an unproven domain is told of its password", async () => {
      startOfDay();
      const name = `${fresh("unproven")}.test`;
      const domain = await api.succeed<{ createDomain: { id: string } }>(tree.north.actor, CREATE_DOMAIN, {
        input: { resellerId: tree.north.id, name },
      });
      const { createAccount } = await api.succeed<{ createAccount: { id: string } }>(tree.north.actor, CREATE_ACCOUNT, {
        input: { domainId: domain.createDomain.id, address: `victim@${name}` },
      });
      for (let each = 0; each < 6; each += 1) {
        clock.advance(1);
        await api.succeed(tree.north.actor, SET_PASSWORD, {
          input: { accountId: createAccount.id, password: `password number ${each}` },
        });
      }
      expect(await arrivingToday(`victim@${name}`)).toBeLessThanOrEqual(3);
    });

    it("counts mails to people who have confirmed it, so that questions to it wait", async () => {
      startOfDay();
      const address = `${fresh("known")}@elsewhere.test`;
      const id = await make(address, { domainId: tree.north.domain.id });
      await press(await linkTo(address), "confirm");
      for (let each = 0; each < 3; each += 1) {
        clock.advance(1);
        await api.succeed(tree.north.actor, RESET, { input: { id, password: `password number ${each}` } });
      }
      expect(await arrivedAt(address)).toEqual(Array(3).fill("credential-notice"));
      await api.succeed(tree.south.account.actor, ADD_IDENTITY, {
        input: { accountId: tree.south.account.id, address, displayName: "K" },
      });
      expect(await arrivedAt(address)).toEqual([]);
    });

    it("lets notices to confirmed people go up to their allowance, and keeps the others for the next day", async () => {
      startOfDay();
      const address = `${fresh("busy")}@elsewhere.test`;
      const id = await make(address, { domainId: tree.north.domain.id });
      await press(await linkTo(address), "confirm");
      for (let each = 0; each < 23; each += 1) {
        clock.advance(1);
        await api.succeed(tree.north.actor, RESET, { input: { id, password: `password number ${each}` } });
      }
      expect(await arrivedAt(address)).toHaveLength(20);
      clock.advance(DAY_MS);
      expect(await arrivedAt(address)).toHaveLength(3);
    });
  });
});
