import type { EntityManager } from "typeorm";
import type { Scope } from "../../kernel/index.js";
import { formatDay } from "../../observations/index.js";
import { Reseller } from "../../tenancy/index.js";
import { type ReplayOptions, replay } from "./replay.js";
import type { ReadinessWindow } from "./summarize.js";

/** One unauthorized address, as a line of the export. */
export interface ExportedAddress {
  readonly reseller: string;
  readonly domain: string;
  readonly account: string;
  readonly address: string;
  readonly reason: string;
  readonly refused: boolean;
  readonly messages: number;
  readonly days: number;
  readonly firstSeenAt: string;
  readonly lastSeenAt: string;
}

const COLUMNS: readonly (keyof ExportedAddress)[] = [
  "reseller",
  "domain",
  "account",
  "address",
  "reason",
  "refused",
  "messages",
  "days",
  "firstSeenAt",
  "lastSeenAt",
];

/** CSV (RFC 4180) with a heading, in pieces of a domain each. */
export async function* readinessCsv(
  manager: EntityManager,
  scope: Scope,
  options: ReplayOptions,
): AsyncGenerator<string> {
  yield `${COLUMNS.join(",")}\r\n`;
  for await (const rows of exportedAddresses(manager, scope, options)) {
    yield rows.map((row) => `${COLUMNS.map((column) => csvField(row[column])).join(",")}\r\n`).join("");
  }
}

/** One JSON object with the report's moment and days and all `addresses`, in pieces of a domain each. */
export async function* readinessJson(
  manager: EntityManager,
  scope: Scope,
  options: ReadinessWindow,
): AsyncGenerator<string> {
  const { at, zone } = options;
  const days = { fromDay: formatDay(options.fromDay, zone), untilDay: formatDay(options.untilDay, zone) };
  const head = JSON.stringify({ at, ...days, timeZone: zone });
  yield `${head.slice(0, -1)},"addresses":[`;
  let separator = "\n";
  for await (const rows of exportedAddresses(manager, scope, options)) {
    yield separator + rows.map((row) => JSON.stringify(row)).join(",\n");
    separator = ",\n";
  }
  yield "\n]}\n";
}

async function* exportedAddresses(
  manager: EntityManager,
  scope: Scope,
  options: ReplayOptions,
): AsyncGenerator<ExportedAddress[]> {
  const slugs = new Map<string, string>();
  for await (const { domain, accounts } of replay(manager, scope, options)) {
    const rows = accounts.flatMap(({ loginKey, addresses }) =>
      addresses
        .filter(({ isUnresolved }) => isUnresolved)
        .map(({ addressKey, reason, isRefused, messages, days, firstSeenAt, lastSeenAt }) => ({
          reseller: "",
          domain: domain.name,
          account: loginKey,
          address: addressKey,
          reason,
          refused: isRefused,
          messages,
          days,
          firstSeenAt: new Date(firstSeenAt).toISOString(),
          lastSeenAt: new Date(lastSeenAt).toISOString(),
        })),
    );
    if (rows.length === 0) continue;
    const reseller = await slugOf(manager, domain.resellerPath, slugs);
    yield rows.map((row) => ({ ...row, reseller }));
  }
}

async function slugOf(manager: EntityManager, path: string, slugs: Map<string, string>): Promise<string> {
  let slug = slugs.get(path);
  if (slug === undefined) {
    const [reseller] = await manager.find(Reseller, { where: { path } });
    slug = reseller?.slug ?? "";
    // Domains come in the order of paths, so only the last one is asked for again.
    slugs.clear();
    slugs.set(path, slug);
  }
  return slug;
}

/** A local part may begin with = or +, which a spreadsheet would take for a formula: an apostrophe keeps it text. */
function csvField(value: string | number | boolean): string {
  if (typeof value !== "string") return String(value);
  const safe = /^[=+\-@\t\r]/.test(value) ? `'${value}` : value;
  return /[",\r\n]/.test(safe) ? `"${safe.replaceAll('"', '""')}"` : safe;
}
