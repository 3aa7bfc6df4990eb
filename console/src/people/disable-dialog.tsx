import { useState } from "react";
import { useAct } from "../graphql/index.js";
import { Confirm } from "../parts/confirm.js";
import { sentenceOf } from "../parts/outcome.js";
import { WithAllMade } from "../parts/with-all-made.js";
import { useWords } from "../words/words.js";
import { DISABLE, type OnePerson } from "./people.documents.js";

interface DisableDialogProps {
  readonly person: OnePerson;
  readonly onClose: () => void;
  readonly onDone: () => void;
}

/** With what they made, where somebody else had hold of the login. */
export function DisableDialog({ person, onClose, onDone }: DisableDialogProps) {
  const { say } = useWords();
  const disable = useAct(DISABLE);
  const [isWithAll, setWithAll] = useState(false);
  const onConfirm = async (reason: string) => {
    const done = await disable.run({ id: person.id, reason: reason || null, withEverythingMade: isWithAll });
    if (done !== null) onDone();
  };
  return (
    <Confirm
      title={say("consolePeople.disableTitle", { login: person.login })}
      verb={say("consolePeople.disable")}
      isBusy={disable.isBusy}
      problem={disable.problem && <p className="err">{sentenceOf(disable.problem)}</p>}
      onConfirm={(reason) => void onConfirm(reason)}
      onClose={onClose}
    >
      <p>{say("consolePeople.disableText")}</p>
      <WithAllMade id={person.id} label={say("consolePeople.withAll")} isOn={isWithAll} onChange={setWithAll} />
    </Confirm>
  );
}
