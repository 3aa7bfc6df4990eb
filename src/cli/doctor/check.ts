import type { Services } from "../../graphql/index.js";
import type { Language } from "../../texts/index.js";

/** What is only advised is marked, and no fault. */
export type Outcome = { readonly isWell: boolean; readonly isAdvice?: boolean; readonly words: string };

export interface Check<Needed> {
  readonly title: string;
  run(needed: Needed, language: Language): Promise<Outcome>;
}

export type WithoutDatabase = Pick<Services, "configuration" | "resolver">;

/** What a stranger's server wrote must not move the terminal's cursor. */
export function oneLine(text: string): string {
  return text.replace(/\p{C}+/gu, " ").slice(0, 300);
}
