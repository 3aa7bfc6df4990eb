import { type FormEvent, useState } from "react";
import { problemOf, useAct, usePolling, useQuery } from "../graphql/index.js";
import { Button } from "../parts/button.js";
import { Field } from "../parts/field.js";
import { FormProblem } from "../parts/form-problem.js";
import { Failure, Waiting } from "../parts/list-states.js";
import { problemAt } from "../parts/problem-at.js";
import { useDraft } from "../parts/use-draft.js";
import { useWords } from "../words/words.js";
import { MailTestState } from "./mail-test-state.js";
import { KEPT_MAILS, MAIL_TEST, SEND_TEST_MAIL } from "./start.documents.js";

const LOOKS_RIGHT = /^\S+@[^\s@]+\.[^\s@]+$/;

/** How mails leave, and a test mail on their way. */
export function MailStep() {
  const { say } = useWords();
  const [{ data, error }, ask] = useQuery({ query: MAIL_TEST });
  const refresh = () => ask({ requestPolicy: "network-only" });
  const test = data?.mailTest ?? null;
  usePolling(refresh, test !== null && test.arrivedAt === null);
  const problem = problemOf(error);
  if (data === undefined)
    return problem ? <Failure problem={problem} loadedAt={null} onRetry={refresh} /> : <Waiting />;
  const { from, server } = data.mailSetup;
  return (
    <>
      <section className="card" aria-labelledby="mail-server">
        <header>
          <h2 id="mail-server">{say("consoleStart.server")}</h2>
        </header>
        <div className="pad form">
          <dl className="dl">
            <dt>{say("consoleStart.from")}</dt>
            <dd className="breaks">{from}</dd>
            <dt>{say("consoleStart.smtp")}</dt>
            <dd className={server === null ? "breaks" : "mono breaks"}>
              {server ?? say("consoleStart.noServer", { page: KEPT_MAILS })}
            </dd>
          </dl>
          <p className="small muted">{say("consoleStart.serverHint")}</p>
          <SendForm isAgain={test !== null} onSent={refresh} />
        </div>
      </section>
      {test !== null && <MailTestState test={test} onChanged={refresh} />}
    </>
  );
}

function SendForm({ isAgain, onSent }: { readonly isAgain: boolean; readonly onSent: () => void }) {
  const { say } = useWords();
  const send = useAct(SEND_TEST_MAIL);
  const draft = useDraft("start.mail", { to: "" });
  const [isLooked, setLooked] = useState(false);
  const to = draft.values.to.trim();
  const mistake = isLooked && !LOOKS_RIGHT.test(to) ? say("consoleAddAddress.addressWrong") : null;
  const submit = async (event: FormEvent) => {
    event.preventDefault();
    setLooked(true);
    if (!LOOKS_RIGHT.test(to) || send.isBusy) return;
    if ((await send.run({ input: { to } })) !== null) onSent();
  };
  return (
    <form className="form" onSubmit={(event) => void submit(event)} noValidate>
      <FormProblem problem={send.problem} fields={["input.to"]} title={say("consoleStart.notSent")} />
      <Field
        label={say("consoleStart.to")}
        hint={say("consoleStart.toHint")}
        type="email"
        name="test-to"
        autoComplete="email"
        autoCapitalize="none"
        spellCheck={false}
        value={draft.values.to}
        error={mistake ?? problemAt(send.problem, "input.to")}
        onBlur={() => setLooked(to !== "")}
        onChange={(event) => draft.set("to", event.currentTarget.value)}
      />
      <div className="acts">
        <Button kind={isAgain ? "plain" : "primary"} type="submit" icon="plane" isBusy={send.isBusy}>
          {isAgain ? say("consoleStart.sendAgain") : say("consoleStart.send")}
        </Button>
      </div>
    </form>
  );
}
