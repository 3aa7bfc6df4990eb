import {
  type AccountFact,
  accountOfLogin,
  type CheckRequest,
  decide,
  delimitersOfAddress,
  delimitersOfLogin,
  type HostedDomainFact,
  type PolicyLevel,
  readLogin,
  smtpReply,
} from "../../decision/index.js";
import { type Clock, KEY_RULE } from "../../kernel/index.js";
import { KeyRuleDiffers } from "../../replication/index.js";
import type { AgentDecision, DecisionSource, OwnerDirectory, SourceFreshness } from "../decision-source.js";
import { spellingsOfLogin } from "../spellings.js";
import type { CopyStore } from "./copy-store.js";
import {
  findAccountByLogin,
  type HeldAccount,
  holdAccount,
  namesOfAccount,
  policyLevelsOfDomain,
} from "./held-accounts.js";
import { LoginSnapshot } from "./login-snapshot.js";
import { RecentMap } from "./recent-map.js";
import type { StoredDomain } from "./tables/domains.js";

/** No answer can be given from the copy: there is none yet, or it holds other domains than the login's. */
export class NotInCopy extends Error {
  override readonly name = "NotInCopy";
}

interface KnownDomain {
  /** Null for a domain that is not hosted, or not held here. */
  readonly fact: HostedDomainFact | null;
  readonly delimiters: string;
}

const LOGINS_REMEMBERED = 20_000;
const DOMAINS_REMEMBERED = 5_000;
/** Owners of one address; whoever has more is not asked over socketmap. */
const MAX_OWNERS = 10_000;
const NO_KEYS: ReadonlySet<string> = new Set();

/**
 * Answers from the copy, in the same turn and without the network. Schedules and ends follow from the clock, so it is
 * right for as long as nothing else changes. A copy of chosen domains refuses to answer for logins of other domains:
 * it cannot tell an unknown login from one it does not hold.
 */
export class CopySource implements DecisionSource {
  #store: CopyStore | null = null;
  #epoch = 0;
  #logins = new RecentMap<string, LoginSnapshot>(LOGINS_REMEMBERED);
  #domains = new RecentMap<string, KnownDomain>(DOMAINS_REMEMBERED);
  #platformLevels: readonly PolicyLevel[] = [];
  readonly #delimiters = { delimitersOf: (name: string) => this.#domainOf(this.#requireStore(), name).delimiters };

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

