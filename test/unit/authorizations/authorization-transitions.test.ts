import { describe, expect, it } from "vitest";
import { Authorization } from "../../../src/authorizations/authorization.entity.js";
import { reasonText } from "../../../src/authorizations/authorization-reason.js";
import { AuthorizationState } from "../../../src/authorizations/authorization-state.js";
import {
  AUTHORIZATION_STATES,
  type AuthorizationEvent,
  canMove,
  give,
  moveTo,
} from "../../../src/authorizations/authorization-transitions.js";
import { madeHere } from "../../../src/database/index.js";
import type { Locked } from "../../../src/kernel/index.js";

const TRANSITIONS = AUTHORIZATION_STATES.transitions;
const NOW = new Date("2026-03-01T00:00:00Z");
type PlainEvent = Exclude<AuthorizationEvent, "PROVE">;
const GIVING = ["APPROVE", "GRANT", "GRANDFATHER"] as const;
const NOBODY = { blockedAt: null };
const BY_OWNER: PlainEvent[] = ["ALLOW", "DENY", "WITHDRAW"];
const BY_HOST: PlainEvent[] = ["APPROVE", "REFUSE", "DISALLOW"];
const KEEPING: PlainEvent[] = ["PAUSE", "RESUME", "EXPIRE"];
const EVENTS: PlainEvent[] = [
  ...BY_OWNER,
  ...BY_HOST,
  ...KEEPING,
  "GRANT",
  "GRANDFATHER",
  "ASK_AGAIN",
  "REVOKE",
  "RELEASE",
];
const STATES = Object.values(AuthorizationState);

function inState(state: AuthorizationState): Locked<Authorization> {
  const row = Object.assign(new Authorization(), {
    state,
    basis: "GRANDFATHER",
    reason: reasonText("before"),
    authorizedAt: null,
    expiresAt: new Date(0),
    askAgainAt: new Date(0),
    pausedBy: null,
    refusedByOwnerAt: null,
  });
  return madeHere(row);
}

/** By the way that each event has, against whatever its owner has said. */
function happen(authorization: Locked<Authorization>, event: PlainEvent, reason = reasonText("after")): void {
  const giving = GIVING.find((each) => each === event);
  if (giving === undefined)
    moveTo(authorization, event as Exclude<PlainEvent, (typeof GIVING)[number]>, NOW, { reason });
  else give(authorization, NOBODY, NOW, { event: giving, reason, overruling: "UNANSWERED" });
}

describe("the states of an authorization", () => {
  it("lead to AUTHORIZED only by the word of the owner or of an administrator", () => {
    for (const from of STATES) {
      for (const [event, to] of Object.entries(TRANSITIONS[from])) {
        if (to === AuthorizationState.AUTHORIZED)
          expect(["ALLOW", "APPROVE", "GRANT", "PROVE", "GRANDFATHER", "RESUME"]).toContain(event);
      }
    }
    expect(canMove(AuthorizationState.DENIED, "ALLOW")).toBe(false);
    expect(canMove(AuthorizationState.REVOKED, "ALLOW")).toBe(false);
    expect(canMove(AuthorizationState.PENDING, "RESUME")).toBe(false);
  });

  it.each(STATES.flatMap((state) => EVENTS.map((event) => [state, event] as const)))(
    "%s takes %s as the table says, and nothing changes where it says nothing",
    (state, event) => {
      const authorization = inState(state);
      const to = TRANSITIONS[state][event];
      if (to === undefined) {
        expect(() => happen(authorization, event)).toThrow(expect.objectContaining({ code: "CONFLICT" }));
        expect(authorization).toEqual(inState(state));
        return;
      }
      happen(authorization, event);
      expect(authorization).toMatchObject({ state: to, reason: { words: "after" }, updatedAt: NOW });
    },
  );

  it("carry what they rest on: whoever spoke last, through a pause and after it", () => {
    for (const state of STATES) {
      for (const event of EVENTS.filter((each) => canMove(state, each))) {
        const authorization = inState(state);
        happen(authorization, event);
        const spoken = BY_OWNER.includes(event) ? "OWNER" : BY_HOST.includes(event) ? "HOST" : null;
        const kept = KEEPING.includes(event) ? "GRANDFATHER" : null;
        const given = event === "GRANT" || event === "GRANDFATHER" ? event : null;
        expect(authorization.basis, `${event} on ${state}`).toBe(spoken ?? kept ?? given);
      }
    }
    const proven = inState(AuthorizationState.PENDING);
    give(proven, NOBODY, NOW, { event: "PROVE", basis: "DOMAIN", reason: reasonText("domain authorization") });
    expect(proven).toMatchObject({ state: "AUTHORIZED", basis: "DOMAIN" });
  });

  it("have words for people that no rule can compare", () => {
    const { reason } = inState(AuthorizationState.PAUSED);
    // @ts-expect-error the words are of a type that no string is
    expect(reason === "before").toBe(false);
  });

  it("keep their end when they are resumed, and lose it when they are allowed anew", () => {
    const resumed = inState(AuthorizationState.PAUSED);
    moveTo(resumed, "RESUME", NOW);
    expect(resumed.expiresAt).toEqual(new Date(0));
    const allowed = inState(AuthorizationState.PAUSED);
    moveTo(allowed, "ALLOW", NOW);
    expect(allowed).toMatchObject({ expiresAt: null, askAgainAt: null, authorizedAt: NOW });
  });
});
