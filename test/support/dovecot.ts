import { execFile } from "node:child_process";
import { chmodSync, existsSync, mkdirSync, readdirSync, readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { promisify } from "node:util";
import { eventually } from "./eventually.js";
import { makeServerDirectory, startGuardedServer } from "./guarded-server.js";
import { freePort } from "./ports.js";
import { requireProgram, requireRoot } from "./system-parts.js";
import { makeDirectoryFor, userAndGroupOf } from "./system-users.js";

const run = promisify(execFile);

export interface MailUser {
  /** The mailbox's address and SASL login. */
  readonly address: string;
  readonly password: string;
}

export interface DovecotOptions {
  readonly users: readonly MailUser[];
}

export interface Dovecot {
  /** Unix socket for Postfix's `smtpd_sasl_path`. */
  readonly saslPath: string;
  /** For Postfix's pipe(8), as `deliveryUser`: puts a message into the recipient's maildir, or knows no such user. */
  readonly deliveryCommand: string;
  readonly deliveryUser: string;
  readonly imapPort: number;
  /** Resolves once the user can sign in and get mail. An address that is there already gets the new password. */
  addUser(user: MailUser): Promise<void>;
  /** All messages of a mailbox, whole, oldest first. */
  mailbox(address: string): string[];
  /** The oldest message for which the predicate holds, once there is one. */
  waitForMail(address: string, predicate?: (message: string) => boolean): Promise<string>;
  log(): string;
  stop(): Promise<void>;
}

/** Debian's low-privilege owner of mail; the messages of all mailboxes are its files. */
const MAIL_OWNER = "mail";

/** A private Dovecot: SASL and delivery for Postfix, IMAP. It cannot outlive this process. */
export async function startDovecot(options: DovecotOptions): Promise<Dovecot> {
  requireRoot("Dovecot");
  const daemon = requireProgram("dovecot-core", "/usr/sbin/dovecot");
  const deliveryAgent = requireProgram("dovecot-core", "/usr/lib/dovecot/dovecot-lda");
  requireProgram("dovecot-imapd", "/usr/lib/dovecot/imap");
  const directory = makeServerDirectory("dovecot");
  const saslPath = join(directory, "sasl.sock");
  const logFile = join(directory, "dovecot.log");
  const usersFile = join(directory, "users");
  const mailDirectory = join(directory, "mail");
  const configuration = join(directory, "dovecot.conf");
  const imapPort = await freePort();
  makeDirectoryFor(MAIL_OWNER, mailDirectory);
  mkdirSync(join(directory, "run"));
  // The delivery agent, which runs as the owner of the mail, writes there too.
  writeFileSync(logFile, "");
  chmodSync(logFile, 0o666);

  const users = new Map<string, string>();
  const writeUsers = () =>
    writeFileSync(usersFile, [...users].map(([address, line]) => `${address}:${line}\n`).join(""));
  const setUser = ({ address, password }: MailUser) => {
    // As base64, a password may hold what the file's format gives a meaning to.
    users.set(address.toLowerCase(), `{PLAIN.b64}${Buffer.from(password).toString("base64")}`);
  };
  for (const user of options.users) setUser(user);
  writeUsers();
  writeFileSync(
    configuration,
    dovecotConfiguration({ directory, saslPath, logFile, usersFile, mailDirectory, imapPort }),
  );

  const server = await startGuardedServer({
    name: "Dovecot",
    directory,
    logFile,
    command: daemon,
    arguments: ["-F", "-c", configuration],
    isReady: async () => existsSync(saslPath),
  });

  const mailbox = (address: string) => readMaildir(maildirOf(mailDirectory, address));
  return {
    saslPath,
    deliveryCommand: `${deliveryAgent} -c ${configuration} -f \${sender} -d \${user}@\${domain}`,
    deliveryUser: MAIL_OWNER,
    imapPort,
    async addUser(user) {
      setUser(user);
      writeUsers();
      // Dovecot looks whether the file has changed once a second.
      await eventually(`${user.address} can sign in`, () => canSignIn(configuration, saslPath, user));
    },
    mailbox,
    async waitForMail(address, predicate = () => true) {
      let found: string | undefined;
      await eventually(`a matching message for ${address}`, () => {
        found = mailbox(address).find(predicate);
        return found !== undefined;
      });
      return found!;
    },
    log: () => readFileSync(logFile, "utf8"),
    stop: server.stop,
  };
}

async function canSignIn(configuration: string, saslPath: string, user: MailUser): Promise<boolean> {
  try {
    await run("/usr/bin/doveadm", ["-c", configuration, "auth", "test", "-a", saslPath, user.address, user.password]);
    return true;
  } catch (error) {
    const REFUSED = 77;
    if ((error as { code?: unknown }).code === REFUSED) return false;
    throw error;
  }
}

interface DovecotPlaces {
  readonly directory: string;
  readonly saslPath: string;
  readonly logFile: string;
  readonly usersFile: string;
  readonly mailDirectory: string;
  readonly imapPort: number;
}

function dovecotConfiguration(places: DovecotPlaces): string {
  const { userId, groupId } = userAndGroupOf(MAIL_OWNER);
  return `
base_dir = ${places.directory}/run
state_dir = ${places.directory}/run
log_path = ${places.logFile}
protocols = imap
ssl = no
disable_plaintext_auth = no
listen = 127.0.0.1

auth_mechanisms = plain login
auth_username_format = %Lu
# Any character: the suite signs in with what breaks log parsers.
auth_username_chars =
auth_failure_delay = 0
auth_cache_size = 0

passdb {
  driver = passwd-file
  args = username_format=%Lu ${places.usersFile}
}
userdb {
  driver = static
  args = uid=${userId} gid=${groupId} home=${places.mailDirectory}/%Ld/%Ln
}
first_valid_uid = 1
mail_location = maildir:~/Maildir

service auth {
  unix_listener ${places.saslPath} {
    mode = 0666
  }
  unix_listener auth-userdb {
    mode = 0666
  }
}
service stats {
  unix_listener stats-writer {
    mode = 0666
  }
}
# Otherwise an address that gave a wrong password waits longer each time, and all of the suite has one address.
service anvil {
  unix_listener anvil-auth-penalty {
    mode = 0
  }
}
service imap-login {
  inet_listener imap {
    port = ${places.imapPort}
  }
  inet_listener imaps {
    port = 0
  }
}
`;
}

function maildirOf(mailDirectory: string, address: string): string {
  const at = address.lastIndexOf("@");
  const localPart = address.slice(0, at).toLowerCase();
  const domain = address.slice(at + 1).toLowerCase();
  return join(mailDirectory, domain, localPart, "Maildir");
}

function readMaildir(maildir: string): string[] {
  return ["new", "cur"]
    .map((folder) => join(maildir, folder))
    .filter((folder) => existsSync(folder))
    .flatMap((folder) => readdirSync(folder).map((name) => ({ name, path: join(folder, name) })))
    .sort((one, other) => deliveryOrder(one.name, other.name))
    .map(({ path }) => readFileSync(path, "utf8"));
}

/** Maildir names begin with the second of delivery and go on with `.M` and the microsecond. */
function deliveryOrder(one: string, other: string): number {
  const [oneAt = 0, otherAt = 0] = [one, other].map((name) => {
    const [, second, microsecond] = /^(\d+)\.M(\d+)/.exec(name) ?? [];
    return Number(second) * 1e6 + Number(microsecond);
  });
  return oneAt - otherAt;
}
