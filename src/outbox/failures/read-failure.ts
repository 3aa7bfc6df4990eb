import { FAILURE_RULES, type FailureRule, type FailureVerdict } from "./failure-rules.js";

/** A failed delivery as a server told it: an SMTP reply, a group of a DSN (RFC 3464), or the words of a plain bounce. */
export interface DeliveryFailure {
  /** What the server said, with its codes where it gave any: `550 5.1.1 user unknown`; "" where it said nothing. */
  readonly text: string;
  /** `Status` of a DSN: `5.1.1`; null where there is none. */
  readonly status: string | null;
  /** `Action` of a DSN (RFC 3464 2.3.3); null for an SMTP reply and a plain bounce, which are failures. */
  readonly action: string | null;
}

export interface FailureReading {
  readonly verdict: FailureVerdict;
  /** Only of `ADDRESS_GONE`: certain enough to pause what the owner had allowed. */
  readonly isCertain: boolean;
}

/** RFC 3463 has subjects to 7; a network address or a version is none. */
const ENHANCED_CODES = /(?<![\d.])([245])\.([0-7]\.\d{1,3})(?!\.?\d)/g;
/** Behind other words only a refusal: "larger than 250 kB" is no reply. */
const REPLY_CODE = /^([245]\d\d)(?=[\s-]|$)|[\s:;(]([45]\d\d)(?=[\s-]|$)/;

/**
 * The one reading of failures, whichever way they come. `{text: "550 5.1.1 user unknown", status: "5.1.1", action:
 * "failed"}` is `ADDRESS_GONE`, certain.
 */
export function readFailure(failure: DeliveryFailure): FailureReading {
  if (failure.action !== null && failure.action !== "failed") {
    return reading(failure.action === "delayed" ? "WAIT" : "NOTHING");
  }
  const { text } = failure;
  const said = codeIn(text);
  const status = codeIn(failure.status ?? "");
  // Exim writes Status 5.0.0 whatever happened, and others 5.x.0: what happened then stands in the text.
  const code = status === null || (said !== null && isGeneric(status)) ? said : status;
  const found = REPLY_CODE.exec(text);
  const replyCode = found?.[1] ?? found?.[2];
  const severity = code?.severity ?? replyCode?.[0];
  if (severity === "2") return reading("NOTHING");
  // A queue gives up after days with what it was told last: the far side never said "no".
  if (severity === "4" || said?.severity === "4" || replyCode?.startsWith("4")) return reading("WAIT");
  const rule = FAILURE_RULES.find((candidate) => fits(candidate, code?.detail, Number(replyCode ?? 0), text));
  // Refused for a reason that no row knows: somebody has to read it, and nobody loses anything meanwhile.
  return rule === undefined ? reading("WE_ARE_REFUSED") : reading(rule.verdict, rule.isUncertain !== true);
}

function fits(rule: FailureRule, detail: string | undefined, replyCode: number, text: string): boolean {
  if (rule.details !== undefined && !rule.details.some((one) => isOf(detail, one))) return false;
  if (rule.replyCodes !== undefined && !rule.replyCodes.includes(replyCode)) return false;
  return rule.words === undefined || rule.words.test(text);
}

function isOf(detail: string | undefined, one: string): boolean {
  return one.endsWith(".") ? detail?.startsWith(one) === true : detail === one;
}

interface EnhancedCode {
  readonly severity: string;
  /** Subject and detail: `1.1` of `5.1.1`. */
  readonly detail: string;
}

/** The first that says what happened, for a relay puts its own in front of what it was told; else the first. */
function codeIn(text: string): EnhancedCode | null {
  const codes = [...text.matchAll(ENHANCED_CODES)].map(([, severity = "", detail = ""]) => ({ severity, detail }));
  return codes.find((code) => !isGeneric(code)) ?? codes[0] ?? null;
}

/** RFC 3463 X.0.0 and X.n.0: "other", which says nothing that the text does not say better; nor do a relay's own 5.0.350. */
function isGeneric({ detail }: EnhancedCode): boolean {
  return detail.startsWith("0.") || detail.endsWith(".0");
}

function reading(verdict: FailureVerdict, isCertain = true): FailureReading {
  return { verdict, isCertain: verdict === "ADDRESS_GONE" && isCertain };
}
