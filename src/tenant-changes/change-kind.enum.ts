import { registerEnumType } from "type-graphql";
import { AUDIT_ACTIONS, type AuditAction } from "../audit/index.js";

/** `AUTHORIZATION_REVOKED` for what the trail calls `authorization.revoked`: no event is without a kind. */
const entries = Object.entries(AUDIT_ACTIONS).map(([action, description]) => ({
  name: action.replace(/[.-]/g, "_").toUpperCase(),
  action: action as AuditAction,
  description,
}));

const nameByAction = new Map<AuditAction, string>(entries.map(({ name, action }) => [action, name]));

/** How the API calls what the trail calls this. */
export function changeKindOf(action: AuditAction): string {
  return nameByAction.get(action) ?? action;
}

export const ChangeKind = Object.fromEntries(entries.map(({ name, action }) => [name, action]));

registerEnumType(ChangeKind, {
  name: "ChangeKind",
  description: "What happened. Kinds may be added: skip those that you do not know.",
  valuesConfig: Object.fromEntries(entries.map(({ name, description }) => [name, { description }])),
});
