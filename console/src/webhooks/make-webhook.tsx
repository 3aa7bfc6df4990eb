import { type FormEvent, useState } from "react";
import type { ScopeGiven } from "../frame/scope-input.js";
import { useAct } from "../graphql/index.js";
import { Button } from "../parts/button.js";
import { CommandBox } from "../parts/command-box.js";
import { Field } from "../parts/field.js";
import { FormProblem } from "../parts/form-problem.js";
import { Notice } from "../parts/notice.js";
import { problemAt } from "../parts/problem-at.js";
import { useWords } from "../words/words.js";
import { KindsField, kindsOf } from "./kinds-field.js";
import { MAKE_WEBHOOK } from "./webhooks.documents.js";

interface MakeWebhookProps {
  readonly scope: ScopeGiven;
  readonly onClose: () => void;
}

const FIELDS = ["input.name", "input.url", "input.kinds"] as const;

/** Its secret is shown once. */
export function MakeWebhook({ scope, onClose }: MakeWebhookProps) {
  const { say } = useWords();
  const make = useAct(MAKE_WEBHOOK);
  const [name, setName] = useState("");
  const [url, setUrl] = useState("");
  const [kinds, setKinds] = useState("");
  const [isLooked, setLooked] = useState(false);
  const [secret, setSecret] = useState<string | null>(null);
  const submit = async (event: FormEvent) => {
    event.preventDefault();
    setLooked(true);
    if (make.isBusy || name.trim() === "" || url.trim() === "") return;
    const made = await make.run({ input: { name: name.trim(), url: url.trim(), scope, kinds: kindsOf(kinds) } });
    if (made !== null) setSecret(made.createWebhook.webhookSecret?.secret ?? null);
  };
  if (secret !== null) return <SecretOnce name={name.trim()} secret={secret} onClose={onClose} />;
  return (
    <form className="pad form short" onSubmit={(event) => void submit(event)} noValidate>
      <Field
        label={say("consoleSecurity.name")}
        name="webhook-name"
        autoComplete="off"
        value={name}
        error={isLooked && name.trim() === "" ? say("consoleSecurity.nameMissing") : problemAt(make.problem, FIELDS[0])}
        onChange={(event) => setName(event.currentTarget.value)}
      />
      <Field
        label={say("consoleWebhooks.url")}
        hint={say("consoleWebhooks.urlHint")}
        name="webhook-url"
        type="url"
        autoComplete="off"
        spellCheck={false}
        value={url}
        error={isLooked && url.trim() === "" ? say("consoleWebhooks.urlMissing") : problemAt(make.problem, FIELDS[1])}
        onChange={(event) => setUrl(event.currentTarget.value)}
      />
      <KindsField value={kinds} error={problemAt(make.problem, FIELDS[2])} onChange={setKinds} />
      <FormProblem problem={make.problem} fields={FIELDS} />
      <div className="acts">
        <Button kind="primary" type="submit" isBusy={make.isBusy}>
          {say("consoleWebhooks.make")}
        </Button>
        <Button kind="quiet" onClick={onClose}>
          {say("consoleSecurity.cancel")}
        </Button>
      </div>
    </form>
  );
}

interface SecretProps {
  readonly name: string;
  readonly secret: string;
  readonly onClose: () => void;
}

/** What messages are signed with, for whoever receives them. */
export function SecretOnce({ name, secret, onClose }: SecretProps) {
  const { say } = useWords();
  return (
    <div className="pad">
      <Notice tone="ok" icon="key" isResult title={say("consoleWebhooks.secretTitle", { name })}>
        <div className="form">
          <p>{say("consoleWebhooks.secretText")}</p>
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
