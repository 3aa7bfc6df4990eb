import type { IncomingMessage } from "node:http";
import type { Registry } from "prom-client";
import type { AgentDecision, DecisionSource } from "../decision-source.js";
import type { Judge } from "../judge.js";
import { ProtocolTrouble } from "../wire/protocol-trouble.js";
import { refusalReply } from "../wire/reply-text.js";
import { formatDecisionJson, type ParsedCheck, parseCheckBody, parseCheckQuery } from "./check-request.js";

export interface Answer {
  readonly status: number;
  readonly type: string;
  readonly body: string;
}

export interface RouteOptions {
  readonly judge: Judge;
  readonly source: DecisionSource;
  readonly registry: Registry;
  readonly limits: { readonly maxBodyBytes: number; readonly decisionTimeoutMs: number };
}

const TEXT = "text/plain; charset=utf-8";
const JSON_TYPE = "application/json";

/** Holds no word that could be taken for a verdict. */
export function unavailable(): Answer {
  return { status: 503, type: TEXT, body: "no decision at the moment\n" };
}

export async function route(options: RouteOptions, request: IncomingMessage, peer: string): Promise<Answer> {
  const [path = "", query = ""] = splitOnce(request.url ?? "", "?");
  const { method } = request;
  switch (path) {
    case "/check":
      if (method === "POST") return checkJson(options, await readBody(request, options.limits.maxBodyBytes), peer);
      if (method === "GET") return checkText(options, parseCheckQuery(new URLSearchParams(query)), peer);
      return { status: 405, type: TEXT, body: "GET or POST\n" };
    case "/healthz":
      return health(options.source);
    case "/metrics":
      return { status: 200, type: options.registry.contentType, body: await options.registry.metrics() };
    default:
      return { status: 404, type: TEXT, body: "not found\n" };
  }
}

async function checkJson(options: RouteOptions, body: string | null, peer: string): Promise<Answer> {
  if (body === null) return { status: 413, type: JSON_TYPE, body: '{"error":"the body is too large"}' };
  const parsed = parseCheckBody(body);
  if (!parsed.ok) return { status: 400, type: JSON_TYPE, body: JSON.stringify({ error: parsed.problem }) };
  const decision = await decideInTime(options, parsed, peer);
  return { status: 200, type: JSON_TYPE, body: formatDecisionJson(decision) };
}

/** One line: verdict, reason, and for DENY the reply: `DENY NOT_AUTHORIZED 550 5.7.1 …`. */
async function checkText(options: RouteOptions, parsed: ParsedCheck, peer: string): Promise<Answer> {
  if (!parsed.ok) return { status: 400, type: TEXT, body: `${parsed.problem.replace(/[^ -~]/g, "?")}\n` };
  const decision = await decideInTime(options, parsed, peer);
  const reply = decision.verdict === "DENY" ? ` ${refusalReply(decision)}` : "";
  return { status: 200, type: TEXT, body: `${decision.verdict} ${decision.reason}${reply}\n` };
}

async function decideInTime(
  options: RouteOptions,
  parsed: ParsedCheck & { ok: true },
  peer: string,
): Promise<AgentDecision> {
  let timer: NodeJS.Timeout | undefined;
  const deadline = new Promise<never>((_, reject) => {
    timer = setTimeout(() => {
      reject(new ProtocolTrouble("NO_DECISION", "the decision source took too long"));
    }, options.limits.decisionTimeoutMs);
  });
  try {
    const origin = { protocol: "http" as const, peer, queueId: "" };
    return await Promise.race([options.judge(parsed.question, origin), deadline]);
  } finally {
    clearTimeout(timer);
  }
}

/** 200 while questions can be answered, 503 else; the age of the data is for whoever watches to judge. */
function health(source: DecisionSource): Answer {
  const freshness = source.freshness();
  return { status: freshness.isReady ? 200 : 503, type: JSON_TYPE, body: JSON.stringify(freshness) };
}

/** Null when it is longer than the bound, or the peer left before its end. */
function readBody(request: IncomingMessage, maxBytes: number): Promise<string | null> {
  return new Promise((resolve) => {
    const chunks: Buffer[] = [];
    let length = 0;
    request.on("data", (chunk: Buffer) => {
      length += chunk.length;
      if (length > maxBytes) resolve(null);
      else chunks.push(chunk);
    });
    request.on("end", () => resolve(Buffer.concat(chunks).toString("utf8")));
    request.on("close", () => resolve(null));
  });
}

function splitOnce(text: string, separator: string): [string, string] {
  const at = text.indexOf(separator);
  return at === -1 ? [text, ""] : [text.slice(0, at), text.slice(at + 1)];
}
