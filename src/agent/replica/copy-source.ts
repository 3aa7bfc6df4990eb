import {
  type AccountFact,
  type AuthorizationFact,
  type Decision,
  type DecisionSnapshot,
  type DomainAuthorizationFact,
  decide,
  loginKeyOf,
  type PolicyLevel,
  type SenderQuestion,
} from "../../decision/index.js";
import { type Clock, KEY_RULE } from "../../kernel/index.js";
import { KeyRuleDiffers, SIP_HASH_LENGTH, STATES_BY_CODE } from "../../replica/index.js";
import type { DecisionSource, OwnerDirectory, SourceFreshness } from "../decision-source.js";
import { decodeDomainSender, decodeSender, NUMBER_LENGTH, SENDER_KEY_LENGTH } from "./copy-layout.js";
import { type BinaryTable, type CopyStore, hashKeyOf, numbersAt } from "./copy-store.js";
import {
  aliasKeysOf,
  findAccountByLogin,
  findPolicyLevel,
  holdAccount,
  isAnyResellerSuspended,
  policyLevelsOfDomain,
} from "./copy-things.js";
import { RecentMap } from "./recent-map.js";

/** No answer can be given from the copy: there is none yet, or it holds other domains than the login's. */
export class NotInCopy extends Error {
  override readonly name = "NotInCopy";
}

interface KnownDomain {
  readonly isSuspended: boolean;
  readonly levels: readonly PolicyLevel[];
}

interface KnownAccount {
  readonly number: number;
  readonly fact: AccountFact;
}

const ACCOUNTS_REMEMBERED = 20_000;
const DOMAINS_REMEMBERED = 5_000;
/** Owners of one address; whoever has more is not asked over socketmap. */
const MOST_OWNERS = 10_000;
const NO_KEYS: ReadonlySet<string> = new Set();

/**
 * Answers from the copy, in the same turn and without the network. Schedules and ends follow from the clock, so it is
 * right for as long as nothing else changes. A copy of chosen domains refuses to answer for logins of other domains:
 * it cannot tell an unknown login from one it does not hold.
 */
export class CopySource implements DecisionSource {
  #store: CopyStore | null = null;
  #epoch = 0;
  #accounts = new RecentMap<string, KnownAccount | null>(ACCOUNTS_REMEMBERED);
  #domains = new RecentMap<string, KnownDomain>(DOMAINS_REMEMBERED);
  #platformLevels: readonly PolicyLevel[] = [];
  readonly #key = Buffer.alloc(SENDER_KEY_LENGTH);

  constructor(
    private readonly options: {
      readonly clock: Clock;
      readonly publicUrl: string;
      readonly whenUnsynced: "allow" | "defer";
    },
  ) {}

  /** Answers from this copy from now on. */
  use(store: CopyStore): void {
    this.#store = store;
    this.#forget(store);
  }

  get store(): CopyStore | null {
    return this.#store;
  }

  decide(question: SenderQuestion): Decision {
    const store = this.#store;
    if (store === null) return this.#decideWithoutCopy(question);
    if (store.state.epoch !== this.#epoch) this.#forget(store);
    if (isOfOtherUnicode(store)) requireAsciiLocalParts(question);
    const known = this.#findAccount(store, question.login);
    const snapshot: DecisionSnapshot = {
      revision: store.state.revision,
      account: known === null ? null : known.fact,
      platformLevels: this.#platformLevels,
      authorizationFor: (key) => (known === null ? null : this.#authorization(store, known.number, key)),
      domainAuthorizationFor: (name) => (known === null ? null : this.#domainAuthorization(store, known.number, name)),
    };
    const decision = decide(question, snapshot, this.options.clock.now().getTime(), this.options.publicUrl);
    // A copy holds no identifiers of authorizations.
    return decision.authorizationId === null ? decision : { ...decision, authorizationId: null };
  }

  readonly owners: OwnerDirectory = {
    ownersOfAddress: (addressKey) => {
      const store = this.#requireStore();
      if (isOfOtherUnicode(store)) requireAsciiLocalPart(addressKey);
      const own = numbersAt(store.tables.logins, hashKeyOf(store.hash, addressKey));
      return this.#loginsOf(store, [...own, ...numbersAfter(store.tables.senders, hashKeyOf(store.hash, addressKey))]);
    },
    ownersOfDomain: (domainName) => {
      const store = this.#requireStore();
      return this.#loginsOf(store, numbersAfter(store.tables.domainSenders, hashKeyOf(store.hash, domainName)));
    },
  };

  freshness(): SourceFreshness {
    const state = this.#store?.state;
    if (state === undefined) return { revision: null, ageMs: null, isReady: this.options.whenUnsynced === "allow" };
    const ageMs = Math.max(0, this.options.clock.now().getTime() - state.currentAt);
    return { revision: state.revision, ageMs, isReady: true };
  }

  #requireStore(): CopyStore {
    if (this.#store === null) throw new NotInCopy("there is no copy of the authorizations yet");
    return this.#store;
  }

  #decideWithoutCopy(question: SenderQuestion): Decision {
    if (this.options.whenUnsynced === "defer") throw new NotInCopy("there is no copy of the authorizations yet");
    return {
      verdict: "ALLOW",
      reason: "NOT_AUTHORIZED",
      wouldDeny: true,
      mode: "OFF",
      smtpReply: null,
      authorizationId: null,
      accountId: null,
      decidedAddress: question.reversePath,
      revision: 0,
    };
  }

  #forget(store: CopyStore): void {
    this.#epoch = store.state.epoch;
    this.#accounts.clear();
    this.#domains.clear();
    const platform = findPolicyLevel(store, "PLATFORM", "");
    this.#platformLevels = platform === null ? [] : [platform];
  }

  #findAccount(store: CopyStore, login: string): KnownAccount | null {
    let known = this.#accounts.get(login);
    if (known === undefined) {
      known = this.#readAccount(store, loginKeyOf(login));
      this.#accounts.set(login, known);
    }
    return known;
  }

