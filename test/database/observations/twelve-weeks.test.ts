import { beforeAll, expect, it } from "vitest";
import { proposalPort } from "../../../src/app/observation-jobs.js";
import { decideBatch } from "../../../src/decision-data/index.js";
import { PLATFORM_SCOPE, type Scope, SYSTEM_ACTOR, writtenReversePath } from "../../../src/kernel/index.js";
import { deleteOldObservations, recordSubmissions } from "../../../src/observations/index.js";
import { createSealer, OutboxMail } from "../../../src/outbox/index.js";
import { setPolicy } from "../../../src/policy/index.js";
import { type AlertKeys } from "../../../src/rollout/alerts/alert-keys.js";
import {
  alertAccounts,
  alertKeys,
  applyBrake,
  proposeFromObservations,
  sendDigests,
  sendSecurityAlerts,
} from "../../../src/rollout/index.js";
import { readinessWindow, summarizeReadiness } from "../../../src/rollout/readiness/summarize.js";
import { expireVerifications, onQuestionSent } from "../../../src/verification/index.js";
import { createTenants, innerIdOf, type Tree } from "../../graphql/tenancy-tree.js";
import { ANONYMOUS, OPERATOR, startTestApi, type TestApi } from "../../support/api.js";
import { describeOnEachEngine } from "../../support/engines.js";
import { movableClock } from "../../support/outbox.js";
import { plantAdministrator } from "./administrators.js";
import { DAY, submission } from "./observed.js";

/** What every day brings: login, reverse-path, messages. */
const TRAFFIC: readonly (readonly [login: string, sender: string, count: number])[] = [
  ["user@north.test", "user@north.test", 10],
  ["user@north.test", "yes@elsewhere.test", 3],
  ["user@north.test", "no@elsewhere.test", 2],
  ["neighbour@north.test", "silent@elsewhere.test", 1],
  ["user@south.test", "silent@partner.test", 40],
];
const WEEKS = 12;
const THRESHOLD = 200;

