import { type EntityManager, MoreThanOrEqual } from "typeorm";
import type { Database } from "../../database/index.js";
import { acrossTenants, keysetPage, type Page, type PageRequest } from "../../database/index.js";
import { currentRevision, FeedEntry } from "../../feed/index.js";
import { Gateway } from "../gateway.entity.js";
import { FromCheck } from "./gateway.types.js";

/** A gateway that has not been heard of for this long is not there any more; nobody waits for it. */
const FORGOTTEN_AFTER_MS = 24 * 60 * 60_000;
const STALE_AFTER_MS = 60_000;

/** How far a gateway is behind the platform. */
export interface GatewayLag {
  readonly revisions: number;
  /** Since the oldest change it did not have when it last reported; 0 when it had all. */
  readonly seconds: number;
}

/** Those that may still answer an MTA. */
export async function listLiveGateways(manager: EntityManager, now: Date): Promise<Gateway[]> {
  return manager.findBy(Gateway, { lastSeenAt: MoreThanOrEqual(new Date(now.getTime() - FORGOTTEN_AFTER_MS)) });
}

export async function listGateways(database: Database, page: PageRequest): Promise<Page<Gateway>> {
  const query = database.reader.createQueryBuilder(Gateway, "gateway");
  return keysetPage(
    acrossTenants(query, "gateways are the platform's, and only its operator asks"),
    [{ column: "gateway.id", valueOf: ({ id }) => id }],
    page,
  );
}

export async function lagsOf(
  manager: EntityManager,
  gateways: readonly Pick<Gateway, "revision">[],
  now: Date,
): Promise<GatewayLag[]> {
  const current = await currentRevision(manager);
  const behind = [...new Set(gateways.map(({ revision }) => revision).filter((revision) => revision < current))];
  const since = new Map<number, Date>();
  for (const revision of behind) {
    // The first change it lacks; where the feed no longer has it, the oldest the feed has is later, and close enough.
    const [entry] = await manager.find(FeedEntry, {
      select: { revision: true, at: true },
      where: { revision: MoreThanOrEqual(revision + 1) },
      order: { revision: "ASC", ordinal: "ASC" },
      take: 1,
    });
    if (entry !== undefined) since.set(revision, entry.at);
  }
  return gateways.map(({ revision }) => {
    const at = since.get(revision);
    const seconds = at === undefined ? 0 : Math.max(0, (now.getTime() - at.getTime()) / 1000);
    return { revisions: Math.max(0, current - revision), seconds };
  });
}

export function isStale(gateway: Pick<Gateway, "lastSeenAt">, lag: GatewayLag, now: Date): boolean {
  return isAway(gateway, now) || lag.seconds * 1000 > STALE_AFTER_MS;
}

/** Nothing was heard of it for a minute. */
export function isAway({ lastSeenAt }: Pick<Gateway, "lastSeenAt">, now: Date): boolean {
  return now.getTime() - lastSeenAt.getTime() > STALE_AFTER_MS;
}

/** A server whose milter was taken out of use goes on asking by the reverse-path: after a week it counts as never. */
const FROM_HOLDS_FOR_MS = 7 * 24 * 60 * 60_000;

/** Whether From headers are judged there, by what its mail server asks. */
export function fromCheckOf({ askedAt, fromAskedAt }: Pick<Gateway, "askedAt" | "fromAskedAt">): FromCheck {
  if (askedAt === null) return FromCheck.UNKNOWN;
  const isJudged = fromAskedAt !== null && askedAt.getTime() - fromAskedAt.getTime() <= FROM_HOLDS_FOR_MS;
  return isJudged ? FromCheck.JUDGED : FromCheck.NEVER;
}

export interface GatewayFigures {
  readonly current: number;
  readonly stale: number;
  /** Of the one that is furthest behind. */
  readonly mostLagSeconds: number;
}

/** For the platform's metrics: those heard of in the last day. */
export async function gatewayFigures(manager: EntityManager, now: Date): Promise<GatewayFigures> {
  const gateways = await listLiveGateways(manager, now);
  const lags = await lagsOf(manager, gateways, now);
  const stale = gateways.filter((gateway, index) => isStale(gateway, lags[index] as GatewayLag, now)).length;
  return {
    current: gateways.length - stale,
    stale,
    mostLagSeconds: Math.max(0, ...lags.map(({ seconds }) => seconds)),
  };
}