  #readAccount(store: CopyStore, loginKey: string): KnownAccount | null {
    const held = findAccountByLogin(store, loginKey);
    if (held === null) {
      if (!store.isChosen(loginKey.slice(loginKey.lastIndexOf("@") + 1))) {
        throw new NotInCopy("the copy does not hold the domain of this login");
      }
      return null;
    }
    const { account, number } = held;
    const domain = this.#domainOf(store, held.domain);
    const own = account.hasPolicy ? findPolicyLevel(store, "ACCOUNT", account.id) : null;
    return {
      number,
      fact: {
        accountId: account.id,
        loginKey,
        isSuspended: account.isSuspended || domain.isSuspended,
        isDomainProven: held.domain.isProven !== false,
        aliasKeys: account.hasAliases ? new Set(aliasKeysOf(store, number)) : NO_KEYS,
        policyLevels: own === null ? domain.levels : [...domain.levels, own],
      },
    };
  }

  #domainOf(store: CopyStore, domain: Parameters<typeof policyLevelsOfDomain>[1]): KnownDomain {
    let known = this.#domains.get(domain.id);
    if (known === undefined) {
      known = {
        isSuspended: domain.isSuspended || isAnyResellerSuspended(store, domain.resellerPath),
        levels: policyLevelsOfDomain(store, domain),
      };
      this.#domains.set(domain.id, known);
    }
    return known;
  }

  #authorization(store: CopyStore, number: number, addressKey: string): AuthorizationFact | null {
    const value = this.#at(store.tables.senders, store, number, addressKey);
    if (value === undefined) return null;
    const { stateCode, expiresAt } = decodeSender(value);
    const state = STATES_BY_CODE[stateCode];
    return state ? { authorizationId: "", state, expiresAt } : null;
  }

  #domainAuthorization(store: CopyStore, number: number, domainName: string): DomainAuthorizationFact | null {
    const value = this.#at(store.tables.domainSenders, store, number, domainName);
    return value === undefined ? null : decodeDomainSender(value);
  }

  /** Valid until the next look-up. */
  #at(table: BinaryTable, store: CopyStore, number: number, text: string): Buffer | undefined {
    store.hash.ofText(text, this.#key, 0);
    this.#key.writeUInt32BE(number, SIP_HASH_LENGTH);
    return table.getBinaryFast(this.#key);
  }

  #loginsOf(store: CopyStore, numbers: readonly number[]): string[] {
    return [...new Set(numbers)].flatMap((number) => holdAccount(store, number)?.loginKey ?? []);
  }
}

/** The platform brings local parts to NFC and lower case by another version of Unicode than we do. */
function isOfOtherUnicode({ state }: CopyStore): boolean {
  return state.keyRule.localParts !== KEY_RULE.localParts;
}

function requireAsciiLocalParts({ login, reversePath, fromAddresses = [] }: SenderQuestion): void {
  for (const address of [login, reversePath, ...fromAddresses]) requireAsciiLocalPart(address);
}

function requireAsciiLocalPart(address: string): void {
  const at = address.lastIndexOf("@");
  const localPart = at === -1 ? address : address.slice(0, at);
  if (/[^ -~]/.test(localPart)) {
    throw new KeyRuleDiffers("the platform runs on another version of Unicode: the key of this address may be another");
  }
}

/** Numbers of the accounts whose keys begin with this hash. */
function numbersAfter(table: BinaryTable, hash: Buffer): number[] {
  const end = Buffer.concat([hash, Buffer.alloc(NUMBER_LENGTH + 1, 0xff)]);
  return [...table.getKeys({ start: hash, end, limit: MOST_OWNERS })].map((key) => key.readUInt32BE(SIP_HASH_LENGTH));
}
