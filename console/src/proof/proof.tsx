import { useState } from "react";
import { NotFound } from "../frame/not-found.js";
import { type FoundDomain, useShownDomain } from "../frame/scope.js";
import { useStanding } from "../frame/viewer.js";
import { problemOf, useQuery } from "../graphql/index.js";
import { Failure, Waiting } from "../parts/list-states.js";
import { type Outcome, OutcomeNotice } from "../parts/outcome.js";
import { SettingsHead } from "../settings/settings-head.js";
import { useWords } from "../words/words.js";
import { DOMAIN_PROOF } from "./proof.documents.js";
import { ProofActs } from "./proof-acts.js";
import { ProofFacts } from "./proof-facts.js";

/** Whether a domain is shown to be its holder's own, the record that shows it, and another look for it. */
export default function Proof() {
  const domain = useShownDomain();
  if (domain === undefined) return <NotFound />;
  return domain === null ? <Waiting /> : <ProofOf domain={domain} />;
}

function ProofOf({ domain: { id } }: { readonly domain: FoundDomain }) {
  const { say } = useWords();
  const isOperator = useStanding().viewer.scopeKind === "PLATFORM";
  const [{ data, error }, ask] = useQuery({ query: DOMAIN_PROOF, variables: { id, isOperator } });
  const [outcome, setOutcome] = useState<Outcome | null>(null);
  const refresh = () => ask({ requestPolicy: "network-only" });
  const domain = data?.node && "proof" in data.node ? data.node : null;
  const problem = problemOf(error);
  return (
    <>
      <SettingsHead lead={say("consoleProof.lead")} />
      {problem !== null && <Failure problem={problem} loadedAt={null} onRetry={refresh} />}
      <OutcomeNotice outcome={outcome} onDismiss={() => setOutcome(null)} />
      {domain === null ? (
        problem === null && <Waiting />
      ) : (
        <section className="card" aria-labelledby="proof">
          <header>
            <h2 id="proof">{say("consoleProof.title", { domain: domain.name })}</h2>
          </header>
          <ProofFacts domain={domain} />
          <ProofActs
            domain={domain}
            isOperator={isOperator}
            onDone={(done) => {
              setOutcome(done);
              refresh();
            }}
          />
        </section>
      )}
    </>
  );
}
