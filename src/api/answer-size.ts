import type { GraphQLResponse } from "@apollo/server";
import { type Actor, ownValue } from "../kernel/index.js";

/** Octets, counted as characters. A whole introspection has some 1,100,000. */
export const MAX_ANSWER_OCTETS = { anybody: 2 * 1024 * 1024, signedIn: 32 * 1024 * 1024 };

/** What a number, a key's quotes and colon, or a comma come to at most; exact only for texts. */
const OF_ANYTHING_ELSE = 8;

/** Whether the answer is larger than `most`; looks no further than to there. */
export function isLargerThan(answer: unknown, most: number): boolean {
  let left = most;
  const measure = (value: unknown): void => {
    if (left < 0) return;
    left -= typeof value === "string" ? value.length + 2 : OF_ANYTHING_ELSE;
    if (Array.isArray(value)) {
      for (const each of value) measure(each);
    } else if (typeof value === "object" && value !== null) {
      const parts = value as Readonly<Record<string, unknown>>;
      for (const key of Object.keys(parts)) {
        left -= key.length;
        measure(ownValue(parts, key));
      }
    }
  };
  measure(answer);
  return left < 0;
}

/** An answer that has become too large is not sent. */
export function refuseTooLarge(response: GraphQLResponse, actor: Actor): void {
  const most = actor.role === null ? MAX_ANSWER_OCTETS.anybody : MAX_ANSWER_OCTETS.signedIn;
  if (response.body.kind !== "single" || !isLargerThan(response.body.singleResult.data, most)) return;
  response.body.singleResult = {
    errors: [
      {
        message: "The answer has become too large: ask for smaller pages",
        extensions: { code: "TOO_COMPLEX", reason: "TOO_COMPLEX" },
      },
    ],
  };
  response.http.status = 400;
}
