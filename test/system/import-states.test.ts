import { spawnSync } from "node:child_process";
import { writeFileSync } from "node:fs";
import { dirname, join } from "node:path";
import { beforeAll, describe, expect, it } from "vitest";
import { expireAuthorizations } from "../../src/authorizations/index.js";
import { createTenants, plantAccount, type Tree } from "../graphql/tenancy-tree.js";
import {
  ADD_IDENTITY,
  ANSWER,
  AUTHORIZATION,
  type AuthorizationAnswer,
  GRANT,
  openMailbox,
  REVOKE,
} from "../graphql/verification-mailbox.js";
import { ANONYMOUS, OPERATOR, startTestApi, type TestApi } from "../support/api.js";
import { buildProgram } from "../support/mayfrom-process.js";
import { type MovableClock, movableClock } from "../support/outbox.js";

const DAY_MS = 24 * 60 * 60 * 1_000;
const PAUSE = "mutation ($id: ID!) { pauseAuthorization(authorizationId: $id) { state } }";
const GRANT_MANY =
  "mutation ($input: GrantAuthorizationsInput!) { grantAuthorizations(input: $input) { ids left { because } } }";
const STATES = ["DENIED", "EXPIRED", "PAUSED", "PENDING", "REVOKED"] as const;
type State = (typeof STATES)[number];

interface Pair {
  readonly accountId: string;
  readonly account: string;
  readonly address: string;
  readonly authorizationId: string;
}

