/** What is drawn in a reseller's colour so that it can be read on a light and on a dark page: each `#rrggbb`. */
export interface BrandColours {
  readonly light: BrandShades;
  readonly dark: BrandShades;
}

export interface BrandShades {
  /** Buttons, links and the focus: readable on every ground of its scheme. */
  readonly brand: string;
  /** Text on `brand`. */
  readonly onBrand: string;
  /** A ground in a breath of the colour. */
  readonly soft: string;
  /** Text on `soft`. */
  readonly text: string;
}

/** WCAG 2.2 1.4.3 wants 4.5; a little more, as colours are rounded on the way to the screen. */
const MIN_CONTRAST = 4.6;
const MIN_CONTRAST_TO_BACKGROUNDS = 4.5;
const LIGHT_BACKGROUNDS = ["#f6f7f9", "#f0f2f5"] as const;
/** The lightest ground of the dark scheme: what is readable on it is so on all darker ones. */
const DARK_BACKGROUND = "#28303a";
const WHITE = "#ffffff";
const DARK_INK = "#10141a";

const SOFT = { light: { lightness: 0.955, maxChroma: 0.022 }, dark: { lightness: 0.29, maxChroma: 0.045 } } as const;
const DARK_BRAND = { minLightness: 0.68, maxChroma: 0.13 } as const;
const STEP = 0.005;

/** OKLCH: lightness 0…1, chroma from 0, hue in radians. */
interface Oklch {
  readonly lightness: number;
  readonly chroma: number;
  readonly hue: number;
}

type Triple = readonly [number, number, number];

const MAX_KEPT_COLOURS = 256;
const kept = new Map<string, BrandColours>();

/**
 * The shades of a colour, which may be any: hue and chroma stay, lightness moves until the contrast is right. Of grey,
 * white and black come neutral ones.
 */
export function brandColours(colour: string): BrandColours {
  const known = kept.get(colour);
  if (known !== undefined) return known;
  if (kept.size >= MAX_KEPT_COLOURS) kept.clear();
  const made = shadesOf(colour);
  kept.set(colour, made);
  return made;
}

function shadesOf(colour: string): BrandColours {
  const raw = oklchOf(colour);
  const lightSoft = softOf(raw, SOFT.light);
  const darkSoft = softOf(raw, SOFT.dark);
  const light = moved(raw, -STEP, (hex) => isReadableOnLight(hex));
  const { minLightness, maxChroma } = DARK_BRAND;
  const start = { ...raw, lightness: Math.max(raw.lightness, minLightness), chroma: Math.min(raw.chroma, maxChroma) };
  const dark = moved(start, STEP, (hex) => hasContrast(hex, DARK_BACKGROUND) && hasContrast(hex, darkSoft));
  return {
    light: {
      brand: light,
      onBrand: WHITE,
      soft: lightSoft,
      text: moved(oklchOf(light), -STEP, (hex) => hasContrast(hex, lightSoft)),
    },
    dark: { brand: dark, onBrand: DARK_INK, soft: darkSoft, text: dark },
  };
}

/** WCAG 2.2, "contrast ratio": 1 to 21. */
export function contrastRatio(one: string, other: string): number {
  const [lighter = 0, darker = 0] = [luminanceOf(one), luminanceOf(other)].sort((a, b) => b - a);
  return (lighter + 0.05) / (darker + 0.05);
}

function hasContrast(one: string, other: string): boolean {
  return contrastRatio(one, other) >= MIN_CONTRAST;
}

function isReadableOnLight(hex: string): boolean {
  return (
    hasContrast(hex, WHITE) &&
    LIGHT_BACKGROUNDS.every((background) => contrastRatio(hex, background) >= MIN_CONTRAST_TO_BACKGROUNDS)
  );
}

/** The first step that will do; black or white at the end of the way has contrast to every ground of its scheme. */
function moved(from: Oklch, step: number, isEnough: (hex: string) => boolean): string {
  for (let lightness = from.lightness; lightness >= 0 && lightness <= 1; lightness += step) {
    const hex = hexOf({ ...from, lightness });
    if (isEnough(hex)) return hex;
  }
  return step < 0 ? "#000000" : WHITE;
}

