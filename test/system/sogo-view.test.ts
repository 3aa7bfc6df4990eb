import { readFileSync } from "node:fs";
import { fileURLToPath } from "node:url";
import { expect, it } from "vitest";
import type { Actor } from "../../src/kernel/index.js";
import { createTenants, plantDomain } from "../graphql/tenancy-tree.js";
import { OPERATOR, startTestApi } from "../support/api.js";

const VIEW = readFileSync(fileURLToPath(new URL("../../integrations/sogo/senders.sql", import.meta.url)), "utf8");

it("the view for SOGo lists what a mailbox may send as, and nothing that waits, has ended, is another's or was removed by its user", async () => {
  const api = await startTestApi("MariaDB");
  const { north } = await createTenants(api);
  const { id: accountId, address } = north.account;
  const add = (name: string, by = north.account.actor) =>
    api.succeed<{ addIdentity: { id: string } }>(
      by,
      "mutation ($input: AddIdentityInput!) { addIdentity(input: $input) { id } }",
      {
        input: { accountId, address: name, displayName: "x" },
      },
    );
  const grant = (name: string, until?: string) =>
    api.succeed(OPERATOR, "mutation ($input: GrantAuthorizationInput!) { grantAuthorization(input: $input) { id } }", {
      input: { accountId, address: name, until },
    });
  const revoke = (id: string) =>
    api.succeed(OPERATOR, "mutation ($id: ID!) { revokeAuthorization(authorizationId: $id) { id } }", { id });
  const addAlias = (alias: string) =>
    api.succeed(
      OPERATOR,
      "mutation ($id: ID!, $address: String!) { addAccountAlias(accountId: $id, address: $address) { id } }",
      { id: accountId, address: alias },
    );
  const standIn = async (name: string, actor: Actor, domainId = north.domain.id) => {
    const { createDomainAlias } = await api.succeed<{ createDomainAlias: { domain: { id: string } } }>(
      actor,
      "mutation ($input: CreateDomainAliasInput!) { createDomainAlias(input: $input) { domain { id } } }",
      { input: { domainId, name } },
    );
    return createDomainAlias.domain.id;
  };
  await addAlias("info@north.test");
  await addAlias("removed@north.test");
  await revoke((await add("removed@north.test")).addIdentity.id);
  await standIn("unproven.test", north.actor);
  const confirm = (...ids: string[]) =>
    api.succeed(OPERATOR, "mutation ($ids: [ID!]!) { confirmDomains(ids: $ids) { proof } }", { ids });
  await confirm(await standIn("north-alias.test", north.actor));
  await confirm(await standIn("second-alias.test", north.actor));
  for (const name of ["user@second-alias.test", "info@second-alias.test"])
    await revoke((await add(name)).addIdentity.id);
  // An alias in a domain whose proof has gone: nothing is given by it, nor by the name that stands for that domain.
  const lapsed = await plantDomain(api, north, "lapsed.test");
  await addAlias("info@lapsed.test");
  await confirm(await standIn("lapsed-alias.test", north.actor, lapsed.id));
  await api.database.writerSource.query("UPDATE domain SET proof = 'UNPROVEN' WHERE name = 'lapsed.test'");
  await add("waits@away.test");
  await add("info@north.test");
  await grant("press@north.test");
  await grant("fair@north.test", new Date(Date.now() + 3_600_000).toISOString());
  await grant("over@north.test", new Date(Date.now() + 3_600_000).toISOString());
  await api.database.write((tx) =>
    tx.manager.query("UPDATE sender_authorization SET expiresAt = 1 WHERE addressKey = 'over@north.test'"),
  );
  await api.database.write((tx) => tx.manager.query(VIEW));

  const rows: { login: string; senders: string }[] = await api.database.reader.query(
    "SELECT login, senders FROM webmail_senders ORDER BY login",
  );
  expect(rows.find(({ login }) => login === address)?.senders.split(" ")).toEqual([
    address,
    "user@north-alias.test",
    "info@north.test",
    "info@north-alias.test",
    "removed@north-alias.test",
    "removed@second-alias.test",
    "fair@north.test",
    "press@north.test",
  ]);
  expect(rows.filter(({ login }) => login !== address).map(({ login, senders }) => [login, senders])).toEqual([
    ["neighbour@north.test", "neighbour@north.test neighbour@north-alias.test neighbour@second-alias.test"],
    ["neighbour@south.test", "neighbour@south.test"],
    ["user@south.test", "user@south.test"],
  ]);
  // Of five rows the optimizer may read all; what counts is that each part has an index to choose.
  const plan: { possible_keys: string | null; table: string }[] = await api.database.reader.query(
    "EXPLAIN SELECT senders FROM webmail_senders WHERE login = ?",
    [address],
  );
  expect(plan.filter(({ possible_keys }) => possible_keys === null)).toEqual([]);
  expect(plan.length).toBeGreaterThan(3);
});
