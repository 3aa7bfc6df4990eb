import { type FormEvent, useState } from "react";
import { useAct } from "../graphql/index.js";
import { Button } from "../parts/button.js";
import { CommandBox } from "../parts/command-box.js";
import { FormProblem } from "../parts/form-problem.js";
import { Notice } from "../parts/notice.js";
import { PasswordField } from "../parts/password-field.js";
import { problemAt } from "../parts/problem-at.js";
import { useWords } from "../words/words.js";
import { newPassword } from "./new-password.js";
import { type OnePerson, RESET_FACTOR, RESET_PASSWORD } from "./people.documents.js";

interface ResetPersonProps {
  readonly person: OnePerson;
  readonly onDone: (title: string) => void;
}

const FIELDS = ["input.ownPassword", "input.ownProof"] as const;

/** For whoever forgot their password or lost their device. One's own password is asked for where both are peers. */
export function ResetPerson({ person, onDone }: ResetPersonProps) {
  const { say } = useWords();
  const password = useAct(RESET_PASSWORD);
  const factor = useAct(RESET_FACTOR);
  const [own, setOwn] = useState("");
  const [made, setMade] = useState<string | null>(null);
  const problem = password.problem ?? factor.problem;
  const { id, login } = person;
  const submit = async (event: FormEvent) => {
    event.preventDefault();
    if (password.isBusy) return;
    factor.forget();
    const next = newPassword();
    const input = { id, password: next, ownPassword: own || null };
    if ((await password.run({ input })) !== null) setMade(next);
  };
  const onFactor = async () => {
    password.forget();
    const ownProof = own === "" ? null : { password: own };
    if ((await factor.run({ input: { id, ownProof } })) !== null) onDone(say("consolePeople.factorReset", { login }));
  };
  return (
    <section className="card" aria-labelledby="reset">
      <header>
        <div>
          <h2 id="reset">{say("consolePeople.resetTitle")}</h2>
          <p>{say("consolePeople.resetText")}</p>
        </div>
      </header>
      <form className="pad form short" onSubmit={(event) => void submit(event)} noValidate>
        {made !== null && (
          <Notice tone="ok" icon="key" isResult title={say("consolePeople.passwordReset", { login })}>
            <div className="form">
              <p>{say("consolePeople.madeText")}</p>
              <CommandBox text={made} />
            </div>
          </Notice>
        )}
        <FormProblem problem={problem} fields={FIELDS} title={say("consoleTenants.notDone")} />
        <PasswordField
          label={say("consoleSecurity.own")}
          hint={say("consolePeople.ownHint")}
          name="own-password"
          autoComplete="current-password"
          value={own}
          error={problemAt(problem, FIELDS[0]) ?? problemAt(problem, FIELDS[1])}
          onChange={setOwn}
        />
        <div className="acts">
          <Button type="submit" isBusy={password.isBusy}>
            {say("consolePeople.resetPassword")}
          </Button>
          {person.secondFactorSince !== null && (
            <Button kind="harm" isBusy={factor.isBusy} onClick={() => void onFactor()}>
              {say("consolePeople.resetFactor")}
            </Button>
          )}
        </div>
      </form>
    </section>
  );
}
