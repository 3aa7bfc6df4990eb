import { expect } from "vitest";
import { UnknownLogin } from "../../src/observations/unknown-login.entity.js";
import { UnknownLoginTotal } from "../../src/observations/unknown-login-total.entity.js";
import { Proposal, ProposalState } from "../../src/rollout/proposals/proposal.entity.js";
import { OPERATOR } from "../support/api.js";
import { recordStatements } from "../support/statements.js";
import { describeInWorld } from "../support/world.js";
import { CREATE_ACCOUNT, innerIdOf } from "./tenancy-tree.js";

/** List, order, and the field of its rows that is then in order. */
const ORDERS = [
  ["resellers", "NAME", "name"],
  ["resellers", "CREATED_AT", "createdAt"],
  ["domains", "NAME", "name"],
  ["domains", "CREATED_AT", "createdAt"],
  ["accounts", "NAME", "address"],
  ["accounts", "CREATED_AT", "createdAt"],
  ["authorizations", "CREATED_AT", "createdAt"],
  ["approvals", "CREATED_AT", "createdAt"],
  ["proposals", "MESSAGES", "messages"],
  ["proposals", "LAST_SEEN_AT", "lastSeenAt"],
  ["auditEvents", "AT", "at"],
  ["unknownLogins", "MESSAGES", "messages"],
  ["unknownLoginTotals", "MESSAGES", "messages"],
  ["unknownLoginTotals", "LAST_SEEN_AT", "lastSeenAt"],
] as const;

/** All made at the same moment of the test's clock. */
const TENANTS_BY_AGE = ["resellers CREATED_AT", "domains CREATED_AT"];

type Listed = Record<string, { edges: { node: Record<string, string | number> }[]; pageInfo: { endCursor: string } }>;