function softOf(raw: Oklch, { lightness, maxChroma }: { readonly lightness: number; readonly maxChroma: number }) {
  return hexOf({ lightness, chroma: Math.min(raw.chroma, maxChroma), hue: raw.hue });
}

/** A colour that no screen shows gets as much less chroma as it takes. */
function hexOf({ lightness, chroma, hue }: Oklch): string {
  let [shown, tooMuch] = [0, chroma];
  if (isShown(linearOf({ lightness, chroma, hue }))) shown = chroma;
  else {
    for (let round = 0; round < 12; round += 1) {
      const middle = (shown + tooMuch) / 2;
      if (isShown(linearOf({ lightness, chroma: middle, hue }))) shown = middle;
      else tooMuch = middle;
    }
  }
  const channels = linearOf({ lightness, chroma: shown, hue }).map((value) => {
    const clamped = Math.min(1, Math.max(0, value));
    const encoded = clamped <= 0.0031308 ? clamped * 12.92 : 1.055 * clamped ** (1 / 2.4) - 0.055;
    return Math.round(encoded * 255)
      .toString(16)
      .padStart(2, "0");
  });
  return `#${channels.join("")}`;
}

function isShown(linear: Triple): boolean {
  return linear.every((value) => value >= -1e-6 && value <= 1 + 1e-6);
}

/** Linear sRGB; the matrices are Björn Ottosson's, https://bottosson.github.io/posts/oklab/. */
function linearOf({ lightness, chroma, hue }: Oklch): Triple {
  const [a, b] = [chroma * Math.cos(hue), chroma * Math.sin(hue)];
  const long = (lightness + 0.3963377774 * a + 0.2158037573 * b) ** 3;
  const middle = (lightness - 0.1055613458 * a - 0.0638541728 * b) ** 3;
  const short = (lightness - 0.0894841775 * a - 1.291485548 * b) ** 3;
  return [
    4.0767416621 * long - 3.3077115913 * middle + 0.2309699292 * short,
    -1.2684380046 * long + 2.6097574011 * middle - 0.3413193965 * short,
    -0.0041960863 * long - 0.7034186147 * middle + 1.707614701 * short,
  ];
}

function oklchOf(hex: string): Oklch {
  const [red, green, blue] = linearChannels(hex);
  const long = Math.cbrt(0.4122214708 * red + 0.5363325363 * green + 0.0514459929 * blue);
  const middle = Math.cbrt(0.2119034982 * red + 0.6806995451 * green + 0.1073969566 * blue);
  const short = Math.cbrt(0.0883024619 * red + 0.2817188376 * green + 0.6299787005 * blue);
  const a = 1.9779984951 * long - 2.428592205 * middle + 0.4505937099 * short;
  const b = 0.0259040371 * long + 0.7827717662 * middle - 0.808675766 * short;
  const lightness = 0.2104542553 * long + 0.793617785 * middle - 0.0040720468 * short;
  return { lightness: Math.min(1, Math.max(0, lightness)), chroma: Math.hypot(a, b), hue: Math.atan2(b, a) };
}

function luminanceOf(hex: string): number {
  const [red, green, blue] = linearChannels(hex);
  return 0.2126 * red + 0.7152 * green + 0.0722 * blue;
}

function linearChannels(hex: string): Triple {
  const channel = (start: number) => {
    const value = Number.parseInt(hex.slice(start, start + 2), 16) / 255;
    return value <= 0.04045 ? value / 12.92 : ((value + 0.055) / 1.055) ** 2.4;
  };
  return [channel(1), channel(3), channel(5)];
}

/** `#1757c2`: what `brandColours` takes. */
export function isColour(value: unknown): value is string {
  return typeof value === "string" && /^#[0-9a-f]{6}$/.test(value);
}
