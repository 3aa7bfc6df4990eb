import { type FormEvent, useEffect, useState } from "react";
import type { Problem } from "../graphql/index.js";
import { Button } from "../parts/button.js";
import { Field } from "../parts/field.js";
import { Icon } from "../parts/icon.js";
import { sentenceOf } from "../parts/outcome.js";
import { useWords } from "../words/words.js";
import type { Question } from "./question.js";

interface QuestionFormProps {
  readonly question: Question;
  /** The queue id that it was filled in from. */
  readonly queue: string | null;
  readonly problem: Problem | null;
  readonly isBusy: boolean;
  readonly onAsk: (question: Question) => void;
}

/** Who signed in, and as whom they sent. */
export function QuestionForm({ question, queue, problem, isBusy, onAsk }: QuestionFormProps) {
  const { say } = useWords();
  const [typed, setTyped] = useState(question);
  const [isLooked, setLooked] = useState(false);
  const { login, from, header, resent } = question;
  useEffect(() => setTyped({ login, from, header, resent }), [login, from, header, resent]);
  const submit = (event: FormEvent) => {
    event.preventDefault();
    setLooked(true);
    const asked = {
      login: typed.login.trim(),
      from: typed.from.trim(),
      header: typed.header.trim(),
      resent: typed.resent.trim(),
    };
    if (asked.login !== "" && asked.from !== "") onAsk(asked);
  };
  const mistakes = {
    login: isLooked && typed.login.trim() === "" ? say("consoleExplain.loginMissing") : null,
    from: isLooked && typed.from.trim() === "" ? say("consoleExplain.senderMissing") : null,
    header: null,
    resent: null,
  };
  const fields = [
    ["login", say("consoleExplain.login"), say("consoleExplain.loginHint")],
    ["from", say("consoleExplain.sender"), say("consoleExplain.senderHint")],
    ["header", say("consoleExplain.header"), say("consoleExplain.headerHint")],
    ["resent", say("consoleExplain.resent"), say("consoleExplain.resentHint")],
  ] as const;
  return (
    <section className="card" aria-label={say("consoleExplain.question")}>
      <form className="pad qgrid asked" onSubmit={submit} noValidate>
        {fields.map(([name, label, hint]) => (
          <Field
            key={name}
            label={label}
            hint={hint}
            name={name}
            autoComplete="off"
            autoCapitalize="none"
            spellCheck={false}
            value={typed[name]}
            error={mistakes[name] ?? refusalAt(name, problem, say("consoleExplain.loginUnknown"))}
            onChange={(event) => setTyped({ ...typed, [name]: event.currentTarget.value })}
          />
        ))}
        <Button kind="primary" type="submit" isBusy={isBusy}>
          {say("consoleExplain.submit")}
        </Button>
      </form>
      {queue !== null && (
        <footer>
          <Icon name="search" />
          <span>{say("consoleExplain.fromQueue", { queue })}</span>
        </footer>
      )}
    </section>
  );
}

const ARGUMENTS = { login: "login", from: "sender", header: "headerFrom", resent: "resentFrom" } as const;

/** What the server said against one field; somebody else's login is not told from one that nobody has. */
function refusalAt(name: keyof Question, problem: Problem | null, unknownLogin: string): string | null {
  if (problem === null) return null;
  if (problem.code === "NOT_FOUND") return name === "login" ? unknownLogin : null;
  return problem.field?.startsWith(ARGUMENTS[name]) === true ? sentenceOf(problem) : null;
}
