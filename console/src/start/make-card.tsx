import { type FormEvent, type ReactNode, useId } from "react";
import type { Problem } from "../graphql/index.js";
import { Button } from "../parts/button.js";
import { Chip } from "../parts/chip.js";
import { FormProblem } from "../parts/form-problem.js";
import { useWords } from "../words/words.js";

interface MakeCardProps {
  readonly title: string;
  readonly text: string;
  /** What is there already; null where nothing is. */
  readonly made: ReactNode;
  readonly verb: string;
  readonly act: { readonly isBusy: boolean; readonly problem: Problem | null };
  readonly fields: readonly string[];
  readonly onSubmit: () => Promise<void>;
  readonly children: ReactNode;
}

/** The form for the first of something; once it is there, what it is. */
export function MakeCard({ title, text, made, verb, act, fields, onSubmit, children }: MakeCardProps) {
  const { say } = useWords();
  const id = useId();
  const submit = (event: FormEvent) => {
    event.preventDefault();
    if (!act.isBusy) void onSubmit();
  };
  return (
    <section className="card" aria-labelledby={id}>
      <header>
        <div>
          <h2 id={id}>{title}</h2>
          <p>{made ?? text}</p>
        </div>
        {made !== null && (
          <div className="acts" role="status">
            <Chip tone="ok" icon="checkRing">
              {say("consoleStart.there")}
            </Chip>
          </div>
        )}
      </header>
      {made === null && (
        <form className="pad form" onSubmit={submit} noValidate>
          <FormProblem problem={act.problem} fields={fields} />
          {children}
          <div className="acts">
            <Button kind="primary" type="submit" icon="add" isBusy={act.isBusy}>
              {verb}
            </Button>
          </div>
        </form>
      )}
    </section>
  );
}
