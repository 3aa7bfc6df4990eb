import { useState } from "react";
import { NotFound } from "../frame/not-found.js";
import { type ScopeGiven, useScopeInput } from "../frame/scope-input.js";
import { problemOf, useQuery } from "../graphql/index.js";
import { Failure, Waiting } from "../parts/list-states.js";
import { type Outcome, OutcomeNotice } from "../parts/outcome.js";
import { useWords } from "../words/words.js";
import { LIMITS } from "./limits.documents.js";
import { LimitsForm } from "./limits-form.js";
import { SettingsHead } from "./settings-head.js";

/** Everything of a scope's policy but the schedule: the brake, budgets, questions, what is kept. */
export default function Limits() {
  const { say } = useWords();
  const scope = useScopeInput();
  if (scope === undefined) return <NotFound />;
  return (
    <>
      <SettingsHead lead={say("consoleLimits.lead")} />
      {scope !== null && <LimitsOf key={JSON.stringify(scope)} scope={scope} />}
    </>
  );
}

function LimitsOf({ scope }: { readonly scope: ScopeGiven }) {
  const [{ data, error }, ask] = useQuery({ query: LIMITS, variables: { scope } });
  const [outcome, setOutcome] = useState<Outcome | null>(null);
  const problem = problemOf(error);
  const refresh = () => ask({ requestPolicy: "network-only" });
  if (data === undefined)
    return problem ? <Failure problem={problem} loadedAt={null} onRetry={refresh} /> : <Waiting />;
  return (
    <>
      <OutcomeNotice outcome={outcome} onDismiss={() => setOutcome(null)} />
      <LimitsForm
        policy={data.policy}
        scope={scope}
        onLook={refresh}
        onSaved={(done) => {
          setOutcome(done);
          refresh();
        }}
      />
    </>
  );
}
