const NAME = /^[0-9a-f]{32}-([1-9]\d{0,3})x([1-9]\d{0,3})$/;

/** Pixels of a style sheet in which pages and mails show it: half of what is kept, for sharp screens. */
const SHOWN_WIDTH = 160;
const SHOWN_HEIGHT = 40;

export interface LogoPicture {
  /** From PUBLIC_URL on. */
  readonly path: string;
  readonly width: number;
  readonly height: number;
}

/** `{digest}-{width}x{height}`: what the picture is, and how much room it takes before it is there. */
export function logoName(digest: string, { width, height }: { readonly width: number; readonly height: number }) {
  return `${digest.slice(0, 32)}-${width}x${height}`;
}

/** Pixels of the picture that is kept under a name; null where the text is no such name. */
export function sizeOfLogo(name: string): { readonly width: number; readonly height: number } | null {
  const [, width, height] = NAME.exec(name) ?? [];
  return width === undefined || height === undefined ? null : { width: Number(width), height: Number(height) };
}

/** Where a logo is to be had, and how large it is shown; null without one, and for whatever is no name of one. */
export function logoPicture(name: unknown): LogoPicture | null {
  const size = typeof name === "string" ? sizeOfLogo(name) : null;
  if (size === null) return null;
  const scale = Math.min(SHOWN_WIDTH / size.width, SHOWN_HEIGHT / size.height, 1);
  const shown = (pixels: number) => Math.max(1, Math.round(pixels * scale));
  return { path: `/brand/logo/${name}.png`, width: shown(size.width), height: shown(size.height) };
}
