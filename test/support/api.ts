import type { ApolloServer } from "@apollo/server";
import type { GraphQLSchema } from "graphql";
import { pino } from "pino";
import { createApollo } from "../../src/api/apollo.js";
import { buildApiSchema } from "../../src/app/index.js";
import type { Database } from "../../src/database/index.js";
import { createResolver } from "../../src/dns/index.js";
import { RequestContext, type Services } from "../../src/graphql/index.js";
import { type Actor, ANONYMOUS_ACTOR, type Clock, type Role, type Scope, systemClock } from "../../src/kernel/index.js";
import { languageFor } from "../../src/texts/index.js";
import { testConfiguration } from "./configuration.js";
import { type EngineName, openTestDatabase } from "./engines.js";
import { mailNameServer } from "./mail-name-server.js";

export interface ErrorAnswer {
  readonly message: string;
  readonly path?: readonly (string | number)[];
  readonly extensions: { readonly code: string; readonly field?: string; readonly retryAfter?: number };
}

export interface Answer<Data = Record<string, never>> {
  readonly data: Data | null;
  readonly errors: readonly ErrorAnswer[];
}

/** The real schema and server over a fresh database, called as any actor one likes, without HTTP and sign-in. */
export interface TestApi {
  readonly database: Database;
  readonly services: Services;
  execute<Data>(actor: Actor, query: string, variables?: Record<string, unknown>): Promise<Answer<Data>>;
  /** The data of a call that must succeed; throws with its errors otherwise. The tag is that of the call's header. */
  succeed<Data>(actor: Actor, query: string, variables?: Record<string, unknown>, tag?: string): Promise<Data>;
  /** The one error of a call that must be refused; throws when it was not. */
  refuse(actor: Actor, query: string, variables?: Record<string, unknown>): Promise<ErrorAnswer>;
}

let schema: Promise<GraphQLSchema> | undefined;

export async function startTestApi(
  engine: EngineName,
  clock: Clock = systemClock,
  settings: Partial<Pick<Services, "revocationWaitMs" | "resolver" | "configuration">> = {},
): Promise<TestApi> {
  const database = await openTestDatabase(engine, clock);
  const log = pino({ level: process.env.LOG_LEVEL ?? "silent" });
  const resolver = createResolver([mailNameServer()]);
  const services: Services = { database, clock, log, configuration: testConfiguration(), resolver, ...settings };
  schema ??= buildApiSchema();
  const apollo: ApolloServer<RequestContext> = createApollo(await schema, log);

  async function execute<Data>(actor: Actor, query: string, variables: Record<string, unknown> = {}, tag?: string) {
    const contextValue = new RequestContext(services, actor, tag === undefined ? null : languageFor(tag));
    // Through JSON both ways, as callers send and get it: what is undefined is left out.
    const sent = JSON.parse(JSON.stringify(variables)) as Record<string, unknown>;
    const response = await apollo.executeOperation({ query, variables: sent }, { contextValue });
    if (response.body.kind !== "single") throw new Error("one answer was expected");
    const { data = null, errors = [] } = JSON.parse(JSON.stringify(response.body.singleResult));
    return { data, errors } as Answer<Data>;
  }

  return {
    database,
    services,
    execute,
    async succeed<Data>(actor: Actor, query: string, variables?: Record<string, unknown>, tag?: string) {
      const { data, errors } = await execute<Data>(actor, query, variables, tag);
      if (errors.length > 0 || data === null) throw new Error(`the call failed: ${JSON.stringify(errors)}`);
      return data;
    },
    async refuse(actor, query, variables) {
      const { data, errors } = await execute(actor, query, variables);
      const [error] = errors;
      if (error === undefined) throw new Error(`the call was not refused: ${JSON.stringify(data)}`);
      return error;
    },
  };
}

/** An actor as `authenticate` would make it. */
export function actorWith(role: Role, scope: Scope, changes: Partial<Actor> = {}): Actor {
  return {
    ...ANONYMOUS_ACTOR,
    kind: role === "ACCOUNT" ? "ACCOUNT" : role === "GATEWAY" || role === "PANEL" ? "API_KEY" : "ADMINISTRATOR",
    id: scope.kind === "ACCOUNT" ? scope.accountId : "01930000-0000-7000-8000-000000000001",
    label: role.toLowerCase(),
    role,
    scope,
    ...changes,
  };
}

export const OPERATOR: Actor = actorWith("OPERATOR", { kind: "PLATFORM" });
export { ANONYMOUS_ACTOR as ANONYMOUS, testConfiguration };
