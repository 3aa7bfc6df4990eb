import { type FormEvent, useState } from "react";
import type { FoundDomain } from "../frame/scope.js";
import { useAct } from "../graphql/index.js";
import { Button } from "../parts/button.js";
import { Field } from "../parts/field.js";
import { FormProblem } from "../parts/form-problem.js";
import { problemAt } from "../parts/problem-at.js";
import { useWords } from "../words/words.js";
import { ADD_DOMAIN_ALIAS } from "./domain-aliases.documents.js";

interface AddProps {
  readonly domain: FoundDomain;
  readonly onClose: () => void;
  readonly onAdded: (name: string) => void;
}

/** The name of another domain that is to stand for this one. */
export function AddDomainAlias({ domain, onClose, onAdded }: AddProps) {
  const { say } = useWords();
  const add = useAct(ADD_DOMAIN_ALIAS);
  const [name, setName] = useState("");
  const submit = async (event: FormEvent) => {
    event.preventDefault();
    if (add.isBusy) return;
    const wanted = name.trim();
    if ((await add.run({ input: { domainId: domain.id, name: wanted } })) !== null) onAdded(wanted);
  };
  return (
    <form className="pad form short" onSubmit={(event) => void submit(event)} noValidate>
      <Field
        label={say("consoleAliases.name")}
        hint={say("consoleAliases.nameHint")}
        name="domain-alias"
        autoComplete="off"
        autoCapitalize="none"
        spellCheck={false}
        value={name}
        error={problemAt(add.problem, "input.name")}
        onChange={(event) => setName(event.currentTarget.value)}
      />
      <FormProblem problem={add.problem} fields={["input.name"]} />
      <div className="acts">
        <Button kind="primary" type="submit" isBusy={add.isBusy}>
          {say("consoleAliases.add")}
        </Button>
        <Button kind="quiet" onClick={onClose}>
          {say("consoleSecurity.cancel")}
        </Button>
      </div>
    </form>
  );
}
