import { addDecisionTimes, addGatewayLooks, hourOf } from "../../../gateways/index.js";
import { fromGlobalId, readGlobalId } from "../../../graphql/index.js";
import { SAMPLE_HOSTS, SAMPLE_HOURS, type SampleHost } from "../plan/gateways.js";
import { noise } from "../story/noise.js";
import type { Stage } from "../story/stage.js";
import type { Step } from "../story/tell.js";

const LOOKS_PER_HOUR = 60;
const HOUR_SECONDS = 3_600;

/** How far behind the gateways were in the last hours and how long their decisions took; once they have reported how far they are. */
export function gatewayHourSteps(): Step[] {
  return [{ when: { minutesAgo: 0 }, run: keepHours }];
}

interface ReportedGateway {
  readonly id: string;
  readonly name: string;
  readonly lagSeconds: number;
}

async function keepHours(stage: Stage): Promise<void> {
  const { edges } = await stage.callAs<{ edges: { node: ReportedGateway }[] }>(
    "admin",
    "{ gateways { edges { node { id name lagSeconds } } } }",
  );
  const hoursAgo = Array.from({ length: SAMPLE_HOURS }, (_, index) => index);
  for (const { node } of edges) {
    const host = SAMPLE_HOSTS.find(({ name }) => name === node.name);
    if (host !== undefined) for (const ago of hoursAgo) await keepHour(stage, { host, node, ago });
  }
}

interface SampleHour {
  readonly host: SampleHost;
  readonly node: ReportedGateway;
  readonly ago: number;
}

async function keepHour({ services }: Stage, { host, node, ago }: SampleHour): Promise<void> {
  const gatewayId = fromGlobalId("Gateway", readGlobalId(node.id));
  const trouble = host.trouble.find(({ hoursAgo }) => hoursAgo === ago);
  await services.database.write(async (tx) => {
    const hour = hourOf(tx.now) - ago;
    const chance = noise(host.name, "hour", ago);
    // What it lacks now it lacked an hour ago already, if the change is older.
    const since = node.lagSeconds - ago * HOUR_SECONDS;
    const usual = host.usualLagSeconds * (0.67 + 0.66 * chance);
    const lagSeconds = Math.max(since, trouble?.lagSeconds ?? usual);
    const looks = {
      looks: LOOKS_PER_HOUR,
      looksAway: trouble?.minutesAway ?? 0,
      mostLagMs: Math.round(lagSeconds * 1_000),
    };
    await addGatewayLooks(tx, [{ gatewayId, hour, ...looks }]);
    const decisions = (host.decisionsPerHour * (busyness(hour) + 0.1 * chance) * (60 - looks.looksAway)) / 60;
    const times = host.decisionTimes.map(([upToMs, share]) => ({
      upToMs,
      decisions: Math.round((decisions * share * (0.8 + 0.4 * noise(host.name, ago, upToMs))) / 100),
    }));
    await addDecisionTimes(tx, gatewayId, hour, times);
  });
}

/** From 0.1 at night to 0.9 in the middle of the day. */
function busyness(hour: number): number {
  return 0.5 - 0.4 * Math.cos(((hour % 24) * Math.PI) / 12);
}
