import { KEY_RULE, type KeyRule } from "../../kernel/index.js";
import type { AgentLogger } from "../agent-logger.js";
import type { CopyStore } from "./copy-store.js";

/** Keeps in the copy by which rule the platform makes keys, as it said last. */
export function noteKeyRule(store: CopyStore, keyRule: KeyRule, logger: AgentLogger): void {
  if (keyRule.localParts === store.state.keyRule.localParts) return;
  store.write(() => ({ ...store.state, keyRule }));
  warnOfKeyRule(keyRule, logger);
}

export function warnOfKeyRule(keyRule: KeyRule, logger: AgentLogger): void {
  if (keyRule.localParts === KEY_RULE.localParts) return;
  logger.warn(
    { platform: keyRule.localParts, agent: KEY_RULE.localParts },
    "the platform runs on another version of Unicode: addresses whose local part is not ASCII get no answer here",
  );
}
