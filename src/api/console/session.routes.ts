import type { FastifyInstance, FastifyReply, FastifyRequest } from "fastify";
import { z } from "zod";
import {
  authenticate,
  changePassword,
  completeSignIn,
  confirmSecondFactor,
  openHandover,
  refreshSession,
  removeSecondFactor,
  type SignInOutcome,
  type StartedSession,
  signIn,
  signOut,
  takeSession,
} from "../../access/index.js";
import { fromGlobalId, readGlobalId, type Services } from "../../graphql/index.js";
import { type Actor, badInput, DomainError, forbidden } from "../../kernel/index.js";
import { visitor } from "../../web/index.js";
import { NetworkPlaces } from "../network-places.js";
import { inStrangersTurn } from "../strangers-turn.js";
import { consoleFrame } from "./console-frame.js";
import { consoleBearer, consoleRefreshToken, forgetSession, isFromConsole, keepSession } from "./session-cookies.js";

const MAX_SIGN_INS = 100;
const SIGN_INS_PER_NETWORK = 30;

const SIGN_IN = z.object({ login: z.string(), password: z.string() });
const SECOND_FACTOR = z.object({
  challenge: z.string(),
  secondFactor: z.object({
    code: z.string().optional(),
    recoveryCode: z.string().optional(),
    passkey: z.unknown().optional(),
  }),
});

const CODE = z.object({ code: z.string() });
const TICKET = z.object({ ticket: z.string() });
const NEW_PASSWORD = z.object({ currentPassword: z.string(), newPassword: z.string() });
const PROOF = z.object({ password: z.string(), secondFactor: z.looseObject({}).optional() });
const FACTOR_ID = z.string().transform((id) => fromGlobalId("SecondFactor", readGlobalId(id)));
const REMOVED_FACTOR = z.object({ id: FACTOR_ID, proof: PROOF });
const OWN_FACTOR = z.object({ id: FACTOR_ID, code: z.string().optional(), passkey: z.unknown().optional() });

/**
 * `/console/session`: signing in and out with the session in cookies. The same operations as `signIn`, `completeSignIn`,
 * `refreshSession` and `signOut`; what differs is that no script sees a token.
 */
export function registerConsoleSession(app: FastifyInstance, services: Services): void {
  const places = new NetworkPlaces(MAX_SIGN_INS, SIGN_INS_PER_NETWORK);
  app.addHook("onRequest", async (request, reply) => {
    reply.header("cache-control", "no-store");
    if (!isFromConsole(services.configuration, request))
      throw forbidden("ROLE_NOT_ALLOWED", "This is for the console alone");
  });
  app.get("/console/session", (request) => describeSession(services, request));
  app.post("/console/session", (request, reply) => inPlace(places, request, () => begin(services, request, reply)));
  app.post("/console/session/second-factor", (request, reply) =>
    inPlace(places, request, () => complete(services, request, reply)),
  );
  app.post("/console/session/refresh", (request, reply) =>
    inPlace(places, request, () => refresh(services, request, reply)),
  );
  registerHandover(app, services, places);
  registerOwnCredentials(app, services, places);
  app.post("/console/session/end", async (request, reply) => {
    await endSession(services, request);
    forgetSession(services.configuration, reply);
    return reply.code(204).send();
  });
}

/** A link from a panel: its code for a ticket and whom it signs in, the ticket for the session. */
function registerHandover(app: FastifyInstance, services: Services, places: NetworkPlaces): void {
  app.post("/console/session/entry", (request) =>
    inPlace(places, request, async () => {
      const { code } = parsed(CODE, request.body, "code");
      const opened = await openHandover(services, visitor(request), code);
      return { ...opened, frame: await consoleFrame(services, null, { login: opened.login }) };
    }),
  );
  app.post("/console/session/entry/take", (request, reply) =>
    inPlace(places, request, async () => {
      const { ticket } = parsed(TICKET, request.body, "ticket");
      const session = await takeSession(services, visitor(request), ticket);
      // What this browser was signed in as before is left behind.
      await endSession(services, request);
      return keep(services, reply, session);
    }),
  );
}

async function endSession(services: Services, request: FastifyRequest): Promise<void> {
  const token = consoleRefreshToken(services.configuration, request);
  if (token !== null) await services.database.write((tx) => signOut(tx, visitor(request), token));
}

/**
 * `changePassword`, `confirmSecondFactor` and `removeSecondFactor` end the session that asks and begin another, whose tokens
 * no script may see.
 */
