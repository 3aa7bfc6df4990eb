import { Tag } from "../parts/chip.js";
import { type Column, DataTable } from "../parts/data-table.js";
import { Icon } from "../parts/icon.js";
import { MODES, ModeChip, type ModeName } from "../parts/state-chip.js";
import { Time } from "../parts/time.js";
import { type ConsoleKey, useWords } from "../words/words.js";
import type { Policy } from "./schedule.documents.js";

type HappensKey = Extract<ConsoleKey, `consoleHappens.${string}`>;

const HAPPENS: Readonly<Record<ModeName, HappensKey>> = {
  OFF: "consoleHappens.off",
  MONITOR: "consoleHappens.monitor",
  WARN: "consoleHappens.warn",
  ENFORCE: "consoleHappens.enforce",
};

interface Step {
  readonly at: string;
  readonly mode: ModeName;
}

/** The steps that hold here, own and from above. */
export function ScheduleInForce({ policy }: { readonly policy: Policy }) {
  const { say, number, daysUntil } = useWords();
  const { effective, settings, lockedAbove } = policy;
  const steps = [...(effective.schedule ?? [])].sort((one, other) => Date.parse(one.at) - Date.parse(other.at));
  const current = steps.findLast(({ at }) => Date.parse(at) <= Date.now());
  const isOwn = (step: Step) => settings.schedule?.some(({ at }) => at === step.at) === true;
  const stateOf = (step: Step) => {
    if (step === current) return <b>{say("consoleSchedule.inForce")}</b>;
    if (Date.parse(step.at) <= Date.now()) return <span className="muted">{say("consoleSchedule.over")}</span>;
    return say("consoleFrame.inDays", { count: daysUntil(step.at) });
  };
  const columns: Column<Step>[] = [
    { id: "from", header: say("consoleSchedule.from"), kind: "title", cell: ({ at }) => <Time at={at} as="whole" /> },
    {
      id: "what",
      header: say("consoleSchedule.what"),
      kind: "state",
      cell: ({ mode }) => (
        <>
          <ModeChip mode={mode} /> <span className="soft">{say(HAPPENS[mode])}</span>
        </>
      ),
    },
    {
      id: "by",
      header: say("consoleSchedule.setBy"),
      kind: "quiet",
      cell: (step) => (isOwn(step) ? say("consoleSchedule.here") : say("consoleSchedule.above")),
    },
    { id: "state", header: say("consoleSchedule.state"), kind: "plain", cell: stateOf },
  ];
  return (
    <section className="card" aria-labelledby="force">
      <header>
        <div>
          <h2 id="force">{say("consoleSchedule.inForceTitle")}</h2>
          <p>
            {settings.schedule === null || settings.schedule === undefined
              ? say("consoleSchedule.inherited")
              : say("consoleSchedule.ownSchedule")}
          </p>
        </div>
        <div className="acts">
          {lockedAbove.includes("schedule") && <Tag icon="lock">{say("consoleSchedule.lockedAbove")}</Tag>}
        </div>
      </header>
      {steps.length === 0 ? (
        <p className="pad">
          <ModeChip mode={policy.mode} /> {say("consoleSchedule.noSteps")}
        </p>
      ) : (
        <>
          <div className="pad">
            <Band steps={steps} />
          </div>
          <DataTable columns={columns} rows={steps} rowId={({ at }) => at} isLoading={false} />
        </>
      )}
      <footer className="small muted">
        {effective.holdThreshold
          ? say("consoleSchedule.brake", { count: effective.holdThreshold, number: number(effective.holdThreshold) })
          : say("consoleSchedule.noBrake")}
      </footer>
    </section>
  );
}

/** The same as the table below, drawn: each mode as wide as its steps are many, so that short ones can be read too. */
function Band({ steps }: { readonly steps: readonly Step[] }) {
  const { say, day } = useWords();
  const classes: Readonly<Record<ModeName, string>> = { OFF: "", MONITOR: "m", WARN: "w", ENFORCE: "e" };
  return (
    <>
      <div className="band" aria-hidden="true">
        {steps.map(({ at, mode }) => (
          <div key={at} className={classes[mode]}>
            <Icon name={MODES[mode].icon} />
            {say(MODES[mode].words)}
          </div>
        ))}
      </div>
      <div className="ticks" aria-hidden="true">
        {steps.map(({ at }) => (
          <span key={at}>{day(at)}</span>
        ))}
      </div>
    </>
  );
}
