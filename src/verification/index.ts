/**
 * Questions to the owners of addresses, their answers, the owner page and the approval queue of hosted domains. It
 * refuses to know how a mail looks or travels.
 */
export { Approval, ApprovalState } from "./approval.entity.js";
export { RequestBudget } from "./request-budget.entity.js";
export { DeliveryState, Verification, VerificationState } from "./verification.entity.js";

import { Approval } from "./approval.entity.js";
import { RequestBudget } from "./request-budget.entity.js";
import { Verification } from "./verification.entity.js";

export const verificationEntities = [Verification, Approval, RequestBudget];
