import type { FastifyInstance } from "fastify";
import { beforeAll, describe, expect, it } from "vitest";
import { createApi } from "../../../src/app/index.js";
import { pageLink } from "../../../src/kernel/index.js";
import { renderMail } from "../../../src/notifications/index.js";
import { alertKeys } from "../../../src/rollout/alerts/alert-keys.js";
import { createTenants, type Tree } from "../../graphql/tenancy-tree.js";
import { ADD_IDENTITY, type Mailbox, openMailbox } from "../../graphql/verification-mailbox.js";
import { OPERATOR, startTestApi, type TestApi } from "../../support/api.js";
import { atEndOfFile } from "../../support/end-of-file.js";
import { sampleMail, sampleMails } from "../../support/mails.js";
import { type MovableClock, movableClock } from "../../support/outbox.js";
import { collectPageStates } from "../../support/page-states.js";

const CREATE_ADMINISTRATOR =
  "mutation ($input: CreateAdministratorInput!) { createAdministrator(input: $input) { id } }";
const CREATE_RESELLER = "mutation ($input: CreateResellerInput!) { createReseller(input: $input) { id } }";

interface Opened {
  readonly template: string;
  readonly page: string;
  readonly status: number;
  /** Buttons that a reader may press there. */
  readonly buttons: number;
}

describe("a link with a token", () => {
  let api: TestApi;
  let app: FastifyInstance;
  let clock: MovableClock;
  let tenants: Tree;
  const opened: Opened[] = [];

  beforeAll(async () => {
    clock = movableClock();
    api = await startTestApi("SQLite", clock);
    app = await createApi(api.services);
    atEndOfFile(() => app.close());
    tenants = await createTenants(api);
  });

  const open = (url: string, language = "en") =>
    app.inject({ url, headers: { accept: "text/html", "accept-language": language } });

  /** Opens every link of ours in the mail, as whoever gets it, when it arrives. Opening changes nothing. */
  async function follow(mail: Parameters<typeof renderMail>[0]): Promise<void> {
    const { configuration } = api.services;
    const { text, html } = renderMail(mail, configuration);
    const pattern = new RegExp(`${configuration.publicUrl}(/[a-z-]+/[\\w-]{20,})`, "g");
    for (const path of new Set([...`${text} ${html}`.matchAll(pattern)].map(([, found = ""]) => found))) {
      const { statusCode, body } = await open(path);
      const buttons = body.match(/<button/g)?.length ?? 0;
      opened.push({ template: mail.template, page: path.split("/")[1]!, status: statusCode, buttons });
    }
  }

  it("opens a page with something to do, in every mail that the owner's pages and askers bring about", async () => {
    const inner = openMailbox(api);
    const mailbox: Mailbox = {
      ...inner,
      async deliver() {
        const mails = await inner.deliver();
        for (const mail of [...mails, ...(await inner.answerNotices())]) await follow(mail);
        return mails;
      },
    };
    await collectPageStates({ api, tenants, mailbox, clock }, "en");
    // What several ask at once is one mail.
    for (const { account } of [tenants.north, tenants.south]) {
      const input = { accountId: account.id, address: "asked-by-two@elsewhere.test", displayName: "Shop" };
      await api.succeed(account.actor, ADD_IDENTITY, { input });
    }
    await mailbox.deliver();
    const templates = new Set(opened.map(({ template }) => template));
    const inMails = Object.keys(sampleMails).filter((name) => Object.keys(sampleMail(name).secrets).length > 0);
    expect([...templates].sort()).toEqual(inMails.filter((name) => name !== "digest-reseller").sort());
    // Whoever has just ended all their links finds that of the notice about it ended, and a button for a new one.
    const others = opened.filter(({ status, buttons }) => status !== 200 || buttons === 0);
    expect(others).toEqual([{ template: "owner-notice", page: "owner", status: 410, buttons: 1 }]);
  });

  it("ends digests for whom the mail was made, in the look of whose people they are", async () => {
    const brand = { name: "Alpine", slug: "alpine", brandName: "Alpine Mail", supportContact: "+43 1 000000" };
    const { createReseller } = await api.succeed<{ createReseller: { id: string } }>(OPERATOR, CREATE_RESELLER, {
      input: brand,
    });
    const person = { login: "digests", password: "a long enough password", scope: { resellerId: createReseller.id } };
    const { createAdministrator } = await api.succeed<{ createAdministrator: { id: string } }>(
      OPERATOR,
      CREATE_ADMINISTRATOR,
      { input: person },
    );
    const hex = createAdministrator.id.slice(createAdministrator.id.lastIndexOf("_") + 1);
    const id = hex.replace(/(.{8})(.{4})(.{4})(.{4})(.{12})/, "$1-$2-$3-$4-$5");
    const unsubscribeToken = alertKeys(api.services.configuration).unsubscribeToken(id);
    opened.length = 0;
    await follow(sampleMail("digest-reseller", { secrets: { unsubscribeToken } }));
    expect(opened).toEqual([{ template: "digest-reseller", page: "u", status: 200, buttons: 1 }]);
    expect((await open(`/unsubscribe/${unsubscribeToken}`)).body).toContain("Alpine Mail");
  });

  it("of a question opens it by the short path of long hosts as well, whatever stands around", async () => {
    const { account } = tenants.south;
    const input = { accountId: account.id, address: "asked-by-a-long-host@elsewhere.test", displayName: "Shop" };
    await api.succeed(account.actor, ADD_IDENTITY, { input });
    const mails = await openMailbox(api).deliver();
    const token = mails.find(({ to }) => to === input.address)?.secrets.token;
    const long = { publicUrl: "https://senders.example.com" };
    const link = pageLink(long, { to: "confirm", token: token ?? "" });
    expect(link).toBe(`https://senders.example.com/q/${token}`);
    const { pathname } = new URL(link);
    for (const path of [pathname, `${pathname}.`, `//Q/${token}%3E`]) {
      expect((await open(path)).body).toContain('name="decision"');
    }
  });
});
