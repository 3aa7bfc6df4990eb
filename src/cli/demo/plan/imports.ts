import { peopleOf } from "./people.js";
import { SAMPLE_RESELLERS } from "./tenants.js";

const FREE_MAIL = ["webmail.test", "inbox.test", "post.test"];

export interface SampleImport {
  readonly account: string;
  readonly address: string;
  readonly displayName: string;
}

/** What the platform's former list of senders said, which the operator took over when it began: every eighth mailbox's. */
export function sampleImports(): SampleImport[] {
  const people = SAMPLE_RESELLERS.flatMap(({ domains }) =>
    domains
      .filter(({ isUnproven }) => !isUnproven)
      .flatMap((domain) => peopleOf(domain).map((person) => ({ ...person, domain: domain.name }))),
  );
  return people
    .filter(({ localPart }, index) => index % 8 === 3 && /^[a-z]+$/.test(localPart))
    .map(({ localPart, name, domain }, index) => {
      const shop = /^[a-z-]+(?=\.)/.exec(domain)?.[0] ?? "shop";
      const host = FREE_MAIL[index % FREE_MAIL.length];
      const address = index % 4 === 0 ? `sales-${index}@${shop}-shop.test` : `${localPart}.${shop}@${host}`;
      return { account: `${localPart}@${domain}`, address, displayName: name };
    });
}
