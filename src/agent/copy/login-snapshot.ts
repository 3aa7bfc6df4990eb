import type {
  AccountFact,
  AddressRules,
  AuthorizationFact,
  DecisionSnapshot,
  DomainAuthorizationFact,
  UnknownLoginFact,
} from "../../decision/index.js";
import { STATES_BY_CODE } from "../../replication/index.js";
import type { CopyStore } from "./copy-store.js";
import { findAccountByLogin } from "./held-accounts.js";

export interface KnownLogin {
  readonly signedInKey: string;
  /** Null, and number 0, for a login that no account has. */
  readonly account: AccountFact | null;
  readonly number: number;
  readonly unknownLogin: UnknownLoginFact;
}

/**
 * What decisions for one login rest on. The login, its account and policy were read once and hold for one epoch of the
 * copy; what the account holds for an address is looked up each time. One snapshot serves every decision, so that none
 * of them has to make one.
 */
export class LoginSnapshot implements DecisionSnapshot {
  readonly signedInKey: string;
  readonly account: AccountFact | null;
  readonly unknownLogin: UnknownLoginFact;
  readonly #number: number;

  constructor(
    private readonly store: CopyStore,
    private readonly rules: AddressRules,
    known: KnownLogin,
  ) {
    this.signedInKey = known.signedInKey;
    this.account = known.account;
    this.unknownLogin = known.unknownLogin;
    this.#number = known.number;
  }

  get revision(): number {
    return this.store.state.revision;
  }

  delimitersOf(domainName: string): string {
    return this.rules.delimitersOf(domainName);
  }

  targetOf(domainName: string): string | null {
    return this.rules.targetOf(domainName);
  }

  isTaken(addressKey: string): boolean {
    if (this.store.blocked.has(addressKey)) return true;
    const holder = findAccountByLogin(this.store, addressKey);
    return holder !== null && holder.number !== this.#number;
  }

  /** A copy holds no identifiers of authorizations. */
  authorizationFor(addressKey: string): AuthorizationFact | null {
    const sender = this.account === null ? null : this.store.senders.get(addressKey, this.#number);
    if (sender === null) return null;
    const state = STATES_BY_CODE[sender.stateCode];
    return state ? { authorizationId: null, state, expiresAt: sender.expiresAt } : null;
  }

  domainAuthorizationFor(domainName: string): DomainAuthorizationFact | null {
    return this.account === null ? null : this.store.domainSenders.get(domainName, this.#number);
  }
}
