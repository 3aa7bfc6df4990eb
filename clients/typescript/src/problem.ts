/** What the API says is wrong. */
export interface ApiProblem {
  /** `UNAUTHENTICATED`, `CONFLICT`, …; `UNREACHABLE` where nothing answered at all. */
  readonly code: string;
  /** Why, by name: `LOGIN_SUSPENDED`, `ASKED_RECENTLY`, … */
  readonly reason?: string;
  readonly message: string;
  /** Path of the input field that is wrong. */
  readonly field?: string;
  /** What would have been valid. */
  readonly expected?: string;
  /** Seconds. */
  readonly retryAfter?: number;
  /** Of the answer, for whoever looks into the log. */
  readonly requestId?: string;
}

export class ApiError extends Error {
  constructor(readonly problem: ApiProblem) {
    super(problem.message);
    this.name = "ApiError";
  }
}

interface ErrorInAnswer {
  readonly message?: string;
  readonly extensions?: Readonly<Record<string, unknown>>;
}

/** The first error of an answer. */
export function readProblem(
  errors: readonly ErrorInAnswer[] | undefined,
  requestId?: string | null,
): ApiProblem | null {
  const [first] = errors ?? [];
  if (first === undefined) return null;
  const { code, reason, field, expected, retryAfter } = first.extensions ?? {};
  return {
    code: typeof code === "string" ? code : "INTERNAL",
    reason: typeof reason === "string" ? reason : undefined,
    message: first.message ?? "",
    field: typeof field === "string" ? field : undefined,
    expected: typeof expected === "string" ? expected : undefined,
    retryAfter: typeof retryAfter === "number" ? retryAfter : undefined,
    requestId: requestId ?? undefined,
  };
}
