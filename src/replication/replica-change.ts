import type {
  AuthorizationState,
  RefusalAdvice,
  ResentMail,
  ScheduledMode,
  SubaddressDomain,
} from "../decision/index.js";

export type PolicyScopeKind = "PLATFORM" | "RESELLER" | "DOMAIN" | "ACCOUNT";

/**
 * What a copy of the authorizations must learn. Every change carries the whole new state of one thing, so applying it
 * twice, or on top of a newer copy of the same thing at the same revision, changes nothing.
 */
export type ReplicaChange =
  /** With another path than before, everything below the reseller has moved with it. */
  | { readonly kind: "RESELLER"; readonly id: string; readonly path: string; readonly isSuspended: boolean }
  | { readonly kind: "RESELLER_REMOVED"; readonly id: string }
  | {
      readonly kind: "DOMAIN";
      readonly id: string;
      readonly name: string;
      readonly resellerPath: string;
      readonly isSuspended: boolean;
      /** Absent in entries of before a domain could be unproven, when all were proven. */
      readonly isProven?: boolean;
      /** The domain that it stands for; absent for a domain of its own. */
      readonly aliasOfId?: string;
    }
  /** The domain and every account in it are gone. */
  | { readonly kind: "DOMAIN_REMOVED"; readonly id: string }
  | {
      readonly kind: "ACCOUNT";
      readonly id: string;
      readonly domainId: string;
      readonly loginKey: string;
      readonly aliasKeys: readonly string[];
      /** Aliases in domains that are not proven: names to sign in with, which give nothing else. Absent for none. */
      readonly unprovenAliasKeys?: readonly string[];
      readonly isSuspended: boolean;
    }
  /** The account and everything it was allowed are gone. */
  | { readonly kind: "ACCOUNT_REMOVED"; readonly id: string; readonly domainId: string }
  | {
      readonly kind: "AUTHORIZATION";
      readonly id: string;
      readonly accountId: string;
      readonly domainId: string;
      readonly addressKey: string;
      readonly state: AuthorizationState;
      /** Epoch milliseconds, or null for no end. */
      readonly expiresAt: number | null;
    }
  | {
      readonly kind: "AUTHORIZATION_REMOVED";
      readonly id: string;
      readonly accountId: string;
      readonly domainId: string;
      readonly addressKey: string;
    }
  | {
      readonly kind: "DOMAIN_AUTHORIZATION";
      readonly id: string;
      readonly accountId: string;
      readonly domainId: string;
      /** A-label of the domain the account may send as. */
      readonly authorizedDomain: string;
      readonly isAuthorized: boolean;
      readonly expiresAt: number | null;
    }
  /** The owner of an address wants to be asked by nobody, or does not mind any more. */
  | { readonly kind: "IDENTITY"; readonly id: string; readonly addressKey: string; readonly isBlocked: boolean }
  | {
      readonly kind: "POLICY";
      /** Empty string for the platform. */
      readonly scopeId: string;
      readonly scopeKind: PolicyScopeKind;
      readonly schedule: readonly ScheduledMode[] | null;
      readonly subaddressDelimiters: string | null;
      readonly allowNullSender: boolean | null;
      /** Of the platform alone. Absent in entries of before there were any. */
      readonly subaddressDomains?: readonly SubaddressDomain[] | null;
      /** Absent in entries of before there were any. */
      readonly refusalAdvice?: RefusalAdvice | null;
      /** Absent in entries of before there were any. */
      readonly resentMail?: ResentMail | null;
      readonly locked: readonly string[];
    }
  | { readonly kind: "POLICY_REMOVED"; readonly scopeId: string; readonly scopeKind: PolicyScopeKind };

export type ReplicaChangeOf<Kind extends ReplicaChange["kind"]> = Extract<ReplicaChange, { kind: Kind }>;
