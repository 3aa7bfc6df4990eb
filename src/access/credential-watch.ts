import { decodeJwt } from "jose";
import { MoreThan } from "typeorm";
import { AuditEvent } from "../audit/index.js";
import type { Database } from "../database/index.js";
import type { Services } from "../graphql/index.js";
import { type Actor, DomainError } from "../kernel/index.js";
import { authenticate } from "./authentication/authenticate.js";
import { forgetApiKeys } from "./authentication/authenticate-api-key.js";
import { API_KEY_PREFIX } from "./secret-token.js";

/** How often each process looks for what others did; with the look-ups after it well within five seconds. */
const LOOK_EVERY_MS = 1_000;
/** Should an event ever be missed: each credential is looked up again this often. */
const LOOK_AGAIN_AFTER_MS = 5 * 60_000;
/** More at once are not told apart: everything is looked up again. */
const MAX_EVENTS = 1_000;
const LOOKUPS_AT_ONCE = 20;

/** What a connection that stays open was let in with. */
export interface PresentedCredential {
  readonly bearer: string;
  readonly actor: Actor;
}

interface Watched extends PresentedCredential {
  /** Epoch milliseconds; null for a key, which does not expire. */
  readonly expiresAt: number | null;
  lookedUpAt: number;
  readonly end: () => void;
}

const watches = new WeakMap<Database, CredentialWatch>();

/**
 * Calls `end` once, within five seconds after the credential has expired, was ended, or stands for another scope than
 * when it was presented, whichever process did that. Returns how to stop watching.
 */
export function whenCredentialEnds(services: Services, credential: PresentedCredential, end: () => void): () => void {
  let watch = watches.get(services.database);
  if (watch === undefined) {
    watch = new CredentialWatch(services);
    watches.set(services.database, watch);
  }
  return watch.add(credential, end);
}

/**
 * Follows the audit trail, in which every change of a credential is recorded: an open connection costs nothing while
 * nothing happens to whoever holds it, and no change can forget to announce itself.
 */
class CredentialWatch {
  readonly #watched = new Set<Watched>();
  #timer: NodeJS.Timeout | null = null;
  #isLooking = false;
  #sequence: number | null = null;

  constructor(private readonly services: Services) {}

  add(credential: PresentedCredential, end: () => void): () => void {
    // Looked up at the next turn in any case: it may have ended between its sign-in and now.
    const watched = { ...credential, expiresAt: expiryOf(credential.bearer), lookedUpAt: 0, end };
    this.#watched.add(watched);
    this.#timer ??= setInterval(() => void this.#look(), LOOK_EVERY_MS).unref();
    return () => this.#drop(watched);
  }

  #drop(watched: Watched): boolean {
    const wasWatched = this.#watched.delete(watched);
    if (this.#watched.size === 0 && this.#timer !== null) {
      clearInterval(this.#timer);
      this.#timer = null;
      this.#sequence = null;
    }
    return wasWatched;
  }

  async #look(): Promise<void> {
    if (this.#isLooking) return;
    this.#isLooking = true;
    try {
      const concerned = await this.#concerned();
      if (concerned.some(({ actor }) => actor.kind === "API_KEY")) forgetApiKeys(this.services.database);
      for (let start = 0; start < concerned.length; start += LOOKUPS_AT_ONCE) {
        await Promise.all(concerned.slice(start, start + LOOKUPS_AT_ONCE).map((watched) => this.#lookUp(watched)));
      }
    } catch (error) {
      // The position stays, so the next look sees the same events.
      this.services.log.warn({ err: error }, "open connections were not checked for ended credentials");
    } finally {
      this.#isLooking = false;
    }
  }

  async #concerned(): Promise<Watched[]> {
    const now = this.services.clock.now().getTime();
    const all = [...this.#watched];
    const events = await this.#newEvents();
    const isEverybody = events.length >= MAX_EVENTS;
    const subjects = new Set(events.map(({ subjectId }) => subjectId));
    const isAboveSomebody = events.some(({ subjectKind }) => ABOVE.has(subjectKind));
    const isRule = events.some(({ subjectKind }) => subjectKind === "SecondFactorRule");
    const isIssuer = events.some(({ subjectKind }) => subjectKind === "TrustedIssuer");
    return all.filter(
      ({ actor, expiresAt, lookedUpAt }) =>
        isEverybody ||
        isRule ||
        subjects.has(actor.id) ||
        subjects.has(actor.viewedBy?.id ?? null) ||
        (isAboveSomebody && actor.scope?.kind !== "PLATFORM") ||
        (isIssuer && actor.kind === "ISSUER") ||
        (expiresAt !== null && expiresAt <= now) ||
        now - lookedUpAt >= LOOK_AGAIN_AFTER_MS,
    );
  }

  async #newEvents(): Promise<AuditEvent[]> {
    const { reader } = this.services.database;
    if (this.#sequence === null) {
      const [newest] = await reader.find(AuditEvent, { select: POSITION, order: { sequence: "DESC" }, take: 1 });
      this.#sequence = newest?.sequence ?? 0;
      return [];
    }
    const events = await reader.find(AuditEvent, {
      select: { ...POSITION, subjectKind: true, subjectId: true },
      where: { sequence: MoreThan(this.#sequence) },
      order: { sequence: "ASC" },
      take: MAX_EVENTS,
    });
    this.#sequence = events.at(-1)?.sequence ?? this.#sequence;
    return events;
  }

  async #lookUp(watched: Watched): Promise<void> {
    const now = this.services.clock.now().getTime();
    const hasExpired = watched.expiresAt !== null && watched.expiresAt <= now;
    if (!hasExpired && (await this.#isStillGood(watched))) {
      watched.lookedUpAt = now;
    } else if (this.#drop(watched)) {
      watched.end();
    }
  }

  async #isStillGood({ bearer, actor }: Watched): Promise<boolean> {
    try {
      const { role, scope } = await authenticate(this.services, bearer, actor);
      return role === actor.role && JSON.stringify(scope) === JSON.stringify(actor.scope);
    } catch (error) {
      if (error instanceof DomainError && error.code === "UNAUTHENTICATED") return false;
      throw error;
    }
  }
}

const POSITION = { id: true, sequence: true } as const;
/** Kinds of subjects whose suspension, move or end reaches everybody in them. */
const ABOVE = new Set(["Reseller", "Domain"]);

/** The claims were verified when the token was presented. */
function expiryOf(bearer: string): number | null {
  if (bearer.startsWith(API_KEY_PREFIX)) return null;
  const { exp } = decodeJwt(bearer);
  return exp === undefined ? null : exp * 1000;
}
