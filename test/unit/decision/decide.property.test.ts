import fc from "fast-check";
import { describe, expect, test } from "vitest";
import {
  type AuthorizationFact,
  type CheckRequest,
  candidatesOf,
  type DecisionSnapshot,
  type DomainAuthorizationFact,
  decide,
  keyOfUnknownLogin,
  type PolicyLevel,
} from "../../../src/decision/index.js";
import { effectiveDecisionSetting } from "../../../src/decision/settings.js";
import { parseEmailAddress, withoutSubaddress, writtenReversePath } from "../../../src/kernel/index.js";
import { NOW } from "./snapshots.js";

/** A small world, so that questions often meet a fact, and hostile text beside it. */
const localPart = fc.constantFrom("anna", "bob", "Info", "bob+a", "anna-b", "bob+a+b", '"bob"', '"b ob+a"');
const domain = fc.constantFrom("example.org", "Client.Example", "bücher.example", "client.example.", "[192.0.2.1]");
const plainAddress = fc.tuple(localPart, domain).map(([left, right]) => `${left}@${right}`);
const anyText = fc.oneof(
  { weight: 8, arbitrary: plainAddress },
  { weight: 1, arbitrary: fc.constantFrom("", "<>") },
  { weight: 1, arbitrary: fc.string({ unit: "binary", maxLength: 30 }) },
);
const keyOfAddress = plainAddress.map((text) => {
  const parsed = parseEmailAddress(text.replace(/\.$/, ""));
  return parsed.ok ? parsed.address.key : "anna@example.org";
});
const instant = fc.option(fc.constantFrom(NOW - 1, NOW, NOW + 1), { nil: null });
const authorization: fc.Arbitrary<AuthorizationFact> = fc.record({
  authorizationId: fc.constantFrom("1", "2"),
  state: fc.constantFrom("PENDING", "AUTHORIZED", "PAUSED", "DENIED", "REVOKED", "EXPIRED"),
  expiresAt: instant,
});
const policyLevel: fc.Arbitrary<PolicyLevel> = fc.record({
  settings: fc.record(
    {
      schedule: fc.array(
        fc.record({
          at: fc.constantFrom(0, NOW - 1, NOW, NOW + 1),
          mode: fc.constantFrom("OFF" as const, "MONITOR" as const, "WARN" as const, "ENFORCE" as const),
        }),
        { maxLength: 4 },
      ),
      subaddressDelimiters: fc.constantFrom("", "+", "-+"),
      allowNullSender: fc.boolean(),
      resentMail: fc.constantFrom("BOTH" as const, "RESENT_FROM" as const),
    },
    { requiredKeys: [] },
  ),
  locked: fc.subarray(["schedule", "subaddressDelimiters", "allowNullSender", "resentMail"] as const),
});

const delimitersHere = fc.dictionary(
  fc.constantFrom("example.org", "client.example", "xn--bcher-kva.example"),
  fc.constantFrom("", "+", "-+"),
);

/** What some domains stand for; none of them stands for one that stands for another. */
const targetsHere = fc.constantFrom<Readonly<Record<string, string>>>(
  {},
  { "client.example": "example.org" },
  { "example.org": "client.example", "xn--bcher-kva.example": "client.example" },
);

interface World {
  readonly snapshot: DecisionSnapshot;
  readonly authorizations: ReadonlyMap<string, AuthorizationFact>;
  readonly domains: ReadonlyMap<string, DomainAuthorizationFact>;
}

const world: fc.Arbitrary<World> = fc
  .record({
    login: fc.option(keyOfAddress, { nil: null }),
    isSuspended: fc.boolean(),
    aliases: fc.array(keyOfAddress, { maxLength: 3 }),
    levels: fc.array(policyLevel, { maxLength: 4 }),
    authorizations: fc.dictionary(keyOfAddress, authorization, { maxKeys: 4 }),
    domains: fc.dictionary(fc.constantFrom("example.org", "client.example"), fc.record({ expiresAt: instant })),
    signedIn: fc.option(keyOfAddress, { nil: null }),
    delimiters: delimitersHere,
    targets: targetsHere,
    taken: fc.uniqueArray(keyOfAddress, { maxLength: 3 }),
  })
  .map(({ login, isSuspended, aliases, levels, signedIn, delimiters, targets, taken, ...facts }) => {
    const authorizations = new Map(Object.entries(facts.authorizations));
    const domains = new Map(Object.entries(facts.domains));
    const account = {
      accountId: "1",
      loginKey: login ?? "",
      isSuspended,
      aliasKeys: new Set(aliases),
      policyLevels: levels,
    };
    const snapshot: DecisionSnapshot = {
      revision: 1,
      signedInKey: signedIn ?? login ?? "bob@example.org",
      account: login === null ? null : account,
      unknownLogin: { isSuspended, policyLevels: levels.slice(0, 1) },
      delimitersOf: (name) => delimiters[name] ?? "",
      targetOf: (name) => targets[name] ?? null,
      isTaken: (key) => taken.includes(key),
      authorizationFor: (key) => authorizations.get(key) ?? null,
      domainAuthorizationFor: (name) => domains.get(name) ?? null,
    };
    return { snapshot, authorizations, domains };
  });

const question: fc.Arbitrary<CheckRequest> = fc.record(
  {
    login: anyText,
    reversePath: anyText.map(writtenReversePath),
    fromAddresses: fc.array(anyText, { maxLength: 4 }),
    resentFromAddresses: fc.array(anyText, { maxLength: 2 }),
  },
  { requiredKeys: ["login", "reversePath"] },
);

