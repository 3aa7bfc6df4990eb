import { isIP } from "node:net";
import { resolve } from "node:path";
import { z } from "zod";
import {
  ownHostAsText,
  PUBLIC_TEXT_RULE,
  type PublicText,
  parseEmailAddress,
  readPublicText,
} from "../kernel/index.js";
import { listenSetting } from "./listen-setting.js";
import { type NameServer, nameServerSetting } from "./name-server-setting.js";
import { SMTP_TLS_MODES, type SmtpTls } from "./smtp-tls.js";
import { isThisMachine } from "./this-machine.js";
import { TRACES_ENVIRONMENT, type TracesSetting, tracesSetting } from "./traces-setting.js";
import { refuseUnknownVariables } from "./unknown-variables.js";

export type LogFormat = "json" | "pretty";
export type LogLevel = "fatal" | "error" | "warn" | "info" | "debug" | "trace" | "silent";

export type DatabaseLocation =
  | { readonly kind: "sqlite"; readonly file: string }
  | {
      readonly kind: "mysql";
      readonly url: string;
      readonly poolSize: number;
      readonly replicaUrls: readonly string[];
    };

/** What the operator has set, or that nothing was. */
export function databaseInWords({ kind }: DatabaseLocation): string {
  return kind === "sqlite" ? "embedded database" : "DATABASE_URL";
}

/** What `serve`, `worker` and the one-shot verbs are told by the environment. */
export interface Configuration {
  readonly host: string;
  readonly port: number;
  /** How links in mails begin; without a trailing slash. Never taken from a request. */
  readonly publicUrl: string;
  readonly database: DatabaseLocation;
  readonly dataDirectory: string;
  /** nodemailer connection URL; null only on the embedded database, where mails are kept and shown at /dev/mail. */
  readonly smtpUrl: string | null;
  /** null where nothing is set: what is usual for that server. */
  readonly smtpTls: SmtpTls | null;
  readonly mailFrom: string;
  /** The one in use first, then those before it that are still good. Null on the embedded database until `withSecrets` has read or generated it in the data directory. */
  readonly jwtSecrets: readonly string[] | null;
  readonly adminPassword: string | null;
  readonly logLevel: LogLevel;
  readonly logFormat: LogFormat;
  /** LOG_FORMAT=json was asked for: whoever collects the output takes every line for JSON. */
  readonly isEveryLineJson: boolean;
  /** Addresses or CIDR ranges of proxies whose X-Forwarded-For is believed. */
  readonly trustedProxies: readonly string[];
  /** What stands in mails and on pages wherever no reseller's brand is approved. */
  readonly platformName: PublicText;
  /** Seconds that a request of somebody who has signed in may take; then its statements are cancelled. */
  readonly requestSeconds: number;
  /** Points that a credential's calls may cost each second; 0 for no limit. */
  readonly costPerSecond: number;
  /** Who may ask what the API consists of. */
  readonly introspection: "everyone" | "signed-in";
  /** Documents that programs may send by their hash: a file of JSON; null for none. */
  readonly documentsFile: string | null;
  /** Keys of panels and tokens of issuers send no other documents than those of the file. */
  readonly areDocumentsRegistered: boolean;
  /** Origins of web pages whose scripts may call the API, as browsers send them. */
  readonly corsOrigins: readonly string[];
  /** Origins of the pages that may show the console in a frame. */
  readonly frameOrigins: readonly string[];
  /**
   * HOST, PUBLIC_URL and the mail transport all stay on this machine: nobody else can reach it, and no mail leaves. Only
   * here may there be known passwords and pages without a sign-in.
   */
  readonly isLocalOnly: boolean;
  /** Where feedback reports and bounces are taken by LMTP (RFC 2033): `host:port`, `unix:/path`, or null for "off". */
  readonly lmtpListen: string | null;
  /** Asked all at once, and their answers compared; empty for the machine's own. */
  readonly nameServers: readonly NameServer[];
  /** Days after which a request ends whose DNS record nobody published. */
  readonly proofClaimDays: number;
  /** Days that changes can be followed back; the audit trail itself stays. */
  readonly changeDays: number;
  /** Days that a message for a webhook is tried. */
  readonly webhookDays: number;
  /** Webhooks may go to networks that are not public, and by http. */
  readonly arePrivateWebhooksAllowed: boolean;
  /** Days that a domain's proof may be gone before what rests on it is paused. */
  readonly proofGoneDays: number;
  /** Null: nothing is traced. */
  readonly traces: TracesSetting | null;
}

