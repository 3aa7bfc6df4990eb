import type { FastifyInstance } from "fastify";
import { RequestLimit, withinLimit } from "../database/index.js";
import type { Services } from "../graphql/index.js";
import { STREAM_PATH } from "./stream-path.js";

/** Seconds for callers who have not signed in; their longest call, a sign-in among many, takes one or two. */
const SECONDS_FOR_ANYBODY = 10;

/** Answers that go on for as long as their reader takes; each has bounds of its own. */
const STREAMS = new Set([STREAM_PATH, "/replica", "/export/readiness.csv", "/export/readiness.json"]);

/**
 * Gives each request its time. When that is over, or when the caller has gone, its statements are cancelled and it is
 * answered with UNAVAILABLE.
 */
export function registerRequestTime(app: FastifyInstance, { configuration }: Services): void {
  // With the callback: all that the handlers begin then belongs to the request.
  app.addHook("preHandler", (request, reply, done) => {
    if (STREAMS.has(request.routeOptions.url ?? "")) return done();
    const most = configuration.requestSeconds;
    const isKnown = request.headers.authorization !== undefined;
    const limit = new RequestLimit(1_000 * (isKnown ? most : Math.min(most, SECONDS_FOR_ANYBODY)));
    reply.raw.once("close", () => {
      if (!reply.raw.writableFinished) limit.callerHasGone();
      else limit.close();
    });
    withinLimit(limit, done);
  });
}
