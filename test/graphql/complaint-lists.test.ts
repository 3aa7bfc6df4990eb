import { beforeAll, expect, it } from "vitest";
import { dayOf, UTC } from "../../src/kernel/index.js";
import { recordSubmissions } from "../../src/observations/index.js";
import { submission } from "../database/observations/observed.js";
import { OPERATOR, startTestApi, type TestApi } from "../support/api.js";
import { describeOnEachEngine } from "../support/engines.js";
import { movableClock } from "../support/outbox.js";
import { plantComplaint } from "./planted-complaints.js";
import { createTenants, innerIdOf, type Tree } from "./tenancy-tree.js";

const ALARMS = `query ($scope: ScopeInput, $after: String) { accountAlarms(scope: $scope, first: 1, after: $after) {
  totalCount edges { node { day addresses messages notifiedAt account { address } } } pageInfo { endCursor hasNextPage } } }`;
const COMPLAINTS = `query ($scope: ScopeInput) { complaintReports(scope: $scope) { totalCount
  edges { node { kind feedbackType address isMismatched isTrusted reporter joinedBy account { address } } } } }`;
const DAY_MS = 86_400_000;

interface Alarms {
  readonly accountAlarms: {
    readonly totalCount: number;
    readonly edges: readonly { readonly node: { readonly day: string; readonly messages: number } }[];
    readonly pageInfo: { readonly endCursor: string; readonly hasNextPage: boolean };
  };
}

describeOnEachEngine("alarms and complaints", (engine) => {
  const clock = movableClock();
  const today = dayOf(clock.now(), UTC).number;
  let api: TestApi;
  let tree: Tree;

  beforeAll(async () => {
    api = await startTestApi(engine, clock);
    tree = await createTenants(api);
    await api.database.write(async (tx) => {
      const { account } = tree.north;
      await recordSubmissions(tx, [submission(account.address, "a@away.test", tx.now, { count: 5 })]);
      for (const { account, domain } of [tree.north, tree.south]) {
        const of = { accountId: innerIdOf(account.id), domainId: innerIdOf(domain.id) };
        await plantComplaint(tx, of, { day: today, address: "a@away.test" });
        await plantComplaint(tx, of, { day: today - 1, address: "b@away.test" });
      }
    });
  });

  it("are listed with the latest first, page by page, with what was sent on the day", async () => {
    const first = await api.succeed<Alarms>(tree.north.actor, ALARMS);
    const { edges, pageInfo, totalCount } = first.accountAlarms;
    expect(totalCount).toBe(2);
    expect(edges[0]?.node).toEqual({
      day: clock.now().toISOString().slice(0, 10),
      addresses: 40,
      messages: 5,
      notifiedAt: null,
      account: { address: tree.north.account.address },
    });
    const { accountAlarms } = await api.succeed<Alarms>(tree.north.actor, ALARMS, { after: pageInfo.endCursor });
    const yesterday = new Date(clock.now().getTime() - DAY_MS).toISOString().slice(0, 10);
    expect(accountAlarms.edges.map(({ node }) => [node.day, node.messages])).toEqual([[yesterday, 0]]);
    expect(accountAlarms.pageInfo.hasNextPage).toBe(false);
  });

  it("say by what a complaint found its message, and who reported it", async () => {
    const { complaintReports } = await api.succeed<{
      complaintReports: { totalCount: number; edges: readonly { node: object }[] };
    }>(tree.north.domain.actor, COMPLAINTS);
    expect(complaintReports.totalCount).toBe(2);
    expect(complaintReports.edges[0]?.node).toEqual({
      kind: "FEEDBACK",
      feedbackType: "abuse",
      address: "b@away.test",
      isMismatched: true,
      isTrusted: true,
      reporter: "provider.example",
      joinedBy: "MESSAGE_ID",
      account: { address: tree.north.account.address },
    });
  });

  it("are those of the scope that is asked about, and of nobody else's", async () => {
    const ofPlatform = await api.succeed<Alarms>(OPERATOR, ALARMS);
    expect(ofPlatform.accountAlarms.totalCount).toBe(4);
    const scope = { domainId: tree.south.domain.id };
    const ofSouth = await api.succeed<Alarms>(OPERATOR, ALARMS, { scope });
    expect(ofSouth.accountAlarms.totalCount).toBe(2);
    for (const document of [ALARMS, COMPLAINTS]) {
      expect((await api.refuse(tree.north.actor, document, { scope })).extensions.code).toBe("NOT_FOUND");
      expect((await api.refuse(tree.north.account.actor, document)).extensions.code).toBe("FORBIDDEN");
    }
  });
});