const MIN_SECRET_LENGTH = 32;
const MAX_PLATFORM_NAME_LENGTH = 100;

const listOf = z
  .string()
  .default("")
  .transform((text) =>
    text
      .split(",")
      .map((part) => part.trim())
      .filter((part) => part !== ""),
  );

/** Of a host name anybody could make an address of his choosing; so only addresses and CIDR ranges. */
const proxyRange = z.string().refine(isAddressOrRange, {
  error: ({ input }) => `${String(input)} must be an address or a range such as 10.0.0.0/8`,
});

function isAddressOrRange(text: string): boolean {
  const [address = "", length, ...rest] = text.split("/");
  const version = isIP(address);
  if (version === 0 || rest.length > 0) return false;
  return length === undefined || (/^\d{1,3}$/.test(length) && Number(length) <= (version === 4 ? 32 : 128));
}

function publicName(text: string, context: z.RefinementCtx): PublicText {
  const read = readPublicText(text, MAX_PLATFORM_NAME_LENGTH);
  if (read.ok) return read.text;
  context.addIssue({ code: "custom", message: `${read.problem}; valid are ${PUBLIC_TEXT_RULE}` });
  return z.NEVER;
}

const mysqlUrl = z
  .url({ protocol: /^(mysql|mariadb)$/, error: "must be mysql://user:password@host:port/database", abort: true })
  .refine(
    (text) => new URL(text).pathname.length > 1,
    "must name a database: mysql://user:password@host:port/database",
  );

/** RFC 6454 6.2, as browsers send it: no path, no blank at the end, the host in lower case. */
const webOrigin = z
  .url({ protocol: /^https?$/, error: "must be origins of web pages, for instance https://panel.example", abort: true })
  .refine((text) => new URL(text).origin === text, "must be origins, without a path: https://panel.example");

