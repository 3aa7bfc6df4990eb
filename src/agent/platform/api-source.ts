import type { CheckRequest, Decision, DecisionReason, PolicyMode, Verdict } from "../../decision/index.js";
import type { DecisionSource } from "../decision-source.js";

export interface ApiSourceOptions {
  /** Where the API is, without `/graphql`. */
  readonly apiUrl: string;
  /** Goes into the Authorization header and nowhere else. */
  readonly gatewayKey: string;
  /** For one batch. */
  readonly timeoutMs?: number;
  /** Questions in one request; the API takes up to 1,000. */
  readonly maxBatch?: number;
  /** Batches under way at once. */
  readonly maxBatchesUnderWay?: number;
  /** Questions that wait for a batch; more are turned away at once. */
  readonly maxWaiting?: number;
}

interface Waiting {
  readonly question: CheckRequest;
  resolve(decision: Decision): void;
  reject(error: Error): void;
}

const DEFAULTS = { timeoutMs: 5_000, maxBatch: 1_000, maxBatchesUnderWay: 4, maxWaiting: 20_000 };

/** What the API takes of a text. What is longer is no address, and cut off it is none either. */
const MAX_TEXT_LENGTH = 1_000;
/** Keeps a batch of the longest questions below the size of request that the API takes (4 MiB), however it is escaped. */
const MAX_CHARACTERS = 512 * 1024;

/** After this long without an answer the source no longer calls itself ready. */
const STALE_MS = 30_000;

const OPERATION = `query AgentDecisions($requests: [SenderRequest!]!) {
  authorizeSenders(requests: $requests) { verdict reason wouldDeny mode smtpReply revision }
}`;

/**
 * Asks the API about each message. Questions that arrive in the same turn, or while as many batches as allowed are under
 * way, share one request. When the API fails, its questions reject, and the MTA defers.
 */
export function createApiSource(options: ApiSourceOptions): DecisionSource {
  const { apiUrl, gatewayKey, timeoutMs, maxBatch, maxBatchesUnderWay, maxWaiting } = { ...DEFAULTS, ...options };
  const endpoint = `${apiUrl.replace(/\/+$/, "")}/graphql`;
  let waiting: Waiting[] = [];
  let batchesUnderWay = 0;
  let isScheduled = false;
  let revision: number | null = null;
  let answeredAt: number | null = null;
  let hasFailed = false;

  function schedule(): void {
    if (isScheduled || waiting.length === 0 || batchesUnderWay >= maxBatchesUnderWay) return;
    isScheduled = true;
    // After the I/O of this turn: what other connections ask in it goes along.
    setImmediate(() => {
      isScheduled = false;
      const batch = waiting.slice(0, batchLength(waiting, maxBatch));
      waiting = waiting.slice(batch.length);
      batchesUnderWay += 1;
      void settle(batch).finally(() => {
        batchesUnderWay -= 1;
        schedule();
      });
      schedule();
    });
  }

  async function settle(batch: readonly Waiting[]): Promise<void> {
    try {
      const decisions = await ask(batch.map(({ question }) => question));
      for (const [index, { resolve }] of batch.entries()) resolve(decisions[index]!);
    } catch (error) {
      if (error instanceof RefusedInput && batch.length > 1) {
        // One question the API will not take must not defer everybody else's mail: halve until it stands alone.
        const middle = Math.ceil(batch.length / 2);
        await Promise.all([settle(batch.slice(0, middle)), settle(batch.slice(middle))]);
        return;
      }
      hasFailed = !(error instanceof RefusedInput);
      for (const { reject } of batch) reject(error as Error);
    }
  }

  async function ask(questions: readonly CheckRequest[]): Promise<Decision[]> {
    const requests = questions.map(({ login, reversePath, fromAddresses }) => {
      return { login: clip(login), sender: clip(reversePath), headerFrom: fromAddresses?.map(clip) };
    });
    const response = await fetch(endpoint, {
      method: "POST",
      headers: {
        "content-type": "application/json",
        accept: "application/json",
        authorization: `Bearer ${gatewayKey}`,
      },
      body: JSON.stringify({ operationName: "AgentDecisions", query: OPERATION, variables: { requests } }),
      redirect: "error",
      signal: AbortSignal.timeout(timeoutMs),
    });
    const decisions = readAnswer(response.status, await response.text(), questions);
    answeredAt = Date.now();
    hasFailed = false;
    for (const decision of decisions) revision = Math.max(revision ?? 0, decision.revision);
    return decisions;
  }

  return {
    decide(question) {
      if (waiting.length >= maxWaiting) return Promise.reject(new Error("too many questions wait for the API"));
      return new Promise((resolve, reject) => {
        waiting.push({ question, resolve, reject });
        schedule();
      });
    },
    owners: null,
    freshness() {
      const ageMs = answeredAt === null ? null : Date.now() - answeredAt;
      return { revision, ageMs, isReady: !hasFailed || (ageMs !== null && ageMs < STALE_MS) };
    },
  };
}