describeOnEachEngine("twelve weeks from the first log to the day", (engine) => {
  const clock = movableClock(Date.UTC(2026, 0, 19, 12));
  const enforcedAt = clock.now().getTime() + WEEKS * 7 * DAY;
  let api: TestApi;
  let tree: Tree;
  let writer: AlertKeys;

  beforeAll(async () => {
    api = await startTestApi(engine, clock);
    tree = await createTenants(api);
    writer = alertKeys(api.services.configuration);
    await plantAdministrator(api, null, "OPERATOR");
    for (const tenant of [tree.north, tree.south]) {
      await plantAdministrator(api, tenant, "RESELLER");
      await plantAdministrator(api, tenant, "DOMAIN_ADMIN");
    }
    await api.database.write((tx) =>
      setPolicy(tx, SYSTEM_ACTOR, PLATFORM_SCOPE, {
        changes: {
          schedule: [
            { at: clock.now().getTime(), mode: "MONITOR" },
            { at: enforcedAt - 14 * DAY, mode: "WARN" },
            { at: enforcedAt, mode: "ENFORCE" },
          ],
          proactive: "PROPOSE",
          holdThreshold: THRESHOLD,
        },
      }),
    );
  });

  const mails = async (template: string) =>
    (await api.database.reader.find(OutboxMail, { order: { id: "ASC" } })).filter((mail) => mail.template === template);

  /** A day: the log's lines, and everything that comes round. Returns what the gateways refused. */
  async function liveOneDay(): Promise<Map<string, number>> {
    const at = clock.now();
    const questions = TRAFFIC.map(([login, sender]) => ({
      login,
      reversePath: writtenReversePath(sender),
      fromAddresses: [],
    }));
    const decided = await decideBatch(api.database.reader, questions, at);
    const refused = new Map<string, number>();
    await api.database.write((tx) =>
      recordSubmissions(
        tx,
        TRAFFIC.map(([login, sender, count], index) => {
          const isRefused = decided[index]!.decision.verdict === "DENY";
          if (isRefused) refused.set(sender, count);
          return submission(login, sender, at, { count, isRefused });
        }),
      ),
    );
    await proposeFromObservations(api.services, proposalPort(api.services), writer);
    for (const mail of await mails("question")) await api.database.write((tx) => onQuestionSent(tx, mail));
    await alertAccounts(api.database, writer, clock.now());
    await sendDigests(api.services, writer);
    await api.database.write((tx) => sendSecurityAlerts(tx, writer));
    await api.database.write((tx) => expireVerifications(tx));
    await deleteOldObservations(api.database, clock.now());
    clock.advance(DAY - 30 * 60 * 1_000);
    await applyBrake(api.services, writer);
    clock.advance(30 * 60 * 1_000);
    return refused;
  }

  async function liveOneWeek(): Promise<number> {
    let refused = 0;
    for (let day = 0; day < 7; day += 1) {
      for (const count of (await liveOneDay()).values()) refused += count;
    }
    return refused;
  }

  /** The owner follows the link of the newest mail, with the number from the alert that the account got. */
  async function answer(address: string, decision: "ALLOW" | "DENY"): Promise<void> {
    const question = (await mails("question")).filter(({ toAddress }) => toAddress === address).at(-1)!;
    const secrets = createSealer(api.services.configuration.keys.outboxSeal).open(question.id, question.sealed!);
    const alert = (await mails("alert-observed")).find(({ parameters }) => parameters.address === address)!;
    const mutation = `mutation ($input: AnswerVerificationInput!) { answerVerification(input: $input) { state } }`;
    const input = { token: secrets.token, decision, matchNumber: alert.parameters.matchNumber };
    const answered = await api.succeed<{ answerVerification: { state: string } }>(ANONYMOUS, mutation, { input });
    expect(answered.answerVerification.state).toBe(decision === "ALLOW" ? "AUTHORIZED" : "DENIED");
  }

  async function predicted(scope: Scope): Promise<number> {
    const { reader } = api.database;
    // Yesterday back: today has only begun.
    const now = new Date(clock.now().getTime() - DAY);
    const options = await readinessWindow(reader, scope, { at: new Date(enforcedAt), days: 7 }, now);
    return (await summarizeReadiness(reader, scope, options)).refused.messages;
  }

  it("asks, reminds, holds and refuses as it said it would", { timeout: 600_000 }, async () => {
    const north: Scope = { kind: "RESELLER", resellerId: innerIdOf(tree.north.id), resellerPath: tree.north.path };

    // Week 1: what passes the thresholds is proposed, its owner is asked, its account told.
    await liveOneDay();
    await liveOneDay();
    await liveOneDay();
    expect((await mails("question")).map(({ toAddress }) => toAddress).sort()).toEqual([
      "no@elsewhere.test",
      "silent@partner.test",
      "yes@elsewhere.test",
    ]);
    await answer("yes@elsewhere.test", "ALLOW");
    await answer("no@elsewhere.test", "DENY");
    for (let day = 3; day < 7; day += 1) expect((await liveOneDay()).size).toBe(0);
    for (let week = 2; week <= 8; week += 1) expect(await liveOneWeek()).toBe(0);

    // Week 8: the report says what the day will bring.
    const forNorth = await predicted(north);
    const forAll = await predicted(PLATFORM_SCOPE);
    expect(forNorth).toBe(7 * (2 + 1));
    expect(forAll).toBe(7 * (2 + 1 + 40));
    for (let week = 9; week <= 12; week += 1) expect(await liveOneWeek()).toBe(0);

    // The day: too much would break in one domain, so there it waits; everywhere else it begins.
    expect(clock.now().getTime()).toBe(enforcedAt);
    const holds = `query { enforcementHolds { edges { node { id state unresolved domain { name } } } } }`;
    type Holds = {
      enforcementHolds: { edges: { node: { id: string; unresolved: number; domain: { name: string } } }[] };
    };
    const { enforcementHolds } = await api.succeed<Holds>(OPERATOR, holds);
    expect(enforcementHolds.edges.map(({ node }) => [node.domain.name, node.unresolved])).toEqual([
      ["south.test", 280],
    ]);
    expect(await liveOneWeek()).toBe(forNorth);

    // Once it is released, the rest comes true as well.
    const release = `mutation ($id: ID!) { releaseHold(id: $id) { state } }`;
    await api.succeed(tree.south.domain.actor, release, { id: enforcementHolds.edges[0]!.node.id });
    expect(await liveOneWeek()).toBe(forAll);

    // Alerts: each at most once a week, none about what is settled, none while enforcement is far.
    const alerts = await mails("alert-observed");
    const about = (address: string) => alerts.filter(({ parameters }) => parameters.address === address);
    expect(about("yes@elsewhere.test")).toHaveLength(1);
    expect(about("no@elsewhere.test")).toHaveLength(1);
    const weeks = about("silent@partner.test").map(({ uniqueKey }) => uniqueKey.split(":").at(-1));
    expect(new Set(weeks).size).toBe(weeks.length);
    expect(weeks.length).toBeGreaterThanOrEqual(9);
    expect(weeks.length).toBeLessThanOrEqual(11);
    const announcements = await mails("announcement");
    expect(announcements.map(({ toAddress }) => toAddress).sort()).toEqual([
      "admin@reseller.north.test",
      "admin@reseller.south.test",
    ]);
    expect((await mails("enforcement-hold")).map(({ toAddress }) => toAddress).sort()).toEqual([
      "admin@domain_admin.south.test",
      "admin@reseller.south.test",
    ]);
    const digests = (await mails("digest-reseller")).filter(
      ({ toAddress }) => toAddress === "admin@reseller.north.test",
    );
    expect(new Set(digests.map(({ uniqueKey }) => uniqueKey)).size).toBe(digests.length);
    expect(digests.length).toBeGreaterThanOrEqual(WEEKS);
  });
});
