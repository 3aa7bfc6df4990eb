import { And, type EntityManager, type FindOptionsWhere, In, IsNull, LessThan, MoreThanOrEqual } from "typeorm";
import type { Transaction } from "../../database/index.js";
import { endOfSubtree } from "../../kernel/index.js";
import { findReleased, type Move } from "../../tenancy/index.js";
import { Administrator } from "../administrator.entity.js";
import { ApiKey, ApiKeyKind } from "../api-key.entity.js";
import { TrustedIssuer } from "../trusted-issuer.entity.js";
import { disableFoundAdministrator } from "./disable-administrator.js";
import { disableFoundIssuer } from "./disable-trusted-issuer.js";
import { revokeFoundKey } from "./revoke-api-key.js";

export type Credential = Administrator | ApiKey | TrustedIssuer;

const REASON = "what it administers went to another holder";
const IDS_PER_STATEMENT = 500;

/** Commit step: with a domain or a reseller that moved, the credentials go that its former holder gave out for it. */
export async function endCredentialsOfFormerHolders(tx: Transaction): Promise<void> {
  const released = findReleased(tx);
  if (released === undefined) return;
  for (const move of released.moves) {
    for (const credential of await credentialsEndedBy(tx.manager, move)) {
      if (credential instanceof Administrator) await disableFoundAdministrator(tx, released.actor, credential, REASON);
      else if (credential instanceof ApiKey) await revokeFoundKey(tx, released.actor, credential, REASON);
      else await disableFoundIssuer(tx, released.actor, credential, REASON);
    }
  }
}

/**
 * The administrators, keys and issuers in what moves whose maker does not stand above them after the move, and what those
 * have made in turn. The same before the move, for a preview, and after it. What mayfrom itself made, or the operator,
 * stays.
 */
export async function credentialsEndedBy(manager: EntityManager, move: Move): Promise<Credential[]> {
  const candidates = await credentialsIn(manager, move);
  const makers = await placesOfMakers(manager, candidates);
  const ended = new Map<string, Credential>();
  for (let before = -1; before < ended.size; ) {
    before = ended.size;
    for (const credential of candidates) {
      const { id, madeById } = credential;
      if (madeById === null || ended.has(id)) continue;
      const maker = makers.get(madeById);
      if (ended.has(madeById) || maker === undefined || !standsAbove(maker, credential, move)) {
        ended.set(id, credential);
      }
    }
  }
  return [...ended.values()];
}

interface CredentialPlace {
  readonly resellerPath: string | null;
  readonly domainId?: string | null;
}

function standsAbove(maker: CredentialPlace, credential: CredentialPlace, move: Move): boolean {
  const [above, below] = [pathAfter(maker, move), pathAfter(credential, move)];
  if (above === null) return true;
  if (maker.domainId) return maker.domainId === credential.domainId;
  return below?.startsWith(above) ?? false;
}

function pathAfter({ resellerPath, domainId }: CredentialPlace, move: Move): string | null {
  if (move.kind === "DOMAIN") return domainId === move.domainId ? move.to : resellerPath;
  return resellerPath?.startsWith(move.from) ? move.to + resellerPath.slice(move.from.length) : resellerPath;
}

async function credentialsIn(manager: EntityManager, move: Move): Promise<Credential[]> {
  const places: FindOptionsWhere<ApiKey>[] =
    move.kind === "DOMAIN"
      ? [{ domainId: move.domainId }]
      : [move.from, move.to].map((path) => ({ resellerPath: within(path) }));
  const order = { id: "ASC" } as const;
  const administrators = await manager.find(Administrator, {
    where: places.map((place) => ({ ...(place as object), isDisabled: false })),
    order,
  });
  const keys = await manager.find(ApiKey, {
    where: places.map((place) => ({ ...place, kind: ApiKeyKind.PANEL, revokedAt: IsNull() })),
    order,
  });
  // An issuer is a reseller's, never a domain's.
  const issuers =
    move.kind === "DOMAIN"
      ? []
      : await manager.find(TrustedIssuer, {
          where: places.map((place) => ({ ...(place as object), isDisabled: false })),
          order,
        });
  return [...administrators, ...keys, ...issuers];
}

function within(path: string) {
  return And(MoreThanOrEqual(path), LessThan(endOfSubtree(path)));
}

async function placesOfMakers(
  manager: EntityManager,
  credentials: readonly Credential[],
): Promise<Map<string, CredentialPlace>> {
  const ids = [...new Set(credentials.flatMap(({ madeById }) => (madeById === null ? [] : [madeById])))];
  const places = new Map<string, CredentialPlace>();
  for (let start = 0; start < ids.length; start += IDS_PER_STATEMENT) {
    const where = { id: In(ids.slice(start, start + IDS_PER_STATEMENT)) };
    const found = [
      ...(await manager.findBy(Administrator, where)),
      ...(await manager.findBy(ApiKey, where)),
      ...(await manager.findBy(TrustedIssuer, where)),
    ];
    for (const maker of found) places.set(maker.id, maker);
  }
  return places;
}