/** How many of those that wait go into one request: at least one. */
function batchLength(waiting: readonly Waiting[], maxBatch: number): number {
  let characters = 0;
  for (const [index, { question }] of waiting.entries()) {
    const { login, reversePath, fromAddresses = [] } = question;
    for (const text of [login, reversePath, ...fromAddresses]) characters += Math.min(text.length, MAX_TEXT_LENGTH);
    if (index === maxBatch || (index > 0 && characters > MAX_CHARACTERS)) return index;
  }
  return waiting.length;
}

function clip(text: string): string {
  return text.length > MAX_TEXT_LENGTH ? text.slice(0, MAX_TEXT_LENGTH) : text;
}

/** The API looked at the questions and found one that it does not take. */
class RefusedInput extends Error {}

interface GraphqlAnswer {
  readonly data?: { readonly authorizeSenders?: readonly unknown[] } | null;
  readonly errors?: readonly { readonly message?: unknown; readonly extensions?: { readonly code?: unknown } }[];
}

function readAnswer(status: number, body: string, questions: readonly CheckRequest[]): Decision[] {
  let answer: GraphqlAnswer;
  try {
    answer = JSON.parse(body) as GraphqlAnswer;
  } catch {
    throw new Error(`the API answered with status ${status} and no JSON`);
  }
  const [error] = answer?.errors ?? [];
  if (error !== undefined) {
    const code = String(error.extensions?.code ?? status);
    const Kind = code === "BAD_USER_INPUT" ? RefusedInput : Error;
    throw new Kind(`the API answered ${code}: ${String(error.message).slice(0, 200)}`);
  }
  const list = answer?.data?.authorizeSenders;
  if (status !== 200 || !Array.isArray(list) || list.length !== questions.length) {
    throw new Error(`the API answered with status ${status} and not with ${questions.length} decisions`);
  }
  return list.map((item: unknown, index) => readDecision(item, questions[index]!));
}

const VERDICTS: ReadonlySet<unknown> = new Set<Verdict>(["ALLOW", "WARN", "DENY"]);

/** Only a verdict that we know is one: anything else is no answer, and never a permission. */
function readDecision(item: unknown, question: CheckRequest): Decision {
  const { verdict, reason, wouldDeny, mode, smtpReply, revision } = (item ?? {}) as Record<string, unknown>;
  if (!VERDICTS.has(verdict) || typeof reason !== "string" || typeof wouldDeny !== "boolean") {
    throw new Error("the API answered with something that is no decision");
  }
  return {
    verdict: verdict as Verdict,
    reason: reason as DecisionReason,
    wouldDeny,
    mode: mode as PolicyMode,
    smtpReply: typeof smtpReply === "string" ? smtpReply : null,
    authorizationId: null,
    accountId: null,
    // The API does not say which of several addresses was the worst.
    decidedAddress: question.reversePath,
    revision: Number(revision ?? 0) || 0,
  };
}