const environmentSchema = z.object({
  ...TRACES_ENVIRONMENT,
  HOST: z.string().min(1).default("127.0.0.1"),
  PORT: z.coerce.number().int().min(0).max(65535).default(4000),
  PUBLIC_URL: z.url({ protocol: /^https?$/, error: "must be an http or https address" }).optional(),
  DATABASE_URL: mysqlUrl.optional(),
  DATABASE_REPLICA_URLS: listOf.pipe(z.array(mysqlUrl)),
  DATABASE_POOL_SIZE: z.coerce.number().int().min(1).max(500).default(10),
  DATA_DIR: z.string().min(1).default("./data"),
  SMTP_URL: z.url({ protocol: /^smtps?$/, error: "must be smtp:// or smtps://" }).optional(),
  MAYFROM_SMTP_TLS: z.enum(SMTP_TLS_MODES).optional(),
  MAIL_FROM: z
    .string()
    .refine(
      (text) => parseEmailAddress((/<([^<>]*)>\s*$/.exec(text)?.[1] ?? text).trim()).ok,
      "must be an email address, for instance mayfrom@example.org or Example Mail <mayfrom@example.org>",
    )
    .optional(),
  JWT_SECRET: z
    .string()
    .transform((text) => text.split(",").map((part) => part.trim()))
    .refine(
      (secrets) => secrets.every(({ length }) => length >= MIN_SECRET_LENGTH),
      `must have at least ${MIN_SECRET_LENGTH} characters each`,
    )
    .optional(),
  MAYFROM_ADMIN_PASSWORD: z.string().min(8, "must have at least 8 characters").optional(),
  MAYFROM_TRUSTED_PROXIES: listOf.pipe(z.array(proxyRange)),
  MAYFROM_PLATFORM_NAME: z.string().transform(publicName).optional(),
  MAYFROM_REQUEST_SECONDS: z.coerce.number().int().min(1).max(600).default(30),
  MAYFROM_COST_PER_SECOND: z.coerce.number().int().min(0).max(1_000_000).default(20_000),
  MAYFROM_INTROSPECTION: z.enum(["everyone", "signed-in"]).optional(),
  MAYFROM_DOCUMENTS: z.string().min(1).optional(),
  MAYFROM_OTHER_DOCUMENTS: z.enum(["taken", "refused"]).default("taken"),
  MAYFROM_CORS_ORIGINS: listOf.pipe(z.array(webOrigin)),
  MAYFROM_FRAME_ORIGINS: listOf.pipe(z.array(webOrigin)),
  MAYFROM_LMTP_LISTEN: listenSetting("off"),
  MAYFROM_DNS_SERVERS: listOf.pipe(nameServerSetting),
  MAYFROM_PROOF_CLAIM_DAYS: z.coerce.number().int().min(1).max(365).default(14),
  MAYFROM_WEBHOOK_DAYS: z.coerce.number().int().min(1).max(30).default(3),
  MAYFROM_WEBHOOK_NETWORKS: z.enum(["public", "all"]).default("public"),
  MAYFROM_CHANGE_DAYS: z.coerce.number().int().min(1).max(3650).default(30),
  MAYFROM_PROOF_GONE_DAYS: z.coerce.number().int().min(1).max(90).default(7),
  LOG_LEVEL: z.enum(["fatal", "error", "warn", "info", "debug", "trace", "silent"]).default("info"),
  LOG_FORMAT: z.enum(["json", "pretty"]).optional(),
});

export class ConfigurationError extends Error {
  constructor(readonly problems: readonly string[]) {
    super(`The environment does not fit:\n${problems.map((problem) => `  - ${problem}`).join("\n")}`);
    this.name = "ConfigurationError";
  }
}

/**
 * Reads the environment once. Throws ConfigurationError that names every wrong or unknown variable.
 * Empty variables count as absent.
 */
