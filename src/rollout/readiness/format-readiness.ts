import { formatDay } from "../../observations/index.js";
import type { Language, TextKey } from "../../texts/index.js";
import type { DomainReadiness } from "./domain-figures.js";
import type { MissingGround } from "./missing-ground.enum.js";
import type { ReadinessSummary } from "./summarize.js";

const WORDS_OF_MISSING = {
  MALFORMED: "consoleMissing.malformed",
  PENDING: "consoleMissing.notAnswered",
  DENIED_BY_OWNER: "consoleMissing.denied",
  REVOKED: "consoleMissing.withdrawn",
  EXPIRED: "consoleMissing.ended",
  PAUSED: "consoleMissing.paused",
  UNKNOWN_LOGIN: "consoleMissing.unknownLogin",
  NOT_AUTHORIZED: "consoleMissing.notAsked",
} as const satisfies Record<MissingGround, TextKey>;

/** The report as `mayfrom readiness` prints it. */
export function formatReadiness(
  summary: ReadinessSummary,
  domains: readonly DomainReadiness[],
  { say, time }: Language,
): string {
  const { at, zone, fromDay, untilDay, messages, refused, unresolved, lacking } = summary;
  const counted = [say("readinessReport.messages"), say("readinessReport.accounts"), say("readinessReport.addresses")];
  const lines = [
    say("readinessReport.head", {
      at: time(at, zone),
      from: formatDay(fromDay, zone),
      until: formatDay(untilDay, zone),
      zone,
    }),
    "",
    ...table([
      ["", ...counted],
      [say("readinessReport.seen"), String(messages), "", ""],
      [say("readinessReport.refusedThen"), ...figures(refused)],
      [say("readinessReport.unresolved"), ...figures(unresolved)],
    ]),
  ];
  if (lacking.length > 0) {
    const rows = lacking.map((lack) => [
      say(WORDS_OF_MISSING[lack.reason as MissingGround]),
      String(lack.messages),
      String(lack.addresses),
    ]);
    lines.push(
      "",
      ...table([
        [say("readinessReport.missing"), say("readinessReport.messages"), say("readinessReport.addresses")],
        ...rows,
      ]),
    );
  }
  if (domains.length > 0) {
    const rows = domains.map(({ domain, ...each }) => [
      domain.name,
      String(each.refused.messages),
      ...figures(each.unresolved),
    ]);
    lines.push(
      "",
      ...table([
        [
          say("readinessReport.domain"),
          say("readinessReport.refusedThen"),
          say("readinessReport.unresolved"),
          say("readinessReport.accounts"),
          say("readinessReport.addresses"),
        ],
        ...rows,
      ]),
    );
  }
  return `${lines.join("\n")}\n`;
}

function figures({ messages, accounts, addresses }: ReadinessSummary["refused"]): string[] {
  return [messages, accounts, addresses].map(String);
}

/** Words to the left, numbers to the right. */
function table(rows: readonly (readonly string[])[]): string[] {
  const widths = (rows[0] ?? []).map((_, column) => Math.max(...rows.map((row) => row[column]?.length ?? 0)));
  return rows.map((row) =>
    row
      .map((cell, column) => (column === 0 ? cell.padEnd(widths[0] ?? 0) : cell.padStart(widths[column] ?? 0)))
      .join("  ")
      .trimEnd(),
  );
}
