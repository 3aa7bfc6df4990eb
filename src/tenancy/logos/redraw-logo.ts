import { createHash } from "node:crypto";
import { Semaphore } from "async-mutex";
import type { Sharp, default as sharpOf } from "sharp";
import { badInput, because, logoName } from "../../kernel/index.js";
import { isWholePicture, type PictureForm, pictureForm } from "./picture-form.js";

export const MAX_LOGO_OCTETS = 256 * 1024;
const MAX_LOGO_PIXELS = 4_000 * 4_000;
/** Whole rows stand in memory while it is drawn: one row of all these pixels took half a gigabyte. */
const MAX_LOGO_SIDE = 8_000;
/** Of what is kept: twice what pages and mails show, for sharp screens, and half of it where that is still too much. */
const KEPT_SIZES = [
  { width: 480, height: 160 },
  { width: 320, height: 80 },
] as const;
/** In base64 it fits into a text column of each engine. */
const MAX_KEPT_OCTETS = 48_000;
const FORMS = "a PNG, JPEG or WebP picture in base64";
const SECONDS_OF_DRAWING = 5;

/** A picture that this process has drawn itself: nothing of the file that came is in it but what can be seen. */
export interface RedrawnLogo {
  readonly name: string;
  /** A PNG in base64. */
  readonly png: string;
}

/** One at a time: a picture takes up to 160 MB while it is drawn, one that is interlaced with 16 bits. */
const turn = new Semaphore(1);

/**
 * The logo that a caller sent, drawn anew; null, or nothing but blanks, removes it, `undefined` where the caller said
 * nothing. Takes up to some tenths of a second, so it comes before the transaction.
 */
export async function redrawLogo(
  base64: string | null | undefined,
  field: string,
): Promise<RedrawnLogo | null | undefined> {
  if (base64 === undefined) return undefined;
  if (base64 === null || base64.trim() === "") return null;
  const octets = readOctets(base64.trim(), field);
  const form = pictureForm(octets);
  if (form === null) throw badInput("PICTURE_KIND", field, "This is no picture of a kind that is taken", FORMS);
  if (!isWholePicture(octets, form)) throw damaged(field);
  return turn.runExclusive(() => draw(octets, form, field));
}

function readOctets(base64: string, field: string): Buffer {
  // Four characters for three octets.
  if (base64.length > Math.ceil(MAX_LOGO_OCTETS / 3) * 4) {
    throw badInput(
      because("PICTURE_TOO_BIG", { limit: MAX_LOGO_OCTETS }),
      field,
      "The picture is too big",
      `up to ${MAX_LOGO_OCTETS / 1024} kB`,
    );
  }
  if (!/^[A-Za-z0-9+/]+={0,2}$/.test(base64)) throw badInput("PICTURE_KIND", field, "This is no base64", FORMS);
  return Buffer.from(base64, "base64");
}

async function draw(octets: Buffer, form: PictureForm, field: string): Promise<RedrawnLogo> {
  const sharp = await drawingLibrary();
  const read = () => sharp(octets, { limitInputPixels: MAX_LOGO_PIXELS, failOn: "warning", pages: 1 });
  const { width, height, format } = await orDamaged(sharp(octets, { limitInputPixels: false }).metadata(), field);
  if (format !== form.toLowerCase()) throw damaged(field);
  if (width * height > MAX_LOGO_PIXELS) {
    throw badInput(
      because("PICTURE_TOO_MANY_PIXELS", { limit: MAX_LOGO_PIXELS }),
      field,
      "The picture has too many pixels",
      `up to ${MAX_LOGO_PIXELS / 1_000_000} million`,
    );
  }
  if (Math.max(width, height) > MAX_LOGO_SIDE) {
    throw badInput(
      because("PICTURE_TOO_LONG", { limit: MAX_LOGO_SIDE }),
      field,
      "The picture is too wide or too high",
      `up to ${MAX_LOGO_SIDE} pixels each way`,
    );
  }
  for (const size of KEPT_SIZES) {
    const { data, info } = await orDamaged(drawn(read(), size).toBuffer({ resolveWithObject: true }), field);
    if (data.length > MAX_KEPT_OCTETS) continue;
    const digest = createHash("sha256").update(data).digest("hex");
    return { name: logoName(digest, info), png: data.toString("base64") };
  }
  throw new Error("A picture of 320 by 80 pixels and 256 colours has more octets than pixels");
}

function drawn(picture: Sharp, size: (typeof KEPT_SIZES)[number]): Sharp {
  return picture
    .autoOrient()
    .resize({ ...size, fit: "inside", withoutEnlargement: true })
    .png({ palette: true, compressionLevel: 9 })
    .timeout({ seconds: SECONDS_OF_DRAWING });
}

/** The library knows no errors by kind: after what was checked before, whatever it cannot read is damaged. */
async function orDamaged<Result>(work: Promise<Result>, field: string): Promise<Result> {
  try {
    return await work;
  } catch {
    throw damaged(field);
  }
}

function damaged(field: string) {
  return badInput("PICTURE_DAMAGED", field, "The picture is damaged, cut short, or followed by something else", FORMS);
}

let library: Promise<typeof sharpOf> | null = null;

/** Loaded at the first logo: whoever sets none pays nothing for it. It reads the three kinds and no other. */
function drawingLibrary(): Promise<typeof sharpOf> {
  library ??= import("sharp").then(({ default: sharp }) => {
    sharp.cache(false);
    sharp.concurrency(1);
    sharp.block({ operation: ["VipsForeignLoad"] });
    sharp.unblock({
      operation: ["VipsForeignLoadPngBuffer", "VipsForeignLoadJpegBuffer", "VipsForeignLoadWebpBuffer"],
    });
    return sharp;
  });
  return library;
}
