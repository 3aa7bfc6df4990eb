/** How a press came: what is kept with it, and what looks like a program instead of the owner. */
export interface PressEvidence {
  readonly via: "PAGE" | "API";
  /** Milliseconds from the handing over of the mail to the press; null where no mail is known. It decides nothing. */
  readonly delayMs: number | null;
  /** When the page was shown that the form came from; null when the form was sent without one. */
  readonly pageViewedAt: number | null;
  readonly remoteAddress: string | null;
  readonly userAgent: string | null;
  readonly signals: readonly AutomationSignal[];
}

export type AutomationSignal =
  /** The program names itself: a mail scanner, a link checker, a headless browser. */
  | "SCANNER"
  /** Within the first seconds after the mail went out. Kept as evidence: scanners come later too, and people as fast. */
  | "EARLY"
  /** No page of ours was shown before. */
  | "NO_PAGE";

const EARLY_MS = 3_000;

const SCANNERS =
  /barracuda|proofpoint|mimecast|ironport|symantec|trendmicro|fireeye|trellix|safelinks|microsoft office|ms-office|urldefense|forcepoint|sophos|fortiguard|cloudmark|vade|hornetsecurity|antispam|linkscan|link.?check|scanner|virustotal|headless|phantomjs|(?<!cu)bot\b|crawler|spider|preview|facebookexternalhit|google-safety|googleimageproxy/i;

export function automationSignals(press: Omit<PressEvidence, "signals">): AutomationSignal[] {
  const signals: AutomationSignal[] = [];
  if (press.userAgent !== null && SCANNERS.test(press.userAgent)) signals.push("SCANNER");
  if (press.delayMs !== null && press.delayMs < EARLY_MS) signals.push("EARLY");
  if (press.pageViewedAt === null) signals.push("NO_PAGE");
  return signals;
}
