import type { OwnerRequest } from "./owner-page-request.js";

/**
 * What a page that was opened with the number hands to its own forms. Nothing is stored of it: whoever opens the link
 * anew types the number anew, so that a program which comes later finds no button.
 */
export function proofMark({ mailer, token, now }: Pick<OwnerRequest, "mailer" | "token" | "now">): string {
  const time = now.getTime().toString(36);
  return `${time}.${mailer.formMac(`opened ${token} ${time}`)}`;
}

export function readProofMark(on: OwnerRequest): boolean {
  return readProvenAt(on) !== null;
}

/** When the page was shown that the form came from; null without the number. */
export function readProvenAt({ mailer, token, now, field }: OwnerRequest): Date | null {
  const [time = "", mac = ""] = (field("opened") ?? "").slice(0, 100).split(".");
  if (!/^[0-9a-z]{1,11}$/.test(time) || !mailer.isFormMac(`opened ${token} ${time}`, mac)) return null;
  const at = new Date(Number.parseInt(time, 36));
  return at <= now ? at : null;
}
