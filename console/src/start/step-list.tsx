import { Link } from "@tanstack/react-router";
import { Icon } from "../parts/icon.js";
import { useWords } from "../words/words.js";
import type { StartFacts } from "./start.documents.js";
import { STEPS, type StepName } from "./steps.js";

interface StepListProps {
  readonly facts: StartFacts;
  readonly shown: StepName | null;
}

/** All steps, those that are done marked by sign and word. */
export function StepList({ facts, shown }: StepListProps) {
  const { say } = useWords();
  return (
    <nav aria-label={say("consoleStart.steps")}>
      <ol className="wsteps">
        {STEPS.map(({ name, title, sub, isDone }, index) => {
          const done = isDone(facts);
          return (
            <li key={name} className={done ? "done" : undefined}>
              <Link
                to="/p/start"
                search={{ step: name } as never}
                activeProps={{ "aria-current": undefined }}
                aria-current={name === shown ? "step" : undefined}
              >
                <span className="b" aria-hidden="true">
                  {done ? <Icon name="check" /> : index + 1}
                </span>
                <span>
                  <b className="strong">{say(title)}</b>
                  <span className="sub">{done ? say("consoleStart.done") : say(sub)}</span>
                </span>
              </Link>
            </li>
          );
        })}
      </ol>
    </nav>
  );
}
