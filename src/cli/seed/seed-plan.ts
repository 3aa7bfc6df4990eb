import { determined, fraction, seededIdentifier, skewedIndex } from "./determined.js";

export interface SeedSize {
  readonly resellers: number;
  readonly domains: number;
  readonly accounts: number;
  readonly authorizations: number;
  readonly seed: number;
}

/** Rows of one table, each made from its index alone, so that any part can be made at any time. */
export interface TablePlan {
  readonly table: string;
  readonly columns: readonly string[];
  readonly count: number;
  row(index: number): readonly (string | number | null)[];
}

const KIND = { reseller: 1, domain: 2, account: 3, identity: 4, authorization: 5, choice: 6 } as const;
const EPOCH = Date.UTC(2026, 0, 1);
const DAY_MS = 86_400_000;

const STATES: readonly (readonly [state: string, upTo: number])[] = [
  ["AUTHORIZED", 0.8],
  ["PENDING", 0.9],
  ["REVOKED", 0.94],
  ["DENIED", 0.97],
  ["PAUSED", 0.985],
  ["EXPIRED", 1],
];

/** The tables in the order in which they can be filled. */
export function planSeed(size: SeedSize, passwordHash: string): TablePlan[] {
  const resellerPaths = planPaths(size);
  const domainReseller = (domain: number) => skewedIndex(size.seed, KIND.domain, domain, size.resellers);
  const accountDomain = (account: number) =>
    // Every domain gets one account before the skew begins.
    account < size.domains ? account : skewedIndex(size.seed, KIND.account, account, size.domains);
  const idOf = (kind: number) => (index: number) => seededIdentifier(size.seed, kind, index);
  const resellerId = idOf(KIND.reseller);
  const domainId = idOf(KIND.domain);
  const accountId = idOf(KIND.account);
  const momentOf = (kind: number, index: number) => EPOCH + (determined(size.seed, kind, index) % (300 * DAY_MS));
  const pathOfDomain = (domain: number) => resellerPaths[domainReseller(domain)]?.path ?? "";

  return [
    {
      table: "reseller",
      columns: ["id", "parentId", "path", "name", "slug", "state", "createdAt", "updatedAt"],
      count: size.resellers,
      row: (index) => {
        const { path = "", parent = null } = resellerPaths[index] ?? {};
        const parentId = parent === null ? null : resellerId(parent);
        return [
          resellerId(index),
          parentId,
          path,
          `Reseller ${index + 1}`,
          `reseller-${index + 1}`,
          "ACTIVE",
          momentOf(KIND.reseller, index),
          EPOCH,
        ];
      },
    },
    {
      table: "domain",
      columns: ["id", "resellerId", "resellerPath", "name", "state", "createdAt", "updatedAt"],
      count: size.domains,
      row: (index) => {
        const reseller = domainReseller(index);
        const createdAt = momentOf(KIND.domain, index);
        return [
          domainId(index),
          resellerId(reseller),
          pathOfDomain(index),
          domainName(index),
          "ACTIVE",
          createdAt,
          createdAt,
        ];
      },
    },
    {
      table: "account",
      columns: [
        "id",
        "domainId",
        "resellerPath",
        "address",
        "addressKey",
        "passwordHash",
        "state",
        "createdAt",
        "updatedAt",
      ],
      count: size.accounts,
      row: (index) => {
        const domain = accountDomain(index);
        const address = `user${index}@${domainName(domain)}`;
        return [
          accountId(index),
          domainId(domain),
          pathOfDomain(domain),
          address,
          address,
          passwordHash,
          "ACTIVE",
          momentOf(KIND.account, index),
          EPOCH,
        ];
      },
    },
    {
      table: "identity",
      columns: ["id", "address", "addressKey", "domain", "ownerLinkVersion", "createdAt"],
      count: identityCount(size),
      row: (index) => {
        const domain = identityDomain(size, index);
        const address = identityAddress(size, index);
        return [idOf(KIND.identity)(index), address, address, domain, 1, EPOCH];
      },
    },
    {
      table: "sender_authorization",
      columns: [
        "id",
        "accountId",
        "identityId",
        "domainId",
        "resellerPath",
        "identityDomain",
        "addressKey",
        "state",
        "source",
        "basis",
        "createdAt",
        "updatedAt",
        "authorizedAt",
        "expiresAt",
        "lastUsedAt",
      ],
      count: size.accounts === 0 ? 0 : size.authorizations,
      row: (index) => {
        const account = index % size.accounts;
        const domain = accountDomain(account);
        const identity = identityOf(size, account, Math.floor(index / size.accounts));
        const state = stateOf(fraction(size.seed, KIND.authorization, index));
        const createdAt = momentOf(KIND.choice, index);
        const isGrant = index % 7 === 0;
        const wasAuthorized = state !== "PENDING" && state !== "DENIED";
        return [
          idOf(KIND.authorization)(index),
          accountId(account),
          idOf(KIND.identity)(identity),
          domainId(domain),
          pathOfDomain(domain),
          identityDomain(size, identity),
          identityAddress(size, identity),
          state,
          isGrant ? "GRANT" : "REQUEST",
          wasAuthorized && state !== "REVOKED" ? (isGrant ? "GRANT" : "OWNER") : null,
          createdAt,
          createdAt,
          wasAuthorized ? createdAt + DAY_MS : null,
          state === "EXPIRED" ? createdAt + 30 * DAY_MS : null,
          // One in three was never used.
          wasAuthorized && index % 3 > 0 ? createdAt + DAY_MS + (index % 20) * DAY_MS : null,
        ];
      },
    },
    {
      table: "sender_profile",
      columns: ["id", "authorizationId", "accountId", "version", "displayName", "createdAt", "updatedAt"],
      count: size.accounts === 0 ? 0 : size.authorizations,
      row: (index) => {
        const account = index % size.accounts;
        const id = idOf(KIND.authorization)(index);
        return [id, id, accountId(account), 1, `User ${account}`, EPOCH, EPOCH];
      },
    },
  ];
}

