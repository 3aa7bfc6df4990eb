import { beforeAll, expect, it } from "vitest";
import { buildApiSchema } from "../../src/app/index.js";
import type { Actor } from "../../src/kernel/index.js";
import { actorWith, OPERATOR, startTestApi, type TestApi } from "../support/api.js";
import { describeOnEachEngine } from "../support/engines.js";
import { type Act, authorityActs, type Call } from "./authority-acts.js";
import { NOT_UNDOING, UNDOING } from "./authority-mutations.js";
import { givenTable, type Outcome } from "./authority-table.js";
import { plantDomain, plantReseller, plantTenant } from "./tenancy-tree.js";

/** From the top: a lower number is further up. Whoever is not in the line may undo nothing. */
const STANDS: Readonly<Record<string, number>> = {
  operator: 0,
  "reseller above": 1,
  "panel above": 1,
  reseller: 2,
  panel: 2,
  "domain admin": 3,
};
const SETTERS = ["operator", "reseller above", "reseller", "domain admin"];

describeOnEachEngine("authority", (engine) => {
  let api: TestApi;
  let actors: Readonly<Record<string, Actor>>;
  let acts: readonly Act[];
  let number = 0;

  const name = () => {
    number += 1;
    return `made${number}`;
  };

  beforeAll(async () => {
    api = await startTestApi(engine);
    const { accountOf, actsOn } = authorityActs(api, name);
    const above = await plantReseller(api, "above");
    const own = await plantReseller(api, "own", above.id);
    const foreign = await plantTenant(api, "foreign");
    const domain = await plantDomain(api, own, "own.test");
    const account = await accountOf(domain.id, own);
    actors = {
      operator: OPERATOR,
      "reseller above": above.actor,
      "panel above": actorWith("PANEL", above.actor.scope!),
      reseller: own.actor,
      panel: actorWith("PANEL", own.actor.scope!),
      "domain admin": domain.actor,
      account: account.actor,
      gateway: actorWith("GATEWAY", { kind: "PLATFORM" }),
      "foreign reseller": foreign.actor,
      "foreign domain admin": foreign.domain.actor,
    };
    acts = await actsOn(own, domain, account);
  });

  it("over every mutation of the schema has a row here, or a reason why it needs none", async () => {
    const schema = await buildApiSchema();
    const known = [...UNDOING, ...Object.values(NOT_UNDOING).flat()].sort();
    expect(known).toEqual(Object.keys(schema.getMutationType()!.getFields()).sort());
    expect([...new Set(acts.map(({ mutation }) => mutation))].sort()).toEqual(UNDOING);
  });

  it("stays with whoever set a thing and those above them, as docs/authority.md says", async () => {
    const outcomes: Outcome[] = [];
    const holes: string[] = [];
    for (const { title, set, undo } of acts) {
      for (const setter of SETTERS) {
        const isSet = await succeeds(set, actors[setter]!);
        for (const [actorName, actor] of Object.entries(actors)) {
          const isUndone = isSet && (await succeeds(undo, actor));
          outcomes.push({ act: title, setter, actor: actorName, isSet, isUndone });
          if (!isUndone) continue;
          const stand = STANDS[actorName];
          if (stand === undefined || stand > STANDS[setter]!)
            holes.push(`${title}: set by ${setter}, undone by ${actorName}`);
          expect(await succeeds(set, actors[setter]!), `${title}: set again by ${setter}`).toBe(true);
        }
        if (isSet) await undo(OPERATOR);
      }
    }
    expect(holes).toEqual([]);
    await expect(givenTable(outcomes)).toMatchFileSnapshot("../../docs/authority.md");
  }, 300_000);

  async function succeeds(act: Call, actor: Actor): Promise<boolean> {
    return act(actor).then(
      () => true,
      (error: Error) => {
        if (!/"code":"(FORBIDDEN|NOT_FOUND|CONFLICT)"/.test(error.message)) throw error;
        return false;
      },
    );
  }
});
