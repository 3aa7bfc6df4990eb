import { Arg, type ArgsDictionary, Authorized, Resolver, Root, Subscription } from "type-graphql";
import { type AuditAction, followEvents, lastSequence, onRecordedHere } from "../audit/index.js";
import { followerOf, USUAL_PAGE } from "../database/index.js";
import { type FieldRule, type RequestContext, SequenceScalar } from "../graphql/index.js";
import { ADMINISTRATORS, requireScope } from "../kernel/index.js";
import { ScopeInput } from "../tenancy/index.js";
import { ChangeKind } from "./change-kind.enum.js";
import { TenantChanges, toTenantChanges } from "./tenant-change.types.js";
import { followedScope, wantedKinds } from "./tenant-changes.resolver.js";

/** Also how a subscriber knows that its connection is alive. */
const HEARTBEAT_MS = 10_000;

const followSequences = followerOf({ read: lastSequence, onChangedHere: onRecordedHere });

@Resolver()
export class TenantChangedResolver {
  @Authorized<FieldRule>(...ADMINISTRATORS, "ACCOUNT")
  @Subscription(() => TenantChanges, {
    description:
      "Pages of `tenantChanges` as things happen in the caller's scope, or a part of it; after ten seconds without any an " +
      "empty one. With `after` it begins with what has happened since, else with what comes. Whoever was cut off goes " +
      "on from the `lastSequence` of the last page, and has missed nothing.",
    subscribe: ({ context, args }) => pagesFor(context as RequestContext, args as unknown as Wanted),
  })
  tenantChanged(
    @Root() page: TenantChanges,
    @Arg("after", () => SequenceScalar, {
      nullable: true,
      description: "`sequence` of the last change that the caller has; without it from now on",
    })
    _after?: number | null,
    @Arg("scope", () => ScopeInput, { nullable: true }) _scope?: ScopeInput | null,
    @Arg("kinds", () => [ChangeKind], { nullable: true, description: "Default: every kind" }) _kinds?:
      | AuditAction[]
      | null,
  ): TenantChanges {
    return page;
  }
}

interface Wanted extends ArgsDictionary {
  readonly after?: number | null;
  readonly scope?: ScopeInput | null;
  readonly kinds?: AuditAction[] | null;
}

async function pagesFor(context: RequestContext, wanted: Wanted): Promise<AsyncIterableIterator<TenantChanges>> {
  const { database, actor } = context;
  const actions = wantedKinds(wanted.kinds, "kinds");
  // Refused before anything is followed.
  await followedScope(context, wanted.scope);
  let after = wanted.after ?? (await lastSequence(database.reader));
  let hasMore = false;
  let toldAt = performance.now();
  const sequences = followSequences(database, HEARTBEAT_MS);

  async function nextPage(): Promise<TenantChanges> {
    // Asked anew each time: what has left the caller's scope meanwhile is not followed any more.
    const scope = await followedScope(context, wanted.scope);
    const found = await database.snapshot((manager) =>
      followEvents(manager, { scope, after, first: USUAL_PAGE, actions }),
    );
    after = found.lastSequence;
    hasMore = found.hasMore;
    return toTenantChanges(found, requireScope(actor));
  }

  const pages: AsyncIterableIterator<TenantChanges> = {
    async next() {
      for (;;) {
        const looked = hasMore ? null : await sequences.next();
        if (looked?.done === true) return { done: true, value: undefined };
        const isQuiet = looked !== null && looked.value <= after;
        const page = await nextPage();
        // Something happened elsewhere in the tree: nobody here is told, unless nothing was for long.
        const isNews = page.changes.length > 0 || page.isTooOld || page.isAhead;
        if (!isNews && !isQuiet && performance.now() - toldAt < HEARTBEAT_MS) continue;
        toldAt = performance.now();
        return { done: false, value: page };
      }
    },
    // Passed on at once: a subscriber that leaves must not be waited for until the next heartbeat.
    async return() {
      await sequences.return?.();
      return { done: true, value: undefined };
    },
    [Symbol.asyncIterator]: () => pages,
  };
  return pages;
}
