import { expect } from "vitest";
import { type Actor, PLATFORM_SCOPE } from "../../src/kernel/index.js";
import { recordSubmissions } from "../../src/observations/index.js";
import { OPERATOR, type TestApi } from "../support/api.js";
import { countStatements } from "../support/statements.js";
import { describeInWorld } from "../support/world.js";

const SEARCH = `query ($text: String!) {
  search(text: $text) {
    refusals { login sender } unknownAddresses
    messages { queueId address isRefused seenAt account { address } }
    accounts { address } domains { name } resellers { slug }
  }
}`;
const MAX_STATEMENTS = 12;

interface Found {
  readonly refusals: readonly { login: string; sender: string }[];
  readonly messages: readonly { queueId: string | null; address: string; isRefused: boolean | null }[];
  readonly accounts: readonly { address: string }[];
  readonly domains: readonly { name: string }[];
  readonly resellers: readonly { slug: string }[];
  readonly unknownAddresses: readonly string[];
}

async function find(api: TestApi, actor: Actor, text: string): Promise<Found> {
  return (await api.succeed<{ search: Found }>(actor, SEARCH, { text })).search;
}

async function refuseMessage(api: TestApi, now: Date, login: string, ids: { queueId: string; messageId: string }) {
  const submission = {
    source: "postfix",
    login,
    reversePath: "ceo@bank.test",
    fromAddresses: [],
    at: now.getTime(),
    count: 1,
    isRefused: true,
    ...ids,
  } as const;
  await api.services.database.write((tx) => recordSubmissions(tx, [submission], PLATFORM_SCOPE));
}

describeInWorld("search", (it) => {
  it("finds a message by a part of its queue id and by its Message-ID, in the caller's scope alone", async ({
    api,
    tenants: { north, south },
    clock,
  }) => {
    const ids = { queueId: "4bXk2L90tzJq", messageId: "<20260324.1@mx.test>" };
    await refuseMessage(api, clock.now(), north.account.address, ids);
    const message = { queueId: "4bXk2L90tzJq", address: "ceo@bank.test", isRefused: true };
    for (const text of ["4bXk2", "4bXk2L90tzJq", "postfix/smtpd[7]: 4bXk2L90tzJq: milter-reject: …"]) {
      expect((await find(api, OPERATOR, text)).messages).toMatchObject([message]);
    }
    expect((await find(api, north.actor, `Message-ID: ${ids.messageId}`)).messages).toMatchObject([
      { ...message, queueId: null },
    ]);
    expect((await find(api, OPERATOR, "4bxk2")).messages).toEqual([]);
    expect((await find(api, south.actor, "4bXk2L90tzJq")).messages).toEqual([]);
  });

  it("finds accounts, domains and resellers by a beginning, and by what stands in a bounce", async ({
    api,
    tenants: { north, south },
  }) => {
    const { address } = north.account;
    const begun = await find(api, OPERATOR, address.slice(0, 4));
    expect(begun.accounts.map((account) => account.address)).toContain(address);
    expect((await find(api, OPERATOR, north.domain.name)).domains).toEqual([{ name: north.domain.name }]);
    const bounce = `It was not delivered:\n550 5.7.1 <ceo@bank.test>: not an authorized sender of\n  ${address}; see the page`;
    const read = await find(api, north.actor, bounce);
    expect(read.refusals).toEqual([{ login: address, sender: "ceo@bank.test" }]);
    expect(read.accounts).toEqual([{ address }]);
    expect(read.unknownAddresses).toEqual(["ceo@bank.test"]);
    const foreign = await find(api, south.actor, bounce);
    expect(foreign.accounts).toEqual([]);
    expect(foreign.unknownAddresses).toEqual(["ceo@bank.test", address]);
  });

  it("asks no more of the database however much stands in the text", async ({ api, tenants: { north } }) => {
    const many = Array.from({ length: 400 }, (_, index) => `user${index}@${north.domain.name}`).join(" ");
    const statements = await countStatements(api.services.database, async () => {
      await find(api, OPERATOR, many);
    });
    expect(statements).toBeLessThanOrEqual(MAX_STATEMENTS);
    const refused = await api.refuse(OPERATOR, SEARCH, { text: "x".repeat(20_001) });
    expect(refused).toMatchObject({ extensions: { code: "BAD_USER_INPUT", field: "text", reason: "TEXT_LENGTH" } });
  });
});
