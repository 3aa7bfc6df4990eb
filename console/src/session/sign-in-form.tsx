import { type FormEvent, useState } from "react";
import { Button } from "../parts/button.js";
import { Field } from "../parts/field.js";
import { useWords } from "../words/words.js";
import { SecondStep } from "./second-step.js";
import type { Session } from "./session.js";
import { useSignIn } from "./use-sign-in.js";

interface SignInFormProps {
  readonly session: Session;
  /** Who was signed in before: only the password is asked for. */
  readonly login?: string;
  readonly onDone: () => void;
}

export function SignInForm({ session, login: known, onDone }: SignInFormProps) {
  const { say } = useWords();
  const steps = useSignIn(session, onDone);
  const [login, setLogin] = useState(known ?? "");
  const [password, setPassword] = useState("");
  const [isShown, setShown] = useState(false);
  const [isSent, setSent] = useState(false);
  const loginProblem = isSent && login.trim() === "" ? say("consoleSignIn.loginMissing") : null;
  const missing = isSent && password === "" ? say("consoleSignIn.passwordMissing") : null;

  if (steps.challenge !== null) return <SecondStep steps={steps} challenge={steps.challenge} />;

  const submit = (event: FormEvent) => {
    event.preventDefault();
    setSent(true);
    if (login.trim() !== "" && password !== "" && !steps.isBusy) void steps.signIn(login.trim(), password);
  };
  return (
    <form className="form" onSubmit={submit} noValidate>
      <Field
        label={say("consoleSignIn.login")}
        name="username"
        autoComplete="username"
        autoCapitalize="none"
        spellCheck={false}
        value={login}
        readOnly={known !== undefined}
        error={loginProblem}
        onChange={(event) => setLogin(event.currentTarget.value)}
      />
      <Field
        label={say("consoleSignIn.password")}
        type={isShown ? "text" : "password"}
        name="password"
        autoComplete="current-password"
        value={password}
        error={missing ?? steps.problem}
        onChange={(event) => setPassword(event.currentTarget.value)}
        beside={
          <button type="button" className="tx small" onClick={() => setShown(!isShown)}>
            {say(isShown ? "consoleSignIn.hide" : "consoleSignIn.show")}
          </button>
        }
      />
      <Button kind="primary" type="submit" isWide isBusy={steps.isBusy}>
        {say("consoleSignIn.submit")}
      </Button>
    </form>
  );
}
