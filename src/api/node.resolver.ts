import { Arg, Authorized, Ctx, getMetadataStorage, ID, Query, Resolver } from "type-graphql";
import type { Role } from "../kernel/index.js";
import { type FieldRule, Node, parseGlobalId, type RequestContext, SIGNED_IN } from "../request/index.js";
import { fieldPermissions } from "./permissions.js";
import { nodeFinders } from "./resolvers.js";

@Resolver()
export class NodeResolver {
  @Authorized<FieldRule>(SIGNED_IN)
  @Query(() => Node, { nullable: true, description: "Anything by its id; null for what the caller may not see." })
  async node(@Ctx() context: RequestContext, @Arg("id", () => ID) id: string): Promise<Node | null> {
    const parsed = parseGlobalId(id);
    // The kind is of the caller's choosing: only what the rooms put there is a finder.
    if (parsed === null || !Object.hasOwn(nodeFinders, parsed.kind)) return null;
    if (!maySee(context.actor.role, parsed.kind)) return null;
    return nodeFinders[parsed.kind]?.(context, parsed.id) ?? null;
  }
}

/** Whether a query that shows this kind admits the role: an id is no way round the rules of the queries. */
function maySee(role: Role | null, kind: string): boolean {
  return role !== null && rolesByKind().get(kind)?.has(role) === true;
}

let known: Map<string, Set<FieldRule>> | undefined;

function rolesByKind(): Map<string, Set<FieldRule>> {
  known ??= new Map(Object.keys(nodeFinders).map((kind) => [kind, rolesFor(kind)]));
  return known;
}

function rolesFor(kind: string): Set<FieldRule> {
  const shown = [kind, `${kind}Connection`, ...(SHOWN_WITH.get(kind) ?? [])];
  const rulesByName = new Map(
    fieldPermissions().flatMap((field) => (field.kind === "query" ? [[field.name, field.rules] as const] : [])),
  );
  const rules = getMetadataStorage().queries.flatMap(({ schemaName, getReturnType }) => {
    const type = getReturnType();
    return typeof type === "function" && shown.includes(type.name) ? (rulesByName.get(schemaName) ?? []) : [];
  });
  if (rules.length === 0) throw new Error(`No query shows ${kind}: say in SHOWN_WITH which one it is seen with`);
  return new Set(rules);
}

/** Kinds that no query of their own shows. */
const SHOWN_WITH: ReadonlyMap<string, readonly string[]> = new Map([["Verification", ["AuthorizationConnection"]]]);
