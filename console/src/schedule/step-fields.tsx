import { useId } from "react";
import { Button, IconButton } from "../parts/button.js";
import { Field } from "../parts/field.js";
import { MODES, type ModeName } from "../parts/state-chip.js";
import { useWords } from "../words/words.js";
import type { StepDraft } from "./draft.js";

const MODE_NAMES = Object.keys(MODES) as ModeName[];

interface StepFieldsProps {
  readonly steps: readonly StepDraft[];
  readonly isLooked: boolean;
  readonly onChange: (steps: StepDraft[]) => void;
}

export function StepFields({ steps, isLooked, onChange }: StepFieldsProps) {
  const { say, zone } = useWords();
  const replace = (index: number, change: Partial<StepDraft>) =>
    onChange(steps.map((step, at) => (at === index ? { ...step, ...change } : step)));
  const add = () => onChange([...steps, { key: crypto.randomUUID(), shown: "", mode: "ENFORCE" }]);
  return (
    <fieldset className="stepfields">
      <legend className="label">{say("consoleSchedule.steps", { zone: zone.place })}</legend>
      {steps.length === 0 && <p className="muted">{say("consoleSchedule.noOwnSteps")}</p>}
      {steps.map(({ key, shown, mode }, index) => (
        <div className="stepfield" key={key}>
          <Field
            label={say("consoleSchedule.from")}
            type="datetime-local"
            value={shown}
            error={isLooked && shown === "" ? say("consoleSchedule.timeMissing") : null}
            onChange={(event) => replace(index, { shown: event.currentTarget.value })}
          />
          <ModeField mode={mode} onChange={(wanted) => replace(index, { mode: wanted })} />
          <IconButton
            icon="cross"
            label={say("consoleSchedule.remove", { number: index + 1 })}
            onClick={() => onChange(steps.filter((_, at) => at !== index))}
          />
        </div>
      ))}
      <div className="acts">
        <Button isSmall icon="add" onClick={add}>
          {say("consoleSchedule.add")}
        </Button>
      </div>
    </fieldset>
  );
}

function ModeField({ mode, onChange }: { readonly mode: ModeName; readonly onChange: (mode: ModeName) => void }) {
  const { say } = useWords();
  const id = useId();
  return (
    <div className="field">
      <label htmlFor={id}>{say("consoleSchedule.what")}</label>
      <select
        id={id}
        className="input"
        value={mode}
        onChange={(event) => onChange(event.currentTarget.value as ModeName)}
      >
        {MODE_NAMES.map((name) => (
          <option key={name} value={name}>
            {say(MODES[name].words)}
          </option>
        ))}
      </select>
    </div>
  );
}
