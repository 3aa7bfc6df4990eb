import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, beforeAll, expect, it } from "vitest";
import { reportPortsOf } from "../../src/app/index.js";
import { Authorization, grantAuthorization } from "../../src/authorizations/index.js";
import { ingestFiles } from "../../src/intake/index.js";
import { PLATFORM_SCOPE, SYSTEM_ACTOR } from "../../src/kernel/index.js";
import { recordSubmissions } from "../../src/observations/index.js";
import { OutboxMail } from "../../src/outbox/index.js";
import { setPolicy } from "../../src/policy/index.js";
import { Verification } from "../../src/verification/index.js";
import { plantAdministrator } from "../database/observations/administrators.js";
import { submission } from "../database/observations/observed.js";
import { actorWith, OPERATOR, startTestApi, type TestApi } from "../support/api.js";
import { describeOnEachEngine } from "../support/engines.js";
import { movableClock } from "../support/outbox.js";
import { bounce, feedbackReport } from "../support/report-messages.js";
import { createTenants, innerIdOf, type Tree } from "./tenancy-tree.js";

const COMPLAINTS = `query ($scope: ScopeInput) { complaints(scope: $scope) {
  mismatched { complaints messages perThousand } others { complaints messages perThousand } ratio unjoined untrusted reporters { reporter isTrusted complaints } } }`;

interface Share {
  complaints: number;
  messages: number;
  perThousand: number | null;
}
interface Figures {
  complaints: { mismatched: Share; others: Share; ratio: number | null; unjoined: number | null; untrusted: number };
}

const RECEIVED = "Received: from out.provider.test (out.provider.test [192.0.2.7]) by mx.mayfrom.test\r\n";

