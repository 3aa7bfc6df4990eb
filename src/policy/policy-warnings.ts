import { modeInForce } from "../decision/index.js";
import type { TimeZone } from "../kernel/index.js";
import type { Language } from "../texts/index.js";
import type { PolicySettings, SettingName } from "./settings-table.js";

export interface PolicyWarning {
  readonly code: "BRAKE_OFF" | "COMPLAINTS_OFF";
  /** What to set. */
  readonly setting: SettingName;
  /** Epoch milliseconds from which mail is, or has been, refused. */
  readonly enforcedAt: number;
}

/** What a scope that refuses mail, or is going to, does without. */
export function warningsOf(effective: Required<PolicySettings>, now: number): PolicyWarning[] {
  const { schedule, holdThreshold, complaintThreshold } = effective;
  const beginnings = schedule.filter(({ mode }) => mode === "ENFORCE").map(({ at }) => at);
  const next = beginnings.filter((at) => at > now).sort((one, other) => one - other)[0];
  const past = modeInForce(schedule, now) === "ENFORCE" ? Math.max(...beginnings.filter((at) => at <= now)) : undefined;
  const warnings: PolicyWarning[] = [];
  if (next !== undefined && holdThreshold === 0) {
    warnings.push({ code: "BRAKE_OFF", setting: "holdThreshold", enforcedAt: next });
  }
  const since = past ?? next;
  if (since !== undefined && complaintThreshold === 0) {
    warnings.push({ code: "COMPLAINTS_OFF", setting: "complaintThreshold", enforcedAt: since });
  }
  return warnings;
}

export function warningInWords({ code, enforcedAt }: PolicyWarning, { say, time }: Language, zone: TimeZone): string {
  const date = time(enforcedAt, zone);
  return code === "BRAKE_OFF" ? say("policyWarning.brakeOff", { date }) : say("policyWarning.complaintsOff", { date });
}