describeInWorld("a sorted list", (it, engine) => {
  it.beforeAll(async ({ api, tenants: { north, south }, clock }) => {
    for (const [index, name] of ["c", "a", "b"].entries()) {
      clock.advance(3_600_000);
      const address = `${name}@${north.domain.name}`;
      await api.succeed(OPERATOR, CREATE_ACCOUNT, {
        input: { domainId: north.domain.id, address, aliases: [`x${address}`] },
      });
      for (const target of [`${name}@${south.domain.name}`, `${name}@elsewhere.example`]) {
        const input = { accountId: north.account.id, address: target };
        await api.succeed(north.actor, "mutation ($input: AddIdentityInput!) { addIdentity(input: $input) { id } }", {
          input,
        });
      }
      await api.database.write(async (tx) => {
        const seen = { firstSeenAt: clock.now(), lastSeenAt: clock.now() };
        const unknown = {
          loginKey: `${name}@x.test`,
          domainId: innerIdOf(south.domain.id),
          messages: 7 - index,
          ...seen,
        };
        await tx.manager.insert(UnknownLogin, { day: 20_000 + index, ...unknown });
        await tx.manager.insert(UnknownLoginTotal, unknown);
        await tx.manager.insert(Proposal, {
          id: innerIdOf(north.account.id).replace(/.$/, String(index)),
          accountId: innerIdOf(north.account.id),
          domainId: innerIdOf(north.domain.id),
          addressKey: `${name}@seen.test`,
          state: index === 1 ? ProposalState.WANTED : ProposalState.OPEN,
          messages: 7 - index,
          days: 1,
          ...seen,
          authorizationId: null,
          matchNumber: null,
          createdAt: clock.now(),
          decidedAt: null,
          decidedBy: null,
        });
      });
    }
  });

  for (const [list, field, shown] of ORDERS) {
    it(`of ${list} by ${field} is in that order both ways, page by page`, async ({ api, tenants: { south } }) => {
      const document = `query ($after: String, $direction: OrderDirection, $first: Int) {
        ${list}(first: $first, after: $after, orderBy: { field: ${field}, direction: $direction }) {
          pageInfo { endCursor } edges { node { ${shown} } } } }`;
      for (const actor of [OPERATOR, south.actor]) {
        const valuesOf = async (direction: string) => {
          const values: (string | number)[] = [];
          let after: string | undefined;
          for (const first of [1, 200]) {
            const answer: Listed = await api.succeed(actor, document, { after, direction, first });
            values.push(...(answer[list]?.edges.map(({ node }) => node[shown] ?? "") ?? []));
            after = answer[list]?.pageInfo.endCursor ?? undefined;
          }
          return values;
        };
        const ascending = await valuesOf("ASC");
        const sorted = [...ascending].sort((one, other) => (one < other ? -1 : Number(one > other)));
        expect(ascending).toEqual(sorted);
        expect(await valuesOf("DESC")).toEqual([...sorted].reverse());
        if (actor === OPERATOR && !TENANTS_BY_AGE.includes(`${list} ${field}`))
          expect(new Set(ascending).size).toBeGreaterThan(1);
      }
    });
  }

  it("is asked for by several states, stretches of time and parts of names", async ({
    api,
    tenants: { north },
    clock,
  }) => {
    const countOf = async (list: string) => {
      const answer = await api.succeed<Record<string, { totalCount: number }>>(
        north.actor,
        `{ list: ${list} { totalCount } }`,
      );
      return answer.list?.totalCount;
    };
    expect(await countOf(`proposals(filter: { states: [OPEN, WANTED] })`)).toBe(3);
    expect(await countOf(`proposals(filter: { states: [OPEN, ASKED] }, orderBy: { field: MESSAGES })`)).toBe(2);
    const since = new Date(clock.now().getTime() - 90 * 60_000).toISOString();
    expect(await countOf(`accounts(filter: { createdAt: { from: "${since}" } })`)).toBe(2);
    expect(await countOf(`accounts(filter: { createdAt: { to: "${since}" } })`)).toBe(3);
    expect(await countOf(`accounts(filter: { domainId: "${north.domain.id}", addressContains: "b@n" })`)).toBe(1);
    expect(await countOf(`auditEvents(filter: { actions: ["account.created"], at: { from: "${since}" } })`)).toBe(2);
    expect(await countOf(`resellers(filter: { name: "Reseller no" })`)).toBe(1);
    const wide = await api.refuse(north.actor, `{ accounts(filter: { addressContains: "b" }) { totalCount } }`);
    expect(wide.extensions).toMatchObject({ code: "BAD_USER_INPUT", field: "filter.addressContains" });
    const two = "[{ field: NAME }, { field: CREATED_AT }]";
    expect((await api.refuse(north.actor, `{ accounts(orderBy: ${two}) { totalCount } }`)).extensions.field).toBe(
      "orderBy",
    );
  });

  it("is found along an index", async ({ api, tenants: { north } }) => {
    if (engine !== "SQLite") return; // MariaDB sorts the few rows of this world; authorizations-lists.test.ts has enough.
    for (const [list, field] of ORDERS.filter(([name]) => !name.startsWith("unknownLogin") && name !== "resellers")) {
      const statements = await recordStatements(api.database, async () => {
        await api.succeed(north.actor, `{ ${list}(orderBy: { field: ${field} }) { edges { cursor } } }`);
      });
      for (const { text, parameters } of statements.filter(({ text }) => text.includes("AS run0"))) {
        const plan: { detail: string }[] = await api.database.reader.query(`EXPLAIN QUERY PLAN ${text}`, [
          ...parameters,
        ]);
        expect(plan.map(({ detail }) => detail).join("\n"), text).not.toMatch(/TEMP B-TREE|AUTOMATIC|SCAN (?!run)/);
      }
    }
  });

  it("is not needed to find an account by its address or alias, and a domain by its name", async ({ api, tenants }) => {
    const { north, south } = tenants;
    const find =
      "query ($address: String!, $name: String!) { accountByAddress(address: $address) { address } domainByName(name: $name) { name } }";
    const alias = { address: `XA@${north.domain.name}`, name: north.domain.name.toUpperCase() };
    expect(await api.succeed(north.actor, find, alias)).toEqual({
      accountByAddress: { address: `a@${north.domain.name}` },
      domainByName: { name: north.domain.name },
    });
    expect(await api.succeed(south.actor, find, alias)).toEqual({ accountByAddress: null, domainByName: null });
  });
});