describe("a file of another system", () => {
  let api: TestApi;
  let clock: MovableClock;
  let tree: Tree;
  const pairs: Pair[] = [];

  beforeAll(async () => {
    clock = movableClock();
    api = await startTestApi("SQLite", clock);
    tree = await createTenants(api);
    for (const state of STATES) pairs.push(await plantPair(state));
  });

  async function plantPair(state: State): Promise<Pair> {
    const address = `${state.toLowerCase()}@shop.test`;
    const planted = await plantAccount(api, tree.north.domain.id, `${state.toLowerCase()}@${tree.north.domain.name}`);
    const common = { accountId: planted.id, address };
    const authorizationId =
      state === "DENIED" || state === "PENDING" ? await ask(common, state) : await give(common, state);
    return { ...common, account: planted.address, authorizationId };
  }

  async function ask(input: object, state: State): Promise<string> {
    type Asked = { addIdentity: AuthorizationAnswer };
    const { addIdentity } = await api.succeed<Asked>(tree.north.domain.actor, ADD_IDENTITY, {
      input: { ...input, displayName: "Shop" },
    });
    const [mail] = await openMailbox(api).deliver();
    clock.advance(60_000);
    if (state === "DENIED") {
      await api.succeed(ANONYMOUS, ANSWER, { input: { token: mail?.secrets.token, decision: "DENY" } });
    }
    return addIdentity.id;
  }

  async function give(input: object, state: State): Promise<string> {
    const until = state === "EXPIRED" ? new Date(clock.now().getTime() + DAY_MS / 24).toISOString() : null;
    type Granted = { grantAuthorization: { id: string } };
    const { id } = (await api.succeed<Granted>(OPERATOR, GRANT, { input: { ...input, until } })).grantAuthorization;
    if (state === "REVOKED") await api.succeed(OPERATOR, REVOKE, { id });
    if (state === "PAUSED") await api.succeed(OPERATOR, PAUSE, { id });
    if (state === "EXPIRED") {
      clock.advance(DAY_MS / 12);
      await api.database.write((tx) => expireAuthorizations(tx, tx.now, 10));
    }
    return id;
  }

  async function statesNow(): Promise<string[]> {
    const states = pairs.map(async ({ authorizationId: id }) => {
      const { node } = await api.succeed<{ node: AuthorizationAnswer }>(OPERATOR, AUTHORIZATION, { id });
      return node.state;
    });
    return Promise.all(states);
  }

  it("leaves every state as it is, by mayfrom import and by the API, and each line says why", async () => {
    expect(await statesNow()).toEqual([...STATES]);
    const { database } = api.database.writerSource.options as { database: string };
    const directory = dirname(database);
    const file = join(directory, "66-states.csv");
    writeFileSync(
      file,
      ["account,address", ...pairs.map(({ account, address }) => `${account},${address}`), ""].join("\n"),
    );
    const importIt = (language: string, ...words: string[]) => {
      const env = { PATH: process.env.PATH, DATA_DIR: directory, LANG: language };
      return spawnSync(process.execPath, [buildProgram(), "import", ...words, file], { env, encoding: "utf8" });
    };
    const rehearsed = importIt("C", "--dry-run");
    expect({ status: rehearsed.status, stderr: rehearsed.stderr }).toEqual({ status: 0, stderr: "" });
    const lines = rehearsed.stdout.trimEnd().split("\n");
    expect(lines.slice(0, -1)).toEqual([
      expect.stringMatching(
        /^line 2: left as it is: denied@north\.test as denied@shop\.test was refused by its owner, /,
      ),
      expect.stringMatching(/^line 3: left as it is: expired@north\.test as expired@shop\.test has expired, since /),
      expect.stringMatching(/^line 4: left as it is: paused@north\.test as paused@shop\.test is paused, since /),
      expect.stringMatching(/^line 5: left as it is: pending@north\.test as pending@shop\.test waits for its owner, /),
      expect.stringMatching(/^line 6: left as it is: revoked@north\.test as revoked@shop\.test was revoked, since /),
    ]);
    expect(lines.at(-1)).toMatch(/^0 authorizations would be imported, .*5 left as they are$/);
    const run = importIt("C");
    expect(run.status).toBe(0);
    expect(run.stdout.trimEnd().split("\n").slice(0, -1)).toEqual(lines.slice(0, -1));
    expect(importIt("de_DE.UTF-8").stdout).toContain("mit denied@shop.test ist vom Inhaber abgelehnt, seit ");
    expect(await statesNow()).toEqual([...STATES]);

    const items = pairs.map(({ accountId, address }) => ({ accountId, address }));
    type Granted = { grantAuthorizations: { ids: string[]; left: { because: string }[] } };
    const input = { idempotencyKey: "of the same pairs", items };
    const { grantAuthorizations } = await api.succeed<Granted>(OPERATOR, GRANT_MANY, { input });
    expect(grantAuthorizations).toEqual({
      ids: [],
      left: ["REFUSED", "EXPIRED", "PAUSED", "UNANSWERED", "REVOKED"].map((because) => ({ because })),
    });
    expect(await statesNow()).toEqual([...STATES]);
  }, 60_000);

  it("finds an account by its alias, and by both at a domain that stands for its own", async () => {
    const { name, id: domainId } = tree.north.domain;
    const planted = await plantAccount(api, domainId, `named@${name}`, [`nickname@${name}`]);
    await api.succeed(
      OPERATOR,
      "mutation ($input: CreateDomainAliasInput!) { createDomainAlias(input: $input) { domain { id } } }",
      { input: { domainId, name: "alias-of-north.test" } },
    );
    const { database } = api.database.writerSource.options as { database: string };
    const directory = dirname(database);
    const file = join(directory, "by-alias.csv");
    const logins = [`Nickname@${name}`, "named@alias-of-north.test", "nickname@alias-of-north.test"];
    const rows = logins.map((login, index) => `${login},by-alias-${index}@shop.test`);
    writeFileSync(file, ["account,address", ...rows, "nobody@alias-of-north.test,x@shop.test", ""].join("\n"));
    const env = { PATH: process.env.PATH, DATA_DIR: directory, LANG: "C" };
    const importIt = () => spawnSync(process.execPath, [buildProgram(), "import", file], { env, encoding: "utf8" });
    const refused = importIt();
    expect(refused.status).toBe(1);
    expect(refused.stderr).toMatch(/^line 5: .*nobody@alias-of-north\.test/m);
    writeFileSync(file, ["account,address", ...rows, ""].join("\n"));
    expect(importIt()).toMatchObject({ status: 0, stdout: expect.stringMatching(/^3 authorizations imported/) });
    const { account } = await api.succeed<{ account: { authorizations: { totalCount: number } } }>(
      OPERATOR,
      "query ($id: ID!) { account(id: $id) { authorizations(first: 5) { totalCount } } }",
      { id: planted.id },
    );
    expect(account.authorizations.totalCount).toBe(3);
  }, 60_000);
});
