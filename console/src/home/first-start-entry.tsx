import { Link } from "@tanstack/react-router";
import { Icon } from "../parts/icon.js";
import type { StartFacts } from "../start/start.documents.js";
import { firstUndone, STEPS, type Step } from "../start/steps.js";
import { useWords } from "../words/words.js";

interface UnfinishedStart {
  readonly done: number;
  readonly next: Step;
}

/** What the platform lacks; null where it lacks nothing, before that is known, and below the platform. */
export function unfinishedStart(facts: StartFacts | undefined): UnfinishedStart | null {
  const next = facts && firstUndone(facts);
  if (facts === undefined || next === undefined) return null;
  return { next, done: STEPS.filter((step) => step.isDone(facts)).length };
}

/** As long as a platform lacks something, the way to it. */
export function FirstStartEntry({ start: { done, next } }: { readonly start: UnfinishedStart }) {
  const { say } = useWords();
  return (
    <li>
      <span className="ic act">
        <Icon name="flag" isLarge />
      </span>
      <div>
        <h3>{say("consoleStart.homeTitle", { done, steps: STEPS.length })}</h3>
        <p>{say("consoleStart.homeNext", { step: say(next.title) })}</p>
      </div>
      <div className="acts">
        <Link className="btn s pri" to="/p/start">
          {say("consoleStart.homeLink")}
        </Link>
      </div>
    </li>
  );
}
