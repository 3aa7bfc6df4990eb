import { beforeAll, expect, it } from "vitest";
import type { Actor } from "../../src/kernel/index.js";
import { Account, Domain, Reseller } from "../../src/tenancy/index.js";
import { actorWith, OPERATOR, startTestApi, type TestApi } from "../support/api.js";
import { describeOnEachEngine } from "../support/engines.js";
import {
  ACCOUNT,
  CREATE_ACCOUNT,
  CREATE_DOMAIN,
  CREATE_RESELLER,
  createTenants,
  innerIdOf,
  type Tree,
} from "./tenancy-tree.js";

describeOnEachEngine("making resellers, domains and accounts", (engine) => {
  let api: TestApi;
  let tree: Tree;

  beforeAll(async () => {
    api = await startTestApi(engine);
    tree = await createTenants(api);
  });

  async function createReseller(actor: Actor, input: Record<string, unknown>) {
    return api.succeed<{ createReseller: { id: string; parent: { id: string } | null } }>(actor, CREATE_RESELLER, {
      input,
    });
  }

  it("puts a reseller below another one, its path below the other's path", async () => {
    const { createReseller: made } = await createReseller(tree.north.actor, {
      name: "Sub of north",
      slug: "sub-of-north",
      parentId: tree.north.id,
      brandName: "Polar Mail",
      language: "de",
    });
    expect(made.parent?.id).toBe(tree.north.id);
    const row = await api.database.reader.findOneByOrFail(Reseller, { id: innerIdOf(made.id) });
    expect(row.path).toMatch(new RegExp(`^${tree.north.path}[0-9a-z]{8}$`));
    expect(row.brandName).toBe("Polar Mail");
  });

  it("lets only the platform make a reseller at the top", async () => {
    const error = await api.refuse(tree.north.actor, CREATE_RESELLER, { input: { name: "Top", slug: "top" } });
    expect(error.extensions.code).toBe("FORBIDDEN");
    const { createReseller: made } = await createReseller(OPERATOR, { name: "Top", slug: "top" });
    expect(made.parent).toBeNull();
  });

  it("refuses a parent, a reseller or a domain of another tenant like one that does not exist", async () => {
    const foreign = [
      [CREATE_RESELLER, { name: "X", slug: "x-north", parentId: tree.south.id }],
      [CREATE_DOMAIN, { resellerId: tree.south.id, name: "stolen.test" }],
      [CREATE_ACCOUNT, { domainId: tree.south.domain.id, address: `thief@${tree.south.domain.name}` }],
    ] as const;
    const missing = [
      [CREATE_RESELLER, { name: "X", slug: "x-north", parentId: "Reseller_01930000000070008000000000000009" }],
      [CREATE_DOMAIN, { resellerId: "Reseller_01930000000070008000000000000009", name: "stolen.test" }],
      [CREATE_ACCOUNT, { domainId: "nonsense", address: `thief@${tree.south.domain.name}` }],
    ] as const;
    for (const [index, [mutation, input]] of foreign.entries()) {
      const error = await api.refuse(tree.north.actor, mutation, { input });
      expect(error.extensions).toEqual(expect.objectContaining({ code: "NOT_FOUND", reason: "NOT_FOUND" }));
      const [sameMutation, otherInput] = missing[index]!;
      const other = await api.refuse(tree.north.actor, sameMutation, { input: otherInput });
      expect(error.message).toBe(other.message);
    }
    expect(await api.database.reader.countBy(Domain, { name: "stolen.test" })).toBe(0);
  });

  it("refuses callers whose role makes no such thing", async () => {
    for (const actor of [tree.north.domain.actor, tree.north.account.actor]) {
      const reseller = await api.refuse(actor, CREATE_RESELLER, {
        input: { name: "X", slug: "x", parentId: tree.north.id },
      });
      expect(reseller.extensions.code).toBe("FORBIDDEN");
      const domain = await api.refuse(actor, CREATE_DOMAIN, { input: { resellerId: tree.north.id, name: "x.test" } });
      expect(domain.extensions.code).toBe("FORBIDDEN");
    }
    const input = { domainId: tree.north.domain.id, address: `x@${tree.north.domain.name}` };
    expect((await api.refuse(tree.north.account.actor, CREATE_ACCOUNT, { input })).extensions.code).toBe("FORBIDDEN");
    const gateway = actorWith("GATEWAY", { kind: "PLATFORM" });
    expect((await api.refuse(gateway, CREATE_ACCOUNT, { input })).extensions.code).toBe("FORBIDDEN");
  });

  it.each([
    [{ name: "", slug: "fine" }, "input.name"],
    [{ name: "a\nb", slug: "fine" }, "input.name"],
    [{ name: "x".repeat(201), slug: "fine" }, "input.name"],
    [{ name: "Fine", slug: "Not a slug" }, "input.slug"],
    [{ name: "Fine", slug: "-fine" }, "input.slug"],
    [{ name: "Fine", slug: "fine", language: "german please" }, "input.language"],
    [{ name: "Fine", slug: "fine", brandName: "evil\u202ebrand" }, "input.brandName"],
  ])("names the field of a reseller that is wrong (case %#)", async (input, field) => {
    const error = await api.refuse(OPERATOR, CREATE_RESELLER, { input });
    expect(error.extensions).toMatchObject({ code: "BAD_USER_INPUT", field });
  });

  it("refuses a slug that exists", async () => {
    const error = await api.refuse(tree.south.actor, CREATE_RESELLER, {
      input: { name: "Copy", slug: "north", parentId: tree.south.id },
    });
    expect(error.extensions).toMatchObject({ code: "CONFLICT", field: "input.slug" });
  });

  it("keeps a domain as A-label and refuses it a second time, whoever hosts it", async () => {
    const input = { resellerId: tree.north.id, name: "BÜCHER.Test." };
    const { createDomain } = await api.succeed<{ createDomain: { name: string } }>(tree.north.actor, CREATE_DOMAIN, {
      input,
    });
    expect(createDomain.name).toBe("xn--bcher-kva.test");
    const error = await api.refuse(tree.south.actor, CREATE_DOMAIN, {
      input: { resellerId: tree.south.id, name: "xn--bcher-kva.test" },
    });
    expect(error.extensions).toMatchObject({ code: "CONFLICT", field: "input.name" });
  });

  it("keeps strangers from names below a customer's domain, not the platform and not the customer's reseller", async () => {
    const below = `mail.${tree.north.domain.name}`;
    const error = await api.refuse(tree.south.actor, CREATE_DOMAIN, {
      input: { resellerId: tree.south.id, name: below },
    });
    expect(error.extensions).toMatchObject({ code: "CONFLICT", field: "input.name" });
    await api.succeed(tree.north.actor, CREATE_DOMAIN, { input: { resellerId: tree.north.id, name: below } });
    const another = `www.${tree.north.domain.name}`;
    await api.succeed(OPERATOR, CREATE_DOMAIN, { input: { resellerId: tree.south.id, name: another } });
  });

  it.each(["not a domain", "", "192.0.2.1", "a..b", "-a.test", "com", "co.uk", "github.io", "localhost"])(
    "refuses a reseller the domain name %j",
    async (name) => {
      const error = await api.refuse(tree.north.actor, CREATE_DOMAIN, { input: { resellerId: tree.north.id, name } });
      expect(error.extensions).toMatchObject({ code: "BAD_USER_INPUT", field: "input.name" });
    },
  );

  it("makes an account with aliases and password, with an audit event and one feed entry", async () => {
    const { domain } = tree.north;
    const { createAccount } = await api.succeed<{ createAccount: { id: string; address: string; aliases: string[] } }>(
      domain.actor,
      CREATE_ACCOUNT,
      {
        input: {
          domainId: domain.id,
          address: `Anna.Muster@${domain.name}`,
          password: "a long enough secret",
          aliases: [`info@${domain.name}`, `Sales@${domain.name}`],
          language: "de-ch",
        },
      },
    );
    expect(createAccount).toMatchObject({
      address: `Anna.Muster@${domain.name}`,
      aliases: [`info@${domain.name}`, `Sales@${domain.name}`],
      language: "de-CH",
      hasPassword: true,
      domain: { name: domain.name },
    });
    const id = innerIdOf(createAccount.id);
    const row = await api.database.reader.findOneByOrFail(Account, { id });
    expect(row.addressKey).toBe(`anna.muster@${domain.name}`);
    expect(row.passwordHash).toMatch(/^\$argon2id\$/);
    const events = await api.database.reader.query("SELECT action FROM audit_event WHERE subjectId = ?", [id]);
    expect(events).toEqual([{ action: "account.created" }]);
    const entries = await api.database.reader.query("SELECT `change` FROM feed_entry WHERE subjectId = ?", [id]);
    expect(entries.map((entry: { change: string }) => JSON.parse(entry.change))).toEqual([
      {
        kind: "ACCOUNT",
        id,
        domainId: innerIdOf(domain.id),
        loginKey: `anna.muster@${domain.name}`,
        aliasKeys: [`info@${domain.name}`, `sales@${domain.name}`],
        isSuspended: false,
      },
    ]);
  });

  it("takes an address once, as login or as alias, in whatever spelling", async () => {
    const { domain } = tree.north;
    const create = (input: Record<string, unknown>) =>
      api.refuse(domain.actor, CREATE_ACCOUNT, { input: { domainId: domain.id, ...input } });
    const first = { domainId: domain.id, address: `once@${domain.name}`, aliases: [`twice@${domain.name}`] };
    await api.succeed(domain.actor, CREATE_ACCOUNT, { input: first });

    const asLogin = await create({ address: `ONCE@${domain.name.toUpperCase()}` });
    expect(asLogin.extensions).toMatchObject({ code: "CONFLICT", field: "input.address" });
    const asAliasTaken = await create({ address: `"twice"@${domain.name}` });
    expect(asAliasTaken.extensions).toMatchObject({ code: "CONFLICT", field: "input.address" });
    const aliasOfOther = await create({ address: `third@${domain.name}`, aliases: [`once@${domain.name}`] });
    expect(aliasOfOther.extensions).toMatchObject({ code: "CONFLICT", field: "input.aliases[0]" });
    const aliasOfItself = await create({ address: `third@${domain.name}`, aliases: [`Third@${domain.name}`] });
    expect(aliasOfItself.extensions).toMatchObject({ code: "CONFLICT", field: "input.aliases[0]" });
  });

  it("refuses an alias in a domain of another tenant like one that is not hosted, and tells nothing of its accounts", async () => {
    const { domain } = tree.north;
    const messages = [];
    for (const alias of [tree.south.account.address, `nobody@${tree.south.domain.name}`, "x@not-hosted.test"]) {
      const input = { domainId: domain.id, address: `alias.test@${domain.name}`, aliases: [alias] };
      const error = await api.refuse(domain.actor, CREATE_ACCOUNT, { input });
      expect(error.extensions).toMatchObject({ code: "BAD_USER_INPUT", field: "input.aliases[0]" });
      messages.push(error.message);
    }
    expect(new Set(messages).size).toBe(1);
  });

  it.each([
    [{ address: "no address" }, "input.address"],
    [{ address: "someone@elsewhere.test" }, "input.address"],
    [{ address: "user@[192.0.2.1]" }, "input.address"],
    [{ address: "a\r\nb@north.test" }, "input.address"],
    [{ address: "ok1@north.test", password: "short" }, "input.password"],
    [{ address: "ok2@north.test", passwordHash: "$2y$10$abcdefghijklmnopqrstuv" }, "input.passwordHash"],
    [
      {
        address: "ok3@north.test",
        passwordHash: `$argon2id$v=19$m=9999999,t=2,p=1$${"a".repeat(22)}$${"b".repeat(43)}`,
      },
      "input.passwordHash",
    ],
    [{ address: "ok4@north.test", password: "long enough", passwordHash: "also" }, "input.passwordHash"],
    [{ address: "ok5@north.test", language: "?" }, "input.language"],
    [{ address: "ok6@north.test", aliases: ["bad"] }, "input.aliases[0]"],
    [
      { address: "ok7@north.test", aliases: Array.from({ length: 101 }, (_, n) => `a${n}@north.test`) },
      "input.aliases",
    ],
  ])("names the field of an account that is wrong (case %#)", async (input, field) => {
    const error = await api.refuse(tree.north.domain.actor, CREATE_ACCOUNT, {
      input: { domainId: tree.north.domain.id, ...input },
    });
    expect(error.extensions).toMatchObject({ code: "BAD_USER_INPUT", field });
  });

  it("shows an account its own row and its domain's name, and nobody else's", async () => {
    const { account, domain } = tree.north;
    const seen = await api.succeed(account.actor, ACCOUNT, { id: account.id });
    expect(seen).toMatchObject({
      account: { address: account.address, domain: { name: domain.name, reseller: null } },
    });
    for (const id of [tree.south.account.id, tree.north.neighbour.id]) {
      expect((await api.refuse(account.actor, ACCOUNT, { id })).extensions.code).toBe("NOT_FOUND");
    }
  });
});
