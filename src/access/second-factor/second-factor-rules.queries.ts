import { type EntityManager, In, IsNull } from "typeorm";
import { endOfSubtree, pathsFromTop, type Scope } from "../../kernel/index.js";
import type { Subject } from "../subject.js";
import { SecondFactorRule } from "./second-factor-rule.entity.js";

/** Whether the administrators of this scope must have a second factor: their own level, or one above, says so. */
export function isSecondFactorRequired(manager: EntityManager, scope: Scope): Promise<boolean> {
  return manager.existsBy(SecondFactorRule, {
    resellerPath: scope.kind === "PLATFORM" ? IsNull() : In(pathsFromTop(scope.resellerPath)),
  });
}

/** Whether this is an administrator without the second factor that is required of them. */
export async function lacksSecondFactor(manager: EntityManager, subject: Subject): Promise<boolean> {
  if (subject.kind !== "ADMINISTRATOR" || subject.secondFactorSince !== null) return false;
  return isSecondFactorRequired(manager, subject.scope);
}

const MAX_COUNTED = 1_000;

export interface Requirement {
  readonly isRequired: boolean;
  /** Of operators, or of a reseller's subtree: enabled ones, at most a thousand. */
  readonly administratorsWithout: number;
}

export async function describeRequirement(manager: EntityManager, scope: Scope): Promise<Requirement> {
  const [where, keys] =
    scope.kind === "PLATFORM"
      ? ["resellerPath IS NULL", []]
      : ["resellerPath >= ? AND resellerPath < ?", [scope.resellerPath, endOfSubtree(scope.resellerPath)]];
  const [found]: { count: number | string }[] = await manager.query(
    `SELECT COUNT(*) AS count FROM (SELECT id FROM administrator
      WHERE ${where} AND isDisabled = 0 AND secondFactorSince IS NULL LIMIT ${MAX_COUNTED}) AS found`,
    [...keys],
  );
  return {
    isRequired: await isSecondFactorRequired(manager, scope),
    administratorsWithout: Number(found?.count ?? 0),
  };
}
