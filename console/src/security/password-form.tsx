import { type FormEvent, useState } from "react";
import { useStanding } from "../frame/viewer.js";
import type { Problem } from "../graphql/index.js";
import { Button } from "../parts/button.js";
import { FormProblem } from "../parts/form-problem.js";
import { OutcomeNotice } from "../parts/outcome.js";
import { PasswordField } from "../parts/password-field.js";
import { problemAt } from "../parts/problem-at.js";
import { useWords } from "../words/words.js";

const FIELDS = ["input.currentPassword", "input.newPassword"] as const;

/** The viewer's own: every other session ends with it. */
export function PasswordForm() {
  const { say } = useWords();
  const { session, viewer } = useStanding();
  const [current, setCurrent] = useState("");
  const [next, setNext] = useState("");
  const [isLooked, setLooked] = useState(false);
  const [isBusy, setBusy] = useState(false);
  const [isDone, setDone] = useState(false);
  const [problem, setProblem] = useState<Problem | null>(null);
  const missing = (value: string) => (isLooked && value === "" ? say("consoleSignIn.passwordMissing") : null);
  const submit = async (event: FormEvent) => {
    event.preventDefault();
    setLooked(true);
    setDone(false);
    if (isBusy || current === "" || next === "") return;
    setBusy(true);
    const found = await session.changePassword(current, next);
    setBusy(false);
    setProblem(found);
    if (found !== null) return;
    setCurrent("");
    setNext("");
    setLooked(false);
    setDone(true);
  };
  return (
    <section className="card" aria-labelledby="password">
      <header>
        <div>
          <h2 id="password">{say("consoleSecurity.passwordTitle")}</h2>
          <p>{say("consoleSecurity.passwordText")}</p>
        </div>
      </header>
      <form className="pad form short" onSubmit={(event) => void submit(event)} noValidate>
        <OutcomeNotice
          outcome={isDone ? { tone: "ok", title: say("consoleSecurity.changed") } : null}
          onDismiss={() => setDone(false)}
        />
        <FormProblem problem={problem} fields={FIELDS} />
        <input
          type="text"
          className="vh"
          name="username"
          autoComplete="username"
          value={viewer.login}
          readOnly
          hidden
        />
        <PasswordField
          label={say("consoleSecurity.current")}
          name="current-password"
          autoComplete="current-password"
          value={current}
          error={missing(current) ?? problemAt(problem, "input.currentPassword")}
          onChange={setCurrent}
        />
        <PasswordField
          label={say("consoleSecurity.next")}
          hint={say("consoleSecurity.nextHint")}
          name="new-password"
          autoComplete="new-password"
          value={next}
          error={missing(next) ?? problemAt(problem, "input.newPassword")}
          onChange={setNext}
        />
        <div className="acts">
          <Button kind="primary" type="submit" isBusy={isBusy}>
            {say("consoleSecurity.change")}
          </Button>
        </div>
      </form>
    </section>
  );
}
