import { type GraphQLInputType, getNamedType, getNullableType, isEnumType, isListType } from "graphql";
import { type InputPart, type InputPlace, sampleOf } from "../support/schema-samples.js";
import type { Arguments } from "./naming-rows.js";

/** Texts that make a query or a look-up say what it should not. */
export const HOSTILE = ["__proto__", "constructor", "%", "' OR 1=1 --", "\u0000", "A".repeat(70_000)];

/** Numbers, moments and the like that no honest caller sends, and some that one may. */
const HOSTILE_VALUES: Readonly<Record<string, readonly unknown[]>> = {
  Int: [-1, 0, 2 ** 31 - 1, -(2 ** 31), 2 ** 31, 1.5, "1", {}],
  Float: [-1, Number.MAX_VALUE, "1"],
  Revision: [-1, 2 ** 53, 1.5, "9".repeat(400)],
  Boolean: [false, "true", 1],
  DateTime: [
    "0000-01-01T00:00:00Z",
    "9999-12-31T23:59:59Z",
    "+275760-09-13T00:00:00Z",
    "2026-02-30T00:00:00Z",
    0,
    "now",
  ],
  JSON: [null, "text", [[]], JSON.parse('{ "__proto__": { "role": "OPERATOR" }, "constructor": 1 }')],
};

/** Ways to select of which a call takes one. */
const SELECTIONS = ["ids", "authorizationIds", "filter", "domainId"];

/** Of ScopeInput, which has exactly one of them. */
const SCOPE_PARTS = ["platform", "resellerId", "accountId", "domainId"];

/** What nobody means where an enum, a number, a moment or the like stands. */
export function hostileValuesFor(place: InputPlace): readonly unknown[] {
  const named = getNamedType(place.at(-1)!.type);
  if (isEnumType(named)) return [...named.getValues().map(({ name }) => name), "__proto__", "", 0];
  return HOSTILE_VALUES[named.name] ?? [];
}

/** What stands at the place in these arguments; of a list the first entry. */
export function valueAt(given: unknown, [part, ...deeper]: readonly InputPart[]): unknown {
  if (part === undefined) return Array.isArray(given) ? given[0] : given;
  const within: unknown = Array.isArray(given) ? given[0] : given;
  if (typeof within !== "object" || within === null) return undefined;
  return valueAt((within as Arguments)[part.name], deeper);
}

/** The same arguments with another value at the place, in the form that the place wants. */
export function withValue(given: Arguments, place: InputPlace, value: unknown): Arguments {
  const [part, ...deeper] = place;
  const before: unknown = given[part.name];
  const others = Object.entries(given).filter(([name]) => !isInTheWay(name, part.name));
  const within = (Array.isArray(before) ? before[0] : before) as Arguments | undefined;
  const inner =
    deeper.length === 0 ? value : withValue(within ?? sampleBelow(part), deeper as unknown as InputPlace, value);
  return { ...Object.fromEntries(others), [part.name]: isListType(getNullableType(part.type)) ? [inner] : inner };
}

/** Whether a call that selects by the one is refused for the other, before anything is looked up. */
function isInTheWay(name: string, wanted: string): boolean {
  const isOfScope = SCOPE_PARTS.includes(name) && SCOPE_PARTS.includes(wanted);
  return name !== wanted && (isOfScope || (SELECTIONS.includes(name) && SELECTIONS.includes(wanted)));
}

function sampleBelow(part: InputPart): Arguments {
  const sample = sampleOf(getNamedType(part.type) as GraphQLInputType);
  return typeof sample === "object" && sample !== null ? (sample as Arguments) : {};
}
