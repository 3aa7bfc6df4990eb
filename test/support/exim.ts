import { createHash } from "node:crypto";
import { existsSync, readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import type { MailUser } from "./dovecot.js";
import { makeServerDirectory, startGuardedServer } from "./guarded-server.js";
import { freePort, isListening } from "./ports.js";
import { requireProgram, requireRoot } from "./system-parts.js";
import { makeDirectoryFor } from "./system-users.js";

/** Debian does not install Exim beside Postfix; our script unpacks it there. */
const UNPACKED = "/usr/local/lib/mayfrom-test/exim4/usr/sbin/exim4";
const EXIM_USER = "Debian-exim";

export interface EximOptions {
  /** Who may sign in, by AUTH PLAIN or LOGIN. */
  readonly users: readonly MailUser[];
  /** An SMTP server on 127.0.0.1 that takes all mail; without it, all mail is discarded after it was logged. */
  readonly relayPort?: number;
  /** Exim's `log_selector`, for instance `+smtp_confirmation +received_recipients`. */
  readonly logSelector?: string;
  /** Main options that are set after ours, a line each. */
  readonly extraMain?: string;
  /** ACLs beside ours, for instance an `.include`. */
  readonly extraAcl?: string;
}

export interface Exim {
  readonly port: number;
  readonly mainLogFile: string;
  mainLogLines(): string[];
  stop(): Promise<void>;
}

/** A private Exim that takes submissions by password and writes its main log. It cannot outlive this process. */
export async function startExim(options: EximOptions): Promise<Exim> {
  requireRoot("Exim");
  const program = requireProgram("exim4-daemon-light", UNPACKED, "/usr/sbin/exim4");
  const directory = makeServerDirectory("exim");
  const port = await freePort();
  const mainLogFile = join(directory, "log", "mainlog");
  const configuration = join(directory, "exim.conf");
  makeDirectoryFor(EXIM_USER, join(directory, "spool"));
  makeDirectoryFor(EXIM_USER, join(directory, "log"));
  writeFileSync(configuration, eximConfiguration(options, { program, directory, port }));

  const server = await startGuardedServer({
    name: "Exim",
    directory,
    logFile: mainLogFile,
    command: program,
    // In the foreground; no queue runner, each message is delivered as it comes.
    arguments: ["-bdf", "-C", configuration],
    isReady: () => isListening(port),
  });
  return {
    port,
    mainLogFile,
    mainLogLines: () => (existsSync(mainLogFile) ? readFileSync(mainLogFile, "utf8").split("\n").slice(0, -1) : []),
    stop: server.stop,
  };
}

interface EximPlaces {
  readonly program: string;
  readonly directory: string;
  readonly port: number;
}

function eximConfiguration(options: EximOptions, { program, directory, port }: EximPlaces): string {
  // Compared as digests, which need no quoting in Exim's expansion language.
  const credentials = options.users.map(({ address, password }) =>
    createHash("sha256").update(`${address}\n${password}`).digest("hex").toUpperCase(),
  );
  const isKnown = (user: string, password: string) =>
    `\${if inlist{\${sha256:${user}\\n${password}}}{<, ${credentials.join(" , ")}}}`;
  const transport =
    options.relayPort === undefined
      ? "driver = appendfile\n  file = /dev/null\n  user = Debian-exim"
      : `driver = smtp\n  hosts = 127.0.0.1\n  hosts_override\n  allow_localhost\n  port = ${options.relayPort}`;
  const router =
    options.relayPort === undefined
      ? "driver = accept\n  transport = onward"
      : "driver = manualroute\n  route_list = * 127.0.0.1 byname\n  self = send\n  transport = onward";
  return `
exim_path = ${program}
spool_directory = ${directory}/spool
log_file_path = ${directory}/log/%slog
pid_file_path = ${directory}/spool/exim.pid
exim_user = ${EXIM_USER}
exim_group = ${EXIM_USER}
# A configuration of one's own costs Exim its root rights when it starts itself anew, so it never relies on them.
deliver_drop_privilege
primary_hostname = exim.mayfrom.test
local_interfaces = <; 127.0.0.1
daemon_smtp_ports = ${port}
tls_advertise_hosts =
auth_advertise_hosts = *
smtputf8_advertise_hosts = *
host_lookup =
rfc1413_hosts =
keep_environment =
${options.logSelector === undefined ? "" : `log_selector = ${options.logSelector}`}
acl_smtp_rcpt = check_recipient
${options.extraMain ?? ""}

begin acl
check_recipient:
  accept authenticated = *
  deny message = authentication required

${options.extraAcl ?? ""}

begin routers
everything:
  ${router}

begin transports
onward:
  ${transport}

begin authenticators
plain_sasl:
  driver = plaintext
  public_name = PLAIN
  server_condition = ${isKnown("$auth2", "$auth3")}
  server_set_id = $auth2
login_sasl:
  driver = plaintext
  public_name = LOGIN
  server_prompts = Username:: : Password::
  server_condition = ${isKnown("$auth1", "$auth2")}
  server_set_id = $auth1
`;
}
