import { useEffect, useState } from "react";
import { Dialog } from "../parts/dialog.js";
import { SignInForm } from "../session/sign-in-form.js";
import { useWords } from "../words/words.js";
import { useStanding } from "./viewer.js";

/** Over the page when the session has ended: what was asked meanwhile goes on afterwards, and what was typed stays. */
export function SignInAgain() {
  const { say } = useWords();
  const { session, viewer } = useStanding();
  const [isLapsed, setLapsed] = useState(false);
  useEffect(() => session.onLapse(() => setLapsed(true)), [session]);
  if (!isLapsed) return null;
  return (
    <Dialog title={say("consoleSignIn.againTitle")} onClose={null}>
      <p className="soft kept">{say("consoleSignIn.againText")}</p>
      <SignInForm
        session={session}
        login={viewer.login}
        onDone={() => {
          setLapsed(false);
          session.goOn();
        }}
      />
    </Dialog>
  );
}
