import { badInput } from "../kernel/index.js";
import { type ReadinessFormat, reportReadiness } from "../rollout/index.js";
import { withServices } from "./open-services.js";
import { type ScopeOptions, scopeOf } from "./scope-options.js";
import { terminalLanguage } from "./terminal-language.js";

interface ReadinessOptions extends Omit<ScopeOptions, "account"> {
  readonly at?: string;
  readonly days?: number;
  readonly format: string;
}

const FORMATS: readonly ReadinessFormat[] = ["table", "csv", "json"];

/** Prints what would be refused at a moment, by whom, and what is missing to get to zero. */
export async function readiness({ at, days, format, ...where }: ReadinessOptions): Promise<void> {
  const { say } = terminalLanguage();
  const wantedFormat = FORMATS.find((known) => known === format);
  if (wantedFormat === undefined)
    throw badInput("OPTION_REFUSED", "--format", say("usage.oneOf", { choices: FORMATS.join(", ") }));
  const moment = at === undefined ? undefined : new Date(at);
  if (moment !== undefined && Number.isNaN(moment.getTime()))
    throw badInput("OPTION_REFUSED", "--at", say("usage.noDate", { text: at ?? "" }));
  await withServices(async (services) => {
    const scope = await scopeOf(services, where);
    for await (const piece of reportReadiness(services, scope, {
      at: moment,
      days,
      format: wantedFormat,
      language: terminalLanguage(),
    })) {
      process.stdout.write(piece);
    }
  });
}
