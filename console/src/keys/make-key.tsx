import { type FormEvent, useState } from "react";
import { useShownScope } from "../frame/scope.js";
import type { ScopeGiven } from "../frame/scope-input.js";
import { useStanding } from "../frame/viewer.js";
import { useAct } from "../graphql/index.js";
import { Button } from "../parts/button.js";
import { CommandBox } from "../parts/command-box.js";
import { Field } from "../parts/field.js";
import { FormProblem } from "../parts/form-problem.js";
import { Notice } from "../parts/notice.js";
import { problemAt } from "../parts/problem-at.js";
import { SelectField } from "../parts/select-field.js";
import { useWords } from "../words/words.js";
import { MAKE } from "./keys.documents.js";

interface MakeKeyProps {
  readonly scope: ScopeGiven;
  readonly onClose: () => void;
}

const FIELDS = ["input.name", "input.kind"] as const;

/** A key of the scope in the address bar; shown once. */
export function MakeKey({ scope, onClose }: MakeKeyProps) {
  const { say } = useWords();
  const { viewer } = useStanding();
  const { kind: shown } = useShownScope();
  const make = useAct(MAKE);
  const kinds =
    shown === "p"
      ? (["GATEWAY"] as const)
      : viewer.role === "OPERATOR"
        ? (["PANEL", "GATEWAY"] as const)
        : (["PANEL"] as const);
  const [name, setName] = useState("");
  const [kind, setKind] = useState<"GATEWAY" | "PANEL">(kinds[0]);
  const [isLooked, setLooked] = useState(false);
  const [secret, setSecret] = useState<string | null>(null);
  const submit = async (event: FormEvent) => {
    event.preventDefault();
    setLooked(true);
    if (make.isBusy || name.trim() === "") return;
    const made = await make.run({ input: { name: name.trim(), kind, scope } });
    if (made !== null) setSecret(made.createApiKey.secret ?? null);
  };
  if (secret !== null) {
    return (
      <div className="pad">
        <Notice tone="ok" icon="key" isResult title={say("consoleKeys.made", { name: name.trim() })}>
          <div className="form">
            <CommandBox text={secret} />
            <div className="acts">
              <Button isSmall onClick={onClose}>
                {say("consoleKeys.kept")}
              </Button>
            </div>
          </div>
        </Notice>
      </div>
    );
  }
  return (
    <form className="pad form short" onSubmit={(event) => void submit(event)} noValidate>
      <Field
        label={say("consoleSecurity.name")}
        hint={say("consoleKeys.nameHint")}
        name="key-name"
        autoComplete="off"
        value={name}
        error={isLooked && name.trim() === "" ? say("consoleSecurity.nameMissing") : problemAt(make.problem, FIELDS[0])}
        onChange={(event) => setName(event.currentTarget.value)}
      />
      {kinds.length > 1 && (
        <SelectField
          label={say("consoleKeys.kind")}
          value={kind}
          error={problemAt(make.problem, FIELDS[1])}
          choices={kinds.map((each) => ({
            value: each,
            label: say(each === "GATEWAY" ? "consoleKeys.gateway" : "consoleKeys.panel"),
          }))}
          onChange={(value) => setKind(value as "GATEWAY" | "PANEL")}
        />
      )}
      <FormProblem problem={make.problem} fields={FIELDS} />
      <div className="acts">
        <Button kind="primary" type="submit" isBusy={make.isBusy}>
          {say("consoleKeys.make")}
        </Button>
        <Button kind="quiet" onClick={onClose}>
          {say("consoleSecurity.cancel")}
        </Button>
      </div>
    </form>
  );
}
