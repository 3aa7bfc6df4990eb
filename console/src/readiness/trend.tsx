import { ChartCard } from "../parts/chart-card.js";
import { DayChart } from "../parts/day-chart.js";
import { LineKey } from "../parts/line-key.js";
import { useWords } from "../words/words.js";
import { paceOf } from "./pace.js";
import type { Report } from "./readiness.documents.js";

interface TrendProps {
  readonly report: Report;
  readonly enforcedAt: string | null;
}

/** Messages a day, and where the pace of the last two weeks leads until mail is refused. */
export function Trend({ report, enforcedAt }: TrendProps) {
  const { say, number, calendarDay } = useWords();
  const begin = report.trend.findIndex(({ messages }) => messages > 0);
  const days = report.trend.slice(Math.max(0, begin));
  const points = days.map(({ day, unresolved }) => ({ day, value: unresolved }));
  const pace = enforcedAt === null ? null : paceOf(points, enforcedAt.slice(0, 10));
  const last = points.at(-1);
  const first = points[0];
  const finding = [
    say("consoleReadiness.finding", {
      first: number(first?.value ?? 0),
      day: calendarDay(first?.day ?? report.fromDay),
      last: number(last?.value ?? 0),
    }),
    pace && say("consoleReadiness.findingPace", { value: number(pace.value), day: calendarDay(pace.day) }),
  ];
  const from = calendarDay(first?.day ?? report.fromDay);
  return (
    <ChartCard
      title={say("consoleReadiness.trend")}
      sub={
        pace === null ? say("consoleReadiness.trendSpan", { from }) : say("consoleReadiness.trendSpanPace", { from })
      }
      columns={[
        {
          id: "day",
          header: say("consoleReadiness.day"),
          kind: "title",
          cell: ({ day }) => <time dateTime={day}>{calendarDay(day)}</time>,
        },
        {
          id: "messages",
          header: say("consoleReadiness.allMail"),
          kind: "figure",
          cell: ({ messages }) => number(messages),
        },
        {
          id: "refused",
          header: say("consoleReadiness.wouldBeRefused"),
          kind: "figure",
          cell: ({ unresolved }) => number(unresolved),
        },
      ]}
      rows={[...days].reverse()}
      rowId={({ day }) => day}
    >
      <DayChart
        points={points}
        forecast={pace && { ...pace, name: say("consoleReadiness.refusingStarts") }}
        finding={finding.filter(Boolean).join(" ")}
      />
      <div className="legend">
        <LineKey kind="line" text={say("consoleReadiness.keySeen")} />
        {pace !== null && <LineKey kind="line fore" text={say("consoleReadiness.keyPace")} />}
      </div>
    </ChartCard>
  );
}
