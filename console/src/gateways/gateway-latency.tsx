import { useQuery } from "../graphql/index.js";
import { ChartCard } from "../parts/chart-card.js";
import { HourChart } from "../parts/hour-chart.js";
import { useListState } from "../parts/list-state.js";
import { SelectField } from "../parts/select-field.js";
import { Time } from "../parts/time.js";
import { useWords } from "../words/words.js";
import { GATEWAY_HOURS, type GatewayHours } from "./gateways.documents.js";

/** So many lines can be told from each other; the table has all. */
const MAX_LINES = 5;

const SHARES = {
  p50: { field: "p50Ms", words: "consoleGateways.half" },
  p95: { field: "p95Ms", words: "consoleGateways.of95" },
  p99: { field: "p99Ms", words: "consoleGateways.of99" },
} as const;
type Share = keyof typeof SHARES;

/** How long the decisions of each server took, hour by hour; the slowest are drawn. */
export function GatewayLatency() {
  const { say, number } = useWords();
  const [{ data }] = useQuery({ query: GATEWAY_HOURS, variables: {} });
  const { search, change } = useListState();
  const shown: Share = Object.hasOwn(SHARES, search.share ?? "") ? (search.share as Share) : "p99";
  const { field, words } = SHARES[shown];
  const measured = (data?.gateways.edges.map(({ node }) => node) ?? [])
    .map((gateway) => ({ ...gateway, hours: gateway.hours.filter(({ decisions }) => decisions > 0) }))
    .filter(({ hours }) => hours.length > 1);
  const slowestFirst = measured.toSorted((one, other) => slowestOf(other, field) - slowestOf(one, field));
  const [slowest] = slowestFirst;
  if (slowest === undefined) return null;
  const ms = (value: number | null) => (value === null ? "" : number(value));
  return (
    <ChartCard
      title={say("consoleGateways.latency")}
      sub={say("consoleGateways.latencyText")}
      columns={[
        { id: "host", header: say("consoleGateways.host"), kind: "title", cell: ({ name }) => name },
        { id: "hour", header: say("consoleGateways.hour"), kind: "plain", cell: ({ at }) => <Time at={at} /> },
        {
          id: "decisions",
          header: say("consoleGateways.decisions"),
          kind: "figure",
          cell: ({ decisions }) => number(decisions),
        },
        { id: "p50", header: say("consoleGateways.half"), kind: "figure", cell: ({ p50Ms }) => ms(p50Ms) },
        { id: "p95", header: say("consoleGateways.of95"), kind: "figure", cell: ({ p95Ms }) => ms(p95Ms) },
        { id: "p99", header: say("consoleGateways.of99"), kind: "figure", cell: ({ p99Ms }) => ms(p99Ms) },
      ]}
      rows={slowestFirst.flatMap(({ id, name, hours }) => hours.map((hour) => ({ id, name, ...hour })))}
      rowId={({ id, at }) => `${id} ${at}`}
    >
      <div className="chartchoice">
        <SelectField
          label={say("consoleGateways.share")}
          name="share"
          value={shown}
          choices={Object.entries(SHARES).map(([value, each]) => ({ value, label: say(each.words) }))}
          onChange={(share) => change({ share: share === "p99" ? undefined : share }, true)}
        />
      </div>
      <HourChart
        series={slowestFirst.slice(0, MAX_LINES).map(({ id, name, hours }) => ({
          key: id,
          name,
          points: hours.map((hour) => ({ at: hour.at, value: hour[field] ?? 0 })),
        }))}
        leastStep={0.01}
        finding={say("consoleGateways.latencyFinding", {
          name: slowest.name,
          share: say(words),
          number: number(slowestOf(slowest, field)),
        })}
      />
    </ChartCard>
  );
}

function slowestOf({ hours }: GatewayHours, field: "p50Ms" | "p95Ms" | "p99Ms"): number {
  return Math.max(...hours.map((hour) => hour[field] ?? 0));
}
