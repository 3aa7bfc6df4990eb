import { chownSync, mkdirSync, readFileSync, writeFileSync } from "node:fs";
import { connect } from "node:net";
import { join } from "node:path";
import type { MailUser } from "./dovecot.js";
import { makeServerDirectory, startGuardedServer } from "./guarded-server.js";
import { freePort } from "./ports.js";
import { requireProgram } from "./system-parts.js";
import { userAndGroupOf } from "./system-users.js";

export interface SogoOptions {
  /** `mysql://user:password@127.0.0.1:port/database`: empty, but for the view `sogo_users` of the user source. */
  readonly databaseUrl: string;
  readonly imapPort: number;
  readonly submissionPort: number;
}

export interface Sogo {
  signIn(user: MailUser): Promise<SogoUser>;
  log(): string;
  stop(): Promise<void>;
}

/** Somebody in SOGo's webmail, by the calls that its pages make. */
export interface SogoUser {
  /** The addresses that the composer offers. */
  senders(): Promise<string[]>;
  /** What the composer shows: null where the message was sent. */
  send(message: { readonly from: string; readonly to: string; readonly subject: string }): Promise<string | null>;
}

/** A private SOGo of Debian's files. Its configuration has one place, so it gets a view of the disk of its own. */
export async function startSogo(options: SogoOptions): Promise<Sogo> {
  const daemon = requireProgram("sogo", "/usr/sbin/sogod");
  const unshare = requireProgram("util-linux", "/usr/bin/unshare");
  const directory = makeServerDirectory("sogo");
  const [port, cachePort] = [await freePort(), await freePort()];
  const { userId, groupId } = userAndGroupOf("sogo");
  const logFile = join(directory, "sogo.log");
  mkdirSync(join(directory, "etc"));
  writeFileSync(join(directory, "etc/sogo.conf"), configuration(options, { directory, port, cachePort }));
  writeFileSync(logFile, "");
  for (const path of [directory, logFile]) chownSync(path, userId, groupId);

  const cacheDirectory = makeServerDirectory("memcached");
  const cache = await startGuardedServer({
    name: "memcached",
    directory: cacheDirectory,
    logFile: join(cacheDirectory, "log"),
    command: requireProgram("memcached", "/usr/bin/memcached"),
    arguments: ["-l", "127.0.0.1", "-p", String(cachePort), "-u", "sogo", "-m", "16"],
    isReady: () => isListening(cachePort),
  });
  const url = `http://127.0.0.1:${port}/SOGo`;
  const server = await startGuardedServer({
    name: "SOGo",
    directory,
    logFile,
    command: unshare,
    arguments: [
      ...["--mount", "/bin/sh", "-c"],
      `mount --bind "$1" /etc/sogo && exec setpriv --reuid sogo --regid sogo --init-groups "$2" -WONoDetach YES`,
      ...["sh", join(directory, "etc"), daemon],
    ],
    environment: { ...process.env, HOME: directory },
    isReady: async () => (await fetch(`${url}/`).catch(() => null))?.ok === true,
  });
  return {
    signIn: (user) => signIn(url, user),
    log: () => readFileSync(logFile, "utf8"),
    async stop() {
      await server.stop();
      await cache.stop();
    },
  };
}

function isListening(port: number): Promise<boolean> {
  return new Promise((resolve) => {
    const socket = connect(port, "127.0.0.1");
    socket.once("connect", () => resolve(true)).once("error", () => resolve(false));
    socket.once("connect", () => socket.destroy());
  });
}

interface Places {
  readonly directory: string;
  readonly port: number;
  readonly cachePort: number;
}

function configuration(
  { databaseUrl, imapPort, submissionPort }: SogoOptions,
  { directory, port, cachePort }: Places,
): string {
  const tables = {
    SOGoProfileURL: "sogo_user_profile",
    OCSFolderInfoURL: "sogo_folder_info",
    OCSSessionsFolderURL: "sogo_sessions_folder",
    OCSEMailAlarmsFolderURL: "sogo_alarms_folder",
    OCSStoreURL: "sogo_store",
    OCSAclURL: "sogo_acl",
    OCSCacheFolderURL: "sogo_cache_folder",
    OCSAdminURL: "sogo_admin",
  };
  return `{
${Object.entries(tables)
  .map(([name, table]) => `  ${name} = "${databaseUrl}/${table}";\n`)
  .join("")}
  WOPort = "127.0.0.1:${port}";
  WOWorkersCount = 1;
  WOPidFile = "${directory}/sogo.pid";
  WOLogFile = "${directory}/sogo.log";
  SOGoMemcachedHost = "127.0.0.1:${cachePort}";
  SOGoIMAPServer = "imap://127.0.0.1:${imapPort}";
  SOGoSMTPServer = "smtp://127.0.0.1:${submissionPort}";
  SOGoSMTPAuthenticationType = plain;
  SOGoMailingMechanism = smtp;
  SOGoLanguage = English;
  SOGoUserSources = ({
    type = sql; id = mailboxes; viewURL = "${databaseUrl}/sogo_users";
    canAuthenticate = YES; isAddressBook = NO; userPasswordAlgorithm = plain;
    MailFieldNames = (aliases);
  });
}
`;
}

/** SOGo has no pages for programs. */
const BROWSER = "Mozilla/5.0 (X11; Linux x86_64) AppleWebKit/537.36 (KHTML, like Gecko) Chrome/120.0 Safari/537.36";

async function signIn(url: string, { address, password }: MailUser): Promise<SogoUser> {
  const json = { "content-type": "application/json" };
  const body = JSON.stringify({ userName: address, password });
  const answer = await fetch(`${url}/connect`, { method: "POST", headers: json, body });
  if (!answer.ok) throw new Error(`SOGo signs nobody in: ${answer.status} ${await answer.text()}`);
  const cookies = answer.headers.getSetCookie().map((each) => each.replace(/;.*/s, ""));
  const token = cookies.find((each) => each.startsWith("XSRF-TOKEN="))?.slice("XSRF-TOKEN=".length) ?? "";
  const headers = { cookie: cookies.join("; "), "x-xsrf-token": token, "user-agent": BROWSER };
  const mail = `${url}/so/${address}/Mail`;
  const get = async (path: string) => {
    const read = await fetch(`${mail}/${path}`, { headers });
    if (!read.ok) throw new Error(`SOGo answers ${path} with ${read.status}: ${await read.text()}`);
    return read.text();
  };
  return {
    async senders() {
      const [, accounts = "[]"] = /var mailAccounts = (.*);/.exec(await get("view")) ?? [];
      const [account] = JSON.parse(accounts) as { identities: { email: string }[] }[];
      return account?.identities.map(({ email }) => email) ?? [];
    },
    async send({ from, to, subject }) {
      const { draftId } = JSON.parse(await get("0/compose")) as { draftId: string };
      const sent = await fetch(`${mail}/0/folderDrafts/${draftId}/send`, {
        method: "POST",
        headers: { ...headers, ...json },
        body: JSON.stringify({ from, to: [to], subject, text: "Hello", isHTML: 0 }),
      });
      const said = (await sent.json()) as { status: string; message?: string };
      return said.status === "success" ? null : (said.message ?? said.status);
    },
  };
}
