import { brandColours, isColour } from "../../kernel/index.js";
import { html, type PhraseMarkup } from "../../web/index.js";

/**
 * Mail programs know tables and inline styles; what they do not know of the rest, they leave out. Colours are chosen
 * so that a program which inverts them on its own keeps everything readable.
 */
export const FONT = html`font-family:-apple-system,BlinkMacSystemFont,'Segoe UI',Roboto,Helvetica,Arial,sans-serif`;
export const CODE_FONT = html`font-family:ui-monospace,SFMono-Regular,Menlo,Consolas,monospace`;
export const WORDS = html`${FONT};font-size:15px;line-height:23px;color:#39414e;overflow-wrap:anywhere;word-break:break-word`;

/** Of buttons and links: what is readable on the grounds of a light program, and links in a dark one. */
export interface MailColours {
  readonly accent: string;
  readonly darkLink: string;
}

/** A picture at our own address, in pixels as they are shown. */
export interface MailLogo {
  readonly url: string;
  readonly width: number;
  readonly height: number;
}

const USUAL: MailColours = { accent: "#2456c9", darkLink: "#8fb4ff" };

export function mailColours(colour: unknown): MailColours {
  if (!isColour(colour)) return USUAL;
  const { light, dark } = brandColours(colour);
  return { accent: light.brand, darkLink: dark.brand };
}

export const styleSheet = ({ darkLink }: MailColours) => html`
  @media (prefers-color-scheme: dark) {
    .page { background: #15181d !important; }
    .card { background: #20242b !important; border-color: #343a44 !important; }
    .strong { color: #f2f4f7 !important; }
    .words { color: #d3d8e0 !important; }
    .faint { color: #99a2b0 !important; }
    .logo { background: #ffffff !important; padding: 5px 8px; border-radius: 8px; }
    .panel { background: #292e37 !important; }
    .rule { border-color: #343a44 !important; }
    a.link { color: ${darkLink} !important; }
  }
  @media (max-width: 480px) {
    .inner { padding: 24px 20px !important; }
    .heading { font-size: 20px !important; line-height: 28px !important; }
    .stack > td { display: block !important; width: auto !important; text-align: left !important; }
    .stack > td + td { border-top: 0 !important; padding-top: 0 !important; }
    .figures > td.panel { padding: 12px 14px !important; margin: 0 0 8px !important; }
    .button, .button a { display: block !important; width: auto !important; }
    .button td { padding: 15px 20px !important; text-wrap: balance; }
  }
  @media (max-width: 360px) {
    .inner { padding: 20px 16px !important; }
    .heading { font-size: 18px !important; line-height: 26px !important; }
    bdi { white-space: normal !important; }
  }
`;

/** What holds together, in a program that reads no style sheet. An address that is too long for a line breaks at its marks. */
export const TOGETHER: PhraseMarkup = {
  address: html`style="white-space:nowrap"`,
  longAddress: html`style="hyphens:none"`,
  half: html`style="display:inline-block"`,
  together: html`style="white-space:nowrap"`,
};
