import { z } from "zod";
import { type KeyRule, problemOfDomainRule } from "../../kernel/index.js";
import { KeyRuleDiffers, MalformedReplica, type ReplicaChange } from "../../replication/index.js";
import type { FeedRevision } from "../copy/apply-revisions.js";

export interface FeedPage {
  readonly revisions: readonly FeedRevision[];
  readonly hasMore: boolean;
  /** The feed no longer reaches back to where we are. */
  readonly isTooOld: boolean;
  /** The last committed change of the platform, as far as the node that answered knows. */
  readonly platformRevision: number;
  readonly keyRule: KeyRule;
}

export interface PlatformChecksums {
  readonly revision: number;
  readonly domainCount: number;
  readonly domains: readonly { readonly name: string; readonly checksum: string }[];
}

/** What the agent asks its platform, over HTTP and with its gateway key. */
export interface PlatformClient {
  /** Throws KeyRuleDiffers where the platform makes keys of domains in another way. */
  changes(after: number, first: number): Promise<FeedPage>;
  /** What these domains (at most 100) must add up to in a copy whose hashes have this key. */
  checksums(domains: readonly string[], hashKey: string): Promise<PlatformChecksums>;
  /** Lines of a full copy. `after` is the cursor at which an earlier answer ended. */
  replica(domains: readonly string[] | null, after: string | null): AsyncGenerator<string>;
  /** Any operation; the data is the caller's to check. */
  call(query: string, variables: Record<string, unknown>): Promise<unknown>;
}

/** The platform cannot be reached, or refuses: try again later. */
export class PlatformUnavailable extends Error {
  override readonly name = "PlatformUnavailable";
}

/** The platform answered and said no, with a code of its closed set. */
export class PlatformRefused extends Error {
  override readonly name = "PlatformRefused";
  constructor(
    readonly code: string,
    message: string,
  ) {
    super(message);
  }
}

const ANSWER_WITHIN_MS = 30_000;
/** A full copy may take long, but not without a byte. */
const BYTE_WITHIN_MS = 60_000;
/** A line holds a page of one account's authorizations at most. */
const MAX_LINE_LENGTH = 16 * 1024 * 1024;

const CHANGES = `query AgentChanges($after: Revision!, $first: Int) {
  changes(after: $after, first: $first) { revisions { revision at changes } hasMore isTooOld keyRule { domains localParts } }
  platformRevision
}`;

const CHECKSUMS = `query AgentChecksums($domains: [String!]!, $hashKey: String!) {
  replicaChecksums(domains: $domains, hashKey: $hashKey) { revision domainCount domains { name checksum } }
}`;

const checksumsAnswer = z.object({
  replicaChecksums: z.object({
    revision: z.number().int(),
    domainCount: z.number().int(),
    domains: z.array(z.object({ name: z.string(), checksum: z.string() })),
  }),
});

const changesAnswer = z.object({
  changes: z.object({
    revisions: z.array(
      z.object({
        revision: z.number().int(),
        at: z.string(),
        changes: z.array(z.looseObject({ kind: z.string() })),
      }),
    ),
    hasMore: z.boolean(),
    isTooOld: z.boolean(),
    keyRule: z.object({ domains: z.string(), localParts: z.string() }),
  }),
  platformRevision: z.number().int(),
});

export function createPlatformClient(options: {
  readonly apiUrl: string;
  readonly gatewayKey: string;
}): PlatformClient {
  const authorization = `Bearer ${options.gatewayKey}`;

  async function call(query: string, variables: Record<string, unknown>): Promise<unknown> {
    const response = await request(`${options.apiUrl}/graphql`, {
      method: "POST",
      headers: { authorization, "content-type": "application/json" },
      body: JSON.stringify({ query, variables }),
      signal: AbortSignal.timeout(ANSWER_WITHIN_MS),
    });
    const answer = await readAnswer(response);
    const [error] = answer.errors ?? [];
    if (error !== undefined) throw new PlatformRefused(error.extensions?.code ?? "INTERNAL", error.message);
    if (answer.data === null || answer.data === undefined) throw new PlatformUnavailable("the API gave no data");
    return answer.data;
  }

  return {
    call,
    async changes(after, first) {
      const parsed = changesAnswer.safeParse(await call(CHANGES, { after, first }));
      if (!parsed.success) throw new MalformedReplica("the feed has another shape than is known here");
      const { changes, platformRevision } = parsed.data;
      const problem = problemOfDomainRule(changes.keyRule, "the platform");
      if (problem !== null) throw new KeyRuleDiffers(problem);
      const revisions = changes.revisions.map((revision) => ({
        ...revision,
        changes: revision.changes as unknown as readonly ReplicaChange[],
      }));
      const { hasMore, isTooOld, keyRule } = changes;
      return { revisions, hasMore, isTooOld, keyRule, platformRevision };
    },
    async checksums(domains, hashKey) {
      const parsed = checksumsAnswer.safeParse(await call(CHECKSUMS, { domains, hashKey }));
      if (!parsed.success) throw new MalformedReplica("the checksums have another shape than is known here");
      return parsed.data.replicaChecksums;
    },
    async *replica(domains, after) {
      const url = new URL(`${options.apiUrl}/replica`);
      if (domains !== null) url.searchParams.set("domains", domains.join(","));
      if (after !== null) url.searchParams.set("after", after);
      const stop = new AbortController();
      let timer = setTimeout(() => stop.abort(new Error("no byte came for too long")), BYTE_WITHIN_MS);
      try {
        const response = await request(url, { headers: { authorization }, signal: stop.signal });
        if (!response.ok || response.body === null)
          throw new PlatformUnavailable(`the API answered ${response.status}`);
        yield* linesOf(response.body, () => {
          clearTimeout(timer);
          timer = setTimeout(() => stop.abort(new Error("no byte came for too long")), BYTE_WITHIN_MS);
        });
      } finally {
        clearTimeout(timer);
        stop.abort();
      }
    },
  };
}

async function request(url: string | URL, init: RequestInit): Promise<Response> {
  try {
    return await fetch(url, { ...init, redirect: "error" });
  } catch (cause) {
    throw new PlatformUnavailable("the API cannot be reached", { cause });
  }
}

interface GraphqlAnswer {
  readonly data?: unknown;
  readonly errors?: readonly { readonly message: string; readonly extensions?: { readonly code?: string } }[];
}

async function readAnswer(response: Response): Promise<GraphqlAnswer> {
  try {
    return (await response.json()) as GraphqlAnswer;
  } catch (cause) {
    throw new PlatformUnavailable(`the API answered ${response.status} without JSON`, { cause });
  }
}

async function* linesOf(body: ReadableStream<Uint8Array>, onBytes: () => void): AsyncGenerator<string> {
  const decoder = new TextDecoder("utf-8", { fatal: true });
  let rest = "";
  try {
    for await (const chunk of body as unknown as AsyncIterable<Uint8Array>) {
      onBytes();
      const lines = (rest + decoder.decode(chunk, { stream: true })).split("\n");
      rest = lines.pop() as string;
      if (rest.length > MAX_LINE_LENGTH) throw new MalformedReplica("a line of the copy has no end");
      yield* lines;
    }
  } catch (cause) {
    if (cause instanceof MalformedReplica) throw cause;
    throw new PlatformUnavailable("the full copy was cut off", { cause });
  }
}
