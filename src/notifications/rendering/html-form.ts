import Handlebars from "handlebars";
import { LAYOUT, PARTIALS } from "./html-layout.js";
import type { MailDocument } from "./mail-document.js";

interface LayoutParameters extends MailDocument {
  readonly language: string;
  readonly brand: string;
}

// An instance of its own: nobody else's helpers or partials can change what a mail says.
const handlebars = Handlebars.create();
for (const [kind, source] of Object.entries(PARTIALS)) handlebars.registerPartial(kind, source);
// `noEscape` stays off: addresses and names are attacker text, and every `{{…}}` escapes.
const layout = handlebars.compile<LayoutParameters>(LAYOUT);

export function asHtml(document: MailDocument, language: string, brand: string): string {
  return layout({ ...document, language, brand });
}
