import { type EntityManager, In } from "typeorm";
import { ViewerScopeKind } from "../access/index.js";
import { type AuditEvent, shownActor } from "../audit/index.js";
import { effectiveSchedule, modeInForce, type PolicyLevel, stepInForce } from "../decision/index.js";
import { newInstance, type Place, pathsFromTop, type Scope, scopeCovers } from "../kernel/index.js";
import {
  type PolicyChainLink,
  PolicyMode,
  type PolicySettings,
  policyChains,
  scheduleEventsOf,
  toScheduledMode,
} from "../policy/index.js";
import { type Account, Domain, Reseller } from "../tenancy/index.js";
import { ExplainedPolicy } from "./explanation.types.js";

interface Asked {
  readonly viewer: Scope;
  /** Where the login lives. */
  readonly place: Place;
  /** The login's account, where it has one. */
  readonly account: Account | null;
  /** Epoch milliseconds. */
  readonly now: number;
}

/** A scope that has a say, with its policy where it has one. */
interface Level {
  readonly kind: ViewerScopeKind;
  readonly place: Place;
  readonly link: PolicyChainLink | null;
}

/**
 * What each scope says of the mode, from the platform down. Of scopes above the viewer's it tells only what the viewer
 * can see in force anyway, and neither names nor people.
 */
export async function explainPolicies(manager: EntityManager, asked: Asked): Promise<ExplainedPolicy[]> {
  const { viewer, place, now } = asked;
  const [chain = []] = await policyChains(manager, [place]);
  const chained: readonly PolicyLevel<PolicySettings>[] = chain;
  const counting = effectiveSchedule(chained);
  const decisive = stepInForce(counting, now);
  const levels = levelsOf(place, chain);
  const own = levels.filter((level) => scopeCovers(viewer, level.place));
  const names = await namesOf(manager, own, asked.account);
  const events = await scheduleEventsOf(
    manager,
    own.flatMap(({ link }) => (link !== null && saysAnything(link) ? [link.policy] : [])),
  );
  return levels.flatMap((level) => {
    const { kind, link } = level;
    const isOwn = own.includes(level);
    const set = link?.settings.schedule ?? [];
    const schedule = isOwn ? set : set.filter((step) => counting.includes(step));
    const isLocked = link?.locked.includes("schedule") ?? false;
    if (!isOwn && schedule.length === 0 && !isLocked) return [];
    const event = link === null ? undefined : events.get(link.policy.id);
    return newInstance(ExplainedPolicy, {
      scopeKind: kind,
      name: isOwn ? (names.get(keyOf(level.place)) ?? null) : null,
      mode: stepInForce(schedule, now) === null ? null : PolicyMode[modeInForce(schedule, now)],
      schedule: schedule.map(toScheduledMode),
      isLocked,
      isInForce: decisive !== null && schedule.includes(decisive),
      ...setterOf(viewer, event),
    });
  });
}

function setterOf(viewer: Scope, event: AuditEvent | undefined): Pick<ExplainedPolicy, "setBy" | "setAt"> {
  // Of before a move, say.
  if (event === undefined || !scopeCovers(viewer, event)) return { setBy: null, setAt: null };
  return { setBy: shownActor(viewer, event).label, setAt: event.at };
}

function saysAnything({ settings, locked }: PolicyChainLink): boolean {
  return (settings.schedule ?? []).length > 0 || locked.includes("schedule");
}

function levelsOf({ resellerPath, domainId, accountId }: Place, chain: readonly PolicyChainLink[]): Level[] {
  const linkAt = (kind: string, at: (link: PolicyChainLink) => boolean) =>
    chain.find((link) => link.policy.scopeKind === kind && at(link)) ?? null;
  const levels: Level[] = [{ kind: ViewerScopeKind.PLATFORM, place: {}, link: linkAt("PLATFORM", () => true) }];
  for (const path of pathsFromTop(resellerPath ?? "")) {
    const link = linkAt("RESELLER", ({ policy }) => policy.resellerPath === path);
    levels.push({ kind: ViewerScopeKind.RESELLER, place: { resellerPath: path }, link });
  }
  if (domainId) {
    const link = linkAt("DOMAIN", ({ policy }) => policy.scopeId === domainId);
    levels.push({ kind: ViewerScopeKind.DOMAIN, place: { resellerPath, domainId }, link });
  }
  if (accountId) {
    const link = linkAt("ACCOUNT", ({ policy }) => policy.scopeId === accountId);
    levels.push({ kind: ViewerScopeKind.ACCOUNT, place: { resellerPath, domainId, accountId }, link });
  }
  return levels;
}

/** Names of the scopes: at most one statement for the resellers and one for the domain. */
async function namesOf(
  manager: EntityManager,
  levels: readonly Level[],
  account: Account | null,
): Promise<Map<string, string>> {
  const at = (wanted: ViewerScopeKind) => levels.filter(({ kind }) => kind === wanted).map(({ place }) => place);
  const paths = at(ViewerScopeKind.RESELLER).flatMap(({ resellerPath }) => resellerPath ?? []);
  const resellers = paths.length === 0 ? [] : await manager.findBy(Reseller, { path: In(paths) });
  const [domainId] = at(ViewerScopeKind.DOMAIN).flatMap((place) => place.domainId ?? []);
  const domain = domainId === undefined ? null : await manager.findOneBy(Domain, { id: domainId });
  const names = new Map(resellers.map(({ path, name }) => [keyOf({ resellerPath: path }), name]));
  if (domain !== null) names.set(keyOf({ domainId: domain.id }), domain.name);
  if (account !== null) names.set(keyOf({ accountId: account.id }), account.address);
  return names;
}

function keyOf({ resellerPath, domainId, accountId }: Place): string {
  return accountId ?? domainId ?? resellerPath ?? "";
}
