import { simpleParser } from "mailparser";
import { pino } from "pino";
import { beforeEach, describe, expect, it } from "vitest";
import { startWorker } from "../../../src/app/index.js";
import { periodicJobs } from "../../../src/app/periodic-jobs.js";
import type { Database } from "../../../src/database/index.js";
import { createResolver } from "../../../src/dns/index.js";
import type { Services } from "../../../src/graphql/index.js";
import { JobLease } from "../../../src/jobs/leases/job-lease.entity.js";
import { type PeriodicJob, runTurn } from "../../../src/jobs/periodic-job.js";
import { PLATFORM_SCOPE, SYSTEM_ACTOR } from "../../../src/kernel/index.js";
import { recordSubmissions } from "../../../src/observations/index.js";
import { CapturedMail } from "../../../src/outbox/captured-mail.entity.js";
import { createSealer, OutboxMail, queueMail } from "../../../src/outbox/index.js";
import { setPolicy } from "../../../src/policy/index.js";
import { createTenants } from "../../graphql/tenancy-tree.js";
import { startTestApi, type TestApi, testConfiguration } from "../../support/api.js";
import { describeOnEachEngine, openTestDatabase } from "../../support/engines.js";
import { eventually } from "../../support/eventually.js";
import { sampleMail } from "../../support/mails.js";
import { type MovableClock, mailToQueue, movableClock } from "../../support/outbox.js";
import { startSmtpSink } from "../../support/smtp-sink.js";
import { plantAdministrator } from "../observations/administrators.js";
import { DAY, submission } from "../observations/observed.js";

/** Two tenants, one of which sends under an address that nobody has decided about, days before enforcement. */
async function plantUse(api: TestApi, clock: MovableClock): Promise<void> {
  const tree = await createTenants(api);
  await plantAdministrator(api, tree.north, "RESELLER");
  const enforcedAt = clock.now().getTime() + 10 * DAY;
  await api.database.write(async (tx) => {
    await setPolicy(tx, SYSTEM_ACTOR, PLATFORM_SCOPE, {
      changes: {
        schedule: [{ at: enforcedAt, mode: "ENFORCE" }],
        proactive: "PROPOSE",
      },
    });
    const uses = [3, 2, 1].map((days) =>
      submission("user@north.test", "boss@elsewhere.test", clock.now().getTime() - days * DAY, { count: 50 }),
    );
    await recordSubmissions(tx, uses);
  });
}

