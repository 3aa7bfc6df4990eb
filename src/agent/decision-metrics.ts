import { Counter, type Registry } from "prom-client";
import type { Decision, DecisionReason, Verdict } from "../decision/index.js";
import type { LookupOutcome } from "./socketmap/socketmap-session.js";
import type { TroubleKind } from "./wire/protocol-trouble.js";

type Counts = Map<string, number>;

/** Counters of one protocol and reason; keys are words of the program, so that no text is made to count. */
type ReasonCounts = Record<Verdict, { wouldDeny: number; clear: number }>;
type ProtocolCounts = Map<DecisionReason, ReasonCounts>;

export interface DecisionMetrics {
  count(protocol: string, decision: Decision): void;
  countTrouble(protocol: string, kind: TroubleKind): void;
  countLookup(outcome: LookupOutcome): void;
}

/**
 * Counts in plain maps and hands the figures to the registry when it is scraped: labels of prom-client are hashed at
 * each increment, which would cost as much as the decision.
 */
export function createDecisionMetrics(registry: Registry): DecisionMetrics {
  const decisions = new Map<string, ProtocolCounts>();
  const troubles = new Map<string, Counts>();

  new Counter({
    name: "mayfrom_agent_decisions_total",
    help: "Decisions handed to the MTA; would_deny is what ENFORCE would have said",
    labelNames: ["protocol", "verdict", "reason", "would_deny"],
    registers: [registry],
    collect() {
      this.reset();
      for (const [protocol, ofProtocol] of decisions) {
        for (const [reason, ofReason] of ofProtocol) {
          for (const [verdict, { wouldDeny, clear }] of Object.entries(ofReason)) {
            if (wouldDeny > 0) this.inc({ protocol, verdict, reason, would_deny: "true" }, wouldDeny);
            if (clear > 0) this.inc({ protocol, verdict, reason, would_deny: "false" }, clear);
          }
        }
      }
    },
  });
  new Counter({
    name: "mayfrom_agent_troubles_total",
    help: "Connections ended without an answer, by cause",
    labelNames: ["protocol", "kind"],
    registers: [registry],
    collect() {
      this.reset();
      forEachCount(troubles, (protocol, kind, count) => this.inc({ protocol, kind }, count));
    },
  });
  const lookups = new Map<string, Counts>();
  new Counter({
    name: "mayfrom_agent_lookups_total",
    help: "Answers to socketmap queries for the owners of an address",
    labelNames: ["outcome"],
    registers: [registry],
    collect() {
      this.reset();
      forEachCount(lookups, (_, outcome, count) => this.inc({ outcome }, count));
    },
  });

  return {
    count(protocol, { verdict, reason, wouldDeny }) {
      const counts = countersOf(decisions, protocol, reason)[verdict];
      if (wouldDeny) counts.wouldDeny += 1;
      else counts.clear += 1;
    },
    countTrouble(protocol, kind) {
      add(troubles, protocol, kind);
    },
    countLookup(outcome) {
      add(lookups, "socketmap", outcome);
    },
  };
}

function countersOf(decisions: Map<string, ProtocolCounts>, protocol: string, reason: DecisionReason): ReasonCounts {
  let ofProtocol = decisions.get(protocol);
  if (ofProtocol === undefined) {
    ofProtocol = new Map();
    decisions.set(protocol, ofProtocol);
  }
  let ofReason = ofProtocol.get(reason);
  if (ofReason === undefined) {
    const none = () => ({ wouldDeny: 0, clear: 0 });
    ofReason = { ALLOW: none(), WARN: none(), DENY: none() };
    ofProtocol.set(reason, ofReason);
  }
  return ofReason;
}

function add(counts: Map<string, Counts>, protocol: string, key: string): void {
  let ofProtocol = counts.get(protocol);
  if (ofProtocol === undefined) {
    ofProtocol = new Map();
    counts.set(protocol, ofProtocol);
  }
  ofProtocol.set(key, (ofProtocol.get(key) ?? 0) + 1);
}

function forEachCount(
  counts: Map<string, Counts>,
  visit: (protocol: string, key: string, count: number) => void,
): void {
  for (const [protocol, ofProtocol] of counts) {
    for (const [key, count] of ofProtocol) visit(protocol, key, count);
  }
}
