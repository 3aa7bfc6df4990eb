import type { ApolloServerPlugin } from "@apollo/server";
import type { RequestContext } from "../graphql/index.js";
import { type Language, languageFor } from "../texts/index.js";

const languages = new WeakMap<object, Language>();

/** In which language whoever met this error reads. */
export function languageOf(error: unknown): Language {
  const known = typeof error === "object" && error !== null ? languages.get(error) : undefined;
  return known ?? languageFor("en");
}

export function noteLanguage(error: object, language: Language): void {
  languages.set(error, language);
}

/** Notes with each error the language of its caller: what formats errors is told nothing of the call. */
export const noteLanguages: ApolloServerPlugin<RequestContext> = {
  async requestDidStart() {
    return {
      async didEncounterErrors({ contextValue, errors }) {
        for (const error of errors) noteLanguage(error, contextValue.language);
      },
    };
  },
};
