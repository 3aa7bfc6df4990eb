import { beforeAll, expect, it } from "vitest";
import { fillTable } from "../../../src/cli/seed/fill-table.js";
import { newIdentifier, PLATFORM_SCOPE } from "../../../src/kernel/index.js";
import { recordSubmissions } from "../../../src/observations/index.js";
import { setPolicy } from "../../../src/policy/index.js";
import { sumReadiness } from "../../../src/rollout/index.js";
import { innerIdOf, type PlantedReseller, plantReseller } from "../../graphql/tenancy-tree.js";
import { actorWith, OPERATOR, startTestApi, type TestApi } from "../../support/api.js";
import { describeOnEachEngine } from "../../support/engines.js";
import { movableClock } from "../../support/outbox.js";
import { recordStatements, type Statement } from "../../support/statements.js";
import { submission } from "./observed.js";

describeOnEachEngine("the sums of readiness of many domains", (engine) => {
  const clock = movableClock();
  let api: TestApi;
  let reseller: PlantedReseller;

  beforeAll(async () => {
    api = await startTestApi(engine, clock);
    reseller = await plantReseller(api, "many");
  });

  const sum = () => sumReadiness(api.database, clock.now(), new AbortController().signal);

  it("stand as they were, and say since when, while more domains have changed than can be looked at", async () => {
    const names = Array.from({ length: 101 }, (_, index) => `many${index}.test`);
    await plantDomains(names);
    const mail = (at: Date) => {
      const submissions = names.map((name) => submission(`user@${name}`, "x@elsewhere.test", at));
      return api.database.write((tx) => recordSubmissions(tx, submissions));
    };
    const firstAt = clock.now();
    await mail(firstAt);
    expect(await readiness()).toEqual({ asOf: firstAt.toISOString(), unresolved: { messages: 101 } });

    await sum();
    clock.advance(1_000);
    await mail(clock.now());
    const changedAt = clock.now();
    clock.advance(1_000);
    expect(await readiness()).toEqual({ asOf: changedAt.toISOString(), unresolved: { messages: 101 } });

    await sum();
    expect(await readiness()).toEqual({ asOf: clock.now().toISOString(), unresolved: { messages: 202 } });
  });

  it("lose nothing that is counted while they are made, and begin again where they were broken off", async () => {
    const broken = new AbortController();
    const at = clock.now();
    const before = (await readiness()).unresolved.messages;
    await api.database.write((tx) => setPolicy(tx, OPERATOR, PLATFORM_SCOPE, { changes: { allowNullSender: false } }));
    broken.abort();
    await sumReadiness(api.database, at, broken.signal);
    expect(await countMarks()).toBe(1);

    const mails = Array.from({ length: 12 }, (_, index) => `user@many${(index % 3) * 40}.test`);
    const counting = async () => {
      for (const login of mails) {
        await api.database.write((tx) => recordSubmissions(tx, [submission(login, "y@elsewhere.test", at)]));
      }
    };
    const adding = async () => {
      for (const _ of mails) await sum();
    };
    await Promise.all([counting(), adding()]);
    await sum();

    expect(await countMarks()).toBe(0);
    expect((await readiness()).unresolved.messages).toBe(before + mails.length);
  });

  it("are made outside of the transactions that put them in place, those of a reseller that is looked at first", async () => {
    const asked = await plantReseller(api, "asked");
    const names = Array.from({ length: 101 }, (_, index) => `asked${index}.test`);
    const domainIds = new Set(await plantDomains(names, asked));
    await api.database.write((tx) =>
      recordSubmissions(
        tx,
        names.map((name) => submission(`user@${name}`, "x@elsewhere.test", clock.now())),
      ),
    );
    await sum();
    await api.database.write((tx) => setPolicy(tx, OPERATOR, PLATFORM_SCOPE, { changes: { allowNullSender: true } }));
    const scope = { kind: "RESELLER", resellerId: innerIdOf(asked.id), resellerPath: asked.path } as const;
    await api.succeed(actorWith("RESELLER", scope), "{ readiness { messages } }");

    const statements = await recordStatements(api.database, async () => {
      await sum();
    });
    const transactions = inTransactions(statements);
    expect(transactions.length).toBeGreaterThan(2);
    expect(transactions.flat().filter(({ text }) => text.includes("observation_"))).toEqual([]);
    const replaced = transactions.flat().filter(({ text }) => text.startsWith("DELETE FROM readiness_sum"));
    const [first, second] = replaced.map(({ parameters }) => parameters ?? []);
    expect([...(first ?? []), ...(second ?? [])].filter((id) => !domainIds.has(String(id)))).toEqual([]);
    expect(first).toHaveLength(100);
    expect(second).toHaveLength(1);
    expect(await countMarks()).toBe(0);
  });

  async function countMarks(): Promise<number> {
    const [row]: { n: number }[] = await api.database.reader.query("SELECT COUNT(*) AS n FROM readiness_mark");
    return Number(row?.n);
  }

  async function readiness() {
    const query = "{ readiness { asOf unresolved { messages } } }";
    type Answer = { readiness: { asOf: string; unresolved: { messages: number } } };
    return (await api.succeed<Answer>(OPERATOR, query)).readiness;
  }

  /** With a mailbox each. */
  async function plantDomains(names: readonly string[], { id, path }: PlantedReseller = reseller): Promise<string[]> {
    const ids = names.map(() => newIdentifier());
    const now = clock.now().getTime();
    const resellerId = innerIdOf(id);
    const count = names.length;
    await fillTable(
      api.database,
      {
        table: "domain",
        columns: ["id", "resellerId", "resellerPath", "name", "state", "createdAt", "updatedAt"],
        count,
        row: (index) => [ids[index] ?? "", resellerId, path, names[index] ?? "", "ACTIVE", now, now],
      },
      () => {},
    );
    await fillTable(
      api.database,
      {
        table: "account",
        columns: ["id", "domainId", "resellerPath", "address", "addressKey", "state", "createdAt", "updatedAt"],
        count,
        row: (index) => {
          const address = `user@${names[index]}`;
          return [newIdentifier(), ids[index] ?? "", reseller.path, address, address, "ACTIVE", now, now];
        },
      },
      () => {},
    );
    return ids;
  }
});

/** Of each transaction, in their order. */
function inTransactions(statements: readonly Statement[]): Statement[][] {
  const transactions: Statement[][] = [];
  let isOpen = false;
  for (const statement of statements) {
    if (/^(BEGIN|START TRANSACTION)/.test(statement.text)) {
      isOpen = true;
      transactions.push([]);
    } else if (statement.text.startsWith("COMMIT")) isOpen = false;
    else if (isOpen) transactions.at(-1)?.push(statement);
  }
  return transactions;
}
