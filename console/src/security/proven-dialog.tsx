import { type FormEvent, useState } from "react";
import { useClient } from "urql";
import { useStanding } from "../frame/viewer.js";
import { type Problem, useAct } from "../graphql/index.js";
import { Button } from "../parts/button.js";
import { Dialog } from "../parts/dialog.js";
import { sentenceOf } from "../parts/outcome.js";
import { isOfNoField } from "../parts/problem-at.js";
import { useWords } from "../words/words.js";
import { NO_PROOF, ProofFields, proofOf } from "./proof.js";
import { type OwnFactor, RENEW_CODES } from "./security.documents.js";

interface ProvenDialogProps {
  readonly factors: readonly OwnFactor[];
  /** Taken away; null: the recovery codes are made anew. */
  readonly removed: OwnFactor | null;
  readonly onClose: () => void;
  /** With new recovery codes where there are any. */
  readonly onDone: (codes: readonly string[] | null) => void;
}

/** For what a stolen session must not do: password and second factor are asked for once more. */
export function ProvenDialog({ factors, removed, onClose, onDone }: ProvenDialogProps) {
  const { say } = useWords();
  const client = useClient();
  const { session } = useStanding();
  const [refused, setRefused] = useState<Problem | null>(null);
  const [isRemoving, setRemoving] = useState(false);
  const renew = useAct(RENEW_CODES);
  const [draft, setDraft] = useState(NO_PROOF);
  const [isLooked, setLooked] = useState(false);
  const problem = refused ?? renew.problem;
  const at = removed === null ? "proof" : "input.proof";
  const isBusy = isRemoving || renew.isBusy;
  const submit = async (event: FormEvent) => {
    event.preventDefault();
    setLooked(true);
    if (isBusy || draft.password === "") return;
    const proof = await proofOf(client, draft, factors);
    if (proof === null) return;
    if (removed !== null) {
      setRemoving(true);
      const found = await session.removeFactor({ id: removed.id, proof });
      setRemoving(false);
      setRefused(found);
      if (found === null) onDone(null);
      return;
    }
    const done = await renew.run({ proof });
    if (done !== null) onDone(done.renewRecoveryCodes);
  };
  return (
    <Dialog
      title={
        removed === null ? say("consoleSecurity.renew") : say("consoleSecurity.removeTitle", { name: removed.name })
      }
      onClose={onClose}
    >
      <form className="form" onSubmit={(event) => void submit(event)} noValidate>
        <p className="soft">{say(removed === null ? "consoleSecurity.renewText" : "consoleSecurity.removeText")}</p>
        <ProofFields
          value={draft}
          factors={factors}
          problem={problem}
          at={at}
          isLooked={isLooked}
          onChange={setDraft}
        />
        {isOfNoField(problem, [`${at}.password`, `${at}.secondFactor`]) && <p className="err">{sentenceOf(problem)}</p>}
        <div className="acts">
          <Button kind={removed === null ? "primary" : "harmFilled"} type="submit" isBusy={isBusy}>
            {say(removed === null ? "consoleSecurity.renew" : "consoleSecurity.remove")}
          </Button>
          <Button onClick={onClose}>{say("consoleList.keepIt")}</Button>
        </div>
      </form>
    </Dialog>
  );
}