function registerOwnCredentials(app: FastifyInstance, services: Services, places: NetworkPlaces): void {
  app.post("/console/session/password", (request, reply) =>
    inPlace(places, request, async () => {
      const actor = await requireActor(services, request);
      const input = parsed(NEW_PASSWORD, request.body, "currentPassword and newPassword");
      return keep(services, reply, await changePassword(services, actor, input));
    }),
  );
  app.post("/console/session/own-factor", (request, reply) =>
    inPlace(places, request, async () => {
      const actor = await requireActor(services, request);
      const given = parsed(OWN_FACTOR, request.body, "id, with code or passkey");
      const { recoveryCodes, session } = await confirmSecondFactor(services, actor, given);
      const kept = session === null ? { state: "SIGNED_IN" } : keep(services, reply, session);
      return { ...kept, recoveryCodes };
    }),
  );
  app.post("/console/session/removed-factor", (request, reply) =>
    inPlace(places, request, async () => {
      const actor = await requireActor(services, request);
      const session = await removeSecondFactor(services, actor, parsed(REMOVED_FACTOR, request.body, "id and proof"));
      return session === null ? { state: "SIGNED_IN" } : keep(services, reply, session);
    }),
  );
}

async function requireActor(services: Services, request: FastifyRequest): Promise<Actor> {
  const actor = await actorOf(services, request);
  if (actor === null) throw new DomainError("SIGN_IN_WANTED", "There is no session; sign in");
  if (actor.restriction === "VIEWING")
    throw forbidden("VIEWING_ONLY", "You look as somebody else, and can change nothing");
  return actor;
}

/** Who is signed in, as far as the frame must know it before the first screen, and in whose colours. */
async function describeSession(services: Services, request: FastifyRequest) {
  const { configuration } = services;
  const actor = await actorOf(services, request);
  const isLapsed = actor === null && consoleRefreshToken(configuration, request) !== null;
  return {
    state: actor !== null ? "SIGNED_IN" : isLapsed ? "LAPSED" : "SIGNED_OUT",
    login: actor?.issuer?.login ?? actor?.label ?? null,
    issuer: actor?.issuer?.name ?? null,
    frame: await consoleFrame(services, actor, request.query),
  };
}

async function actorOf(services: Services, request: FastifyRequest): Promise<Actor | null> {
  const bearer = consoleBearer(services.configuration, request);
  if (bearer === null) return null;
  try {
    return await authenticate(services, bearer, visitor(request), { withoutSecondFactor: true });
  } catch (error) {
    if (error instanceof DomainError && error.code === "UNAUTHENTICATED") return null;
    throw error;
  }
}

async function begin(services: Services, request: FastifyRequest, reply: FastifyReply) {
  const input = parsed(SIGN_IN, request.body, "login and password");
  const outcome: SignInOutcome = await signIn(services, visitor(request), input);
  if (outcome.state === "SECOND_FACTOR_NEEDED") return { state: outcome.state, challenge: outcome.challenge };
  return keep(services, reply, outcome.session);
}

async function complete(services: Services, request: FastifyRequest, reply: FastifyReply) {
  const input = parsed(SECOND_FACTOR, request.body, "challenge and secondFactor");
  return keep(services, reply, await completeSignIn(services, visitor(request), input));
}

async function refresh(services: Services, request: FastifyRequest, reply: FastifyReply) {
  const token = consoleRefreshToken(services.configuration, request);
  try {
    if (token === null) throw new DomainError("SIGN_IN_WANTED", "There is no session; sign in");
    return keep(services, reply, await refreshSession(services, visitor(request), token));
  } catch (error) {
    if (error instanceof DomainError && error.code === "UNAUTHENTICATED") forgetSession(services.configuration, reply);
    throw error;
  }
}

function keep({ configuration, clock }: Services, reply: FastifyReply, session: StartedSession) {
  const now = clock.now();
  keepSession(configuration, reply, session, now);
  const secondsLeft = Math.floor((session.expiresAt.getTime() - now.getTime()) / 1_000);
  return { state: "SIGNED_IN", secondsLeft };
}

function parsed<Shape>(schema: z.ZodType<Shape>, body: unknown, wanted: string): Shape {
  const { success, data } = schema.safeParse(body);
  if (!success) throw badInput("VALUE_MISSING", "body", "This is no sign-in", wanted);
  return data;
}

async function inPlace<T>(places: NetworkPlaces, request: FastifyRequest, work: () => Promise<T>): Promise<T> {
  const giveBack = places.take(request.ip);
  if (giveBack === null) throw new DomainError("BUSY", "Too many sign-ins at once", { retryAfterSeconds: 1 });
  try {
    return await inStrangersTurn(work);
  } finally {
    giveBack();
  }
}