export function readConfiguration(environment: NodeJS.ProcessEnv, isTerminal = false): Configuration {
  const problems = refuseUnknownVariables(environment);
  const parsed = environmentSchema.safeParse(withoutEmpty(environment));
  if (!parsed.success) {
    problems.push(...parsed.error.issues.map((issue) => `${issue.path.join(".")}: ${issue.message}`));
    throw new ConfigurationError(problems);
  }
  const values = parsed.data;
  if (values.DATABASE_URL !== undefined) problems.push(...missingInProduction(values));
  if (values.MAYFROM_OTHER_DOCUMENTS === "refused" && values.MAYFROM_DOCUMENTS === undefined) {
    problems.push("MAYFROM_OTHER_DOCUMENTS: `refused` wants MAYFROM_DOCUMENTS, the file of those that are taken");
  }
  const traces = tracesSetting(values, problems);
  if (problems.length > 0) throw new ConfigurationError(problems);

  const publicUrl = (values.PUBLIC_URL ?? `http://${urlHost(values.HOST)}:${values.PORT}`).replace(/\/+$/, "");
  const dataDirectory = resolve(values.DATA_DIR);
  const isLocalOnly = staysOnThisMachine([values.HOST, hostOf(publicUrl), hostOf(values.SMTP_URL)]);
  const isTrial = isLocalOnly && values.DATABASE_URL === undefined;
  return Object.freeze({
    host: values.HOST,
    port: values.PORT,
    publicUrl,
    dataDirectory,
    database:
      values.DATABASE_URL === undefined
        ? { kind: "sqlite" as const, file: resolve(dataDirectory, "mayfrom.sqlite") }
        : {
            kind: "mysql" as const,
            url: values.DATABASE_URL,
            poolSize: values.DATABASE_POOL_SIZE,
            replicaUrls: values.DATABASE_REPLICA_URLS,
          },
    smtpUrl: values.SMTP_URL ?? null,
    smtpTls: values.MAYFROM_SMTP_TLS ?? null,
    mailFrom: values.MAIL_FROM ?? `senders@${mailDomain(publicUrl)}`,
    jwtSecrets: values.JWT_SECRET ?? null,
    adminPassword: values.MAYFROM_ADMIN_PASSWORD ?? null,
    logLevel: values.LOG_LEVEL,
    logFormat: values.LOG_FORMAT ?? (isTerminal ? "pretty" : "json"),
    isEveryLineJson: values.LOG_FORMAT === "json",
    trustedProxies: values.MAYFROM_TRUSTED_PROXIES,
    platformName: values.MAYFROM_PLATFORM_NAME ?? ownHostAsText(mailDomain(publicUrl)),
    requestSeconds: values.MAYFROM_REQUEST_SECONDS,
    costPerSecond: values.MAYFROM_COST_PER_SECOND,
    introspection: values.MAYFROM_INTROSPECTION ?? (isTrial ? "everyone" : "signed-in"),
    isLocalOnly,
    documentsFile: values.MAYFROM_DOCUMENTS === undefined ? null : resolve(values.MAYFROM_DOCUMENTS),
    areDocumentsRegistered: values.MAYFROM_OTHER_DOCUMENTS === "refused",
    corsOrigins: values.MAYFROM_CORS_ORIGINS,
    frameOrigins: values.MAYFROM_FRAME_ORIGINS,
    lmtpListen: values.MAYFROM_LMTP_LISTEN,
    nameServers: values.MAYFROM_DNS_SERVERS,
    proofClaimDays: values.MAYFROM_PROOF_CLAIM_DAYS,
    webhookDays: values.MAYFROM_WEBHOOK_DAYS,
    arePrivateWebhooksAllowed: values.MAYFROM_WEBHOOK_NETWORKS === "all",
    changeDays: values.MAYFROM_CHANGE_DAYS,
    proofGoneDays: values.MAYFROM_PROOF_GONE_DAYS,
    traces,
  });
}

function missingInProduction(values: z.infer<typeof environmentSchema>): string[] {
  const problems: string[] = [];
  if (values.JWT_SECRET === undefined) {
    problems.push(`JWT_SECRET: required with DATABASE_URL, at least ${MIN_SECRET_LENGTH} random characters`);
  }
  if (values.SMTP_URL === undefined)
    problems.push("SMTP_URL: required with DATABASE_URL, for instance smtp://127.0.0.1:25");
  if (values.MAIL_FROM === undefined) problems.push("MAIL_FROM: required with DATABASE_URL, the sender of our mails");
  return problems;
}

function withoutEmpty(environment: NodeJS.ProcessEnv): NodeJS.ProcessEnv {
  return Object.fromEntries(Object.entries(environment).filter(([, value]) => value !== ""));
}

function hostOf(url: string | undefined): string | null {
  return url === undefined ? null : new URL(url).hostname;
}

function staysOnThisMachine(hosts: readonly (string | null)[]): boolean {
  return hosts.every((host) => host === null || isThisMachine(host));
}

function urlHost(host: string): string {
  if (host === "0.0.0.0" || host === "::") return "127.0.0.1";
  return host.includes(":") ? `[${host}]` : host;
}

function mailDomain(publicUrl: string): string {
  const { hostname } = new URL(publicUrl);
  return /^[\d.]+$|^\[/.test(hostname) ? "localhost.localdomain" : hostname;
}
