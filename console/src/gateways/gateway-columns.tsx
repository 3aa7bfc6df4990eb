import { Address } from "../parts/address.js";
import { Chip, type Tone } from "../parts/chip.js";
import type { Column } from "../parts/data-table.js";
import type { IconName } from "../parts/icon.js";
import { RowMenu } from "../parts/row-menu.js";
import { Time } from "../parts/time.js";
import type { ConsoleKey, Words } from "../words/words.js";
import type { GatewayRow } from "./gateways.documents.js";

const AWAY_MS = 60_000;
/** As the server judges it (`isStale`). */
export const BEHIND_FROM_SECONDS = 60;
const MAX_SHOWN_DOMAINS = 3;

type StateKey = Extract<ConsoleKey, `consoleGateways.${string}`>;
type GatewayState = "IN_STEP" | "BEHIND" | "AWAY";

export const STATES = {
  IN_STEP: { words: "consoleGateways.inStep", tone: "ok", icon: "checkRing" },
  BEHIND: { words: "consoleGateways.behind", tone: "act", icon: "clock" },
  AWAY: { words: "consoleGateways.away", tone: "harm", icon: "octagon" },
} as const satisfies Record<GatewayState, { words: StateKey; tone: Tone; icon: IconName }>;

export const FROM_CHECKS = {
  JUDGED: { words: "consoleGateways.fromJudged", tone: "ok", icon: "checkRing" },
  NEVER: { words: "consoleGateways.fromNever", tone: "act", icon: "octagon" },
  UNKNOWN: { words: "consoleGateways.fromUnknown", tone: "wait", icon: "clock" },
} as const satisfies Record<GatewayRow["fromCheck"], { words: StateKey; tone: Tone; icon: IconName }>;

const ADVICE = {
  LINK: "consoleGateways.adviceLink",
  WORDS: "consoleGateways.adviceWords",
} as const satisfies Record<NonNullable<GatewayRow["refusalAdvice"]>, StateKey>;

/** Not heard of for a minute is away; heard of, but with an old copy, is behind. */
export function gatewayState({ isStale, lastSeenAt }: GatewayRow): GatewayState {
  if (!isStale) return "IN_STEP";
  return Date.now() - Date.parse(lastSeenAt) > AWAY_MS ? "AWAY" : "BEHIND";
}

export function gatewayColumns(words: Words, onRemove: (row: GatewayRow) => void): Column<GatewayRow>[] {
  const { say, number } = words;
  return [
    {
      id: "host",
      header: say("consoleGateways.host"),
      kind: "title",
      cell: ({ name, version }) => (
        <>
          <span className="strong">{name}</span>
          <span className="sub">{version}</span>
        </>
      ),
    },
    {
      id: "state",
      header: say("consoleGateways.state"),
      kind: "state",
      cell: (row) => {
        const { words: key, tone, icon } = STATES[gatewayState(row)];
        return (
          <>
            <Chip tone={tone} icon={icon}>
              {say(key)}
            </Chip>
            {row.lagRevisions > 0 && (
              <span className="sub">
                {say("consoleGateways.changesBehind", { count: row.lagRevisions, number: number(row.lagRevisions) })}
              </span>
            )}
          </>
        );
      },
    },
    {
      id: "from",
      header: say("consoleGateways.fromCheck"),
      kind: "state",
      cell: ({ fromCheck }) => {
        const { words: key, tone, icon } = FROM_CHECKS[fromCheck];
        return (
          <Chip tone={tone} icon={icon}>
            {say(key)}
          </Chip>
        );
      },
    },
    {
      id: "advice",
      header: say("consoleGateways.advice"),
      kind: "plain",
      cell: ({ refusalAdvice }) => say(refusalAdvice === null ? "consoleGateways.advicePolicy" : ADVICE[refusalAdvice]),
    },
    {
      id: "age",
      header: say("consoleGateways.age"),
      kind: "figure",
      cell: ({ lagSeconds }) => ageInWords(lagSeconds, words),
    },
    {
      id: "seen",
      header: say("consoleGateways.lastReport"),
      kind: "plain",
      cell: ({ lastSeenAt }) => <Time at={lastSeenAt} />,
    },
    {
      id: "since",
      header: say("consoleGateways.since"),
      kind: "plain",
      cell: ({ firstSeenAt }) => <Time at={firstSeenAt} as="day" />,
    },
    {
      id: "domains",
      header: say("consoleGateways.holds"),
      kind: "plain",
      cell: ({ domains }) => <HeldDomains domains={domains} words={words} />,
    },
    {
      id: "acts",
      header: say("consoleList.actions"),
      kind: "menu",
      cell: (row) => (
        <RowMenu
          about={row.name}
          actions={[
            { label: say("consoleGateways.remove"), icon: "cross", isHarmful: true, onSelect: () => onRemove(row) },
          ]}
        />
      ),
    },
  ];
}

function HeldDomains({ domains, words }: { readonly domains: readonly string[]; readonly words: Words }) {
  const { say, number } = words;
  if (domains.length === 0) return say("consoleGateways.allDomains");
  if (domains.length > MAX_SHOWN_DOMAINS) {
    return say("consoleGateways.domainCount", { count: domains.length, number: number(domains.length) });
  }
  return domains.map((domain) => (
    <span className="aliasline" key={domain}>
      <Address value={domain} isPlain />
    </span>
  ));
}

export function ageInWords(seconds: number, { say, number }: Words): string {
  if (seconds < 60) return say("consoleGateways.seconds", { number: number(Math.round(seconds)) });
  if (seconds < 5_400) return say("consoleGateways.minutes", { number: number(Math.round(seconds / 60)) });
  if (seconds < 129_600) return say("consoleGateways.hours", { number: number(Math.round(seconds / 3_600)) });
  return say("consoleGateways.days", { number: number(Math.round(seconds / 86_400)) });
}
