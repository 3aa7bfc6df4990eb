import { GraphQLInputObjectType, GraphQLObjectType } from "graphql";
import { beforeAll, describe, expect, it } from "vitest";
import { buildApiSchema } from "../../../src/app/index.js";
import { requireValidSettings } from "../../../src/policy/setting-rules.js";
import { POLICY_SETTINGS, SETTING_NAMES } from "../../../src/policy/settings-table.js";

describe("the table of settings", () => {
  let schema: Awaited<ReturnType<typeof buildApiSchema>>;

  beforeAll(async () => {
    schema = await buildApiSchema();
  });

  it("names exactly the settings that the API shows and takes", () => {
    const fieldsOf = (name: string) =>
      Object.keys((schema.getType(name) as GraphQLObjectType | GraphQLInputObjectType).getFields()).sort();
    expect(fieldsOf("PolicyValues")).toEqual([...SETTING_NAMES].sort());
    expect(fieldsOf("SetPolicyInput")).toEqual(["ifUpdatedAt", "locked", "scope", ...SETTING_NAMES].sort());
  });

  it("has defaults that its own bounds allow, and keeps whole numbers within them", () => {
    for (const name of SETTING_NAMES) {
      const { default: value, range, type } = POLICY_SETTINGS[name];
      expect(() => requireValidSettings({ [name]: value }), name).not.toThrow();
      if (type !== "WHOLE_NUMBER" || range === undefined) continue;
      for (const wrong of [range[0] - 1, range[1] + 1, range[0] + 0.5]) {
        expect(() => requireValidSettings({ [name]: wrong }), name).toThrow(`${range[0]} to ${range[1]}`);
      }
    }
  });

  it("has the brake, complaints and the alarm on", () => {
    for (const name of ["holdThreshold", "complaintThreshold", "alarmAddressesPerDay"] as const) {
      expect(POLICY_SETTINGS[name].default).toBeGreaterThan(0);
      expect(POLICY_SETTINGS[name].why).toBeDefined();
    }
  });
});
