import { describe, expect, it } from "vitest";
import { automationSignals } from "../../../src/presses/automation.js";
import {
  countsRepeated,
  mayStillTurnRound,
  mustBeRepeated,
  PAGE_ACTS,
  type PageAct,
  type PressProof,
  TURN_ROUND_MS,
} from "../../../src/presses/page-acts.js";
import { PRESS_STATES } from "../../../src/presses/press-states.js";

const PERSON = {
  via: "PAGE" as const,
  delayMs: 60_000,
  pageViewedAt: 1,
  remoteAddress: "192.0.2.1",
  userAgent: "Mozilla/5.0 (X11; Linux x86_64; rv:140.0) Gecko/20100101 Firefox/140.0",
};
const SCANNER = { userAgent: "Mimecast LinkScan/1.0" };

describe("a press", () => {
  it.each<[string, object, PageAct, PressProof, boolean]>([
    ["with the right number counts, however fast", { delayMs: 100, pageViewedAt: null }, "ALLOW", "NUMBER", false],
    ["of a scanner is held, even with the right number", SCANNER, "ALLOW", "NUMBER", true],
    ["that allows without a number is held once", {}, "ALLOW_WITHOUT_NUMBER", "PRESS", true],
    ["that allows with what stands on the page counts", { delayMs: 100 }, "ALLOW_WITHOUT_NUMBER", "TYPED", false],
    ["that is no counts without a page", { delayMs: 100, pageViewedAt: null }, "DENY", "PRESS", false],
    ["that is no counts in the first second: time alone decides nothing", { delayMs: 100 }, "DENY", "PRESS", false],
    ["that is no is held of a scanner", SCANNER, "DENY", "PRESS", true],
    ["that withdraws counts with the number only", {}, "WITHDRAW", "PRESS", true],
    ["that withdraws with the number counts", {}, "WITHDRAW", "NUMBER", false],
  ])("%s", (_, changes, act, shown, isHeld) => {
    expect(mustBeRepeated(act, automationSignals({ ...PERSON, ...changes }), shown)).toBe(isHeld);
  });

  it("counts when a person repeats it, and a program that names itself only with the number", () => {
    expect(countsRepeated([], "PRESS")).toBe(true);
    expect(countsRepeated(["SCANNER"], "PRESS")).toBe(false);
    expect(countsRepeated(["SCANNER"], "NUMBER")).toBe(true);
  });

  it("takes digits from another screen, or can be turned round, wherever something is lost by it", () => {
    for (const [act, { proof, turnsRound }] of Object.entries(PAGE_ACTS)) {
      if (["MAIL_LINK", "ASK_AGAIN"].includes(act)) continue;
      expect([act, proof !== "PRESS" || turnsRound !== "NONE"]).toEqual([act, true]);
    }
  });

  it("is turned round within its hour, and not at its end", () => {
    const at = new Date("2026-03-01T10:00:00Z");
    expect(mayStillTurnRound("WITHDRAW", at, new Date(at.getTime() + TURN_ROUND_MS - 1))).toBe(true);
    expect(mayStillTurnRound("WITHDRAW", at, new Date(at.getTime() + TURN_ROUND_MS))).toBe(false);
    expect(mayStillTurnRound("END_LINKS", at, at)).toBe(false);
  });

  it("changes its state as the table says, and is refused otherwise", () => {
    expect(PRESS_STATES.next("HELD", "REPEAT")).toBe("DONE");
    expect(PRESS_STATES.next("DONE", "TURN_ROUND")).toBe("TURNED_ROUND");
    for (const state of PRESS_STATES.endings) {
      expect(() => PRESS_STATES.next(state, "TURN_ROUND")).toThrow(/TURNED_ROUND|DROPPED/);
    }
  });
});