export function domainName(index: number): string {
  return `domain${index}.example`;
}

/** Seven addresses for ten authorizations: some addresses are shared by several accounts. */
function identityCount({ authorizations }: SeedSize): number {
  return Math.max(authorizations === 0 ? 0 : 1, Math.ceil(authorizations * 0.7));
}

/** Different for each turn of one account, so that no pair of account and identity comes twice. */
function identityOf(size: SeedSize, account: number, turn: number): number {
  const count = identityCount(size);
  return (determined(size.seed, KIND.choice, account) + turn) % count;
}

function identityDomain({ domains }: SeedSize, identity: number): string {
  return `customer${identity % Math.max(1, Math.ceil(domains / 2))}.example`;
}

function identityAddress(size: SeedSize, identity: number): string {
  return `contact${identity}@${identityDomain(size, identity)}`;
}

function stateOf(share: number): string {
  return STATES.find(([, upTo]) => share < upTo)?.[0] ?? "AUTHORIZED";
}

interface PlannedPath {
  readonly path: string;
  readonly parent: number | null;
}

const DEEPEST = 5;

/** A third of the resellers stand at the top; the others below an earlier one, five levels deep at most. */
function planPaths({ resellers, seed }: SeedSize): PlannedPath[] {
  const planned: PlannedPath[] = [];
  for (let index = 0; index < resellers; index += 1) {
    const label = index.toString(36).padStart(8, "0");
    const candidate =
      index === 0 || fraction(seed, KIND.reseller, index) < 1 / 3 ? null : determined(seed, KIND.choice, index) % index;
    const above = candidate === null ? undefined : planned[candidate];
    const parent = above !== undefined && above.path.length < DEEPEST * 8 ? candidate : null;
    planned.push({ path: `${parent === null ? "" : above?.path}${label}`, parent });
  }
  return planned;
}
