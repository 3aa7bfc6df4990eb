import { useQuery } from "../graphql/index.js";
import { Notice } from "../parts/notice.js";
import { useWords } from "../words/words.js";
import { APPROVAL_RULE } from "./requests.documents.js";

const RULES = {
  ASK: ["consoleRequests.ruleAsk", "consoleRequests.ruleAskText"],
  APPROVE_SAME_DOMAIN: ["consoleRequests.ruleSame", "consoleRequests.ruleSameText"],
  NEVER: ["consoleRequests.ruleNever", "consoleRequests.ruleNeverText"],
} as const;

/** What happens to a request before anybody has looked at it. */
export function RuleInForce({ domainId }: { readonly domainId: string }) {
  const { say } = useWords();
  const [{ data }] = useQuery({ query: APPROVAL_RULE, variables: { scope: { domainId } } });
  const rule = data?.policy.effective.approvalRule;
  if (!rule) return null;
  const [title, text] = RULES[rule];
  return (
    <Notice tone="over" title={say(title)}>
      <p className="soft">{say(text)}</p>
    </Notice>
  );
}