describeOnEachEngine("a worker", (engine) => {
  let database: Database;
  let clock: MovableClock;
  let services: Services;
  beforeEach(async () => {
    clock = movableClock();
    database = await openTestDatabase(engine, clock);
    services = {
      database,
      clock,
      configuration: testConfiguration(),
      log: pino({ level: "silent" }),
      resolver: createResolver([]),
    };
  });

  function queueQuestion(uniqueKey: string): Promise<boolean> {
    const sealer = createSealer(services.configuration.keys.outboxSeal);
    const { template, parameters, secrets } = sampleMail("question");
    return database.write((tx) => queueMail(tx, sealer, mailToQueue(uniqueKey, { template, parameters, secrets })));
  }

  it("writes what the outbox holds and sends it to the SMTP server of the configuration", async () => {
    const sink = await startSmtpSink();
    services = { ...services, configuration: testConfiguration({ smtpUrl: `smtp://127.0.0.1:${sink.port}` }) };
    const worker = startWorker({ services, jobs: [] });
    await queueQuestion("asked");
    const received = await simpleParser((await sink.waitForMail()).message);
    await worker.stop();
    await sink.stop();
    expect(received.subject).toBe("May anna@bakery.example send email as your address?");
    expect(received.text).toContain("https://mayfrom.test/confirm/question-token");
    expect(received.html).toContain("https://mayfrom.test/owner/owner-token");
    expect(received.headers.get("auto-submitted")).toBe("auto-generated");
    expect(received.from?.text).toBe('"Fjordmail" <mayfrom@mayfrom.test>');
  });

  it("keeps mails where there is no SMTP server, each once", async () => {
    const workers = [startWorker({ services, jobs: [] }), startWorker({ services, jobs: [] })];
    for (let number = 0; number < 10; number += 1) await queueQuestion(`q${number}`);
    await eventually("ten mails are marked", async () => {
      return (await database.reader.countBy(OutboxMail, { state: "SENT" })) === 10;
    });
    await Promise.all(workers.map((worker) => worker.stop()));
    expect(await database.reader.count(CapturedMail)).toBe(10);
  });

  it("does each job once a period, however many workers there are", async () => {
    let runs = 0;
    const job: PeriodicJob = {
      name: "count",
      everyMs: 60_000,
      run: async () => {
        runs += 1;
        return 1;
      },
    };
    const never = new AbortController().signal;
    const ask = () => Promise.all(["one", "two", "three"].map((holder) => runTurn(services, job, holder, never)));
    await ask();
    await ask();
    expect(runs).toBe(1);
    clock.advance(60_000);
    await ask();
    expect(runs).toBe(2);
  });

  it("tries a job that failed again, and goes on with the others meanwhile", async () => {
    const done: string[] = [];
    const failing: PeriodicJob = {
      name: "failing",
      everyMs: 3_600_000,
      run: async () => {
        done.push("failed");
        throw new Error("on purpose");
      },
    };
    const never = new AbortController().signal;
    await expect(runTurn(services, failing, "one", never)).rejects.toThrow("on purpose");
    clock.advance(60_000);
    await expect(runTurn(services, failing, "two", never)).rejects.toThrow("on purpose");
    expect(done).toHaveLength(2);

    const worker = startWorker({
      services,
      jobs: [failing, { name: "sound", everyMs: 60_000, run: async () => done.push("sound") }],
    });
    await eventually("the sound job has run", () => done.includes("sound"));
    await worker.stop();
  });

  it("waits at its end for what is going on", async () => {
    const events: string[] = [];
    const slow: PeriodicJob = {
      name: "slow",
      everyMs: 60_000,
      run: async (_services, signal) => {
        events.push("began");
        await new Promise((resolve) => signal.addEventListener("abort", resolve));
        events.push("ended");
        return 0;
      },
    };
    const worker = startWorker({ services, jobs: [slow] });
    await eventually("the job has begun", () => events.includes("began"));
    await worker.stop();
    expect(events).toEqual(["began", "ended"]);
  });

  describe("as it comes", () => {
    it("has jobs with names of their own that run on an empty database", async () => {
      expect(new Set(periodicJobs.map(({ name }) => name)).size).toBe(periodicJobs.length);
      for (const job of periodicJobs) expect(await job.run(services, new AbortController().signal)).toBe(0);
    });

    it("takes each job's turn once without an error, on a platform that has something for them to do", async () => {
      const lines: string[] = [];
      const log = pino({ level: "warn" }, { write: (line) => void lines.push(line) });
      const api = await startTestApi(engine, clock);
      await plantUse(api, clock);
      const worker = startWorker({ services: { ...api.services, log } });
      await eventually("every job has had its turn", async () => {
        const turns = await api.database.reader.find(JobLease);
        return turns.filter(({ finishedAt }) => finishedAt !== null).length === periodicJobs.length;
      });
      await worker.stop();
      expect(lines).toEqual([]);
      const turns = await api.database.reader.find(JobLease);
      expect(turns.map(({ job }) => job).sort()).toEqual(periodicJobs.map(({ name }) => name).sort());
      for (const { job, dueAt, heldBy } of turns) {
        const everyMs = periodicJobs.find(({ name }) => name === job)?.everyMs ?? 0;
        expect([job, dueAt.getTime() - clock.now().getTime(), heldBy]).toEqual([job, everyMs, null]);
      }
      const mails = await api.database.reader.find(OutboxMail);
      expect(mails.map(({ template }) => template)).toEqual(
        expect.arrayContaining(["question", "digest-reseller", "announcement"]),
      );
    });
  });
});