describeOnEachEngine("complaints", (engine) => {
  const clock = movableClock();
  const directory = mkdtempSync(join(tmpdir(), "mayfrom-reports-"));
  let api: TestApi;
  let tree: Tree;

  beforeAll(async () => {
    api = await startTestApi(engine, clock);
    tree = await createTenants(api);
    await plantAdministrator(api, tree.north, "RESELLER");
    await api.database.write((tx) =>
      setPolicy(tx, SYSTEM_ACTOR, PLATFORM_SCOPE, {
        changes: { complaintThreshold: 2, reportingNetworks: ["192.0.2.0/24"] },
      }),
    );
    await api.database.write((tx) =>
      grantAuthorization(tx, OPERATOR, {
        accountId: innerIdOf(tree.north.account.id),
        address: "news@elsewhere.test",
        displayName: "News",
      }),
    );
    const at = clock.now();
    await api.database.write((tx) =>
      recordSubmissions(tx, [
        submission("user@north.test", "user@north.test", at, { count: 2_000 }),
        submission("user@north.test", "news@elsewhere.test", at, { count: 998 }),
        submission("user@north.test", "news@elsewhere.test", at, { messageId: "<one@north.test>", queueId: "4Z1" }),
        submission("user@north.test", "news@elsewhere.test", at, { messageId: "<two@north.test>", queueId: "4Z2" }),
      ]),
    );
  });
  afterAll(() => rmSync(directory, { recursive: true, force: true }));

  const ingest = async (...reports: string[]) => {
    const files = reports.map((report, index) => {
      const file = join(directory, `report-${engine}-${reports.length}-${index}-${report.length}.eml`);
      writeFileSync(file, report);
      return file;
    });
    return ingestFiles({ services: api.services, files, reportPorts: reportPortsOf(api.services) });
  };

  it("joins reports to account and address, each once, and says how mismatched mail compares", async () => {
    const reports = [
      `${RECEIVED}${feedbackReport("one@north.test", "news@elsewhere.test")}`,
      // The same message, as the same network reports it: whatever else differs.
      `${RECEIVED}${feedbackReport("one@north.test", "other@elsewhere.test").replace("abuse\r\nUser", "fraud\r\nUser")}`,
      `${RECEIVED}${feedbackReport("own@north.test", "user@north.test")}`,
      `${RECEIVED}${feedbackReport("nobody@north.test", "nobody@far.test")}`,
      // Anybody can write these.
      feedbackReport("one@north.test", "news@elsewhere.test"),
      feedbackReport("one@north.test", "someone@elsewhere.test"),
    ];
    await ingest(...reports);
    await ingest(...reports);

    const { complaints } = await api.succeed<Figures>(OPERATOR, COMPLAINTS);
    expect(complaints).toEqual({
      mismatched: { complaints: 1, messages: 1_000, perThousand: 1 },
      others: { complaints: 1, messages: 2_000, perThousand: 0.5 },
      ratio: 2,
      unjoined: 1,
      untrusted: 1,
      reporters: [
        { reporter: "192.0.2.0/24", isTrusted: true, complaints: 3 },
        { reporter: "provider.test", isTrusted: false, complaints: 1 },
      ],
    });
    const south = await api.succeed<Figures>(tree.south.actor, COMPLAINTS);
    expect(south.complaints).toMatchObject({
      mismatched: { complaints: 0 },
      others: { complaints: 0 },
      unjoined: null,
      untrusted: 0,
      reporters: null,
    });
    const foreign = await api.refuse(tree.south.actor, COMPLAINTS, { scope: { domainId: tree.north.domain.id } });
    expect(foreign.extensions.code).toBe("NOT_FOUND");
  });

  it("moves nothing for reports that anybody can write, however many", async () => {
    const forged = Array.from({ length: 5 }, (_, each) =>
      feedbackReport("two@north.test", "news@elsewhere.test").replace(
        "abuse@mayfrom.test",
        `abuse${each}@mayfrom.test`,
      ),
    );
    await ingest(...forged);
    const authorization = await api.database.reader.findOneByOrFail(Authorization, {});
    expect(authorization.state).toBe("AUTHORIZED");
    const { complaints } = await api.succeed<Figures>(OPERATOR, COMPLAINTS);
    expect(complaints).toMatchObject({ mismatched: { complaints: 1 }, untrusted: 2 });
  });

  it("pauses the authorization at the threshold, after the administrators were told", async () => {
    const verdicts = [
      { login: "user@north.test", sender: "news@elsewhere.test", queueId: "4Z2", at: clock.now() },
      { login: "user@north.test", sender: "news@elsewhere.test", queueId: "4Z2", at: clock.now() },
      { login: "user@north.test", sender: "news@elsewhere.test", queueId: "4Z3", at: clock.now() },
    ];
    const mutation = `mutation ($verdicts: [SpamVerdictInput!]!) { reportSpamVerdicts(verdicts: $verdicts) }`;
    const gateway = actorWith("GATEWAY", { kind: "PLATFORM" });
    expect(await api.succeed(gateway, mutation, { verdicts })).toEqual({ reportSpamVerdicts: 2 });
    expect((await api.refuse(OPERATOR, mutation, { verdicts })).extensions.code).toBe("FORBIDDEN");

    const authorization = await api.database.reader.findOneByOrFail(Authorization, {});
    expect([authorization.state, authorization.reason]).toEqual([
      "PAUSED",
      { code: "COMPLAINTS", values: { complaints: expect.stringMatching(/^[23]$/), days: "30" } },
    ]);
    const mails = await api.database.reader.find(OutboxMail);
    expect(mails.map(({ template, toAddress }) => [template, toAddress])).toEqual([
      ["complaint-alert", "admin@reseller.north.test"],
      ["complaint-alert", "admin@reseller.north.test"],
      ["complaint-alert", "admin@reseller.north.test"],
      ["asker-news", "user@north.test"],
    ]);
    const news = mails.filter(({ parameters }) => parameters.address === "news@elsewhere.test");
    expect(news.map(({ parameters }) => parameters.isPaused).sort()).toEqual([false, true]);
  });

  it("marks a question undeliverable when its mail bounces to its return path", async () => {
    const add = `mutation ($input: AddIdentityInput!) { addIdentity(input: $input) { id verification { deliveryState } } }`;
    const input = { accountId: tree.south.account.id, address: "boss@elsewhere.test", displayName: "Boss" };
    await api.succeed(tree.south.account.actor, add, { input });
    const mail = (await api.database.reader.find(OutboxMail)).find(({ template }) => template === "question")!;
    await ingest(bounce(mail.returnPath!));
    await ingest(bounce(mail.returnPath!));
    const [question] = await api.database.reader.find(Verification);
    expect(question!.deliveryState).toBe("UNDELIVERABLE");
  });
});
