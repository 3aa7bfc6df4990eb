import { afterEach, beforeEach, expect, it } from "vitest";
import type { Database } from "../../../src/database/index.js";
import { MAX_BRISK, MAX_SLOW } from "../../../src/outbox/delivery/delivery-lanes.js";
import { DeliveryLanes, knownPerson, nextHopTrouble, OutboxMail, smtpTransport } from "../../../src/outbox/index.js";
import { describeOnEachEngine, openTestDatabase } from "../../support/engines.js";
import { eventually } from "../../support/eventually.js";
import { type MovableClock, movableClock, playedDelivery, queueOne, storedMail } from "../../support/outbox.js";
import { freePort } from "../../support/ports.js";
import { type SmtpSink, startSmtpSink } from "../../support/smtp-sink.js";

const MAX_UNDER_WAY = MAX_BRISK + MAX_SLOW;
const MINUTE_MS = 60_000;
const HOUR_MS = 60 * MINUTE_MS;

describeOnEachEngine("the way out of the outbox", (engine) => {
  let database: Database;
  let clock: MovableClock;
  let sink: SmtpSink | undefined;
  beforeEach(async () => {
    clock = movableClock();
    database = await openTestDatabase(engine, clock);
  });
  afterEach(async () => {
    await sink?.stop();
    sink = undefined;
  });

  const leased = () => database.reader.countBy(OutboxMail, { state: "LEASED" });

  function lanesTo(
    port: number,
    { signal, maxConnections = 25 }: { signal?: AbortSignal; maxConnections?: number } = {},
  ) {
    const alarms: string[] = [];
    const smtpUrl = `smtp://127.0.0.1:${port}`;
    const transport = smtpTransport({ smtpUrl, smtpTls: null, mailFrom: "mayfrom@mail.example.net" }, maxConnections);
    const log = { info() {}, warn() {}, error: (_about: object, words: string) => void alarms.push(words) };
    const { delivery } = playedDelivery(database, { clock, log: log as never, transport, ...(signal && { signal }) });
    return { lanes: new DeliveryLanes(delivery), transport, alarms };
  }

  it("is open to others while a server lets mails of many domains wait", async () => {
    let release = () => {};
    const held = new Promise<void>((resolve) => {
      release = resolve;
    });
    sink = await startSmtpSink({ refuse: async (path) => (path.includes("hang") ? held.then(() => null) : null) });
    for (let number = 0; number < 12; number += 1) {
      await queueOne(database, `h${number}`, {
        to: knownPerson(`a@${number % 2 === 0 ? "one" : `n${number}`}.hang.test`),
      });
    }
    for (let number = 0; number < 60; number += 1)
      await queueOne(database, `q${number}`, { to: knownPerson(`a@quick${number}.test`) });
    const { lanes, transport } = lanesTo(sink.port);
    const rounds = [lanes.run()];
    await eventually("the other sixty have left", () => sink!.mails.length >= 60);
    expect(sink.mails).toHaveLength(60);
    // One that is queued only now does not wait either, whether or not the round has ended.
    await queueOne(database, "late", { to: knownPerson("a@late.test") });
    rounds.push(lanes.run());
    await eventually("the late one has left", () => sink!.mails.length >= 61);
    release();
    await Promise.all(rounds);
    await lanes.settled();
    expect(sink.mails).toHaveLength(73);
    expect(new Set(sink.mails.flatMap(({ forwardPaths }) => forwardPaths)).size).toBe(68);
    await transport.close();
  });

  it("is left at once by a worker that is told to stop, though servers let it wait", async () => {
    let release = () => {};
    const held = new Promise<void>((resolve) => {
      release = resolve;
    });
    let begun = 0;
    sink = await startSmtpSink({
      refuse: async () => {
        begun += 1;
        return held.then(() => null);
      },
    });
    for (let number = 0; number < MAX_UNDER_WAY + 5; number += 1) {
      await queueOne(database, `s${number}`, { to: knownPerson(`a@slow${number}.test`) });
    }
    const stopping = new AbortController();
    const { lanes, transport } = lanesTo(sink.port, { signal: stopping.signal, maxConnections: MAX_UNDER_WAY });
    const round = lanes.run();
    // What is leased need not have been begun.
    await eventually("as many are under way as may be", () => begun >= MAX_UNDER_WAY);
    stopping.abort();
    await round;
    await lanes.settled(10);
    // What was begun is still this worker's; what was not is given back.
    expect(await leased()).toBe(MAX_UNDER_WAY);
    release();
    await lanes.settled();
    expect(await leased()).toBe(0);
    await transport.close();
  });

  it("stays closed for two days, and then every mail leaves, none twice, with one alarm", async () => {
    const port = await freePort();
    for (let number = 0; number < 30; number += 1) await queueOne(database, `m${number}`);
    let { lanes, transport, alarms } = lanesTo(port);
    const told: string[] = [];
    for (let hour = 0; hour < 48; hour += 1) {
      await lanes.run();
      // A busy machine may take long enough over a refused connection that its mail was set aside.
      await lanes.settled();
      clock.advance(hour === 0 ? 3 * MINUTE_MS : HOUR_MS);
      if (hour === 20) {
        // A new process knows of the trouble, and that it was told.
        await transport.close();
        told.push(...alarms);
        ({ lanes, transport, alarms } = lanesTo(port));
      }
    }
    expect([...told, ...alarms].filter((words) => words.startsWith("No mail has left"))).toHaveLength(1);
    const trouble = await nextHopTrouble(database.reader);
    expect(trouble?.error).toContain("ECONNREFUSED");
    expect(trouble?.since).toEqual(new Date(Date.UTC(2026, 2, 1)));
    const waiting = await database.reader.find(OutboxMail);
    expect(waiting.every(({ state, attempts }) => state === "QUEUED" && attempts === 0)).toBe(true);

    sink = await startSmtpSink({ port });
    await lanes.run();
    await lanes.settled();
    expect(sink.mails.map(({ forwardPaths }) => forwardPaths[0]).sort()).toEqual(
      waiting.map(({ toAddress }) => toAddress).sort(),
    );
    expect(await nextHopTrouble(database.reader)).toBeNull();
    await transport.close();
  });

  it.each([
    ["refuses our sender", { refuseSender: () => "550 5.7.1 sender rejected" }],
    ["does not let us in", { password: "another" }],
  ])("uses up no mail's tries where the server %s", async (_title, options) => {
    sink = await startSmtpSink(options);
    await queueOne(database, "patient");
    const { lanes, transport } = lanesTo(sink.port);
    await lanes.run();
    expect(await storedMail(database, "patient")).toMatchObject({ state: "QUEUED", attempts: 0 });
    await transport.close();
  });
});
