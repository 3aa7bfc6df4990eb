import type { Problem } from "../graphql/index.js";
import { useWords } from "../words/words.js";
import { Notice } from "./notice.js";
import { sentenceOf } from "./outcome.js";
import { isOfNoField } from "./problem-at.js";

interface FormProblemProps {
  readonly problem: Problem | null;
  /** Paths of the arguments that stand beside a field; what is about one of them is told there. */
  readonly fields: readonly string[];
  readonly title?: string;
}

/** Why a form was not taken, where that is about none of its fields. */
export function FormProblem({ problem, fields, title }: FormProblemProps) {
  const { say } = useWords();
  if (!isOfNoField(problem, fields)) return null;
  return (
    <Notice tone="harm" isResult title={title ?? say("consoleForm.notSaved")}>
      <p>{sentenceOf(problem)}</p>
    </Notice>
  );
}
