import { useEffect, useState } from "react";
import { Button } from "../parts/button.js";
import { Dialog } from "../parts/dialog.js";
import { SignInForm } from "../session/sign-in-form.js";
import { useWords } from "../words/words.js";
import { useStanding } from "./viewer.js";

/** Over the page when the session has ended: what was asked meanwhile goes on afterwards, and what was typed stays. */
export function SignInAgain() {
  const { say } = useWords();
  const { session, viewer, issuer } = useStanding();
  const [isLapsed, setLapsed] = useState(false);
  useEffect(() => session.onLapse(() => setLapsed(true)), [session]);
  if (!isLapsed) return null;
  const goOn = () => {
    setLapsed(false);
    session.goOn();
  };
  return (
    <Dialog title={say("consoleSignIn.againTitle")} onClose={null}>
      <p className="soft kept">{say("consoleSignIn.againText")}</p>
      {issuer === null ? (
        <SignInForm session={session} login={viewer.login} onDone={goOn} />
      ) : (
        <>
          <p className="soft kept">{say("consoleSignIn.againBy", { issuer })}</p>
          <Button kind="primary" isWide onClick={goOn}>
            {say("consoleSignIn.againGoOn")}
          </Button>
        </>
      )}
    </Dialog>
  );
}
