import { once } from "node:events";
import type { OutgoingHttpHeaders, ServerResponse } from "node:http";
import type { FastifyInstance, FastifyRequest } from "fastify";
import { type ExecutionArgs, type ExecutionResult, type GraphQLError, type GraphQLSchema, subscribe } from "graphql";
import { type PresentedCredential, whenCredentialEnds } from "../access/index.js";
import { onItsOwn } from "../database/index.js";
import { RequestContext, type Services } from "../graphql/index.js";
import { type Actor, DomainError } from "../kernel/index.js";
import { toPublicError } from "./error-codes.js";
import { actorOf, credentialOf } from "./graphql-endpoint.js";
import { refuseCodedBody, refuseOtherMethods } from "./http-answers.js";
import { Places } from "./places.js";
import { registeredDocuments } from "./registered-documents.js";
import { STREAM_PATH } from "./stream-path.js";
import { admitSubscription, type SentSubscription } from "./subscription-admission.js";

const MAX_STREAMS = 2_000;
const STREAMS_PER_CREDENTIAL = 20;
/** Then the caller connects anew, and shows again who it is. */
const MAX_STREAM_MS = 60 * 60_000;
const MAX_BODY_OCTETS = 64 * 1024;

/**
 * `POST /graphql/stream`: one subscription as server-sent events, for callers without WebSockets: the protocol "GraphQL
 * over Server-Sent Events" with a connection each. Events are `next` with a result, and `complete`.
 */
export function registerEventStream(app: FastifyInstance, services: Services, schema: GraphQLSchema): void {
  const places = new Places(MAX_STREAMS, STREAMS_PER_CREDENTIAL);
  const ends = new Set<() => void>();
  const log = services.log.child({ part: "event stream" });

  app.route({
    method: "POST",
    url: STREAM_PATH,
    bodyLimit: MAX_BODY_OCTETS,
    onRequest: async (request, reply) => {
      reply.header("cache-control", "no-store");
      await refuseCodedBody(request);
    },
    async handler(request, reply) {
      const bearer = credentialOf(services, request);
      const actor = await actorOf(services, request);
      if (bearer === null || actor.role === null) throw new DomainError("SIGN_IN_WANTED", "Sign in first");
      const sent = sentIn(request);
      // Taken before anything is waited for, or as many as come at once would all find room.
      const giveBack = places.take(`${actor.kind} ${actor.id}`);
      if (giveBack === null) throw new DomainError("BUSY", "Too many streams at once", { retryAfterSeconds: 5 });
      const results = await resultsOf(services, schema, sent, actor).catch((error: unknown) => {
        giveBack();
        throw error;
      });
      reply.hijack();
      // Proxies hand on each event as it comes (nginx by this header). What comes after a stream takes another connection:
      // a server that stops would wait for this one as long as connections are kept.
      const head = {
        "content-type": "text/event-stream; charset=utf-8",
        "x-accel-buffering": "no",
        connection: "close",
      };
      reply.raw.writeHead(200, { ...reply.getHeaders(), ...head } as OutgoingHttpHeaders);
      const credential: PresentedCredential = { bearer, actor };
      void onItsOwn(() => tell(reply.raw, results, { services, credential, log, ends })).finally(giveBack);
    },
  });
  refuseOtherMethods(app, STREAM_PATH);
  app.addHook("preClose", async () => {
    for (const end of [...ends]) end();
  });
}

function sentIn({ body }: FastifyRequest): SentSubscription {
  const { query, operationName = null, variables = null } = (body ?? {}) as Partial<SentSubscription>;
  const isNamed = operationName === null || typeof operationName === "string";
  if (typeof query === "string" && isNamed && typeof variables === "object") return { query, operationName, variables };
  throw new DomainError(
    "REQUEST_MALFORMED",
    "A JSON object with `query` is wanted, and `variables` and `operationName` where there are any",
  );
}

type Results = AsyncGenerator<ExecutionResult, void, void>;

/** What is wrong with the document is the one result there is. */
async function resultsOf(
  services: Services,
  schema: GraphQLSchema,
  sent: SentSubscription,
  actor: Actor,
): Promise<Results> {
  registeredDocuments(services.configuration).requireRegistered(sent.query, actor);
  const args = admitSubscription(schema, sent, "here");
  if (isRefused(args)) return only({ errors: args });
  const found = await subscribe({ ...args, contextValue: new RequestContext(services, actor) });
  return Symbol.asyncIterator in found ? (found as Results) : only(found);
}

function isRefused(args: ExecutionArgs | readonly GraphQLError[]): args is readonly GraphQLError[] {
  return Array.isArray(args);
}

async function* only(result: ExecutionResult): Results {
  yield result;
}

interface Stream {
  readonly services: Services;
  readonly credential: PresentedCredential;
  readonly log: Services["log"];
  /** Of all streams that are open. */
  readonly ends: Set<() => void>;
}

/** Until there is nothing more, the caller leaves, its credential ends or its time is over. */
async function tell(
  response: ServerResponse,
  results: Results,
  { services, credential, log, ends }: Stream,
): Promise<void> {
  const over = new AbortController();
  const end = () => {
    over.abort();
    void results.return();
  };
  ends.add(end);
  response.once("close", end).on("error", end);
  const timer = setTimeout(end, MAX_STREAM_MS).unref();
  const stopWatching = whenCredentialEnds(services, credential, end);
  try {
    for await (const { errors, ...result } of results) {
      const shown = errors?.map((error) => toPublicError(error.toJSON(), error, log));
      const event = `event: next\ndata: ${JSON.stringify(shown === undefined ? result : { ...result, errors: shown })}\n\n`;
      if (over.signal.aborted) break;
      if (!response.write(event)) await once(response, "drain", { signal: over.signal });
    }
  } catch (error) {
    if (!over.signal.aborted) log.error({ err: error }, "a stream of events broke off");
  } finally {
    ends.delete(end);
    stopWatching();
    clearTimeout(timer);
    response.end("event: complete\ndata: \n\n");
  }
}
