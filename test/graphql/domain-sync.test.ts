import { readFileSync } from "node:fs";
import { expect } from "vitest";
import { AuditEvent } from "../../src/audit/audit-event.entity.js";
import { Account } from "../../src/tenancy/index.js";
import { OPERATOR } from "../support/api.js";
import { countStatements } from "../support/statements.js";
import { describeInWorld } from "../support/world.js";
import { fiftyMailboxes, inShort, nightly, ownerDenies, SYNC, type Sync, statesOf, sync } from "./synced-domains.js";
import { innerIdOf, plantDomain } from "./tenancy-tree.js";

describeInWorld("syncDomain", (it) => {
  it("makes a domain what it should be in one call, and finds no difference in the next", async ({
    api,
    tenants,
    mailbox,
  }) => {
    const { domain, input } = await nightly(api, tenants);
    const { actor } = tenants.north;
    const first = await sync(api, actor, input);
    expect(first).toMatchObject({ made: 1 + 2 + 2, changed: 4, ended: 1 + 1 + 1, refused: [], wasRepeated: false });
    expect(inShort(first)).toEqual([
      "CHANGED POLICY schedule",
      "ENDED MAILBOX leaves@nightly.test",
      "ENDED ALIAS stays@nightly.test old@nightly.test",
      "CHANGED MAILBOX new-name@nightly.test",
      "MADE MAILBOX comes@nightly.test",
      "MADE ALIAS stays@nightly.test new@nightly.test",
      "CHANGED MAILBOX stays@nightly.test language",
      "CHANGED SUSPENSION new-name@nightly.test",
      "ENDED IDENTITY stays@nightly.test unwanted@away.test",
      "MADE GRANT comes@nightly.test granted@north.test",
      "MADE IDENTITY stays@nightly.test wanted@away.test",
      "MADE IDENTITY comes@nightly.test wanted@away.test",
    ]);
    const again = await sync(api, actor, input);
    expect(again).toMatchObject({ differences: [], refused: [], wasRepeated: true });
    expect(await statesOf(api, actor, domain.id)).toEqual({
      "unwanted@away.test": "REVOKED",
      "wanted@away.test": "PENDING",
      "granted@north.test": "AUTHORIZED",
    });
    expect((await mailbox.deliver()).map(({ to }) => to)).toContain("wanted@away.test");
  });

  it("has the names that stand for the domain as they are listed, and rehearses it", async ({ api, tenants }) => {
    const domain = await plantDomain(api, tenants.north, "named.test");
    const { actor } = tenants.north;
    const names = (...list: string[]) => ({ domainId: domain.id, domainAliases: list.map((name) => ({ name })) });
    const now = async () => {
      const { domain: found } = await api.succeed<{
        domain: { domainAliases: { edges: { node: { name: string } }[] } };
      }>(actor, "query ($id: ID!) { domain(id: $id) { domainAliases { edges { node { name } } } } }", {
        id: domain.id,
      });
      return found.domainAliases.edges.map(({ node }) => node.name);
    };
    const two = names("bücher-named.test", "named-shop.test");
    const looked = await sync(api, actor, two, { dryRun: true });
    expect(inShort(looked)).toEqual([
      "MADE DOMAIN_ALIAS xn--bcher-named-thb.test",
      "MADE DOMAIN_ALIAS named-shop.test",
    ]);
    expect(await now()).toEqual([]);
    expect(await sync(api, actor, two)).toMatchObject({ made: 2, ended: 0, refused: [] });
    expect(await sync(api, actor, two)).toMatchObject({ wasRepeated: true });
    // What is left out stays; what is taken by somebody else is left and listed with its place.
    expect(await sync(api, actor, { domainId: domain.id })).toMatchObject({ wasRepeated: true });
    const changed = await sync(api, actor, names("named-shop.test", tenants.south.domain.name, "named-third.test"));
    expect(changed).toMatchObject({
      made: 1,
      ended: 1,
      refused: [{ part: "DOMAIN_ALIAS", name: tenants.south.domain.name, errors: [{ reason: "DOMAIN_TAKEN" }] }],
    });
    expect(changed.refused[0]?.errors[0]?.path).toEqual(["input", "domainAliases", "1", "name"]);
    expect(await now()).toEqual(["named-shop.test", "named-third.test"]);
    const none = await sync(api, actor, { ...names(), maxEnded: 1 });
    expect(none.errors).toMatchObject([{ reason: "WOULD_END_TOO_MUCH" }]);
    // Of several that nobody may list twice or read, each is said, and nothing is done.
    const { errors } = await sync(api, actor, names("a b", "named-shop.test", "NAMED-shop.test"));
    expect(errors.map(({ path }) => path.join("."))).toEqual([
      "input.domainAliases.0.name",
      "input.domainAliases.2.name",
    ]);
    // As the single mutations: no domain's administrator makes names.
    expect(
      (await sync(api, tenants.north.domain.actor, { ...two, domainId: tenants.north.domain.id })).errors,
    ).toMatchObject([{ reason: "ROLE_NOT_ALLOWED" }]);
    expect(await sync(api, actor, names())).toMatchObject({ ended: 2 });
    expect(await now()).toEqual([]);
  });

  it("does the nightly run of a 50-mailbox domain, with the document of the documentation, in one call", async ({
    api,
    tenants,
  }) => {
    const page = readFileSync(new URL("../../docs/integration.md", import.meta.url), "utf8");
    const [, document = ""] = /^```graphql\n(mutation SyncDomain.*?)^```/ms.exec(page) ?? [];
    const domain = await plantDomain(api, tenants.north, "fifty.test");
    const { yesterday, today } = fiftyMailboxes();
    await sync(api, tenants.north.actor, { domainId: domain.id, mailboxes: yesterday });
    const input = { domainId: domain.id, mailboxes: today, maxEnded: 20 };
    const { syncDomain } = await api.succeed<{ syncDomain: Sync }>(tenants.north.actor, document, { input });
    expect(syncDomain.refused).toEqual([]);
    const counts: Record<string, number> = {};
    for (const { kind, part } of syncDomain.differences) {
      counts[`${kind} ${part}`] = (counts[`${kind} ${part}`] ?? 0) + 1;
    }
    expect(counts).toEqual({
      "MADE MAILBOX": 5,
      "ENDED MAILBOX": 3,
      "CHANGED MAILBOX": 2,
      "CHANGED SUSPENSION": 2,
      "MADE ALIAS": 10,
      "CHANGED PASSWORD": 5,
      "MADE GRANT": 20,
      "ENDED GRANT": 10,
    });
  });

  it("in a dry run says the same and does nothing", async ({ api, tenants }) => {
    const domain = await plantDomain(api, tenants.north, "rehearsed.test");
    const input = { domainId: domain.id, isSuspended: true, mailboxes: [{ address: "a@rehearsed.test" }] };
    const events = () => api.database.reader.countBy(AuditEvent, {});
    const before = await events();
    const rehearsed = await sync(api, tenants.north.actor, input, { dryRun: true });
    expect(inShort(rehearsed)).toEqual(["CHANGED DOMAIN", "MADE MAILBOX a@rehearsed.test"]);
    expect(await events()).toBe(before);
    expect((await sync(api, tenants.north.actor, input)).differences).toEqual(rehearsed.differences);
  });

  it("does nothing where more or less would end than was expected, and ends all only when that is said", async ({
    api,
    tenants,
  }) => {
    const { actor } = tenants.north;
    const domain = await plantDomain(api, tenants.north, "guarded.test");
    const mailboxes = ["a", "b", "c"].map((name) => ({ address: `${name}@guarded.test` }));
    await sync(api, actor, { domainId: domain.id, mailboxes });
    const one = { domainId: domain.id, mailboxes: mailboxes.slice(0, 1) };
    expect((await sync(api, actor, { ...one, maxEnded: 1 })).errors).toMatchObject([{ reason: "WOULD_END_TOO_MUCH" }]);
    expect((await sync(api, actor, one, { expectedCount: 1 })).errors).toMatchObject([{ reason: "COUNT_DIFFERS" }]);
    const none = { domainId: domain.id, mailboxes: [] };
    expect((await sync(api, actor, none)).errors).toMatchObject([
      { reason: "SELECTION_EMPTY", path: ["input", "mailboxes"] },
    ]);
    expect(await api.database.reader.countBy(Account, { domainId: innerIdOf(domain.id) })).toBe(3);
    expect((await sync(api, actor, one, { expectedCount: 2 })).ended).toBe(2);
    expect((await sync(api, actor, none, { expectedCount: 1 })).ended).toBe(1);
  });

  it("does nothing in a domain with more mailboxes than a call can name", async ({ api, tenants }) => {
    const { id } = await plantDomain(api, tenants.north, "large.test");
    const create = (names: readonly string[]) => {
      const items = names.map((name) => ({ domainId: id, address: `${name}@large.test` }));
      const document = "mutation ($input: CreateAccountsInput!) { createAccounts(input: $input) { ids } }";
      return api.succeed(OPERATOR, document, { input: { idempotencyKey: `large ${names[0]}`, items } });
    };
    await create(Array.from({ length: 1_000 }, (_, number) => `n${number}`));
    await create(["last"]);
    const { errors } = await api.execute(OPERATOR, SYNC.replace("    errors { reason path }\n", ""), {
      input: { domainId: id, mailboxes: [{ address: "n0@large.test" }] },
    });
    expect(errors).toMatchObject([{ extensions: { reason: "TOO_MANY_BELOW", parameters: { limit: 1_000 } } }]);
    expect(await api.database.reader.countBy(Account, { domainId: innerIdOf(id) })).toBe(1_001);
  });

  it("leaves alone what is left out", async ({ api, tenants }) => {
    const { actor, domain } = tenants.south;
    expect(await sync(api, actor, { domainId: domain.id })).toMatchObject({ differences: [], wasRepeated: true });
    const mailboxes = [{ address: tenants.south.account.address }, { address: tenants.south.neighbour.address }];
    expect(await sync(api, actor, { domainId: domain.id, mailboxes })).toMatchObject({
      differences: [],
      wasRepeated: true,
    });
  });

  it("lists what cannot be, each with its place and reason, and does the rest", async ({ api, tenants, mailbox }) => {
    const { actor } = tenants.north;
    const domain = await plantDomain(api, tenants.north, "refusing.test");
    const asks = {
      address: "asks@refusing.test",
      identities: [{ address: "no@away.test" }, { address: "open@away.test" }],
    };
    await sync(api, actor, { domainId: domain.id, mailboxes: [asks, { address: "stopped@refusing.test" }] });
    await ownerDenies(api, mailbox, "no@away.test");
    const { accountByAddress } = await api.succeed<{ accountByAddress: { id: string } }>(
      OPERATOR,
      `{ accountByAddress(address: "stopped@refusing.test") { id } }`,
    );
    await api.succeed(OPERATOR, "mutation ($id: ID!) { suspendAccount(id: $id) { id } }", { id: accountByAddress.id });
    await api.succeed(
      OPERATOR,
      `mutation ($id: ID!) { setPolicy(input: { scope: { domainId: $id }, verificationHours: 5 }) { locked } }`,
      { id: domain.id },
    );

    const mailboxes = [
      { ...asks, isSuspended: true, grants: [{ address: "foreign@away.test" }] },
      { address: "stopped@refusing.test", isSuspended: false },
      {
        address: "user@refusing.test",
        aliases: [`user@${tenants.south.domain.name}`],
        identities: [{ address: "x@away.test" }],
      },
      { address: "fine@refusing.test" },
    ];
    const input = { domainId: domain.id, policy: { verificationHours: 6, holdThreshold: 3 }, mailboxes };
    const done = await sync(api, actor, input);
    const refused = done.refused.map(
      ({ part, path, errors }) => `${part} ${path} ${errors.map(({ reason }) => reason)}`,
    );
    expect(refused.sort()).toEqual([
      "GRANT input.mailboxes[0].grants[0] DOMAIN_NOT_ADMINISTERED",
      "IDENTITY input.mailboxes[0].identities[0] OWNER_SAID_NO",
      "MAILBOX input.mailboxes[2] ALIAS_DOMAIN_NOT_HOSTED",
      "POLICY input.policy.verificationHours SET_FURTHER_UP",
      "SUSPENSION input.mailboxes[1].isSuspended SET_FURTHER_UP",
    ]);
    expect(inShort(done)).toEqual([
      "CHANGED POLICY holdThreshold",
      "MADE MAILBOX fine@refusing.test",
      "CHANGED SUSPENSION asks@refusing.test",
    ]);
    // Nothing is tried for good that was refused before.
    expect((await sync(api, actor, input)).differences).toEqual([]);
  });

  it("does nothing at all where something of the lists cannot be read", async ({ api, tenants }) => {
    const { actor, domain } = tenants.north;
    const mailboxes = [
      { address: "no address" },
      { address: "b@north.test", aliases: ["x@north.test", "X@north.test"] },
    ];
    const { errors } = await sync(api, actor, { domainId: domain.id, mailboxes });
    expect(errors).toEqual([
      { reason: "ADDRESS_MALFORMED", path: ["input", "mailboxes", "0", "address"] },
      { reason: "NAMED_TWICE", path: ["input", "mailboxes", "1", "aliases", "1"] },
    ]);
  });

  it("takes as many statements for 60 mailboxes without a difference as for two", async ({ api, tenants }) => {
    const { actor } = tenants.north;
    const counts: number[] = [];
    for (const [name, count] of [
      ["few.test", 2],
      ["many.test", 60],
    ] as const) {
      const domain = await plantDomain(api, tenants.north, name);
      const mailboxes = Array.from({ length: count }, (_, index) => ({
        address: `m${index}@${name}`,
        aliases: [`alias${index}@${name}`],
        grants: [{ address: `sales@${name}` }],
        identities: [],
      }));
      const input = { domainId: domain.id, mailboxes, policy: { holdThreshold: 3 } };
      await sync(api, actor, input);
      counts.push(await countStatements(api.database, async () => void (await sync(api, actor, input))));
    }
    expect(counts[1]).toBe(counts[0]);
    expect(counts[0]).toBeLessThan(25);
  });
});
