import type { ReactNode } from "react";
import type { TimeZone } from "../../../src/kernel/time-zone.js";
import { useStanding } from "../frame/viewer.js";
import { Tag } from "../parts/chip.js";
import { Field } from "../parts/field.js";
import { type Choice, SelectField } from "../parts/select-field.js";
import { TextField } from "../parts/text-field.js";
import { useWords, type Words } from "../words/words.js";
import type { Limit } from "./limit-table.js";
import { NO_CHARACTERS, typedFrom } from "./limit-values.js";
import type { LimitsPolicy } from "./limits.documents.js";

const DELIMITERS = ["+", "-", "+-"] as const;

interface LimitFieldProps {
  readonly limit: Limit;
  readonly policy: LimitsPolicy;
  readonly value: string;
  readonly isLocked: boolean;
  /** Nobody is below a mailbox, and nobody locks what is the operator's. */
  readonly isLockable: boolean;
  readonly error: string | null;
  readonly onChange: (value: string) => void;
  readonly onLock: (isLocked: boolean) => void;
}

/** One setting: what it is here, what holds and by whom, and whether scopes below may change it. */
export function LimitField(props: LimitFieldProps) {
  const { limit, policy, isLocked, isLockable, onLock } = props;
  const words = useWords();
  const { say } = words;
  const { frame } = useStanding();
  const shown = inWords(limit, typedFrom(limit, policy.effective, frame.timeZone as TimeZone), words);
  const isAbove = policy.lockedAbove.includes(limit.name) || policy.setAbove.includes(limit.name);
  const origin = policy.origins.find(({ setting }) => setting === limit.name);
  const holds = say("consoleLimits.holds", { value: shown, by: byWhom(origin?.setOn ?? null, words) });
  if (isAbove) {
    return (
      <div className="field">
        <span className="label">{say(limit.label)}</span>
        <div className="hint">{say(limit.hint)}</div>
        <p>
          <b>{shown}</b>{" "}
          <Tag icon="lock">
            {say("consoleLimits.fixedBy", { by: byWhom(origin?.lockedOn ?? origin?.setOn ?? null, words) })}
          </Tag>
        </p>
      </div>
    );
  }
  return (
    <div className="limit">
      <Input {...props} hint={`${say(limit.hint)} ${holds}`} />
      {isLockable && (
        <label className="checkline small">
          <input
            type="checkbox"
            className="cb"
            checked={isLocked}
            onChange={(event) => onLock(event.currentTarget.checked)}
          />
          {say("consoleLimits.lock")}
        </label>
      )}
    </div>
  );
}

function Input({ limit, value, error, onChange, hint }: LimitFieldProps & { readonly hint: ReactNode }) {
  const words = useWords();
  const isOperator = useStanding().viewer.role === "OPERATOR";
  const label = words.say(limit.label);
  const common = { label, hint, error, value, name: limit.name };
  if (limit.kind === "LINES" || limit.kind === "DOMAINS") {
    return (
      <TextField
        {...common}
        rows={4}
        className="mono"
        spellCheck={false}
        onChange={(event) => onChange(event.currentTarget.value)}
      />
    );
  }
  if (limit.kind === "NUMBER" || limit.kind === "MOMENT") {
    return (
      <Field
        {...common}
        autoComplete="off"
        inputMode={limit.kind === "NUMBER" ? "numeric" : undefined}
        type={limit.kind === "MOMENT" ? "datetime-local" : "text"}
        onChange={(event) => onChange(event.currentTarget.value)}
      />
    );
  }
  return <SelectField {...common} choices={choicesOf(limit, value, words, isOperator)} onChange={onChange} />;
}

function choicesOf(limit: Limit, value: string, words: Words, isOperator: boolean): Choice[] {
  const named = (each: string) => ({ value: each, label: inWords(limit, each, words) });
  const inherited = { value: "", label: words.say("consoleLimits.asAbove") };
  if (limit.kind === "YES_NO") return [inherited, named("true"), named("false")];
  if (limit.kind === "CHARACTERS") {
    const characters = new Set<string>([...DELIMITERS, NO_CHARACTERS, ...(value === "" ? [] : [value])]);
    return [inherited, ...[...characters].map(named)];
  }
  const operators = isOperator ? [] : (limit.operatorChoices ?? []);
  const names = Object.keys(limit.choices ?? {}).filter((each) => !operators.includes(each) || each === value);
  return [inherited, ...names.map(named)];
}

/** What is typed, as people say it. */
function inWords(limit: Limit, typed: string, { say, number }: Words): string {
  if (typed === "" || typed === NO_CHARACTERS) return say("consoleLimits.none");
  if (limit.kind === "NUMBER") return number(Number(typed));
  if (limit.kind === "YES_NO") return say(typed === "true" ? "consoleLimits.yes" : "consoleLimits.no");
  if (limit.kind === "MOMENT") return typed.replace("T", " ");
  const choice = limit.choices?.[typed];
  return choice === undefined ? typed.replaceAll("\n", ", ") : say(choice);
}

type Scope = NonNullable<LimitsPolicy["origins"][number]["setOn"]> | null;

function byWhom(scope: Scope, { say }: Words): string {
  if (scope === null) return say("consoleLimits.default");
  if (scope.level === "PLATFORM") return say("consoleLimits.platform");
  return scope.name ?? say("consoleLimits.someone");
}
