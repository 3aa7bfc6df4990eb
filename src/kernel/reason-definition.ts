/** The closed set of ways an operation can be refused; callers see these as `extensions.code`. */
export type DomainErrorCode =
  | "UNAUTHENTICATED"
  | "FORBIDDEN"
  | "NOT_FOUND"
  | "BAD_USER_INPUT"
  | "CONFLICT"
  | "RATE_LIMITED"
  | "TOO_COMPLEX"
  | "UNAVAILABLE"
  | "INTERNAL";

/** What a reason is about; each is a type of its own in the API. */
export type ReasonFamily =
  | "INPUT"
  | "SELECTION"
  | "ADDRESS"
  | "AUTHORIZATION"
  | "TENANT"
  | "ACCESS"
  | "POLICY"
  | "SERVICE"
  /** Of the command line alone. */
  | "COMMAND";

/** What a reason can say besides its name, and how. */
export interface ParameterTypes {
  readonly limit: number;
  readonly min: number;
  readonly max: number;
  readonly found: number;
  readonly expectedCount: number;
  /** How many gateways do not have the change yet. */
  readonly missing: number;
  readonly revision: number;
  /** From when on it may succeed; null where only somebody else can change it. */
  readonly until: Date | null;
  readonly state: string;
  readonly domain: string;
  readonly setting: string;
  /** Name of the type that was looked for. */
  readonly kind: string;
  // Of `DomainErrorDetails`: what has always stood beside the code.
  readonly existing: string;
  readonly current: Readonly<Record<string, unknown>>;
  readonly retryAfter: number;
}

export type ParameterName = keyof ParameterTypes;
/** Given with the details of the error, not with its reason. */
export type DetailName = "existing" | "current" | "retryAfter";

export interface ReasonDefinition<
  Code extends DomainErrorCode = DomainErrorCode,
  Name extends ParameterName = ParameterName,
  Family extends ReasonFamily = ReasonFamily,
> {
  readonly family: Family;
  readonly code: Code;
  readonly meaning: string;
  readonly parameters: readonly Name[];
}

/** Makes definitions of one family and code. */
export function definer<Family extends ReasonFamily, Code extends DomainErrorCode>(family: Family, code: Code) {
  return <Name extends ParameterName = never>(
    meaning: string,
    ...parameters: Name[]
  ): ReasonDefinition<Code, Name, Family> => ({ family, code, meaning, parameters });
}
