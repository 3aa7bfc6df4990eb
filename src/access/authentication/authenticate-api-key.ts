import { LRUCache } from "lru-cache";
import type { EntityManager } from "typeorm";
import { type Database, onItsOwn } from "../../database/index.js";
import type { Services } from "../../graphql/index.js";
import { type Actor, PLATFORM_SCOPE, type Scope } from "../../kernel/index.js";
import { isResellerSuspended } from "../../tenancy/index.js";
import { ApiKey, ApiKeyKind } from "../api-key.entity.js";
import { hashSecretToken } from "../secret-token.js";
import type { Origin } from "../subject.js";

/**
 * Gateways send thousands of requests a second with one key: each process looks it up once in five seconds. So
 * another process may accept a revoked key for five seconds more, and no longer.
 */
const CACHE_LIFETIME_MS = 5_000;
/** Only keys that exist are kept, so guessing fills nothing. */
const CACHE_SIZE = 10_000;
/** `lastUsedAt` is for people who clean up keys; to the minute is enough. */
const LAST_USED_STEP_MS = 60_000;

interface KnownKey {
  readonly id: string;
  readonly name: string;
  readonly kind: ApiKeyKind;
  readonly scope: Scope;
  lastUsedAt: number;
}

const caches = new WeakMap<Database, LRUCache<string, KnownKey>>();

export async function authenticateApiKey(services: Services, secret: string, origin: Origin): Promise<Actor | null> {
  const hash = hashSecretToken(secret);
  const cache = cacheOf(services);
  let key = cache.get(hash);
  if (key === undefined) {
    const found = await findKey(services.database.reader, "key.secretHash", hash);
    if (found === null) return null;
    key = found;
    cache.set(hash, key);
  }
  noteUse(services, key);
  return actorOfKey(key, origin);
}

/** Who calls with the key of this id; null where it would be refused by now. */
export async function keyActorOf(manager: EntityManager, id: string, origin: Origin): Promise<Actor | null> {
  const key = await findKey(manager, "key.id", id);
  return key && actorOfKey(key, origin);
}

function actorOfKey({ id, name, kind, scope }: KnownKey, origin: Origin): Actor {
  return { kind: "API_KEY", id, label: name, role: kind, scope, ...origin };
}

/** After this process itself has ended keys: each is looked up again. */
export function forgetApiKeys(database: Database): void {
  caches.delete(database);
}

function cacheOf({ database, clock }: Services): LRUCache<string, KnownKey> {
  let cache = caches.get(database);
  if (cache === undefined) {
    cache = new LRUCache({
      max: CACHE_SIZE,
      // What has reached its age counts as fresh there.
      ttl: CACHE_LIFETIME_MS - 1,
      ttlResolution: 0,
      perf: { now: () => clock.now().getTime() },
    });
    caches.set(database, cache);
  }
  return cache;
}

async function findKey(
  manager: EntityManager,
  column: "key.id" | "key.secretHash",
  value: string,
): Promise<KnownKey | null> {
  const key = await manager
    .createQueryBuilder(ApiKey, "key")
    .leftJoinAndSelect("key.resellerRow", "reseller")
    .leftJoinAndSelect("key.domainRow", "domain")
    .where(`${column} = :value`, { value })
    .getOne();
  if (key === null || key.revokedAt !== null) return null;
  const scope = scopeOfKey(key);
  // A gateway's key outlives the suspension of its reseller: it is how the gateway learns to refuse the mail.
  if (key.kind === ApiKeyKind.PANEL && scope.kind !== "PLATFORM") {
    if (await isResellerSuspended(manager, scope.resellerPath)) return null;
  }
  return { id: key.id, name: key.name, kind: key.kind, scope, lastUsedAt: key.lastUsedAt?.getTime() ?? 0 };
}

function scopeOfKey({ domainRow, resellerRow }: ApiKey): Scope {
  if (domainRow) {
    const { id, name, resellerPath } = domainRow;
    return { kind: "DOMAIN", domainId: id, domainName: name, resellerPath };
  }
  if (resellerRow) return { kind: "RESELLER", resellerId: resellerRow.id, resellerPath: resellerRow.path };
  return PLATFORM_SCOPE;
}

/** Not waited for: no request is slower, and none fails, because of it. */
function noteUse({ database, clock, log }: Services, key: KnownKey): void {
  const now = clock.now();
  if (now.getTime() - key.lastUsedAt < LAST_USED_STEP_MS) return;
  key.lastUsedAt = now.getTime();
  onItsOwn(() => database.write((tx) => tx.manager.update(ApiKey, { id: key.id }, { lastUsedAt: now }))).catch(
    (error: unknown) => log.warn({ err: error, apiKeyId: key.id }, "the last use of a key was not noted"),
  );
}
