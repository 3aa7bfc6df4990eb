import { Notice } from "../parts/notice.js";
import { useWords } from "../words/words.js";
import type { ApprovalRule } from "./requests.documents.js";

const RULES = {
  ASK: ["consoleRequests.ruleAsk", "consoleRequests.ruleAskText"],
  APPROVE_SAME_DOMAIN: ["consoleRequests.ruleSame", "consoleRequests.ruleSameText"],
  NEVER: ["consoleRequests.ruleNever", "consoleRequests.ruleNeverText"],
} as const;

/** What happens to a request before anybody has looked at it. */
export function RuleInForce({ rule }: { readonly rule: ApprovalRule }) {
  const { say } = useWords();
  const [title, text] = RULES[rule];
  return (
    <Notice tone="over" title={say(title)}>
      <p className="soft">{say(text)}</p>
    </Notice>
  );
}
