import type { CheckRequest, Decision } from "../decision/index.js";

/** How old the data is that answers come from. */
export interface SourceFreshness {
  /** The last committed change the data contains; null before there is any data. */
  readonly revision: number | null;
  /** Milliseconds since the data was last known to be current; null before there is any data. */
  readonly ageMs: number | null;
  /** Whether questions can be answered at all right now, as far as the source knows. */
  readonly isReady: boolean;
}

/**
 * Who owns an address, for MTAs that ask "whose is it?" instead of "may this login use it?".
 * Each list holds logins as their users type them at sign-in. It may name too many (somebody suspended, a subaddress
 * the policy does not allow): the caller puts every name to `decide` before it hands it out.
 */
export interface OwnerDirectory {
  /**
   * Logins of accounts that hold exactly this address: as their own, as an alias, or by an authorization; each account by
   * all its names. Where the domain is hosted here, the address too: somebody may sign in as it whom nobody knows.
   */
  ownersOfAddress(addressKey: string): readonly string[] | Promise<readonly string[]>;
  /** Logins that hold an authorization for the whole domain (A-label). */
  ownersOfDomain(domainName: string): readonly string[] | Promise<readonly string[]>;
}

/** A decision that is ready to be given to an MTA. */
export interface AgentDecision extends Decision {
  /** `550 5.7.1 …`; left out or null but for DENY. */
  readonly smtpReply?: string | null;
}

/**
 * Where every protocol of the agent gets its answers: the copy, or none of them.
 * A source that has its data at hand answers synchronously, and the protocols then answer in the same turn, without
 * a promise a request; a source that has to ask returns a promise. Throwing and rejecting mean the same: no answer
 * can be given, and the MTA must be made to defer. A source never invents an answer to be helpful.
 */
export interface DecisionSource {
  decide(question: CheckRequest): AgentDecision | Promise<AgentDecision>;
  /** Null when this source cannot list owners; socketmap then answers TEMP. */
  readonly owners: OwnerDirectory | null;
  freshness(): SourceFreshness;
}

export function isPromise<T>(answer: T | Promise<T>): answer is Promise<T> {
  return answer instanceof Promise;
}
