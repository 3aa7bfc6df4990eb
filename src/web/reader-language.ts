import type { FastifyRequest } from "fastify";
import { ownValue } from "../kernel/index.js";
import { type Language, languageCodeOf, languageFor } from "../texts/index.js";
import { preferredLanguages } from "./preferred-languages.js";

/** What was chosen on the page (`?lang=`), else what the browser likes best of ours, else the fallback, else English. */
export function readerLanguage(request: Pick<FastifyRequest, "headers" | "query">, fallback = "en"): Language {
  const wanted = [chosenLanguage(request), ...preferredLanguages(request.headers["accept-language"]), fallback];
  return languageFor(wanted.find((tag) => tag !== null && languageCodeOf(tag) !== null) ?? "en");
}

/** Null where no language of ours was chosen. */
export function chosenLanguage({ query }: Pick<FastifyRequest, "query">): string | null {
  const value = typeof query === "object" && query !== null ? ownValue(query as Record<string, unknown>, "lang") : null;
  return typeof value === "string" ? languageCodeOf(value) : null;
}
