import sanitizeHtml from "sanitize-html";
import { badInput, because } from "../../kernel/index.js";

/** In characters, as people count them. */
const MAX_SIGNATURE_LENGTH = 10_000;
/** In octets of UTF-8: a picture of 64 kB is 87 kB as a `data:` URL. */
const MAX_HTML_SIGNATURE_SIZE = 100_000;

/** A signature has lines and tabs, and nothing else that is not shown. */
const REFUSED_IN_SIGNATURE = /\p{Cs}|(?![\t\r\n])\p{Cc}/u;

/** Plain text. Null when there is none. */
export function optionalSignature(text: string | null, field: string): string | null {
  if (text === null || text.trim() === "") return null;
  const length = [...text].length;
  if (length > MAX_SIGNATURE_LENGTH) {
    throw badInput(
      because("TEXT_TOO_LONG", { limit: MAX_SIGNATURE_LENGTH }),
      field,
      `The signature has ${length} characters`,
      `up to ${MAX_SIGNATURE_LENGTH} characters`,
    );
  }
  return requireShown(text, field);
}

/** Of HTML what mail programs show and nothing that runs, loads or reaches beyond the signature. Null when none is left. */
export function optionalHtmlSignature(html: string | null, field: string): string | null {
  if (html === null || html.trim() === "") return null;
  const size = Buffer.byteLength(html);
  if (size > MAX_HTML_SIGNATURE_SIZE) {
    throw badInput(
      because("TEXT_TOO_LONG", { limit: MAX_HTML_SIGNATURE_SIZE }),
      field,
      `The signature has ${size} bytes`,
      `up to ${MAX_HTML_SIGNATURE_SIZE} bytes, pictures included`,
    );
  }
  const kept = sanitizeHtml(requireShown(html, field), RULES);
  return kept.trim() === "" ? null : kept;
}

function requireShown(text: string, field: string): string {
  if (!REFUSED_IN_SIGNATURE.test(text)) return text;
  throw badInput("CHARACTER_NOT_ALLOWED", field, "Control characters are not allowed in a signature", "lines of text");
}

const COLOR = /^(?:#[0-9a-f]{3,8}|[a-z]{1,30}|(?:rgb|hsl)a?\([0-9.,%\s/]{1,40}\))$/i;
const LENGTH = /^-?[0-9.]{1,8}(?:px|pt|em|rem|%|)$/i;
const LENGTHS = /^(?:-?[0-9.]{1,8}(?:px|pt|em|rem|%|)(?:\s+|$)){1,4}$/i;
const WORD = /^[a-z-]{1,30}$/i;

const RULES: sanitizeHtml.IOptions = {
  allowedTags: [
    ...["p", "div", "span", "br", "hr", "a", "img", "b", "strong", "i", "em", "u", "s", "sub", "sup", "small", "font"],
    ...["blockquote", "pre", "code", "ul", "ol", "li", "dl", "dt", "dd", "h1", "h2", "h3", "h4", "h5", "h6", "center"],
    ...["table", "caption", "thead", "tbody", "tfoot", "tr", "th", "td", "colgroup", "col", "address"],
  ],
  allowedAttributes: {
    "*": ["style", "dir", "lang", "title", "align", "valign", "width", "height"],
    a: ["href"],
    img: ["src", "alt", "border"],
    font: ["color", "face", "size"],
    table: ["border", "cellpadding", "cellspacing", "bgcolor"],
    td: ["colspan", "rowspan", "bgcolor"],
    th: ["colspan", "rowspan", "bgcolor"],
    tr: ["bgcolor"],
    col: ["span"],
  },
  allowedStyles: {
    "*": {
      color: [COLOR],
      "background-color": [COLOR],
      "font-family": [/^[\p{L}\p{N}\s,'"-]{1,200}$/u],
      "font-size": [LENGTH, WORD],
      "font-weight": [/^(?:[a-z]{1,10}|[1-9]00)$/i],
      "font-style": [WORD],
      "line-height": [LENGTH, WORD],
      "text-align": [WORD],
      "text-decoration": [/^[a-z\s-]{1,60}$/i],
      "vertical-align": [WORD, LENGTH],
      "white-space": [WORD],
      width: [LENGTH],
      height: [LENGTH],
      margin: [LENGTHS],
      "margin-top": [LENGTH],
      "margin-bottom": [LENGTH],
      "margin-left": [LENGTH],
      "margin-right": [LENGTH],
      padding: [LENGTHS],
      border: [/^[0-9a-z#.\s]{1,60}$/i],
      "border-collapse": [WORD],
    },
  },
  allowedSchemes: ["http", "https", "mailto", "tel"],
  // Pictures travel with the signature: one from elsewhere would tell its server who reads the mail, but is common.
  allowedSchemesByTag: { img: ["https", "http", "cid", "data"] },
  allowProtocolRelative: false,
  exclusiveFilter: ({ tag, attribs }) =>
    tag === "img" && /^data:(?!image\/(?:png|jpeg|gif|webp)[;,])/i.test(attribs.src ?? ""),
};
