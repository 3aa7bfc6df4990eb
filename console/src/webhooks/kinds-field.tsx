import { useId } from "react";
import { ACTION_GROUPS, type ActionGroup } from "../audit/action-groups.js";
import { Icon } from "../parts/icon.js";
import { ACTIONS, type ChangeKind } from "../words/actions.js";
import { useWords } from "../words/words.js";

const GROUPS = Object.keys(ACTION_GROUPS) as ActionGroup[];

interface KindsFieldProps {
  /** Kinds with commas between them; empty is every kind. */
  readonly value: string;
  readonly error: string | null;
  readonly onChange: (value: string) => void;
}

/** As the API takes them: null is every kind. */
export function kindsOf(value: string): ChangeKind[] | null {
  return value === "" ? null : (value.split(",") as ChangeKind[]);
}

export function kindsText(kinds: readonly ChangeKind[] | null): string {
  return [...(kinds ?? [])].sort().join(",");
}

/** Which kinds of change a program is told of: every one, also those to come, or some from the list. */
export function KindsField({ value, error, onChange }: KindsFieldProps) {
  const { say } = useWords();
  const id = useId();
  const chosen = new Set(kindsOf(value));
  const set = (kinds: readonly ChangeKind[], isOn: boolean) => {
    const next = new Set(chosen);
    for (const kind of kinds) isOn ? next.add(kind) : next.delete(kind);
    onChange(kindsText([...next]));
  };
  return (
    <fieldset className={error === null ? "field kinds" : "field kinds bad"} aria-describedby={`${id}-hint`}>
      <legend>{say("consoleWebhooks.kinds")}</legend>
      <div className="hint" id={`${id}-hint`}>
        {chosen.size === 0
          ? say("consoleWebhooks.everyKind")
          : say("consoleWebhooks.someKinds", { count: chosen.size })}
      </div>
      {GROUPS.map((group) => (
        <Group key={group} group={group} chosen={chosen} onSet={set} />
      ))}
      {error !== null && (
        <p className="err">
          <Icon name="octagon" />
          {error}
        </p>
      )}
    </fieldset>
  );
}

interface GroupProps {
  readonly group: ActionGroup;
  readonly chosen: ReadonlySet<ChangeKind>;
  readonly onSet: (kinds: readonly ChangeKind[], isOn: boolean) => void;
}

function Group({ group, chosen, onSet }: GroupProps) {
  const { say, number } = useWords();
  const kinds = ACTION_GROUPS[group].map((action) => action.replace(/[.-]/g, "_").toUpperCase() as ChangeKind);
  const on = kinds.filter((kind) => chosen.has(kind)).length;
  return (
    <details>
      <summary>
        {say(`consoleAudit.${group}`)}
        {on > 0 && <span className="count">{number(on)}</span>}
      </summary>
      <Check label={say("consoleWebhooks.wholeGroup")} isOn={on === kinds.length} onChange={(is) => onSet(kinds, is)} />
      {kinds.map((kind) => (
        <Check key={kind} label={say(ACTIONS[kind])} isOn={chosen.has(kind)} onChange={(is) => onSet([kind], is)} />
      ))}
    </details>
  );
}

interface CheckProps {
  readonly label: string;
  readonly isOn: boolean;
  readonly onChange: (isOn: boolean) => void;
}

function Check({ label, isOn, onChange }: CheckProps) {
  return (
    <label className="checkline">
      <input
        type="checkbox"
        className="cb"
        checked={isOn}
        onChange={(event) => onChange(event.currentTarget.checked)}
      />
      {label}
    </label>
  );
}
