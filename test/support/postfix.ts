import { execFile } from "node:child_process";
import { existsSync, mkdirSync, readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { promisify } from "node:util";
import type { Dovecot } from "./dovecot.js";
import { eventually } from "./eventually.js";
import { makeServerDirectory, prepareIn, startGuardedServer } from "./guarded-server.js";
import { freePort } from "./ports.js";
import { mainParameters, masterServices } from "./postfix-configuration.js";
import { requireProgram, requireRoot } from "./system-parts.js";
import { makeDirectoryFor } from "./system-users.js";

const run = promisify(execFile);

export interface PostfixOptions {
  /** Domains whose mail Dovecot gets. No other mail is taken, unless there is a `relayPort` for it. */
  readonly domains: readonly string[];
  /** Knows the passwords and keeps the mail. */
  readonly dovecot: Pick<Dovecot, "saslPath" | "deliveryCommand" | "deliveryUser">;
  /** A policy server on 127.0.0.1, asked about each sender on the submission service. */
  readonly policyPort?: number;
  /** A milter on 127.0.0.1, for the submission service. */
  readonly milterPort?: number;
  /** An SMTP server on 127.0.0.1 that takes all mail for other domains; see smtp-sink.ts. */
  readonly relayPort?: number;
  /** Listens on ::1 too, on the same ports. */
  readonly ipv6?: boolean;
  /** What the log calls this instance: `SYSLOGNAME/submission/smtpd[…]`. Default `postfix`. */
  readonly syslogName?: string;
  /** Parameters of main.cf that are set after ours, for instance `smtpd_sender_login_maps`. */
  readonly extraMain?: Readonly<Record<string, string>>;
  /** Lines that are added to master.cf. */
  readonly extraMaster?: string;
}

/** An entry of `postqueue -j`, as far as tests read it. */
export interface QueuedMessage {
  readonly queue_name: string;
  readonly queue_id: string;
  readonly sender: string;
  readonly recipients: readonly { readonly address: string; readonly delay_reason?: string }[];
}

export interface Postfix {
  /** Submission: SASL is required. */
  readonly submissionPort: number;
  /** As on port 25: no SASL, mail for `domains` only. */
  readonly smtpPort: number;
  /** For Postfix's own commands: `postmap`, `postconf -c`, `sendmail -C`. */
  readonly configDirectory: string;
  readonly logFile: string;
  logLines(): string[];
  mailQueue(): Promise<QueuedMessage[]>;
  /** Tries to deliver what is deferred. */
  flush(): Promise<void>;
  /** Sets parameters of main.cf and makes the running instance obey them. */
  reconfigure(parameters: Readonly<Record<string, string>>): Promise<void>;
  reload(): Promise<void>;
  /** Ends its processes, as an administrator would; queue, configuration and ports stay its own. */
  halt(): Promise<void>;
  /** After `halt`: it runs again, on the same ports. */
  comeBack(): Promise<void>;
  stop(): Promise<void>;
}

/** A private Postfix with queue, configuration and log of its own. It cannot outlive this process. */
export async function startPostfix(options: PostfixOptions): Promise<Postfix> {
  requireRoot("Postfix");
  const master = requireProgram("postfix", "/usr/lib/postfix/sbin/master");
  const syslogName = options.syslogName ?? "postfix";
  const directory = makeServerDirectory("postfix");
  const configDirectory = join(directory, "etc");
  const logFile = join(directory, "mail.log");
  const mainFile = join(configDirectory, "main.cf");
  const [submissionPort, smtpPort] = [await freePort(), await freePort()];
  mkdirSync(configDirectory);
  mkdirSync(join(directory, "queue"));
  makeDirectoryFor("postfix", join(directory, "data"));

  const parameters = { ...mainParameters(options, { directory, logFile, syslogName }), ...options.extraMain };
  const writeMain = () =>
    writeFileSync(
      mainFile,
      Object.entries(parameters)
        .map(([name, value]) => `${name} = ${value}\n`)
        .join(""),
    );
  writeMain();
  writeFileSync(join(configDirectory, "master.cf"), masterServices(options, { submissionPort, smtpPort, syslogName }));
  const logLines = () => (existsSync(logFile) ? readFileSync(logFile, "utf8").split("\n").slice(0, -1) : []);

  // Also makes the folders of the queue, and says what is wrong with the configuration.
  await prepareIn(directory, () => run("/usr/sbin/postfix", ["-c", configDirectory, "check"]));
  const startMaster = () => {
    const before = countStarts(logLines());
    return startGuardedServer({
      name: "Postfix",
      directory,
      logFile,
      command: master,
      arguments: ["-c", configDirectory, "-s"],
      // Not by a connection, which would leave lines in the log that tests read.
      isReady: async () => countStarts(logLines()) > before,
    });
  };
  let server = await startMaster();

  const reload = async () => {
    const before = countReloads(logLines());
    await run("/usr/sbin/postfix", ["-c", configDirectory, "reload"]);
    await eventually("Postfix has reloaded", () => countReloads(logLines()) > before);
  };
  return {
    submissionPort,
    smtpPort,
    configDirectory,
    logFile,
    logLines,
    reload,
    async mailQueue() {
      const { stdout } = await run("/usr/sbin/postqueue", ["-c", configDirectory, "-j"]);
      return stdout
        .split("\n")
        .filter((line) => line !== "")
        .map((line) => JSON.parse(line) as QueuedMessage);
    },
    async flush() {
      await run("/usr/sbin/postqueue", ["-c", configDirectory, "-f"]);
    },
    async reconfigure(changes) {
      Object.assign(parameters, changes);
      writeMain();
      await reload();
    },
    async halt() {
      await run("/usr/sbin/postfix", ["-c", configDirectory, "stop"]);
    },
    async comeBack() {
      server = await startMaster();
    },
    stop: () => server.stop(),
  };
}

function countStarts(lines: readonly string[]): number {
  return lines.filter((line) => line.includes("daemon started")).length;
}

/** Written by the master process when it has read its configuration again. */
function countReloads(lines: readonly string[]): number {
  return lines.filter((line) => /\/master\[\d+\]: reload -- /.test(line)).length;
}
