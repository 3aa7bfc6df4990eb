/** How an answer came: what is kept with it, and what looks like a program instead of the owner. */
export interface AnswerEvidence {
  readonly via: "PAGE" | "API";
  /** Milliseconds from the sending of the mail to the answer. */
  readonly delayMs: number;
  /** When the page was shown that the form came from; null when the form was sent without one. */
  readonly pageViewedAt: number | null;
  readonly remoteAddress: string | null;
  readonly userAgent: string | null;
  readonly signals: readonly AutomationSignal[];
}

export type AutomationSignal =
  /** The program names itself: a mail scanner, a link checker, a headless browser. */
  | "SCANNER"
  /** Within the first seconds after the mail went out. */
  | "EARLY"
  /** No page of ours was shown before. */
  | "NO_PAGE";

// Scanner confirmations come from mail-security networks within seconds of the delivery.
const EARLY_MS = 3_000;

const SCANNERS =
  /barracuda|proofpoint|mimecast|ironport|symantec|trendmicro|fireeye|trellix|safelinks|microsoft office|ms-office|urldefense|forcepoint|sophos|fortiguard|cloudmark|vade|hornetsecurity|antispam|linkscan|link.?check|scanner|virustotal|headless|phantomjs|(?<!cu)bot\b|crawler|spider|preview|facebookexternalhit|google-safety|googleimageproxy/i;

export function automationSignals(answer: Omit<AnswerEvidence, "signals">): AutomationSignal[] {
  const signals: AutomationSignal[] = [];
  if (answer.userAgent !== null && SCANNERS.test(answer.userAgent)) signals.push("SCANNER");
  if (answer.delayMs < EARLY_MS) signals.push("EARLY");
  if (answer.pageViewedAt === null) signals.push("NO_PAGE");
  return signals;
}

export type AnswerProof = "NUMBER" | "ALLOW" | "REFUSAL";

/**
 * Whether the answer must be repeated before it counts. The right number came off the asker's screen, which a scanner
 * does not have. An ALLOW without it stands on nothing else, so one signal is enough. A no does less harm: it is held
 * when the page was opened and used within seconds of the sending, which is how scanners that press buttons behave.
 */
export function looksAutomated(signals: readonly AutomationSignal[], proof: AnswerProof): boolean {
  if (signals.includes("SCANNER")) return true;
  switch (proof) {
    case "NUMBER":
      return false;
    case "ALLOW":
      return signals.length > 0;
    case "REFUSAL":
      return signals.includes("EARLY") && !signals.includes("NO_PAGE");
  }
}

/** Whether repeating it makes a held answer count: not for a program that names itself, unless it knows the number. */
export function countsRepeated(signals: readonly AutomationSignal[], proof: AnswerProof): boolean {
  return proof === "NUMBER" || !signals.includes("SCANNER");
}