/** The rules told the other way round: collects everything the account may send as, then looks the address up. */
function hasGround(text: string, { snapshot, authorizations, domains }: World): boolean {
  const parsed = parseEmailAddress(text.replace(/\.$/, ""));
  if (!parsed.ok) return false;
  const { account, signedInKey } = snapshot;
  const inForce = ({ expiresAt }: { expiresAt: number | null }) => expiresAt === null || expiresAt > NOW;
  const [local, signedInAt = ""] = signedInKey.split(/@(?=[^@]*$)/);
  const atTarget = `${local}@${snapshot.targetOf(signedInAt) ?? signedInAt}`;
  const own = new Set([account?.loginKey ?? atTarget, ...(account?.aliasKeys ?? [])]);
  const authorized = new Set<string>();
  if (account !== null) {
    for (const [key, fact] of authorizations) if (fact.state === "AUTHORIZED" && inForce(fact)) authorized.add(key);
  }
  // Whatever holds at the domain that its own stands for holds for it, but for what is said of itself.
  const { address } = parsed;
  const target = snapshot.targetOf(address.domain);
  const counted = target === null ? address : { ...address, domain: target, key: `${address.localPart}@${target}` };
  const { key } = address;
  const isDenied = (name: string) => account !== null && authorizations.get(name)?.state === "DENIED";
  for (const each of [address, counted]) {
    const ofDomain = domains.get(each.domain);
    if (account !== null && ofDomain !== undefined && inForce(ofDomain)) return true;
  }
  if (own.has(key) || own.has(counted.key) || key === signedInKey || authorized.has(key)) return true;
  if (authorized.has(counted.key) && !isDenied(key)) return true;
  // Only the address's own domain says what a subaddress is, and never over what is somebody else's by itself.
  const base = withoutSubaddress(counted, snapshot.delimitersOf(counted.domain));
  if (base === null || snapshot.isTaken(key) || snapshot.isTaken(counted.key)) return false;
  return own.has(base.key) || (authorized.has(base.key) && !isDenied(key) && !isDenied(counted.key));
}

describe("decide", () => {
  test("permits exactly what has a ground, and refuses nothing else", () => {
    fc.assert(
      fc.property(question, world, (asked, facts) => {
        const decision = decide(asked, facts.snapshot, NOW);
        const { isSuspended, policyLevels: levels } = facts.snapshot.account ?? facts.snapshot.unknownLogin;
        const isNull = asked.reversePath === "";
        const reversePathIsFine = isNull
          ? effectiveDecisionSetting(levels, "allowNullSender")
          : hasGround(asked.reversePath, facts);
        const { fromAddresses = [], resentFromAddresses = [] } = asked;
        const isByResender =
          resentFromAddresses.length > 0 && effectiveDecisionSetting(levels, "resentMail") === "RESENT_FROM";
        const named = isByResender ? resentFromAddresses : [...fromAddresses, ...resentFromAddresses];
        const all = !isSuspended && reversePathIsFine && named.every((text) => hasGround(text, facts));
        expect(decision.wouldDeny).toBe(!all);
        expect(decision.verdict === "DENY").toBe(decision.refused !== null);
        if (all) expect(decision.verdict).toBe("ALLOW");
        else if (decision.mode === "ENFORCE" || decision.reason === "SUSPENDED") expect(decision.verdict).toBe("DENY");
        else expect(decision.verdict).toBe(decision.mode === "WARN" ? "WARN" : "ALLOW");
      }),
      { numRuns: 5000 },
    );
  });

  test("does not depend on the order of the From addresses", () => {
    fc.assert(
      fc.property(question, world, fc.infiniteStream(fc.nat()), (asked, { snapshot }, ranks) => {
        const shuffled = [...(asked.fromAddresses ?? [])]
          .map((text) => ({ text, rank: ranks.next().value as number }))
          .sort((one, other) => one.rank - other.rank)
          .map(({ text }) => text);
        const inOrder = { ...asked, fromAddresses: asked.fromAddresses ?? [] };
        expect(decide({ ...asked, fromAddresses: shuffled }, snapshot, NOW)).toEqual(decide(inOrder, snapshot, NOW));
      }),
      { numRuns: 2000 },
    );
  });

  test("asks the snapshot for nothing but the candidates", () => {
    fc.assert(
      fc.property(question, world, (asked, { snapshot }) => {
        const { account, signedInKey } = snapshot;
        const loginKey = account?.loginKey ?? keyOfUnknownLogin(signedInKey, snapshot);
        const candidates = candidatesOf(asked, loginKey, snapshot);
        const { addressKeys: keys, dividedKeys, domains } = candidates;
        expect(new Set(keys).size).toBe(keys.length);
        expect(new Set(domains).size).toBe(domains.length);
        const aliasesAtHand = new Set([...(account?.aliasKeys ?? [])].filter((key) => keys.includes(key)));
        const watched: DecisionSnapshot = {
          ...snapshot,
          account: account === null ? null : { ...account, aliasKeys: aliasesAtHand },
          isTaken: (key) => {
            expect(dividedKeys).toContain(key);
            return snapshot.isTaken(key);
          },
          authorizationFor: (key) => {
            expect(keys).toContain(key);
            return snapshot.authorizationFor(key);
          },
          domainAuthorizationFor: (name) => {
            expect(domains).toContain(name);
            return snapshot.domainAuthorizationFor(name);
          },
        };
        expect(decide(asked, watched, NOW)).toEqual(decide(asked, snapshot, NOW));
      }),
      { numRuns: 2000 },
    );
  });
});
