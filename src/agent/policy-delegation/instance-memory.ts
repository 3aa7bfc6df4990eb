import type { AgentDecision } from "../decision-source.js";

export interface RememberedDecision {
  readonly decision: AgentDecision;
  /** Whether the message already has the header that WARN adds. */
  hasWarned: boolean;
}

export interface InstanceMemory {
  recall(instance: string | null, saslLogin: string, reversePath: string): RememberedDecision | null;
  remember(
    instance: string | null,
    saslLogin: string,
    reversePath: string,
    decision: AgentDecision,
  ): RememberedDecision;
}

interface Entry extends RememberedDecision {
  readonly instance: string;
  readonly saslLogin: string;
  readonly reversePath: string;
  readonly decidedAt: number;
}

/**
 * A connection belongs to one smtpd process, which has one message at a time; a few more are kept for proxies that
 * share a connection between several.
 */
const MAX_INSTANCES = 8;
/** A client that uses one instance for ever is not answered from old data for ever. */
const MAX_MESSAGE_MS = 100_000;
/** What is longer than any address, login or instance is not kept: memory is a connection's, not its client's. */
const MAX_KEPT_LENGTH = 512;

/**
 * Decides a message once for all of its recipients, so that a change in the middle does not let half of them through
 * and refuse the rest. Login and reverse-path are compared too: an instance alone is only what the peer says it is.
 */
export function createInstanceMemory(now: () => number = Date.now): InstanceMemory {
  const entries: Entry[] = [];
  let nextPlace = 0;
  return {
    recall(instance, saslLogin, reversePath) {
      if (instance === null || instance === "") return null;
      for (const entry of entries) {
        if (entry.instance !== instance || entry.saslLogin !== saslLogin || entry.reversePath !== reversePath) continue;
        if (now() - entry.decidedAt < MAX_MESSAGE_MS) return entry;
        entries.splice(entries.indexOf(entry), 1);
        return null;
      }
      return null;
    },
    remember(instance, saslLogin, reversePath, decision) {
      if (instance === null || instance === "") return { decision, hasWarned: false };
      const longest = Math.max(instance.length, saslLogin.length, reversePath.length);
      if (longest > MAX_KEPT_LENGTH) return { decision, hasWarned: false };
      const entry = { instance, saslLogin, reversePath, decision, hasWarned: false, decidedAt: now() };
      if (nextPlace >= entries.length) entries.push(entry);
      else entries[nextPlace] = entry;
      nextPlace = (nextPlace + 1) % MAX_INSTANCES;
      return entry;
    },
  };
}
