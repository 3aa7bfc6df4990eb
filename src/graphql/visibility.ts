import { Extensions } from "type-graphql";
import {
  type Actor,
  ADMINISTRATORS,
  type Place,
  placeOfScope,
  type Role,
  type Scope,
  scopeCovers,
} from "../kernel/index.js";
import type { Language } from "../texts/index.js";

/** Who may see an object or a field of it: a role, where the object lies, or under what it was looked up. */
interface RuleOfSight {
  /** Ends "Shown to …". */
  readonly words: string;
  /** Roles that it can admit at all; null for everybody, also without a sign-in. */
  readonly roles: readonly Role[] | null;
  /** Also for callers who lack the second factor that is required of them. */
  readonly isForRestricted?: boolean;
  /** Asks the loaded row and nothing else; left out where the role says it all. */
  readonly admits?: (actor: Actor, row: object, placeOf: PlaceOf) => boolean;
}

type PlaceOf = (row: object) => Place;

const PEOPLE: readonly Role[] = [...ADMINISTRATORS, "ACCOUNT"];

/** Every rule there is. An object or field names one or more; one that admits the caller is enough. */
const RULES = {
  /** Of a type: it is a value made for the answer that holds it, with all its fields. Of a field: nothing beyond. */
  WITH_PARENT: { words: "whoever may see what it is part of", roles: null },
  OPERATOR: { words: "the platform's operator", roles: ["OPERATOR"] },
  ADMINISTRATORS: { words: "administrators", roles: ADMINISTRATORS },
  WITHIN_SCOPE: { words: "administrators and mailboxes in whose scope it lies", roles: PEOPLE, admits: isWithinScope },
  ADMINISTERED: { words: "administrators in whose scope it lies", roles: ADMINISTRATORS, admits: isWithinScope },
  KEPT_CREDENTIAL: {
    words: "operators and resellers in whose scope it lies",
    roles: ["OPERATOR", "RESELLER"],
    admits: isWithinScope,
  },
  OWN_DOMAIN: {
    words: "the mailboxes of the domain",
    roles: ["ACCOUNT"],
    admits: ({ scope }, row, placeOf) => scope?.kind === "ACCOUNT" && placeOf(row).domainId === scope.domainId,
  },
  ITSELF: {
    words: "itself",
    roles: ["OPERATOR", "RESELLER", "DOMAIN_ADMIN", "PANEL", "GATEWAY"],
    isForRestricted: true,
    admits: ({ id }, row) => id !== null && "id" in row && row.id === id,
  },
  ITS_OWNER: {
    words: "the administrator whose it is",
    roles: ADMINISTRATORS,
    isForRestricted: true,
    admits: ({ id }, row) => id !== null && "administratorId" in row && row.administratorId === id,
  },
  REPORTER: {
    words: "the key that reports it",
    roles: ["GATEWAY"],
    admits: ({ id }, row) => id !== null && "apiKeyId" in row && row.apiKeyId === id,
  },
  ADDRESS_SIDE: {
    words: "whoever speaks for the address: administrators of its proven domain, its owner with the mailed link",
    roles: null,
    admits: (_actor, row) => wasShownUnder("ADDRESS_SIDE", row),
  },
  KNOWN_ADDRESS: {
    words: "whoever sees an authorization on it, and the administrators of its proven domain",
    roles: null,
    admits: (_actor, row) => wasShownUnder("KNOWN_ADDRESS", row),
  },
  FOUND_IN_SCOPE: {
    words: "administrators and mailboxes in whose scope its account lies",
    roles: PEOPLE,
    admits: (_actor, row) => wasShownUnder("FOUND_IN_SCOPE", row),
  },
  ACTED_IN_SCOPE: {
    words:
      "those in whose scope the actor stands; to others only what the actor administers, for instance `the platform`",
    roles: PEOPLE,
    admits: ({ scope }, row) => scope !== null && isActorWithin(scope, row),
  },
} satisfies Record<string, RuleOfSight>;

