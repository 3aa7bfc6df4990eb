import { describe, expect, it } from "vitest";
import { Authorization } from "../../../src/identities/authorization.entity.js";
import { AuthorizationState } from "../../../src/identities/authorization-state.js";
import {
  type AuthorizationEvent,
  canMove,
  moveTo,
  TRANSITIONS,
} from "../../../src/identities/authorization-transitions.js";

const NOW = new Date("2026-03-01T00:00:00Z");
const EVENTS: AuthorizationEvent[] = ["ALLOW", "DENY", "GRANT", "ASK_AGAIN", "REVOKE", "PAUSE", "RESUME", "EXPIRE"];
const STATES = Object.values(AuthorizationState);

function inState(state: AuthorizationState): Authorization {
  return Object.assign(new Authorization(), {
    state,
    reason: "before",
    authorizedAt: null,
    expiresAt: new Date(0),
    askAgainAt: new Date(0),
    pausedBy: null,
  });
}

describe("the states of an authorization", () => {
  it("can all be reached, and none is a dead end", () => {
    for (const state of STATES) {
      expect(Object.keys(TRANSITIONS[state]).length).toBeGreaterThan(0);
      const isReachable = STATES.some((from) => Object.values(TRANSITIONS[from]).includes(state));
      expect(isReachable, state).toBe(true);
    }
  });

  it("lead to AUTHORIZED only by the word of the owner or of an administrator", () => {
    for (const from of STATES) {
      for (const [event, to] of Object.entries(TRANSITIONS[from])) {
        if (to === AuthorizationState.AUTHORIZED) expect(["ALLOW", "GRANT", "RESUME"]).toContain(event);
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
        expect(() => moveTo(authorization, event, NOW)).toThrow(expect.objectContaining({ code: "CONFLICT" }));
        expect(authorization).toEqual(inState(state));
        return;
      }
      moveTo(authorization, event, NOW, "after");
      expect(authorization).toMatchObject({ state: to, reason: "after", updatedAt: NOW });
    },
  );

  it("keep their end when they are resumed, and lose it when they are allowed anew", () => {
    const resumed = inState(AuthorizationState.PAUSED);
    moveTo(resumed, "RESUME", NOW);
    expect(resumed.expiresAt).toEqual(new Date(0));
    const allowed = inState(AuthorizationState.PAUSED);
    moveTo(allowed, "ALLOW", NOW);
    expect(allowed).toMatchObject({ expiresAt: null, askAgainAt: null, authorizedAt: NOW });
  });
});
