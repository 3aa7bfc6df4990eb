import { Counter, type Registry } from "prom-client";
import type { Decision } from "../decision/index.js";
import type { LookupOutcome } from "./socketmap/socketmap-session.js";
import type { TroubleKind } from "./wire/protocol-trouble.js";

type Counts = Map<string, number>;

export interface DecisionTally {
  count(protocol: string, decision: Decision): void;
  countTrouble(protocol: string, kind: TroubleKind): void;
  countLookup(outcome: LookupOutcome): void;
}

/**
 * Counts in plain maps and hands the figures to the registry when it is scraped: labels of prom-client are hashed at
 * each increment, which would cost as much as the decision.
 */
export function createDecisionTally(registry: Registry): DecisionTally {
  const decisions = new Map<string, Counts>();
  const troubles = new Map<string, Counts>();

  new Counter({
    name: "mayfrom_agent_decisions_total",
    help: "Decisions handed to the MTA; would_deny is what ENFORCE would have said",
    labelNames: ["protocol", "verdict", "reason", "would_deny"],
    registers: [registry],
    collect() {
      this.reset();
      forEachCount(decisions, (protocol, key, count) => {
        const [verdict = "", reason = "", would_deny = ""] = key.split(" ");
        this.inc({ protocol, verdict, reason, would_deny }, count);
      });
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
    count(protocol, decision) {
      add(decisions, protocol, `${decision.verdict} ${decision.reason} ${decision.wouldDeny}`);
    },
    countTrouble(protocol, kind) {
      add(troubles, protocol, kind);
    },
    countLookup(outcome) {
      add(lookups, "socketmap", outcome);
    },
  };
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
