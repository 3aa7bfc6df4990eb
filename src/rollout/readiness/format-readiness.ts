import { formatDay } from "../../observations/index.js";
import { languageFor } from "../../texts/index.js";
import type { DomainReadiness } from "./list-readiness.js";
import type { ReadinessSummary } from "./summarize.js";

/** The report as `mayfrom readiness` prints it. */
export function formatReadiness(summary: ReadinessSummary, domains: readonly DomainReadiness[]): string {
  const { at, zone, fromDay, untilDay, messages, refused, unresolved, lacking } = summary;
  const lines = [
    `rules of ${languageFor("en").time(at, zone)} on the mail of ${formatDay(fromDay, zone)} to ${formatDay(untilDay, zone)} (${zone})`,
    "",
    ...table([
      ["", "messages", "accounts", "addresses"],
      ["seen", String(messages), "", ""],
      ["refused then", ...figures(refused)],
      ["unresolved", ...figures(unresolved)],
    ]),
  ];
  if (lacking.length > 0) {
    const rows = lacking.map((lack) => [lack.reason, String(lack.messages), String(lack.addresses)]);
    lines.push("", ...table([["what is missing", "messages", "addresses"], ...rows]));
  }
  if (domains.length > 0) {
    const rows = domains.map(({ domain, ...each }) => [
      domain.name,
      String(each.refused.messages),
      ...figures(each.unresolved),
    ]);
    lines.push("", ...table([["domain", "refused then", "unresolved", "accounts", "addresses"], ...rows]));
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