export type VisibilityRule = keyof typeof RULES;
/** Rules that rest on a look-up: whoever made it says so with `showUnder`. */
type LookUpRule = "ADDRESS_SIDE" | "KNOWN_ADDRESS" | "FOUND_IN_SCOPE";

/** What the decorators leave in the `extensions` of a type or field. */
export interface VisibilityExtensions {
  readonly visibleTo?: readonly VisibilityRule[];
  readonly placeOf?: PlaceOf;
  /** In place of what the caller may not see, where neither null nor an error would fit. */
  readonly shownInstead?: ShownInstead;
}

type ShownInstead = { readonly value: unknown } | { readonly of: (row: object, language: Language) => unknown };

/**
 * Says who may see an object type, or a field of one. One rule that admits the caller is enough. A type says `WITH_PARENT`
 * for all its fields at once; of every other type each field says its own. The check at run time, the descriptions in
 * the schema and docs/permissions.md are made from this alone, and a type or field without it fails `npm run check`.
 */
export const VisibleTo = (...visibleTo: [VisibilityRule, ...VisibilityRule[]]) =>
  Extensions({ visibleTo } satisfies VisibilityExtensions);

/** Where rows of the type lie in the tenant tree; left out where the row itself says it (`resellerPath`, `domainId`). */
export const LiesAt = <Row extends object>(placeOf: (row: Row) => Place) =>
  Extensions({ placeOf: placeOf as PlaceOf } satisfies VisibilityExtensions);

/** Of a field: what others see. Without it that is null where the field may be null, else an error. */
export const ShownInstead = (value: unknown) => Extensions({ shownInstead: { value } } satisfies VisibilityExtensions);

/** The same, made from the row for whoever reads this language. */
export const ShownInsteadOf = <Row extends object>(of: (row: Row, language: Language) => unknown) =>
  Extensions({
    shownInstead: { of: of as (row: object, language: Language) => unknown },
  } satisfies VisibilityExtensions);

/** Under which rules rows were looked up. Rows live as long as the call that loaded them. */
const shownUnder = new WeakMap<object, Set<LookUpRule>>();

/** For whoever has just found out that the caller may see the row, in a way that the row alone does not tell. */
export function showUnder<Row extends object>(rule: LookUpRule, row: Row): Row {
  const rules = shownUnder.get(row);
  if (rules === undefined) shownUnder.set(row, new Set([rule]));
  else rules.add(rule);
  return row;
}

function wasShownUnder(rule: LookUpRule, row: object): boolean {
  return shownUnder.get(row)?.has(rule) === true;
}

export function isVisible(
  rules: readonly VisibilityRule[],
  actor: Actor,
  row: object,
  placeOf: PlaceOf = (placed) => placed,
): boolean {
  return rules.some((name) => {
    const rule: RuleOfSight = RULES[name];
    return hasRole(rule, actor) && (rule.admits?.(actor, row, placeOf) ?? true);
  });
}

/** Whether the rules can admit such a caller at all, before any row is looked up. */
export function mayBeVisible(rules: readonly VisibilityRule[], actor: Actor): boolean {
  return rules.some((name) => hasRole(RULES[name], actor));
}

/** Whether a refusal is about the caller's role alone, whatever the row. */
export function asksRoleOnly(rules: readonly VisibilityRule[]): boolean {
  return rules.every((name) => !("admits" in RULES[name]));
}

export function visibilityInWords(rules: readonly VisibilityRule[]): string {
  return rules.map((name) => RULES[name].words).join("; ");
}

function hasRole({ roles, isForRestricted = false }: RuleOfSight, { role, restriction }: Actor): boolean {
  if (roles === null) return true;
  return role !== null && roles.includes(role) && (restriction !== "SECOND_FACTOR_MISSING" || isForRestricted);
}

function isWithinScope({ scope }: Actor, row: object, placeOf: PlaceOf): boolean {
  return scope !== null && scopeCovers(scope, placeOf(row));
}

function isActorWithin(viewer: Scope, row: object): boolean {
  if (viewer.kind === "PLATFORM") return true;
  const scope = "actorScope" in row ? (row.actorScope as Scope | null) : null;
  return scope !== null && scopeCovers(viewer, placeOfScope(scope));
}
