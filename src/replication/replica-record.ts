import type {
  AuthorizationState,
  RefusalAdvice,
  ResentMail,
  ScheduledMode,
  SubaddressDomain,
} from "../decision/index.js";
import { type KeyRule, ownValue } from "../kernel/index.js";
import type { PolicyScopeKind } from "./replica-change.js";

/** Raised when a record changes so that older agents would misread it. */
export const REPLICA_FORMAT = 4;

/** What a full copy begins with. */
export interface ReplicaHeader {
  readonly format: number;
  /** By which its keys were made; a reader with another rule for domains must not look anything up in it. */
  readonly keyRule: KeyRule;
  /** The last committed change the records contain. */
  readonly revision: number;
  /** A-labels of the domains that were asked for; null for all. */
  readonly domains: readonly string[] | null;
}

/** Position in the list, from 1, is the code of a state on the wire and in a copy. */
export const STATES_BY_CODE: readonly (AuthorizationState | null)[] = [
  null,
  "PENDING",
  "AUTHORIZED",
  "PAUSED",
  "DENIED",
  "REVOKED",
  "EXPIRED",
];

export function codeOfState(state: AuthorizationState): number {
  return STATES_BY_CODE.indexOf(state);
}

/** An address an account has an authorization for: its key, the code of the state, epoch milliseconds of its end. */
export type SenderEntry = readonly [addressKey: string, stateCode: number, expiresAt?: number];
/** A domain an account may send as, and epoch milliseconds of the end. */
export type DomainSenderEntry = readonly [domain: string, expiresAt?: number];

/**
 * One line of a full copy: a JSON array whose first member tells the kind, because names of members would be most of
 * ten million lines. Accounts come after their domains, and what an account may do after the account.
 */
export type ReplicaRecord =
  | readonly [kind: "H", header: ReplicaHeader]
  /** Reseller. */
  | readonly [kind: "R", id: string, path: string, isSuspended: 0 | 1]
  /** Domain. One that stands for another comes after that one. */
  | readonly [
      kind: "D",
      id: string,
      name: string,
      resellerPath: string,
      isSuspended: 0 | 1,
      isProven: 0 | 1,
      aliasOfId: string | null,
    ]
  /** Account. */
  | readonly [
      kind: "A",
      id: string,
      domainId: string,
      loginKey: string,
      aliasKeys: readonly string[],
      isSuspended: 0 | 1,
      unprovenAliasKeys: readonly string[],
    ]
  /** Authorizations of an account; a further record of the same account adds to them. */
  | readonly [kind: "S", accountId: string, entries: readonly SenderEntry[]]
  /** Domain authorizations in force. */
  | readonly [kind: "W", accountId: string, entries: readonly DomainSenderEntry[]]
  | readonly [
      kind: "P",
      scopeKind: PolicyScopeKind,
      scopeId: string,
      schedule: readonly ScheduledMode[] | null,
      subaddressDelimiters: string | null,
      allowNullSender: boolean | null,
      locked: readonly string[],
      subaddressDomains: readonly SubaddressDomain[] | null,
      refusalAdvice: RefusalAdvice | null,
      resentMail: ResentMail | null,
    ]
  /** Addresses whose owners want to be asked by nobody. */
  | readonly [kind: "B", addressKeys: readonly string[]]
  /**
   * Everything before it is complete: the copy can be taken up again after `cursor`. `checksum` is that of all lines of
   * this answer before it, `count` how many there were.
   */
  | readonly [kind: "C", cursor: string, count: number, checksum: string]
  /** The same, and the copy is at its end. An answer without it was cut off. */
  | readonly [kind: "E", count: number, checksum: string];

export type ReplicaRecordOf<Kind extends ReplicaRecord[0]> = Extract<ReplicaRecord, readonly [Kind, ...unknown[]]>;

const LENGTHS: Readonly<Record<string, number>> = { H: 2, R: 4, D: 7, A: 7, S: 3, W: 3, P: 10, B: 2, C: 4, E: 3 };

export class MalformedReplica extends Error {
  override readonly name = "MalformedReplica";
}

/** The platform makes keys of domains in another way: nothing of it may be looked up here, and time mends nothing. */
export class KeyRuleDiffers extends Error {
  override readonly name = "KeyRuleDiffers";
}

export function formatReplicaRecord(record: ReplicaRecord): string {
  return JSON.stringify(record);
}

/** Throws MalformedReplica. The sender is the API that we hold a key of, so lines are checked for kind and length. */
export function parseReplicaRecord(line: string): ReplicaRecord {
  let value: unknown;
  try {
    value = JSON.parse(line);
  } catch (cause) {
    throw new MalformedReplica("a line of the copy is no JSON", { cause });
  }
  if (!Array.isArray(value) || value.length !== ownValue(LENGTHS, String(value[0]))) {
    throw new MalformedReplica("a line of the copy is no record that is known here");
  }
  return value as unknown as ReplicaRecord;
}
