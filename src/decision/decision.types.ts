import type { ReversePath } from "../kernel/index.js";

/** What the reverse-path check is asked. */
export interface CheckRequest {
  /** The SASL login as the MTA reports it, any letter case. */
  readonly login: string;
  /** RFC 5321 MAIL FROM, in external form. */
  readonly reversePath: ReversePath;
  /** Addresses of every mailbox in RFC5322.From, where they are known. */
  readonly fromAddresses?: readonly string[];
  /**
   * Who passes the message on, where it was resent (RFC 5322 3.6.6): the addresses of Resent-From and Resent-Sender of the
   * most recent block of Resent fields, which stands first.
   */
  readonly resentFromAddresses?: readonly string[];
  /**
   * Header fields that say who the message is from and that nobody can read to their end, as they stand: each of them is
   * MALFORMED, as nobody can say what a reader would make of it. `From: one@example.org, <`
   */
  readonly unreadableFields?: readonly string[];
}

export type PolicyMode = "OFF" | "MONITOR" | "WARN" | "ENFORCE";

/** What a refusal advises: a link to the page that helps, or words without any `/`, for webmails that cut a reply there. */
export type RefusalAdvice = "LINK" | "WORDS";

/** By whom a resent message is judged: by its author (From) and by who resends it, or by who resends it alone. */
export type ResentMail = "BOTH" | "RESENT_FROM";

export type Verdict = "ALLOW" | "WARN" | "DENY";

export type DecisionReason =
  | "SUSPENDED"
  | "NULL_SENDER"
  | "MALFORMED"
  | "OWN_ADDRESS"
  | "ALIAS"
  | "SUBADDRESS"
  | "AUTHORIZED"
  | "DOMAIN_AUTHORIZED"
  | "PENDING"
  | "DENIED_BY_OWNER"
  | "REVOKED"
  | "EXPIRED"
  | "PAUSED"
  | "UNKNOWN_LOGIN"
  | "NOT_AUTHORIZED";

export type AuthorizationState = "PENDING" | "AUTHORIZED" | "PAUSED" | "DENIED" | "REVOKED" | "EXPIRED";

export interface AuthorizationFact {
  /** Null where whoever keeps the fact holds no identifiers. */
  readonly authorizationId: string | null;
  readonly state: AuthorizationState;
  /** Epoch milliseconds; null means it does not expire. */
  readonly expiresAt: number | null;
}

export interface DomainAuthorizationFact {
  /** Epoch milliseconds; null means it does not expire. */
  readonly expiresAt: number | null;
}

/** One step of a schedule: from `at` (epoch milliseconds) on, `mode` is in force. */
export interface ScheduledMode {
  readonly at: number;
  readonly mode: PolicyMode;
}

/** Everything a scope may set that a decision depends on; absent means "not set here". */
export interface DecisionSettings {
  readonly schedule?: readonly ScheduledMode[];
  /** Characters that separate a subaddress from the local part; "" turns subaddresses off. */
  readonly subaddressDelimiters?: string;
  readonly allowNullSender?: boolean;
  readonly refusalAdvice?: RefusalAdvice;
  readonly resentMail?: ResentMail;
  /** The platform's alone: domains that are not hosted and proven here, and what begins a subaddress there. */
  readonly subaddressDomains?: readonly SubaddressDomain[];
}

export interface SubaddressDomain {
  /** A-label. */
  readonly domain: string;
  readonly delimiters: string;
}

/** The policy of one scope. `locked` names the settings that scopes below may not change. */
export interface PolicyLevel<Settings = DecisionSettings> {
  readonly settings: Settings;
  readonly locked: readonly (keyof Settings)[];
}

export interface AccountFact {
  readonly accountId: string;
  /** Canonical key of the account's address. */
  readonly loginKey: string;
  /** The account, its domain or a reseller above is suspended. */
  readonly isSuspended: boolean;
  /** Canonical keys of its aliases in domains that are proven. */
  readonly aliasKeys: ReadonlySet<string>;
  /** Platform first, then resellers from the top, domain, account; scopes without a policy are left out. */
  readonly policyLevels: readonly PolicyLevel[];
}

/** What holds for a login that no account has: of its own domain where that is hosted here, else of the platform. */
export type UnknownLoginFact = Pick<AccountFact, "isSuspended" | "policyLevels">;

/** The data one decision is made from. Look-ups are synchronous: whoever builds it has the rows at hand. */
export interface DecisionSnapshot {
  /** The last committed change this data contains. */
  readonly revision: number;
  /** Canonical key of the login as it was signed in with, which may be an alias of the account or have a subaddress. */
  readonly signedInKey: string;
  /** The account that `accountOfLogin` finds; null for a login that is not known here. */
  readonly account: AccountFact | null;
  readonly unknownLogin: UnknownLoginFact;
  /** Characters that begin a subaddress in the domain, as `delimitersOfAddress` says. */
  delimitersOf(domainName: string): string;
  /** The domain that this one stands for: null for one that stands for no other, or is not proven. */
  targetOf(domainName: string): string | null;
  /** Whether the address is by itself the login of another account, or its owner wants to be asked by nobody. */
  isTaken(addressKey: string): boolean;
  authorizationFor(addressKey: string): AuthorizationFact | null;
  domainAuthorizationFor(domainName: string): DomainAuthorizationFact | null;
}

export interface RefusedSender {
  /** Canonical where it parses; empty for the null reverse-path. */
  readonly sender: string;
  /** Of the account, or as it was signed in with where no account has it. */
  readonly login: string;
  readonly advice: RefusalAdvice;
  /** Whether it is the author of a message that somebody else resends, and so keeps whoever resends it. */
  readonly isAuthorOfResent: boolean;
}

export interface Decision {
  readonly verdict: Verdict;
  readonly reason: DecisionReason;
  /** What ENFORCE would have said. */
  readonly wouldDeny: boolean;
  readonly mode: PolicyMode;
  /** What a refusal is about, for the words of its reply; null but for DENY. */
  readonly refused: RefusedSender | null;
  readonly authorizationId: string | null;
  readonly accountId: string | null;
  /** What the verdict is about: the reverse-path, or the RFC5322.From or Resent-From address or unreadable field that was worse. */
  readonly decidedAddress: string;
  readonly revision: number;
}
