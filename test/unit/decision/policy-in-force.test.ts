import fc from "fast-check";
import { describe, expect, test } from "vitest";
import {
  DEFAULT_DECISION_SETTINGS,
  effectiveSetting,
  modeInForce,
  nextModeChange,
  type PolicyLevel,
  type ScheduledMode,
} from "../../../src/decision/index.js";
import { nextChangeAt } from "../../../src/decision/schedule.js";
import { effectiveDecisionSetting } from "../../../src/decision/settings.js";
import { level } from "./snapshots.js";

describe("effectiveSetting", () => {
  const off = { subaddressDelimiters: "" };
  const plus = { subaddressDelimiters: "+" };
  const dash = { subaddressDelimiters: "-" };

  test.each([
    ["no level", [], undefined],
    ["one level", [level(dash)], "-"],
    ["the nearest of several", [level(plus), level(dash), level(off)], ""],
    ["the nearest that sets a value", [level(plus), level(dash), level({ allowNullSender: false })], "-"],
    ["a lock above", [level(plus, "subaddressDelimiters"), level(dash)], "+"],
    ["a lock further above", [level(plus, "subaddressDelimiters"), level({}), level(dash)], "+"],
    ["a lock does not hold for its own level", [level(plus), level(dash, "subaddressDelimiters")], "-"],
    [
      "a lock without a value locks what it inherits",
      [level(plus), level({}, "subaddressDelimiters"), level(dash)],
      "+",
    ],
    ["a lock without any value locks the default", [level({}, "subaddressDelimiters"), level(dash)], undefined],
    ["the lock of another setting", [level(plus, "schedule"), level(dash)], "-"],
    ["two locks, the upper counts", [level(plus, "subaddressDelimiters"), level(dash, "subaddressDelimiters")], "+"],
  ])("%s", (_, levels, expected) => {
    expect(effectiveSetting(levels as PolicyLevel[], "subaddressDelimiters")).toBe(expected);
  });

  test("takes settings of any shape, and false and zero for values", () => {
    const levels: PolicyLevel<{ limit?: number; isOpen?: boolean }>[] = [
      { settings: { limit: 5, isOpen: true }, locked: [] },
      { settings: { limit: 0, isOpen: false }, locked: [] },
    ];
    expect(effectiveSetting(levels, "limit")).toBe(0);
    expect(effectiveSetting(levels, "isOpen")).toBe(false);
  });

  test("has defaults for what a decision depends on, which nobody can change", () => {
    expect(effectiveDecisionSetting([], "subaddressDelimiters")).toBe("+");
    expect(effectiveDecisionSetting([], "allowNullSender")).toBe(true);
    expect(effectiveDecisionSetting([], "schedule")).toEqual([]);
    expect(Object.isFrozen(DEFAULT_DECISION_SETTINGS)).toBe(true);
    expect(Object.isFrozen(DEFAULT_DECISION_SETTINGS.schedule)).toBe(true);
  });
});

const SPRING: readonly ScheduledMode[] = [
  { at: 100, mode: "WARN" },
  { at: 200, mode: "ENFORCE" },
  { at: 50, mode: "OFF" },
];

describe("modeInForce", () => {
  test.each([
    ["without a schedule", [], 0, "MONITOR"],
    ["before the first step", SPRING, 49, "MONITOR"],
    ["at the first millisecond of a step", SPRING, 50, "OFF"],
    ["in the last millisecond of a step", SPRING, 99, "OFF"],
    ["at the next step", SPRING, 100, "WARN"],
    ["long after the last", SPRING, 1e15, "ENFORCE"],
    ["of two steps at one moment", [...SPRING, { at: 200, mode: "WARN" }], 200, "WARN"],
  ] as const)("%s", (_, schedule, now, mode) => {
    expect(modeInForce(schedule, now)).toBe(mode);
  });
});

describe("nextModeChange", () => {
  test.each([
    ["the next step", SPRING, 60, { at: 100, mode: "WARN" }],
    ["not the step that is just in force", SPRING, 100, { at: 200, mode: "ENFORCE" }],
    ["none after the last", SPRING, 200, null],
    ["none without a schedule", [], 0, null],
    [
      "no step to the same mode",
      [
        { at: 5, mode: "MONITOR" },
        { at: 9, mode: "WARN" },
      ],
      0,
      { at: 9, mode: "WARN" },
    ],
  ] as const)("is %s", (_, schedule, now, expected) => {
    expect(nextModeChange(schedule, now)).toEqual(expected);
  });
});

describe("nextChangeAt", () => {
  test.each([
    [SPRING, [], 0, 50],
    [SPRING, [null, 70], 60, 70],
    [SPRING, [60, 70], 70, 100],
    [[], [null], 0, null],
    [SPRING, [200], 200, null],
  ])("of %j and %j after %j is %j", (schedule, expiries, now, expected) => {
    expect(nextChangeAt(schedule, expiries, now)).toBe(expected);
  });

  test("until then the mode stays", () => {
    const steps = fc.array(
      fc.record({ at: fc.integer({ min: 0, max: 40 }), mode: fc.constantFrom("OFF" as const, "WARN" as const) }),
    );
    fc.assert(
      fc.property(steps, fc.integer({ min: 0, max: 40 }), (schedule, now) => {
        const until = nextChangeAt(schedule, [], now) ?? 41;
        for (let at = now; at < until; at++) expect(modeInForce(schedule, at)).toBe(modeInForce(schedule, now));
      }),
    );
  });
});
