/**
 * Five hundred mails of which twenty go to servers that hang, against the other 480 alone: how long it takes until those
 * have left a worker of the outbox, over SMTP, in turns. Prints both and the median of the ratios; seconds drift with the
 * machine, ratios do not.
 *
 *   node --import @swc-node/register/esm-register bench/slow-targets.ts [--rounds 5] [--mails 500] [--slow 20]
 */
import "reflect-metadata";
import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { performance } from "node:perf_hooks";
import { setTimeout as sleep } from "node:timers/promises";
import { parseArgs } from "node:util";
import { migrate, openDatabase } from "../src/database/index.js";
import { required, systemClock } from "../src/kernel/index.js";
import { DeliveryLanes, knownPerson, MAX_BRISK, MAX_SLOW, OutboxMail, smtpTransport } from "../src/outbox/index.js";
import { databaseParts } from "../test/support/configuration.js";
import { playedDelivery, queueOne } from "../test/support/outbox.js";
import { startSmtpSink } from "../test/support/smtp-sink.js";

const { values } = parseArgs({
  options: {
    rounds: { type: "string", default: "5" },
    mails: { type: "string", default: "500" },
    slow: { type: "string", default: "20" },
  },
});
const MAX_WAIT_MS = 60_000;
const mails = Number(values.mails);
const slow = Number(values.slow);

const directory = mkdtempSync(join(tmpdir(), "mayfrom-bench-"));
const database = await openDatabase(
  { kind: "sqlite", file: join(directory, "mayfrom.sqlite") },
  databaseParts,
  systemClock,
);
await migrate(database);

let release = () => {};
let released: Promise<void> = Promise.resolve();
const sink = await startSmtpSink({
  refuse: async (forwardPath) => {
    if (forwardPath.startsWith("slow")) await released;
    return null;
  },
});
const settings = { smtpUrl: `smtp://127.0.0.1:${sink.port}`, smtpTls: null, mailFrom: "mayfrom@mail.example.net" };
const transport = smtpTransport(settings, MAX_BRISK + MAX_SLOW);

const ratios: number[] = [];
// The first round warms up.
for (let round = 0; round <= Number(values.rounds); round += 1) {
  const without = await secondsUntilBriskHaveLeft(`${round}-without`, false);
  const beside = await secondsUntilBriskHaveLeft(`${round}-beside`, true);
  if (round === 0) continue;
  ratios.push(beside / without);
  console.log(`${mails - slow} mails alone ${without.toFixed(2)} s, beside ${slow} that hang ${beside.toFixed(2)} s`);
}
console.log(`median of the ratios: ${median(ratios).toFixed(2)}`);
await transport.close();
await sink.stop();
await database.close();
rmSync(directory, { recursive: true, force: true });

async function secondsUntilBriskHaveLeft(run: string, hasSlow: boolean): Promise<number> {
  released = new Promise((resolve) => {
    release = resolve;
  });
  const every = Math.floor(mails / slow);
  for (let index = 0; index < mails; index += 1) {
    const isSlow = index % every === 0 && index / every < slow;
    if (isSlow && !hasSlow) continue;
    const name = `${isSlow ? "slow" : "brisk"}-${run}-${index}`;
    await queueOne(database, name, { to: knownPerson(`${name}@target${index}.test`) });
  }
  const lanes = new DeliveryLanes(playedDelivery(database, { transport }).delivery);
  const startedAt = performance.now();
  await lanes.run();
  // On a busy machine some of the brisk ones were set aside, too, and leave a moment later.
  const countSent = () => database.reader.countBy(OutboxMail, { state: "SENT" });
  while ((await countSent()) < mails - slow && performance.now() - startedAt < MAX_WAIT_MS) await sleep(20);
  const seconds = (performance.now() - startedAt) / 1_000;
  const sent = await countSent();
  release();
  await lanes.settled();
  await database.write((tx) => tx.manager.delete(OutboxMail, { state: "SENT" }));
  if (sent !== mails - slow) throw new Error(`${sent} mails had left instead of ${mails - slow}`);
  return seconds;
}

function median(numbers: readonly number[]): number {
  return required([...numbers].sort((one, other) => one - other)[Math.floor(numbers.length / 2)]);
}
