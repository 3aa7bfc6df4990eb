import { registerEnumType } from "type-graphql";

export enum TenantState {
  ACTIVE = "ACTIVE",
  /** Nothing below it may send, whatever it is authorized to. */
  SUSPENDED = "SUSPENDED",
}

registerEnumType(TenantState, {
  name: "TenantState",
  description: "Whether a reseller, domain or account may send at all.",
  valuesConfig: {
    ACTIVE: { description: "Its accounts may send" },
    SUSPENDED: { description: "None of its accounts may send" },
  },
});
