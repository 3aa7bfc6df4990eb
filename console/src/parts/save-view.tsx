import { type FormEvent, useState } from "react";
import { useAct } from "../graphql/index.js";
import { useWords } from "../words/words.js";
import { Button } from "./button.js";
import { Dialog } from "./dialog.js";
import { Field } from "./field.js";
import { FormProblem } from "./form-problem.js";
import { problemAt } from "./problem-at.js";
import { SAVE_VIEW } from "./saved-views.documents.js";

const FIELDS = ["input.name"] as const;
const MAX_NAME_LENGTH = 64;

interface SaveViewProps {
  readonly list: string;
  readonly query: string;
  readonly onClose: () => void;
}

/** Asks for a name for what the list shows. */
export function SaveView({ list, query, onClose }: SaveViewProps) {
  const { say } = useWords();
  const save = useAct(SAVE_VIEW);
  const [name, setName] = useState("");
  const [isLooked, setLooked] = useState(false);
  const submit = async (event: FormEvent) => {
    event.preventDefault();
    setLooked(true);
    if (save.isBusy || name.trim() === "") return;
    if ((await save.run({ input: { screen: list, name: name.trim(), query } })) !== null) onClose();
  };
  const missing = isLooked && name.trim() === "" ? say("consoleViews.nameMissing") : null;
  return (
    <Dialog title={say("consoleViews.save")} onClose={onClose}>
      <form className="form" onSubmit={(event) => void submit(event)} noValidate>
        <Field
          label={say("consoleViews.name")}
          hint={say("consoleViews.nameHint")}
          name="view-name"
          autoComplete="off"
          maxLength={MAX_NAME_LENGTH}
          value={name}
          error={missing ?? problemAt(save.problem, FIELDS[0])}
          onChange={(event) => setName(event.currentTarget.value)}
        />
        <FormProblem problem={save.problem} fields={FIELDS} />
        <div className="acts">
          <Button kind="primary" type="submit" isBusy={save.isBusy}>
            {say("consoleViews.save")}
          </Button>
          <Button onClick={onClose}>{say("consoleSecurity.cancel")}</Button>
        </div>
      </form>
    </Dialog>
  );
}
