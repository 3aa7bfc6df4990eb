import type {
  AccountFact,
  AuthorizationFact,
  DecisionSnapshot,
  DomainAuthorizationFact,
  SubaddressRules,
  UnknownLoginFact,
} from "../../decision/index.js";
import { SIP_HASH_LENGTH, STATES_BY_CODE } from "../../replication/index.js";
import { decodeDomainSender, decodeSender, SENDER_KEY_LENGTH } from "./copy-layout.js";
import type { BinaryTable, CopyStore } from "./copy-store.js";
import { findAccountByLogin, isBlocked } from "./copy-tables.js";

export interface KnownLogin {
  readonly signedInKey: string;
  /** Null, and number 0, for a login that no account has. */
  readonly account: AccountFact | null;
  readonly number: number;
  readonly unknownLogin: UnknownLoginFact;
}

/** Of all snapshots: a look-up is over before the next begins. */
const lookupKey = Buffer.alloc(SENDER_KEY_LENGTH);

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
    private readonly rules: SubaddressRules,
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

  isTaken(addressKey: string): boolean {
    if (isBlocked(this.store, addressKey)) return true;
    const holder = findAccountByLogin(this.store, addressKey);
    return holder !== null && holder.number !== this.#number;
  }

  /** A copy holds no identifiers of authorizations. */
  authorizationFor(addressKey: string): AuthorizationFact | null {
    const value = this.#lookUp(this.store.tables.senders, addressKey);
    if (value === undefined) return null;
    const { stateCode, expiresAt } = decodeSender(value);
    const state = STATES_BY_CODE[stateCode];
    return state ? { authorizationId: null, state, expiresAt } : null;
  }

  domainAuthorizationFor(domainName: string): DomainAuthorizationFact | null {
    const value = this.#lookUp(this.store.tables.domainSenders, domainName);
    return value === undefined ? null : decodeDomainSender(value);
  }

  /** Valid until the next look-up. */
  #lookUp(table: BinaryTable, text: string): Buffer | undefined {
    if (this.account === null) return undefined;
    this.store.hash.ofText(text, lookupKey, 0);
    lookupKey.writeUInt32BE(this.#number, SIP_HASH_LENGTH);
    return table.getBinaryFast(lookupKey);
  }
}
