import { beforeAll, expect, it } from "vitest";
import { verifyPassword } from "../../src/graphql/index.js";
import { Account, AccountAlias } from "../../src/tenancy/index.js";
import { actorWith, OPERATOR, startTestApi, type TestApi } from "../support/api.js";
import { describeOnEachEngine } from "../support/engines.js";
import { auditActionsOf, createTenants, feedOf, innerIdOf, plantAccount, type Tree } from "./tenancy-tree.js";

const UPDATE = `mutation ($id: ID!, $input: UpdateAccountInput!) { updateAccount(id: $id, input: $input) { address language } }`;
const PASSWORD = `mutation ($input: SetAccountPasswordInput!) { setAccountPassword(input: $input) { hasPassword } }`;
const ADD = `mutation ($id: ID!, $address: String!) { addAccountAlias(accountId: $id, address: $address) { aliases } }`;
const REMOVE = `mutation ($id: ID!, $address: String!) { removeAccountAlias(accountId: $id, address: $address) { aliases } }`;
const SUSPEND = `mutation ($id: ID!, $reason: String) { suspendAccount(id: $id, reason: $reason) { state suspendedReason } }`;
const RESUME = `mutation ($id: ID!) { resumeAccount(id: $id) { state } }`;
const DELETE = `mutation ($id: ID!) { deleteAccount(id: $id) }`;

const everyChange = (id: string, domain: string) =>
  [
    [UPDATE, { id, input: { address: `renamed@${domain}` } }],
    [PASSWORD, { input: { accountId: id, password: "stolen password" } }],
    [ADD, { id, address: `alias@${domain}` }],
    [REMOVE, { id, address: `alias@${domain}` }],
    [SUSPEND, { id }],
    [RESUME, { id }],
    [DELETE, { id }],
  ] as const;

