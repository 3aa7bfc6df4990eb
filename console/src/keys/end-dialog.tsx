import { useState } from "react";
import { useAct } from "../graphql/index.js";
import { Confirm } from "../parts/confirm.js";
import { sentenceOf } from "../parts/outcome.js";
import { WithAllMade } from "../parts/with-all-made.js";
import { useWords } from "../words/words.js";
import { DISABLE_ISSUER, REVOKE } from "./keys.documents.js";

interface EndDialogProps {
  readonly kind: "KEY" | "ISSUER";
  readonly id: string;
  readonly name: string;
  readonly onClose: () => void;
  readonly onDone: () => void;
}

/** Ends a key for good, or an issuer until it is enabled again; with what it made where somebody stole it. */
export function EndDialog({ kind, id, name, onClose, onDone }: EndDialogProps) {
  const { say } = useWords();
  const revoke = useAct(REVOKE);
  const disable = useAct(DISABLE_ISSUER);
  const [isWithAll, setWithAll] = useState(false);
  const act = kind === "KEY" ? revoke : disable;
  const onConfirm = async (reason: string) => {
    if ((await act.run({ id, reason: reason || null, withEverythingMade: isWithAll })) !== null) onDone();
  };
  return (
    <Confirm
      title={say(kind === "KEY" ? "consoleKeys.revokeTitle" : "consoleKeys.disableTitle", { name })}
      verb={say(kind === "KEY" ? "consoleKeys.revoke" : "consoleKeys.disable")}
      isBusy={act.isBusy}
      problem={act.problem && <p className="err">{sentenceOf(act.problem)}</p>}
      onConfirm={(reason) => void onConfirm(reason)}
      onClose={onClose}
    >
      <p>{say(kind === "KEY" ? "consoleKeys.revokeText" : "consoleKeys.disableText")}</p>
      <WithAllMade id={id} label={say("consoleKeys.withAll")} isOn={isWithAll} onChange={setWithAll} />
    </Confirm>
  );
}
