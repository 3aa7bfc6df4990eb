import type DataLoader from "dataloader";
import type { Logger } from "pino";
import type { ReadyConfiguration } from "../config/index.js";
import type { Database } from "../database/index.js";
import type { Resolver } from "../dns/index.js";
import type { Actor, Clock } from "../kernel/index.js";
import { type Language, languageFor } from "../texts/index.js";

/** Names a loader and fixes its types; make one per loader at module level with `loaderKey`. */
export interface LoaderKey<Key, Value> {
  readonly name: string;
  readonly create: (context: RequestContext) => DataLoader<Key, Value>;
}

export function loaderKey<Key, Value>(
  name: string,
  create: (context: RequestContext) => DataLoader<Key, Value>,
): LoaderKey<Key, Value> {
  return { name, create };
}

/** What stays the same from request to request. */
export interface Services {
  readonly database: Database;
  readonly clock: Clock;
  readonly configuration: ReadyConfiguration;
  readonly log: Logger;
  readonly resolver: Resolver;
  /** How long a revocation waits for the gateways at most; default 10 seconds. */
  readonly revocationWaitMs?: number;
}

/** One call: who asks, and what the answer may draw on. Loaders live as long as it does. */
export class RequestContext implements Services {
  readonly database: Database;
  readonly clock: Clock;
  readonly configuration: ReadyConfiguration;
  readonly log: Logger;
  readonly resolver: Resolver;
  readonly revocationWaitMs: number | undefined;
  /** Who signed in with this very call: what it answers about them is theirs to see. */
  signedInAs: Actor | null = null;
  /** In which sentences for people are answered. */
  readonly language: Language;
  // Not a #private field: Apollo hands a shallow copy of the context to the resolvers, and those do not copy.
  private readonly loaders = new Map<unknown, unknown>();

  constructor(
    services: Services,
    readonly actor: Actor,
    /** The one of ours that the call asks for; null where it names none. */
    readonly namedLanguage: Language | null = null,
    /** How many items the caller has named in all, where this call does some of them for a job. */
    readonly itemsOfJob: number | null = null,
  ) {
    this.database = services.database;
    this.clock = services.clock;
    this.configuration = services.configuration;
    this.log = services.log;
    this.resolver = services.resolver;
    this.revocationWaitMs = services.revocationWaitMs;
    this.language = namedLanguage ?? languageFor("en");
  }

  /** The same call with nothing loaded yet, to read what it asks for a second time. */
  anew(): RequestContext {
    return new RequestContext(this, this.actor, this.namedLanguage, this.itemsOfJob);
  }

  /** Whose eyes the answer is for; who may call what is up to the actor alone. */
  get viewer(): Actor {
    return this.actor.role === null && this.signedInAs !== null ? this.signedInAs : this.actor;
  }

  loader<Key, Value>(key: LoaderKey<Key, Value>): DataLoader<Key, Value> {
    let loader = this.loaders.get(key) as DataLoader<Key, Value> | undefined;
    if (loader === undefined) {
      loader = key.create(this);
      this.loaders.set(key, loader);
    }
    return loader;
  }
}
