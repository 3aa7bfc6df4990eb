import { spawnSync } from "node:child_process";
import { join } from "node:path";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { Administrator } from "../../src/access/administrator.entity.js";
import { AuditEvent } from "../../src/audit/audit-event.entity.js";
import { type Database, openDatabase } from "../../src/database/index.js";
import { systemClock } from "../../src/kernel/index.js";
import { databaseParts } from "../support/configuration.js";
import { buildProgram, type Installation, install } from "../support/mayfrom-process.js";
import { freePort } from "../support/ports.js";

let installation: Installation;

beforeAll(async () => {
  installation = await install("SQLite");
  installation.run("migrate");
});

afterAll(() => installation?.remove());

describe("mayfrom settings", () => {
  it("says of every setting what holds and who set it", () => {
    expect(installation.run("settings")).toMatch(/^holdThreshold +100 messages in seven days +default$/m);
  });

  it("says it to programs too", () => {
    const { settings } = JSON.parse(installation.run("settings", "--json"));
    expect(settings.find(({ name }: { name: string }) => name === "verificationHours")).toEqual({
      name: "verificationHours",
      value: 72,
      default: 72,
      type: "WHOLE_NUMBER",
      unit: "hours",
      range: [1, 2160],
      levels: ["PLATFORM", "RESELLER", "DOMAIN", "ACCOUNT"],
      setBy: "ADMINISTRATOR",
      setOn: null,
      lockedOn: null,
    });
  });
});

describe("an operator whom mayfrom makes on the host", () => {
  let database: Database;

  beforeAll(async () => {
    installation.run("create-admin", "--generate", "without-devices");
    const location = { kind: "sqlite" as const, file: join(installation.directory, "mayfrom.sqlite") };
    database = await openDatabase(location, databaseParts, systemClock);
  });
  afterAll(() => database.close());

  it("has a password that is hashed with argon2id at 19 MiB, two passes and one lane", async () => {
    const { passwordHash } = await database.reader.findOneByOrFail(Administrator, { login: "without-devices" });
    expect(passwordHash).toMatch(/^\$argon2id\$v=19\$m=19456,t=2,p=1\$/);
  });

  it("signs in with the password alone after every device was lost, by mayfrom's own act", async () => {
    const administrator = await database.reader.findOneByOrFail(Administrator, { login: "without-devices" });
    expect(() => installation.run("admin", "reset-second-factor", "without-devices")).toThrow(/no second factor/);
    administrator.secondFactorSince = new Date();
    await database.write((tx) => tx.manager.save(administrator));

    expect(installation.run("admin", "reset-second-factor", "without-devices")).toMatch(
      /^without-devices signs in with the password alone now/,
    );
    const { id } = administrator;
    expect(await database.reader.findOneByOrFail(Administrator, { id })).toMatchObject({ secondFactorSince: null });
    const { actorKind, actorLabel } = await database.reader.findOneByOrFail(AuditEvent, {
      action: "second-factor.reset",
      subjectId: id,
    });
    expect({ actorKind, actorLabel }).toEqual({ actorKind: "SYSTEM", actorLabel: "mayfrom" });
  });
});

describe("mayfrom as a shell sees it", () => {
  /** A verb run to its end: exit code, what it printed, and what it said of what went wrong. */
  function run(words: readonly string[], environment: Record<string, string> = {}) {
    const env = { PATH: process.env.PATH, DATA_DIR: installation.directory, ...environment };
    const { status, stdout, stderr } = spawnSync(process.execPath, [buildProgram(), ...words], {
      env,
      encoding: "utf8",
    });
    return { status, stdout, stderr };
  }

  it("says its version", () => {
    expect(run(["--version"])).toMatchObject({ status: 0, stdout: expect.stringMatching(/^\d+\.\d+\.\d+\n$/) });
  });

  it("ends with 2 where it was called the wrong way", () => {
    const many = ["readiness", "--days", "many"];
    const hint = "(run with --help for the verbs and their options)";
    expect(run(many)).toEqual({
      status: 2,
      stdout: "",
      stderr: `mayfrom: many is no whole number (--days <n>)\n${hint}\n`,
    });
    expect(run(many, { LANG: "de_DE.UTF-8" }).stderr).toContain("many ist keine ganze Zahl (--days <n>)");
  });

  it("ends with 1 where it failed, and says so in a line", () => {
    expect(run(["settings", "--domain", "nowhere.test"])).toMatchObject({
      status: 1,
      stderr: "mayfrom: There is no domain nowhere.test\n",
    });
  });

  it("fails where a log is not there, and where a file is no log", () => {
    const missing = run(["ingest", "--dry-run", join(installation.directory, "nix.log")]);
    expect(missing).toMatchObject({ status: 1, stderr: expect.stringContaining("1 of the files could not be read") });
    const program = run(["ingest", "--dry-run", join(process.cwd(), "LICENSE")]);
    expect(program).toMatchObject({ status: 1, stderr: expect.stringContaining("no line is of a mail server") });
  });

  it("ends quietly when whoever reads has seen enough", () => {
    const piped = spawnSync("sh", ["-c", `"${process.execPath}" "${buildProgram()}" settings | true`], {
      env: { PATH: process.env.PATH, DATA_DIR: installation.directory },
      encoding: "utf8",
    });
    expect(piped.stderr).toBe("");
  });

  it("says of a database that is away what to do, without a stack, and doctor goes on", async () => {
    const address = `127.0.0.1:${await freePort()}`;
    const away = {
      DATABASE_URL: `mysql://user:password@${address}/mayfrom`,
      JWT_SECRET: "a secret of the tests with more than thirty-two characters",
      SMTP_URL: "smtp://127.0.0.1:1",
      MAIL_FROM: "mayfrom@example.org",
    };
    const { status, stdout } = run(["doctor"], away);
    expect(status).toBe(1);
    expect(stdout).toContain(`WRONG database answers       ${address} does not answer (ECONNREFUSED)`);
    expect(stdout).toMatch(/^WRONG mail transport/m);
    expect(stdout).not.toMatch(/^ +at /m);
  });

  it("speaks the language of the terminal", () => {
    const inGerman = { LANG: "de_DE.UTF-8" };
    expect(run(["settings"], inGerman).stdout).toMatch(/^holdThreshold +100 Nachrichten in sieben Tagen +Standard$/m);
    expect(run(["platform", "--colour", "mauve"], inGerman).stderr).toMatch(/^mayfrom: .*Farbe/);
    const { stdout } = run(["doctor"], inGerman);
    expect(stdout).toMatch(/^gut +Mailtransport +keiner: E-Mails bleiben unter \/dev\/mail$/m);
    expect(stdout).toMatch(/^gut +Tabellen sind aktuell +so, wie das Programm sie erwartet$/m);
    expect(stdout).toMatch(/^gut +Gateways +seit einem Tag hat sich keines gemeldet$/m);
  });

  it("refuses a sender that is no address before anything starts", () => {
    expect(run(["migrate"], { MAIL_FROM: "mayfrom" })).toMatchObject({
      status: 1,
      stderr: expect.stringContaining("MAIL_FROM: must be an email address"),
    });
  });
});
