import type { FastifyRequest } from "fastify";
import { ownValue } from "../kernel/index.js";
import { inZone, type Language, type LanguageInZone, languageCodeOf, languageFor } from "../texts/index.js";
import type { ShownBranding } from "./layout.js";
import { preferredLanguages } from "./preferred-languages.js";

/** What was chosen on the page (`?lang=`), else what the browser likes best of ours, else the fallback, else English. */
export function readerLanguage(request: Pick<FastifyRequest, "headers" | "query">, fallback = "en"): Language {
  return namedLanguage(request) ?? languageFor(fallback);
}

/** The same without a fallback: null where the request names no language of ours. */
export function namedLanguage(request: Pick<FastifyRequest, "headers" | "query">): Language | null {
  const wanted = [chosenLanguage(request), ...preferredLanguages(request.headers["accept-language"])];
  const found = wanted.find((tag) => tag !== null && languageCodeOf(tag) !== null);
  return found === undefined || found === null ? null : languageFor(found);
}

/** The reader's language, with its dates in the zone of whoever the page is of. */
export function pageLanguage(
  request: Pick<FastifyRequest, "headers" | "query">,
  { language, timeZone }: Pick<ShownBranding, "language" | "timeZone">,
): LanguageInZone {
  return inZone(readerLanguage(request, language), timeZone);
}

/** A path of ours that keeps the language which was chosen on the page of this request. */
export function pathIn(request: Pick<FastifyRequest, "query">, path: string): string {
  const chosen = chosenLanguage(request);
  return chosen === null ? path : `${path}?lang=${chosen}`;
}

/** Null where no language of ours was chosen. */
function chosenLanguage({ query }: Pick<FastifyRequest, "query">): string | null {
  const value = typeof query === "object" && query !== null ? ownValue(query as Record<string, unknown>, "lang") : null;
  return typeof value === "string" ? languageCodeOf(value) : null;
}
