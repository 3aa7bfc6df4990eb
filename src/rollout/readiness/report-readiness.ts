import type { Services } from "../../graphql/index.js";
import type { Scope } from "../../kernel/index.js";
import { type Language, languageFor } from "../../texts/index.js";
import { domainFigures } from "./domain-figures.js";
import { readinessCsv, readinessJson } from "./export-readiness.js";
import { formatReadiness } from "./format-readiness.js";
import { listDomainReadiness } from "./list-readiness.js";
import { type ReadinessQuery, readinessWindow, summarizeReadiness } from "./summarize.js";

export type ReadinessFormat = "table" | "csv" | "json";

const DOMAINS_SHOWN = 200;

export interface ReportQuery extends ReadinessQuery {
  readonly format: ReadinessFormat;
  /** Of the table; CSV and JSON are for programs. */
  readonly language?: Language;
}

/** What `mayfrom readiness` prints, in pieces: a table for people, or every address as CSV or JSON. */
export async function* reportReadiness(
  { database, clock }: Pick<Services, "database" | "clock">,
  scope: Scope,
  { language = languageFor("en"), ...wanted }: ReportQuery,
): AsyncGenerator<string> {
  const { reader } = database;
  const options = await readinessWindow(reader, scope, wanted, clock.now());
  if (wanted.format === "csv") yield* readinessCsv(reader, scope, options);
  else if (wanted.format === "json") yield* readinessJson(reader, scope, options);
  else {
    const summary = await summarizeReadiness(reader, scope, options);
    const domains = domainFigures(reader, scope, options, summary.domains);
    const { rows, hasNextPage } = await listDomainReadiness(domains, { first: DOMAINS_SHOWN });
    yield formatReadiness(summary, rows, language);
    if (hasNextPage) yield `${language.say("readinessReport.firstOnly", { limit: DOMAINS_SHOWN })}\n`;
  }
}
