import { Link } from "@tanstack/react-router";
import { type FormEvent, useState } from "react";
import { NotFound } from "../frame/not-found.js";
import { useShownScope } from "../frame/scope.js";
import { useScopeInput } from "../frame/scope-input.js";
import { useAct } from "../graphql/index.js";
import { Button } from "../parts/button.js";
import { CommandBox } from "../parts/command-box.js";
import { Field } from "../parts/field.js";
import { FormProblem } from "../parts/form-problem.js";
import { Notice } from "../parts/notice.js";
import { PageHead } from "../parts/page-head.js";
import { problemAt } from "../parts/problem-at.js";
import { useWords } from "../words/words.js";
import { newPassword } from "./new-password.js";
import { ADD_PERSON } from "./people.documents.js";

const FIELDS = ["input.login", "input.email"] as const;

/** Somebody new for the scope in the address bar; their first password is made here and shown once. */
export default function AddPerson() {
  const { say } = useWords();
  const scope = useScopeInput();
  const { path } = useShownScope();
  const add = useAct(ADD_PERSON);
  const [login, setLogin] = useState("");
  const [email, setEmail] = useState("");
  const [isLooked, setLooked] = useState(false);
  const [made, setMade] = useState<{ login: string; password: string } | null>(null);
  if (scope === undefined) return <NotFound />;
  const submit = async (event: FormEvent) => {
    event.preventDefault();
    setLooked(true);
    if (add.isBusy || login.trim() === "" || scope === null) return;
    const password = newPassword();
    const input = { login: login.trim(), password, email: email.trim() || null, scope };
    if ((await add.run({ input })) === null) return;
    setMade({ login: login.trim(), password });
    setLogin("");
    setEmail("");
    setLooked(false);
  };
  return (
    <>
      <nav className="crumb" aria-label={say("consoleTenants.crumb")}>
        <Link to={`${path}/settings/people`}>{say("consolePeople.title")}</Link>
      </nav>
      <PageHead title={say("consolePage.addPerson")}>{say("consolePeople.addLead")}</PageHead>
      {made !== null && (
        <div className="below">
          <Notice tone="ok" icon="key" isResult title={say("consolePeople.made", { login: made.login })}>
            <div className="form">
              <p>{say("consolePeople.madeText")}</p>
              <CommandBox text={made.password} />
            </div>
          </Notice>
        </div>
      )}
      <section className="card">
        <form className="pad form short" onSubmit={(event) => void submit(event)} noValidate>
          <Field
            label={say("consolePeople.login")}
            hint={say("consolePeople.loginHint")}
            name="person-login"
            autoComplete="off"
            autoCapitalize="none"
            spellCheck={false}
            value={login}
            error={
              isLooked && login.trim() === "" ? say("consolePeople.loginMissing") : problemAt(add.problem, FIELDS[0])
            }
            onChange={(event) => setLogin(event.currentTarget.value)}
          />
          <Field
            label={say("consolePeople.email")}
            hint={say("consolePeople.emailHint")}
            name="person-email"
            type="email"
            autoComplete="off"
            value={email}
            error={problemAt(add.problem, FIELDS[1])}
            onChange={(event) => setEmail(event.currentTarget.value)}
          />
          <FormProblem problem={add.problem} fields={FIELDS} />
          <div className="acts">
            <Button kind="primary" type="submit" isBusy={add.isBusy}>
              {say("consolePeople.add")}
            </Button>
          </div>
        </form>
      </section>
    </>
  );
}
