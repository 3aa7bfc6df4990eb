import { afterAll, beforeAll, expect, it } from "vitest";
import { createResolver } from "../../src/dns/index.js";
import { Verification } from "../../src/verification/index.js";
import { OPERATOR, startTestApi, type TestApi } from "../support/api.js";
import { testConfiguration } from "../support/configuration.js";
import { startTestDns, type TestDns } from "../support/dns.js";
import { describeOnEachEngine } from "../support/engines.js";
import { startSmtpSink } from "../support/smtp-sink.js";
import { createTenants, type Tree } from "./tenancy-tree.js";
import { ADD_IDENTITY, GRANT, RESEND } from "./verification-mailbox.js";

const ADD_IDENTITIES = "mutation ($input: AddIdentitiesInput!) { addIdentities(input: $input) { ids } }";

describeOnEachEngine("an address with letters beyond ASCII before the @", (engine) => {
  it.each([
    [false, "is refused at asking where our mail server does not take it"],
    [true, "is asked where our mail server takes it"],
  ])("offers SMTPUTF8: %s: %s", async (offersSmtpUtf8) => {
    const sink = await startSmtpSink({ offersSmtpUtf8 });
    const configuration = { ...testConfiguration(), smtpUrl: `smtp://127.0.0.1:${sink.port}` };
    const api = await startTestApi(engine, undefined, { configuration });
    const { account } = (await createTenants(api)).north;
    const add = (address: string) => ({ input: { accountId: account.id, address, displayName: "Shop" } });
    await api.succeed(account.actor, ADD_IDENTITY, add("owner@away.test"));
    if (offersSmtpUtf8) await api.succeed(account.actor, ADD_IDENTITY, add("büro@away.test"));
    else {
      const { extensions } = await api.refuse(account.actor, ADD_IDENTITY, add("büro@away.test"));
      expect(extensions).toMatchObject({
        code: "BAD_USER_INPUT",
        reason: "ADDRESS_NEEDS_SMTPUTF8",
        field: "input.address",
      });
    }
    await sink.stop();
  });
});

describeOnEachEngine("a domain to which no mail leads", (engine) => {
  let dns: TestDns;
  let api: TestApi;
  let tree: Tree;

  beforeAll(async () => {
    dns = await startTestDns();
    await dns.load([
      "takes-mail.test MX 10 mx.takes-mail.test.",
      "implicit.test A 192.0.2.1",
      "implicit6.test AAAA 2001:db8::1",
      "nullmx.test MX 0 .",
      "nullmx.test A 192.0.2.1",
      'text-only.test TXT "v=spf1 -all"',
    ]);
    dns.faults.set("silent.test", "SERVFAIL");
    api = await startTestApi(engine, undefined, { resolver: createResolver([dns.server]) });
    tree = await createTenants(api);
  });
  afterAll(() => dns.close());

  const inputOf = (domain: string) => ({
    accountId: tree.north.account.id,
    address: `owner@${domain}`,
    displayName: "Shop",
  });
  const add = (domain: string) => ({ input: inputOf(domain) });

  it.each([
    ["nullmx.test", "takes no mail"],
    ["text-only.test", "neither a mail exchanger nor an address"],
    ["nowhere.test", "neither a mail exchanger nor an address"],
  ])("is refused at asking: %s", async (domain, words) => {
    const before = await api.database.reader.count(Verification);
    const { message, extensions } = await api.refuse(tree.north.account.actor, ADD_IDENTITY, add(domain));
    expect(message).toContain(words);
    expect(extensions).toMatchObject({ code: "BAD_USER_INPUT", field: "input.address" });
    expect(await api.database.reader.count(Verification)).toBe(before);
    const many = { input: { idempotencyKey: domain, items: [inputOf("takes-mail.test"), inputOf(domain)] } };
    const { extensions: ofMany } = await api.refuse(tree.north.account.actor, ADD_IDENTITIES, many);
    expect(ofMany).toMatchObject({ code: "BAD_USER_INPUT", field: "input.items[1].address" });
  });

  it("is not one that has an exchanger or an address, or of which name servers cannot tell", async () => {
    for (const domain of ["takes-mail.test", "implicit.test", "implicit6.test", "silent.test"]) {
      await api.succeed(tree.north.account.actor, ADD_IDENTITY, add(domain));
    }
  });

  it("is not asked again either, once it has become one", async () => {
    const { addIdentity } = await api.succeed<{ addIdentity: { id: string } }>(tree.north.account.actor, ADD_IDENTITY, {
      input: { ...inputOf("takes-mail.test"), address: "later@takes-mail.test" },
    });
    const empty = createResolver([dns.server]);
    await dns.load(["takes-mail.test MX 0 ."]);
    Object.assign(api.services, { resolver: empty });
    const refused = await api.refuse(tree.north.account.actor, RESEND, { id: addIdentity.id });
    expect(refused.extensions).toMatchObject({ code: "BAD_USER_INPUT", field: "authorizationId" });
  });

  it("may still be given by an administrator, who asks nobody", async () => {
    const input = { ...inputOf("nullmx.test"), address: "newsletter@nullmx.test" };
    await api.succeed(OPERATOR, GRANT, { input });
  });
});
