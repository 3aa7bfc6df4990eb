import { type FormEvent, useState } from "react";
import type { TimeZone } from "../../../src/kernel/time-zone.js";
import { useShownScope } from "../frame/scope.js";
import type { ScopeGiven } from "../frame/scope-input.js";
import { useStanding } from "../frame/viewer.js";
import { useAct, type VariablesOf } from "../graphql/index.js";
import type { Outcome } from "../parts/outcome.js";
import { isOfNoField, problemAt } from "../parts/problem-at.js";
import { SaveBar } from "../parts/save-bar.js";
import { type Draft, useDraft } from "../parts/use-draft.js";
import { useWords } from "../words/words.js";
import { LimitField } from "./limit-field.js";
import { groupsFor, type Limit } from "./limit-table.js";
import { typedFrom, valueFrom } from "./limit-values.js";
import { type LimitName, type LimitsPolicy, SAVE_LIMITS } from "./limits.documents.js";

type Name = LimitName | `lock:${LimitName}`;
type Input = VariablesOf<typeof SAVE_LIMITS>["input"];

interface LimitsFormProps {
  readonly policy: LimitsPolicy;
  readonly scope: ScopeGiven;
  readonly onSaved: (outcome: Outcome) => void;
  readonly onLook: () => void;
}

/** Empty is inherited. Only what was changed is sent, for what was looked at. */
export function LimitsForm({ policy, scope, onSaved, onLook }: LimitsFormProps) {
  const { say } = useWords();
  const { viewer, frame } = useStanding();
  const { kind, path } = useShownScope();
  const zone = frame.timeZone as TimeZone;
  const isOperator = viewer.role === "OPERATOR";
  const groups = groupsFor(kind === "me" ? "d" : kind, isOperator);
  const limits = groups.flatMap((group) => group.limits);
  const save = useAct(SAVE_LIMITS);
  const draft = useDraft<Name>(`limits.${path}`, savedValues(limits, policy, zone));
  const [isLooked, setLooked] = useState(false);
  const paths = [...limits.map(({ name }) => `input.${name}`)];
  const wrong = limits.filter((limit) => valueFrom(limit, draft.values[limit.name], zone) === undefined);
  const submit = async (event: FormEvent) => {
    event.preventDefault();
    setLooked(true);
    if (save.isBusy || wrong.length > 0) return;
    const input = { scope, ifUpdatedAt: policy.updatedAt ?? null, ...changesIn(draft, limits, policy, zone) } as Input;
    const done = await save.run({ input });
    if (done === null) return;
    draft.discard();
    const text = (done.setPolicy.warnings ?? []).map(({ message }) => message).join(" ");
    onSaved({ tone: text === "" ? "ok" : "act", title: say("consoleForm.saved"), ...(text !== "" && { text }) });
  };
  const errorAt = ({ name, kind: type }: Limit) => {
    if (isLooked && wrong.some((each) => each.name === name)) return say("consoleLimits.wholeNumber");
    const found = problemAt(save.problem, `input.${name}`);
    const bounds = save.problem?.expected;
    return found !== null && type === "NUMBER" && bounds ? say("consoleLimits.within", { bounds }) : found;
  };
  return (
    <form className="form" onSubmit={(event) => void submit(event)} noValidate>
      {groups.map((group) => (
        <section key={group.title} className="card" aria-labelledby={group.title}>
          <header>
            <div>
              <h2 id={group.title}>{say(group.title)}</h2>
              <p>{say(group.text)}</p>
            </div>
          </header>
          <div className="pad limits">
            {group.limits.map((limit) => (
              <LimitField
                key={limit.name}
                limit={limit}
                policy={policy}
                value={draft.values[limit.name]}
                isLocked={draft.values[`lock:${limit.name}`] === "true"}
                isLockable={limit.levels.length > 1}
                error={errorAt(limit)}
                onChange={(value) => draft.set(limit.name, value)}
                onLock={(isLocked) => draft.set(`lock:${limit.name}`, String(isLocked))}
              />
            ))}
          </div>
        </section>
      ))}
      <SaveBar
        changes={draft.changed.length}
        isBusy={save.isBusy}
        problem={isOfNoField(save.problem, paths) ? save.problem : null}
        onDiscard={draft.discard}
        onLook={() => {
          save.forget();
          onLook();
        }}
      />
    </form>
  );
}

function savedValues(limits: readonly Limit[], policy: LimitsPolicy, zone: TimeZone): Record<Name, string> {
  const values = limits.map((limit) => [limit.name, typedFrom(limit, policy.settings, zone)] as const);
  const locks = limits.map(({ name }) => [`lock:${name}`, String(policy.locked.includes(name))] as const);
  return Object.fromEntries([...values, ...locks]) as Record<Name, string>;
}

/** The API takes locks as one list: those that are not on the form stay in it. */
function changesIn(draft: Draft<Name>, limits: readonly Limit[], policy: LimitsPolicy, zone: TimeZone) {
  const changed = limits.filter(({ name }) => draft.changed.includes(name));
  const values = changed.map((limit) => [limit.name, valueFrom(limit, draft.values[limit.name], zone)] as const);
  const isLockChanged = limits.some(({ name }) => draft.changed.includes(`lock:${name}`));
  const shown = new Set<string>(limits.map(({ name }) => name));
  const kept = policy.locked.filter((name) => !shown.has(name));
  const locked = limits.filter(({ name }) => draft.values[`lock:${name}`] === "true").map(({ name }) => name);
  return { ...Object.fromEntries(values), ...(isLockChanged && { locked: [...kept, ...locked] }) };
}
