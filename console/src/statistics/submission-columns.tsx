import type { SchedulePart, Statistics } from "../home/home.documents.js";
import { ChartCard } from "../parts/chart-card.js";
import { ColumnChart, FillKey } from "../parts/column-chart.js";
import { useWords, type Words } from "../words/words.js";

type Day = Statistics["submissions"][number];

const FILLS = ["plain", "hollow", "solid"] as const;
const DAY_MS = 24 * 60 * 60 * 1_000;
/** A date further ahead would leave no room for what has been. */
const MAX_DAYS_AHEAD = 21;

interface SubmissionColumnsProps {
  readonly statistics: Statistics;
  readonly policy: SchedulePart;
}

/** Messages a day by outcome, with the day from which mail is refused. */
export function SubmissionColumns({ statistics, policy }: SubmissionColumnsProps) {
  const words = useWords();
  const { say, number, calendarDay } = words;
  const days = statistics.submissions;
  const total = days.reduce((sum, day) => sum + acceptedOn(day) + day.unauthorized + day.refused, 0);
  const unconfirmed = days.reduce((sum, day) => sum + day.unauthorized, 0);
  const refused = days.reduce((sum, day) => sum + day.refused, 0);
  return (
    <ChartCard
      title={say("consoleStatistics.submissions")}
      sub={say("consoleReadiness.messages", { count: total, number: number(total) })}
      columns={[
        {
          id: "day",
          header: say("consoleReadiness.day"),
          kind: "title",
          cell: ({ day }) => <time dateTime={day}>{calendarDay(day)}</time>,
        },
        {
          id: "accepted",
          header: say("consoleStatistics.accepted"),
          kind: "figure",
          cell: (day) => number(acceptedOn(day)),
        },
        {
          id: "unconfirmed",
          header: say("consoleStatistics.unconfirmed"),
          kind: "figure",
          cell: (day) => number(day.unauthorized),
        },
        {
          id: "refused",
          header: say("consoleStatistics.refused"),
          kind: "figure",
          cell: (day) => number(day.refused),
        },
      ]}
      rows={[...days].reverse()}
      rowId={({ day }) => day}
    >
      <ColumnChart
        days={days.map((day) => ({ day: day.day, values: [acceptedOn(day), day.unauthorized, day.refused] }))}
        fills={FILLS}
        mark={markOf(statistics, policy, words)}
        finding={say("consoleStatistics.finding", {
          total: number(total),
          unconfirmed: number(unconfirmed),
          refused: number(refused),
        })}
        sayDay={({ day, values: [accepted = 0, taken = 0, turnedAway = 0] }) =>
          say("consoleStatistics.onDay", {
            day: calendarDay(day),
            accepted: number(accepted),
            unconfirmed: number(taken),
            refused: number(turnedAway),
          })
        }
      />
      <div className="legend">
        <FillKey fill="plain" text={say("consoleStatistics.accepted")} />
        <FillKey fill="hollow" text={say("consoleStatistics.unconfirmed")} />
        <FillKey fill="solid" text={say("consoleStatistics.refused")} />
      </div>
    </ChartCard>
  );
}

function acceptedOn({ own, authorized }: Day): number {
  return own + authorized;
}

/** The step to enforcement, as far as it lies in what is drawn or soon after. */
function markOf(
  { fromDay, toDay }: Statistics,
  { nextMode, effective }: SchedulePart,
  { say, isoDay }: Words,
): { readonly day: string; readonly name: string } | null {
  const began = effective.schedule?.findLast(({ mode, at }) => mode === "ENFORCE" && Date.parse(at) <= Date.now());
  if (began !== undefined && isoDay(began.at) >= fromDay) {
    return { day: isoDay(began.at), name: say("consoleStatistics.refusingSince") };
  }
  if (nextMode?.mode !== "ENFORCE") return null;
  const ahead = (Date.parse(isoDay(nextMode.at)) - Date.parse(toDay)) / DAY_MS;
  return ahead <= MAX_DAYS_AHEAD ? { day: isoDay(nextMode.at), name: say("consoleReadiness.refusingStarts") } : null;
}
