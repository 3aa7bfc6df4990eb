import { useState } from "react";
import { useAct } from "../graphql/index.js";
import { Button } from "../parts/button.js";
import { Confirm } from "../parts/confirm.js";
import { FormProblem } from "../parts/form-problem.js";
import { type Outcome, sentenceOf } from "../parts/outcome.js";
import { useWords } from "../words/words.js";
import { CONFIRM_DOMAIN, type ProvenDomain, REQUEST_DOMAIN_PROOF, VERIFY_DOMAIN } from "./proof.documents.js";

interface ProofActsProps {
  readonly domain: ProvenDomain;
  readonly isOperator: boolean;
  /** What it came to; null where the answer stands beside the button. */
  readonly onDone: (outcome: Outcome | null) => void;
}

/** Another look at the DNS; the operator's word needs none. What is proven needs nothing. */
export function ProofActs({ domain, isOperator, onDone }: ProofActsProps) {
  const { say } = useWords();
  const [request, verify, confirm] = [useAct(REQUEST_DOMAIN_PROOF), useAct(VERIFY_DOMAIN), useAct(CONFIRM_DOMAIN)];
  const [isAsked, setAsked] = useState(false);
  const { id, name } = domain;
  if (domain.proof !== "UNPROVEN") return null;
  const onLook = async () => {
    const found = await verify.run({ id });
    onDone(found === null ? null : { tone: "ok", title: say("consoleProof.found") });
  };
  const onMake = async () => {
    if ((await request.run({ id })) !== null) onDone({ tone: "ok", title: say("consoleProof.made") });
  };
  const onConfirm = async (reason: string) => {
    if ((await confirm.run({ id, reason: reason === "" ? null : reason })) === null) return;
    setAsked(false);
    onDone({ tone: "ok", title: say("consoleProof.confirmed", { domain: name }) });
  };
  const problem = request.problem ?? verify.problem;
  return (
    <div className="pad acts">
      {domain.proofRecord === null ? (
        <Button kind="primary" icon="flag" isBusy={request.isBusy} onClick={() => void onMake()}>
          {say("consoleProof.make")}
        </Button>
      ) : (
        <Button kind="primary" icon="look" isBusy={verify.isBusy} onClick={() => void onLook()}>
          {say("consoleProof.look")}
        </Button>
      )}
      {isOperator && (
        <Button icon="checkRing" onClick={() => setAsked(true)}>
          {say("consoleProof.confirm")}
        </Button>
      )}
      {problem !== null && <p role="alert">{sentenceOf(problem)}</p>}
      {isAsked && (
        <Confirm
          title={say("consoleProof.confirmTitle", { domain: name })}
          verb={say("consoleProof.confirm")}
          isBusy={confirm.isBusy}
          isHarmful={false}
          problem={<FormProblem problem={confirm.problem} fields={[]} />}
          onConfirm={(reason) => void onConfirm(reason)}
          onClose={() => setAsked(false)}
        >
          <p>{say("consoleProof.confirmText", { reseller: domain.reseller?.name ?? "" })}</p>
        </Confirm>
      )}
    </div>
  );
}
