import { parseGlobalId } from "../graphql/index.js";
import { DomainError, type GlobalId, notFound } from "../kernel/index.js";

/** Problems that the message of one error lists. */
const MAX_LISTED = 20;

/** Collects what is wrong with each item of a call, so that the caller learns of all of it at once. */
export class Problems {
  readonly #found: DomainError[] = [];

  add(problem: DomainError): void {
    this.#found.push(problem);
  }

  /** The result of `check`, or undefined when it refuses; what is no refusal is thrown on. */
  collect<T>(check: () => T): T | undefined {
    try {
      return check();
    } catch (error) {
      if (!(error instanceof DomainError)) throw error;
      this.add(error);
      return undefined;
    }
  }

  /** One problem as it is; several as one error that lists them by field, with their code where they share one. */
  throwIfAny(): void {
    const [first, ...others] = this.#found;
    if (first === undefined) return;
    if (others.length === 0) throw first;
    const lines = this.#found.slice(0, MAX_LISTED).map(({ field, message }) => `${field ?? "input"}: ${message}`);
    const rest = this.#found.length - lines.length;
    if (rest > 0) lines.push(`and ${rest} more`);
    const isOneReason = others.every(({ reason }) => reason === first.reason);
    const reason = isOneReason ? { name: first.reason, parameters: {} } : "SEVERAL_PROBLEMS";
    throw new DomainError(reason, `Nothing was done: ${this.#found.length} problems\n${lines.join("\n")}`, {
      field: first.field,
      expected: first.expected,
      problems: this.#found,
    });
  }
}

/** `fromGlobalId` for one item of many: the NOT_FOUND names the item's field. */
export function innerId(kind: string, globalId: GlobalId, field: string): string {
  const parsed = parseGlobalId(globalId);
  if (parsed === null || parsed.kind !== kind) throw notFound(kind, field);
  return parsed.id;
}
