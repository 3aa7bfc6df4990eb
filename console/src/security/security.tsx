import { useStanding } from "../frame/viewer.js";
import { ScreenHelp } from "../help/screen-help.js";
import { PageHead } from "../parts/page-head.js";
import { useWords } from "../words/words.js";
import { Factors } from "./factors.js";
import { OwnLanguage } from "./own-language.js";
import { PasswordForm } from "./password-form.js";
import { Sessions } from "./sessions.js";

/** The viewer's own way in. Whoever lacks the second factor that is required of them sees nothing but how to add one. */
export default function Security() {
  const { say } = useWords();
  const { viewer } = useStanding();
  return (
    <>
      <PageHead title={say("consolePage.security")}>{say("consoleSecurity.lead", { login: viewer.login })}</PageHead>
      <ScreenHelp of="SECURITY" />
      <div className="form">
        {viewer.role !== "ACCOUNT" && <Factors />}
        <PasswordForm />
        {!viewer.lacksSecondFactor && (
          <>
            <Sessions />
            <OwnLanguage />
          </>
        )}
      </div>
    </>
  );
}
