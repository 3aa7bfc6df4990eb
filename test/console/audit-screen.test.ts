import { describe, expect, it } from "vitest";
import { ACTION_GROUPS } from "../../console/src/audit/action-groups.js";
import { toCsv } from "../../console/src/parts/csv.js";
import { AUDIT_ACTIONS } from "../../src/audit/audit-actions.js";

describe("the screen of the audit trail", () => {
  it("has each action in one view", () => {
    const actions = Object.keys(AUDIT_ACTIONS).sort();
    expect(Object.values(ACTION_GROUPS).flat().sort()).toEqual(actions);
  });

  it("saves rows that no program for tables runs", () => {
    const rows = [
      ["When", "=1+1", "@SUM(A1)", "-2"],
      ['say "no"', "a, b", "＝1", "two\nlines"],
    ];
    expect(toCsv(rows)).toBe(`\ufeffWhen,'=1+1,'@SUM(A1),'-2\r\n"say ""no""","a, b",'＝1,"two\nlines"\r\n`);
  });
});