  decide(question: CheckRequest): AgentDecision {
    const store = this.#store;
    if (store === null) return this.#decideWithoutCopy(question);
    if (store.state.epoch !== this.#epoch) this.#forget(store);
    if (isOfOtherUnicode(store)) requireAsciiLocalParts(question);
    const snapshot = this.#findLogin(store, question.login);
    const decision = decide(question, snapshot, this.options.clock.now().getTime());
    // Most are no refusal and go on as they are: nothing is made for them.
    return decision.refused === null
      ? decision
      : { ...decision, smtpReply: smtpReply(decision, this.options.publicUrl) };
  }

  readonly owners: OwnerDirectory = {
    ownersOfAddress: (addressKey) => {
      const store = this.#requireStore();
      if (isOfOtherUnicode(store)) requireAsciiLocalPart(addressKey);
      const numbers = [...store.logins.at(addressKey), ...store.senders.accountNumbersAt(addressKey, MAX_OWNERS)];
      // Whoever signs in with it sends as it: a mailbox that is not known, or a name of one that is.
      const hosted = this.#domainOf(store, addressKey.slice(addressKey.lastIndexOf("@") + 1)).fact;
      return [
        ...new Set([...(hosted === null ? [] : spellingsOfLogin(addressKey)), ...this.#loginsOf(store, numbers)]),
      ];
    },
    ownersOfDomain: (domainName) => {
      const store = this.#requireStore();
      return this.#loginsOf(store, store.domainSenders.accountNumbersAt(domainName, MAX_OWNERS));
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

  #decideWithoutCopy(question: CheckRequest): AgentDecision {
    if (this.options.whenUnsynced === "defer") throw new NotInCopy("there is no copy of the authorizations yet");
    return {
      verdict: "ALLOW",
      reason: "NOT_AUTHORIZED",
      wouldDeny: true,
      mode: "OFF",
      refused: null,
      authorizationId: null,
      accountId: null,
      decidedAddress: question.reversePath,
      revision: 0,
    };
  }

  #forget(store: CopyStore): void {
    this.#epoch = store.state.epoch;
    this.#logins.clear();
    this.#domains.clear();
    const platform = store.policies.levelOf("PLATFORM", "");
    this.#platformLevels = platform === null ? [] : [platform];
  }

  #findLogin(store: CopyStore, login: string): LoginSnapshot {
    let known = this.#logins.get(login);
    if (known === undefined) {
      known = this.#readLogin(store, login);
      this.#logins.set(login, known);
    }
    return known;
  }

  #readLogin(store: CopyStore, text: string): LoginSnapshot {
    const login = readLogin(text);
    const held = accountOfLogin(login, {
      accountAt: (key) => findAccountByLogin(store, key),
      delimitersOf: (name) => delimitersOfLogin(this.#domainOf(store, name).fact),
    });
    const domainName = login.key.slice(login.key.lastIndexOf("@") + 1);
    if (held === null && !store.isChosen(domainName)) {
      throw new NotInCopy("the copy does not hold the domain of this login");
    }
    const hosted = login.address === null ? null : this.#domainOf(store, domainName).fact;
    return new LoginSnapshot(store, this.#delimiters, {
      signedInKey: login.key,
      account: held === null ? null : this.#accountFact(store, held),
      number: held?.number ?? 0,
      unknownLogin: hosted ?? { isSuspended: false, policyLevels: this.#platformLevels },
    });
  }

  #accountFact(store: CopyStore, { number, account, domain, loginKey }: HeldAccount): AccountFact {
    const hosted = this.#domainOf(store, domain.name).fact ?? factOfDomain(store, domain);
    const own = account.hasPolicy ? store.policies.levelOf("ACCOUNT", account.id) : null;
    return {
      accountId: account.id,
      loginKey,
      isSuspended: account.isSuspended || hosted.isSuspended,
      aliasKeys: account.hasAliases ? new Set(store.aliases.get(number).proven) : NO_KEYS,
      policyLevels: own === null ? hosted.policyLevels : [...hosted.policyLevels, own],
    };
  }

  #domainOf(store: CopyStore, name: string): KnownDomain {
    let known = this.#domains.get(name);
    if (known === undefined) {
      const domain = store.domains.named(name);
      const fact = domain === null ? null : factOfDomain(store, domain);
      known = { fact, delimiters: delimitersOfAddress(name, fact, this.#platformLevels) };
      this.#domains.set(name, known);
    }
    return known;
  }

  #loginsOf(store: CopyStore, numbers: readonly number[]): string[] {
    return [...new Set(numbers)].flatMap((number) => {
      const held = holdAccount(store, number);
      return held === null ? [] : namesOfAccount(store, held).flatMap(spellingsOfLogin);
    });
  }
}

function factOfDomain(store: CopyStore, domain: StoredDomain): HostedDomainFact {
  return {
    isSuspended: domain.isSuspended || store.resellers.isAnySuspended(domain.resellerPath),
    isProven: domain.isProven !== false,
    policyLevels: policyLevelsOfDomain(store, domain),
  };
}

/** The platform brings local parts to NFC and lower case by another version of Unicode than we do. */
function isOfOtherUnicode({ state }: CopyStore): boolean {
  return state.keyRule.localParts !== KEY_RULE.localParts;
}

function requireAsciiLocalParts({ login, reversePath, fromAddresses = [] }: CheckRequest): void {
  for (const address of [login, reversePath, ...fromAddresses]) requireAsciiLocalPart(address);
}

function requireAsciiLocalPart(address: string): void {
  const at = address.lastIndexOf("@");
  const localPart = at === -1 ? address : address.slice(0, at);
  if (/[^ -~]/.test(localPart)) {
    throw new KeyRuleDiffers("the platform runs on another version of Unicode: the key of this address may be another");
  }
}
