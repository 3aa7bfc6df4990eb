import { afterEach, expect, it } from "vitest";
import { renderMail } from "../../../src/notifications/index.js";
import { DeliveryLanes, nextHopTrouble, smtpTransport } from "../../../src/outbox/index.js";
import {
  onQuestionDead,
  onQuestionRefused,
  onQuestionSent,
  Verification,
  verificationKeys,
} from "../../../src/verification/index.js";
import { createTenants } from "../../graphql/tenancy-tree.js";
import { ADD_IDENTITY } from "../../graphql/verification-mailbox.js";
import { startTestApi, type TestApi } from "../../support/api.js";
import { describeOnEachEngine } from "../../support/engines.js";
import { eventually } from "../../support/eventually.js";
import { movableClock } from "../../support/outbox.js";
import { type Postfix, startPostfix } from "../../support/postfix.js";
import { type SmtpSink, startSmtpSink } from "../../support/smtp-sink.js";

const HOUR_MS = 60 * 60 * 1_000;
/** It relays, and keeps no mailbox. */
const NO_MAILBOXES = { saslPath: "none", deliveryCommand: "/bin/false", deliveryUser: "nobody" };

describeOnEachEngine("questions while Postfix is away", (engine) => {
  let postfix: Postfix | undefined;
  let sink: SmtpSink | undefined;
  afterEach(async () => {
    await postfix?.stop();
    await sink?.stop();
  });

  /** A worker's process: connections and lanes of its own, and what it told the operator. */
  function startProcess({ database, services: { configuration, clock } }: TestApi, port: number) {
    const smtp = { smtpUrl: `smtp://127.0.0.1:${port}`, smtpTls: null, mailFrom: configuration.mailFrom };
    const transport = smtpTransport(smtp, 5);
    const told: string[] = [];
    const lanes = new DeliveryLanes({
      database,
      clock,
      log: { info() {}, warn() {}, error: (_about: unknown, words?: unknown) => void told.push(String(words)) },
      sealer: verificationKeys(configuration).sealer,
      workerName: "test",
      render: (mail) => renderMail(mail, configuration),
      transport,
      onSent: onQuestionSent,
      onDead: onQuestionDead,
      onRefused: onQuestionRefused,
    });
    const run = async () => {
      await lanes.run();
      await lanes.settled();
    };
    return { run, told, end: () => transport.close() };
  }

  it("wait for two days, and all leave when it is back, none twice, with one alarm", async () => {
    const clock = movableClock();
    const api = await startTestApi(engine, clock);
    const { north, south } = await createTenants(api);
    sink = await startSmtpSink();
    postfix = await startPostfix({
      domains: [],
      dovecot: NO_MAILBOXES,
      relayPort: sink.port,
      extraMain: { smtpd_relay_restrictions: "permit_mynetworks, reject" },
    });
    const asked: string[] = [];
    const ask = async (account = north.account) => {
      const address = `Owner${asked.length}@far${asked.length}.test`;
      asked.push(address);
      await api.succeed(account.actor, ADD_IDENTITY, {
        input: { accountId: account.id, address, displayName: "Shop" },
      });
    };
    const first = startProcess(api, postfix.smtpPort);
    await ask();
    await first.run();
    await sink.waitForMail();

    await postfix.halt();
    for (const account of [north.account, south.account]) for (let each = 0; each < 6; each += 1) await ask(account);
    for (let hour = 0; hour < 24; hour += 1) {
      await first.run();
      clock.advance(HOUR_MS);
    }
    await first.end();
    const second = startProcess(api, postfix.smtpPort);
    for (let hour = 24; hour < 48; hour += 1) {
      await second.run();
      clock.advance(HOUR_MS);
    }
    expect(sink.mails).toHaveLength(1);
    const alarms = [...first.told, ...second.told].filter((words) => words.startsWith("No mail has left"));
    expect(alarms).toHaveLength(1);
    expect((await nextHopTrouble(api.database.reader))?.error).toContain("ECONNREFUSED");

    await postfix.comeBack();
    await second.run();
    await eventually("every question has left", () => sink!.mails.length >= asked.length);
    await second.run();
    await second.end();
    await eventually("Postfix has nothing left", async () => (await postfix!.mailQueue()).length === 0);
    expect(sink.mails.flatMap(({ forwardPaths }) => forwardPaths).sort()).toEqual([...asked].sort());
    expect(await nextHopTrouble(api.database.reader)).toBeNull();
    // Their owners have all of the time that they are given, from now on.
    const questions = await api.database.reader.find(Verification, { order: { id: "ASC" } });
    for (const { deliveryState, expiresAt } of questions.slice(1)) {
      expect(deliveryState).toBe("SENT");
      expect(expiresAt!.getTime() - clock.now().getTime()).toBeGreaterThanOrEqual(72 * HOUR_MS);
    }
  }, 60_000);
});
