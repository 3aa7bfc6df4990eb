import {
  type AccountFact,
  type AddressRules,
  accountOfLogin,
  addressesAsked,
  type CheckRequest,
  decide,
  delimitersOfAddress,
  delimitersOfLogin,
  everyDelimiterOfLogin,
  type HostedDomainFact,
  type PolicyLevel,
  type RefusalAdvice,
  readLogin,
  smtpReply,
} from "../../decision/index.js";
import { type Clock, KEY_RULE } from "../../kernel/index.js";
import { KeyRuleDiffers } from "../../replication/index.js";
import type { AgentDecision, DecisionSource, OwnerDirectory, SourceFreshness } from "../decision-source.js";
import { spellingsOfLogin } from "../spellings.js";
import type { CopyStore } from "./copy-store.js";
import { findAccountByLogin, type HeldAccount, holdAccount } from "./held-accounts.js";
import { factOfDomain, isProvenDomain, keysAtAliases, loginsOfAccount, targetOfDomain } from "./held-domains.js";
import { LoginSnapshot } from "./login-snapshot.js";
import { RecentMap } from "./recent-map.js";

/** No answer can be given from the copy: there is none yet, or it holds other domains than the login's. */
export class NotInCopy extends Error {
  override readonly name = "NotInCopy";
}

interface KnownDomain {
  /** Null for a domain that is not hosted, or not held here. */
  readonly fact: HostedDomainFact | null;
  readonly delimiters: string;
  /** The domain that it stands for, whether it is proven or not; null where it stands for none. */
  readonly loginTarget: string | null;
  /** The same where it is proven. */
  readonly target: string | null;
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
  readonly #rules: AddressRules = {
    delimitersOf: (name) => this.#domainOf(this.#requireStore(), name).delimiters,
    targetOf: (name) => this.#domainOf(this.#requireStore(), name).target,
  };

  constructor(
    private readonly options: {
      readonly clock: Clock;
      readonly publicUrl: string;
      readonly whenUnsynced: "allow" | "defer";
      /** What refusals here advise, whatever policies say. */
      readonly refusalAdvice?: RefusalAdvice | null;
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
    if (decision.refused === null) return decision;
    const { verdict, reason, wouldDeny, mode, refused, authorizationId, accountId, decidedAddress, revision } =
      decision;
    const reply = smtpReply(decision, this.options.publicUrl, this.options.refusalAdvice);
    // Named one by one: spreading a decision costs more than making it.
    return {
      verdict,
      reason,
      wouldDeny,
      mode,
      refused,
      authorizationId,
      accountId,
      decidedAddress,
      revision,
      smtpReply: reply,
    };
  }

  readonly owners: OwnerDirectory = {
    ownersOfAddress: (addressKey) => {
      const store = this.#requireStore();
      if (isOfOtherUnicode(store)) requireAsciiLocalPart(addressKey);
      const keys = this.#keysCovering(store, addressKey);
      const numbers = keys.flatMap((key) => [
        ...store.logins.at(key),
        ...store.senders.accountNumbersAt(key, MAX_OWNERS),
      ]);
      // Whoever signs in with it sends as it: a mailbox that is not known, or a name of one that is, at an alias too.
      const hosted = this.#domainOf(store, addressKey.slice(addressKey.lastIndexOf("@") + 1)).fact;
      const named = hosted === null ? [] : keys.flatMap((key) => [key, ...keysAtAliases(store, key, "ADDRESS")]);
      return [...new Set([...named.flatMap(spellingsOfLogin), ...this.#loginsOf(store, numbers)])];
    },
    ownersOfDomain: (domainName) => {
      const store = this.#requireStore();
      const { target } = this.#domainOf(store, domainName);
      const names = target === null ? [domainName] : [domainName, target];
      const numbers = names.flatMap((name) => store.domainSenders.accountNumbersAt(name, MAX_OWNERS));
      return this.#loginsOf(store, numbers);
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
      loginTargetOf: (name) => this.#domainOf(store, name).loginTarget,
      delimitersOf: (name) => delimitersOfLogin(this.#domainOf(store, name).fact),
      everyDelimiterOf: (name) => everyDelimiterOfLogin(this.#domainOf(store, name).fact, this.#platformLevels),
      isSuspended: ({ account }) => account.isSuspended,
    });
    const domainName = login.key.slice(login.key.lastIndexOf("@") + 1);
    const isHeld = store.isChosen(domainName) || this.#domainOf(store, domainName).loginTarget !== null;
    if (held === null && !isHeld) {
      throw new NotInCopy("the copy does not hold the domain of this login");
    }
    const hosted = login.address === null ? null : this.#domainOf(store, domainName).fact;
    return new LoginSnapshot(store, this.#rules, {
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
      const loginTarget = domain === null ? null : (targetOfDomain(store, domain)?.name ?? null);
      known = {
        fact,
        delimiters: delimitersOfAddress(name, fact, this.#platformLevels),
        loginTarget,
        target: domain !== null && isProvenDomain(domain) ? loginTarget : null,
      };
      this.#domains.set(name, known);
    }
    return known;
  }

  #loginsOf(store: CopyStore, numbers: readonly number[]): string[] {
    return [...new Set(numbers)].flatMap((number) => {
      const held = holdAccount(store, number);
      return held === null ? [] : loginsOfAccount(store, held).flatMap(spellingsOfLogin);
    });
  }

  /** The address and, where its domain stands for another, the same there. */
  #keysCovering(store: CopyStore, addressKey: string): string[] {
    const at = addressKey.lastIndexOf("@") + 1;
    const { target } = this.#domainOf(store, addressKey.slice(at));
    return target === null ? [addressKey] : [addressKey, addressKey.slice(0, at) + target];
  }
}

/** The platform brings local parts to NFC and lower case by another version of Unicode than we do. */
function isOfOtherUnicode({ state }: CopyStore): boolean {
  return state.keyRule.localParts !== KEY_RULE.localParts;
}

function requireAsciiLocalParts(question: CheckRequest): void {
  for (const address of [question.login, ...addressesAsked(question)]) requireAsciiLocalPart(address);
}

function requireAsciiLocalPart(address: string): void {
  const at = address.lastIndexOf("@");
  const localPart = at === -1 ? address : address.slice(0, at);
  if (/[^ -~]/.test(localPart)) {
    throw new KeyRuleDiffers("the platform runs on another version of Unicode: the key of this address may be another");
  }
}
