import { useSearch } from "@tanstack/react-router";
import { type FormEvent, useState } from "react";
import { useAct } from "../graphql/index.js";
import { Address } from "../parts/address.js";
import { Button } from "../parts/button.js";
import { Chip } from "../parts/chip.js";
import { Field } from "../parts/field.js";
import { FormProblem } from "../parts/form-problem.js";
import { problemAt } from "../parts/problem-at.js";
import { Time } from "../parts/time.js";
import { around } from "../words/sentence.js";
import { useWords } from "../words/words.js";
import { MailWay } from "./mail-way.js";
import { CONFIRM_TEST_MAIL, type MailTestResult } from "./start.documents.js";

interface MailTestStateProps {
  readonly test: MailTestResult;
  readonly onChanged: () => void;
}

/** What became of the last test mail, and the code by which it is said to have arrived. */
export function MailTestState({ test, onChanged }: MailTestStateProps) {
  const { say } = useWords();
  const { to, askedAt, arrivedAt } = test;
  return (
    <section className="card" aria-labelledby="mail-test">
      <header>
        <div>
          <h2 id="mail-test">{around((time) => say("consoleStart.testOf", { time }), <Time at={askedAt} />)}</h2>
          <p>
            <Address value={to} />
          </p>
        </div>
        <div className="acts" role="status">
          {arrivedAt === null ? (
            <Chip tone="wait" icon="clock">
              {say("consoleStart.underWay")}
            </Chip>
          ) : (
            <Chip tone="ok" icon="checkRing">
              {say("consoleStart.arrived")}
            </Chip>
          )}
        </div>
      </header>
      <div className="pad form">
        <MailWay test={test} />
        {arrivedAt === null && <CodeForm onConfirmed={onChanged} />}
      </div>
    </section>
  );
}

function CodeForm({ onConfirmed }: { readonly onConfirmed: () => void }) {
  const { say } = useWords();
  const { code: given = "" } = useSearch({ strict: false }) as { code?: string };
  const confirm = useAct(CONFIRM_TEST_MAIL);
  const [code, setCode] = useState(given);
  const [isLooked, setLooked] = useState(false);
  const missing = isLooked && code.trim() === "" ? say("consoleStart.codeMissing") : null;
  const submit = async (event: FormEvent) => {
    event.preventDefault();
    setLooked(true);
    if (code.trim() === "" || confirm.isBusy) return;
    if ((await confirm.run({ input: { code } })) !== null) onConfirmed();
  };
  return (
    <form className="form" onSubmit={(event) => void submit(event)} noValidate>
      <FormProblem problem={confirm.problem} fields={["input.code"]} />
      <Field
        label={say("consoleStart.code")}
        hint={say("consoleStart.codeHint")}
        name="test-code"
        inputMode="numeric"
        autoComplete="off"
        value={code}
        error={missing ?? (problemAt(confirm.problem, "input.code") && say("consoleStart.codeWrong"))}
        onChange={(event) => setCode(event.currentTarget.value)}
      />
      <div className="acts">
        <Button kind="primary" type="submit" icon="check" isBusy={confirm.isBusy}>
          {say("consoleStart.confirm")}
        </Button>
      </div>
    </form>
  );
}
