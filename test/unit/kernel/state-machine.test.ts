import { describe, expect, it } from "vitest";
import { madeHere } from "../../../src/database/locking.js";
import { type StateTable, stateMachine } from "../../../src/kernel/state-machine.js";

type State = "OPEN" | "HELD" | "DONE";
type Event = "HOLD" | "FINISH" | "REOPEN";

const TABLE: StateTable<State, Event> = {
  subject: "A question",
  beginnings: ["OPEN"],
  endings: ["DONE"],
  events: { HOLD: "held", FINISH: "finished", REOPEN: "opened again" },
  transitions: { OPEN: { HOLD: "HELD", FINISH: "DONE" }, HELD: { FINISH: "DONE", REOPEN: "OPEN" }, DONE: {} },
};

describe("a table of states", () => {
  it("moves a row, and says in a CONFLICT what cannot be", () => {
    const machine = stateMachine(TABLE);
    const row = madeHere({ state: "OPEN" as State });
    expect(machine.move(row, "HOLD")).toBe("HELD");
    expect(row.state).toBe("HELD");
    expect(() => machine.move(madeHere({ state: "DONE" }), "HOLD")).toThrow(
      expect.objectContaining({ code: "CONFLICT", message: "A question that is DONE cannot be held" }),
    );
  });

  it("says for a statement over many rows from where to where an event leads", () => {
    expect(stateMachine(TABLE).step("FINISH")).toEqual({ from: ["OPEN", "HELD"], to: "DONE" });
    const split = {
      ...TABLE,
      transitions: { ...TABLE.transitions, HELD: { FINISH: "OPEN", REOPEN: "OPEN" } },
    } as const;
    expect(() => stateMachine<State, Event>(split).step("FINISH")).toThrow(/FINISH leads to no one state/);
  });

  it.each<[string, Partial<StateTable<State, Event>>]>([
    ["nothing leads to HELD", { transitions: { ...TABLE.transitions, OPEN: { FINISH: "DONE" } } }],
    ["nothing leads on from DONE", { endings: [] }],
    ["HELD is no ending", { endings: ["HELD", "DONE"] }],
    ["no state knows REOPEN", { transitions: { ...TABLE.transitions, HELD: { FINISH: "DONE" } } }],
  ])("is refused when the program starts: %s", (problem, changes) => {
    expect(() => stateMachine({ ...TABLE, ...changes })).toThrow(`A question: ${problem}`);
  });
});
