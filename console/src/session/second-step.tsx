import { type FormEvent, useState } from "react";
import { Button } from "../parts/button.js";
import { Field } from "../parts/field.js";
import { useWords } from "../words/words.js";
import type { Challenge } from "./session.js";
import type { SignInSteps } from "./use-sign-in.js";

const APP_CODE = /^\d{6}$/;

interface SecondStepProps {
  readonly steps: SignInSteps;
  readonly challenge: Challenge;
}

/** The code of an app or a recovery code, told apart by how they look, or a passkey. */
export function SecondStep({ steps, challenge }: SecondStepProps) {
  const { say } = useWords();
  const [code, setCode] = useState("");
  const [isSent, setSent] = useState(false);
  const hasApp = challenge.kinds.includes("TOTP");
  const submit = (event: FormEvent) => {
    event.preventDefault();
    setSent(true);
    const typed = code.replace(/\s/g, "");
    if (typed === "" || steps.isBusy) return;
    void steps.complete(APP_CODE.test(typed) ? { code: typed } : { recoveryCode: typed });
  };
  return (
    <form className="form" onSubmit={submit} noValidate>
      <h2>{say("consoleSignIn.secondTitle")}</h2>
      {challenge.passkeyOptions !== null && (
        <>
          <Button isWide icon="passkey" onClick={() => void steps.answerWithPasskey()}>
            {say("consoleSignIn.passkey")}
          </Button>
          <p className="or">{say("consoleSignIn.or")}</p>
        </>
      )}
      <Field
        label={say(hasApp ? "consoleSignIn.code" : "consoleSignIn.recoveryOnly")}
        hint={hasApp ? say("consoleSignIn.codeHint") : undefined}
        name="code"
        autoComplete="one-time-code"
        autoCapitalize="none"
        spellCheck={false}
        autoFocus
        value={code}
        error={isSent && code.trim() === "" ? say("consoleSignIn.codeMissing") : steps.problem}
        onChange={(event) => setCode(event.currentTarget.value)}
      />
      <Button kind="primary" type="submit" isWide isBusy={steps.isBusy}>
        {say("consoleSignIn.confirm")}
      </Button>
      <Button kind="quiet" onClick={steps.startAgain}>
        {say("consoleSignIn.startAgain")}
      </Button>
    </form>
  );
}
