import { resolve } from "node:path";
import { z } from "zod";
import { ConfigurationError, type LogFormat, type LogLevel } from "./configuration.js";
import { listenSetting } from "./listen-setting.js";
import { refuseUnknownVariables } from "./unknown-variables.js";

/** What `agent` is told by the environment. A listen address is `host:port`, `unix:/path`, or null for "off". */
export interface AgentConfiguration {
  readonly apiUrl: string;
  readonly gatewayKey: string;
  readonly publicUrl: string;
  readonly dataDirectory: string;
  readonly policyListen: string | null;
  readonly socketmapListen: string | null;
  readonly milterListen: string | null;
  readonly httpListen: string | null;
  readonly whenUnsynced: "allow" | "defer";
  /** A-labels of the domains this agent holds; empty means all. */
  readonly domains: readonly string[];
  readonly workers: number;
  /** Path of the native map kept for Postfix, or null. */
  readonly postfixMap: string | null;
  /** The milter adds a header by which complaints find mail under other addresses. */
  readonly traceHeader: boolean;
  /** What refusals here advise, whatever policies say; null leaves it to them. */
  readonly refusalAdvice: "LINK" | "WORDS" | null;
  readonly logLevel: LogLevel;
  readonly logFormat: LogFormat;
}

const agentSchema = z.object({
  MAYFROM_URL: z.url({ protocol: /^https?$/, error: "must be the http or https address of the API" }),
  MAYFROM_KEY: z.string().startsWith("mfk_", "must be a gateway key (mfk_…) made by create-key"),
  PUBLIC_URL: z.url({ protocol: /^https?$/ }).optional(),
  DATA_DIR: z.string().min(1).default("./data"),
  AGENT_POLICY_LISTEN: listenSetting("127.0.0.1:10040"),
  AGENT_SOCKETMAP_LISTEN: listenSetting("127.0.0.1:10041"),
  AGENT_MILTER_LISTEN: listenSetting("127.0.0.1:10042"),
  AGENT_HTTP_LISTEN: listenSetting("127.0.0.1:9464"),
  AGENT_WHEN_UNSYNCED: z.enum(["allow", "defer"]).default("defer"),
  AGENT_DOMAINS: z
    .string()
    .default("")
    .transform((text) => text.split(/[\s,]+/).filter((name) => name !== "")),
  AGENT_WORKERS: z.coerce.number().int().min(1).max(64).default(1),
  AGENT_POSTFIX_MAP: z.string().optional(),
  AGENT_TRACE_HEADER: z.enum(["on", "off"]).default("off"),
  AGENT_REFUSAL_ADVICE: z.enum(["policy", "link", "words"]).default("policy"),
  LOG_LEVEL: z.enum(["fatal", "error", "warn", "info", "debug", "trace", "silent"]).default("info"),
  LOG_FORMAT: z.enum(["json", "pretty"]).optional(),
});

const REFUSAL_ADVICE = { policy: null, link: "LINK", words: "WORDS" } as const;

/** Throws ConfigurationError that names every wrong, missing or unknown variable. */
export function readAgentConfiguration(environment: NodeJS.ProcessEnv, isTerminal = false): AgentConfiguration {
  const problems = refuseUnknownVariables(environment);
  const present = Object.fromEntries(Object.entries(environment).filter(([, value]) => value !== ""));
  const parsed = agentSchema.safeParse(present);
  if (!parsed.success) {
    problems.push(...parsed.error.issues.map((issue) => `${issue.path.join(".")}: ${issue.message}`));
    throw new ConfigurationError(problems);
  }
  if (problems.length > 0) throw new ConfigurationError(problems);
  const values = parsed.data;
  const apiUrl = values.MAYFROM_URL.replace(/\/+$/, "");
  return Object.freeze({
    apiUrl,
    gatewayKey: values.MAYFROM_KEY,
    publicUrl: (values.PUBLIC_URL ?? apiUrl).replace(/\/+$/, ""),
    dataDirectory: resolve(values.DATA_DIR),
    policyListen: values.AGENT_POLICY_LISTEN,
    socketmapListen: values.AGENT_SOCKETMAP_LISTEN,
    milterListen: values.AGENT_MILTER_LISTEN,
    httpListen: values.AGENT_HTTP_LISTEN,
    whenUnsynced: values.AGENT_WHEN_UNSYNCED,
    domains: values.AGENT_DOMAINS,
    workers: values.AGENT_WORKERS,
    postfixMap: values.AGENT_POSTFIX_MAP ?? null,
    traceHeader: values.AGENT_TRACE_HEADER === "on",
    refusalAdvice: REFUSAL_ADVICE[values.AGENT_REFUSAL_ADVICE],
    logLevel: values.LOG_LEVEL,
    logFormat: values.LOG_FORMAT ?? (isTerminal ? "pretty" : "json"),
  });
}
