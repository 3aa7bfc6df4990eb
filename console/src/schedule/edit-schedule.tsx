import { type FormEvent, useState } from "react";
import { useClient } from "urql";
import type { TimeZone } from "../../../src/kernel/time-zone.js";
import type { ScopeGiven } from "../frame/scope-input.js";
import { useStanding } from "../frame/viewer.js";
import { type Problem, problemOf, useAct } from "../graphql/index.js";
import { Button } from "../parts/button.js";
import { Field } from "../parts/field.js";
import { Notice } from "../parts/notice.js";
import { type Outcome, sentenceOf } from "../parts/outcome.js";
import { useWords } from "../words/words.js";
import { draftOf, inputOf, type StepDraft } from "./draft.js";
import { PreviewOfChange } from "./preview-of-change.js";
import { type Policy, PREVIEW, type Preview, SAVE } from "./schedule.documents.js";
import { StepFields } from "./step-fields.js";

interface EditProps {
  readonly policy: Policy;
  readonly scope: ScopeGiven;
  readonly onSaved: (outcome: Outcome) => void;
}

/** The scope's own steps and brake; what a change would refuse is shown before it can be saved. */
export function EditSchedule({ policy, scope, onSaved }: EditProps) {
  const { say } = useWords();
  const zone = useStanding().frame.timeZone as TimeZone;
  const client = useClient();
  const save = useAct(SAVE);
  const begin = draftOf(policy, zone);
  const [steps, setSteps] = useState(begin.steps);
  const [limit, setLimit] = useState(begin.limit);
  const [preview, setPreview] = useState<Preview | null>(null);
  const [problem, setProblem] = useState<Problem | null>(null);
  const [isBusy, setBusy] = useState(false);
  const [isLooked, setLooked] = useState(false);
  const isSteps = !isHeldAbove(policy, "schedule");
  const isLimit = !isHeldAbove(policy, "holdThreshold");
  const input = inputOf({ steps, limit }, { scope, zone, isSteps, isLimit, hasOwn: Boolean(policy.settings.schedule) });
  const isChanged = JSON.stringify({ steps, limit }) !== JSON.stringify(begin);
  if (!isSteps && !isLimit) return null;

  const change = (next: StepDraft[]) => {
    setSteps(next);
    setPreview(null);
  };
  const onPreview = async (event: FormEvent) => {
    event.preventDefault();
    setLooked(true);
    if (input === null || isBusy) return;
    setBusy(true);
    const answer = await client.query(PREVIEW, { input }, { requestPolicy: "network-only" }).toPromise();
    setBusy(false);
    setProblem(problemOf(answer.error));
    setPreview(answer.data?.previewPolicy ?? null);
  };
  const onSave = async () => {
    if (input === null) return;
    const done = await save.run({ input });
    if (done === null) return;
    const warnings = (done.setPolicy.warnings ?? []).map(({ message }) => message).join(" ");
    onSaved({ tone: "ok", title: say("consoleSchedule.savedTitle"), ...(warnings && { text: warnings }) });
  };
  const shownProblem = problem ?? save.problem;
  return (
    <section className="card gap" aria-labelledby="edit">
      <header>
        <div>
          <h2 id="edit">{say("consoleSchedule.editTitle")}</h2>
          <p>{isChanged ? say("consoleSchedule.notSaved") : say("consoleSchedule.editText")}</p>
        </div>
      </header>
      <form className="pad form" onSubmit={(event) => void onPreview(event)} noValidate>
        {isSteps && <StepFields steps={steps} isLooked={isLooked} onChange={change} />}
        {isLimit && (
          <Field
            label={say("consoleSchedule.limit")}
            hint={say("consoleSchedule.limitHint")}
            inputMode="numeric"
            autoComplete="off"
            value={limit}
            error={/^\d*$/.test(limit) ? null : say("consoleSchedule.limitWrong")}
            onChange={(event) => {
              setLimit(event.currentTarget.value.trim());
              setPreview(null);
            }}
          />
        )}
        {shownProblem !== null && (
          <Notice tone="harm" isResult title={say("consoleSchedule.notDone")}>
            <p>{sentenceOf(shownProblem)}</p>
          </Notice>
        )}
        <div className="acts">
          <Button kind={preview === null ? "primary" : "plain"} type="submit" isBusy={isBusy} disabled={!isChanged}>
            {preview === null ? say("consoleSchedule.preview") : say("consoleSchedule.previewAgain")}
          </Button>
          {isChanged && (
            <Button
              kind="quiet"
              onClick={() => {
                change(begin.steps);
                setLimit(begin.limit);
              }}
            >
              {say("consoleSchedule.discard")}
            </Button>
          )}
        </div>
      </form>
      {preview !== null && <PreviewOfChange preview={preview} isBusy={save.isBusy} onSave={() => void onSave()} />}
    </section>
  );
}

function isHeldAbove({ lockedAbove, setAbove }: Policy, setting: "schedule" | "holdThreshold"): boolean {
  return lockedAbove.includes(setting) || setAbove.includes(setting);
}