describeOnEachEngine("changing accounts", (engine) => {
  let api: TestApi;
  let tree: Tree;
  let serial = 0;

  beforeAll(async () => {
    api = await startTestApi(engine);
    tree = await createTenants(api);
  });

  const plant = (aliases: string[] = []) =>
    plantAccount(api, tree.north.domain.id, `account-${++serial}@north.test`, aliases);

  const rowOf = (account: { id: string }) =>
    api.database.reader.findOneByOrFail(Account, { id: innerIdOf(account.id) });

  it("refuses another tenant's account like one that does not exist", async () => {
    const missing = everyChange("Account_01930000000070008000000000000009", "south.test");
    for (const [index, [mutation, variables]] of everyChange(tree.south.account.id, "south.test").entries()) {
      for (const actor of [tree.north.actor, tree.north.domain.actor]) {
        const foreign = await api.refuse(actor, mutation, variables);
        expect(foreign.extensions.code).toMatch(/NOT_FOUND/);
        expect((await api.refuse(actor, mutation, missing[index]![1])).message).toBe(foreign.message);
      }
    }
    expect(await feedOf(api, tree.south.account.id)).toHaveLength(1);
  });

  it("refuses accounts and gateways, except an account its own language", async () => {
    const { account } = tree.north;
    for (const actor of [account.actor, actorWith("GATEWAY", { kind: "PLATFORM" })]) {
      for (const [mutation, variables] of everyChange(account.id, "north.test")) {
        expect((await api.refuse(actor, mutation, variables)).extensions.code).toBe("FORBIDDEN");
      }
    }
    const changed = await api.succeed(account.actor, UPDATE, { id: account.id, input: { language: "fr" } });
    expect(changed).toEqual({ updateAccount: { address: account.address, language: "fr" } });
    const other = await api.refuse(account.actor, UPDATE, { id: tree.north.neighbour.id, input: { language: "fr" } });
    expect(other.extensions.code).toBe("NOT_FOUND");
  });

  it("changes the login within the domain, and tells copies", async () => {
    const account = await plant();
    const update = (address: string) =>
      api.refuse(tree.north.domain.actor, UPDATE, { id: account.id, input: { address } });
    expect((await update("a@south.test")).extensions).toMatchObject({ code: "BAD_USER_INPUT", field: "input.address" });
    expect((await update("nonsense")).extensions).toMatchObject({ code: "BAD_USER_INPUT", field: "input.address" });
    expect((await update(tree.north.neighbour.address)).extensions).toMatchObject({ code: "CONFLICT" });
    await api.succeed(tree.north.domain.actor, UPDATE, { id: account.id, input: { address: "New.Name@north.test" } });
    expect((await rowOf(account)).addressKey).toBe("new.name@north.test");
    expect((await feedOf(api, account.id)).map(({ loginKey }) => loginKey)).toEqual([
      account.address,
      "new.name@north.test",
    ]);
    // Only the spelling: nothing that copies need to know.
    await api.succeed(tree.north.domain.actor, UPDATE, { id: account.id, input: { address: "new.name@north.test" } });
    expect(await feedOf(api, account.id)).toHaveLength(2);
  });

  it("sets a password, takes a hash or nothing, and ends the sessions", async () => {
    const account = await plant();
    const set = (input: object) =>
      api.succeed(tree.north.domain.actor, PASSWORD, { input: { accountId: account.id, ...input } });
    await insertRefreshToken(api, innerIdOf(account.id));
    expect(await set({ password: "correct horse" })).toEqual({ setAccountPassword: { hasPassword: true } });
    const { passwordHash } = await rowOf(account);
    expect(await verifyPassword(passwordHash, "correct horse")).toBe(true);
    expect(
      await api.database.reader.query("SELECT 1 FROM refresh_token WHERE subjectId = ? AND revokedAt IS NULL", [
        innerIdOf(account.id),
      ]),
    ).toEqual([]);
    expect(await set({})).toEqual({ setAccountPassword: { hasPassword: false } });
    expect(await set({ passwordHash })).toEqual({ setAccountPassword: { hasPassword: true } });
    expect(await auditActionsOf(api, account.id)).toEqual([
      "account.created",
      ...Array(3).fill("account.password-set"),
    ]);
    const audit = await api.database.reader.query("SELECT `after` FROM audit_event WHERE subjectId = ?", [
      innerIdOf(account.id),
    ]);
    expect(JSON.stringify(audit)).not.toContain("argon2");
  });

  it("adds and removes aliases in any domain of the caller, at most a hundred", async () => {
    const account = await plant();
    const add = (address: string, actor = tree.north.actor) => api.succeed(actor, ADD, { id: account.id, address });
    expect(await add("Second@north.test")).toEqual({ addAccountAlias: { aliases: ["Second@north.test"] } });
    for (const address of ["x@south.test", "x@nowhere.test", "nonsense"]) {
      const error = await api.refuse(tree.north.actor, ADD, { id: account.id, address });
      expect(error.extensions).toMatchObject({ code: "BAD_USER_INPUT", field: "address" });
    }
    for (const address of ["second@NORTH.test", account.address]) {
      const error = await api.refuse(tree.north.actor, ADD, { id: account.id, address });
      expect(error.extensions).toMatchObject({ code: "CONFLICT", field: "address" });
    }
    expect(await api.succeed(tree.north.actor, REMOVE, { id: account.id, address: "SECOND@north.test" })).toEqual({
      removeAccountAlias: { aliases: [] },
    });
    const gone = await api.refuse(tree.north.actor, REMOVE, { id: account.id, address: "second@north.test" });
    expect(gone.extensions.code).toBe("NOT_FOUND");
    expect((await feedOf(api, account.id)).map(({ aliasKeys }) => aliasKeys)).toEqual([[], ["second@north.test"], []]);

    const full = await plant(Array.from({ length: 100 }, (_, index) => `full-${index}@north.test`));
    const error = await api.refuse(tree.north.actor, ADD, { id: full.id, address: "one-more@north.test" });
    expect(error.extensions).toMatchObject({ code: "CONFLICT", field: "address" });
  });

  it("gives an address that two ask for at once to one of them only", async () => {
    const accounts = await Promise.all([plant(), plant(), plant(), plant()]);
    const answers = await Promise.all(
      accounts.map(({ id }) => api.execute(OPERATOR, ADD, { id, address: "wanted@north.test" })),
    );
    expect(answers.filter(({ errors }) => errors.length === 0)).toHaveLength(1);
    for (const { errors } of answers) for (const error of errors) expect(error.extensions.code).toBe("CONFLICT");
    expect(await api.database.reader.countBy(AccountAlias, { addressKey: "wanted@north.test" })).toBe(1);
  });

  it("suspends and resumes an account, each once", async () => {
    const { id } = await plant();
    expect(await api.succeed(tree.north.domain.actor, SUSPEND, { id, reason: "stolen password" })).toEqual({
      suspendAccount: { state: "SUSPENDED", suspendedReason: "stolen password" },
    });
    expect((await api.refuse(tree.north.domain.actor, SUSPEND, { id })).extensions.code).toBe("CONFLICT");
    await api.succeed(tree.north.domain.actor, RESUME, { id });
    expect((await api.refuse(tree.north.domain.actor, RESUME, { id })).extensions.code).toBe("CONFLICT");
    expect((await feedOf(api, id)).map(({ isSuspended }) => isSuspended)).toEqual([false, true, false]);
    await api.succeed(tree.north.actor, SUSPEND, { id });
    expect((await api.refuse(tree.north.domain.actor, RESUME, { id })).extensions.code).toBe("FORBIDDEN");
  });

  it("deletes an account with its aliases, and frees both addresses", async () => {
    const account = await plant(["freed@north.test"]);
    await insertRefreshToken(api, innerIdOf(account.id));
    expect(await api.succeed(tree.north.domain.actor, DELETE, { id: account.id })).toEqual({
      deleteAccount: account.id,
    });
    expect((await feedOf(api, account.id)).map(({ kind }) => kind)).toEqual(["ACCOUNT", "ACCOUNT_REMOVED"]);
    expect(await auditActionsOf(api, account.id)).toEqual(["account.created", "account.deleted"]);
    expect(await api.database.reader.countBy(AccountAlias, { addressKey: "freed@north.test" })).toBe(0);
    const sessions = await api.database.reader.query(
      "SELECT 1 FROM refresh_token WHERE subjectId = ? AND revokedAt IS NULL",
      [innerIdOf(account.id)],
    );
    expect(sessions).toEqual([]);
    await plantAccount(api, tree.north.domain.id, account.address, ["freed@north.test"]);
    expect((await api.refuse(tree.north.domain.actor, DELETE, { id: account.id })).extensions.code).toBe("NOT_FOUND");
  });
});

async function insertRefreshToken(api: TestApi, subjectId: string): Promise<void> {
  await api.database.write((tx) =>
    tx.manager.query(
      `INSERT INTO refresh_token (id, familyId, subjectKind, subjectId, tokenHash, passwordMark, createdAt, expiresAt)
       VALUES (?, ?, 'ACCOUNT', ?, ?, '', 0, 0)`,
      [subjectId, subjectId, subjectId, subjectId],
    ),
  );
}
