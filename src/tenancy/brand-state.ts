import { registerEnumType } from "type-graphql";

/** Whether strangers see a reseller's brand and support contact. */
export enum BrandState {
  /** It has neither; what is above it is shown. */
  NONE = "NONE",
  WAITING = "WAITING",
  APPROVED = "APPROVED",
  REFUSED = "REFUSED",
}

registerEnumType(BrandState, {
  name: "BrandState",
  description:
    "Whether a reseller's brand and support contact are shown in mails and on pages. NONE: it has none. WAITING: the " +
    "operator has not looked at them yet. APPROVED: they are shown. REFUSED: the operator does not want them shown. " +
    "Until they are approved the nearest approved brand above is shown, else the platform's own name.",
  valuesConfig: {
    APPROVED: { description: "Shown to strangers" },
    NONE: { description: "There is nothing to approve" },
    REFUSED: { description: "Not shown to strangers; another brand is judged anew" },
    WAITING: { description: "Not shown to strangers until an operator approves it" },
  },
});
